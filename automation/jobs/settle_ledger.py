"""Settles the ledger back into master and journal (结账), so that a crash at any step loses nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from automation import cells, sheets
from automation.cells import Value
from automation.errors import MasterError
from automation.jobs.annual_tables import remember_figures
from automation.jobs.open_ledger import OPEN_LISTS, REMEMBERED, Opened, last_run, read_ledger
from automation.jobs.outcome import Run
from automation.jobs.put_master import NewMaster, clear_waiting, put_master
from automation.jobs.shelf import ON_DISK, Shelf
from automation.jobs.workspace import Workspace
from automation.model.finding import Finding, sort_findings
from automation.model.ledger import Ledger
from automation.model.origin import Origin
from automation.model.rows import Change, History
from automation.outputs.new_page import add_pages, place_page
from automation.outputs.patch import CellEdit, clean_text, patch_package
from automation.outputs.patch_charts import DrawnSheet, lay_figures
from automation.outputs.place import Standing, find_lost, place_keyed, place_listed
from automation.rules.assign import assign_duties
from automation.rules.checks import check_ledger
from automation.rules.coverage import check_coverage
from automation.rules.figures import draw_figures
from automation.rules.records import Row, Rows, draw_findings, draw_master, draw_records
from automation.rules.supervision import Judged, confirm_exempt, judge
from automation.rules.trend import count_day
from automation.rules.undo import find_steps
from automation.sheets import Sheet
from automation.sources.master import MasterRead, parse_master, read_master
from automation.store.journal import Journal, Snapshot
from automation.store.keep import digest_of, hold_workspace
from automation.terms import commands as say
from automation.terms import findings as wording
from automation.terms import sheets as names

CLEARED = (sheets.CONFLICTS, sheets.QUESTIONS)
LISTED = (
    sheets.OVERDUE,
    sheets.MISSING,
    sheets.BOARD,
    sheets.FINDINGS,
    sheets.CHANGES,
    sheets.RUNS,
    sheets.FIGURES,
)


@dataclass(frozen=True, slots=True)
class Settled:
    """The ledger after a run with its judgements."""

    ledger: Ledger
    judged: Judged
    findings: tuple[Finding, ...]


@contextmanager
def open_ledger(workspace: Workspace, shelf: Shelf = ON_DISK) -> Iterator[Opened]:
    """Hold the workspace, recover the journal, and read the ledger with the office's own edits in it."""
    shown = workspace.shown(workspace.master)
    if not workspace.master.is_file():
        raise MasterError(say.NO_MASTER.format(file=shown))
    with hold_workspace(workspace.store), closing(Journal(workspace.journal)) as journal:
        master = read_master(workspace.master, shown, shelf.read)
        clear_waiting(workspace, journal.recover(digest_of(master.data), last_run(master)))
        opened = read_ledger(workspace, journal, master)
        opened.shelf = shelf
        with closing(opened.spool):
            yield opened


def settle_ledger(opened: Opened, run: Run, enter: Callable[[Ledger, Judged], Ledger] | None = None) -> Settled:
    """Judge the ledger, draw every sheet, patch the master, and write journal and master so that a crash loses nothing.

    ``enter`` may put rows into the ledger that follow from its judgements and change none of them (催办登记).

    Raises MasterMovedError when the master on disk is no longer the one that was read; nothing is written then.
    """
    said = confirm_exempt(opened.ledger, opened.changes, run.as_of)
    ledger, asked = assign_duties(said, run.as_of)
    if opened.entry.undoes:  # as it was before that run, which carried the office's decisions out
        ledger = opened.ledger
    judged = judge(ledger, run.as_of)
    if enter is not None:
        ledger = enter(ledger, judged)
    number = max((int(record["run"]) for record in opened.past.runs), default=0) + 1
    placed = _place(
        opened,
        ledger,
        judged,
        [*opened.findings, *asked, *check_ledger(ledger), *check_coverage(ledger, opened.master.file)],
        number,
        run,
    )
    entry = opened.entry
    entry.run = placed.run
    entry.changes = placed.changes
    entry.recalled = (
        ([], [])
        if opened.journal.runs()
        else ([_plain(one, "as_of") for one in opened.past.runs], [_plain(one, "on") for one in opened.past.changes])
    )
    kept = remember(placed.rows)
    entry.snapshot = [*kept, *remember_figures(opened.figures)]
    if not entry.undoes:
        steps = find_steps(_keyed(remember(opened.rows)), _keyed(kept))
        entry.steps = [(step.sheet, list(step.key), step.before, step.after) for step in steps]
    known = {(handin[0], handin[1]) for handin in opened.journal.handins()} - set(entry.withdrawn)
    entry.handins = [
        (h.section, h.period, h.on.isoformat()) for h in ledger.handins if (h.section, h.period) not in known
    ]
    put_master(
        opened,
        NewMaster(placed.data, placed.edits, placed.shown),
        entry,
        run.as_of,
        lambda written: _check_written(written, opened.master.file, placed.edits, placed.kept),
    )
    return Settled(ledger, judged, placed.findings)


def _keyed(kept: Sequence[tuple[str, list[str], dict[str, str]]]) -> Snapshot:
    sheets_by_name: Snapshot = {}
    for sheet, key, texts in kept:
        sheets_by_name.setdefault(sheet, {})[tuple(key)] = texts
    return sheets_by_name


@dataclass(frozen=True, slots=True)
class _Placed:
    data: bytes
    rows: Rows
    run: dict[str, object]
    changes: list[tuple[str, dict[str, object]]]
    findings: tuple[Finding, ...]
    edits: Mapping[str, Sequence[CellEdit]]
    shown: Sequence[str]
    kept: frozenset[CellEdit]  # cells left alone because they hold a formula


def _place(opened: Opened, ledger: Ledger, judged: Judged, findings: list[Finding], number: int, run: Run) -> _Placed:
    """Every sheet drawn and put into the master's package."""
    past = opened.past
    changes = [
        (opened.digests.get(change.origin.file, ""), _change_record(change, len(past.changes) + count, number, run))
        for count, change in enumerate(opened.changes, 1)
    ]
    rows = draw_master(ledger, judged, (), History(), run.as_of)
    lost = _lost(opened, rows)
    found = sort_findings([*findings, *lost])
    listed = draw_findings(found, _told_before(opened))
    record: dict[str, object] = {
        "run": number,
        "command": run.name,
        "as_of": run.as_of.isoformat(),
        "time": run.time or names.AS_OF_RUN,
        "files": len(opened.digests),
        "changes": len(changes),
        "conflicts": len(ledger.conflicts),
        "findings": len(listed),
        **count_day(rows[names.BOARD]),
    }
    history = History(
        (*past.runs, {**record, "as_of": run.as_of}),
        (*past.changes, *({**change, "on": run.as_of} for _, change in changes)),
    )
    rows |= draw_records(listed, history)
    rows[sheets.FIGURES.name] = draw_figures(ledger, judged, rows[names.BOARD], history.runs, run.as_of)
    edits = {
        sheet.name: _edits(opened, sheet, rows[sheet.name])
        for sheet in sheets.MASTER
        if sheet.name in opened.master.tables
    }
    shown = [name for name in edits if rows[name] and not opened.master.tables[name].rows]
    redrawn = [sheet.name for sheet in (*LISTED, *CLEARED)]
    edits |= {name: place_page(page) for name, page in opened.added}
    look = _standing(opened.master, sheets.DUTIES)
    grown = add_pages(
        opened.master.data, [(name, len(page)) for name, page in opened.added], look, ledger.settings.year
    )
    drawn = _lay_figures(opened.master, rows[sheets.FIGURES.name])
    patched = patch_package(grown, edits, shown, redrawn, drawn=drawn)
    kept = [
        Finding("formula_kept", value=cells.show(edit.value), origin=Origin(opened.master.file, sheet, edit.row))
        for sheet, edit in patched.kept_formulas
    ]
    formulas = frozenset(edit for _, edit in patched.kept_formulas)
    return _Placed(patched.data, rows, record, changes, sort_findings([*found, *kept]), edits, shown, formulas)


def _told_before(opened: Opened) -> list[Row]:
    """What 问题清单 still says of forms and registers this run has not looked into: it stays until one does."""
    workspace, table = opened.workspace, opened.master.tables.get(names.FINDINGS)
    places = [workspace.shown(path) for path in (workspace.forms, workspace.logbook)]
    unseen = tuple(place for place in places if place not in opened.looked)
    if places[0] in unseen:
        unseen += tuple(wording.PLACE.join((opened.master.file, page.name)) for page in opened.ledger.pages)
    rows: list[Row] = [
        {column.field: cells.show(row.cells.get(column.field)) for column in sheets.FINDINGS.columns}
        for row in (table.rows if table else ())
    ]
    return [row for row in rows if unseen and str(row["place"]).startswith(unseen)]


def _edits(opened: Opened, sheet: Sheet, rows: Sequence[Mapping[str, Value]]) -> list[CellEdit]:
    """The edits of one sheet; rows an undo has taken away are emptied, those nobody issued are left alone."""
    standing = _standing(opened.master, sheet)
    if sheet in LISTED:
        return place_listed(sheet, standing, rows)
    if not set(sheet.key) <= standing.columns.keys():  # no row can be found again: each run would add them anew
        return []
    gone = opened.gone.get(sheet.name, frozenset())
    return place_keyed(sheet, standing, rows, clear=sheet in CLEARED, gone=gone)


def _standing(master: MasterRead, sheet: Sheet) -> Standing:
    table = master.tables[sheet.name]
    settings = {cells.show(row.cells.get("name")): row.cells.get("value") for row in master.tables[names.SETTINGS].rows}
    year = cells.fold(cells.show(settings.get(names.SET_YEAR)))
    rows = master.book.grids[sheet.name].rows
    return Standing(master.file, max(table.header, 0), table.columns, rows, int(year) if year.isdecimal() else 0)


def _lay_figures(master: MasterRead, rows: Sequence[Mapping[str, Value]]) -> DrawnSheet | None:
    """看板数据 as it will stand; None in a master made before it had charts."""
    if sheets.FIGURES.name not in master.tables:
        return None
    standing = _standing(master, sheets.FIGURES)
    return lay_figures(rows, standing.header, standing.columns)


def _lost(opened: Opened, rows: Rows) -> list[Finding]:
    return [
        finding
        for sheet in sheets.MASTER
        if sheet.name in opened.master.tables
        for finding in find_lost(sheet, _standing(opened.master, sheet), rows[sheet.name])
    ]


def _check_written(data: bytes, file: str, edits: Mapping[str, Sequence[CellEdit]], kept: frozenset[CellEdit]) -> None:
    """Read the new master back with the other reader and compare every cell that was set; ``kept`` are formulas."""
    grids = parse_master(data, file).book.grids
    for sheet, wanted in edits.items():
        lines = grids[sheet].rows
        for edit in wanted:
            line = lines[edit.row - 1] if edit.row <= len(lines) else ()
            now = line[edit.column - 1] if edit.column <= len(line) else None
            meant = clean_text(edit.value) if isinstance(edit.value, str) else edit.value
            unstyled_day = isinstance(meant, date) and isinstance(now, (int, float))  # the office took its format away
            if edit not in kept and not unstyled_day and cells.show(now) != cells.show(meant):
                place = wording.PLACE.join((sheet, wording.ROW.format(row=edit.row), cells.show(meant)))
                raise MasterError(say.MASTER_MISMATCH.format(place=place))


def remember(rows: Mapping[str, Sequence[Mapping[str, Value]]]) -> list[tuple[str, list[str], dict[str, str]]]:
    """The remembered sheets as the journal keeps them: (sheet, key, field → text), as their cells hold it."""
    return [
        (
            sheet.name,
            [cells.show(row[name]) for name in sheet.key],
            {column.field: clean_text(cells.show(row.get(column.field))) for column in sheet.columns},
        )
        for sheet in (*REMEMBERED, *OPEN_LISTS)
        for row in rows.get(sheet.name, ())
    ]


def _plain(record: Mapping[str, Any], name: str) -> dict[str, object]:
    """A record as the journal keeps it, its day as text."""
    return {**record, name: cells.show(record[name])}


def _change_record(change: Change, row: int, number: int, run: Run) -> dict[str, object]:
    origin = change.origin
    row_said = wording.ROW.format(row=origin.row) if origin.row else ""
    place = (origin.file, origin.sheet, row_said, origin.column)
    return {
        "row": row,
        "run": number,
        "on": run.as_of.isoformat(),
        "sheet": change.sheet,
        "number": change.number,
        "section": change.section,
        "period": change.period,
        "field": change.field,
        "before": change.before,
        "after": change.after,
        "rule": change.rule,
        "source": wording.PLACE.join(part for part in place if part),
    }
