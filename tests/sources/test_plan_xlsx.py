"""Plans in workbooks (方案工作簿): merged labels, title rows, two columns under 工作任务, leads and supports apart."""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest

from automation.errors import AutomationError
from automation.jobs.init import read_plan
from automation.rules.draft_plan import draft_tasks
from automation.sources.plan_xlsx import read_plan_xlsx
from tests.jobs.office_desk import run, sheet
from tests.rules.small_office import kinds

HEAD = ["序号", "工作任务", None, "具体要求", "牵头落实科室", "完成时限"]
ROWS = [
    [1, "公开解读", "法治政府", "公开权责清单", "办公室牵头，各科室配合", "全年工作"],
    [2, None, None, "公开决算", "规财科牵头落实", "12月底前"],
    [3, None, "舆情回应", "监测舆情", "宣传科牵头落实", None],
    [4, "政务服务", "网上办事", "规范事项", None, "8月底前"],
]
MERGES = ["B3:C3", "B4:B6", "C4:C5", "F5:F6", "E6:E7"]


@pytest.fixture
def plan(tmp_path):
    """Writes a plan: two title rows, a header with one merged cell, labels and cells merged over rows."""

    def write(head=HEAD, rows=ROWS, merges=MERGES, titles=(["某委2018年分工方案"], []), name="方案.xlsx"):
        book = openpyxl.Workbook()
        for line in (*titles, head, *rows):
            book.active.append(line)
        for area in merges:
            book.active.merge_cells(area)
        path = tmp_path / name
        book.save(path)
        return path

    return write


def test_merged_labels_units_and_deadlines_belong_to_every_row_they_span(plan):
    tasks, findings = draft_tasks(read_plan_xlsx(plan()).rows, 2018)
    assert findings == []
    said = [(t.number, t.area, t.topic, t.requirement, t.units, t.deadline) for t in tasks]
    assert said == [
        ("RW2018-0001", "公开解读", "法治政府", "公开权责清单", "办公室牵头，各科室配合", "全年工作"),
        ("RW2018-0002", "公开解读", "法治政府", "公开决算", "规财科牵头落实", "12月底前"),
        ("RW2018-0003", "公开解读", "舆情回应", "监测舆情", "宣传科牵头落实", "12月底前"),
        ("RW2018-0004", "政务服务", "网上办事", "规范事项", "宣传科牵头落实", "8月底前"),
    ]


def test_a_blank_that_is_not_merged_is_told_and_never_guessed(plan):
    tasks, findings = draft_tasks(read_plan_xlsx(plan(merges=["B3:C3", "B4:B6"])).rows, 2018)
    assert tasks[1].topic == ""
    assert tasks[3].units == ""
    assert sorted(kinds(findings)) == ["plan_label_blank", "plan_value_missing", "plan_value_missing"]
    assert {(f.number, f.origin.row) for f in findings} == {
        ("RW2018-0002", 5),
        ("RW2018-0003", 6),
        ("RW2018-0004", 7),
    }


def test_leads_and_supports_in_two_columns_are_one_text(plan):
    head = ["序号", "重点任务", "工作内容", "牵头单位", "配合单位", "时间节点"]
    rows = [
        [1, "公开", "公开清单", "办公室", "财务科、人事科", "全年工作"],
        [2, "公开", "公开预算", "财务科", None, "6月底前"],
    ]
    tasks, _ = draft_tasks(read_plan_xlsx(plan(head, rows, [])).rows, 2018)
    assert (tasks[0].leads, tasks[0].supports) == (("办公室",), ("财务科", "人事科"))
    assert (tasks[1].leads, tasks[1].supports) == (("财务科",), ())


def test_a_plan_without_order_or_deadline_column_is_numbered_as_it_stands(plan):
    head, rows = ["工作事项", "具体任务", "责任科室"], [["公开", "一事", "办公室"], ["公开", "二事", "财务科"]]
    tasks, findings = draft_tasks(read_plan_xlsx(plan(head, rows, [])).rows, 2018)
    assert [(t.order, t.requirement, t.deadline) for t in tasks] == [(1, "一事", ""), (2, "二事", "")]
    assert findings == []


def test_totals_wrong_and_repeated_numbers_are_told(plan):
    rows = [
        [1, "甲", "乙", "一", "办公室", "全年"],
        ["一", "甲", "乙", "二", "办公室", "全年"],
        [1, "甲", "乙", "三", "办公室", "全年"],
    ]
    rows.append([None, "甲", "乙", "合计3项", None, None])
    tasks, findings = draft_tasks(read_plan_xlsx(plan(rows=rows, merges=["B3:C3"])).rows, 2018)
    assert len(tasks) == 1
    assert sorted(kinds(findings)) == ["plan_order_bad", "plan_order_twice", "plan_row_skipped"]


def test_the_header_repeated_at_a_page_top_is_no_task(plan):
    rows = [ROWS[0], ["序号", "工作任务", "工作任务", "具体要求", "牵头落实科室", "完成时限"], ROWS[3]]
    tasks, _ = draft_tasks(read_plan_xlsx(plan(rows=rows, merges=["B3:C3"])).rows, 2018)
    assert [task.order for task in tasks] == [1, 4]


@pytest.mark.parametrize("head", [["姓名", "电话"], ["序号", "备注"], [None]])
def test_a_workbook_without_a_plan_is_one_clear_sentence(plan, head):
    path = plan(head, [["甲", "乙"]], [], titles=())
    assert read_plan_xlsx(path).rows == ()
    with pytest.raises(AutomationError, match="具体要求"):
        read_plan(path, 2018, "", date(2018, 7, 25))


def test_a_plan_becomes_a_master_that_can_be_worked_with(plan, tmp_path):
    root = tmp_path / "单位"
    code, told, _ = run(root, "init", plan(), "--year", "2018", "--office", "某州卫生健康委", as_of="2018-07-25")
    assert (code, told["files"]) == (0, ["workbooks/总台账.xlsx"])
    assert [row["名称"] for row in sheet(root, "科室名录")] == ["办公室", "规财科", "宣传科"]
    assert len(sheet(root, "任务分工表")) == 4
    code, told, _ = run(root, "distribute", as_of="2018-07-25")
    assert code == 0
    assert len([file for file in told["files"] if "科室填报" in file]) == 3
    assert run(root, "weekly", as_of="2018-09-03")[1]["overdue"][0]["days_late"] == 3


@pytest.mark.parametrize(
    ("name", "content"), [("方案.docx", b"PK"), ("方案.xlsx", b"text"), ("方案.xlsx", b""), ("没有.xlsx", None)]
)
def test_what_is_no_plan_is_refused_in_one_line_and_nothing_is_made(tmp_path, name, content):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    code, _, err = run(tmp_path / "单位", "init", tmp_path / name, "--year", "2018")
    assert (code, err.count("\n")) == (2, 1)
    assert not (tmp_path / "单位" / "workbooks" / "总台账.xlsx").exists()
