"""The report's tables between form, seeds and the master's sheets 年报表二、三、四."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from automation.model.annual import AnnualForm, Figures
from automation.model.finding import Finding
from automation.model.origin import Origin
from automation.model.paper import GridTable
from automation.rules.annual_tables import figures_from_grid, figures_from_rows, fill_table
from automation.sources.annual_forms import form_for_year, read_form
from automation.sources.master import MasterRead
from automation.sources.seeds import read_csv
from automation.terms import sheets as names

FIRST_YEAR = 2019  # years before have no form and so no sheets
EMPTY = names.BLANK_KEPT


def lay_tables(year: int, figures: Figures) -> tuple[GridTable, ...]:
    """The sheets 年报表二, 三 and 四 of a year, with the figures known so far; none before 2019."""
    if year < FIRST_YEAR:
        return ()
    form = read_form(form_for_year(year))
    return tuple(
        replace(fill_table(table, figures, EMPTY), name=sheet)
        for sheet, table in zip(names.ANNUAL_TABLES, form.tables, strict=True)
    )


def read_seed_figures(folder: Path, year: int) -> Figures:
    """The figures of a seed folder's 表二.csv, 表三.csv and 表四.csv; none when it has no such files."""
    if year < FIRST_YEAR:
        return Figures()
    form = read_form(form_for_year(year))
    return figures_from_rows(form, (row for table in form.tables for row in _seed_rows(folder, table.name)))[0]


def _seed_rows(folder: Path, table: str) -> Iterator[tuple[str, str, object, Origin]]:
    path = folder / f"{table}.csv"
    for line, row in enumerate(read_csv(path) if path.exists() else (), 2):
        origin = Origin(path.name, "", line)
        if names.SEED_COLUMN in row:
            yield row[names.SEED_ITEM], row[names.SEED_COLUMN], row[names.SEED_VALUE], origin
            continue
        (_, label), *values = row.items()
        for column, value in values:
            yield label, column, value, origin.at(column=column)


def read_figures(master: MasterRead, form: AnnualForm) -> tuple[Figures, Sequence[Finding]]:
    """The figures typed into the master's sheets, and what is wrong with them."""
    grids = []
    for sheet, table in zip(names.ANNUAL_TABLES, form.tables, strict=True):
        grid = master.book.grids.get(sheet)
        rows = grid.rows if grid else ()

        def origin_at(row: int, column: int, sheet: str = sheet) -> Origin:
            del column
            return Origin(master.file, sheet, row + 1)

        grids.append((table, rows, origin_at))
    return figures_from_grid(grids)
