"""The three-way merge (汇总) of what a section edited, field by field, for every keyed table alike.

base = what the section's file held when last issued or merged; theirs = the file now; ours = the master now. One side
changed: take it. Both the same: nothing. Both differently: a conflict, the master stands. Never applied by themselves,
always reported: blanks over a value, missing, unnumbered, repeated or foreign rows, columns the section does not own.
A base moves only to what was really settled, so that nothing is lost when a value is refused today.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from automation import cells
from automation.cells import Value
from automation.model.finding import Finding, details
from automation.model.origin import Origin
from automation.model.rows import Change, Key, RawRow, Texts
from automation.sheets import Column, Sheet

Values = Mapping[str, Value]
Admit = Callable[[Key, Values, Values], list[tuple[str, str]]]
"""(key, row before, row as it would become) → (field, finding kind) of every value that may not be taken."""


@dataclass(frozen=True, slots=True)
class Clash:
    """One field both sides changed differently (冲突)."""

    key: Key
    field: str
    base: str
    ours: str
    theirs: str
    row: RawRow


@dataclass(slots=True)
class Merged:
    """What merging one table gave: values taken, the new bases, changes, clashes and findings."""

    taken: dict[Key, dict[str, Value]] = field(default_factory=dict)
    bases: dict[Key, dict[str, str]] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Side:
    """What a merge needs to know of the section: its name, the plan year, why changes happen (依据), and the sheet."""

    section: str
    year: int
    rule: str
    origin: Origin


def merge_rows(
    sheet: Sheet,
    rows: Sequence[RawRow],
    base: Mapping[Key, Texts],
    ours: Mapping[Key, Values],
    side: Side,
    admit: Admit,
) -> Merged:
    """Merge one table of a section's workbook; ``ours`` holds the rows this section owns, by the same key."""
    merged = Merged(bases={key: dict(fields) for key, fields in base.items()})
    keys = [_key_of(sheet, row) for row in rows]
    keyed = _key_rows(sheet, rows, keys, ours, side, merged)
    present = set(keys)
    for key in base:
        if key in ours and key not in present:
            merged.findings.append(Finding("missing_row", key[0], side.section, value=_rest(key), origin=side.origin))
    for key, row in keyed.items():
        if not _is_as_before(row, base.get(key)):
            _merge_row(sheet, key, row, ours[key], side, admit, merged)
    return merged


def _is_as_before(row: RawRow, base: Texts | None) -> bool:
    """Whether a row shows in every cell the very text of its base: most rows do, and nothing in them need be parsed."""
    if base is None:
        return False
    for name, value in row.cells.items():
        if (value if type(value) is str else cells.show(value)) != base.get(name):
            return False
    return True


def _key_of(sheet: Sheet, row: RawRow) -> Key:
    return tuple(cells.show(row.cells.get(name)) for name in sheet.key)


def _rest(key: Key) -> str:
    return " ".join(key[1:])


def _key_rows(
    sheet: Sheet,
    rows: Sequence[RawRow],
    keys: Sequence[Key],
    ours: Mapping[Key, Values],
    side: Side,
    merged: Merged,
) -> dict[Key, RawRow]:
    """The rows that can be merged, by key; every other row that says something is reported."""
    counts = Counter(keys)
    keyed: dict[Key, RawRow] = {}
    for key, row in zip(keys, rows, strict=True):
        if not key[0]:
            said = next((cells.show(v) for name, v in row.cells.items() if name not in sheet.key and cells.show(v)), "")
            if said:
                merged.findings.append(Finding("row_without_number", "", side.section, value=said, origin=row.origin))
        elif key not in ours:
            shown = " ".join(key)
            merged.findings.append(Finding("unknown_number", "", side.section, value=shown, origin=row.origin))
        elif counts[key] > 1:
            if key not in {(f.number, *f.value.split()) for f in merged.findings if f.kind == "duplicate_number"}:
                twice = details(count=counts[key])
                merged.findings.append(
                    Finding("duplicate_number", key[0], side.section, _rest(key), twice, origin=row.origin)
                )
        else:
            keyed[key] = row
    return keyed


def _merge_row(sheet: Sheet, key: Key, row: RawRow, ours: Values, side: Side, admit: Admit, merged: Merged) -> None:
    base = merged.bases.setdefault(key, {})
    wanted: dict[str, Value] = {}
    for column in sheet.columns:
        if column.field in sheet.key or column.field not in row.cells:
            continue
        if not column.section:
            _check_locked(column, key, row, base, side, merged)
            continue
        wanted.update(_theirs(column, key, row, base, ours, side, merged))
    refused = dict(admit(key, ours, {**ours, **wanted}))
    for name, kind in refused.items():
        if name in wanted:
            column = sheet.column(name)
            told = Finding(
                kind, key[0], side.section, cells.show(wanted.pop(name)), origin=row.origin.at(column=column.header)
            )
            merged.findings.append(told)
    for name, value in wanted.items():
        column = sheet.column(name)
        base[name] = cells.show(value)
        merged.taken.setdefault(key, {})[name] = value
        merged.changes.append(
            Change(
                sheet.name,
                key,
                key[0],
                side.section,
                _rest(key),
                column.header,
                cells.show(ours[name]),
                cells.show(value),
                side.rule,
                row.origin.at(column=column.header),
            )
        )


def _theirs(
    column: Column, key: Key, row: RawRow, base: dict[str, str], ours: Values, side: Side, merged: Merged
) -> dict[str, Value]:
    """The value to take from the section's cell by its field; empty when the master's stands."""
    parsed = column.kind.parse(row.cells[column.field], side.year)
    if not parsed.problem and cells.show(parsed.value) == base.get(column.field, ""):
        return {}
    origin = row.origin.at(column=column.header)
    if parsed.problem:
        said = cells.show(row.cells[column.field])
        merged.findings.append(
            Finding(parsed.problem, key[0], side.section, said, details(year=side.year), origin=origin)
        )
        return {}
    theirs, mine = parsed.value, ours[column.field]
    before = column.kind.parse(base.get(column.field, ""), side.year).value
    if cells.same(theirs, before):
        return {}
    if cells.same(theirs, mine):
        base[column.field] = cells.show(theirs)
        return {}
    if cells.is_blank(theirs):
        if not cells.is_blank(mine):
            was = details(before=cells.show(before))
            merged.findings.append(Finding("blank_over_value", key[0], side.section, "", was, origin=origin))
        return {}
    if not cells.same(mine, before):
        merged.clashes.append(Clash(key, column.field, cells.show(before), cells.show(mine), cells.show(theirs), row))
        return {}
    return {column.field: theirs}


def _check_locked(column: Column, key: Key, row: RawRow, base: Mapping[str, str], side: Side, merged: Merged) -> None:
    """Report a cell the section does not own when it no longer holds what was issued."""
    if column.field not in base:
        return
    issued = base[column.field]
    if cells.show(row.cells[column.field]) == issued:
        return
    now = column.kind.parse(row.cells[column.field], side.year)
    said = cells.show(row.cells[column.field])
    if now.problem or not cells.same(now.value, column.kind.parse(issued, side.year).value):
        was = details(before=issued)
        merged.findings.append(
            Finding("locked_changed", key[0], side.section, said, was, origin=row.origin.at(column=column.header))
        )
