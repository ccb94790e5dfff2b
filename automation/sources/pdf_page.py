"""Reads printed pages (读版面) out of a PDF: glyphs with origin and advance, strokes with thickness, edges of ink.

Boxes of characters in a PDF follow the font's ascent and are millimetres off; baselines and advances are exact. Where
the standard speaks of the ink itself, that corner of the page is drawn at 400 dpi and looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2

from automation.model.page import Box, Glyph, PageSeen, Stroke, TextLine

MM = 72 / 25.4
DPI = 400
SAME_LINE = 0.5  # mm between the baselines of one line
FOOT = 36.0  # mm above the paper's lower edge in which page numbers stand
LARGE = 20.0  # pt; print from this size on is looked at for its ink
LARGEST = 26.0  # pt; and on a later page, where only a mark behind a cover is
DARK = 95  # of 255; less is the blur at the edge of a stroke
RED_INK, DARK_INK = (1, 0, -1, 0), (-1, 0, 0, 255)  # grey out of red, green and blue: red without blue; not red


def read_pages(path: Path) -> tuple[tuple[PageSeen, ...], frozenset[str]]:
    """The pages of a PDF and the names of the fonts its text is set in, without their subset marks.

    A lone sign (→, ★) in a font of its own moves no other line and says nothing of the text's widths.
    """
    with pdfplumber.open(path) as pdf, closing(pypdfium2.PdfDocument(path)) as drawn:
        pages = tuple(_read_page(page, drawn[page.page_number - 1]) for page in pdf.pages)
        fonts = frozenset(
            glyph.font
            for page in pages
            for line in (*page.lines, page.turned)
            if line
            for glyph in line.glyphs
            if not glyph.is_sign
        )
    return pages, fonts


def count_pages(path: Path) -> int:
    """How many pages a PDF has."""
    with closing(pypdfium2.PdfDocument(path)) as drawn:
        return len(drawn)


def draw_pages(path: Path, dpi: int) -> Iterator[bytes]:
    """Each page as a picture (PNG)."""
    with closing(pypdfium2.PdfDocument(path)) as drawn:
        for page in drawn:
            saved = BytesIO()
            page.render(scale=dpi / 72).to_pil().convert("P").save(saved, "PNG", optimize=True)
            yield saved.getvalue()


def _read_page(page: Any, drawn: Any) -> PageSeen:
    number, height = page.page_number, page.height / MM
    glyphs = [each for each in page.chars if not each["text"].isspace()]
    upright = [each for each in glyphs if each["upright"]]
    lines = tuple(_with_ink(line, height, drawn) for line in _lines(number, height, upright))
    strokes = tuple(_stroke(number, each) for each in (*page.lines, *page.rects) if each["stroke"] or each["fill"])
    turned = [each for each in glyphs if not each["upright"]]
    aside = _turned(number, turned, drawn) if turned else None
    return PageSeen(number, page.width / MM, height, lines, strokes, aside, len(page.images))


def _lines(page: int, height: float, glyphs: Iterable[Any]) -> Iterator[TextLine]:
    """The lines from the top down; what lies on one baseline is one line, whatever stands between."""
    found: list[tuple[float, list[Any]]] = []
    for glyph in sorted(glyphs, key=lambda each: -each["matrix"][5]):
        baseline = height - glyph["matrix"][5] / MM
        if not found or baseline - found[-1][0] > SAME_LINE:
            found.append((baseline, []))
        found[-1][1].append(glyph)
    for baseline, members in found:
        members.sort(key=lambda each: each["x0"])
        red = all(_is_red(each["non_stroking_color"]) for each in members)
        yield TextLine(page, tuple(map(_glyph, members)), baseline, red)


def _glyph(each: Any) -> Glyph:
    size = round(abs(each["matrix"][3] or each["matrix"][2]) * each["size"] / abs(each["matrix"][3] or 1), 1)
    return Glyph(each["text"], _plain(each["fontname"]), size, each["x0"] / MM, each["x1"] / MM)


def _turned(page: int, glyphs: list[Any], drawn: Any) -> TextLine:
    """Print turned by a quarter, read in the direction of its advance."""
    downwards = glyphs[0]["matrix"][1] < 0
    glyphs = sorted(glyphs, key=lambda each: each["top"], reverse=not downwards)
    made = tuple(
        Glyph(each["text"], _plain(each["fontname"]), round(each["width"], 1), each["top"] / MM, each["bottom"] / MM)
        for each in glyphs
    )
    margin = 1.0
    window = (
        min(each["x0"] for each in glyphs) / MM - margin,
        min(each["top"] for each in glyphs) / MM - margin,
        max(each["x1"] for each in glyphs) / MM + margin,
        max(each["bottom"] for each in glyphs) / MM + margin,
    )
    return TextLine(page, made, glyphs[0]["x0"] / MM, ink=_ink(drawn, window, red=False))


def _stroke(page: int, each: Any) -> Stroke:
    """A line, or a rectangle so flat that it is one."""
    left, top, right, bottom = (each[side] / MM for side in ("x0", "top", "x1", "bottom"))
    drawn = each["stroke"] and each["linewidth"]
    thickness = each["linewidth"] / MM if drawn else min(right - left, bottom - top)
    colour = each["stroking_color"] if drawn else each["non_stroking_color"]
    return Stroke(page, left, top, right, bottom, thickness, _is_red(colour))


def _with_ink(line: TextLine, height: float, drawn: Any) -> TextLine:
    """The line with its ink where a rule asks for it: large print, and the dash of a page number."""
    em = line.size / MM
    if line.baseline > height - FOOT:
        first = line.glyphs[0]
        window = (first.left - 0.3, line.baseline - em, first.right + 0.1, line.baseline + em / 2)
    elif line.size >= (LARGE if line.page == 1 or line.red else LARGEST):
        window = (line.left - 1, line.baseline - 0.95 * em, line.right + 1, line.baseline + 0.25 * em)
    else:
        return line
    return replace(line, ink=_ink(drawn, window, red=line.red))


def _ink(drawn: Any, window: Box, *, red: bool) -> Box | None:
    """The box of the ink inside a window of the page; only red ink, or only dark ink."""
    width, height = (side / MM for side in drawn.get_size())
    left, top, right, bottom = window
    left, top, right, bottom = max(left, 0), max(top, 0), min(right, width), min(bottom, height)
    if left >= right or top >= bottom:
        return None
    crop = tuple(side * MM for side in (left, height - bottom, width - right, top))
    picture = drawn.render(scale=DPI / 72, crop=crop).to_pil().convert("RGB")
    sought = picture.convert("L", RED_INK if red else DARK_INK)
    box = sought.point(lambda level: 255 if level > DARK else 0).getbbox()
    if box is None:
        return None
    x0, y0, x1, y1 = (side * 25.4 / DPI for side in box)
    return left + x0, top + y0, left + x1, top + y1


def _plain(font: str) -> str:
    return font.rsplit("+", maxsplit=1)[-1]


def _is_red(colour: Any) -> bool:
    """Whether a colour of a PDF is the red of a letterhead; grey and CMYK red too."""
    if not isinstance(colour, (tuple, list)):
        return False
    if len(colour) == 3:
        red, green, blue = colour
        return red > 0.6 and green < 0.3 and blue < 0.3
    if len(colour) == 4:
        cyan, magenta, yellow, _ = colour
        return cyan < 0.3 and magenta > 0.6 and yellow > 0.6
    return False
