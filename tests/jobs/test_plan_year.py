"""A plan's life in the office: built, asked about, revised in mid-year, compared with the plan above."""

from __future__ import annotations

import openpyxl
import pytest

from automation import cells
from tests.jobs.office_desk import MASTER, digest, form, kinds, row, run, sheet, type_into

PLAN = """某市卫生健康委员会关于印发政务公开任务分工的通知
各科室：
各科室主要负责同志每年至少听取1次工作汇报。请于11月25日前将工作总结书面报送办公室。
工作任务\t具体要求\t牵头落实科室\t完成时限
决策公开\t公开会议议题。\t办公室\t6月底前
执行公开\t公开督查结果，每年不少于3次。\t政法科牵头，办公室配合\t按季度完成
回应关切\t发布权威信息。\t宣传科\t舆情发生后5个工作日内
"""
REVISED = """某市卫生健康委员会关于调整政务公开任务分工的通知
请于12月5日前将整改情况书面报送办公室。
工作任务\t具体要求\t牵头落实科室\t完成时限
决策公开\t公开会议议题。\t政法科\t9月底前
执行公开\t公开督查结果，每年不少于4次。\t政法科牵头，办公室配合\t按季度完成
信息公开\t编制信息公开目录。\t宣传科\t10月底前
"""
ABOVE = """某省政务公开工作任务分工
工作任务\t具体要求\t责任单位\t完成时限
决策公开\t各级行政机关公开会议议题和议定事项。\t各部门\t5月底前
信息公开\t完善依申请公开办理规程。\t各部门\t10月底前
"""
FIRST, SECOND, THIRD, FOURTH = (f"RW2018-{order:04d}" for order in range(1, 5))


def settle(root, **settings):
    type_into(root / MASTER, "参数", {(name, "值"): value for name, value in settings.items()}, "名称")


def day_of(value):
    return value.date().isoformat()


def add_row(path, name, **cells):
    """Type a new row at the end of a sheet."""
    book = openpyxl.load_workbook(path)
    page = book[name]
    heads = {cell.value: cell.column for cell in page[1] if cell.value}
    last = max((line[0].row for line in page.iter_rows() if any(cell.value is not None for cell in line)), default=1)
    for header, value in cells.items():
        page.cell(last + 1, heads[header], value)
    book.save(path)


@pytest.fixture
def new_office(tmp_path):
    """A workspace whose master was built from PLAN."""
    for name, text in (("方案", PLAN), ("修订", REVISED), ("上级", ABOVE)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    root = tmp_path / "单位"
    code, _, err = run(root, "init", tmp_path / "方案.txt", "--year", 2018, as_of="2018-03-01")
    assert err == ""
    assert code == 1  # the office's name is not known yet
    settle(root, 发文机关="某市卫生健康委员会")
    assert run(root, "merge", as_of="2018-03-02")[0] == 0
    return root


# ---- the letter's own demands ----


def demand(root, text):
    return next(one["事项号"] for one in sheet(root, "待定事项") if text in one["原文"])


def test_the_letters_demands_wait_for_the_office_and_become_what_it_decides(new_office):
    assert [one["类别"] for one in sheet(new_office, "待定事项")] == ["正文要求", "正文要求"]
    answers = {(demand(new_office, "听取"), "决定"): "任务", (demand(new_office, "总结"), "决定"): "报送要求"}
    type_into(new_office / MASTER, "待定事项", answers, "事项号")
    code, _, _ = run(new_office, "merge", as_of="2018-03-05")
    assert code == 0
    assert [one["类别"] for one in sheet(new_office, "待定事项")] == ["责任单位"], "who answers for the new task"
    task = row(new_office, "任务分工表", 编号=FOURTH)
    assert (task["一级工作任务"], task["目标"]) == ("正文要求", "每年不少于1次")
    delivery = row(new_office, "报送要求", 报送对象="办公室")
    assert (day_of(delivery["截止"]), delivery["形式"]) == ("2018-11-25", "书面")
    before = [sheet(new_office, name) for name in ("任务分工表", "报送要求", "待定事项")]
    run(new_office, "merge", as_of="2018-03-12")
    assert [sheet(new_office, name) for name in ("任务分工表", "报送要求", "待定事项")] == before


def test_a_demand_refused_is_gone_for_good_and_a_decision_nobody_can_carry_out_is_told(new_office):
    answers = {(demand(new_office, "听取"), "决定"): "不采纳", (demand(new_office, "总结"), "决定"): "再议"}
    type_into(new_office / MASTER, "待定事项", answers, "事项号")
    code, told, _ = run(new_office, "merge", as_of="2018-03-05")
    assert (code, kinds(told)) == (1, ["unknown_demand"])
    assert [one["决定"] for one in sheet(new_office, "待定事项")] == ["再议"]
    assert len(sheet(new_office, "任务分工表")) == 3


# ---- revision ----


def test_a_revision_is_listed_first_and_writes_nothing(new_office, tmp_path):
    before = digest(new_office)
    code, told, _ = run(new_office, "init", tmp_path / "修订.txt", "--revise", "--dry-run", "--year", 2018)
    assert (code, told["files"]) == (0, [])
    assert (told["added"], told["reworded"], told["cancelled"]) == ([FOURTH], [FIRST, SECOND], [THIRD])
    assert {(c["number"], c["field"], c["before"], c["after"]) for c in told["changes"]} >= {
        (FIRST, "责任原文", "办公室", "政法科"),
        (FIRST, "完成时限", "6月底前", "9月底前"),
        (THIRD, "状态", "未启动", "取消"),
    }
    assert digest(new_office) == before


def test_a_revision_keeps_numbers_and_progress_and_cancels_instead_of_deleting(new_office, tmp_path):
    run(new_office, "distribute", as_of="2018-03-05")
    done = {(1, "状态"): "已完成", (1, "完成日期"): "2018-05-20", (1, "佐证材料"): "会议纪要"}
    type_into(form(new_office, "办公室"), "任务进展", done)
    type_into(form(new_office, "政法科"), "任务进展", {(2, "进展情况"): "已公开1次"})
    run(new_office, "merge", as_of="2018-06-04")
    code, told, _ = run(new_office, "init", tmp_path / "修订.txt", "--revise", "--year", 2018, as_of="2018-07-02")
    assert code == 0
    tasks = {one["编号"]: one for one in sheet(new_office, "任务分工表")}
    assert list(tasks) == [FIRST, SECOND, THIRD, FOURTH]
    assert (tasks[SECOND]["目标"], tasks[SECOND]["进展情况"]) == ("每年不少于4次", "已公开1次")
    assert tasks[THIRD]["状态"] == "取消"
    duties = {(one["编号"], one["科室"]): one for one in sheet(new_office, "科室进展")}
    assert (duties[FIRST, "办公室"]["职责"], duties[FIRST, "办公室"]["状态"]) == ("已移出", "已完成")
    assert duties[FIRST, "政法科"]["职责"] == "牵头"
    assert {one["依据"] for one in sheet(new_office, "变更记录")} >= {"科室填报", "修订方案"}
    assert [one["命令"] for one in sheet(new_office, "运行记录")][-1] == "修订方案"
    assert "12月5日前" in sheet(new_office, "待定事项")[-1]["原文"]
    run(new_office, "distribute", as_of="2018-07-03")
    assert [one["编号"] for one in sheet(new_office, "任务进展", form(new_office, "政法科"))] == [FIRST, SECOND]
    again, told, _ = run(new_office, "init", tmp_path / "修订.txt", "--revise", "--year", 2018, as_of="2018-07-04")
    assert (again, told["changes"], told["added"], told["cancelled"]) == (0, [], [], [])


def test_edits_from_forms_handed_out_before_the_revision_are_still_taken_in(new_office, tmp_path):
    run(new_office, "distribute", as_of="2018-03-05")
    run(new_office, "init", tmp_path / "修订.txt", "--revise", "--year", 2018, as_of="2018-07-02")
    type_into(form(new_office, "政法科"), "任务进展", {(2, "进展情况"): "已公开2次"})
    code, told, _ = run(new_office, "merge", as_of="2018-07-09")
    assert (code, [change["after"] for change in told["changes"]]) == (0, ["已公开2次"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("修订.txt", "--revise", "--year", 2019), "2018年度"),
        (("没有.txt", "--revise", "--year", 2018), "没有.txt"),
        (("修订.txt", "--dry-run", "--year", 2018), "--revise"),
        (("修订.txt", "--revise", "--office", "某局", "--year", 2018), "参数"),
        (("修订.txt", "--year", 2018), "已经有了"),
    ],
)
def test_a_revision_that_cannot_be_made_says_why_and_changes_nothing(new_office, tmp_path, arguments, said):
    before = digest(new_office)
    code, _, err = run(new_office, "init", tmp_path / arguments[0], *arguments[1:])
    assert code == 2
    assert err.count("\n") == 1
    assert said in err
    assert digest(new_office) == before


# ---- the plan above ----


def test_the_plan_above_is_compared_and_nothing_is_written_unless_asked(new_office, tmp_path):
    before = digest(new_office)
    code, told, _ = run(new_office, "coverage", tmp_path / "上级.txt")
    assert (code, told["files"], told["untaken"]) == (0, [], [2])
    assert [one["numbers"] for one in told["coverings"]] == [[FIRST], []]
    assert "会议议题" in told["coverings"][0]["reason"]
    assert told["unmatched"] == [SECOND, THIRD]
    assert told["later"] == [{"upstream": 1, "number": FIRST, "above": "2018-05-31", "ours": "2018-06-30"}]
    assert digest(new_office) == before


def test_what_the_office_decides_on_the_plan_above_is_remembered(new_office, tmp_path):
    run(new_office, "coverage", tmp_path / "上级.txt", "--write")
    assert [one["建议对应"] for one in sheet(new_office, "上级任务对照")] == ["1", None]
    type_into(new_office / MASTER, "上级任务对照", {("0002", "对应序号"): "3", ("0001", "对应序号"): "无"}, "上级序号")
    code, told, _ = run(new_office, "merge", as_of="2018-03-05")
    assert code == 0
    _, told, _ = run(new_office, "coverage", tmp_path / "上级.txt", "--write")
    assert [one["numbers"] for one in told["coverings"]] == [[], [THIRD]]
    assert (told["untaken"], kinds(told)) == ([1], [])  # listed, and no longer asked
    assert [one["对应序号"] for one in sheet(new_office, "上级任务对照")] == ["无", "3"]


def test_a_number_nobody_has_is_told_and_the_suggestion_does_not_stand_in_for_it(new_office, tmp_path):
    run(new_office, "coverage", tmp_path / "上级.txt", "--write")
    type_into(new_office / MASTER, "上级任务对照", {("0001", "对应序号"): "99"}, "上级序号")
    code, told, _ = run(new_office, "merge", as_of="2018-03-05")
    assert code == 1
    assert kinds(told) == ["cover_unknown", "cover_none"]
    assert "99" in told["findings"][0]["message"]


# ---- events and holidays ----


def test_an_event_typed_by_a_section_gets_its_day_by_work_days_and_the_offices_holidays(new_office):
    run(new_office, "distribute", as_of="2018-03-05")
    key = f"{THIRD}-宣传科-01"
    type_into(
        form(new_office, "宣传科"), "触发事件", {(key, "事件"): "甲事", (key, "发生时间"): "2018-04-26"}, "事件号"
    )
    run(new_office, "merge", as_of="2018-04-27")
    owed = row(new_office, "触发事件", 事件号=key)
    assert day_of(owed["应完成时间"]) == "2018-05-04"  # 4-28 is worked, 4-29 to 5-1 are off
    add_row(new_office / MASTER, "放假安排", 日期="2018-05-03", 至="2018-05-04", 安排="放假", 说明="本地节日")
    code, told, _ = run(new_office, "merge", as_of="2018-05-10")
    assert code == 0
    assert day_of(row(new_office, "触发事件", 事件号=key)["应完成时间"]) == "2018-05-08"
    late = [(one["section"], one["days_late"]) for one in told["overdue"] if one["number"] == THIRD]
    assert late == [("宣传科", 2)]


@pytest.mark.parametrize(
    "typed",
    [
        {"日期": "2018-05-03", "安排": "休息"},
        {"日期": "五月初", "安排": "放假"},
        {"日期": "2018-05-04", "至": "2018-05-03", "安排": "放假"},
        {"日期": "2018-05-04"},
        {"日期": "2018-05-04", "至": "2081-05-06", "安排": "放假"},
    ],
)
def test_a_holiday_nobody_can_read_is_told_with_its_place(new_office, typed):
    add_row(new_office / MASTER, "放假安排", **typed)
    code, told, _ = run(new_office, "merge", as_of="2018-03-05")
    assert code == 1
    assert all(finding["sheet"] == "放假安排" for finding in told["findings"] if finding["severity"] == "error")
    (kept,) = sheet(new_office, "放假安排")
    assert {header: cells.show(value) for header, value in kept.items() if value} == typed
