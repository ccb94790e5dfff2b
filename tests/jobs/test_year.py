"""An office's year end to end, as a clerk runs it: hand out, type, merge, decide, hand out again, write papers."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.jobs.office_desk import FORMS, MASTER, digest, form, kinds, row, run, sheet, type_into

SEEDS = Path(__file__).parents[2] / "seeds"
TASK = "任务进展"


def test_nothing_typed_gives_a_clean_week(fresh_office):
    code, told, err = run(fresh_office, "weekly", as_of="2018-07-26")
    assert (code, err, kinds(told)) == (0, "", [])
    assert told["changes"] == told["conflicts"] == told["overdue"] == []
    assert told["counts"]["files"] == 12


def test_what_a_section_types_stands_in_the_master_with_its_source(fresh_office):
    type_into(form(fresh_office, "政法科"), TASK, {(26, "状态"): "正在推进", (26, "进展情况"): "10项已核对8项"})
    code, told, _ = run(fresh_office, "merge")
    assert (code, {c["field"] for c in told["changes"]}) == (0, {"状态", "进展情况"})
    duty = row(fresh_office, "科室进展", 编号="RW2018-0026")
    assert (duty["状态"], duty["进展情况"]) == ("推进中", "10项已核对8项")
    task = row(fresh_office, "任务分工表", 序号=26)
    assert (task["状态"], task["进展情况"]) == ("推进中", "10项已核对8项")
    change = sheet(fresh_office, "变更记录")[-1]
    assert (change["字段"], change["原值"], change["科室"]) == ("进展情况", None, "政法科")
    assert "政法科.xlsx" in change["出处"]


def test_text_that_looks_like_a_formula_stays_text_in_the_master(fresh_office):
    type_into(form(fresh_office, "政法科"), TASK, {(26, "进展情况"): "+8%，=见附件"})
    run(fresh_office, "merge")
    book = openpyxl.load_workbook(fresh_office / MASTER)
    cells = [cell for line in book["科室进展"].iter_rows() for cell in line if cell.value == "+8%，=见附件"]
    assert [cell.data_type for cell in cells] == ["s"]


def test_merging_twice_changes_nothing_but_the_run_record(fresh_office):
    type_into(form(fresh_office, "政法科"), TASK, {(26, "进展情况"): "一", (24, "进展情况"): "二"})
    run(fresh_office, "merge")
    before = {name: sheet(fresh_office, name) for name in ("任务分工表", "科室进展", "变更记录", "问题清单")}
    _, told, _ = run(fresh_office, "merge")
    assert told["changes"] == []
    assert {name: sheet(fresh_office, name) for name in before} == before


def test_the_weekly_report_tells_what_was_merged_since_the_last_one(fresh_office):
    type_into(form(fresh_office, "政法科"), TASK, {(26, "进展情况"): "周三汇总的"})
    run(fresh_office, "merge", as_of="2018-08-08")
    for as_of, shown in (("2018-08-10", True), ("2018-08-10", True), ("2018-08-17", False)):
        run(fresh_office, "weekly", as_of=as_of)
        report = docx.Document(fresh_office / "output" / as_of / "周报.docx")
        cells = [cell.text for table in report.tables for line in table.rows for cell in line.cells]
        assert ("进展情况：空 → 周三汇总的" in cells) is shown


def test_a_dry_run_tells_the_changes_and_writes_nothing(fresh_office):
    type_into(form(fresh_office, "政法科"), TASK, {(26, "进展情况"): "一"})
    before = digest(fresh_office)
    code, told, _ = run(fresh_office, "merge", "--dry-run")
    assert (code, [c["after"] for c in told["changes"]], told["files"]) == (0, ["一"], [])
    assert digest(fresh_office) == before


def test_a_conflict_waits_for_the_office_and_the_next_merge_obeys(fresh_office):
    for choice, hand, wanted in (("主表", None, "主"), ("科室", None, "科"), ("手填", "定", "定")):
        root = Path(shutil.copytree(fresh_office, fresh_office.with_name(choice)))
        type_into(form(root, "政法科"), TASK, {(26, "进展情况"): "科"})
        type_into(root / MASTER, "科室进展", {("RW2018-0026", "进展情况"): "主"}, "编号")
        code, told, _ = run(root, "merge")
        assert (code, len(told["conflicts"]), kinds(told)) == (0, 1, ["conflict"])
        assert row(root, "科室进展", 编号="RW2018-0026")["进展情况"] == "主"
        conflict = row(root, "冲突", 编号="RW2018-0026")
        assert (conflict["下发值"], conflict["主表值"], conflict["科室值"]) == (None, "主", "科")
        type_into(root / MASTER, "冲突", {("RW2018-0026", "采用"): choice, ("RW2018-0026", "手填值"): hand}, "编号")
        _, told, _ = run(root, "merge", as_of="2018-08-13")
        assert (told["conflicts"], kinds(told)) == ([], [])
        assert row(root, "科室进展", 编号="RW2018-0026")["进展情况"] == wanted
        assert sheet(root, "冲突") == []
        _, told, _ = run(root, "merge", as_of="2018-08-20")
        assert told["changes"] == told["conflicts"] == []


@pytest.mark.parametrize(("choice", "kind"), [("随便", "bad_choice"), ("手填", "hand_value_missing")])
def test_a_choice_nobody_can_carry_out_leaves_the_conflict_open(fresh_office, choice, kind):
    type_into(form(fresh_office, "政法科"), TASK, {(26, "进展情况"): "科"})
    type_into(fresh_office / MASTER, "科室进展", {("RW2018-0026", "进展情况"): "主"}, "编号")
    run(fresh_office, "merge")
    type_into(fresh_office / MASTER, "冲突", {("RW2018-0026", "采用"): choice}, "编号")
    code, told, _ = run(fresh_office, "merge")
    assert code == 1
    assert kind in kinds(told)
    assert len(told["conflicts"]) == 1
    assert row(fresh_office, "科室进展", 编号="RW2018-0026")["进展情况"] == "主"


def test_a_choice_is_not_carried_out_when_the_section_has_moved_on(fresh_office):
    type_into(form(fresh_office, "政法科"), TASK, {(26, "进展情况"): "科"})
    type_into(fresh_office / MASTER, "科室进展", {("RW2018-0026", "进展情况"): "主"}, "编号")
    run(fresh_office, "merge")
    type_into(fresh_office / MASTER, "冲突", {("RW2018-0026", "采用"): "科室"}, "编号")
    type_into(form(fresh_office, "政法科"), TASK, {(26, "进展情况"): "科又改了"})
    _, told, _ = run(fresh_office, "merge")
    assert sorted(kinds(told)) == ["conflict", "conflict_moved"]
    assert told["conflicts"][0]["section_value"] == "科又改了"
    assert row(fresh_office, "冲突", 编号="RW2018-0026")["采用"] is None


def test_the_office_answers_a_question_and_the_supporters_get_their_duty(fresh_office):
    type_into(fresh_office / MASTER, "待定事项", {("RW2018-0044-相关科室", "决定"): "医政科，疾控科"}, "事项号")
    run(fresh_office, "merge")
    duties = [one for one in sheet(fresh_office, "科室进展") if one["编号"] == "RW2018-0044"]
    assert {one["科室"]: one["职责"] for one in duties} == {"办公室": "牵头", "医政科": "配合", "疾控科": "配合"}
    answered = row(fresh_office, "待定事项", 事项号="RW2018-0044-相关科室")
    assert answered["决定"] == "医政科，疾控科", "stored as typed"


def test_an_office_edit_is_journaled_and_a_computed_cell_is_put_back(fresh_office):
    type_into(
        fresh_office / MASTER, "科室进展", {("RW2018-0026", "状态"): "暂缓", ("RW2018-0026", "亮灯"): "绿灯"}, "编号"
    )
    code, told, _ = run(fresh_office, "merge")
    assert code == 0
    assert kinds(told) == ["master_restored"]
    duty = row(fresh_office, "科室进展", 编号="RW2018-0026")
    assert (duty["状态"], duty["亮灯"]) == ("暂缓", None)
    assert sheet(fresh_office, "变更记录")[-1]["依据"] == "办公室修改"


def test_a_new_deadline_typed_by_the_office_moves_the_due_day(fresh_office):
    type_into(fresh_office / MASTER, "任务分工表", {(26, "完成时限"): "9月底前"})
    run(fresh_office, "merge")
    assert str(row(fresh_office, "任务分工表", 序号=26)["截止日期"])[:10] == "2018-09-30"


def test_forms_are_replaced_only_when_all_in_them_is_merged(fresh_office):
    type_into(form(fresh_office, "政法科"), TASK, {(26, "进展情况"): "已办一半"})
    type_into(form(fresh_office, "疾控科"), TASK, {(18, "完成日期"): "年底吧"})
    kept = form(fresh_office, "疾控科").read_bytes()
    _, told, _ = run(fresh_office, "distribute", as_of="2018-09-03")
    assert form(fresh_office, "疾控科").read_bytes() == kept
    beside = fresh_office / FORMS / "疾控科-第2期.xlsx"
    assert beside.exists()
    assert beside.relative_to(fresh_office).as_posix() in told["files"]
    refreshed = {one["序号"]: one for one in sheet(fresh_office, TASK, FORMS / "政法科.xlsx")}
    assert refreshed[26]["进展情况"] == "已办一半"
    assert not (fresh_office / FORMS / "政法科-第2期.xlsx").exists()


def test_edits_in_an_older_form_are_still_merged_against_what_it_was_issued_with(fresh_office):
    old = form(fresh_office, "政法科")
    saved = old.read_bytes()
    run(fresh_office, "distribute", as_of="2018-09-03")
    assert old.read_bytes() != saved
    old.write_bytes(saved)
    type_into(old, TASK, {(26, "进展情况"): "在旧表上填的"})
    _, told, _ = run(fresh_office, "merge", as_of="2018-09-10")
    assert kinds(told) == ["stale_file"]
    assert row(fresh_office, "科室进展", 编号="RW2018-0026")["进展情况"] == "在旧表上填的"


def test_a_choice_made_while_the_form_is_away_is_remembered_when_it_comes_back(fresh_office, tmp_path):
    type_into(form(fresh_office, "政法科"), TASK, {(26, "进展情况"): "科"})
    type_into(fresh_office / MASTER, "科室进展", {("RW2018-0026", "进展情况"): "主"}, "编号")
    run(fresh_office, "merge")
    away = shutil.move(form(fresh_office, "政法科"), tmp_path / "政法科.xlsx")
    type_into(fresh_office / MASTER, "冲突", {("RW2018-0026", "采用"): "主表"}, "编号")
    _, told, _ = run(fresh_office, "merge", as_of="2018-08-13")
    assert (told["conflicts"], kinds(told)) == ([], ["section_file_missing"])
    shutil.move(away, form(fresh_office, "政法科"))
    _, told, _ = run(fresh_office, "merge", as_of="2018-08-20")
    assert (told["conflicts"], told["changes"], kinds(told)) == ([], [], [])
    assert row(fresh_office, "科室进展", 编号="RW2018-0026")["进展情况"] == "主"


def test_conflicts_of_an_old_and_a_new_form_of_one_section_both_wait(fresh_office):
    type_into(form(fresh_office, "政法科"), TASK, {(26, "进展情况"): "旧表", (24, "完成数"): "说不清"})
    type_into(fresh_office / MASTER, "科室进展", {("RW2018-0026", "进展情况"): "主"}, "编号")
    run(fresh_office, "distribute", as_of="2018-08-13")
    new = fresh_office / FORMS / "政法科-第2期.xlsx"
    type_into(new, TASK, {(27, "进展情况"): "新表"})
    type_into(fresh_office / MASTER, "科室进展", {("RW2018-0027", "进展情况"): "主"}, "编号")
    _, told, _ = run(fresh_office, "merge", as_of="2018-08-20")
    assert {one["number"]: one["section_value"] for one in told["conflicts"]} == {
        "RW2018-0026": "旧表",
        "RW2018-0027": "新表",
    }
    choices = {("RW2018-0026", "采用"): "科室", ("RW2018-0027", "采用"): "主表"}
    type_into(fresh_office / MASTER, "冲突", choices, "编号")
    _, told, _ = run(fresh_office, "merge", as_of="2018-08-27")
    assert told["conflicts"] == []
    assert row(fresh_office, "科室进展", 编号="RW2018-0026")["进展情况"] == "旧表"
    assert row(fresh_office, "科室进展", 编号="RW2018-0027")["进展情况"] == "主"
    assert run(fresh_office, "merge", as_of="2018-08-28")[1]["changes"] == []


def test_an_old_form_that_is_merged_whole_is_replaced_at_the_next_issue(fresh_office):
    path = form(fresh_office, "政法科")
    saved = path.read_bytes()
    run(fresh_office, "distribute", as_of="2018-08-13")
    path.write_bytes(saved)
    run(fresh_office, "distribute", as_of="2018-08-20")
    assert path.read_bytes() != saved
    assert not (fresh_office / FORMS / "政法科-第3期.xlsx").exists()


def test_sorted_filtered_and_renamed_forms_merge_all_the_same(fresh_office):
    path = form(fresh_office, "政法科")
    type_into(path, TASK, {(26, "进展情况"): "已办"})
    book = openpyxl.load_workbook(path)
    page = book[TASK]
    lines = [[cell.value for cell in line] for line in page.iter_rows()]
    page.delete_rows(1, page.max_row)
    order = [*range(1, len(lines[0])), 0]  # the number column goes to the end
    page.append(["某科室填报", *[None] * 5])
    for line in [lines[0], *reversed(lines[1:])]:
        page.append([line[place] for place in order])
    book.create_sheet("草稿")["A1"] = "随手记"
    book.save(path.with_name("政法科（最终稿）.xlsx"))
    path.unlink()
    code, told, _ = run(fresh_office, "merge")
    assert (code, kinds(told)) == (0, [])
    assert [change["number"] for change in told["changes"]] == ["RW2018-0026"]


def test_the_week_of_26_november_has_overdue_rows_and_a_reminder_each(office):
    code, told, _ = run(office, "weekly", as_of="2018-11-26")
    assert code == 1, "the demo's badly typed cells are still there"
    late = {(one["number"], one["section"], one["period"]) for one in told["overdue"]}
    assert ("RW2018-0045", "政法科", None) in late
    assert ("RW2018-0020", "办公室", "2018-10") in late
    papers = office / "output" / "2018-11-26"
    assert {path.stem for path in (papers / "催办单").glob("*.docx")} == {section for _, section, _ in late}
    said = "\n".join(p.text for p in docx.Document(str(papers / "周报.docx")).paragraphs)
    assert re.search(rf"逾期{len(late)}项", said)
    assert sheet(office, "逾期清单")[0]["编号"] == "RW2018-0020"


def test_reminders_nobody_needs_any_more_go_with_a_rerun(office):
    done = {(45, "状态"): "已完成", (45, "完成日期"): "2018-11-20", (45, "佐证材料"): "报告"}
    type_into(form(office, "政法科"), TASK, done)
    run(office, "weekly", as_of="2018-11-26")
    papers = office / "output" / "2018-11-26" / "催办单"
    assert [path.stem for path in papers.glob("*.docx")] == ["办公室"]


def test_every_task_of_the_plan_stands_in_master_and_notice_as_the_seed_has_it(fresh_office):
    import csv

    with (SEEDS / "2018" / "tasks.csv").open(encoding="utf-8-sig", newline="") as lines:
        plan = list(csv.DictReader(lines))
    shown = sheet(fresh_office, "任务分工表")
    fields = {"一级工作任务": 0, "二级工作任务": 0, "具体要求": 0, "完成时限": 0}
    assert len(shown) == len(plan) == 64
    for task, line in zip(shown, plan, strict=True):
        assert str(task["序号"]) == line["序号"]
        assert task["责任原文"] == line["牵头落实科室"]
        assert {name: task[name] for name in fields} == {name: line[name] for name in fields}
    run(fresh_office, "notice", "--no-pdf", as_of="2018-07-25")
    paper = docx.Document(str(fresh_office / "output" / "2018-07-25" / "通知.docx"))
    table = next(one for one in paper.tables if len(one.columns) == 6)
    printed = [[cell.text for cell in line.cells] for line in table.rows[1:]]
    wanted = ["序号", "一级工作任务", "二级工作任务", "具体要求", "牵头落实科室", "完成时限"]
    assert printed == [[line[name] for name in wanted] for line in plan]


def test_the_annual_report_of_the_sample_holds_every_check(demo_office):
    code, told, _ = run(demo_office / "2020", "annual", "--year", "2020", "--no-pdf", as_of="2021-01-20")
    assert code == 0
    assert told["form"] == "2019"
    assert not [check for check in told["checks"] if check["holds"] is False]
    paper = docx.Document(str(demo_office / "2020" / told["files"][0]))
    assert len(paper.tables) == 3
    assert len(paper.tables[1].rows) == 26


def test_an_annual_report_with_a_fault_is_made_as_a_draft_that_says_so(demo_office, tmp_path):
    root = Path(shutil.copytree(demo_office / "2020", tmp_path / "2020"))
    book = openpyxl.load_workbook(root / MASTER)
    book["年报表三"]["E5"] = 1  # 二、上年结转 · 商业企业
    book.save(root / MASTER)
    code, told, _ = run(root, "annual", "--year", "2020", "--no-pdf", as_of="2021-01-20")
    assert code == 1
    assert [check["place"] for check in told["checks"] if check["holds"] is False]
    text = "\n".join(p.text for p in docx.Document(str(root / told["files"][0])).paragraphs)
    assert "校核未通过稿" in text
    assert "一1＋二1＝2" in text


@pytest.mark.parametrize(("year", "word"), [("2018", "2019"), ("2021", "2020")])
def test_a_report_of_another_year_is_refused_in_one_line(demo_office, year, word):
    code, _, err = run(demo_office / "2020", "annual", "--year", year, "--no-pdf")
    assert (code, err.count("\n")) == (2, 1)
    assert word in err
