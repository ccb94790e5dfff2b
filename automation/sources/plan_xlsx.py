"""Reads a plan out of a workbook (方案工作簿): merged labels are filled down, title rows above the header skipped."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from automation.model.origin import Origin
from automation.model.rows import BodyLine, PlanDocument, RawRow
from automation.sources.plan_header import Merges
from automation.sources.plan_table import read_plan_table
from automation.sources.workbook import Cell, Grid, read_workbook
from automation.terms import plans as words
from automation.terms import sheets as names


def read_plan_xlsx(path: Path) -> PlanDocument:
    """Every plan table of a workbook, sheet after sheet; no rows when no sheet holds a plan header.

    Where several sheets hold tasks without labels, each sheet's name is the area of its tasks. Raises RefusedFile for
    what is no workbook.
    """
    book = read_workbook(path, path.name)
    body: list[BodyLine] = []
    unread: list[BodyLine] = []
    own = book.grids.get(names.TASKS)  # a ledger of ours has many tables and one plan
    parts: list[list[RawRow]] = []
    for grid in (own,) if own else book.grids.values():
        if not grid.hidden:
            lines, merges = spread_merges(grid)
            found = read_plan_table(lines, Origin(path.name, grid.name), None, merges)
            parts += [found.rows] if found.rows else []
            body += found.body
            unread += found.unread
    named = len(parts) > 1 and not any("area" in row.cells for rows in parts for row in rows)
    rows = [_below_sheet(row) if named else row for rows in parts for row in rows]
    return PlanDocument(tuple(rows), tuple(body), tuple(unread))


def _below_sheet(row: RawRow) -> RawRow:
    """A row with its sheet's name as its area, unless no person gave the sheet that name."""
    sheet = row.origin.sheet
    return row if re.fullmatch(words.UNNAMED_SHEET, sheet) else replace(row, cells={**row.cells, "area": sheet})


def spread_merges(grid: Grid) -> tuple[list[list[Cell]], Merges]:
    """The rows with every merged cell holding the value of its first one, and the cells it covers so."""
    lines = [list(row) for row in grid.rows]
    beside: set[tuple[int, int]] = set()
    below: set[tuple[int, int]] = set()
    for top, left, bottom, right in grid.merges:
        if top >= len(lines) or left >= len(lines[top]):
            continue
        value = lines[top][left]
        for row in range(top, min(bottom, len(lines) - 1) + 1):
            for column in range(left, min(right, len(lines[row]) - 1) + 1):
                lines[row][column] = value
                if row > top:
                    below.add((row, column))
                if column > left:
                    beside.add((row, column))
    return lines, Merges(frozenset(beside), frozenset(below))
