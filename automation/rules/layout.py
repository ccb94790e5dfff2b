"""Holds a paper to the official layout (版式检查, GB/T 9704-2012): every rule a page can show, each with a verdict."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace

from automation.model.page import FAILED, FAILS, PASSED, UNMEASURED, Measure, PaperSeen
from automation.rules.layout_attached import measure_attached
from automation.rules.layout_front import has_late_head, leave_out_front
from automation.rules.layout_head import measure_head
from automation.rules.layout_judge import unmeasured
from automation.rules.layout_page import measure_margins, measure_pages
from automation.rules.layout_places import find_elements
from automation.rules.layout_settle import settle, strike_strange
from automation.rules.layout_text import measure_text
from automation.terms import layout as words

AROUND = 6  # characters shown on either side of a rare one


def measure_layout(paper: PaperSeen) -> tuple[Measure, ...]:
    """Every rule in the order of the standard; what fails is given for each place, what holds once.

    A cover and a list of contents are no part of the paper: it is measured from its head on.
    """
    late = has_late_head(paper.pages)
    paper = leave_out_front(paper)
    front = paper.front
    found = find_elements(paper)
    measured = [*measure_pages(found), *measure_head(found), *measure_text(found), *measure_attached(found)]
    if late and not front:
        measured.append(unmeasured("number_form", words.LATE_HEAD))
    measures = [
        replace(one, page=one.page + front) if one.page else one for one in settle(strike_strange(measured, found))
    ]
    order = {rule: place for place, rule in enumerate(words.RULES)}
    return tuple(sorted(measures, key=lambda one: (order[one.rule], one.page or 0)))


def measure_unprinted(paper: PaperSeen, reason: str) -> tuple[Measure, ...]:
    """What can be told of a paper that could not be printed: the margins it asks for."""
    told = {one.rule: one for one in measure_margins(paper.sections)}
    return tuple(told.get(rule, unmeasured(rule, reason)) for rule in words.RULES)


def decide(measures: Iterable[Measure]) -> str:
    """The verdict on a paper: it fails, holds, or nothing failed but something could not be measured."""
    found = {one.holds for one in measures}
    return FAILED if FAILS in found else UNMEASURED if UNMEASURED in found else PASSED


def find_strange(fonts: Iterable[str]) -> tuple[str, ...]:
    """The fonts of a PDF whose widths are not known to be those of the standard's."""
    known = tuple(name.lower() for name in words.SAME_WIDTHS)
    return tuple(sorted(font for font in fonts if not font.lower().startswith(known)))


def find_rare(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each Han character outside GB 2312, which 仿宋_GB2312 and 楷体_GB2312 do not have, with the words around it."""
    for text in texts:
        for place, character in enumerate(text):
            if unicodedata.category(character) == "Lo" and not _is_common(character):
                before, after = text[max(0, place - AROUND) : place], text[place + 1 :][:AROUND]
                yield character, words.RARE_PLACE.format(before=before, character=character, after=after)


def _is_common(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
