"""The report's tables between form, seeds and the master's sheets 年报表二、三、四."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from automation.cells import show
from automation.model.annual import AnnualForm, Figures
from automation.model.finding import Finding
from automation.model.origin import Origin
from automation.model.paper import GridTable
from automation.model.rows import Change, Key, Texts
from automation.rules.annual_tables import figures_from_grid, figures_from_rows, fill_table, parse_figure
from automation.sources.annual_forms import form_for_year, read_form
from automation.sources.master import MasterRead
from automation.sources.seeds import read_csv
from automation.terms import sheets as names

FIGURES = "figures"  # the journal's name for what stands in the three sheets
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


def read_typed_figures(
    master: MasterRead, year: int, last: Mapping[str, Mapping[Key, Texts]] | None
) -> tuple[Figures, list[Change]]:
    """The figures as the journal shall remember them, and what the office changed in them since it last did.

    A table that is gone or moved keeps what is remembered. ``last`` is None before the first run.
    """
    if year < FIRST_YEAR:
        return Figures(), []
    typed, _ = read_figures(master, read_form(form_for_year(year)))
    kept = recall_figures(last or {}, year)
    both = Figures({**kept, **typed}, {**{k: t for k, t in kept.texts.items() if k not in typed}, **typed.texts})
    if last is None or FIGURES not in last:
        return both, []
    before, after = (dict(_texts(figures)) for figures in (kept, both))
    return both, [
        Change(
            *(typed.origin(key).sheet, (key,), "", "", ""),
            *(key, before.get(key, ""), after.get(key, ""), names.RULE_OFFICE),
            typed.origin(key),
        )
        for key in both
        if before.get(key, "") != after.get(key, "")
    ]


def remember_figures(figures: Figures) -> list[tuple[str, list[str], dict[str, str]]]:
    """The figures as the journal keeps them: (its name for them, key, the text of the cell)."""
    return [(FIGURES, [key], {"value": text}) for key, text in _texts(figures)]


def relay_tables(year: int, figures: Figures) -> tuple[GridTable, ...]:
    """The three sheets once more, every cell as it was typed, marks such as “/” too."""
    if year < FIRST_YEAR:
        return ()
    texts = dict(_texts(figures))
    return tuple(
        replace(
            laid,
            cells=tuple(
                replace(cell, text=texts.get(known.key, "")) if known.key else cell
                for cell, known in zip(laid.cells, table.cells, strict=True)
            ),
        )
        for laid, table in zip(lay_tables(year, figures), read_form(form_for_year(year)).tables, strict=True)
    )


def recall_figures(snapshot: Mapping[str, Mapping[Key, Texts]], year: int) -> Figures:
    """The figures out of the journal."""
    if year < FIRST_YEAR:
        return Figures()
    form = read_form(form_for_year(year))
    texts = {key[0]: fields["value"] for key, fields in snapshot.get(FIGURES, {}).items()}
    values = {
        cell.key: parse_figure(texts[cell.key], cell.kind)
        for table in form.tables
        for cell in table.values
        if cell.key in texts
    }
    return Figures(values, {key: text for key, text in texts.items() if key in values and values[key] is None})


def _texts(figures: Figures) -> Iterator[tuple[str, str]]:
    """What stands in each cell in which something stands."""
    for key, figure in figures.items():
        text = show(figure) if figure is not None else figures.texts.get(key, "")
        if text:
            yield key, text
