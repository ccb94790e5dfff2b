"""annual 年报: the year-end report with its checks and its trace table, out of the master of the same year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from automation.errors import AutomationError
from automation.jobs.annual_figures import Known, gather_figures
from automation.jobs.crosscheck import read_last_year
from automation.jobs.form_folder import find_open_files
from automation.jobs.make_papers import PaperDesk
from automation.jobs.open_ledger import Opened, view_ledger
from automation.jobs.outcome import Outcome, Run
from automation.jobs.papers import check_made, keep_papers
from automation.jobs.settle_ledger import open_ledger, settle_ledger
from automation.jobs.workspace import Workspace
from automation.model.annual import AnnualForm, Check, Figures, OrganKind, Severity
from automation.model.finding import Finding, details, sort_findings
from automation.model.finished import FinishedReport
from automation.model.logbook import Counted
from automation.model.origin import Origin
from automation.model.rows import Change
from automation.outputs.new_trace import write_trace
from automation.outputs.word_papers import fill_annual
from automation.rules.annual_papers import legal_day
from automation.rules.annual_paragraphs import check_paragraphs, name_quotes
from automation.rules.annual_text import check_repeats, check_text
from automation.rules.carry_figures import recall_last_report
from automation.rules.crosscheck import check_figures, find_failures
from automation.rules.draft_annual import check_texts, draft_annual
from automation.rules.trace_annual import trace_annual
from automation.sources.annual_forms import form_for_year, read_form
from automation.store.replace import replace_file
from automation.terms import commands as say
from automation.terms import papers as words
from automation.terms import sheets as names
from automation.terms import trace

AUTO = "auto"


@dataclass(frozen=True, slots=True)
class Options:
    """What a clerk may say of a report: its form, last year's, why it is issued although an error stands."""

    form: str = AUTO
    last_year: Path | None = None
    despite: str = ""
    pdf: bool = True


def annual(workspace: Workspace, run: Run, year: int, options: Options | None = None) -> Outcome:
    """Check the figures, then write the report; with an error standing it is made as 校核未通过稿.

    A reason (``despite``) issues it all the same; the reason goes into the journal and the sheet 变更记录.
    """
    chosen = options or Options()
    form = read_form(form_for_year(year) if chosen.form == AUTO else chosen.form)
    with (open_ledger if chosen.despite else view_ledger)(workspace) as opened:
        if opened.ledger.settings.year != year:
            raise AutomationError(say.ANNUAL_OTHER_YEAR.format(own=opened.ledger.settings.year, year=year))
        if not any(sheet in opened.master.book.grids for sheet in names.ANNUAL_TABLES):
            raise AutomationError(say.NO_ANNUAL_SHEETS.format(year=year))
        known = gather_figures(opened, form, year, run.as_of)
        noticed = [*_find_open(workspace), *_check_own_day(opened)]
        own = (opened.ledger.settings.office, opened.ledger.settings.short)
        last, told = read_last_year(chosen.last_year, year, own) if chosen.last_year else (None, [])
        carried, wrong_rows = recall_last_report(opened.ledger, form)
        checks = _check(opened, form, known, last, last.figures if last else carried)
        failed = [_finding(check) for check in find_failures(checks)]
        limit = opened.ledger.settings.overview_limit
        texts = [
            *name_quotes(check_texts(known.texts, opened.master.file, limit), form),
            *check_paragraphs(opened.ledger, form, opened.master.file),
        ]
        wrong = [*known.findings, *told, *wrong_rows, *texts, *failed]
        errors = tuple(one.message for one in sort_findings(wrong) if one.severity == "error")
        refused = bool(errors) and not chosen.despite
        kept = [_override(opened, run, year, chosen.despite, len(errors))] if errors and not refused else []
        files, found = _write(workspace, run, opened, form, known, errors if refused else (), pdf=chosen.pdf)
        lines = [say.ANNUAL_CHECKED.format(count=len(checks), failed=len(failed)), _say_days(opened)]
        lines += [say.ANNUAL_REFUSED] if refused else []
        extra: dict[str, object] = {"form": form.name, "checks": [check.shown for check in checks]}
        extra |= {"counted": _counted(known.counted), "named": _counted(known.named), "refused": refused}
        findings = sort_findings([*opened.findings, *noticed, *wrong, *kept, *found])
        return Outcome(run.command, run.as_of, tuple(files), findings, extra, tuple(lines))


def _check(
    opened: Opened, form: AnnualForm, known: Known, last: FinishedReport | None, before: Figures | None
) -> tuple[Check, ...]:
    """Every cross-check of figures and text; ``before`` are last year's figures, of its report or 上年年报."""
    settings = opened.ledger.settings
    parts = {heading: "\n".join(one.text for one in paragraphs) for heading, paragraphs in known.texts.items()}
    checks = check_figures(
        form,
        known.figures,
        settings.year,
        last_year=before,
        blank=settings.blank,
        title="".join(draft_annual(opened.ledger, form, known.figures, known.texts).title_lines),
        dated=settings.report_signed,
        organ=_organ(opened),
        parts=parts,
    )
    repeats = check_repeats(settings.year, parts, last.parts if last else None)
    return (*checks, *check_text(form, known.figures, settings.year, parts), repeats)


def _write(
    workspace: Workspace,
    run: Run,
    opened: Opened,
    form: AnnualForm,
    known: Known,
    errors: Sequence[str],
    *,
    pdf: bool,
) -> tuple[list[str], list[Finding]]:
    """The report and its trace table."""
    year = opened.ledger.settings.year
    report = draft_annual(opened.ledger, form, known.figures, known.texts, errors, known.charts)
    with PaperDesk() as desk:
        made = desk.make(fill_annual, report, workspace.template(words.ANNUAL_TEMPLATE), run.as_of)
    folder = workspace.output(run.as_of)
    path = folder / f"{names.ANNUAL_FILE.format(year=year)}.docx"
    files, found = keep_papers(workspace, [(path, made.docx)], pdf=pdf)
    traced = list(trace_annual(form, known.texts, known.numbers, known.cells, known.charts))
    table = folder / trace.FILE.format(year=year)
    replace_file(table, write_trace(traced, year, run.as_of, workspace.shown(folder)))
    return [*files, workspace.shown(table)], [*check_made(made, words.ANNUAL_TEMPLATE), *found]


def _override(opened: Opened, run: Run, year: int, reason: str, count: int) -> Finding:
    """Keep why the report is issued although errors stand; the run is one that writes the master."""
    field = say.OVERRIDE_FIELD
    rule = names.RULE_OFFICE
    opened.changes.append(Change(names.REPORT_TEXT, (str(year),), "", "", str(year), field, "", reason, rule))
    settle_ledger(opened, run)
    return Finding("annual_overridden", value=reason, details=details(count=count))


def _find_open(workspace: Workspace) -> list[Finding]:
    """Master and registers while somebody has them open: what is not saved yet is not in the report."""
    read = {path.name for path in (workspace.master, workspace.logbook)}
    held = [one for one in find_open_files(workspace) if one.value in read]
    return [Finding("annual_source_open", value=one.value, origin=one.origin) for one in held]


def _check_own_day(opened: Opened) -> list[Finding]:
    """An own day after the legal one is no earlier one: whoever keeps it is late."""
    own, legal = opened.ledger.settings.report_due, legal_day(opened.ledger.settings.year, _organ(opened))
    place = Origin(opened.master.file, names.SETTINGS)
    late = own is not None and own > legal
    told = details(before=legal.isoformat())
    return [Finding("report_due_late", value=str(own), details=told, origin=place)] if late else []


def _say_days(opened: Opened) -> str:
    """The legal day (条例第四十九条), and the office's own earlier one where it has set it."""
    settings = opened.ledger.settings
    legal = legal_day(settings.year, _organ(opened)).isoformat()
    own = settings.report_due
    if own is None:
        return say.ANNUAL_LEGAL.format(legal=legal)
    return say.ANNUAL_INTERNAL.format(legal=legal, own=own.isoformat())


def _organ(opened: Opened) -> OrganKind:
    governs = opened.ledger.settings.kind == names.KIND_GOVERNMENT
    return OrganKind.GOVERNMENT if governs else OrganKind.DEPARTMENT


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
