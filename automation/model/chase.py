"""One chasing of one late item (催办), as 催办登记 keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Chase:
    """What was asked of a section for one overdue duty or period on one day.

    ``level`` is 消息, 催办单 or 通报点名; ``due`` the 现截止日期 it was late against, so that an extension begins a new
    climb; ``paper`` the file the program made, blank for what the office did by hand (a telephone call).
    """

    on: date
    level: str
    number: str
    section: str
    period: str = ""
    code: str = ""
    item: str = ""
    due: date | None = None
    days_late: int | float | None = None
    reply_by: date | None = None
    reply: str = ""
    replied_on: date | None = None
    paper: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """What tells one row of 催办登记 from another, in the order of its sheet's key."""
        return (self.on.isoformat(), self.level, self.number, self.section, self.period)

    @property
    def what(self) -> tuple[str, str, str]:
        """The item chased: 编号, 科室, 报告期."""
        return (self.number, self.section, self.period)
