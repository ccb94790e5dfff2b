"""coverage 对照: which task of the plan above is taken up by which of ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from automation.jobs.init import read_plan
from automation.jobs.open_ledger import view_ledger
from automation.jobs.outcome import Outcome, Run
from automation.jobs.put_master import again_when_moved
from automation.jobs.settle_ledger import open_ledger, settle_ledger
from automation.jobs.workspace import Workspace
from automation.model.finding import sort_findings
from automation.model.ledger import Covering, Ledger
from automation.model.plan import Task
from automation.rules.assign import assign_duties
from automation.rules.coverage import check_coverage, find_later, find_takers, find_untaken, suggest_coverage
from automation.rules.draft_plan import draft_tasks
from automation.terms import commands as say
from automation.terms import sheets as names


@again_when_moved
def coverage(workspace: Workspace, run: Run, upstream: Path, *, write: bool = False) -> Outcome:
    """Compare a plan from above with the ledger; ``write`` puts the comparison into 上级任务对照 for the office."""
    with (open_ledger if write else view_ledger)(workspace) as opened:
        ledger, _ = assign_duties(opened.ledger, run.as_of)
        _, document, _ = read_plan(upstream, ledger.settings.year, "", run.as_of)
        tasks, found = draft_tasks(document.rows, ledger.settings.year)
        ledger = replace(ledger, coverings=suggest_coverage(tasks, ledger))
        files: tuple[str, ...] = ()
        findings = [*opened.findings, *found, *check_coverage(ledger, opened.master.file)]
        if write:
            opened.ledger = replace(opened.ledger, coverings=ledger.coverings)
            opened.findings += found
            settle_ledger(opened, run)
            files = (opened.master.file,)
        rows = find_takers(ledger)
        untaken = find_untaken(ledger)
        extra: dict[str, object] = {
            "coverings": [_show(row, takers) for row, takers in rows],
            "untaken": [int(row.key) for row in untaken],
            "unmatched": _unmatched(ledger, {task.number for _, takers in rows for task in takers}),
            "later": [
                {"upstream": int(late.key), "number": late.number, "above": late.above, "ours": late.ours}
                for late in find_later(ledger)
            ],
        }
        lines = [say.COVERED.format(plan=upstream.name, total=len(rows), taken=len(rows) - len(untaken))]
        lines += [
            say.COVER_LINE.format(key=int(row.key), ours=_orders(takers), reason=row.reason)
            for row, takers in rows
            if takers
        ]
        lines += [say.UNTAKEN.format(count=len(untaken))] if untaken else []
        lines += [say.UNTAKEN_LINE.format(key=int(row.key), text=row.requirement) for row in untaken]
        lines += [say.COVER_WRITTEN if write else say.COVER_NOT_WRITTEN]
        return Outcome(run.command, run.as_of, files, sort_findings(findings), extra, tuple(lines))


def _show(row: Covering, takers: Sequence[Task]) -> dict[str, object]:
    """A row of the comparison as JSON."""
    return {
        "upstream": int(row.key),
        "area": row.area,
        "requirement": row.requirement,
        "deadline": row.deadline,
        "numbers": [task.number for task in takers],
        "reason": row.reason,
        "chosen": row.chosen or None,
    }


def _orders(takers: Sequence[Task]) -> str:
    return names.LIST_SEPARATOR.join(str(task.order) for task in takers)


def _unmatched(ledger: Ledger, taken: set[str]) -> list[str]:
    """Our tasks that take up nothing from above."""
    return [task.number for task in ledger.tasks if task.number not in taken]
