"""The keyed tables of the ledger (键表): one way to see duties, periods, events, readings and items.

A section's form knows its rows without the section's name; the master's rows carry it. Everything that merges, patches
or remembers works on these views, so that the merge of keyed tables is one mechanism.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from datetime import date
from functools import cache, cached_property
from operator import attrgetter
from typing import Any

from automation import sheets
from automation.cells import Value, show
from automation.model.ledger import Duty, Event, Item, Ledger, Period, Reading
from automation.model.plan import Task
from automation.model.rows import Key
from automation.sheets import Sheet

_ATTRIBUTES = {
    sheets.DUTIES.name: "duties",
    sheets.PERIODS.name: "periods",
    sheets.EVENTS.name: "events",
    sheets.READINGS.name: "readings",
    sheets.PUBLISHED.name: "items",
}
STAMPED = (sheets.FORM_DUTIES, sheets.FORM_READINGS)  # their records remember when they were last updated
OF_TASK = ("topic", "requirement", "deadline")  # what a section's row shows of its task and the office may change
Record = Duty | Period | Event | Reading | Item


def records_of(ledger: Ledger, master: Sheet) -> tuple[Record, ...]:
    """The records behind a keyed sheet of the master."""
    return tuple(getattr(ledger, _ATTRIBUTES[master.name]))


def row_of(record: Any) -> dict[str, Value]:
    """A record as field → value."""
    names, values = _reading(record.__class__)
    return dict(zip(names, values(record), strict=True))


@cache
def _reading(kind: Any) -> tuple[tuple[str, ...], attrgetter[tuple[Value, ...]]]:
    """The fields of a record's class and what reads them all at once: every merge asks this of every row."""
    names = tuple(part.name for part in fields(kind))
    return names, attrgetter(*names)


def _keys_of(records: Iterable[Record], sheet: Sheet) -> list[Key]:
    """The keys of many records, which every merge asks for."""
    read = attrgetter(*sheet.key)
    if len(sheet.key) == 1:
        return [(str(read(record)),) for record in records]
    return [tuple([str(value) for value in read(record)]) for record in records]


def name_row(sheet: Sheet, key: Key, row: Mapping[str, Value]) -> tuple[str, str, str]:
    """(编号, 科室, 报告期) of a row for the journal, where a clerk looks for it.

    A row without 编号 goes by the name its sheet knows it by (事项号, 参数名, 事件号), which then stands there; a
    conflict goes by the task it is about.
    """
    named = {**row, **dict(zip(sheet.key, key, strict=True))}
    if sheet is sheets.REGISTER:
        return show(named["number"]), "", ""
    if "number" in sheet.key:
        rest = (value for name, value in zip(sheet.key, key, strict=True) if name not in ("number", "section"))
        return show(named["number"]), show(named.get("section")), " ".join(rest)
    name = show(named.get("number")) if sheet is sheets.CONFLICTS else ""
    return name or " ".join(key), show(named.get("section")), ""


def name_anew(sheet: Sheet, rows: Mapping[Key, dict[str, str]]) -> dict[Key, dict[str, str]]:
    """Rows a journal remembers by the key their sheet has now, whatever it was when they were written."""
    return {
        key if len(key) == len(sheet.key) else tuple(texts.get(name, "") for name in sheet.key): texts
        for key, texts in rows.items()
    }


def section_rows(ledger: Ledger, form: Sheet, section: str) -> Mapping[Key, dict[str, Value]]:
    """The rows a section owns, by the key its form uses, with what the master says of the task beside them."""
    return _SectionRows(ledger, form, section)


class _SectionRows(Mapping[Key, dict[str, Value]]):
    """Puts a row together when it is asked for: of most it is only asked whether they are there."""

    def __init__(self, ledger: Ledger, form: Sheet, section: str) -> None:
        """Look up what the section owns in one keyed sheet."""
        owned = [one for one in records_of(ledger, sheets.COUNTERPART[form.name]) if one.section == section]
        self._records = dict(zip(_keys_of(owned, form), owned, strict=True))
        self._ledger = ledger

    @cached_property
    def _tasks(self) -> dict[str, Task]:
        return {task.number: task for task in self._ledger.tasks}

    def __getitem__(self, key: Key) -> dict[str, Value]:
        """Give one row as field → value."""
        record = self._records[key]
        task = self._tasks.get(record.number)
        beside = {name: getattr(task, name) for name in OF_TASK} if task else {}
        return {**beside, **row_of(record)}

    def __contains__(self, key: object) -> bool:
        """Whether the section owns such a row."""
        return key in self._records

    def __iter__(self) -> Iterator[Key]:
        """Give the keys in the ledger's order."""
        return iter(self._records)

    def __len__(self) -> int:
        """Count them."""
        return len(self._records)


def stamp_values(form: Sheet, values: Mapping[str, Value], as_of: date) -> dict[str, Value]:
    """The values a row takes, with the day where its record keeps one (最近更新)."""
    return {**values, "updated_on": as_of} if form in STAMPED else dict(values)


def split_sections(ledger: Ledger) -> dict[str, Ledger]:
    """A ledger for every section that holds its rows alone, so that taking in one file does not go through all of them.

    Conflicts are left out and hand-ins are the section's own; everything else is the office's.
    """
    parts: dict[str, dict[str, list[Any]]] = {section.name: {} for section in ledger.sections}
    for name in (*_ATTRIBUTES.values(), "handins"):
        for record in getattr(ledger, name):
            parts.setdefault(record.section, {}).setdefault(name, []).append(record)
    bare = _with_rows(replace(ledger, handins=(), conflicts=()), dict.fromkeys(_ATTRIBUTES.values(), ()))
    return {section: replace(bare, **_as_tuples(records)) for section, records in parts.items()}


def _as_tuples(records: Mapping[str, list[Any]]) -> dict[str, Any]:
    return {name: tuple(listed) for name, listed in records.items()}


def join_sections(ledger: Ledger, parts: Mapping[str, Ledger]) -> Ledger:
    """The ledger with what ``split_sections`` gave, taken in section by section; every row stays in its place."""
    changed: dict[str, Any] = {}
    for name in _ATTRIBUTES.values():
        rows = {section: iter(getattr(part, name)) for section, part in parts.items()}
        changed[name] = tuple(next(rows[record.section]) for record in getattr(ledger, name))
    known = set(ledger.handins)
    asked = questions = {question.key: question for question in ledger.questions}
    for part in parts.values():
        if part.questions is not ledger.questions:
            new = {one.key: one for one in part.questions if asked.get(one.key) is not one}
            questions = questions | new
    return replace(
        ledger,
        **changed,
        questions=tuple(questions.values()),
        handins=(*ledger.handins, *(one for part in parts.values() for one in part.handins if one not in known)),
        conflicts=(*ledger.conflicts, *(one for part in parts.values() for one in part.conflicts)),
    )


def _with_rows(ledger: Ledger, rows: Mapping[str, tuple[Record, ...]]) -> Ledger:
    changed: dict[str, Any] = dict(rows)
    return replace(ledger, **changed)


def section_keys(ledger: Ledger, form: Sheet, section: str) -> list[Key]:
    """The keys of ``section_rows``."""
    owned = records_of(ledger, sheets.COUNTERPART[form.name])
    return _keys_of((record for record in owned if record.section == section), form)


def _with_values(record: Record, values: Mapping[str, Value]) -> Record:
    changed: dict[str, Any] = dict(values)
    return replace(record, **changed)


def put_values(ledger: Ledger, form: Sheet, section: str, taken: Mapping[Key, Mapping[str, Value]]) -> Ledger:
    """The ledger with values put into the rows of a section, by the key its form uses."""
    if not taken:
        return ledger
    master = sheets.COUNTERPART[form.name]
    records = records_of(ledger, master)
    rows = tuple(
        _with_values(record, taken[key]) if key in taken and record.section == section else record
        for key, record in zip(_keys_of(records, form), records, strict=True)
    )
    return _with_rows(ledger, {_ATTRIBUTES[master.name]: rows})
