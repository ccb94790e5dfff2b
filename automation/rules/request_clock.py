"""The clock of an application for information (答复期限), 政府信息公开条例 art. 30, 31 and 33.

The day of receipt does not count. 20 work days, once extended by at most 20 more; time for asking third parties and
other organs does not count (扣除天数, work days here). A request to correct goes out within 7 work days of receipt, and
the limit begins anew with the day the correction arrives. What was received before 15 May 2019 is answered under the
older text: 15 work days and 15 more, and no day by which to ask for a correction.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from automation.model.logbook import Clock, Request, Stage
from automation.rules.workdays import Calendar

REVISED_ON = date(2019, 5, 15)
ANSWER_WITHIN, OLD_ANSWER_WITHIN = 20, 15  # work days, and as many again when extended
CORRECT_WITHIN = 7  # work days
SOON_WITHIN = 5  # work days before the limit: a week in which an answer can still be written and signed
DEDUCTED_MOST = 250  # work days: a year; more is a slip


def run_clock(request: Request, calendar: Calendar) -> Clock:
    """The limits of an application, of whichever law it falls under."""
    revised = request.received_on >= REVISED_ON
    ask_by = calendar.after(request.received_on, CORRECT_WITHIN) if revised else None
    start = request.corrected_on or (None if request.asked_on else request.received_on)
    if start is None:
        return Clock(None, None, ask_by)
    within = ANSWER_WITHIN if revised else OLD_ANSWER_WITHIN
    due = calendar.after(start, within + request.deducted)
    return Clock(due, calendar.after(due, within), ask_by)


def present_due(request: Request, calendar: Calendar) -> date | None:
    """The day by which it must be answered: 延期至 where it was lawfully extended; None while nothing runs.

    An extension beyond the longest ends with the longest: nobody can grant himself more.
    """
    clock = run_clock(request, calendar)
    if clock.due is None or clock.longest is None:
        return None
    if request.extended_to is None:
        return clock.due
    return min(max(request.extended_to, clock.due), clock.longest)


def judge_request(request: Request, calendar: Calendar, as_of: date) -> Stage:
    """Where an application stands on a day; answers after that day have not been given yet."""
    if request.answered_on is not None and request.answered_on <= as_of:
        return Stage.ANSWERED
    due = present_due(request, calendar)
    if due is None:
        return Stage.WAITING
    if as_of > due:
        return Stage.LATE
    return Stage.SOON if calendar.after(as_of, SOON_WITHIN) >= due else Stage.OPEN


def days_late(request: Request, calendar: Calendar, as_of: date) -> int:
    """How many work days an answer is late: the one given, or the one owed on that day."""
    due = present_due(request, calendar)
    until = min(request.answered_on or as_of, as_of)
    if due is None or until <= due:
        return 0
    days = (due + timedelta(days=ahead) for ahead in range(1, (until - due).days + 1))
    return max(1, sum(calendar.works(day) for day in days))


def find_unknown_years(requests: Iterable[Request], calendar: Calendar) -> tuple[int, ...]:
    """The years of open limits whose holidays are not known, so that their days are counted Monday to Friday."""
    days = [present_due(request, calendar) for request in requests if request.answered_on is None]
    return tuple(sorted({day.year for day in days if day is not None and not calendar.knows(day.year)}))
