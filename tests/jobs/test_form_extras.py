"""What a section makes of its form beside filling it in: taken or told, never lost without a word."""

from __future__ import annotations

import re
import zipfile

import openpyxl
import pytest

from tests.jobs.little_office import TASK, built_little, little
from tests.jobs.office_desk import MASTER, column_of, form, kinds, row, run, type_into

__all__ = ["built_little", "little"]
SAID = "进展情况"


def remake(root, change):
    """Change the first section's sheet of tasks in another program."""
    path = form(root, "甲科")
    book = openpyxl.load_workbook(path)
    page = book[TASK]
    change(book, page, {cell.value: cell.column for cell in page[1]})
    book.save(path)


def merged(root):
    """(kinds, messages, progress taken) of a merge."""
    _, told, err = run(root, "merge")
    assert err == ""
    taken = [change["after"] for change in told["changes"]]
    return kinds(told), "".join(finding["message"] for finding in told["findings"]), taken


def test_a_column_the_section_added_is_told_with_its_header(little):
    def change(book, page, heads):
        page.insert_cols(heads[SAID])
        page.cell(1, heads[SAID], "备注")
        page.cell(2, heads[SAID], "已与乙科商定")
        page.cell(2, heads[SAID] + 1, "已公开")

    remake(little, change)
    found, said, taken = merged(little)
    assert (found, taken) == (["column_unread"], ["已公开"])
    assert "“备注”一列不是下发的，填了1格" in said


def test_what_stands_to_the_right_of_the_table_is_told_by_its_column(little):
    remake(little, lambda _, page, __: page.cell(3, 25, "表外的话"))
    found, said, _ = merged(little)
    assert found == ["column_unread"]
    assert "“Y”一列" in said


def test_a_table_moved_down_and_to_the_right_is_told_by_the_places_it_now_stands_in(little):
    def change(book, page, heads):
        page.cell(2, heads["完成日期"], "7月底")
        page.cell(2, heads[SAID], "已公开")
        page.insert_rows(1, 2)
        page.insert_cols(1)

    remake(little, change)
    _, told, _ = run(little, "merge")
    assert [change["after"] for change in told["changes"]] == ["已公开"]
    assert [(one["kind"], one["row"], one["column"]) for one in told["findings"] if one["severity"] == "error"] == [
        ("not_a_date", 4, "完成日期")
    ]


@pytest.mark.parametrize("typed", ["进展 情况", "进展情况\n", "\u3000进展情况", "进展情况✎"])
def test_a_header_with_blanks_or_a_mark_in_it_is_still_that_header(little, typed):
    def change(book, page, heads):
        page.cell(1, heads[SAID], typed)
        page.cell(2, heads[SAID], "已公开")

    remake(little, change)
    assert merged(little)[0::2] == ([], ["已公开"])


def test_sheets_put_before_ours_and_ours_put_in_another_order_change_nothing(little):
    def change(book, page, heads):
        page.cell(2, heads[SAID], "已公开")
        book.create_sheet("草稿", 0)["A1"] = "随手记"
        book.move_sheet(page, len(book.sheetnames))

    remake(little, change)
    assert merged(little)[0::2] == ([], ["已公开"])


@pytest.mark.parametrize(("left", "right"), [("新写的", "原来的"), ("", "只写在右边"), ("只写在左边", "")])
def test_two_columns_of_one_header_that_differ_are_not_guessed_between(little, left, right):
    def change(book, page, heads):
        page.insert_cols(heads[SAID])
        page.cell(1, heads[SAID], SAID)
        page.cell(2, heads[SAID], left or None)
        page.cell(2, heads[SAID] + 1, right or None)
        for place in (0, 1):
            page.cell(3, heads[SAID] + place, "两列一样")

    remake(little, change)
    found, said, taken = merged(little)
    assert (found, taken) == (["header_twice"], ["两列一样"])
    assert "第2行" in said
    assert row(little, "科室进展", 编号="RW2018-0001", 科室="甲科")[SAID] is None


def test_a_cell_merged_over_rows_says_which_rows_it_does_not_count_for(little):
    def change(book, page, heads):
        page.cell(2, heads[SAID], "两项一并推进")
        letter = column_of(page, heads[SAID])
        page.merge_cells(f"{letter}2:{letter}3")

    remake(little, change)
    found, said, taken = merged(little)
    assert (found, taken) == (["merged_rows"], ["两项一并推进"])
    assert "第3行算没有填" in said


def test_cells_merged_within_a_row_need_no_word(little):
    def change(book, page, heads):
        page.cell(2, heads[SAID], "已公开")
        page.merge_cells(start_row=2, end_row=2, start_column=heads[SAID], end_column=heads[SAID] + 1)

    remake(little, change)
    assert merged(little)[0::2] == ([], ["已公开"])


def test_a_copy_of_the_sheet_that_says_something_else_is_told_and_one_that_does_not_is_not(little):
    def change(book, page, heads):
        book.copy_worksheet(page).title = "任务进展 (2)"

    remake(little, change)
    assert merged(little)[0::2] == ([], [])
    type_into(form(little, "甲科"), "任务进展 (2)", {(1, SAID): "写在副本里"})
    for _ in range(2):
        found, said, taken = merged(little)
        assert (found, taken) == (["sheet_copy"], [])
        assert "任务进展 (2)" in said


def test_a_picture_wps_puts_into_a_cell_is_no_evidence_in_words(little):
    picture = '_xlfn.DISPIMG("ID_0123456789ABCDEF",1)'
    done = {(1, "状态"): "已完成", (1, "完成日期"): "2018-08-03", (1, "佐证材料"): f"={picture}"}
    type_into(form(little, "甲科"), TASK, done)
    path = form(little, "甲科")
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            stored = re.sub(
                rb"(DISPIMG\([^<]*</f>)<v ?/>|(DISPIMG\([^<]*</f>)<v></v>", rb"\1\2<v>=DISPIMG</v>", content
            )
            assert name != "xl/worksheets/sheet2.xml" or stored != content
            package.writestr(name, stored)
    found, said, _ = merged(little)
    assert sorted(found) == ["done_without_evidence", "unread_cell"]
    assert "图片" in said
    assert row(little, "科室进展", 编号="RW2018-0001", 科室="甲科")["佐证材料"] is None


def test_hidden_columns_and_sheets_are_read_and_told(little):
    def change(book, page, heads):
        page.cell(2, heads[SAID], "藏起来的")
        page.column_dimensions[column_of(page, heads[SAID])].hidden = True
        page.sheet_state = "hidden"

    remake(little, change)
    _, told, _ = run(little, "merge")
    assert [change["after"] for change in told["changes"]] == ["藏起来的"]
    assert {"hidden_columns", "hidden_sheet"} <= {finding["kind"] for finding in told["findings"]}


def test_values_taken_from_other_files_are_told(little):
    path = form(little, "甲科")
    link = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="x" Target="file:///C:/底稿.xlsx" TargetMode="External"/></Relationships>'
    )
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/externalLinks/_rels/externalLink1.xml.rels", link)
    _, told, _ = run(little, "merge")
    (finding,) = (one for one in told["findings"] if one["kind"] == "quoted_files")
    assert (finding["file"], finding["severity"]) == ("workbooks/科室填报/甲科.xlsx", "info")


def test_a_receipt_handed_back_brings_no_word_about_its_own_column(little):
    type_into(form(little, "甲科"), TASK, {(1, SAID): "已公开", (1, "完成日期"): "月底"})
    assert merged(little)[0] == ["not_a_date"]
    (receipt,) = (little / "output").glob("*/回执/甲科.xlsx")
    form(little, "甲科").write_bytes(receipt.read_bytes())
    assert merged(little)[0] == ["not_a_date"]


@pytest.mark.parametrize(("right", "told_of"), [("右边写的", True), ("新近写的", False)])
def test_two_columns_of_one_header_in_the_master_are_told_where_the_one_not_read_says_something_else(
    little, right, told_of
):
    path = little / MASTER
    book = openpyxl.load_workbook(path)
    page = book["科室进展"]
    heads = {str(cell.value).rstrip("✎"): cell.column for cell in page[1]}
    last = page.max_column + 1
    page.cell(1, last, page.cell(1, heads[SAID]).value)
    page.cell(2, heads[SAID], "新近写的")
    page.cell(2, last, right)
    book.save(path)
    _, told, err = run(little, "merge")
    said = [finding for finding in told["findings"] if finding["kind"] == "master_header_twice"]
    assert err == ""
    assert [(one["sheet"], one["value"]) for one in said] == ([("科室进展", SAID)] if told_of else [])
    assert not told_of or "第2行其他列填的不一样，没有读入" in said[0]["message"]
