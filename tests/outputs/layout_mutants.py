"""Papers with exactly one defect each (变异公文): for every rule of the layout check a change to a sound paper."""

from __future__ import annotations

import copy
from collections.abc import Callable

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from tests.outputs.layout_specimens import (
    ATTACHED,
    CHARACTER,
    COPY,
    MARK,
    NUMBER,
    SECRET,
    TITLE,
    URGENT,
    find,
    indent,
    planned,
    say,
    set_font,
    specimen,
    upward,
)
from tests.outputs.sample_papers import HAN

Mutation = Callable[[Document], object]
Mutant = tuple[str, str, Callable[[], Document], Mutation]
"""The rule, what is wrong, the sound paper, and the change that makes it wrong."""


def _size(paragraph: Paragraph, points: float) -> None:
    for run in paragraph.runs:
        run.font.size = Pt(points)


def _colour(paragraph: Paragraph, colour: RGBColor) -> None:
    for run in paragraph.runs:
        run.font.color.rgb = colour


def _cut_last(paragraph: Paragraph) -> None:
    say(paragraph, paragraph.text[:-1])


def _imprint_rule(d: Document, side: str, eighths: int) -> None:
    imprint_of(d)._tbl.tblPr.find(f"{qn('w:tblBorders')}/{qn(f'w:{side}')}").set(qn("w:sz"), str(eighths))


def _drop_before(document: Document, text: str) -> None:
    """Take out the blank line before a paragraph."""
    found = find(document, text)._p.getprevious()
    found.getparent().remove(found)


def imprint_of(document: Document):
    return document.tables[-1]


def _imprint_cell(document: Document, text: str) -> Paragraph:
    cells = (cell for row in imprint_of(document).rows for cell in row.cells)
    return next(one for cell in cells for one in cell.paragraphs if text in one.text)


def _shift_imprint(document: Document, twips: int) -> None:
    place = imprint_of(document)._tbl.tblPr.find(qn("w:tblpPr"))
    place.set(qn("w:tblpX"), str(int(place.get(qn("w:tblpX"))) + twips))


def _footers(document: Document) -> list[Paragraph]:
    return [
        one
        for section in document.sections
        for footer in (section.footer, section.even_page_footer)
        for one in footer.paragraphs
    ]


def _page(document: Document, **lengths: float) -> None:
    """Lengths of every section's page in mm."""
    for section in document.sections:
        for name, length in lengths.items():
            setattr(section, name, Mm(length))


# --- the page -------------------------------------------------------------------------------------------------------


def lower_text(d: Document) -> None:
    _page(d, top_margin=38.4, bottom_margin=33.6, footer_distance=24.1)


def wide_lines(d: Document) -> None:
    d.styles["公文正文"].paragraph_format.line_spacing = Pt(30)


def text_to_the_right(d: Document) -> None:
    _page(d, left_margin=29.4, right_margin=24.6)
    _shift_imprint(d, 79)


def narrow_text(d: Document) -> None:
    _page(d, left_margin=28, right_margin=24.8)
    indent(find(d, NUMBER), left=34, right=34)
    _shift_imprint(d, 34)


def high_text(d: Document) -> None:
    _page(d, bottom_margin=33.8, footer_distance=24.3)
    _lower_mark(d, -34)  # a grid of lines lies in the middle of the text block


def paragraph_sticking_out(d: Document) -> None:
    indent(find(d, "现将"), right=-800)
    say(find(d, "现将"), "现将方案印发给你们请认真落实并按时报送办理情况和典型经验材料到我委")


def loose_letters(d: Document) -> None:
    for style in d.styles:
        for spacing in style.element.iter(qn("w:spacing")):
            if spacing.getparent().tag == qn("w:rPr"):
                spacing.set(qn("w:val"), "0")


# --- the head -------------------------------------------------------------------------------------------------------


def urgency_first(d: Document) -> None:
    secret = find(d, SECRET)._p
    find(d, URGENT)._p.addnext(secret)


def _lower_mark(d: Document, twips: int) -> None:
    spacing = find(d, URGENT)._p.getnext().pPr.find(qn("w:spacing"))
    spacing.set(qn("w:line"), str(int(spacing.get(qn("w:line"))) + twips))


def number_flush_left(d: Document) -> None:
    first = find(d, NUMBER).runs[0]
    first.text = first.text.strip()


def signer_flush_right(d: Document) -> None:
    for stop in find(d, NUMBER)._p.iter(qn("w:tab")):
        if stop.get(qn("w:pos")):
            stop.set(qn("w:pos"), "8844")


def _border(d: Document):
    own = find(d, NUMBER)._p.get_or_add_pPr()
    border = own.find(qn("w:pBdr"))
    if border is None:
        styled = d.styles["发文字号"].element.pPr.find(qn("w:pBdr"))
        border = copy.deepcopy(styled)
        own.insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
    return border.find(qn("w:bottom"))


# --- the text -------------------------------------------------------------------------------------------------------


def empty_first_page(d: Document) -> None:
    find(d, "现将").paragraph_format.page_break_before = True
    _even_out(d)


def _even_out(d: Document) -> None:
    """One page less at the end, so that the imprint stays on an even page."""
    second = find(d, "附件2")._p
    for _ in range(4):
        following = second.getnext()
        second.getparent().remove(second)
        second = following
    only = find(d, "附件：1.")
    say(only, f"附件：{ATTACHED[0]}")
    indent(only, left=5 * CHARACTER, hanging=3 * CHARACTER)
    again = find(d, "2.政务")._p
    again.getparent().remove(again)
    say(find(d, "附件1"), "附件")


def bold_heading(d: Document) -> None:
    for run in find(d, "1.办公室").runs:
        run.bold = True


def sign_off_to_the_left(d: Document) -> None:
    for text in ("楚雄州卫生和计划生育委员会", "2018年7月25日"):
        right = find(d, text)._p.pPr.ind
        right.set(qn("w:right"), str(int(right.get(qn("w:right"))) + CHARACTER))


def organ_off_the_date(d: Document) -> None:
    right = find(d, "楚雄州卫生和计划生育委员会")._p.pPr.ind
    right.set(qn("w:right"), str(int(right.get(qn("w:right"))) + CHARACTER))


def lonely_sign_off(d: Document) -> None:
    organ = find(d, "楚雄州卫生和计划生育委员会")
    organ.paragraph_format.page_break_before = True
    _even_out(d)


def wrapped_to_its_number(d: Document) -> None:
    indent(find(d, "附件："), left=5 * CHARACTER, hanging=3 * CHARACTER)


def attachment_of_another_name(d: Document) -> None:
    say(attachment_title(d), "任务清单")


def attachment_title(d: Document) -> Paragraph:
    """The title on the page of the first attachment."""
    return [one for one in d.paragraphs if one.text == ATTACHED[0]][-1]


def _drop_blank_above(paragraph: Paragraph) -> None:
    blank = paragraph._p.getprevious()
    blank.getparent().remove(blank)


def oblong_attachment_title(d: Document) -> None:
    """Three lines of one width, which still say what was announced."""
    name = ATTACHED[0]
    third = len(name) // 3
    say(attachment_title(d), "\n".join((name[:third], name[third : 2 * third], name[2 * third :])))


def _say_in(paragraph: Paragraph, before: str, after: str) -> None:
    say(paragraph, paragraph.text.replace(before, after))


# --- the imprint and the numbers ------------------------------------------------------------------------------------


def page_after_the_imprint(d: Document) -> None:
    last = d.paragraphs[-1]
    for _ in range(2):
        made = last.insert_paragraph_before(HAN, style="公文正文")
        made.paragraph_format.page_break_before = True
        last._p.addprevious(made._p)


def high_imprint(d: Document) -> None:
    place = imprint_of(d)._tbl.tblPr.find(qn("w:tblpPr"))
    del place.attrib[qn("w:tblpYSpec")]
    place.set(qn("w:tblpY"), str(round((225 - 30) * 1440 / 25.4)))


def narrow_imprint(d: Document) -> None:
    table = imprint_of(d)._tbl
    table.tblPr.find(qn("w:tblW")).set(qn("w:w"), "8800")
    last = table.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")[-1]
    last.set(qn("w:w"), "3400")
    for width in table.iter(qn("w:tcW")):
        width.set(qn("w:w"), {"8844": "8800", "3444": "3400"}.get(width.get(qn("w:w")), width.get(qn("w:w"))))
    _shift_imprint(d, 22)


def bare_numbers(d: Document) -> None:
    for footer in _footers(d):
        for run in footer.runs:
            if "—" in run.text:
                run.text = ""


def numbers_from_three(d: Document) -> None:
    start = OxmlElement("w:pgNumType")
    start.set(qn("w:start"), "3")
    d.sections[0]._sectPr.insert_element_before(start, "w:cols", "w:docGrid")


def small_numbers(d: Document) -> None:
    for footer in _footers(d):
        _size(footer, 12)
        indent(footer, **({"right": 280} if footer.alignment == WD_ALIGN_PARAGRAPH.RIGHT else {"left": 280}))


def numbers_in_hei(d: Document) -> None:
    for footer in _footers(d):
        set_font(footer, "黑体")
        for run in footer.runs:
            for script in ("ascii", "hAnsi"):
                run._r.get_or_add_rPr().get_or_add_rFonts().set(qn(f"w:{script}"), "黑体")


def numbers_in_the_middle(d: Document) -> None:
    for footer in _footers(d):
        footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
        indent(footer, left=0, right=0)


def upright_number_on_a_landscape_page(d: Document) -> None:
    upright, turned = d.sections[0], d.sections[1]
    for ours, theirs in ((upright.footer, turned.footer), (upright.even_page_footer, turned.even_page_footer)):
        theirs._element.clear()
        for block in ours._element:
            theirs._element.append(copy.deepcopy(block))


MUTANTS: tuple[Mutant, ...] = (
    ("page_size", "wider paper", specimen, lambda d: _page(d, page_width=212, right_margin=28)),
    ("top_margin", "lower text", specimen, lower_text),
    ("left_margin", "text to the right", specimen, text_to_the_right),
    ("text_width", "narrow text", specimen, narrow_text),
    ("text_height", "high text", specimen, high_text),
    ("inside_text_block", "paragraph sticking out", specimen, paragraph_sticking_out),
    ("lines_per_page", "wide lines", specimen, wide_lines),
    ("characters_per_line", "loose letters", specimen, loose_letters),
    ("body_size", "smaller body", specimen, lambda d: _size(find(d, "现将"), 15)),
    ("body_font", "other body font", specimen, lambda d: set_font(find(d, "现将"), "宋体")),
    ("copy_number", "short copy number", specimen, lambda d: say(find(d, COPY), "12")),
    ("top_marks_font", "plain secrecy", specimen, lambda d: set_font(find(d, SECRET), "仿宋_GB2312")),
    ("top_marks_left", "indented urgency", specimen, lambda d: indent(find(d, URGENT), left=CHARACTER)),
    ("top_marks_order", "urgency first", specimen, urgency_first),
    ("mark_colour", "black mark", specimen, lambda d: _colour(find(d, MARK), RGBColor(0, 0, 0))),
    ("mark_font", "mark in hei", specimen, lambda d: set_font(find(d, MARK), "黑体")),
    ("mark_top", "low mark", specimen, lambda d: _lower_mark(d, 57)),
    ("mark_centred", "mark to the right", specimen, lambda d: indent(find(d, MARK), left=CHARACTER)),
    ("number_form", "number with noughts", specimen, lambda d: say(find(d, NUMBER), "楚卫通〔2018〕067号")),
    ("number_form", "number in square brackets", specimen, lambda d: say(find(d, NUMBER), "楚卫通[2018]67号")),
    ("number_size", "small number", specimen, lambda d: _size(find(d, NUMBER), 15)),
    ("number_place", "number close to the mark", specimen, lambda d: _drop_before(d, NUMBER)),
    ("number_centred", "number to the right", specimen, lambda d: say(find(d, NUMBER), f"　　{NUMBER}")),
    ("number_left", "number flush left", upward, number_flush_left),
    ("signer_right", "signer flush right", upward, signer_flush_right),
    ("red_rule_gap", "low rule", specimen, lambda d: _border(d).set(qn("w:space"), "12")),
    ("red_rule_width", "short rule", specimen, lambda d: indent(find(d, NUMBER), left=CHARACTER, right=CHARACTER)),
    ("red_rule_colour", "black rule", specimen, lambda d: _border(d).set(qn("w:color"), "000000")),
    ("title_font", "title in hei", specimen, lambda d: set_font(find(d, TITLE[0]), "黑体")),
    ("title_size", "small title", specimen, lambda d: _size(find(d, TITLE[1]), 20)),
    ("title_place", "title close to the rule", specimen, lambda d: _drop_before(d, TITLE[0])),
    ("title_centred", "title to the right", specimen, lambda d: indent(find(d, TITLE[0]), left=2 * CHARACTER)),
    ("title_shape", "oblong title", specimen, lambda d: say(find(d, TITLE[1]), "政务公开工作分工方案通知")),
    ("recipients_place", "recipients close to the title", specimen, lambda d: _drop_before(d, "各县市")),
    ("recipients_left", "indented recipients", specimen, lambda d: indent(find(d, "各县市"), firstLine=2 * CHARACTER)),
    ("recipients_colon", "recipients without colon", specimen, lambda d: _cut_last(find(d, "各县市"))),
    ("first_page_body", "empty first page", specimen, empty_first_page),
    ("indent", "unindented paragraph", specimen, lambda d: indent(find(d, "现将"), firstLine=0)),
    ("heading_1_font", "heading 1 in kai", specimen, lambda d: set_font(find(d, "一、"), "楷体_GB2312")),
    ("heading_2_font", "heading 2 in hei", specimen, lambda d: set_font(find(d, "（一）"), "黑体")),
    ("heading_3_font", "heading 3 in hei", specimen, lambda d: set_font(find(d, "1.办公室"), "黑体")),
    ("bold", "bold heading", specimen, bold_heading),
    ("attachments_place", "attachments close to the body", specimen, lambda d: _drop_before(d, "附件：")),
    (
        "attachments_indent",
        "unindented attachments",
        specimen,
        lambda d: indent(find(d, "附件："), left=1838 - 2 * CHARACTER),
    ),
    ("attachments_wrap", "attachment wrapped to its number", specimen, wrapped_to_its_number),
    ("attachments_end", "attachment with full stop", specimen, lambda d: say(find(d, "2.政务"), f"2.{ATTACHED[1]}。")),
    ("date_form", "padded day", specimen, lambda d: say(find(d, "2018年7月25日"), "2018年07月5日")),
    ("date_right", "sign off to the left", specimen, sign_off_to_the_left),
    ("organ_centred", "organ off the date", specimen, organ_off_the_date),
    ("sign_off_page", "lonely sign off", specimen, lonely_sign_off),
    ("note_form", "note without brackets", specimen, lambda d: say(find(d, "（此件"), "此件公开发布")),
    ("note_indent", "unindented note", specimen, lambda d: indent(find(d, "（此件"), firstLine=0)),
    ("attachment_mark", "attachment in fangsong", specimen, lambda d: set_font(find(d, "附件1"), "仿宋_GB2312")),
    ("attachment_title", "attachment of another name", specimen, attachment_of_another_name),
    ("attachment_title_font", "attachment title in hei", specimen, lambda d: set_font(attachment_title(d), "黑体")),
    ("attachment_title_size", "small attachment title", specimen, lambda d: _size(attachment_title(d), 20)),
    ("attachment_title_place", "attachment title high", specimen, lambda d: _drop_blank_above(attachment_title(d))),
    (
        *("attachment_title_centred", "attachment title to the right", specimen),
        lambda d: indent(attachment_title(d), left=2 * CHARACTER),
    ),
    ("attachment_title_shape", "oblong attachment title", specimen, oblong_attachment_title),
    ("imprint_page", "page after the imprint", specimen, page_after_the_imprint),
    ("imprint_bottom", "high imprint", specimen, high_imprint),
    ("imprint_width", "narrow imprint", specimen, narrow_imprint),
    ("imprint_thick", "thin first rule", specimen, lambda d: _imprint_rule(d, "top", 4)),
    ("imprint_thin", "thick middle rule", specimen, lambda d: _imprint_rule(d, "insideH", 12)),
    ("imprint_size", "small imprint", specimen, lambda d: _size(_imprint_cell(d, "抄送"), 12)),
    ("copies_label", "copies by another name", specimen, lambda d: _say_in(_imprint_cell(d, "抄送"), "抄送", "抄报")),
    ("copies_left", "copies flush left", specimen, lambda d: indent(_imprint_cell(d, "抄送"), left=840)),
    ("copies_end", "copies without stop", specimen, lambda d: _cut_last(_imprint_cell(d, "抄送"))),
    ("printer_left", "printer flush left", specimen, lambda d: indent(_imprint_cell(d, "委员会办公室"), left=0)),
    ("printed_form", "padded day of printing", specimen, lambda d: _say_in(_imprint_cell(d, "印发"), "7月", "07月")),
    ("printed_form", "dotted day of printing", specimen, lambda d: say(_imprint_cell(d, "印发"), "2018.7.26印发")),
    ("printed_right", "printed flush right", specimen, lambda d: indent(_imprint_cell(d, "印发"), right=0)),
    ("page_number_form", "bare numbers", specimen, bare_numbers),
    ("page_number_run", "numbers from three", specimen, numbers_from_three),
    ("page_number_size", "small numbers", specimen, small_numbers),
    ("page_number_font", "numbers in hei", specimen, numbers_in_hei),
    ("page_number_height", "low numbers", specimen, lambda d: _page(d, footer_distance=22)),
    ("page_number_side", "numbers in the middle", specimen, numbers_in_the_middle),
    ("landscape_number", "upright number on a landscape page", planned, upright_number_on_a_landscape_page),
)
