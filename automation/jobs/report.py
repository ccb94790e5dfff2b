"""report 落实情况: the office's report upward with its sheet to sign, a draft for each section, and who owes what."""

from __future__ import annotations

from pathlib import Path

from automation.jobs.look_at_ledger import Looked, look_at_ledger
from automation.jobs.make_papers import Make, PaperDesk
from automation.jobs.outcome import Outcome, Run
from automation.jobs.papers import check_made, clear_stale, keep_papers
from automation.jobs.signing import make_signing
from automation.jobs.workspace import Workspace
from automation.model.finding import Finding, sort_findings
from automation.outputs.word_papers import fill_upward
from automation.outputs.word_rhythm import fill_section_report
from automation.rules.deliveries import check_deliveries
from automation.rules.draft_checks import check_draft, tidy_title
from automation.rules.draft_paper import draft_paper
from automation.rules.draft_report import check_written, draft_report, tell_tasks
from automation.rules.draft_section_report import check_sections_written, draft_section_reports
from automation.rules.own_drafts import complete_draft
from automation.terms import papers as names_of
from automation.terms import rhythm as words

Papers = list[tuple[Path, bytes]]


def report(workspace: Workspace, run: Run, *, pdf: bool = False) -> Outcome:
    """Draft the report from the master as it stands; nothing in it changes."""
    with look_at_ledger(workspace, run) as looked, PaperDesk() as desk:
        papers, findings = _report_upward(workspace, run, looked, desk.make)
        sections, found = _section_reports(workspace, run, looked, desk.make)
        findings += [
            *found,
            *check_deliveries(looked.ledger, run.as_of),
            *check_written(looked.ledger),
            *check_sections_written(looked.ledger),
        ]
        files, kept = keep_papers(workspace, [*papers, *sections], pdf=pdf)
        told = tell_tasks(looked.ledger).values()
        line = words.REPORT_DONE.format(
            tasks=len(told),
            silent=sum(not one.progress for one in told),
            drafts=len(sections),
            deliveries=len(looked.ledger.deliveries),
        )
        extra: dict[str, object] = {
            "silent": [one.task.number for one in told if not one.progress],
            "overdue": [entry.as_dict() for entry in looked.judged.overdue],
        }
        return Outcome(
            run.command,
            run.as_of,
            tuple(files),
            sort_findings([*looked.findings, *findings, *kept]),
            extra,
            (line,),
        )


def _report_upward(workspace: Workspace, run: Run, looked: Looked, make: Make) -> tuple[Papers, list[Finding]]:
    """The report with its sheet."""
    drafted = draft_report(looked.ledger, looked.judged, run.as_of)
    written = complete_draft(looked.ledger, drafted, words.ABOUT_RESULTS)
    draft = tidy_title(written)
    paper, findings = draft_paper(looked.ledger, draft)
    findings += check_draft(written)
    made = make(fill_upward, paper, workspace.template(names_of.UPWARD_TEMPLATE), run.as_of)
    findings += check_made(made, names_of.UPWARD_TEMPLATE, f"{words.REPORT_FILE}.docx")
    sheet, more = make_signing(workspace, run, looked.ledger, draft, words.REPORT_FILE, make, findings)
    return [(workspace.output(run.as_of) / f"{words.REPORT_FILE}.docx", made.docx), sheet], [*findings, *more]


def _section_reports(workspace: Workspace, run: Run, looked: Looked, make: Make) -> tuple[Papers, list[Finding]]:
    """A draft for each section; those of an earlier run of the day that nobody gets any more are removed."""
    folder = workspace.output(run.as_of) / words.SECTION_REPORT_FOLDER
    template = workspace.template(words.SECTION_REPORT_TEMPLATE)
    papers: Papers = []
    findings: list[Finding] = []
    for each in draft_section_reports(looked.ledger, looked.judged, run.as_of):
        made = make(fill_section_report, each, template, run.as_of)
        findings += check_made(made, words.SECTION_REPORT_TEMPLATE, f"{each.section}.docx")
        papers.append((folder / f"{each.section}.docx", made.docx))
    clear_stale(folder, {path.stem for path, _ in papers})
    return papers, findings
