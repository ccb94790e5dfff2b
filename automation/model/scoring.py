"""Scores (考核评分): the office's rules and marks as typed, and what they come to, each point with its causes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from automation.model.origin import NOWHERE, Origin
from automation.model.rows import Key

Number = int | float
Places = Mapping[tuple[str, Key], Origin]
"""Where the rows of the master stand: sheet and key → place."""


@dataclass(frozen=True, slots=True)
class RuleTyped:
    """One row of 考核规则, as the office has it."""

    number: str
    group: str
    item: str
    kind: str
    value: Number | None = None
    cap: Number | None = None
    fact: str = ""
    unit: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """One row of 考核评分: what the office says of a party on a day, by a rule; ``amount`` is a mark or a count."""

    on: date | None
    party: str
    rule: str
    amount: Number | None = None
    reason: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class ScoreRule:
    """A rule as understood (考核规则); ``percent`` makes ``value`` and ``cap`` percents of the year's total."""

    number: str
    groups: tuple[str, ...]
    item: str
    kind: str
    value: Decimal
    cap: Decimal | None
    fact: str
    percent: bool
    key: Key = ()


@dataclass(frozen=True, slots=True)
class Band:
    """A band (等次): totals from ``low`` on, below ``high``; without one there is no upper end."""

    name: str
    low: Decimal
    high: Decimal | None
    typed_high: bool = False


@dataclass(frozen=True, slots=True)
class Cause:
    """A row of the master behind a point (得分依据): which, whose, and what it says; ``good`` where it earns.

    ``section`` is whose row it is, which for a section merged in mid-year is not the one that is scored.
    """

    sheet: str
    key: Key
    number: str
    section: str
    period: str
    said: str
    good: bool
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Point:
    """What one rule gives one party (得分): ``said`` is the count in short, 18/20 or 3项."""

    rule: ScoreRule
    amount: Decimal
    said: str
    causes: tuple[Cause, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """One party with its points; ``base`` is what percents are taken of, ``total`` the sum of what is printed."""

    party: str
    group: str
    points: tuple[Point, ...]
    base: Decimal
    total: Decimal
    band: str
    remark: str = ""
