"""Finish paragraphs a style cannot (行文细处): headings that run on into their text, names behind longer numbers."""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from itertools import islice
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Twips
from docx.text.parfmt import ParagraphFormat

from automation.outputs.word_layout import in_style, paragraph_text, say
from automation.terms import papers as words

_DIGIT = Twips(155)  # half of 3号 less 0.25 pt, as measured


def part_headings(document: Document) -> None:
    """Set only the heading in its own font where its text follows in the same paragraph (一、标题。正文).

    7.3.3 gives fonts to the levels' headings; the text behind the first full stop is body (5.2.2) and gets its font.
    """
    font = _find_font(document)
    for style in words.STYLES_OF_HEADINGS:
        for heading in in_style(document, style):
            end = paragraph_text(heading).find(words.HEADING_ENDS) + 1
            if font is not None and 0 < end < len(paragraph_text(heading)):
                _set_from(heading, end, font)
                ParagraphFormat(heading).keep_with_next = False


def hang_attachments(document: Document) -> None:
    """Hang the names behind numbers of two digits a digit further: wrapped lines begin where the name does (7.3.4)."""
    for style in (one for one in document.styles if one.name == words.STYLE_NEXT_ATTACHMENT):
        left, first = style.paragraph_format.left_indent, style.paragraph_format.first_line_indent
        for one in in_style(document, words.STYLE_NEXT_ATTACHMENT):
            number = re.match(r"\d+", paragraph_text(one))
            further = _DIGIT * (len(number[0]) - 1) if number else 0
            if further and left is not None and first is not None:
                ParagraphFormat(one).left_indent = Twips((left + further) // Twips(1))
                ParagraphFormat(one).first_line_indent = Twips((first - further) // Twips(1))


def break_attachment_titles(document: Document, titles: Sequence[Sequence[str]]) -> None:
    """Print the title of each attachment in the lines it was broken into, a paragraph each as the paper's own title."""
    wanted = {"".join(lines): lines for lines in titles if len(lines) > 1}
    marks = in_style(document, words.STYLE_ATTACHMENT_MARK)
    below = [one for mark in marks for one in islice(mark.itersiblings(qn("w:p")), 2)]  # a blank line between them
    for title in in_style(document, words.STYLE_TITLE):
        lines = wanted.get(paragraph_text(title), ()) if title in below else ()
        for line in lines[:-1]:
            before = copy.deepcopy(title)
            say(before, line)
            title.addprevious(before)
        if lines:
            say(title, lines[-1])


def _find_font(document: Document) -> Any:
    """The fonts of the body's style, its own or those of a style it is based on."""
    style: Any = next((one for one in document.styles if one.name == words.STYLE_BODY), None)
    while style is not None:
        fonts = style.element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        if fonts is not None:
            return fonts
        style = style.base_style
    return None


def _set_from(paragraph: Any, place: int, font: Any) -> None:
    """Set the text from a place on in another font, the run that reaches over it parted there."""
    for run in list(paragraph.iter(qn("w:r"))):
        text = run.text
        if len(text) <= place:
            place -= len(text)
            continue
        tail = run
        if place:
            tail = copy.deepcopy(run)
            run.addnext(tail)
            run.text, tail.text = text[:place], text[place:]
            place = 0
        properties = tail.get_or_add_rPr()
        if properties.rFonts is not None:
            properties.remove(properties.rFonts)
        properties._insert_rFonts(copy.deepcopy(font))  # noqa: SLF001 - where the schema wants it
