"""What sections publish, registered in their own workbooks (主动公开登记): rows numbered in advance, and read as rows.

参数 says which sections keep a register; each has some blank rows, so that a second hand-in is a change of a row and
never another one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count, islice

from automation import cells, sheets
from automation.model.finding import Finding, details
from automation.model.ledger import Item, Ledger
from automation.model.origin import Origin
from automation.model.rows import RawRow
from automation.rules.tables import row_of
from automation.rules.units import expand_names
from automation.terms import logbook as words
from automation.terms import sheets as names

BLANK_ITEMS = 30  # a month of a section that publishes once a day


def assign_items(ledger: Ledger) -> Ledger:
    """The ledger with enough blank rows for each section that registers what it publishes."""
    items = list(ledger.items)
    year = ledger.settings.year
    for section in _sections(ledger)[0]:
        mine = [item for item in items if item.section == section]
        used = {item.number for item in mine}
        blank = sum(item == Item(item.number, section) for item in mine)
        numbers = (words.ITEM_NUMBER.format(year=year, section=section, count=place) for place in count(1))
        free = (number for number in numbers if number not in used)
        items += [Item(number, section) for number in islice(free, max(BLANK_ITEMS - blank, 0))]
    return replace(ledger, items=tuple(items))


def _sections(ledger: Ledger) -> tuple[list[str], list[str]]:
    """The sections that keep a register, and the names in 参数 nobody knows."""
    listed = cells.split_names(ledger.settings.item_sections)
    found, unknown = expand_names(listed, ledger.sections, ledger.settings.issued)
    return list(found), list(unknown)


def check_item_sections(ledger: Ledger) -> Iterator[Finding]:
    """Names of sections in 参数 that nobody knows."""
    for name in _sections(ledger)[1]:
        told = details(column=names.SET_ITEMS, before=words.NOBODY)
        yield Finding("bad_setting", value=name, details=told, origin=Origin("", sheets.SETTINGS.name))


def item_rows(ledger: Ledger, places: Mapping[str, int]) -> list[RawRow]:
    """The items as rows of a register, with the rows of the master they stand in by number (0 where unknown)."""
    place = Origin(ledger.origin.file, sheets.PUBLISHED.name)
    return [
        RawRow(row_of(item), place.at(row=places.get(item.number, 0)))
        for item in ledger.items
        if item != Item(item.number, item.section)
    ]
