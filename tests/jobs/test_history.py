"""变更记录: each change stands where a clerk looks for it, with a place that can be read."""

from __future__ import annotations

from datetime import datetime

import openpyxl
import pytest

from automation import cli
from tests.jobs.little_office import TASK, built_little, little
from tests.jobs.office_desk import MASTER, form, row, run, sheet, type_into

__all__ = ["built_little", "little"]


@pytest.mark.parametrize(
    ("name", "typed", "key", "number"),
    [
        ("参数", {("临期天数", "值"): "9"}, "名称", "临期天数"),
        ("待定事项", {("RW2018-0005", "决定"): "丙科"}, "编号", "RW2018-0005-相关科室"),
        ("触发事件", {("RW2018-0003-丙科-01", "事件"): "收到申请"}, "事件号", "RW2018-0003-丙科-01"),
        ("科室名录", {("乙科", "类别"): "直属单位"}, "名称", "乙科"),
    ],
)
def test_a_row_without_a_task_number_goes_by_its_own_name_under_the_number_and_not_under_the_period(
    little, name, typed, key, number
):
    type_into(little / MASTER, name, typed, key)
    run(little, "merge")
    (told,) = sheet(little, "变更记录")
    assert (told["工作表"], told["编号"], told["报告期"]) == (name, number, None)


def test_a_period_stands_under_the_period(little):
    type_into(form(little, "乙科"), "分期填报", {("2018年第3季度", "进展情况"): "已更新"}, "报告期")
    run(little, "merge")
    type_into(little / MASTER, "分期进展", {("2018年第3季度", "进展情况"): "办公室改的"}, "报告期")
    run(little, "merge")
    told = [(one["编号"], one["科室"], one["报告期"]) for one in sheet(little, "变更记录")]
    assert told == [("RW2018-0002", "乙科", "2018年第3季度")] * 2


def test_the_place_of_a_change_names_file_sheet_row_and_column(little):
    type_into(form(little, "甲科"), TASK, {(1, "进展情况"): "已公开"})
    type_into(little / MASTER, "参数", {("临期天数", "值"): "9"}, "名称")
    run(little, "merge")
    places = {one["字段"]: one["出处"] for one in sheet(little, "变更记录")}
    assert places["进展情况"] == "workbooks/科室填报/甲科.xlsx › 任务进展 › 第2行 › 进展情况"
    line = [one["名称"] for one in sheet(little, "参数")].index("临期天数") + 2
    assert places["值"] == f"workbooks/总台账.xlsx › 参数 › 第{line}行 › 值"


def test_what_an_undo_takes_back_goes_by_the_same_name(little):
    type_into(form(little, "丙科"), "触发事件", {("RW2018-0003-丙科-01", "事件"): "收到申请"}, "事件号")
    run(little, "merge")
    run(little, "undo")
    told = [(one["编号"], one["科室"], one["报告期"]) for one in sheet(little, "变更记录")]
    assert told == [("RW2018-0003-丙科-01", "丙科", None)] * 2
    assert row(little, "触发事件", 事件号="RW2018-0003-丙科-01")["事件"] is None


def test_a_decision_on_a_conflict_stands_under_the_task_and_the_section(little):
    type_into(form(little, "甲科"), TASK, {(1, "进展情况"): "科室写的"})
    type_into(little / MASTER, "科室进展", {("甲科", "进展情况"): "办公室写的"}, "科室")
    run(little, "merge")
    type_into(little / MASTER, "冲突", {("甲科", "采用"): "科室"}, "科室")
    run(little, "merge")
    told = [(one["工作表"], one["编号"], one["科室"], one["报告期"]) for one in sheet(little, "变更记录")]
    assert [one for one in told if one[0] == "冲突"] == [("冲突", "RW2018-0001", "甲科", None)]


def test_each_run_says_when_it_was_and_a_repeatable_one_that_its_day_was_given(little):
    run(little, "merge")
    started = datetime.now().replace(microsecond=0)  # noqa: DTZ005 - an office's wall clock
    assert cli.main(["merge", "--workspace", str(little), "--json"]) in (0, 1)
    *_, given, clock = (one["运行时间"] for one in sheet(little, "运行记录"))
    assert given == "按指定日期"
    assert started <= datetime.fromisoformat(clock) <= datetime.now()  # noqa: DTZ005


def test_a_line_the_office_takes_out_of_a_list_of_its_own_stands_in_the_history_and_stays_away(little):
    book = openpyxl.load_workbook(little / MASTER)
    for place, value in enumerate(("2018-12-31", "2018-12-31", "放假", "调休"), 1):
        book["放假安排"].cell(2, place, value)
    book.save(little / MASTER)
    run(little, "merge")
    book = openpyxl.load_workbook(little / MASTER)
    book["放假安排"].delete_rows(2)
    book.save(little / MASTER)
    run(little, "merge")
    told = sheet(little, "变更记录")[-1]
    assert (told["工作表"], told["原值"], told["新值"]) == ("放假安排", "2018-12-31 2018-12-31 放假 调休", None)
    (little / MASTER).unlink()
    run(little, "rebuild")
    assert sheet(little, "放假安排") == []
