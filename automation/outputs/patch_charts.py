"""Keeps charts in step with the figures they are drawn from (图表缓存), in a package that is being patched.

A chart repeats the figures it was last drawn with, and a program that does not compute (a preview, a phone) shows
those. Nothing else of a chart is touched, so it stays as the office has restyled it; lines without figures are hidden,
because charts leave hidden lines out, and the ranges need never change.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from automation.cells import Value, show
from automation.model.cell_name import column_number
from automation.outputs.cell_text import clean_text
from automation.outputs.package_edit import child_of, parse_part, part_bytes, tag_of, whole
from automation.sheets import BLOCKS, FIGURES

CHARTS = re.compile(r"xl/charts/[^/]+\.xml")
CHART_SPACE = "http://schemas.openxmlformats.org/drawingml/2006/chart"
RANGE = re.compile(r"'?(?P<sheet>[^'!]+)'?!\$(?P<left>[A-Z]+)\$(?P<first>\d+)(?::\$(?P<right>[A-Z]+)\$(?P<last>\d+))?")


@dataclass(frozen=True, slots=True)
class DrawnSheet:
    """A sheet charts are drawn from (画图的表) as it will stand: values by 1-based row and column, lines to hide."""

    name: str
    values: Mapping[tuple[int, int], Value]
    lines: range
    hidden: Collection[int]


def lay_figures(rows: Sequence[Mapping[str, Value]], header: int, columns: Mapping[str, int]) -> DrawnSheet:
    """看板数据 with these rows under a 0-based header row, its columns where the sheet has them."""
    first = max(header, 0) + 2
    values: dict[tuple[int, int], Value] = {}
    for field, place in columns.items():
        values[first - 1, place + 1] = FIGURES.column(field).header
        for number, row in enumerate(rows, first):
            values[number, place + 1] = row.get(field)
    blank = {number for number, row in enumerate(rows, first) if not row.get("item")}
    begins = {first + block.first for block in BLOCKS}  # one line at least, so that no chart loses its axis
    return DrawnSheet(FIGURES.name, values, range(first, first + len(rows)), frozenset(blank - begins))


def hide_lines(sheet: etree._Element, drawn: DrawnSheet) -> bool:
    """Hide and show the lines of the figures; whether anything had to be changed."""
    data = child_of(sheet, "sheetData")
    number, changed, standing = 0, False, set()
    for row in data.iterchildren(tag_of(data, "row")):
        number = whole(row, "r", number + 1)
        standing.add(number)
        hidden = row.get("hidden") in ("1", "true")
        if number in drawn.lines and hidden != (number in drawn.hidden):
            row.attrib.pop("hidden", "")
            if number in drawn.hidden:
                row.set("hidden", "1")
            changed = True
    for number in sorted(set(drawn.hidden) - standing):
        added = etree.Element(tag_of(data, "row"), r=str(number), hidden="1")
        after = [row for row in data if whole(row, "r") > number]
        after[0].addprevious(added) if after else data.append(added)
        changed = True
    return changed


def refresh_charts(package: zipfile.ZipFile, drawn: DrawnSheet) -> dict[str, bytes]:
    """The charts of a package that repeat other figures than the sheet has now, put right, by their part names."""
    changed: dict[str, bytes] = {}
    for name in package.namelist():
        if not CHARTS.fullmatch(name):
            continue
        content = package.read(name)
        if drawn.name.encode() not in content:
            continue
        root = parse_part(content, name)
        if sum(_refresh(formula, drawn) for formula in root.iter(f"{{{CHART_SPACE}}}f")):
            changed[name] = part_bytes(root)
    return changed


def _refresh(formula: etree._Element, drawn: DrawnSheet) -> bool:
    """Give the reference of a chart the figures it points to; whether they were others."""
    found = RANGE.fullmatch((formula.text or "").strip())
    reference = formula.getparent()
    kind = etree.QName(reference).localname if reference is not None else ""
    if not found or found["sheet"] != drawn.name or reference is None or kind not in ("strRef", "numRef"):
        return False
    cache = _cache(kind, [drawn.values.get(place) for place in _cells(found, drawn)])
    old = reference.find(f"{{{CHART_SPACE}}}{'strCache' if kind == 'strRef' else 'numCache'}")
    if old is None:
        formula.addnext(cache)
        return True
    if _said(old) == _said(cache):
        return False
    code = old.find(f"{{{CHART_SPACE}}}formatCode")
    new = cache.find(f"{{{CHART_SPACE}}}formatCode")
    if code is not None and new is not None:
        new.text = code.text
    reference.replace(old, cache)
    return True


def _cells(found: re.Match[str], drawn: DrawnSheet) -> Iterable[tuple[int, int]]:
    """The cells of a range, without those on hidden lines."""
    left, first = column_number(found["left"]), int(found["first"])
    right, last = column_number(found["right"] or found["left"]), int(found["last"] or first)
    for row in range(first, last + 1):
        if row not in drawn.hidden:
            yield from ((row, column) for column in range(left, right + 1))


def _cache(kind: str, values: Sequence[Value]) -> etree._Element:
    """What a chart keeps of a range: how many points it has, and those in which something stands."""
    cache = etree.Element(f"{{{CHART_SPACE}}}{'strCache' if kind == 'strRef' else 'numCache'}")
    if kind == "numRef":
        etree.SubElement(cache, f"{{{CHART_SPACE}}}formatCode").text = "General"
    etree.SubElement(cache, f"{{{CHART_SPACE}}}ptCount").set("val", str(len(values)))
    for place, value in enumerate(values):
        text = clean_text(show(value))
        if text:
            point = etree.SubElement(cache, f"{{{CHART_SPACE}}}pt")
            point.set("idx", str(place))
            etree.SubElement(point, f"{{{CHART_SPACE}}}v").text = text
    return cache


def _said(cache: etree._Element) -> list[tuple[str, str]]:
    """What a cache says, apart from how its numbers are written."""
    points = [
        (str(point.get("idx")), "".join(map(str, point.itertext()))) for point in cache.iter(f"{{{CHART_SPACE}}}pt")
    ]
    return [("", str(one.get("val"))) for one in cache.iter(f"{{{CHART_SPACE}}}ptCount")] + points
