"""Reads the official forms of the year-end report (年报表样) from ``automation/terms/forms``: a new form is a new file.

A form file gives each table row by row, as a Word table or HTML lists it: every label and every figure cell stands
in the row where it begins, from left to right, with its spans, and falls into the next free grid place. Its fields:

``rows``: each ``{"labels": [text | [text, rows, columns]…]}``, then the figure cells of that row, either ``"row"``,
``"mark"`` and ``"columns"`` or several ``"groups"`` of them; columns are names (or ``[name, rows, columns]``) or the
name of one of the ``column_sets``. ``kinds``: columns that are not plain counts. ``laws``: cross-checks, written once
for all rows or columns (``each``; ``lines`` limits them), their terms naming rows by mark or columns by name. A row
term takes in all rows whose mark begins with it: 三（三） is the sum of its eight rows.

Source of the facts: 国办公开办函〔2019〕60号 and 〔2021〕30号.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from automation.errors import AutomationError
from automation.model.annual import (
    AnnualForm,
    Axis,
    FigureKind,
    FormCell,
    FormLaw,
    FormTable,
    FormTerm,
    Severity,
    make_key,
    split_key,
)
from automation.terms import annual as words

FORMS = Path(__file__).parents[1] / "terms" / "forms"


@cache
def read_form(name: str) -> AnnualForm:
    """Read the official form of that name (2019, 2021); AutomationError when there is none or its file is wrong."""
    known = form_names()
    if name not in known:
        raise AutomationError(words.UNKNOWN_FORM.format(name=name, known=words.LIST.join(known)))
    return read_form_file(FORMS / f"{name}.json")


def form_names() -> tuple[str, ...]:
    """List the names of all forms the program knows, oldest first."""
    return tuple(sorted(path.stem for path in FORMS.glob("*.json")))


def form_for_year(year: int) -> str:
    """Name the form in which the report about that year is written; years before the first form are refused."""
    forms = [read_form(name) for name in form_names()]
    fitting = [form.name for form in forms if form.covers(year)]
    if not fitting:
        raise AutomationError(words.NO_FORM_FOR_YEAR.format(year=year, first=min(form.first_year for form in forms)))
    if len(fitting) > 1:
        raise AutomationError(words.TWO_FORMS_FOR_YEAR.format(year=year, names=words.LIST.join(fitting)))
    return fitting[0]


def read_form_file(path: Path) -> AnnualForm:
    """Read one form file; AutomationError names what is wrong in it, so that a new form can be written by trial."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:  # not JSON, or not UTF-8
        raise AutomationError(words.FORM_BROKEN.format(file=path.name, reason=words.FORM_NOT_JSON)) from error
    try:
        form = AnnualForm(
            name=raw["name"],
            authority=raw["authority"],
            first_year=raw["first_year"],
            last_year=raw["last_year"],
            parts=tuple(raw["parts"]),
            text_parts=tuple(raw["text_parts"]),
            tables=tuple(_table(table) for table in raw["tables"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        reason = str(error) if isinstance(error, _FormError) else words.FORM_FIELD.format(field=str(error))
        raise AutomationError(words.FORM_BROKEN.format(file=path.name, reason=reason)) from error
    return form


class _FormError(ValueError):
    """A form file that is JSON but no table; the message says where."""


@dataclass(slots=True)
class _Grid:
    """The grid of a table while its cells fall into place."""

    table: str
    columns: int
    cells: list[FormCell] = field(default_factory=list)
    taken: set[tuple[int, int]] = field(default_factory=set)

    def put(self, row: int, spec: str | list[Any], name: tuple[str, FigureKind] | None = None) -> None:
        """Put a label, or with ``name`` a figure cell, into the next free place of the row."""
        text, rows, columns = (spec, 1, 1) if isinstance(spec, str) else spec
        column = next((c for c in range(self.columns) if (row, c) not in self.taken), self.columns)
        places = {(r, c) for r in range(row, row + rows) for c in range(column, column + columns)}
        if places & self.taken or column + columns > self.columns:
            raise _FormError(words.FORM_OVERLAP.format(table=self.table, row=row + 1, text=text))
        self.taken |= places
        if name is None:
            self.cells.append(FormCell(row, column, rows, columns, text))
        else:
            self.cells.append(FormCell(row, column, rows, columns, "", *name))


def _table(raw: Mapping[str, Any]) -> FormTable:
    name, columns = raw["name"], raw["columns"]
    sets, kinds = raw.get("column_sets", {}), raw.get("kinds", {})
    grid = _Grid(name, columns)
    marks: dict[str, str] = {}
    for number, row in enumerate(raw["rows"]):
        for label in row["labels"]:
            grid.put(number, label)
        for group in row.get("groups", [row] if "row" in row else []):
            line = group["row"]
            marks[line] = group.get("mark", line)
            named = group["columns"]
            for spec in sets[named] if isinstance(named, str) else named:
                column = spec if isinstance(spec, str) else spec[0]
                kind = FigureKind(kinds.get(column, FigureKind.COUNT))
                grid.put(number, spec, (make_key(name, line, column), kind))
    rows = len(raw["rows"])
    for row in range(rows):
        if any((row, column) not in grid.taken for column in range(columns)):
            raise _FormError(words.FORM_GAP.format(table=name, row=row + 1))
    if any(row >= rows for row, _ in grid.taken):
        raise _FormError(words.FORM_OVERLAP.format(table=name, row=rows, text=""))
    keys = [cell.key for cell in grid.cells if cell.key]
    for key in keys:
        if keys.count(key) > 1:
            raise _FormError(words.FORM_KEY_TWICE.format(key=key))
    names = _Names(name, marks, keys)
    laws = tuple(law for spec in raw["laws"] for law in _laws(names, spec))
    return FormTable(name, raw["part"], rows, columns, raw["unit"], tuple(grid.cells), laws)


@dataclass(frozen=True, slots=True)
class _Names:
    """What the cross-checks of a table may name: its rows with their marks, and its cells."""

    table: str
    marks: Mapping[str, str]
    keys: list[str]

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns in the order of the form."""
        return tuple(dict.fromkeys(split_key(key)[2] for key in self.keys))


def _laws(names: _Names, spec: Mapping[str, Any]) -> Iterable[FormLaw]:
    """Write out one cross-check for each row or column it runs along."""
    axis = Axis(spec["each"])
    for line in spec.get("lines", names.columns if axis is Axis.COLUMN else tuple(names.marks)):
        left, right = (tuple(_term(names, axis, line, term) for term in spec[side]) for side in ("left", "right"))
        yield FormLaw(
            rule=spec["rule"],
            axis=axis,
            table=names.table,
            line=line,
            left=left,
            right=right,
            severity=Severity(spec.get("severity", Severity.ERROR)),
            suspect=spec.get("suspect", False),
            advice=spec.get("advice", ""),
        )


def _term(names: _Names, axis: Axis, line: str, spec: str | Mapping[str, Any]) -> FormTerm:
    said: Mapping[str, Any] = {"of": spec} if isinstance(spec, str) else spec
    name = said["of"]
    if axis is Axis.COLUMN:
        wanted = [make_key(names.table, row, line) for row, mark in names.marks.items() if mark.startswith(name)]
    else:
        wanted = [make_key(names.table, line, name)]
    if not wanted or not set(wanted) <= set(names.keys):
        raise _FormError(words.FORM_TERM.format(table=names.table, name=name))
    return FormTerm(name, tuple(wanted), said.get("sign", 1), said.get("last_year", False))
