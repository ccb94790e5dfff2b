"""Finds what the office itself changed in the master (办公室修改) since the last run.

The master as last written is remembered by the journal. A column marked ✎ that differs is the office's edit; any other
that differs is put back and reported; rows that vanished are put back; rows nobody issued are reported.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from automation import cells
from automation.cells import Value
from automation.model.finding import Finding, details
from automation.model.origin import Origin
from automation.model.rows import Change, Key, RawRow, Texts
from automation.rules.tables import name_row
from automation.sheets import Column, Sheet
from automation.terms import drafting
from automation.terms import sheets as names

Values = dict[str, Value]


@dataclass(frozen=True, slots=True)
class SheetRead:
    """One sheet of the master as the ledger shall have it: values by key, the office's changes, the findings."""

    rows: Mapping[Key, Values]
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]


def read_office_edits(
    sheet: Sheet, rows: Sequence[RawRow], last: Mapping[Key, Texts] | None, year: int, *, open_rows: bool
) -> SheetRead:
    """Values of a sheet that both the program and the office write.

    ``last`` is the sheet as last written (None before the first run: then everything is believed); ``open_rows`` tells
    whether the office may add rows of its own.
    """
    values: dict[Key, Values] = {}
    changes: list[Change] = []
    findings: list[Finding] = []
    place = Origin(rows[0].origin.file if rows else "", sheet.name)
    for row in rows:
        key = tuple(_named(sheet.column(name), row.cells.get(name), year) for name in sheet.key)
        if not any(key):
            findings += _tell_unnamed(sheet, row)
            continue
        if key in values and open_rows:
            findings.append(Finding("master_row_twice", value=" ".join(key), origin=row.origin))
            continue
        if key in values or (last is not None and key not in last and not open_rows):
            findings.append(Finding("master_row_unknown", value=" ".join(key), origin=row.origin))
            continue
        was = last.get(key, {}) if last is not None else None
        said = {column.field: _value(sheet, column, key, row, was, year, changes, findings) for column in sheet.columns}
        if open_rows and tuple(cells.show(said[name]) for name in sheet.key) != key:
            continue  # told above: a day nobody can read names no row, and taken as blank it would name another
        values[key] = said
    for key, was in (last or {}).items():
        if key in values:
            continue
        if open_rows:
            changes.append(_row_removed(sheet, key, was, place))
        else:
            told = details(row=" ".join(key))
            findings.append(Finding("master_row_gone", key[0], value=" ".join(key[1:]), details=told, origin=place))
            values[key] = {c.field: c.kind.parse(was.get(c.field, ""), year).value for c in sheet.columns}
    return SheetRead(values, tuple(changes), tuple(findings))


def carry_forward(sheet: Sheet, read: SheetRead, held: Mapping[Key, Texts], latest: Mapping[Key, Values]) -> SheetRead:
    """The latest rows with what the office changed in an older copy; ``held`` are the rows as that copy was written.

    Where a later run has changed the same field the office's word stands, and both are told.
    """
    rows = {key: dict(values) for key, values in latest.items() if key in read.rows or key not in held}
    changes = {(change.key, change.field): change for change in read.changes}
    findings = list(read.findings)
    for key, values in read.rows.items():
        if key not in held:
            rows.setdefault(key, dict(values))
        elif key in rows:
            for column in sheet.columns:
                change = changes.get((key, column.header))
                if change is None:
                    continue
                now = rows[key][column.field]
                if not cells.same(now, column.kind.parse(change.before, 0).value):
                    told = details(before=cells.show(now))
                    findings.append(
                        Finding("master_older_both", change.number, change.section, change.after, told, change.origin)
                    )
                    changes[key, column.header] = replace(change, before=cells.show(now))
                rows[key][column.field] = values[column.field]
    return SheetRead(rows, tuple(changes.values()), tuple(findings))


def _tell_unnamed(sheet: Sheet, row: RawRow) -> list[Finding]:
    """That the office wrote a row nobody can name: it would stand there as if it counted."""
    said = [text for column in sheet.columns if column.office and (text := cells.show(row.cells.get(column.field)))]
    if not said:
        return []
    told = details(column=sheet.column(sheet.key[0]).header)
    return [Finding("master_row_unnamed", value=names.JOIN_SEPARATOR.join(said), details=told, origin=row.origin)]


def _named(column: Column, raw: object, year: int) -> str:
    """A part of a row's key by what it means: 2018.10.1 typed as text names the day it is."""
    parsed = column.kind.parse(raw, year)
    return cells.show(raw if parsed.problem else parsed.value)


def _value(
    sheet: Sheet,
    column: Column,
    key: Key,
    row: RawRow,
    was: Texts | None,
    year: int,
    changes: list[Change],
    findings: list[Finding],
) -> Value:
    """The value of one cell: the office's where it may edit, else the remembered one."""
    remembered = (was or {}).get(column.field, "")
    if column.field not in row.cells:
        return column.kind.parse(remembered, year).value
    raw = row.cells[column.field]
    if was is not None and column.kind is cells.TEXT and raw == remembered:
        return remembered
    if was is not None and remembered and cells.show(raw) == remembered:  # even a day nobody could type there
        return column.kind.parse(remembered, year).value
    parsed = column.kind.parse(raw, year)
    if was is not None and not parsed.problem and cells.show(parsed.value) == remembered:
        return parsed.value
    before = column.kind.parse(remembered, year).value
    if column.field in sheet.key and not parsed.problem:
        return parsed.value
    origin = row.origin.at(column=column.header)
    if was is None:
        if parsed.problem:
            told = details(before=drafting.BLANK)
            findings.append(Finding("master_value_bad", key[0], value=cells.show(raw), details=told, origin=origin))
            return column.kind.blank
        return parsed.value
    if not parsed.problem and cells.same(parsed.value, before):
        return before
    if not column.office:
        told = details(column=column.header)
        if not parsed.problem or not cells.is_blank(raw):
            findings.append(Finding("master_restored", key[0], value=cells.show(raw), details=told, origin=origin))
        return before
    if parsed.problem:
        told = details(before=cells.show(before) or drafting.BLANK)
        findings.append(Finding("master_value_bad", key[0], value=cells.show(raw), details=told, origin=origin))
        return before
    number, section, period = name_row(sheet, key, was)
    changes.append(
        Change(
            sheet.name,
            key,
            number,
            section,
            period,
            column.header,
            cells.show(before),
            cells.show(parsed.value),
            names.RULE_OFFICE,
            origin,
        )
    )
    return parsed.value


def _row_removed(sheet: Sheet, key: Key, was: Texts, place: Origin) -> Change:
    """The journal's line for a row the office took out of a list of its own."""
    number, section, period = name_row(sheet, key, was)
    said = " ".join(text for text in was.values() if text)
    header = sheet.column(sheet.key[0]).header
    return Change(sheet.name, key, number, section, period, header, said, "", names.RULE_OFFICE, place)
