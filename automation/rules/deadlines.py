"""Reads a deadline text (完成时限) into a day, a rhythm or an event.

A small grammar: the text is folded, Chinese numerals become digits, then the first production that fits decides; the
productions stand in the order of how much they must see before a shorter one may. Days are inclusive. A text with two
readings keeps the earlier day and asks a question; a text nobody can read asks too, and is never given a day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from automation.cells import fold
from automation.model.plan import Deadline
from automation.rules.cadences import read_cadence
from automation.rules.workdays import Calendar
from automation.terms import deadlines as words
from automation.terms import sheets as names

Reading = Deadline | None
WEEK = Calendar()  # nothing but what the State Council has published
Match = re.Match[str]


@lru_cache(maxsize=4096)
def resolve_deadline(text: str, year: int, calendar: Calendar | None = None) -> Deadline:
    """What a deadline text means in a plan year; kinds are those of the interface, ``vague``/``none`` have no day.

    ``calendar`` has the office's own 放假安排 for rhythms that count in work days.
    """
    said = text.strip()
    folded = digits(fold(re.sub(words.CIRCLED, words.CUT, said))).rstrip(words.CLOSING)
    folded = re.sub(words.NEXT_YEAR, words.YEAR_NUMBER.format(year=year + 1), folded)
    if not folded.strip(words.CUT):
        return Deadline(said, "none")
    soft = re.search(words.SOFT, folded)
    for production in _GRAMMAR:
        reading = _recurring(folded, year, calendar or WEEK) if production is _recurring else production(folded, year)
        if reading is not None:
            return replace(
                reading, text=said, soft=soft[0] if soft else "", question=reading.question.format(text=said)
            )
    return Deadline(said, "vague", question=names.ASK_DEADLINE)


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def digits(text: str) -> str:
    """Chinese numerals before a unit as digits: 三季度 → 3季度, 二十五日 → 25日, 半年内 → 6个月内."""
    text = re.sub(words.DASHES, "-", text)
    for marked, written in words.MARKED_DAYS:
        text = re.sub(marked, written, text)
    text = re.sub(words.YEAR_NUMERALS, lambda match: "".join(str(words.DIGITS[digit]) for digit in match[0]), text)
    for half, whole in words.HALVES:
        text = re.sub(half, whole, text)
    return re.sub(words.CHINESE_NUMBER, lambda match: str(_chinese(match[0])), text)


def _chinese(numeral: str) -> int:
    tens, mark, ones = numeral.rpartition(words.TEN)
    if not mark:
        return int("".join(str(words.DIGITS[digit]) for digit in numeral))
    return words.DIGITS.get(tens, 1) * 10 + words.DIGITS.get(ones, 0)


def _find(pattern: str, folded: str) -> Match | None:
    return re.search(_expand(pattern), folded)


def _expand(pattern: str) -> str:
    """The pattern with its shorthands written out; a year may be named only once in a pattern."""
    for short, long in words.PLACEHOLDERS.items():
        pattern = pattern.replace(short, long)
    return pattern


def _year(match: Match, year: int) -> int:
    named = match.groupdict().get("y")
    return int(named) if named else year


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _whole_year(folded: str, year: int) -> Reading:
    return Deadline("", "whole_year", date(year, 12, 31)) if _find(words.WHOLE_YEAR, folded) else None


def _milestones(folded: str, year: int) -> Reading:
    """Several days in one text: numbered milestones, listed days or months, a day a clause, several rhythms."""
    if words.CUT in folded:
        numbered = [resolve_deadline(part, year) for part in folded.split(words.CUT) if part]
        return _several([part.due for part in numbered if part.due])
    if _find(words.LIST_OF_DAYS, folded):
        return _several(_all_days(folded, year))
    rhythms = set(re.findall(words.CADENCE_WORD, folded))
    days = [] if rhythms else _listed_months(folded, year) or _days_by_clause(folded, year)
    if days:
        return _several(days)
    if _find(words.LIST_OF_ENDS, folded):
        return _several([date(year, 6, 30), date(year, 12, 31)])
    ends = [_first_dated(match[0], year) for match in re.finditer(_expand(words.MONTH_END_MARKED), folded)]
    if len(ends) > 1:
        return _several([read.due for read in ends if read is not None and read.due])
    if _find(words.RHYTHMS, folded) or len(rhythms) > 1:
        return Deadline("", "multi", date(year, 12, 31))
    return None


def _listed_months(folded: str, year: int) -> list[date]:
    """4月、7月、10月底, or a day in each: 4月、7月、10月的10日."""
    listed = _find(words.LIST_OF_MONTHS, folded)
    if not listed:
        return []
    named = re.search(words.NAMED_YEAR, folded)
    months = [int(month) for month in re.findall(r"\d{1,2}", listed["months"])]
    ends = [month_end(int(named[1]) if named else year, month) for month in months if 1 <= month <= 12]
    return [end.replace(day=max(1, min(int(listed["d"] or 31), end.day))) for end in ends]


def _days_by_clause(folded: str, year: int) -> list[date]:
    """The days of a text whose clauses name different ones: 3月底前制定方案，年底前总结."""
    reads = [_first_dated(part, year) for part in re.split(words.PARTS, folded)]
    days = [read.due for read in reads if read is not None and read.due]
    return days if len(set(days)) > 1 else []


def _first_dated(folded: str, year: int) -> Reading:
    """The first dated production that reads a text."""
    return next((one for read in _DATED if (one := read(folded, year))), None)


def _several(days: Sequence[date]) -> Reading:
    listed = tuple(sorted(set(days)))
    return Deadline("", "multi", listed[-1], listed, reports=listed) if listed else None


def _all_days(folded: str, year: int) -> list[date]:
    """Every day of a text; a named year holds until the next one."""
    days = []
    for match in re.finditer(_expand(words.DAY), folded):
        year = _year(match, year)
        day = _day(year, int(match["m"]), int(match["d"]))
        days += [day] if day else []
    return days


def _recurring(folded: str, year: int, calendar: Calendar = WEEK) -> Reading:
    after = _find(words.AFTER_EACH, folded)
    if after:
        return Deadline("", "recurring", event=after[0])
    yearly = re.sub(words.YEARLY_MARK, "", folded)
    if yearly != folded and not _find(words.COUNT_A_YEAR, folded):
        inner = _milestones(yearly, year) or _first_dated(yearly, year)
        if inner is not None and inner.due:
            listed = inner.occurrences or (inner.due,)
            return Deadline("", "recurring", inner.due, listed, reports=listed)
    rhythm = read_cadence(folded, year, calendar, _expand)
    if not rhythm:
        return None
    days = tuple(due for due, _ in rhythm)
    beside = [day for day in _all_days(re.sub(words.FROM_DAY, "", folded), year) if day not in days]
    listed_days = words.JOIN_DATES.join(day.isoformat() for day in beside)
    ask = words.ASK_BESIDE.replace("{days}", listed_days) if beside else ""
    return Deadline("", "recurring", _last_inside(days), days, reports=tuple(end for _, end in rhythm), question=ask)


def _last_inside(days: Sequence[date]) -> date:
    """The last occurrence of the year the rhythm runs in; December's report may be due in the next one."""
    return max(day for day in days if day.year == days[0].year)


def _range(folded: str, year: int) -> Reading:
    until = _find(words.RANGE_UNTIL, folded) or _find(words.RANGE_DAYS, folded)
    if until:
        first = re.search(words.FIRST_MONTH, folded)
        named = re.search(words.NAMED_YEAR, until[0])
        end = re.fullmatch(words.RANGE_END, until["end"])
        if end and first:
            own = end["y"] or (named[1] if named else str(year))
            day = _day(int(own), int(end["m"] or first[1]), int(end["d"]))
            return Deadline("", "range", day) if day else None
    if _find(words.RANGE_TO_YEAR_END, folded):
        return Deadline("", "range", date(year, 12, 31))
    months = _find(words.RANGE_MONTHS, folded)
    if months and 1 <= int(months["m"]) <= 12:
        last = int(months["last"] or _year(months, year))
        return Deadline("", "range", month_end(last, int(months["m"])))
    years = _find(words.RANGE_YEARS, folded)
    return Deadline("", "range", date(int(years["y"]), 12, 31)) if years else None


def _offset(folded: str, year: int) -> Reading:
    del year
    return read_limit(folded)


def read_limit(folded: str) -> Reading:
    """An event with a limit after it; of several limits the latest counts (力争3小时、最迟5小时)."""
    found = [match for pattern in words.OFFSETS for match in re.finditer(pattern, folded)]
    if not found:
        return None
    last = max(found, key=lambda one: _number(one) * words.UNIT_DAYS[one["unit"]])
    before = re.search(words.EVENT_BEFORE_OFFSET, folded[: found[0].start()])
    event = before["event"] if before and before["event"] not in words.NO_EVENT else ""
    return Deadline("", "event", event=event, offset=f"{_number(last)}{last['unit']}")


def _number(match: Match) -> int:
    return int(match.groupdict().get("late") or match["n"])


def _fixed(folded: str, year: int) -> Reading:
    days = _all_days(folded, year)
    if len(set(days)) > 1:
        return _several(days)
    return Deadline("", "fixed_date", days[0]) if days else None


def _ten_day(folded: str, year: int) -> Reading:
    match = _find(words.TEN_DAY, folded)
    if not match or not 1 <= int(match["m"]) <= 12:
        return None
    named, month = _year(match, year), int(match["m"])
    part = match["part"] or (words.EARLY if match["early"] else words.MIDDLE)
    last = min(words.TEN_DAY_ENDS[part], monthrange(named, month)[1])
    return Deadline("", "ten_day", date(named, month, last))


def _month(folded: str, year: int) -> Reading:
    match = _find(words.MONTH_BEFORE, folded)
    if match and 1 <= int(match["m"]) <= 12:
        late = month_end(_year(match, year), int(match["m"]))
        return _two_readings("month_end", late.replace(day=1) - timedelta(days=1), late)
    match = _find(words.MONTH, folded)
    if match and 1 <= int(match["m"]) <= 12:
        return Deadline("", "month_end", month_end(_year(match, year), int(match["m"])))
    return None


def _two_readings(kind: str, early: date, late: date) -> Deadline:
    ask = words.ASK_BEFORE.replace("{early}", early.isoformat()).replace("{late}", late.isoformat())
    return Deadline("", kind, early, question=ask)


def _quarter(folded: str, year: int) -> Reading:
    listed = _find(words.QUARTER_LIST, folded)
    if listed:
        named = [words.QUARTER_NUMBERS[char] for char in listed["list"] if char in words.QUARTER_NUMBERS]
        return _several([month_end(year, 3 * quarter) for quarter in named])
    found = list(re.finditer(_expand(words.QUARTER), folded))
    ends = [month_end(_year(match, year), 3 * int(match["q"])) for match in found]
    if len(set(ends)) > 1:
        return _several(ends)
    return Deadline("", "quarter", ends[0]) if ends else None


def _half(folded: str, year: int) -> Reading:
    found = list(re.finditer(_expand(words.HALF_YEAR), folded))
    ends = {match["h"]: month_end(_year(match, year), words.HALF_ENDS[match["h"]]) for match in found}
    if len(ends) > 1:
        return _several(list(ends.values()))
    match = found[0] if found else None
    if match:
        return Deadline("", "half_year", month_end(_year(match, year), words.HALF_ENDS[match["h"]]))
    match = _find(words.MID_YEAR, folded)
    return Deadline("", "half_year", date(_year(match, year), 6, 30)) if match else None


def _year_end(folded: str, year: int) -> Reading:
    match = _find(words.YEAR_BEFORE, folded)
    if match:
        late = date(int(match["y"]), 12, 31)
        return _two_readings("year_end", late.replace(year=late.year - 1), late)
    match = _find(words.YEAR_END, folded) or _find(words.BARE_YEAR, folded)
    return Deadline("", "year_end", date(_year(match, year), 12, 31)) if match else None


def _near(folded: str, year: int) -> Reading:
    """A day counted from a day the text does not name: 本月底前, 近日."""
    del year
    return Deadline("", "vague", question=names.ASK_DEADLINE) if re.search(words.NEAR, folded) else None


def _event(folded: str, year: int) -> Reading:
    """An event without a limit: after it, before it, during it, together with it."""
    del year
    if _find(words.EVENT_SAME_TIME, folded):
        return Deadline("", "event", event=folded)
    for pattern in (words.EVENT_DURING, words.EVENT_AFTER, words.EVENT_BEFORE):
        match = _find(pattern, folded)
        if match:
            return Deadline("", "event", event=match["event"])
    return None


def _loose(folded: str, year: int) -> Reading:
    del year
    kinds = (("immediate", words.IMMEDIATE), ("rolling", words.ROLLING), ("vague", words.VAGUE))
    return next((Deadline("", kind) for kind, pattern in kinds if _find(pattern, folded)), None)


_DATED: tuple[Callable[[str, int], Reading], ...] = (_fixed, _ten_day, _month, _quarter, _half, _year_end)
_GRAMMAR = (_whole_year, _near, _milestones, _recurring, _range, _offset, *_DATED, _event, _loose)
