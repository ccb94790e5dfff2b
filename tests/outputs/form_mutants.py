"""Papers of the rarer forms with exactly one defect each: joint issue, sign-offs without a seal, orders, minutes."""

from __future__ import annotations

import copy

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Twips
from docx.text.paragraph import Paragraph

from tests.outputs.form_specimens import ORGANS, POST, bare, joint, joint_upward, minutes, order, stamped
from tests.outputs.layout_mutants import Mutant
from tests.outputs.layout_specimens import CHARACTER, LINE, find, indent, set_font
from tests.outputs.sample_papers import HAN

DATE = "2018年7月25日"


def _above(paragraph: Paragraph) -> None:
    """One more blank line above a paragraph."""
    blank = copy.deepcopy(paragraph._p.getprevious())
    paragraph._p.addprevious(blank)


def _word_of_mark(d: Document) -> Paragraph:
    return next(one for one in d.paragraphs if one.text == "文件")


def high_word(d: Document) -> None:
    frame = _word_of_mark(d)._p.pPr.find(qn("w:framePr"))
    frame.set(qn("w:y"), str(int(frame.get(qn("w:y"))) - LINE // 2))


def names_in_fangsong(d: Document) -> None:
    set_font(find(d, "签发人"), "仿宋_GB2312")


def second_line_of_names_to_the_left(d: Document) -> None:
    number = next(one for one in d.paragraphs if "副局长" in one.text)
    stops = number.paragraph_format.tab_stops
    stops[1].position -= CHARACTER * 635


def _last(d: Document, text: str) -> Paragraph:
    return [one for one in d.paragraphs if one.text == text][-1]


def all_further_left(d: Document) -> None:
    for text in (ORGANS[0], DATE):
        one = _last(d, text)
        indent(one, right=one.paragraph_format.right_indent.twips + CHARACTER)


def date_further_left(d: Document) -> None:
    date = find(d, DATE)
    indent(date, right=date.paragraph_format.right_indent.twips + CHARACTER // 2)


def _drop_above(paragraph: Paragraph) -> None:
    gone = paragraph._p.getprevious()
    gone.getparent().remove(gone)


def low_order(d: Document) -> None:
    space = d.paragraphs[0].paragraph_format
    space.line_spacing = Twips(d.styles["发文机关标志上空"].paragraph_format.line_spacing.twips + 60)


def wrapped_under_its_label(d: Document) -> None:
    indent(find(d, "出席"), left=630, firstLine=0, hanging=0)


MUTANTS: tuple[Mutant, ...] = (
    ("mark_joint", "word of a joint mark too high", joint, high_word),
    ("signer_font", "names of signers in 仿宋", joint_upward, names_in_fangsong),
    ("signer_aligned", "second line of names", joint_upward, second_line_of_names_to_the_left),
    ("bare_place", "two lines above a bare name", bare, lambda d: _above(_last(d, ORGANS[0]))),
    ("bare_right", "bare name further left", bare, all_further_left),
    ("bare_date", "date under a bare name", bare, date_further_left),
    ("stamp_place", "three lines above a stamp", stamped, lambda d: _above(find(d, POST))),
    ("stamp_date", "two lines below a stamp", stamped, lambda d: _above(find(d, DATE))),
    ("order_mark_top", "mark of an order too low", order, low_order),
    ("order_body", "three lines below an order's number", order, lambda d: _above(find(d, HAN))),
    ("minutes_place", "no line above who was present", minutes, lambda d: _drop_above(find(d, "出席"))),
    ("minutes_indent", "who was present flush left", minutes, lambda d: indent(find(d, "请假"), left=945, hanging=945)),
    ("minutes_font", "label in 仿宋", minutes, lambda d: set_font(find(d, "出席"), "仿宋_GB2312")),
    (
        "minutes_wrap",
        "list of names wrapped under its label",
        minutes,
        lambda d: indent(find(d, "出席"), left=630, firstLine=0, hanging=0),
    ),
)
