"""主动公开登记 in the sections' own workbooks: numbered in advance, merged like every keyed table, counted once."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from automation.rules.items import BLANK_ITEMS
from tests.jobs.little_office import write_seeds
from tests.jobs.office_desk import MASTER, form, kinds, row, run, sheet, type_into

REGISTER = "主动公开登记"
FIRST, SECOND = "ZDGK2021-甲科-001", "ZDGK2021-甲科-002"


def declare(root: Path, sections: str) -> None:
    type_into(root / MASTER, "参数", {("主动公开登记科室", "值"): sections}, "名称")


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("items")
    run(root / "office", "init", write_seeds(root / "seeds"), "--year", 2021, as_of="2021-01-04")
    declare(root / "office", "甲科、乙科")
    code, told, _ = run(root / "office", "distribute", as_of="2021-01-05")
    assert (code, kinds(told)) == (0, [])
    return root / "office"


@pytest.fixture
def office(built, tmp_path) -> Path:
    """A copy of it, to be worked in."""
    return Path(shutil.copytree(built, tmp_path / "office"))


def enter(root: Path, number: str, **values: object) -> None:
    """A clerk of 甲科 fills a row of the register."""
    typed = {(number, header): value for header, value in values.items()}
    type_into(form(root, "甲科"), REGISTER, typed, "登记号")


def counted(root: Path) -> dict[str, object]:
    _, told, _ = run(root, "annual", "--year", 2021, "--no-pdf", as_of="2022-01-10")
    return {key: one["value"] for key, one in told["counted"].items()}


def test_each_declared_section_is_given_numbered_rows_and_the_form_s_categories(office):
    rows = sheet(office, REGISTER, form(office, "甲科").relative_to(office))
    assert [one["登记号"] for one in rows[:2]] == [FIRST, SECOND]
    assert len(rows) == BLANK_ITEMS
    page = openpyxl.load_workbook(form(office, "甲科"))[REGISTER]
    assert [cell.protection.locked for cell in page[2]] == [True] + [False] * 10
    (categories,) = [rule.formula1 for rule in page.data_validations.dataValidation if str(rule.sqref) == "C2:C5000"]
    assert categories.startswith('"规章,行政规范性文件,行政许可,行政处罚,行政强制,行政事业性收费,')
    assert REGISTER not in openpyxl.load_workbook(form(office, "丙科")).sheetnames


def test_what_a_section_registers_is_merged_counted_and_traced_to_its_row(office):
    enter(office, FIRST, 公开日期=date(2021, 3, 1), 类别="行政许可", 件数=4, 标题="许可决定")
    enter(office, SECOND, 公开日期=date(2021, 3, 1), 类别="工作动态")
    code, told, _ = run(office, "merge", as_of="2021-03-05")
    assert (code, kinds(told)) == (0, [])
    kept = row(office, REGISTER, 登记号=FIRST)
    assert (kept["科室"], kept["类别"], kept["件数"]) == ("甲科", "行政许可", 4)
    assert counted(office) == {"表二/行政许可/本年处理决定数量": 4}
    _, told, _ = run(office, "annual", "--year", 2021, "--no-pdf", as_of="2022-01-10")
    assert told["counted"]["表二/行政许可/本年处理决定数量"]["rows"] == [{"sheet": REGISTER, "row": 2, "number": FIRST}]
    assert told["named"]["主动公开条数"]["value"] == 5


def test_a_second_hand_in_is_a_change_of_the_row_and_counts_once(office):
    enter(office, FIRST, 公开日期=date(2021, 3, 1), 类别="行政许可", 件数=4)
    run(office, "merge", as_of="2021-03-05")
    enter(office, FIRST, 件数=6)
    _, told, _ = run(office, "merge", as_of="2021-03-12")
    (change,) = told["changes"]
    assert (change["number"], change["field"], change["before"], change["after"]) == (FIRST, "件数", "4", "6")
    assert counted(office) == {"表二/行政许可/本年处理决定数量": 6}


def test_office_and_section_on_one_cell_are_a_conflict_like_any_other(office):
    enter(office, FIRST, 公开日期=date(2021, 3, 1), 类别="行政许可", 件数=4)
    run(office, "merge", as_of="2021-03-05")
    type_into(office / MASTER, REGISTER, {(FIRST, "件数"): 5}, "登记号")
    enter(office, FIRST, 件数=6)
    _, told, _ = run(office, "merge", as_of="2021-03-12")
    assert [(one["field"], one["master"], one["section_value"]) for one in told["conflicts"]] == [("件数", "5", "6")]


def test_the_next_issue_has_blank_rows_again_and_keeps_what_stands(office):
    enter(office, FIRST, 公开日期=date(2021, 3, 1), 类别="行政许可", 件数=4)
    run(office, "distribute", as_of="2021-04-06")
    rows = sheet(office, REGISTER, form(office, "甲科").relative_to(office))
    assert len(rows) == BLANK_ITEMS + 1
    assert rows[0]["件数"] == 4
    assert len({one["登记号"] for one in rows}) == len(rows)


def test_a_row_written_below_the_numbered_ones_is_told_and_not_lost_in_silence(office):
    path = form(office, "甲科")
    book = openpyxl.load_workbook(path)
    book[REGISTER].cell(BLANK_ITEMS + 5, 4, "没有编号的一条")
    book.save(path)
    _, told, _ = run(office, "merge", as_of="2021-03-05")
    assert kinds(told) == ["row_without_key"]


def test_the_office_s_own_register_and_the_sections_add_up(office):
    enter(office, FIRST, 公开日期=date(2021, 3, 1), 类别="行政许可", 件数=4)
    book = openpyxl.load_workbook(office / "workbooks/登记簿.xlsx")
    page = book[REGISTER]
    page["B2"], page["C2"], page["H2"] = date(2021, 3, 2), "行政许可", 3
    book.save(office / "workbooks/登记簿.xlsx")
    run(office, "merge", as_of="2021-03-05")
    assert counted(office) == {"表二/行政许可/本年处理决定数量": 7}


def test_a_doubtful_row_is_told_at_its_place_in_the_master(office):
    enter(office, FIRST, 公开日期=date(2021, 3, 1), 类别="许可")
    run(office, "merge", as_of="2021-03-05")
    _, told, _ = run(office, "merge", as_of="2021-03-06")
    (found,) = [one for one in told["findings"] if one["kind"] == "entry_category_new"]
    assert (found["file"], found["sheet"], found["row"]) == ("workbooks/总台账.xlsx", REGISTER, 2)


def test_a_section_nobody_knows_is_told(office):
    declare(office, "甲科、戊科")
    _, told, _ = run(office, "merge", as_of="2021-03-05")
    (found,) = [one for one in told["findings"] if one["kind"] == "bad_setting"]
    assert found["value"] == "戊科"


def test_a_master_made_before_the_sheet_was_has_none_and_is_not_told_off(office, tmp_path):
    declare(office, "")
    root = tmp_path / "older"
    run(root / "office", "init", write_seeds(root / "seeds"), "--year", 2021, as_of="2021-01-04")
    book = openpyxl.load_workbook(root / "office" / MASTER)
    del book[REGISTER]
    book.save(root / "office" / MASTER)
    code, told, _ = run(root / "office", "merge", as_of="2021-01-06")
    assert code == 0
    assert REGISTER not in str(told["findings"])


def test_undo_takes_a_section_s_rows_back(office):
    enter(office, FIRST, 公开日期=date(2021, 3, 1), 类别="行政许可", 件数=4)
    run(office, "merge", as_of="2021-03-05")
    code, _, err = run(office, "undo", as_of="2021-03-05")
    assert (code, err) == (0, "")
    assert row(office, REGISTER, 登记号=FIRST)["件数"] is None
    assert counted(office) == {}
    run(office, "merge", as_of="2021-03-06")
    assert counted(office) == {"表二/行政许可/本年处理决定数量": 4}


def test_a_rebuilt_master_has_them_again(office):
    enter(office, FIRST, 公开日期=date(2021, 3, 1), 类别="行政许可", 件数=4)
    run(office, "merge", as_of="2021-03-05")
    (office / MASTER).unlink()
    code, _, err = run(office, "rebuild", as_of="2021-03-06")
    assert (code, err) == (0, "")
    assert counted(office) == {"表二/行政许可/本年处理决定数量": 4}
