"""Types the sample office's hand-ins into its workbooks (演示填报), cell by cell as clerks would."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from automation import cells, sheets
from automation.cells import Value
from automation.errors import AutomationError
from automation.jobs.workspace import Workspace
from automation.outputs.patch import CellEdit, patch_package
from automation.sheets import Sheet
from automation.sources.seeds import read_csv
from automation.sources.table import Table, read_table
from automation.sources.workbook import Workbook, parse_workbook
from automation.store.replace import replace_file
from automation.terms import commands as say
from automation.terms import sheets as names
from automation.terms.findings import PLACE


@dataclass(frozen=True, slots=True)
class Typed:
    """One cell somebody typed: the file (a section, or 总台账), sheet, 序号, row within it, column and value."""

    day: date
    file: str
    sheet: str
    order: str
    row: str
    column: str
    value: Value


def read_typed(path: Path) -> list[Typed]:
    """handins.csv of a seed folder, in order of time."""
    typed = []
    for row in read_csv(path):
        value: Value = row[names.HANDIN_VALUE]
        kind = {names.AS_DATE: cells.DATE, names.AS_NUMBER: cells.NUMBER}.get(row[names.HANDIN_AS], cells.TEXT)
        typed.append(
            Typed(
                date.fromisoformat(row[names.HANDIN_DAY]),
                row[names.HANDIN_FILE],
                row[names.HANDIN_SHEET],
                row[names.HANDIN_ORDER],
                row[names.HANDIN_ROW],
                row[names.HANDIN_COLUMN],
                kind.parse(value, 0).value,
            )
        )
    return sorted(typed, key=lambda one: one.day)


def type_cells(workspace: Workspace, typed: list[Typed], year: int) -> None:
    """Put what was typed into the workbooks, file by file. Raises AutomationError for a place that is not there."""
    for file, group in groupby(sorted(typed, key=lambda one: one.file), key=lambda one: one.file):
        path = workspace.master if file == names.MASTER_NAME else workspace.forms / f"{file}.xlsx"
        data = path.read_bytes()
        book = parse_workbook(data, path.name)
        edits: dict[str, list[CellEdit]] = {}
        for one in group:
            row, column = _find_cell(book, one, year)
            edits.setdefault(one.sheet, []).append(CellEdit(row, column, one.value))
        replace_file(path, patch_package(data, edits).data)


def _find_cell(book: Workbook, typed: Typed, year: int) -> tuple[int, int]:
    """1-based row and column of the cell a clerk would type into."""
    grid = book.grids.get(typed.sheet)
    if grid is not None and typed.sheet == names.COVER:
        for number, line in enumerate(grid.rows, 1):
            if cells.show(line[0]) == typed.column:
                return number, 2
    elif grid is not None:
        sheet = _sheet_of(typed)
        table = read_table(grid, sheet, typed.file)
        row = _find_row(table, typed, year)
        column = next((c.field for c in sheet.columns if c.header == typed.column), "")
        if row and column in table.columns:
            return row, table.columns[column] + 1
    raise AutomationError(
        say.DEMO_NO_CELL.format(place=PLACE.join((typed.file, typed.sheet, typed.order, typed.column)))
    )


def _sheet_of(typed: Typed) -> Sheet:
    listed = sheets.MASTER if typed.file == names.MASTER_NAME else sheets.FORMS
    return next(sheet for sheet in listed if sheet.name == typed.sheet)


def _find_row(table: Table, typed: Typed, year: int) -> int:
    """The row of a 序号: the section's in the master, the period's or the n-th event's in a form; 0 for none."""
    number = names.TASK_NUMBER.format(year=year, order=int(typed.order))
    mine = [row for row in table.rows if cells.show(row.cells.get("number")) == number]
    if typed.row.isdecimal() and len(typed.row) < 3:
        place = int(typed.row) - 1
        return mine[place].origin.row if place < len(mine) else 0
    for row in mine:
        named = (cells.show(row.cells.get(field)) for field in ("section", "period"))
        if not typed.row or typed.row in named:
            return row.origin.row
    return 0
