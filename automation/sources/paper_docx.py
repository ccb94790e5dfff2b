"""Reads what a Word file asks of its pages (读公文): paragraphs with their fonts, and the pages of its sections.

A page shows the font that stood in for the one asked for; which one was asked for stands only here. A paragraph
inherits from its style, the styles that one is based on, and the document's defaults.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from lxml import etree

from automation.errors import RefusedFile
from automation.model.page import PaperSeen, ParagraphSeen, SectionSeen
from automation.sources.workbook import check_package
from automation.terms.commands import REFUSALS
from automation.terms.layout import FIGURE_TITLE, TABLE_TITLE

STRICT = "http://purl.oclc.org/"  # of another dialect of Word files
BODY, STYLES, THEME = "word/document.xml", "word/styles.xml", "word/theme/theme1.xml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
TWIPS = 1440 / 25.4  # to a millimetre
OFF = ("0", "false", "off")
A4 = (11906, 16838)
HEADER = "word/header"
MOVED = ("ins", "del", "moveFrom", "moveTo")
REVISIONS = {f"{W}{name}" for name in (*MOVED, "rPrChange", "pPrChange")}
BLOCKS = {f"{W}{name}" for name in (*MOVED, "sdt", "sdtContent", "smartTag", "customXml")}  # around paragraphs
DRAWN = tuple(f"{W}{name}" for name in ("drawing", "pict", "object"))
TEXTS = {f"{W}t", f"{W}delText"}  # what is struck out is printed too, with a stroke through it


def read_paper(data: bytes) -> PaperSeen:
    """What a document asks for, without its pages: sections, paragraphs outside tables that say something, headers.

    Raises RefusedFile for what is no sound Word file (damaged_workbook, not_a_workbook and their like).
    """
    parts = check_package(data, BODY)
    root = etree.fromstring(parts[BODY])
    if str(etree.QName(root).namespace).startswith(STRICT):
        raise RefusedFile("strict_document", REFUSALS["strict_document"])
    body = root.find(f"{W}body")
    if body is None:
        return PaperSeen(())
    styles = _Styles(parts)
    sections = tuple(_section(one) for one in body.iter(f"{W}sectPr"))
    read = []
    section = 0
    for one in _paragraphs(body):
        read.append(_paragraph(one, styles, section))
        read[-1] = replace(read[-1], caption=_is_caption(one, read[-1].text))
        section += one.find(f"{W}pPr/{W}sectPr") is not None
    headers = frozenset(_headers(parts))
    revisions = sum(1 for _ in body.iter(*REVISIONS))
    return PaperSeen((), sections, tuple(one for one in read if one.text), (), headers, revisions)


def _is_caption(paragraph: etree._Element, text: str) -> bool:
    """Whether a paragraph is called 图1 under a picture, or 表1 over a table: the standard sets no type for these."""
    if re.match(FIGURE_TITLE, text):
        above = paragraph.getprevious()
        return any(one is not None and next(one.iter(*DRAWN), None) is not None for one in (above, paragraph))
    below = paragraph.getnext()
    return re.match(TABLE_TITLE, text) is not None and below is not None and below.tag == f"{W}tbl"


def _headers(parts: Mapping[str, bytes]) -> Iterator[str]:
    """What each paragraph of the page headers says, without white space."""
    for name in parts:
        if name.startswith(HEADER) and name.endswith(".xml"):
            for paragraph in etree.fromstring(parts[name]).iter(f"{W}p"):
                yield "".join("".join(str(one.text or "") for one in paragraph.iter(*TEXTS)).split())


@dataclass
class _Styles:
    """The styles of a document by their ids, with the font behind each name of the theme."""

    parts: Mapping[str, bytes]

    @cached_property
    def _root(self) -> etree._Element:
        return etree.fromstring(self.parts.get(STYLES, b"<none/>"))

    @cached_property
    def _by_id(self) -> dict[str, etree._Element]:
        return {str(style.get(f"{W}styleId")): style for style in self._root.iter(f"{W}style")}

    @cached_property
    def _default(self) -> str:
        """The style of a paragraph that names none."""
        found = (
            key
            for key, style in self._by_id.items()
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on")
        )
        return next(found, "")

    @cached_property
    def _theme(self) -> dict[str, str]:
        """The Chinese font of the theme's headings and texts."""
        root = etree.fromstring(self.parts.get(THEME, b"<none/>"))
        fonts = {}
        for kind in ("major", "minor"):
            for script in root.iterfind(f".//{A}{kind}Font/{A}font"):
                if script.get("script") == "Hans":
                    fonts[f"{kind}EastAsia"] = str(script.get("typeface"))
        return fonts

    def chain(self, style: str | None) -> Iterator[etree._Element | None]:
        """The run properties of a style and of those it is based on."""
        seen: set[str] = set()
        name = style or ""
        while name in self._by_id and name not in seen:
            seen.add(name)
            found = self._by_id[name]
            yield found.find(f"{W}rPr")
            based = found.find(f"{W}basedOn")
            name = "" if based is None else str(based.get(f"{W}val"))

    def of(self, run: etree._Element, paragraph: etree._Element) -> tuple[etree._Element | None, ...]:
        """All run properties that count for a run, the nearest first."""
        own = run.find(f"{W}rPr")
        return (
            own,
            *self.chain(_style_of(own, "rStyle")),
            *self.chain(_style_of(paragraph.find(f"{W}pPr"), "pStyle") or self._default),
            self._root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"),
        )

    def font(self, properties: Iterable[etree._Element | None]) -> str:
        """The font a run asks for its Chinese characters."""
        for one in properties:
            fonts = None if one is None else one.find(f"{W}rFonts")
            if fonts is None:
                continue
            themed = fonts.get(f"{W}eastAsiaTheme")
            if themed:
                return self._theme.get(str(themed), "")
            if named := fonts.get(f"{W}eastAsia"):
                return str(named)
        return ""


def _paragraphs(parent: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs outside tables, those in content controls, accepted insertions and text frames too."""
    for child in parent:
        if child.tag == f"{W}p":
            yield child
            for frame in child.iter(f"{W}txbxContent"):
                if next(frame.iterancestors(FALLBACK), None) is None:
                    yield from _paragraphs(frame)
        elif child.tag in BLOCKS:
            yield from _paragraphs(child)


def _paragraph(paragraph: etree._Element, styles: _Styles, section: int) -> ParagraphSeen:
    runs: list[tuple[str, str | None]] = []
    bold = False
    for run in paragraph.iter(f"{W}r"):
        text = "".join("".join(str(one.text or "") for one in run if one.tag in TEXTS).split())
        if not text or next(run.iterancestors(f"{W}p")) is not paragraph:  # one in a frame has its own paragraph
            continue
        properties = styles.of(run, paragraph)
        han = any(unicodedata.category(sign) == "Lo" for sign in text)  # digits alone are not set in the Chinese font
        runs.append((text, styles.font(properties) if han else None))
        bold = bold or _is_bold(properties)
    return ParagraphSeen("".join(text for text, _ in runs), tuple(runs), bold, section)


def _is_bold(properties: Iterable[etree._Element | None]) -> bool:
    for one in properties:
        said = None if one is None else one.find(f"{W}b")
        if said is not None:
            return said.get(f"{W}val") not in OFF
    return False


def _style_of(properties: etree._Element | None, kind: str) -> str | None:
    found = None if properties is None else properties.find(f"{W}{kind}")
    return None if found is None else str(found.get(f"{W}val"))


def _section(section: etree._Element) -> SectionSeen:
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    width, height = (_length(size, name, usual) for name, usual in zip("wh", A4, strict=True))
    top, bottom, left, right = (_length(margins, name, 1440) for name in ("top", "bottom", "left", "right"))
    return SectionSeen(width, height, top, bottom, left + _length(margins, "gutter", 0), right)


def _length(holder: etree._Element | None, name: str, usual: int) -> float:
    """Millimetres of an attribute in twips; a negative margin holds the text where it is, whatever the header."""
    said = None if holder is None else holder.get(f"{W}{name}")
    try:
        return abs(float(said if said is not None else usual)) / TWIPS
    except ValueError:
        return usual / TWIPS
