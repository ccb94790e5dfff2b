"""plan 读方案 and explain 解释: what is understood of a plan, a deadline, a unit text. Nothing is written."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from automation import cells
from automation.errors import AutomationError
from automation.jobs.init import read_plan
from automation.jobs.outcome import Outcome, Run
from automation.model.finding import sort_findings
from automation.model.plan import Deadline, Units
from automation.rules.deadlines import resolve_deadline
from automation.rules.demands import Demand, find_demands
from automation.rules.draft_plan import check_columns, draft_tasks, first_leads_of
from automation.rules.requirement import find_targets, find_task_clocks, resolve_task_deadline
from automation.rules.units import resolve_units
from automation.terms import commands as say
from automation.terms import sheets as names

SHOWN_DAYS = 12


def plan(run: Run, path: Path, year: int, *, first_leads: bool = False) -> Outcome:
    """Show the tasks of a plan with their units and deadlines as understood, and what a person must settle."""
    ledger, document, _ = read_plan(path, year, "", run.as_of)
    known = [name for section in ledger.sections for name in (section.name, *section.aliases)]
    first_leads = first_leads or first_leads_of(document.body)
    tasks, findings = draft_tasks(document.rows, year, known, first_leads=first_leads)
    findings += check_columns(document)
    shown: list[dict[str, object]] = []
    lines: list[str] = [say.PLAN_READ.format(plan=path.name, count=len(tasks))]
    for task in tasks:
        units = resolve_units(task.units, known, first_leads=first_leads)
        deadline = resolve_task_deadline(task.deadline, task.requirement, year)
        targets, clocks = find_targets(task.requirement), find_task_clocks(task.deadline, task.requirement, year)
        shown.append(
            {
                "number": task.number,
                "order": task.order,
                "area": task.area,
                "topic": task.topic,
                "requirement": task.requirement,
                "units": show_units(units),
                "deadline": show_deadline(deadline),
                "targets": [asdict(target) for target in targets],
                "clocks": [asdict(clock) for clock in clocks],
            }
        )
        said = [_say_deadline(deadline)]
        said += [say.SAY_TARGETS.format(targets=say.SAY_LIST.join(one.text for one in targets))] if targets else []
        said += [say.SAY_CLOCKS.format(clocks=say.SAY_LIST.join(one.text for one in clocks))] if clocks else []
        lines.append(
            say.PLAN_LINE.format(
                order=task.order,
                requirement=task.requirement,
                units=_say_units(units),
                deadline=say.SAY_JOIN.join(said),
            )
        )
    demands = find_demands(document.body, year)
    lines += [say.DEMANDS_HERE.format(count=len(demands))] if demands else []
    lines += [say.DEMAND_LINE.format(kind=demand.kind, text=demand.text) for demand in demands]
    extra: dict[str, object] = {"tasks": shown, "demands": [_show_demand(demand) for demand in demands]}
    return Outcome(run.command, run.as_of, (), sort_findings(findings), extra, tuple(lines))


def _show_demand(demand: Demand) -> dict[str, object]:
    """A demand of the letter as JSON."""
    return {
        "text": demand.text,
        "kind": demand.kind,
        "deadline": show_deadline(demand.deadline),
        "targets": [asdict(target) for target in demand.targets],
        "recipient": demand.recipient or None,
        "form": demand.form or None,
        "row": demand.origin.row or None,
    }


def explain(run: Run, year: int | None, deadline: str | None, units: str | None) -> Outcome:
    """Show how one deadline or one responsible-unit text is understood; without a ``year`` it is the run's own.

    Raises AutomationError unless exactly one text is given.
    """
    if (deadline is None) == (units is None):
        raise AutomationError(say.EXPLAIN_ONE)
    if deadline is not None:
        read = resolve_deadline(deadline, year or run.as_of.year)
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
        "reports": [day.isoformat() for day in deadline.reports],
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
    if deadline.reports != deadline.occurrences and deadline.reports:
        first = say.SAY_REPORTS.format(due=deadline.occurrences[0].isoformat(), end=deadline.reports[0].isoformat())
        said.append(first)
    if deadline.soft:
        said.append(say.SAY_SOFT.format(soft=deadline.soft))
    if deadline.question:
        said.append(say.SAY_QUESTION.format(question=deadline.question))
    return say.SAY_JOIN.join(said)
