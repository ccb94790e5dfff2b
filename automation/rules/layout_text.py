"""Measures the text of a paper (主体): title, recipients, body, attachments, sign-off and note (7.3)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from automation.model.page import Measure, TextLine
from automation.rules.layout_forms import measure_forms
from automation.rules.layout_judge import absent, measure, state, state_font, unmeasured, worst
from automation.rules.layout_places import (
    ABOVE_BODY,
    CHARACTER,
    LINE,
    POINT,
    Elements,
    Placed,
    is_page_number,
)
from automation.rules.layout_sign import measure_sign_off
from automation.rules.title import outline_of
from automation.terms import layout as words

HEADINGS = (
    ("heading_1_font", words.HEADING_1, words.HEI),
    ("heading_2_font", words.HEADING_2, words.KAI),
    ("heading_3_font", words.HEADING_3, words.FANGSONG),
)
HEIGHT = 225.0  # mm of the text block
FEW_LINES = 4  # from which their distance is exact enough to be counted with
EDGE = 1.0  # mm from the right edge within which a name too long for its place ends


def measure_text(found: Elements) -> Iterator[Measure]:
    """Every rule of 7.3 and the density of 5.2."""
    for lost in found.lost:
        yield unmeasured("body_size", words.NOT_FOUND.format(begins=lost.text[:12]))
    yield from _title(found)
    yield from _recipients(found)
    yield from _body(found)
    yield from _density(found)
    yield from _attachments(found)
    yield from measure_sign_off(found)
    yield from measure_forms(found)
    yield from _note(found)
    yield from _attached(found)


def _title(found: Elements) -> Iterator[Measure]:
    if not found.title:
        due = found.mark and found.form not in (words.ORDER, words.MINUTES)
        lacking = [state("title_size", words.ABSENT, False, 1)] if due else [absent("title_size")]
        yield from (*lacking, *map(absent, ("title_font", "title_place", "title_centred", "title_shape")))
        return
    lines = [line for one in found.title for line in one.lines]
    first = lines[0]
    yield state_font(
        "title_font", words.XIAOBIAOSONG, {font for one in found.title for font in one.seen.fonts}, 1, first.box
    )
    yield from worst(measure("title_size", line.size, 1, line.box) for line in lines)
    above = found.number.baseline if found.letter and found.number else found.rule.bottom if found.rule else None
    if above is None or found.form == words.MINUTES:  # their head is laid out as the organ will
        yield absent("title_place")
    else:
        yield measure("title_place", (first.baseline - above) / LINE - 1, 1, first.box)
    yield from worst(
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
    title = (*found.title, *found.below_title)[-1].last
    yield measure("recipients_place", (one.first.baseline - title.baseline) / LINE - 1, 1, one.first.box)
    yield measure("recipients_left", one.first.left - found.block.left, 1, one.first.box)
    yield state("recipients_colon", one.text[-1], one.text[-1] == words.COLON, 1, one.last.box)


def _body(found: Elements) -> Iterator[Measure]:
    if not found.body:
        rules = ("first_page_body", "body_font", "body_size", "indent", *(rule for rule, *_ in HEADINGS))
        yield from map(absent, rules)
    else:
        on_first = [one for one in found.body if one.first.page == 1]
        yield state("first_page_body", words.BODY if on_first else words.ABSENT, bool(on_first), 1)
        plain = [one for one in found.body if not _heading(one)]
        if plain:
            yield from worst(
                state_font("body_font", words.FANGSONG, one.seen.fonts, one.first.page, one.first.box) for one in plain
            )
        else:
            yield absent("body_font")
        yield from worst(measure("body_size", line.size, line.page, line.box) for line in _lines(found.body))
        yield from worst(
            measure("indent", (one.first.left - found.block.left) / CHARACTER, one.first.page, one.first.box)
            for one in found.body
        )
        for rule, _, kind in HEADINGS:
            headings = [one for one in found.body if _heading(one) == rule]
            if headings:
                yield from worst(
                    state_font(rule, kind, [one.seen.font], one.first.page, one.first.box) for one in headings
                )
            else:
                yield absent(rule)
    everything = (*found.mark, *found.title, *(one for one in (found.recipients,) if one), *found.body)
    rest = (
        *found.attachments,
        *found.attended,
        *(one for one in (*found.organs, found.date, found.note) if one),
        *found.after,
    )
    yield from worst(
        state("bold", words.BOLD if one.seen.bold else words.NOT_BOLD, not one.seen.bold, one.first.page, one.first.box)
        for one in (*everything, *rest)
    )


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
    full = Counter(
        len(line.glyphs) + round((line.left - found.block.left) / CHARACTER)
        for one in found.body
        for line in one.lines[:-1]
        if all(unicodedata.category(glyph.text[0]) == "Lo" for glyph in line.glyphs)
    )
    if full:
        yield measure("characters_per_line", max(full, key=lambda count: (full[count], count)))
    else:
        yield absent("characters_per_line")


def _full_pages(found: Elements) -> dict[int, int]:
    """Page → its lines, of the pages that hold nothing but body, from the first line to a body that goes on."""
    body = {id(line) for line in _lines(found.body)}
    pages = found.paper.pages
    counts = {}
    for page, following in pairwise(pages):
        lines = [line for line in page.lines if not is_page_number(line, page)]
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


def _attachments(found: Elements) -> Iterator[Measure]:
    if not found.attachments:
        yield from map(absent, ("attachments_place", "attachments_indent", "attachments_wrap", "attachments_end"))
        return
    first = found.attachments[0].first
    before = found.body[-1].last if found.body else None
    if before is None or before.page != first.page:
        yield absent("attachments_place")
    else:
        blank = (first.baseline - before.baseline) / LINE - 1
        yield measure("attachments_place", blank, first.page, first.box)
    yield measure("attachments_indent", (first.left - found.block.left) / CHARACTER, first.page, first.box)
    wrapped = [one for one in found.attachments if len(one.lines) > 1]
    if wrapped:
        yield from worst(_wrap(one) for one in wrapped)
    else:
        yield absent("attachments_wrap")
    yield from worst(
        state("attachments_end", one.text[-1], one.text[-1] not in words.ENDS_NAME, one.last.page, one.last.box)
        for one in found.attachments
    )


def _wrap(one: Placed) -> Measure:
    """How far the second line of an attachment's name begins from where the name does."""
    label = re.match(words.ATTACHMENT_ITEM, one.text)
    place = label.end() if label else 0
    if place >= len(one.first.glyphs):  # the label fills a line of its own
        return absent("attachments_wrap")
    begins = one.first.glyphs[place].left
    return measure("attachments_wrap", one.lines[1].left - begins, one.first.page, one.lines[1].box)


def _note(found: Elements) -> Iterator[Measure]:
    if found.note is None:
        yield from map(absent, ("note_form", "note_indent"))
        return
    first = found.note.first
    opens, closes = words.BRACKETS
    holds = found.note.text.startswith(opens) and found.note.text.endswith(closes)
    yield state("note_form", found.note.text[:1], holds, first.page, first.box)
    yield measure("note_indent", (first.left - found.block.left) / CHARACTER, first.page, first.box)


def _attached(found: Elements) -> Iterator[Measure]:
    """True attachments: the mark on the first line of a page, and titles that say what was announced."""
    marks = [i for i, one in enumerate(found.after) if re.fullmatch(words.ATTACHMENT_MARK, one.text)]
    if not marks:
        yield from map(absent, ("attachment_mark", "attachment_title"))
        return
    pages = {page.number: page for page in found.paper.pages}
    announced = [
        re.sub(words.ATTACHMENT_ITEM, "", one.text, count=1).rstrip(words.ENDS_NAME) for one in found.attachments
    ]
    for place in marks:
        one = found.after[place]
        first = pages[one.first.page].lines[0] is one.first and abs(one.first.left - found.block.left) < EDGE
        font = state_font("attachment_mark", words.HEI, one.seen.fonts, one.first.page, one.first.box)
        yield font if first else state("attachment_mark", words.NOT_FIRST, False, one.first.page, one.first.box)
        below = [each for each in found.after[place + 1 :] if each.first.page == one.first.page]
        title = "".join(each.text for each in below if each.first.size > ABOVE_BODY)
        if announced:
            yield state("attachment_title", title, title in announced, one.first.page, one.first.box)
        else:
            yield state("attachment_title", words.NOT_ANNOUNCED, False, one.first.page, one.first.box)
