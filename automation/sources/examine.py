"""Examines any workbook (体检): its sheets, and everything in it that a reader of values would not tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from automation.model.cell_name import column_letters, place_of
from automation.model.finding import Finding, details
from automation.model.origin import Origin
from automation.sources.section_form import find_far, list_some
from automation.sources.workbook import Grid, Workbook, parse_workbook


@dataclass(frozen=True, slots=True)
class SheetSeen:
    """One sheet: how far it is filled, and whether a clerk sees it."""

    name: str
    hidden: bool
    rows: int
    columns: int


def examine_workbook(data: bytes, file: str) -> tuple[list[SheetSeen], list[Finding]]:
    """The sheets of a workbook in order and what was noticed. Raises RefusedFile with a coded reason."""
    book = parse_workbook(data, file)
    seen = [
        SheetSeen(grid.name, grid.hidden, len(grid.rows), max(map(len, grid.rows), default=0))
        for grid in book.grids.values()
    ]
    return seen, [*_of_book(book), *find_far(book), *(told for grid in book.grids.values() for told in _of(grid, file))]


def _of_book(book: Workbook) -> Iterator[Finding]:
    place = Origin(book.file)
    if book.macros:
        yield Finding("macro_workbook", origin=place)
    if book.quoted:
        yield Finding("quoted_files", value=list_some(book.quoted), origin=place)
    if book.values_only:
        yield Finding("values_only", value=PurePath(book.file).suffix, origin=place)


def _of(grid: Grid, file: str) -> Iterator[Finding]:
    place, look = Origin(file, grid.name), grid.look
    if grid.hidden:
        yield Finding("hidden_sheet", origin=place)
    columns = [column_letters(column) for column in look.hidden_columns]
    rows = [str(row) for row in look.hidden_rows]
    for kind, found in (
        ("hidden_rows", rows),
        ("hidden_columns", columns),
        ("bare_formulas", sorted(look.bare, key=place_of)),
        ("error_cells", sorted(look.errors, key=place_of)),
    ):
        if found:
            yield Finding(kind, value=list_some(found), details=details(count=len(found)), origin=place)
