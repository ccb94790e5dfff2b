"""What a reading process sends is what it read, whatever a row lacks; the base is read where it is needed."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from automation.model.origin import Origin
from automation.model.rows import RawRow, SectionForm
from automation.outputs.new_form import FormHead, write_form
from automation.sources.section_form import pack_form, read_form, unpack_form
from automation.terms import sheets as names

VALUES = st.one_of(st.none(), st.text(max_size=4), st.integers(0, 9), st.dates(), st.booleans(), st.floats(0, 9))
ROWS = st.lists(st.dictionaries(st.sampled_from(["number", "progress", "status", "finished_on"]), VALUES), max_size=5)


def form_of(rows: list[dict[str, object]]) -> SectionForm:
    table = tuple(RawRow(row, Origin("a.xlsx", names.FORM_DUTIES, n)) for n, row in enumerate(rows, 2))
    return SectionForm("a.xlsx", "", "", 2018, "甲科", 1, {}, {names.FORM_DUTIES: table}, {})


@given(ROWS)
def test_rows_come_out_of_the_pack_with_their_cells_and_places(rows):
    ordered = [{name: row[name] for name in sorted(row)} for row in rows]
    form = form_of(ordered)
    tables, base, quiet = unpack_form(pack_form(form), form.file)
    assert (tables, base, quiet) == (form.tables, form.base, form.quiet)
    assert [row.origin for row in tables[names.FORM_DUTIES]] == [row.origin for row in form.tables[names.FORM_DUTIES]]


def issued() -> bytes:
    row = {"number": "RW2018-0001", "order": 1, "requirement": "做好公开", "status": "未启动"}
    head = FormHead("测试单位", 2018, "甲科", 3, "2018-08", ())
    return write_form(head, {names.FORM_DUTIES: [dict(row, number=f"RW2018-{n:04d}") for n in range(1, 30)]}, date.max)


def held(form: SectionForm) -> list[tuple[str, str, str]]:
    """A form's base as the journal holds it."""
    return [
        (sheet, json.dumps(key), json.dumps(texts)) for sheet, rows in form.base.items() for key, texts in rows.items()
    ]


def test_of_a_form_the_journal_knows_only_rows_that_say_something_new_are_sent():
    whole, _ = read_form(issued(), "a.xlsx")
    known, _ = read_form(issued(), "a.xlsx", {("甲科", 3): held(whole)})
    assert (known.tables, known.base) == ({names.FORM_DUTIES: ()}, {names.FORM_DUTIES: {}})
    rows = {(row.cells["number"],): row.origin.row for row in whole.tables[names.FORM_DUTIES]}
    assert known.quiet == {names.FORM_DUTIES: rows}


def test_a_form_of_an_issue_nobody_asked_for_brings_its_own_base():
    whole, _ = read_form(issued(), "a.xlsx")
    other, _ = read_form(issued(), "a.xlsx", {("甲科", 2): held(whole)})
    assert len(whole.base[names.FORM_DUTIES]) == 29
    assert other == whole
