"""Headings that run on, names behind long numbers, titles of attachments: what a template's styles cannot do."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml.ns import qn

from automation.model.paper import Line
from automation.outputs.word_papers import fill_annual, fill_notice
from tests.outputs.layout_specimens import attached, find
from tests.outputs.sample_papers import TEMPLATES, WHEN, annual, notice


def made(filled):
    return docx.Document(io.BytesIO(filled.freeze(WHEN)))


def pieces(paragraph):
    """The runs of a paragraph with the Chinese font each names itself."""
    fonts = (run._r.find(f"{qn('w:rPr')}/{qn('w:rFonts')}") for run in paragraph.runs)
    named = (None if one is None else one.get(qn("w:eastAsia")) for one in fonts)
    return [(run.text, font) for run, font in zip(paragraph.runs, named, strict=True)]


@pytest.mark.parametrize(
    ("level", "text", "parts"),
    [
        (1, "一、加强领导。各单位要重视。", [("一、加强领导。", None), ("各单位要重视。", "仿宋_GB2312")]),
        (2, "（一）压实责任。逐项落实。再督查。", [("（一）压实责任。", None), ("逐项落实。再督查。", "仿宋_GB2312")]),
        (1, "一、总体思路", [("一、总体思路", None)]),
        (1, "一、各单位要重视。", [("一、各单位要重视。", None)]),
        (3, "1.办公室。负责总协调。", [("1.办公室。负责总协调。", None)]),
        (0, "现将方案印发。请落实。", [("现将方案印发。请落实。", None)]),
    ],
)
def test_only_the_heading_of_a_paragraph_is_set_in_its_font(level, text, parts):
    document = made(fill_notice(notice(plan=(), body=(Line(level, text),)), TEMPLATES / "通知.docx"))
    paragraph = find(document, text[:4])
    assert pieces(paragraph) == parts
    assert paragraph.text == text


def test_a_heading_that_runs_on_is_not_tied_to_the_next_paragraph():
    body = (Line(1, "一、领导。要重视。"), Line(1, "二、责任"), Line(0, "落实。"), Line(0, "请执行。"))
    document = made(fill_notice(notice(plan=(), body=body), TEMPLATES / "通知.docx"))
    tied = [find(document, text).paragraph_format.keep_with_next for text in ("一、领导", "二、责任")]
    assert tied == [False, None]


def test_the_yearly_report_parts_its_headings_too():
    paper = annual(2021)
    part = paper.parts[0]
    changed = (type(part)(part.heading, (Line(2, "（一）主动公开。全年公开若干条。"),), part.tables), *paper.parts[1:])
    document = made(
        fill_annual(type(paper)(*(*_fields(paper)[:4], changed, paper.signed_on)), TEMPLATES / "年度报告.docx")
    )
    assert [text for text, _ in pieces(find(document, "（一）主动"))] == ["（一）主动公开。", "全年公开若干条。"]


def _fields(paper):
    return [getattr(paper, name) for name in paper.__dataclass_fields__]


def test_names_behind_two_digits_hang_a_digit_further():
    document = attached(12)
    indents = {}
    for text in ("2.第2批", "10.", "12.第12批"):
        own = find(document, text)._p.pPr.find(qn("w:ind"))
        indents[text] = None if own is None else (own.get(qn("w:left")), own.get(qn("w:hanging")))
    assert indents == {"2.第2批": None, "10.": ("1993", "418"), "12.第12批": ("1993", "418")}


def test_the_title_of_an_attachment_is_printed_in_the_lines_it_was_broken_into():
    lines = (("某州政务公开工作任务清单", "和责任科室对照表"), ("联系表",))
    paper = notice(plan=(), attachments=tuple(map("".join, lines)), attachment_lines=lines)
    document = made(fill_notice(paper, TEMPLATES / "通知.docx"))
    texts = [(one.text, one.style.name) for one in document.paragraphs]
    for title in lines[0]:
        assert (title, "公文标题") in texts
    assert (f"附件：1.{''.join(lines[0])}", "附件说明首条") in texts
    assert ("联系表", "公文标题") in texts
    assert ("".join(lines[0]), "公文标题") not in texts
