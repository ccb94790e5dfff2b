"""Opens the office's ledger from master and journal (开账), with the office's own edits in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date

from automation import cells, sheets
from automation.cells import Value
from automation.jobs.workspace import Workspace
from automation.model.finding import Finding
from automation.model.ledger import Handin, Ledger
from automation.model.origin import Origin
from automation.model.rows import Change, History
from automation.rules.ledger import build_ledger, read_settings
from automation.rules.office import read_office_edits
from automation.rules.supervision import report_period
from automation.sheets import Sheet
from automation.sources.master import MasterRead, read_master
from automation.store.journal import Entry, Journal
from automation.terms import sheets as names

REMEMBERED = (
    sheets.TASKS,
    sheets.DUTIES,
    sheets.PERIODS,
    sheets.EVENTS,
    sheets.READINGS,
    sheets.CONFLICTS,
    sheets.QUESTIONS,
    sheets.COVERINGS,
    sheets.PAGES,
)
OPEN_LISTS = (
    sheets.SECTIONS,
    sheets.SETTINGS,
    sheets.DRAFTS,
    sheets.INDICATORS,
    sheets.REPORT_TEXT,
    sheets.DELIVERIES,
    sheets.HOLIDAYS,
)


@dataclass(slots=True)
class Opened:
    """The ledger as found on disk, and what the run collects until it is settled."""

    workspace: Workspace
    journal: Journal
    master: MasterRead
    ledger: Ledger
    past: History
    changes: list[Change] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)  # file → digest, for the journal
    received: list[tuple[bytes, str]] = field(default_factory=list)  # files and their endings, for the archive
    added: list[tuple[str, list[dict[str, Value]]]] = field(default_factory=list)  # new sheets of sections, their rows
    entry: Entry = field(default_factory=lambda: Entry({}))


@contextmanager
def view_ledger(workspace: Workspace) -> Iterator[Opened]:
    """Read the ledger without holding the workspace or writing anything."""
    master = read_master(workspace.master, workspace.shown(workspace.master))
    journal = Journal(workspace.journal if workspace.journal.exists() else None)
    try:
        yield read_ledger(workspace, journal, master)
    finally:
        journal.close()


def read_ledger(workspace: Workspace, journal: Journal, master: MasterRead) -> Opened:
    """The ledger of a master: the office's ✎ edits taken, every other difference put back and reported."""
    last = journal.snapshot()
    texts = {
        cells.show(row.cells.get("name")): cells.show(row.cells.get("value"))
        for row in master.tables[names.SETTINGS].rows
    }
    year = read_settings(texts, master.file)[0].year
    rows: dict[str, list[Mapping[str, Value]]] = {}
    changes: list[Change] = []
    findings: list[Finding] = []
    for sheet in (*REMEMBERED, *OPEN_LISTS):
        before = last.get(sheet.name, {}) if last else None
        table = master.tables.get(sheet.name)
        if table is None:
            findings.append(Finding("master_sheet_gone", value=sheet.name, origin=Origin(master.file)))
            rows[sheet.name] = [_recall(sheet, was, year) for was in (before or {}).values()]
            continue
        read = read_office_edits(sheet, table.rows, before, year, open_rows=sheet in OPEN_LISTS)
        rows[sheet.name] = list(read.rows.values())
        changes += read.changes
        findings += read.findings
    ledger, found = build_ledger(rows, (), master.file)
    past = read_history(journal)
    if past.runs:
        handed = [Handin(section, period, date.fromisoformat(day)) for section, period, day in journal.handins()]
    else:
        past = recall_history(master)
        handed = [
            Handin(change["section"], report_period(ledger.settings, change["on"]).label, change["on"])
            for change in past.changes
            if change["rule"] == names.RULE_SECTION and change["on"] is not None
        ]
    handins = {(handin.section, handin.period): handin for handin in reversed(handed)}
    ledger = replace(ledger, handins=tuple(reversed(handins.values())))
    return Opened(workspace, journal, master, ledger, past, changes, [*findings, *found])


def read_history(journal: Journal) -> History:
    """All runs and changes so far, with days as days."""
    return History(
        tuple({**run, "as_of": date.fromisoformat(str(run["as_of"]))} for run in journal.runs()),
        tuple({**change, "on": date.fromisoformat(str(change["on"]))} for change in journal.changes()),
    )


def recall_history(master: MasterRead) -> History:
    """The history as 运行记录 and 变更记录 still show it, for a workspace that came without its journal."""

    def rows(sheet: Sheet) -> tuple[dict[str, Value], ...]:
        table = master.tables.get(sheet.name)
        return tuple(
            {column.field: column.kind.parse(row.cells.get(column.field), 0).value for column in sheet.columns}
            for row in (table.rows if table else ())
        )

    return History(rows(sheets.RUNS), rows(sheets.CHANGES))


def _recall(sheet: Sheet, was: Mapping[str, str], year: int) -> dict[str, Value]:
    """A row as the journal remembers it."""
    return {column.field: column.kind.parse(was.get(column.field, ""), year).value for column in sheet.columns}
