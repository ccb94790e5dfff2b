"""Copies of one form (副本) are one side of the merge: who says what counts, not which file says it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from automation.rules.copies import join_copies
from automation.rules.take_in import take_form
from tests.rules.small_office import duty, issue_form, kinds, number, office, typed

DAY = date(2018, 9, 28)
LEDGER = office()
FORM = issue_form(LEDGER, "政法科")
HEADERS = {"进展情况": "progress", "佐证材料": "evidence"}
EDITS = st.dictionaries(
    st.tuples(st.sampled_from([3, 4]), st.sampled_from(list(HEADERS))),
    st.sampled_from(["甲", "乙", "丙", ""]),
    max_size=4,
)


def named(form, file):
    tables = {
        sheet: tuple(replace(row, origin=replace(row.origin, file=file)) for row in rows)
        for sheet, rows in form.tables.items()
    }
    return replace(form, file=file, tables=tables)


def take(*forms, ledger=LEDGER, bases=None):
    form, found = join_copies(forms)
    taken = take_form(ledger, form, form.base if bases is None else bases, DAY)
    return replace(taken, findings=(*found, *taken.findings))


def test_a_bad_value_in_one_copy_keeps_the_good_one_of_the_other_waiting():
    one = named(typed(FORM, {(3, "完成日期"): "8月底"}), "甲.xlsx")
    other = named(typed(FORM, {(3, "完成日期"): "2018.8.28"}), "乙.xlsx")
    taken = take(one, other)
    assert kinds(taken.findings) == ["lookalike", "copies_differ"]
    assert taken.findings[1].value == "乙.xlsx为“2018-08-28”；甲.xlsx为“8月底”"
    assert duty(taken.ledger, 3, "政法科").finished_on is None


def test_the_same_bad_value_in_both_is_told_once():
    one, other = (named(typed(FORM, {(3, "完成日期"): "8月底"}), file) for file in ("甲.xlsx", "乙.xlsx"))
    assert kinds(take(one, other).findings) == ["lookalike_same", "not_a_date"]


def test_a_row_that_stands_twice_in_one_copy_is_set_aside_there_only():
    one = named(typed(FORM, {(3, "进展情况"): "一种"}), "甲.xlsx")
    rows = [row for row in FORM.tables["任务进展"] for _ in range(2 if row.cells["number"] == number(3) else 1)]
    other = named(replace(FORM, tables={**FORM.tables, "任务进展": tuple(rows)}), "乙.xlsx")
    taken = take(one, other)
    assert kinds(taken.findings) == ["lookalike", "duplicate_number"]
    assert duty(taken.ledger, 3, "政法科").progress == "一种"


def test_a_section_that_takes_a_value_back_in_every_copy_is_believed():
    first = take(typed(FORM, {(3, "状态"): "推进中"}))
    taken = take(named(FORM, "甲.xlsx"), named(FORM, "乙.xlsx"), ledger=first.ledger, bases=first.bases)
    assert duty(taken.ledger, 3, "政法科").status == "未启动"


@given(EDITS, EDITS, EDITS, st.permutations(["政法科.xlsx", "乙.xlsx", "丙.xlsx"]))
def test_neither_names_nor_order_of_copies_matter(one, two, three, names):
    plain = take(*(named(typed(FORM, edits), file) for edits, file in zip((one, two, three), "甲乙丙", strict=True)))
    other = take(*(named(typed(FORM, edits), file) for edits, file in zip((three, one, two), names, strict=True)))
    assert plain.ledger == other.ledger
    assert plain.bases == other.bases
    assert sorted((c.number, c.field, c.after) for c in plain.changes) == sorted(
        (c.number, c.field, c.after) for c in other.changes
    )


def test_of_copies_that_say_the_same_in_other_characters_the_same_one_counts_whatever_their_names():
    taken = [
        take(
            *(
                named(typed(FORM, {(3, "进展情况"): said}), file)
                for file, said in zip(("甲.xlsx", "乙.xlsx"), texts, strict=True)
            )
        )
        for texts in (("核对10项", "核对１０项"), ("核对１０项", "核对10项"))
    ]
    assert {duty(one.ledger, 3, "政法科").progress for one in taken} == {"核对10项"}


@given(EDITS, EDITS)
def test_every_edit_of_a_copy_is_taken_or_told(one, two):
    taken = take(named(typed(FORM, one), "甲.xlsx"), named(typed(FORM, two), "乙.xlsx"))
    for place in {*one, *two}:
        said = {edits[place] for edits in (one, two) if edits.get(place)}
        now = getattr(duty(taken.ledger, place[0], "政法科"), HEADERS[place[1]])
        told = [f for f in taken.findings if (f.number, f.origin.column) == (number(place[0]), place[1])]
        assert (now,) == tuple(said or {""}) if len(said) < 2 else (now == "" and kinds(told) == ["copies_differ"])


def test_what_copies_say_alike_is_told_of_the_one_that_gets_the_receipt_and_names_the_others():
    other, kept, third = (
        named(typed(FORM, {(3, "完成日期"): "8月底"}), file)
        for file in ("政法科 - 副本.xlsx", "政法科.xlsx", "政法科(1).xlsx")
    )
    (bad,) = [finding for finding in take(other, kept, third).findings if finding.kind == "not_a_date"]
    assert bad.origin.file == "政法科.xlsx"
    assert bad.message.endswith("（“政法科 - 副本.xlsx、政法科(1).xlsx”同样如此）")


def test_a_state_copies_set_alike_without_what_it_needs_names_them_too():
    other, kept = (named(typed(FORM, {(3, "状态"): "已完成"}), file) for file in ("副本.xlsx", "政法科.xlsx"))
    (bad,) = [finding for finding in take(other, kept).findings if finding.kind == "done_without_date"]
    assert (bad.origin.file, dict(bad.details)) == ("政法科.xlsx", {"copies": "副本.xlsx"})


def test_a_copy_that_says_nothing_there_is_not_named():
    kept, other = named(FORM, "政法科.xlsx"), named(typed(FORM, {(3, "完成日期"): "8月底"}), "副本.xlsx")
    (bad,) = [finding for finding in take(kept, other).findings if finding.kind == "not_a_date"]
    assert (bad.origin.file, dict(bad.details)) == ("副本.xlsx", {"year": "2018"})
