"""Tells which (job, period) are due at a moment (排程): the periods of the plan year, their days moved off rest days.

A job's periods are those of the plan year, though the day of one may lie in the next (次年1月10日). What was due before
the timetable first saw a row is nobody's debt.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from automation.model.timetable import JobRun, Occurrence, Runs, TimedJob
from automation.rules.workdays import Calendar
from automation.terms import timetable as words

WAITS = (timedelta(minutes=15), timedelta(hours=2))  # after the first failure, and after the second
TRIES = len(WAITS) + 1
LEASE = timedelta(hours=1)  # how long one try may be under way before its process counts as dead


@dataclass(frozen=True, slots=True)
class Owed:
    """What a job owes at a moment: the periods to do, oldest first, and those a later one stands for."""

    todo: tuple[Occurrence, ...] = ()
    passed_over: tuple[Occurrence, ...] = ()
    latest: Occurrence | None = None  # that is due, done or not


@lru_cache(maxsize=256)  # asked at every tick
def list_occurrences(job: TimedJob, year: int, calendar: Calendar) -> tuple[Occurrence, ...]:
    """Every period of a job in the plan year with the moment it is due, in order."""
    found = []
    for day, period, said in _DAYS[job.cadence](job, year):
        if job.cadence == words.DAILY and job.on_rest != words.SAME and not calendar.works(day):
            continue  # the day before or after has its own
        due = datetime.combine(calendar.off_rest(day, job.on_rest), job.at)
        found.append(Occurrence(due, job.key, period, said))
    return tuple(sorted(found))


def find_owed(job: TimedJob, occurrences: Sequence[Occurrence], since: date, now: datetime, runs: Runs) -> Owed:
    """What of a job is due, seen by the timetable since a day, and has no outcome yet.

    With 最近一次 only the latest period that is due counts, done or not; the open ones before it are passed over.
    """
    due = [one for one in occurrences if since <= one.due.date() and one.due <= now]
    open_ = tuple(one for one in due if _is_open(one, runs))
    if job.every:
        return Owed(open_, (), due[-1] if due else None)
    return Owed(
        tuple(one for one in open_ if one is due[-1]),
        tuple(one for one in open_ if one is not due[-1]),
        due[-1] if due else None,
    )


def find_next(
    job: TimedJob, occurrences: Sequence[Occurrence], since: date, now: datetime, runs: Runs
) -> Occurrence | None:
    """What is done next: the first period that is due and open, else the first one to come."""
    owed = find_owed(job, occurrences, since, now, runs)
    if owed.todo:
        return owed.todo[0]
    return next((one for one in occurrences if since <= one.due.date() and one.due > now and _is_open(one, runs)), None)


def find_last(runs: Runs) -> JobRun | None:
    """The last period of a job that was tried; those passed over were not."""
    tried = [run for run in runs.values() if run.tries]
    return max(tried, key=lambda run: (run.due, run.period), default=None)


def say_result(run: JobRun, said: str) -> str:
    """How the last run of a job went, for 排程 and the terminal; ``said`` names its period."""
    if run.outcome:
        told = run.told
    elif run.leased:
        told = words.RUNNING
    else:
        told = words.RETRY.format(count=run.tries, said=run.told)
    return words.RESULT_LINE.format(period=said, said=told)


def _is_open(one: Occurrence, runs: Runs) -> bool:
    return one.period not in runs or not runs[one.period].outcome


def _daily(job: TimedJob, year: int) -> Iterator[tuple[date, str, str]]:
    del job
    day = date(year, 1, 1)
    while day.year == year:
        yield day, day.isoformat(), words.SAY_DAY.format(day=day.isoformat())
        day += timedelta(days=1)


def _weekly(job: TimedJob, year: int) -> Iterator[tuple[date, str, str]]:
    day = date(year, 1, 1)
    day += timedelta(days=(job.slot.weekday - day.isoweekday()) % 7)
    while day.year == year:
        numbered = day.isocalendar()
        period = f"{numbered.year}-W{numbered.week:02d}"
        yield day, period, words.SAY_WEEK.format(year=numbered.year, week=numbered.week)
        day += timedelta(days=7)


def _monthly(job: TimedJob, year: int) -> Iterator[tuple[date, str, str]]:
    for month in range(1, 13):
        said = words.SAY_MONTH.format(year=year, month=month)
        yield _day(year, month, job.slot.day), f"{year}-{month:02d}", said


def _quarterly(job: TimedJob, year: int) -> Iterator[tuple[date, str, str]]:
    for quarter in range(1, 5):
        later, month = divmod(3 * (quarter - 1) + job.slot.month - 1, 12)
        said = words.SAY_QUARTER.format(year=year, quarter=quarter)
        yield _day(year + later, month + 1, job.slot.day), f"{year}-Q{quarter}", said


def _yearly(job: TimedJob, year: int) -> Iterator[tuple[date, str, str]]:
    day = _day(year + job.slot.next_year, job.slot.month, job.slot.day)
    yield day, str(year), words.SAY_YEAR.format(year=year)


def _once(job: TimedJob, year: int) -> Iterator[tuple[date, str, str]]:
    del year
    if job.slot.on:
        yield job.slot.on, job.slot.on.isoformat(), words.SAY_DAY.format(day=job.slot.on.isoformat())


def _day(year: int, month: int, day: int) -> date:
    """That day of a month, or the month's last where it is shorter."""
    return date(year, month, min(day, monthrange(year, month)[1]))


_DAYS = {
    words.DAILY: _daily,
    words.WEEKLY: _weekly,
    words.MONTHLY: _monthly,
    words.QUARTERLY: _quarterly,
    words.YEARLY: _yearly,
    words.ONCE: _once,
}
