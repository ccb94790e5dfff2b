"""weekly 周汇总, the main job: merge, judge, weekly report, reminders for the late."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from automation.jobs.logbook import watch_logbook, with_logbook
from automation.jobs.make_papers import Make, PaperDesk
from automation.jobs.merge import tell_merge
from automation.jobs.open_ledger import Opened
from automation.jobs.outcome import Outcome, Run
from automation.jobs.papers import check_made, keep_papers
from automation.jobs.put_master import again_when_moved
from automation.jobs.receipts import with_receipts
from automation.jobs.settle_ledger import Settled, open_ledger, settle_ledger
from automation.jobs.shelf import find_shelf
from automation.jobs.take_in_forms import take_in_forms
from automation.jobs.workspace import Workspace
from automation.model.finding import Finding, sort_findings
from automation.outputs.word_papers import fill_reminder, fill_weekly
from automation.rules.drafting import draft_reminders, draft_weekly, find_since
from automation.terms import commands as say
from automation.terms import papers as words
from automation.terms import sheets as names


@again_when_moved
def weekly(workspace: Workspace, run: Run, *, pdf: bool = False, live: bool = False) -> Outcome:
    """Merge the week's edits, then write 周报 and a 催办单 for every section with something overdue."""
    with open_ledger(workspace, find_shelf(live=live)) as opened:
        take_in_forms(opened, run)
        logbook = watch_logbook(opened, run)
        settled = settle_ledger(opened, run)
        with PaperDesk() as desk:
            papers, findings = _papers(workspace, opened, settled, run, desk.make, logbook.sentence)
        files, found = keep_papers(workspace, papers, pdf=pdf)
        told = with_receipts(tell_merge(opened, settled, run), opened, settled, run)
        told = with_logbook(told, logbook)
        reminders = say.REMINDED.format(count=len(papers) - 1)
        return Outcome(
            run.command,
            run.as_of,
            (*told.files, *files),
            sort_findings([*told.findings, *findings, *found]),
            told.extra,
            (*told.lines, reminders),
        )


def _papers(
    workspace: Workspace, opened: Opened, settled: Settled, run: Run, make: Make, requests: str
) -> tuple[list[tuple[Path, bytes]], list[Finding]]:
    """The week's papers; reminders an earlier run of the same day made and nobody needs now are removed."""
    ledger, judged = settled.ledger, settled.judged
    folder = workspace.output(run.as_of)
    changes = (*find_since(opened.past, run.as_of), *opened.changes)
    report = draft_weekly(ledger, judged, changes, settled.findings, run.as_of, requests)
    made = make(fill_weekly, report, workspace.template(words.WEEKLY_TEMPLATE), run.as_of)
    findings = check_made(made, words.WEEKLY_TEMPLATE)
    papers = [(folder / f"{names.WEEKLY_FILE}.docx", made.docx)]
    reminders = folder / names.REMINDER_FOLDER
    for paper in draft_reminders(ledger, judged, run.as_of):
        made = make(fill_reminder, paper, workspace.template(words.REMINDER_TEMPLATE), run.as_of)
        findings += check_made(made, words.REMINDER_TEMPLATE)
        papers.append((reminders / f"{paper.section}.docx", made.docx))
    kept = {path.stem for path, _ in papers}
    for old in sorted(reminders.glob("*.*")) if reminders.is_dir() else ():
        if old.stem not in kept:
            with suppress(OSError):  # somebody has it open; the master is in place, so the run goes on
                old.unlink()
    return papers, findings
