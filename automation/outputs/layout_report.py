"""The report of a layout check (版式检查报告): one HTML file in plain words, with the faults marked on the pages."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence

from lxml import etree
from lxml.builder import E

from automation.model.page import HOLDS, NOT_APPLICABLE, UNMEASURED, Box, Fault, Measure, PageSeen
from automation.terms import layout as words

Drawn = tuple[PageSeen, bytes]
"""A page and its picture (PNG)."""

MARGIN = 1.0  # mm of a mark around what it marks
STYLE = """
body { font-family: "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; margin: 2em auto; max-width: 64em; }
h1 { font-size: 1.4em; } h2 { font-size: 1.15em; margin-top: 2em; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #bbb; padding: .35em .6em; text-align: left; }
th { background: #f0f0f0; }
.holds { color: #17692d; } .fails { color: #b00000; } .unmeasured { color: #8a5a00; }
figure { margin: 1em 0; } svg { border: 1px solid #999; max-width: 100%; height: auto; }
figcaption { font-size: .9em; color: #555; }
rect { fill: none; stroke: #d60000; stroke-width: .6; } text { fill: #d60000; font-size: 5px; }
"""


def draw_report(
    file: str,
    measures: Sequence[Measure],
    faults: Sequence[Fault],
    verdict: str,
    pages: Sequence[Drawn],
    notes: Sequence[str] = (),
) -> bytes:
    """The report on one paper, a row for each fault, which may be marked on many pages.

    ``pages`` are its pages with their pictures, none where it could not be printed; ``notes`` stand below the verdict.
    """
    parts = [E.h1(words.REPORT_TITLE.format(file=file)), E.p(words.SENTENCES[verdict], {"class": verdict})]
    parts += [E.p(note, {"class": UNMEASURED}) for note in notes]
    if faults:
        parts += [E.h2(words.HEAD_FAILED.format(count=len(faults))), _faults(faults)]
    for holds, head in ((UNMEASURED, words.HEAD_UNMEASURED), (HOLDS, words.HEAD_HOLDS)):
        some = [one for one in measures if one.holds == holds]
        if some:
            parts.append(E.details(E.summary(head.format(count=len(some))), _table(some)))
    absent = [words.RULES[one.rule][1] for one in measures if one.holds == NOT_APPLICABLE]
    if absent:
        parts.append(E.p(words.HEAD_ABSENT.format(names=words.COMMA.join(absent))))
    for page, picture in pages:
        here = [
            (number, one.box)
            for number, fault in enumerate(faults, 1)
            for one in fault.measures
            if one.page == page.number and one.box
        ]
        drawn = E.figure(_draw(page, picture, here), E.figcaption(words.MARKED if here else ""))
        parts += [E.h2(words.PAGE.format(page=page.number)), drawn]
    parts.append(E.p(words.REPORT_NOTE))
    title = words.REPORT_TITLE.format(file=file)
    root = E.html(E.head(E.meta(charset="utf-8"), E.title(title), E.style(STYLE)), E.body(*parts), lang="zh-CN")
    return etree.tostring(root, method="html", encoding="utf-8", doctype="<!DOCTYPE html>", pretty_print=True)


def _faults(faults: Sequence[Fault]) -> etree._Element:
    rows = []
    for number, fault in enumerate(faults, 1):
        one = fault.measures[0]
        rows.append((str(number), fault.pages, *_cells(one), words.RULES[one.rule][-1]))
    return _rows(words.REPORT_COLUMNS, rows)


def _table(measures: Sequence[Measure]) -> etree._Element:
    rows = [(str(one.page or ""), *_cells(one)) for one in measures]
    return _rows(words.REPORT_COLUMNS[1:-1], rows)


def _cells(one: Measure) -> tuple[str, ...]:
    clause, name, _, unit, _, _ = words.RULES[one.rule]
    return clause, name, *one.told(unit)


def _rows(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> etree._Element:
    body = [E.tr(*map(E.td, row)) for row in rows]
    return E.table(E.thead(E.tr(*map(E.th, heads))), E.tbody(*body))


def _draw(page: PageSeen, picture: bytes, marks: Sequence[tuple[int, Box]]) -> etree._Element:
    """The page in millimetres, with a red frame and its number at each fault."""
    width, height = f"{page.width:.1f}", f"{page.height:.1f}"
    source = f"data:image/png;base64,{b64encode(picture).decode('ascii')}"
    drawn = E.svg(
        E.image(href=source, width=width, height=height), viewBox=f"0 0 {width} {height}", width=f"{page.width * 4:.0f}"
    )
    for number, (left, top, right, bottom) in marks:
        x, y = left - MARGIN, top - MARGIN
        sides = {"x": x, "y": y, "width": right - left + 2 * MARGIN, "height": bottom - top + 2 * MARGIN}
        drawn.append(E.rect(**{name: f"{length:.1f}" for name, length in sides.items()}))
        drawn.append(E.text(str(number), x=f"{max(x - 5, 1):.1f}", y=f"{y + 5:.1f}"))
    return drawn
