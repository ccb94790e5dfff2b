"""Puts cell values into a workbook that is open in Microsoft Excel (写入打开着的工作簿), and has Excel save it.

The same edits that ``patch`` puts into a file's package. Excel reads what it is given as if it were typed: a text that
looks like a formula, a number or a date would become one, so every text goes in behind an apostrophe.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from itertools import groupby
from typing import Any

import xlwings

from automation.cells import Value
from automation.outputs.patch import CellEdit, clean_text
from automation.terms import looks

TEXT_MARK = "'"
MESSAGE_LIMIT = 1000  # characters; Excel cuts a longer message off


def write_open_book(
    book: xlwings.Book, edits: Mapping[str, Sequence[CellEdit]], show: Iterable[str] = ()
) -> tuple[tuple[str, CellEdit], ...]:
    """Set cells by sheet name and unhide the sheets of ``show``; gives what was left out for a formula.

    Nothing is saved yet. Meanwhile the screen does not flicker and the office's own macros do not react to each cell.
    """
    kept: list[tuple[str, CellEdit]] = []
    with book.app.properties(screen_updating=False, enable_events=False):
        for name, wanted in edits.items():
            if wanted:
                kept += [(name, edit) for edit in _write_sheet(book.sheets[name], wanted)]
        for name in show:
            book.sheets[name].visible = True
    return tuple(kept)


def show_message(text: str) -> None:
    """Show a message box in the Excel a person works in."""
    engine: Any = xlwings.engines.active
    engine.apps.active.alert(text[:MESSAGE_LIMIT])


def _write_sheet(sheet: xlwings.Sheet, edits: Sequence[CellEdit]) -> list[CellEdit]:
    """Set the cells of one sheet, those beside each other in one call; gives those that hold a formula."""
    formulas = _find_formulas(sheet)
    free = [edit for edit in edits if (edit.row, edit.column) not in formulas]
    for run in _runs(sorted(free, key=lambda edit: (edit.row, edit.column))):
        first, last = run[0], run[-1]
        for edit in run:
            if edit.restyle and isinstance(edit.value, date):
                sheet.range((edit.row, edit.column)).number_format = looks.DATE_FORMAT
        cells = sheet.range((first.row, first.column), (last.row, last.column))
        cells.options(ndim=2).value = [[_typed(edit.value) for edit in run]]
    return [edit for edit in edits if (edit.row, edit.column) in formulas]


def _runs(edits: Sequence[CellEdit]) -> Iterator[list[CellEdit]]:
    """The edits in groups that stand side by side in one row."""
    places = enumerate(edits)
    for _, run in groupby(places, key=lambda placed: (placed[1].row, placed[1].column - placed[0])):
        yield [edit for _, edit in run]


def _find_formulas(sheet: xlwings.Sheet) -> set[tuple[int, int]]:
    """(row, column) of every formula. A text that begins with = reads as its own formula, a formula as its value."""
    last = sheet.used_range.last_cell
    block = sheet.range((1, 1), (last.row, last.column))
    values = block.options(ndim=2, err_to_str=True).value
    formulas = _lines(block.formula)
    return {
        (number, place)
        for number, (line, shown) in enumerate(zip(formulas, values, strict=True), 1)
        for place, (formula, value) in enumerate(zip(line, shown, strict=True), 1)
        if isinstance(formula, str) and formula.startswith("=") and formula != value
    }


def _lines(block: Any) -> list[Sequence[Any]]:
    """The rows of a block: Excel gives a single cell without any nesting, a single row with one level."""
    if not isinstance(block, (list, tuple)):
        return [[block]]
    return [block] if not isinstance(block[0], (list, tuple)) else list(block)


def _typed(value: Value) -> object:
    """A value as it must be handed to Excel to arrive as it is."""
    if isinstance(value, str):
        return TEXT_MARK + clean_text(value) if value else None
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime.combine(value, time(0))
    return value
