"""undo 撤销: the last run that changed something is taken back, nothing anybody typed is lost, nothing is erased."""

from __future__ import annotations

import openpyxl
import pytest

from automation.sources.section_form import read_form
from automation.store import keep
from tests.jobs.little_office import PLAN, TASK, built_little, little, write_seeds
from tests.jobs.office_desk import MASTER, digest, form, kinds, row, run, sheet, type_into

__all__ = ["built_little", "little"]
LEDGER = ("任务分工表", "科室进展", "分期进展", "触发事件", "冲突", "待定事项", "上级任务对照", "科室名录", "参数")


def ledger_of(root):
    """What the master says, without the history and the lights of the day."""
    return {name: list(sheet(root, name)) for name in LEDGER}


def say(root, section, order, said, header="进展情况"):
    type_into(form(root, section), TASK, {(order, header): said})


def decide(root, name, typed, key):
    """The office types into its own master."""
    type_into(root / MASTER, name, typed, key)


def duty(root, order, section):
    return row(root, "科室进展", 编号=f"RW2018-{order:04d}", 科室=section)


def after(told):
    return [(one["section"], one["field"], one["after"]) for one in told["changes"]]


def test_an_edit_taken_back_arrives_again_with_the_next_merge(little):
    before = ledger_of(little)
    say(little, "甲科", 1, "已公开")
    assert run(little, "merge")[0] == 0
    code, told, err = run(little, "undo")
    assert (code, err, after(told)) == (0, "", [("甲科", "进展情况", "")])
    assert told["undone"] == {"run": 3, "command": "汇总", "as_of": "2018-08-06"}
    assert ledger_of(little) == before
    assert after(run(little, "merge")[1]) == [("甲科", "进展情况", "已公开")]
    assert duty(little, 1, "甲科")["进展情况"] == "已公开"
    assert run(little, "merge")[1]["changes"] == []


def test_the_history_is_added_to_and_never_erased(little):
    say(little, "甲科", 1, "已公开")
    run(little, "merge")
    run(little, "undo")
    assert [one["命令"] for one in sheet(little, "运行记录")] == ["建台账", "下发", "汇总", "撤销第3次（汇总）"]
    told = [(one["批次"], one["原值"], one["新值"], one["依据"]) for one in sheet(little, "变更记录")]
    assert told == [(3, None, "已公开", "科室填报"), (4, "已公开", None, "撤销")]


def test_what_was_taken_back_is_still_in_the_history_when_later_runs_draw_it_anew(little):
    say(little, "甲科", 1, "已公开")
    for command in ("merge", "undo", "merge"):
        run(little, command)
    told = [(one["批次"], one["原值"], one["新值"]) for one in sheet(little, "变更记录")]
    assert told == [(3, None, "已公开"), (4, "已公开", None), (5, None, "已公开")]


def test_a_second_undo_goes_back_one_run_more_and_is_no_redo(little):
    start = ledger_of(little)
    say(little, "甲科", 1, "第一次")
    run(little, "merge")
    first = ledger_of(little)
    say(little, "甲科", 1, "第二次")
    run(little, "merge")
    run(little, "merge")  # changed nothing: no step of its own
    assert run(little, "undo")[1]["undone"]["run"] == 4
    assert ledger_of(little) == first
    assert run(little, "undo")[1]["undone"]["run"] == 3
    assert ledger_of(little) == start
    code, told, err = run(little, "undo")
    assert (code, told, err.count("\n")) == (2, {}, 1)
    assert after(run(little, "merge")[1]) == [("甲科", "进展情况", "第二次")]
    assert run(little, "undo")[1]["undone"]["run"] == 8
    assert ledger_of(little) == start


def test_edits_of_two_runs_taken_back_arrive_again_together(little):
    for section, order in (("乙科", 2), ("甲科", 1)):
        say(little, section, order, f"{section}写的")
        run(little, "merge")
    run(little, "undo")
    run(little, "undo")
    assert sorted(after(run(little, "merge")[1])) == [
        ("乙科", "进展情况", "乙科写的"),
        ("甲科", "进展情况", "甲科写的"),
    ]


def test_a_section_counts_as_missing_again_when_its_hand_in_is_taken_back(little):
    say(little, "甲科", 1, "已公开")
    assert "甲科" not in run(little, "merge")[1]["missing"]
    assert "甲科" in run(little, "undo")[1]["missing"]
    assert "甲科" in run(little, "status")[1]["missing"]
    assert "甲科" not in run(little, "merge")[1]["missing"]


def test_what_the_office_typed_after_the_run_stays(little):
    say(little, "甲科", 1, "科室写的")
    run(little, "merge")
    decide(little, "参数", {("临期天数", "值"): "9"}, "名称")
    decide(little, "科室进展", {("甲科", "核查意见"): "请补材料"}, "科室")
    code, told, _ = run(little, "undo")
    assert (code, kinds(told)) == (0, [])
    assert row(little, "参数", 名称="临期天数")["值"] == "9"
    assert (duty(little, 1, "甲科")["核查意见"], duty(little, 1, "甲科")["进展情况"]) == ("请补材料", None)
    assert ("甲科", "核查意见", "请补材料") in after(told)


def test_a_value_the_office_typed_over_the_run_s_own_stands_and_is_told(little):
    say(little, "甲科", 1, "科室写的")
    run(little, "merge")
    decide(little, "科室进展", {("甲科", "进展情况"): "办公室改的"}, "科室")
    code, told, _ = run(little, "undo")
    assert (code, kinds(told)) == (0, ["undo_kept"])
    assert duty(little, 1, "甲科")["进展情况"] == "办公室改的"
    told = run(little, "merge")[1]
    assert kinds(told) == ["conflict"], "the section's own words are seen again, beside the office's"
    (clash,) = told["conflicts"]
    assert (clash["base"], clash["master"], clash["section_value"]) == ("", "办公室改的", "科室写的")


def test_what_the_office_typed_before_the_run_is_not_the_run_s_to_take_back(little):
    decide(little, "科室进展", {("甲科", "核查意见"): "请补材料"}, "科室")
    say(little, "甲科", 1, "科室写的")
    run(little, "merge")
    assert after(run(little, "undo")[1]) == [("甲科", "进展情况", "")]
    assert duty(little, 1, "甲科")["核查意见"] == "请补材料"


def test_an_edit_that_distribute_itself_took_in_arrives_again_from_the_new_form(little):
    say(little, "甲科", 1, "已公开")
    run(little, "distribute")
    code, told, _ = run(little, "undo")
    assert (code, [one["kind"] for one in told["findings"] if one["kind"] != "question_open"]) == (
        0,
        ["undo_forms_stand"],
    )
    assert duty(little, 1, "甲科")["进展情况"] is None
    told = run(little, "merge")[1]
    assert (after(told), kinds(told)) == ([("甲科", "进展情况", "已公开")], [])
    run(little, "distribute")
    assert read_form(form(little, "甲科").read_bytes(), "甲科.xlsx")[0].issue == 3, "2 stays used"


def test_a_merge_is_taken_back_although_forms_were_issued_since(little):
    say(little, "甲科", 1, "已公开")
    run(little, "merge")
    run(little, "distribute")
    run(little, "merge")
    assert run(little, "undo")[1]["undone"]["run"] == 3, "forms in people's hands cannot be taken back"
    assert duty(little, 1, "甲科")["进展情况"] is None
    told = run(little, "merge")[1]
    assert (after(told), kinds(told)) == ([("甲科", "进展情况", "已公开")], [])
    say(little, "甲科", 1, "又改了")
    assert after(run(little, "merge")[1]) == [("甲科", "进展情况", "又改了")]


@pytest.fixture
def clashing(little):
    """Section and office have both written to the same cell; the office has decided for the section, and it is done."""
    say(little, "甲科", 1, "科室写的")
    decide(little, "科室进展", {("甲科", "进展情况"): "办公室写的"}, "科室")
    assert len(run(little, "merge")[1]["conflicts"]) == 1
    return little


@pytest.mark.parametrize(("choice", "stands"), [("科室", "科室写的"), ("主表", "办公室写的")])
def test_a_decision_taken_back_can_be_taken_anew(clashing, choice, stands):
    decide(clashing, "冲突", {("甲科", "采用"): choice}, "科室")
    assert run(clashing, "merge")[1]["conflicts"] == []
    assert duty(clashing, 1, "甲科")["进展情况"] == stands
    run(clashing, "undo")
    assert duty(clashing, 1, "甲科")["进展情况"] == "办公室写的"
    assert row(clashing, "冲突", 科室="甲科")["采用"] == choice
    decide(clashing, "冲突", {("甲科", "采用"): " "}, "科室")
    (clash,) = run(clashing, "merge")[1]["conflicts"]
    assert (clash["base"], clash["master"], clash["section_value"]) == ("", "办公室写的", "科室写的")


def test_duties_that_followed_a_decision_go_and_come_with_it(little):
    before = sheet(little, "科室进展")
    decide(little, "待定事项", {("RW2018-0005", "决定"): "丙科"}, "编号")
    run(little, "merge")
    assert len(sheet(little, "科室进展")) == len(before) + 1
    assert run(little, "undo")[0] == 0
    assert sheet(little, "科室进展") == before
    assert row(little, "待定事项", 编号="RW2018-0005")["决定"] == "丙科", "typed by the office"
    run(little, "merge")
    assert duty(little, 5, "丙科")["职责"] == "牵头"


def revised(folder, *more):
    seeds = write_seeds(folder)
    lines = (seeds / "tasks.csv").read_text(encoding="utf-8")
    for order, said in enumerate(more, len(PLAN) + 1):
        lines += f"{order},保障工作,工作,{said},甲科,2018-12-20\n"
    (seeds / "tasks.csv").write_text(lines, encoding="utf-8")
    return seeds


def test_a_revised_plan_is_taken_back_and_its_numbers_are_not_used_again(little, tmp_path):
    before = ledger_of(little)
    first = revised(tmp_path / "one", "清理规范性文件并公布结果")
    run(little, "init", first, "--year", 2018, "--revise")
    assert len(sheet(little, "任务分工表")) == len(PLAN) + 1
    decide(little, "科室进展", {("RW2018-0006", "核查意见"): "抓紧"}, "编号")
    code, told, _ = run(little, "undo")
    assert (code, kinds(told), told["undone"]["command"]) == (0, ["undo_row_gone"], "修订方案")
    assert ledger_of(little) == before
    second = revised(tmp_path / "two", "编制主动公开基本目录")
    run(little, "init", second, "--year", 2018, "--revise")
    numbers = {one["具体要求"]: one["编号"] for one in sheet(little, "任务分工表")}
    assert numbers["编制主动公开基本目录"] == "RW2018-0007"
    assert run(little, "merge")[0] == 0


def test_a_comparison_with_the_plan_above_is_taken_back(little, tmp_path):
    above = write_seeds(tmp_path / "above")
    run(little, "coverage", above, "--write")
    assert len(sheet(little, "上级任务对照")) == len(PLAN)
    assert run(little, "undo")[1]["undone"]["command"] == "对照"
    assert sheet(little, "上级任务对照") == []


def test_looking_first_writes_nothing(little):
    say(little, "甲科", 1, "已公开")
    run(little, "merge")
    before = digest(little)
    code, told, _ = run(little, "undo", "--dry-run")
    assert (code, after(told), told["undone"]["run"]) == (0, [("甲科", "进展情况", "")], 3)
    assert digest(little) == before


def test_undo_needs_no_backup(little, monkeypatch):
    """More runs may lie between than backups are kept."""
    monkeypatch.setattr(keep, "KEPT_BACKUPS", 2)
    say(little, "甲科", 1, "已公开")
    for _ in range(5):
        run(little, "merge")
    assert len(list((little / "workbooks" / ".store" / "backups").iterdir())) == 2
    assert run(little, "undo")[0] == 0
    assert duty(little, 1, "甲科")["进展情况"] is None


def test_a_new_office_has_nothing_to_take_back(little):
    before = digest(little)
    code, told, err = run(little, "undo")
    assert (code, told) == (2, {})
    assert "没有可以撤销的运行" in err
    assert {k: v for k, v in digest(little).items() if not k.endswith("lock")} == {
        k: v for k, v in before.items() if not k.endswith("lock")
    }


def test_a_chart_sheet_the_office_added_since_is_still_there(little):
    say(little, "甲科", 1, "已公开")
    run(little, "merge")
    book = openpyxl.load_workbook(little / MASTER)
    book.create_sheet("办公室自己的表")["A1"] = "会议安排"
    book.save(little / MASTER)
    run(little, "undo")
    assert openpyxl.load_workbook(little / MASTER)["办公室自己的表"]["A1"].value == "会议安排"
