"""Writes the workbook that sums up many finished reports (勾稽汇总)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from openpyxl import Workbook

from automation.outputs.new_sheet import Row, add_sheet, add_styles, save_book
from automation.sheets import crosscheck as sheets


def write_crosscheck(
    reports: Sequence[Row], problems: Sequence[Row], roster: Sequence[Row] | None, when: date
) -> bytes:
    """One row a report, every problem, and who has handed in where a roster is given; frozen .xlsx bytes."""
    book = Workbook()
    del book[book.sheetnames[0]]
    add_styles(book)
    add_sheet(book, sheets.REPORTS, reports, when.year)
    add_sheet(book, sheets.PROBLEMS, problems, when.year)
    if roster is not None:
        add_sheet(book, sheets.ROSTER, roster, when.year)
    return save_book(book, when)
