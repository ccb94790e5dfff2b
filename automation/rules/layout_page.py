"""Measures pages, their numbers and the imprint (版心、页码、版记): 5.2, 7.4, 7.5 and 8."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from automation.model.page import Box, Measure, PageSeen, PaperSeen, SectionSeen, Stroke, TextLine
from automation.rules.layout_judge import absent, is_kind, measure, state
from automation.rules.layout_lines import is_page_number
from automation.rules.layout_places import Block, Elements, long_strokes
from automation.terms import layout as words

A4 = (210.0, 297.0)
SMALL = 14 * 25.4 / 72  # mm of one 字 of 4号, in which numbers and imprint are set
NUMBER_BELOW = 7.0  # mm below the text block
NEAR = 30.0  # mm around the imprint's lines in which its strokes lie
HEADER_SHOWN = 12  # characters shown of a page header
SHOWN = 6  # characters shown of a text that ends wrongly


def measure_pages(found: Elements) -> Iterator[Measure]:
    """Every rule of 5.1, 5.2.1, 7.4, 7.5 and 8."""
    pages = found.paper.pages
    yield from (_size(page) for page in pages)
    yield from measure_margins(found.paper.sections)
    yield from (_inside(page, found) for page in pages)
    yield from _imprint(found)
    yield from _letter(found)
    yield from _numbers(found, _unnumbered(found))


def _is_drawn_on(page: PageSeen) -> bool:
    return bool(page.turned or page.strokes or page.pictures)


def _letter(found: Elements) -> Iterator[Measure]:
    """What a letter leaves out (10.1): the number of its first page, and everything of the imprint but the copies."""
    if not found.letter:
        yield from map(absent, ("letter_first_page", "letter_imprint"))
        return
    first = found.paper.pages[0]
    number = next((line for line in first.lines if is_page_number(line, first)), None)
    said = number.text if number else words.NOT_SHOWN
    yield state("letter_first_page", said, number is None, 1, number.box if number else None)
    if found.copies is None and found.printed is None:
        yield absent("letter_imprint")
        return
    last = found.copies or found.printed
    assert last is not None  # noqa: S101 - one of the two
    page = found.paper.pages[last.page - 1]
    bare = not _imprint_strokes(page, last, last) and found.printed is None
    yield state("letter_imprint", words.NO_RULES if bare else words.WITH_RULES, bare, page.number, last.box)


def _unnumbered(found: Elements) -> frozenset[int]:
    """Blank pages before the imprint and the imprint's page after them, which bear no number (7.5)."""
    pages = found.paper.pages
    blank = {page.number for page in pages if not any(not is_page_number(line, page) for line in page.lines)}
    blank = {number for number in blank if not _is_drawn_on(pages[number - 1])}
    if found.letter:
        return frozenset({1})
    imprint = {line.page for line in (found.copies, found.printed) if line is not None}
    return frozenset(blank | {page for page in imprint if page - 1 in blank})


def _size(page: PageSeen) -> Measure:
    shorter, longer = sorted((page.width, page.height))
    tolerance = words.RULES["page_size"][4]
    holds = abs(shorter - A4[0]) <= tolerance and abs(longer - A4[1]) <= tolerance
    return state("page_size", f"{page.width:.0f}×{page.height:.0f}", holds, page.number)


def measure_margins(sections: Sequence[SectionSeen]) -> Iterator[Measure]:
    """The text block as the document sets up its upright pages (5.2.1)."""
    upright = [one for one in sections if one.width <= one.height]
    if not upright:
        yield from map(absent, ("top_margin", "left_margin", "text_width", "text_height"))
        return
    yield from (measure("top_margin", one.top) for one in upright)
    yield from (measure("left_margin", one.left) for one in upright)
    yield from (measure("text_width", one.width - one.left - one.right) for one in upright)
    yield from (measure("text_height", one.height - one.top - one.bottom) for one in upright)


def _inside(page: PageSeen, found: Elements) -> Measure:
    """Whether print and strokes stay inside the text block; page numbers and a letter's head stand outside."""
    block = turn(found.block, page) if page.landscape else found.block
    head = {id(line) for one in found.mark for line in one.lines} if found.letter else set()
    lines = [line.box for line in page.lines if not is_page_number(line, page) and id(line) not in head]
    strokes = [
        (one.left, one.top, one.right, one.bottom)
        for one in page.strokes
        if not (found.letter and one.red) and not (found.paper.revisions and not one.level)  # bars beside what changed
    ]
    furthest: Box | None = None
    out = 0.0
    for box in (*lines, *strokes):
        beyond = max(block.left - box[0], block.top - box[1], box[2] - block.right, box[3] - block.bottom)
        if beyond > out:
            furthest, out = box, beyond
    tolerance = words.RULES["inside_text_block"][4]
    said = _beyond(page, block, furthest, found.paper, out) if furthest and out > tolerance else words.INSIDE
    return state("inside_text_block", said, out <= tolerance, page.number, furthest)


def _beyond(page: PageSeen, block: Block, box: Box, paper: PaperSeen, out: float) -> str:
    """What sticks out of the text block; a page header is called by its name, as it is mended elsewhere."""
    if paper.headers and box[3] < block.top:
        texts = (line.text for line in page.lines if line.box == box and line.text in paper.headers)
        said = next(texts, None)
        return words.HEADER_RULE if said is None else words.HEADER_TEXT.format(text=said[:HEADER_SHOWN])
    return words.BEYOND.format(length=f"{out:.1f}")


def turn(block: Block, page: PageSeen) -> Block:
    """The text block of the upright pages on one that lies across, its binding edge on top (8)."""
    return Block(page.width - block.bottom, block.left, page.width - block.top, block.right)


def _numbers(found: Elements, without: frozenset[int]) -> Iterator[Measure]:
    pages = found.paper.pages
    upright = [page for page in pages if not page.landscape]
    turned = [page for page in pages if page.landscape]
    upright = [page for page in upright if not (found.letter and page.number == 1)]
    yield from (absent(f"page_number_{rule}") for rule in ("form", "run", "size", "font", "height", "side"))
    for page in upright:
        yield from _no_number(page) if page.number in without else _number(page, found)
    yield absent("landscape_number")
    yield from (_turned_number(page, turn(found.block, page), found.paper.front) for page in turned)


def _number(page: PageSeen, found: Elements) -> Iterator[Measure]:
    """The number of an upright page; it may count the pages before the head."""
    block = found.block
    line = next((line for line in page.lines if is_page_number(line, page)), None)
    if line is None:
        place = block.left, block.bottom + 4, block.right, block.bottom + 10
        yield state("page_number_form", words.ABSENT, False, page.number, place)
        return
    printed = "".join(sign for sign in line.text if sign.isdigit())
    form = line.text == words.PAGE_NUMBER_FORM.format(number=printed)
    shown = line.text.replace(printed, words.PAGE_NUMBER_WORD) if printed else line.text
    yield state("page_number_form", shown, form, page.number, line.box)
    off = int(printed or 0) - page.number
    counted = off == found.paper.front
    off = 0 if counted else off
    said = words.RUN_OFF.format(more=words.MORE if off > 0 else words.LESS, off=abs(off)) if off else words.RUNS_ON
    yield state("page_number_run", said, not off, page.number, line.box)
    yield measure("page_number_size", line.size, page.number, line.box)
    font = line.glyphs[0].font
    yield state(
        "page_number_font", font, is_kind(font, words.SONG) or is_kind(font, words.XIAOBIAOSONG), page.number, line.box
    )
    if line.ink is not None:
        yield measure("page_number_height", (line.ink[1] + line.ink[3]) / 2 - block.bottom, page.number, line.box)
    odd = (page.number + (found.paper.front if counted else 0)) % 2
    free = block.right - line.right if odd else line.left - block.left
    yield measure("page_number_side", free / SMALL, page.number, line.box)


def _no_number(page: PageSeen) -> Iterator[Measure]:
    """A page that must bear no number."""
    line = next((line for line in page.lines if is_page_number(line, page)), None)
    said = words.ABSENT if line is None else words.NUMBERED
    made = state("page_number_form", said, line is None, page.number, line.box if line else None)
    yield replace(made, wanted=words.BLANK_BEFORE)


def _turned_number(page: PageSeen, block: Block, front: int) -> Measure:
    """The number of a landscape page, which stands where it would on the same sheet held upright."""
    line = page.turned
    if line is None or line.ink is None:
        return state("landscape_number", words.NOT_TURNED, False, page.number)
    tolerance = words.RULES["landscape_number"][4]
    across = block.left - (line.ink[0] + line.ink[2]) / 2 - NUMBER_BELOW
    said = words.PAGE_NUMBER_FORM.format(number=page.number)
    counted = words.PAGE_NUMBER_FORM.format(number=page.number + front)
    odd = (page.number + (front if line.text == counted else 0)) % 2
    along = block.bottom - SMALL - line.ink[3] if odd else line.ink[1] - block.top - SMALL
    holds = line.text in (said, counted) and abs(across) <= tolerance and abs(along) <= tolerance
    found = (
        words.SAME_PLACE
        if holds
        else words.OFF_PLACE.format(text=line.text, across=f"{across:.1f}", along=f"{along:.1f}")
    )
    return state("landscape_number", found, holds, page.number, line.ink)


def _imprint(found: Elements) -> Iterator[Measure]:
    printed = found.printed
    lines = [*found.addressed, *((printed,) if printed else ())]
    rules = ("imprint_page", "imprint_bottom", "imprint_width", "imprint_thick", "imprint_thin", "imprint_size")
    if not lines:
        yield from map(absent, (*rules, "copies_label", "copies_left", "copies_end"))
        yield from map(absent, ("printer_left", "printed_right", "printed_form"))
        return
    page = found.paper.pages[lines[-1].page - 1]
    last = page.number == len(found.paper.pages) and not page.landscape
    alone = {id(line) for line in page.lines if not is_page_number(line, page)} <= {id(line) for line in lines}
    said = words.ON_PAGE.format(page=page.number, pages=len(found.paper.pages))
    even = page.number % 2 == 0 or not alone  # under the text it stands where that ends
    yield state("imprint_page", said, last and even, page.number, lines[0].box)
    if found.letter:
        yield from map(absent, ("imprint_bottom", "imprint_width", "imprint_thick", "imprint_thin"))
    else:
        yield from _strokes(_imprint_strokes(page, lines[0], lines[-1]), page.number, found.block)
    yield from (measure("imprint_size", line.size, page.number, line.box) for line in lines)
    yield from _copies(found.addressed, found.block)
    if printed is None:
        yield from map(absent, ("printer_left", "printed_right", "printed_form"))
    else:
        match = re.fullmatch(words.PRINTED, printed.text)
        said = match[1] if match else printed.text
        form = re.fullmatch(words.PRINTED_FORM, said) is not None
        yield state("printed_form", said, form, page.number, printed.box)
        if match and printed.text == match[1]:  # the name stands on lines of its own
            yield absent("printer_left")
        else:
            yield measure("printer_left", (printed.left - found.block.left) / SMALL, page.number, printed.box)
        yield measure("printed_right", (found.block.right - printed.right) / SMALL, page.number, printed.box)


def _imprint_strokes(page: PageSeen, first: TextLine, last: TextLine) -> list[Stroke]:
    """The rules around the lines of an imprint."""
    top, bottom = first.baseline - NEAR / 2, last.baseline + NEAR
    return [one for one in long_strokes(page) if top < one.top < bottom and not one.red]


def _strokes(strokes: list[Stroke], page: int, block: Block) -> Iterator[Measure]:
    if len(strokes) < 2:
        yield state("imprint_bottom", words.ABSENT, False, page)
        yield from map(absent, ("imprint_width", "imprint_thick", "imprint_thin"))
        return
    boxes = [(one.left, one.top - 1, one.right, one.bottom + 1) for one in strokes]
    yield measure("imprint_bottom", strokes[-1].bottom - block.bottom, page, boxes[-1])
    yield from (
        measure("imprint_width", one.right - one.left, page, box) for one, box in zip(strokes, boxes, strict=True)
    )
    yield from (measure("imprint_thick", strokes[end].thickness, page, boxes[end]) for end in (0, -1))
    if len(strokes) == 2:
        yield absent("imprint_thin")
    else:
        yield from (
            measure("imprint_thin", one.thickness, page, box)
            for one, box in zip(strokes[1:-1], boxes[1:-1], strict=True)
        )


def _copies(lines: Sequence[TextLine], block: Block) -> Iterator[Measure]:
    if not lines:
        yield from map(absent, ("copies_label", "copies_left", "copies_end"))
        return
    for line in lines:
        label, page = line.text[: words.COPIES_LABEL], line.page
        yield state("copies_label", label, label in words.COPIES_LABELS, page, line.box)
        yield measure("copies_left", (line.left - block.left) / SMALL, page, line.box)
        end = line.text[-1]
        ends = end == words.FULL_STOP or line.right > block.right - 2 * SMALL  # a list that goes on in the next line
        yield state("copies_end", words.ENDS_IN.format(end=line.text[-SHOWN:]), ends, page, line.box)
