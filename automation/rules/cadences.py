"""Reads the rhythm of recurring work (周期) into the days of one year."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from automation.terms import deadlines as words

YEAR_MONTHS = range(1, 13)
QUARTER_ENDS = (3, 6, 9, 12)
QUARTER_STARTS = (1, 4, 7, 10)


def read_cadence(folded: str, year: int, expand: Callable[[str], str]) -> tuple[date, ...]:
    """The days a rhythm falls on in a year, in order; empty when the text names none.

    ``expand`` writes out the shorthands of a pattern. Work reported in the next month runs from February to January.
    """
    if re.search(words.COUNT_A_YEAR, folded) and not re.search(words.CADENCE_WITHIN, folded):
        return (date(year, 12, 31),)
    match = re.search(words.NEXT_MONTH, folded)
    if match:
        day = int(match["d"])
        return (*_days(year, range(2, 13), day), *_days(year + 1, (1,), day))
    match = re.search(words.QUARTER_NAMED, folded)
    if match:
        named = [int(month) for month in re.findall(r"\d{1,2}", match["months"])]
        return _days(year, (month for month in named if 1 <= month <= 12), 31)
    by_day: tuple[tuple[str, Iterable[int]], ...] = (
        (words.QUARTER_LAST_DAY, QUARTER_ENDS),
        (words.QUARTER_FIRST_DAY, QUARTER_STARTS),
        (words.MONTH_DAY, YEAR_MONTHS),
    )
    for pattern, months in by_day:
        match = re.search(pattern, folded)
        if match:
            return _from_month(folded, year, expand, months, int(match["d"]))
    if re.search(words.HALF_MONTH, folded):
        return tuple(sorted((*_days(year, YEAR_MONTHS, 15), *_days(year, YEAR_MONTHS, 31))))
    match = re.search(words.WEEKDAY, folded)
    if match:
        return _weekly(year, words.WEEKDAYS[match["w"]])
    if re.search(words.WEEKLY, folded):
        return _weekly(year, 6)
    if re.search(words.HALF_YEARLY, folded):
        return _days(year, (6, 12), 31)
    if re.search(words.MONTHLY, folded):
        return _from_month(folded, year, expand, YEAR_MONTHS, 31)
    if re.search(words.QUARTERLY, folded):
        return _days(year, QUARTER_ENDS, 31)
    if re.search(words.YEARLY, folded):
        return (date(year, 12, 31),)
    return _every_day(year) if re.search(words.DAILY, folded) else ()


def _days(year: int, months: Iterable[int], day: int) -> tuple[date, ...]:
    """That day of each month, or the month's last where it is shorter."""
    return tuple(date(year, month, max(1, min(day, monthrange(year, month)[1]))) for month in months)


def _from_month(
    folded: str, year: int, expand: Callable[[str], str], months: Iterable[int], day: int
) -> tuple[date, ...]:
    """As ``_days``, from the month on that the text names (从3月起), in the year it names."""
    start = re.search(expand(words.FROM_MONTH), folded)
    first = int(start["m"]) if start else 1
    named = int(start["y"]) if start and start["y"] else year
    return _days(named, (month for month in months if month >= first), day)


def _weekly(year: int, weekday: int) -> tuple[date, ...]:
    first = date(year, 1, 1)
    first += timedelta(days=(weekday - first.weekday()) % 7)
    weeks = (first + timedelta(weeks=week) for week in range(53))
    return tuple(day for day in weeks if day.year == year)


def _every_day(year: int) -> tuple[date, ...]:
    first = date(year, 1, 1)
    return tuple(first + timedelta(days=day) for day in range((date(year, 12, 31) - first).days + 1))
