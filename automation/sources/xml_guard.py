"""Checks one XML part before any reader sees it (查 XML): well-formed, no DOCTYPE, no strange encoding, no abyss.

Expat reads the part once without a single callback; depth and attributes are then bounded on the bytes, and counted one
by one only where the bound does not do. So an honest sheet costs little more than expat itself.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NoReturn
from xml.parsers import expat

from automation.sources.refusal import refuse
from automation.terms import refusals as reasons

MAX_DEPTH = 100
MAX_ATTRIBUTES = 1_000
MAX_ATTRIBUTE = 2**20  # bytes
SHORT_TAG = 4_000  # bytes; a thousand attributes with different names need more
SMALL = 2**14  # bytes; themes, styles and relations are the same in every file one program has written
PLAIN = {"", "utf-8", "us-ascii", "ascii"}
TRANSCODED = {"utf-16", "utf-16le", "utf-16be", "gb18030", "gbk", "gb2312", "iso-8859-1", "windows-1252"}

_DECLARATION = re.compile(r"^\s*<\?xml\b[^>]*?\?>")
_ENCODING = re.compile(rb"^\s*<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_UTF16_STARTS = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
# Marks of two bytes, of which the second is dropped: replacing by the same length is twice as fast.
_OPEN, _CLOSE, _EMPTY, _DROPPED = b"<", b"\x01", b"\x02", b"\x03"
_ALL_BUT_MARKS = bytes(set(range(256)) - set(b"<\x01\x02"))


def check_xml(name: str, content: bytes) -> bytes:
    """The part as UTF-8, the only encoding calamine reads. Raises RefusedFile (damaged_workbook) by its reason."""
    return _check_small(name, content) if len(content) <= SMALL else _check(name, content)


@lru_cache(maxsize=64)
def _check_small(name: str, content: bytes) -> bytes:
    """What was passed once is not gone through again."""
    return _check(name, content)


def _check(name: str, content: bytes) -> bytes:
    content = _as_utf8(name, content)
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise refuse("damaged_workbook", reasons.NO_XML.format(name=name)) from error
    if _has_long_tag(content) or not _is_shallow(content):
        _count(name, content)
    return content


def _as_utf8(name: str, content: bytes) -> bytes:
    declared = _ENCODING.match(content[:200])
    encoding = declared[1].decode("ascii").lower() if declared else ""
    if content.startswith(_UTF16_STARTS):
        encoding = "utf-16" if content.startswith(_UTF16_STARTS[:2]) else "utf-16le"
        encoding = "utf-16be" if content.startswith(_UTF16_STARTS[3]) else encoding
    if encoding in PLAIN:
        return content
    if encoding not in TRANSCODED:
        raise refuse("damaged_workbook", reasons.ENCODING.format(name=name))
    try:
        text = content.decode(encoding)
    except UnicodeError as error:
        raise refuse("damaged_workbook", reasons.ENCODING.format(name=name)) from error
    return _DECLARATION.sub("", text).encode()


def _refuse_doctype(*_: object) -> NoReturn:
    raise refuse("damaged_workbook", reasons.DOCTYPE)


def _has_long_tag(content: bytes) -> bool:
    """Whether some "<" is followed by no other within the length of a short tag; looked for in leaps of that length."""
    place, last = content.find(b"<"), len(content) - SHORT_TAG
    while 0 <= place < last:
        reached = content.rfind(b"<", place + 1, place + SHORT_TAG + 1)
        if reached < 0:
            return True
        place = reached
    return False


def _is_shallow(content: bytes) -> bool:
    """Whether brackets collapsed from the inside out are gone within the depth allowed; False when it cannot be told.

    Every element has one "<" and one end; "/>" in a text only adds ends, so that something is left over. Comments and
    CDATA may hold anything: then, too, the elements are counted.
    """
    start = content.find(b"?>") + 2 if content.startswith((b"<?xml", b"\xef\xbb\xbf<?xml")) else 0
    if b"<!" in content or content.find(b"<?", start) >= 0:
        return False
    marks = content[start:].replace(b"</", _CLOSE + _DROPPED).replace(b"/>", _EMPTY + _DROPPED)
    marks = marks.translate(None, _ALL_BUT_MARKS)
    marks = marks.replace(_OPEN + _EMPTY, b"")
    for _ in range(MAX_DEPTH - 1):
        if not marks:
            return True
        marks = marks.replace(_OPEN + _CLOSE, b"")
    return not marks


def _count(name: str, content: bytes) -> None:
    """Go through the elements one by one, which is exact and slow."""
    depth = 0

    def opened(_: str, attributes: list[str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise refuse("damaged_workbook", reasons.TOO_DEEP.format(name=name))
        if len(attributes) > 2 * MAX_ATTRIBUTES:
            raise refuse("damaged_workbook", reasons.TOO_MANY_ATTRIBUTES.format(name=name))
        if any(len(value.encode()) > MAX_ATTRIBUTE for value in attributes[1::2]):
            raise refuse("damaged_workbook", reasons.ATTRIBUTE_TOO_LONG.format(name=name))

    def closed(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.ordered_attributes = True
    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.Parse(content, True)
