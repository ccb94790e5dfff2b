"""Leaves out what stands before the head of a paper (封面、目录), of which the standard says nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from automation.model.page import PageSeen, PaperSeen
from automation.rules.layout_lines import ABOVE_BODY, place_paragraphs
from automation.rules.layout_marks import find_number

LARGEST = 26.0  # pt; and than any title's


def count_front(pages: Sequence[PageSeen]) -> int:
    """How many pages stand before the head: those before the first that bears a number with red or very large print.

    A number alone heads no page: an attachment may quote one. None where the first page has a red mark or a number.
    """
    if not pages or _is_marked(pages[0]) or find_number(pages[0].lines):
        return 0
    heads = (place for place, page in enumerate(pages) if not page.landscape and _is_head(page))
    return next(heads, 0)


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
    if not pages or _is_marked(pages[0]) or find_number(pages[0].lines):
        return False
    return any(find_number(page.lines) for page in pages if not page.landscape)


def _is_head(page: PageSeen) -> bool:
    number = find_number(page.lines)
    if number is None:
        return False
    return _is_marked(page) or any(
        line.size > LARGEST and line.baseline < number.baseline for line in page.lines
    )  # black, which is what is wrong with it


def _is_marked(page: PageSeen) -> bool:
    """Whether it shows what only a head has: large red print in its upper half, or a red line across it."""
    large = any(line.red and line.size > ABOVE_BODY and line.baseline < page.height / 2 for line in page.lines)
    return large or any(one.red and one.level and one.right - one.left > page.width / 2 for one in page.strokes)


def _renumber(page: PageSeen, front: int) -> PageSeen:
    number = page.number - front
    return replace(
        page,
        number=number,
        lines=tuple(replace(line, page=number) for line in page.lines),
        strokes=tuple(replace(one, page=number) for one in page.strokes),
        turned=replace(page.turned, page=number) if page.turned else None,
    )
