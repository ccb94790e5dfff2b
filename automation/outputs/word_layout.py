"""Lengths of the official layout (公文格式, GB/T 9704-2012) and the few OOXML pieces every table is made of.

The lengths of a plain page stand in the templates' styles, where a clerk changes them once; these are the ones code
needs to place what a style cannot: widths of tables, the sign-off, the letterhead.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any, cast

from docx.document import Document
from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import oxml_parser
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, Mm, Twips
from lxml import etree

TEXT_WIDTH = Mm(156)  # 5.2.1: the text block (版心) of an upright page
LANDSCAPE_WIDTH = Mm(225)  # clause 8: a landscape table lies in the same text block, turned
CHARACTER = Twips(315)  # 3: one 字; 28 of them fill the text block (3号 less 0.25 pt, as measured)
RULE = 6  # eighths of a point: 0.25 mm, as the middle rules of the imprint (7.4)

# The characters XML 1.0 cannot hold (production 2).
_FORBIDDEN = re.compile("[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAMESPACES = {"w": nsmap["w"]}
_SPACE = qn("xml:space")
_RUN, _TEXT = qn("w:r"), qn("w:t")
_MARK, _VALUE = qn("w:pStyle"), qn("w:val")
_SIGNS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n"}
_GAP = 0.22  # 字 between Han and digits, as measured; Word and LibreOffice both leave it unless told otherwise
_WIDE = "WFA"  # wide, full-width, and the ambiguous quotes and dashes, which a Chinese font makes wide


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a document made in code (a table), put where the template says ``{{p name }}``.

    Its paragraphs name their styles by the names a clerk sees, because WPS renumbers style ids on every save.
    """

    element: BaseOxmlElement
    lost_characters: int = 0


def printable(text: str) -> tuple[str, int]:
    """Give the text as XML can hold it, every line end one character, and the number of characters taken out."""
    return _FORBIDDEN.subn("", text.replace("\r\n", "\n").replace("\r", "\n"))


def characters_wide(text: str) -> float:
    """Measure a text in 字: a Han character is one, a digit or Latin letter half, with a gap between the two."""
    wide = [unicodedata.east_asian_width(sign) in _WIDE for sign in text]
    gaps = sum(before != after for before, after in pairwise(wide))
    return sum(1.0 if each else 0.5 for each in wide) + gaps * _GAP


def paragraph_text(paragraph: etree._Element) -> str:
    """Read the text of one ``w:p``, tabs and line breaks as characters."""
    pieces = (piece for run in paragraph.iter(_RUN) for piece in run)
    return "".join(piece.text or "" if piece.tag == _TEXT else _SIGNS.get(str(piece.tag), "") for piece in pieces)


def in_style(document: Document, name: str) -> list[Any]:
    """Find the ``w:p`` elements of a paragraph style by the name a clerk sees."""
    ids = {style.style_id for style in document.styles if style.name == name}
    marks = (mark for mark in document.element.body.iter(qn("w:pStyle")) if mark.get(qn("w:val")) in ids)
    return [mark.getparent().getparent() for mark in marks]


def say(paragraph: Any, text: str) -> None:
    """Put a text into a ``w:p``: in its first run, whose look it keeps, and no other."""
    first, *rest = paragraph.findall(_RUN)
    first.text = text
    for run in rest:
        paragraph.remove(run)


def element(tag: str, **attributes: str | int) -> BaseOxmlElement:
    """Make one ``w:`` element with ``w:`` attributes.

    As python-docx's OxmlElement does, with the names looked up once: a long plan is made of hundreds of thousands.
    """
    named = {_name(name): str(value) for name, value in attributes.items()}
    return cast("BaseOxmlElement", oxml_parser.makeelement(_name(tag), named, _NAMESPACES))


@cache
def _name(tag: str) -> str:
    return qn(f"w:{tag}")


def paragraph(style: str, text: str, keep: bool = False, opens_page: bool = False) -> BaseOxmlElement:
    """Make one paragraph of a table cell; line breaks and tabs in the text are kept.

    ``keep`` holds it on the page of the next paragraph; ``opens_page`` begins a page with it, or with its table row.
    """
    made = element("p")
    properties = element("pPr")
    properties.append(element("pStyle", val=style))
    if keep:
        properties.append(element("keepNext"))
    if opens_page:
        properties.append(element("pageBreakBefore"))
    made.append(properties)
    if text:
        made.append(_run(text))
    return made


def _run(text: str) -> BaseOxmlElement:
    run = element("r")
    if "\n" in text or "\t" in text:
        run.text = text  # python-docx writes breaks and tabs as elements, letter by letter
    else:
        run.append(element("t"))
        run[0].text = text
        run[0].set(_SPACE, "preserve")
    return run


def cell(
    width: Length, content: BaseOxmlElement, columns: int = 1, merge: str = "", centred: bool = True
) -> BaseOxmlElement:
    """Make one table cell; ``merge`` is ``restart`` or ``continue`` where it belongs to a vertical merge."""
    made = element("tc")
    properties = element("tcPr")
    properties.append(element("tcW", w=width.twips, type="dxa"))
    if columns > 1:
        properties.append(element("gridSpan", val=columns))
    if merge:
        properties.append(element("vMerge", val=merge))
    properties.append(element("vAlign", val="center" if centred else "top"))
    made.append(properties)
    made.append(content)
    return made


def row(cells: Iterable[BaseOxmlElement], header: bool = False, height: Length | None = None) -> BaseOxmlElement:
    """Make one table row that never breaks across pages, at least ``height`` high.

    A header row is printed again on every page.
    """
    made = element("tr")
    properties = element("trPr")
    properties.append(element("cantSplit"))
    if height:
        properties.append(element("trHeight", val=height.twips, hRule="atLeast"))
    if header:
        properties.append(element("tblHeader"))
    made.append(properties)
    made.extend(cells)
    return made


def table(widths: Iterable[Length], rows: Iterable[BaseOxmlElement], caption: str = "") -> BaseOxmlElement:
    """Make a ruled table of fixed column widths, which WPS needs in both the grid and the table width.

    ``caption`` is not printed; it names the table for whoever reads the file by program.
    """
    grid = [width.twips for width in widths]
    made = element("tbl")
    properties = element("tblPr")
    properties.append(element("tblW", w=sum(grid), type="dxa"))
    properties.append(element("tblInd", w=0, type="dxa"))
    borders = element("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(element(side, val="single", sz=RULE, space=0, color="000000"))
    properties.append(borders)
    properties.append(element("tblLayout", type="fixed"))
    properties.append(_cell_margins())
    if caption:
        properties.append(element("tblCaption", val=caption))
    made.append(properties)
    columns = element("tblGrid")
    columns.extend(element("gridCol", w=width) for width in grid)
    made.append(columns)
    made.extend(rows)
    return made


def _cell_margins() -> BaseOxmlElement:
    margins = element("tblCellMar")
    for side, width in (("top", 28), ("left", 57), ("bottom", 28), ("right", 57)):  # 0.5 mm above, 1 mm beside
        margins.append(element(side, w=width, type="dxa"))
    return margins
