"""The facts rules count (考核依据): each as the rows of the master it is made of, whose they are, good or not.

Everything late comes from the same judgements as 亮灯 and 逾期清单, so that no score disagrees with them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from automation import cells, sheets
from automation.model.ledger import Duty, Ledger, Period
from automation.model.plan import Section
from automation.model.rows import Key
from automation.model.scoring import Cause
from automation.rules.assign import ANSWERING
from automation.rules.rollup import is_counted
from automation.rules.score_parties import find_former, has_ended
from automation.rules.supervision import (
    FINISHED,
    IDLE,
    SETTLED,
    Judged,
    Light,
    ReportPeriod,
    label_event,
    report_period,
)
from automation.rules.workdays import Calendar
from automation.terms import scoring as words
from automation.terms import states

Facts = Mapping[str, Mapping[str, tuple[Cause, ...]]]
"""Fact → section that answers for it → rows."""
Key3 = tuple[str, str, str]


def gather_facts(ledger: Ledger, judged: Judged, as_of: date) -> Facts:
    """Every fact the ledger itself holds, on one day."""
    duties = {(d.number, d.section): d for d in ledger.duties if d.role in ANSWERING and is_counted(d)}
    whose = _Whose(find_former(ledger, as_of))
    over = as_of >= date(ledger.settings.year, 12, 31)  # then all work of the year should be done
    done = [*_done_rows(ledger, judged, duties.keys(), as_of), *_done_duties(ledger, judged, duties)]
    late = list(_overdue(ledger, judged))
    states_of = [(_settling_day(duty, judged), _of_state(duty)) for duty in duties.values()]
    handed = list(_handed(ledger, as_of))
    found: dict[str, Iterable[tuple[date | None, Cause]]] = {
        words.TASKS_DONE: states_of,
        words.DUE_DONE: [one for one in states_of if over or _is_due(one[1], judged, as_of)],
        words.ON_TIME: [*done, *late],
        words.OVERDUE: late,
        words.DONE_LATE: [(day, replace(cause, good=False)) for day, cause in done if not cause.good],
        words.RETURNED: [
            (day, replace(cause, good=False)) for day, cause in states_of if cause.said == states.RETURNED
        ],
        words.HANDED_ON_TIME: handed,
        words.NOT_HANDED: [one for one in handed if not one[1].key[0]],
        words.HANDED_LATE: [one for one in handed if one[1].key[0] and not one[1].good],
    }
    return {fact: whose.share(rows) for fact, rows in found.items()}


class _Whose:
    """Gives each row to whom it counts for: of what was handed over (移交), up to the end of a section, that one."""

    def __init__(self, former: Mapping[tuple[str, str], Section]) -> None:
        self._former = former

    def share(self, rows: Iterable[tuple[date | None, Cause]]) -> dict[str, tuple[Cause, ...]]:
        shared: dict[str, list[Cause]] = defaultdict(list)
        for day, cause in rows:
            former = self._former.get((cause.number, cause.section))
            if former and former.until and day and day <= former.until:
                said = words.SAID_HANDED_OVER.format(said=cause.said, section=cause.section)
                shared[former.name].append(replace(cause, said=said))
            else:
                shared[cause.section].append(cause)
        return {owner: tuple(causes) for owner, causes in shared.items()}


def _of_state(duty: Duty) -> Cause:
    said = duty.status or words.NO_STATUS
    key = (duty.number, duty.section)
    return Cause(sheets.DUTIES.name, key, *key, "", said, duty.status in FINISHED)


def _settling_day(duty: Duty, judged: Judged) -> date | None:
    """The day that decides whose a duty is: when it was finished, else when it is due."""
    light = judged.duties.get((duty.number, duty.section), Light())
    return (duty.finished_on if duty.status in FINISHED else None) or light.present_due


def _is_due(cause: Cause, judged: Judged, as_of: date) -> bool:
    present = judged.duties.get((cause.number, cause.section), Light()).present_due
    return present is not None and (cause.good or present < as_of)


def _done_rows(
    ledger: Ledger, judged: Judged, answering: Collection[tuple[str, str]], as_of: date
) -> Iterator[tuple[date | None, Cause]]:
    """Periods and events that were done, and of sections that have ended those that were not.

    What was owed before the issue does not count (印发前不计), and of an ended section nothing later than its end.
    """
    ended = {section.name: section.until for section in ledger.sections if has_ended(section, as_of)}
    rows = [
        *((sheets.PERIODS.name, key, key, judged.periods[key]) for key in map(_key_of, ledger.periods)),
        *(
            (sheets.EVENTS.name, (event.key,), label_event(event), judged.events[event.key])
            for event in ledger.events
            if event.happened_on and cells.day_of(event.happened_on) <= as_of
        ),
    ]
    for sheet, key, named, light in rows:
        until = ended.get(named[1])
        mine = named[:2] in answering or (until is not None and light.due is not None and light.due <= until)
        if mine and light.due and light.due >= ledger.settings.issued:
            yield from _done(sheet, key, named, light)
            if named[:2] not in answering and light.face == "overdue":
                yield light.present_due, Cause(sheet, key, *named, light.word, good=False)


def _key_of(row: Period) -> Key3:
    return row.number, row.section, row.period


def _done_duties(
    ledger: Ledger, judged: Judged, duties: Mapping[tuple[str, str], Duty]
) -> Iterator[tuple[date | None, Cause]]:
    """Dated duties that were done; those with periods are judged by these."""
    by_periods = {(row.number, row.section) for row in ledger.periods}
    for key, duty in duties.items():
        light = judged.duties.get(key, Light())
        if duty.status in FINISHED and key not in by_periods:
            yield from _done(sheets.DUTIES.name, key, (*key, ""), light)


def _done(sheet: str, key: Key, named: Key3, light: Light) -> Iterator[tuple[date | None, Cause]]:
    if light.face == "done" and light.present_due:
        yield light.present_due, Cause(sheet, key, *named, light.word, light.word == states.DONE_WORD)


def _overdue(ledger: Ledger, judged: Judged) -> Iterator[tuple[date | None, Cause]]:
    """逾期清单 entry by entry, each with the row it is about."""
    periods = {(row.number, row.section, row.period) for row in ledger.periods}
    events = {label_event(event): event.key for event in ledger.events}
    for entry in judged.overdue:
        named = (entry.number, entry.section, entry.period)
        said = words.SAID_OVERDUE.format(days=entry.days_late)
        place: tuple[str, Key] = (sheets.DUTIES.name, named[:2])
        if named in periods:
            place = (sheets.PERIODS.name, named)
        elif named in events:
            place = (sheets.EVENTS.name, (events[named],))
        yield entry.present_due, Cause(*place, *named, said, good=False)


def _handed(ledger: Ledger, as_of: date) -> Iterator[tuple[date | None, Cause]]:
    """Each reporting period a section owed its form for, and when it came (报送); the key is that day."""
    open_until: dict[str, list[date | None]] = defaultdict(list)
    ended = {section.name for section in ledger.sections if has_ended(section, as_of)}
    for duty in ledger.duties:
        if (duty.role in ANSWERING or duty.section in ended) and duty.status not in IDLE:
            finished = duty.finished_on if duty.status in SETTLED else None
            if duty.status not in SETTLED or finished:
                open_until[duty.section].append(finished)
    came = {(handin.section, handin.period): handin.on for handin in ledger.handins if handin.on <= as_of}
    for period in _past_periods(ledger, as_of):
        for section in ledger.sections:
            owing = any(day is None or day > period.due for day in open_until[section.name])
            if owing and section.stands(period.due):
                yield period.due, _of_handin(section.name, period, came.get((section.name, period.label)))


def _past_periods(ledger: Ledger, as_of: date) -> Iterator[ReportPeriod]:
    """The reporting periods that were owed after the issue and before this day."""
    year, calendar = ledger.settings.year, Calendar.of(ledger.holidays)
    periods = dict.fromkeys(report_period(ledger.settings, date(year, month, 1), calendar) for month in range(1, 13))
    return (period for period in periods if ledger.settings.issued < period.due < as_of)


def _of_handin(section: str, period: ReportPeriod, on: date | None) -> Cause:
    due = cells.show(period.due)
    said = words.SAID_HANDED.format(due=due, on=cells.show(on)) if on else words.SAID_NOT_HANDED.format(due=due)
    good = on is not None and on <= period.due
    return Cause(sheets.RUNS.name, (cells.show(on),), "", section, period.label, said, good)
