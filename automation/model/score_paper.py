"""The two papers of the scores (考核评分表、自评表) as values: texts only, every number computed by the rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class CauseRow:
    """What one rule gave one party, and why (得分依据)."""

    party: str
    item: str
    standard: str
    amount: str
    said: str


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """The scores of one 考核对象: a row a party, a column a rule; then what was lost, won or marked."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    causes_title: str
    causes: tuple[CauseRow, ...]


@dataclass(frozen=True, slots=True)
class ScorePaper:
    """The scores of sections and units below (考核评分表)."""

    organ: str
    year: int
    state: str  # 截至2018年11月26日, or the year when it is over
    summary: tuple[str, ...]
    methods: tuple[str, ...]
    tables: tuple[ScoreTable, ...]


@dataclass(frozen=True, slots=True)
class SelfPaper:
    """The office's score of itself for the organ above (自评表)."""

    organ: str
    year: int
    state: str
    summary: tuple[str, ...]
    rows: tuple[CauseRow, ...]
    total: str
    band: str
    note: str
    signed_on: date | None = None  # 成文日期; the day of the run is none
