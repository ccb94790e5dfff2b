"""Letters with exactly one defect each: for every rule of 10.1 a change to a sound letter."""

from __future__ import annotations

import copy

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from tests.outputs.layout_mutants import Mutant, imprint_of
from tests.outputs.layout_specimens import CHARACTER, NUMBER, ORGAN, find, indent, letter


def _frame(d: Document, side: str, twips: int) -> None:
    """Move the frame of a letter's mark, or make it wider."""
    frame = find(d, ORGAN)._p.pPr.find(qn("w:framePr"))
    frame.set(qn(f"w:{side}"), str(int(frame.get(qn(f"w:{side}"))) + twips))


def low_letter_rule(d: Document) -> None:
    border = d.styles["信函标志"].element.pPr.find(f"{qn('w:pBdr')}/{qn('w:bottom')}")
    border.set(qn("w:space"), str(int(border.get(qn("w:space"))) + 3))


def high_last_rule(d: Document) -> None:
    _first_foot(d).paragraph_format.space_after = Pt(9)


def _first_foot(d: Document) -> Paragraph:
    return d.sections[0].first_page_footer.paragraphs[0]


def low_letter_number(d: Document) -> None:
    find(d, NUMBER).paragraph_format.space_before = Pt(9)


def numbered_letter(d: Document) -> None:
    _first_foot(d)._p.addprevious(copy.deepcopy(d.sections[0].footer.paragraphs[0]._p))


def ruled_letter_imprint(d: Document) -> None:
    for side in imprint_of(d)._tbl.tblPr.find(qn("w:tblBorders")):
        for name, value in (("val", "single"), ("sz", "8"), ("space", "0"), ("color", "000000")):
            side.set(qn(f"w:{name}"), value)


MUTANTS: tuple[Mutant, ...] = (
    ("letter_mark_top", "low mark of a letter", letter, lambda d: _frame(d, "y", 200)),
    ("letter_rule_gap", "low rule of a letter", letter, low_letter_rule),
    (
        *("letter_rule_width", "short rule of a letter", letter),
        lambda d: indent(_first_foot(d), left=-300, right=-300),
    ),
    ("letter_rule_foot", "high last rule of a letter", letter, high_last_rule),
    ("letter_number_right", "number of a letter inside", letter, lambda d: indent(find(d, NUMBER), right=CHARACTER)),
    ("letter_number_gap", "low number of a letter", letter, low_letter_number),
    ("letter_first_page", "numbered first page of a letter", letter, numbered_letter),
    ("letter_imprint", "letter with rules around its imprint", letter, ruled_letter_imprint),
)
