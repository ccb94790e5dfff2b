"""Reads the rhythm of recurring work (周期) into the days of one year, each with the period it reports on.

The day a report is due and the period it is about are two things: December's monthly report is due in January. A rhythm
covers the periods of the plan year, so what reports on the month or quarter before runs into the next year.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from automation.rules.points import Point, expand, find_points, gather
from automation.rules.workdays import Calendar, add_limit
from automation.terms import deadlines as words

Rhythm = tuple[tuple[date, date], ...]  # (day due, last day of the period reported), in order


@dataclass(frozen=True, slots=True)
class Window:
    """The days a rhythm runs between (从3月起, 至6月底, 3—11月), and the points of the text that say so."""

    first: date
    last: date
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class _Text:
    """A spelt-out text with what it is read against."""

    folded: str
    year: int
    calendar: Calendar

    def find(self, pattern: str) -> re.Match[str] | None:
        return expand(pattern).search(self.folded)

    def ends(self, size: int) -> list[date]:
        """The last days of the year's periods of ``size`` months."""
        return [_end(self.year, month) for month in range(size, 13, size)]

    @property
    def of_the_period_before(self) -> bool:
        """Whether the text reports on the month or quarter before (报送上月情况)."""
        return self.find(words.PERIOD_BEFORE) is not None


def read_cadence(folded: str, year: int, calendar: Calendar) -> Rhythm:
    """The days a rhythm falls on and the periods they report on; empty when the text names none."""
    window = window_of(folded, year)
    text = _Text(folded, window.first.year, calendar)
    if text.find(words.COUNT_A_YEAR) and not text.find(words.CADENCE_WITHIN):
        return _same([date(year, 12, 31)])
    for reading in (_after_period, _in_next_period, _named_quarters, _every_few, _on_work_day, _on_day, _plain):
        rhythm = tuple((due, end) for due, end in reading(text) if window.first <= end <= window.last)
        if rhythm:
            return rhythm
    return ()


@lru_cache(maxsize=4096)
def window_of(folded: str, year: int) -> Window:
    """The window of a rhythm: the plan year, cut where the text says from when or until when.

    A start after the plan year moves the window there; one before it leaves the plan year whole.
    """
    own = [point for point in find_points(folded, year) if point.begins and point.first]
    first = max((point.first for point in own if point.first), default=date(year, 1, 1))
    until: list[Point] = []
    begins = expand(words.RHYTHM_BEGINS)
    for item in gather(folded, year):
        if not item.due or item.kind in ("year", "years"):
            continue
        if item.kind == "range":
            first = max(first, item.first or first)
            until.append(item)
        elif (item.marked and begins.match(folded, item.end)) or re.search(words.UNTIL, folded[: item.start][-2:]):
            until.append(item)
    first = max(first, date(year, 1, 1))
    last = min((item.due for item in until if item.due and item.due >= first), default=date(first.year, 12, 31))
    return Window(first, min(last, date(first.year, 12, 31)), (*own, *until))


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
    """每季度末月25日前, 每月20日前, 每月中旬, 每周五."""
    several, part, weekday = text.find(words.MONTH_DAYS), text.find(words.MONTH_PART), text.find(words.WEEKDAY)
    last_month, middle = text.find(words.QUARTER_LAST_DAY), text.find(words.QUARTER_MIDDLE_DAY)
    monthly = text.find(words.MONTH_DAY)
    if several:
        listed = [int(day) if day.isdigit() else 31 for day in re.findall(words.LISTED_MONTH_DAY, several["days"])]
        yield from _same(_in_each_month(text, *listed))
    elif last_month:
        yield from ((_in_month(end, int(last_month["d"])), end) for end in text.ends(3))
    elif middle:
        yield from ((_in_month(_end(end.year, end.month - 1), int(middle["d"])), end) for end in text.ends(3))
    elif monthly:
        yield from ((_in_month(end, int(monthly["d"])), end) for end in text.ends(1))
    elif text.find(words.HALF_MONTH):
        yield from _same(_in_each_month(text, 15, 31))
    elif text.find(words.TEN_DAYS):
        yield from _same(_in_each_month(text, *words.TEN_DAY_ENDS.values()))
    elif part:
        named = part["part"] or (words.EARLY if part["early"] else words.MIDDLE)
        yield from ((_in_month(end, words.TEN_DAY_ENDS[named]), end) for end in text.ends(1))
    elif weekday:
        listed = [words.WEEKDAYS[day] for day in re.findall(words.LISTED_WEEKDAY, weekday["w"])]
        yield from _same(sorted({day for one in listed for day in _weekly(text.year, one)}))


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
    elif text.find(words.WORK_DAILY):
        yield from _same(day for day in _every_day(text.year) if text.calendar.works(day))
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


def _in_each_month(text: _Text, *days: int) -> list[date]:
    """Those days of every month of the year, in order."""
    return sorted({_in_month(end, day) for end in text.ends(1) for day in days})


def _weekly(year: int, weekday: int) -> tuple[date, ...]:
    first = date(year, 1, 1)
    first += timedelta(days=(weekday - first.weekday()) % 7)
    weeks = (first + timedelta(weeks=week) for week in range(53))
    return tuple(day for day in weeks if day.year == year)


def _every_day(year: int) -> tuple[date, ...]:
    first = date(year, 1, 1)
    return tuple(first + timedelta(days=day) for day in range((date(year, 12, 31) - first).days + 1))
