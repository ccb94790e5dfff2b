"""Finds the points of time a spelt-out text names and how they hang together: a range, a choice, a list, one day.

First every day, ten days, month, quarter, half and year is found with its place in the text; only then is asked what
stands between them. So a wording nobody foresaw is still read by its parts. A day that is none (2月30日) is never
dropped: it is asked about.
"""

from __future__ import annotations

import re
from bisect import bisect
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from automation.model.plan import Deadline
from automation.terms import deadlines as words
from automation.terms import sheets as names

Match = re.Match[str]


@dataclass(frozen=True, slots=True)
class Point:
    """One point of time in a text; ``due`` is its last day, None where there is no such day.

    ``first`` is the day it opens with, for a range that of its start. ``marked`` says that the text itself makes a
    limit of it (6月底前, not 6月份的), ``begins`` that work starts there, ``late`` the other day it may mean (9月前).
    """

    start: int
    end: int
    kind: str
    due: date | None
    first: date | None = None
    marked: bool = True
    begins: bool = False
    late: date | None = None


@lru_cache(maxsize=1024)
def expand(pattern: str) -> re.Pattern[str]:
    """A pattern with its shorthands written out; a year may be named only once in a pattern."""
    for short, long in words.PLACEHOLDERS.items():
        pattern = pattern.replace(short, long)
    return re.compile(pattern)


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


@lru_cache(maxsize=4096)
def find_points(folded: str, year: int) -> tuple[Point, ...]:
    """Every point of time of a text in order; a named year holds until the next one."""
    taken = bytearray(len(folded))
    found: list[tuple[str, Match]] = []
    for kind, pattern in words.POINTS:
        for match in expand(pattern).finditer(folded):
            start, end = match.span()
            if not any(taken[start:end]):
                taken[start:end] = b"\x01" * (end - start)
                found.append((kind, match))
    points = []
    begins = expand(words.BEGINS)
    for kind, match in sorted(found, key=lambda one: one[1].start()):
        groups = match.groupdict()
        named = groups.get("y") or groups.get("bare")
        own = int(named) if named else year
        if named and kind != "year":
            year = own
        point = _point(kind, match, own)
        points.append(replace(point, begins=begins.match(folded, point.end) is not None))
    return tuple(points)


def _point(kind: str, match: Match, year: int) -> Point:
    """The point a pattern has matched; the groups tell its month (m), day (d), quarter (q) or half (h)."""
    groups = match.groupdict()
    month, quarter = int(groups.get("m") or 12), int(groups.get("q") or 4)
    point = Point(*match.span(), kind, None, marked=kind != "year")
    if not (1 <= month <= 12 and 1 <= quarter <= 4 and 1 <= year <= 9998):
        return point
    months = 1
    if kind == "fixed_date":
        day = _day(year, month, int(match["d"]))
        return replace(point, due=day, first=day)
    if kind == "ten_day":
        return _ten_days(point, year, month, groups["part"] or (words.EARLY if groups["early"] else words.MIDDLE))
    if kind == "quarter":
        month, months = 3 * quarter, 3
        if groups["mark"] == words.EARLY_MARK:
            return _ten_days(replace(point, kind="ten_day"), year, month - 2, words.EARLY)
    elif kind == "half_year":
        month, months = words.HALF_ENDS[groups.get("h") or words.EARLY], 6
    elif kind != "month_end":
        months = 12
    first, due = date(year, month - months + 1, 1), month_end(year, month)
    if groups.get("before"):
        return replace(point, due=first - timedelta(days=1), first=first, late=due)
    return replace(point, due=due, first=first, marked=point.marked and bool(groups.get("mark", True)))


def _ten_days(point: Point, year: int, month: int, part: str) -> Point:
    last = min(words.TEN_DAY_ENDS[part], monthrange(year, month)[1])
    return replace(
        point, due=date(year, month, last), first=date(year, month, words.TEN_DAY_ENDS[part] - 9 if last < 28 else 21)
    )


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_points(folded: str, year: int) -> Deadline | None:
    """What the points of a text come to: one day, a range, several days; None where it names none."""
    items = gather(folded, year)
    dated = that_count([item for item in items if item.due], folded, year)
    unread = [folded[item.start : item.end] for item in items if not item.due]
    if unread and not dated:
        return Deadline("", "vague", question=names.ASK_DEADLINE)
    if not dated:
        return Deadline("", "rolling") if any(point.begins for point in find_points(folded, year)) else None
    chosen = _choices(dated, folded)
    question = _ask_choice(dated) if len(chosen) < len(dated) else _ask_points(chosen)
    if unread and not question:
        question = words.ASK_UNREAD.replace("{days}", words.JOIN_DATES.join(unread))
    days = tuple(sorted({item.due for item in chosen if item.due}))
    if len(days) == 1:
        return Deadline("", chosen[0].kind, days[0], question=question)
    return Deadline("", "multi", days[-1], days, reports=days, question=question)


@lru_cache(maxsize=4096)
def gather(folded: str, year: int) -> tuple[Point, ...]:
    """The points of a text with each range as one; a start without an end is left out."""
    items: list[Point] = []
    points = find_points(folded, year)
    place = 0
    while place < len(points):
        point = points[place]
        before = folded[max(0, point.start - 8) : point.start]
        following = points[place + 1] if place + 1 < len(points) else None
        if following and expand(words.TO_LINK).fullmatch(folded, point.end, following.start):
            items.append(_range(point, following))
            place += 1
        elif re.search(words.SINCE, before) or (
            re.search(words.TILL, before) and folded.startswith(words.ENDS_THERE, point.end)
        ):
            items.append(replace(point, kind="range", first=None))
        elif not point.begins:
            items.append(point)
        place += 1
    return tuple(items)


def _range(first: Point, last: Point) -> Point:
    """From one point to another; an end before its start is taken for the next year's and asked about."""
    kind = "years" if first.kind == last.kind == "year" else "range"
    if first.due is None or last.due is None:
        return Point(first.start, last.end, kind, None)
    span = Point(first.start, last.end, kind, last.due, first.first)
    if last.due >= first.due:
        return span
    year = last.due.year + 1
    turned = month_end(year, 2) if last.due == month_end(last.due.year, 2) else last.due.replace(year=year)
    return replace(span, due=turned, late=last.due)


def that_count(items: Sequence[Point], folded: str, year: int) -> list[Point]:
    """Without what only names the work's matter: bare years, years gone by, a bare month beside a marked one."""
    strong = _finer([item for item in items if item.kind not in ("year", "years")], folded)
    if not strong:
        return [replace(item, kind="range") for item in items if item.kind == "years"][:1]
    coming = [item for item in strong if item.due and item.due.year >= year] or strong
    marks = [match.start() for match in re.finditer(words.CLAUSE_MARK, folded)]
    clauses = [bisect(marks, item.start) for item in coming]
    marked = {clause for item, clause in zip(coming, clauses, strict=True) if item.marked}
    link = expand(words.LIST_LINK)
    linked = {
        place for place, (one, other) in enumerate(pairwise(coming)) if link.fullmatch(folded, one.end, other.start)
    }
    return [
        item
        for place, (item, clause) in enumerate(zip(coming, clauses, strict=True))
        if item.marked or clause not in marked or place in linked or place - 1 in linked
    ]


def _finer(items: Sequence[Point], folded: str) -> list[Point]:
    """Without a point that the brackets after it name more exactly: 5月中旬（5月15日前）."""
    brackets = expand(words.SAME_IN_BRACKETS)
    said_better = {
        place
        for place, (one, other) in enumerate(pairwise(items))
        if brackets.fullmatch(folded, one.end, other.start)
        and one.due
        and other.due
        and (other.due <= one.due or one.kind == "ten_day")
    }
    return [item for place, item in enumerate(items) if place not in said_better]


def _choices(items: Sequence[Point], folded: str) -> list[Point]:
    """Of points joined by 或 the earliest, and all others."""
    kept = [items[0]]
    link = expand(words.OR_LINK)
    for one, other in pairwise(items):
        if not link.fullmatch(folded, one.end, other.start):
            kept.append(other)
        elif other.due and kept[-1].due and other.due < kept[-1].due:
            kept[-1] = other
    return kept


def _ask_choice(items: Iterable[Point]) -> str:
    days = sorted({item.due for item in items if item.due})
    return _ask_two(days[0], days[-1]) if len(days) > 1 else ""


def _ask_points(items: Iterable[Point]) -> str:
    """The question of the first point with two readings."""
    for item in items:
        if item.due and item.late and item.kind == "range":
            return words.ASK_TURN.replace("{late}", item.due.isoformat())
        if item.due and item.late:
            return _ask_two(item.due, item.late)
    return ""


def _ask_two(early: date, late: date) -> str:
    return words.ASK_BEFORE.replace("{early}", early.isoformat()).replace("{late}", late.isoformat())
