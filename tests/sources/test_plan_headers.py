"""Headers of plan tables as offices word them (表头): which column is what, and what has no column of ours."""

from __future__ import annotations

import pytest

from automation.model.origin import Origin
from automation.rules.draft_plan import check_columns
from automation.sources.plan_header import find_header
from automation.sources.plan_table import read_plan_table
from automation.sources.plan_text import read_plan_text

FIELDS = {
    "序": "order",
    "区": "area",
    "类": "topic",
    "求": "requirement",
    "责": "units",
    "配": "supports",
    "时": "deadline",
}
HEADERS = """
序号 工作任务 具体要求 牵头落实科室 完成时限             | 序 区 求 责 时
序号 工作任务 工作内容 责任单位 时限要求                 | 序 区 求 责 时
序号 重点任务 具体任务 牵头单位 配合单位 时间节点        | 序 区 求 责 配 时
工作事项 具体要求 牵头及责任单位 完成时间                | 区 求 责 时
项次 主要任务 工作举措 牵头部门 协办部门 完成期限        | 序 区 求 责 配 时
序号 项目 工作措施 责任科室 办结时限                     | 序 区 求 责 时
序号 重点工作 任务分类 落实措施 承办单位 时间安排        | 序 区 类 求 责 时
序号 任务名称 主要内容及要求 责任处室 参与处室 计划完成时间 | 序 区 求 责 配 时
序号 重点任务 责任单位 完成时限                          | 序 求 责 时
序号 事项 牵头（责任）单位 进度安排                      | 序 求 责 时
序号 任务 牵头科室/配合科室 时限                         | 序 求 责 时
序号 工作内容 具体要求 负责单位 完成时限                 | 序 类 求 责 时
序号 重点任务 主要内容 具体举措 主办单位 完成日期        | 序 区 类 求 责 时
序号 工作任务 工作任务 具体要求 牵头单位 时限            | 序 区 类 求 责 时
"""


@pytest.mark.parametrize("line", HEADERS.strip().splitlines())
def test_a_header_is_understood_by_what_its_words_mean(line):
    heads, wanted = (part.split() for part in line.split("|"))
    columns = find_header([heads])
    found = {place: name for name, place in columns.places.items()}
    assert [found.get(place) for place in range(len(heads))] == [FIELDS[name] for name in wanted]


@pytest.mark.parametrize(
    "line",
    [
        "姓名 单位 电话",
        "项目 金额",
        "全年工作 按月完成 12月底前",
        "日期 事项",
        "各科室要按时完成 请抓好落实",
        "1 公开 甲科",
    ],
)
def test_what_is_no_header_of_a_plan_is_none(line):
    assert find_header([line.split()]) is None


def test_of_two_header_rows_the_second_says_who_leads_and_who_supports():
    lines = [
        ["序号", "工作任务", "具体要求", "责任单位", "责任单位", "完成时限"],
        ["序号", "工作任务", "具体要求", "牵头单位", "配合单位", "完成时限"],
        ["1", "公开", "公开清单", "政法科", "办公室", "6月底前"],
    ]
    (row,) = read_plan_table(lines, Origin("方案.xlsx")).rows
    assert row.cells["units"] == "政法科牵头，办公室配合"


@pytest.mark.parametrize("shape", ["table", "prose"])
def test_a_plan_of_five_thousand_tasks_is_read_to_its_last_row(tmp_path, shape):
    path = tmp_path / "方案.txt"
    if shape == "table":
        lines = ["序号\t重点任务\t责任单位", *(f"{n}\t任务{n}\t甲{n % 9}科" for n in range(1, 5001))]
    else:
        lines = ["一、公开", *(f"{n % 900}.任务{n}。（甲{n % 9}科牵头）" for n in range(1, 5001))]
    path.write_text("\n".join(lines), encoding="utf-8")
    rows = read_plan_text(path).rows
    assert len(rows) == 5000
    assert str(rows[-1].cells["requirement"]).startswith("任务5000")


def test_a_column_that_is_no_field_of_a_task_is_told_when_it_holds_something(tmp_path):
    path = tmp_path / "方案.txt"
    heads = ["序号", "工作任务", "具体要求", "责任单位", "完成时限", "分管领导", "备注", "依据"]
    line = ["1", "公开", "公开清单", "政法科", "6月底前", "主任", "", "某号文"]
    path.write_text("\n".join("\t".join(cells) for cells in (heads, line)), encoding="utf-8")
    findings = check_columns(read_plan_text(path))
    assert [(finding.value, finding.origin.row) for finding in findings] == [("分管领导", 1), ("依据", 1)]
    assert "没有读入" in findings[0].message
