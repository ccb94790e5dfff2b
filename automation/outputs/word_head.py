"""Place the head of a paper (版头): the organ's mark on its line, the marks of a joint issue, several who sign (7.2).

Sizes and places depend on how long the names are, so they are set here; fonts and colours come from the template's
styles. Each function changes a filled document in place; where a clerk took a paragraph out, nothing happens.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Length, Pt
from docx.text.paragraph import Paragraph
from docx.text.parfmt import ParagraphFormat

from automation.outputs.word_layout import (
    CHARACTER,
    TEXT_WIDTH,
    characters_wide,
    element,
    in_style,
    paragraph_text,
    say,
)
from automation.terms import papers as words

ACROSS = 2  # names of signers in a line (7.2.6)
LINE_WIDTH = 28  # 字 of a line (5.2.3)
_SLACK = Pt(2)  # so that rounding never breaks a name
_GAP = 0.5  # letters between the stacked names and 文件
_SLIMMEST = 66  # percent: letters of a mark squeezed further look like another typeface
_LARGEST_STACKED = 36.0  # points: two names of this size are as high as the mark of one organ
_AFTER_SCALE = ("w:kern", "w:position", "w:sz", "w:szCs", "w:highlight", "w:u", "w:lang")  # the order in CT_RPr
_BEFORE_FRAME = {qn(f"w:{name}") for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore")}  # in CT_PPr
_AFTER_BORDER = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr")
_LEFT, _TOP = 1588, 2098  # twips: the text block's corner (5.2.1)


def place_mark(document: Document, organs: Sequence[str] = ()) -> None:
    """Fit the organ's mark (发文机关标志) into its line, or the marks of a joint issue, 文件 at their right."""
    if len(organs) > 1:
        _stack_marks(document, organs)
    else:
        _fit_letterhead(document)


def _fit_letterhead(document: Document) -> None:
    """Keep the letterhead on one line: first slimmer letters, then smaller ones.

    7.2.4 leaves its size free; what is fixed is one centred line inside the text block.
    """
    marks = [(mark, style) for style in words.STYLES_OF_MARKS for mark in in_style(document, style)]
    for mark, style in marks:
        size = document.styles[style].font.size
        letters = characters_wide(paragraph_text(mark))
        if size is not None and letters * size > TEXT_WIDTH:
            scale, points = _squeeze(letters, size.pt)
            _shape_letters(mark, points, scale)


def _stack_marks(document: Document, organs: Sequence[str]) -> None:
    """The marks of a joint issue (联合行文): the names one below the other, equally wide, 文件 at their right (7.2.4).

    The main organ stands first, and 文件 in a frame of its own, level with the middle of the names.
    """
    marks = in_style(document, words.STYLES_OF_MARKS[0])
    if len(marks) != 1:
        return
    longest = max(map(characters_wide, organs))
    letters = longest + _GAP + len(words.MARK_ENDS)
    scale, points = _squeeze(letters, _LARGEST_STACKED)
    letter = Pt(points * scale / 100)
    free, wide = (TEXT_WIDTH - letters * letter) / 2, longest * letter + _SLACK
    frame = marks[0]
    for organ in organs:
        line = copy.deepcopy(frame)
        frame.addprevious(line)
        say(line, organ)
        _shape_letters(line, points, scale)
        shape = ParagraphFormat(line)
        shape.left_indent, shape.right_indent = Length(round(free)), Length(round(TEXT_WIDTH - free - wide))
        shape.alignment = WD_ALIGN_PARAGRAPH.DISTRIBUTE
    say(frame, words.MARK_ENDS)
    _shape_letters(frame, points, scale)
    space = document.styles[words.STYLE_MARK_SPACE].paragraph_format.line_spacing
    above = space.twips if isinstance(space, Length) else 0
    _frame(
        frame,
        width=Length(round(len(words.MARK_ENDS) * letter + _SLACK)).twips,
        left=_LEFT + Length(round(free + (longest + _GAP) * letter)).twips,
        top=_TOP + above + round(Pt(points).twips * (len(organs) - 1) / 2),
    )


def place_signers(document: Document, signers: Sequence[str]) -> None:
    """Several who sign (签发人): two names a line under each other, the last beside the number (7.2.5, 7.2.6).

    The template has them all in the number's line, behind a tab.
    """
    numbers = in_style(document, words.STYLE_NUMBER)
    if len(numbers) != 1 or len(signers) < 2:
        return
    number = numbers[0]
    pieces = [run._r for run in Paragraph(number, None).runs]  # type: ignore[arg-type]  # noqa: SLF001
    tabs = [place for place, run in enumerate(pieces) if run.find(qn("w:tab")) is not None]
    if not tabs or tabs != [len(pieces) - 3]:  # a template of another make keeps its names in one line
        return
    tab, label, name = pieces[-3:]
    for piece in (label, name):
        number.remove(piece)
    left, right = (max(map(characters_wide, signers[at::ACROSS])) for at in range(ACROSS))
    second = LINE_WIDTH - 1 - right
    first = second - 1 - left
    stops = (first - characters_wide(label.text), first, second)
    _set_tabs(number, stops)
    lines = [signers[at : at + ACROSS] for at in range(0, len(signers), ACROSS)]
    for place, names in enumerate(lines):
        last = place == len(lines) - 1
        line = number if last else _above(number)
        start = label if place == 0 else tab  # the names of a further line stand under the first name
        line.append(copy.deepcopy(start))
        for at, each in enumerate(names):
            if at:
                line.append(copy.deepcopy(tab))
            made = copy.deepcopy(name)
            made.text = each
            line.append(made)


def _above(number: Any) -> Any:
    """A line above the number's, without the number and the red rule under it."""
    line = copy.deepcopy(number)
    for run in line.findall(qn("w:r")):
        line.remove(run)
    line.append(copy.deepcopy(number.findall(qn("w:r"))[-1]))  # the tab
    border = element("pBdr")
    border.append(element("bottom", val="nil"))
    line.pPr.insert_element_before(border, *_AFTER_BORDER)
    number.addprevious(line)
    return line


def _set_tabs(paragraph: Any, stops: Sequence[float]) -> None:
    """Left tabs at so many 字, in place of those of the template."""
    shape = ParagraphFormat(paragraph)
    for _ in range(len(shape.tab_stops)):
        del shape.tab_stops[0]
    for stop in stops:
        shape.tab_stops.add_tab_stop(Length(round(stop * CHARACTER)), WD_TAB_ALIGNMENT.LEFT)


def _squeeze(letters: float, largest: float) -> tuple[int, float]:
    """Percent of their width and size in points at which so many letters fill a line at most."""
    scale = min(100, math.floor(100 * TEXT_WIDTH.pt / (letters * largest)))
    if scale >= _SLIMMEST:
        return scale, largest
    return _SLIMMEST, math.floor(2 * TEXT_WIDTH.pt / (letters * _SLIMMEST / 100)) / 2


def _shape_letters(paragraph: Any, points: float, scale: int) -> None:
    """Size and width of every letter, in a line of exactly its height, so that its ink keeps its place (7.2.4)."""
    shape = ParagraphFormat(paragraph)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(points)
    for run in paragraph.iter(qn("w:r")):
        properties = run.get_or_add_rPr()
        properties.sz_val = Pt(points)
        properties.insert_element_before(element("w", val=scale), *_AFTER_SCALE)


def _frame(paragraph: Any, width: int, left: int, top: int) -> None:
    """Stand a paragraph in a frame at a place of the page, all in twips."""
    made = element("framePr", w=width, hSpace=0, wrap="around", vAnchor="page", hAnchor="page", x=left, y=top)
    properties = paragraph.get_or_add_pPr()
    before = [one for one in properties if one.tag in _BEFORE_FRAME]
    properties.insert(properties.index(before[-1]) + 1 if before else 0, made)
