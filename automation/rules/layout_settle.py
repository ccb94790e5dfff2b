"""Settles what was measured (归并): nothing told of strange fonts, what holds said once, equal faults together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from automation.model.page import FAILS, HOLDS, NOT_APPLICABLE, UNMEASURED, Box, Fault, Measure, PaperSeen, TextLine
from automation.rules.layout_judge import FONTLESS
from automation.rules.layout_places import CHARACTER, Elements
from automation.terms import layout as words

FLOW = ("first_page_body", "sign_off_page", "imprint_page")
"""What is told of pages: a line that breaks elsewhere may change it."""
SIGN_OFF = "7.3.5"  # its places hang on one another: the date on the organ's name


def strike_strange(measures: Iterable[Measure], found: Elements) -> Iterator[Measure]:
    """No verdict on what lies in a line printed with fonts whose widths are not those of the standard's."""
    lines = find_strange_lines(found.paper)
    if not lines:
        yield from measures
        return
    signed = [line for one in (*found.organs, found.date) if one for line in one.lines]
    mixed = {id(line) for line in lines} & {id(line) for line in signed}
    moving = _may_break(lines, found)
    by_page: dict[int, list[TextLine]] = defaultdict(list)
    for line in lines:
        by_page[line.page].append(line)
    reason = words.STRANGE_FONTS.format(fonts=words.COMMA.join(found.paper.strange))
    for one in measures:
        here = by_page.get(one.page or 0, [])
        hit = one.box is not None and any(_overlap(line.ink or line.box, one.box) for line in here)
        hit = hit or (one.rule in FLOW and moving)
        hit = hit or (bool(mixed) and words.RULES[one.rule][0].startswith(SIGN_OFF))
        hit = hit or (one.rule == "inside_text_block" and one.holds == HOLDS and bool(here))
        hit = hit and one.rule not in FONTLESS and one.holds in (HOLDS, FAILS)
        yield replace(one, measured=reason, holds=UNMEASURED, box=None) if hit else one


def _may_break(lines: Iterable[TextLine], found: Elements) -> bool:
    """Whether one of the lines might break elsewhere with the right font: it is one of several, or reaches the edge."""
    texts = (*found.title, *(one for one in (found.recipients,) if one), *found.body, *found.attachments)
    several = {id(line) for one in texts if len(one.lines) > 1 for line in one.lines}
    return any(id(line) in several or line.right > found.block.right - 2 * CHARACTER for line in lines)


def find_strange_lines(paper: PaperSeen) -> list[TextLine]:
    """The lines with characters of strange fonts; a lone sign moves nothing."""
    strange = set(paper.strange)
    return [
        line
        for page in paper.pages
        for line in (*page.lines, *((page.turned,) if page.turned else ()))
        if strange and any(glyph.font in strange and not glyph.is_sign for glyph in line.glyphs)
    ]


def settle(measures: Iterable[Measure]) -> Iterator[Measure]:
    """Of each rule every place that fails and every reason it could not be told; where all holds, the first."""
    by_rule: dict[str, list[Measure]] = defaultdict(list)
    for one in measures:
        by_rule[one.rule].append(one)
    for same in by_rule.values():
        failed = [one for one in same if one.holds == FAILS]
        hidden = {one.measured: one for one in reversed(same) if one.holds == UNMEASURED}
        told = [*failed, *reversed(hidden.values())]
        yield from told or sorted(same, key=lambda one: one.holds == NOT_APPLICABLE)[:1]


def group_faults(measures: Sequence[Measure]) -> tuple[Fault, ...]:
    """The faults in their order, those that say the same of several pages as one."""
    groups: dict[tuple[str, str, str], list[Measure]] = defaultdict(list)
    for one in measures:
        if one.holds == FAILS:
            groups[one.rule, one.wanted, one.measured].append(one)
    return tuple(Fault(tuple(same), show_pages(one.page for one in same)) for same in groups.values())


def show_pages(pages: Iterable[int | None]) -> str:
    """Pages as a clerk writes them: 1、3—5; nothing where the page is not known."""
    known = sorted({page for page in pages if page})
    runs = []
    for _, run in groupby(enumerate(known), key=lambda each: each[1] - each[0]):
        first, *rest = (page for _, page in run)
        runs.append(words.PAGES.format(first=first, last=rest[-1]) if rest else str(first))
    return words.COMMA.join(runs)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
