"""Adds a section's sheet to the master's package (加科室表); no other sheet, and no style, is touched.

The sheet is made by the same writer as a section's workbook, and takes its looks from 科室进展 as the office has it
now. It comes without rows: they are patched in like all others.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping, Sequence
from copy import deepcopy
from io import BytesIO

from lxml import etree
from openpyxl import Workbook

from automation.cells import Value
from automation.model.cell_name import cell_name
from automation.outputs.new_sheet import add_sheet, add_styles
from automation.outputs.package import rewrite_package
from automation.outputs.package_edit import parse_part, part_bytes
from automation.outputs.patch import XML_SPACE, CellEdit, find_parts
from automation.outputs.place import Standing, place_keyed
from automation.sheets import DUTIES, FORM_DUTIES, Column

TYPES = "[Content_Types].xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
WORKBOOK = "xl/workbook.xml"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
LOOKS = {  # (kind, may be typed into) → the column of 科室进展 that looks like it
    ("text", True): "progress",
    ("state", True): "status",
    ("number", True): "quantity",
    ("date", True): "finished_on",
    ("text", False): "role",
    ("number", False): "days_late",
    ("date", False): "due",
}
HEAD_LOOKS = {True: "progress", False: "number"}


def place_page(rows: Sequence[Mapping[str, Value]]) -> list[CellEdit]:
    """The edits that fill a new sheet."""
    columns = {field: place for place, field in enumerate(FORM_DUTIES.fields)}
    standing = Standing("", 0, columns, [[column.header for column in FORM_DUTIES.columns]])
    return place_keyed(FORM_DUTIES, standing, rows, clear=False)


def add_pages(data: bytes, pages: Sequence[tuple[str, int]], look: Standing, year: int) -> bytes:
    """The package with a sheet of 任务进展 for each (name, rows to come); ``look`` is how 科室进展 stands in it."""
    if not pages:
        return data
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts, workbook, _ = find_parts(package)
        relations, types = (parse_part(package.read(name)) for name in (RELATIONS, TYPES))
        like = parse_part(package.read(parts[DUTIES.name]))
        blank = _restyled(_blank(year), like, look)
        added: dict[str, bytes] = {}
        taken = set(package.namelist())
        for name, count in pages:
            part = next(free for n in range(1, len(taken) + 2) if (free := f"xl/worksheets/sheet{n}.xml") not in taken)
            taken.add(part)
            for rows in blank.iter("{*}autoFilter"):
                rows.set("ref", f"A1:{cell_name(count + 1, len(FORM_DUTIES.columns))}")
            added[part] = part_bytes(blank)
            _announce(workbook, relations, types, name, part, parts[DUTIES.name])
        added |= {WORKBOOK: part_bytes(workbook), RELATIONS: part_bytes(relations), TYPES: part_bytes(types)}
        return rewrite_package(package, added)


def _blank(year: int) -> etree._Element:
    """The sheet as a section's workbook has it, without rows."""
    book = Workbook()
    del book[book.sheetnames[0]]
    add_styles(book)
    add_sheet(book, FORM_DUTIES, (), year, form=True)
    out = BytesIO()
    book.save(out)
    with zipfile.ZipFile(out) as package:
        return parse_part(package.read("xl/worksheets/sheet1.xml"))


def _restyled(page: etree._Element, like: etree._Element, look: Standing) -> etree._Element:
    """The sheet in the master's own styles, its texts inside it, not selected together with another sheet."""
    space, home = etree.QName(page).namespace, etree.QName(like).namespace
    styles = {place: col.get("style") for col in like.iter("{*}col") for place in _reach(col)}
    line = str(look.header + 1)
    heads = {cell.get("r"): cell.get("s") for row in like.iter("{*}row") if row.get("r") == line for cell in row}
    for place, column in enumerate(FORM_DUTIES.columns, 1):
        alike = look.columns.get(LOOKS[column.kind.name, column.section], -1) + 1
        _set(next(col for col in page.iter("{*}col") if place in _reach(col)), "style", styles.get(alike))
        alike = look.columns.get(HEAD_LOOKS[column.section], -1) + 1
        head = next(cell for cell in page.iter("{*}c") if cell.get("r") == cell_name(1, place))
        _head(head, column, heads.get(cell_name(int(line), alike)))
    for view in page.iter("{*}sheetView"):
        _set(view, "tabSelected", None)
    formats = page.findall("{*}conditionalFormatting")
    lines = [rule for rule in like.iter("{*}cfRule") if (rule.findtext("{*}formula") or "").startswith("COUNTA(")]
    for place, element in enumerate(formats):
        if place == len(formats) - 1 and lines:
            next(element.iter("{*}cfRule")).set("dxfId", str(lines[0].get("dxfId")))
        else:
            page.remove(element)
    if space != home:
        return etree.fromstring(etree.tostring(page).replace(str(space).encode(), str(home).encode()))
    return page


def _reach(col: etree._Element) -> range:
    return range(int(col.get("min", "1")), min(int(col.get("max", "0")), 1000) + 1)


def _set(element: etree._Element, name: str, value: str | None) -> None:
    if value:
        element.set(name, value)
    elif name in element.attrib:
        del element.attrib[name]


def _head(cell: etree._Element, column: Column, style: str | None) -> None:
    """A header as a text inside the sheet: the master's table of shared texts stays as it is."""
    for child in list(cell):
        cell.remove(child)
    _set(cell, "s", style)
    cell.set("t", "inlineStr")
    space = etree.QName(cell).namespace
    text = etree.SubElement(etree.SubElement(cell, f"{{{space}}}is"), f"{{{space}}}t")
    text.text = column.header
    text.set(XML_SPACE, "preserve")


def _announce(
    workbook: etree._Element, relations: etree._Element, types: etree._Element, name: str, part: str, like: str
) -> None:
    """Enter a new part into the workbook's list of sheets, its relations and the package's types."""
    space = etree.QName(workbook).namespace
    listed = workbook.find(f"{{{space}}}sheets")
    assert listed is not None, "a workbook lists its sheets"  # noqa: S101 - the schema demands it
    standing = list(listed)
    reference = next(str(key) for key in standing[0].attrib if str(key).endswith("}id"))
    kind = next(str(one.get("Type")) for one in relations if one.get("Id") == standing[0].get(reference))
    used = {str(one.get("Id")) for one in relations}
    identity = next(free for n in range(1, len(used) + 2) if (free := f"rId{n}") not in used)
    relation = etree.SubElement(relations, relations[0].tag)
    for key, value in (("Id", identity), ("Type", kind), ("Target", part.removeprefix("xl/"))):
        relation.set(key, value)
    number = max(int(sheet.get("sheetId", "0")) for sheet in standing) + 1
    sheet = etree.SubElement(listed, f"{{{space}}}sheet", name=name, sheetId=str(number))
    sheet.set(reference, identity)
    known = {str(one.get("PartName")): one for one in types}
    override = deepcopy(known["/" + like]) if "/" + like in known else etree.Element(types[-1].tag)
    override.set("PartName", "/" + part)
    override.set("ContentType", override.get("ContentType", SHEET_TYPE))
    types.append(override)
    _repeat_head(workbook, name, len(standing))


def _repeat_head(workbook: etree._Element, name: str, place: int) -> None:
    """Print the header row on every page of the new sheet."""
    space = etree.QName(workbook).namespace
    defined = workbook.find(f"{{{space}}}definedNames")
    if defined is None:
        defined = etree.Element(f"{{{space}}}definedNames")
        before = ("sheets", "functionGroups", "externalReferences")
        [child for child in workbook if etree.QName(child).localname in before][-1].addnext(defined)
    title = etree.SubElement(defined, f"{{{space}}}definedName", name="_xlnm.Print_Titles", localSheetId=str(place))
    title.text = "'" + re.sub("'", "''", name) + "'!$1:$1"
