"""Takes back what a run did to the ledger (撤销), and only that: what the office typed stays.

A step is one row a run moved: from the row as it was read, with the office's own edits in it, to the row as the run
left it. Taking a step back puts the old value where the run's value still stands; where the office has typed over it
since, the office's word stands and is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields

from automation import cells, sheets
from automation.cells import Value
from automation.model.finding import Finding, details
from automation.model.ledger import Duty, Event, Period
from automation.model.origin import Origin
from automation.model.plan import Task
from automation.model.rows import Change, Key, Texts
from automation.rules.tables import name_row
from automation.sheets import Sheet
from automation.terms import sheets as names
from automation.terms import states

Keyed = Mapping[str, Mapping[Key, Texts]]  # sheet → key → field → text
Row = Mapping[str, Value]
_RECORDS = {sheets.TASKS: Task, sheets.DUTIES: Duty, sheets.PERIODS: Period, sheets.EVENTS: Event}
_SHEETS = {sheet.name: sheet for sheet in sheets.MASTER}
_UNTOLD = ("updated_on",)  # follows from other fields
_UNTYPED = ("", states.NOT_STARTED)  # what stands in a row before anybody has typed into it
_NUMBERED = (sheets.DUTIES, sheets.PERIODS, sheets.EVENTS, sheets.READINGS, sheets.PUBLISHED)
"""Tables whose blank rows come and go with what the office declares: neither is worth a line of the history."""
_OUT_OF_HANDS = (names.REGISTER, sheets.CHASES.name, names.PAGES)
"""A number issued, a section asked, a sheet a section types into: none of them can be taken back."""


@dataclass(frozen=True, slots=True)
class Step:
    """One row a run moved: only the fields that changed, or all of them where there was or is no row (None)."""

    sheet: str
    key: Key
    before: Texts | None
    after: Texts | None


@dataclass(frozen=True, slots=True)
class Reverted:
    """One value taken back: what the run had written and what stands now."""

    sheet: str
    key: Key
    section: str
    field: str
    after: str
    before: str


@dataclass(slots=True)
class TakenBack:
    """The rows once a run is taken back, with its changes, the values reverted and the rows that went.

    ``told`` are those changes a person wants to read one by one; ``bare`` counts by sheet the rows that went although
    nobody had typed into them.
    """

    rows: dict[str, list[Row]]
    changes: list[Change] = field(default_factory=list)
    told: list[Change] = field(default_factory=list)
    bare: dict[str, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    reverted: list[Reverted] = field(default_factory=list)
    gone: dict[str, frozenset[Key]] = field(default_factory=dict)

    def tell(self, change: Change) -> None:
        """Keep a change for the journal and for the reader."""
        self.changes.append(change)
        self.told.append(change)


def find_steps(before: Keyed, after: Keyed) -> Iterator[Step]:
    """What a run did: rows added, removed and moved, without what is only drawn from them (亮灯, 逾期天数 …)."""
    for name in {**before, **after}:
        if name in _OUT_OF_HANDS:
            continue
        old, new, kept = before.get(name, {}), after.get(name, {}), _kept_fields(name)
        for key in {**old, **new}:
            if key not in old:
                yield Step(name, key, None, new[key])
            elif key not in new:
                yield Step(name, key, old[key], None)
            else:
                moved = [f for f in kept if old[key].get(f, "") != new[key].get(f, "")]
                if moved:
                    was = {f: old[key].get(f, "") for f in moved}
                    yield Step(name, key, was, {f: new[key].get(f, "") for f in moved})


def take_back(rows: Mapping[str, Iterable[Row]], steps: Iterable[Step], year: int, file: str) -> TakenBack:
    """The rows of every sheet with a run's steps taken back."""
    keyed = {
        name: {tuple(cells.show(row.get(f)) for f in _SHEETS[name].key): dict(row) for row in listed}
        for name, listed in rows.items()
    }
    back = TakenBack({})
    gone: dict[str, set[Key]] = {}
    for step in steps:
        sheet = _SHEETS.get(step.sheet)
        here = keyed.setdefault(step.sheet, {})
        if sheet is None or step.sheet in _OUT_OF_HANDS:  # a journal of before may still list them
            continue
        if step.before is None:
            if step.key in here:
                _remove(sheet, step, here.pop(step.key), year, file, back)
                gone.setdefault(step.sheet, set()).add(step.key)
        elif step.after is None:
            if step.key not in here:
                here[step.key] = {
                    c.field: c.kind.parse(step.before.get(c.field, ""), year).value for c in sheet.columns
                }
                header = sheet.column(sheet.key[0]).header
                back.tell(_change(sheet, step.key, here[step.key], header, "", _said(sheet, step.before), file))
        elif step.key in here:
            _restore(sheet, step, here[step.key], year, file, back)
    back.rows = {name: list(kept.values()) for name, kept in keyed.items()}
    back.gone = {name: frozenset(keys) for name, keys in gone.items()}
    return back


def mend_bases(
    reverted: Iterable[Reverted], bases: Mapping[str, Mapping[int, Mapping[str, Mapping[Key, Texts]]]]
) -> Iterator[tuple[str, int, str, Key, dict[str, str]]]:
    """The bases that still hold a value taken back, with the value that stands now in its place.

    ``bases``: section → issue → form sheet → key → field → text. A form issued after the run holds the run's value as
    if nobody had typed it; left so, the section's edit would never be seen again.
    """
    forms = {sheets.COUNTERPART[form.name].name: form for form in sheets.FORMS}
    mended: dict[tuple[str, int, str, Key], dict[str, str]] = {}
    for value in reverted:
        form = forms.get(value.sheet)
        if form is None or not any(column.field == value.field and column.section for column in form.columns):
            continue
        named = dict(zip(_SHEETS[value.sheet].key, value.key, strict=True))
        key = tuple(named[name] for name in form.key)
        for issue, tables in bases.get(value.section, {}).items():
            place = (value.section, issue, form.name, key)
            base = mended.get(place) or dict(tables.get(form.name, {}).get(key, {}))
            if value.field in base and base[value.field] == value.after:
                mended[place] = {**base, value.field: value.before}
    for (section, issue, name, key), base in mended.items():
        yield section, issue, name, key, base


def _kept_fields(name: str) -> list[str]:
    """The fields of a sheet that the ledger holds; the others are drawn anew each time."""
    sheet = _SHEETS[name]
    record = _RECORDS.get(sheet)
    held = {part.name for part in fields(record)} if record else set(sheet.fields)
    return [column.field for column in sheet.columns if column.field in held]


def _remove(sheet: Sheet, step: Step, row: Row, year: int, file: str, back: TakenBack) -> None:
    """A row the run added goes; what the office has typed into it since is told, and stays in 变更记录."""
    for column in sheet.columns:
        now, wrote = cells.show(row.get(column.field)), (step.after or {}).get(column.field, "")
        if column.office and not cells.same(row.get(column.field), column.kind.parse(wrote, year).value) and now:
            place = Origin(file, sheet.name, 0, column.header)
            back.findings.append(Finding("undo_row_gone", *name_row(sheet, step.key, row)[:2], now, (), place))
    said = _said(sheet, {f: cells.show(value) for f, value in row.items()})
    change = _change(sheet, step.key, row, sheet.column(sheet.key[0]).header, said, "", file)
    if any(column.office and cells.show(row.get(column.field)) not in _UNTYPED for column in sheet.columns):
        back.tell(change)
        return
    back.bare[sheet.name] = back.bare.get(sheet.name, 0) + 1
    if sheet not in _NUMBERED:
        back.changes.append(change)


def _restore(sheet: Sheet, step: Step, row: dict[str, Value], year: int, file: str, back: TakenBack) -> None:
    number, section, _ = name_row(sheet, step.key, row)
    for name, wrote in (step.after or {}).items():
        column = sheet.column(name)
        was = (step.before or {}).get(name, "")
        now = cells.show(row.get(name))
        if column.office and not cells.same(row.get(name), column.kind.parse(wrote, year).value):
            if now != was:
                place = Origin(file, sheet.name, 0, column.header)
                told = details(before=was)
                back.findings.append(Finding("undo_kept", number, section, now, told, place))
            continue
        row[name] = column.kind.parse(was, year).value
        back.reverted.append(Reverted(sheet.name, step.key, section, name, wrote, was))
        if name not in _UNTOLD:
            back.tell(_change(sheet, step.key, row, column.header, wrote, was, file))


def _change(sheet: Sheet, key: Key, row: Row, header: str, before: str, after: str, file: str) -> Change:
    told = name_row(sheet, key, row)
    return Change(sheet.name, key, *told, header, before, after, names.RULE_UNDO, Origin(file, sheet.name))


def _said(sheet: Sheet, texts: Texts) -> str:
    """What a row says besides its key, which stands in columns of its own."""
    beside = " ".join(text for name, text in texts.items() if text and name not in sheet.key)
    return beside or " ".join(text for text in texts.values() if text)
