"""Forms as other programs save them, and files that need not be read a second time."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from automation.errors import RefusedFile
from automation.outputs.pdf import find_converter
from automation.sources import reading_pool
from automation.sources.reading_pool import ReadingPool
from tests.jobs.office_desk import FORMS, MASTER, form, kinds, row, run, sheet, type_into

TASK = "任务进展"
FAULTY = Path(__file__).parents[1] / "faulty"


def save_as(path: Path, suffix: str, folder: Path) -> None:
    """Replace a workbook by what LibreOffice saves it as."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    plain = shutil.copy(path, folder / "form.xlsx")
    command = [str(find_converter()), "--headless", profile, "--convert-to", suffix, "--outdir", str(folder), plain]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    path.unlink()
    shutil.copy(folder / f"form.{suffix}", path.with_suffix(f".{suffix}"))


@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_a_form_saved_in_another_format_is_merged_like_the_one_issued(fresh_office, tmp_path, suffix):
    path = form(fresh_office, "政法科")
    typed = {(26, "进展情况"): "已核对 100%", (26, "完成日期"): date(2018, 7, 20), (24, "进展情况"): "推进"}
    type_into(path, TASK, typed)
    save_as(path, suffix, tmp_path)
    code, told, _ = run(fresh_office, "merge", as_of="2018-07-27")
    assert (code, kinds(told)) == (0, [])
    assert sorted(change["after"] for change in told["changes"]) == ["2018-07-20", "已核对 100%", "推进"]
    assert run(fresh_office, "merge", as_of="2018-07-27")[1]["changes"] == []


def test_a_form_with_macros_is_merged_with_a_warning(fresh_office):
    path = form(fresh_office, "政法科")
    type_into(path, TASK, {(26, "进展情况"): "已核对"})
    path.rename(path.with_suffix(".xlsm"))
    with_macros(path.with_suffix(".xlsm"))
    code, told, _ = run(fresh_office, "merge", as_of="2018-07-27")
    assert (code, kinds(told)) == (0, ["macro_workbook"])
    assert [change["after"] for change in told["changes"]] == ["已核对"]


def with_macros(path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")


def test_a_form_counted_from_1904_gives_the_days_it_shows(fresh_office):
    path = form(fresh_office, "政法科")
    book = openpyxl.load_workbook(path)
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    page = book[TASK]
    heads = {cell.value: cell.column for cell in page[1]}
    target = next(line for line in page.iter_rows(min_row=2) if line[heads["序号"] - 1].value == 26)
    target[heads["完成日期"] - 1].value = 41839  # 2018-07-20, typed as a bare number
    target[heads["完成日期"] - 1].number_format = "General"
    target[heads["申请延期至"] - 1].value = date(2018, 12, 20)
    book.save(path)
    code, told, _ = run(fresh_office, "merge", as_of="2018-07-27")
    assert (code, kinds(told)) == (0, [])
    assert sorted(change["after"] for change in told["changes"]) == ["2018-07-20", "2018-12-20"]


def test_rows_hidden_by_a_filter_are_merged_and_told_and_the_file_counts_as_merged(fresh_office):
    path = form(fresh_office, "政法科")
    type_into(path, TASK, {(26, "进展情况"): "藏着的"})
    book = openpyxl.load_workbook(path)
    for number in range(2, book[TASK].max_row + 1):
        book[TASK].row_dimensions[number].hidden = True
    book.save(path)
    code, told, _ = run(fresh_office, "merge", as_of="2018-07-27")
    assert (code, [change["after"] for change in told["changes"]]) == (0, ["藏着的"])
    hidden = [finding for finding in told["findings"] if finding["kind"] == "hidden_rows"]
    assert [(one["severity"], one["sheet"]) for one in hidden] == [("info", TASK)]
    _, told, _ = run(fresh_office, "distribute", as_of="2018-07-28")
    assert "workbooks/科室填报/政法科.xlsx" in told["files"]


def test_a_file_that_ends_its_reader_costs_only_itself(fresh_office):
    shutil.copy(FAULTY / "ends-its-reader.xlsb", fresh_office / FORMS / "政法科.xlsb")
    form(fresh_office, "政法科").unlink()
    type_into(form(fresh_office, "疾控科"), TASK, {(18, "进展情况"): "照常填报"})
    code, told, _ = run(fresh_office, "merge", as_of="2018-07-27")
    assert (code, kinds(told)) == (1, ["reading_crashed"])
    assert [change["section"] for change in told["changes"]] == ["疾控科"]


@pytest.mark.parametrize("names", [("政法科.xlsx", "政法科-副本.xlsx"), ("张科.xlsx", "李科.xlsx")])
def test_a_copy_that_cannot_be_read_a_second_time_is_told_and_the_other_is_merged(fresh_office, monkeypatch, names):
    path = form(fresh_office, "政法科")
    type_into(path, TASK, {(26, "进展情况"): "只在这份里"})
    path.rename(path.with_name(names[0]))
    shutil.copy(path.with_name(names[0]), path.with_name(names[1]))
    type_into(path.with_name(names[1]), TASK, {(24, "进展情况"): "另一份里的"})
    asked = []
    ask = ReadingPool.ask

    def hang_the_second_time(pool, function, data, file, known):
        asked.append(file)
        if asked.count(file) > 1 and file.endswith(names[1]):
            raise RefusedFile("reading_timed_out", "20")
        return ask(pool, function, data, file, known)

    monkeypatch.setattr(ReadingPool, "ask", hang_the_second_time)
    code, told, _ = run(fresh_office, "merge", as_of="2018-07-27")
    assert (code, kinds(told)) == (1, ["reading_timed_out"])
    assert told["findings"][0]["file"].endswith(names[1])
    assert [change["after"] for change in told["changes"]] == ["只在这份里"]


def without_reader(monkeypatch) -> None:
    def refuse() -> None:
        raise AssertionError("a reading process was started")

    monkeypatch.setattr(reading_pool, "_Reader", refuse)


def test_files_that_were_settled_are_not_parsed_again_and_count_as_before(fresh_office, monkeypatch):
    path = form(fresh_office, "政法科")
    type_into(path, TASK, {(26, "进展情况"): "已核对"})
    shutil.copy(path, path.with_name("政法科(1).xlsx"))
    path.unlink()
    _, first, _ = run(fresh_office, "merge", as_of="2018-07-27")
    before = (fresh_office / MASTER).read_bytes()
    without_reader(monkeypatch)
    code, told, _ = run(fresh_office, "merge", as_of="2018-07-28")
    assert (code, told["changes"], kinds(told)) == (0, [], kinds(first))
    assert told["missing"] == first["missing"]
    assert told["counts"]["files"] == first["counts"]["files"]
    lines = sheet(fresh_office, "问题清单")
    (fresh_office / MASTER).write_bytes(before)
    assert lines == sheet(fresh_office, "问题清单")


def test_status_starts_no_reading_process(fresh_office, monkeypatch):
    without_reader(monkeypatch)
    assert run(fresh_office, "status")[0] == 0


def test_a_settled_file_hands_in_for_the_period_its_cover_names(fresh_office, monkeypatch):
    path = form(fresh_office, "政法科")
    book = openpyxl.load_workbook(path)
    page = book["填报说明"]
    for line in page.iter_rows():
        if line[0].value == "本期无变化":
            line[1].value = "是"
        if line[0].value == "报送期":
            line[1].value = "2018-08"
    book.save(path)
    run(fresh_office, "merge", as_of="2018-07-27")
    without_reader(monkeypatch)
    _, told, _ = run(fresh_office, "merge", as_of="2018-08-06")
    assert "疾控科" in told["missing"]
    assert "政法科" not in told["missing"]


def test_a_copy_of_a_settled_file_with_other_content_is_still_noticed(fresh_office):
    path = form(fresh_office, "政法科")
    run(fresh_office, "merge", as_of="2018-07-27")
    copy = path.with_name("政法科 - 副本.xlsx")
    shutil.copy(path, copy)
    type_into(copy, TASK, {(26, "进展情况"): "只在副本里"})
    assert kinds(run(fresh_office, "merge", as_of="2018-07-27")[1]) == ["lookalike"]


def test_a_settled_file_is_read_anew_when_the_rows_of_its_section_have_changed(fresh_office):
    run(fresh_office, "merge", as_of="2018-07-27")
    book = openpyxl.load_workbook(fresh_office / MASTER)
    page = book["任务分工表"]
    heads = {cell.value: cell.column for cell in page[1]}
    number = row(fresh_office, "任务分工表", 编号="RW2018-0026")["编号"]
    target = next(line for line in page.iter_rows(min_row=2) if line[heads["编号"] - 1].value == number)
    target[heads["牵头科室"] - 1].value = "疾控科"
    target[heads["配合科室"] - 1].value = ""
    book.save(fresh_office / MASTER)
    first = run(fresh_office, "merge", as_of="2018-07-30")[1]
    again = run(fresh_office, "merge", as_of="2018-07-30")[1]
    assert kinds(first) == kinds(again)
