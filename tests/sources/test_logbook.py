"""Reading 登记簿.xlsx as an office leaves it: what is missing, broken or out of sight is told, never passed over."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from automation import sheets
from automation.outputs.new_logbook import write_logbook
from automation.sources.logbook import read_logbook

REQUESTS = "依申请公开登记"
FILE = "workbooks/登记簿.xlsx"
BLANK = write_logbook([(sheet, [{"number": "1"}]) for sheet in sheets.LOGBOOK], 2021, date(2021, 1, 4))


@pytest.fixture
def kept(tmp_path):
    """Save a register after ``change`` has been made to its workbook; gives its path."""

    def save(change):
        book = openpyxl.load_workbook(BytesIO(BLANK))
        change(book)
        path = tmp_path / "登记簿.xlsx"
        book.save(path)
        return path

    return save


def told(path):
    return [(one.kind, one.origin.sheet, one.value) for one in read_logbook(path, FILE).findings]


def test_a_register_as_made_is_read_without_a_word(kept):
    path = kept(lambda _: None)
    assert told(path) == []
    assert {name: len(rows) for name, rows in read_logbook(path, FILE).tables.items()} == dict.fromkeys(
        (sheet.name for sheet in sheets.LOGBOOK), 1
    )


def test_a_file_that_is_no_workbook_or_is_damaged_is_told(tmp_path):
    path = tmp_path / "登记簿.xlsx"
    for data, reason in (
        (b"plain", "不是 Excel 工作簿或 Word 文档"),
        (BLANK[:3000], "文件已损坏"),
        (b"", "文件是空的"),
    ):
        path.write_bytes(data)
        assert told(path) == [("logbook_unread", "", reason)]


def test_a_register_that_cannot_be_opened_is_told(tmp_path):
    path = tmp_path / "登记簿.xlsx"
    path.mkdir()
    ((kind, _, _),) = told(path)
    assert kind == "logbook_unread"


def test_a_sheet_that_is_gone_is_told(kept):
    assert told(kept(lambda book: book.remove(book[REQUESTS]))) == [("logbook_sheet_gone", "", REQUESTS)]


def test_a_column_that_decides_the_count_is_missed_and_the_others_are_not(kept):
    def change(book):
        book[REQUESTS].delete_cols(4)  # 申请人类别
        book[REQUESTS].delete_cols(4)  # 内容摘要

    path = kept(change)
    assert told(path) == [("logbook_column_gone", REQUESTS, "申请人类别")]
    assert REQUESTS not in read_logbook(path, FILE).tables


def test_a_formula_nobody_computed_is_told_at_its_cell(kept):
    def change(book):
        book[REQUESTS]["B2"] = "=TODAY()"

    (one,) = read_logbook(kept(change), FILE).findings
    assert (one.kind, one.origin.row, one.origin.column) == ("unread_cell", 2, "收到日期")


def test_hidden_rows_are_read_and_told_and_a_far_cell_is_named_by_its_place_alone(kept):
    def change(book):
        book[REQUESTS].row_dimensions[2].hidden = True
        book[REQUESTS]["AAA190000"] = "某某人"

    assert told(kept(change)) == [("hidden_rows", REQUESTS, "2"), ("far_cell", REQUESTS, "AAA190000")]


def test_a_column_that_stands_twice_with_different_days_is_told(kept):
    def change(book):
        page = book[REQUESTS]
        page["N1"], page["N2"], page["B2"] = "收到日期", date(2021, 3, 2), date(2021, 3, 1)

    assert told(kept(change)) == [("master_header_twice", REQUESTS, "收到日期")]


def fill(page, line=2, **typed):
    heads = {cell.value: cell.column for cell in page[1]}
    for header, value in typed.items():
        page.cell(line, heads[header], value)


def test_a_renamed_column_that_changes_a_count_or_a_limit_is_told_once_rows_are_registered(kept):
    def rename(book):
        book["主动公开登记"]["H1"], book[REQUESTS]["G1"], book[REQUESTS]["C1"] = "数量", "补正日期", "怎么来的"

    def rename_filled(book):
        fill(book["主动公开登记"], 类别="行政许可", 件数=7)
        fill(book[REQUESTS], 申请人类别="自然人")
        rename(book)

    assert told(kept(rename)) == []  # nothing is registered yet
    assert told(kept(rename_filled)) == [
        ("logbook_column_lost", REQUESTS, "补正收到"),
        ("logbook_column_lost", "主动公开登记", "件数"),
    ]


def test_rows_in_a_second_sheet_are_told_and_a_copy_that_says_the_same_is_not(kept):
    def copy(book, name, **more):
        fill(book[REQUESTS], 申请人类别="自然人")
        page = book.copy_worksheet(book[REQUESTS])
        page.title = name
        fill(page, line=3, **more)

    assert told(kept(lambda book: copy(book, "备份"))) == []
    first = kept(lambda book: copy(book, "依申请公开登记 (2)", 申请人类别="其他"))
    assert told(first) == [("logbook_sheet_more", "", "依申请公开登记 (2)")]
    (one,) = read_logbook(kept(lambda book: copy(book, "某某人的申请", 申请人类别="其他")), FILE).findings
    assert one.message.endswith(
        "还有一张表（第5张工作表）样子像“依申请公开登记”，其中1行没有计入；请把要计的行移到“依申请公开登记”，再删去这张表"
    )
