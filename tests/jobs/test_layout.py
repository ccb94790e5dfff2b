"""layout 版式: a sound paper passes, a mutant is caught by its own rule alone, and nothing passes unmeasured."""

from __future__ import annotations

import copy
import re
from dataclasses import replace

import docx
import pytest
from docx.oxml import parse_xml
from lxml import etree

from automation.jobs.workspace import PROGRAM
from automation.outputs import pdf
from automation.outputs.pdf import find_converter, render_pdf
from automation.rules import layout as rules
from automation.sources.paper_docx import read_paper
from automation.sources.pdf_page import read_pages
from automation.terms import layout as words
from tests.jobs.office_desk import MASTER, run, type_into
from tests.outputs import form_mutants, form_specimens, layout_mutants, letter_mutants
from tests.outputs.layout_specimens import (
    MARK,
    find,
    letter,
    planned,
    set_font,
    signing_sheet,
    specimen,
    to_above,
    unsigned,
    upward,
)

MUTANTS = (*layout_mutants.MUTANTS, *letter_mutants.MUTANTS, *form_mutants.MUTANTS)
needs_converter = pytest.mark.skipif(find_converter() is None, reason="soffice (LibreOffice) is not installed")
SOUND = {
    "有版头": specimen,
    "上行文": upward,
    "上行文模板": to_above,
    "信函": letter,
    "带方案": planned,
    "未签发": unsigned,
    "发文稿纸": signing_sheet,
    "联合行文": form_specimens.joint,
    "联合上行文": form_specimens.joint_upward,
    "不加盖印章": form_specimens.bare,
    "签名章": form_specimens.stamped,
    "纪要": form_specimens.minutes,
    "命令": form_specimens.order,
}
"""Sound papers by the name a test shows."""
MARKED = ("mark_colour", "mark_font", "mark_top", "mark_centred")
CHANGES = {wrong: change for _, wrong, _, change in MUTANTS}


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    """What is measured of every sound paper and every mutant, all printed in one call of the converter."""
    folder = tmp_path_factory.mktemp("papers")
    made = {name: (build, None) for name, build in SOUND.items()}
    made |= {wrong: (build, change) for _, wrong, build, change in MUTANTS}
    files = []
    for name, (build, change) in made.items():
        document = build()
        if change:
            change(document)
        files.append(folder / f"{name}.docx")
        document.save(files[-1])
    printed = render_pdf(files, folder / "pdf", timeout=600)
    told = {}
    for file, page in zip(files, printed, strict=True):
        paper = read_paper(file.read_bytes())
        pages, fonts = read_pages(page)
        strange = rules.find_strange(fonts)
        if strange:
            pytest.skip(f"fonts of other widths stand in for the standard's: {', '.join(strange)}")
        told[file.stem] = rules.measure_layout(replace(paper, pages=pages, strange=strange))
    return told


def failed(measures) -> list[str]:
    return sorted({one.rule for one in measures if one.holds not in ("yes", "not_applicable")})


@needs_converter
@pytest.mark.parametrize("name", SOUND)
def test_a_sound_paper_holds_to_every_rule(measured, name):
    assert failed(measured[name]) == []
    assert rules.decide(measured[name]) == "holds"


@needs_converter
@pytest.mark.parametrize(("rule", "wrong"), [(rule, wrong) for rule, wrong, *_ in MUTANTS])
def test_one_defect_is_found_by_its_own_rule_and_no_other(measured, rule, wrong):
    assert failed(measured[wrong]) == [rule]


@needs_converter
def test_a_day_not_written_yet_is_measured_where_it_stands_and_not_by_its_form(measured):
    told = {one.rule: one.holds for one in measured["未签发"]}
    wanted = {"date_form": "not_applicable", "date_right": "yes", "number_form": "yes", "sign_off_page": "yes"}
    assert {rule: told[rule] for rule in wanted} == wanted


def test_every_rule_has_a_paper_on_which_it_fires():
    assert {rule for rule, *_ in MUTANTS} == set(words.RULES)


@needs_converter
def test_every_rule_is_told_of_every_paper(measured):
    for name, measures in measured.items():
        assert {one.rule for one in measures} >= set(words.RULES) - {"page_number_height"}, name


@needs_converter
def test_a_clerk_reads_where_a_paper_is_wrong_and_what_to_do(tmp_path):
    document = specimen()
    CHANGES["low rule"](document)
    document.save(tmp_path / "来文.docx")
    code, told, err = run(tmp_path, "layout", tmp_path / "来文.docx")
    assert (code, err, told["verdict"]) == (1, "", "fails")
    assert [one["kind"] for one in told["findings"]] == ["layout_fault"]
    said = told["findings"][0]["message"]
    assert said.startswith("〔错误〕来文.docx › 第1面 › 红线至发文字号：应为4mm，量得")
    assert said.endswith("（GB/T 9704-2012 第7.2.7条）；红线放在发文字号下4毫米")
    (wrong,) = [one for one in told["measures"] if one["holds"] == "no"]
    assert (wrong["rule"], wrong["clause"], wrong["wanted"], wrong["unit"], wrong["page"]) == (
        *("red_rule_gap", "7.2.7", "4", "mm"),
        1,
    )
    (report,) = told["files"]
    page = (tmp_path / report).read_text(encoding="utf-8")
    assert report == "output/2018-08-06/版式-来文.html"
    assert "红线放在发文字号下4毫米" in page
    assert page.count("<rect ") == 1
    assert page.count("data:image/png") == len(re.findall(r"<h2>第\d面</h2>", page)) > 1


@needs_converter
def test_the_report_is_the_same_twice(cold_printer, tmp_path):
    specimen().save(tmp_path / "来文.docx")
    reports = []
    for _ in range(2):
        _, told, _ = run(tmp_path, "layout", tmp_path / "来文.docx")
        reports.append((tmp_path / told["files"][0]).read_bytes())
    assert reports[0] == reports[1]
    assert told["verdict"] == "holds"


def test_without_a_converter_nothing_passes_in_silence(tmp_path, monkeypatch):
    specimen().save(tmp_path / "来文.docx")
    monkeypatch.setenv(pdf.CONVERTER_VARIABLE, "nowhere")
    code, told, _ = run(tmp_path, "layout", tmp_path / "来文.docx")
    assert (code, told["verdict"]) == (0, "unmeasured")
    assert [one["kind"] for one in told["findings"]] == ["layout_unmeasured"]
    holds = {one["rule"]: one["holds"] for one in told["measures"]}
    assert set(holds) == set(words.RULES)
    assert {rule for rule, how in holds.items() if how != "unmeasured"} == {
        *("top_margin", "left_margin", "text_width", "text_height"),
    }


@needs_converter
def test_a_paper_printed_with_fonts_of_other_widths_gets_no_verdict_on_its_places(tmp_path, monkeypatch):
    monkeypatch.setattr(words, "SAME_WIDTHS", ("FandolHei",))
    document = specimen()
    CHANGES["bold heading"](document)
    CHANGES["low rule"](document)
    document.save(tmp_path / "来文.docx")
    code, told, _ = run(tmp_path, "layout", tmp_path / "来文.docx")
    holds = {one["rule"]: one["holds"] for one in told["measures"]}
    assert (code, told["verdict"]) == (1, "fails")
    assert (holds["red_rule_gap"], holds["characters_per_line"], holds["bold"]) == ("unmeasured", "unmeasured", "no")
    assert [one["kind"] for one in told["findings"]] == ["layout_fault", "layout_unmeasured"]
    assert "FandolFang-Regular" in told["findings"][1]["message"]


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "文件是空的"), (b"plain words", "不是 Excel 工作簿或 Word 文档"), (b"PK\x03\x04 broken", "文件已损坏")],
)
def test_what_is_no_word_document_is_refused_by_name_and_the_rest_goes_on(tmp_path, monkeypatch, content, said):
    monkeypatch.setenv(pdf.CONVERTER_VARIABLE, "nowhere")
    (tmp_path / "坏.docx").write_bytes(content)
    specimen().save(tmp_path / "好.docx")
    code, told, err = run(tmp_path, "layout", tmp_path)
    refused = [one["message"] for one in told["findings"] if one["kind"] == "unread_document"]
    assert (code, err, len(refused)) == (1, "", 1)
    assert "坏.docx" in refused[0]
    assert said in refused[0]
    assert [one["file"] for one in told["papers"]] == [(tmp_path / "好.docx").as_posix()]


def test_an_absent_file_is_said_in_one_line(tmp_path):
    code, told, err = run(tmp_path, "layout", tmp_path / "没有.docx")
    assert (code, told) == (2, {})
    assert "没有找到" in err


@needs_converter
def test_two_papers_of_one_name_have_a_report_each(tmp_path):
    for folder in ("甲", "乙"):
        (tmp_path / folder).mkdir()
        specimen().save(tmp_path / folder / "来文.docx")
    _, told, _ = run(tmp_path, "layout", tmp_path / "甲", tmp_path / "乙" / "来文.docx", tmp_path / "甲" / "来文.docx")
    assert [file.rsplit("/", 1)[1] for file in told["files"]] == ["版式-来文.html", "版式-来文-2.html"]


def test_a_character_the_official_fonts_do_not_have_is_told_with_its_place(tmp_path, monkeypatch):
    monkeypatch.setenv(pdf.CONVERTER_VARIABLE, "nowhere")
    document = docx.Document()
    document.add_paragraph("请喆字科室和䶮字科室办理")
    document.save(tmp_path / "来文.docx")
    _, told, _ = run(tmp_path, "layout", tmp_path / "来文.docx")
    rare = [(one["value"], one["message"]) for one in told["findings"] if one["kind"] == "rare_character"]
    assert [value for value, _ in rare] == ["喆", "䶮"]
    assert "见“请喆字科室和䶮字”" in rare[0][1]


def test_fonts_are_found_through_style_theme_and_defaults(tmp_path):
    document = docx.Document()
    document.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts().set(docx.oxml.ns.qn("w:eastAsia"), "仿宋")
    document.add_paragraph("从样式来")
    own = document.add_paragraph("自己写的")
    set_font(own, "黑体")
    bold = document.add_paragraph()
    bold.add_run("加粗的").bold = True
    document.save(tmp_path / "来文.docx")
    paragraphs = read_paper((tmp_path / "来文.docx").read_bytes()).paragraphs
    assert [(one.text, *one.fonts, one.bold) for one in paragraphs] == [
        ("从样式来", "仿宋", False),
        ("自己写的", "黑体", False),
        ("加粗的", "仿宋", True),
    ]


def test_every_rule_stands_in_the_clause_by_clause_table():
    table = (PROGRAM / "docs" / "layout.md").read_text(encoding="utf-8")
    rows = {
        line.split("|")[1].strip(): line.split("|")[4].split() for line in table.splitlines() if line.startswith("| ")
    }
    for rule, (clause, *_) in words.RULES.items():
        assert rule in rows[clause], (rule, clause)
    named = {one for names in rows.values() for one in names if re.fullmatch("[a-z_0-9]+", one)}
    assert named == set(words.RULES)


@needs_converter
def test_a_rare_character_in_a_paper_of_ours_is_told_when_it_is_made(fresh_office):
    type_into(fresh_office / MASTER, "发文稿", {("通知", "标题"): "关于印发䶮字工作方案的通知"}, key="文种")
    _, told, _ = run(fresh_office, "notice", "--no-pdf", as_of="2018-07-25")
    rare = [(one["file"], one["value"]) for one in told["findings"] if one["kind"] == "rare_character"]
    assert rare == [("通知.docx", "䶮")]


FRAME = (
    '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:r><w:pict '
    'xmlns:v="urn:schemas-microsoft-com:vml"><v:shape style="position:absolute;width:440pt;height:60pt;'
    'margin-left:0;margin-top:0"><v:textbox inset="0,0,0,0"><w:txbxContent>{inside}</w:txbxContent></v:textbox>'
    "</v:shape></w:pict></w:r></w:p>"
)


@needs_converter
@pytest.mark.parametrize("holder", ["frame", "table"])
def test_a_mark_in_a_frame_or_a_table_is_measured_too(tmp_path, holder):
    document = specimen()
    mark = find(document, MARK)._p
    space = mark.getprevious()
    if holder == "frame":
        holding = parse_xml(FRAME.format(inside=etree.tostring(mark, encoding="unicode")))
    else:
        table = document.add_table(1, 1)
        table.cell(0, 0)._tc.replace(table.cell(0, 0).paragraphs[0]._p, copy.deepcopy(mark))
        holding = table._tbl
    space.addnext(holding)
    mark.getparent().remove(mark)
    document.save(tmp_path / "来文.docx")
    _, told, _ = run(tmp_path, "layout", tmp_path / "来文.docx")
    holds = {one["rule"]: one["holds"] for one in told["measures"] if one["rule"] in MARKED}
    assert holds["mark_colour"] == "yes"
    assert holds["mark_font"] == ("yes" if holder == "frame" else "unmeasured")
    assert "not_applicable" not in holds.values()
