"""Opens the office's ledger from master and journal (开账), with the office's own edits in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date

from automation import cells, sheets
from automation.cells import Value
from automation.jobs.annual_tables import read_typed_figures
from automation.jobs.shelf import ON_DISK, Shelf
from automation.jobs.workspace import Workspace
from automation.model.annual import Figures
from automation.model.finding import Finding, details
from automation.model.ledger import Handin, Ledger
from automation.model.origin import Origin
from automation.model.receipt import Receipt
from automation.model.rows import Change, History, Key
from automation.rules.ledger import build_ledger, read_settings
from automation.rules.office import SheetRead, carry_forward, read_office_edits
from automation.rules.register import enter_papers
from automation.rules.supervision import report_period
from automation.rules.tables import name_anew, row_of
from automation.sheets import Sheet
from automation.sources.form_extras import find_doubled_columns
from automation.sources.master import MasterRead, read_master
from automation.sources.table import Table
from automation.store.journal import Entry, Journal, Snapshot
from automation.store.keep import digest_of
from automation.store.spool import Slot, Spool
from automation.terms import sheets as names

REMEMBERED = (
    sheets.TASKS,
    sheets.DUTIES,
    sheets.PERIODS,
    sheets.EVENTS,
    sheets.READINGS,
    sheets.PUBLISHED,
    sheets.CONFLICTS,
    sheets.QUESTIONS,
    sheets.COVERINGS,
    sheets.PAGES,
)
OPEN_LISTS = (
    sheets.SECTIONS,
    sheets.SETTINGS,
    sheets.DRAFTS,
    sheets.REGISTER,
    sheets.INDICATORS,
    sheets.REPORT_TEXT,
    sheets.CHARTS,
    sheets.LAST_REPORT,
    sheets.DELIVERIES,
    sheets.CHASES,
    sheets.SCORE_RULES,
    sheets.MARKS,
    sheets.HOLIDAYS,
    sheets.TIMETABLE,
)


# A master made before them has none.
ADDED_LATER = (
    *(sheets.REGISTER, sheets.PUBLISHED, sheets.LAST_REPORT, sheets.CHARTS),
    *(sheets.CHASES, sheets.SCORE_RULES, sheets.MARKS, sheets.TIMETABLE),
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
    spool: Spool = field(default_factory=Spool)
    received: list[tuple[Slot, str]] = field(default_factory=list)  # files and their endings, for the archive
    receipts: list[Receipt] = field(default_factory=list)  # one for each form taken in, then one for each refused
    added: list[tuple[str, list[dict[str, Value]]]] = field(default_factory=list)  # new sheets of sections, their rows
    entry: Entry = field(default_factory=lambda: Entry({}))
    rows: dict[str, list[Mapping[str, Value]]] = field(default_factory=dict)  # as read, with the office's edits
    gone: dict[str, frozenset[Key]] = field(default_factory=dict)  # rows an undo takes out of a sheet
    figures: Figures = field(default_factory=Figures)  # of 年报表二, 三 and 四, which the office alone fills in
    looked: set[str] = field(default_factory=set)  # folders and files whose problems this run finds anew
    shelf: Shelf = ON_DISK


@contextmanager
def view_ledger(workspace: Workspace, shelf: Shelf = ON_DISK) -> Iterator[Opened]:
    """Read the ledger without holding the workspace or writing anything."""
    master = read_master(workspace.master, workspace.shown(workspace.master), shelf.read)
    with closing(Journal(workspace.journal if workspace.journal.exists() else None, look=True)) as journal:
        journal.recover(digest_of(master.data), last_run(master))
        opened = read_ledger(workspace, journal, master)
        opened.shelf = shelf
        with closing(opened.spool):
            yield opened


def last_run(master: MasterRead) -> int:
    """The last run the master lists in 运行记录; 0 where it lists none."""
    table = master.tables.get(names.RUNS)
    numbers = [cells.NUMBER.parse(row.cells.get("run"), 0).value for row in (table.rows if table else ())]
    return max((int(number) for number in numbers if isinstance(number, (int, float))), default=0)


def read_ledger(workspace: Workspace, journal: Journal, master: MasterRead) -> Opened:
    """The ledger of a master: the office's ✎ edits taken, every other difference put back and reported."""
    last = recall_snapshot(journal)
    held, findings = _as_it_was(journal, master, last)
    texts = {
        cells.show(row.cells.get("name")): cells.show(row.cells.get("value"))
        for row in master.tables[names.SETTINGS].rows
    }
    year = read_settings(texts, master.file)[0].year
    rows: dict[str, list[Mapping[str, Value]]] = {}
    changes: list[Change] = []
    for sheet in (*REMEMBERED, *OPEN_LISTS):
        before, place = held.get(sheet.name, {}) if held else None, Origin(master.file, sheet.name)
        table = master.tables.get(sheet.name)
        if sheet is sheets.REGISTER and before and (table is None or not _can_name_rows(table, sheet)):
            told = details(choice=names.LIST_SEPARATOR.join(column.header for column in sheet.columns))
            findings.append(Finding("register_emptied", value=str(len(before)), details=told, origin=place))
            table = None
        elif table is None and (before or sheet not in ADDED_LATER):
            findings.append(Finding("master_sheet_gone", value=sheet.name, origin=Origin(master.file)))
        if table is None:
            rows[sheet.name] = [recall_row(sheet, was, year) for was in last.get(sheet.name, {}).values()]
            continue
        read = read_office_edits(sheet, table.rows, before, year, open_rows=sheet in OPEN_LISTS)
        if held is not last:
            read = _brought_forward(sheet, read, held, last, year)
        rows[sheet.name] = list(read.rows.values())
        changes += read.changes
        findings += read.findings
    findings += [
        Finding("master_list_gone", value=sheet.name, origin=Origin(master.file))
        for sheet in sheets.MASTER
        if sheet.name not in master.tables and sheet not in (*REMEMBERED, *OPEN_LISTS, sheets.FIGURES)
    ]
    findings += [
        doubled
        for sheet in sheets.MASTER
        if sheet.name in master.tables
        for doubled in find_doubled_columns(
            master.book.grids[sheet.name], sheet, master.tables[sheet.name], master.file
        )
    ]
    ledger, found = build_ledger(rows, (), master.file)
    ledger, entered = enter_papers(ledger)
    rows[names.REGISTER] = [row_of(paper) for paper in ledger.register]
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
    used = (re.fullmatch(names.OWN_NUMBER, str(change["number"])) for change in past.changes)
    numbered = max((int(number[0][-4:]) for number in used if number), default=0)
    ledger = replace(ledger, handins=tuple(reversed(handins.values())), numbered=numbered)
    figures, typed = read_typed_figures(master, year, last or None)
    opened = Opened(workspace, journal, master, ledger, past, [*changes, *typed, *entered], [*findings, *found])
    opened.rows, opened.figures = rows, figures
    if held is not last:
        opened.gone = {name: frozenset(kept.keys() - last.get(name, {}).keys()) for name, kept in held.items()}
    return opened


def _as_it_was(journal: Journal, master: MasterRead, last: Snapshot) -> tuple[Snapshot, list[Finding]]:
    """The snapshot the master on disk goes back to, which is an earlier one when an old copy was saved over it.

    A program that does not lock its file (WPS on Linux) saves over what a run wrote meanwhile, and a backup may have
    been put back. Compared with the latest snapshot, all that runs wrote since would look like the office's own edits.
    """
    listed, latest = last_run(master), journal.next_run() - 1
    if not last or not 0 < listed < latest:
        return last, []
    older = recall_snapshot(journal, listed)
    if not older:
        return last, []
    told = details(last=latest)
    return older, [Finding("master_older", value=str(listed), details=told, origin=Origin(master.file))]


def _can_name_rows(table: Table, sheet: Sheet) -> bool:
    """Whether a sheet has rows and the columns that tell one from another."""
    return bool(table.rows) and set(sheet.key) <= table.columns.keys()


def _brought_forward(sheet: Sheet, read: SheetRead, held: Snapshot, last: Snapshot, year: int) -> SheetRead:
    """A sheet of an old copy with what later runs wrote, and with the office's edits in the copy."""
    latest = {key: recall_row(sheet, was, year) for key, was in last.get(sheet.name, {}).items()}
    return carry_forward(sheet, read, held.get(sheet.name, {}), latest)


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


def recall_snapshot(journal: Journal, run: int | None = None) -> Snapshot:
    """The master as last written, or as a run left it, its rows by the keys their sheets have now."""
    kept = journal.snapshot(run)
    for sheet in (*REMEMBERED, *OPEN_LISTS):
        if sheet.name in kept:
            kept[sheet.name] = name_anew(sheet, kept[sheet.name])
    return kept


def recall_row(sheet: Sheet, was: Mapping[str, str], year: int) -> dict[str, Value]:
    """A row as the journal remembers it."""
    return {column.field: column.kind.parse(was.get(column.field, ""), year).value for column in sheet.columns}
