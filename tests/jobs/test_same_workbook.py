"""Mode 同一工作簿: each section edits its own sheet in the master, and the program never writes it again."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest

from automation.outputs.patch import CellEdit, patch_package
from tests.jobs.office_desk import MASTER, digest, form, kinds, row, run, save_in_libreoffice, sheet, type_into

SEEDS = Path(__file__).parents[2] / "seeds"
DAY = "2018-07-25"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """An office in this mode on the day its sheets were issued; copy it."""
    root = tmp_path_factory.mktemp("同一工作簿")
    run(root, "init", SEEDS / "2018", "--year", "2018", as_of=DAY)
    type_into(root / MASTER, "参数", {("填报方式", "值"): "同一工作簿"}, "名称")
    code, told, err = run(root, "distribute", as_of=DAY)
    assert (code, err, kinds(told)) == (0, "", [])
    return root


@pytest.fixture
def desk(built, tmp_path):
    return Path(shutil.copytree(built, tmp_path / "desk"))


def tabs(root):
    return openpyxl.load_workbook(root / MASTER).sheetnames


def parts(root):
    with zipfile.ZipFile(root / MASTER) as package:
        return {name: package.read(name) for name in package.namelist()}


def part_of(root, tab):
    """The package part of a sheet."""
    with zipfile.ZipFile(root / MASTER) as package:
        workbook, relations = (
            package.read(f"xl/{name}").decode() for name in ("workbook.xml", "_rels/workbook.xml.rels")
        )
    identity = re.search(rf'<sheet [^>]*name="{tab}"[^>]*r:id="(\w+)"', workbook)[1]
    target = re.search(rf'<Relationship [^>]*Id="{identity}"[^>]*?/>', relations)[0]
    return "xl/" + re.search(r'Target="/?(?:xl/)?([^"]+)"', target)[1]


def write(root, tab, typed):
    """A section types into its sheet and saves, its program keeping all else as it is."""
    page = sheet(root, tab)
    heads = list(page[0])
    edits = [
        CellEdit(next(n for n, one in enumerate(page, 2) if one["序号"] == order), heads.index(header) + 1, value)
        for (order, header), value in typed.items()
    ]
    path = root / MASTER
    path.write_bytes(patch_package(path.read_bytes(), {tab: edits}).data)


def test_each_section_gets_a_sheet_with_the_columns_of_its_form_and_all_its_tasks(desk, fresh_office):
    listed = sheet(desk, "科室表")
    sections = {one["科室"] for one in sheet(desk, "科室进展")}
    assert {one["表名"] for one in listed} == {one["科室"] for one in listed} == sections
    mine, theirs = sheet(desk, "政法科"), sheet(fresh_office, "任务进展", Path("workbooks/科室填报/政法科.xlsx"))
    assert mine == theirs
    page = openpyxl.load_workbook(desk / MASTER)["政法科"]
    assert page.column_dimensions["A"].hidden
    assert page.protection.sheet
    assert not page.cell(2, 10).protection.locked
    assert page.cell(2, 4).protection.locked
    assert {str(rule.sqref) for rule in page.data_validations.dataValidation} >= {"J2:J5000", "M2:M5000"}
    assert page.auto_filter.ref == f"A1:T{len(mine) + 1}"
    assert not page.sheet_view.tabSelected
    assert str(page.print_title_rows) == "$1:$1"
    assert page.cell(2, 7).number_format == "yyyy-mm-dd"


def test_adding_the_sheets_changes_no_part_but_the_lists_of_sheets_and_our_own(tmp_path):
    run(tmp_path, "init", SEEDS / "2018", "--year", "2018", as_of=DAY)
    type_into(tmp_path / MASTER, "参数", {("填报方式", "值"): "同一工作簿"}, "名称")
    was = parts(tmp_path)
    run(tmp_path, "distribute", as_of=DAY)
    now = parts(tmp_path)
    lists = {"[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/workbook.xml"}
    ours = {part_of(tmp_path, name) for name in ("变更记录", "运行记录", "科室表", "参数", "问题清单", "待定事项")}
    assert lists <= {name for name in was if was[name] != now[name]} <= lists | ours
    assert {name for name in now if name not in was} == {part_of(tmp_path, tab) for tab in tabs(tmp_path)[-12:]}


def test_what_a_section_types_into_its_sheet_is_merged_with_the_sheet_as_its_place(desk):
    write(desk, "政法科", {(26, "状态"): "正在推进", (26, "进展情况"): "10项已核对8项"})
    code, told, _ = run(desk, "merge")
    assert (code, {change["field"] for change in told["changes"]}) == (0, {"状态", "进展情况"})
    assert {change["origin"]["sheet"] for change in told["changes"]} == {"政法科"}
    assert row(desk, "科室进展", 编号="RW2018-0026")["进展情况"] == "10项已核对8项"
    assert run(desk, "merge", as_of="2018-08-13")[1]["changes"] == []


def test_the_program_never_writes_a_sections_sheet(desk):
    write(desk, "政法科", {(26, "完成日期"): "6月底", (24, "进展情况"): "已办"})
    before = parts(desk)[part_of(desk, "政法科")]
    for command in ("merge", "weekly", "distribute", "merge"):
        run(desk, command, as_of="2018-08-13")
        assert parts(desk)[part_of(desk, "政法科")] == before
    assert len([tab for tab in tabs(desk) if "政法科" in tab]) == 1


def test_bad_values_foreign_columns_and_rows_are_told_with_the_sheets_name(desk):
    write(desk, "政法科", {(26, "完成日期"): "6月底", (24, "具体要求"): "换一个"})
    code, told, _ = run(desk, "merge")
    assert (code, kinds(told)) == (1, ["not_a_date", "locked_changed"])
    assert told["findings"][0]["message"].startswith("〔错误〕workbooks/总台账.xlsx › 政法科 › 第")


def test_a_row_deleted_from_a_sheet_is_told_and_deletes_nothing(desk):
    book = openpyxl.load_workbook(desk / MASTER)
    book["政法科"].delete_rows(2)
    book.save(desk / MASTER)
    code, told, _ = run(desk, "merge")
    assert (code, kinds(told)) == (1, ["missing_row"])
    assert (told["findings"][0]["sheet"], told["changes"]) == ("政法科", [])


def test_a_conflict_with_a_sheet_is_decided_and_obeyed(desk):
    write(desk, "政法科", {(26, "进展情况"): "科"})
    type_into(desk / MASTER, "科室进展", {("RW2018-0026", "进展情况"): "主"}, "编号")
    _, told, _ = run(desk, "merge")
    assert [one["section_value"] for one in told["conflicts"]] == ["科"]
    type_into(desk / MASTER, "冲突", {("RW2018-0026", "采用"): "科室"}, "编号")
    _, told, _ = run(desk, "merge", as_of="2018-08-13")
    assert (told["conflicts"], row(desk, "科室进展", 编号="RW2018-0026")["进展情况"]) == ([], "科")
    assert run(desk, "merge", as_of="2018-08-20")[1]["changes"] == []


def test_a_choice_is_not_carried_out_when_the_sheet_has_moved_on(desk):
    write(desk, "政法科", {(26, "进展情况"): "科"})
    type_into(desk / MASTER, "科室进展", {("RW2018-0026", "进展情况"): "主"}, "编号")
    run(desk, "merge")
    type_into(desk / MASTER, "冲突", {("RW2018-0026", "采用"): "科室"}, "编号")
    write(desk, "政法科", {(26, "进展情况"): "科又改了"})
    assert sorted(kinds(run(desk, "merge")[1])) == ["conflict", "conflict_moved"]


def test_a_new_task_comes_on_a_sheet_beside_and_both_are_merged(desk):
    type_into(desk / MASTER, "任务分工表", {(16, "牵头科室"): "政法科"})
    before = parts(desk)[part_of(desk, "政法科")]
    code, told, _ = run(desk, "distribute", as_of="2018-08-01")
    assert (code, kinds(told)) == (0, [])
    assert "page_added" in [finding["kind"] for finding in told["findings"]]
    assert [one["序号"] for one in sheet(desk, "政法科-第2期")] == [16]
    assert parts(desk)[part_of(desk, "政法科")] == before
    write(desk, "政法科", {(26, "进展情况"): "旧表上的"})
    write(desk, "政法科-第2期", {(16, "进展情况"): "新表上的"})
    _, told, _ = run(desk, "merge", as_of="2018-08-06")
    assert (kinds(told), [change["after"] for change in told["changes"]]) == ([], ["旧表上的", "新表上的"])
    run(desk, "distribute", as_of="2018-08-07")
    assert [tab for tab in tabs(desk) if "政法科" in tab] == ["政法科", "政法科-第2期"]


def test_a_deadline_the_office_moved_is_told_because_the_sheet_stays(desk):
    type_into(desk / MASTER, "任务分工表", {(26, "完成时限"): "9月底前"})
    _, told, _ = run(desk, "distribute", as_of="2018-08-01")
    (outdated,) = [finding for finding in told["findings"] if finding["kind"] == "page_outdated"]
    assert (outdated["sheet"], outdated["value"]) == ("政法科", "序号26")


def test_a_sheet_that_is_gone_is_told_and_issued_anew_whole(desk):
    write(desk, "政法科", {(26, "进展情况"): "已办"})
    run(desk, "merge")
    book = openpyxl.load_workbook(desk / MASTER)
    del book["政法科"]
    book.save(desk / MASTER)
    code, told, _ = run(desk, "merge", as_of="2018-08-07")
    assert (code, kinds(told)) == (1, ["page_missing"])
    run(desk, "distribute", as_of="2018-08-08")
    assert {one["序号"]: one["进展情况"] for one in sheet(desk, "政法科")}[26] == "已办"
    assert row(desk, "科室表", 科室="政法科")["下发期次"] == 2
    write(desk, "政法科", {(26, "进展情况"): "又办了一些"})
    _, told, _ = run(desk, "merge", as_of="2018-08-09")
    assert (kinds(told), [change["after"] for change in told["changes"]]) == ([], ["又办了一些"])


def test_a_renamed_sheet_is_told_and_not_guessed(desk):
    book = openpyxl.load_workbook(desk / MASTER)
    book["政法科"].title = "政法科最终"
    book.copy_worksheet(book["办公室"])
    book.save(desk / MASTER)
    code, told, _ = run(desk, "merge")
    assert (code, sorted(kinds(told))) == (1, ["page_missing", "unknown_page", "unknown_page"])


def test_a_sheet_of_a_section_that_left_the_directory_is_told(desk):
    book = openpyxl.load_workbook(desk / MASTER)
    page = book["科室名录"]
    line = next(cell.row for cell in page["A"] if cell.value == "宣传科")
    page.delete_rows(line)
    book.save(desk / MASTER)
    _, told, _ = run(desk, "merge")
    assert "unknown_section" in kinds(told)


def test_a_sheet_without_its_header_is_told(desk):
    book = openpyxl.load_workbook(desk / MASTER)
    book["政法科"].delete_rows(1)
    book.save(desk / MASTER)
    assert kinds(run(desk, "merge")[1]) == ["missing_header"]


def test_files_in_this_mode_are_told_one_by_one(desk, fresh_office):
    folder = desk / "workbooks" / "科室填报"
    folder.mkdir(exist_ok=True)
    shutil.copy(form(fresh_office, "政法科"), folder / "政法科.xlsx")
    code, told, _ = run(desk, "merge")
    assert (code, kinds(told), told["findings"][0]["file"]) == (
        1,
        ["file_in_sheet_mode"],
        "workbooks/科室填报/政法科.xlsx",
    )


def test_sheets_in_the_other_mode_are_told_one_by_one(desk):
    type_into(desk / MASTER, "参数", {("填报方式", "值"): "分文件"}, "名称")
    code, told, _ = run(desk, "merge")
    assert (code, set(kinds(told))) == (1, {"sheet_in_file_mode"})
    assert len(kinds(told)) == len(sheet(desk, "科室表"))


def test_without_its_journal_nothing_is_lost_and_no_sheet_comes_twice(desk):
    write(desk, "政法科", {(26, "进展情况"): "一"})
    run(desk, "merge")
    shutil.rmtree(desk / "workbooks" / ".store")
    write(desk, "政法科", {(24, "进展情况"): "二", (26, "进展情况"): "三"})
    _, told, _ = run(desk, "distribute", as_of="2018-08-07")
    assert [change["after"] for change in told["changes"]] == ["二"]
    assert [one["section_value"] for one in told["conflicts"]] == ["三"], "without a base both values wait"
    assert len([tab for tab in tabs(desk) if "政法科" in tab]) == 1


def test_a_dry_run_tells_and_writes_nothing(desk):
    write(desk, "政法科", {(26, "进展情况"): "一"})
    before = digest(desk)
    assert len(run(desk, "merge", "--dry-run")[1]["changes"]) == 1
    assert digest(desk) == before


def test_the_master_with_its_sheets_goes_through_another_program(desk, tmp_path):
    save_in_libreoffice(tmp_path, desk / MASTER)
    write(desk, "政法科", {(26, "进展情况"): "已办"})
    type_into(desk / MASTER, "任务分工表", {(16, "牵头科室"): "政法科"})
    _, told, _ = run(desk, "distribute", as_of="2018-08-06")
    assert ([change["after"] for change in told["changes"] if change["section"] == "政法科"], kinds(told)) == (
        ["已办"],
        [],
    )
    assert [one["序号"] for one in sheet(desk, "政法科-第2期")] == [16]


def test_the_same_steps_give_the_same_bytes_and_a_second_issue_adds_nothing(desk, tmp_path):
    twin = Path(shutil.copytree(desk, tmp_path / "twin"))
    for root in (desk, twin):
        write(root, "政法科", {(26, "进展情况"): "一"})
        run(root, "distribute", as_of="2018-08-06")
    assert (desk / MASTER).read_bytes() == (twin / MASTER).read_bytes()
    assert len(sheet(desk, "科室表")) == 12


def test_a_conflict_outlives_the_sheet_it_was_found_in(desk):
    write(desk, "政法科", {(26, "进展情况"): "科"})
    type_into(desk / MASTER, "科室进展", {("RW2018-0026", "进展情况"): "主"}, "编号")
    assert [one["issue"] for one in run(desk, "merge")[1]["conflicts"]] == [1]
    book = openpyxl.load_workbook(desk / MASTER)
    del book["政法科"]
    book.save(desk / MASTER)
    run(desk, "distribute", as_of="2018-08-13")
    assert "政法科" in tabs(desk), "the section has a new sheet, which says what the master says"
    assert len(run(desk, "merge", as_of="2018-08-14")[1]["conflicts"]) == 1
    type_into(desk / MASTER, "冲突", {("RW2018-0026", "采用"): "科室"}, "编号")
    _, told, _ = run(desk, "merge", as_of="2018-08-15")
    assert (told["conflicts"], row(desk, "科室进展", 编号="RW2018-0026")["进展情况"]) == ([], "科")
    assert run(desk, "merge", as_of="2018-08-20")[1]["changes"] == []


def kept(root):
    return sorted(path.name for path in (root / "workbooks" / ".store" / "archive").rglob("*") if path.is_file())


def test_the_archive_takes_the_master_in_only_when_a_sheet_of_a_section_brought_something(desk):
    for day in ("2018-08-06", "2018-08-13"):
        run(desk, "merge", as_of=day)
    assert kept(desk) == []
    type_into(desk / MASTER, "参数", {("临期天数", "值"): "9"}, "名称")
    run(desk, "merge", as_of="2018-08-20")
    assert kept(desk) == [], "the office's own typing is nothing handed in"
    write(desk, "政法科", {(26, "进展情况"): "已核对"})
    handed = digest(desk)[MASTER.as_posix()]
    run(desk, "merge", as_of="2018-08-27")
    run(desk, "merge", as_of="2018-09-03")
    assert kept(desk) == [f"{handed}.xlsx"]


def test_an_undo_leaves_the_sheets_issued_and_what_stands_in_them_comes_again(desk):
    write(desk, "宣传科", {(first_of(desk, "宣传科"), "进展情况"): "已办"})
    assert run(desk, "merge", as_of="2018-08-06")[0] == 0
    issued = sheet(desk, "科室表")
    assert run(desk, "undo", as_of="2018-08-06")[1]["undone"]["command"] == "汇总"
    code, _, err = run(desk, "undo", as_of="2018-08-06")  # only the sheets are left, and they stay
    assert (code, "撤销" in err) == (2, True)
    assert sheet(desk, "科室表") == issued
    code, told, _ = run(desk, "merge", as_of="2018-08-06")
    assert (code, "unknown_page" in kinds(told)) == (0, False)
    assert [(one["section"], one["after"]) for one in told["changes"]] == [("宣传科", "已办")]


def first_of(root, tab):
    return sheet(root, tab)[0]["序号"]
