"""Writes the first master workbook (新总台账); afterwards it is only patched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import count

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from automation import sheets
from automation.cells import Value
from automation.model.cell_name import column_letters
from automation.model.paper import GridTable
from automation.outputs.board_charts import add_charts, fill_charts
from automation.outputs.new_sheet import A4, TAB_COLOURS, add_sheet, add_styles, fit_to_page, put_value, save_book
from automation.outputs.patch_charts import lay_figures
from automation.terms import looks

Rows = Mapping[str, Sequence[Mapping[str, Value]]]


def write_master(rows: Rows, tables: Sequence[GridTable], year: int, when: date) -> bytes:
    """The master with every declared sheet; a sheet nothing stands in is hidden. Gives frozen .xlsx bytes.

    ``tables`` are the year-end report's input sheets (年报表), laid out as the official tables are.
    """
    book = Workbook()
    del book[book.sheetnames[0]]
    add_styles(book)
    for sheet in sheets.MASTER:
        listed = rows.get(sheet.name, ())
        page = add_sheet(book, sheet, listed, year)
        if not listed or sheet is sheets.FIGURES:
            page.sheet_state = "hidden"
    _draw_board(book[sheets.BOARD.name])
    for table in tables:
        _add_table(book.create_sheet(table.name), table)
    book.active = next(place for place, page in enumerate(book.worksheets) if page.sheet_state == "visible")
    figures = lay_figures(rows.get(sheets.FIGURES.name, ()), 0, dict(zip(sheets.FIGURES.fields, count(), strict=False)))
    return fill_charts(save_book(book, when), figures)


def _draw_board(page: Worksheet) -> None:
    """The charts beside the dashboard, all of it on one printed page."""
    add_charts(page, len(sheets.BOARD.columns))
    page.page_setup.fitToHeight = 1
    page.page_setup.paperSize = A4


def _add_table(page: Worksheet, table: GridTable) -> None:
    """One official table: labels and merges as printed, figures to be typed in."""
    page.sheet_properties.tabColor = TAB_COLOURS[sheets.KEEP]
    for cell in table.cells:
        text = cell.text
        value = int(text) if cell.value and text.lstrip("-").isdecimal() else text or None
        target = put_value(page, cell.row + 1, cell.column + 1, value)
        target.style = looks.STYLE_FIGURE if cell.value else looks.STYLE_LABEL
        if cell.rows > 1 or cell.columns > 1:
            page.merge_cells(
                start_row=cell.row + 1,
                start_column=cell.column + 1,
                end_row=cell.row + cell.rows,
                end_column=cell.column + cell.columns,
            )
    for column in range(1, table.columns + 1):
        page.column_dimensions[column_letters(column)].width = 16
    fit_to_page(page, landscape=True)
