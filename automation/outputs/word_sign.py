"""Place the sign-off (署名): under a seal, without one, or beside a signature stamp (7.3.5).

What a style cannot hold is placed here, as it depends on how long the names are. The template has one line for the
organ and one for the date, below two blank lines; what else a case needs is added or taken away around them.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Length, Mm
from docx.text.parfmt import ParagraphFormat

from automation.outputs.word_layout import CHARACTER, characters_wide, in_style, paragraph_text, say
from automation.terms import papers as words
from automation.terms.sheets import SEALED, UNSEALED

LINE_WIDTH = 28  # 字 of a line (5.2.3)
DATE_FREE = 4.0  # 字 right of the date under a seal or a signature stamp (7.3.5.1, 7.3.5.3)
BARE_FREE = 2.0  # and right of the organ without a seal (7.3.5.2), whose date begins as far right of it
STAMP_WIDE = 5.0  # 字 kept for the stamp, whose size the standard leaves free; the office held ends 2 字 left of it
SEAL = Mm(43)  # a seal of 42 mm and the air around it: no two of them may touch
SEALS_APART = 5  # lines from one row of seals to the next
SEALS_ACROSS = 3  # at most in one row
_LONG = 84  # characters: three lines
_HEADING = 28  # and one


@dataclass(frozen=True, slots=True)
class SignOff:
    """Who signs and how: ``names`` are organs, or with a signature stamp the offices held, the main one first."""

    names: tuple[str, ...] = ()
    seal: str = SEALED


def place_sign_off(document: Document, signs: SignOff | None = None) -> None:
    """Place the organ's name and the date on the body's last page; without ``signs`` one organ that puts its seal.

    Where a clerk took one of the two lines out of the template, nothing happens.
    """
    organs = in_style(document, words.STYLE_ORGAN)
    dates = in_style(document, words.STYLE_DATE)
    if len(organs) != 1 or len(dates) != 1:
        return
    organ, date = organs[0], dates[0]
    names = (signs and signs.names) or (paragraph_text(organ),)
    if signs is None or signs.seal == SEALED:
        first = _seal(organ, date, names)
    else:
        first = (_leave_bare if signs.seal == UNSEALED else _stamp)(organ, date, names)
    _loosen_headings(document)
    _keep_with_body(document, first)


def _seal(organ: Any, date: Any, names: Sequence[str]) -> Any:
    """Under seals (7.3.5.1): rows of organs, the last of them over the date; gives the topmost line.

    A name too long to be centred there ends at the right edge, and the date moves left under its middle.
    """
    day = characters_wide(paragraph_text(date))
    across, widths = _choose_columns(names, day)
    free = _free_of_date(widths[-1], day)
    middle = LINE_WIDTH - free - day / 2
    _indent(date, free)
    say(organ, names[-1])
    if len(names) == 1:
        _indent(organ, LINE_WIDTH - middle - widths[-1] / 2)
        return organ
    centres = _centres(widths, middle)
    rows = [names[at : at + across] for at in range(0, len(names), across)]
    lines = [*(copy.deepcopy(organ) for _ in rows[1:]), organ]
    for line, row in zip(lines, rows, strict=True):
        _lay_across(line, row, centres[-len(row) :])
        if line is not organ:
            organ.addprevious(line)
            _add_blanks(organ, SEALS_APART - 1)
    return lines[0]


def _choose_columns(names: Sequence[str], day: float) -> tuple[int, list[float]]:
    """How many organs stand side by side, as many as the line holds, and how wide each column is in 字.

    A row that is not full ends at the right, so that the last organ stands over the date.
    """
    for across in range(min(SEALS_ACROSS, len(names)), 1, -1):
        rows = [names[at : at + across] for at in range(0, len(names), across)]
        widths = [
            max(characters_wide(row[-place]) for row in rows if len(row) >= place) for place in range(across, 0, -1)
        ]
        left = _centres(widths, LINE_WIDTH - _free_of_date(widths[-1], day) - day / 2)[0] - widths[0] / 2
        if left >= 0:
            return across, widths
    return 1, [max(map(characters_wide, names))]


def _free_of_date(wide: float, day: float) -> float:
    """The 字 right of the date: four, or as many as a name too long to be centred over it needs."""
    return max(DATE_FREE, (wide - day) / 2)


def _centres(widths: Sequence[float], last: float) -> list[float]:
    """The middle of each column, the last one given: names a 字 apart at least, seals not touching."""
    centres = [last]
    for wide, following in reversed([*pairwise(widths)]):
        centres.insert(0, centres[0] - max(SEAL / CHARACTER, (wide + following) / 2 + 1))
    return centres


def _lay_across(line: Any, names: Sequence[str], centres: Sequence[float]) -> None:
    """Several names in one line, each centred on its place by a tab."""
    shape = ParagraphFormat(line)
    shape.right_indent, shape.alignment = Length(0), WD_ALIGN_PARAGRAPH.LEFT
    for centre in centres:
        shape.tab_stops.add_tab_stop(Length(round(centre * CHARACTER)), WD_TAB_ALIGNMENT.CENTER)
    say(line, "".join(f"\t{name}" for name in names))


def _leave_bare(organ: Any, date: Any, names: Sequence[str]) -> Any:
    """Without a seal (7.3.5.2): a blank line, the organs one below the other, the date two 字 in; gives the first."""
    blank = organ.getprevious()
    if blank is not None and not paragraph_text(blank):
        blank.getparent().remove(blank)
    widths = [*map(characters_wide, names)]
    day = characters_wide(paragraph_text(date))
    longer = day > max(widths)
    begins = BARE_FREE + (day + BARE_FREE if longer else max(widths))  # 字 from the right edge, of every name
    begins = min(begins, LINE_WIDTH)  # a name that fills more than a line begins at the left edge
    lines = [*(copy.deepcopy(organ) for _ in names[1:]), organ]
    for line, name, wide in zip(lines, names, widths, strict=True):
        if line is not organ:
            organ.addprevious(line)
        say(line, name)
        _indent(line, max(begins - wide, 0))
    _indent(date, begins - BARE_FREE - day)
    return lines[0]


def _stamp(organ: Any, date: Any, names: Sequence[str]) -> Any:
    """Beside signature stamps (7.3.5.3): the offices held, one a line, left of their stamps; gives the first."""
    _indent(date, DATE_FREE)
    _indent(organ, DATE_FREE + STAMP_WIDE + BARE_FREE)
    lines = [*(copy.deepcopy(organ) for _ in names[1:]), organ]
    for line, name in zip(lines, names, strict=True):
        if line is not organ:
            organ.addprevious(line)
            _add_blanks(organ, 1)
        say(line, name)
    _add_blanks(date, 1)
    return lines[0]


def _indent(paragraph: Any, characters: float) -> None:
    ParagraphFormat(paragraph).right_indent = Length(round(characters * CHARACTER))


def _add_blanks(before: Any, count: int) -> None:
    """Blank lines like the one above the sign-off, ahead of a paragraph."""
    blank = before.getprevious()
    while blank is not None and (blank.tag != qn("w:p") or paragraph_text(blank)):
        blank = blank.getprevious()
    if blank is not None:
        for _ in range(count):
            before.addprevious(copy.deepcopy(blank))


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
        is_text = above is not None and above.tag == qn("w:p")  # a table may stand there
        first = is_text and named.get(above.style) == words.STYLE_RECIPIENTS
        if not (last and first and len(text) > _LONG):
            ParagraphFormat(before).keep_with_next = True
        if last:
            return
        before = above


def _loosen_headings(document: Document) -> None:
    """Let a heading that runs on into its text break over pages like any paragraph."""
    for style in words.STYLES_OF_HEADINGS:
        for heading in in_style(document, style):
            if len(paragraph_text(heading)) > _HEADING:
                ParagraphFormat(heading).keep_with_next = False
