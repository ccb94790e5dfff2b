"""Measures what orders and minutes have of their own (命令、纪要格式, clauses 10.2 and 10.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from automation.model.page import Measure
from automation.rules.layout_judge import absent, measure, state_font
from automation.rules.layout_lines import Placed
from automation.rules.layout_places import CHARACTER, LINE, Elements
from automation.rules.layout_sign import below_text
from automation.terms import layout as words

MINUTES_RULES = ("minutes_place", "minutes_indent", "minutes_font", "minutes_wrap")


def measure_forms(found: Elements) -> Iterator[Measure]:
    """Every rule of 10.2 and 10.3 but the place of the mark."""
    yield from _order(found)
    yield from _attended(found)


def _order(found: Elements) -> Iterator[Measure]:
    """The text of an order stands two blank lines below its number, without a title."""
    first = found.body[0].first if found.body else None
    if found.form != words.ORDER or found.number is None or found.title or first is None or first.page > 1:
        yield absent("order_body")
    else:
        yield measure("order_body", (first.baseline - found.number.baseline) / LINE - 1, 1, first.box)


def _attended(found: Elements) -> Iterator[Measure]:
    """Who was present, excused or sat in: a blank line below the text, two 字 in, each label in 黑体."""
    if not found.attended:
        yield from map(absent, MINUTES_RULES)
        return
    first = found.attended[0].first
    yield from below_text(found, "minutes_place", first)
    yield from (
        measure("minutes_indent", (one.first.left - found.block.left) / CHARACTER, one.first.page, one.first.box)
        for one in found.attended
    )
    yield from (
        state_font("minutes_font", words.HEI, _label_fonts(one), one.first.page, one.first.box)
        for one in found.attended
    )
    wrapped = [one for one in found.attended if len(one.lines) > 1]
    yield from map(_wrap, wrapped) if wrapped else [absent("minutes_wrap")]


def _label_fonts(one: Placed) -> frozenset[str]:
    """The fonts of the label alone: the names behind it are 仿宋."""
    label = re.match(words.ATTENDED, one.text)
    return one.seen.fonts_of(0, len(label[0].rstrip(words.COLONS)) if label else len(one.text))


def _wrap(one: Placed) -> Measure:
    """How far the second line of a list of names begins from where the first name does, behind the colon."""
    label = re.match(words.ATTENDED, one.text)
    place = label.end() if label else 0
    begins = one.first.glyphs[min(place, len(one.first.glyphs) - 1)].left
    return measure("minutes_wrap", one.lines[1].left - begins, one.lines[1].page, one.lines[1].box)
