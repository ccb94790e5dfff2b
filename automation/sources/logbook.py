"""Reads 登记簿.xlsx: the raw rows of its three registers. The file is the office's: it is read and never kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from automation import sheets
from automation.cells import is_blank
from automation.errors import RefusedFile
from automation.model.finding import Finding, details
from automation.model.origin import Origin
from automation.model.rows import RawRow
from automation.sources.form_extras import find_doubled_columns, is_like
from automation.sources.master import Panics
from automation.sources.section_form import list_some
from automation.sources.table import read_table
from automation.sources.workbook import Grid, Workbook, parse_workbook
from automation.terms import commands as say
from automation.terms import logbook as names
from automation.terms import looks

NEEDED = {  # the columns without which rows would be counted wrongly
    names.REQUESTS: ("received_on", "kind", "answered_on", "result"),
    names.PUBLICATIONS: ("published_on", "kind"),
    names.CASES: ("kind", "received_on", "result", "closed_on"),
}
USED = {  # the columns without which rows are counted, but as if nothing stood there
    names.REQUESTS: ("asked_on", "corrected_on", "deducted", "extended_to"),
    names.PUBLICATIONS: ("count", "amount", "issued_on", "repealed_on"),
    names.CASES: (),
}


@dataclass(frozen=True, slots=True)
class LogbookRead:
    """The rows of the registers that could be read, by sheet, and what could not.

    ``letters`` are the columns a field stands in, by sheet and header.
    """

    tables: Mapping[str, tuple[RawRow, ...]]
    findings: tuple[Finding, ...] = ()
    letters: Mapping[tuple[str, str], str] = field(default_factory=dict)


def read_logbook(path: Path, file: str) -> LogbookRead:
    """The registers of a workbook, which must be there; ``file`` is the name findings show."""
    try:
        with Panics():
            book = parse_workbook(path.read_bytes(), file)
    except RefusedFile as error:
        return _unread(file, say.REFUSALS[error.kind])
    except OSError as error:
        return _unread(file, str(error.strerror))
    tables: dict[str, tuple[RawRow, ...]] = {}
    found: list[Finding] = []
    letters: dict[tuple[str, str], str] = {}
    for sheet in sheets.LOGBOOK:
        grid = book.grids.get(sheet.name)
        if grid is None:
            found.append(Finding("logbook_sheet_gone", value=sheet.name, origin=Origin(file)))
            continue
        table = read_table(grid, sheet, file)
        found += [Finding("unread_cell", origin=place) for place in table.unread]
        gone = [sheet.column(field).header for field in NEEDED[sheet.name] if field not in table.columns]
        found += [Finding("logbook_column_gone", value=name, origin=Origin(file, sheet.name)) for name in gone]
        if not gone:
            tables[sheet.name] = table.rows
        if not gone and any(map(_is_used, table.rows)):
            lost = [sheet.column(field).header for field in USED[sheet.name] if field not in table.columns]
            found += [Finding("logbook_column_lost", value=name, origin=Origin(file, sheet.name)) for name in lost]
        letters |= table.letters(sheet)
        found += find_doubled_columns(grid, sheet, table, file)
        found += _tell_look(grid, file)
    return LogbookRead(tables, (*found, *_find_sheets_beside(book)), letters)


def _is_used(row: RawRow) -> bool:
    """Whether more stands in a row than its number, which is written in advance."""
    return any(not is_blank(value) for name, value in row.cells.items() if name != "number")


def _find_sheets_beside(book: Workbook) -> Iterator[Finding]:
    """Sheets that look like a register and hold rows it does not: a copy, or one for the second half of a year.

    A name the clerk made up may say anything, and nothing of a register is quoted: the sheet is told by its place.
    """
    ours = {sheet.name: sheet for sheet in sheets.LOGBOOK}
    seen = [grid for grid in book.grids.values() if grid.name != looks.LISTS]  # which is hidden
    for place, grid in enumerate(seen, 1):
        if grid.name in ours:
            continue
        for sheet in sheets.LOGBOOK:
            copy = read_table(grid, sheet, book.file)
            if not is_like(sheet, copy):
                continue
            kept = read_table(book.grids[sheet.name], sheet, book.file).rows if sheet.name in book.grids else ()
            known = [row.cells for row in kept]
            more = [row for row in copy.rows if _is_used(row) and row.cells not in known]
            if more:
                named = grid.name if sheet.name in grid.name else names.SHEET_AT.format(place=place)
                told = details(count=len(more), before=sheet.name)
                yield Finding("logbook_sheet_more", value=named, details=told, origin=Origin(book.file))
            break


def _tell_look(grid: Grid, file: str) -> Iterator[Finding]:
    """Hidden rows, which are read, and cells far outside, which are not: named by their place alone."""
    hidden = [str(row) for row in grid.look.hidden_rows]
    if hidden:
        told = details(count=len(hidden))
        yield Finding("hidden_rows", value=list_some(hidden), details=told, origin=Origin(file, grid.name))
    for cell, _ in grid.look.far:
        yield Finding("far_cell", value=cell, origin=Origin(file, grid.name))


def _unread(file: str, reason: str) -> LogbookRead:
    return LogbookRead({}, (Finding("logbook_unread", value=reason, origin=Origin(file)),))
