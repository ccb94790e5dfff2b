"""Opens the office's ledger from master and journal (开账), with the office's own edits in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from automation import cells, sheets
from automation.cells import Value
from automation.jobs.workspace import Workspace
from automation.model.finding import Finding
from automation.model.ledger import Handin, Ledger
from automation.model.origin import Origin
from automation.model.rows import Change
from automation.rules.ledger import build_ledger, read_settings
from automation.rules.office import read_office_edits
from automation.sheets import Sheet
from automation.sources.master import MasterRead, read_master
from automation.store.journal import Entry, Journal
from automation.terms import sheets as names

REMEMBERED = (sheets.TASKS, sheets.DUTIES, sheets.PERIODS, sheets.EVENTS, sheets.CONFLICTS, sheets.QUESTIONS)
OPEN_LISTS = (sheets.SECTIONS, sheets.SETTINGS, sheets.DRAFTS, sheets.INDICATORS, sheets.REPORT_TEXT)


@dataclass(slots=True)
class Opened:
    """The ledger as found on disk, and what the run collects until it is settled."""

    workspace: Workspace
    journal: Journal
    master: MasterRead
    ledger: Ledger
    changes: list[Change] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)  # file → digest, for the journal
    received: list[tuple[bytes, str]] = field(default_factory=list)  # files and their endings, for the archive
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
    handins = tuple(Handin(section, period, date.fromisoformat(day)) for section, period, day in journal.handins())
    ledger, found = build_ledger(rows, handins, master.file)
    return Opened(workspace, journal, master, ledger, changes, [*findings, *found])


def _recall(sheet: Sheet, was: Mapping[str, str], year: int) -> dict[str, Value]:
    """A row as the journal remembers it."""
    return {column.field: column.kind.parse(was.get(column.field, ""), year).value for column in sheet.columns}
