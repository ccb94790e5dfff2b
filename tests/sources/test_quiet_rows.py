"""A row that says what it said when issued can bring nothing: without it the merge comes to the same."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from automation import sheets
from automation.model.origin import Origin
from automation.model.rows import RawRow, SectionForm
from automation.rules.merge import Copy, Merged, Side, merge_rows
from automation.sources.section_form import leave_out_quiet

TABLE, YEAR = sheets.FORM_DUTIES, 2018
NUMBERS = ["RW2018-0001", "RW2018-0002", "RW2018-0003", ""]
TEXTS = st.sampled_from(["", " ", "做了", "做了 ", "已完成", "2018-08-01", "乱写的日子"])
FIELDS = ["progress", "status", "finished_on", "requirement"]
ROWS = st.lists(st.tuples(st.sampled_from(NUMBERS), st.dictionaries(st.sampled_from(FIELDS), TEXTS)), max_size=6)
BASES = st.dictionaries(st.sampled_from(NUMBERS[:3]), st.fixed_dictionaries(dict.fromkeys(FIELDS, TEXTS)))
FIRST, SECOND = dict.fromkeys(FIELDS, "做了"), {**dict.fromkeys(FIELDS, ""), "requirement": "另一项"}


def merged(form: SectionForm, base: dict, ours: dict) -> Merged:
    copy = Copy(form.tables[TABLE.name], Origin(form.file, TABLE.name), form.base[TABLE.name])
    return merge_rows(TABLE, [copy], base, ours, Side("甲科", YEAR, "依据"), lambda *_: [])


@given(ROWS, BASES, st.dictionaries(st.sampled_from(FIELDS), TEXTS))
@example([("RW2018-0001", {"progress": "做了"})] * 2, {"RW2018-0001": dict.fromkeys(FIELDS, "做了")}, {})
@example([], {"RW2018-0001": dict.fromkeys(FIELDS, "做了")}, {})
@example([("RW2018-0001", SECOND), ("RW2018-0002", SECOND)], {"RW2018-0001": FIRST, "RW2018-0002": SECOND}, {})
def test_a_form_without_its_quiet_rows_merges_to_the_same(rows, base, moved):
    issued = {
        (number,): {"number": number} | {name: text.strip() for name, text in texts.items()}
        for number, texts in base.items()
    }
    table = tuple(
        RawRow({"number": number, **said}, Origin("a.xlsx", TABLE.name, place))
        for place, (number, said) in enumerate(rows, 2)
    )
    whole = SectionForm("a.xlsx", "", "", YEAR, "甲科", 1, {}, {TABLE.name: table}, {TABLE.name: issued})
    thin = leave_out_quiet(whole)
    blank = {column.field: column.kind.blank for column in TABLE.columns}
    ours = {(number,): {**blank, "number": number, **moved} for number in NUMBERS[:3]}
    one, other = merged(whole, issued, ours), merged(thin, thin.base[TABLE.name], ours)
    for part in ("taken", "changes", "clashes", "findings", "strays"):
        assert getattr(one, part) == getattr(other, part)
    quiet = thin.quiet[TABLE.name]
    assert other.bases == {key: fields for key, fields in one.bases.items() if key not in quiet}
    assert all(one.bases[key] == issued[key] for key in quiet)


def test_only_rows_whose_number_stands_once_and_whose_cells_all_say_the_same_are_quiet():
    says = {"number": "RW2018-0001", "progress": "做了"}
    base = {TABLE.name: {("RW2018-0001",): {"number": "RW2018-0001", "progress": "做了"}}}

    def quiet(*rows: dict) -> dict:
        table = tuple(RawRow(row, Origin("a.xlsx", TABLE.name, place)) for place, row in enumerate(rows, 2))
        form = SectionForm("a.xlsx", "", "", YEAR, "甲科", 1, {}, {TABLE.name: table}, base)
        return leave_out_quiet(form).quiet[TABLE.name]

    assert quiet(says) == {("RW2018-0001",): 2}
    assert quiet({**says, "progress": "做了一半"}) == {}
    assert quiet(says, says) == {}
    assert quiet({**says, "number": "RW2018-0009"}) == {}
    assert quiet({**says, "problem": "缺人"}) == {}
