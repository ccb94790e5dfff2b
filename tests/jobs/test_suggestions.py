"""Rows sections write under their tables (科室新增), used-up event rows, and tasks several sections answer for."""

from __future__ import annotations

import openpyxl
import pytest

from tests.jobs.office_desk import MASTER, form, kinds, row, run, sheet, type_into

TASK = "任务进展"


def write_below(path, sheet_name, **values):
    """A clerk writes a row under a table, by its headers."""
    book = openpyxl.load_workbook(path)
    page = book[sheet_name]
    heads = {cell.value: cell.column for cell in page[1]}
    line = page.max_row + 1
    for header, value in values.items():
        page.cell(line, heads[header], value)
    book.save(path)


def rows_of(root):
    return [one for one in sheet(root, "待定事项") if one["类别"] == "科室新增"]


def test_a_row_a_section_adds_waits_for_the_office_and_is_asked_once(fresh_office):
    path = form(fresh_office, "政法科")
    write_below(path, TASK, 具体要求="办理行政复议案件", 进展情况="已办3件")
    for day in ("2018-07-27", "2018-07-30"):
        _, told, _ = run(fresh_office, "merge", as_of=day)
        assert (kinds(told), told["changes"]) == (["row_without_number"], [])
        (asked,) = rows_of(fresh_office)
        assert (asked["事项号"], asked["原文"]) == ("新增-政法科-01", "办理行政复议案件")
        assert "进展情况：已办3件" in asked["问题"]


def test_the_office_makes_it_a_task_of_that_section_once(fresh_office):
    path = form(fresh_office, "政法科")
    write_below(path, TASK, 具体要求="办理行政复议案件", 进展情况="已办3件")
    run(fresh_office, "merge", as_of="2018-07-27")
    type_into(fresh_office / MASTER, "待定事项", {("新增-政法科-01", "决定"): "任务"}, "事项号")
    for day in ("2018-07-30", "2018-07-31"):
        _, told, _ = run(fresh_office, "merge", as_of=day)
        assert kinds(told) == ["row_adopted"]
        task = row(fresh_office, "任务分工表", 具体要求="办理行政复议案件")
        assert (task["编号"], task["牵头科室"]) == ("RW2018-0065", "政法科")
        assert rows_of(fresh_office)[0]["编号"] == "RW2018-0065"
    run(fresh_office, "distribute", as_of="2018-08-01")
    beside = path.with_name("政法科-第2期.xlsx")
    assert beside.exists(), "the row's own words are still in the old file only"
    type_into(beside, TASK, {(65, "进展情况"): "已办3件"})
    path.unlink()
    _, told, _ = run(fresh_office, "merge", as_of="2018-08-02")
    assert (kinds(told), [change["number"] for change in told["changes"]]) == ([], ["RW2018-0065"])


def test_a_row_the_office_does_not_want_is_not_asked_again(fresh_office):
    path = form(fresh_office, "政法科")
    write_below(path, TASK, 具体要求="随手记一笔")
    run(fresh_office, "merge", as_of="2018-07-27")
    type_into(fresh_office / MASTER, "待定事项", {("新增-政法科-01", "决定"): "不采纳"}, "事项号")
    _, told, _ = run(fresh_office, "merge", as_of="2018-07-30")
    assert (kinds(told), len(sheet(fresh_office, "任务分工表"))) == ([], 64)
    assert "row_dismissed" in [finding["kind"] for finding in told["findings"]]


def test_an_answer_nobody_can_carry_out_is_told(fresh_office):
    write_below(form(fresh_office, "政法科"), TASK, 具体要求="办理行政复议案件")
    run(fresh_office, "merge", as_of="2018-07-27")
    type_into(fresh_office / MASTER, "待定事项", {("新增-政法科-01", "决定"): "再说"}, "事项号")
    code, told, _ = run(fresh_office, "merge", as_of="2018-07-30")
    assert (code, sorted(kinds(told))) == (1, ["row_without_number", "unknown_row_answer"])


def test_an_event_written_under_the_numbered_rows_is_told_with_its_words(fresh_office):
    write_below(form(fresh_office, "办公室"), "触发事件", 事件="州里印发办法")
    _, told, _ = run(fresh_office, "merge", as_of="2018-07-27")
    assert kinds(told) == ["row_without_key"]
    assert "州里印发办法" in told["findings"][0]["message"]


def test_used_up_event_rows_are_replaced_at_the_next_issue(fresh_office):
    path = form(fresh_office, "办公室")
    blank = [
        one for one in sheet(fresh_office, "触发事件", path.relative_to(fresh_office)) if one["编号"] == "RW2018-0063"
    ]
    assert len(blank) == 3
    keys = [one["事件号"] for one in blank]
    type_into(path, "触发事件", {(key, "事件"): f"第{place}件" for place, key in enumerate(keys)}, "事件号")
    run(fresh_office, "distribute", as_of="2018-07-27")
    rows = [
        one for one in sheet(fresh_office, "触发事件", path.relative_to(fresh_office)) if one["编号"] == "RW2018-0063"
    ]
    assert [one["事件"] for one in rows] == ["第0件", "第1件", "第2件", None, None, None]
    assert len({one["事件号"] for one in rows}) == 6
    _, told, _ = run(fresh_office, "merge", as_of="2018-07-28")
    assert (kinds(told), told["changes"]) == ([], [])


@pytest.mark.parametrize(("header", "said"), [("具体要求", "改个说法"), ("完成时限", "12月底前")])
def test_what_a_section_writes_into_the_offices_columns_is_a_proposal_the_office_can_take(fresh_office, header, said):
    was = row(fresh_office, "任务分工表", 编号="RW2018-0026")[header]
    type_into(form(fresh_office, "政法科"), TASK, {(26, header): said})
    _, told, _ = run(fresh_office, "merge", as_of="2018-07-27")
    assert kinds(told) == ["locked_changed"]
    assert said in row(fresh_office, "问题清单", 编号="RW2018-0026")["说明"]
    assert f"（原为“{was}”）" in told["findings"][0]["message"]
    type_into(fresh_office / MASTER, "任务分工表", {(26, header): said})
    _, told, _ = run(fresh_office, "merge", as_of="2018-07-30")
    assert kinds(told) == [], "the office has taken it over"


def test_a_task_all_sections_answer_for_counts_them(fresh_office):
    done = {"状态": "已完成", "完成日期": "2018-08-01", "佐证材料": "报告"}
    shared = next(one for one in sheet(fresh_office, "科室进展") if one["职责"] == "分别负责")["编号"]
    sections = [one["科室"] for one in sheet(fresh_office, "科室进展") if one["编号"] == shared]
    order = int(shared[-4:])
    for count, section in enumerate(sections[:2], 1):
        type_into(form(fresh_office, section), TASK, {(order, header): value for header, value in done.items()})
        run(fresh_office, "merge")
        task = row(fresh_office, "任务分工表", 编号=shared)
        assert task["进展情况"].startswith(f"各科室完成{count}/{len(sections)}")
        assert task["状态"] == "推进中"


def adopted(root):
    """A row of 政法科's has become task 65, and a form with that task has been issued."""
    write_below(form(root, "政法科"), TASK, 具体要求="办理行政复议案件", 进展情况="已办3件")
    run(root, "merge", as_of="2018-07-27")
    type_into(root / MASTER, "待定事项", {("新增-政法科-01", "决定"): "任务"}, "事项号")
    run(root, "distribute", as_of="2018-07-30")
    return sorted(path.name for path in form(root, "政法科").parent.glob("政法科*"))


def test_a_form_whose_rows_are_all_answered_is_replaced_and_not_issued_beside_again(fresh_office):
    both = ["政法科-第2期.xlsx", "政法科.xlsx"]
    assert adopted(fresh_office) == both
    folder = form(fresh_office, "政法科").parent
    for day in ("2018-07-31", "2018-08-01"):
        _, told, _ = run(fresh_office, "distribute", as_of=day)
        assert "workbooks/科室填报/政法科.xlsx" in told["files"]
        assert sorted(path.name for path in folder.glob("政法科*")) == both
    now = sheet(fresh_office, TASK, form(fresh_office, "政法科").relative_to(fresh_office))
    assert [one["序号"] for one in now if one["具体要求"] == "办理行政复议案件"] == [65]
    assert "进展情况：已办3件" in rows_of(fresh_office)[0]["问题"], "the row's own words stay with the decision"


def test_the_adopted_row_is_told_each_week_until_it_is_gone(fresh_office):
    adopted(fresh_office)
    for day in ("2018-07-31", "2018-08-01"):
        assert "row_adopted" in kinds(run(fresh_office, "merge", as_of=day)[1])


def test_what_is_written_into_an_adopted_row_later_is_told_and_keeps_the_file(fresh_office):
    adopted(fresh_office)
    path = form(fresh_office, "政法科")
    book = openpyxl.load_workbook(path)
    page = book[TASK]
    line = next(cell.row for cell in page["D"] if cell.value == "办理行政复议案件")
    page.cell(line, next(cell.column for cell in page[1] if cell.value == "进展情况"), "已办5件")
    book.save(path)
    before = path.read_bytes()
    _, told, _ = run(fresh_office, "distribute", as_of="2018-07-31")
    (late,) = [finding for finding in told["findings"] if finding["kind"] == "row_written_on"]
    assert "进展情况：已办5件" in late["message"]
    assert path.read_bytes() == before
    type_into(path.with_name("政法科-第3期.xlsx"), TASK, {(65, "进展情况"): "已办5件"})
    run(fresh_office, "merge", as_of="2018-08-01")
    _, told, _ = run(fresh_office, "distribute", as_of="2018-08-02")
    assert "row_written_on" not in kinds(told), "its words stand in the ledger by now"
    assert path.read_bytes() != before
