"""What sections hand in for the report's indicators (指标填报), and how it adds up (汇总值).

指标汇总 says who hands in what and how often; a row a section and period is numbered in advance, so that a second
hand-in is a change of the first and never another row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from automation import cells
from automation.cells import Value
from automation.model.finding import Finding, details
from automation.model.ledger import Indicator, Ledger, Reading
from automation.model.origin import Origin
from automation.rules.units import expand_names
from automation.terms import sheets as names
from automation.terms import supervision as words


def assign_readings(ledger: Ledger) -> Ledger:
    """The ledger with a number for every indicator and a row for each section and period that is to hand it in."""
    indicators = _numbered(ledger)
    kept = {(row.number, row.section, row.period): row for row in ledger.readings}
    for indicator in indicators:
        if any(_faults(indicator, ledger)):
            continue
        for section in _sections(indicator, ledger)[0]:
            for period in _periods(indicator.cycle, ledger.settings.year):
                key = (indicator.number, section, period)
                kept.setdefault(key, Reading(*key))
    return replace(ledger, indicators=indicators, readings=tuple(kept.values()))


def _numbered(ledger: Ledger) -> tuple[Indicator, ...]:
    """The indicators with numbers; none is given twice, nor one that readings of a former indicator carry."""
    used = {row.number for row in ledger.readings} | {indicator.number for indicator in ledger.indicators}
    seen: set[str] = set()
    out = []
    for indicator in ledger.indicators:
        number = indicator.number
        if not number or number in seen:
            number = _free_number(used, ledger.settings.year)
        used.add(number)
        seen.add(number)
        out.append(replace(indicator, number=number))
    return tuple(out)


def _free_number(used: set[str], year: int) -> str:
    count = 1
    while (number := names.OWN_INDICATOR.format(year=year, count=count)) in used:
        count += 1
    return number


def _sections(indicator: Indicator, ledger: Ledger) -> tuple[list[str], list[str]]:
    """The sections that hand an indicator in, and the names nobody knows."""
    found, unknown = expand_names(cells.split_names(indicator.sections), ledger.sections, ledger.settings.issued)
    return list(found), list(unknown)


def _periods(cycle: str, year: int) -> tuple[str, ...]:
    if cycle == names.BY_MONTH:
        return tuple(words.MONTH_LABEL.format(year=year, month=month) for month in range(1, 13))
    if cycle == names.BY_QUARTER:
        return tuple(words.QUARTER_LABEL.format(year=year, quarter=quarter) for quarter in range(1, 5))
    if cycle == names.BY_HALF:
        return tuple(label.format(year=year) for label in words.HALF_LABELS)
    return (names.WHOLE_YEAR.format(year=year),)


def total_reading(indicator: Indicator, readings: Sequence[Reading]) -> int | float | None:
    """The value of an indicator: what its sections handed in, by its rule, else what the office typed.

    最新 takes each section's latest period; both rules add the sections up.
    """
    mine = [
        row
        for row in readings
        if row.number == indicator.number and row.value is not None and not is_below_zero(row.value)
    ]
    if not indicator.number or not mine:
        return indicator.value
    if indicator.rule == names.LATEST:
        mine = list({row.section: row for row in sorted(mine, key=lambda row: row.period)}.values())
    total = round(sum(row.value for row in mine if row.value is not None), 9)
    return int(total) if float(total).is_integer() else total


def is_below_zero(value: Value) -> bool:
    """Whether a count is one nobody can have counted."""
    return isinstance(value, (int, float)) and value < 0


def reading_rows(ledger: Ledger, readings: Sequence[Reading]) -> list[dict[str, Value]]:
    """Readings as rows, with the name and unit of their indicator."""
    known = {indicator.number: indicator for indicator in ledger.indicators}
    blank = Indicator("")
    return [
        {
            "number": row.number,
            "section": row.section,
            "period": row.period,
            "name": known.get(row.number, blank).name,
            "unit": known.get(row.number, blank).unit,
            "value": row.value,
            "note": row.note,
            "updated_on": row.updated_on,
        }
        for row in readings
    ]


def check_indicators(ledger: Ledger) -> Iterator[Finding]:
    """Indicators nobody can hand in as declared, typed values that readings contradict, and readings nobody can add."""
    place = Origin("", names.INDICATORS)
    for row in ledger.readings:
        if is_below_zero(row.value):
            typed = Origin("", names.READINGS, 0, names.READING_VALUE)
            yield Finding("below_zero", row.number, row.section, cells.show(row.value), origin=typed)
    for indicator in ledger.indicators:
        for column, said, choice in _faults(indicator, ledger):
            told = details(column=column, before=said, choice=choice)
            yield Finding("indicator_bad", value=indicator.name, details=told, origin=place)
        total = total_reading(indicator, ledger.readings)
        if indicator.value is not None and not cells.same(indicator.value, total):
            told = details(before=cells.show(indicator.value), master=cells.show(total))
            yield Finding("indicator_differs", value=indicator.name, details=told, origin=place)


def _faults(indicator: Indicator, ledger: Ledger) -> Iterator[tuple[str, str, str]]:
    """(column, what stands there, what may stand there) of every cell that keeps an indicator from being handed in."""
    unknown = _sections(indicator, ledger)[1]
    if unknown:
        listed = names.LIST_SEPARATOR.join(unknown)
        yield names.INDICATOR_SECTIONS, listed, names.LIST_SEPARATOR.join(one.name for one in ledger.sections)
    if indicator.cycle and indicator.cycle not in names.INDICATOR_CYCLES:
        yield names.INDICATOR_CYCLE, indicator.cycle, names.LIST_SEPARATOR.join(names.INDICATOR_CYCLES)
    if indicator.rule and indicator.rule not in names.INDICATOR_RULES:
        yield names.INDICATOR_RULE, indicator.rule, names.LIST_SEPARATOR.join(names.INDICATOR_RULES)
