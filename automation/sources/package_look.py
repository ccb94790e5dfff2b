"""Looks into a workbook's package (细看文件包): its sheets' parts, macros, quoted files, and days calamine misses."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from automation.sources.refusal import refuse
from automation.terms import refusals as reasons

WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
MACROS = "vbaProject.bin"
EXTERNAL = re.compile(r"xl/externalLinks/_rels/[^/]+\.rels")
TRUE = ("1", "true")

# The formats a Chinese Excel or WPS knows by number alone. Calamine knows only those of the English one and would give
# a bare number; they are written over with the days and times it knows (14 and 20).
EAST_ASIAN_DAYS = {27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58}
EAST_ASIAN_TIMES = {32, 33, 34, 35, 55, 56}
_FORMAT = re.compile(rb"\bnumFmtId\s*=\s*[\"'](\d+)[\"']")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the package says beside its sheets' cells.

    ``sheets`` maps part → sheet name; ``styles`` is (part, content) where the styles had to be changed for calamine.
    """

    sheets: Mapping[str, str] = field(default_factory=dict)
    from_1904: bool = False
    macros: bool = False
    quoted: tuple[str, ...] = ()
    styles: tuple[str, bytes] | tuple[()] = ()


def read_facts(parts: Mapping[str, bytes]) -> Facts:
    """Look through a checked package. Raises RefusedFile where two sheets share a name or a part is missing."""
    if RELATIONS not in parts:
        raise refuse("damaged_workbook", reasons.NO_PART.format(name=RELATIONS))
    book = etree.fromstring(parts[WORKBOOK])
    targets = {str(one.get("Id")): one for one in etree.fromstring(parts[RELATIONS])}
    sheets: dict[str, str] = {}
    seen = set()
    for sheet in book.iter("{*}sheet"):
        name = str(sheet.get("name"))
        if name.casefold() in seen:
            raise refuse("damaged_workbook", reasons.SHEET_TWICE.format(name=name))
        seen.add(name.casefold())
        reference = next((value for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")
        target = targets.get(str(reference))
        if target is None:
            raise refuse("damaged_workbook", reasons.NO_PART.format(name=name))
        sheets[_part(target)] = name
    setting = book.find("{*}workbookPr")
    return Facts(
        sheets,
        setting is not None and setting.get("date1904") in TRUE,
        any(name.endswith(MACROS) for name in parts),
        _quoted(parts),
        _known_styles(parts, targets),
    )


def _part(target: etree._Element) -> str:
    path = str(target.get("Target"))
    return path.lstrip("/") if path.startswith("/") else posixpath.normpath(f"xl/{path}")


def _quoted(parts: Mapping[str, bytes]) -> tuple[str, ...]:
    """The other files whose cells formulas quote (外部链接)."""
    return tuple(
        str(one.get("Target"))
        for name, content in parts.items()
        if EXTERNAL.fullmatch(name)
        for one in etree.fromstring(content)
        if one.get("TargetMode") == "External"
    )


def _known_styles(parts: Mapping[str, bytes], targets: Mapping[str, etree._Element]) -> tuple[str, bytes] | tuple[()]:
    """The styles with every East Asian day or time format by one calamine knows; empty where there is none."""
    part = next((_part(one) for one in targets.values() if str(one.get("Type")).endswith("/styles")), "")
    content = parts.get(part, b"")
    known = _FORMAT.sub(_known_format, content)
    return (part, known) if known != content else ()


def _known_format(match: re.Match[bytes]) -> bytes:
    number = int(match[1])
    known = 14 if number in EAST_ASIAN_DAYS else 20 if number in EAST_ASIAN_TIMES else number
    return match[0].replace(match[1], b"%d" % known) if known != number else match[0]
