"""Reads the rhythm of recurring work (周期) into the days of one year, each with the period it reports on.

The day a report is due and the period it is about are two things: December's monthly report is due in January. A rhythm
covers the periods of the plan year, so what reports on the month or quarter before runs into the next year.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from automation.rules.workdays import Calendar, add_limit
from automation.terms import deadlines as words

Rhythm = tuple[tuple[date, date], ...]  # (day due, last day of the period reported), in order


@dataclass(frozen=True, slots=True)
class _Text:
    """A folded text with what it is read against; ``expand`` writes out the shorthands of a pattern."""

    folded: str
    year: int
    calendar: Calendar
    expand: Callable[[str], str]

    def find(self, pattern: str) -> re.Match[str] | None:
        return re.search(self.expand(pattern), self.folded)

    def ends(self, size: int) -> list[date]:
        """The last days of the year's periods of ``size`` months, from the one the text names on (从3月起)."""
        start = self.find(words.FROM_MONTH)
        first = int(start["m"]) if start else 1
        year = int(start["y"]) if start and start["y"] else self.year
        return [_end(year, month) for month in range(size, 13, size) if month >= first]

    @property
    def of_the_period_before(self) -> bool:
        """Whether the text reports on the month or quarter before (报送上月情况)."""
        return self.find(words.PERIOD_BEFORE) is not None


def read_cadence(folded: str, year: int, calendar: Calendar, expand: Callable[[str], str]) -> Rhythm:
    """The days a rhythm falls on and the periods they report on; empty when the text names none."""
    text = _Text(folded, year, calendar, expand)
    if text.find(words.COUNT_A_YEAR) and not text.find(words.CADENCE_WITHIN):
        return _same([date(year, 12, 31)])
    for reading in (_after_period, _in_next_period, _named_quarters, _every_few, _on_work_day, _on_day, _plain):
        rhythm = tuple(reading(text))
        if rhythm:
            return rhythm
    return ()


def _after_period(text: _Text) -> Iterator[tuple[date, date]]:
    """每季度结束后10日内, 每月后5个工作日内: the limit runs from each period's end."""
    match = text.find(words.PERIOD_ENDED)
    if match:
        for end in text.ends(words.SPAN_MONTHS[match["span"]]):
            due = add_limit(end, f"{match['n']}{match['unit']}", text.calendar)
            if due:
                yield due, end


def _in_next_period(text: _Text) -> Iterator[tuple[date, date]]:
    """次月5日前, 每季度次月10日前, 每季度第1个月20日前: a day of the month after the period's end."""
    first_month = text.find(words.QUARTER_FIRST_DAY)
    quarterly = first_month or text.find(words.QUARTER_NEXT_MONTH)
    monthly = text.find(words.NEXT_MONTH)
    before = text.find(words.MONTH_DAY) if text.of_the_period_before else None
    match = quarterly or monthly or before
    if match:
        for end in text.ends(3 if quarterly else 1):
            yield _in_month(end + timedelta(days=1), int(match["d"])), end


def _named_quarters(text: _Text) -> Iterator[tuple[date, date]]:
    """每季度末（6月、9月和12月底)."""
    match = text.find(words.QUARTER_NAMED)
    months = re.findall(r"\d{1,2}", match["months"]) if match else []
    return iter(_same([_end(text.year, int(month)) for month in months if 1 <= int(month) <= 12]))


def _on_work_day(text: _Text) -> Iterator[tuple[date, date]]:
    """每月前5个工作日, 每月最后1个工作日, 每季度首月第10个工作日."""
    last = text.find(words.LAST_WORK_DAY)
    if last:
        for end in text.ends(words.SPAN_MONTHS[last["span"]]):
            day = end
            while not text.calendar.works(day):
                day -= timedelta(days=1)
            yield day, end
    match = text.find(words.NTH_WORK_DAY)
    if match:
        size = words.SPAN_MONTHS[match["span"]]
        for end in text.ends(size):
            start = end + timedelta(days=1) if text.of_the_period_before else _month_start(end, size)
            yield text.calendar.after(start - timedelta(days=1), int(match["n"])), end


def _on_day(text: _Text) -> Iterator[tuple[date, date]]:
    """每季度末月25日前, 每月20日前, 每周五."""
    last_month = text.find(words.QUARTER_LAST_DAY)
    monthly = text.find(words.MONTH_DAY)
    weekday = text.find(words.WEEKDAY)
    several = text.find(words.MONTH_DAYS)
    if several:
        listed = [int(day) for day in re.findall(r"\d{1,2}", several["days"])]
        yield from _same(sorted({_in_month(end, day) for end in text.ends(1) for day in listed}))
    elif last_month:
        yield from ((_in_month(end, int(last_month["d"])), end) for end in text.ends(3))
    elif monthly:
        yield from ((_in_month(end, int(monthly["d"])), end) for end in text.ends(1))
    elif text.find(words.HALF_MONTH):
        yield from _same(sorted((*(_in_month(end, 15) for end in text.ends(1)), *text.ends(1))))
    elif weekday:
        yield from _same(_weekly(text.year, words.WEEKDAYS[weekday["w"]]))


def _every_few(text: _Text) -> Iterator[tuple[date, date]]:
    """每2个月, 双月25日前, 每两周: every so many months or weeks."""
    months = text.find(words.EVERY_MONTHS)
    if months:
        day = text.find(words.ANY_DAY)
        for end in text.ends(int(months["n"] or 2)):
            yield (_in_month(end, int(day["d"])) if day else end), end
    elif text.find(words.EVERY_TWO_WEEKS):
        yield from _same(_weekly(text.year, 6)[1::2])


def _plain(text: _Text) -> Iterator[tuple[date, date]]:
    """每周, 每半年, 每月, 每季度, 每年, 每日: the last day of each period."""
    if text.find(words.WEEKLY):
        yield from _same(_weekly(text.year, 6))
    elif text.find(words.DAILY):
        yield from _same(_every_day(text.year))
    else:
        for pattern, size in ((words.HALF_YEARLY, 6), (words.MONTHLY, 1), (words.QUARTERLY, 3), (words.YEARLY, 12)):
            if text.find(pattern):
                yield from _same(text.ends(size))
                return


def _same(days: Iterable[date]) -> Rhythm:
    """Days that report on the period they end."""
    return tuple((day, day) for day in days)


def _end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _month_start(end: date, size: int) -> date:
    """The first day of the period of ``size`` months that ends on a day."""
    return date(end.year, end.month - size + 1, 1)


def _in_month(month: date, day: int) -> date:
    """That day of a month, or the month's last where it is shorter."""
    return month.replace(day=max(1, min(day, monthrange(month.year, month.month)[1])))


def _weekly(year: int, weekday: int) -> tuple[date, ...]:
    first = date(year, 1, 1)
    first += timedelta(days=(weekday - first.weekday()) % 7)
    weeks = (first + timedelta(weeks=week) for week in range(53))
    return tuple(day for day in weeks if day.year == year)


def _every_day(year: int) -> tuple[date, ...]:
    first = date(year, 1, 1)
    return tuple(first + timedelta(days=day) for day in range((date(year, 12, 31) - first).days + 1))
