"""Finds the header of a plan table (方案表头) and tells what each column holds, by the meaning of its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from automation.cells import fold, is_blank, show
from automation.terms import plans as words

HEADER_WIDEST = 60  # characters; a longer cell is no header, whatever its words

Lines = Sequence[Sequence[object]]


@dataclass(frozen=True, slots=True)
class Merges:
    """Cells (0-based row, column) that a merged cell covers beyond its first one: to its right, and below it."""

    beside: frozenset[tuple[int, int]] = frozenset()
    below: frozenset[tuple[int, int]] = frozenset()


NO_MERGES = Merges()


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the header of a plan table stands (0-based row), which field each column holds, and the columns of none.

    ``heads`` are the texts of the header's cells by field.
    """

    header: int
    places: dict[str, int]
    others: dict[int, str] = field(default_factory=dict)
    heads: dict[str, str] = field(default_factory=dict)


def find_header(lines: Lines, merges: Merges = NO_MERGES) -> Columns | None:
    """The row that names a requirement and another column; a second row of header words below it says more."""
    split = _split_columns(lines, merges)
    for number, line in enumerate(lines):
        found = read_header(number, line, split)
        if found is not None:
            return _with_second_row(found, lines, split)
    return None


def read_header(number: int, line: Sequence[object], split: frozenset[int] = frozenset()) -> Columns | None:
    """The columns of a header row; None for any other row.

    A second 工作任务 or a blank beside it is the topic, and so is the first of two requirements. Where none is named
    the last label is the requirement: 序号、重点任务、责任单位、完成时限. Beside 牵头单位 the 责任单位 support.
    ``split`` are columns that hold nothing of their own.
    """
    places: dict[str, int] = {}
    others: dict[int, str] = {}
    for place, cell in enumerate(line):
        if place in split:
            continue
        named = field_of(cell)
        if not named and is_blank(cell) and places.get("area") == place - 1:
            named = "topic"
        if named in places and named in ("area", "requirement") and "topic" not in places:
            if named == "requirement":
                places["topic"] = places.pop("requirement")
            else:
                named = "topic"
        if named == "units" and named in places and "supports" not in places:
            named = _second_units(line, places, place)
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
    return Columns(number, places, others, {name: show(line[place]) for name, place in places.items()})


def field_of(cell: object) -> str:
    """The field a header cell names, empty for none; marks around it and a hint in brackets do not count."""
    return _field_named(cell.strip()) if isinstance(cell, str) and len(cell) <= HEADER_WIDEST else ""


@lru_cache(maxsize=4096)
def _field_named(text: str) -> str:
    bare = fold(text).strip(words.HEADER_MARKS)
    for said in (bare, re.sub(words.HEADER_HINT, "", bare).strip(words.HEADER_MARKS)):
        found = next((name for name, header in words.HEADERS.items() if re.fullmatch(header, said)), "")
        if found:
            return found
    return ""


def holds_header_words(line: Sequence[object]) -> bool:
    """Whether every filled cell of a row is a header word."""
    said = [cell for cell in line if not is_blank(cell)]
    return bool(said) and all(field_of(cell) for cell in said)


def _with_second_row(found: Columns, lines: Lines, split: frozenset[int]) -> Columns:
    """The columns of a header that goes on in the rows below it, its words there in place of those above."""
    head = list(lines[found.header])
    for number in range(found.header + 1, len(lines)):
        line = lines[number]
        if not holds_header_words(line):
            break
        wide = max(len(head), len(line))
        above, below = ([*cells, *[""] * (wide - len(cells))] for cells in (head, line))
        head = [over if is_blank(cell) else cell for over, cell in zip(above, below, strict=True)]
        more = read_header(number, head, split)
        if more is None or len(more.places) < len(found.places):
            break
        found = more
    return found


def _second_units(line: Sequence[object], places: dict[str, int], place: int) -> str:
    """What a second column of units is: beside one that leads it supports; of two alike it is none of ours."""
    first, second = (bool(re.search(words.LEADING, show(line[one]))) for one in (places["units"], place))
    if first == second or fold(show(line[places["units"]])) == words.WHOLE_UNITS:
        return ""
    if second:
        places["supports"] = places.pop("units")
    return "units" if second else "supports"


def _split_columns(lines: Lines, merges: Merges) -> frozenset[int]:
    """Columns in which no row has a cell of its own: the drawing of another table's edges split one column in two."""
    if len(lines) < 2 or not merges.beside:
        return frozenset()
    covered = Counter(column for _, column in merges.beside)
    return frozenset(column for column, count in covered.items() if count >= sum(len(line) > column for line in lines))
