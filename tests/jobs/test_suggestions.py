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
    type_into(form(fresh_office, "政法科"), TASK, {(26, header): said})
    _, told, _ = run(fresh_office, "merge", as_of="2018-07-27")
    assert kinds(told) == ["locked_changed"]
    assert said in row(fresh_office, "问题清单", 编号="RW2018-0026")["说明"]
    assert "（原为“" in told["findings"][0]["message"]
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
