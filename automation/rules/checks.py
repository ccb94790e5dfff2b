"""Checks the ledger as a whole (台账检查): what no single cell shows to be wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from automation import cells
from automation.model.finding import Finding, details
from automation.model.ledger import Ledger
from automation.model.origin import Origin
from automation.rules.assign import ANSWERING, understand_deadline
from automation.rules.chasing import check_chases
from automation.rules.items import check_item_sections
from automation.rules.paper_checks import check_papers
from automation.rules.readings import check_indicators
from automation.rules.requirement import find_clocks
from automation.rules.rollup import check_targets
from automation.rules.supervision import FINISHED, is_exempt
from automation.rules.workdays import Calendar, is_hourly
from automation.terms import deadlines as words
from automation.terms import sheets as names
from automation.terms import states


def check_ledger(ledger: Ledger) -> list[Finding]:
    """Targets missed by work said to be done, hours counted from a day, holidays, years without a calendar, papers."""
    return [
        *check_targets(ledger),
        *check_indicators(ledger),
        *check_item_sections(ledger),
        *_check_hours(ledger),
        *_check_open_events(ledger),
        *_check_exempt(ledger),
        *_check_holidays(ledger),
        *_check_calendar(ledger),
        *check_papers(ledger),
        *check_chases(ledger),
    ]


def _check_hours(ledger: Ledger) -> Iterator[Finding]:
    told = details(year=ledger.settings.year)
    for row in ledger.events:
        if row.happened_on and not isinstance(row.happened_on, datetime):
            clocks = find_clocks(row.time_limit)
            if clocks and is_hourly(clocks[0].limit):
                yield Finding("time_needed", row.number, row.section, row.event, told)


def _check_open_events(ledger: Ledger) -> Iterator[Finding]:
    """Happenings without their end under work said to be done: the row would stay red where the task is green."""
    done = {(duty.number, duty.section): duty.status for duty in ledger.duties if duty.status in FINISHED}
    for row in ledger.events:
        status = done.get((row.number, row.section))
        if status and row.happened_on and not row.actually_on:
            told = details(before=status, count=int(row.key[-2:]))
            yield Finding("event_open", row.number, row.section, row.event or cells.show(row.happened_on), told)


def _check_exempt(ledger: Ledger) -> Iterator[Finding]:
    """Duties a section says do not concern it, which leave the count only by the office's word too."""
    for duty in ledger.duties:
        if duty.status == states.NOT_APPLICABLE and duty.role in ANSWERING and not is_exempt(duty):
            yield Finding("exempt_unconfirmed", duty.number, duty.section)


def _check_holidays(ledger: Ledger) -> Iterator[Finding]:
    for row in ledger.holidays:
        if not row.usable:
            told = details(last=cells.show(row.last), choice=row.kind)
            yield Finding("holiday_bad", value=cells.show(row.first), details=told, origin=Origin("", names.HOLIDAYS))


def _check_calendar(ledger: Ledger) -> Iterator[Finding]:
    """One finding a year for which work days were counted from Monday to Friday alone."""
    calendar = Calendar.of(ledger.holidays)
    years = set()
    for row in ledger.events:
        if row.happened_on and row.owed_by and words.WORK_DAY in row.time_limit:
            years |= {row.happened_on.year, row.owed_by.year}
    for task in ledger.tasks:
        if words.WORK_DAY in task.deadline:
            years |= {day.year for day in understand_deadline(task, ledger).occurrences}
    for year in sorted(years):
        if not calendar.knows(year):
            yield Finding("calendar_unknown", value=str(year))
