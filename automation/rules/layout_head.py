"""Measures the head of a paper (版头): marks at the top, the organ's mark, number, signer and red rule (7.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from automation.model.page import Measure, TextLine
from automation.rules.layout_judge import absent, measure, state, state_font, unmeasured
from automation.rules.layout_marks import MANY, number_in
from automation.rules.layout_places import CHARACTER, LINE, Block, Elements
from automation.terms import layout as words

LETTER_RULES = (
    *("letter_mark_top", "letter_rule_gap", "letter_rule_width", "letter_rule_foot"),
    *("letter_number_right", "letter_number_gap"),
)


def measure_head(found: Elements) -> Iterator[Measure]:
    """Every rule of 7.2."""
    yield from _top_marks(found)
    yield from _mark(found)
    yield from _number(found)
    yield from _rule(found)
    yield from measure_letter(found)


def _top_marks(found: Elements) -> Iterator[Measure]:
    numbers = [line for line in found.top_marks if re.fullmatch(words.COPY_NUMBER, line.text)]
    secrecy = [line for line in found.top_marks if re.fullmatch(words.SECRECY, line.text)]
    urgency = [line for line in found.top_marks if re.fullmatch(words.URGENCY, line.text)]
    marks = [*numbers, *secrecy, *urgency]
    for line in numbers[:1]:
        yield state("copy_number", line.text, len(line.text) == 6, 1, line.box)
    if not numbers:
        yield absent("copy_number")
    if not marks:
        yield from map(absent, ("top_marks_font", "top_marks_left", "top_marks_order"))
        return
    lettered = [*secrecy, *urgency]
    fonts = {
        font for one in found.paper.paragraphs if one.text in {line.text for line in lettered} for font in one.fonts
    }
    yield state_font("top_marks_font", words.HEI, fonts, 1, lettered[0].box) if lettered else absent("top_marks_font")
    left = max(marks, key=lambda line: abs(line.left - found.block.left))
    yield measure("top_marks_left", left.left - found.block.left, 1, left.box)
    heights = [line.baseline for line in marks]
    said = words.COMMA.join(line.text for line in sorted(marks, key=lambda line: line.baseline))
    yield state("top_marks_order", said, heights == sorted(set(heights)), 1)


def _mark(found: Elements) -> Iterator[Measure]:
    lines = found.mark_lines
    if not lines:
        yield from map(absent, ("mark_colour", "mark_font", "mark_top", "mark_centred", "mark_joint", "order_mark_top"))
        return
    first, box = lines[0], lines[0].ink or lines[0].box
    red = all(line.red for line in lines)
    yield state("mark_colour", words.RED if red else words.NOT_RED, red, 1, box)
    yield state_font("mark_font", words.XIAOBIAOSONG, {font for one in found.mark for font in one.seen.fonts}, 1, box)
    rule, other = ("order_mark_top", "mark_top") if found.form == words.ORDER else ("mark_top", "order_mark_top")
    yield absent(other)
    if found.letter:
        yield absent(rule)
    elif first.ink is None:
        yield unmeasured(rule, words.NO_INK, 1)
    else:
        yield measure(rule, first.ink[1] - found.block.top, 1, box)
    middle = found.paper.pages[0].width / 2 if found.letter else found.block.centre
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    yield measure("mark_centred", (left + right) / 2 - middle, 1, box)
    yield _joint(lines)


def _joint(lines: Sequence[TextLine]) -> Measure:
    """Whether 文件 is level with the middle of the names it stands at the right of (联合行文)."""
    last = next((line for line in lines if line.text.endswith(words.MARK_ENDS)), None)
    if last is None or len(lines) < 2:
        return absent("mark_joint")
    names = [line for line in lines if line.text != words.MARK_ENDS]
    begins = last.glyphs[-len(words.MARK_ENDS)].left
    if any(line.right > begins for line in names if line is not last):  # one name of several lines
        return absent("mark_joint")
    off = last.baseline - (names[0].baseline + names[-1].baseline) / 2
    return measure("mark_joint", off, 1, last.ink or last.box)


def _number(found: Elements) -> Iterator[Measure]:
    line = found.number
    rules = ("number_size", "number_place", "number_centred", "number_left")
    if line is None:
        due = found.mark and found.form != words.MINUTES
        lacking = [state("number_form", words.ABSENT, False, 1)] if due else [absent("number_form")]
        yield from (*lacking, *map(absent, (*rules, "signer_right", "signer_font", "signer_aligned")))
        return
    said = number_in(line.text)
    if found.form in (words.ORDER, words.MINUTES):  # 令号, or the number of a series
        yield absent("number_form")
    else:
        yield state("number_form", said, re.fullmatch(words.NUMBER_FORM, said) is not None, 1, line.box)
    yield measure("number_size", line.size, 1, line.box)
    first = found.signers[0] if found.signers else line
    if found.mark and found.form not in (words.LETTER, words.MINUTES):
        mark = max(line.baseline for line in found.mark_lines)
        yield measure("number_place", (first.baseline - mark) / LINE - 1, 1, first.box)
    else:
        yield absent("number_place")
    if found.signers:
        yield absent("number_centred")
        yield measure("number_left", (line.left - found.block.left) / CHARACTER, 1, line.box)
    elif found.form in (words.LETTER, words.MINUTES):
        yield from map(absent, ("number_centred", "number_left"))
    else:
        yield measure("number_centred", _off_centre(found.block, line), 1, line.box)
        yield absent("number_left")
    yield from _signers(found)


def _signers(found: Elements) -> Iterator[Measure]:
    """Who signs a paper to an organ above (7.2.6): at the right, in 楷体, further names under the first."""
    if not any(re.split(words.SIGNER, line.text)[-1].strip() for line in found.signers):  # or the name is not in yet
        yield from map(absent, ("signer_right", "signer_font", "signer_aligned"))
        return
    widest = max(found.signers, key=lambda line: line.right)
    yield measure("signer_right", (found.block.right - widest.right) / CHARACTER, 1, widest.box)
    first = found.signers[0]
    yield state_font("signer_font", words.KAI, _fonts_of_names(found), 1, widest.box)
    label = re.search(words.SIGNER, first.text)
    begins = first.glyphs[min(label.end() if label else 0, len(first.glyphs) - 1)].left
    if len(found.signers) > 1:
        below = found.signers[1]
        number = number_in(below.text) if below is found.number else ""
        name = below.glyphs[min(len(number), len(below.glyphs) - 1)]
        yield measure("signer_aligned", name.left - begins, 1, below.box)
    else:
        yield absent("signer_aligned")


def _fonts_of_names(found: Elements) -> set[str]:
    """The fonts of those who sign, as the document asks for them, without those of the label and the number."""
    fonts: set[str] = set()
    lines = {line.text for line in found.signers}
    for one in found.paper.paragraphs[:MANY]:
        label = re.search(words.SIGNER, one.text)
        if one.text in lines:
            fonts |= one.fonts_of(label.end() if label else len(number_in(one.text)), len(one.text))
    return fonts


def _off_centre(block: Block, line: TextLine) -> float:
    return (line.left + line.right) / 2 - block.centre


def _rule(found: Elements) -> Iterator[Measure]:
    rule, line = found.rule, found.number
    if rule is None or line is None:
        due = found.mark and not found.form
        lacking = [state("red_rule_width", words.ABSENT, False, 1)] if due else [absent("red_rule_width")]
        yield from (*lacking, *map(absent, ("red_rule_gap", "red_rule_colour")))
        return
    box = rule.left, rule.top - 1, rule.right, rule.bottom + 1
    if found.form == words.MINUTES:  # an organ and a day may stand between
        yield absent("red_rule_gap")
    else:
        gap = rule.left, line.baseline, rule.right, rule.bottom + 1
        yield measure("red_rule_gap", rule.top - rule.thickness / 2 - line.baseline, 1, gap)
    yield measure("red_rule_width", rule.right - rule.left, 1, box)
    yield state("red_rule_colour", words.RED if rule.red else words.NOT_RED, rule.red, 1, box)


def measure_letter(found: Elements) -> Iterator[Measure]:
    """The head of a letter (信函格式): its mark near the paper's edge, between two red double rules."""
    if not found.letter or not found.mark:
        yield from map(absent, LETTER_RULES)
        return
    page, mark, number = found.paper.pages[0], found.mark_lines[-1], found.number
    middle = page.height / 2
    upper = [one for one in found.letter if one.top < middle]
    lower = [one for one in found.letter if one.top >= middle]
    ink = found.mark_lines[0].ink
    yield measure("letter_mark_top", ink[1], 1, ink) if ink else unmeasured("letter_mark_top", words.NO_INK, 1)
    if upper and mark.ink:
        edge = upper[0].top - upper[0].thickness / 2
        gap = upper[0].left, mark.ink[3] - 1, upper[0].right, edge + 2
        yield measure("letter_rule_gap", edge - mark.ink[3], 1, gap)
    else:
        yield state("letter_rule_gap", words.ABSENT, False, 1)
    yield from (
        measure("letter_rule_width", one.right - one.left, 1, (one.left, one.top - 1, one.right, one.bottom + 1))
        for one in found.letter
    )
    if lower:
        edge = lower[-1].bottom + lower[-1].thickness / 2
        yield measure("letter_rule_foot", page.height - edge, 1, (lower[0].left, edge - 2, lower[0].right, edge))
    else:
        yield state("letter_rule_foot", words.ABSENT, False, 1)
    if number is None or not upper:
        yield from map(absent, ("letter_number_right", "letter_number_gap"))
    else:
        yield measure("letter_number_right", found.block.right - number.right, 1, number.box)
        under = upper[-1].bottom + upper[-1].thickness / 2
        yield measure("letter_number_gap", number.box[1] - under, 1, number.box)
