"""Checks applications against their clock (办理期限): limits typed, extensions, corrections, what is late or due soon.

Of an application nothing is told but its 登记号 and its days.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from automation import sheets
from automation.cells import show
from automation.model.finding import Finding, details
from automation.model.logbook import Request, Stage
from automation.model.origin import Origin
from automation.rules.request_clock import (
    SOON_WITHIN,
    days_late,
    find_unknown_years,
    judge_request,
    present_due,
    run_clock,
)
from automation.rules.workdays import Calendar
from automation.terms import logbook as words


@dataclass(frozen=True, slots=True)
class Pending:
    """The applications that are not answered on a day (在办), and of these the ones of a stage, by 登记号."""

    open: int = 0
    waiting: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    soon: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """What the weekly report says of them: counts and 登记号, nothing else."""
        return words.WEEKLY.format(
            open=self.open,
            waiting=len(self.waiting),
            late=len(self.late),
            late_numbers=_list(self.late),
            days=SOON_WITHIN,
            soon=len(self.soon),
            soon_numbers=_list(self.soon),
        )


def _list(numbers: tuple[str, ...]) -> str:
    if not numbers:
        return ""
    shown = words.LIST.join(number or words.UNNUMBERED for number in numbers[: words.NUMBERS_SHOWN])
    if len(numbers) > words.NUMBERS_SHOWN:
        shown = words.MORE_NUMBERS.format(numbers=shown)
    return words.NUMBERS.format(numbers=shown)


def find_pending(requests: Iterable[Request], calendar: Calendar, as_of: date) -> Pending:
    """Who still waits for an answer on a day, and for how many it is or will soon be late."""
    stages = [(judge_request(request, calendar, as_of), request.number) for request in requests]

    def of(stage: Stage) -> tuple[str, ...]:
        return tuple(number for found, number in stages if found is stage)

    waiting, late, soon = of(Stage.WAITING), of(Stage.LATE), of(Stage.SOON)
    return Pending(sum(found is not Stage.ANSWERED for found, _ in stages), waiting, late, soon)


def check_requests(requests: Iterable[Request], calendar: Calendar, as_of: date) -> list[Finding]:
    """Everything the clock has to say about the applications on a day."""
    listed = tuple(requests)
    found = [finding for request in listed for finding in _check(request, calendar, as_of)]
    place = Origin(listed[0].origin.file, sheets.REQUESTS.name) if listed else Origin()
    years = find_unknown_years(listed, calendar)
    return [*found, *(Finding("calendar_unknown", value=str(year), origin=place) for year in years)]


def _check(request: Request, calendar: Calendar, as_of: date) -> Iterator[Finding]:
    clock = run_clock(request, calendar)

    def told(kind: str, column: str, value: date | None, **more: object) -> Finding:
        header = sheets.REQUESTS.column(column).header
        number = request.number or words.UNNUMBERED
        return Finding(kind, number, "", show(value), details(**more), request.origin.at(column=header))

    if request.asked_on is not None and clock.ask_by is not None and request.asked_on > clock.ask_by:
        yield told("correction_late", "asked_on", request.asked_on, before=show(clock.ask_by))
    if clock.due is not None and clock.longest is not None:
        if request.typed_due is not None and request.typed_due not in (clock.due, present_due(request, calendar)):
            yield told("due_differs", "typed_due", request.typed_due, wanted=show(clock.due))
        if request.extended_to is not None and request.extended_to > clock.longest:
            yield told("extension_long", "extended_to", request.extended_to, wanted=show(clock.longest))
        elif request.extended_to is not None and request.extended_to <= clock.due:
            yield told("extension_early", "extended_to", request.extended_to, wanted=show(clock.due))
    late, due = days_late(request, calendar, as_of), present_due(request, calendar)
    stage = judge_request(request, calendar, as_of)
    if stage is Stage.LATE:
        yield told("request_late", "answered_on", due, count=late)
    elif stage is Stage.SOON:
        yield told("request_soon", "answered_on", due)
    elif stage is Stage.ANSWERED and late:
        yield told("request_answered_late", "answered_on", request.answered_on, count=late, before=show(due))
