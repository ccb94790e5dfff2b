"""merge 汇总: the sections' workbooks go into the master, each by its own base."""

from __future__ import annotations

from automation.jobs.logbook import watch_logbook, with_logbook
from automation.jobs.open_ledger import Opened, view_ledger
from automation.jobs.outcome import Outcome, Run
from automation.jobs.put_master import again_when_moved
from automation.jobs.receipts import with_receipts
from automation.jobs.settle_ledger import Settled, open_ledger, settle_ledger
from automation.jobs.shelf import find_shelf
from automation.jobs.take_in_forms import take_in_forms
from automation.jobs.workspace import Workspace
from automation.model.finding import sort_findings
from automation.model.ledger import Ledger
from automation.rules.assign import assign_duties
from automation.rules.checks import check_ledger
from automation.rules.records import draw_board
from automation.rules.supervision import Judged, judge
from automation.terms import commands as say
from automation.terms import sheets as names


@again_when_moved
def merge(workspace: Workspace, run: Run, *, dry_run: bool = False, live: bool = False) -> Outcome:
    """Take the sections' edits into the master; ``dry_run`` only tells what would change."""
    with (view_ledger if dry_run else open_ledger)(workspace, find_shelf(live=live)) as opened:
        take_in_forms(opened, run)
        logbook = watch_logbook(opened, run, dry_run=dry_run)
        if dry_run:
            ledger, asked = assign_duties(opened.ledger, run.as_of)
            found = sort_findings([*opened.findings, *asked, *check_ledger(ledger)])
            settled = Settled(ledger, judge(ledger, run.as_of), found)
        else:
            settled = settle_ledger(opened, run)
        told = with_logbook(tell_merge(opened, settled, run, dry_run=dry_run), logbook)
        return told if dry_run else with_receipts(told, opened, settled, run)


def tell_merge(opened: Opened, settled: Settled, run: Run, *, dry_run: bool = False) -> Outcome:
    """What a merge did, for the terminal and as JSON."""
    judged, ledger = settled.judged, settled.ledger
    line = say.MERGED.format(
        files=len(opened.digests),
        changes=len(opened.changes),
        conflicts=len(ledger.conflicts),
        overdue=len(judged.overdue),
        period=judged.period.label,
        state=names.REPORT_LATE if run.as_of > judged.period.due else names.REPORT_DUE,
        missing=len(judged.missing),
    )
    files = () if dry_run else (opened.master.file,)
    lines = (line, say.DRY) if dry_run else (line,)
    title = say.TRIAL.format(command=say.COMMANDS[run.command]) if dry_run else ""
    extra = merge_extra(opened, ledger, judged, run)
    return Outcome(run.command, run.as_of, files, settled.findings, extra, lines, title=title)


def merge_extra(opened: Opened, ledger: Ledger, judged: Judged, run: Run) -> dict[str, object]:
    """The keys of the JSON object that merge, weekly and demo share."""
    board = draw_board(ledger, judged, run.as_of)
    total = (
        {name: value for name, value in board[-1].items() if name not in ("section", "state", "as_of")} if board else {}
    )
    return {
        "changes": [change.as_dict() for change in opened.changes],
        "conflicts": [
            {
                "number": conflict.number,
                "section": conflict.section,
                "field": conflict.field,
                "base": conflict.base,
                "master": conflict.master,
                "section_value": conflict.section_value,
                "issue": conflict.issue or None,
            }
            for conflict in ledger.conflicts
        ],
        "missing": list(judged.missing),
        "overdue": [entry.as_dict() for entry in judged.overdue],
        "counts": {
            **total,
            "tasks": len(ledger.tasks),
            "files": len(opened.digests),
            "changes": len(opened.changes),
            "conflicts": len(ledger.conflicts),
            "missing": len(judged.missing),
        },
    }
