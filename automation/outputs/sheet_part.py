"""A worksheet's XML (工作表部件): its elements in the order the schema demands, its cells' texts, its measures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy

from lxml import etree

from automation.model.cell_name import cell_name
from automation.outputs.package_edit import Element, PackageEdit, column_of, corners, measure, tag_of, whole

ORDER = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection"),
    *("protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells"),
    *("phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins"),
    *("pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors"),
    *("smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls"),
    *("AlternateContent", "webPublishItems", "tableParts", "extLst"),
)
"""CT_Worksheet, ISO/IEC 29500-1 § 18.3.1.99; AlternateContent wraps the form controls."""
LAST_COLUMN = 16_384  # XFD, Excel's last
WIDTH = 8.43  # characters of a column nobody has set
HEIGHT = 15.0  # points of a row nobody has set


def place_child(root: Element, child: Element) -> None:
    """Put an element where the schema wants it: a program repairs, or refuses, a worksheet out of order."""
    own = ORDER.index(etree.QName(child).localname)
    for other in root:
        name = etree.QName(other).localname
        if name in ORDER and ORDER.index(name) > own:
            other.addprevious(child)
            return
    root.append(child)


def number_cells(root: Element) -> None:
    """Write out the places of rows and cells that some programs leave to be counted."""
    if all(one.get("r") for name in ("row", "c") for one in root.iter(tag_of(root, name))):
        return
    row_number = 0
    for row in root.iterfind(f"{tag_of(root, 'sheetData')}/{tag_of(root, 'row')}"):
        row_number = whole(row, "r", row_number + 1)
        row.set("r", str(row_number))
        column = 0
        for cell in row.iterfind(tag_of(root, "c")):
            column = column_of(cell, column + 1)
            cell.set("r", cell_name(row_number, column))


def find_row(root: Element, number: int) -> Element | None:
    """A row that stands in the sheet."""
    rows = root.iterfind(f"{tag_of(root, 'sheetData')}/{tag_of(root, 'row')}")
    return next((row for row in rows if row.get("r") == str(number)), None)


def cell_texts(root: Element, number: int, shared: Sequence[str]) -> dict[int, str]:
    """The texts of one row by 1-based column; numbers and blanks are left out."""
    texts = {}
    row = find_row(root, number)
    for cell in row if row is not None else ():
        kind, value = cell.get("t"), cell.findtext(tag_of(root, "v")) or ""
        if kind == "s":
            text = shared[int(value)] if value.isdecimal() and int(value) < len(shared) else ""
        elif kind == "inlineStr":
            text = "".join(str(part.text or "") for part in cell.iter(tag_of(root, "t")))
        else:
            text = value if kind == "str" else ""
        if text.strip():
            texts[column_of(cell)] = text
    return texts


def shared_texts(package: PackageEdit) -> list[str]:
    """The workbook's shared strings (共享字符串), in order; none where a program writes texts into the cells."""
    part = package.related("xl/workbook.xml", "sharedStrings")
    if not part or not package.has(part):
        return []
    root = package.look(part)
    return ["".join(str(t.text or "") for t in item.iter(tag_of(root, "t"))) for item in root.iter(tag_of(root, "si"))]


def full_columns(root: Element) -> set[int]:
    """The columns something stands in, merged ranges with all of theirs."""
    data = root.find(tag_of(root, "sheetData"))
    found = {column_of(cell) for cell in (data.iter(tag_of(root, "c")) if data is not None else ()) if len(cell)}
    for merge in root.iter(tag_of(root, "mergeCell")):
        _, first, _, last = corners(merge, "ref")
        found |= set(range(first, min(last, LAST_COLUMN) + 1))
    return found


def set_width(root: Element, column: int, width: float) -> None:
    """Give one column a width and show it; a range of columns set together is taken apart around it."""
    columns = root.find(tag_of(root, "cols"))
    if columns is None:
        columns = etree.Element(tag_of(root, "cols"))
        place_child(root, columns)
    own = etree.Element(tag_of(root, "col"), min=str(column), max=str(column), width=f"{width:g}", customWidth="1")
    for other in list(columns):
        first, last = whole(other, "min", 1), whole(other, "max", 1)
        if first <= column <= last:
            for low, high in ((first, column - 1), (column + 1, last)):
                if low <= high:
                    part = deepcopy(other)
                    part.set("min", str(low))
                    part.set("max", str(high))
                    other.addprevious(part)
            columns.remove(other)
    for other in columns:
        if whole(other, "min", 1) > column:
            other.addprevious(own)
            return
    columns.append(own)


def pixel_widths(root: Element, columns: Sequence[int]) -> Mapping[int, int]:
    """Widths in pixels of some columns; hidden ones have none."""
    default = root.find(tag_of(root, "sheetFormatPr"))
    usual = measure(default, "defaultColWidth", WIDTH) if default is not None else WIDTH
    widths = dict.fromkeys(columns, _pixels(usual))
    for column in root.iter(tag_of(root, "col")):
        reach = range(whole(column, "min", 1), whole(column, "max", 1) + 1)
        hidden = column.get("hidden") in ("1", "true")
        for place in columns:
            if place in reach:
                widths[place] = 0 if hidden else _pixels(measure(column, "width", usual))
    return widths


def _pixels(width: float) -> int:
    """Characters of the standard font, 7 pixels each, and 5 of padding."""
    return int(width * 7 + 5)


def pixel_heights(root: Element, rows: Sequence[int]) -> Mapping[int, int]:
    """Heights in pixels of some rows; hidden ones have none."""
    default = root.find(tag_of(root, "sheetFormatPr"))
    usual = measure(default, "defaultRowHeight", HEIGHT) if default is not None else HEIGHT
    heights = dict.fromkeys(rows, round(usual * 4 / 3))
    for row in root.iterfind(f"{tag_of(root, 'sheetData')}/{tag_of(root, 'row')}"):
        number = whole(row, "r")
        if number in heights:
            hidden = row.get("hidden") in ("1", "true")
            heights[number] = 0 if hidden else round(measure(row, "ht", usual) * 4 / 3)
    return heights
