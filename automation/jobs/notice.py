"""notice 印发通知: the formal notice with the plan as a table, and every other paper of 发文稿."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from automation.errors import AutomationError
from automation.jobs.lay_plan import check_pdf, lay_plan
from automation.jobs.make_papers import Make, PaperDesk
from automation.jobs.open_ledger import view_ledger
from automation.jobs.outcome import Outcome, Run
from automation.jobs.papers import add_pdfs, check_made, keep_papers
from automation.jobs.signing import make_signing
from automation.jobs.workspace import Workspace
from automation.model.finding import Finding, details, sort_findings
from automation.model.ledger import Draft, Ledger
from automation.model.origin import Origin
from automation.outputs.word_papers import fill_letter, fill_minutes, fill_notice, fill_upward
from automation.rules.drafting import draft_notice, draft_paper
from automation.rules.paper_checks import check_papers
from automation.store.replace import replace_file
from automation.terms import commands as say
from automation.terms import papers as words
from automation.terms import sheets as names

_FORMATS = {
    **dict.fromkeys(names.DOWNWARD_KINDS, (words.NOTICE_TEMPLATE, fill_notice)),
    **dict.fromkeys(names.UPWARD_KINDS, (words.UPWARD_TEMPLATE, fill_upward)),
    **dict.fromkeys(names.LETTER_KINDS, (words.LETTER_TEMPLATE, fill_letter)),
    **dict.fromkeys(names.MINUTES_KINDS, (words.MINUTES_TEMPLATE, fill_minutes)),
}
_DRAFTS = Origin("", names.DRAFTS)


def notice(workspace: Workspace, run: Run, *, pdf: bool = True, trial: bool = True) -> Outcome:
    """Fill every paper of 发文稿, each with its 发文稿纸; nothing in the master changes.

    The notice is followed by the plan of 任务分工表. ``trial`` lays the plan's pages with the converter, also where no
    ``pdf`` is wanted: the Word file is what is signed. The trial's last rendering is the final PDF, and what stands in
    it is checked against the master (回查).
    """
    with view_ledger(workspace) as opened, PaperDesk() as desk:
        ledger = opened.ledger
        draft = next((one for one in ledger.drafts if one.kind == names.NOTICE_KIND), None)
        others = [one for one in ledger.drafts if one.kind != names.NOTICE_KIND]
        if draft is None and not others:
            raise AutomationError(say.NO_DRAFT.format(kind=names.NOTICE_KIND))
        papers, findings = _make_others(workspace, run, ledger, others, desk.make)
        findings = [*opened.findings, *check_papers(ledger), *findings]
        if draft is None:
            files, found = keep_papers(workspace, papers, pdf=pdf)
            return Outcome(run.command, run.as_of, tuple(files), sort_findings([*findings, *found]))
        if not ledger.tasks:
            raise AutomationError(say.NO_TASKS_IN_MASTER)
        paper, doubted = draft_notice(ledger, draft)
        numbers = [task.number for task in ledger.tasks]
        template = workspace.template(words.NOTICE_TEMPLATE)
        laid = lay_plan(paper, template, run.as_of, numbers, desk.make, trial=trial)
        path = workspace.output(run.as_of) / f"{names.NOTICE_FILE}.docx"
        doubted += [*laid.findings, *check_made(laid.made, words.NOTICE_TEMPLATE)]
        sheet, told = make_signing(workspace, run, ledger, draft, desk.make, doubted)
        papers = [(path, laid.made.docx), sheet, *papers]
        files, found = keep_papers(workspace, papers, pdf=pdf and not laid.pdf)
        printed = path.with_suffix(".pdf")
        if laid.pdf and pdf:
            replace_file(printed, laid.pdf)
            made, found = add_pdfs([one for one, _ in papers[1:]])
            files += [workspace.shown(one) for one in (printed, *made)]
        elif workspace.shown(printed) in files:
            found += check_pdf(paper, numbers, printed)
        lines = tuple(one.message for one in laid.findings if one.severity == "info")  # the terminal lists only worse
        found = [*findings, *doubted, *told, *found]
        return Outcome(run.command, run.as_of, tuple(files), sort_findings(found), lines=lines)


def _make_others(
    workspace: Workspace, run: Run, ledger: Ledger, drafts: Sequence[Draft], make: Make
) -> tuple[list[tuple[Path, bytes]], list[Finding]]:
    """The papers of 发文稿 that are no notice: to an organ above (报告, 请示), letters (函); each with its sheet."""
    made: list[tuple[Path, bytes]] = []
    findings: list[Finding] = []
    for draft in drafts:
        template, fill = _FORMATS.get(draft.kind, ("", fill_letter))
        if not template:
            choice = names.LIST_SEPARATOR.join((names.NOTICE_KIND, *_FORMATS))
            told = details(choice=choice)
            findings.append(Finding("draft_kind_unknown", value=draft.kind, details=told, origin=_DRAFTS))
            continue
        paper, doubted = draft_paper(ledger, draft)
        filled = make(fill, paper, workspace.template(template), run.as_of)
        doubted += check_made(filled, template)
        sheet, told_of_sheet = make_signing(workspace, run, ledger, draft, make, doubted)
        path = workspace.output(run.as_of) / f"{draft.kind}.docx"
        made += [(path, filled.docx), sheet]
        findings += [*doubted, *told_of_sheet]
    return made, findings
