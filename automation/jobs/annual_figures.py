"""Gathers what a year-end report is made of (汇集): typed figures, counts of registers, indicators, and its text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from automation import sheets
from automation.cells import show
from automation.jobs.annual_tables import read_figures
from automation.jobs.logbook import Logbook, look_at_logbook
from automation.jobs.open_ledger import Opened
from automation.model.annual import AnnualForm, Figures
from automation.model.finding import Finding, details
from automation.model.logbook import Counted, RegisterCounts
from automation.model.origin import Origin
from automation.model.trace import Bound
from automation.rules.bind_numbers import (
    bind_cells,
    bind_counts,
    bind_indicators,
    bind_quoted,
    feed_cells,
    lead_to_cells,
)
from automation.rules.draft_annual import Texts, draft_texts
from automation.rules.draw_charts import Drawn, draw_charts, names_in_charts
from automation.rules.enter_counts import check_names, enter_counts
from automation.terms import logbook as logbook_words
from automation.terms import sheets as names

VALUES = (sheets.INDICATORS, sheets.READINGS, sheets.SETTINGS)  # of whose rows a number stands in the column value


@dataclass(frozen=True, slots=True)
class Known:
    """The figures of the tables and the text, each number bound to what it is made of.

    ``numbers`` are those a text may quote, by name; ``cells`` those of the tables, by key; ``counted`` and ``named``
    what the registers say; ``charts`` are drawn from the same numbers.
    """

    figures: Figures
    texts: Texts
    numbers: Mapping[str, Bound]
    cells: Mapping[str, Bound]
    counted: Mapping[str, Counted]
    named: Mapping[str, Counted]
    charts: tuple[Drawn, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Entered:
    """The figures of the tables from all three sources, those an indicator was entered into, and what differs."""

    figures: Figures
    fed: Mapping[str, Bound]
    findings: tuple[Finding, ...]


def enter_figures(opened: Opened, form: AnnualForm, indicators: Mapping[str, Bound], counts: RegisterCounts) -> Entered:
    """The typed figures, over them the indicators (填入年报), over these what the registers count."""
    typed, problems = read_figures(opened.master, form)
    fed, unknown = feed_cells(form, opened.ledger, indicators)
    sums = {key: _as_count(bound) for key, bound in fed.items()}
    figures, unlike = enter_counts(typed, sums, sentence=logbook_words.INDICATOR_DIFFERS)
    figures, differing = enter_counts(figures, counts.cells, fed=fed)
    return Entered(figures, fed, (*problems, *unlike, *differing, *_unknown(opened, form, unknown)))


def gather_figures(opened: Opened, form: AnnualForm, year: int, as_of: date) -> Known:
    """Everything the report of a year says in numbers; where two sources of one number differ, a finding."""
    ledger = opened.ledger
    logbook = look_at_logbook(opened, as_of)
    counts = logbook.count(form, year)
    indicators = bind_indicators(ledger, _places(opened), opened.past)
    entered = enter_figures(opened, form, indicators, counts)
    figures = entered.figures
    typed = {name: bound.value for name, bound in indicators.items() if not isinstance(bound.value, str)}
    numbers = {**indicators, **bind_counts(counts.named)}
    cells = bind_cells(form, figures, {**entered.fed, **bind_counts(counts.cells)}, ledger.settings.blank)
    asked = draft_texts(ledger, form, numbers)
    missing = {name for paragraphs in asked.values() for one in paragraphs for name in one.missing}
    missing |= names_in_charts(ledger.charts) - numbers.keys()
    numbers |= bind_quoted(missing, form, cells)
    letters = _letters(opened, logbook)
    numbers, cells = lead_to_cells(numbers, letters), lead_to_cells(cells, letters)
    charts, undrawn = draw_charts(ledger.charts, form, numbers, opened.master.file)
    found = (*entered.findings, *logbook.findings, *check_names(typed, counts.named), *undrawn)
    texts = draft_texts(ledger, form, numbers)
    return Known(figures, texts, numbers, cells, counts.cells, counts.named, charts, found)


def _letters(opened: Opened, logbook: Logbook) -> dict[tuple[str, str, str], str]:
    """The columns a link may lead to, by file, sheet and header."""
    file = opened.workspace.shown(opened.workspace.logbook)
    found = {(file, *key): letters for key, letters in logbook.letters.items()}
    for sheet in (*VALUES, sheets.PUBLISHED):
        table = opened.master.tables.get(sheet.name)
        columns = table.letters(sheet) if table else {}
        found |= {(opened.master.file, *key): letters for key, letters in columns.items()}
    return found


def _as_count(bound: Bound) -> Counted:
    assert not isinstance(bound.value, (str, float))  # noqa: S101 - feed_cells enters numbers only
    return Counted(bound.value, tuple((source.origin, source.name) for source in bound.sources))


def _unknown(opened: Opened, form: AnnualForm, indicators: list[str]) -> list[Finding]:
    """Indicators that are to be entered into a cell this year's form does not have."""
    place = Origin(opened.master.file, names.INDICATORS, 0, names.INDICATOR_CELL)
    written = {one.name: one.cell for one in opened.ledger.indicators}
    example = form.values[0].key
    return [
        Finding("cell_unknown", value=name, details=details(before=written[name], choice=example), origin=place)
        for name in indicators
    ]


def _places(opened: Opened) -> dict[tuple[str, ...], Origin]:
    """Where the rows a number may come from stand in the master, by sheet and key."""
    found: dict[tuple[str, ...], Origin] = {}
    for sheet in VALUES:
        table, header = opened.master.tables.get(sheet.name), sheet.column("value").header
        for row in table.rows if table else ():
            found[(sheet.name, *(show(row.cells.get(field)) for field in sheet.key))] = row.origin.at(column=header)
    return found
