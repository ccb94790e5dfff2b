"""Measures the text of a paper (主体): title, recipients, body, attachments, sign-off and note (7.3)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from automation.model.page import Glyph, Measure, TextLine
from automation.rules.layout_forms import measure_forms
from automation.rules.layout_judge import absent, measure, state, state_font, unmeasured
from automation.rules.layout_lines import Placed, is_page_number
from automation.rules.layout_places import CHARACTER, LINE, POINT, Elements
from automation.rules.layout_settle import find_strange_lines
from automation.rules.layout_sign import measure_sign_off
from automation.rules.title import outline_of
from automation.terms import layout as words

HEADINGS = (
    ("heading_1_font", words.HEADING_1, words.HEI),
    ("heading_2_font", words.HEADING_2, words.KAI),
    ("heading_3_font", words.HEADING_3, words.FANGSONG),
)
LETTERED = ("heading_1_font", "heading_2_font")  # set in letters of their own
HEIGHT = 225.0  # mm of the text block
FEW_LINES = 4  # from which their distance is exact enough to be counted with
SHOWN = 6  # characters shown of a text that ends wrongly
NOTE = 20  # and of a note
PITCH_OFF = 0.05  # characters by which a measured pitch may be off


def measure_text(found: Elements) -> Iterator[Measure]:
    """Every rule of 7.3 and the density of 5.2."""
    for lost in found.lost:
        yield unmeasured("body_size", words.NOT_FOUND.format(begins=lost.text[:12]))
    yield from _title(found)
    yield from _recipients(found)
    yield from _body(found)
    yield from _density(found)
    yield from measure_sign_off(found)
    yield from measure_forms(found)
    yield from _note(found)


def _title(found: Elements) -> Iterator[Measure]:
    if not found.title:
        others = ("title_font", "title_place", "title_centred", "title_shape")
        if found.mark and found.form not in (words.ORDER, words.MINUTES):
            yield state("title_size", words.ABSENT, False, 1)
            yield from (unmeasured(rule, words.NO_TITLE, 1) for rule in others)
        else:
            yield from map(absent, ("title_size", *others))
        return
    lines = [line for one in found.title for line in one.lines]
    first = lines[0]
    yield state_font(
        "title_font", words.XIAOBIAOSONG, {font for one in found.title for font in one.seen.fonts}, 1, first.box
    )
    yield from (measure("title_size", line.size, 1, line.box) for line in lines)
    above = found.number.baseline if found.letter and found.number else found.rule.bottom if found.rule else None
    if above is None or found.form == words.MINUTES:  # their head is laid out as the organ will
        yield absent("title_place")
    else:
        yield measure("title_place", (first.baseline - above) / LINE - 1, 1, first.box)
    yield from (
        measure("title_centred", (line.left + line.right) / 2 - found.block.centre, 1, line.box) for line in lines
    )
    box = min(line.left for line in lines), first.box[1], max(line.right for line in lines), lines[-1].box[3]
    shape = outline_of([line.right - line.left for line in lines], first.size * POINT / 2)
    yield state("title_shape", shape, shape in words.GOOD_SHAPES, 1, box)


def _recipients(found: Elements) -> Iterator[Measure]:
    one = found.recipients
    if one is None:
        yield from map(absent, ("recipients_place", "recipients_left", "recipients_colon"))
        return
    if found.title:
        title = (*found.title, *found.below_title)[-1].last
        yield measure("recipients_place", (one.first.baseline - title.baseline) / LINE - 1, 1, one.first.box)
    else:
        yield unmeasured("recipients_place", words.NO_TITLE, 1)
    yield measure("recipients_left", one.first.left - found.block.left, 1, one.first.box)
    said = words.ENDS_IN.format(end=one.text[-SHOWN:])
    yield state("recipients_colon", said, one.text[-1] == words.COLON, 1, one.last.box)


def _body(found: Elements) -> Iterator[Measure]:
    if not found.body:
        lacking = state("first_page_body", words.ABSENT, False, 1) if found.mark else absent("first_page_body")
        yield from (lacking, *map(absent, ("body_font", "body_size", "indent", *(rule for rule, *_ in HEADINGS))))
    else:
        on_first = [one for one in found.body if one.first.page == 1]
        yield state("first_page_body", words.BODY if on_first else words.ABSENT, bool(on_first), 1)
        yield from _fonts(found.body)
        yield from (measure("body_size", line.size, line.page, line.box) for line in _lines(found.body))
        yield from (
            measure("indent", (one.first.left - found.block.left) / CHARACTER, one.first.page, one.first.box)
            for one in found.body
        )
    everything = (*found.mark, *found.title, *(one for one in (found.recipients,) if one), *found.body)
    rest = (
        *found.attachments,
        *found.attended,
        *(one for one in (*found.organs, found.date, found.note) if one),
        *found.after,
    )
    yield absent("bold")
    yield from (
        state("bold", words.BOLD if one.seen.bold else words.NOT_BOLD, not one.seen.bold, one.first.page, one.first.box)
        for one in (*everything, *rest)
        if one.seen.runs  # of a line in a table the document does not tell
    )


def _fonts(body: Sequence[Placed]) -> Iterator[Measure]:
    """The fonts of the body; of a heading that runs on into its text (一、标题。正文) the heading's alone (7.3.3)."""
    yield from map(absent, ("body_font", *(rule for rule, *_ in HEADINGS)))
    for one in body:
        rule = _heading(one)
        end = _head_end(one) if rule else 0
        place = one.first.page, one.first.box
        if rule:
            kind = next(kind for name, _, kind in HEADINGS if name == rule)
            yield state_font(rule, kind, one.seen.fonts_of(0, end), *place)
        tail = one.seen.fonts_of(end, len(one.text))
        if tail or not rule:
            yield state_font("body_font", words.FANGSONG, tail, *place)


def _head_end(one: Placed) -> int:
    """Where the heading of a paragraph ends: at its first full stop, or with the paragraph."""
    return one.text.find(words.FULL_STOP) + 1 or len(one.text)


def _heading(one: Placed) -> str:
    """The rule of the level a paragraph is a heading of; empty for running text."""
    return next((rule for rule, pattern, _ in HEADINGS if re.match(pattern, one.first.text)), "")


def _lines(placed: Sequence[Placed]) -> list[TextLine]:
    return [line for one in placed for line in one.lines]


def _density(found: Elements) -> Iterator[Measure]:
    """Lines a page and characters a line, counted on what is full, else worked out from the distance of the lines."""
    counts = _full_pages(found)
    pitch = _pitch(found)
    if counts:
        page, count = max(counts.items(), key=lambda each: each[1])
        yield measure("lines_per_page", count, page)
    elif pitch:
        yield measure("lines_per_page", int(HEIGHT / pitch + 1e-3), found.body[0].first.page)
    else:
        yield absent("lines_per_page")
    yield _characters(found)


def _characters(found: Elements) -> Measure:
    """Characters a line: those of full lines of Han alone, else as many as the pitch of a line not stretched allows.

    A mark that may not begin a line leaves the one before with 27: such a full line tells nothing.
    """
    rule = "characters_per_line"
    strange = {id(line) for line in find_strange_lines(found.paper)}
    lines = [line for line in _lines(found.body) if id(line) not in strange]
    last = {id(one.last) for one in found.body}
    text = {id(one.last) for one in found.body if _heading(one) not in LETTERED}
    full = Counter(
        len(line.glyphs) + round((line.left - found.block.left) / CHARACTER)
        for line in lines
        if id(line) not in last and all(_is_han(glyph) for glyph in line.glyphs)
    )
    if full:
        return measure(rule, max(full, key=lambda count: (full[count], count)))
    pitches = Counter(
        round(after.left - before.left, 2)
        for line in lines
        if id(line) in text and line.right < found.block.right - CHARACTER
        for before, after in pairwise(line.glyphs)
        if _is_han(before) and _is_han(after)
    )
    if pitches:
        pitch = max(pitches, key=lambda each: (pitches[each], each))
        return measure(rule, int((found.block.right - found.block.left) / pitch + PITCH_OFF))
    reason = words.STRANGE_FONTS.format(fonts=words.COMMA.join(found.paper.strange)) if strange else words.NO_FULL_LINE
    return unmeasured(rule, reason) if found.body else absent(rule)


def _is_han(glyph: Glyph) -> bool:
    return unicodedata.category(glyph.text[0]) == "Lo"


def _full_pages(found: Elements) -> dict[int, int]:
    """Page → its lines, of the pages that hold nothing but body, from the first line to a body that goes on."""
    body = {id(line) for line in _lines(found.body)}
    pages = found.paper.pages
    counts = {}
    for page, following in pairwise(pages):
        inside = (line for line in page.lines if line.baseline > found.block.top)  # no page header
        lines = [line for line in inside if not is_page_number(line, page)]
        goes_on = following.lines and id(following.lines[0]) in body
        starts = lines and lines[0].baseline < found.block.top + 1.5 * LINE
        filled = lines and lines[-1].baseline > found.block.bottom - 1.2 * LINE
        if goes_on and starts and filled and all(id(line) in body for line in lines):
            counts[page.number] = len(lines)
    return counts


def _pitch(found: Elements) -> float:
    """The distance of the body's lines where one follows the other; 0 where there are too few to tell."""
    body = {id(line) for line in _lines(found.body)}
    gaps = [
        below.baseline - above.baseline
        for page in found.paper.pages
        for above, below in pairwise(page.lines)
        if id(above) in body and id(below) in body
    ]
    usual = [gap for gap in gaps if LINE * 0.7 < gap < LINE * 1.4]
    return sum(usual) / len(usual) if len(usual) >= FEW_LINES else 0


def _note(found: Elements) -> Iterator[Measure]:
    if found.note is None:
        yield from map(absent, ("note_form", "note_indent"))
        return
    first = found.note.first
    opens, closes = words.BRACKETS
    holds = found.note.text.startswith(opens) and found.note.text.endswith(closes)
    said = found.note.text if len(found.note.text) <= NOTE else found.note.text[:NOTE] + words.AND_SO_ON
    yield state("note_form", said, holds, first.page, first.box)
    yield measure("note_indent", (first.left - found.block.left) / CHARACTER, first.page, first.box)
