"""Finds a plan in a grid of cells (方案表): shared by workbooks, Word tables and tab-separated text.

Merged cells arrive spread over what they cover, so that a label stands in every row it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from automation.cells import fold, is_blank, show
from automation.model.origin import Origin
from automation.model.rows import BodyLine, RawRow
from automation.terms import plans as words

HEADER_WITHIN = 30
CARRIED = ("area", "topic", "units", "deadline")

Lines = Sequence[Sequence[object]]


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the header of a plan table stands (0-based row) and which field each column holds."""

    header: int
    places: dict[str, int]


@dataclass(frozen=True, slots=True)
class PlanTable:
    """The rows of a plan table, what stands in and above it that is no row, and its columns (None: no plan header)."""

    rows: list[RawRow]
    body: list[BodyLine]
    columns: Columns | None = None


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
        cells = {field: line[place] for field, place in found.places.items() if place < len(line)}
        said = [show(cell) for cell in cells.values() if not is_blank(cell)]
        if not said or all(field_of(text) for text in said):
            continue
        if _is_heading(cells, said):
            heading = said[0]
        elif len(set(said)) == 1 and re.match(words.NOTE, said[0]):
            body.append(BodyLine(said[0], origin.at(row=number)))
        else:
            rows.append(RawRow(_plain(cells, heading), origin.at(row=number)))
    return PlanTable(rows, body, found)


def body_lines(lines: Lines, origin: Origin) -> list[BodyLine]:
    """Every text in lines that are no rows of a plan, once a line."""
    return [
        BodyLine(text, origin.at(row=number))
        for number, line in enumerate(lines, 1)
        for text in dict.fromkeys(show(cell) for cell in line if not is_blank(cell))
    ]


def find_header(lines: Lines) -> Columns | None:
    """The row that names a requirement and another column; a second 工作任务 or a blank beside it is the topic."""
    for number, line in enumerate(lines[:HEADER_WITHIN]):
        places: dict[str, int] = {}
        for place, cell in enumerate(line):
            field = field_of(cell)
            if not field and is_blank(cell) and places.get("area") == place - 1:
                field = "topic"
            if field in places:
                field = "topic" if field == "area" and "topic" not in places else ""
            if field:
                places[field] = place
        if places.get("units") is not None and fold(show(line[places["units"]])) == words.WHOLE_UNITS:
            places.pop("supports", None)  # a ledger of ours: the units as printed say it all
        if "requirement" in places and len(places) > 1:
            return Columns(number, places)
    return None


def field_of(cell: object) -> str:
    """The field a header cell names, empty for none."""
    text = fold(show(cell))
    return next((field for field, headers in words.HEADERS.items() if text.rstrip(words.OFFICE_MARK) in headers), "")


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
        for field in CARRIED:
            if field in cells and is_blank(cells[field]):
                cells[field] = last.get(field, "")
            elif field in cells:
                last[field] = cells[field]
        filled.append(RawRow(cells, row.origin))
    return filled
