"""merge --live and weekly --live: the office's workbooks are open in Excel, saved or not."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from shutil import copytree

import pytest
import xlwings

from automation.jobs.workspace import PROGRAM
from automation.sources.live_excel import comparable, find_open_books
from tests.jobs.office_desk import MASTER, digest, form, kinds, row, run, sheet
from tests.live import excel_engine as excel

TASK = "任务进展"


@pytest.fixture(autouse=True)
def no_excel(monkeypatch):
    monkeypatch.setattr(xlwings.engines, "active", None)
    monkeypatch.setattr(xlwings.engines, "engines", [])


def find_cell(book: xlwings.Book, name: str, wanted: dict[str, object], header: str) -> tuple[int, int]:
    """The place of a cell in an open workbook, by what else stands in its row."""
    page = book.sheets[name]
    last = page.used_range.last_cell
    lines = page.range((1, 1), (last.row, last.column)).options(ndim=2).value
    heads = [str(head).rstrip("✎") for head in lines[0]]
    number = next(n for n, line in enumerate(lines) if all(line[heads.index(h)] == v for h, v in wanted.items()))
    return number + 1, heads.index(header) + 1


def open_in_excel(*paths: Path) -> list[xlwings.Book]:
    excel.start_excel(*paths)
    books = find_open_books()
    return [books[comparable(path)] for path in paths]


def type_open(book: xlwings.Book, name: str, wanted: dict[str, object], header: str, said: object) -> None:
    place = find_cell(book, name, wanted, header)
    excel.type_open(book, name, *place, said)


def test_what_a_section_has_typed_and_not_saved_comes_into_the_open_master(fresh_office):
    master, section = open_in_excel(fresh_office / MASTER, form(fresh_office, "政法科"))
    before = form(fresh_office, "政法科").read_bytes()
    type_open(section, TASK, {"序号": 26}, "进展情况", "编码已核对")
    code, told, err = run(fresh_office, "merge", "--live")
    assert (code, err) == (0, "")
    assert [(c["section"], c["field"], c["after"]) for c in told["changes"]] == [("政法科", "进展情况", "编码已核对")]
    wanted = {"编号": "RW2018-0026", "科室": "政法科"}
    number, column = find_cell(master, "科室进展", wanted, "进展情况")
    assert master.sheets["科室进展"].range((number, column)).value == "编码已核对"
    assert row(fresh_office, "科室进展", **wanted)["进展情况"] == "编码已核对", "and it was saved"
    assert form(fresh_office, "政法科").read_bytes() == before


def test_what_the_office_has_typed_into_the_open_master_counts_and_stays(fresh_office):
    (master,) = open_in_excel(fresh_office / MASTER)
    wanted = {"编号": "RW2018-0026", "科室": "政法科"}
    type_open(master, "科室进展", wanted, "核查意见", "请补材料")
    code, told, _ = run(fresh_office, "merge", "--live")
    assert (code, [(c["field"], c["after"]) for c in told["changes"]]) == (0, [("核查意见", "请补材料")])
    assert row(fresh_office, "科室进展", **wanted)["核查意见"] == "请补材料"


def test_the_same_week_gives_the_same_master_live_and_from_files(fresh_office, tmp_path):
    closed = Path(copytree(fresh_office, tmp_path / "closed"))
    for root in (fresh_office, closed):
        (book,) = open_in_excel(form(root, "政法科"))
        type_open(book, TASK, {"序号": 26}, "进展情况", "编码已核对")
        type_open(book, TASK, {"序号": 24}, "状态", "正在推进")
        type_open(book, TASK, {"序号": 24}, "完成日期", "6月底")
        book.save()
    open_in_excel(fresh_office / MASTER)
    live, filed = run(fresh_office, "weekly", "--live"), run(closed, "weekly")
    assert live == filed
    for name in ("任务分工表", "科室进展", "逾期清单", "催报清单", "汇总看板", "变更记录", "问题清单"):
        assert sheet(fresh_office, name) == sheet(closed, name), name
    assert run(fresh_office, "merge") == run(closed, "merge"), "and the next week from files finds the same"


def test_a_dry_run_leaves_the_open_master_alone(fresh_office):
    _, section = open_in_excel(fresh_office / MASTER, form(fresh_office, "政法科"))
    type_open(section, TASK, {"序号": 26}, "进展情况", "编码已核对")
    before = digest(fresh_office)
    code, told, _ = run(fresh_office, "merge", "--live", "--dry-run")
    assert (code, len(told["changes"]), digest(fresh_office)) == (0, 1, before)


def test_a_formula_the_office_put_into_the_open_master_is_left_alone(fresh_office):
    master, section = open_in_excel(fresh_office / MASTER, form(fresh_office, "政法科"))
    wanted = {"编号": "RW2018-0026", "科室": "政法科"}
    place = find_cell(master, "科室进展", wanted, "进展情况")
    excel.type_open(master, "科室进展", *place, "=1+1")
    master.save()
    type_open(section, TASK, {"序号": 26}, "进展情况", "编码已核对")
    _, told, _ = run(fresh_office, "merge", "--live")
    assert kinds(told) == ["formula_kept", "conflict"]
    assert master.sheets["科室进展"].range(place).formula == "=1+1"


def test_a_sheet_added_or_taken_away_must_be_saved_first(fresh_office):
    (master,) = open_in_excel(fresh_office / MASTER)
    before = digest(fresh_office)
    master.impl.sheets.listed.pop()
    code, _, err = run(fresh_office, "merge", "--live")
    assert (code, "请先保存" in err, err.count("\n")) == (2, True, 1)
    assert digest(fresh_office)["workbooks/总台账.xlsx"] == before["workbooks/总台账.xlsx"]


def test_a_form_with_a_sheet_taken_away_and_not_saved_costs_only_itself(fresh_office):
    _, section, other = open_in_excel(fresh_office / MASTER, form(fresh_office, "政法科"), form(fresh_office, "疾控科"))
    section.impl.sheets.listed.pop()
    type_open(other, TASK, {"序号": 18}, "进展情况", "已演练")
    code, told, err = run(fresh_office, "merge", "--live")
    assert (code, err, [c["section"] for c in told["changes"]]) == (1, "", ["疾控科"])
    (refused,) = [f for f in told["findings"] if f["kind"] == "unsaved_workbook"]
    assert (refused["section"], refused["file"]) == ("政法科", "workbooks/科室填报/政法科.xlsx")


def test_without_excel_live_is_one_line_and_exit_2(fresh_office):
    before = digest(fresh_office)
    code, told, err = run(fresh_office, "merge", "--live")
    assert (code, told, err.count("\n")) == (2, {}, 1)
    assert "Excel" in err
    assert digest(fresh_office) == before


def test_run_main_of_the_add_in_does_the_weeks_work_and_shows_what_came_of_it(fresh_office, monkeypatch):
    master, section = open_in_excel(fresh_office / MASTER, form(fresh_office, "政法科"))
    type_open(section, TASK, {"序号": 26}, "进展情况", "编码已核对")
    master.set_mock_caller()
    spec = importlib.util.spec_from_file_location("总台账", PROGRAM / "workbooks" / "总台账.py")
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setattr(sys, "path", list(sys.path))
    spec.loader.exec_module(module)
    module.main()
    (said,) = master.app.impl.alerts
    assert "周汇总完成" in said
    assert "变更 1 处" in said
    assert row(fresh_office, "科室进展", 编号="RW2018-0026", 科室="政法科")["进展情况"] == "编码已核对"
    assert list((fresh_office / "output").rglob("周报.docx"))


def test_an_excel_with_other_workbooks_leaves_the_office_on_files(fresh_office, tmp_path):
    other = tmp_path / "别的.xlsx"
    other.write_bytes(form(fresh_office, "政法科").read_bytes())
    open_in_excel(other)
    code, told, _ = run(fresh_office, "merge", "--live")
    assert (code, told["changes"]) == (0, [])


def test_an_open_form_whose_file_cannot_be_read_costs_only_itself(fresh_office):
    path = form(fresh_office, "政法科")
    open_in_excel(fresh_office / MASTER, path)
    path.write_bytes(path.read_bytes()[:3000])
    code, told, err = run(fresh_office, "merge", "--live")
    assert (code, err, kinds(told)) == (1, "", ["damaged_workbook"])
