"""Values no cell holds as they are: too long, with characters no workbook takes, before the calendar, without end."""

from __future__ import annotations

import json

import openpyxl
import pytest

from automation.outputs.cell_text import CELL_LIMIT, escape_text
from automation.sources.section_form import read_form
from automation.terms import looks
from tests.jobs.little_office import built_little, little
from tests.jobs.office_desk import FORMS, MASTER, form, kinds, row, run, sheet, type_into

__all__ = ["built_little", "little"]
TASK = "任务进展"
LONG = "进展" * 3_000


def everyones_task(office) -> dict[str, object]:
    """A task every section answers for."""
    counts: dict[str, int] = {}
    for duty in sheet(office, "科室进展"):
        if duty["职责"] == "分别负责":
            counts[duty["编号"]] = counts.get(duty["编号"], 0) + 1
    number = max(counts, key=lambda one: (counts[one], one))
    return row(office, "任务分工表", 编号=number)


def test_a_text_joined_from_many_sections_is_cut_where_it_can_be_seen_and_kept_whole_beside(fresh_office):
    task = everyones_task(fresh_office)
    sections = [one["科室"] for one in sheet(fresh_office, "科室进展") if one["编号"] == task["编号"]]
    for section in sections:
        type_into(form(fresh_office, section), TASK, {(task["序号"], "进展情况"): LONG})
    code, told, err = run(fresh_office, "merge")
    assert (code, err, set(kinds(told))) == (0, "", {"text_cut"})
    (finding,) = [one for one in told["findings"] if one["kind"] == "text_cut"]
    assert (finding["number"], finding["column"]) == (task["编号"], "进展情况")
    shown = row(fresh_office, "任务分工表", 编号=task["编号"])["进展情况"]
    assert len(shown) == CELL_LIMIT
    assert shown.endswith(looks.CUT_MARK)
    whole = [one["进展情况"] for one in sheet(fresh_office, "科室进展") if one["编号"] == task["编号"]]
    assert whole == [LONG] * len(sections)
    code, told, _ = run(fresh_office, "merge", as_of="2018-08-07")
    assert (told["changes"], set(kinds(told))) == ([], {"text_cut"}), "what was cut is not taken for an office edit"


@pytest.mark.parametrize("typed", ["第一行\x0b第二行", "响铃\x07了"])
def test_what_a_workbook_cannot_hold_is_said_once_and_never_taken_for_an_edit(fresh_office, typed):
    escaped = "".join(f"_x{ord(char):04X}_" if ord(char) < 32 else char for char in typed)
    type_into(form(fresh_office, "政法科"), TASK, {(26, "进展情况"): escaped})
    _, told, _ = run(fresh_office, "merge")
    assert set(kinds(told)) == {"unreadable_by_excel"}, "in 任务分工表 and 科室进展"
    kept = row(fresh_office, "科室进展", 编号="RW2018-0026")["进展情况"]
    assert kept == typed.replace("\x0b", "\n").replace("\x07", "")
    _, told, _ = run(fresh_office, "merge", as_of="2018-08-07")
    assert (told["changes"], told["conflicts"], kinds(told)) == ([], [], [])


@pytest.mark.parametrize("typed", ["照片_x0041_.jpg", "_x000D_", "_x005F_x0041_"])
def test_a_text_that_looks_like_an_escape_goes_to_the_master_and_back_as_it_was(fresh_office, typed):
    type_into(form(fresh_office, "政法科"), TASK, {(26, "佐证材料"): escape_text(typed)})
    _, told, err = run(fresh_office, "merge")
    assert (err, [one["after"] for one in told["changes"]]) == ("", [typed])
    run(fresh_office, "distribute", as_of="2018-08-07")
    handed, _ = read_form(form(fresh_office, "政法科").read_bytes(), "政法科.xlsx")
    assert {one.cells["evidence"] for one in handed.tables[TASK] if one.cells["number"] == "RW2018-0026"} == {typed}
    assert handed.base[TASK][("RW2018-0026",)]["evidence"] == typed
    assert run(fresh_office, "merge", as_of="2018-08-08")[1]["changes"] == []


@pytest.mark.parametrize("typed", ["1018-7-3", "1918-7-3"])
def test_a_day_of_another_century_is_a_slip_and_is_asked_for(fresh_office, typed):
    type_into(form(fresh_office, "政法科"), TASK, {(26, "完成日期"): typed})
    code, told, _ = run(fresh_office, "merge")
    assert (code, told["changes"], kinds(told)) == (1, [], ["not_a_date"])
    assert typed in told["findings"][0]["message"]


def type_as_text(path, name, typed):
    """Type texts a program would take for formulas, as a cell formatted for text keeps them."""
    type_into(path, name, typed)
    book = openpyxl.load_workbook(path)
    for line in book[name].iter_rows():
        for cell in line:
            cell.data_type = "s" if cell.value in typed.values() else cell.data_type
    book.save(path)


def said_as(path, *texts):
    """Where these texts stand in a workbook, as {(sheet, text, kind of cell)}; f is a formula."""
    book = openpyxl.load_workbook(path)
    cells = (cell for page in book for line in page.iter_rows() for cell in line if cell.value in texts)
    return {(cell.parent.title, cell.value, cell.data_type) for cell in cells}


def test_a_text_that_begins_with_an_equals_sign_is_no_formula_in_master_form_and_receipt(little):
    progress, day, support, asked = texts = ("=1+1", "=2+2", "=3+3", "=4+4")
    type_as_text(form(little, "甲科"), TASK, {(1, "进展情况"): progress, (1, "完成日期"): day, (1, "佐证材料"): "件"})
    type_as_text(form(little, "乙科"), TASK, {(1, "进展情况"): support})
    type_as_text(little / MASTER, "任务分工表", {(1, "具体要求"): asked})
    _, told, err = run(little, "merge", as_of="2018-08-30")
    assert (err, kinds(told)) == ("", ["not_a_date"])
    shown = {"任务分工表": {progress, asked}, "科室进展": {progress, support}, "变更记录": {progress, support, asked}}
    wanted = {(name, text, "s") for name, listed in shown.items() for text in listed} | {("问题清单", day, "s")}
    assert said_as(little / MASTER, *texts) == wanted
    returned = said_as(little / "output" / "2018-08-30" / "回执" / "甲科.xlsx", *texts)
    assert returned == {(TASK, progress, "s"), (TASK, day, "s"), ("汇总结果", progress, "s"), ("汇总结果", day, "s")}
    run(little, "distribute", as_of="2018-08-30")
    issued = said_as(little / FORMS / "甲科-第2期.xlsx", *texts)
    assert issued == {(TASK, progress, "s"), (TASK, asked, "s"), ("填报说明", asked, "s")}


def test_a_number_without_end_is_refused_and_the_week_goes_on(fresh_office):
    type_into(form(fresh_office, "政法科"), TASK, {(26, "完成数"): "9" * 400, (26, "进展情况"): "已办"})
    code, told, err = run(fresh_office, "merge")
    assert (code, err, kinds(told)) == (1, "", ["not_a_number"])
    assert [one["after"] for one in told["changes"]] == ["已办"]


def test_what_was_issued_is_remembered_in_the_form_however_long_it_is(fresh_office):
    told = {(26, header): f"“{header}”\n" * 4_000 for header in ("进展情况", "佐证材料", "存在问题")}
    type_into(form(fresh_office, "政法科"), TASK, told)
    run(fresh_office, "merge")
    run(fresh_office, "distribute", as_of="2018-08-07")
    handed, _ = read_form(form(fresh_office, "政法科").read_bytes(), "政法科.xlsx")
    base = handed.base[TASK][("RW2018-0026",)]
    assert len(json.dumps(base)) > CELL_LIMIT
    assert base["progress"] == told[26, "进展情况"].strip()
    assert run(fresh_office, "merge", as_of="2018-08-08")[1]["changes"] == []


def test_a_long_text_of_nothing_but_marks_of_a_formula_leaves_a_form_readable(fresh_office):
    """What was issued stands in several cells then, and each begins with what a program takes for a formula."""
    drawn = "=" * 30_000
    type_into(form(fresh_office, "政法科"), TASK, {(26, "进展情况"): f"'{drawn}"})
    run(fresh_office, "merge")
    run(fresh_office, "distribute", as_of="2018-08-07")
    handed, _ = read_form(form(fresh_office, "政法科").read_bytes(), "政法科.xlsx")
    assert handed.base[TASK]["RW2018-0026",]["progress"] == f"'{drawn}"


@pytest.mark.parametrize("typed", ["2018.10.1", "10月1日", "２０１８－１０－０１"])
def test_a_day_that_names_a_row_may_be_typed_as_text(fresh_office, typed):
    page = openpyxl.load_workbook(fresh_office / MASTER)
    for place, value in enumerate((typed, "2018.10.7", "放假", "国庆"), 1):
        page["放假安排"].cell(2, place, value)
    page.save(fresh_office / MASTER)
    _, told, err = run(fresh_office, "merge")
    assert (err, kinds(told), len(told["changes"])) == ("", [], 3)
    for day in ("2018-08-07", "2018-08-08"):
        _, told, err = run(fresh_office, "merge", as_of=day)
        assert (err, kinds(told), told["changes"]) == ("", [], [])
    (holiday,) = sheet(fresh_office, "放假安排")
    assert (str(holiday["日期"])[:10], holiday["说明"]) == ("2018-10-01", "国庆")
