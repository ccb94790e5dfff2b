"""Measures attachments (附件): how the text announces them, and the pages they stand on (7.3.4, 7.3.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import takewhile

from automation.model.page import Measure
from automation.rules.layout_judge import absent, measure, state, state_font, unmeasured
from automation.rules.layout_lines import Placed
from automation.rules.layout_marks import ABOVE_BODY
from automation.rules.layout_places import CHARACTER, LINE, POINT, Elements, is_in_the_middle
from automation.rules.title import outline_of
from automation.terms import layout as words

EDGE = 1.0  # mm
SHOWN = 6  # characters shown of a name that ends wrongly
TITLE_LINE = 3  # of the page
TITLE_RULES = (
    *("attachment_title", "attachment_title_font", "attachment_title_size", "attachment_title_place"),
    *("attachment_title_centred", "attachment_title_shape"),
)


def measure_attached(found: Elements) -> Iterator[Measure]:
    """Every rule of 7.3.4 and 7.3.7."""
    yield from _announced(found)
    yield from _attached(found)


def _announced(found: Elements) -> Iterator[Measure]:
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
    yield absent("attachments_wrap")
    yield from (_wrap(one) for one in found.attachments if len(one.lines) > 1)
    for one in found.attachments:
        said = words.ENDS_IN.format(end=one.text[-SHOWN:])
        yield state("attachments_end", said, one.text[-1] not in words.ENDS_NAME, one.last.page, one.last.box)


def _wrap(one: Placed) -> Measure:
    """How far the second line of an attachment's name begins from where the name does."""
    label = re.match(words.ATTACHMENT_ITEM, one.text)
    place = label.end() if label else 0
    if place >= len(one.first.glyphs):  # the label fills a line of its own
        return absent("attachments_wrap")
    begins, second = one.first.glyphs[place].left, one.lines[1]
    top = one.first.box[1] if second.page == one.first.page else second.box[1]
    box = second.left, top, second.right, second.box[3]  # both lines: the second is held to the first
    return measure("attachments_wrap", second.left - begins, second.page, box)


def _attached(found: Elements) -> Iterator[Measure]:
    """True attachments: the mark on the first line of a page, and titles that say what was announced."""
    marks = [i for i, one in enumerate(found.after) if re.fullmatch(words.ATTACHMENT_MARK, one.text)]
    if not marks:
        yield from map(absent, ("attachment_mark", *TITLE_RULES))
        return
    pages = {page.number: page for page in found.paper.pages}
    names = [re.sub(words.ATTACHMENT_ITEM, "", one.text, count=1).rstrip(words.ENDS_NAME) for one in found.attachments]
    for place, mark in enumerate(marks):
        one = found.after[mark]
        inside = (line for line in pages[one.first.page].lines if line.baseline > found.block.top)  # no page header
        first = next(inside, None) is one.first and abs(one.first.left - found.block.left) < EDGE
        font = state_font("attachment_mark", words.HEI, one.seen.fonts, one.first.page, one.first.box)
        yield font if first else state("attachment_mark", words.NOT_FIRST, False, one.first.page, one.first.box)
        below = [each for each in found.after[mark + 1 :] if each.first.page == one.first.page]
        order = int(re.sub(r"\D", "", one.text) or place + 1)
        name = names[order - 1] if 0 < order <= len(names) else ""
        yield from _title(found, one, _find_title(found, below, name), name)


def _find_title(found: Elements, below: Sequence[Placed], name: str) -> list[Placed]:
    """The title of an attachment: what is announced, else large print, else what is centred."""
    for count in range(1, len(below) + 1):
        said = "".join(one.text for one in below[:count])
        if not name.startswith(said):
            break
        if said == name:
            return list(below[:count])
    large = list(takewhile(lambda one: one.first.size > ABOVE_BODY, below))
    return large or list(takewhile(partial(is_in_the_middle, found.block), below))


def _title(found: Elements, mark: Placed, title: Sequence[Placed], name: str) -> Iterator[Measure]:
    page = mark.first.page
    if not title:  # a table or a picture may hold it
        yield from (unmeasured(rule, words.NO_ATTACHMENT_TITLE, page) for rule in TITLE_RULES)
        return
    lines = [line for one in title for line in one.lines]
    first = lines[0]
    box = min(line.left for line in lines), first.box[1], max(line.right for line in lines), lines[-1].box[3]
    said = "".join(one.text for one in title)
    told = state("attachment_title", said, said == name, page, first.box)
    yield replace(told, wanted=name or words.NOT_ANNOUNCED)
    fonts = {font for one in title for font in one.seen.fonts}
    yield state_font("attachment_title_font", words.XIAOBIAOSONG, fonts, page, first.box)
    yield from (measure("attachment_title_size", line.size, page, line.box) for line in lines)
    yield measure("attachment_title_place", (first.baseline - mark.first.baseline) / LINE + 1, page, first.box)
    yield from (
        measure("attachment_title_centred", (line.left + line.right) / 2 - found.block.centre, page, line.box)
        for line in lines
    )
    shape = outline_of([line.right - line.left for line in lines], first.size * POINT / 2)
    yield state("attachment_title_shape", shape, shape in words.GOOD_SHAPES, page, box)
