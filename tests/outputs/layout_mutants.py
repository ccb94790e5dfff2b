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

Mutation = Callable[[Document], None]


def _size(paragraph: Paragraph, points: float) -> None:
    for run in paragraph.runs:
        run.font.size = Pt(points)


def _colour(paragraph: Paragraph, colour: RGBColor) -> None:
    for run in paragraph.runs:
        run.font.color.rgb = colour


def _drop_before(document: Document, text: str) -> None:
    """Take out the blank line before a paragraph."""
    found = find(document, text)._p.getprevious()
    found.getparent().remove(found)


def _imprint(document: Document):
    return document.tables[-1]


def _imprint_cell(document: Document, text: str) -> Paragraph:
    cells = (cell for row in _imprint(document).rows for cell in row.cells)
    return next(one for cell in cells for one in cell.paragraphs if text in one.text)


def _shift_imprint(document: Document, twips: int) -> None:
    place = _imprint(document)._tbl.tblPr.find(qn("w:tblpPr"))
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


def wider_paper(d: Document) -> None:
    _page(d, page_width=212, right_margin=28)


def lower_text(d: Document) -> None:
    _page(d, top_margin=38.4, bottom_margin=33.6, footer_distance=24.1)


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


def wide_lines(d: Document) -> None:
    d.styles["公文正文"].paragraph_format.line_spacing = Pt(30)


def loose_letters(d: Document) -> None:
    for style in d.styles:
        for spacing in style.element.iter(qn("w:spacing")):
            if spacing.getparent().tag == qn("w:rPr"):
                spacing.set(qn("w:val"), "0")


def smaller_body(d: Document) -> None:
    _size(find(d, "现将"), 15)


def other_body_font(d: Document) -> None:
    set_font(find(d, "现将"), "宋体")


# --- the head -------------------------------------------------------------------------------------------------------


def short_copy_number(d: Document) -> None:
    say(find(d, COPY), "12")


def plain_secrecy(d: Document) -> None:
    set_font(find(d, SECRET), "仿宋_GB2312")


def indented_urgency(d: Document) -> None:
    indent(find(d, URGENT), left=CHARACTER)


def urgency_first(d: Document) -> None:
    secret = find(d, SECRET)._p
    find(d, URGENT)._p.addnext(secret)


def black_mark(d: Document) -> None:
    _colour(find(d, MARK), RGBColor(0, 0, 0))


def mark_in_hei(d: Document) -> None:
    set_font(find(d, MARK), "黑体")


def low_mark(d: Document) -> None:
    _lower_mark(d, 57)


def _lower_mark(d: Document, twips: int) -> None:
    spacing = find(d, URGENT)._p.getnext().pPr.find(qn("w:spacing"))
    spacing.set(qn("w:line"), str(int(spacing.get(qn("w:line"))) + twips))


def mark_to_the_right(d: Document) -> None:
    indent(find(d, MARK), left=CHARACTER)


def number_with_noughts(d: Document) -> None:
    say(find(d, NUMBER), "楚卫通〔2018〕067号")


def number_in_square_brackets(d: Document) -> None:
    say(find(d, NUMBER), "楚卫通[2018]67号")


def small_number(d: Document) -> None:
    _size(find(d, NUMBER), 15)


def number_close_to_the_mark(d: Document) -> None:
    _drop_before(d, NUMBER)


def number_to_the_right(d: Document) -> None:
    say(find(d, NUMBER), f"　　{NUMBER}")


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


def low_rule(d: Document) -> None:
    _border(d).set(qn("w:space"), "12")


def short_rule(d: Document) -> None:
    indent(find(d, NUMBER), left=CHARACTER, right=CHARACTER)


def black_rule(d: Document) -> None:
    _border(d).set(qn("w:color"), "000000")


# --- the text -------------------------------------------------------------------------------------------------------


def title_in_hei(d: Document) -> None:
    set_font(find(d, TITLE[0]), "黑体")


def small_title(d: Document) -> None:
    _size(find(d, TITLE[1]), 20)


def title_close_to_the_rule(d: Document) -> None:
    _drop_before(d, TITLE[0])


def title_to_the_right(d: Document) -> None:
    indent(find(d, TITLE[0]), left=2 * CHARACTER)


def oblong_title(d: Document) -> None:
    say(find(d, TITLE[1]), "政务公开工作分工方案通知")


def recipients_close_to_the_title(d: Document) -> None:
    _drop_before(d, "各县市")


def indented_recipients(d: Document) -> None:
    indent(find(d, "各县市"), firstLine=2 * CHARACTER)


def recipients_without_colon(d: Document) -> None:
    say(find(d, "各县市"), "各县市卫生计生局，委机关各科室")


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
    say(find(d, "附件：1."), f"附件：{ATTACHED[0]}")
    again = find(d, "2.政务")._p
    again.getparent().remove(again)
    say(find(d, "附件1"), "附件")


def unindented_paragraph(d: Document) -> None:
    indent(find(d, "现将"), firstLine=0)


def heading_1_in_kai(d: Document) -> None:
    set_font(find(d, "一、"), "楷体_GB2312")


def heading_2_in_hei(d: Document) -> None:
    set_font(find(d, "（一）"), "黑体")


def heading_3_in_hei(d: Document) -> None:
    set_font(find(d, "1.办公室"), "黑体")


def bold_heading(d: Document) -> None:
    for run in find(d, "1.办公室").runs:
        run.bold = True


def attachments_close_to_the_body(d: Document) -> None:
    _drop_before(d, "附件：")


def unindented_attachments(d: Document) -> None:
    indent(find(d, "附件："), firstLine=0)


def attachment_with_full_stop(d: Document) -> None:
    say(find(d, "2.政务"), f"2.{ATTACHED[1]}。")


def padded_day(d: Document) -> None:
    say(find(d, "2018年7月25日"), "2018年07月5日")


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


def note_without_brackets(d: Document) -> None:
    say(find(d, "（此件"), "此件公开发布")


def unindented_note(d: Document) -> None:
    indent(find(d, "（此件"), firstLine=0)


def attachment_in_fangsong(d: Document) -> None:
    set_font(find(d, "附件1"), "仿宋_GB2312")


def attachment_of_another_name(d: Document) -> None:
    titles = [one for one in d.paragraphs if one.text == ATTACHED[0]]
    say(titles[-1], "任务清单")


# --- the imprint and the numbers ------------------------------------------------------------------------------------


def page_after_the_imprint(d: Document) -> None:
    last = d.paragraphs[-1]
    for _ in range(2):
        made = last.insert_paragraph_before(HAN, style="公文正文")
        made.paragraph_format.page_break_before = True
        last._p.addprevious(made._p)


def high_imprint(d: Document) -> None:
    place = _imprint(d)._tbl.tblPr.find(qn("w:tblpPr"))
    del place.attrib[qn("w:tblpYSpec")]
    place.set(qn("w:tblpY"), str(round((225 - 30) * 1440 / 25.4)))


def narrow_imprint(d: Document) -> None:
    table = _imprint(d)._tbl
    table.tblPr.find(qn("w:tblW")).set(qn("w:w"), "8800")
    last = table.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")[-1]
    last.set(qn("w:w"), "3400")
    for width in table.iter(qn("w:tcW")):
        width.set(qn("w:w"), {"8844": "8800", "3444": "3400"}.get(width.get(qn("w:w")), width.get(qn("w:w"))))
    _shift_imprint(d, 22)


def thin_first_rule(d: Document) -> None:
    _imprint(d)._tbl.tblPr.find(f"{qn('w:tblBorders')}/{qn('w:top')}").set(qn("w:sz"), "4")


def thick_middle_rule(d: Document) -> None:
    _imprint(d)._tbl.tblPr.find(f"{qn('w:tblBorders')}/{qn('w:insideH')}").set(qn("w:sz"), "12")


def small_imprint(d: Document) -> None:
    _size(_imprint_cell(d, "抄送"), 12)


def copies_flush_left(d: Document) -> None:
    indent(_imprint_cell(d, "抄送"), left=840)


def copies_without_stop(d: Document) -> None:
    say(_imprint_cell(d, "抄送"), "抄送：州委宣传部，州人民政府办公室")


def printer_flush_left(d: Document) -> None:
    indent(_imprint_cell(d, "委员会办公室"), left=0)


def printed_flush_right(d: Document) -> None:
    indent(_imprint_cell(d, "印发"), right=0)


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


def low_numbers(d: Document) -> None:
    _page(d, footer_distance=22)


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


MUTANTS: tuple[tuple[str, Callable[[], Document], Mutation], ...] = (
    ("page_size", specimen, wider_paper),
    ("top_margin", specimen, lower_text),
    ("left_margin", specimen, text_to_the_right),
    ("text_width", specimen, narrow_text),
    ("text_height", specimen, high_text),
    ("inside_text_block", specimen, paragraph_sticking_out),
    ("lines_per_page", specimen, wide_lines),
    ("characters_per_line", specimen, loose_letters),
    ("body_size", specimen, smaller_body),
    ("body_font", specimen, other_body_font),
    ("copy_number", specimen, short_copy_number),
    ("top_marks_font", specimen, plain_secrecy),
    ("top_marks_left", specimen, indented_urgency),
    ("top_marks_order", specimen, urgency_first),
    ("mark_colour", specimen, black_mark),
    ("mark_font", specimen, mark_in_hei),
    ("mark_top", specimen, low_mark),
    ("mark_centred", specimen, mark_to_the_right),
    ("number_form", specimen, number_with_noughts),
    ("number_form", specimen, number_in_square_brackets),
    ("number_size", specimen, small_number),
    ("number_place", specimen, number_close_to_the_mark),
    ("number_centred", specimen, number_to_the_right),
    ("number_left", upward, number_flush_left),
    ("signer_right", upward, signer_flush_right),
    ("red_rule_gap", specimen, low_rule),
    ("red_rule_width", specimen, short_rule),
    ("red_rule_colour", specimen, black_rule),
    ("title_font", specimen, title_in_hei),
    ("title_size", specimen, small_title),
    ("title_place", specimen, title_close_to_the_rule),
    ("title_centred", specimen, title_to_the_right),
    ("title_shape", specimen, oblong_title),
    ("recipients_place", specimen, recipients_close_to_the_title),
    ("recipients_left", specimen, indented_recipients),
    ("recipients_colon", specimen, recipients_without_colon),
    ("first_page_body", specimen, empty_first_page),
    ("indent", specimen, unindented_paragraph),
    ("heading_1_font", specimen, heading_1_in_kai),
    ("heading_2_font", specimen, heading_2_in_hei),
    ("heading_3_font", specimen, heading_3_in_hei),
    ("bold", specimen, bold_heading),
    ("attachments_place", specimen, attachments_close_to_the_body),
    ("attachments_indent", specimen, unindented_attachments),
    ("attachments_end", specimen, attachment_with_full_stop),
    ("date_form", specimen, padded_day),
    ("date_right", specimen, sign_off_to_the_left),
    ("organ_centred", specimen, organ_off_the_date),
    ("sign_off_page", specimen, lonely_sign_off),
    ("note_form", specimen, note_without_brackets),
    ("note_indent", specimen, unindented_note),
    ("attachment_mark", specimen, attachment_in_fangsong),
    ("attachment_title", specimen, attachment_of_another_name),
    ("imprint_page", specimen, page_after_the_imprint),
    ("imprint_bottom", specimen, high_imprint),
    ("imprint_width", specimen, narrow_imprint),
    ("imprint_thick", specimen, thin_first_rule),
    ("imprint_thin", specimen, thick_middle_rule),
    ("imprint_size", specimen, small_imprint),
    ("copies_left", specimen, copies_flush_left),
    ("copies_end", specimen, copies_without_stop),
    ("printer_left", specimen, printer_flush_left),
    ("printed_right", specimen, printed_flush_right),
    ("page_number_form", specimen, bare_numbers),
    ("page_number_run", specimen, numbers_from_three),
    ("page_number_size", specimen, small_numbers),
    ("page_number_font", specimen, numbers_in_hei),
    ("page_number_height", specimen, low_numbers),
    ("page_number_side", specimen, numbers_in_the_middle),
    ("landscape_number", planned, upright_number_on_a_landscape_page),
)
