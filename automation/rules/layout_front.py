"""Leaves out what stands before the head of a paper (封面、目录), of which the standard says nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from automation.model.page import PageSeen, PaperSeen
from automation.rules.layout_lines import place_paragraphs
from automation.terms import layout as words

LARGE = 16.5  # pt; larger print than the body's


def count_front(pages: Sequence[PageSeen]) -> int:
    """How many pages stand before the head: those before the first that bears a number under red print or a red line.

    A number alone heads no page: an attachment may quote one. None where the first page has a red mark or a number.
    """
    if not pages or _is_marked(pages[0]) or _has_number(pages[0]):
        return 0
    heads = (place for place, page in enumerate(pages) if not page.landscape and _has_number(page))
    return next((place for place in heads if _is_marked(pages[place])), 0)


def leave_out_front(paper: PaperSeen) -> PaperSeen:
    """The paper from its head on, its pages counted from 1."""
    front = count_front(paper.pages)
    if not front:
        return paper
    before = {id(one.seen) for one in place_paragraphs(paper) if one.first.page <= front}
    rest = tuple(one for one in paper.paragraphs if id(one) not in before)
    section = rest[0].section if rest else 0
    pages = tuple(_renumber(page, front) for page in paper.pages[front:])
    return replace(paper, pages=pages, paragraphs=rest, sections=paper.sections[section:], front=front)


def has_late_head(pages: Sequence[PageSeen]) -> bool:
    """Whether a later page looks like the first one of a paper whose own first page has no head at all."""
    if not pages or _is_marked(pages[0]) or _has_number(pages[0]):
        return False
    return any(_has_number(page) for page in pages if not page.landscape)


def _is_marked(page: PageSeen) -> bool:
    """Whether it shows what only a head has: large red print in its upper half, or a red line across it."""
    large = any(line.red and line.size > LARGE and line.baseline < page.height / 2 for line in page.lines)
    return large or any(one.red and one.level and one.right - one.left > page.width / 2 for one in page.strokes)


def _has_number(page: PageSeen) -> bool:
    return any(re.fullmatch(words.NUMBER_LINE, re.split(words.SIGNER, line.text)[0]) for line in page.lines)


def _renumber(page: PageSeen, front: int) -> PageSeen:
    number = page.number - front
    return replace(
        page,
        number=number,
        lines=tuple(replace(line, page=number) for line in page.lines),
        strokes=tuple(replace(one, page=number) for one in page.strokes),
        turned=replace(page.turned, page=number) if page.turned else None,
    )
