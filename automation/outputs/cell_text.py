"""Text as a workbook's cell can hold it (单元格文字): no forbidden characters, no more than Excel takes, no escapes."""

from __future__ import annotations

import re
from datetime import date, datetime

from automation import cells
from automation.cells import Value
from automation.terms import looks

FIRST_DAY = date(1904, 1, 2)  # from here on both of Excel's calendars count alike
CELL_LIMIT = 32_767  # UTF-16 units Excel takes in one cell; it calls a file with more damaged
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""Characters XML 1.0 cannot hold."""
LINE_BREAKS = str.maketrans("\x0b\x0c", "\n\n")
"""What Word leaves in pasted text for a line or page break; dropped, the words around it would run together."""
ESCAPE = re.compile("_(?=x[0-9A-Fa-f]+_)")  # four digits are the rule, LibreOffice takes any number


def cell_value(value: Value) -> Value:
    """The value as its cell holds it: moments, and days a workbook's calendar does not have, stand as text.

    A day's column is formatted for days; a day before 1904 is a slip of the pen, which must be seen as it was typed.
    """
    if isinstance(value, datetime) or (isinstance(value, date) and value < FIRST_DAY):
        return cells.show(value)
    return value


def clean_text(text: str) -> str:
    """The text as it will be read back: without characters a workbook cannot hold, cut with a mark where too long."""
    if text.isprintable() and len(text) <= CELL_LIMIT // 2:  # nearly every text, told at once
        return text
    text = ILLEGAL.sub("", text.translate(LINE_BREAKS))
    if not is_too_long(text):
        return text
    room = 2 * (CELL_LIMIT - _units(looks.CUT_MARK))
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + looks.CUT_MARK


def is_too_long(text: str) -> bool:
    """Whether a cell cannot hold all of the text."""
    return len(text) > CELL_LIMIT // 2 and _units(text) > CELL_LIMIT


def escape_text(text: str) -> str:
    """The text as it stands in the XML: Excel reads _x0041_ as A, so the underscore is escaped itself (ST_Xstring)."""
    return ESCAPE.sub("_x005F_", text) if "_x" in text else text


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
