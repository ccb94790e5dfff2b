"""The office's registers (登记簿) between their workbook and the jobs: made when there is none, read, never rewritten.

They hold personal data. Nothing of them but counts, 登记号 and days goes into papers, lists of findings or the
journal, and the file is not archived.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from automation import sheets
from automation.cells import show
from automation.jobs.annual_tables import FIRST_YEAR
from automation.jobs.open_ledger import Opened
from automation.jobs.outcome import Outcome, Run
from automation.jobs.workspace import Workspace
from automation.model.annual import AnnualForm
from automation.model.finding import Finding
from automation.model.logbook import RegisterCounts, Registers
from automation.model.origin import Origin
from automation.rules.carry_logbook import Rows, carry_logbook, number_rows
from automation.rules.check_requests import Pending, check_requests, find_pending
from automation.rules.count_logbook import count_registers
from automation.rules.items import item_rows
from automation.rules.read_logbook import Labels, Tables, read_registers
from automation.rules.workdays import Calendar
from automation.sheets import Sheet
from automation.sources.annual_forms import form_names, read_form
from automation.sources.logbook import LogbookRead, read_logbook
from automation.store.replace import replace_file
from automation.terms import logbook as words


@dataclass(frozen=True, slots=True)
class Logbook:
    """The registers as read on a day, what is wrong with them, and what is late."""

    registers: Registers = field(default_factory=Registers)
    calendar: Calendar = field(default_factory=Calendar)
    findings: tuple[Finding, ...] = ()
    pending: Pending = field(default_factory=Pending)
    tables: Tables = field(default_factory=dict)
    letters: Mapping[tuple[str, str], str] = field(default_factory=dict)  # of its columns, by sheet and header
    made: str = ""  # the file, where there was none before

    @property
    def sentence(self) -> str:
        """What the weekly report says; nothing where no applications are registered."""
        return self.pending.sentence if self.registers.requests else ""

    @property
    def told(self) -> dict[str, object]:
        """What the JSON object says: who is late, due soon or awaited, by 登记号; nothing where no register is kept."""
        registers, pending = self.registers, self.pending
        if not any((registers.requests, registers.publications, registers.cases)):
            return {}
        numbers = {"waiting": list(pending.waiting), "late": list(pending.late), "soon": list(pending.soon)}
        return {"registers": {"open": pending.open, **numbers}}

    def count(self, form: AnnualForm, year: int) -> RegisterCounts:
        """What is counted for the report of a year."""
        return count_registers(form, year, self.registers, self.calendar)

    def carry(self, year: int) -> Rows:
        """The rows the registers of the next year begin with."""
        return carry_logbook(self.tables, self.registers, year)


def make_logbook(workspace: Workspace, year: int, when: date, carried: Rows | None = None) -> str:
    """Write a year's 登记簿 where there is none; gives its name, empty when one stands or the year has no form."""
    if year < FIRST_YEAR or workspace.logbook.exists():
        return ""
    rows, offered = carried or {}, offer_choices(sheets.LOGBOOK, year)
    registers = [(sheet, number_rows(sheet, rows.get(sheet.name, []), year)) for sheet in offered]
    from automation.outputs.new_logbook import write_logbook  # here: whoever only looks writes no workbook

    replace_file(workspace.logbook, write_logbook(registers, year, when))
    return workspace.shown(workspace.logbook)


def offer_choices(listed: Sequence[Sheet], year: int) -> tuple[Sheet, ...]:
    """Sheets of registers with the drop-downs of the form of a year; other sheets as they are."""
    labels = _labels()
    choices: Mapping[tuple[str, str], tuple[str, ...]] = {
        (words.REQUESTS, "kind"): labels.applicants(year),
        (words.REQUESTS, "result"): labels.results(year),
        (words.PUBLICATIONS, "kind"): labels.categories(year),
        (words.CASES, "kind"): labels.case_kinds(year),
        (words.CASES, "result"): labels.case_results(year),
    }
    return tuple(
        replace(
            sheet,
            columns=tuple(
                replace(column, choices=choices.get((sheet.name, column.field), column.choices))
                for column in sheet.columns
            ),
        )
        for sheet in listed
    )


def _labels() -> Labels:
    return Labels(tuple(read_form(name) for name in form_names()))


def look_at_logbook(opened: Opened, as_of: date) -> Logbook:
    """The registers of an office on a day, with what its sections register; where none is kept they are empty."""
    workspace, ledger = opened.workspace, opened.ledger
    read, file = LogbookRead({}), workspace.shown(workspace.logbook)
    if workspace.logbook.exists():
        read = read_logbook(workspace.logbook, file)
    elif ledger.settings.year >= FIRST_YEAR:  # it was made with the master, and by every merge since
        read = LogbookRead({}, (Finding("logbook_gone", origin=Origin(file)),))
    handed = item_rows(ledger, _places(opened))
    tables = {**read.tables, words.PUBLICATIONS: (*read.tables.get(words.PUBLICATIONS, ()), *handed)}
    registers, found = read_registers(tables, _labels().forms, ledger.settings.year, as_of)
    calendar = Calendar.of(ledger.holidays)
    told = check_requests(registers.requests, calendar, as_of)
    pending = find_pending(registers.requests, calendar, as_of)
    return Logbook(registers, calendar, (*read.findings, *found, *told), pending, tables, read.letters)


def watch_logbook(opened: Opened, run: Run, *, dry_run: bool = False) -> Logbook:
    """Make the registers where there are none, else look at them; what is found goes to the ledger's findings."""
    year = opened.ledger.settings.year
    opened.looked.add(opened.workspace.shown(opened.workspace.logbook))
    made = "" if dry_run else make_logbook(opened.workspace, year, run.as_of)
    logbook = replace(look_at_logbook(opened, run.as_of), made=made)
    opened.findings += [Finding("logbook_made", origin=Origin(made))] if made else []
    opened.findings += logbook.findings
    return logbook


def _places(opened: Opened) -> dict[str, int]:
    """The rows of the master's 主动公开登记 by 登记号."""
    table = opened.master.tables.get(sheets.PUBLISHED.name)
    return {show(row.cells.get("number")): row.origin.row for row in (table.rows if table else ())}


def with_logbook(told: Outcome, logbook: Logbook) -> Outcome:
    """An outcome with what the registers add to it."""
    if logbook.made:
        lines = (*told.lines, words.MADE.format(file=logbook.made))
        return replace(told, files=(*told.files, logbook.made), lines=lines)
    if not logbook.told:
        return told
    pending, registers = logbook.pending, logbook.registers
    said = words.TOLD.format(
        requests=len(registers.requests),
        publications=len(registers.publications),
        cases=len(registers.cases),
        late=len(pending.late),
        soon=len(pending.soon),
    )
    return replace(told, lines=(*told.lines, said), extra={**told.extra, **logbook.told})
