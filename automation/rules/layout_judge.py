"""Holds one measurement to its rule (判定): within the tolerance, the words as wanted, or not to be told.

A verdict is never given where it cannot be: a paper printed with fonts of other widths has no measurable places.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from automation.model.page import FAILS, HOLDS, NOT_APPLICABLE, UNMEASURED, Box, Measure
from automation.terms import layout as words

# What is told by the document's own words and settings, whatever font stood in on the page.
FONTLESS = {
    *("page_size", "top_margin", "left_margin", "text_width", "text_height", "body_font", "copy_number"),
    *("top_marks_font", "top_marks_order", "mark_colour", "mark_font", "number_form", "red_rule_width"),
    *(
        "red_rule_colour",
        "title_font",
        "recipients_colon",
        "heading_1_font",
        "heading_2_font",
        "heading_3_font",
        "bold",
    ),
    *("attachments_end", "date_form", "note_form", "attachment_mark", "attachment_title", "attachment_title_font"),
    *("copies_end", "copies_label", "printed_form", "signer_font", "minutes_font"),
    *("imprint_width", "imprint_thick", "imprint_thin", "page_number_form", "page_number_run"),
}


def measure(rule: str, found: float, page: int | None = None, box: Box | None = None) -> Measure:
    """A number held to its rule."""
    wanted, tolerance = words.RULES[rule][2], words.RULES[rule][4]
    assert isinstance(wanted, (int, float))  # noqa: S101 - of the table of rules
    holds = HOLDS if abs(found - wanted) <= tolerance + 1e-6 else FAILS
    return Measure(rule, show(wanted), show(found), page, holds, box)


def state(rule: str, found: str, holds: bool, page: int | None = None, box: Box | None = None) -> Measure:
    """Something said in words."""
    wanted = words.RULES[rule][2]
    return Measure(
        rule, wanted if isinstance(wanted, str) else show(wanted), found, page, HOLDS if holds else FAILS, box
    )


def unmeasured(rule: str, reason: str, page: int | None = None) -> Measure:
    """A rule that could not be held to the page, and why."""
    return replace(state(rule, reason, holds=False, page=page), holds=UNMEASURED)


def absent(rule: str) -> Measure:
    """A rule whose element the paper does not have."""
    return replace(state(rule, words.ABSENT, holds=False), holds=NOT_APPLICABLE)


def is_kind(font: str, kind: str) -> bool:
    """Whether a font is of a kind, by the name a document or a PDF gives it."""
    return font.lower().startswith(tuple(name.lower() for name in words.FONTS[kind]))


def state_font(rule: str, kind: str, fonts: Iterable[str], page: int | None = None, box: Box | None = None) -> Measure:
    """The fonts a document asks for; not to be told where it names none."""
    named = sorted(set(fonts))
    if not named or "" in named:
        return unmeasured(rule, words.FONT_UNKNOWN, page)
    return state(rule, words.COMMA.join(named), all(is_kind(font, kind) for font in named), page, box)


def show(number: float) -> str:
    """A measured number with at most two digits after the point."""
    return f"{number:.2f}".rstrip("0").rstrip(".") if abs(number) >= 0.005 else "0"
