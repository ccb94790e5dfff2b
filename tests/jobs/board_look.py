"""Looks at the dashboard of a master: what its charts repeat of their figures, and what they are beside that."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
from lxml import etree

from tests.jobs.office_desk import MASTER

SPACE = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
CHARTS = ("xl/charts/chart1.xml", "xl/charts/chart2.xml", "xl/charts/chart3.xml")
LIGHTS = ("红灯", "黄灯", "绿灯")


def part(root: Path, name: str) -> bytes:
    with zipfile.ZipFile(root / MASTER) as package:
        return package.read(name)


def cached(root: Path, name: str) -> dict[str, dict[str, int | None]]:
    """item → series → number as a program that does not compute would show a chart."""
    chart = etree.fromstring(part(root, name))
    shown: dict[str, dict[str, int | None]] = {}
    for series in chart.iter(f"{SPACE}ser"):
        (called,) = points(series, "tx").values()
        items, numbers = points(series, "cat"), points(series, "val")
        for place, item in items.items():
            shown.setdefault(item, {})[called] = int(numbers[place]) if place in numbers else None
    return shown


def points(element, role: str) -> dict[int, str]:
    found = element.find(f"{SPACE}{role}").iter(f"{SPACE}pt")
    return {int(point.get("idx")): point.findtext(f"{SPACE}v") for point in found}


def bare(root: Path, name: str) -> bytes:
    """A chart without what it repeats of its figures."""
    chart = etree.fromstring(part(root, name))
    for cache in [*chart.iter(f"{SPACE}strCache"), *chart.iter(f"{SPACE}numCache")]:
        cache.getparent().remove(cache)
    return etree.tostring(chart, method="c14n")


def visible(root: Path) -> list[tuple[str, str]]:
    """(chart, item) of the lines of 看板数据 that charts draw."""
    page = openpyxl.load_workbook(root / MASTER)["看板数据"]
    return [
        (line[0].value, line[1].value)
        for line in page.iter_rows(min_row=2, max_row=114)
        if not page.row_dimensions[line[0].row].hidden
    ]
