"""Fit the sections of a paper (分节) to what it holds: an empty one is dropped, an imprint turned over."""

from __future__ import annotations

import io

import docx
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Length

from automation.outputs.word_layout import paragraph_text
from automation.terms import papers as words


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
