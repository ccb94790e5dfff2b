"""Reads the rows of a plan in a grid of cells (方案表): shared by workbooks, Word tables and tab-separated text.

Merged cells arrive spread over what they cover, so that a label stands in every row it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from automation.cells import is_blank, show
from automation.model.origin import Origin
from automation.model.rows import BodyLine, RawRow
from automation.sources.plan_header import (
    NO_MERGES,
    Columns,
    Lines,
    Merges,
    find_header,
    holds_header_words,
    read_header,
)
from automation.terms import plans as words

CARRIED = ("area", "topic", "units", "deadline")
NUMBERS = ("order", "number")
LABELS = ("area", "topic")
HEADED_FROM = 4  # columns of ours from which a row that holds only 一 and a name is a heading, not a bare task

Cells = dict[str, object]


@dataclass(frozen=True, slots=True)
class PlanTable:
    """The rows of a plan table, what stands in and above it that is no row, and its columns (None: no plan header).

    ``unread`` are the headers of columns that hold something and are no field of a task.
    """

    rows: list[RawRow]
    body: list[BodyLine]
    columns: Columns | None = None
    unread: tuple[BodyLine, ...] = ()


@dataclass(slots=True)
class _Headings:
    """The headings above a row, two levels of them; ``idle`` are those no row has come below yet."""

    area: str = ""
    topic: str = ""
    numbered: bool = False
    idle: list[BodyLine] = field(default_factory=list)
    before: tuple[str, str] = ("", "")

    def put(self, line: BodyLine) -> None:
        """Take in a heading: 一、 is an area, （一） a topic; one without a number is a topic only below 一、."""
        self.before = (self.area, self.topic)
        first = bool(re.match(words.HEADING, line.text))
        self.numbered = self.numbered or first
        if self.area and (re.match(words.SUBHEADING, line.text) or (self.numbered and not first)):
            self.topic = line.text
        else:
            self.area, self.topic = line.text, ""
        self.idle.append(line)

    def end_page(self) -> None:
        """A header comes again: the unnumbered line just above it was its title (附件（续）), no heading."""
        last = self.idle[-1].text if self.idle else ""
        if last and not re.match(words.HEADING, last) and not re.match(words.SUBHEADING, last):
            self.area, self.topic = self.before

    def label(self, cells: Cells) -> Cells:
        """The cells of a row below its headings; the row's own labels come one level lower."""
        self.idle.clear()
        if not self.area:
            return cells
        own = [show(cells[name]) for name in LABELS if name in cells]
        below = [text for text in (self.topic, *own) if text]
        rest = {name: cell for name, cell in cells.items() if name not in LABELS}
        return {**rest, "area": self.area, **({"topic": words.JOIN_LABELS.join(below)} if below or own else {})}


def read_plan_table(
    lines: Lines, origin: Origin, columns: Columns | None = None, merges: Merges = NO_MERGES
) -> PlanTable:
    """The rows of a plan table; none when there is no plan header.

    ``columns`` are those of the table before, for a table that goes on without a header of its own. A header repeated
    at a page top is no row; a row that holds one text alone is a heading for the rows below; 注：… is body. A task
    whose requirement is merged over several lines is one task. Numbers merged over several tasks number their label.
    """
    found = find_header(lines, merges) or (replace(columns, header=-1) if columns else None)
    if found is None:
        return PlanTable([], body_lines(lines, origin))
    rows: list[RawRow] = []
    body = body_lines(lines[: max(found.header, 0)], origin)
    body += [
        BodyLine(found.heads["units"], origin.at(row=found.header + 1))
        for _ in range(found.header >= 0 and bool(re.search(words.HEADER_HINT, found.heads.get("units", ""))))
    ]
    headings = _Headings()
    places = found.places
    labelled: set[str] = set()
    for number, line in enumerate(lines[found.header + 1 :], found.header + 2):
        cells: Cells = {name: line[place] for name, place in places.items() if place < len(line)}
        said = list(dict.fromkeys(show(cell) for cell in cells.values() if not is_blank(cell)))
        if not said or not (_filled(cells) - set(NUMBERS) or _heading(cells, said)):
            continue  # nothing, or a number waiting for its task
        below = {name for name, place in places.items() if (number - 1, place) in merges.below}
        if holds_header_words(said) and (len(said) > 1 or said[0] in found.heads.values()):
            headings.end_page()
            again = read_header(number - 1, line)
            places = again.places if again else places
        elif len(said) == 1 and re.match(words.NOTE, said[0]):
            body.append(BodyLine(said[0], origin.at(row=number)))
        elif heading := _heading(cells, said):
            headings.put(BodyLine(heading, origin.at(row=number)))
        elif rows and "requirement" in below and "requirement" in _filled(cells) and below >= set(NUMBERS) & set(cells):
            rows[-1] = _more_lines(rows[-1], cells)
        else:
            labelled |= below & set(NUMBERS)
            rows.append(RawRow(_plain(headings.label(cells)), origin.at(row=number)))
    kept = [replace(row, cells={name: row.cells[name] for name in row.cells if name not in labelled}) for row in rows]
    return PlanTable(kept, body + headings.idle, found, _unread(lines, found, origin))


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


def _filled(cells: Cells) -> set[str]:
    return {name for name, cell in cells.items() if not is_blank(cell)}


def _heading(cells: Cells, said: Sequence[str]) -> str:
    """The heading a row is, empty for a task: one text alone, in front or merged over the whole width.

    一、着力加强… may stand anywhere in the row; its number may also stand apart from it in the column of numbers.
    """
    filled = _filled(cells)
    number = show(cells.get("order"))
    if len(said) == 1 and not re.fullmatch(words.ORDER, said[0]):
        alone = filled == {"order"} or (len(cells) > 1 and len(filled) == len(cells))
        marked = re.match(words.HEADING, said[0]) or re.match(words.SUBHEADING, said[0])
        return said[0] if alone or marked else ""
    if len(said) == 2 and len(cells) >= HEADED_FROM and re.fullmatch(words.NUMERAL, number):
        return words.NUMBERED_HEADING.format(number=number.rstrip(words.AFTER_NUMERAL), title=said[1])
    return ""


def _more_lines(row: RawRow, cells: Cells) -> RawRow:
    """A row with the units and the deadline of one more of its lines below its own."""
    cells = _plain(cells)
    more = {
        name: f"{show(row.cells[name])}\n{show(cells[name])}"
        for name in ("units", "deadline")
        if show(cells.get(name)) and show(cells[name]) not in show(row.cells.get(name)).split("\n")
    }
    return replace(row, cells={**row.cells, **more})


def _plain(cells: Cells) -> Cells:
    """The cells of a row as a plan means them: the number out of the requirement, units of two columns as one text."""
    cells = dict(cells)
    numbered = re.match(words.NUMBERED, show(cells.get("requirement")))
    if numbered and not set(NUMBERS) & set(cells):
        cells = {**cells, "order": numbered[1], "requirement": numbered[2]}
    supports = show(cells.pop("supports", ""))
    if supports:
        cells["units"] = words.JOIN_UNITS.format(leads=show(cells.get("units")), supports=supports)
    return {
        name: cell if name == "units" or not isinstance(cell, str) else re.sub(r"\s*\n\s*", "", cell)
        for name, cell in cells.items()
    }


def carry_down(rows: list[RawRow]) -> list[RawRow]:
    """The rows with a blank label, unit or deadline filled from the row above; a new area begins without a topic.

    Where rows without a label have no number either, the numbers are those of the labels and number no task.
    """
    last: Cells = {}
    filled = []
    bare = [row for row in rows if "order" in row.cells and is_blank(row.cells["order"])]
    labelled = bool(bare) and all(is_blank(row.cells.get("area")) and show(row.cells["requirement"]) for row in bare)
    labelled = labelled and all(not is_blank(row.cells.get("area")) for row in rows if show(row.cells.get("order")))
    for row in rows:
        cells = {name: cell for name, cell in row.cells.items() if name != "order" or not labelled}
        if not is_blank(cells.get("area")) and cells.get("area") != last.get("area"):
            last.pop("topic", None)
        for name in CARRIED:
            if name in cells and is_blank(cells[name]):
                cells[name] = last.get(name, "")
            elif name in cells:
                last[name] = cells[name]
        filled.append(RawRow(cells, row.origin))
    return filled
