"""Looks into a sheet's XML for what calamine does not show (细看工作表).

Formulas nobody computed and errors read as blank, hidden rows and columns as any others, and one stray cell at the far
end of a sheet becomes an allocation that ends the process. An honest sheet is passed by a few searches; only where one
of them finds something is it gone through cell by cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from automation.model.cell_name import cell_name, place_of

MAX_ROWS = 200_000
MAX_COLUMNS = 2_000
MAX_AREA = 5_000_000  # cells calamine would lay out
NEAR_ROWS, NEAR_COLUMNS = 20_000, 250  # what is kept of a sheet whose filled area is larger than that

# Formulas and far cells, and places written as nobody writes them; a literal beginning is searched ten times as fast.
_ODD = (
    re.compile(rb"<f[\s/>]"),
    re.compile(rb":f[\s/>]"),
    re.compile(rb' r="(?:[A-Za-z]{3}|[A-Za-z]*[0-9]{5})'),
    re.compile(rb' r(?:\s|=[^"])'),
)
_ODD_MARKS = (b"hidden=", b't="e"', b"='")
_OTHER_SPACES = (b"\t", b"\n", b"\r")
_PICTURE = "DISPIMG("  # a picture in a cell, as WPS writes it; its stored value is the formula's own text
_COLUMN = re.compile(rb"<(?:\w+:)?col\s([^>]*)>")
_TRUE = (b"1", b"true")


@dataclass(frozen=True, slots=True)
class Look:
    """What was found in one sheet: names of cells (K3), 1-based hidden rows and columns.

    ``bare`` are formulas without a stored value, or with a picture for one, ``errors`` cells such as #DIV/0!; ``far``
    are (cell, text) of cells far outside any table, and ``content`` the part without them where there are some.
    """

    bare: frozenset[str] = frozenset()
    errors: frozenset[str] = frozenset()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    far: tuple[tuple[str, str], ...] = ()
    content: bytes = b""


def look_into(content: bytes) -> Look:
    """What stands in the XML of a sheet that a reader of values would not tell."""
    start = max(content.find(b"sheetData"), 0)
    columns = _hidden_columns(content[:start])
    return _go_through(content, columns) if _is_odd(content, start) else Look(hidden_columns=columns)


def _is_odd(content: bytes, start: int) -> bool:
    return (
        any(content.find(mark, start) >= 0 for mark in _ODD_MARKS)
        or any(odd.search(content, start) for odd in _ODD)
        or any(content.find(space, start) >= 0 and content.find(space + b"r", start) >= 0 for space in _OTHER_SPACES)
    )


def _hidden_columns(head: bytes) -> tuple[int, ...]:
    hidden: list[int] = []
    for match in _COLUMN.finditer(head):
        told = {name: value for name, _, value in re.findall(rb"(\w+)\s*=\s*([\"'])(.*?)\2", match[1])}
        first, last = (int(told.get(name, b"0") or 0) for name in (b"min", b"max"))
        if told.get(b"hidden") in _TRUE and last <= MAX_COLUMNS:
            hidden += range(first, last + 1)
    return tuple(hidden)


def _go_through(content: bytes, columns: tuple[int, ...]) -> Look:
    bare, errors, hidden = set(), set(), []
    rows = width = 0
    for element, row, column in _walk(content):
        if column == 0:
            if (element.get("hidden") or "").encode() in _TRUE:
                hidden.append(row)
            continue
        value, formula = element.find("{*}v"), element.find("{*}f")
        kind = element.get("t")
        if kind == "e":
            errors.add(cell_name(row, column))
        elif formula is not None and element.find("{*}is") is None:
            empty = value is None or not (value.text or kind == "str") or _PICTURE in (formula.text or "")
            bare |= {cell_name(row, column)} if empty else set()
        if value is not None or element.find("{*}is") is not None:
            rows, width = max(rows, row), max(width, column)
    far, content = _cut_far(content, rows, width)
    return Look(frozenset(bare), frozenset(errors), tuple(hidden), columns, far, content)


def _walk(content: bytes) -> Iterator[tuple[etree._Element, int, int]]:
    """Every row (column 0) and cell with its 1-based place; a place that is not written follows the one before."""
    row = column = 0
    events = etree.iterparse(
        BytesIO(content), events=("start", "end"), tag=("{*}row", "{*}c"), resolve_entities=False, huge_tree=True
    )
    for event, element in events:
        is_row = etree.QName(element).localname == "row"
        if is_row and event == "start":
            row = int(element.get("r") or row + 1)
            column = 0
            yield element, row, 0
        elif not is_row and event == "end":
            written = element.get("r")
            column = place_of(written)[1] if written else column + 1
            yield element, place_of(written)[0] if written else row, column
            element.clear()
        elif is_row:
            element.clear()


def _cut_far(content: bytes, rows: int, width: int) -> tuple[tuple[tuple[str, str], ...], bytes]:
    """The cells out of reach of any table, and the part without them; nothing where the sheet is of an honest size."""
    if rows <= MAX_ROWS and width <= MAX_COLUMNS and rows * width <= MAX_AREA:
        return (), b""
    tree = etree.fromstring(content, etree.XMLParser(resolve_entities=False, huge_tree=True))
    far = []
    row = column = 0
    for line in tree.iter("{*}row"):
        row, column = int(line.get("r") or row + 1), 0
        for cell in line.findall("{*}c"):
            written = cell.get("r")
            at, column = place_of(written) if written else (row, column + 1)
            if at > NEAR_ROWS or column > NEAR_COLUMNS:
                said = "".join(str(text) for text in cell.itertext())
                if said:
                    far.append((cell_name(at, column), said))
                line.remove(cell)
    return tuple(far), etree.tostring(tree)
