"""The plan (分工方案): tasks, who answers for them, and until when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from automation.model.origin import NOWHERE, Origin


@dataclass(frozen=True, slots=True)
class Units:
    """Who answers for a task (责任单位), as understood from one text.

    ``each`` holds those of ``leads`` and ``supports`` who answer separately for their own part (分别负责);
    ``open_groups`` only the words a person must resolve, such as 相关科室.
    """

    text: str
    leads: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    all_hands: bool = False
    open_groups: tuple[str, ...] = ()
    each: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline (完成时限) as understood from one text.

    ``occurrences`` are the days of recurring work in order and ``reports``, as many, the last day of the period each of
    them reports on; ``soft`` is the word that softens it (原则上, 力争).
    """

    text: str
    kind: str
    due: date | None = None
    occurrences: tuple[date, ...] = ()
    event: str = ""
    offset: str = ""
    question: str = ""
    soft: str = ""
    reports: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Clock:
    """A limit a task's own sentence sets after a happening (触发时限): 政策公开后3个工作日内发布解读.

    ``limit`` is an amount with its unit (3个工作日, 5小时), ``text`` the limit with what must be done within it.
    """

    text: str
    event: str
    limit: str


@dataclass(frozen=True, slots=True)
class Target:
    """A countable target a task's own sentence sets (目标): 每年不少于3次.

    ``amount`` is in ``unit`` (percents as a fraction), ``per`` the span it is wanted in, empty for once; ``at_most``
    tells a ceiling from a floor.
    """

    text: str
    amount: int | float
    unit: str
    per: str = ""
    at_most: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """One row of the plan (任务); ``leads`` and ``supports`` are the section names the office has settled.

    ``given`` is the 编号 a plan document itself prints, as one made out of this ledger does.
    """

    number: str
    order: int
    area: str
    topic: str
    requirement: str
    units: str
    deadline: str
    leads: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    given: str = ""
    origin: Origin = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the office (科室); ``counts`` tells whether it is one of 各科室."""

    name: str
    aliases: tuple[str, ...] = ()
    category: str = ""
    counts: bool = True
    since: date | None = None
    until: date | None = None
    merged_into: str = ""
    contact: str = ""

    def stands(self, day: date) -> bool:
        """Whether the section exists on that day (自 … 至)."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)
