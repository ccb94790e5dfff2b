"""The register of chasing (催办登记): which item was chased when and how, and what was answered."""

from __future__ import annotations

from automation import cells
from automation.sheets.column import Column, Sheet
from automation.terms import chasing as words
from automation.terms import sheets as names

C = Column

CHASES = Sheet(
    words.SHEET,
    ("on", "level", "number", "section", "period"),
    (
        C(words.ON, "on", cells.DATE, 12, office=True),
        C(words.LEVEL, "level", width=10, office=True, choices=words.LEVELS),
        C(words.CODE, "code", width=16, office=True),
        C(names.SECTION, "section", width=13, office=True),
        C(names.NUMBER, "number", width=13, office=True),
        C(words.ITEM, "item", width=36, office=True),
        C(names.PERIOD, "period", width=12, office=True),
        C(names.PRESENT_DUE, "due", cells.DATE, 12, office=True),
        C(names.DAYS_LATE, "days_late", cells.NUMBER, 9, office=True),
        C(words.REPLY_BY, "reply_by", cells.DATE, 13, office=True),
        C(words.REPLY, "reply", width=36, office=True),
        C(words.REPLIED_ON, "replied_on", cells.DATE, 12, office=True),
        C(words.PAPER, "paper", width=20, office=True),
    ),
)
