"""init --revise 修订方案: a revised plan goes over the ledger in mid-year."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from automation.errors import AutomationError
from automation.jobs.init import read_plan
from automation.jobs.open_ledger import view_ledger
from automation.jobs.outcome import Outcome, Run
from automation.jobs.put_master import again_when_moved
from automation.jobs.settle_ledger import open_ledger, settle_ledger
from automation.jobs.workspace import Workspace
from automation.model.finding import sort_findings
from automation.model.ledger import Ledger
from automation.model.plan import Section
from automation.model.rows import BodyLine
from automation.rules.assign import assign_duties, known_names
from automation.rules.demands import ask_demands, find_demands
from automation.rules.draft_plan import check_columns, draft_tasks, find_sections, first_leads_of
from automation.rules.revise import Revised, revise_plan
from automation.terms import commands as say
from automation.terms import sheets as names


@again_when_moved
def revise(
    workspace: Workspace, run: Run, plan: Path, year: int, *, dry_run: bool = False, first_leads: bool = False
) -> Outcome:
    """Take a revised plan into the standing ledger; ``dry_run`` only lists what it would change."""
    run = replace(run, title=say.REVISION)
    with (view_ledger if dry_run else open_ledger)(workspace) as opened:
        ledger, _ = assign_duties(opened.ledger, run.as_of)
        if ledger.settings.year != year:
            raise AutomationError(say.REVISE_YEAR.format(year=ledger.settings.year))
        _, document, _ = read_plan(plan, year, "", run.as_of)
        first = first_leads or ledger.settings.first_leads or first_leads_of(document.body)
        tasks, found = draft_tasks(document.rows, year, known_names(ledger), first_leads=first)
        if not tasks:
            raise AutomationError(say.NO_TASKS.format(plan=plan.name))
        revised = revise_plan(ledger, tasks)
        opened.ledger = _with_demands(_with_sections(revised.ledger), document.body)
        opened.changes += revised.changes
        opened.findings += [*found, *check_columns(document), *revised.findings]
        files: tuple[str, ...] = ()
        findings = sort_findings(opened.findings)
        if not dry_run:
            findings = settle_ledger(opened, run).findings
            files = (opened.master.file,)
        extra: dict[str, object] = {
            "changes": [change.as_dict() for change in opened.changes],
            "added": list(revised.added),
            "reworded": list(revised.reworded),
            "cancelled": list(revised.cancelled),
        }
        return Outcome(
            run.command,
            run.as_of,
            files,
            findings,
            extra,
            _lines(revised, dry_run=dry_run),
            title=say.TRIAL.format(command=run.title) if dry_run else run.title,
        )


def _with_sections(ledger: Ledger) -> Ledger:
    """The directory with the sections only the revised plan names, when the directory itself came from a plan."""
    named = {name for section in ledger.sections for name in (section.name, *section.aliases)}
    typed = any(section.category or section.aliases or section.contact for section in ledger.sections)
    new = () if typed else tuple(Section(name) for name in find_sections(ledger.tasks) if name not in named)
    return replace(ledger, sections=(*ledger.sections, *new))


def _with_demands(ledger: Ledger, body: tuple[BodyLine, ...]) -> Ledger:
    """The letter's demands that are neither asked, nor tasks, nor deliveries yet."""
    known = {question.text for question in ledger.questions} | {task.requirement for task in ledger.tasks}
    known |= {delivery.item for delivery in ledger.deliveries}
    new = [demand for demand in find_demands(body, ledger.settings.year) if demand.text not in known]
    taken = {question.key for question in ledger.questions}
    free = [key for count in range(1, 1000) if (key := names.DEMAND_KEY.format(count=count)) not in taken]
    asked = tuple(replace(question, key=key) for question, key in zip(ask_demands(new), free, strict=False))
    return replace(ledger, questions=(*ledger.questions, *asked))


def _lines(revised: Revised, *, dry_run: bool) -> tuple[str, ...]:
    tasks = {task.number: task for task in revised.ledger.tasks}
    kept = len(tasks) - len(revised.added) - len(revised.cancelled)
    counts = {"kept": kept, "reworded": len(revised.reworded)}
    counts |= {"added": len(revised.added), "cancelled": len(revised.cancelled)}
    lines = [say.REVISED.format(**counts)]
    lines += [
        say.REVISE_ADDED.format(order=tasks[number].order, number=number, text=tasks[number].requirement)
        for number in revised.added
    ]
    lines += [
        say.REVISE_CANCELLED.format(number=number, text=tasks[number].requirement) for number in revised.cancelled
    ]
    lines += [
        say.REVISE_CHANGED.format(number=change.number, field=change.field, before=change.before, after=change.after)
        for change in revised.changes
        if change.number in revised.reworded and change.field != names.ORDER
    ]
    return (*lines, say.REVISED_DRY if dry_run else say.REVISED_NEXT)
