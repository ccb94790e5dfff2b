"""Finds a plan in a grid of cells (方案表): shared by workbooks, Word tables and tab-separated text.

Merged cells arrive spread over what they cover, so that a label stands in every row it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from automation.cells import fold, is_blank, show
from automation.model.origin import Origin
from automation.model.rows import BodyLine, RawRow
from automation.terms import plans as words

HEADER_WITHIN = 30
CARRIED = ("area", "topic", "units", "deadline")

Lines = Sequence[Sequence[object]]


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the header of a plan table stands (0-based row), which field each column holds, and the columns of none."""

    header: int
    places: dict[str, int]
    others: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlanTable:
    """The rows of a plan table, what stands in and above it that is no row, and its columns (None: no plan header).

    ``unread`` are the headers of columns that hold something and are no field of a task.
    """

    rows: list[RawRow]
    body: list[BodyLine]
    columns: Columns | None = None
    unread: tuple[BodyLine, ...] = ()


def read_plan_table(lines: Lines, origin: Origin, columns: Columns | None = None) -> PlanTable:
    """The rows of a plan table; none when there is no plan header.

    ``columns`` are those of the table before, for a table that goes on without a header of its own. A header repeated
    at a page top is no row; a row that holds only its first cell is a heading for the rows below; 注：… is body.
    """
    found = find_header(lines) or (replace(columns, header=-1) if columns else None)
    if found is None:
        return PlanTable([], body_lines(lines, origin))
    rows: list[RawRow] = []
    body = body_lines(lines[: max(found.header, 0)], origin)
    heading = ""
    for number, line in enumerate(lines[found.header + 1 :], found.header + 2):
        cells = {name: line[place] for name, place in found.places.items() if place < len(line)}
        said = [show(cell) for cell in cells.values() if not is_blank(cell)]
        if not said or all(field_of(text) for text in said):
            continue
        if _is_heading(cells, said):
            heading = said[0]
        elif len(set(said)) == 1 and re.match(words.NOTE, said[0]):
            body.append(BodyLine(said[0], origin.at(row=number)))
        else:
            rows.append(RawRow(_plain(cells, heading), origin.at(row=number)))
    return PlanTable(rows, body, found, _unread(lines, found, origin))


def _unread(lines: Lines, columns: Columns, origin: Origin) -> tuple[BodyLine, ...]:
    below = lines[columns.header + 1 :]
    return tuple(
        BodyLine(header, origin.at(row=max(columns.header + 1, 1)))
        for place, header in columns.others.items()
        if any(not is_blank(line[place]) and show(line[place]) != header for line in below if place < len(line))
    )


def body_lines(lines: Lines, origin: Origin) -> list[BodyLine]:
    """Every text in lines that are no rows of a plan, once a line."""
    return [
        BodyLine(text, origin.at(row=number))
        for number, line in enumerate(lines, 1)
        for text in dict.fromkeys(show(cell) for cell in line if not is_blank(cell))
    ]


def find_header(lines: Lines) -> Columns | None:
    """The row that names a requirement and another column; of two header rows below each other the second one."""
    found: Columns | None = None
    for number, line in enumerate(lines[:HEADER_WITHIN]):
        columns = _read_header(number, line)
        if found and (columns is None or len(columns.places) < len(found.places)):
            return found
        found = columns or found
    return found


def _read_header(number: int, line: Sequence[object]) -> Columns | None:
    """The columns of a header row; None for any other row.

    A second 工作任务 or a blank beside it is the topic, and so is the first of two requirements. Where none is named
    the last label is the requirement: 序号、重点任务、责任单位、完成时限.
    """
    places: dict[str, int] = {}
    others: dict[int, str] = {}
    for place, cell in enumerate(line):
        named = field_of(cell)
        if not named and is_blank(cell) and places.get("area") == place - 1:
            named = "topic"
        if named in places and named in ("area", "requirement") and "topic" not in places:
            if named == "requirement":
                places["topic"] = places.pop("requirement")
            else:
                named = "topic"
        if named and named not in places:
            places[named] = place
        elif not is_blank(cell):
            others[place] = show(cell)
    label = "topic" if "topic" in places else "area"
    if "requirement" not in places and label in places and ("units" in places or {"order", "deadline"} <= set(places)):
        places["requirement"] = places.pop(label)
    if "requirement" not in places or len(places) < 2:
        return None
    if "units" in places and fold(show(line[places["units"]])) == words.WHOLE_UNITS:
        places.pop("supports", None)  # a ledger of ours: the units as printed say it all, the rest is no plan
        others = {}
    return Columns(number, places, others)


def field_of(cell: object) -> str:
    """The field a header cell names, empty for none."""
    text = fold(show(cell)).rstrip(words.OFFICE_MARK)
    return next((name for name, header in words.HEADERS.items() if re.fullmatch(header, text)), "")


def _is_heading(cells: dict[str, object], said: list[str]) -> bool:
    """Whether a row only names an area: 一、着力加强…, alone or merged over the whole width."""
    return len(set(said)) == 1 and bool(re.match(words.HEADING, said[0])) and not _filled(cells) & {"order", "number"}


def _filled(cells: dict[str, object]) -> set[str]:
    return (
        {field for field, cell in cells.items() if not is_blank(cell)}
        if len(set(map(show, cells.values()))) > 1
        else set()
    )


def _plain(cells: dict[str, object], heading: str) -> dict[str, object]:
    """The cells of a row as a plan means them: heading above, number out of the requirement, units of two columns."""
    if heading:
        cells = {**cells, "topic": cells.get("area", ""), "area": heading}
    numbered = re.match(words.NUMBERED, show(cells.get("requirement")))
    if numbered and not {"order", "number"} & set(cells):
        cells = {**cells, "order": numbered[1], "requirement": numbered[2]}
    supports = show(cells.pop("supports", ""))
    if supports:
        cells["units"] = words.JOIN_UNITS.format(leads=show(cells.get("units")), supports=supports)
    return {
        field: cell if field == "units" or not isinstance(cell, str) else re.sub(r"\s*\n\s*", "", cell)
        for field, cell in cells.items()
    }


def carry_down(rows: list[RawRow]) -> list[RawRow]:
    """The rows with a blank label, unit or deadline filled from the row above; a new area begins without a topic."""
    last: dict[str, object] = {}
    filled = []
    for row in rows:
        cells = dict(row.cells)
        if not is_blank(cells.get("area")) and cells.get("area") != last.get("area"):
            last.pop("topic", None)
        for name in CARRIED:
            if name in cells and is_blank(cells[name]):
                cells[name] = last.get(name, "")
            elif name in cells:
                last[name] = cells[name]
        filled.append(RawRow(cells, row.origin))
    return filled
