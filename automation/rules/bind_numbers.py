"""Binds the numbers a report can quote (绑定): indicators, counts of registers, cells of its tables, the year.

A number is known by the name a field quotes it under, and knows its rule and every cell behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from automation import cells
from automation.model.annual import AnnualForm, Figures, split_key
from automation.model.cell_name import column_letters
from automation.model.ledger import Indicator, Ledger, Reading
from automation.model.logbook import Counted
from automation.model.origin import NOWHERE, Origin
from automation.model.rows import History
from automation.model.trace import Bound, Source
from automation.rules.annual_cells import blank_text, cell_place, is_blank_mark
from automation.rules.annual_tables import find_cell, parse_figure
from automation.rules.readings import is_below_zero, total_reading
from automation.terms import drafting as drafts
from automation.terms import sheets as names
from automation.terms import trace as words

Places = Mapping[tuple[str, ...], Origin]
"""Where a row of the master stands, by its sheet and its key."""


def bind_indicators(ledger: Ledger, places: Places, past: History) -> dict[str, Bound]:
    """Every indicator that has a value, by its name, and the year of the report."""
    handed = _find_handed(past)
    found: dict[str, Bound] = {}
    for indicator in ledger.indicators:
        readings = [one for one in ledger.readings if indicator.number and one.number == indicator.number]
        if indicator.rule == names.TOLD:
            told = [one for one in readings if one.note.strip()]
            text = words.TOLD_JOINED.join(one.note.strip() for one in told)
            if told:
                sources = tuple(_source(one, one.note, places, handed, names.READING_NOTE) for one in told)
                found[indicator.name] = Bound(text, words.RULE_TOLD.format(name=indicator.name), sources)
            continue
        value = total_reading(indicator, ledger.readings)
        if value is not None:
            found[indicator.name] = _bind(indicator, value, readings, places, handed)
    setting = places.get((names.SETTINGS, names.SET_YEAR), NOWHERE)
    year = ledger.settings.year
    found.setdefault(drafts.FIELD_YEAR, Bound(year, words.RULE_YEAR, (Source(setting, value=str(year)),)))
    return found


def _bind(
    indicator: Indicator,
    value: float,
    readings: Sequence[Reading],
    places: Places,
    handed: Mapping[tuple[str, ...], str],
) -> Bound:
    counted = [one for one in readings if _counts(one)]
    if not counted:
        place = places.get((names.INDICATORS, indicator.name), NOWHERE)
        source = Source(place, indicator.name, value=cells.show(value))
        return Bound(value, words.RULE_TYPED.format(name=indicator.name), (source,))
    if indicator.rule == names.LATEST:
        counted = list({one.section: one for one in sorted(counted, key=lambda one: one.period)}.values())
    rule = words.RULE_LATEST if indicator.rule == names.LATEST else words.RULE_SUMMED
    sources = tuple(_source(one, cells.show(one.value), places, handed) for one in counted)
    return Bound(value, rule.format(name=indicator.name), sources)


def _source(
    reading: Reading,
    value: str,
    places: Places,
    handed: Mapping[tuple[str, ...], str],
    column: str = names.READING_VALUE,
) -> Source:
    key = (reading.number, reading.section, reading.period)
    place = places.get((names.READINGS, *key), NOWHERE).at(column=column)
    day = cells.show(reading.updated_on)
    return Source(place, reading.period, reading.section, value, day, handed.get(key, ""))


def _counts(reading: Reading) -> bool:
    return reading.value is not None and not is_below_zero(reading.value)


def _find_handed(past: History) -> dict[tuple[str, ...], str]:
    """The file and row a reading was last handed in with, by indicator, section and period."""
    return {
        (str(one["number"] or ""), str(one["section"] or ""), str(one["period"] or "")): str(one["source"] or "")
        for one in past.changes
        if one["sheet"] == names.READINGS and one["field"] == names.READING_VALUE
    }


def bind_counts(counts: Mapping[str, Counted]) -> dict[str, Bound]:
    """Counts of registers with the rows behind them; of a row nothing but its place and 登记号."""
    return {
        name: Bound(
            counted.value,
            words.RULE_COUNTED,
            tuple(Source(origin, number) for origin, number in counted.rows),
        )
        for name, counted in counts.items()
    }


def bind_cells(form: AnnualForm, figures: Figures, counted: Mapping[str, Bound], blank: str) -> dict[str, Bound]:
    """Every cell of the tables in which a figure is printed, by its key: counted or fed, else typed into its sheet.

    A cell left blank is bound too where ``blank``, the setting 空白写法, prints a figure into it.
    """
    printed = parse_figure(blank_text(blank))
    found = {}
    for cell in form.values:
        figure = figures.get(cell.key)
        if cell.key in counted:
            found[cell.key] = counted[cell.key]
            continue
        left = figure is None and cell.key in figures and is_blank_mark(figures.texts.get(cell.key, ""))
        shown = printed if left else figure
        if shown is not None:
            origin = figures.origin(cell.key)
            rule = words.RULE_BLANK if left else words.RULE_CELL
            said = rule.format(sheet=origin.sheet or split_key(cell.key)[0], figure=shown)
            letters = column_letters(cell.column + 1)  # the sheet is the form, cell by cell
            value = "" if left else cells.show(shown)
            found[cell.key] = Bound(shown, said, (Source(origin, value=value, letters=letters),))
    return found


def lead_to_cells(bound: Mapping[str, Bound], letters: Mapping[tuple[str, str, str], str]) -> dict[str, Bound]:
    """The numbers with each link leading to the very cell; ``letters`` are columns by file, sheet and header."""

    def lead(source: Source) -> Source:
        place = (source.origin.file, source.origin.sheet, source.origin.column)
        return replace(source, letters=letters.get(place, source.letters))

    return {name: replace(one, sources=tuple(map(lead, one.sources))) for name, one in bound.items()}


def bind_quoted(names_asked: Iterable[str], form: AnnualForm, bound: Mapping[str, Bound]) -> dict[str, Bound]:
    """What fields quote from the tables by naming a cell (表三/一、本年新收政府信息公开申请数量/总计)."""
    found = {}
    for name in names_asked:
        key = name_cell(form, name)
        if key in bound:
            said = words.RULE_QUOTED.format(place=cell_place(key))
            found[name] = Bound(bound[key].value, said, bound[key].sources)
    return found


def name_cell(form: AnnualForm, said: str) -> str:
    """The key of the cell a text names by table, row and column (表三/结转下年度继续办理/总计); empty for none.

    Labels may be written in any way the form's reader knows; a column may hold a slash itself (本年增/减).
    """
    table, *labels = (part.strip() for part in re.split(words.CELL_PARTED, said.strip()))
    for place in range(1, len(labels)):
        row, column = words.CELL_JOINED.join(labels[:place]), words.CELL_JOINED.join(labels[place:])
        cell = find_cell(form, row, column)
        if cell is not None and split_key(cell.key)[0] == table:
            return cell.key
    return ""


def feed_cells(form: AnnualForm, ledger: Ledger, bound: Mapping[str, Bound]) -> tuple[dict[str, Bound], list[str]]:
    """The cells indicators are entered into (填入年报), and the indicators whose cell the form does not have."""
    fed: dict[str, Bound] = {}
    unknown = []
    for indicator in ledger.indicators:
        if not indicator.cell:
            continue
        key = name_cell(form, indicator.cell)
        if not key:
            unknown.append(indicator.name)
            continue
        mine = bound.get(indicator.name)
        if mine is not None and not isinstance(mine.value, str):
            before = fed.get(key, Bound(Decimal(0), mine.rule))
            total = Decimal(str(before.value)) + Decimal(str(mine.value))
            fed[key] = Bound(parse_figure(total) or 0, mine.rule, (*before.sources, *mine.sources))
    return fed, unknown
