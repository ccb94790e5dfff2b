"""remind 催办: what is late is asked for, one step further than the last time, and entered in 催办登记."""

from __future__ import annotations

from automation.jobs.chase_up import entering_chases, make_reminders, say_chased, write_messages
from automation.jobs.logbook import watch_logbook, with_logbook
from automation.jobs.make_papers import PaperDesk
from automation.jobs.merge import tell_merge
from automation.jobs.outcome import Outcome, Run
from automation.jobs.papers import keep_papers
from automation.jobs.put_master import again_when_moved
from automation.jobs.receipts import with_receipts
from automation.jobs.send_messages import send_messages
from automation.jobs.settle_ledger import open_ledger, settle_ledger
from automation.jobs.take_in_forms import take_in_forms
from automation.jobs.workspace import Workspace
from automation.model.finding import Finding, sort_findings
from automation.terms import chasing as words


@again_when_moved
def remind(workspace: Workspace, run: Run, *, pdf: bool = False, send: bool = False) -> Outcome:
    """Merge first, so that nobody is chased for what has just been handed in; then messages and 催办单 of the day."""
    with open_ledger(workspace) as opened:
        take_in_forms(opened, run)
        logbook = watch_logbook(opened, run)
        settled = settle_ledger(opened, run, entering_chases(opened, run))
        with PaperDesk() as desk:
            papers, findings = make_reminders(workspace, settled, run, desk.make)
        files, found = keep_papers(workspace, papers, pdf=pdf)
        texts, messages = write_messages(workspace, settled, run)
        told = with_logbook(with_receipts(tell_merge(opened, settled, run), opened, settled, run), logbook)
        lines = [*told.lines, say_chased(settled, run, messages, len(papers))]
        sent: list[Finding] = []
        if send:
            count, sent = send_messages(workspace, messages, run)
            lines.append(words.SENT.format(count=count))
        return Outcome(
            run.command,
            run.as_of,
            (*told.files, *files, *texts),
            sort_findings([*told.findings, *findings, *found, *sent]),
            told.extra,
            tuple(lines),
        )
