"""Writes one declared sheet into a new workbook (新表): header, rows, widths, formats, drop-downs, print set-up.

Formats and drop-downs reach 5,000 rows from the start, or the next multiple of it, because the master is only patched
afterwards; new cells take the style of their column.
"""

from __future__ import annotations

import errno
import gc
import os
import sys
import tempfile
import traceback
from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO

from lxml.etree import SerialisationError
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from automation import cells
from automation.cells import Value
from automation.model.cell_name import column_letters
from automation.outputs.cell_text import cell_value, clean_text, escape_text
from automation.outputs.package import freeze_package
from automation.outputs.patch_sheet import row_height
from automation.sheets import DECIDE, KEEP, LOOK, Column, Sheet, rows_covered
from automation.terms import looks, states
from automation.terms import sheets as names

TAB_COLOURS = {LOOK: "2F75B5", DECIDE: "C55A11", KEEP: "7F7F7F"}
LIGHT_FILLS = {states.RED: "F8CBAD", states.YELLOW: "FFE699", states.GREEN: "E2EFDA"}
GREY = PatternFill("solid", fgColor="F2F2F2")
LINE = Side(style="thin", color="BFBFBF")
GRID = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
A3, A4 = 8, 9
A3_FROM = 150  # characters of column width from which a sheet prints on A3
TWO_PAGES_FROM = 240  # and from which it takes two pages side by side, so that it stays legible
LIST_LIMIT = 255  # Excel's limit for a list written into the validation itself
ERROR_LIMIT = 225  # and for the message it shows; a longer one makes it call the file damaged

FIXED_HEIGHT = b' customHeight="1"'

Row = Mapping[str, Value]


def add_styles(book: Workbook) -> None:
    """Register the named styles every sheet uses, so that an office can restyle a whole book at once."""
    wrap = Alignment(vertical="center", wrap_text=True)
    middle = Alignment(horizontal="center", vertical="center", wrap_text=True)
    body, head = Font(name=looks.FONT, size=10), Font(name=looks.HEAD_FONT, size=10, color="FFFFFF")
    open_ = Protection(locked=False)
    blue, brown = PatternFill("solid", fgColor="2F5597"), PatternFill("solid", fgColor="833C0B")
    for style in (
        NamedStyle(looks.STYLE_HEAD, font=head, fill=blue, alignment=middle, border=GRID),
        NamedStyle(looks.STYLE_HEAD_OPEN, font=head, fill=brown, alignment=middle, border=GRID),
        NamedStyle(looks.STYLE_CELL, font=body, alignment=wrap),
        NamedStyle(looks.STYLE_DATE, font=body, alignment=middle, number_format=looks.DATE_FORMAT),
        NamedStyle(looks.STYLE_OPEN, font=body, alignment=wrap, protection=open_),
        NamedStyle(
            looks.STYLE_OPEN_DATE, font=body, alignment=middle, protection=open_, number_format=looks.DATE_FORMAT
        ),
        NamedStyle(looks.STYLE_NUMBER, font=body, alignment=middle),
        NamedStyle(looks.STYLE_OPEN_NUMBER, font=body, alignment=middle, protection=open_),
        NamedStyle(looks.STYLE_INPUT, font=body, alignment=wrap, border=GRID, protection=open_),
        NamedStyle(
            looks.STYLE_INPUT_DATE,
            font=body,
            alignment=Alignment(horizontal="left", vertical="center"),
            border=GRID,
            protection=open_,
            number_format=looks.DATE_FORMAT,
        ),
        NamedStyle(looks.STYLE_TITLE, font=Font(name=looks.HEAD_FONT, size=16), alignment=Alignment(vertical="center")),
        NamedStyle(looks.STYLE_LABEL, font=body, fill=GREY, alignment=wrap, border=GRID),
        NamedStyle(looks.STYLE_FIGURE, font=body, alignment=middle, border=GRID, protection=open_),
    ):
        book.add_named_style(style)


def save_book(book: Workbook, when: date) -> bytes:
    """The workbook as frozen bytes. Row heights stay free to grow: openpyxl would mark each as set by hand.

    Raises OSError when the disk is full: openpyxl lays each sheet down in a file of its own first, through lxml, which
    says so in an error of its own kind.
    """
    out = BytesIO()
    try:
        book.save(out)
    except SerialisationError as error:
        _let_go(error)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), tempfile.gettempdir()) from error
    return freeze_package(out.getvalue(), when, lambda _, part: part.replace(FIXED_HEIGHT, b""))


def _let_go(error: SerialisationError) -> None:
    """Let go of the half-written sheet, which would complain once more, with a trace nobody at a desk can read."""
    hook, sys.unraisablehook = sys.unraisablehook, lambda _: None
    try:
        traceback.clear_frames(error.__traceback__)
        gc.collect()  # the writer and its generator hold each other
    finally:
        sys.unraisablehook = hook


def add_sheet(book: Workbook, sheet: Sheet, rows: Sequence[Row], year: int, *, form: bool = False) -> Worksheet:
    """One sheet with its rows; ``form`` is a section's workbook, where only open cells can be typed into."""
    page = book.create_sheet(sheet.name)
    page.sheet_properties.tabColor = TAB_COLOURS[sheet.group]
    covered = rows_covered(len(rows) + 1)
    for place, column in enumerate(sheet.columns, 1):
        _add_column(book, page, place, column, year, covered, form=form)
    page.row_dimensions[1].height = 30
    for number, row in enumerate(rows, 2):
        for place, column in enumerate(sheet.columns, 1):
            value = row.get(column.field)
            if not cells.is_blank(value):
                put_value(page, number, place, value)
            page.cell(number, place).style = _style(column, form=form)
        shown = [(row.get(column.field), column.width) for column in sheet.columns if not column.hidden]
        page.row_dimensions[number].height = row_height(shown)
    last = column_letters(len(sheet.columns))
    _format_lights(page, sheet, f"A2:{last}{covered}", covered, form=form)
    if sheet.name == names.TASKS:
        _hide_repeats(page, sheet, covered)
    page.auto_filter.ref = f"A1:{last}{max(len(rows) + 1, 2)}"
    page.freeze_panes = page.cell(2, len(sheet.key) + 1) if len(sheet.key) < 3 else "A2"
    _set_print(page, sheet)
    if form:
        _protect(page)
    return page


def put_value(page: Worksheet, row: int, column: int, value: Value) -> Cell:
    """A value that stays a value: text that looks like a formula is written as text, a day with its time too."""
    value = cell_value(value)
    value = escape_text(clean_text(value)) if isinstance(value, str) else value
    cell: Cell = page.cell(row, column, value)
    if isinstance(value, str):
        cell.data_type = "s"
    return cell


def _style(column: Column, *, form: bool) -> str:
    is_open = column.section if form else column.office
    if column.kind in cells.DAYS:
        return looks.STYLE_OPEN_DATE if is_open else looks.STYLE_DATE
    if column.kind is cells.NUMBER:
        return looks.STYLE_OPEN_NUMBER if is_open else looks.STYLE_NUMBER
    return looks.STYLE_OPEN if is_open else looks.STYLE_CELL


def _add_column(
    book: Workbook, page: Worksheet, place: int, column: Column, year: int, covered: int, *, form: bool
) -> None:
    is_open = column.section if form else column.office
    head = page.cell(1, place, column.header)
    head.style = looks.STYLE_HEAD_OPEN if is_open else looks.STYLE_HEAD
    letter = column_letters(place)
    dimension = page.column_dimensions[letter]
    dimension.width = column.width
    dimension.hidden = column.hidden
    dimension.number_format = looks.DATE_FORMAT if column.kind in cells.DAYS else "General"
    dimension.font = Font(name=looks.FONT, size=10)
    across = "center" if column.kind in (*cells.DAYS, cells.NUMBER) else None
    dimension.alignment = Alignment(horizontal=across, vertical="center", wrap_text=True)
    dimension.protection = Protection(locked=not is_open)
    if not is_open:
        return
    reach = f"{letter}2:{letter}{covered}"
    listed = ",".join(column.choices)
    if column.choices:
        short = len(listed) <= LIST_LIMIT
        source = f'"{listed}"' if short else _list_choices(book, column.choices)
        rule = DataValidation("list", formula1=source, allow_blank=True, errorStyle="warning")
        choices = looks.LIST_SEPARATOR.join(column.choices)
        rule.errorTitle, rule.error = looks.LIST_TITLE, looks.LIST_ERROR.format(choices=choices)
        if len(rule.error) > ERROR_LIMIT:
            rule.error = looks.LIST_ERROR_LONG
    elif column.kind in cells.DAYS:
        rule = DataValidation("date", operator="greaterThan", formula1="36526", allow_blank=True, errorStyle="warning")
        rule.errorTitle, rule.error = looks.DATE_TITLE, looks.DATE_ERROR.format(year=year)
    else:
        return
    rule.showErrorMessage = True
    rule.add(reach)
    page.add_data_validation(rule)


def _list_choices(book: Workbook, choices: Sequence[str]) -> str:
    """Where choices too long for the validation itself stand: a column of a hidden sheet, one a list."""
    if looks.LISTS not in book.sheetnames:
        book.create_sheet(looks.LISTS).sheet_state = "hidden"
    hidden = book[looks.LISTS]
    place = hidden.max_column + 1 if hidden.cell(1, 1).value else 1
    for row, choice in enumerate(choices, 1):
        put_value(hidden, row, place, choice)
    letter = column_letters(place)
    return f"'{looks.LISTS}'!${letter}$1:${letter}${len(choices)}"


def _format_lights(page: Worksheet, sheet: Sheet, area: str, covered: int, *, form: bool) -> None:
    """Lines around filled rows, colours on 亮灯 by its word, grey on a form's locked cells."""
    for place, column in enumerate(sheet.columns, 1):
        letter = column_letters(place)
        reach = f"{letter}2:{letter}{covered}"
        if column.field == "light":
            for colour, fill in LIGHT_FILLS.items():
                rule = FormulaRule([f'LEFT(${letter}2,{len(colour)})="{colour}"'], fill=_solid(fill), border=GRID)
                page.conditional_formatting.add(reach, rule)
        elif form and not column.section:
            page.conditional_formatting.add(
                reach, FormulaRule([f'{letter}2&$B2<>""'], fill=_solid("F2F2F2"), border=GRID)
            )
    page.conditional_formatting.add(area, FormulaRule(["COUNTA($A2:$H2)>0"], border=GRID))


def _solid(colour: str) -> PatternFill:
    return PatternFill("solid", bgColor=colour, fgColor=colour)


def _hide_repeats(page: Worksheet, sheet: Sheet, covered: int) -> None:
    """Labels repeat in every row for sorting and filtering; a format greys those that repeat the line above."""
    for field in ("area", "topic"):
        letter = column_letters(sheet.fields.index(field) + 1)
        rule = FormulaRule([f"${letter}2=${letter}1"])
        rule.dxf = DifferentialStyle(font=Font(color="BFBFBF"))
        page.conditional_formatting.add(f"{letter}2:{letter}{covered}", rule)


def fit_to_page(page: Worksheet, pages: int = 1, *, landscape: bool) -> None:
    """Print a sheet as wide as ``pages`` pages and as long as it needs (打印设置)."""
    page.page_setup.paperSize = page.page_setup.paperSize or A4
    page.page_setup.orientation = "landscape" if landscape else "portrait"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = pages, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _set_print(page: Worksheet, sheet: Sheet) -> None:
    page.print_title_rows = "1:1"
    wide = sum(c.width for c in sheet.columns if not c.hidden)
    page.page_setup.paperSize = A3 if wide > A3_FROM else A4
    fit_to_page(page, 2 if wide > TWO_PAGES_FROM else 1, landscape=sheet.landscape)
    if wide > TWO_PAGES_FROM:
        page.print_title_cols = "A:B"
    page.HeaderFooter.oddFooter = HeaderFooterItem(center=_HeaderFooterPart(looks.FOOTER))


def _protect(page: Worksheet) -> None:
    """A guard rail, not security: no password, and filtering, sorting and widening stay allowed."""
    protection = page.protection
    protection.sheet = True
    for allowed in ("formatCells", "formatColumns", "formatRows", "sort", "autoFilter"):
        setattr(protection, allowed, False)
