"""Understands the rows of 排程: what a clerk wrote becomes a job with its day and hour, or a finding."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time

from automation import cells
from automation.model.finding import Finding, details
from automation.model.origin import Origin
from automation.model.timetable import LAST_DAY, Slot, TimedJob, Timing
from automation.sheets import TIMETABLE
from automation.terms import sheets as names
from automation.terms import states
from automation.terms import timetable as words

OPENING = time(*words.OPENING)


def default_timings(*, annual: bool) -> tuple[Timing, ...]:
    """The rows a new master begins with; ``annual``: its year has a form for the year-end report."""
    wanted = [row for row in words.DEFAULTS if annual or words.JOBS[row[0]] != words.ANNUAL]
    return tuple(
        Timing(job, cadence, when, on_rest, catch_up, states.YES) for job, cadence, when, on_rest, catch_up in wanted
    )


def read_timings(timings: Iterable[Timing], year: int, file: str) -> tuple[tuple[TimedJob, ...], list[Finding]]:
    """The jobs of the rows that are switched on; a row that cannot be understood is told and left out."""
    jobs: dict[str, TimedJob] = {}
    findings: list[Finding] = []
    place = Origin(file, TIMETABLE.name)
    for row in timings:
        if row.enabled == states.NO:
            continue
        faults = [_tell(row, column, value, choice, place) for column, value, choice in _faults(row)]
        when = None if faults else read_when(row.cadence, row.when, year)
        if not faults and when is None:
            faults = [_tell(row, words.WHEN, row.when, words.EXAMPLES[row.cadence], place)]
        findings += faults
        if when is None:
            continue
        slot, at = when
        key = words.KEY.join(filter(None, (row.job, row.cadence, name_slot(row.cadence, slot))))
        if key in jobs:
            findings.append(Finding("timetable_twice", value=key, origin=place))
            continue
        rest = words.EARLIER if slot.work else row.on_rest or words.SAME
        every = row.catch_up == words.ALL
        jobs[key] = TimedJob(key, words.JOBS[row.job], row.cadence, slot, at, rest, every, row)
    return tuple(jobs.values()), findings


def _tell(row: Timing, column: str, value: str, choice: str, place: Origin) -> Finding:
    """A fault of one cell, its row called by what stands in it: that is how a clerk finds it."""
    said = " ".join(filter(None, (row.job, row.cadence, row.when)))
    return Finding(
        "timetable_value", "", "", value, details(row=said, column=column, choice=choice), place.at(column=column)
    )


def _faults(row: Timing) -> Iterator[tuple[str, str, str]]:
    """(column, what stands there, what may) of every choice that is none of the choices; a blank is one of two."""
    for column, value, choices in (
        (words.JOB, row.job, tuple(words.JOBS)),
        (words.CADENCE, row.cadence, words.CADENCES),
        (words.ON_REST, row.on_rest or words.SAME, words.REST_VALUES),
        (words.CATCH_UP, row.catch_up or words.LATEST, words.CATCH_UPS),
    ):
        if value not in choices:
            yield column, value, names.LIST_SEPARATOR.join(choices)


def read_when(cadence: str, text: str, year: int) -> tuple[Slot, time] | None:
    """The day and the hour that 时间 names; None where it does not name the one day this cadence needs."""
    parted = _part(text)
    if parted is None:
        return None
    day, at = parted
    slot = _READERS[cadence](day, year)
    return (slot, at) if slot else None


def name_slot(cadence: str, slot: Slot) -> str:
    """The day of a slot in the one way the ledger of runs knows it, however it was typed."""
    if cadence == words.ONCE:
        return cells.show(slot.on)
    if cadence == words.DAILY:
        return ""
    if cadence == words.WEEKLY:
        return words.SLOT_WEEKDAY.format(weekday=words.WEEKDAY_NAMES[slot.weekday - 1])
    day = words.SLOT_DAY.format(day=slot.day)
    if slot.day == LAST_DAY:
        day = words.SLOT_LAST_WORK if slot.work else words.SLOT_LAST
    if cadence == words.QUARTERLY:
        return words.SLOT_QUARTER[slot.month - 1] + day
    if cadence == words.YEARLY:
        return (words.SLOT_NEXT if slot.next_year else "") + words.SLOT_MONTH.format(month=slot.month) + day
    return day


def _part(text: str) -> tuple[str, time] | None:
    """The words of the day without blanks, and the hour; the opening hour where none is written."""
    written = unicodedata.normalize("NFKC", text).strip()
    if re.fullmatch(words.FRACTION, written):
        minutes = round(float(written) * 24 * 60)
        return ("", time(*divmod(minutes, 60))) if minutes < 24 * 60 else None
    match = re.fullmatch(words.DAY_AND_HOUR, written)
    if match is None:
        return cells.fold(written), OPENING
    hour = int(match["hour"])
    minute = 30 if match["thirty"] else int(match["minute"] or match["spoken"] or 0)
    if match["half"] in words.AFTERNOON and hour < 12:
        hour += 12
    return (cells.fold(match["day"]), time(hour, minute)) if hour < 24 and minute < 60 else None


def _daily(day: str, year: int) -> Slot | None:
    del year
    return Slot() if re.fullmatch(words.EVERY_DAY, day) else None


def _weekly(day: str, year: int) -> Slot | None:
    del year
    match = re.fullmatch(words.WEEKDAY, day)
    if match is None:
        return None
    named = match["weekday"]
    return Slot(weekday=words.WEEKDAYS.get(named) or int(named))


def _monthly(day: str, year: int) -> Slot | None:
    del year
    match = re.fullmatch(words.OF_MONTH, day)
    return _in_month(match) if match else None


def _quarterly(day: str, year: int) -> Slot | None:
    del year
    match = re.fullmatch(words.OF_QUARTER, day)
    if match is None:
        return None
    named = match["month"]
    after = named.startswith(words.NEXT_QUARTER)
    month = 4 if after else next(month for word, month in words.QUARTER_MONTHS.items() if word in named)
    return _in_month(match, month)


def _yearly(day: str, year: int) -> Slot | None:
    del year
    match = re.fullmatch(words.OF_YEAR, day)
    if match:
        month = int(match["month"])
        return _in_month(match, month, next_year=bool(match["next"])) if 1 <= month <= 12 else None
    match = re.fullmatch(words.WRITTEN_OUT, day)
    return Slot(day=int(match["d"]), month=int(match["month"])) if match and int(match["month"]) <= 12 else None


def _once(day: str, year: int) -> Slot | None:
    found = cells.parse_date(day, year).value if day else None
    return Slot(on=found.date() if isinstance(found, datetime) else found) if isinstance(found, date) else None


def _in_month(match: re.Match[str], month: int = 0, *, next_year: bool = False) -> Slot | None:
    day = int(match["d"]) if match["d"] else LAST_DAY
    return Slot(day=day, month=month, next_year=next_year, work=bool(match["work"])) if 1 <= day <= LAST_DAY else None


_READERS = {
    words.DAILY: _daily,
    words.WEEKLY: _weekly,
    words.MONTHLY: _monthly,
    words.QUARTERLY: _quarterly,
    words.YEARLY: _yearly,
    words.ONCE: _once,
}
