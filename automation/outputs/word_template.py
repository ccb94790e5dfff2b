"""Read a Word template as a clerk left it (模板检查): each field whole, each fault with its place.

Word and WPS part what was typed at once: a correction, a proofing mark or a bookmark ends a run in the middle of a
field. And a Chinese keyboard types ｛｛ ｝｝, full-width blanks and curly quotes. What can only mean a field is put
right before it is filled; what has no meaning is told, with the place it stands at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from lxml import etree

from automation.terms import templates as words

_O, _C, _P, _H = (f"[{marks}]" for marks in (words.OPENS, words.CLOSES, words.PERCENT, words.HASH))
_INSIDE = f"[^{words.OPENS}{words.CLOSES}]*"
_TAG = re.compile(f"{_O}(?:{_O}{_INSIDE}{_C}|{_P}{_INSIDE}{_P}|{_H}{_INSIDE}?{_H}){_C}")
_HALF = re.compile(rf"{_O}\s?(?:{_O}|{_P}|{_H})|(?:{_C}|{_P}|{_H})\s?{_C}")
_DOUBLE, _SINGLE = words.QUOTES
_QUOTED = re.compile(f"([\"{_DOUBLE}])[^\"{_DOUBLE}]*[\"{_DOUBLE}]|(['{_SINGLE}])[^'{_SINGLE}]*['{_SINGLE}]")
_TYPED = str.maketrans(words.TYPED)
_LEVEL = re.compile(r"(\{[{%#])\s*(p|tr|tc|r)\s+(?=[^\W\d])")
_FOOTNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_PARTS = {RELATIONSHIP_TYPE.HEADER: "header", RELATIONSHIP_TYPE.FOOTER: "footer", _FOOTNOTES: "footnotes"}
_SHOWN = 40  # characters of a paragraph beside its place
_P_, _T, _TC, _TR, _TBL = (qn(f"w:{tag}") for tag in ("p", "t", "tc", "tr", "tbl"))
_BOX, _SPACE = qn("w:txbxContent"), qn("xml:space")


@dataclass(frozen=True, slots=True)
class Tag:
    """One field or statement of a template: ``level`` is p, tr, tc, r or empty, ``said`` what stands inside."""

    text: str
    level: str
    said: str

    @property
    def keyword(self) -> str:
        """The first word of a statement ({% if … %}); empty for a field."""
        return (self.said.split() or [""])[0] if self.text.startswith("{%") else ""

    @property
    def plain(self) -> str:
        """As jinja reads it, without docxtpl's level."""
        return f"{self.text[:2]} {self.said} {self.text[-2:]}"


@dataclass(frozen=True, slots=True)
class Spot:
    """One paragraph of a template (一段): where it stands, its own text without that of text boxes, its tags."""

    where: str
    text: str
    tags: tuple[Tag, ...]
    paragraph: Any

    @property
    def place(self) -> str:
        """As a clerk finds it in Word."""
        text = " ".join(self.text.split())
        cut = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + words.ELLIPSIS
        return words.PLACE.format(where=self.where, text=cut)

    @property
    def rest(self) -> str:
        """The text that is no field."""
        return _TAG.sub("", self.text)

    @property
    def halves(self) -> bool:
        """Whether half a field is left over."""
        return _HALF.search(self.rest) is not None


def mend_template(document: Any) -> list[list[Spot]]:
    """Make every field of a template whole, in place; give its paragraphs, a list for the body and each other part."""
    parts = [_spots(document.element.body, "")]
    for relation in document.part.rels.values():
        name = _PARTS.get(relation.reltype)
        if name is None or relation.is_external:
            continue
        part = relation.target_part
        root = part.element if isinstance(part, XmlPart) else etree.fromstring(part.blob)
        parts.append(_spots(root, words.IN_PART[name]))
        if not isinstance(part, XmlPart):
            part._blob = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)  # noqa: SLF001
    return parts


def _spots(root: Any, part: str) -> list[Spot]:
    tables = {table: number for number, table in enumerate(root.iter(_TBL), 1)}
    numbers = count(1)
    spots = []
    for paragraph in root.iter(_P_):
        text = _mend(paragraph)
        inside = next(paragraph.iterancestors(_TC, _BOX), None)
        number = next(numbers) if inside is None and text.strip() else 0
        if text.strip():
            spots.append(Spot(_where(inside, part, tables, number), text, tuple(_tags(text)), paragraph))
    return spots


def _where(inside: Any, part: str, tables: dict[Any, int], number: int) -> str:
    if inside is None:
        return part or words.BODY.format(paragraph=number)
    if inside.tag == _BOX:
        return words.BETWEEN.join(filter(None, (part, words.TEXT_BOX)))
    row = next(inside.iterancestors(_TR))
    table = next(row.iterancestors(_TBL))
    cell = words.CELL.format(
        table=tables[table],
        row=1 + sum(1 for _ in row.itersiblings(_TR, preceding=True)),
        cell=1 + sum(1 for _ in inside.itersiblings(_TC, preceding=True)),
    )
    return words.BETWEEN.join(filter(None, (part, cell)))


def _tags(text: str) -> Iterator[Tag]:
    for found in _TAG.finditer(text):
        tag = found[0]
        levelled = _LEVEL.match(tag)
        said = tag[levelled.end() : -2] if levelled else tag[2:-2]
        if not tag.startswith("{#"):
            yield Tag(tag, levelled[2] if levelled else "", said.strip())


def _mend(paragraph: Any) -> str:
    """Put each field of a paragraph into the one text it begins in, as jinja writes it; gives the paragraph's text."""
    nodes = [node for node in paragraph.iter(_T) if next(node.iterancestors(_P_)) is paragraph]
    texts = [node.text or "" for node in nodes]
    for found in reversed(list(_TAG.finditer("".join(texts)))):
        place = 0
        tag = _plainly(found[0])
        for number, text in enumerate(texts):
            start, end = max(found.start() - place, 0), min(found.end() - place, len(text))
            place += len(text)
            if start < end:
                texts[number] = text[:start] + tag + text[end:]
                tag = ""
    for node, text in zip(nodes, texts, strict=True):
        if node.text != text and (node.text or text):
            node.text = text
            node.set(_SPACE, "preserve")
    return "".join(texts)


def _plainly(tag: str) -> str:
    """A field as jinja writes it: half-width marks and straight quotes; what is quoted stays as it was typed."""
    pieces, place = [], 0
    for quoted in _QUOTED.finditer(tag):
        mark = '"' if quoted[1] else "'"
        pieces += [tag[place : quoted.start()].translate(_TYPED), mark, quoted[0][1:-1], mark]
        place = quoted.end()
    return _LEVEL.sub(r"\1\2 ", "".join((*pieces, tag[place:].translate(_TYPED))))
