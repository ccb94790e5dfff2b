"""Breaks a title into lines (标题回行): by meaning, and into a trapezium or a rhombus (GB/T 9704-2012, 7.3.1)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from automation.terms import drafting as words
from automation.terms import layout

MOST = 20  # 字 of 2号 in the text block: 156 mm
STEP = 1  # 字 by which two lines differ at least, so that an outline is seen
SPLIT, AT_WORD, FREE = 12, 2, 0
"""What a break costs: inside a word, between two words, where a reader draws breath."""
UNEVEN = 0.4  # for each 字 the longest line is longer than the shortest
ONE_MORE = 6  # for each line more than are needed
MISSHAPEN = 100
MANY = 4  # lines; a longer title the page breaks as it comes


def split_lines(title: str) -> tuple[str, ...]:
    """The lines of a title as the office marked them with |."""
    parts = re.split(f"[{re.escape(words.LINE_MARKS)}]", title)
    return tuple(part.strip() for part in parts if part.strip())


def break_by_meaning(title: str, kept: Sequence[str] = (), most: float = MOST) -> tuple[str, ...]:
    """The lines of a title, one where it fits or is beyond all measure; nothing is added or left out.

    ``kept`` are names that stay whole where the lines allow it.
    """
    if _width(title) <= most or not title:
        return (title,)
    costs = _costs(title, kept)
    places = sorted(place for place, cost in costs.items() if cost < SPLIT)
    least = -int(-_width(title) // most)
    if least > MANY:
        return (title,)
    for candidates, counts in ((places, (least, least + 1)), (sorted(costs), (least,)), (sorted(costs), (least + 1,))):
        made = [
            (_price(lines, breaks, costs, least), breaks, lines)
            for count in counts
            for breaks in _find_breaks(title, candidates, count, most)
            for lines in (_cut(title, breaks),)
        ]
        if made:
            return min(made)[2]
    return (title,)  # nothing of it may be broken: the program that prints it must


def has_good_outline(widths: Sequence[float], step: float = STEP) -> bool:
    """Whether centred lines of these widths are a trapezium or a rhombus: no two alike, no waist."""
    return outline_of(widths, step) in layout.GOOD_SHAPES


def outline_of(widths: Sequence[float], least: float) -> str:
    """The outline of centred lines; two that differ by less than ``least`` are equal."""
    steps = [0 if abs(b - a) < least else 1 if b > a else -1 for a, b in pairwise(widths)]
    if not steps:
        return layout.ONE_LINE
    if 0 in steps:
        return layout.OBLONG
    if len(set(steps)) == 1:
        return layout.TRAPEZIUM
    return layout.RHOMBUS if steps == sorted(steps, reverse=True) else layout.SANDGLASS


def _find_breaks(
    title: str, candidates: Sequence[int], count: int, most: float, start: int = 0
) -> Iterator[tuple[int, ...]]:
    """Every way to break the rest of a title into so many lines that fit; a line too long ends the search there."""
    if count == 1:
        if _width(title[start:]) <= most:
            yield ()
        return
    for place in candidates:
        if place <= start or _width(title[place:]) > most * (count - 1):
            continue
        if _width(title[start:place]) > most:
            return
        for rest in _find_breaks(title, candidates, count - 1, most, place):
            yield (place, *rest)


def _price(lines: Sequence[str], breaks: Sequence[int], costs: dict[int, float], least: int) -> float:
    widths = [_width(line) for line in lines]
    shape = 0 if has_good_outline(widths) else MISSHAPEN
    uneven = UNEVEN * (max(widths) - min(widths))
    return shape + uneven + ONE_MORE * (len(lines) - least) + sum(costs[place] for place in breaks)


def _cut(title: str, breaks: Sequence[int]) -> tuple[str, ...]:
    return tuple(title[start:end] for start, end in pairwise((0, *breaks, len(title))))


def _costs(title: str, kept: Sequence[str]) -> dict[int, float]:
    """Every place a line may end at, and what it costs; none inside a number, a name in brackets or before 的."""
    whole = {
        place for match in re.finditer(words.TITLE_WHOLE, title) for place in range(match.start() + 1, match.end())
    }
    costs: dict[int, float] = {}
    for place in range(1, len(title)):
        if place in whole or title[place] in words.TITLE_NEVER_FIRST or title[place - 1] in words.TITLE_NEVER_LAST:
            continue
        costs[place] = SPLIT
    for pattern, cost in ((words.TITLE_WORDS, AT_WORD), (words.TITLE_BREATHS, FREE)):
        for place in _ends(pattern, title):
            if place in costs:
                costs[place] = min(costs[place], cost)
    for name in kept:
        for found in re.finditer(re.escape(name), title) if name else ():
            costs |= {place: SPLIT for place in range(found.start() + 1, found.end()) if place in costs}
    return costs


def _ends(pattern: str, title: str) -> Iterator[int]:
    """The places before and after each match."""
    for match in re.finditer(pattern, title):
        yield from (match.start(), match.end())


def _width(text: str) -> float:
    """Width in 字: a digit or Latin letter is half of one."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.5 for sign in text)
