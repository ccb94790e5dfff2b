"""Counts work days (工作日): the State Council's holidays as published, then the office's own 放假安排 over them.

``chinesecalendar`` knows the years whose arrangement has been published. Of later years only Monday to Friday can be
said, so every answer tells whether it was known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

import chinese_calendar

from automation.model.ledger import Holiday
from automation.terms import deadlines as words
from automation.terms import sheets as names
from automation.terms import supervision

FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days the office itself has arranged: day → whether it works. Hashable, so that readings can be kept."""

    own: frozenset[tuple[date, bool]] = frozenset()

    @classmethod
    def of(cls, holidays: Iterable[Holiday]) -> Calendar:
        """The calendar of a sheet 放假安排; of two rows for one day the later one counts."""
        days: dict[date, bool] = {}
        for row in holidays:
            for day in row.days():
                days[day] = row.kind == names.DAY_ON
        return cls(frozenset(days.items()))

    def works(self, day: date) -> bool:
        """Whether the office works on that day."""
        for works in (True, False):
            if (day, works) in self.own:
                return works
        return _works(day)

    def knows(self, year: int) -> bool:
        """Whether the arrangement of a year is known: published, or typed in by the office."""
        return _published(year) or any(day.year == year for day, _ in self.own)

    def work_days(self, first: date) -> Iterator[date]:
        """The work days from a day on, that day included."""
        day = first
        while True:
            if self.works(day):
                yield day
            day += timedelta(days=1)

    def before(self, start: date, count: int) -> date:
        """The ``count``-th work day before a day; the day itself does not count."""
        day = start
        while count > 0:
            day -= timedelta(days=1)
            count -= self.works(day)
        return day

    def off_rest(self, day: date, way: str) -> date:
        """A day that is due, moved off a rest day as the office has set it (休息日到期): not at all, on, or back."""
        if way == supervision.REST_STAYS or self.works(day):
            return day
        return self.after(day, 1) if way == supervision.REST_LATER else self.before(day, 1)

    def after(self, start: date, count: int) -> date:
        """The ``count``-th work day after a day; the day itself does not count."""
        days = self.work_days(start + timedelta(days=1))
        for _ in range(count - 1):
            next(days)
        return next(days) if count > 0 else start


def add_limit(start: date, limit: str, calendar: Calendar) -> date | None:
    """The last moment of a limit (3个工作日, 5小时) that runs from ``start``, or up to it (前3日); None for no limit.

    The first day does not count; months end on the same day or on the month's last. Hours are exact from a
    ``datetime``; from a day alone they end with the last day they may reach, since nobody knows when they began.
    """
    match = re.fullmatch(words.LIMIT, limit)
    if match is None:
        return None
    amount, unit = int(match["n"]), match["unit"]
    ahead = -1 if match["before"] else 1
    day = start.date() if isinstance(start, datetime) else start
    if unit in words.CLOCK_UNITS:
        span = ahead * timedelta(minutes=amount * words.CLOCK_UNITS[unit])
        return start + span if isinstance(start, datetime) else day + timedelta(days=-(-span // timedelta(days=1)))
    if unit == words.WORK_DAY:
        return calendar.before(day, amount) if match["before"] else calendar.after(day, amount)
    if unit in words.MONTH_UNITS:
        return _add_months(day, ahead * amount * words.MONTH_UNITS[unit])
    return day + timedelta(days=ahead * amount * words.DAY_UNITS[unit])


def is_hourly(limit: str) -> bool:
    """Whether a limit runs by the clock, so that the day alone does not say when it ends."""
    match = re.fullmatch(words.LIMIT, limit)
    return match is not None and match["unit"] in words.CLOCK_UNITS


def _add_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (following - timedelta(days=1)).day))


@lru_cache(maxsize=8192)  # twenty years: each day of a register's limits is asked for many times
def _works(day: date) -> bool:
    if _published(day.year):
        return bool(chinese_calendar.is_workday(day))
    return day.weekday() <= FRIDAY


def _published(year: int) -> bool:
    return bool(date(year, 1, 1) >= _FIRST and date(year, 12, 31) <= _LAST)


_FIRST = min(chinese_calendar.holidays).replace(month=1, day=1)
_LAST = max(chinese_calendar.holidays).replace(month=12, day=31)
