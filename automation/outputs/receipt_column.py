"""Puts 校验结果 at the right end of a table (校验结果列), in place of the last receipt's, where it can be filtered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lxml import etree

from automation.cells import fold
from automation.model.cell_name import cell_name, column_letters
from automation.model.receipt import RowResult, SheetResult
from automation.outputs.package_edit import Element, corners, measure, tag_of, whole
from automation.outputs.patch import CellEdit, patch_sheet, row_height
from automation.outputs.receipt_looks import Looks
from automation.outputs.sheet_part import cell_texts, find_row, full_columns, number_cells, place_child, set_width
from automation.terms import receipts as words

WIDTH = 48.0  # characters
SEEN = ("error", "warning")  # rows in which something is to be put right


def add_column(root: Element, result: SheetResult, shared: Sequence[str], looks: Looks, epoch: date) -> str:
    """Write the column of one sheet; gives the range the filter covers, empty when a ListObject has its own filter."""
    number_cells(root)
    column = _find_column(root, result, shared)
    set_width(root, column, WIDTH)
    said = {row.row: CellEdit(row.row, column, row.text, style=looks.levels.get(row.level, "")) for row in result.rows}
    old = [CellEdit(row, column, None, style=looks.text) for row in _written_rows(root, column) if row not in said]
    head = CellEdit(result.header, column, words.COLUMN, style=looks.head)
    patch_sheet(root, [*(edit for edit in old if edit.row > result.header), head, *said.values()], epoch)
    for row in result.rows:
        if row.level in SEEN:
            _show_row(root, row)
    _allow_filter(root)
    return _stretch_filter(root, result, column)


def _find_column(root: Element, result: SheetResult, shared: Sequence[str]) -> int:
    """Where the last receipt's column stands, else the first empty one to the right of the headers."""
    heads = cell_texts(root, result.header, shared)
    wanted = fold(words.COLUMN)
    for column, text in sorted(heads.items()):
        if fold(text) == wanted:
            return column
    taken = full_columns(root)
    column = max((*heads, result.columns[1])) + 1
    while column in taken:
        column += 1
    return column


def _written_rows(root: Element, column: int) -> list[int]:
    """The rows in which a column holds something."""
    letters = column_letters(column)
    data = root.find(tag_of(root, "sheetData"))
    return [
        whole(row, "r")
        for row in (data if data is not None else ())
        for cell in row
        if cell.get("r") == f"{letters}{row.get('r')}"
    ]


def _show_row(root: Element, said: RowResult) -> None:
    """Let the whole of a row's fault be seen, though a filter hid the row or somebody set its height by hand."""
    row = find_row(root, said.row)
    if row is None:
        return
    if "hidden" in row.attrib:
        del row.attrib["hidden"]
    height = row_height([(said.text, WIDTH)])
    if height > measure(row, "ht", 15):
        row.set("ht", f"{height:g}")


def _allow_filter(root: Element) -> None:
    """Let a protected sheet be filtered: the schema's default forbids it."""
    protection = root.find(tag_of(root, "sheetProtection"))
    if protection is not None:
        protection.set("autoFilter", "0")


def _stretch_filter(root: Element, result: SheetResult, column: int) -> str:
    """Let the filter reach the new column and the last row; the clerk's own criteria stay."""
    own = root.find(tag_of(root, "autoFilter"))
    if own is None and root.find(tag_of(root, "tableParts")) is not None:
        return ""
    first, last = result.columns[0], max(result.last, result.header + 1)
    if own is None:
        own = etree.Element(tag_of(root, "autoFilter"))
        place_child(root, own)
    else:
        _, start, end, right = corners(own, "ref")
        first = start or first
        column = max(column, right)
        last = max(last, end)
    header = result.header
    own.set("ref", f"{cell_name(header, first)}:{cell_name(last, column)}")
    return f"${column_letters(first)}${header}:${column_letters(column)}${last}"
