"""inspect 体检: any file, anybody's; what is in it or why it cannot be read, and nothing is written."""

from __future__ import annotations

import shutil
import time
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import openpyxl
import pytest

from automation import cli
from automation.sources.reading_pool import ReadingPool
from tests.jobs.office_desk import FORMS, digest, run

FAULTY = Path(__file__).parents[1] / "faulty"


def test_each_file_is_told_by_its_sheets_or_by_one_refusal(tmp_path):
    for name in ("hidden-sheet.xlsx", "encrypted.xlsx", "ends-its-reader.xlsb"):
        shutil.copy(FAULTY / name, tmp_path / name)
    before = digest(tmp_path)
    code, told, err = run(tmp_path, "inspect", tmp_path)
    locked, crashed, good = told["workbooks"]
    assert (code, err, digest(tmp_path)) == (1, "", before)
    assert [Path(one["file"]).name for one in told["workbooks"]] == sorted(before)
    assert [one["refusal"]["kind"] for one in (locked, crashed)] == ["encrypted_workbook", "reading_crashed"]
    assert locked["refusal"]["message"].endswith("请让科室取消密码后再交")
    assert (good["ok"], good["refusal"]) == (True, None)
    assert good["sheets"] == [
        {"name": "表", "hidden": False, "rows": 1, "columns": 2},
        {"name": "藏", "hidden": True, "rows": 1, "columns": 2},
    ]
    assert [one["kind"] for one in told["findings"]] == ["encrypted_workbook", "reading_crashed", "hidden_sheet"]


@pytest.mark.parametrize(
    ("name", "kind", "code"),
    [
        ("hidden-row.xlsx", "hidden_rows", 0),
        ("hidden-column.xlsx", "hidden_columns", 0),
        ("formula-without-value.xlsx", "bare_formulas", 0),
        ("error-cell.xlsx", "error_cells", 0),
        ("macros.xlsm", "macro_workbook", 0),
        ("quotes-another-file.xlsx", "quoted_files", 0),
        ("saved-by-libreoffice.xls", "values_only", 0),
        ("far-cell.xlsx", "far_cell", 1),
        ("zip-bomb.xlsx", "oversized_workbook", 1),
    ],
)
def test_what_is_noticed_is_a_finding_and_only_a_loss_is_an_error(tmp_path, name, kind, code):
    told = run(tmp_path, "inspect", FAULTY / name)
    assert (told[0], [one["kind"] for one in told[1]["findings"]]) == (code, [kind])


def test_a_file_that_hangs_its_reader_is_refused_with_the_seconds_it_was_given(monkeypatch, tmp_path):
    monkeypatch.setattr("automation.jobs.inspect.ReadingPool", lambda: ReadingPool(0.5))
    monkeypatch.setattr("automation.jobs.inspect.examine_workbook", linger)
    code, told, _ = run(tmp_path, "inspect", FAULTY / "strict.xlsx")
    assert (code, [one["kind"] for one in told["findings"]]) == (1, ["reading_timed_out"])
    assert "超过了0.5秒" in told["workbooks"][0]["refusal"]["message"]


def linger(data: bytes, file: str) -> None:
    time.sleep(60)


def test_a_clerk_sees_a_table_and_what_was_noticed(tmp_path):
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = cli.main(["体检", str(FAULTY / "hidden-sheet.xlsx"), "--as-of", "2018-08-06"])
    said = out.getvalue()
    assert (code, err.getvalue()) == (0, "")
    assert "体检 1 个文件：读出 1 个，读不了 0 个" in said
    assert "hidden-sheet.xlsx › 藏：这张工作表是隐藏的" in said
    assert "│ 隐藏 │" in said


def test_a_file_that_is_not_there_stops_the_command_in_one_line(tmp_path):
    code, told, err = run(tmp_path, "inspect", tmp_path / "没有.xlsx")
    assert (code, told, err.count("\n")) == (2, {}, 1)


def test_any_workbook_of_the_office_can_be_inspected(fresh_office):
    master = fresh_office / "workbooks" / "总台账.xlsx"
    code, told, _ = run(fresh_office, "inspect", master, fresh_office / FORMS)
    names = openpyxl.load_workbook(master).sheetnames
    assert code == 0
    assert [one["name"] for one in told["workbooks"][0]["sheets"]] == names
    assert len(told["workbooks"]) > 10


def test_each_file_of_a_folder_that_is_not_examined_is_said_to_be_skipped_and_why(tmp_path):
    folder = tmp_path / "交来的"
    (folder / ".store").mkdir(parents=True)
    (folder / "分组").mkdir()
    shutil.copy(FAULTY / "hidden-sheet.xlsx", folder / "表.xlsx")
    for name in (
        "情况说明.docx",
        "扫描件.PDF",
        "没有后缀",
        "~$表.xlsx",
        ".store/旧.xlsx",
        "分组/照片.jpg",
        "分组/名单.csv",
    ):
        (folder / name).write_bytes(b"anything")
    before = digest(folder)
    code, told, _ = run(tmp_path, "inspect", folder)
    found = {Path(one["file"]).relative_to(folder).as_posix(): one["kind"] for one in told["findings"]}
    assert found == {
        "情况说明.docx": "skipped_other",
        "扫描件.PDF": "skipped_other",
        "没有后缀": "skipped_other",
        "分组/照片.jpg": "skipped_other",
        "~$表.xlsx": "skipped_passing",
        ".store": "skipped_folder",
        "分组/名单.csv": "unread_format",
        "表.xlsx": "hidden_sheet",
    }
    assert (code, digest(folder)) == (1, before), "a .csv is refused as the merge refuses it"
    assert [Path(one["file"]).name for one in told["workbooks"]] == ["名单.csv", "表.xlsx"]
    assert [one["refusal"] is None for one in told["workbooks"]] == [False, True]


def test_a_clerk_reads_one_line_for_each_file_skipped(tmp_path):
    (tmp_path / "情况说明.docx").write_bytes(b"PK")
    out = StringIO()
    with redirect_stdout(out):
        assert cli.main(["inspect", str(tmp_path), "--as-of", "2018-08-06"]) == 0
    assert "体检 0 个文件：读出 0 个，读不了 0 个，跳过 1 个" in out.getvalue()
    assert "情况说明.docx：不是工作簿（.docx），已跳过" in out.getvalue()
