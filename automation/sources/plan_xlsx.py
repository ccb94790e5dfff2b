"""Reads a plan out of a workbook (方案工作簿): merged labels are filled down, title rows above the header skipped."""

from __future__ import annotations

from pathlib import Path

from automation.cells import fold, is_blank, show
from automation.errors import AutomationError
from automation.model.origin import Origin
from automation.model.rows import RawRow
from automation.sources.workbook import Cell, Grid, read_workbook
from automation.terms import commands as say
from automation.terms import plans as words

HEADER_WITHIN = 30


def read_plan_xlsx(path: Path) -> tuple[RawRow, ...]:
    """The rows of every plan table of a workbook, sheet after sheet.

    Raises RefusedFile for what is no workbook and AutomationError when no sheet holds a plan header.
    """
    book = read_workbook(path, path.name)
    rows = [row for grid in book.grids.values() if not grid.hidden for row in _read_grid(grid, path.name)]
    if not rows:
        raise AutomationError(say.NO_PLAN_TABLE.format(file=path.name))
    return tuple(rows)


def _read_grid(grid: Grid, file: str) -> list[RawRow]:
    lines = _spread_merges(grid)
    header, columns = _find_header(lines)
    if header < 0:
        return []
    rows = []
    for number, line in enumerate(lines[header + 1 :], header + 2):
        found = {field: line[place] for field, place in columns.items() if place < len(line)}
        repeated = all(_field_of(cell) for cell in found.values() if not is_blank(cell))
        if not repeated and not all(is_blank(cell) for cell in found.values()):
            rows.append(RawRow(_with_supports(found), Origin(file, grid.name, number)))
    return rows


def _with_supports(found: dict[str, Cell]) -> dict[str, Cell]:
    """Leads and supports of two columns as one text, the way one column would say it."""
    supports = show(found.pop("supports", ""))
    if supports:
        leads = show(found.get("units"))
        found["units"] = words.JOIN_UNITS.format(leads=leads, supports=supports)
    return found


def _spread_merges(grid: Grid) -> list[list[Cell]]:
    """The rows with every merged cell holding the value of its first one."""
    lines = [list(row) for row in grid.rows]
    for top, left, bottom, right in grid.merges:
        if top >= len(lines) or left >= len(lines[top]):
            continue
        value = lines[top][left]
        for row in range(top, min(bottom, len(lines) - 1) + 1):
            for column in range(left, min(right, len(lines[row]) - 1) + 1):
                lines[row][column] = value
    return lines


def _field_of(cell: Cell) -> str:
    text = fold(show(cell))
    return next((field for field, headers in words.HEADERS.items() if text in headers), "")


def _find_header(lines: list[list[Cell]]) -> tuple[int, dict[str, int]]:
    """The row that names a requirement and one more column; a second 工作任务 column is the topic."""
    for number, line in enumerate(lines[:HEADER_WITHIN]):
        columns: dict[str, int] = {}
        for place, cell in enumerate(line):
            field = _field_of(cell)
            if not field and is_blank(cell) and columns.get("area") == place - 1:
                field = "topic"
            if field in columns:
                field = "topic" if field == "area" and "topic" not in columns else ""
            if field:
                columns[field] = place
        if "requirement" in columns and len(columns) > 1:
            return number, columns
    return -1, {}
