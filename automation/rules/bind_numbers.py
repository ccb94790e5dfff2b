"""Binds the numbers a report can quote (绑定): indicators, counts of registers, cells of its tables, the year.

A number is known by the name a field quotes it under, and knows its rule and every cell behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from automation import cells
from automation.model.annual import AnnualForm, Figures, split_key
from automation.model.ledger import Indicator, Ledger, Reading
from automation.model.logbook import Counted
from automation.model.origin import NOWHERE, Origin
from automation.model.rows import History
from automation.model.trace import Bound, Source
from automation.rules.annual_cells import cell_place
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
        value = total_reading(indicator, ledger.readings)
        if value is not None:
            found[indicator.name] = _bind(indicator, value, ledger, places, handed)
    setting = places.get((names.SETTINGS, names.SET_YEAR), NOWHERE)
    year = ledger.settings.year
    found.setdefault(drafts.FIELD_YEAR, Bound(year, words.RULE_YEAR, (Source(setting, value=str(year)),)))
    return found


def _bind(
    indicator: Indicator, value: float, ledger: Ledger, places: Places, handed: Mapping[tuple[str, ...], str]
) -> Bound:
    readings = [one for one in ledger.readings if one.number == indicator.number and _counts(one)]
    if not indicator.number or not readings:
        place = places.get((names.INDICATORS, indicator.name), NOWHERE)
        source = Source(place, indicator.name, value=cells.show(value))
        return Bound(value, words.RULE_TYPED.format(name=indicator.name), (source,))
    if indicator.rule == names.LATEST:
        readings = list({one.section: one for one in sorted(readings, key=lambda one: one.period)}.values())
    rule = words.RULE_LATEST if indicator.rule == names.LATEST else words.RULE_SUMMED
    sources = tuple(
        Source(
            places.get((names.READINGS, one.number, one.section, one.period), NOWHERE),
            one.period,
            one.section,
            cells.show(one.value),
            cells.show(one.updated_on),
            handed.get((one.number, one.section, one.period), ""),
        )
        for one in readings
    )
    return Bound(value, rule.format(name=indicator.name), sources)


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


def bind_cells(form: AnnualForm, figures: Figures, counted: Mapping[str, Bound]) -> dict[str, Bound]:
    """Every cell of the tables that holds a figure, by its key: counted or fed, else typed into its sheet."""
    found = {}
    for cell in form.values:
        figure = figures.get(cell.key)
        if cell.key in counted:
            found[cell.key] = counted[cell.key]
        elif figure is not None:
            origin = figures.origin(cell.key)
            rule = words.RULE_CELL.format(sheet=origin.sheet or split_key(cell.key)[0])
            found[cell.key] = Bound(figure, rule, (Source(origin, value=cells.show(figure)),))
    return found


def bind_quoted(names_asked: Iterable[str], form: AnnualForm, bound: Mapping[str, Bound]) -> dict[str, Bound]:
    """What fields quote from the tables by naming a cell (表三/一、本年新收政府信息公开申请数量/总计)."""
    found = {}
    for name in names_asked:
        key = find_cell(form, name)
        if key in bound:
            said = words.RULE_QUOTED.format(place=cell_place(key))
            found[name] = Bound(bound[key].value, said, bound[key].sources)
    return found


def find_cell(form: AnnualForm, said: str) -> str:
    """The key of the cell a text names by table, row and column; a row may be named without its number.

    Empty where there is none, or more than one.
    """
    table, *rest = re.split(words.CELL_PARTED, said.strip(), maxsplit=1)
    if not rest or not re.fullmatch(words.TABLES, table):
        return ""
    wanted = _plain(rest[0])
    keys = [cell.key for cell in form.values if split_key(cell.key)[0] == table]
    exact = [key for key in keys if _plain("".join(split_key(key)[1:])) == wanted]
    loose = [key for key in keys if _plain("".join(split_key(key)[1:])).endswith(wanted)]
    found = exact or loose
    return found[0] if len(found) == 1 else ""


def _plain(text: str) -> str:
    return re.sub(words.CELL_PARTED, "", cells.fold(text)).replace(" ", "")


def feed_cells(form: AnnualForm, ledger: Ledger, bound: Mapping[str, Bound]) -> tuple[dict[str, Bound], list[str]]:
    """The cells indicators are entered into (填入年报), and the indicators whose cell the form does not have."""
    fed: dict[str, Bound] = {}
    unknown = []
    for indicator in ledger.indicators:
        if not indicator.cell:
            continue
        key = find_cell(form, indicator.cell)
        if not key:
            unknown.append(indicator.name)
        elif indicator.name in bound:
            mine = bound[indicator.name]
            before = fed.get(key)
            total = _add(before.value, mine.value) if before else mine.value
            fed[key] = Bound(total, mine.rule, (*(before.sources if before else ()), *mine.sources))
    return fed, unknown


def _add(one: float | Decimal, other: float | Decimal) -> float | Decimal:
    if isinstance(one, float) or isinstance(other, float):
        return float(one) + float(other)
    return one + other
