"""Reads the rows under a header (读表): columns are found by header text, wherever they stand."""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter

from automation.cells import DAYS, fold, is_blank, show
from automation.model.cell_name import cell_name, column_letters
from automation.model.origin import Origin
from automation.model.rows import RawRow
from automation.sheets import Sheet
from automation.sources.workbook import Grid
from automation.terms import cells as words

HEADER_WITHIN = 10  # rows from the top in which a header may stand
HEADER_LENGTH = 100  # characters, blanks among them; a longer text is none
FROM_1904 = 1462  # days the count of a 1904 workbook lags behind


@dataclass(frozen=True, slots=True)
class Table:
    """What stands under a header: its rows, its 0-based header row and columns by field, and the headers not found.

    ``header`` is -1 when there is none; ``unread`` are the places of cells whose value no reader can give, such as a
    formula nobody has computed: their fields are absent from the row, which is not the same as blank.
    """

    rows: tuple[RawRow, ...]
    header: int
    columns: dict[str, int]
    missing: tuple[str, ...]
    unread: tuple[Origin, ...] = ()

    def letters(self, sheet: Sheet) -> dict[tuple[str, str], str]:
        """The letters of its columns, by sheet and header: the office may have moved them."""
        return {(sheet.name, sheet.column(field).header): column_letters(at + 1) for field, at in self.columns.items()}


def read_table(grid: Grid, sheet: Sheet, file: str) -> Table:
    """The rows of a sheet as declared; rows in which nothing stands are left out.

    The header is the row among the first ten that holds the most of the declared headers, two at least.
    """
    wanted = {fold(column.header): column.field for column in sheet.columns}
    header, columns = _find_header(grid, wanted)
    missing = tuple(column.header for column in sheet.columns if column.field not in columns)
    if header < 0:
        return Table((), -1, {}, missing)
    rows: list[RawRow] = []
    unread: list[Origin] = []
    days = [c.field for c in sheet.columns if c.kind in DAYS and c.field in columns] if grid.from_1904 else []
    fields, places = tuple(columns), itemgetter(*columns.values())  # a header has two columns at least
    reach = max(columns.values())
    unreadable = grid.unread
    for number, line in enumerate(grid.rows[header + 1 :], header + 2):
        found: dict[str, object] = (
            dict(zip(fields, places(line), strict=True))
            if reach < len(line)
            else {field: line[place] for field, place in columns.items() if place < len(line)}
        )
        for field in _unread_fields(unreadable, number, columns) if unreadable else ():
            found.pop(field, None)
            unread.append(Origin(file, grid.name, number, sheet.column(field).header))
        for field in days:
            if field in found:
                found[field] = _since_1900(found[field])
        if not all(is_blank(value) for value in found.values()):
            rows.append(RawRow(found, Origin(file, grid.name, number)))
    return Table(tuple(rows), header, columns, missing, tuple(unread))


def _unread_fields(unreadable: frozenset[str], number: int, columns: dict[str, int]) -> list[str]:
    """The fields of a row whose cells no reader can give the value of."""
    return [field for field, place in columns.items() if cell_name(number, place + 1) in unreadable]


def _since_1900(value: object) -> object:
    """A bare number in a date column of a 1904 workbook as the same day's number in any other."""
    if isinstance(value, (int, float)) and words.FIRST_SERIAL <= value + FROM_1904 <= words.LAST_SERIAL:
        return value + FROM_1904
    return value


def fold_header(cell: object) -> str:
    """A header as it is compared, without the mark of a column the office may change."""
    return fold(show(cell)).rstrip("✎")


def _find_header(grid: Grid, wanted: dict[str, str]) -> tuple[int, dict[str, int]]:
    best: tuple[int, dict[str, int]] = (-1, {})
    for number, line in enumerate(grid.rows[:HEADER_WITHIN]):
        columns: dict[str, int] = {}
        for place, cell in enumerate(line):
            field = wanted.get(fold_header(cell)) if isinstance(cell, str) and len(cell) <= HEADER_LENGTH else None
            if field and field not in columns:
                columns[field] = place
        if len(columns) > len(best[1]):
            best = (number, columns)
        if len(columns) == len(wanted):
            break
    return best if len(best[1]) > 1 else (-1, {})
