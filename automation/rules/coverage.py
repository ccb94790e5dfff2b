"""Compares the plan above with ours (上级任务对照): which of its tasks are taken up by which of ours.

The program only suggests, with its reason; the office decides in 上级任务对照, and its word is remembered as long as
the task above reads the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from automation.cells import fold
from automation.model.finding import Finding, details
from automation.model.ledger import Covering, Ledger
from automation.model.origin import Origin
from automation.model.plan import Task
from automation.rules.alike import Likeness, Match, shared_phrases
from automation.rules.assign import read_deadline
from automation.rules.deadlines import resolve_deadline
from automation.rules.requirement import resolve_task_deadline
from automation.terms import coverage as words
from automation.terms import sheets as names
from automation.terms import states

ALIKE = 0.3  # of both texts shared: taken up
CONTAINED = 0.6  # of the shorter one shared: one is a part of the other
CONTAINED_FROM = 0.15  # of both, below which a shared part is no more than a phrase
MOST = 5  # of ours suggested for one task above


@dataclass(frozen=True, slots=True)
class Later:
    """A task of ours that is due after the task above it takes up: 编号 and both days."""

    key: str
    number: str
    above: date
    ours: date


def suggest_coverage(upstream: Sequence[Task], ledger: Ledger) -> tuple[Covering, ...]:
    """A row for each task above, in its order: what of ours reads like it and why, and what the office has chosen."""
    ours = [task for task in ledger.tasks if not _is_cancelled(task, ledger)]
    likeness = Likeness([task.requirement for task in ours], [task.requirement for task in upstream])
    chosen = {fold(row.requirement): row for row in ledger.coverings}
    rows = []
    for task in upstream:
        found = [match for match in likeness.find(task.requirement) if _takes_up(match)][:MOST]
        before = chosen.get(fold(task.requirement))
        rows.append(
            Covering(
                words.UPSTREAM_KEY.format(order=task.order),
                task.area,
                task.requirement,
                task.deadline,
                names.LIST_SEPARATOR.join(str(ours[match.place].order) for match in found),
                _reason(task, ours[found[0].place], found[0]) if found else "",
                before.chosen if before else "",
                before.note if before else "",
            )
        )
    return tuple(rows)


def find_takers(ledger: Ledger) -> list[tuple[Covering, tuple[Task, ...]]]:
    """Each task above with ours that take it up: the office's choice, else the suggestion; none for 无."""
    known = _by_name(ledger)
    rows = []
    for row in ledger.coverings:
        named = [known[name] for part in _parts(row.chosen or row.suggested) if (name := _name(part)) in known]
        rows.append((row, tuple(sorted(dict.fromkeys(named), key=lambda task: task.order))))
    return rows


def find_untaken(ledger: Ledger) -> list[Covering]:
    """The tasks above that none of ours takes up, those the office has decided to leave (无) among them."""
    return [row for row, takers in find_takers(ledger) if not takers]


def renumber_choices(coverings: Sequence[Covering], orders: Mapping[int, int]) -> tuple[Covering, ...]:
    """The comparison after a revision moved tasks: ``orders`` are their 序号 before → after."""

    def renumber(text: str) -> str:
        parts = _parts(text)
        moved = [
            str(orders.get(int(order[1]), int(order[1]))) if (order := re.match(words.ORDER, part)) else part
            for part in parts
        ]
        return text if moved == parts else names.LIST_SEPARATOR.join(moved)

    return tuple(replace(row, suggested=renumber(row.suggested), chosen=renumber(row.chosen)) for row in coverings)


def check_coverage(ledger: Ledger, file: str = "") -> list[Finding]:
    """What nobody takes up, what is due later than above, and choices that name no task of ours."""
    place = Origin(file, names.COVERINGS)
    known = _by_name(ledger)
    found = []
    for row in ledger.coverings:
        unknown = [part for part in _parts(row.chosen) if part not in words.NOT_TAKEN and _name(part) not in known]
        found += [Finding("cover_unknown", value=part, origin=place) for part in unknown]
    untaken = [row.key.lstrip("0") for row in find_untaken(ledger) if row.chosen not in words.NOT_TAKEN]
    if untaken:
        listed = names.LIST_SEPARATOR.join(untaken)
        found.append(Finding("cover_none", value=listed, details=details(count=len(untaken)), origin=place))
    for late in find_later(ledger):
        said = details(before=late.above.isoformat(), issue=late.key.lstrip("0"))
        found.append(Finding("cover_later", late.number, value=late.ours.isoformat(), details=said, origin=place))
    return found


def find_later(ledger: Ledger) -> Iterator[Later]:
    """Tasks of ours that are due after the task above they take up."""
    year = ledger.settings.year
    for row, takers in find_takers(ledger):
        above = resolve_task_deadline(row.deadline, row.requirement, year).due
        if above is None or resolve_deadline(row.deadline, year).kind in ("whole_year", "recurring"):
            continue
        for task in takers:
            ours = read_deadline(task, ledger).due
            if ours is not None and ours > above:
                yield Later(row.key, task.number, above, ours)


def _takes_up(match: Match) -> bool:
    return match.both >= ALIKE or (match.inside >= CONTAINED and match.both >= CONTAINED_FROM)


def _reason(above: Task, ours: Task, match: Match) -> str:
    phrases = shared_phrases(above.requirement, ours.requirement)
    sentence = words.REASON if phrases else words.REASON_PLAIN
    share = round(100 * max(match.both, match.inside))
    return sentence.format(share=share, phrases=words.JOIN_PHRASES.join(phrases))


def _parts(text: str) -> list[str]:
    return [part for part in re.split(words.SPLIT, text) if part]


def _by_name(ledger: Ledger) -> dict[str, Task]:
    """Our tasks by 序号 and by 编号, as 对应序号 may name them."""
    return {name: task for task in ledger.tasks for name in (str(task.order), task.number)}


def _name(part: str) -> str:
    """A word of 对应序号 without the noughts before a 序号."""
    order = re.match(words.ORDER, part)
    return order[1] if order else part


def _is_cancelled(task: Task, ledger: Ledger) -> bool:
    mine = [duty.status for duty in ledger.duties if duty.number == task.number and duty.role != states.RELEASED]
    return bool(mine) and all(status == states.CANCELLED for status in mine)
