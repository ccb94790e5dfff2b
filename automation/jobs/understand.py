"""plan 读方案 and explain 解释: what is understood of a plan, a deadline, a unit text. Nothing is written."""

from __future__ import annotations

from pathlib import Path

from automation import cells
from automation.errors import AutomationError
from automation.jobs.init import read_plan
from automation.jobs.outcome import Outcome, Run
from automation.model.finding import sort_findings
from automation.model.plan import Deadline, Units
from automation.rules.deadlines import resolve_deadline
from automation.rules.draft_plan import draft_tasks
from automation.rules.units import resolve_units
from automation.terms import commands as say
from automation.terms import sheets as names

SHOWN_DAYS = 12


def plan(run: Run, path: Path, year: int) -> Outcome:
    """Show the tasks of a plan with their units and deadlines as understood, and what a person must settle."""
    ledger, document, _ = read_plan(path, year, "", run.as_of)
    known = [name for section in ledger.sections for name in (section.name, *section.aliases)]
    tasks, findings = draft_tasks(document.rows, year, known)
    shown: list[dict[str, object]] = []
    lines: list[str] = [say.PLAN_READ.format(plan=path.name, count=len(tasks))]
    for task in tasks:
        units, deadline = resolve_units(task.units, known), resolve_deadline(task.deadline, year)
        shown.append(
            {
                "number": task.number,
                "order": task.order,
                "area": task.area,
                "topic": task.topic,
                "requirement": task.requirement,
                "units": show_units(units),
                "deadline": show_deadline(deadline),
            }
        )
        lines.append(
            say.PLAN_LINE.format(
                order=task.order,
                requirement=task.requirement,
                units=_say_units(units),
                deadline=_say_deadline(deadline),
            )
        )
    return Outcome(run.command, run.as_of, (), sort_findings(findings), {"tasks": shown}, tuple(lines))


def explain(run: Run, year: int, deadline: str | None, units: str | None) -> Outcome:
    """Show how one deadline or one responsible-unit text is understood. Raises AutomationError without exactly one."""
    if (deadline is None) == (units is None):
        raise AutomationError(say.EXPLAIN_ONE)
    if deadline is not None:
        read = resolve_deadline(deadline, year)
        return Outcome(run.command, run.as_of, (), (), {"deadline": show_deadline(read)}, (_say_deadline(read),))
    said = resolve_units(units or "")
    return Outcome(run.command, run.as_of, (), (), {"units": show_units(said)}, (_say_units(said),))


def show_units(units: Units) -> dict[str, object]:
    """UNITS of the JSON interface."""
    return {
        "text": units.text,
        "leads": list(units.leads),
        "supports": list(units.supports),
        "all_hands": units.all_hands,
        "open_groups": list(units.open_groups),
    }


def show_deadline(deadline: Deadline) -> dict[str, object]:
    """DEADLINE of the JSON interface, with the word that softens it beside."""
    return {
        "text": deadline.text,
        "kind": deadline.kind,
        "due": deadline.due.isoformat() if deadline.due else None,
        "occurrences": [day.isoformat() for day in deadline.occurrences],
        "event": deadline.event or None,
        "offset": deadline.offset or None,
        "question": deadline.question or None,
        "soft": deadline.soft or None,
    }


def _say_units(units: Units) -> str:
    parts = [
        (say.SAY_LEADS, units.leads),
        (say.SAY_SUPPORTS, units.supports),
        (say.SAY_OPEN, units.open_groups),
    ]
    said = [sentence.format(names=names.LIST_SEPARATOR.join(named)) for sentence, named in parts if named]
    if units.all_hands:
        said.append(say.SAY_EVERYBODY)
    return say.SAY_JOIN.join(said) or say.SAY_NOBODY


def _say_deadline(deadline: Deadline) -> str:
    said = [say.DEADLINE_KINDS[deadline.kind]]
    if deadline.due:
        said.append(say.SAY_DUE.format(due=deadline.due.isoformat()))
    if deadline.event:
        said.append(say.SAY_EVENT.format(event=deadline.event))
    if deadline.offset:
        said.append(say.SAY_OFFSET.format(offset=deadline.offset))
    if deadline.occurrences:
        days = [cells.show(day) for day in deadline.occurrences]
        shown = names.LIST_SEPARATOR.join(days[:SHOWN_DAYS]) + (say.SAY_MORE if len(days) > SHOWN_DAYS else "")
        said.append(say.SAY_OCCURRENCES.format(count=len(days), days=shown))
    if deadline.soft:
        said.append(say.SAY_SOFT.format(soft=deadline.soft))
    if deadline.question:
        said.append(say.SAY_QUESTION.format(question=deadline.question))
    return say.SAY_JOIN.join(said)
