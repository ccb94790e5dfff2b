"""Reads a deadline text (完成时限) into a day, a rhythm or an event.

A small grammar: the text is spelt out plainly, then the first production that fits decides; the productions stand in
the order of how much they must see before a shorter one may. Days are inclusive. A text with two readings keeps the
earlier day and asks a question; a text nobody can read asks too, and is never given a day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from automation.model.plan import Deadline
from automation.rules.cadences import read_cadence, window_of
from automation.rules.points import Point, expand, find_points, gather, month_end, read_points, that_count
from automation.rules.spelling import digits, spell
from automation.rules.workdays import Calendar, add_limit
from automation.terms import deadlines as words
from automation.terms import sheets as names

__all__ = ["digits", "month_end", "read_limit", "resolve_deadline"]

Reading = Deadline | None
WEEK = Calendar()  # nothing but what the State Council has published
Match = re.Match[str]


@lru_cache(maxsize=4096)
def resolve_deadline(text: str, year: int, calendar: Calendar | None = None) -> Deadline:
    """What a deadline text means in a plan year; kinds are those of the interface, ``vague``/``none`` have no day.

    ``calendar`` has the office's own 放假安排 for rhythms that count in work days.
    """
    said = text.strip()
    folded = spell(said, year)
    if not folded.strip(words.CUT) or re.fullmatch(words.NOTHING, folded):
        return Deadline(said, "none")
    reading = _read(folded, year, calendar or WEEK) or Deadline("", "vague", question=names.ASK_DEADLINE)
    soft = re.search(words.SOFT, folded)
    return replace(reading, text=said, soft=soft[0] if soft else "", question=reading.question.replace("{text}", said))


def _read(folded: str, year: int, calendar: Calendar) -> Reading:
    """The first production that fits a spelt-out text."""
    return (
        _whole_year(folded, year)
        or _near(folded)
        or _milestones(folded, year, calendar)
        or _rhythms(folded, year)
        or _recurring(folded, year, calendar)
        or _limited(folded, year, calendar)
        or _waits_for_a_dated_event(folded, year)
        or read_points(folded, year)
        or _bare_year(folded)
        or _event(folded)
        or _loose(folded)
    )


def _find(pattern: str, folded: str) -> Match | None:
    return expand(pattern).search(folded)


def _whole_year(folded: str, year: int) -> Reading:
    """Work of the whole year, unless the same text sets it an earlier day."""
    last = date(year, 12, 31)
    if not _find(words.WHOLE_YEAR, folded) or any(
        one.due != last for one in gather(folded, year) if one.kind != "year"
    ):
        return None
    return Deadline("", "whole_year", last)


def _near(folded: str) -> Reading:
    """A day counted from a day the text does not name (本月底前, 近日), or of the moon's calendar (农历)."""
    ask = re.search(words.NEAR, folded) or re.search(words.LUNAR, folded)
    return Deadline("", "vague", question=names.ASK_DEADLINE) if ask else None


def _milestones(folded: str, year: int, calendar: Calendar) -> Reading:
    """Numbered milestones, each with its own limit; one without a day is no reason to lose the others' days."""
    if words.CUT not in folded:
        return None
    read = [one for part in folded.split(words.CUT) if part and (one := _read(part, year, calendar))]
    days = {day for one in read for day in (one.occurrences or ((one.due,) if one.due else ()))}
    question = next((one.question for one in read if one.question), "")
    several = _several(sorted(days))
    return replace(several, question=question) if several else None


def _several(days: Sequence[date]) -> Reading:
    listed = tuple(days)
    return Deadline("", "multi", listed[-1], listed, reports=listed) if listed else None


def _rhythms(folded: str, year: int) -> Reading:
    """Several rhythms in one text: 日读网、周总结, 每月…每季度…; 每年 with several month ends is a list of days."""
    named = set(re.findall(words.CADENCE_WORD, folded))
    if _find(words.RHYTHMS, folded) or len(named) > 1:
        return Deadline("", "multi", date(year, 12, 31))
    if re.search(words.YEARLY_MARK, folded) and len(re.findall(words.NAMED_MONTH_END, folded)) > 1:
        return read_points(re.sub(words.YEARLY_MARK, "", folded), year)
    return None


def _recurring(folded: str, year: int, calendar: Calendar) -> Reading:
    after = _find(words.AFTER_EACH, folded)
    if after:
        return Deadline("", "recurring", event=after[0])
    yearly = re.sub(words.YEARLY_MARK, "", folded)
    if yearly != folded and not _find(words.COUNT_A_YEAR, folded):
        inner = read_points(yearly, year)
        if inner is not None and inner.due:
            listed = inner.occurrences or (inner.due,)
            return Deadline("", "recurring", inner.due, listed, reports=listed, question=inner.question)
        if inner is not None and inner.question:
            return inner
    rhythm = read_cadence(folded, year, calendar)
    if not rhythm:
        return None
    named = _find(words.MONTH_DAY, folded)
    if named and not 1 <= int(named["d"]) <= 31:
        return Deadline("", "vague", question=names.ASK_DEADLINE)
    days = tuple(due for due, _ in rhythm)
    beside = words.JOIN_DATES.join(day.isoformat() for day in _beside(folded, year, days))
    ask = words.ASK_BESIDE.replace("{days}", beside) if beside else ""
    return Deadline("", "recurring", _last_inside(days), days, reports=tuple(end for _, end in rhythm), question=ask)


def _beside(folded: str, year: int, days: Sequence[date]) -> list[date]:
    """The days a text names beside its rhythm that the rhythm neither has nor runs between."""
    own = window_of(folded, year).points
    months = {(day.year, day.month) for day in days}
    beside = {
        item.due
        for item in that_count(gather(folded, year), folded, year)
        if item.due and item.due.year >= year and item.due not in days and item not in own and item.marked
        if item.kind == "fixed_date" or (item.due.year, item.due.month) not in months or item.due > days[-1]
    }
    return sorted(beside)


def _last_inside(days: Sequence[date]) -> date:
    """The last occurrence of the year the rhythm runs in; December's report may be due in the next one."""
    return max(day for day in days if day.year == days[0].year)


def read_limit(folded: str) -> Reading:
    """An event with a limit after it; of several limits the latest counts (力争3小时、最迟5小时)."""
    for pattern in words.BEFORE_LIMITS:
        match = re.search(pattern, folded)
        if match:
            return Deadline("", "event", event=match["event"], offset=f"{words.BEFORE}{_number(match)}{match['unit']}")
    found = [match for pattern in words.OFFSETS for match in re.finditer(pattern, folded)]
    if not found:
        return None
    last = max(found, key=lambda one: _number(one) * words.UNIT_DAYS[one["unit"]])
    event = _event_before(folded[: min(match.start() for match in found)])
    return Deadline("", "event", event=event, offset=f"{_number(last)}{last['unit']}")


def _event_before(folded: str) -> str:
    """The event named before its limit: 文件印发后, 收到反馈意见."""
    before = re.search(words.EVENT_BEFORE_OFFSET, folded)
    if before:
        return "" if before["event"] in words.NO_EVENT else str(before["event"])
    happens = re.search(words.EVENT_HAPPENS, re.sub(words.LEFT_OVER, "", folded))
    return str(happens["event"]) if happens else ""


def _number(match: Match) -> int:
    return int(match.groupdict().get("late") or match["n"])


def _limited(folded: str, year: int, calendar: Calendar) -> Reading:
    """A limit after an event; where the text also names a day both are kept, and the day counts until it happens."""
    limit = read_limit(folded)
    if limit is None:
        return None
    days = [one for one in that_count(gather(folded, year), folded, year) if one.marked and one.due]
    began = _began(folded, year)
    if began and began.due:
        due = add_limit(began.due, limit.offset, calendar)
        return Deadline("", "fixed_date", due) if due else limit
    at = folded.find(limit.event) if limit.event else -1
    until = at + len(limit.event)
    days = [
        one for one in days if not at <= one.start < until or re.match(words.OWN_LIMIT, folded[one.end : one.end + 2])
    ]
    read = read_points(folded, year) if days else None
    if read is None:
        return limit
    event = _after_the_day(limit.event, days, folded)
    return replace(read, event=event, offset=limit.offset, question=read.question or words.ASK_BOTH)


def _began(folded: str, year: int) -> Point | None:
    """The day a limit itself is counted from: 3月1日起10个工作日内."""
    for point in find_points(folded, year):
        rest = re.match(words.COUNTED_FROM, folded[point.end :]) if point.kind == "fixed_date" else None
        if rest and re.match(words.LIMIT, folded[point.end + rest.end() :]):
            return point
    return None


def _after_the_day(event: str, days: Sequence[Point], folded: str) -> str:
    """The event without the day that stands before it: 6月底前（文件印发后1个月内）."""
    inside = [one for one in days if folded[one.start : one.end] in event]
    cut = event.rfind(folded[inside[-1].start : inside[-1].end]) + inside[-1].end - inside[-1].start if inside else 0
    return re.sub(words.LEFT_OVER, "", event[cut:])


def _waits_for_a_dated_event(folded: str, year: int) -> Reading:
    """6月考核结束后: the month belongs to the event and sets no limit."""
    match = _find(words.EVENT_AFTER, folded)
    points = find_points(folded, year)
    if not match or not points or any(one.marked or one.begins or one.end >= match.end("event") for one in points):
        return None
    return Deadline("", "event", event=match["event"])


def _bare_year(folded: str) -> Reading:
    match = _find(words.BARE_YEAR, folded)
    return Deadline("", "year_end", date(int(match["y"]), 12, 31)) if match and int(match["y"]) else None


def _event(folded: str) -> Reading:
    """An event without a limit: after it, before it, during it, together with it."""
    if _find(words.EVENT_SAME_TIME, folded):
        return Deadline("", "event", event=folded)
    for pattern in (words.EVENT_DURING, words.EVENT_AFTER, words.EVENT_BEFORE):
        match = _find(pattern, folded)
        if match:
            return Deadline("", "event", event=match["event"])
    return None


def _loose(folded: str) -> Reading:
    kinds = (("immediate", words.IMMEDIATE), ("rolling", words.ROLLING), ("vague", words.VAGUE))
    return next((Deadline("", kind) for kind, pattern in kinds if _find(pattern, folded)), None)
