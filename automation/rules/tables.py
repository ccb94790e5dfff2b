"""The keyed tables of the ledger (键表): one way to see duties, periods, events and readings, and to put values back.

A section's form knows its rows without the section's name; the master's rows carry it. Everything that merges, patches
or remembers works on these views, so that the merge of keyed tables is one mechanism.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from automation import sheets
from automation.cells import Value
from automation.model.ledger import Duty, Event, Ledger, Period, Reading
from automation.model.rows import Key
from automation.sheets import Sheet

_ATTRIBUTES = {
    sheets.DUTIES.name: "duties",
    sheets.PERIODS.name: "periods",
    sheets.EVENTS.name: "events",
    sheets.READINGS.name: "readings",
}
STAMPED = (sheets.FORM_DUTIES, sheets.FORM_READINGS)  # their records remember when they were last updated
OF_TASK = ("topic", "requirement", "deadline")  # what a section's row shows of its task and the office may change
Record = Duty | Period | Event | Reading


def records_of(ledger: Ledger, master: Sheet) -> tuple[Record, ...]:
    """The records behind a keyed sheet of the master."""
    return tuple(getattr(ledger, _ATTRIBUTES[master.name]))


def row_of(record: Any) -> dict[str, Value]:
    """A record as field → value."""
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


def key_of(record: Record, sheet: Sheet) -> Key:
    """The key of a record in a sheet."""
    return tuple(str(getattr(record, name)) for name in sheet.key)


def section_rows(ledger: Ledger, form: Sheet, section: str) -> dict[Key, dict[str, Value]]:
    """The rows a section owns, by the key its form uses, with what the master says of the task beside them."""
    tasks = {task.number: {name: getattr(task, name) for name in OF_TASK} for task in ledger.tasks}
    owned = records_of(ledger, sheets.COUNTERPART[form.name])
    return {
        key_of(record, form): {**tasks.get(record.number, {}), **row_of(record)}
        for record in owned
        if record.section == section
    }


def stamp_values(form: Sheet, values: Mapping[str, Value], as_of: date) -> dict[str, Value]:
    """The values a row takes, with the day where its record keeps one (最近更新)."""
    return {**values, "updated_on": as_of} if form in STAMPED else dict(values)


def split_sections(ledger: Ledger) -> dict[str, Ledger]:
    """The ledger as each section's forms see it, so that merging many forms does not look through all rows for each."""
    rows: dict[str, dict[str, list[Record]]] = {}
    for name in _ATTRIBUTES.values():
        for record in getattr(ledger, name):
            rows.setdefault(record.section, {part: [] for part in _ATTRIBUTES.values()})[name].append(record)
    return {
        section: _with_rows(ledger, {name: tuple(listed) for name, listed in parts.items()})
        for section, parts in rows.items()
    }


def join_sections(ledger: Ledger, parts: Mapping[str, Ledger]) -> Ledger:
    """The ledger with every section's rows as they now are in its part, each where it stood."""
    joined = {}
    for name in _ATTRIBUTES.values():
        rows = {section: iter(getattr(part, name)) for section, part in parts.items()}
        joined[name] = tuple(next(rows[record.section]) for record in getattr(ledger, name))
    return _with_rows(ledger, joined)


def _with_rows(ledger: Ledger, rows: Mapping[str, tuple[Record, ...]]) -> Ledger:
    changed: dict[str, Any] = dict(rows)
    return replace(ledger, **changed)


def _with_values(record: Record, values: Mapping[str, Value]) -> Record:
    changed: dict[str, Any] = dict(values)
    return replace(record, **changed)


def put_values(ledger: Ledger, form: Sheet, section: str, taken: Mapping[Key, Mapping[str, Value]]) -> Ledger:
    """The ledger with values put into the rows of a section, by the key its form uses."""
    master = sheets.COUNTERPART[form.name]
    rows = tuple(
        _with_values(record, taken[key])
        if record.section == section and (key := key_of(record, form)) in taken
        else record
        for record in records_of(ledger, master)
    )
    return _with_rows(ledger, {_ATTRIBUTES[master.name]: rows})
