"""Decides which cells of the master a sheet's rows go into (落位): rows by key, columns by header, in today's order.

Rows never move, because the office's comments and drawings hang on them. New rows go to the end; a list that is drawn
anew each time fills from the top and what is left over is cleared.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from automation import cells
from automation.cells import Value
from automation.model.finding import Finding
from automation.model.origin import Origin
from automation.outputs.cell_text import cell_value, clean_text, is_too_long
from automation.outputs.patch_sheet import CellEdit
from automation.sheets import Column, Sheet

Row = Mapping[str, Value]
SHOWN = 30  # characters of a text that a finding repeats


@dataclass(frozen=True, slots=True)
class Standing:
    """How a sheet stands on disk: 0-based header row, columns by field, and all raw rows from the top.

    ``year`` is the plan year, in which a day typed without one lies.
    """

    file: str
    header: int
    columns: Mapping[str, int]
    lines: Sequence[Sequence[object]]
    year: int = 0


def place_keyed(
    sheet: Sheet,
    standing: Standing,
    rows: Sequence[Row],
    *,
    clear: bool,
    gone: Collection[tuple[str, ...]] = (),
) -> list[CellEdit]:
    """Edits that bring every row to where its key stands, new ones into emptied lines or to the end.

    ``clear`` empties our columns of every line whose key is not among the rows (冲突, 待定事项); without it only those
    of the keys in ``gone``.
    """
    lines: dict[tuple[str, ...], int] = {}
    last = standing.header
    for number, line in enumerate(standing.lines[standing.header + 1 :], standing.header + 1):
        key = tuple(
            _named(sheet.column(field), _at(line, standing.columns.get(field)), standing.year) for field in sheet.key
        )
        if any(not cells.is_blank(value) for value in line):
            last = number
        if any(key):
            lines.setdefault(key, number)
    wanted = {tuple(cells.show(row.get(field)) for field in sheet.key): row for row in rows}
    free = sorted(number for key, number in lines.items() if key not in wanted and (clear or key in gone))
    edits: list[CellEdit] = []
    for key, row in wanted.items():
        number = lines.get(key, -1)
        if number < 0 and free:
            number = free.pop(0)
        elif number < 0:
            last += 1
            number = last
        edits += _fill(sheet, standing, number, row)
    for number in free:
        edits += _fill(sheet, standing, number, {})
    return edits


def place_listed(sheet: Sheet, standing: Standing, rows: Sequence[Row]) -> list[CellEdit]:
    """Edits that list the rows from under the header down and clear what is left over."""
    edits: list[CellEdit] = []
    for number, row in enumerate(rows, standing.header + 1):
        edits += _fill(sheet, standing, number, row)
    for number in range(standing.header + 1 + len(rows), len(standing.lines)):
        edits += _fill(sheet, standing, number, {})
    return edits


def find_lost(sheet: Sheet, standing: Standing, rows: Sequence[Row]) -> list[Finding]:
    """What cannot be put down whole: columns whose header is gone, characters and lengths no cell can hold."""
    place = Origin(standing.file, sheet.name)
    found = [
        Finding("master_column_gone", value=column.header, origin=place)
        for column in sheet.columns
        if column.field not in standing.columns and not column.optional
    ]
    for row in rows:
        for column in sheet.columns:
            value = row.get(column.field)
            if not isinstance(value, str) or (whole := clean_text(value)) == value:
                continue
            number, at = cells.show(row.get("number")), place.at(column=column.header)
            kind = "text_cut" if is_too_long(value) else "unreadable_by_excel"
            found.append(Finding(kind, number, value=whole[:SHOWN], origin=at))
    return found


def _named(column: Column, raw: object, year: int) -> str:
    """A part of a line's key by what it means, as the ledger reads it."""
    parsed = column.kind.parse(raw, year)
    return cells.show(raw if parsed.problem else parsed.value)


def _at(line: Sequence[object], place: int | None) -> object:
    return line[place] if place is not None and place < len(line) else None


def _fill(sheet: Sheet, standing: Standing, number: int, row: Row) -> list[CellEdit]:
    """The edits of one line: only cells that do not already say so."""
    line = standing.lines[number] if number < len(standing.lines) else ()
    edits = []
    for column in sheet.columns:
        place = standing.columns.get(column.field)
        if place is None:
            continue
        value = row.get(column.field, column.kind.blank) if row else None
        now = line[place] if place < len(line) else None
        if now == value and type(now) is str:  # the most common case of a large table
            continue
        value = cell_value(value)
        if not _says(column, now, value):
            wrong = (
                column.kind in cells.DAYS
                and not isinstance(value, str)
                and not cells.is_blank(now)
                and not isinstance(now, date)
            )
            edits.append(CellEdit(number + 1, place + 1, value, wrong))
    return edits


def _says(column: Column, now: object, value: Value) -> bool:
    """Whether the cell already holds the value, in the right type."""
    if cells.is_blank(value) or cells.is_blank(now):
        return cells.is_blank(value) and cells.is_blank(now)
    if column.kind in cells.DAYS:
        if isinstance(value, str):
            return cells.show(column.kind.parse(now, 0).value) == value
        return isinstance(now, date) and cells.show(now) == cells.show(value)
    if column.kind is cells.NUMBER:
        return isinstance(now, (int, float)) and not isinstance(now, bool) and cells.same(float(now), value)
    return isinstance(now, str) and now == clean_text(str(value))
