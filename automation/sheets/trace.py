"""The columns of the trace table (数据溯源): one row a number of the report, and one row a cell behind it."""

from __future__ import annotations

from automation import cells
from automation.sheets.column import LOOK, Column, Sheet
from automation.terms import trace as words

C = Column

NUMBERS = Sheet(
    words.NUMBERS,
    ("order",),
    (
        C(words.ORDER, "order", cells.NUMBER, 6),
        C(words.PLACE, "place", width=44),
        C(words.SAID, "said", width=44),
        C(words.VALUE, "value", cells.NUMBER, 10),
        C(words.RULE, "rule", width=34),
        C(words.COUNT, "count", cells.NUMBER, 8),
        C(words.FIRST, "first", width=40),
    ),
    LOOK,
)
SOURCES = Sheet(
    words.SOURCES,
    ("order",),
    (
        C(words.ORDER, "order", cells.NUMBER, 6),
        C(words.PLACE, "place", width=44),
        C(words.ORIGIN, "origin", width=40),
        C(words.NAME, "name", width=18),
        C(words.SECTION, "section", width=14),
        C(words.VALUE, "value", width=14),
        C(words.ON, "on", width=12),
        C(words.HANDED, "handed", width=50),
    ),
    LOOK,
)
