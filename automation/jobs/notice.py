"""notice 印发通知: the formal notice with the plan as a table."""

from __future__ import annotations

from automation.errors import AutomationError
from automation.jobs.lay_plan import check_pdf, lay_plan
from automation.jobs.open_ledger import view_ledger
from automation.jobs.outcome import Outcome, Run
from automation.jobs.papers import add_pdfs, check_filled, keep_papers
from automation.jobs.signing import make_signing
from automation.jobs.workspace import Workspace
from automation.model.finding import sort_findings
from automation.rules.drafting import draft_notice
from automation.store.replace import replace_file
from automation.terms import commands as say
from automation.terms import papers as words
from automation.terms import sheets as names


def notice(workspace: Workspace, run: Run, *, pdf: bool = True, trial: bool = True) -> Outcome:
    """Fill the notice and its 发文稿纸 out of 发文稿 and 任务分工表 of the master; nothing in the master changes.

    ``trial`` lays the plan's pages with the converter, also where no ``pdf`` is wanted: the Word file is what is
    signed. The trial's last rendering is the final PDF, and what stands in it is checked against the master (回查).
    """
    with view_ledger(workspace) as opened:
        ledger = opened.ledger
        draft = next((one for one in ledger.drafts if one.kind == names.NOTICE_KIND), None)
        if draft is None:
            raise AutomationError(say.NO_DRAFT.format(kind=names.NOTICE_KIND))
        if not ledger.tasks:
            raise AutomationError(say.NO_TASKS_IN_MASTER)
        paper, findings = draft_notice(ledger, draft)
        numbers = [task.number for task in ledger.tasks]
        laid = lay_plan(paper, workspace.template(words.NOTICE_TEMPLATE), run.as_of, numbers, trial=trial)
        path = workspace.output(run.as_of) / f"{names.NOTICE_FILE}.docx"
        data = laid.filled.freeze(run.as_of)
        findings += [*laid.findings, *check_filled(laid.filled, words.NOTICE_TEMPLATE)]
        sheet, doubted = make_signing(workspace, run, ledger, draft, findings)
        files, found = keep_papers(workspace, [(path, data), sheet], pdf=pdf and not laid.pdf)
        printed = path.with_suffix(".pdf")
        if laid.pdf and pdf:
            replace_file(printed, laid.pdf)
            made, found = add_pdfs([sheet[0]])
            files += [workspace.shown(one) for one in (printed, *made)]
        elif workspace.shown(printed) in files:
            findings += check_pdf(paper, numbers, printed)
        told = tuple(one.message for one in laid.findings if one.severity == "info")  # the terminal lists only worse
        found = [*opened.findings, *findings, *doubted, *found]
        return Outcome(run.command, run.as_of, tuple(files), sort_findings(found), lines=told)
