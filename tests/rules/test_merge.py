"""The merge (汇总): one side changed is taken, both differently is a conflict, everything else is reported."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automation import cells
from automation.model.ledger import Handin
from automation.model.rows import RawRow
from automation.rules.take_in import is_settled, take_form
from automation.terms import sheets as names
from automation.terms import states
from tests.rules.small_office import duty, issue_form, kinds, number, office, typed, with_cover, with_rows

DAY = date(2018, 9, 28)
LEDGER = office()
FORM = issue_form(LEDGER, "政法科")
DONE = {(3, "状态"): "已完成", (3, "完成日期"): date(2018, 8, 28), (3, "佐证材料"): "核对表"}


def take(form, ledger=LEDGER, bases=None, day=DAY):
    return take_form(ledger, form, form.base if bases is None else bases, day)


def office_types(ledger, order, section, **values):
    """The ledger after the office typed into 科室进展."""
    duties = tuple(
        replace(one, **values) if (one.number, one.section) == (number(order), section) else one
        for one in ledger.duties
    )
    return replace(ledger, duties=duties)


def test_a_form_nobody_typed_into_changes_nothing():
    taken = take(FORM)
    assert taken.changes == ()
    assert taken.findings == ()
    assert taken.ledger == LEDGER
    assert is_settled(taken.findings)


def test_what_only_the_section_changed_is_taken_with_its_place():
    taken = take(typed(FORM, {(3, "进展情况"): "已核对过半"}))
    assert duty(taken.ledger, 3, "政法科").progress == "已核对过半"
    assert duty(taken.ledger, 3, "政法科").updated_on == DAY
    (change,) = taken.changes
    assert (change.number, change.section, change.field) == (number(3), "政法科", "进展情况")
    assert (change.before, change.after, change.rule) == ("", "已核对过半", "科室填报")
    assert (change.origin.file, change.origin.sheet, change.origin.column) == ("政法科.xlsx", "任务进展", "进展情况")


def test_what_a_section_says_of_a_task_all_answer_for_is_said_of_its_own_part_alone():
    taken = take(typed(FORM, {(5, "进展情况"): "政法科已审"}))
    said = {one.section: one.progress for one in taken.ledger.duties if one.number == number(5)}
    assert said == {"办公室": "", "政法科": "政法科已审", "疾控科": "", "宣传科": ""}


def test_what_only_the_office_changed_stands():
    ledger = office_types(LEDGER, 3, "政法科", progress="办公室代填")
    taken = take(FORM, ledger)
    assert duty(taken.ledger, 3, "政法科").progress == "办公室代填"
    assert (taken.changes, taken.findings) == ((), ())


def test_the_same_words_on_both_sides_are_no_conflict_and_settle_the_base():
    ledger = office_types(LEDGER, 3, "政法科", progress="已核对 10 项")
    taken = take(typed(FORM, {(3, "进展情况"): "已核对１０项"}), ledger)
    assert taken.ledger.conflicts == ()
    assert duty(taken.ledger, 3, "政法科").progress == "已核对 10 项"
    again = take(typed(FORM, {(3, "进展情况"): "已核对12项"}), taken.ledger, taken.bases)
    assert duty(again.ledger, 3, "政法科").progress == "已核对12项"


def test_different_words_on_both_sides_keep_three_values_until_a_person_decides():
    ledger = office_types(LEDGER, 3, "政法科", progress="办公室的话")
    form = typed(FORM, {(3, "进展情况"): "科室的话"})
    taken = take(form, ledger)
    (conflict,) = taken.ledger.conflicts
    assert (conflict.base, conflict.master, conflict.section_value) == ("", "办公室的话", "科室的话")
    assert duty(taken.ledger, 3, "政法科").progress == "办公室的话"
    assert kinds(taken.findings) == ["conflict"]
    assert not is_settled(taken.findings)
    later = take(form, taken.ledger, taken.bases, date(2018, 10, 5))
    assert later.ledger.conflicts == taken.ledger.conflicts, "the conflict keeps the day it was found"


@pytest.mark.parametrize(
    ("typed_cells", "kind"),
    [
        ({(3, "完成日期"): "6月底"}, "not_a_date"),
        ({(3, "完成数"): "三十左右"}, "not_a_number"),
        ({(3, "状态"): "差不多了"}, "unknown_state"),
        ({(3, "状态"): "已销号"}, "office_only_state"),
        ({(3, "状态"): "取消"}, "office_only_state"),
        ({(3, "状态"): "不涉及"}, "not_applicable_without_reason"),
        ({(3, "状态"): "已完成", (3, "佐证材料"): "表"}, "done_without_date"),
        ({(3, "状态"): "已完成", (3, "完成日期"): date(2018, 8, 1)}, "done_without_evidence"),
        ({(3, "完成日期"): date(2018, 12, 1)}, "future_finish"),
        ({(3, "具体要求"): "换一个要求"}, "locked_changed"),
        ({(3, "截止日期"): date(2019, 8, 31)}, "locked_changed"),
        ({(3, "延期理由"): "等系统", (3, "申请延期至"): date(2018, 12, 31)}, "extension_too_late"),
    ],
)
def test_each_wrong_cell_is_reported_with_its_value_and_place(typed_cells, kind):
    taken = take(typed(FORM, typed_cells))
    told = [finding for finding in taken.findings if finding.kind == kind]
    assert len(told) == 1, taken.findings
    assert told[0].number == number(3)
    assert told[0].origin.row
    assert told[0].origin.file == "政法科.xlsx"
    said = cells.show(typed_cells[3, told[0].origin.column])
    assert told[0].value == ("2018-08-31" if kind == "extension_too_late" else said)


@pytest.mark.parametrize(
    ("typed_cells", "told"),
    [
        ({(3, "完成日期"): "6月底", (3, "佐证材料"): "表"}, ["not_a_date"]),
        ({(3, "完成日期"): date(2018, 12, 1), (3, "佐证材料"): "表"}, ["future_finish"]),
        ({(3, "完成日期"): "6月底"}, ["not_a_date", "done_without_evidence"]),
        ({}, ["done_without_date"]),
    ],
)
def test_work_said_to_be_done_with_a_bad_day_is_told_of_the_day_alone(typed_cells, told):
    taken = take(typed(FORM, {(3, "状态"): "已完成", **typed_cells}))
    assert kinds(taken.findings) == told
    assert duty(taken.ledger, 3, "政法科").status == "未启动", "done waits for its day"
    assert not is_settled(taken.findings)
    later = {(3, "状态"): "已完成", (3, "完成日期"): date(2018, 8, 28), (3, "佐证材料"): "表"}
    again = take(typed(FORM, later), taken.ledger, taken.bases)
    assert (kinds(again.findings), duty(again.ledger, 3, "政法科").status) == ([], "已完成")


@pytest.mark.parametrize("header", ["完成日期", "完成数", "状态"])
def test_a_value_nobody_can_read_is_not_taken_and_is_told_again_next_week(header):
    taken = take(typed(FORM, {(3, header): "说不清"}))
    assert taken.ledger == LEDGER
    assert kinds(take(typed(FORM, {(3, header): "说不清"}), taken.ledger, taken.bases).findings) == kinds(
        taken.findings
    )


def test_done_with_date_and_evidence_counts():
    taken = take(typed(FORM, DONE))
    assert taken.findings == ()
    assert duty(taken.ledger, 3, "政法科").status == states.DONE


def test_done_that_lacked_evidence_counts_once_the_evidence_is_there():
    half = typed(FORM, {(3, "状态"): "已办结", (3, "完成日期"): "2018.8.28"})
    first = take(half)
    assert duty(first.ledger, 3, "政法科").status == states.NOT_STARTED
    assert duty(first.ledger, 3, "政法科").finished_on == date(2018, 8, 28)
    second = take(typed(half, {(3, "佐证材料"): "核对表"}), first.ledger, first.bases)
    assert duty(second.ledger, 3, "政法科").status == states.DONE
    assert second.findings == ()


def test_a_blank_never_wipes_out_what_was_reported():
    first = take(typed(FORM, {(3, "进展情况"): "已核对过半"}))
    taken = take(FORM, first.ledger, first.bases)
    assert duty(taken.ledger, 3, "政法科").progress == "已核对过半"
    assert kinds(taken.findings) == ["blank_over_value"]
    assert "原来填有“已核对过半”" in taken.findings[0].message
    assert not is_settled(taken.findings)


def test_a_deleted_row_deletes_nothing():
    rows = [row for row in FORM.tables["任务进展"] if row.cells["number"] != number(3)]
    taken = take(with_rows(FORM, rows))
    assert [(f.kind, f.number) for f in taken.findings] == [("missing_row", number(3))]
    assert taken.ledger == LEDGER


def test_all_rows_deleted_are_each_reported():
    taken = take(with_rows(FORM, []))
    assert set(kinds(taken.findings)) == {"missing_row"}
    assert len(taken.findings) == len(FORM.tables["任务进展"])


def test_a_row_without_number_is_suggested_and_not_taken():
    extra = RawRow({"number": "", "requirement": "新增一项", "progress": "已做"}, FORM.tables["任务进展"][0].origin)
    taken = take(with_rows(FORM, [*FORM.tables["任务进展"], extra]))
    assert kinds(taken.findings) == ["row_without_number"]
    assert taken.changes == ()


def test_a_row_in_which_nothing_is_said_is_no_suggestion():
    empty = RawRow({"number": "", "requirement": " ", "progress": None}, FORM.tables["任务进展"][0].origin)
    assert take(with_rows(FORM, [*FORM.tables["任务进展"], empty])).findings == ()


def test_a_number_that_stands_twice_is_set_aside_both_times():
    one = typed(FORM, {(3, "进展情况"): "一种说法"}).tables["任务进展"]
    other = typed(FORM, {(3, "进展情况"): "另一种说法"}).tables["任务进展"]
    double = next(row for row in other if row.cells["number"] == number(3))
    taken = take(with_rows(FORM, [*one, double]))
    assert kinds(taken.findings) == ["duplicate_number"]
    assert duty(taken.ledger, 3, "政法科").progress == ""


@pytest.mark.parametrize("word", [states.CLOSED, states.SUSPENDED, states.CANCELLED])
def test_what_the_office_has_settled_a_section_does_not_take_back(word):
    ledger = office_types(LEDGER, 3, "政法科", status=word)
    form = issue_form(ledger, "政法科", 2)
    taken = take(typed(form, {(3, "状态"): "推进中", (3, "进展情况"): "又有新情况"}), ledger)
    assert kinds(taken.findings) == ["office_settled"]
    assert duty(taken.ledger, 3, "政法科").status == word
    assert duty(taken.ledger, 3, "政法科").progress == "又有新情况"


def test_a_section_answers_a_task_the_office_returned():
    ledger = office_types(LEDGER, 3, "政法科", status=states.RETURNED)
    taken = take(typed(issue_form(ledger, "政法科", 2), {(3, "状态"): "推进中"}), ledger)
    assert (kinds(taken.findings), duty(taken.ledger, 3, "政法科").status) == ([], states.UNDER_WAY)


def test_rows_sorted_without_the_hidden_number_are_set_aside_and_not_put_under_another_task():
    rows = list(typed(FORM, {(3, "进展情况"): "第三项的进展"}).tables["任务进展"])
    numbers = [row.cells["number"] for row in rows]
    turned = [
        replace(row, cells={**row.cells, "number": other})
        for row, other in zip(rows, [*numbers[1:], numbers[0]], strict=True)
    ]
    taken = take(with_rows(FORM, turned))
    assert set(kinds(taken.findings)) == {"number_displaced"}
    assert len(taken.findings) == len(rows)
    assert (taken.changes, taken.ledger.duties) == ((), LEDGER.duties)
    assert any("第三项的进展" in finding.message for finding in taken.findings)


def test_rows_whose_order_alone_was_renumbered_are_merged_all_the_same():
    rows = typed(FORM, {(3, "进展情况"): "已核对过半"}).tables["任务进展"]
    orders = [row.cells["order"] for row in rows]
    renumbered = [
        replace(row, cells={**row.cells, "order": order}) for row, order in zip(rows, reversed(orders), strict=True)
    ]
    taken = take(with_rows(FORM, renumbered))
    assert [change.after for change in taken.changes] == ["已核对过半"]
    assert set(kinds(taken.findings)) <= {"locked_changed"}


def test_a_row_of_another_section_is_not_taken():
    foreign = RawRow({"number": number(1), "progress": "代办公室填"}, FORM.tables["任务进展"][0].origin)
    taken = take(with_rows(FORM, [*FORM.tables["任务进展"], foreign]))
    assert kinds(taken.findings) == ["unknown_number"]
    assert "代办公室填" in taken.findings[0].message
    assert taken.ledger == LEDGER


def test_a_missing_column_leaves_its_values_alone():
    first = take(typed(FORM, {(3, "进展情况"): "已核对过半"}))
    rows = [
        RawRow({name: value for name, value in row.cells.items() if name != "progress"}, row.origin)
        for row in FORM.tables["任务进展"]
    ]
    taken = take(with_rows(FORM, rows), first.ledger, first.bases)
    assert duty(taken.ledger, 3, "政法科").progress == "已核对过半"
    assert taken.findings == ()


def test_a_monthly_report_goes_to_its_own_period():
    form = issue_form(LEDGER, "办公室")
    cells = {(2, "状态"): "已完成", (2, "完成日期"): date(2018, 8, 30), (2, "佐证材料"): "发布稿"}
    taken = take(typed(form, cells, names.FORM_PERIODS, "2018-08"))
    done = [row.period for row in taken.ledger.periods if row.status == states.DONE]
    assert done == ["2018-08"]
    assert {change.period for change in taken.changes} == {"2018-08"}


def test_a_change_is_a_hand_in_for_its_period_and_only_one():
    first = take(typed(FORM, {(3, "进展情况"): "一"}))
    assert [(h.section, h.period) for h in first.ledger.handins] == [("政法科", "2018-09")]
    second = take(typed(FORM, {(3, "进展情况"): "二"}), first.ledger, first.bases)
    assert second.ledger.handins == first.ledger.handins


@pytest.mark.parametrize(
    ("cover", "counts"),
    [
        ({"报送期": "2018-09", "本期无变化": "是"}, True),
        ({"报送期": "2018-09", "报送日期": "9月25日"}, True),
        ({"报送期": "２０１８－０９", "本期无变化": "√"}, True),
        ({"报送期": "2018-07", "报送日期": "2018.9.20"}, True),
        ({"报送期": "2018-08", "报送日期": "8月25日"}, False),
        ({"报送期": "2018-08", "本期无变化": "是"}, False),
        ({"报送期": "2018-09", "本期无变化": "否"}, False),
        ({"报送期": "2018-09"}, False),
        ({}, False),
    ],
)
def test_a_form_without_changes_counts_when_its_cover_says_so(cover, counts):
    assert bool(take(with_cover(FORM, cover)).ledger.handins) is counts


@pytest.mark.parametrize(
    ("cover", "handins", "told"),
    [
        ({"报送期": "2018-08", "本期无变化": "是"}, (), ["period_not_named"]),
        ({"报送期": "2018-08", "本期无变化": "是"}, (Handin("政法科", "2018-08", date(2018, 8, 20)),), []),
        ({"报送期": "2018-08", "本期无变化": "是", "报送日期": "8月20日"}, (), []),
        ({"报送期": "2018-08"}, (), []),
    ],
)
def test_nothing_new_said_for_a_period_left_as_issued_is_told_unless_it_was_counted_then(cover, handins, told):
    taken = take(with_cover(FORM, cover), replace(LEDGER, handins=handins))
    assert kinds(taken.findings) == told
    assert taken.ledger.handins == handins
    assert is_settled(taken.findings)


def test_a_cover_nobody_can_read_is_reported():
    taken = take(with_cover(FORM, {"报送日期": "月底", "本期无变化": "大概"}))
    assert sorted(kinds(taken.findings)) == ["not_a_date", "not_yes_no"]


FIELDS = st.sampled_from(["进展情况", "佐证材料", "存在问题", "下一步措施"])
WORDS = st.text(alphabet="一二三甲乙丙 1", max_size=4)
EDITS = st.dictionaries(st.tuples(st.sampled_from([3, 4, 5]), FIELDS), WORDS, max_size=6)
HEADERS = {"进展情况": "progress", "佐证材料": "evidence", "存在问题": "problem", "下一步措施": "next_step"}


def after_office(edits):
    ledger = LEDGER
    for (order, header), words in edits.items():
        ledger = office_types(ledger, order, "政法科", **{HEADERS[header]: words.strip()})
    return ledger


@given(EDITS, EDITS)
def test_merging_twice_changes_nothing_the_second_time(section, master):
    form = typed(FORM, section)
    first = take(form, after_office(master))
    second = take(form, first.ledger, first.bases)
    assert second.changes == ()
    assert second.ledger == first.ledger
    assert second.findings == first.findings


@given(EDITS, EDITS)
def test_no_typed_value_is_lost(section, master):
    """Whatever a section typed is in the master, in a conflict, or in a finding that shows it."""
    taken = take(typed(FORM, section), after_office(master))
    conflicts = {(c.number, c.field): c.section_value for c in taken.ledger.conflicts}
    for (order, header), words in section.items():
        value = words.strip()
        now = getattr(duty(taken.ledger, order, "政法科"), HEADERS[header])
        same = value.replace(" ", "") == now.replace(" ", "")
        blank_reported = (
            not value
        )  # a blank over nothing says nothing; over a value it is a finding or the master's own
        assert same or conflicts.get((number(order), header)) == value or blank_reported


@given(EDITS, EDITS)
def test_what_only_one_side_changed_ends_in_the_master(section, master):
    taken = take(typed(FORM, section), after_office(master))
    for (order, header), words in section.items():
        if words.strip() and (order, header) not in master:
            assert getattr(duty(taken.ledger, order, "政法科"), HEADERS[header]) == words.strip()
    for (order, header), words in master.items():
        if (order, header) not in section:
            assert getattr(duty(taken.ledger, order, "政法科"), HEADERS[header]) == words.strip()


@given(EDITS, EDITS, st.permutations(range(len(FORM.tables["任务进展"]))))
def test_the_order_of_files_and_rows_does_not_matter(one, two, order):
    first, second = typed(FORM, one), typed(issue_form(LEDGER, "疾控科"), {k: v for k, v in two.items() if k[0] == 5})
    shuffled = with_rows(first, [first.tables["任务进展"][place] for place in order])
    forward = take(second, take(first).ledger)
    backward = take(shuffled, take(second).ledger)
    assert forward.ledger.duties == backward.ledger.duties
