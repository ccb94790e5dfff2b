"""Reads a deadline text (完成时限) into a day, a rhythm or an event.

A small grammar: the text is folded, Chinese numerals become digits, then the first production that fits decides.
Days are inclusive. A text with two readings keeps the earlier day and asks a question; a text nobody can read asks too.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from automation.cells import fold
from automation.model.plan import Deadline
from automation.terms import deadlines as words
from automation.terms import sheets as names

Reading = Deadline | None


def resolve_deadline(text: str, year: int) -> Deadline:
    """What a deadline text means in a plan year; kinds are those of the interface, ``vague``/``none`` have no day."""
    said = text.strip()
    folded = _digits(fold(said)).rstrip(words.CLOSING)
    if not folded:
        return Deadline(said, "none")
    for production in _GRAMMAR:
        reading = production(said, folded, year)
        if reading is not None:
            return reading
    return Deadline(said, "vague", question=names.ASK_DEADLINE)


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def _digits(text: str) -> str:
    """Chinese numerals before a unit as digits: 三季度 → 3季度, 二十五日 → 25日."""
    return re.sub(words.CHINESE_NUMBER + words.COUNTED, lambda match: str(_chinese(match[0])), text)


def _chinese(numeral: str) -> int:
    values = words.DIGITS
    tens, mark, ones = numeral.rpartition(words.TEN)
    if not mark:
        return int("".join(str(values[digit]) for digit in numeral))
    return (values.get(tens, 1) if tens else 1) * 10 + (values.get(ones, 0) if ones else 0)


def _year(match: re.Match[str], year: int) -> int:
    named = match.groupdict().get("y")
    return int(named) if named else year


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _whole_year(said: str, folded: str, year: int) -> Reading:
    if re.search(words.WHOLE_YEAR, folded):
        return Deadline(said, "whole_year", date(year, 12, 31))
    return None


def _recurring(said: str, folded: str, year: int) -> Reading:
    match = re.search(words.EVERY_MONTH_DAY, folded)
    if match:
        day = int(match["d"])
        days = tuple(date(year, month, min(day, monthrange(year, month)[1])) for month in range(1, 13))
        return Deadline(said, "recurring", days[-1], days)
    for cadence, pattern in words.CADENCES:
        if re.search(pattern, folded):
            days = _occurrences(cadence, year)
            return Deadline(said, "recurring", days[-1], days)
    return None


def _occurrences(cadence: str, year: int) -> tuple[date, ...]:
    if cadence == "week":
        first = date(year, 1, 1)
        sunday = first + timedelta(days=6 - first.weekday())
        weeks = (sunday + timedelta(weeks=week) for week in range(53))
        return tuple(day for day in weeks if day.year == year)
    months = {"month": range(1, 13), "quarter": (3, 6, 9, 12), "half": (6, 12), "year": (12,)}[cadence]
    return tuple(month_end(year, month) for month in months)


def _event(said: str, folded: str, year: int) -> Reading:
    del year
    match = re.search(words.EVENT_AFTER, folded)
    if match and re.search(words.EVENT_WORDS, match["event"]):
        return Deadline(said, "event", event=match["event"], offset=match["offset"] or "")
    match = re.search(words.OFFSET_ONLY, folded)
    if match:
        return Deadline(said, "event", event="", offset=match["offset"])
    return None


def _fixed(said: str, folded: str, year: int) -> Reading:
    found = list(re.finditer(words.FIXED_DATE, folded))
    days = [day for match in found if (day := _day(_year(match, year), int(match["m"]), int(match["d"])))]
    if not days:
        return None
    if len(days) > 1:
        return Deadline(said, "multi", max(days), tuple(sorted(days)))
    return Deadline(said, "fixed_date", days[0])


def _ten_day(said: str, folded: str, year: int) -> Reading:
    match = re.search(words.TEN_DAY, folded)
    if not match:
        return None
    named, month = _year(match, year), int(match["m"])
    if not 1 <= month <= 12:
        return None
    last = min(words.TEN_DAY_ENDS[match["part"]], monthrange(named, month)[1])
    return Deadline(said, "ten_day", date(named, month, last))


def _month(said: str, folded: str, year: int) -> Reading:
    match = re.search(words.MONTH_END, folded)
    if match and 1 <= int(match["m"]) <= 12:
        return Deadline(said, "month_end", month_end(_year(match, year), int(match["m"])))
    match = re.search(words.MONTH_BEFORE, folded)
    if match and 1 <= int(match["m"]) <= 12:
        late = month_end(_year(match, year), int(match["m"]))
        early = late.replace(day=1) - timedelta(days=1)
        ask = words.ASK_BEFORE_MONTH.format(text=said, early=early.isoformat(), late=late.isoformat())
        return Deadline(said, "month_end", early, question=ask)
    return None


def _quarter(said: str, folded: str, year: int) -> Reading:
    match = re.search(words.QUARTER, folded)
    return Deadline(said, "quarter", month_end(_year(match, year), 3 * int(match["q"]))) if match else None


def _half(said: str, folded: str, year: int) -> Reading:
    match = re.search(words.HALF, folded)
    return Deadline(said, "half_year", month_end(_year(match, year), words.HALF_ENDS[match["h"]])) if match else None


def _year_end(said: str, folded: str, year: int) -> Reading:
    match = re.search(words.YEAR_END, folded) or re.search(words.YEAR_BARE, folded)
    return Deadline(said, "year_end", date(_year(match, year), 12, 31)) if match else None


def _loose(said: str, folded: str, year: int) -> Reading:
    del year
    for kind, pattern in (("rolling", words.ROLLING), ("immediate", words.IMMEDIATE), ("vague", words.VAGUE)):
        if re.search(pattern, folded):
            return Deadline(said, kind)
    return None


_GRAMMAR: tuple[Callable[[str, str, int], Reading], ...] = (
    _whole_year,
    _fixed,
    _recurring,
    _event,
    _ten_day,
    _month,
    _quarter,
    _half,
    _year_end,
    _loose,
)
