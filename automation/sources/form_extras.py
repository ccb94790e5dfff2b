"""Finds what a section has made of its form's sheets (科室自加内容) and the merge cannot follow.

Columns of its own, one header over two columns, a cell over several rows, a copy of a sheet: whatever is typed there
has no place in the ledger, and would be lost without a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from automation import sheets
from automation.cells import fold, is_blank, same, show
from automation.model.cell_name import column_letters
from automation.model.finding import Finding, details
from automation.model.origin import Origin
from automation.sheets import Sheet
from automation.sources.table import Table, fold_header, read_table
from automation.sources.workbook import Grid, Workbook
from automation.terms import receipts
from automation.terms import sheets as names


def find_extras(grid: Grid, sheet: Sheet, table: Table, file: str, section: str) -> tuple[Table, list[Finding]]:
    """The table without the cells whose header stands over two columns that differ, and what is to be told."""
    head = grid.rows[table.header]
    place = Origin(file, grid.name)
    findings = list(_find_merged(grid, sheet, table, place, section))
    if max(len(head), *map(len, grid.rows[table.header :])) <= len(table.columns):
        return table, findings
    twice = _find_doubled(head, sheet, table)
    known = {*table.columns.values(), *(column for columns in twice.values() for column in columns)}
    findings += _find_columns(grid, table, known, place, section)
    for field, columns in twice.items():
        table, differing = _without_doubt(grid, table, field, columns)
        if differing:
            told = details(rows=names.LIST_SEPARATOR.join(differing))
            header = sheet.column(field).header
            findings.append(Finding("header_twice", "", section, header, told, place))
    return table, findings


def _find_doubled(head: Sequence[object], sheet: Sheet, table: Table) -> dict[str, list[int]]:
    """Field → the columns, beside the one that is read, over which its header stands once more."""
    twice: dict[str, list[int]] = {}
    fields = {fold(sheet.column(field).header): field for field in table.columns}
    for column, cell in enumerate(head):
        field = fields.get(fold_header(cell))
        if field and table.columns[field] != column:
            twice.setdefault(field, []).append(column)
    return twice


def find_doubled_columns(grid: Grid, sheet: Sheet, table: Table, file: str) -> Iterator[Finding]:
    """Columns of a sheet of the master the office has twice, where the one not read says something else."""
    head = grid.rows[table.header] if 0 <= table.header < len(grid.rows) else ()
    for field, columns in _find_doubled(head, sheet, table).items():
        _, differing = _without_doubt(grid, table, field, columns)
        if differing:
            told = details(rows=names.LIST_SEPARATOR.join(differing))
            yield Finding("master_header_twice", "", "", sheet.column(field).header, told, Origin(file, grid.name))


def _find_columns(grid: Grid, table: Table, known: set[int], place: Origin, section: str) -> Iterator[Finding]:
    """The columns that are not of the form and in which something is written."""
    head = grid.rows[table.header]
    for column, count in _count_filled(grid, table, known):
        header = show(head[column]) if column < len(head) else ""
        if header != receipts.COLUMN:
            named = header or column_letters(column + 1)
            yield Finding("column_unread", "", section, named, details(count=count), place)


def find_own_columns(grid: Grid, sheet: Sheet, table: Table, file: str) -> Iterator[Finding]:
    """Columns the office has added to a list that is carried into the next year, named by their letters alone.

    What stands in the header of such a column of a register may be anything, and nothing of a register is quoted.
    """
    if table.header < 0:
        return
    twice = _find_doubled(grid.rows[table.header], sheet, table)
    known = {*table.columns.values(), *(column for columns in twice.values() for column in columns)}
    for column, count in _count_filled(grid, table, known):
        told = details(count=count)
        yield Finding(
            "carry_column_left", value=column_letters(column + 1), details=told, origin=Origin(file, grid.name)
        )


def _count_filled(grid: Grid, table: Table, known: set[int]) -> list[tuple[int, int]]:
    """(column, filled cells) of every column below the header that is not among the known ones."""
    filled: dict[int, int] = {}
    for line in grid.rows[table.header + 1 :]:
        for column, cell in enumerate(line):
            if column not in known and not is_blank(cell):
                filled[column] = filled.get(column, 0) + 1
    return sorted(filled.items())


def _without_doubt(grid: Grid, table: Table, field: str, columns: list[int]) -> tuple[Table, list[str]]:
    """The table without the cells of a field in whose columns different things stand, and the numbers of their rows."""
    differing = {
        row.origin.row
        for row in table.rows
        for line in [grid.rows[row.origin.row - 1]]
        if field in row.cells
        and not all(_alike(row.cells[field], line[column] if column < len(line) else None) for column in columns)
    }
    rows = [
        replace(row, cells={name: cell for name, cell in row.cells.items() if name != field})
        if row.origin.row in differing
        else row
        for row in table.rows
    ]
    return replace(table, rows=tuple(rows)), [str(row) for row in sorted(differing)]


def _alike(one: object, other: object) -> bool:
    return one == other or same(show(one), show(other))


def _find_merged(grid: Grid, sheet: Sheet, table: Table, place: Origin, section: str) -> Iterator[Finding]:
    """Cells a section may fill that reach over several rows: what is written there counts for the first row alone."""
    opened = {table.columns[c.field]: c.header for c in sheet.columns if c.section and c.field in table.columns}
    for first, left, last, right in sorted(grid.merges):
        headers = [opened[column] for column in range(left, right + 1) if column in opened]
        line = grid.rows[first] if first < len(grid.rows) else ()
        said = line[left] if left < len(line) else None
        if headers and table.header < first < last and not is_blank(said):
            told = details(rows=names.LIST_SEPARATOR.join(str(row + 1) for row in range(first + 1, last + 1)))
            where = Origin(place.file, place.sheet, first + 1, headers[0])
            yield Finding("merged_rows", "", section, show(said), told, where)


def find_sheet_copies(book: Workbook, section: str) -> Iterator[Finding]:
    """Sheets that look like one of the form's, stand beside it and say something else (任务进展 (2))."""
    ours = {sheet.name for sheet in sheets.FORMS} | {names.COVER, names.IDENTITY}
    for grid in book.grids.values():
        if grid.name in ours:
            continue
        for sheet in sheets.FORMS:
            copy = read_table(grid, sheet, book.file)
            if sheet.name not in book.grids or not is_like(sheet, copy):
                continue
            kept = read_table(book.grids[sheet.name], sheet, book.file)
            if [row.cells for row in copy.rows] != [row.cells for row in kept.rows]:
                yield Finding("sheet_copy", "", section, sheet.name, origin=Origin(book.file, grid.name))
            break


def is_like(sheet: Sheet, table: Table) -> bool:
    """Whether a sheet has the keys and most of the headers of one of ours."""
    return set(sheet.key) <= set(table.columns) and 2 * len(table.columns) > len(sheet.columns)
