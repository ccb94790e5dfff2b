"""Gathers what a year-end report is made of (汇集): typed figures, counts of registers, indicators, and its text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from automation import sheets
from automation.cells import show
from automation.jobs.annual_tables import read_figures
from automation.jobs.logbook import look_at_logbook
from automation.jobs.open_ledger import Opened
from automation.model.annual import AnnualForm, Figures
from automation.model.finding import Finding, details
from automation.model.logbook import Counted
from automation.model.origin import Origin
from automation.model.trace import Bound
from automation.rules.bind_numbers import bind_cells, bind_counts, bind_indicators, bind_quoted, feed_cells
from automation.rules.draft_annual import Texts, draft_texts
from automation.rules.draw_charts import Drawn, draw_charts, names_in_charts
from automation.rules.enter_counts import check_names, enter_counts
from automation.terms import sheets as names


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


def gather_figures(opened: Opened, form: AnnualForm, year: int, as_of: date) -> Known:
    """Everything the report of a year says in numbers; where two sources of one number differ, a finding."""
    ledger = opened.ledger
    figures, problems = read_figures(opened.master, form)
    logbook = look_at_logbook(opened, as_of)
    counts = logbook.count(form, year)
    indicators = bind_indicators(ledger, _places(opened), opened.past)
    fed, unknown = feed_cells(form, ledger, indicators)
    figures, unlike = enter_counts(figures, {key: _as_count(bound) for key, bound in fed.items()})
    figures, differing = enter_counts(figures, counts.cells)  # where both stand, the register; a difference is told
    typed = {name: bound.value for name, bound in indicators.items() if not isinstance(bound.value, str)}
    numbers = {**indicators, **bind_counts(counts.named)}
    cells = bind_cells(form, figures, {**fed, **bind_counts(counts.cells)})
    asked = draft_texts(ledger, form, numbers)
    missing = {name for paragraphs in asked.values() for one in paragraphs for name in one.missing}
    missing |= names_in_charts(ledger.charts) - numbers.keys()
    numbers |= bind_quoted(missing, form, cells, figures, ledger.settings.blank)
    charts, undrawn = draw_charts(ledger.charts, form, numbers, opened.master.file)
    found = (
        *problems,
        *logbook.findings,
        *unlike,
        *differing,
        *check_names(typed, counts.named),
        *_unknown(opened, form, unknown),
        *undrawn,
    )
    texts = draft_texts(ledger, form, numbers)
    return Known(figures, texts, numbers, cells, counts.cells, counts.named, charts, found)


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
    for sheet in (sheets.INDICATORS, sheets.READINGS, sheets.SETTINGS):
        table = opened.master.tables.get(sheet.name)
        for row in table.rows if table else ():
            found[(sheet.name, *(show(row.cells.get(field)) for field in sheet.key))] = row.origin
    return found
