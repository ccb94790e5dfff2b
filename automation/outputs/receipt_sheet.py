"""The sheet 汇总结果 of a receipt (汇总结果): what was taken, what was not and why, on A4."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from automation.model.cell_name import cell_name
from automation.model.receipt import Block, Receipt
from automation.outputs.package_edit import Element, PackageEdit, child_of, new_root, relations_part, tag_of, whole
from automation.outputs.patch import XML_SPACE, clean_text, row_height
from automation.outputs.receipt_comments import is_strict, relation_space
from automation.outputs.receipt_looks import Looks
from automation.outputs.sheet_part import cell_texts
from automation.terms import findings as wording
from automation.terms import looks as wear
from automation.terms import receipts as words

PART = "xl/worksheets/sheet{}.xml"
PART_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
WORKBOOK = "xl/workbook.xml"
WIDTHS = (7, 11, 9, 13, 26, 32, 40)  # characters
SHORT = 20  # columns below this width hold a word or a number
LEVELS = {word: level for level, word in wording.SEVERITIES.items()}
A4 = "9"
TAB = "FFC00000"


def put_results(
    package: PackageEdit, parts: dict[str, str], receipt: Receipt, looks: Looks, shared: Sequence[str]
) -> None:
    """Write the sheet, in the place of the last receipt's or at the end; a clerk's own of that name is left alone."""
    workbook = package.tree(WORKBOOK)
    name, part = _find_place(package, parts, shared)
    root = _draw(str(etree.QName(workbook).namespace), receipt, looks)
    if part:
        package.drop(relations_part(part))  # printer settings and drawings of the sheet as it was
        package.put(part, root)
        return
    part = package.free_name(PART)
    package.put(part, root)
    package.declare(part, PART_TYPE)
    identity = package.relate(WORKBOOK, "worksheet", part, strict=is_strict(workbook))
    listed = child_of(workbook, "sheets")
    numbers = (whole(sheet, "sheetId") for sheet in listed)
    sheet = etree.SubElement(listed, tag_of(workbook, "sheet"), name=name, sheetId=str(max(numbers, default=0) + 1))
    sheet.set(f"{{{relation_space(workbook)}}}id", identity)


def _find_place(package: PackageEdit, parts: dict[str, str], shared: Sequence[str]) -> tuple[str, str]:
    """The name the sheet gets, and its part when an earlier receipt has made it; its title tells."""
    taken = {name.casefold() for name in parts}
    name, count = words.SHEET, 1
    while name.casefold() in taken:
        part = parts.get(name, "")
        if part and words.TITLE_MARK in cell_texts(package.look(part), 1, shared).get(1, ""):
            return name, part
        count += 1
        name = words.OTHER_SHEET.format(count=count)
    return name, ""


def _draw(space: str, receipt: Receipt, looks: Looks) -> Element:
    """The whole sheet as XML."""
    page = _Page(space)
    page.line([receipt.title], [looks.title], height=30)
    for text in receipt.lines:
        page.line([text], [looks.text])
    for block in receipt.blocks:
        page.line([], [])
        page.line([block.title], [looks.block], height=22)
        if block.lines:
            page.table(block, looks)
        else:
            page.line([words.NONE], [looks.text])
    return page.close()


class _Page:
    """A worksheet written from the top down."""

    def __init__(self, space: str) -> None:
        self._space = space
        self._root = new_root(space, "worksheet")
        head = self._add(self._root, "sheetPr")
        self._add(head, "tabColor", rgb=TAB)
        self._add(head, "pageSetUpPr", fitToPage="1")
        self._add(self._add(self._root, "sheetViews"), "sheetView", showGridLines="0", workbookViewId="0")
        self._add(self._root, "sheetFormatPr", defaultRowHeight="18")
        columns = self._add(self._root, "cols")
        for place, width in enumerate(WIDTHS, 1):
            self._add(columns, "col", min=str(place), max=str(place), width=str(width), customWidth="1")
        self._data = self._add(self._root, "sheetData")
        self._merged: list[str] = []
        self._count = 0

    def _name(self, name: str) -> str:
        return f"{{{self._space}}}{name}"

    def _add(self, parent: Element, name: str, **attributes: str) -> Element:
        return etree.SubElement(parent, self._name(name), attributes)

    def line(self, texts: Sequence[str], styles: Sequence[str], *, height: float = 18) -> None:
        """One row of cells; a row without texts is a gap."""
        self._count += 1
        row = self._add(self._data, "row", r=str(self._count), ht=f"{height:g}", customHeight="1")
        for column, (text, style) in enumerate(zip(texts, styles, strict=True), 1):
            cell = self._add(row, "c", r=cell_name(self._count, column))
            if style:
                cell.set("s", style)
            if text:
                cell.set("t", "inlineStr")
                inner = self._add(self._add(cell, "is"), "t")
                inner.text = clean_text(text)
                inner.set(XML_SPACE, "preserve")

    def table(self, block: Block, looks: Looks) -> None:
        """A list with its heads; where it has a column less, its last one takes the room of two."""
        self._row(block.heads, [looks.head] * len(WIDTHS), block)
        for line in block.lines:
            first = looks.levels.get(LEVELS.get(line[0], "none"), looks.short)
            styles = [looks.short if width < SHORT else looks.cell for width in WIDTHS]
            self._row(line, [first, *styles[1:]], block)

    def _row(self, texts: Sequence[str], styles: Sequence[str], block: Block) -> None:
        wide = len(block.heads) < len(WIDTHS)
        widths = [*WIDTHS[:5], WIDTHS[5] + WIDTHS[6]] if wide else WIDTHS
        padded = [*texts, *[""] * (len(WIDTHS) - len(texts))]
        self.line(padded, styles, height=row_height(zip(texts, widths, strict=True)))
        if wide:
            self._merged.append(f"F{self._count}:G{self._count}")

    def close(self) -> Element:
        """The sheet with its merges and its print set-up: A4 across, as wide as the page, as long as it needs."""
        if self._merged:
            merges = self._add(self._root, "mergeCells", count=str(len(self._merged)))
            for reach in self._merged:
                self._add(merges, "mergeCell", ref=reach)
        self._add(self._root, "printOptions", horizontalCentered="1")
        self._add(
            self._root, "pageMargins", left="0.5", right="0.5", top="0.6", bottom="0.6", header="0.3", footer="0.3"
        )
        setup = {"paperSize": A4, "orientation": "landscape", "fitToWidth": "1", "fitToHeight": "0"}
        self._add(self._root, "pageSetup", **setup)
        self._add(self._add(self._root, "headerFooter"), "oddFooter").text = f"&C{wear.FOOTER}"
        return self._root
