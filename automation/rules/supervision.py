"""Judges what is late (亮灯): four faces, each with a colour and a word; days are calendar days.

- 逾期: dated work and periods past 现截止日期.
- 本期未报: a section that answers and has not handed in. Supporters may report and are never chased.
- 久未更新: work without a date and without news.
- 待触发: event work before its event.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from automation import cells
from automation.model.ledger import Duty, Event, Handin, Ledger, Period, Settings
from automation.model.plan import Deadline
from automation.model.rows import Change
from automation.rules.assign import ANSWERING, read_deadline
from automation.rules.deadlines import month_end
from automation.rules.workdays import Calendar
from automation.terms import sheets as names
from automation.terms import states
from automation.terms import supervision as words

FINISHED = (states.DONE, states.CLOSED)
SETTLED = (*FINISHED, states.NOT_APPLICABLE)
IDLE = (states.SUSPENDED, states.CANCELLED)
UNDATED = ("whole_year", "rolling", "vague", "none", "immediate")
RANK = {states.RED: 3, states.YELLOW: 2, states.GREEN: 1, "": 0}


@dataclass(frozen=True, slots=True)
class Light:
    """One judgement (亮灯): colour and word, days late, original and present due day; ``face`` is coded."""

    colour: str = ""
    word: str = ""
    face: str = ""  # overdue, soon, unreported, stale, waiting, done, normal, before_issue, none
    days_late: int = 0
    due: date | None = None
    present_due: date | None = None

    @property
    def text(self) -> str:
        """What stands in the cell: colour and word, empty where nothing is judged."""
        return states.LIGHT.format(colour=self.colour, word=self.word) if self.colour else ""


@dataclass(frozen=True, slots=True)
class ReportPeriod:
    """A reporting period (报送期): its label and the day a section owes its form."""

    label: str
    due: date


@dataclass(frozen=True, slots=True)
class Overdue:
    """One overdue duty, or one overdue period of it (period not empty)."""

    number: str
    section: str
    period: str
    due: date
    present_due: date
    days_late: int

    def as_dict(self) -> dict[str, object]:
        """An entry of ``overdue`` in the JSON interface; ``due`` is the day the lateness counts from."""
        return {
            "number": self.number,
            "section": self.section,
            "period": self.period or None,
            "due": self.present_due.isoformat(),
            "days_late": self.days_late,
        }


@dataclass(frozen=True, slots=True)
class Clock:
    """What a day is judged by (计时): the office's settings, its calendar, and the day that counts as today."""

    settings: Settings
    calendar: Calendar
    as_of: date

    def present(self, due: date | None) -> date | None:
        """The day a due day counts as, moved off a rest day as the office has set it."""
        return None if due is None else self.calendar.off_rest(due, self.settings.rest_day)


@dataclass(frozen=True, slots=True)
class Judged:
    """All judgements of one day: lights of duties, periods and events by their keys, and the lists made of them."""

    duties: Mapping[tuple[str, str], Light]
    periods: Mapping[tuple[str, str, str], Light]
    events: Mapping[str, Light]
    overdue: tuple[Overdue, ...]
    missing: tuple[str, ...]
    period: ReportPeriod


def report_period(settings: Settings, day: date, calendar: Calendar | None = None) -> ReportPeriod:
    """The reporting period a day lies in; after the plan year it stays the year's last one.

    With a ``calendar`` its day is moved off a rest day as the office has set it.
    """
    day = min(max(day, date(settings.year, 1, 1)), date(settings.year, 12, 31))
    month = day.month if settings.cycle == names.CYCLES[0] else 3 * ((day.month + 2) // 3)
    last = month_end(settings.year, month)
    due = last.replace(day=min(settings.report_day, last.day))
    due = calendar.off_rest(due, settings.rest_day) if calendar else due
    if settings.cycle == names.CYCLES[0]:
        return ReportPeriod(words.MONTH_LABEL.format(year=settings.year, month=month), due)
    return ReportPeriod(words.QUARTER_LABEL.format(year=settings.year, quarter=month // 3), due)


def judge(ledger: Ledger, as_of: date) -> Judged:
    """Every light of the ledger on one day."""
    clock = Clock(ledger.settings, Calendar.of(ledger.holidays), as_of)
    period = report_period(ledger.settings, as_of, clock.calendar)
    missing = find_missing(ledger, period)
    late_report = set(missing) if as_of > period.due else set()
    deadlines = {task.number: read_deadline(task, ledger) for task in ledger.tasks}
    periods = {(p.number, p.section, p.period): _judge_period(p, clock) for p in ledger.periods}
    events = {event.key: _judge_event(event, clock) for event in ledger.events}
    happened: dict[tuple[str, str], list[Light]] = defaultdict(list)
    for event in ledger.events:
        if event.happened_on:
            happened[event.number, event.section].append(events[event.key])
    reported: dict[tuple[str, str], list[Light]] = defaultdict(list)
    for (number, section, _), light in periods.items():
        reported[number, section].append(light)
    duties: dict[tuple[str, str], Light] = {}
    for duty in ledger.duties:
        if duty.number not in deadlines:
            continue
        key = (duty.number, duty.section)
        unreported = duty.section in late_report
        duties[key] = _judge_duty(
            duty, deadlines[duty.number], reported[key], happened[key], clock, unreported=unreported
        )
    late_events = {label_event(event): events[event.key] for event in ledger.events}
    return Judged(duties, periods, events, _overdue(duties, {**periods, **late_events}), missing, period)


def label_event(event: Event) -> tuple[str, str, str]:
    """编号, 科室 and what an event's row is called among a duty's periods (触发事件01)."""
    return event.number, event.section, words.EVENT_LABEL.format(count=event.key[-2:])


def find_missing(ledger: Ledger, period: ReportPeriod) -> tuple[str, ...]:
    """The sections that answer for something and have not handed in for the period (催报清单)."""
    if period.due <= ledger.settings.issued:
        return ()
    owing = {duty.section for duty in ledger.duties if duty.role in ANSWERING and duty.status not in (*SETTLED, *IDLE)}
    handed = {handin.section for handin in ledger.handins if handin.period == period.label}
    stands = (section for section in ledger.sections if section.until is None or section.until >= period.due)
    return tuple(section.name for section in stands if section.name in owing - handed)


def last_handin(handins: Iterable[Handin], section: str) -> date | None:
    """The day of a section's latest hand-in (上次报送)."""
    return max((handin.on for handin in handins if handin.section == section), default=None)


def is_exempt(duty: Duty) -> bool:
    """Whether a duty is 不涉及 by the office's word too (核查意见, 核查日期), and so leaves n of N."""
    return duty.status == states.NOT_APPLICABLE and bool(duty.review.strip() or duty.reviewed_on)


def confirm_exempt(ledger: Ledger, changes: Iterable[Change], as_of: date) -> Ledger:
    """The office's own 不涉及 is its word: where it typed the state itself, 核查日期 is the day of the run."""
    typed = {
        (one.number, one.section)
        for one in changes
        if (one.sheet, one.field, one.rule) == (names.DUTIES, names.STATUS, names.RULE_OFFICE)
    }
    if not typed:
        return ledger
    duties = (
        replace(duty, reviewed_on=as_of)
        if (duty.number, duty.section) in typed and duty.status == states.NOT_APPLICABLE and not is_exempt(duty)
        else duty
        for duty in ledger.duties
    )
    return replace(ledger, duties=tuple(duties))


def find_present_due(duty: Duty, due: date | None, clock: Clock) -> date | None:
    """The day a duty counts as late from (现截止日期): as extended, else moved off a rest day."""
    return duty.granted_to or clock.present(due)


def worst(lights: Iterable[Light]) -> Light:
    """The light that matters most: red before yellow before green, then the most days late."""
    return max(lights, key=lambda light: (RANK[light.colour], light.days_late), default=Light())


def _judge_duty(
    duty: Duty,
    deadline: Deadline,
    periods: list[Light],
    happened: list[Light],
    clock: Clock,
    *,
    unreported: bool,
) -> Light:
    due = deadline.due
    present = find_present_due(duty, due, clock)
    if duty.role == states.RELEASED or duty.status in IDLE:
        return Light(face="none", due=due, present_due=present)
    if is_exempt(duty):
        return Light(states.GREEN, states.NOT_APPLICABLE, "done", 0, due, present)
    if duty.status == states.NOT_APPLICABLE:
        return Light(states.YELLOW, states.EXEMPT_UNCONFIRMED, "unconfirmed", 0, due, present)
    if duty.status in FINISHED:
        return _finished(duty.finished_on, due, present)
    if duty.role not in ANSWERING:
        return Light(states.GREEN, states.SUPPORTING, "none", 0, due, present)
    if periods:
        light = worst(periods)
        if light.colour == states.GREEN:
            light = Light(states.GREEN, states.NORMAL, "normal")
    elif deadline.kind == "event" and not happened:
        light = Light(states.GREEN, states.WAITING, "waiting")
    else:
        light = _dated(present, clock)
    light = worst([light, *(one for one in happened if one.colour != states.GREEN)])
    if light.colour == states.GREEN and light.face != "waiting":
        light = _silent(duty, deadline, clock, unreported=unreported) or light
    return Light(light.colour, light.word, light.face, light.days_late, due, present)


def _finished(finished_on: date | None, due: date | None, present: date | None) -> Light:
    late = (finished_on - present).days if finished_on and present else 0
    word = states.DONE_LATE.format(days=late) if late > 0 else states.DONE_WORD
    return Light(states.GREEN, word, "done", 0, due, present)


def _dated(present: date | None, clock: Clock) -> Light:
    if present is None:
        return Light(states.GREEN, states.NO_DATE, "normal")
    left = (present - clock.as_of).days
    if left < 0:
        return Light(states.RED, states.OVERDUE.format(days=-left), "overdue", -left)
    if left <= clock.settings.soon_days:
        word = states.DUE_SOON.format(days=left) if left else states.DUE_TODAY
        return Light(states.YELLOW, word, "soon")
    return Light(states.GREEN, states.NORMAL, "normal")


def _silent(duty: Duty, deadline: Deadline, clock: Clock, *, unreported: bool) -> Light | None:
    if unreported:
        return Light(states.YELLOW, states.UNREPORTED, "unreported")
    issued = clock.settings.issued
    quiet = (clock.as_of - max(duty.updated_on or issued, issued)).days
    if deadline.kind in UNDATED and quiet >= clock.settings.stale_days:
        return Light(states.YELLOW, states.STALE.format(days=quiet), "stale")
    return None


def _judge_period(row: Period, clock: Clock) -> Light:
    present = clock.present(row.due)
    if row.status in FINISHED:
        return _finished(row.finished_on, row.due, present)
    if row.due < clock.settings.issued:
        return Light(states.GREEN, states.BEFORE_ISSUE, "before_issue", 0, row.due, present)
    if row.status in (states.NOT_APPLICABLE, *IDLE):
        return Light(states.GREEN, row.status, "none", 0, row.due, present)
    light = _dated(present, clock)
    word = states.NOT_DUE if light.face == "normal" else light.word
    return Light(light.colour, word, light.face, light.days_late, row.due, present)


def _judge_event(row: Event, clock: Clock) -> Light:
    """An event row: waiting, running or done, each by its own clock; hours count where both times are known.

    A clock that ran out before the plan was issued binds nobody (印发前不计).
    """
    if row.happened_on is None:
        return Light(states.GREEN, states.WAITING, "waiting") if row.event else Light()
    owed = cells.day_of(row.owed_by) if row.owed_by else None
    if row.actually_on is None:
        if owed is not None and owed < clock.settings.issued:
            return Light(states.GREEN, states.BEFORE_ISSUE, "before_issue", 0, owed, owed)
        light = _dated(owed, clock)
        word = states.UNDER_WAY if light.face == "normal" else light.word
        return Light(light.colour, word, light.face, light.days_late, owed, owed)
    light = _finished(cells.day_of(row.actually_on), owed, owed)
    timed = isinstance(row.actually_on, datetime) and isinstance(row.owed_by, datetime)
    if timed and light.word == states.DONE_WORD and row.owed_by and row.actually_on > row.owed_by:
        return Light(states.GREEN, states.DONE_TOO_LATE, "done", 0, owed, owed)
    return light


def _overdue(
    duties: Mapping[tuple[str, str], Light], periods: Mapping[tuple[str, str, str], Light]
) -> tuple[Overdue, ...]:
    """One entry an overdue period, else one an overdue duty; a duty judged by periods is not listed twice."""
    running = {key for key, light in duties.items() if light.face not in ("done", "none")}
    by_period = [
        Overdue(*key, light.due, light.present_due, light.days_late)
        for key, light in periods.items()
        if light.face == "overdue" and key[:2] in running and light.due and light.present_due
    ]
    seen = {(entry.number, entry.section) for entry in by_period}
    whole = [
        Overdue(key[0], key[1], "", light.due, light.present_due, light.days_late)
        for key, light in duties.items()
        if light.face == "overdue" and key not in seen and light.due and light.present_due
    ]
    return tuple(sorted((*by_period, *whole), key=lambda entry: (entry.number, entry.section, entry.period)))
