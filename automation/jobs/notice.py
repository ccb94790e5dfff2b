"""notice 印发通知: the formal notice with the plan as a table."""

from __future__ import annotations

from automation.errors import AutomationError
from automation.jobs.open_ledger import view_ledger
from automation.jobs.outcome import Outcome, Run
from automation.jobs.papers import check_filled, keep_papers
from automation.jobs.workspace import Workspace
from automation.model.finding import sort_findings
from automation.outputs.word_papers import fill_notice, fill_signing
from automation.rules.draft_signing import draft_signing
from automation.rules.drafting import draft_notice
from automation.rules.paper_checks import check_papers
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
        signing = fill_signing(draft_signing(ledger, draft), workspace.template(words.SIGNING_TEMPLATE))
        folder = workspace.output(run.as_of)
        papers = [
            (folder / f"{names.NOTICE_FILE}.docx", filled.freeze(run.as_of)),
            (folder / f"{names.SIGNING_FILE}.docx", signing.freeze(run.as_of)),
        ]
        files, found = keep_papers(workspace, papers, pdf=pdf)
        findings += [*check_papers(ledger), *check_filled(filled, words.NOTICE_TEMPLATE)]
        told = {(one.kind, one.value) for one in findings}  # the sheet repeats words of the notice
        doubted = check_filled(signing, words.SIGNING_TEMPLATE)
        findings += [one for one in doubted if (one.kind, one.value) not in told]
        return Outcome(run.command, run.as_of, tuple(files), sort_findings([*opened.findings, *findings, *found]))
