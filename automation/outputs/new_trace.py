"""Writes the trace table (数据溯源): each number of the report with links to the cells it is made of."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from automation import cells
from automation.model.origin import NOWHERE, Origin
from automation.model.trace import Source, Traced
from automation.outputs.new_sheet import add_sheet, add_styles, save_book
from automation.sheets import Sheet
from automation.sheets.trace import NUMBERS, SOURCES
from automation.terms import looks
from automation.terms import trace as words

LINKED = Font(name=looks.FONT, size=10, underline="single", color="0563C1")


def write_trace(traced: Sequence[Traced], year: int, when: date, folder: str) -> bytes:
    """The workbook as frozen bytes; ``folder`` is where it will lie, seen from the workspace as the origins are."""
    book = Workbook()
    del book[book.sheetnames[0]]
    add_styles(book)
    behind = [(order, one.place, source) for order, one in enumerate(traced, 1) for source in one.bound.sources]
    listed = add_sheet(book, NUMBERS, [_number(order, one) for order, one in enumerate(traced, 1)], year)
    details = add_sheet(book, SOURCES, [_source(*each) for each in behind], year)
    begins = 2  # the row of 来源明细 a number's cells begin in
    for row, one in enumerate(traced, 2):
        if one.bound.sources:
            link_inside(listed, row, _place(NUMBERS, "count"), words.SOURCES, begins)
            _link_source(listed, row, _place(NUMBERS, "first"), one.bound.sources[0], folder)
        begins += len(one.bound.sources)
    for row, (order, _, source) in enumerate(behind, 2):
        link_inside(details, row, _place(SOURCES, "order"), words.NUMBERS, order + 1)
        _link_source(details, row, _place(SOURCES, "origin"), source, folder)
    return save_book(book, when)


def _number(order: int, one: Traced) -> Mapping[str, cells.Value]:
    first = one.bound.sources[0].origin if one.bound.sources else NOWHERE
    value = one.bound.value
    return {
        "order": order,
        "place": one.place,
        "said": one.said,
        "value": value if isinstance(value, (int, float, str)) else float(value),
        "rule": one.bound.rule,
        "count": len(one.bound.sources),
        "first": say_origin(first),
    }


def _source(order: int, place: str, source: Source) -> Mapping[str, cells.Value]:
    return {
        "order": order,
        "place": place,
        "origin": say_origin(source.origin),
        "name": source.name,
        "section": source.section,
        "value": source.value,
        "on": source.on,
        "handed": source.handed,
    }


def _place(sheet: Sheet, field: str) -> int:
    return sheet.fields.index(field) + 1


def say_origin(origin: Origin) -> str:
    """A place as the trace shows it: 总台账.xlsx › 指标填报 › 第8行."""
    if not origin.file:
        return origin.sheet
    file = posixpath.basename(origin.file)
    form = words.LINK_SHEET
    if origin.row:
        form = words.LINK_CELL if origin.column else words.LINK
    return form.format(file=file, sheet=origin.sheet, row=origin.row, column=origin.column)


def link_inside(page: Worksheet, row: int, column: int, sheet: str, to: int) -> None:
    """Let a cell lead to the row of another sheet of its workbook."""
    cell = page.cell(row, column)
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{sheet}'!A{to}")
    cell.font = LINKED


def _link_source(page: Worksheet, row: int, column: int, source: Source, folder: str) -> None:
    link_outside(page, row, column, source.origin, folder, source.letters)


def link_outside(page: Worksheet, row: int, column: int, origin: Origin, folder: str, letters: str = "A") -> None:
    """Let a cell lead to one of another workbook of the workspace; nothing where the place is not known."""
    if not origin.file:
        return
    cell = page.cell(row, column)
    target = posixpath.relpath(origin.file, folder or ".")
    sheet = origin.sheet.replace("'", "''")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, target=target, location=f"'{sheet}'!{letters}{max(origin.row, 1)}")
    cell.font = LINKED
