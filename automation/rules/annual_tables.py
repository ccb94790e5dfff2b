"""Between the official tables and figures: fill a table for print, lay out its input sheet, read rows by their labels.

Rows are read by label, never by position, because published tables differ in layout. The master's own sheets, which we
laid out ourselves, are read by position, but only while every label still stands where we put it.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from automation.cells import fold, show
from automation.model.annual import AnnualForm, Figure, FigureKind, Figures, FormCell, FormTable, split_key
from automation.model.finding import Finding
from automation.model.origin import Origin
from automation.model.paper import GridCell, GridTable
from automation.rules.annual_cells import blank_text, cell_place, is_blank_mark
from automation.rules.annual_laws import say_figure
from automation.terms import annual as words

Row = tuple[str, str, object, Origin]
"""Label of the row, label of the column, what stands in the cell, where it stands."""
Grid = tuple[FormTable, Sequence[Sequence[object]], Callable[[int, int], Origin]]
"""A table, the cells of its sheet from the table's first row and column on, and the origin of a place in it."""


def fill_table(table: FormTable, figures: Figures, blank: str = "0") -> GridTable:
    """Fill the official table with its figures as text; blank cells are printed as the setting 空白写法 says.

    A text that is no number is printed as it is: it is a fault, and a fault is not hidden behind a 0.
    """
    empty = blank_text(blank)

    def text(cell: FormCell) -> str:
        figure = figures.get(cell.key)
        typed = figures.texts.get(cell.key, "")
        if figure is not None:
            return say_figure(figure)
        return empty if is_blank_mark(typed) else typed.strip()

    return _grid(table, text)


def sheet_grid(table: FormTable) -> GridTable:
    """Lay out the master's input sheet: the official labels and merges, the figures to be typed."""
    return _grid(table, lambda _: "")


def _grid(table: FormTable, text: Callable[[FormCell], str]) -> GridTable:
    cells = tuple(
        GridCell(cell.row, cell.column, cell.rows, cell.columns, text(cell) if cell.key else cell.text, bool(cell.key))
        for cell in table.cells
    )
    return GridTable(table.name, table.rows, table.columns, cells)


def figures_from_rows(form: AnnualForm, rows: Iterable[Row]) -> tuple[Figures, tuple[Finding, ...]]:
    """Figures from rows named by their labels; what cannot be placed or is no number is a finding.

    A label may be written as in the key, as printed, with or without its number, its group before it or the
    explanation in brackets behind it; white space and punctuation do not matter. A label that fits two rows fits none.
    """
    known, rows_known = label_index(form)
    placed: list[tuple[FormCell, object, Origin]] = []
    problems: list[Finding] = []
    for row, column, raw, origin in rows:
        cell = known.get((plain_label(row), plain_label(column)))
        if cell is not None:
            placed.append((cell, raw, origin))
        else:
            unknown = column if plain_label(row) in rows_known else row
            problems.append(Finding("annual_label", value=unknown.strip(), origin=origin))
    figures, more = _figures(placed)
    return figures, (*problems, *more)


def figures_from_grid(grids: Iterable[Grid]) -> tuple[Figures, tuple[Finding, ...]]:
    """Figures from sheets laid out by ``sheet_grid``; a table whose labels have moved is not read, and said so."""
    placed: list[tuple[FormCell, object, Origin]] = []
    problems: list[Finding] = []
    for table, values, origin_at in grids:
        moved = next(
            (cell for cell in table.labels if plain_label(show(_at(values, cell))) != plain_label(cell.text)), None
        )
        if moved is None:
            placed += [(cell, _at(values, cell), origin_at(cell.row, cell.column)) for cell in table.values]
            continue
        said = words.TABLE_SHIFTED.format(table=table.name, label=moved.text, found=show(_at(values, moved)))
        problems.append(Finding("annual_check", value=said, origin=origin_at(moved.row, moved.column)))
    figures, more = _figures(placed)
    return figures, (*problems, *more)


def _at(values: Sequence[Sequence[object]], cell: FormCell) -> object:
    """Give what stands at a cell's place; readers cut off empty cells at the end of a row and of a sheet."""
    if cell.row >= len(values) or cell.column >= len(values[cell.row]):
        return None
    return values[cell.row][cell.column]


def _figures(placed: Iterable[tuple[FormCell, object, Origin]]) -> tuple[Figures, tuple[Finding, ...]]:
    values: dict[str, Figure | None] = {}
    texts: dict[str, str] = {}
    origins: dict[str, Origin] = {}
    problems: list[Finding] = []
    for cell, raw, origin in placed:
        key = cell.key
        if key in values:
            first = texts.get(key, "") if values[key] is None else say_figure(values[key] or 0)
            said = words.CELL_TWICE.format(place=cell_place(key), first=first or words.EMPTY, second=_said(raw))
            problems.append(Finding("annual_check", value=said, origin=origin))
            continue
        values[key], origins[key] = parse_figure(raw, cell.kind), origin
        if values[key] is None and show(raw):
            texts[key] = show(raw)
            if not is_blank_mark(texts[key]):
                problems.append(Finding("annual_cell", value=texts[key], origin=origin))
    return Figures(values, texts, origins), tuple(problems)


def _said(raw: object) -> str:
    return show(raw) or words.EMPTY


def parse_figure(raw: object, kind: FigureKind = FigureKind.COUNT) -> Figure | None:
    """Read a figure from a cell, None when it holds no number; nothing is guessed (约3 and 3万 are no numbers).

    A counting word behind a count (3件) is accepted, a unit behind money is not: it may not be the form's unit.
    """
    if isinstance(raw, bool):
        return None
    if isinstance(raw, (int, Decimal)):
        return _whole(Decimal(raw)) if Decimal(raw).is_finite() else None
    if isinstance(raw, float):
        # Excel's sums carry binary dust; 0.000001 of the form's 万元 is one fen.
        return _whole(round(Decimal(repr(raw)), 6)) if math.isfinite(raw) else None
    if not isinstance(raw, str):
        return None
    text = fold(raw)
    for sign in words.MINUS_SIGNS:
        text = text.replace(sign, "-")
    pattern = words.NUMBER_PATTERN + ("" if kind is FigureKind.MONEY else words.COUNTING_WORDS)
    match = re.fullmatch(pattern, text)
    return _whole(Decimal(match["number"].replace(",", ""))) if match else None


def _whole(number: Decimal) -> Figure:
    return int(number) if number == number.to_integral_value() else number.normalize()


def find_cell(form: AnnualForm, row: str, column: str) -> FormCell | None:
    """The cell of the form that two labels name, in any way people write them; None for none, or for two."""
    return label_index(form)[0].get((plain_label(row), plain_label(column)))


@lru_cache(maxsize=8)
def label_index(form: AnnualForm) -> tuple[Mapping[tuple[str, str], FormCell], frozenset[str]]:
    """Every way of naming a cell by row and column, without those that could mean two; and all ways of naming a row."""
    found: dict[tuple[str, str], dict[str, FormCell]] = {}
    exact: dict[tuple[str, str], FormCell] = {}
    for table in form.tables:
        for cell in table.values:
            _, row, column = split_key(cell.key)
            exact[plain_label(row), plain_label(column)] = cell
            for row_label in _row_labels(table, cell, row):
                for column_label in _column_labels(table, cell, column):
                    found.setdefault((row_label, column_label), {})[cell.key] = cell
    clear = {names: next(iter(cells.values())) for names, cells in found.items() if len(cells) == 1}
    return {**clear, **exact}, frozenset(row for row, _ in (*clear, *exact))


def _row_labels(table: FormTable, cell: FormCell, row: str) -> set[str]:
    beside = [c for c in table.labels if c.row <= cell.row < c.row + c.rows and c.column < cell.column]
    paths = [[c.text for c in sorted(beside, key=lambda c: c.column)], _heads(table, cell, row)]
    return _ways(row, paths)


def _column_labels(table: FormTable, cell: FormCell, column: str) -> set[str]:
    return _ways(column, [_heads(table, cell, column)])


def _heads(table: FormTable, cell: FormCell, last: str) -> list[str]:
    """List the labels above a cell from the top down to the one named ``last``: 行政诉讼, 未经复议直接起诉."""
    above = [c for c in table.labels if c.column <= cell.column < c.column + c.columns and c.row < cell.row]
    texts = [c.text for c in sorted(above, key=lambda c: c.row)]
    return texts[: len(texts) - texts[::-1].index(last)] if last in texts else []


def _ways(name: str, paths: Iterable[list[str]]) -> set[str]:
    """List a name and the ends of the label paths that lead to it, each in the ways people write them."""
    ends = [path[start:] for path in paths for start in range(len(path))]
    return {"".join(ways) for end in ([name], *ends) for ways in _spellings(end)} - {""}


def _spellings(labels: list[str]) -> Iterator[list[str]]:
    yield [plain_label(label) for label in labels]
    bare = [re.sub(words.EXPLANATION, "", fold(label)) for label in labels]
    yield [plain_label(label) for label in bare]
    yield [plain_label(re.sub(words.ORDINAL, "", label)) for label in bare]


@lru_cache(maxsize=2048)  # the few hundred labels of a form recur in every table that is read
def plain_label(label: str) -> str:
    """Fold a label as it is compared: NFKC, no white space, no punctuation."""
    return "".join(sign for sign in fold(label) if unicodedata.category(sign)[0] not in "PSZ")
