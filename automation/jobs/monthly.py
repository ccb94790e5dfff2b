"""monthly 月提醒: one paper that tells every section what it owes this month; nothing in the master changes."""

from __future__ import annotations

from automation.jobs.look_at_ledger import look_at_ledger
from automation.jobs.make_papers import PaperDesk
from automation.jobs.outcome import Outcome, Run
from automation.jobs.papers import check_made, keep_papers
from automation.jobs.workspace import Workspace
from automation.model.finding import sort_findings
from automation.outputs.word_rhythm import fill_monthly
from automation.rules.draft_monthly import draft_monthly
from automation.terms import rhythm as words


def monthly(workspace: Workspace, run: Run, *, pdf: bool = False) -> Outcome:
    """Draft the reminder of the month the run's day lies in, from the master as it stands."""
    with look_at_ledger(workspace, run) as looked:
        paper = draft_monthly(looked.ledger, looked.judged, run.as_of)
        with PaperDesk() as desk:
            made = desk.make(fill_monthly, paper, workspace.template(words.MONTHLY_TEMPLATE), run.as_of)
        findings = [*looked.findings, *check_made(made, words.MONTHLY_TEMPLATE)]
        path = workspace.output(run.as_of) / f"{words.MONTHLY_FILE}.docx"
        files, found = keep_papers(workspace, [(path, made.docx)], pdf=pdf)
        total = paper.lines[-1] if paper.lines else None
        line = words.MONTHLY_DONE.format(
            month=paper.month,
            due=total.due if total else 0,
            periods=total.periods if total else 0,
            overdue=len(paper.overdue),
            missing=len(paper.missing),
        )
        extra: dict[str, object] = {
            "month": paper.month,
            "due": [
                {
                    "number": row.number,
                    "section": row.section,
                    "period": row.period or None,
                    "due": row.due.isoformat(),
                }
                for row in paper.due
            ],
            "missing": list(looked.judged.missing),
            "overdue": [entry.as_dict() for entry in looked.judged.overdue],
        }
        return Outcome(run.command, run.as_of, tuple(files), sort_findings([*findings, *found]), extra, (line,))
