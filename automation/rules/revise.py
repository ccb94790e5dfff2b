"""Puts a revised plan over the ledger in mid-year (修订方案): 编号 and progress stay, nothing is deleted.

A task of the new plan is one of ours when it carries our 编号, when it reads the same, or when it is the one most alike
and alike enough; what is only alike is told, so that a person looks. What the new plan no longer has is cancelled, but
for the tasks the office set up itself (正文要求, 科室新增).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from automation import cells
from automation.cells import fold
from automation.model.finding import Finding, details
from automation.model.ledger import Covering, Duty, Ledger
from automation.model.plan import Task
from automation.model.rows import Change
from automation.rules.alike import Likeness
from automation.rules.coverage import renumber_choices
from automation.rules.demands import next_order
from automation.sheets import COVERINGS, DUTIES, TASKS
from automation.terms import sheets as names
from automation.terms import states

SURE = 0.8  # alike enough to be the same task without asking
ALIKE = 0.45  # below this a task is a new one
_OWN = (names.FROM_BODY, names.QUESTION_ROW)  # tasks the office set up itself: no plan lists them, none drops them
_FIELDS = ("order", "area", "topic", "requirement", "units", "leads", "supports", "deadline")


@dataclass(frozen=True, slots=True)
class Revised:
    """The ledger after a revision, what changed, and which tasks are new, reworded or cancelled, by 编号."""

    ledger: Ledger
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    added: tuple[str, ...]
    reworded: tuple[str, ...]
    cancelled: tuple[str, ...]


def revise_plan(ledger: Ledger, revised: Sequence[Task]) -> Revised:
    """The ledger as the revised plan wants it; ``revised`` are its tasks as drafted, in its order."""
    pairs, likenesses = match_tasks(ledger.tasks, revised)
    known = {task.number: task for task in ledger.tasks}
    following = next_order(ledger.tasks, ledger.numbered)
    tasks: list[Task] = []
    changes: list[Change] = []
    findings: list[Finding] = []
    added: list[str] = []
    reworded: list[str] = []
    for place, task in enumerate(revised):
        number = pairs.get(place)
        if number is None:
            number = names.TASK_NUMBER.format(year=ledger.settings.year, order=following)
            following += 1
            added.append(number)
            changes.append(_change(TASKS.name, (number,), names.NUMBER, "", task.requirement, task))
            tasks.append(replace(task, number=number, given=""))
            continue
        old = known[number]
        leads, supports = _names(old, task, "leads"), _names(old, task, "supports")
        kept = replace(task, number=number, leads=leads, supports=supports, given="")
        tasks.append(kept)
        changed = list(_field_changes(old, kept, task))
        changes += changed
        if any(change.field != names.ORDER for change in changed):
            reworded.append(number)
        if max(likenesses[place], _same_letters(old, task)) < SURE:
            told = details(before=old.requirement)
            findings.append(Finding("plan_reworded", number, value=task.requirement, details=told, origin=task.origin))
    present = {task.number for task in tasks}
    gone = [task for task in ledger.tasks if task.number not in present]
    dropped = {task.number for task in gone if task.area not in _OWN}
    duties, moved = _move_duties(ledger, dropped, present)
    last = max((task.order for task in tasks), default=0)
    tasks += [replace(task, order=last + count) for count, task in enumerate(gone, 1)]
    cancelled = tuple(task.number for task in gone if any(change.number == task.number for change in moved))
    orders = {known[task.number].order: task.order for task in tasks if task.number in known}
    coverings = renumber_choices(ledger.coverings, orders)
    changes += _choice_changes(ledger.coverings, coverings)
    done = replace(ledger, tasks=tuple(tasks), duties=duties, coverings=coverings)
    return Revised(done, (*changes, *moved), tuple(findings), tuple(added), tuple(reworded), cancelled)


def match_tasks(known: Sequence[Task], revised: Sequence[Task]) -> tuple[dict[int, str], dict[int, float]]:
    """(place in the revised plan → 编号, place → likeness): by 编号, by equal text, then by the most alike first."""
    pairs: dict[int, str] = {}
    likeness: dict[int, float] = {}
    free = {task.number: task for task in known}

    def pair(place: int, number: str, share: float) -> None:
        pairs[place] = number
        likeness[place] = share
        del free[number]

    for place, task in enumerate(revised):
        if task.given and task.given in free:
            pair(place, task.given, 1.0)
    same: dict[str, list[str]] = {}
    for old in free.values():
        same.setdefault(fold(old.requirement), []).append(old.number)
    for place, task in enumerate(revised):
        left = [number for number in same.get(fold(task.requirement), ()) if number in free]
        if place not in pairs and left:
            near = [number for number in left if fold(free[number].topic) == fold(task.topic)]
            pair(place, (near or left)[0], 1.0)
    rest = list(free.values())
    found = Likeness([old.requirement for old in rest], [task.requirement for task in revised])
    offers = [
        (match.both, place, rest[match.place].number)
        for place, task in enumerate(revised)
        if place not in pairs
        for match in found.find(task.requirement)
        if match.both >= ALIKE
    ]
    for share, place, number in sorted(offers, key=lambda offer: (-offer[0], offer[1], offer[2])):
        if place not in pairs and number in free:
            pair(place, number, share)
    return pairs, likeness


def _same_letters(old: Task, new: Task) -> float:
    """The share of their text two tasks have in the same order; a short text with one new number is still the same."""
    return SequenceMatcher(None, fold(old.requirement), fold(new.requirement), autojunk=False).ratio()


def _names(old: Task, new: Task, role: str) -> tuple[str, ...]:
    """Who answers: what the office has settled, unless the plan now words its units in another way."""
    chosen: tuple[str, ...] = getattr(old if fold(old.units) == fold(new.units) else new, role)
    return chosen


def _field_changes(old: Task, new: Task, printed: Task) -> Iterator[Change]:
    for field in _FIELDS:
        before, after = (_text(getattr(task, field)) for task in (old, new))
        if fold(before) != fold(after):
            yield _change(TASKS.name, (old.number,), TASKS.column(field).header, before, after, printed)


def _choice_changes(before: Sequence[Covering], after: Sequence[Covering]) -> Iterator[Change]:
    """The office's choices in 上级任务对照 whose 序号 a revision has moved."""
    header = COVERINGS.column("chosen").header
    for old, new in zip(before, after, strict=True):
        if old.chosen != new.chosen:
            told = (header, old.chosen, new.chosen, names.RULE_REVISED)
            yield Change(COVERINGS.name, (old.key,), "", "", "", *told)


def _text(value: object) -> str:
    return names.LIST_SEPARATOR.join(value) if isinstance(value, tuple) else cells.show(value)


def _change(sheet: str, key: tuple[str, ...], field: str, before: str, after: str, task: Task) -> Change:
    section = key[1] if len(key) > 1 else ""
    return Change(sheet, key, key[0], section, "", field, before, after, names.RULE_REVISED, task.origin)


def _move_duties(ledger: Ledger, gone: set[str], kept: set[str]) -> tuple[tuple[Duty, ...], list[Change]]:
    """Duties of cancelled tasks are 取消 unless they are finished; those of tasks that come back take up again."""
    tasks = {task.number: task for task in ledger.tasks}
    moved: list[Change] = []
    duties = []
    for duty in ledger.duties:
        status = duty.status
        if duty.number in gone and status not in (states.DONE, states.CLOSED, states.CANCELLED):
            status = states.CANCELLED
        elif duty.number in kept and status == states.CANCELLED and _all_cancelled(ledger, duty.number):
            status = states.UNDER_WAY if duty.progress else states.NOT_STARTED
        if status != duty.status:
            key = (duty.number, duty.section)
            moved.append(_change(DUTIES.name, key, names.STATUS, duty.status, status, tasks[duty.number]))
        duties.append(replace(duty, status=status))
    return tuple(duties), moved


def _all_cancelled(ledger: Ledger, number: str) -> bool:
    """Whether the whole task was cancelled, not one section's part of it by the office."""
    return all(duty.status == states.CANCELLED for duty in ledger.duties if duty.number == number)
