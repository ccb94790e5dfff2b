"""Measures the sign-off (署名) as the case of 7.3.5 it is nearest to: under a seal, without, by a signature stamp."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from automation.model.page import Measure, TextLine
from automation.rules.layout_judge import absent, measure, state
from automation.rules.layout_places import CHARACTER, LINE, Elements
from automation.terms import layout as words

DATE_FREE = 4  # 字 right of the date under a seal
BARE_FREE = 2  # 字 right of the organ without one, and from where it begins to where the date does
EDGE = 1.0  # mm from the right edge within which a name too long for its place ends
SEALED = ("organ_centred",)
BARE = ("bare_place", "bare_right", "bare_date")
STAMPED = ("stamp_place", "stamp_date")


def measure_sign_off(found: Elements) -> Iterator[Measure]:
    """Every rule of 7.3.5; those of the two cases a paper is not are not applicable."""
    if found.date is None:
        lacking = [state("date_form", words.ABSENT, False)] if found.needs_date else [absent("date_form")]
        yield from (*lacking, *map(absent, ("date_right", "sign_off_page", *SEALED, *BARE, *STAMPED)))
        return
    date, page, day = found.date.first, found.date.first.page, found.date.text
    open_day = day == words.DATE_OPEN
    if open_day:
        yield absent("date_form")
    else:
        yield state("date_form", day, re.fullmatch(words.DATE_FORM, day) is not None, page, date.box)
    if found.organs and re.fullmatch(words.POST, found.organs[-1].text):
        yield from _stamped(found, date)
    elif found.organs and _is_bare(found, date):
        yield from _bare(found, date, open_day)
    else:
        yield from _sealed(found, date, open_day)
    said = (*found.body, *found.attachments)  # a list of attachments is text the seal may share its page with
    together = not found.body or any(
        line.page == page for one in said if words.NO_BODY not in one.text for line in one.lines
    )
    yield state("sign_off_page", words.BODY if together else words.ABSENT, together, page, date.box)


def _is_bare(found: Elements, date: TextLine) -> bool:
    """Whether organs and date stand nearer to where they belong without a seal than to where they do under one."""
    right_edge, last = found.block.right, found.organs[-1].last
    left, right = _last_name(last)
    centred = abs(left + right - date.left - date.right) / 2 + abs(right_edge - date.right - DATE_FREE * CHARACTER)
    step = abs(date.left - last.left - BARE_FREE * CHARACTER)
    return step + abs(right_edge - _widest(found, date).right - BARE_FREE * CHARACTER) < centred


def _widest(found: Elements, date: TextLine) -> TextLine:
    """The longest line of the sign-off: without a seal it is the one that ends two 字 from the right."""
    return max((*(one.last for one in found.organs), date), key=lambda line: line.right - line.left)


def _sealed(found: Elements, date: TextLine, open_day: bool) -> Iterator[Measure]:
    """Under a seal (7.3.5.1): the date four 字 from the right, the last organ centred over it."""
    yield from map(absent, (*BARE, *STAMPED))
    organ = found.organs[-1].last if found.organs else None
    free = (found.block.right - date.right) / CHARACTER
    too_long = free > DATE_FREE and any(one.last.right > found.block.right - EDGE for one in found.organs)
    yield measure("date_right", DATE_FREE if too_long else free, date.page, date.box)
    if organ is None or open_day:  # where the blanks of a day begin is not to be seen
        yield absent("organ_centred")
    else:
        left, right = _last_name(organ)
        yield measure("organ_centred", (left + right - date.left - date.right) / 2, organ.page, organ.box)


def _bare(found: Elements, date: TextLine, open_day: bool) -> Iterator[Measure]:
    """Without a seal (7.3.5.2): a blank line, the organs two 字 from the right, the date two 字 in from the last."""
    yield from map(absent, ("date_right", *SEALED, *STAMPED))
    lines = [one.last for one in found.organs]
    yield from below_text(found, "bare_place", lines[0])
    widest = _widest(found, date)
    yield measure("bare_right", (found.block.right - widest.right) / CHARACTER, widest.page, widest.box)
    if open_day:  # where the blanks of a day begin is not to be seen
        yield absent("bare_date")
    else:
        yield measure("bare_date", (date.left - lines[-1].left) / CHARACTER, date.page, date.box)


def _stamped(found: Elements, date: TextLine) -> Iterator[Measure]:
    """Beside a signature stamp (7.3.5.3): two blank lines, the office held; the date a line below the stamp."""
    yield from map(absent, (*SEALED, *BARE))
    posts = [one for one in found.organs if re.fullmatch(words.POST, one.text)]
    yield from below_text(found, "stamp_place", posts[0].first)
    yield measure("date_right", (found.block.right - date.right) / CHARACTER, date.page, date.box)
    last = posts[-1].last
    if last.page == date.page:
        yield measure("stamp_date", (date.baseline - last.baseline) / LINE - 1, date.page, date.box)
    else:
        yield absent("stamp_date")


def below_text(found: Elements, rule: str, line: TextLine) -> Iterator[Measure]:
    """How many blank lines part a line from the body or the list of attachments above it on its page."""
    above = (found.attachments or found.body)[-1:]
    if above and above[0].last.page == line.page:
        yield measure(rule, (line.baseline - above[0].last.baseline) / LINE - 1, line.page, line.box)
    else:
        yield absent(rule)


def _last_name(line: TextLine) -> tuple[float, float]:
    """Where the last of the names in a line begins and ends, in mm: under a seal each organ has its own place."""
    begins = line.left
    for glyph, following in pairwise(line.glyphs):
        if following.left - glyph.right > CHARACTER / 2:
            begins = following.left
    return begins, line.right
