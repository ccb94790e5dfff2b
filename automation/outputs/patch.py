"""Puts cell values into a workbook's package (原包修补): every part that is not touched stays as it is.

The master is never loaded and saved by a library, because that loses the office's charts, pictures and formula values.
Formulas are left alone, so that the calculation chain stays true; no part is added or removed.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from lxml import etree

from automation.errors import AutomationError
from automation.outputs.cell_text import clean_text
from automation.outputs.package import rewrite_package
from automation.outputs.package_edit import corners, parse_part, part_bytes, tag_of
from automation.outputs.patch_charts import DrawnSheet, hide_lines, refresh_charts
from automation.outputs.patch_sheet import (
    XML_SPACE,
    CellEdit,
    patch_sheet,
    reach_down,
    row_height,
    text_breadth,
)
from automation.terms import refusals as reasons

__all__ = [
    "XML_SPACE",
    "CellEdit",
    "Patched",
    "clean_text",
    "find_parts",
    "patch_package",
    "patch_sheet",
    "row_height",
    "text_breadth",
]

RELATIONS = "xl/_rels/workbook.xml.rels"
WORKBOOK = "xl/workbook.xml"
EPOCH_1900 = date(1899, 12, 30)
EPOCH_1904 = date(1904, 1, 1)
FILTER_NAME = "_xlnm._FilterDatabase"


@dataclass(frozen=True, slots=True)
class Patched:
    """The new package, and the cells left alone because they hold a formula or a picture: (sheet, edit)."""

    data: bytes
    kept_formulas: tuple[tuple[str, CellEdit], ...]


def patch_package(
    data: bytes,
    edits: Mapping[str, Sequence[CellEdit]],
    show: Iterable[str] = (),
    redrawn: Collection[str] = (),
    *,
    computed: bool = False,
    drawn: DrawnSheet | None = None,
) -> Patched:
    """Set cells by sheet name and unhide the sheets of ``show``; without a change the bytes come back as they are.

    ``redrawn`` are sheets whose rows are drawn anew each time: a row set there is shown again, whatever hid it. With
    ``computed`` the values of formulas are set too, as another program that has just computed them would save them.
    ``drawn`` is the sheet charts are drawn from: what they repeat of it goes with it.
    """
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts, workbook, epoch = find_parts(package)
        changed: dict[str, bytes] = {}
        kept: list[tuple[str, CellEdit]] = []
        for sheet, wanted in edits.items():
            if wanted:
                root = parse_part(package.read(parts[sheet]))
                kept += [
                    (sheet, edit)
                    for edit in patch_sheet(root, wanted, epoch, unhide=sheet in redrawn, computed=computed)
                ]
                _stretch_filter(workbook, sheet, root)
                changed[parts[sheet]] = part_bytes(root)
        if drawn and changed:
            changed |= _in_step(package, parts[drawn.name], changed, drawn)
        shown = set(show) & _hidden(workbook)
        if not changed and not shown:
            return Patched(data, ())
        _unhide(workbook, shown)
        _recalculate(workbook)
        changed[WORKBOOK] = part_bytes(workbook)
        return Patched(rewrite_package(package, changed), tuple(kept))


def _in_step(package: zipfile.ZipFile, part: str, changed: Mapping[str, bytes], drawn: DrawnSheet) -> dict[str, bytes]:
    """The parts to change so that charts show what their sheet, already patched, says."""
    root = parse_part(changed.get(part) or package.read(part), part)
    lines = {part: part_bytes(root)} if hide_lines(root, drawn) else {}
    return {**lines, **refresh_charts(package, drawn)}


def _sheets(workbook: etree._Element) -> Iterable[etree._Element]:
    return workbook.iterfind(f"{tag_of(workbook, 'sheets')}/{tag_of(workbook, 'sheet')}")


def find_parts(package: zipfile.ZipFile) -> tuple[dict[str, str], etree._Element, date]:
    """(sheet name → part name, the workbook element, day 0 of its serial dates).

    Raises AutomationError for a package that is no .xlsx, or whose sheets lead nowhere.
    """
    for name in (WORKBOOK, RELATIONS):
        if name not in package.namelist():
            raise AutomationError(reasons.NO_PART.format(name=name))
    workbook, relations = (parse_part(package.read(name), name) for name in (WORKBOOK, RELATIONS))
    targets = {str(one.get("Id")): str(one.get("Target")) for one in relations.iterchildren("{*}Relationship")}
    parts = {}
    for sheet in _sheets(workbook):
        # Strict files have another namespace of relations, other programs' attributes may be called id too
        references = [str(value) for name, value in sheet.attrib.items() if str(name).endswith("/relationships}id")]
        target = targets.get(references[0]) if references else None
        if target is None:
            raise AutomationError(reasons.NO_PART.format(name=sheet.get("name")))
        joined = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
        parts[str(sheet.get("name"))] = joined
    properties = workbook.find(tag_of(workbook, "workbookPr"))
    old = properties is not None and properties.get("date1904") in ("1", "true")
    return parts, workbook, EPOCH_1904 if old else EPOCH_1900


def _hidden(workbook: etree._Element) -> set[str]:
    return {str(sheet.get("name")) for sheet in _sheets(workbook) if sheet.get("state") == "hidden"}


def _unhide(workbook: etree._Element, names: set[str]) -> None:
    for sheet in _sheets(workbook):
        if sheet.get("name") in names:
            del sheet.attrib["state"]


def _stretch_filter(workbook: etree._Element, sheet: str, root: etree._Element) -> None:
    """Let the hidden name Excel keeps for a sheet's filter reach as far as the filter itself."""
    filtered = root.find(tag_of(root, "autoFilter"))
    if filtered is None:
        return
    last = corners(filtered, "ref")[2]
    place = [one.get("name") for one in _sheets(workbook)].index(sheet)
    for name in workbook.iterfind(f"{tag_of(workbook, 'definedNames')}/{tag_of(workbook, 'definedName')}"):
        if name.get("name") == FILTER_NAME and name.get("localSheetId") == str(place):
            where, mark, area = (name.text or "").rpartition("!")
            name.text = f"{where}{mark}{reach_down(area, last)}"


def _recalculate(workbook: etree._Element) -> None:
    """Have the office's own formulas computed again when the workbook is opened."""
    settings = workbook.find(tag_of(workbook, "calcPr"))
    if settings is None:
        settings = etree.Element(tag_of(workbook, "calcPr"))
        before = ("sheets", "functionGroups", "externalReferences", "definedNames")
        last = [child for name in before for child in workbook.iterchildren(tag_of(workbook, name))][-1]
        last.addnext(settings)
    settings.set("fullCalcOnLoad", "1")
