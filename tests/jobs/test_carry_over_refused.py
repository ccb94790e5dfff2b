"""init --from refuses what it cannot carry whole, in one sentence, and leaves both years as they were."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from tests.jobs.office_desk import MASTER, digest, run
from tests.jobs.two_years import BOOK, begin, last, plan, year_one

__all__ = ["last", "plan", "year_one"]


def refused(root: Path, plan: Path, last: Path, year: int = 2022) -> str:
    """The one line of a refusal, after which neither a master nor a register stands."""
    before = digest(last)
    code, told, said = begin(root, plan, last, year)
    assert (code, told) == (2, {})
    assert not (root / "workbooks").exists()
    assert digest(last) == before
    assert len(said.strip().splitlines()) == 1
    return said.strip()


def test_there_is_no_such_file(plan, tmp_path):
    assert refused(tmp_path / "2022", plan, tmp_path / "nowhere").startswith("没有找到上年总台账")


def test_a_workbook_outside_a_workspace_is_none(last, plan, tmp_path):
    shutil.copy(last / MASTER, tmp_path / "拷贝.xlsx")
    code, _, said = run(tmp_path / "2022", "init", plan, "--year", 2022, "--from", tmp_path / "拷贝.xlsx")
    assert (code, "不在上年的工作文件夹里" in said) == (2, True)


def test_another_workbook_is_no_master(last, plan, tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"] = "别的"
    book.save(last / MASTER)
    said = refused(tmp_path / "2022", plan, last)
    assert said.startswith("workbooks/总台账.xlsx 不是总台账（没有工作表任务分工表、科室进展、科室名录、参数）")


def test_a_damaged_master_is_refused(last, plan, tmp_path):
    (last / MASTER).write_bytes((last / MASTER).read_bytes()[:5000])
    assert "打不开（文件已损坏）" in refused(tmp_path / "2022", plan, last)


def test_a_master_that_cannot_be_opened_is_refused(last, plan, tmp_path, monkeypatch):
    def locked(*_: object) -> None:
        raise PermissionError(13, "没有权限")

    monkeypatch.setattr("automation.jobs.carry_over.read_workbook", locked)
    said = refused(tmp_path / "2022", plan, last)
    assert said == "上年的 workbooks/总台账.xlsx 读不出来（没有权限），没有建台账"


@pytest.mark.parametrize("file", [MASTER, BOOK])
def test_a_file_somebody_has_open_is_refused(file, last, plan, tmp_path):
    (last / file).with_name(f".~lock.{file.name}#").write_text(
        ",某岗位,pc,01.01.2022 09:00,file:///x;", encoding="utf-8"
    )
    said = refused(tmp_path / "2022", plan, last)
    assert said.startswith(f"上年的 {file.as_posix()} 正被“")


@pytest.mark.parametrize("year", [2021, 2023, 2020])
def test_both_years_must_differ_by_one(year, last, plan, tmp_path):
    said = refused(tmp_path / "2022", plan, last, year)
    assert said == f"上年总台账是2021年度的，建{year}年度的台账要用{year - 1}年度的，没有建台账"


def test_a_master_without_its_journal_is_refused(last, plan, tmp_path):
    (last / "workbooks/.store/journal.sqlite").unlink()
    assert "旁边没有运行库（workbooks/.store/journal.sqlite）" in refused(tmp_path / "2022", plan, last)


def test_a_register_that_cannot_be_read_whole_is_refused(last, plan, tmp_path):
    (last / BOOK).write_bytes(b"x")
    assert refused(tmp_path / "2022", plan, last).startswith("上年登记簿没有读全")


def test_a_register_that_stands_in_the_new_workspace_is_not_written_over(last, plan, tmp_path):
    second = tmp_path / "2022"
    (second / "workbooks").mkdir(parents=True)
    (second / BOOK).write_bytes(b"mine")
    code, _, said = begin(second, plan, last)
    assert (code, "请先把它移走" in said) == (2, True)
    assert (second / BOOK).read_bytes() == b"mine"
    assert not (second / MASTER).exists()


def test_the_own_master_and_a_revision_are_no_last_year(last, plan):
    code, _, said = begin(last, plan, last, 2022)
    assert (code, "已经有了" in said) == (2, True)
    code, _, said = begin(last, plan, last, 2021, "2021-12-01", "--revise")
    assert (code, "不能和 --revise 一起用" in said) == (2, True)
