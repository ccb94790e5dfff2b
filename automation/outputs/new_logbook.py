"""Writes a new 登记簿.xlsx: notes for who keeps it, and its registers with drop-downs of the form's own categories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from automation.cells import Value
from automation.outputs.new_sheet import TAB_COLOURS, add_sheet, add_styles, fit_to_page, put_value, save_book
from automation.outputs.patch_sheet import row_height
from automation.sheets import LOOK, Sheet
from automation.terms import logbook as names
from automation.terms import looks


def write_logbook(registers: Sequence[tuple[Sheet, Sequence[Mapping[str, Value]]]], year: int, when: date) -> bytes:
    """The workbook of a year as frozen .xlsx bytes; each register comes with the rows it starts with."""
    book = Workbook()
    del book[book.sheetnames[0]]
    add_styles(book)
    _write_notes(book.create_sheet(names.NOTES), year)
    for sheet, rows in registers:
        add_sheet(book, sheet, rows, year)
    if looks.LISTS in book.sheetnames:
        book.move_sheet(looks.LISTS, len(book.sheetnames))
    book.active = 1
    return save_book(book, when)


def _write_notes(page: Worksheet, year: int) -> None:
    """How the registers are kept (填写说明): what holds for all, then column by column."""
    page.sheet_properties.tabColor = TAB_COLOURS[LOOK]
    put_value(page, 1, 1, names.NOTES_TITLE.format(year=year)).style = looks.STYLE_TITLE
    page.row_dimensions[1].height = 34
    line = 2
    for note in names.NOTES_LINES:
        page.merge_cells(start_row=line, start_column=1, end_row=line, end_column=2)
        put_value(page, line, 1, note).style = looks.STYLE_CELL
        page.row_dimensions[line].height = row_height([(note, 110)])
        line += 1
    for sheet, column, note in names.NOTES_COLUMNS:
        line += 1
        place = names.NOTES_PLACE.format(sheet=sheet, column=column)
        put_value(page, line, 1, place).style = looks.STYLE_LABEL
        put_value(page, line, 2, note).style = looks.STYLE_INPUT
        page.row_dimensions[line].height = row_height([(place, 28), (note, 82)])
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 28, 82
    fit_to_page(page, landscape=True)
