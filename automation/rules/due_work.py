"""Lists what falls due in a span of days (到期事项), for the month's reminder and the quarter's bulletin alike.

Each period of recurring work and each event counts by itself, and work judged by periods is not listed once more as a
whole. Whole-year work ends with the year; it has no day of its own and is only counted (全年工作).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from automation.model.ledger import Duty, Ledger
from automation.model.rhythm import DueRow
from automation.rules.assign import ANSWERING, read_deadline
from automation.rules.rollup import is_counted
from automation.rules.shorten import shorten
from automation.rules.supervision import Judged, Light, label_event
from automation.terms import rhythm as words

WHOLE_YEAR = "whole_year"


def find_due(ledger: Ledger, judged: Judged, first: date, last: date) -> tuple[DueRow, ...]:
    """Everything whose 现截止日期 lies between two days, both counted, by day and then as the sections stand."""
    tasks = {task.number: task for task in ledger.tasks}
    place = {section.name: rank for rank, section in enumerate(ledger.sections)}
    rows = []
    for duty, period, kind, light in _dated(ledger, judged):
        day = light.present_due
        if day is not None and first <= day <= last:
            task = tasks[duty.number]
            item, done = shorten(task.requirement), light.face == "done"
            order = str(task.order)
            rows.append(DueRow(duty.number, order, duty.section, item, period, kind, day, light.word, done))
    return tuple(sorted(rows, key=lambda row: (row.due, place.get(row.section, len(place)), int(row.order))))


def find_closing(ledger: Ledger, judged: Judged, first: date, last: date) -> tuple[Duty, ...]:
    """Whole-year work not finished yet that ends between two days."""
    found = []
    for duty in _counted(ledger):
        light = judged.duties[duty.number, duty.section]
        if light.present_due and first <= light.present_due <= last and light.face != "done":
            found.append(duty)
    whole = _whole_year(ledger)
    return tuple(duty for duty in found if duty.number in whole)


def _dated(ledger: Ledger, judged: Judged) -> Iterator[tuple[Duty, str, str, Light]]:
    periods: dict[tuple[str, str], list[str]] = {}
    for row in ledger.periods:
        periods.setdefault((row.number, row.section), []).append(row.period)
    events: dict[tuple[str, str], list[tuple[str, Light]]] = {}
    for event in ledger.events:
        if event.happened_on:
            events.setdefault((event.number, event.section), []).append(
                (label_event(event)[2], judged.events[event.key])
            )
    whole = _whole_year(ledger)
    for duty in _counted(ledger):
        key = (duty.number, duty.section)
        for label, light in events.get(key, ()):
            if light.face != "before_issue":
                yield duty, label, words.EVENT, light
        for period in periods.get(key, ()):
            light = judged.periods[(*key, period)]
            if light.face not in ("before_issue", "none"):
                yield duty, period, words.PERIOD, light
        if key not in periods and key not in events and duty.number not in whole:
            yield duty, "", words.TASK, judged.duties[key]


def _counted(ledger: Ledger) -> Iterator[Duty]:
    return (duty for duty in ledger.duties if duty.role in ANSWERING and is_counted(duty))


def _whole_year(ledger: Ledger) -> set[str]:
    return {task.number for task in ledger.tasks if read_deadline(task, ledger).kind == WHOLE_YEAR}
