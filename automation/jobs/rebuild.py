"""rebuild 重建台账: a new master out of the journal alone, for a master that is lost or broken."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from automation import cells, sheets
from automation.cells import Value
from automation.errors import AutomationError, MasterError
from automation.jobs.annual_tables import recall_figures, relay_tables, remember_figures
from automation.jobs.open_ledger import OPEN_LISTS, REMEMBERED, read_history, recall_row, recall_snapshot
from automation.jobs.outcome import Outcome, Run
from automation.jobs.put_master import finish_journal
from automation.jobs.settle_ledger import remember
from automation.jobs.workspace import Workspace
from automation.model.annual import Figures
from automation.model.finding import Finding, sort_findings
from automation.model.ledger import Handin, Ledger
from automation.model.rows import History
from automation.outputs.new_master import write_master
from automation.rules.checks import check_ledger
from automation.rules.ledger import build_ledger, read_settings
from automation.rules.records import Rows, draw_board, draw_master
from automation.rules.supervision import judge
from automation.rules.trend import count_day
from automation.sources.master import parse_master
from automation.store.journal import Entry, Journal
from automation.store.keep import digest_of, hold_workspace, keep_backup
from automation.store.replace import put_in_place, write_beside
from automation.terms import commands as say
from automation.terms import findings as wording
from automation.terms import sheets as names


def rebuild(workspace: Workspace, run: Run) -> Outcome:
    """Write the master as the journal remembers it; refuses where a master stands that can be read.

    A broken master is kept among the backups. What only the workbook held (charts, comments, extra sheets) is gone.
    """
    with hold_workspace(workspace.store):
        broken = _read_broken(workspace)
        if not workspace.journal.is_file():
            raise AutomationError(say.NO_JOURNAL)
        journal = Journal(workspace.journal)
        try:
            journal.complete()
            ledger, figures, found = _recall_ledger(workspace, journal)
            past = read_history(journal)
            number = journal.next_run()
            judged = judge(ledger, run.as_of)
            found += check_ledger(ledger)
            record: dict[str, object] = {
                "run": number,
                "command": run.name,
                "as_of": run.as_of.isoformat(),
                "time": run.time or names.AS_OF_RUN,
                "files": 0,
                "changes": 0,
                "conflicts": len(ledger.conflicts),
                "findings": len(sort_findings(found)),
                **count_day(draw_board(ledger, judged, run.as_of)),
            }
            history = History((*past.runs, {**record, "as_of": run.as_of}), past.changes)
            rows = draw_master(ledger, judged, sort_findings(found), history, run.as_of)
            year = ledger.settings.year
            data = write_master(rows, relay_tables(year, figures), year, run.as_of)
            _check_rebuilt(data, rows, workspace.shown(workspace.master), year)
            entry = Entry(record, snapshot=[*remember(rows), *remember_figures(figures)])
            lines = [say.REBUILT.format(run=number - 1, tasks=len(ledger.tasks), changes=len(past.changes))]
            if broken:
                kept = keep_backup(workspace.store, names.MASTER_DAMAGED, broken, run.as_of, number)
                lines.append(say.REBUILT_KEPT.format(file=workspace.shown(kept)))
            temporary = write_beside(workspace.master, data)
            journal.prepare(entry, digest_of(data))
            put_in_place(temporary, workspace.master)
            finish_journal(journal, entry)
        finally:
            journal.close()
    shown = workspace.shown(workspace.master)
    lines.append(say.REBUILT_WITHOUT)
    return Outcome(run.command, run.as_of, (shown,), sort_findings(found), {}, tuple(lines))


def _read_broken(workspace: Workspace) -> bytes:
    """The bytes of a master that cannot be read, none when it is lost. Raises MasterError for one that can be read."""
    shown = workspace.shown(workspace.master)
    try:
        data = workspace.master.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise MasterError(say.MASTER_UNREADABLE.format(file=shown, reason=error.strerror or error)) from error
    try:
        parse_master(data, shown)
    except MasterError:
        return data
    raise MasterError(say.REBUILD_STANDS.format(file=shown))


def _recall_ledger(workspace: Workspace, journal: Journal) -> tuple[Ledger, Figures, list[Finding]]:
    """The ledger out of the journal's memory."""
    snapshot = recall_snapshot(journal)
    if not snapshot:
        raise AutomationError(say.NO_JOURNAL)
    shown = workspace.shown(workspace.master)
    settings = snapshot.get(names.SETTINGS, {})
    year = read_settings({fields["name"]: fields["value"] for fields in settings.values()}, shown)[0].year
    rows: dict[str, list[Mapping[str, Value]]] = {
        sheet.name: [recall_row(sheet, was, year) for was in snapshot.get(sheet.name, {}).values()]
        for sheet in (*REMEMBERED, *OPEN_LISTS)
    }
    handins = tuple(Handin(section, period, date.fromisoformat(day)) for section, period, day in journal.handins())
    ledger, found = build_ledger(rows, handins, shown)
    return ledger, recall_figures(snapshot, year), found


def _check_rebuilt(data: bytes, rows: Rows, file: str, year: int) -> None:
    """Read the new master with the other reader; every row must say what the journal says."""
    tables = parse_master(data, file).tables
    for sheet in sheets.MASTER:
        wanted = [row for row in rows.get(sheet.name, []) if not all(map(cells.is_blank, row.values()))]
        read = tables[sheet.name].rows if wanted else ()
        if len(read) < len(wanted):
            raise MasterError(say.MASTER_MISMATCH.format(place=sheet.name))
        for row, line in zip(wanted, read, strict=False):
            for column in sheet.columns:
                now = column.kind.parse(line.cells.get(column.field), year).value
                if not cells.same(now, row.get(column.field)):
                    place = (sheet.name, wording.ROW.format(row=line.origin.row), column.header)
                    raise MasterError(say.MASTER_MISMATCH.format(place=wording.PLACE.join(place)))
