"""Reads 登记簿.xlsx: the raw rows of its three registers. The file is the office's: it is read and never kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from automation import sheets
from automation.errors import RefusedFile
from automation.model.finding import Finding, details
from automation.model.origin import Origin
from automation.model.rows import RawRow
from automation.sources.form_extras import find_doubled_columns
from automation.sources.master import Panics
from automation.sources.section_form import list_some
from automation.sources.table import read_table
from automation.sources.workbook import Grid, parse_workbook
from automation.terms import commands as say
from automation.terms import logbook as names

NEEDED = {  # the columns without which rows would be counted wrongly
    names.REQUESTS: ("received_on", "kind", "answered_on", "result"),
    names.PUBLICATIONS: ("published_on", "kind"),
    names.CASES: ("kind", "received_on", "result", "closed_on"),
}


@dataclass(frozen=True, slots=True)
class LogbookRead:
    """The rows of the registers that could be read, by sheet, and what could not."""

    tables: Mapping[str, tuple[RawRow, ...]]
    findings: tuple[Finding, ...] = ()


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
        found += find_doubled_columns(grid, sheet, table, file)
        found += _tell_look(grid, file)
    return LogbookRead(tables, tuple(found))


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
