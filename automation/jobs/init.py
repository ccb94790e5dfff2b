"""init 建台账: a plan becomes the master workbook."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from automation import cells, sheets
from automation.errors import AutomationError, MasterError, RefusedFile
from automation.jobs.annual_tables import FIRST_YEAR, lay_tables, read_seed_figures, remember_figures
from automation.jobs.carry_over import LastYear, take_over
from automation.jobs.logbook import make_logbook
from automation.jobs.outcome import Outcome, Run
from automation.jobs.settle_ledger import remember
from automation.jobs.workspace import Workspace
from automation.model.annual import Figures
from automation.model.finding import Finding, sort_findings
from automation.model.ledger import Draft, Indicator, Ledger, Paragraph
from automation.model.plan import Section
from automation.model.rows import History, PlanDocument
from automation.model.scoring import Mark
from automation.outputs.new_master import write_master
from automation.rules.assign import assign_duties
from automation.rules.demands import ask_demands, find_demands
from automation.rules.draft_plan import check_columns, draft_tasks, find_sections, first_leads_of
from automation.rules.ledger import read_chart, read_settings
from automation.rules.read_timings import default_timings
from automation.rules.records import draw_board, draw_master
from automation.rules.register import enter_papers
from automation.rules.score_rules import DEFAULTS
from automation.rules.supervision import judge
from automation.rules.trend import count_day
from automation.sheets import Sheet
from automation.sources.annual_forms import form_for_year, read_form
from automation.sources.plan_docx import read_plan_docx
from automation.sources.plan_text import read_plan_text
from automation.sources.plan_xlsx import read_plan_xlsx
from automation.sources.seeds import read_office, read_plan_csv
from automation.sources.text_blocks import read_blocks
from automation.store.journal import Entry, Journal
from automation.store.keep import digest_of, hold_workspace
from automation.store.replace import replace_file
from automation.terms import blocks as ready
from automation.terms import commands as say
from automation.terms import sheets as names
from automation.terms import states

READERS: dict[str, Callable[[Path], PlanDocument]] = {
    ".xlsx": read_plan_xlsx,
    ".docx": read_plan_docx,
    ".txt": read_plan_text,
}


def init(
    workspace: Workspace,
    run: Run,
    plan: Path,
    year: int,
    office: str = "",
    *,
    first_leads: bool = False,
    carried_from: Path | None = None,
    carried_store: Path | None = None,
) -> Outcome:
    """Read a plan (seed folder or document) and build the master; refuses where one stands.

    ``carried_from`` is last year's master, whose workspace hands on its directory, settings, stocks and open registers;
    ``carried_store`` is its store where that is not kept beside it.
    """
    if workspace.master.exists():
        raise MasterError(say.MASTER_EXISTS.format(file=workspace.shown(workspace.master)))
    ledger, document, figures = read_plan(plan, year, office, run.as_of)
    last = take_over(workspace, run, carried_from, ledger, carried_store) if carried_from else None
    ledger = last.ledger if last else ledger
    known = [name for section in ledger.sections for name in (section.name, *section.aliases)]
    if first_leads or first_leads_of(document.body):
        raw = {**ledger.settings.raw, names.SET_FIRST_LEADS: states.YES}
        ledger = replace(ledger, settings=read_settings(raw, names.MASTER_FILE)[0])
    tasks, findings = draft_tasks(document.rows, year, known, first_leads=ledger.settings.first_leads)
    if document.rows and not tasks:
        raise AutomationError(say.NO_TASKS.format(plan=plan.name))
    findings += check_columns(document)
    if last:
        ledger, added = replace(last, ledger=ledger).add_sections(tasks)
        findings += [*last.findings, *added]
        figures = Figures({**last.figures, **figures}, figures.texts, figures.origins)
    ledger, blocks = _place_blocks(workspace, ledger)
    ledger = replace(ledger, score_rules=ledger.score_rules or DEFAULTS)
    demands = ask_demands(find_demands(document.body, year))
    ledger = replace(
        ledger,
        timings=ledger.timings or default_timings(annual=year >= FIRST_YEAR),
        tasks=tasks,
        sections=ledger.sections or tuple(map(Section, find_sections(tasks))),
        questions=demands,
    )
    return build_master(workspace, run, ledger, findings, figures, last, blocks)


def _place_blocks(workspace: Workspace, ledger: Ledger) -> tuple[Ledger, tuple[str, ...]]:
    """Begin 年报文字 with the ready paragraphs of the year's form, where neither plan nor last year brought any."""
    year = ledger.settings.year
    if ledger.paragraphs or year < FIRST_YEAR:
        return ledger, ()
    form = read_form(form_for_year(year))
    blocks = read_blocks(workspace.template(ready.FILE.format(form=form.name)), form)
    return replace(ledger, paragraphs=blocks), (ready.PLACED.format(count=len(blocks)),)


def read_plan(plan: Path, year: int, office: str, as_of: date) -> tuple[Ledger, PlanDocument, Figures]:
    """A ledger without tasks, the plan as read and the report's figures, out of a seed folder or a document.

    Raises AutomationError for what is not there or cannot be read here.
    """
    if not plan.exists():
        raise AutomationError(say.NO_PLAN.format(plan=plan))
    if plan.is_dir():
        return _from_seeds(plan, year)
    reader = READERS.get(plan.suffix.lower())
    if reader is None:
        raise AutomationError(say.PLAN_KIND.format(plan=plan.name))
    try:
        document = reader(plan)
    except RefusedFile as error:
        raise AutomationError(say.PLAN_BROKEN.format(plan=plan.name, kind=say.REFUSALS[error.kind])) from error
    if not document.rows:
        raise AutomationError(say.NO_PLAN_TABLE.format(file=plan.name))
    return _from_workbook(year, office, as_of), document, Figures()


def build_master(
    workspace: Workspace,
    run: Run,
    ledger: Ledger,
    findings: Sequence[Finding],
    figures: Figures,
    last: LastYear | None = None,
    told: Sequence[str] = (),
) -> Outcome:
    """Write the first master and the journal's first entry."""
    ledger, asked = assign_duties(ledger)
    ledger, _ = enter_papers(ledger)
    judged = judge(ledger, run.as_of)
    with hold_workspace(workspace.store):
        aside = _put_old_journal_aside(workspace)
        journal = Journal(workspace.journal)
        try:
            settings = read_settings(ledger.settings.raw, workspace.shown(workspace.master))[1]
            found = sort_findings([*findings, *asked, *settings])
            record: dict[str, object] = {
                "run": journal.next_run(),
                "command": run.name,
                "as_of": run.as_of.isoformat(),
                "time": run.time or names.AS_OF_RUN,
                "files": 1,
                "changes": 0,
                "conflicts": 0,
                "findings": len(found),
                **count_day(draw_board(ledger, judged, run.as_of)),
            }
            rows = draw_master(ledger, judged, found, History(({**record, "as_of": run.as_of},)), run.as_of)
            data = write_master(rows, lay_tables(ledger.settings.year, figures), ledger.settings.year, run.as_of)
            entry = Entry(record, snapshot=[*remember(rows), *remember_figures(figures)])
            # Before the master: without one init can be called again, and rows carried over are not lost.
            made = make_logbook(workspace, ledger.settings.year, run.as_of, last.logbook if last else None)
            journal.prepare(entry, digest_of(data))
            replace_file(workspace.master, data)
            journal.finish(entry)
        finally:
            journal.close()
    files = (workspace.shown(workspace.master), *((made,) if made else ()))
    lines = (
        say.BUILT.format(tasks=len(ledger.tasks), duties=len(ledger.duties), sections=len(ledger.sections)),
        *((say.JOURNAL_ASIDE.format(kept=aside, journal=workspace.journal.name),) if aside else ()),
        *(last.lines if last else ()),
        *told,
    )
    extra: dict[str, object] = {"carried": last.counts} if last else {}
    return Outcome(run.command, run.as_of, files, found, extra, lines)


def _put_old_journal_aside(workspace: Workspace) -> str:
    """A journal without its master belongs to an earlier ledger; it is kept under another name, which is given back."""
    if not workspace.journal.exists():
        return ""
    count = sum(1 for _ in workspace.store.glob("journal*.sqlite"))
    kept = workspace.journal.with_name(f"journal-{count}.sqlite")
    workspace.journal.rename(kept)
    return kept.name


def _from_seeds(folder: Path, year: int) -> tuple[Ledger, PlanDocument, Figures]:
    """Ledger without tasks, plan and annual figures of a seed folder."""
    office = read_office(folder)
    head: dict[str, Any] = office["office"]
    texts = {
        **{str(name): str(value) for name, value in office.get("settings", {}).items()},
        names.SET_OFFICE: head["name"],
        names.SET_SHORT: head["short"],
        names.SET_CODE: head["code"],
        names.SET_YEAR: str(year),
        names.SET_ISSUED: cells.show(head.get("issued", date(year, 1, 1))),
        names.SET_KIND: head.get("kind", names.KIND_DEPARTMENT),
        names.SET_SIGNED: cells.show(head.get("signed")),
    }
    settings, _ = read_settings(texts, names.MASTER_FILE)
    sections = tuple(
        Section(one["name"], tuple(one.get("aliases", ())), one.get("category", ""), one.get("counts", True))
        for one in office.get("section", ())
    )
    plan = read_plan_csv(folder / "tasks.csv") if (folder / "tasks.csv").exists() else PlanDocument()
    ledger = Ledger(
        settings,
        sections,
        drafts=(_draft(office["notice"], year),) if "notice" in office else (),
        indicators=tuple(Indicator(name, value) for name, value in office.get("figures", {}).items()),
        paragraphs=tuple(
            Paragraph(part, order, text)
            for part, texts_ in office.get("text", {}).items()
            for order, text in enumerate(texts_, 1)
        ),
        charts=tuple(read_chart(_typed(sheets.CHARTS, one, year)) for one in office.get("chart", ())),
        marks=tuple(Mark(**_typed(sheets.MARKS, one, year)) for one in office.get("mark", ())),
    )
    return ledger, plan, read_seed_figures(folder, year)


def _draft(fields: Mapping[str, object], year: int) -> Draft:
    """The 发文稿 of a seed."""
    return Draft(**_typed(sheets.DRAFTS, fields, year))


def _typed(sheet: Sheet, fields: Mapping[str, object], year: int) -> dict[str, Any]:
    """What a seed says by the headers of a sheet, read as the sheet's cells are."""
    texts = {column.field: (column.kind, cells.show(fields.get(column.header))) for column in sheet.columns}
    return {field: kind.parse(text, year).value for field, (kind, text) in texts.items()}


def _from_workbook(year: int, office: str, as_of: date) -> Ledger:
    """A ledger that knows the year and, where given, the office; the clerk fills in the rest in 参数."""
    issued = as_of if as_of.year == year else date(year, 1, 1)
    texts = {names.SET_YEAR: str(year), names.SET_OFFICE: office, names.SET_ISSUED: issued.isoformat()}
    return Ledger(read_settings(texts, names.MASTER_FILE)[0])
