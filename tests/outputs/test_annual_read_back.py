"""The report as a Word file, read back cell by cell: by python-docx and by our own reader of finished reports."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from automation.jobs.workspace import PROGRAM
from automation.model.annual import FigureKind, Figures
from automation.model.paper import AnnualPart
from automation.outputs.word_papers import fill_annual
from automation.rules.annual_reading import read_report
from automation.rules.annual_tables import fill_table
from automation.sources.annual_forms import form_names, read_form
from automation.sources.finished_report import read_finished_docx
from tests.outputs.sample_papers import annual

FORMS = tuple(read_form(name) for name in form_names())
TEMPLATE = PROGRAM / "templates" / "年度报告.docx"


def make(form, figures):
    paper = annual(form.first_year + 1)
    parts = tuple(
        AnnualPart(
            part.heading, part.body, tuple(fill_table(t, figures) for t in form.tables if t.part == part.heading)
        )
        for part in paper.parts
    )
    return fill_annual(replace(paper, parts=parts), TEMPLATE).freeze(date(2022, 1, 20))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_every_cell_of_both_forms_stands_where_the_form_has_it_with_its_spans(form):
    figures = Figures({cell.key: at for at, cell in enumerate(form.values, 1)})
    tables = docx.Document(io.BytesIO(make(form, figures))).tables
    assert len(tables) == len(form.tables)
    for wanted, made in zip(form.tables, tables, strict=True):
        assert (len(made.rows), len(made.columns)) == (wanted.rows, wanted.columns)
        owners = {}
        for cell in wanted.cells:
            said = str(figures[cell.key]) if cell.key else cell.text
            for row in range(cell.row, cell.row + cell.rows):
                for column in range(cell.column, cell.column + cell.columns):
                    found = made.cell(row, column)
                    assert found.text == said
                    owners.setdefault(found._tc, set()).add((row, column))
        assert [len(places) for places in owners.values()] == [cell.rows * cell.columns for cell in wanted.cells]


@settings(max_examples=10)
@given(st.sampled_from(FORMS), st.data())
def test_our_own_reader_finds_in_the_word_file_what_was_put_in(form, data):
    ranges = {FigureKind.COUNT: (0, 10**5), FigureKind.CHANGE: (-50, 50), FigureKind.MONEY: (0, 10**6)}
    numbers = {cell.key: data.draw(st.integers(*ranges[cell.kind])) for cell in form.values}
    report, found = read_report(read_finished_docx(make(form, Figures(numbers)), "a.docx"), FORMS)
    assert [one for one in found if one.severity == "error"] == []
    assert (report.form, dict(report.figures)) == (form, numbers)
