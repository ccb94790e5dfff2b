"""annual 年报: the year-end report with its checks, out of the master of the same year."""

from __future__ import annotations

from collections.abc import Mapping

from automation.errors import AutomationError
from automation.jobs.annual_tables import read_figures
from automation.jobs.logbook import look_at_logbook
from automation.jobs.make_papers import PaperDesk
from automation.jobs.open_ledger import view_ledger
from automation.jobs.outcome import Outcome, Run
from automation.jobs.papers import check_made, keep_papers
from automation.jobs.workspace import Workspace
from automation.model.annual import Check, OrganKind, Severity
from automation.model.finding import Finding, sort_findings
from automation.model.logbook import Counted
from automation.outputs.word_papers import fill_annual
from automation.rules.annual_text import check_text
from automation.rules.crosscheck import check_figures, find_failures
from automation.rules.draft_annual import draft_annual, draft_texts, find_totals
from automation.rules.enter_counts import check_names, enter_counts
from automation.sources.annual_forms import form_for_year, read_form
from automation.terms import commands as say
from automation.terms import papers as words
from automation.terms import sheets as names

AUTO = "auto"


def annual(workspace: Workspace, run: Run, year: int, form_name: str = AUTO, *, pdf: bool = True) -> Outcome:
    """Check the figures, then write the report; with an error standing it is made as 校核未通过稿."""
    right = form_for_year(year)
    form = read_form(right if form_name == AUTO else form_name)
    with view_ledger(workspace) as opened:
        ledger = opened.ledger
        if ledger.settings.year != year:
            raise AutomationError(say.ANNUAL_OTHER_YEAR.format(own=ledger.settings.year, year=year))
        if not any(sheet in opened.master.book.grids for sheet in names.ANNUAL_TABLES):
            raise AutomationError(say.NO_ANNUAL_SHEETS.format(year=year))
        figures, problems = read_figures(opened.master, form)
        logbook = look_at_logbook(opened, run.as_of)
        counts = logbook.count(form, year)
        figures, differing = enter_counts(figures, counts.cells)
        problems = [*problems, *logbook.findings, *differing, *check_names(find_totals(ledger), counts.named)]
        texts, unfilled = draft_texts(ledger, form, counts.named)
        parts = {heading: "\n".join(paragraphs) for heading, paragraphs in texts.items()}
        checks = check_figures(
            form,
            figures,
            year,
            blank=ledger.settings.blank,
            title="".join(draft_annual(ledger, form, figures).title_lines),
            dated=ledger.settings.report_signed,
            organ=OrganKind.GOVERNMENT if ledger.settings.kind == names.KIND_GOVERNMENT else OrganKind.DEPARTMENT,
            parts=parts,
        )
        checks += check_text(form, figures, year, parts)
        failed = [_finding(check) for check in find_failures(checks)]
        findings = [*opened.findings, *problems, *unfilled, *failed]
        errors = tuple(f.message for f in sort_findings([*problems, *unfilled, *failed]) if f.severity == "error")
        report = draft_annual(ledger, form, figures, errors, counts.named)
        with PaperDesk() as desk:
            made = desk.make(fill_annual, report, workspace.template(words.ANNUAL_TEMPLATE), run.as_of)
        title = names.ANNUAL_FILE.format(year=year)
        path = workspace.output(run.as_of) / f"{title}.docx"
        files, found = keep_papers(workspace, [(path, made.docx)], pdf=pdf)
        findings += [*check_made(made, words.ANNUAL_TEMPLATE), *found]
        lines = [say.ANNUAL_CHECKED.format(count=len(checks), failed=len(failed))]
        lines += [say.ANNUAL_REFUSED] if errors else []
        extra: dict[str, object] = {"form": form.name, "checks": [_shown(check) for check in checks]}
        extra |= {"counted": _counted(counts.cells), "named": _counted(counts.named)}
        return Outcome(run.command, run.as_of, tuple(files), sort_findings(findings), extra, tuple(lines))


def _finding(check: Check) -> Finding:
    kind = "annual_check" if check.severity is Severity.ERROR else "annual_check_warning"
    return Finding(kind, value=check.message)


def _counted(counts: Mapping[str, Counted]) -> dict[str, object]:
    """Counts with the rows behind them, as the JSON shows them: of a register row its place and 登记号."""
    return {
        name: {
            "value": counted.value if isinstance(counted.value, int) else float(counted.value),
            "rows": [{"sheet": origin.sheet, "row": origin.row, "number": number} for origin, number in counted.rows],
        }
        for name, counted in counts.items()
    }


def _shown(check: Check) -> dict[str, object]:
    return {
        "rule": check.rule,
        "severity": check.severity.value,
        "place": check.place,
        "holds": check.holds,
        "message": check.message,
    }
