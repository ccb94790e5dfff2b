"""annual 年报: every number leads back to its cell, an error refuses the report, a reason issues it all the same."""

from __future__ import annotations

import posixpath
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest

from automation import cli
from automation.jobs.workspace import PROGRAM
from tests.jobs.office_desk import MASTER, kinds, run, sheet

YEAR, DAY = 2020, "2021-01-20"
TRACE = f"output/{DAY}/数据溯源-{YEAR}.xlsx"
REPORT = f"output/{DAY}/年度报告-2020.docx"


@pytest.fixture
def office(tmp_path):
    code, _, err = run(tmp_path, "init", PROGRAM / "seeds" / str(YEAR), "--year", YEAR, as_of=DAY)
    assert (code, err) == (0, "")
    return tmp_path


def annual(root, *more, as_of=DAY):
    return run(root, "annual", "--year", YEAR, "--no-pdf", *more, as_of=as_of)


def put(root, name, row, value):
    """The office types into the second column of the row that begins so."""
    book = openpyxl.load_workbook(root / MASTER)
    next(cell for cell in book[name]["A"] if cell.value == row).offset(0, 1).value = value
    book.save(root / MASTER)


def add_row(root, name, **typed):
    book = openpyxl.load_workbook(root / MASTER)
    page = book[name]
    heads = {cell.value: cell.column for cell in page[1]}
    line = max(cell.row for cell in page["B"] if cell.value is not None) + 1
    for header, value in typed.items():
        page.cell(line, heads[header], value)
    book.save(root / MASTER)


def kind(told, name):
    return [one for one in told["findings"] if one["kind"] == name]


def test_every_number_of_the_report_leads_to_a_cell_that_says_the_same(office):
    code, told, err = annual(office)
    assert (code, err, kinds(told)) == (0, "", [])
    assert told["files"] == [REPORT, TRACE]
    book = openpyxl.load_workbook(office / TRACE)
    page, behind = book["数据溯源"], book["来源明细"]
    master = openpyxl.load_workbook(office / MASTER, data_only=True)
    rows = list(page.iter_rows(min_row=2))
    assert len(rows) > 200
    for order, place, _, value, rule, count, first in rows:
        assert (place.value, rule.value, count.value) == (place.value or None, rule.value or None, 1)
        target = posixpath.normpath(posixpath.join(posixpath.dirname(TRACE), first.hyperlink.target))
        assert target == MASTER.as_posix()
        name, at = first.hyperlink.location.split("!")
        cell = master[name.strip("'")][at]
        assert str(value.value) == str(cell.value), (order.value, place.value)
        inside = count.hyperlink.location.split("!A")[1]
        assert behind.cell(int(inside), 1).value == order.value
        assert behind.cell(int(inside), 1).hyperlink.location == f"'数据溯源'!A{order.row}"


def test_the_report_and_its_trace_are_the_same_twice(office, cold_printer):
    annual(office)
    before = [(office / file).read_bytes() for file in (REPORT, TRACE)]
    annual(office)
    assert [(office / file).read_bytes() for file in (REPORT, TRACE)] == before


def test_a_number_typed_into_the_text_by_hand_is_told_with_its_paragraph(office):
    add_row(office, "年报文字", 部分="六", 段次=9, 文字="另行举办培训17次。")
    _, told, _ = annual(office)
    (said,) = kind(told, "number_unbound")
    assert "六、其他需要报告的事项第" in said["message"]
    assert "【17】次" in said["message"]


def test_a_field_may_quote_a_cell_of_the_tables(office):
    add_row(office, "年报文字", 部分="六", 段次=9, 文字="结转下年度{表三/四、结转下年度继续办理/总计}件。")
    code, told, _ = annual(office)
    assert (code, kinds(told)) == (0, [])
    page = sheet(office, "数据溯源", TRACE)
    (row,) = [one for one in page if "结转下年度【" in str(one["上下文"])]
    assert row["怎么来的"].startswith("取自表三 · 四、结转下年度继续办理行")


def test_an_indicator_enters_its_cell_and_one_without_a_cell_is_told(office):
    add_row(office, "指标汇总", 指标名称="强制", 数值=4, 填入年报="表二/行政强制/处理决定数量")
    add_row(office, "指标汇总", 指标名称="别的", 数值=4, 填入年报="表二/行政强制/约谈数量")
    _, told, _ = annual(office)
    assert "别的" in kind(told, "cell_unknown")[0]["message"]
    differs = [one["message"] for one in kind(told, "annual_check") if "行政强制" in one["message"]]
    assert len(differs) == 1  # the table says 0
    (row,) = [
        one for one in sheet(office, "数据溯源", TRACE) if one["年报中的位置"] == "表二 · 行政强制行 · 处理决定数量列"
    ]
    assert (row["数值"], row["怎么来的"]) == (4, "指标“强制”：办公室填写")


def test_an_indicator_and_a_register_that_differ_in_one_cell_are_told(office):
    cell = "表三/一、本年新收政府信息公开申请数量/自然人"
    add_row(office, "指标汇总", 指标名称="新收", 数值=7, 填入年报=cell)
    register = office / "workbooks" / "登记簿.xlsx"
    book = openpyxl.load_workbook(register)
    heads = {one.value: one.column for one in book["依申请公开登记"][1]}
    for header, value in {"收到日期": date(2020, 3, 2), "申请人类别": "自然人"}.items():
        book["依申请公开登记"].cell(2, heads[header], value)
    book.save(register)
    _, told, _ = annual(office)
    said = [one["message"] for one in kind(told, "annual_check")]
    assert sum("自然人" in one and "7" in one for one in said) == 2  # against the sheet's 0 and the register's 1
    assert any("填的是0，指标汇总出来是7（指标汇总第" in one and "清空这一格由指标填入" in one for one in said)
    assert any("由指标填入的是7，登记簿数出来是1（依申请公开登记第2行）" in one for one in said)
    assert told["counted"][cell]["value"] == 1


def test_an_error_refuses_the_report_and_a_reason_issues_it_and_is_kept(office):
    add_row(office, "年报文字", 部分="六", 段次=9, 文字="共{没有这个指标}件。")
    code, told, _ = annual(office)
    text = "\n".join(one.text for one in docx.Document(office / REPORT).paragraphs)
    assert (code, told["refused"], "校核未通过稿" in text) == (1, True, True)
    assert "〔缺：没有这个指标〕" in text
    code, told, _ = annual(office, "--despite", "领导同意，数据随后补报")
    text = "\n".join(one.text for one in docx.Document(office / REPORT).paragraphs)
    assert (told["refused"], "校核未通过稿" in text) == (False, False)
    assert "领导同意，数据随后补报" in kind(told, "annual_overridden")[0]["message"]
    (kept,) = [one for one in sheet(office, "变更记录") if one["字段"] == "校核未通过仍出具"]
    assert kept["新值"] == "领导同意，数据随后补报"
    code, told, err = run(office, "merge", as_of="2021-01-25")
    assert (err, [one["字段"] for one in sheet(office, "变更记录")].count("校核未通过仍出具")) == ("", 1)


def test_a_reason_without_an_error_changes_nothing(office):
    before = (office / MASTER).read_bytes()
    code, told, _ = annual(office, "--despite", "以防万一")
    assert (code, told["refused"], kinds(told)) == (0, False, [])
    assert (office / MASTER).read_bytes() == before


def test_last_years_report_is_read_back_and_carries_over(office, tmp_path_factory):
    annual(office)
    own = office / REPORT
    _, told, _ = annual(office, "--last-year", own)  # of the same year: told, left out
    assert kinds(told) == ["report_last_year"]
    older = tmp_path_factory.mktemp("older") / "上年.docx"
    document = docx.Document(own)
    for paragraph in document.paragraphs:
        for piece in paragraph.runs:
            piece.text = piece.text.replace("2020", "2019")
    document.save(older)
    _, told, _ = annual(office, "--last-year", older)
    rules = {one["rule"]: one["holds"] for one in told["checks"]}
    assert rules["repeats"] is False  # all of it is last year's text
    assert all(one["holds"] is not None for one in told["checks"])


def test_the_legal_day_and_the_offices_own_are_told(office, capsys):
    put(office, "参数", "年报内部期限", "2021-01-15")
    cli.main(["--workspace", str(office), "--as-of", DAY, "annual", "--year", str(YEAR), "--no-pdf"])
    assert "法定公布期限：2021-01-31；本单位内部期限：2021-01-15" in capsys.readouterr().out


def test_nothing_is_written_outside_the_output(office):
    before = {path: path.read_bytes() for path in Path(office, "workbooks").rglob("*") if path.is_file()}
    annual(office)
    assert {path: path.read_bytes() for path in Path(office, "workbooks").rglob("*") if path.is_file()} == before
