"""The sheets of the scores (考核): rules and marks in the master, and the workbook that traces each point."""

from __future__ import annotations

from automation import cells
from automation.sheets.column import KEEP, LOOK, Column, Sheet
from automation.terms import score_trace as trace
from automation.terms import scoring as words

C = Column

SCORE_RULES = Sheet(
    words.RULES,
    ("number", "item"),  # a number used twice is told with both rows, none of them lost
    (
        C(words.NUMBER, "number", width=10, office=True),
        C(words.ITEM, "item", width=18, office=True),
        C(words.GROUP, "group", width=12, office=True, choices=words.GROUP_CHOICES),
        C(words.KIND, "kind", width=10, office=True, choices=words.KINDS),
        C(words.VALUE, "value", cells.NUMBER, 8, office=True),
        C(words.CAP, "cap", cells.NUMBER, 8, office=True),
        C(words.FACT, "fact", width=14, office=True, choices=words.FACTS),
        C(words.UNIT, "unit", width=10, office=True, choices=words.UNITS),
        C(words.NOTE, "note", width=60, office=True),
    ),
    KEEP,
)
MARKS = Sheet(
    words.MARKS,
    ("on", "party", "rule", "reason"),
    (
        C(words.ON, "on", cells.DATE, 12, office=True),
        C(words.PARTY, "party", width=18, office=True),
        C(words.NUMBER, "rule", width=10, office=True),
        C(words.AMOUNT, "amount", cells.NUMBER, 12, office=True),
        C(words.REASON, "reason", width=50, office=True),
        C(words.EVIDENCE, "evidence", width=30, office=True),
    ),
    KEEP,
)

TOTALS = Sheet(
    trace.TOTALS,
    ("order",),
    (
        C(trace.ORDER, "order", cells.NUMBER, 6),
        C(trace.GROUP, "group", width=12),
        C(trace.PARTY, "party", width=20),
        C(trace.BASE, "base", cells.NUMBER, 14),
        C(trace.TOTAL, "total", cells.NUMBER, 10),
        C(trace.BAND, "band", width=10),
        C(trace.COUNT, "count", cells.NUMBER, 8),
        C(trace.REMARK, "remark", width=24),
    ),
    LOOK,
)
POINTS = Sheet(
    trace.POINTS,
    ("order",),
    (
        C(trace.ORDER, "order", cells.NUMBER, 6),
        C(trace.PARTY, "party", width=20),
        C(words.NUMBER, "rule", width=10),
        C(words.ITEM, "item", width=18),
        C(words.KIND, "kind", width=10),
        C(words.FACT, "fact", width=14),
        C(trace.STANDARD, "standard", width=24),
        C(trace.SAID, "said", width=24),
        C(trace.AMOUNT, "amount", cells.NUMBER, 10),
        C(trace.COUNT, "count", cells.NUMBER, 8),
    ),
    LOOK,
)
CAUSES = Sheet(
    trace.CAUSES,
    ("order",),
    (
        C(trace.ORDER, "order", cells.NUMBER, 8),
        C(trace.PARTY, "party", width=20),
        C(words.NUMBER, "rule", width=10),
        C(words.ITEM, "item", width=18),
        C(trace.ORIGIN, "origin", width=34),
        C(trace.TASK, "number", width=14),
        C(trace.SECTION, "section", width=16),
        C(trace.PERIOD, "period", width=14),
        C(trace.STATE, "said", width=36),
        C(trace.GOOD, "good", width=10),
    ),
    LOOK,
)
