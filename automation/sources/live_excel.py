"""Reads workbooks that are open in Microsoft Excel (打开着的工作簿), with what has not been saved yet.

The values are those Excel shows at this moment. They come through xlwings, whose engine is Excel itself on Windows and
macOS; a test registers one of its own. Nothing here starts Excel or opens a file: only what a person has open is read.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import xlwings

from automation.cells import is_blank
from automation.errors import AutomationError
from automation.model.cell_name import cell_name
from automation.sources.sheet_look import Look
from automation.sources.workbook import Cell, Grid, Workbook
from automation.terms import commands as say

ERRORS = ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!", "#CALC!")


def find_open_books() -> dict[str, xlwings.Book]:
    """The workbooks open in Excel by their comparable path; raises AutomationError where no Excel is running."""
    engine: Any = xlwings.engines.active
    if engine is None or not len(engine.apps):
        raise AutomationError(say.NO_EXCEL)
    books = (book for app in engine.apps for book in app.books)
    return {comparable(book.fullname): book for book in books}


def comparable(path: Path | str) -> str:
    """A path as two programs can agree on it: absolute, links followed, letter case as the system sees it."""
    return os.path.normcase(os.path.realpath(path))


def read_open_book(book: xlwings.Book, file: str) -> Workbook:
    """Every sheet of an open workbook as the reader of files would give it; ``file`` is the name findings show.

    A merged cell is only the value of its first one here, so ``merges`` stay empty.
    """
    return Workbook(file, {sheet.name: _read_sheet(sheet) for sheet in book.sheets})


def _read_sheet(sheet: xlwings.Sheet) -> Grid:
    last = sheet.used_range.last_cell
    values = sheet.range((1, 1), (last.row, last.column)).options(ndim=2, err_to_str=True).value
    lines = [tuple(_plain(value) for value in line) for line in values]
    while lines and all(is_blank(value) for value in lines[-1]):
        lines.pop()
    errors = frozenset(_find_errors(lines))
    rows = tuple(tuple("" if value in ERRORS else value for value in line) for line in lines)
    return Grid(sheet.name, rows, hidden=not sheet.visible, look=Look(errors=errors))


def _plain(value: Any) -> Cell:
    """A value as the reader of files gives it: nothing as empty text, midnight as a day."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        whole = value.replace(tzinfo=None)
        return date(whole.year, whole.month, whole.day) if whole.time() == time(0) else whole
    return value


def _find_errors(lines: list[tuple[Cell, ...]]) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        for place, value in enumerate(line):
            if value in ERRORS:
                yield cell_name(number, place + 1)
