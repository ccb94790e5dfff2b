"""init --from 结转: what a new year takes over from the workspace of the last one, whose files are only read.

Once the new master stands nothing can be carried any more; so what cannot be read whole is refused before it is made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from automation import sheets
from automation.errors import AutomationError, RefusedFile
from automation.jobs.annual_figures import enter_figures
from automation.jobs.annual_tables import FIRST_YEAR
from automation.jobs.logbook import Logbook, look_at_logbook
from automation.jobs.open_ledger import Opened, view_ledger
from automation.jobs.outcome import Run
from automation.jobs.workspace import Workspace, open_workspace
from automation.model.annual import AnnualForm, Figures
from automation.model.finding import Finding, details
from automation.model.ledger import Ledger
from automation.model.origin import Origin
from automation.model.plan import Section, Task
from automation.rules.bind_numbers import bind_indicators
from automation.rules.carry_figures import carry_figures, carry_over
from automation.rules.carry_logbook import Rows
from automation.rules.carry_over import add_sections, carry_ledger, find_ended, name_last
from automation.sheets import Sheet
from automation.sources.annual_forms import form_for_year, read_form
from automation.sources.form_extras import find_own_columns
from automation.sources.master import REQUIRED, Panics
from automation.sources.table import read_table
from automation.sources.workbook import Workbook, read_workbook
from automation.store.holders import find_holder
from automation.terms import carry_over as words
from automation.terms import commands as say
from automation.terms import sheets as names

NOT_READ = ("master_header_twice",)  # warnings of what a reader left where it stood
UNREAD = ("logbook_unread", "logbook_sheet_gone", "logbook_column_gone")
HANDED_ON = (
    *(sheets.SECTIONS, sheets.SETTINGS, sheets.HOLIDAYS, sheets.INDICATORS),
    *(sheets.REPORT_TEXT, sheets.CHARTS, sheets.SCORE_RULES, sheets.TIMETABLE, sheets.PUBLISHED),
)


@dataclass(frozen=True, slots=True)
class LastYear:
    """What last year hands on: the ledger a plan is read into, figures, register rows; and what is to be told."""

    ledger: Ledger
    ended: tuple[Section, ...]
    figures: Figures  # what 年报表二, 三 and 四 begin with
    logbook: Rows
    findings: tuple[Finding, ...]
    counts: dict[str, int]
    year: int

    @property
    def lines(self) -> tuple[str, ...]:
        """What the terminal tells."""
        return self.sentence, words.NEXT

    @property
    def sentence(self) -> str:
        """How much of each was carried."""
        return words.TOLD.format(year=self.year, **self.counts)

    def add_sections(self, tasks: tuple[Task, ...]) -> tuple[Ledger, list[Finding]]:
        """The ledger with the sections only the new plan names."""
        return add_sections(self.ledger, tasks, self.ended)


def take_over(workspace: Workspace, run: Run, master: Path, planned: Ledger, store: Path | None = None) -> LastYear:
    """Read last year's workspace by its master and carry it into the ledger of a new plan, which has no tasks yet.

    Raises AutomationError with one sentence for everything that cannot be carried whole.
    """
    last = _find_workspace(workspace, master, store)
    _check_readable(last)
    year, file = planned.settings.year, workspace.shown(workspace.master)
    with view_ledger(last) as opened:
        ledger = opened.ledger
        if ledger.settings.year != year - 1:
            raise AutomationError(words.OTHER_YEAR.format(own=ledger.settings.year, year=year, before=year - 1))
        logbook = look_at_logbook(opened, run.as_of)
        unread = [finding for finding in logbook.findings if finding.kind in UNREAD]
        if unread:
            raise AutomationError(words.LOGBOOK_UNREAD.format(said=unread[0].message))
        shown = {name: words.LAST_FILE.format(file=name) for name in map(last.shown, (last.master, last.logbook))}
        carried = carry_ledger(planned, ledger, file)
        form, figures, problems = _read_report(opened, logbook)
        told = [one for one in logbook.findings if one.severity == "error" or one.kind in NOT_READ]
        handed = {sheet.name for sheet in HANDED_ON}
        told += [one for one in opened.findings if one.severity != "info" and one.origin.sheet in handed]
        told += _find_own_columns(last, opened)
        found = [*carried.findings, *name_last((*told, *problems), shown)]
        rows = logbook.carry(year) if year >= FIRST_YEAR else {}
        new = carried.ledger
        begin = Figures()
        if year >= FIRST_YEAR:
            wanted = read_form(form_for_year(year))
            report, unknown = carry_figures(wanted, form, figures, file)
            new = replace(new, last_report=report)
            found += unknown
            # Where applications go on in the register it counts 上年结转; typed too, it would be kept twice.
            begin = Figures() if rows.get(sheets.REQUESTS.name) else carry_over(wanted, report)
    if run.as_of < date(year, 1, 1):
        told_early = details(year=year - 1)
        found.append(Finding("carry_early", value=run.as_of.isoformat(), details=told_early, origin=Origin(file)))
    registers = {"requests": sheets.REQUESTS, "publications": sheets.PUBLICATIONS, "cases": sheets.CASES}
    counts = {
        **carried.counts,
        "figures": sum(row.value is not None for row in new.last_report),
        **{name: len(rows.get(sheet.name, ())) for name, sheet in registers.items()},
    }
    taken = LastYear(new, find_ended(ledger, new), begin, rows, tuple(found), counts, year - 1)
    told_all = Finding("carry_told", details=details(said=taken.sentence), origin=Origin(file))
    return replace(taken, findings=(*found, told_all))


def _find_workspace(workspace: Workspace, master: Path, store: Path | None) -> Workspace:
    """Last year's workspace by its master; refused where it is in none, or a register stands in the new one."""
    path = master.resolve()
    if not path.is_file():
        raise AutomationError(words.NO_FILE.format(file=master))
    last = open_workspace(path.parent.parent, store)
    if path != last.master:
        raise AutomationError(words.OTHER_PLACE.format(file=master))
    if workspace.logbook.exists():
        raise AutomationError(words.LOGBOOK_STANDS.format(file=workspace.shown(workspace.logbook)))
    return last


def _check_readable(last: Workspace) -> None:
    """Raise AutomationError where last year's files are open, broken, something else, or not all there."""
    for path in (last.master, last.logbook):
        holder = find_holder(path)
        if holder:
            raise AutomationError(words.OPEN.format(file=last.shown(path), holder=holder))
    file = last.shown(last.master)
    try:
        with Panics():
            book = read_workbook(last.master, file)
    except RefusedFile as error:
        raise AutomationError(words.BROKEN.format(file=file, kind=say.REFUSALS[error.kind])) from error
    except OSError as error:
        raise AutomationError(words.UNREADABLE.format(file=file, reason=error.strerror or error)) from error
    missing = [sheet.name for sheet in REQUIRED if sheet.name not in book.grids]
    if missing:
        raise AutomationError(words.NO_LEDGER.format(file=file, sheets=words.LIST.join(missing)))
    if not last.journal.is_file():
        raise AutomationError(words.NO_JOURNAL.format(file=last.shown(last.journal)))


def _find_own_columns(last: Workspace, opened: Opened) -> Iterator[Finding]:
    """Columns the office has added to what is carried: they have no place in the new workbooks."""
    books: list[tuple[Workbook, Sequence[Sheet]]] = [(opened.master.book, HANDED_ON[:-1])]
    if last.logbook.exists():
        books.append((read_workbook(last.logbook, last.shown(last.logbook)), sheets.LOGBOOK))
    for book, listed in books:
        for sheet in listed:
            grid = book.grids.get(sheet.name)
            if grid is not None:
                yield from find_own_columns(grid, sheet, read_table(grid, sheet, book.file), book.file)


def _read_report(opened: Opened, logbook: Logbook) -> tuple[AnnualForm | None, Figures, list[Finding]]:
    """The form and figures of last year's report, from all its sources; none before there were forms."""
    year = opened.ledger.settings.year
    if year < FIRST_YEAR:
        return None, Figures(), []
    form = read_form(form_for_year(year))
    if not any(sheet in opened.master.book.grids for sheet in names.ANNUAL_TABLES):
        return form, Figures(), []
    indicators = bind_indicators(opened.ledger, {}, opened.past)
    entered = enter_figures(opened, form, indicators, logbook.count(form, year))
    return form, entered.figures, list(entered.findings)
