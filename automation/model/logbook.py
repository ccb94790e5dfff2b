"""What the office keeps in 登记簿: applications (依申请公开), published items (主动公开), reviews and suits (复议诉讼).

The records have no field for what an application says or who made it: what was never read cannot get out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from automation.model.annual import Figure
from automation.model.origin import NOWHERE, Origin


@dataclass(frozen=True, slots=True)
class Request:
    """One application (依申请公开登记), its row checked: what could not be used is None or empty.

    ``kind`` is a column of 表三, ``result`` a row of it in the form of the year it was answered in. What was answered
    without a usable result is not late, but not closed either. ``deducted`` are work days that do not count (扣除天数).
    """

    number: str
    received_on: date
    kind: str
    asked_on: date | None = None  # 补正告知
    corrected_on: date | None = None  # 补正收到
    deducted: int = 0
    typed_due: date | None = None  # 应答日期 as typed
    extended_to: date | None = None
    answered_on: date | None = None
    result: str = ""
    origin: Origin = field(default=NOWHERE, compare=False)

    @property
    def closed_on(self) -> date | None:
        """The day it was closed with a result of 表三."""
        return self.answered_on if self.result else None


@dataclass(frozen=True, slots=True)
class Publication:
    """One row of 主动公开登记: a published item, or ``count`` of a kind published together."""

    number: str
    published_on: date
    kind: str
    section: str = ""
    issued_on: date | None = None  # 制发日期 of a document, where it is another day
    repealed_on: date | None = None  # 废止日期
    count: int = 1
    amount: Figure = 0  # 金额, in 万元
    origin: Origin = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Case:
    """One review or suit (复议诉讼登记): ``kind`` is a row of 表四, ``result`` a column; not closed without one."""

    number: str
    kind: str
    received_on: date
    closed_on: date | None = None
    result: str = ""
    origin: Origin = field(default=NOWHERE, compare=False)


Entry = Request | Publication | Case


@dataclass(frozen=True, slots=True)
class Registers:
    """The three registers as far as their rows can be counted; one in which nothing stands is not kept."""

    requests: tuple[Request, ...] = ()
    publications: tuple[Publication, ...] = ()
    cases: tuple[Case, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """A number counted from registers (计数) and the rows behind it: where each stands, and its 登记号."""

    value: Figure
    rows: tuple[tuple[Origin, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RegisterCounts:
    """What a year's registers say: ``cells`` by cell key of the form, ``named`` by the name a text quotes it under."""

    cells: Mapping[str, Counted] = field(default_factory=dict)
    named: Mapping[str, Counted] = field(default_factory=dict)


class Stage(StrEnum):
    """Where an application stands on a day."""

    ANSWERED = "answered"
    WAITING = "waiting"  # 待补正: asked to be corrected, the correction has not come
    LATE = "late"
    SOON = "soon"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Clock:
    """The limits of one application (期限), without its extension; while a correction is awaited nothing runs.

    ``due`` is 应答日期, ``longest`` the last day an extension may reach, ``ask_by`` the last day of 补正告知 (None:
    the older law named none).
    """

    due: date | None
    longest: date | None
    ask_by: date | None
