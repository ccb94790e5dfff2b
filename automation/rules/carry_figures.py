"""Carries the figures of last year's report into the new year (结转、存量), by label where the form has changed.

The forms themselves say what this year's figures must agree with: the terms of their cross-checks that stand in last
year's report (``FormTerm.last_year``).
"""

from __future__ import annotations

from collections.abc import Iterator

from automation.model.annual import AnnualForm, Figure, Figures, FormLaw, make_key, split_key
from automation.model.finding import Finding, details
from automation.model.ledger import LastFigure, Ledger
from automation.model.origin import Origin
from automation.rules.annual_cells import cell_place
from automation.rules.annual_tables import figures_from_rows, find_cell, plain_label
from automation.terms import carry_over as words
from automation.terms import logbook
from automation.terms import sheets as names


def carry_figures(
    form: AnnualForm, last_form: AnnualForm | None, last: Figures, file: str
) -> tuple[tuple[LastFigure, ...], list[Finding]]:
    """The rows of 上年年报 for a year's form; a cell whose figure nobody knows stands there blank, and is told.

    A blank cell of a table in which figures stand counts as 0, as it does in every cross-check.
    """
    rows: list[LastFigure] = []
    unknown: list[str] = []
    filled = {split_key(key)[0] for key, figure in last.items() if figure is not None}
    for key in _wanted(form):
        table, line, column = split_key(key)
        there = _find_key(last_form, line, column, table) if last_form and table in filled else None
        if there is None or there not in last:
            unknown.append(cell_place(key))
            rows.append(LastFigure(table, line, column))
        else:
            rows.append(LastFigure(table, line, column, _plain(last.number(there))))
    place = Origin(file, names.LAST_REPORT)
    found = [Finding("carry_unknown", value=words.LIST.join(unknown), origin=place)] if unknown else []
    gone = [*_gone(form, last_form, last)] if last_form else []
    if gone:
        told = details(choice=form.name)
        found.append(Finding("carry_label_gone", value=words.LIST.join(gone), details=told, origin=place))
    return tuple(rows), found


def carry_over(form: AnnualForm, rows: tuple[LastFigure, ...]) -> Figures:
    """What this year's tables begin with: the cells a cross-check sets equal to one of last year's (上年结转)."""
    known = {make_key(row.table, row.line, row.column): row.value for row in rows}
    values: dict[str, Figure | None] = {}
    for law in filter(_is_carry, form.laws):
        value = known.get(law.right[0].keys[0])
        if value is not None:
            values[law.left[0].keys[0]] = int(value)
    return Figures(values)


def recall_last_report(ledger: Ledger, form: AnnualForm) -> tuple[Figures | None, tuple[Finding, ...]]:
    """Last year's figures as 上年年报 has them, by the labels of this year's form, and what is wrong with them.

    None where it has none: then the cross-checks that need them cannot be judged.
    """
    place = Origin(ledger.origin.file, names.LAST_REPORT)
    typed = [(row.line, row.column, row.value, place) for row in ledger.last_report if row.value is not None]
    figures, found = figures_from_rows(form, typed)
    return figures or None, found


def _wanted(form: AnnualForm) -> tuple[str, ...]:
    terms = (term for law in form.laws for term in law.left + law.right if term.last_year)
    return tuple(dict.fromkeys(key for term in terms for key in term.keys))


def _is_carry(law: FormLaw) -> bool:
    """Whether a law says nothing but that one cell equals one of last year's."""
    sides = (*law.left, *law.right)
    return len(law.left) == len(law.right) == 1 and law.right[0].last_year and all(len(t.keys) == 1 for t in sides)


def _find_key(form: AnnualForm, line: str, column: str, table: str) -> str | None:
    """The cell of a form that two labels of another form name; a category goes by either form's name for it."""
    for row in (line, logbook.KIND_ALIASES.get(line, "")):
        cell = find_cell(form, row, column) if row else None
        if cell is not None and split_key(cell.key)[0] == table:
            return cell.key
    return None


def _gone(form: AnnualForm, last_form: AnnualForm, last: Figures) -> Iterator[str]:
    """The rows and columns of last year's form in which figures stand and which the new form has not."""
    if form.name == last_form.name:
        return
    for table in last_form.tables:
        keys = [cell.key for cell in form.table(table.name).values]
        lines = {plain_label(split_key(key)[1]) for key in keys}
        columns = {plain_label(split_key(key)[2]) for key in keys}
        filled = [split_key(cell.key)[1:] for cell in table.values if last.number(cell.key)]
        for line in dict.fromkeys(line for line, _ in filled):
            if not lines & {plain_label(line), plain_label(logbook.KIND_ALIASES.get(line, line))}:
                yield words.ROW.format(table=table.name, line=line)
        for column in dict.fromkeys(column for _, column in filled):
            if plain_label(column) not in columns:
                yield words.COLUMN.format(table=table.name, column=column)


def _plain(figure: Figure) -> int | float:
    return figure if isinstance(figure, int) else float(figure)
