"""Reads the numbers Word prints before paragraphs (自动编号): a typed 一、 and an automatic one look the same."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from automation.terms import plans as words

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: where it starts, how it counts, and the text around its number (（%2）)."""

    start: int
    style: str
    text: str


@dataclass(slots=True)
class Numbering:
    """The lists of a document, counted paragraph by paragraph in reading order."""

    levels: dict[tuple[str, int], _Level]  # (list, level)
    styles: dict[str, tuple[str, int]]  # paragraph style → (list, level)
    counts: dict[tuple[str, int], int] = field(default_factory=dict)

    def label(self, paragraph: etree._Element) -> str:
        """The number printed before this paragraph, empty for none; each call counts one on."""
        place = self._place(paragraph)
        level = self.levels.get(place) if place else None
        if place is None or level is None or level.style in ("bullet", "none"):
            return ""
        number, depth = place
        self.counts[place] = self.counts.get(place, level.start - 1) + 1
        for deeper in [one for one in self.counts if one[0] == number and one[1] > depth]:
            del self.counts[deeper]
        return re.sub(r"%(\d)", lambda match: self._shown(number, int(match[1]) - 1), level.text)

    def _place(self, paragraph: etree._Element) -> tuple[str, int] | None:
        own = paragraph.find(f"{W}pPr/{W}numPr")
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        inherited = self.styles.get(style.get(f"{W}val", "")) if style is not None else None
        return _num_place(own, inherited) if own is not None else inherited

    def _shown(self, number: str, depth: int) -> str:
        level = self.levels.get((number, depth))
        count = self.counts.get((number, depth), level.start if level else 1)
        return chinese_number(count) if level and level.style in words.CHINESE_NUMBERING else str(count)


def read_numbering(numbering: etree._Element | None, styles: etree._Element | None) -> Numbering:
    """The lists declared in numbering.xml and the styles that use them; none where a part is absent."""
    levels: dict[tuple[str, int], _Level] = {}
    abstract = {}
    for one in numbering.iterchildren(f"{W}abstractNum") if numbering is not None else ():
        abstract[one.get(f"{W}abstractNumId")] = one
    for one in numbering.iterchildren(f"{W}num") if numbering is not None else ():
        link = one.find(f"{W}abstractNumId")
        declared = abstract.get(link.get(f"{W}val")) if link is not None else None
        for level in declared.iterchildren(f"{W}lvl") if declared is not None else ():
            place = (str(one.get(f"{W}numId")), _whole(level.get(f"{W}ilvl"), 0))
            levels[place] = _Level(
                _whole(_val(level, "start", ""), 1), _val(level, "numFmt", ""), _val(level, "lvlText", "")
            )
    used = {}
    for style in styles.iterchildren(f"{W}style") if styles is not None else ():
        listed = _num_place(style.find(f"{W}pPr/{W}numPr"), None)
        if listed:
            used[str(style.get(f"{W}styleId"))] = listed
    return Numbering(levels, used)


def _num_place(numbered: etree._Element | None, inherited: tuple[str, int] | None) -> tuple[str, int] | None:
    """(list, level) of a w:numPr; list 0 takes the number away."""
    if numbered is None:
        return None
    number = _val(numbered, "numId", inherited[0] if inherited else "0")
    depth = _whole(_val(numbered, "ilvl", ""), inherited[1] if inherited else 0)
    return (number, depth) if number != "0" else None


def _whole(said: str | None, default: int) -> int:
    """A number of a few digits; what a damaged file has in its place counts as none given."""
    return int(said) if said and re.fullmatch(r"[0-9]{1,6}", said) else default


def _val(parent: etree._Element, name: str, default: str) -> str:
    found = parent.find(f"{W}{name}")
    return str(found.get(f"{W}val", default)) if found is not None else default


def chinese_number(number: int) -> str:
    """A number from 1 to 99 as Chinese numerals (十二); others as digits."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    digits = words.NUMERALS
    return f"{digits[tens] if tens > 1 else ''}{words.TEN if tens else ''}{digits[ones] if ones else ''}"
