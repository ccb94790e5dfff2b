"""notice 印发通知: the formal notice with the plan as a table."""

from __future__ import annotations

from automation.errors import AutomationError
from automation.jobs.open_ledger import view_ledger
from automation.jobs.outcome import Outcome, Run
from automation.jobs.papers import check_filled, keep_papers
from automation.jobs.signing import make_signing
from automation.jobs.workspace import Workspace
from automation.model.finding import sort_findings
from automation.outputs.word_papers import fill_notice
from automation.rules.drafting import draft_notice
from automation.terms import commands as say
from automation.terms import papers as words
from automation.terms import sheets as names


def notice(workspace: Workspace, run: Run, *, pdf: bool = True) -> Outcome:
    """Fill the notice and its 发文稿纸 out of 发文稿 and 任务分工表 of the master; nothing in the master changes."""
    with view_ledger(workspace) as opened:
        ledger = opened.ledger
        draft = next((one for one in ledger.drafts if one.kind == names.NOTICE_KIND), None)
        if draft is None:
            raise AutomationError(say.NO_DRAFT.format(kind=names.NOTICE_KIND))
        if not ledger.tasks:
            raise AutomationError(say.NO_TASKS_IN_MASTER)
        paper, findings = draft_notice(ledger, draft)
        filled = fill_notice(paper, workspace.template(words.NOTICE_TEMPLATE))
        path = workspace.output(run.as_of) / f"{names.NOTICE_FILE}.docx"
        findings += check_filled(filled, words.NOTICE_TEMPLATE)
        sheet, doubted = make_signing(workspace, run, ledger, draft, findings)
        files, found = keep_papers(workspace, [(path, filled.freeze(run.as_of)), sheet], pdf=pdf)
        return Outcome(
            run.command, run.as_of, tuple(files), sort_findings([*opened.findings, *findings, *doubted, *found])
        )
