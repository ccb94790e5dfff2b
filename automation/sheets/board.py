"""The dashboard and the figures its charts are drawn from (汇总看板、看板数据).

Charts point at fixed blocks of 看板数据: a chart is never written again, so its ranges cannot follow the sections. A
line of a block nothing stands in is hidden, and charts leave hidden lines out.
"""

from __future__ import annotations

from dataclasses import dataclass

from automation import cells
from automation.sheets import column as shared
from automation.sheets.column import LOOK, Column, Sheet
from automation.terms import board as words
from automation.terms import sheets as names
from automation.terms import states

C = Column

BOARD = Sheet(
    names.BOARD,
    ("section",),
    (
        shared.SECTION,
        C(names.DUTY_COUNT, "duties", cells.NUMBER, 7),
        C(names.DONE_COUNT, "done", cells.NUMBER, 7),
        C(names.UNDER_WAY_COUNT, "under_way", cells.NUMBER, 7),
        C(names.NOT_STARTED_COUNT, "not_started", cells.NUMBER, 7),
        C(states.RED, "red", cells.NUMBER, 6, optional=True),
        C(states.YELLOW, "yellow", cells.NUMBER, 6, optional=True),
        C(states.GREEN, "green", cells.NUMBER, 6, optional=True),
        C(names.OVERDUE_COUNT, "overdue", cells.NUMBER, 6),
        C(words.COMING_COUNT, "coming", cells.NUMBER, 8, optional=True),
        C(names.SOON_COUNT, "soon", cells.NUMBER, 6),
        C(names.STALE_COUNT, "stale", cells.NUMBER, 8),
        C(words.CONFLICTS_OPEN, "conflicts", cells.NUMBER, 8, optional=True),
        C(words.QUESTIONS_OPEN, "questions", cells.NUMBER, 8, optional=True),
        C(names.RATE, "rate", width=8),
        C(names.REPORT_STATE, "state", width=9),
        C(names.AS_OF, "as_of", cells.DATE, 11, optional=True),
    ),
    LOOK,
)

FIGURES = Sheet(
    words.FIGURES,
    ("chart", "item"),
    (
        C(words.CHART, "chart", width=36),
        C(words.ITEM, "item", width=24),
        C(names.DONE_COUNT, "done", cells.NUMBER, 10),
        C(names.UNDER_WAY_COUNT, "under_way", cells.NUMBER, 10),
        C(names.NOT_STARTED_COUNT, "not_started", cells.NUMBER, 10),
        C(names.OVERDUE_COUNT, "overdue", cells.NUMBER, 10),
        C(states.RED, "red", cells.NUMBER, 10),
        C(states.YELLOW, "yellow", cells.NUMBER, 10),
        C(states.GREEN, "green", cells.NUMBER, 10),
    ),
)


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of 看板数据 a chart is drawn from (数据块): its first, 0-based, how many, the fields, its title."""

    first: int
    size: int
    fields: tuple[str, ...]
    title: str


SECTION_BLOCK = Block(0, 40, ("done", "under_way", "not_started"), words.SECTIONS_TITLE)
AREA_BLOCK = Block(40, 20, ("red", "yellow", "green"), words.AREAS_TITLE)
WEEK_BLOCK = Block(60, 53, ("done", "overdue"), words.TREND_TITLE)
BLOCKS = (SECTION_BLOCK, AREA_BLOCK, WEEK_BLOCK)
