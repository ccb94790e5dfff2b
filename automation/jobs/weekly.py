"""weekly 周汇总, the main job: merge, judge, weekly report, the leader's page, and the late are chased."""

from __future__ import annotations

from pathlib import Path

from automation.jobs.chase_up import entering_chases, make_reminders, say_chased, write_messages
from automation.jobs.logbook import watch_logbook, with_logbook
from automation.jobs.make_papers import Make, PaperDesk
from automation.jobs.merge import tell_merge
from automation.jobs.one_page import make_one_page
from automation.jobs.open_ledger import Opened
from automation.jobs.outcome import Outcome, Run
from automation.jobs.papers import check_made, keep_papers
from automation.jobs.put_master import again_when_moved
from automation.jobs.receipts import with_receipts
from automation.jobs.send_messages import send_messages
from automation.jobs.settle_ledger import Settled, open_ledger, settle_ledger
from automation.jobs.shelf import find_shelf
from automation.jobs.take_in_forms import take_in_forms
from automation.jobs.workspace import Workspace
from automation.model.finding import Finding, sort_findings
from automation.outputs.word_papers import fill_weekly
from automation.rules.drafting import draft_weekly, find_since
from automation.terms import chasing
from automation.terms import papers as words
from automation.terms import sheets as names


@again_when_moved
def weekly(workspace: Workspace, run: Run, *, pdf: bool = False, live: bool = False, send: bool = False) -> Outcome:
    """Merge the week's edits, then write 周报 and 领导一页纸, and chase what is late as ``remind`` does."""
    with open_ledger(workspace, find_shelf(live=live)) as opened:
        take_in_forms(opened, run)
        logbook = watch_logbook(opened, run)
        settled = settle_ledger(opened, run, entering_chases(opened, run))
        with PaperDesk() as desk:
            papers, findings = _papers(workspace, opened, settled, run, desk.make, logbook.sentence, measure=pdf)
        files, found = keep_papers(workspace, papers, pdf=pdf)
        texts, messages = write_messages(workspace, settled, run)
        told = with_receipts(tell_merge(opened, settled, run), opened, settled, run)
        told = with_logbook(told, logbook)
        reminders = sum(path.parent.name == names.REMINDER_FOLDER for path, _ in papers)
        lines = [*told.lines, say_chased(settled, run, messages, reminders)]
        if send:
            count, unsent = send_messages(workspace, messages, run)
            found += unsent
            lines.append(chasing.SENT.format(count=count))
        return Outcome(
            run.command,
            run.as_of,
            (*told.files, *files, *texts),
            sort_findings([*told.findings, *findings, *found]),
            told.extra,
            tuple(lines),
        )


def _papers(
    workspace: Workspace, opened: Opened, settled: Settled, run: Run, make: Make, requests: str, *, measure: bool
) -> tuple[list[tuple[Path, bytes]], list[Finding]]:
    """The week's papers."""
    folder = workspace.output(run.as_of)
    changes = (*find_since(opened.past, run.as_of), *opened.changes)
    report = draft_weekly(settled.ledger, settled.judged, changes, settled.findings, run.as_of, requests)
    made = make(fill_weekly, report, workspace.template(words.WEEKLY_TEMPLATE), run.as_of)
    findings = check_made(made, words.WEEKLY_TEMPLATE)
    papers = [(folder / f"{names.WEEKLY_FILE}.docx", made.docx)]
    page, told = make_one_page(workspace, settled, report, changes, run, make, measure=measure)
    reminders, found = make_reminders(workspace, settled, run, make)
    return [*papers, page, *reminders], [*findings, *told, *found]
