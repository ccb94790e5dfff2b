"""Reading the registers: each thing a clerk gets wrong is told once, by row and column, and quotes nobody."""

from __future__ import annotations

from datetime import date

import pytest

from automation.model.origin import Origin
from automation.model.rows import RawRow
from automation.rules.read_logbook import read_registers
from automation.sources.annual_forms import read_form

FORMS = (read_form("2019"), read_form("2021"))
REQUESTS, PUBLISHED, CASES = "依申请公开登记", "主动公开登记", "复议诉讼登记"
AS_OF = date(2021, 12, 31)
OPEN = {"number": "YSQ2021-001", "received_on": "2021-03-01", "kind": "自然人"}
CLOSED = {**OPEN, "answered_on": "2021-03-10", "result": "予以公开"}
ITEM = {"number": "ZDGK2021-0001", "published_on": "2021-03-01", "kind": "规章"}
CASE = {"number": "FS2021-01", "received_on": "2021-03-01", "kind": "行政复议"}
SOMEBODY = "某某人住某地"


def read(sheet: str, *rows: dict[str, object]):
    """The records of one register, and (kind, row, column) of what was found."""
    listed = [RawRow(row, Origin("workbooks/登记簿.xlsx", sheet, line)) for line, row in enumerate(rows, 2)]
    registers, found = read_registers({sheet: listed}, FORMS, 2021, AS_OF)
    records = {REQUESTS: registers.requests, PUBLISHED: registers.publications, CASES: registers.cases}[sheet]
    return records, [(one.kind, one.origin.row, one.origin.column) for one in found]


def test_rows_numbered_in_advance_are_no_applications():
    assert read(REQUESTS, {"number": "YSQ2021-001"}, {"number": "YSQ2021-002", "content": " "}) == ((), [])


def test_a_sound_row_is_read_whole():
    (record,), found = read(REQUESTS, {**CLOSED, "deducted": "3", "asked_on": "3月2日", "corrected_on": "2021.3.4"})
    assert found == []
    assert (record.received_on, record.asked_on, record.corrected_on) == (
        date(2021, 3, 1),
        date(2021, 3, 2),
        date(2021, 3, 4),
    )
    assert (record.deducted, record.result, record.answered_on) == (3, "三（一）予以公开", date(2021, 3, 10))


@pytest.mark.parametrize(
    ("sheet", "row", "kind", "column", "counted"),
    [
        (REQUESTS, {**OPEN, "number": ""}, "entry_unnumbered", "登记号", 1),
        (REQUESTS, {**OPEN, "received_on": None}, "entry_unreceived", "收到日期", 0),
        (REQUESTS, {**OPEN, "received_on": SOMEBODY}, "entry_day_bad", "收到日期", 0),
        (REQUESTS, {**OPEN, "received_on": "2022-01-01"}, "entry_future", "收到日期", 0),
        (REQUESTS, {**OPEN, "kind": SOMEBODY}, "entry_kind_bad", "申请人类别", 0),
        (REQUESTS, {**OPEN, "kind": ""}, "entry_kind_bad", "申请人类别", 0),
        (REQUESTS, {**OPEN, "asked_on": "2021-02-28"}, "entry_day_early", "补正告知", 1),
        (REQUESTS, {**OPEN, "corrected_on": "2021-03-05"}, "entry_unasked", "补正收到", 1),
        (REQUESTS, {**OPEN, "deducted": -1}, "entry_number_bad", "扣除天数", 1),
        (REQUESTS, {**OPEN, "deducted": SOMEBODY}, "entry_number_bad", "扣除天数", 1),
        (REQUESTS, {**OPEN, "deducted": 2.5}, "entry_number_bad", "扣除天数", 1),
        (REQUESTS, {**OPEN, "deducted": 99999}, "entry_number_bad", "扣除天数", 1),
        (REQUESTS, {**CLOSED, "answered_on": "2021-02-01"}, "entry_day_early", "答复日期", 1),
        (REQUESTS, {**CLOSED, "answered_on": ""}, "entry_undated", "答复日期", 1),
        (REQUESTS, {**CLOSED, "answered_on": SOMEBODY}, "entry_day_bad", "答复日期", 1),
        (REQUESTS, {**CLOSED, "result": ""}, "entry_undecided", "结果", 1),
        (REQUESTS, {**CLOSED, "result": SOMEBODY}, "entry_result_bad", "结果", 1),
        (REQUESTS, {**CLOSED, "result": "其他处理"}, "entry_result_bad", "结果", 1),
        (PUBLISHED, {**ITEM, "kind": "规单"}, "entry_category_new", "类别", 1),
        (PUBLISHED, {**ITEM, "published_on": ""}, "entry_unreceived", "公开日期", 0),
        (PUBLISHED, {**ITEM, "count": 1.5}, "entry_number_bad", "件数", 1),
        (PUBLISHED, {**ITEM, "amount": "3万"}, "entry_number_bad", "金额（万元）", 1),
        (PUBLISHED, {**ITEM, "repealed_on": "2021-02-01"}, "entry_day_early", "废止日期", 1),
        (CASES, {**CASE, "kind": SOMEBODY}, "entry_kind_bad", "类型", 0),
        (CASES, {**CASE, "received_on": ""}, "entry_unreceived", "收到日期", 0),
        (CASES, {**CASE, "result": SOMEBODY}, "entry_case_bad", "结果", 1),
        (CASES, {**CASE, "result": "结果维持"}, "entry_undated", "审结日期", 1),
        (CASES, {**CASE, "closed_on": "2021-04-01"}, "entry_undecided", "结果", 1),
        (CASES, {**CASE, "closed_on": "2021-02-01", "result": "结果维持"}, "entry_day_early", "审结日期", 1),
    ],
)
def test_each_fault_of_a_row_is_told_once_at_its_cell(sheet, row, kind, column, counted):
    records, found = read(sheet, row)
    assert found == [(kind, 2, column)]
    assert len(records) == counted
    assert not any(getattr(one, "result", "") for one in records)  # what is in doubt is still open


def test_a_number_given_twice_is_told_with_its_rows_and_counted_once():
    records, found = read(
        REQUESTS, OPEN, {**OPEN, "number": " ysq2021-001".upper()}, {**OPEN, "number": "ＹＳＱ2021-001"}
    )
    assert found == [("entry_twice", 3, "登记号")]
    assert len(records) == 1


def test_rows_without_a_number_are_not_each_other_s_repeats():
    records, found = read(REQUESTS, {**OPEN, "number": None}, {**OPEN, "number": None})
    assert len(records) == 2
    assert [kind for kind, _, _ in found] == ["entry_unnumbered"] * 2


def test_cases_are_named_as_people_name_them():
    records, found = read(
        CASES, {**CASE, "kind": "复议", "result": "尚未审结"}, {**CASE, "number": "2", "kind": "直接起诉"}
    )
    assert found == []
    assert [one.kind for one in records] == ["行政复议", "未经复议直接起诉"]


def test_what_the_other_form_calls_a_category_is_known():
    records, found = read(
        PUBLISHED, {**ITEM, "kind": "规范性文件"}, {**ITEM, "number": "2", "kind": "政府集中采购", "amount": 2.5}
    )
    assert found == []
    assert records[1].amount == 2.5


def test_no_sentence_about_applications_and_cases_quotes_a_cell():
    """A clerk may have typed a name, a telephone number or an address into any of them."""
    fields = ("received_on", "kind", "asked_on", "corrected_on", "deducted", "typed_due", "extended_to", "answered_on")
    rows = [
        {**OPEN, "number": f"N{count}", name: SOMEBODY} for count, name in enumerate((*fields, "result", "content"))
    ]
    cases = [
        {**CASE, "number": f"N{count}", name: SOMEBODY} for count, name in enumerate(("kind", "result", "closed_on"))
    ]
    tables = {
        name: [RawRow(row, Origin("登记簿.xlsx", name, line)) for line, row in enumerate(listed, 2)]
        for name, listed in ((REQUESTS, rows), (CASES, cases))
    }
    registers, found = read_registers(tables, FORMS, 2021, AS_OF)
    assert len(found) == 12
    assert not [one for one in found if SOMEBODY in one.message or SOMEBODY in str(one.as_dict())]
    assert SOMEBODY not in repr(registers)
