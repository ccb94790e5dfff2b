"""Finds what waits for somebody's word (待决定): the weekly report and the leader's page list the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from automation.model.ledger import Ledger
from automation.rules.chasing import find_steps
from automation.rules.supervision import Judged
from automation.terms import drafting, states
from automation.terms import rhythm as words
from automation.terms import sheets as names


def find_decisions(ledger: Ledger, judged: Judged, as_of: date) -> tuple[str, ...]:
    """What only a leader or the office settles, a sentence each: whom to name, what to extend, which value counts."""
    return (*_of_duties(ledger, judged, as_of), *_conflicts(ledger), *_questions(ledger))


def _of_duties(ledger: Ledger, judged: Judged, as_of: date) -> Iterator[str]:
    tasks = {task.number: task for task in ledger.tasks}
    for entry in find_steps(ledger, judged, as_of).named:
        yield words.PAGE_NAMED.format(
            section=entry.section,
            order=tasks[entry.number].order,
            period=words.PERIOD_OF.format(period=entry.period) if entry.period else "",
            word=states.OVERDUE.format(days=entry.days_late),
        )
    for duty in ledger.duties:
        asked = duty.number in tasks and duty.extension_to and not duty.granted_to
        if asked and judged.duties[duty.number, duty.section].face != "done":
            yield words.PAGE_EXTENSION.format(
                section=duty.section,
                order=tasks[duty.number].order,
                day=drafting.DAY.format(day=duty.extension_to),
                reason=words.PAGE_REASON.format(reason=duty.extension_reason) if duty.extension_reason else "",
            )
    for duty in ledger.duties:
        if duty.number in tasks and judged.duties[duty.number, duty.section].face == "unconfirmed":
            yield words.PAGE_EXEMPT.format(section=duty.section, order=tasks[duty.number].order)


def _conflicts(ledger: Ledger) -> Iterator[str]:
    orders = {task.number: task.order for task in ledger.tasks}
    for conflict in ledger.conflicts:
        yield drafting.DECIDE_CONFLICT.format(
            order=orders.get(conflict.number, conflict.number),
            section=conflict.section,
            field=conflict.field,
            master=conflict.master,
            theirs=conflict.section_value,
        )


def _questions(ledger: Ledger) -> Iterator[str]:
    orders = {task.number: task.order for task in ledger.tasks}
    for question in ledger.questions:
        if question.answer:
            continue
        if question.number in orders:
            yield drafting.DECIDE_QUESTION.format(order=orders[question.number], question=question.question)
        elif question.kind == names.QUESTION_ROW:
            yield question.question
