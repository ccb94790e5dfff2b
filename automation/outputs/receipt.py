"""Writes a receipt (回执): a copy of the section's own workbook with marks, 校验结果 and 汇总结果 put into its package.

The workbook is never loaded and saved by a library: the clerk's charts, cell pictures, threads and formula values stay.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from lxml import etree
from openpyxl import Workbook

from automation.errors import AutomationError
from automation.model.receipt import Mark, Receipt
from automation.outputs.new_sheet import save_book
from automation.outputs.package_edit import Element, PackageEdit, tag_of
from automation.outputs.patch import find_parts
from automation.outputs.receipt_column import add_column
from automation.outputs.receipt_comments import mark_cells
from automation.outputs.receipt_looks import add_looks
from automation.outputs.receipt_sheet import WORKBOOK, put_results
from automation.outputs.sheet_part import shared_texts
from automation.terms import receipts as words
from automation.terms import refusals as reasons

FILTERED = "_xlnm._FilterDatabase"
BEFORE_NAMES = ("sheets", "functionGroups", "externalReferences")


def write_receipt(data: bytes, receipt: Receipt) -> bytes:
    """The receipt as a copy of the workbook handed in.

    Raises AutomationError, with the reason, for what is no .xlsx or .xlsm, or is built so that nothing can be put into
    it: readers of values pass over much that a program which writes must understand.
    """
    package = PackageEdit(data)
    _fill(package, receipt)
    return package.close()


def write_results(receipt: Receipt, when: date) -> bytes:
    """The receipt of a file that cannot be copied: a workbook with 汇总结果 only."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = words.SHEET
    page["A1"] = words.TITLE_MARK  # so that the sheet is known as ours and drawn in its place
    package = PackageEdit(save_book(book, when))
    _fill(package, receipt)
    return package.close()


def _fill(package: PackageEdit, receipt: Receipt) -> None:
    parts, _, epoch = find_parts(package.source)
    looks = add_looks(package)
    shared = shared_texts(package)
    names = list(parts)
    marks: dict[str, list[Mark]] = defaultdict(list)
    for mark in receipt.marks:
        marks[mark.sheet].append(mark)
    for result in receipt.sheets:
        part = parts.get(result.sheet, "")
        if not part:
            raise AutomationError(reasons.NO_PART.format(name=result.sheet))
        reach = add_column(package.tree(part), result, shared, looks, epoch)
        if reach:
            _name_filter(package.tree(WORKBOOK), names.index(result.sheet), result.sheet, reach)
    for sheet, part in parts.items():
        mark_cells(package, part, marks.get(sheet, ()))
    put_results(package, parts, receipt, looks, shared)


def _name_filter(workbook: Element, place: int, sheet: str, reach: str) -> None:
    """Keep the hidden name every filter has in step with it; programs that find another range drop the filter."""
    listed = workbook.find(tag_of(workbook, "definedNames"))
    if listed is None:
        listed = etree.Element(tag_of(workbook, "definedNames"))
        last = [child for child in workbook if etree.QName(child).localname in BEFORE_NAMES][-1]
        last.addnext(listed)
    quoted = sheet.replace("'", "''")
    for name in listed:
        if name.get("name") == FILTERED and name.get("localSheetId") == str(place):
            name.text = f"'{quoted}'!{reach}"
            return
    name = etree.SubElement(listed, tag_of(workbook, "definedName"), name=FILTERED, localSheetId=str(place), hidden="1")
    name.text = f"'{quoted}'!{reach}"
