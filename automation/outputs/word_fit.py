"""Place what a style cannot (版面调整): it depends on how long the organ's name is, or on whether a section is empty.

Each function changes a filled document in place; a paragraph is found by the name of its style, and where a clerk took
it out of the template nothing happens.
"""

from __future__ import annotations

import io
import math
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Length, Pt
from docx.text.parfmt import ParagraphFormat

from automation.outputs.word_layout import CHARACTER, TEXT_WIDTH, characters_wide, element, paragraph_text
from automation.terms import papers as words

_DATE_FROM_RIGHT = 4.0  # 7.3.5.1: the date ends four 字 from the right edge
_LONG = 84  # characters: three lines
_HEADING = 28  # and one
_SLIMMEST = 66  # percent: letters of a mark squeezed further look like another typeface
_STYLE_MARK, _VALUE = qn("w:pStyle"), qn("w:val")
_AFTER_SCALE = ("w:kern", "w:position", "w:sz", "w:szCs", "w:highlight", "w:u", "w:lang")  # the order in CT_RPr


def fit_letterhead(document: Document) -> None:
    """Keep the letterhead (发文机关标志) on one line: first slimmer letters, then smaller ones.

    7.2.4 leaves its size free; what is fixed is one centred line inside the text block.
    """
    marks = [(mark, style) for style in words.STYLES_OF_MARKS for mark in _in_style(document, style)]
    for mark, style in marks:
        size = document.styles[style].font.size
        letters = characters_wide(paragraph_text(mark))
        if size is None or letters * size <= TEXT_WIDTH:
            continue
        scale = math.floor(100 * TEXT_WIDTH / (letters * size))
        if scale < _SLIMMEST:
            scale = _SLIMMEST
            size = Pt(math.floor(2 * TEXT_WIDTH.pt / (letters * scale / 100)) / 2)
            line = ParagraphFormat(mark)
            line.line_spacing_rule = WD_LINE_SPACING.EXACTLY
            line.line_spacing = size
        for run in mark.iter(qn("w:r")):
            properties = run.get_or_add_rPr()
            properties.sz_val = size
            properties.insert_element_before(element("w", val=scale), *_AFTER_SCALE)


def place_sign_off(document: Document) -> None:
    """Centre the organ's name over the date, which ends four 字 from the right (7.3.5.1), on the body's last page.

    A name too long to be centred there ends at the right edge, and the date moves left under its middle.
    """
    organs = _in_style(document, words.STYLE_ORGAN)
    dates = _in_style(document, words.STYLE_DATE)
    if len(organs) != 1 or len(dates) != 1:
        return
    ahead = (characters_wide(paragraph_text(organs[0])) - characters_wide(paragraph_text(dates[0]))) / 2
    indent = max(_DATE_FROM_RIGHT, ahead)
    ParagraphFormat(dates[0]).right_indent = Length(round(indent * CHARACTER))
    ParagraphFormat(organs[0]).right_indent = Length(round((indent - ahead) * CHARACTER))
    _loosen_headings(document)
    _keep_with_body(document, organs[0])


def drop_empty_section(document: Document) -> None:
    """Drop a last section without content, so that a notice without imprint ends with its plan and no blank page."""
    body = document.element.body
    last = body.sectPr
    inner = [each for each in body.iter(qn("w:sectPr")) if each is not last]
    if last is None or not inner:
        return
    host = inner[-1].getparent().getparent()
    after = [each for each in host.itersiblings() if each is not last]
    if any(each.tag != qn("w:p") or paragraph_text(each) for each in after):
        return
    for each in after:
        body.remove(each)
    body.replace(last, inner[-1])


def turn_imprint_over(document: Document) -> None:
    """Put the imprint's own page (版记页) after a plan on an even page, after a blank one, and number neither (7.5).

    No section of the template has a footer for a first page that differs, so such a page prints none. An even-page
    section with a footer would not do: LibreOffice lays its foot 4.5 mm too low.
    """
    plan, last = _plan_section(document), document.sections[-1]
    if plan is not None and plan._sectPr is not last._sectPr:  # noqa: SLF001 - a section has no name to go by
        last.start_type = WD_SECTION.EVEN_PAGE
        last.different_first_page_header_footer = True


def plan_bounds(paper: bytes) -> tuple[float, float]:
    """Give the top and bottom of the text block (版心) on the plan's pages, in points below the top of the paper."""
    document = docx.Document(io.BytesIO(paper))
    section = _plan_section(document) or document.sections[-1]
    height, top, bottom = section.page_height or Length(0), section.top_margin or Length(0), section.bottom_margin
    return top.pt, height.pt - (bottom or Length(0)).pt


def _plan_section(document: Document) -> Section | None:
    """Find the section the plan's table lies in: its properties stand behind it."""
    for table in document.tables:
        if [each.get(qn("w:val")) for each in table._tbl.iter(qn("w:tblCaption"))] == [words.PLAN_TABLE]:  # noqa: SLF001
            return Section(table._tbl.xpath("following::w:sectPr")[0], document.part)  # noqa: SLF001
    return None


def _keep_with_body(document: Document, organ: Any) -> None:
    """Tie the sign-off to the last body paragraph, over a list of attachments: no page may hold the seal alone.

    LibreOffice moves what is tied as a whole: a long paragraph right below the recipients would leave the first page
    without any body (7.3.3), and is let break where it will.
    """
    named = {style.style_id: style.name for style in document.styles}
    before = organ.getprevious()
    while before is not None and before.tag == qn("w:p"):
        text = paragraph_text(before)
        last = text and named.get(before.style) not in words.STYLES_OF_ATTACHMENTS
        above = before.getprevious()
        first = above is not None and named.get(above.style) == words.STYLE_RECIPIENTS
        if not (last and first and len(text) > _LONG):
            ParagraphFormat(before).keep_with_next = True
        if last:
            return
        before = above


def _loosen_headings(document: Document) -> None:
    """Let a heading that runs on into its text break over pages like any paragraph."""
    for style in words.STYLES_OF_HEADINGS:
        for heading in _in_style(document, style):
            if len(paragraph_text(heading)) > _HEADING:
                ParagraphFormat(heading).keep_with_next = False


def _in_style(document: Document, name: str) -> list[Any]:
    """Find the ``w:p`` elements of a paragraph style."""
    ids = {style.style_id for style in document.styles if style.name == name}
    marks = (mark for mark in document.element.body.iter(_STYLE_MARK) if mark.get(_VALUE) in ids)
    return [mark.getparent().getparent() for mark in marks]
