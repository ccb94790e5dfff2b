"""annual 年报: charts where the office wants them, native in Word, every number bound as in the text."""

from __future__ import annotations

import io
import shutil
import zipfile

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from lxml import etree

from automation.jobs.workspace import PROGRAM
from automation.outputs.pdf import find_converter
from tests.jobs.office_desk import MASTER, kinds, run, sheet
from tests.jobs.test_annual import REPORT, TRACE, YEAR, add_row, annual, kind, office  # noqa: F401 - a fixture
from tests.jobs.two_years import PLAN

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def charts_of(root):
    """Of each chart of the report: the numbers drawn, and those of the workbook behind it."""
    with zipfile.ZipFile(root / REPORT) as package:
        names = [name for name in package.namelist() if name.startswith("word/charts/chart")]
        for at, name in enumerate(names, 1):
            drawn = etree.fromstring(package.read(name))
            seen = [
                [point.findtext(f"{C}v") for point in row.iter(f"{C}pt")]
                for row in drawn.iter(f"{C}strCache", f"{C}numCache")
            ]
            book = openpyxl.load_workbook(io.BytesIO(package.read(f"word/embeddings/Microsoft_Excel_Sheet{at}.xlsx")))
            yield seen, [list(row) for row in book["数据"].iter_rows(values_only=True)]


def test_a_chart_shows_what_the_trace_table_says_and_can_be_opened_in_word(office):  # noqa: F811
    _, told, _ = annual(office)
    assert kinds(told) == []
    (((name, labels, values), rows),) = charts_of(office)
    assert name == ["2020年公开信息的类别（条）"]
    assert rows == [[None, *name], *([label, int(value)] for label, value in zip(labels, values, strict=True))]
    traced = [one for one in sheet(office, "数据溯源", TRACE) if one["年报中的位置"].endswith("（条））")]
    assert [(one["上下文"], str(one["数值"])) for one in traced] == list(zip(labels, values, strict=True))
    assert all(one["怎么来的"].startswith("指标“") for one in traced)
    texts = [one.text for one in docx.Document(office / REPORT).paragraphs]
    assert (
        texts.index("图1　2020年公开信息的类别（条）")
        == next(place for place, text in enumerate(texts) if "全年公开信息923条" in text) + 2
    )


def test_every_kind_of_chart_is_drawn_and_measured_with_the_report(office):  # noqa: F811
    if find_converter() is None:
        pytest.skip("soffice (LibreOffice) is not installed")
    for part, title, shape, data, legend in (
        ("一", "建议提案", "柱形图", "人大建议\n政协提案", None),
        ("三", "办理", "饼图", "新收={表三/一、本年新收政府信息公开申请数量/总计}", None),
        ("五", "对比", "折线图", "甲=制度,专栏\n乙=热线,专栏", "前、后"),
    ):
        typed = {"部分": part, "在第几段后": 3, "图题": title, "图型": shape, "数据": data, "图例": legend}
        add_row(office, "年报图表", **typed)
    _, told, _ = annual(office)
    assert kinds(told) == []
    assert [len(seen) for seen, _ in charts_of(office)] == [3, 3, 3, 6]
    _, told, _ = run(office, "layout", office / REPORT)
    assert [one["verdict"] for one in told["papers"]] == ["holds"]


def test_a_chart_that_cannot_be_drawn_refuses_the_report(office):  # noqa: F811
    add_row(office, "年报图表", 部分="一", 图题="培训", 图型="柱形图", 数据="培训场次；手工＝17")
    _, told, _ = annual(office)
    (one,) = kind(told, "chart_wrong")
    assert one["message"].endswith("图“培训”没有画：“数据”里的“培训场次”没有数值；请改“年报图表”")
    assert told["refused"] is True
    assert len(list(charts_of(office))) == 1


def test_a_template_of_the_office_that_shows_no_charts_is_told(office):  # noqa: F811
    (office / "templates").mkdir(exist_ok=True)
    document = docx.Document(PROGRAM / "templates" / "年度报告.docx")
    for paragraph in list(document.element.body.iter(qn("w:p"))):
        if "段.图 }}" in "".join(one.text or "" for one in paragraph.iter(qn("w:t"))):
            paragraph.getparent().remove(paragraph)
    document.save(office / "templates" / "年度报告.docx")
    _, told, _ = annual(office)
    (one,) = kind(told, "unused_field")
    assert "“段.图”，这项内容没有印出来：“图1 2020年公开信息的类别（条）”" in one["message"]


def test_a_master_made_before_there_were_charts_gives_its_report_without(tmp_path):
    seed = shutil.copytree(PROGRAM / "seeds" / str(YEAR), tmp_path / "种子")
    office_file = seed / "office.toml"
    text = office_file.read_text(encoding="utf-8")
    begin, end = text.index("[[chart]]"), text.index("[[section]]")
    office_file.write_text(text[:begin] + text[end:], encoding="utf-8")
    run(tmp_path, "init", seed, "--year", YEAR, as_of="2021-01-20")
    book = openpyxl.load_workbook(tmp_path / MASTER)
    del book["年报图表"]
    book.save(tmp_path / MASTER)
    code, told, err = annual(tmp_path)
    assert (code, err, kinds(told), list(charts_of(tmp_path))) == (0, "", [], [])


def test_charts_go_into_the_next_year_without_their_numbers(office):  # noqa: F811
    plan = office / "要点.txt"
    plan.write_text(PLAN, encoding="utf-8")
    code, _, err = run(office / "次年", "init", plan, "--year", 2021, "--from", office / MASTER, as_of="2021-02-01")
    assert (code, err) == (0, "")
    assert sheet(office / "次年", "年报图表") == sheet(office, "年报图表")
    _, told, _ = run(office / "次年", "annual", "--year", 2021, "--no-pdf", as_of="2022-01-20")
    (one,) = kind(told, "chart_wrong")
    assert "图“{年度}年公开信息的类别（条）”没有画：“数据”里的“部门文件”没有数值" in one["message"]
