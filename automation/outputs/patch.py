"""Puts cell values into a workbook's package (原包修补): every part that is not touched stays as it is.

The master is never loaded and saved by a library, because that loses the office's charts, pictures and formula values.
Only the cells of our sheets are replaced, as inline strings and numbers, so no text can turn into a formula.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from math import ceil

from lxml import etree

from automation.cells import Value
from automation.outputs.package import plain_entry

REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
EPOCH_1900 = date(1899, 12, 30)
EPOCH_1904 = date(1904, 1, 1)
LINE_HEIGHT = 14.0  # points of a line of 10 pt text
MAX_HEIGHT = 409.0  # Excel's limit
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""Characters XML 1.0 cannot hold."""


@dataclass(frozen=True, slots=True)
class CellEdit:
    """One cell to set: 1-based row and column; ``restyle`` gives it the style of its column."""

    row: int
    column: int
    value: Value
    restyle: bool = False


@dataclass(frozen=True, slots=True)
class Patched:
    """The new package, and the cells left alone because they hold a formula: (sheet, edit)."""

    data: bytes
    kept_formulas: tuple[tuple[str, CellEdit], ...]


def patch_package(data: bytes, edits: Mapping[str, Sequence[CellEdit]], show: Iterable[str] = ()) -> Patched:
    """Set cells by sheet name and unhide the sheets of ``show``; without a change the bytes come back as they are."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts, workbook, epoch = find_parts(package)
        changed: dict[str, bytes] = {}
        kept: list[tuple[str, CellEdit]] = []
        for sheet, wanted in edits.items():
            if wanted:
                root = etree.fromstring(package.read(parts[sheet]), _parser())
                kept += [(sheet, edit) for edit in _patch_sheet(root, wanted, epoch)]
                changed[parts[sheet]] = _bytes(root)
        shown = set(show) & _hidden(workbook)
        if not changed and not shown:
            return Patched(data, ())
        _unhide(workbook, shown)
        _recalculate(workbook)
        changed["xl/workbook.xml"] = _bytes(workbook)
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            for entry in package.infolist():
                if entry.filename in changed:
                    target.writestr(plain_entry(entry.filename), changed[entry.filename])
                else:
                    target.writestr(entry, package.read(entry))
        return Patched(out.getvalue(), tuple(kept))


def clean_text(text: str) -> str:
    """The text without characters a workbook cannot hold."""
    return ILLEGAL.sub("", text)


def row_height(shown: Iterable[tuple[object, float]]) -> float:
    """The height in points a row needs for (value, column width in characters): Han characters count twice."""
    lines = 1
    for value, width in shown:
        if isinstance(value, str):
            fit = max(width - 0.5, 1)
            lines = max(lines, sum(max(1, ceil(_breadth(part) / fit)) for part in value.split("\n")))
    return min(max(LINE_HEIGHT * lines + 4, 18.0), MAX_HEIGHT)


def _breadth(text: str) -> int:
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text)


def column_letters(column: int) -> str:
    """A column as its letters, 1 → A."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, huge_tree=True)


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def find_parts(package: zipfile.ZipFile) -> tuple[dict[str, str], etree._Element, date]:
    """(sheet name → part name, the workbook element, day 0 of its serial dates)."""
    workbook = etree.fromstring(package.read("xl/workbook.xml"), _parser())
    relations = etree.fromstring(package.read("xl/_rels/workbook.xml.rels"), _parser())
    targets = {relation.get("Id"): str(relation.get("Target")) for relation in relations}
    parts = {}
    for sheet in workbook.iter(_tag(workbook, "sheet")):
        reference = next(value for name, value in sheet.attrib.items() if str(name).endswith("}id"))
        target = targets[reference]
        joined = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
        parts[str(sheet.get("name"))] = joined
    properties = workbook.find(_tag(workbook, "workbookPr"))
    old = properties is not None and properties.get("date1904") in ("1", "true")
    return parts, workbook, EPOCH_1904 if old else EPOCH_1900


def _tag(element: etree._Element, name: str) -> str:
    return f"{{{etree.QName(element).namespace}}}{name}"


def _hidden(workbook: etree._Element) -> set[str]:
    sheets = workbook.iter(_tag(workbook, "sheet"))
    return {str(sheet.get("name")) for sheet in sheets if sheet.get("state") == "hidden"}


def _unhide(workbook: etree._Element, names: set[str]) -> None:
    for sheet in workbook.iter(_tag(workbook, "sheet")):
        if sheet.get("name") in names:
            del sheet.attrib["state"]


def _recalculate(workbook: etree._Element) -> None:
    """Have the office's own formulas computed again when the workbook is opened."""
    settings = workbook.find(_tag(workbook, "calcPr"))
    if settings is None:
        settings = etree.SubElement(workbook, _tag(workbook, "calcPr"))
        after = ("sheets", "functionGroups", "externalReferences", "definedNames")
        last = [child for child in workbook if etree.QName(child).localname in after][-1]
        last.addnext(settings)
    settings.set("fullCalcOnLoad", "1")


def _patch_sheet(root: etree._Element, edits: Sequence[CellEdit], epoch: date) -> list[CellEdit]:
    """Set the cells of one sheet; gives those left alone because of a formula."""
    data = root.find(_tag(root, "sheetData"))
    assert data is not None, "a worksheet has sheetData"  # noqa: S101 - the schema demands it
    styles, widths = _column_looks(root)
    rows = {int(row.get("r", "0")): row for row in data}
    kept = []
    by_row: dict[int, list[CellEdit]] = {}
    for edit in edits:
        by_row.setdefault(edit.row, []).append(edit)
    for number in sorted(by_row):
        row = rows.get(number)
        if row is None:
            row = etree.Element(_tag(root, "row"), r=str(number))
            _insert_row(data, row, number)
            rows[number] = row
        if "spans" in row.attrib:
            del row.attrib["spans"]
        cells = {str(cell.get("r")): cell for cell in row}
        for edit in sorted(by_row[number], key=lambda one: one.column):
            name = f"{column_letters(edit.column)}{number}"
            cell = cells.get(name)
            if cell is None:
                cell = etree.Element(_tag(root, "c"), r=name)
                _insert_cell(row, cell, edit.column)
                _restyle(cell, styles.get(edit.column))
            if cell.find(_tag(root, "f")) is not None:
                kept.append(edit)
                continue
            if edit.restyle:
                _restyle(cell, styles.get(edit.column))
            _set_value(cell, edit.value, epoch)
        _fit_row(row, widths, by_row[number])
    _stretch(root, edits)
    return kept


def _column_looks(root: etree._Element) -> tuple[dict[int, str], dict[int, float]]:
    """(style, width in characters) of the columns that have one, by their 1-based number."""
    styles: dict[int, str] = {}
    widths: dict[int, float] = {}
    for column in root.iter(_tag(root, "col")):
        reach = range(int(column.get("min", "1")), min(int(column.get("max", "0")), 1000) + 1)
        style, width = column.get("style"), column.get("width")
        if style:
            styles.update(dict.fromkeys(reach, style))
        if width:
            widths.update(dict.fromkeys(reach, float(width)))
    return styles, widths


def _fit_row(row: etree._Element, widths: Mapping[int, float], edits: Sequence[CellEdit]) -> None:
    """Make a row high enough for the new texts, unless the office has set its height by hand.

    Programs fit rows only when somebody types; a patched row would hide half of its text. A row never shrinks here,
    because the cells that were not touched may need the height.
    """
    if row.get("customHeight") in ("1", "true"):
        return
    needed = row_height((edit.value, widths.get(edit.column, 9.0)) for edit in edits)
    if needed > float(row.get("ht", "15")):
        row.set("ht", f"{needed:g}")


def _restyle(cell: etree._Element, style: str | None) -> None:
    if style:
        cell.set("s", style)


def _insert_row(data: etree._Element, row: etree._Element, number: int) -> None:
    last = data[-1] if len(data) else None
    if last is None or int(last.get("r", "0")) < number:
        data.append(row)
        return
    next(other for other in data if int(other.get("r", "0")) > number).addprevious(row)


def _insert_cell(row: etree._Element, cell: etree._Element, column: int) -> None:
    for other in row:
        if _column_of(str(other.get("r"))) > column:
            other.addprevious(cell)
            return
    row.append(cell)


def _column_of(name: str) -> int:
    column = 0
    for letter in name.rstrip("0123456789"):
        column = column * 26 + ord(letter) - 64
    return column


def _set_value(cell: etree._Element, value: Value, epoch: date) -> None:
    for child in list(cell):
        cell.remove(child)
    if "t" in cell.attrib:
        del cell.attrib["t"]
    if value is None or value == "":
        return
    if isinstance(value, str):
        cell.set("t", "inlineStr")
        text = etree.SubElement(etree.SubElement(cell, _tag(cell, "is")), _tag(cell, "t"))
        text.text = clean_text(value)
        text.set(XML_SPACE, "preserve")
        return
    number = (value - epoch).days if isinstance(value, date) else value
    etree.SubElement(cell, _tag(cell, "v")).text = repr(number)


def _stretch(root: etree._Element, edits: Sequence[CellEdit]) -> None:
    """Let the sheet's dimension cover the edits."""
    dimension = root.find(_tag(root, "dimension"))
    if dimension is None:
        return
    corner = str(dimension.get("ref", "A1")).split(":")[-1]
    row = max(int(re.sub(r"\D", "", corner) or 1), *(edit.row for edit in edits))
    column = max(_column_of(corner), *(edit.column for edit in edits))
    dimension.set("ref", f"A1:{column_letters(column)}{row}")
