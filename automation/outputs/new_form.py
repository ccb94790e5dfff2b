"""Writes a section's workbook (科室填报表), with who it is for and what was issued in a very-hidden sheet."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from automation import sheets
from automation.cells import Value, show
from automation.outputs.new_sheet import TAB_COLOURS, add_sheet, add_styles, fit_to_page, put_value, save_book
from automation.terms import looks, states
from automation.terms import sheets as names

Rows = Mapping[str, Sequence[Mapping[str, Value]]]

PART = 16_000  # characters of a row's base in one cell: what does not fit goes into the cells to its right


@dataclass(frozen=True, slots=True)
class FormHead:
    """Whom a form is for and what it asks (填报说明): ``needed`` are (序号, task, what is needed)."""

    office: str
    year: int
    section: str
    issue: int
    period: str
    needed: Sequence[tuple[int, str, str]]


def issued_base(rows: Rows) -> dict[str, dict[tuple[str, ...], dict[str, str]]]:
    """What a form holds when issued: sheet → key → field → text; the base of the next merge (下发值)."""
    base: dict[str, dict[tuple[str, ...], dict[str, str]]] = {}
    for sheet in sheets.FORMS:
        for row in rows.get(sheet.name, ()):
            key = tuple(show(row[field]) for field in sheet.key)
            fields = {column.field: show(row.get(column.field)) for column in sheet.columns}
            base.setdefault(sheet.name, {})[key] = fields
    return base


def write_form(head: FormHead, rows: Rows, when: date, forms: Sequence[sheets.Sheet] = sheets.FORMS) -> bytes:
    """One section's workbook as frozen .xlsx bytes; ``rows`` are those of ``records.draw_form``.

    ``forms`` are its sheets, with such drop-downs as depend on the year.
    """
    book = Workbook()
    del book[book.sheetnames[0]]
    add_styles(book)
    _write_cover(book.create_sheet(names.COVER), head)
    for sheet in forms:
        if sheet.name in rows:
            add_sheet(book, sheet, rows[sheet.name], head.year, form=True)
    _write_identity(book.create_sheet(names.IDENTITY), head, rows)
    book.active = 1 if len(book.worksheets) > 2 else 0
    return save_book(book, when)


def _write_cover(page: Worksheet, head: FormHead) -> None:
    page.sheet_properties.tabColor = TAB_COLOURS[sheets.DECIDE]
    title = names.COVER_TITLE.format(section=head.section, year=head.year)
    put_value(page, 1, 1, title).style = looks.STYLE_TITLE
    page.row_dimensions[1].height = 34
    line = 2
    for hint in names.COVER_HINTS:
        page.merge_cells(start_row=line, start_column=1, end_row=line, end_column=3)
        page.cell(line, 1, hint).style = looks.STYLE_CELL
        page.row_dimensions[line].height = 30
        line += 1
    line += 1
    filled = {names.COVER_PERIOD: head.period}
    labels = (
        names.COVER_PERIOD,
        names.COVER_FILLED_BY,
        names.COVER_CHECKED_BY,
        names.COVER_HANDED_ON,
        names.COVER_NO_CHANGE,
    )
    for label in labels:
        page.cell(line, 1, label).style = looks.STYLE_LABEL
        cell = page.cell(line, 2, filled.get(label))
        cell.style = looks.STYLE_INPUT_DATE if label == names.COVER_HANDED_ON else looks.STYLE_INPUT
        if label == names.COVER_NO_CHANGE:
            rule = DataValidation("list", formula1=f'"{states.YES},{states.NO}"', allow_blank=True)
            rule.add(cell.coordinate)
            page.add_data_validation(rule)
        line += 1
    line += 1
    page.cell(line, 1, names.COVER_NEEDED).style = looks.STYLE_HEAD
    page.merge_cells(start_row=line, start_column=1, end_row=line, end_column=3)
    if not head.needed:
        page.cell(line + 1, 1, names.COVER_NOTHING).style = looks.STYLE_CELL
        page.merge_cells(start_row=line + 1, start_column=1, end_row=line + 1, end_column=3)
    for number, needed in enumerate(head.needed, line + 1):
        order, item, need = needed
        for column, value in ((1, str(order)), (2, item), (3, need)):
            put_value(page, number, column, value).style = looks.STYLE_LABEL
    for letter, width in (("A", 16), ("B", 60), ("C", 20)):
        page.column_dimensions[letter].width = width
    page.protection.sheet = True
    fit_to_page(page, landscape=False)


def _write_identity(page: Worksheet, head: FormHead, rows: Rows) -> None:
    page.sheet_state = "veryHidden"
    lines: list[tuple[str, ...]] = [
        (names.ID_OFFICE, head.office),
        (names.ID_YEAR, str(head.year)),
        (names.ID_SECTION, head.section),
        (names.ID_ISSUE, str(head.issue)),
    ]
    for sheet, keyed in issued_base(rows).items():
        for key, fields in keyed.items():
            packed = json.dumps(fields, ensure_ascii=False)
            parts = (packed[start : start + PART] for start in range(0, len(packed), PART))
            lines.append((names.ID_BASE, sheet, json.dumps(key, ensure_ascii=False), *parts))
    for number, line in enumerate(lines, 1):
        for column, text in enumerate(line, 1):
            put_value(page, number, column, text)  # any part may begin with =
