"""Reads a plan out of a workbook (方案工作簿): merged labels are filled down, title rows above the header skipped."""

from __future__ import annotations

from pathlib import Path

from automation.model.origin import Origin
from automation.model.rows import BodyLine, PlanDocument, RawRow
from automation.sources.plan_table import read_plan_table
from automation.sources.workbook import Cell, Grid, read_workbook
from automation.terms import sheets as names


def read_plan_xlsx(path: Path) -> PlanDocument:
    """Every plan table of a workbook, sheet after sheet; no rows when no sheet holds a plan header.

    Raises RefusedFile for what is no workbook.
    """
    book = read_workbook(path, path.name)
    rows: list[RawRow] = []
    body: list[BodyLine] = []
    unread: list[BodyLine] = []
    own = book.grids.get(names.TASKS)  # a ledger of ours has many tables and one plan
    for grid in (own,) if own else book.grids.values():
        if not grid.hidden:
            found = read_plan_table(spread_merges(grid), Origin(path.name, grid.name))
            rows += found.rows
            body += found.body
            unread += found.unread
    return PlanDocument(tuple(rows), tuple(body), tuple(unread))


def spread_merges(grid: Grid) -> list[list[Cell]]:
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
