"""Values the papers of the year's rhythm are filled from (月提醒、通报、一页纸、落实情况), decided by the rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from automation.model.paper import LateRow, Line, NoticePaper


@dataclass(frozen=True, slots=True)
class DueRow:
    """One dated thing of one section with its day in a span of time (应办事项)."""

    number: str
    order: str
    section: str
    item: str
    period: str  # 报告期 or the event's row; empty for a task without
    kind: str  # 任务, 分期 or 事件
    due: date
    word: str
    done: bool


@dataclass(frozen=True, slots=True)
class MonthLine:
    """What one section owes this month, in figures; the last line is the sum of all."""

    section: str
    due: int  # dated tasks and events
    periods: int
    closing: int  # whole-year work that ends this month
    overdue: int
    state: str  # 未报, 待报, empty when handed in


@dataclass(frozen=True, slots=True)
class MonthlyPaper:
    """The month's reminder to the whole office (月提醒)."""

    organ: str
    year: int
    month: int
    as_of: date
    summary: str
    lines: tuple[MonthLine, ...]
    due: tuple[DueRow, ...]
    overdue: tuple[LateRow, ...]
    missing: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SectionLine:
    """How one section stands (各科室情况), as texts of a table; the last line is the sum of all."""

    section: str
    duties: str
    done: str
    rate: str
    overdue: str  # periods and events one by one
    state: str


@dataclass(frozen=True, slots=True)
class BulletinPaper:
    """The quarter's bulletin (通报): a paper with a head, and the table of sections as its 附件."""

    notice: NoticePaper
    lines: tuple[SectionLine, ...]


@dataclass(frozen=True, slots=True)
class OnePage:
    """What a leader reads in a minute (领导一页纸): lights, what changed, what needs a decision."""

    organ: str
    year: int
    as_of: date
    summary: str
    lights: tuple[tuple[str, str, str, str], ...]  # section, red, yellow, green
    late: tuple[LateRow, ...]
    changes: tuple[str, ...]
    decisions: tuple[str, ...]
    more: tuple[str, ...]  # what did not fit, one sentence a list


@dataclass(frozen=True, slots=True)
class SectionReport:
    """A section's own draft of its report (科室落实情况报告)."""

    organ: str
    section: str
    year: int
    as_of: date
    recipient: str
    body: tuple[Line, ...]
