"""layout measures papers other offices made: in tables and frames, behind covers, with fonts of their own."""

from __future__ import annotations

import zipfile

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt

from automation.outputs.pdf import find_converter
from tests.jobs.office_desk import run
from tests.outputs.layout_mutants import bare_numbers, imprint_of
from tests.outputs.layout_specimens import COPY, TITLE, attached, find, say, specimen

needs_converter = pytest.mark.skipif(find_converter() is None, reason="soffice (LibreOffice) is not installed")
ORGAN, DATE = "楚雄州卫生和计划生育委员会", "2018年7月25日"
MARKED = "为把全年的公开任务，细化到科室，落实到岗位，我委编制了方案，" * 5 + "请照办。"
CHANGED = (
    '<w:{kind} xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:id="{kind_id}" w:author="甲" '
    'w:date="2018-07-01T00:00:00Z"><w:r><w:{text}>请尽快</w:{text}></w:r></w:{kind}>'
)


def small_title(d):
    for line in TITLE:
        for run_ in find(d, line).runs:
            run_.font.size = Pt(16)


def small_title_on_the_left(d):
    small_title(d)
    for line in TITLE:
        find(d, line).alignment = WD_ALIGN_PARAGRAPH.LEFT


def drop_the_title(d):
    for line in TITLE:
        found = find(d, line)._p
        found.getparent().remove(found)


def put_into_a_table(d, *texts):
    moved = [find(d, text)._p for text in texts]
    table = d.add_table(len(moved), 1)
    moved[0].addprevious(table._tbl)
    for row, paragraph in zip(table.rows, moved, strict=True):
        row.cells[0]._tc.remove(row.cells[0].paragraphs[0]._p)
        row.cells[0]._tc.append(paragraph)


def small_title_in_a_table(d):
    small_title(d)
    put_into_a_table(d, *TITLE)


def put_marks_into_every_line(d):
    for one in list(d.paragraphs):
        if one.text.startswith("为把"):
            say(one, MARKED)


def loosen_every_line(d):
    put_marks_into_every_line(d)
    for style in d.styles:
        for spacing in style.element.iter(qn("w:spacing")):
            if spacing.getparent().tag == qn("w:rPr"):
                spacing.set(qn("w:val"), "0")


def write_office_in_a_strange_font(d):
    fonts = find(d, "现将").add_run("Office")._r.get_or_add_rPr().get_or_add_rFonts()
    for script in ("ascii", "hAnsi"):
        fonts.set(qn(f"w:{script}"), "Calibri")


def add_cover_and_contents(d):
    top = find(d, COPY)
    top.insert_paragraph_before("政务公开文件汇编", style="公文标题")
    top.insert_paragraph_before("目录", style="公文标题").paragraph_format.page_break_before = True
    top.insert_paragraph_before("一、总体思路", style="公文正文")
    top.paragraph_format.page_break_before = True


def change_with_tracking(d):
    paragraph = find(d, "现将")._p
    for number, (kind, text) in enumerate((("del", "delText"), ("ins", "t"))):
        paragraph.append(parse_xml(CHANGED.format(kind=kind, text=text, kind_id=number)))


def imprint_cell(d, text):
    cells = (cell for row in imprint_of(d).rows for cell in row.cells)
    return next(one for cell in cells for one in cell.paragraphs if text in one.text)


def rename(d, before, after):
    cell = imprint_cell(d, before)
    say(cell, cell.text.replace(before, after))


FOREIGN = {
    "small title": (small_title, {"title_size": "no", "title_font": "yes", "recipients_place": "yes"}),
    "small title on the left": (small_title_on_the_left, {"title_size": "no", "title_centred": "no", "indent": "yes"}),
    "no title": (
        drop_the_title,
        {"title_size": "no", "title_font": "unmeasured", "title_shape": "unmeasured", "recipients_left": "yes"},
    ),
    "title in a table": (
        lambda d: put_into_a_table(d, *TITLE),
        {"title_size": "yes", "title_font": "unmeasured", "title_centred": "yes", "recipients_place": "yes"},
    ),
    "small title in a table": (small_title_in_a_table, {"title_size": "no", "title_font": "unmeasured"}),
    "signed in a table": (
        lambda d: put_into_a_table(d, ORGAN, DATE),
        {"date_form": "yes", "organ_centred": "yes", "note_form": "yes", "sign_off_page": "yes"},
    ),
    "word for the seal": (
        lambda d: find(d, DATE).insert_paragraph_before("（公章）", style="成文日期"),
        {"date_right": "yes", "organ_centred": "yes", "indent": "yes"},
    ),
    "marks in every line": (put_marks_into_every_line, {"characters_per_line": "yes"}),
    "marks in every loose line": (loosen_every_line, {"characters_per_line": "no"}),
    "cover and contents": (
        add_cover_and_contents,
        {"mark_top": "yes", "title_size": "yes", "page_number_run": "yes", "body_size": "yes", "imprint_page": "yes"},
    ),
    "word in a strange font": (
        write_office_in_a_strange_font,
        {"indent": "unmeasured", "title_centred": "yes", "date_right": "yes", "lines_per_page": "yes"},
    ),
    "tracked changes": (change_with_tracking, {"body_size": "yes", "inside_text_block": "yes"}),
    "recipients in the imprint": (
        lambda d: rename(d, "抄送", "主送"),
        {"copies_label": "yes", "copies_left": "yes", "imprint_bottom": "yes"},
    ),
    "day of printing in Han": (
        lambda d: rename(d, "2018年7月", "2018年七月"),
        {"printed_form": "no", "printed_right": "yes", "imprint_thin": "yes"},
    ),
    "heading that runs on": (
        lambda d: say(find(d, "一、"), "一、总体思路。按季统筹，按月检查，逐项抓好落实。"),
        {"heading_1_font": "yes", "body_font": "no"},
    ),
    "bare numbers": (bare_numbers, {"page_number_form": "no"}),
    "twelve attachments": (
        None,
        {"attachments_wrap": "yes", "attachment_title": "yes", "attachment_title_shape": "yes"},
    ),
}


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    folder = tmp_path_factory.mktemp("papers")
    for name, (change, _) in FOREIGN.items():
        document = specimen() if change else attached(12)
        if change:
            change(document)
        document.save(folder / f"{name}.docx")
    header = specimen()
    header.sections[0].header.paragraphs[0].text = "内部资料"
    header.save(folder / "page header.docx")
    return run(folder, "layout", folder)[1]


def measures_of(told, name):
    return [one for one in told["measures"] if one["file"].endswith(f"/{name}.docx")]


def said_of(told, name):
    return [(one["kind"], one["message"]) for one in told["findings"] if one["file"] == f"{name}.docx"]


@needs_converter
@pytest.mark.parametrize("name", FOREIGN)
def test_a_paper_made_elsewhere_is_measured_for_what_it_is(told, name):
    worst = ("no", "unmeasured", "yes", "not_applicable")
    found = {}
    for one in measures_of(told, name):
        found[one["rule"]] = min(one["holds"], found.get(one["rule"], "not_applicable"), key=worst.index)
    wanted = FOREIGN[name][1]
    assert {rule: found[rule] for rule in wanted} == wanted


@needs_converter
def test_one_word_in_a_strange_font_hides_only_its_own_line(told):
    hidden = {one["rule"] for one in measures_of(told, "word in a strange font") if one["holds"] == "unmeasured"}
    assert hidden == {"indent", "body_size", "inside_text_block"}


@needs_converter
def test_a_page_header_is_called_so(told):
    ((kind, message),) = said_of(told, "page header")
    assert kind == "layout_fault"
    assert "第1、3面 › 内容在版心以内" in message
    assert "页眉“内部资料”在版心以外" in message


@needs_converter
def test_changes_nobody_accepted_are_told_as_such(told):
    ((kind, message),) = said_of(told, "tracked changes")
    assert kind == "layout_revisions"
    assert "还有2处没有接受或拒绝的修订" in message


@needs_converter
def test_pages_before_the_head_are_left_out_by_name(told):
    ((kind, message),) = said_of(told, "cover and contents")
    assert kind == "layout_front"
    assert "第1—2面在版头之前" in message
    assert {one["page"] for one in measures_of(told, "cover and contents") if one["rule"] == "mark_top"} == {3}


@needs_converter
def test_a_fault_on_every_page_is_one_line_for_the_clerk_and_one_measure_a_page(told):
    ((_, message),) = said_of(told, "bare numbers")
    assert "第1—4面 › 页码写法：应为—页码—，量得页码（" in message
    wrong = [one["page"] for one in measures_of(told, "bare numbers") if one["holds"] == "no"]
    assert wrong == [1, 2, 3, 4]


@needs_converter
def test_a_title_that_is_not_there_says_so_in_words_without_a_unit(told):
    said = [message for _, message in said_of(told, "no title")]
    assert any("应为22磅，量得无（" in message for message in said)
    assert any(message.endswith("没有找到标题") for message in said)


def test_a_document_in_the_strict_dialect_is_refused_in_one_sentence(tmp_path):
    document = specimen()
    document.save(tmp_path / "来文.docx")
    make_strict(tmp_path / "来文.docx")
    code, told, err = run(tmp_path, "layout", tmp_path / "来文.docx")
    (finding,) = told["findings"]
    assert (code, err, finding["kind"]) == (1, "", "unread_document")
    assert "Strict Open XML" in finding["message"]
    assert told["papers"] == []


def make_strict(path):
    ours, strict = (
        "http://schemas.openxmlformats.org/wordprocessingml/2006",
        "http://purl.oclc.org/ooxml/wordprocessingml",
    )
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content.replace(ours.encode(), strict.encode()))
