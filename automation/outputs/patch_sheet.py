"""Sets cells in the XML of one worksheet (改单元格), as inline strings and numbers, so no text can turn into a formula.

Everything else in the part keeps its place: rows, styles, drawings, comments, the office's row heights. A cell that
holds a formula, stands in the range of an array formula or shows a picture is left alone and named.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from lxml import etree

from automation.cells import Value
from automation.model.cell_name import cell_name
from automation.outputs.cell_text import clean_text, escape_text
from automation.outputs.package_edit import child_of, column_of, corners, measure, tag_of, whole
from automation.sheets import rows_covered

XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
LINE_HEIGHT = 14.0  # points of a line of 10 pt text
MAX_HEIGHT = 409.0  # Excel's limit
AREA = re.compile(r"(\$?[A-Z]+\$?\d+:\$?[A-Z]+\$?)(\d+)")

Area = tuple[int, int, int, int]  # first row, first column, last row, last column


@dataclass(frozen=True, slots=True)
class CellEdit:
    """One cell to set: 1-based row and column; ``restyle`` gives it its column's style, ``style`` one of its own."""

    row: int
    column: int
    value: Value
    restyle: bool = False
    style: str = ""


def patch_sheet(
    root: etree._Element, edits: Sequence[CellEdit], epoch: date, *, unhide: bool = False, computed: bool = False
) -> list[CellEdit]:
    """Set the cells of one sheet; gives those left alone. ``epoch`` is day 0 of the workbook's serial dates.

    ``unhide`` shows the rows that are set: in a list drawn anew, what hid a row was about another line. With
    ``computed`` a formula stays and takes the value as what it last gave.
    """
    data = child_of(root, "sheetData")
    styles, widths = _column_looks(root)
    arrays = _formula_areas(data)
    by_row: dict[int, list[CellEdit]] = {}
    for edit in edits:
        by_row.setdefault(edit.row, []).append(edit)
    kept: list[CellEdit] = []
    for number, row in _reach_rows(data, by_row).items():
        row.attrib.pop("spans", "")
        if unhide:
            row.attrib.pop("hidden", "")
        wanted = {edit.column: edit for edit in by_row[number]}
        for column, cell in _reach_cells(row, number, wanted, styles).items():
            edit = wanted[column]
            if computed and cell.find(tag_of(cell, "f")) is not None:
                _set_result(cell, edit.value, epoch)
                continue
            if _is_foreign(cell) or any(_holds(area, edit) for area in arrays):
                kept.append(edit)
                continue
            if edit.restyle or edit.style:
                _restyle(cell, edit.style or styles.get(column))
            _set_value(cell, edit.value, epoch)
        _fit_row(row, widths, by_row[number])
    _stretch(root, edits)
    return kept


def row_height(shown: Iterable[tuple[object, float]]) -> float:
    """The height in points a row needs for (value, column width in characters): Han characters count twice."""
    lines = 1
    for value, width in shown:
        if isinstance(value, str):
            fit = max(width - 0.5, 1)
            lines = max(lines, sum(max(1, ceil(text_breadth(part) / fit)) for part in value.split("\n")))
    return min(max(LINE_HEIGHT * lines + 4, 18.0), MAX_HEIGHT)


def text_breadth(text: str) -> int:
    """How broad a text is in half-width characters."""
    return len(text) if text.isascii() else sum(2 if ord(char) > 0x2E7F else 1 for char in text)


def _column_looks(root: etree._Element) -> tuple[dict[int, str], dict[int, float]]:
    """(style, width in characters) of the columns that have one, by their 1-based number."""
    styles: dict[int, str] = {}
    widths: dict[int, float] = {}
    for column in root.iter(tag_of(root, "col")):
        reach = range(whole(column, "min", 1), min(whole(column, "max"), 1000) + 1)
        style, width = column.get("style"), measure(column, "width", 0)
        if style:
            styles.update(dict.fromkeys(reach, style))
        if width:
            widths.update(dict.fromkeys(reach, width))
    return styles, widths


def _formula_areas(data: etree._Element) -> list[Area]:
    """The areas array formulas and data tables fill: only their first cell says that it is a formula."""
    return [
        corners(formula, "ref")
        for formula in data.iter(tag_of(data, "f"))
        if formula.get("t") in ("array", "dataTable") and ":" in formula.get("ref", "")
    ]


def _holds(area: Area, edit: CellEdit) -> bool:
    return area[0] <= edit.row <= area[2] and area[1] <= edit.column <= area[3]


def _is_foreign(cell: etree._Element) -> bool:
    """Whether a cell is not ours to write: it has a formula, or shows a picture or a record (value metadata)."""
    return cell.find(tag_of(cell, "f")) is not None or cell.get("vm") is not None


def _reach_rows(data: etree._Element, wanted: Iterable[int]) -> dict[int, etree._Element]:
    """The rows of these numbers, made where there are none, in ascending order.

    A row need not say its number: it is one more than that of the row before. A gap ends only at one that says it, so
    that no row put in moves another.
    """
    rows: dict[int, etree._Element] = {}
    number = 0
    for row in data.iterchildren(tag_of(data, "row")):
        number = whole(row, "r", number + 1)
        rows[number] = row
    standing = sorted(rows)
    reached = {}
    for number in sorted(wanted):
        if number in rows:
            reached[number] = rows[number]
            continue
        reached[number] = etree.Element(tag_of(data, "row"), r=str(number))
        later = bisect(standing, number)
        if later < len(standing):
            rows[standing[later]].addprevious(reached[number])
        else:
            data.append(reached[number])
    return reached


def _reach_cells(
    row: etree._Element, number: int, wanted: Iterable[int], styles: Mapping[int, str]
) -> dict[int, etree._Element]:
    """The cells of these columns, made in their column's style where there are none; cells need not say their names."""
    cells: dict[int, etree._Element] = {}
    column = 0
    for cell in row.iterchildren(tag_of(row, "c")):
        column = column_of(cell, column + 1)
        cells[column] = cell
    standing = sorted(cells)
    for column in sorted(wanted):
        if column not in cells:
            place = bisect(standing, column)
            cells[column] = etree.Element(tag_of(row, "c"), r=cell_name(number, column))
            _restyle(cells[column], styles.get(column))
            row.insert(place, cells[column])
            standing.insert(place, column)
    return {column: cells[column] for column in sorted(wanted)}


def _fit_row(row: etree._Element, widths: Mapping[int, float], edits: Sequence[CellEdit]) -> None:
    """Make a row high enough for the new texts, unless the office has set its height by hand.

    Programs fit rows only when somebody types; a patched row would hide half of its text. A row never shrinks here,
    because the cells that were not touched may need the height.
    """
    if row.get("customHeight") in ("1", "true"):
        return
    needed = row_height((edit.value, widths.get(edit.column, 9.0)) for edit in edits)
    if needed > measure(row, "ht", 15):
        row.set("ht", f"{needed:g}")


def _restyle(cell: etree._Element, style: str | None) -> None:
    if style:
        cell.set("s", style)


def _set_value(cell: etree._Element, value: Value, epoch: date) -> None:
    for name in ("v", "is"):
        for child in cell.findall(tag_of(cell, name)):
            cell.remove(child)
    cell.attrib.pop("t", "")
    if value is None or value == "":
        return
    if isinstance(value, str):
        cell.set("t", "inlineStr")
        text = etree.SubElement(etree.SubElement(cell, tag_of(cell, "is")), tag_of(cell, "t"))
        text.text = escape_text(clean_text(value))
        text.set(XML_SPACE, "preserve")
        return
    number = (value - epoch).days if isinstance(value, date) else value
    etree.SubElement(cell, tag_of(cell, "v")).text = repr(number)


def _set_result(cell: etree._Element, value: Value, epoch: date) -> None:
    """Set what the formula of a cell last gave; a text is a result of its own type there."""
    _set_value(cell, value, epoch)
    inline = cell.find(tag_of(cell, "is"))
    if inline is not None:
        cell.remove(inline)
        cell.set("t", "str")
        etree.SubElement(cell, tag_of(cell, "v")).text = inline[0].text


def _stretch(root: etree._Element, edits: Sequence[CellEdit]) -> None:
    """Let what the sheet says of its reach cover the edits: dimension, filter, and our formats and drop-downs.

    Those were made for ``ROWS_COVERED`` rows; what ends exactly there, or at a multiple of it, is ours and grows with
    the table, while ranges the office drew stay as they are.
    """
    last = max((edit.row for edit in edits if edit.value not in (None, "")), default=0)
    dimension = root.find(tag_of(root, "dimension"))
    if dimension is not None:
        _, _, bottom, right = corners(dimension, "ref")
        column = max(right, *(edit.column for edit in edits))
        dimension.set("ref", f"A1:{cell_name(max(bottom, last), column)}")
    filtered = root.find(tag_of(root, "autoFilter"))
    if filtered is not None:
        filtered.set("ref", reach_down(str(filtered.get("ref", "")), last))
    covered = rows_covered(last)
    for ruled in (*root.iter(tag_of(root, "conditionalFormatting")), *root.iter(tag_of(root, "dataValidation"))):
        areas = str(ruled.get("sqref", ""))
        grown = AREA.sub(lambda found: reach_down(found[0], covered) if _is_ours(found[2]) else found[0], areas)
        if grown != areas:
            ruled.set("sqref", grown)


def _is_ours(row: str) -> bool:
    return int(row) == rows_covered(int(row))


def reach_down(area: str, last: int) -> str:
    """An area such as $A$1:$U$66 down to a row; one that reaches further, or is no area, stays as it is."""
    found = AREA.fullmatch(area)
    return f"{found[1]}{last}" if found and int(found[2]) < last else area
