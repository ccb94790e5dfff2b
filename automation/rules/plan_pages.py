"""Where the pages of the issued plan begin (分页): each opens with its labels, and is as full as they allow.

A merged label that begins anew on the next page must fit into the rows it spans there, and where it does not the last
of them grows. So moving a page start moves row heights, and breaking where the last rendering broke goes round in
circles. Instead one rendering without any merge gives the height each row and each label needs by itself; out of
these the heights under any page starts follow, the starts are chosen once, and a second rendering confirms them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from automation.model.paper import PlanPages, PlanRow
from automation.model.printed import PrintedTable
from automation.rules.plan_sizes import TOO_LITTLE, Sizes

MOST_RENDERS = 6  # the first measures, each later one tries; what moves even then is for a person to look at
STRETCH = 0.25  # of its height a row may grow to fill its page
_SHARES = tuple(share / 50 for share in range(40, 51))  # of a page's room, from what a stretch can fill to all of it


@dataclass(frozen=True, slots=True)
class Lessons:
    """What renderings taught beyond the sizes."""

    limits: Mapping[int, int] = field(default_factory=dict)  # a page that begins with this row ends before that one
    extra_pages: int = 0  # pages no row begins: a row higher than a page goes on there


@dataclass(frozen=True, slots=True)
class Settled:
    """Where the search for pages ended."""

    pages: PlanPages
    printed: PrintedTable
    unlabelled: tuple[int, ...]  # numbers of the pages that begin where no label does
    holds: bool  # whether nothing moves any more


def settle_pages(plan: Sequence[PlanRow], sizes: Sizes, render: Callable[[PlanPages], PrintedTable]) -> Settled:
    """Spread the plan over pages and ``render`` it, until the pages begin where they were meant to.

    Ends after MOST_RENDERS, the measuring one counted, or when a rendering taught nothing new.
    """
    lessons, left = Lessons(), MOST_RENDERS - 1
    while True:
        pages = spread_plan(sizes, lessons)
        printed = render(pages)
        left -= 1
        holds, learnt = pages_hold(pages, plan, printed), learn(lessons, pages, plan, printed)
        if holds or learnt == lessons or not left:
            return Settled(pages, printed, unlabelled_pages(pages, plan, printed), holds)
        lessons = learnt


def spread_plan(sizes: Sizes, lessons: Lessons) -> PlanPages:
    """Choose the row each page begins with, on as few pages as will do, and stretch the rows to fill them.

    Of the ways to need no more pages the most even is taken, so that the last page is no leaf with two rows. A page is
    left with less free than the next row needs, so that it begins the next page in any program; the last page keeps
    its heights, and a row higher than a page is left to break.
    """
    fewest = _starts(sizes, lessons, 1.0)
    starts = next(found for share in _SHARES if len(found := _starts(sizes, lessons, share)) == len(fewest))
    heights: list[float] = []
    for start, end in pairwise((*starts, len(sizes.rows))):
        page = _heights(sizes, start, end)
        free = _room(sizes, start) - sum(page)
        if free < 0:
            heights += [0.0] * len(page)
        elif end == len(sizes.rows):
            heights += page
        else:
            growth = max(min(free, STRETCH * sum(page)), free + sizes.spare - _keeps_out(sizes, end)) / sum(page)
            heights += [height * (1 + growth) for height in page]
    last_page = sizes.first_page + len(starts) - 1 + lessons.extra_pages
    return PlanPages(tuple(starts), tuple(heights), blank_before_imprint(last_page))


def _starts(sizes: Sizes, lessons: Lessons, share: float) -> list[int]:
    """Fill page after page up to a share of its room."""
    count, starts = len(sizes.rows), [0]
    while True:
        start = starts[-1]
        end = min(_fill_page(sizes, start, _room(sizes, start) * share), lessons.limits.get(start, count))
        if end == count:
            return starts
        starts.append(end)


def _room(sizes: Sizes, start: int) -> float:
    return (sizes.room if start else sizes.first_room) - sizes.spare


def _keeps_out(sizes: Sizes, row: int) -> float:
    """How much may stay free above a row that begins the next page; a row that breaks anyway begins in any line."""
    whole = sizes.rows[row] <= sizes.room
    return TOO_LITTLE * sizes.rows[row] if whole else sizes.spare


def page_starts(plan: Sequence[PlanRow], printed: PrintedTable) -> tuple[int, ...]:
    """Find the plan's rows, counted from 0, with which a printed page begins."""
    places = {row.order: at for at, row in enumerate(plan)}
    first = {row.page: places[row.order] for row in reversed(printed.rows) if row.order in places}
    return tuple(sorted(first.values()))


def pages_hold(pages: PlanPages, plan: Sequence[PlanRow], printed: PrintedTable) -> bool:
    """Tell whether a rendering begins its pages where it was meant to: then nothing moves any more."""
    last_page = printed.rows[-1].page if printed.rows else 0
    return page_starts(plan, printed) == pages.starts and blank_before_imprint(last_page) == pages.blank


def learn(lessons: Lessons, pages: PlanPages, plan: Sequence[PlanRow], printed: PrintedTable) -> Lessons:
    """Add what a rendering showed that did not hold.

    Each page start that was not meant shortens the page it was pushed off by at least a row, and none ever grows, so
    that learning comes to an end; lessons that stay equal say that there is nothing more to learn.
    """
    seen, limits = page_starts(plan, printed), dict(lessons.limits)
    for row in set(seen) - set(pages.starts):
        page = max(start for start in pages.starts if start < row)
        limits[page] = min(row, limits.get(page, row))
    held = {row.page for row in printed.rows if row.order}
    return Lessons(limits, len({row.page for row in printed.rows} - held))


def unlabelled_pages(pages: PlanPages, plan: Sequence[PlanRow], printed: PrintedTable) -> tuple[int, ...]:
    """Find the pages of a rendering that begin where no label begins."""
    orders = {plan[row].order for row in set(page_starts(plan, printed)) - set(pages.starts)}
    return tuple(row.page for row in printed.rows if row.order in orders)


def blank_before_imprint(last_page: int) -> bool:
    """Tell whether a blank page stands between the plan's last page and the imprint (版记).

    The imprint lies at the foot of the paper's last face (7.4), and paper printed on both sides ends with an even one.
    After a plan that ends on an even page the face between stays blank; 7.5 numbers neither it nor the imprint's.
    """
    return last_page % 2 == 0


def _fill_page(sizes: Sizes, start: int, room: float) -> int:
    """Give the row after the last that fits on the page beginning with ``start``; a page holds at least one."""
    end = start + 1
    while end < len(sizes.rows) and sum(_heights(sizes, start, end + 1)) <= room:
        end += 1
    return end


def _heights(sizes: Sizes, start: int, end: int) -> list[float]:
    """Give the heights of the rows of one page.

    A label's merge ends where its column says something else in the next row, or with the page; when its text needs
    more than its rows give together, the last of them grows.
    """
    heights: list[float] = []
    begun = dict.fromkeys(sizes.groups[start], start)
    for at in range(start, end):
        height = sizes.rows[at]
        for column, group in sizes.groups[at].items():
            if at > start and group != sizes.groups[at - 1][column]:
                begun[column] = at
            if at + 1 == end or group != sizes.groups[at + 1][column]:
                above = sum(heights[begun[column] - start :])
                height = max(height, sizes.labels[at][column] - above)
        heights.append(height)
    return heights
