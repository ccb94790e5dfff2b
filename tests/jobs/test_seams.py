"""Where the parts of a merge meet: files not read again, copies, receipts, conflicts whose file is away."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl

from automation.errors import AutomationError
from automation.jobs import receipts as giving
from tests.jobs.office_desk import MASTER, form, kinds, row, run, type_into
from tests.jobs.test_receipts import receipt, results
from tests.jobs.test_suggestions import write_below

TASK = "任务进展"


def test_an_idle_copy_of_a_later_issue_takes_nothing_back(fresh_office, tmp_path):
    path = form(fresh_office, "政法科")
    type_into(path, TASK, {(26, "进展情况"): "头一期"})
    run(fresh_office, "distribute", as_of="2018-07-27")
    old = shutil.copy(path, tmp_path / "old.xlsx")
    type_into(path, TASK, {(26, "进展情况"): "第二期"})
    run(fresh_office, "merge", as_of="2018-07-28")
    shutil.copy(old, path.with_name("政法科-副本.xlsx"))
    _, told, _ = run(fresh_office, "merge", as_of="2018-07-30")
    assert (kinds(told), told["changes"]) == (["lookalike"], [])
    assert row(fresh_office, "科室进展", 编号="RW2018-0026", 科室="政法科")["进展情况"] == "第二期"


def test_a_conflict_found_in_a_copy_stands_in_the_sections_receipt(fresh_office):
    path = form(fresh_office, "政法科")
    other = path.with_name("政法科-副本.xlsx")
    shutil.copy(path, other)
    type_into(other, TASK, {(26, "进展情况"): "科室说"})
    type_into(fresh_office / MASTER, "科室进展", {("RW2018-0026", "进展情况"): "主表说"}, "编号")
    run(fresh_office, "merge")
    listed = results(receipt(fresh_office, "政法科.xlsx", "2018-08-06"))
    assert any("科室说" in line and "主表说" in line for line in listed), listed


def test_an_archive_somebody_emptied_is_filled_again(fresh_office):
    run(fresh_office, "merge", as_of="2018-11-20")
    shutil.rmtree(fresh_office / "workbooks/.store/archive")
    code, told, err = run(fresh_office, "merge", as_of="2018-11-26")
    assert (code, err, kinds(told)) == (0, "", [])
    assert [file for file in told["files"] if "回执" in file], "what is late is told the sections again"


def test_a_file_that_cannot_be_read_back_costs_only_its_receipt(fresh_office, monkeypatch):
    run(fresh_office, "merge", as_of="2018-11-20")

    def refuse(*_):
        raise AutomationError("存档坏了")

    monkeypatch.setattr(giving, "read_kept", refuse)
    code, told, err = run(fresh_office, "merge", as_of="2018-11-26")
    assert (code, err, set(kinds(told))) == (0, "", {"receipt_unwritten"})


def test_the_master_itself_gets_no_receipt(fresh_office):
    book = openpyxl.load_workbook(fresh_office / MASTER)
    page = book.create_sheet("政法科")
    for place, header in enumerate(("编号", "工作任务", "职责", "状态", "进展情况"), 1):
        page.cell(1, place, header)
    page.cell(2, 1, "RW2018-0026")
    book.save(fresh_office / MASTER)
    _, told, _ = run(fresh_office, "merge")
    assert "sheet_in_file_mode" in kinds(told)
    assert [file for file in told["files"] if "回执" in file and "总台账" in file] == []


def test_a_row_the_office_does_not_want_is_told_each_time(fresh_office):
    write_below(form(fresh_office, "政法科"), TASK, 具体要求="随手记一笔")
    run(fresh_office, "merge", as_of="2018-07-27")
    type_into(fresh_office / MASTER, "待定事项", {("新增-政法科-01", "决定"): "不采纳"}, "事项号")
    for day in ("2018-07-30", "2018-07-31", "2018-08-01"):
        _, told, _ = run(fresh_office, "merge", as_of=day)
        assert "row_dismissed" in [f["kind"] for f in told["findings"]], day
    type_into(fresh_office / MASTER, "待定事项", {("新增-政法科-01", "决定"): ""}, "事项号")
    _, told, _ = run(fresh_office, "merge", as_of="2018-08-02")
    assert "row_without_number" in kinds(told)
    _, told, _ = run(fresh_office, "distribute", as_of="2018-08-03")
    assert "workbooks/科室填报/政法科.xlsx" not in told["files"]


def test_a_conflict_whose_file_went_away_stands_though_another_file_is_there(fresh_office):
    path = form(fresh_office, "政法科")
    type_into(path, TASK, {(26, "进展情况"): "科室说"})
    type_into(fresh_office / MASTER, "科室进展", {("RW2018-0026", "进展情况"): "主表说"}, "编号")
    _, told, _ = run(fresh_office, "distribute", as_of="2018-08-06")
    assert len(told["conflicts"]) == 1
    assert path.with_name("政法科-第2期.xlsx").exists()
    path.unlink()
    _, told, _ = run(fresh_office, "merge", as_of="2018-08-07")
    assert len(told["conflicts"]) == 1
    type_into(fresh_office / MASTER, "冲突", {("RW2018-0026", "采用"): "科室"}, "编号")
    _, told, _ = run(fresh_office, "merge", as_of="2018-08-08")
    assert (told["conflicts"], kinds(told)) == ([], [])
    assert row(fresh_office, "科室进展", 编号="RW2018-0026", 科室="政法科")["进展情况"] == "科室说"
    assert run(fresh_office, "merge", as_of="2018-08-09")[1]["changes"] == []


def test_what_a_section_says_in_its_next_file_takes_the_place_of_a_conflict_in_one_that_is_gone(fresh_office):
    path = form(fresh_office, "政法科")
    type_into(path, TASK, {(26, "进展情况"): "科室说"})
    type_into(fresh_office / MASTER, "科室进展", {("RW2018-0026", "进展情况"): "主表说"}, "编号")
    run(fresh_office, "distribute", as_of="2018-08-06")
    path.unlink()
    type_into(path.with_name("政法科-第2期.xlsx"), TASK, {(26, "进展情况"): "科室改口"})
    _, told, _ = run(fresh_office, "merge", as_of="2018-08-07")
    assert (told["conflicts"], [change["after"] for change in told["changes"]]) == ([], ["科室改口"])


def test_what_was_taken_back_the_same_day_is_not_told_as_taken(fresh_office):
    path = form(fresh_office, "政法科")
    type_into(path, TASK, {(26, "进展情况"): "撤掉的"})
    run(fresh_office, "merge")
    run(fresh_office, "undo")
    type_into(path, TASK, {(26, "进展情况"): "", (24, "进展情况"): "别的"})
    run(fresh_office, "merge")
    listed = results(receipt(fresh_office, "政法科.xlsx", "2018-08-06"))
    assert not any("撤掉的" in line for line in listed), listed


def test_a_reminder_somebody_has_open_does_not_end_the_run(fresh_office, monkeypatch):
    run(fresh_office, "weekly", as_of="2018-11-26")
    (open_one, *_) = sorted((fresh_office / "output/2018-11-26/催办单").glob("*.docx"))
    needless = open_one.with_name("没有这个科.docx")
    shutil.copy(open_one, needless)
    unlink = Path.unlink

    def held(path, *, missing_ok=False):
        if path == needless:
            raise PermissionError(13, "in use")
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", held)
    code, _, err = run(fresh_office, "weekly", as_of="2018-11-26")
    assert (code < 2, err, needless.exists()) == (True, "", True)
