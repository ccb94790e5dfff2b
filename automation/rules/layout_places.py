"""Finds the elements of a paper on its pages (版面要素): mark, number, title, recipients, body, sign-off, imprint.

A paragraph of the document is found on the page by its words; what each is, follows from its place and its form, as a
reader would tell. What a paper does not have is left empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise, takewhile

from automation.model.page import PageSeen, PaperSeen, ParagraphSeen, Stroke, TextLine
from automation.rules.layout_lines import ABOVE_BODY, Placed, as_placed, is_page_number, place_paragraphs
from automation.rules.layout_marks import find_mark, find_number, find_signers, is_mark
from automation.terms import layout as words

CHARACTER = 156 / 28  # mm of one 字, 5.2.3
LINE = 225 / 22  # mm of one 行
POINT = 25.4 / 72
MOST = 4  # lines of a title
LONGER = 5.0  # mm
LONG = 100.0  # mm; a stroke from here on parts the page


@dataclass(frozen=True, slots=True)
class Block:
    """The text block (版心) of the upright pages, as the document has it; the standard's where it has none."""

    left: float = 28.0
    top: float = 37.0
    right: float = 184.0
    bottom: float = 262.0

    @property
    def centre(self) -> float:
        """Its middle line."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Elements:
    """What a paper consists of; the numbers and the imprint are lines, as they may stand in tables and frames."""

    paper: PaperSeen
    block: Block = Block()
    lost: tuple[ParagraphSeen, ...] = ()  # paragraphs that are not found on any page as the document has them
    top_marks: tuple[TextLine, ...] = ()
    mark: tuple[Placed, ...] = ()
    number: TextLine | None = None
    signers: tuple[TextLine, ...] = ()  # 签发人, from the top down; the last line is the number's
    rule: Stroke | None = None
    letter: tuple[Stroke, ...] = ()  # the red rules of a letter's first page (信函格式), none on other papers
    title: tuple[Placed, ...] = ()
    below_title: tuple[Placed, ...] = ()  # a day or a number in brackets, centred like the title
    recipients: Placed | None = None
    body: tuple[Placed, ...] = ()
    attachments: tuple[Placed, ...] = ()
    organs: tuple[
        Placed, ...
    ] = ()  # lines of the sign-off over the date: organs, or with a signature stamp offices held
    date: Placed | None = None
    attended: tuple[Placed, ...] = ()  # of minutes: who was present, excused, or sat in
    note: Placed | None = None
    after: tuple[Placed, ...] = ()  # an issued plan, or true attachments
    addressed: tuple[TextLine, ...] = ()  # 抄送 of the imprint, or 主送 where that stands there
    printed: TextLine | None = None

    @property
    def copies(self) -> TextLine | None:
        """The first line of the imprint that names who gets the paper."""
        return next(iter(self.addressed), None)

    @property
    def mark_lines(self) -> tuple[TextLine, ...]:
        """The lines of the mark, from the top down; of a joint issue several."""
        return tuple({line.baseline: line for one in self.mark for line in one.lines}.values())

    @property
    def needs_date(self) -> bool:
        """Whether it must have a day of its own (成文日期) below the text: minutes bear it where they will."""
        return bool(self.mark) and self.form != words.MINUTES

    @property
    def form(self) -> str:
        """The special form of clause 10 a paper has, by its mark; empty for the usual one."""
        if self.letter:
            return words.LETTER
        said = "".join(line.text for line in self.mark_lines)
        return next((form for form, ends in words.FORMS.items() if re.search(ends, said)), "")


def find_elements(paper: PaperSeen) -> Elements:
    """The elements of a paper."""
    block = find_block(paper)
    first = paper.pages[0].lines if paper.pages else ()
    number = find_number(first)
    mark = tuple(find_mark(paper, [line for line in first if is_mark(line, number)]))
    everything = place_paragraphs(paper, mark)
    placed = [one for one in everything if not one.seen.caption]
    loose = _find_loose(paper, (*mark, *everything))
    letter = tuple(_letter_rules(paper.pages[0])) if paper.pages else ()
    minutes = mark and re.search(words.FORMS[words.MINUTES], mark[-1].last.text)
    under = number or (mark[-1].last if minutes else None)  # minutes number themselves as they will, or not at all
    rule = _find_rule(paper.pages[0], under) if paper.pages and not letter else None
    ends = max((line.baseline for line in (*(one.last for one in mark), number) if line), default=0)
    ends = max(ends, rule.top if rule else 0)
    rest = [one for one in placed if one.first.page > 1 or one.first.baseline > ends]  # below the head
    head = mark[0].first.baseline if mark else number.baseline if number else 0
    top = tuple(line for line in first if head and line.baseline < head and line.left < block.centre and not line.red)
    title, rest = _split_title(block, rest, _below_head(loose, ends))
    below = tuple(takewhile(partial(_is_centred, block), rest)) if title else ()
    rest = rest[len(below) :]
    recipients = rest[0] if rest and _is_recipients(block, rest[0], bool(title)) else None
    rest = _with_signature(block, paper, rest[1:] if recipients else rest, loose)
    body, attachments, organs, date, after = _split_body(block, rest)
    attended = tuple(one for one in body if re.match(words.ATTENDED, one.text)) if minutes else ()
    note = next((one for one in after[:2] if date and _is_note(one)), None)
    addressed, printed = _find_imprint(paper, body, date)
    return Elements(
        paper,
        block,
        _find_lost(paper, (*mark, *everything)),
        top,
        mark,
        number,
        tuple(find_signers(first, number)),
        rule,
        letter,
        title,
        below,
        recipients,
        tuple(one for one in body if one not in attended),
        attachments,
        organs,
        date,
        attended,
        note,
        tuple(one for one in after if one is not note),
        addressed,
        printed,
    )


def _find_lost(paper: PaperSeen, placed: Sequence[Placed]) -> tuple[ParagraphSeen, ...]:
    found = {id(one.seen) for one in placed}
    return tuple(one for one in paper.paragraphs if id(one) not in found)


def find_block(paper: PaperSeen) -> Block:
    """The text block of the first upright section."""
    upright = next((one for one in paper.sections if one.width <= one.height), None)
    if upright is None:
        return Block()
    return Block(upright.left, upright.top, upright.width - upright.right, upright.height - upright.bottom)


def _find_loose(paper: PaperSeen, placed: Sequence[Placed]) -> tuple[TextLine, ...]:
    said = {id(line) for one in placed for line in one.lines}
    lines = (line for page in paper.pages for line in page.lines if not is_page_number(line, page))
    return tuple(line for line in lines if id(line) not in said)


def _below_head(loose: Sequence[TextLine], ends: float) -> list[Placed]:
    """The lines of the first page outside paragraphs that stand below its head, where a table may hold the title."""
    return [as_placed(line) for line in loose if line.page == 1 and line.baseline > ends]


def _split_title(block: Block, rest: list[Placed], boxed: Sequence[Placed]) -> tuple[tuple[Placed, ...], list[Placed]]:
    """The paragraphs of the title, which stand first, and those after it.

    A title is in larger print; one that is not is told by its place in the middle, or by ending in what papers are
    called (通知、报告). ``boxed`` are lines of tables that may be it.
    """
    first = [one for one in rest[: MOST + 1] if one.first.page == 1]
    title = list(takewhile(_is_large, (one for one in rest if one.first.page == 1)))
    if not title:
        below = rest[0].first.baseline if first else block.bottom
        above = [one for one in boxed if one.first.baseline < below]
        boxed_title = list(takewhile(_is_large, above)) or _called(above[:MOST])
        if boxed_title:
            return tuple(boxed_title), rest
        title = _called(first[:MOST]) or list(takewhile(partial(is_in_the_middle, block), first[:MOST]))
    return tuple(title), rest[len(title) :]


def _is_large(one: Placed) -> bool:
    return one.first.size > ABOVE_BODY


def _called(first: Sequence[Placed]) -> list[Placed]:
    """The paragraphs that together are called what papers are called; none where they do not."""
    for count in range(1, len(first) + 1):
        if re.fullmatch(words.TITLE_FORM, "".join(one.text for one in first[:count])):
            return list(first[:count])
    return []


def is_in_the_middle(block: Block, one: Placed) -> bool:
    """Whether all lines of a paragraph are centred, so that it is none of the body."""
    if one.text[-1] in words.ENDS_TEXT or one.text.startswith(words.BRACKETS[0]):
        return False
    return all(
        line.left > block.left + 2.5 * CHARACTER and abs((line.left + line.right) / 2 - block.centre) < CHARACTER / 2
        for line in one.lines
    )


def _is_centred(block: Block, one: Placed) -> bool:
    """Whether a line is centred under the title and no paragraph that only happens to end there."""
    line = one.first
    off = (line.left + line.right) / 2 - block.centre
    return len(one.lines) == 1 and line.left > block.left + 3 * CHARACTER and abs(off) < CHARACTER / 2


def _is_recipients(block: Block, one: Placed, titled: bool) -> bool:
    """Whether the paragraph after the title names who gets the paper: it ends in a colon, or is not indented."""
    if one.text[-1] in words.ENDS_SENTENCE or one.text.startswith(words.BRACKETS[0]):
        return False
    colon, left = one.text[-1] in words.COLONS, one.first.left < block.left + CHARACTER
    return colon or left if titled else colon and left


def _split_body(
    block: Block,
    rest: Sequence[Placed],
) -> tuple[tuple[Placed, ...], tuple[Placed, ...], tuple[Placed, ...], Placed | None, list[Placed]]:
    """Body, list of attachments, organs and date of the sign-off, and what comes after it."""
    marks = (place for place, one in enumerate(rest) if re.fullmatch(words.ATTACHMENT_MARK, one.text))
    ends = next(marks, len(rest))
    dates = [place for place, one in enumerate(rest[:ends]) if _is_date(one)]
    signed = [place for place in dates if rest[place].first.left > block.left + 8 * CHARACTER]
    organs: list[Placed] = []
    at = max(signed or dates, default=-1)  # a day that stands by itself in the body is not the last
    if at < 0:
        begins = next((i for i, one in enumerate(rest) if one.first.size > ABOVE_BODY), len(rest))
        body, after = list(rest[:begins]), list(rest[begins:])
        date = None
    else:
        body, date, after = list(rest[:at]), rest[at], list(rest[at + 1 :])
        if body and re.fullmatch(words.SEAL, body[-1].text):
            body.pop()  # （公章） between name and date only says where the seal goes
        while body and _is_organ(block, body[-1], date):
            organs.insert(0, body.pop())
    begins = next((i for i, one in enumerate(body) if re.match(words.ATTACHMENTS, one.text)), len(body))
    return tuple(body[:begins]), tuple(body[begins:]), tuple(organs), date, after


def _with_signature(block: Block, paper: PaperSeen, rest: Sequence[Placed], loose: Sequence[TextLine]) -> list[Placed]:
    """The paragraphs with organ and date put in where these stand in a table without rules (落款)."""
    marks = (place for place, one in enumerate(rest) if re.fullmatch(words.ATTACHMENT_MARK, one.text))
    ends = next(marks, len(rest))
    if any(_is_date(one) and one.first.left > block.left + 8 * CHARACTER for one in rest[:ends]):
        return list(rest)
    pages = {page.number: page for page in paper.pages}
    loose = [part for line in loose for part in _part_at_date(line)]
    dates = [
        place
        for place, line in enumerate(loose)
        if line.left > block.left + 8 * CHARACTER
        and _is_date(as_placed(line))
        and not pages[line.page].landscape
        and not _is_ruled(pages[line.page], line)
    ]
    if not dates:
        return list(rest)
    last = dates[-1]
    date = loose[last]
    above = [line for line in loose[:last] if line.page == date.page and date.baseline - line.baseline < 4 * LINE]
    signed = [
        as_placed(line) for line in above if line.left > block.left + 3 * CHARACTER or line.baseline == date.baseline
    ]
    placed = [*rest, *signed, as_placed(date)]
    return sorted(placed, key=lambda one: (one.first.page, one.first.baseline))


def _part_at_date(line: TextLine) -> tuple[TextLine, ...]:
    """Name and date of a sign-off whose two cells lie side by side; else the line as it is."""
    found = re.fullmatch(words.SIGNED_LINE, line.text)
    if found is None or len(line.glyphs) != len(line.text):
        return (line,)
    place = found.start(2)
    return replace(line, glyphs=line.glyphs[:place]), replace(line, glyphs=line.glyphs[place:])


def _is_ruled(page: PageSeen, line: TextLine) -> bool:
    """Whether a line stands in a table with rules, which is no place to sign in."""
    return any(
        one.level and one.left <= line.left and one.right >= line.right and abs(one.top - line.baseline) < 1.5 * LINE
        for one in page.strokes
    )


def _find_imprint(
    paper: PaperSeen, body: Sequence[Placed], date: Placed | None
) -> tuple[tuple[TextLine, ...], TextLine | None]:
    """Who gets copies and who printed the paper: the last lines that say so, on an upright page below the sign-off."""
    known = {id(line) for one in body if date for line in one.lines}
    pages = [page for page in paper.pages if not page.landscape]
    lines = [line for page in reversed(pages) for line in reversed(page.lines) if id(line) not in known]
    end = (date.last.page, date.last.baseline) if date else (0, 0.0)
    below = [line for line in lines if (line.page, line.baseline) > end]
    printed = next((line for line in lines if re.fullmatch(words.PRINTED, line.text)), None)
    named = [line for line in below if re.match(words.COPIES, line.text)]
    on = named[0].page if named else 0
    height = {page.number: page.height for page in pages}
    addressed = [one for one in named if one.page == on and (date or _is_low(one, height[on]))]
    return tuple(reversed(addressed)), printed


def _is_low(line: TextLine, height: float) -> bool:
    """Whether a line is one of the imprint: 主送 may also stand under the title."""
    return line.text.startswith(words.COPIES_LABELS[0]) or line.baseline > height / 2


def _is_date(one: Placed) -> bool:
    return one.text == words.DATE_OPEN or re.fullmatch(words.DATE_LINE, one.text) is not None


def _is_organ(block: Block, one: Placed, date: Placed) -> bool:
    """Whether a paragraph before the date is an organ's name: at the right, beside the date, or one of several."""
    if len(one.lines) > 1 or one.text[-1] in words.ENDS_SENTENCE or re.match(words.LISTED, one.text):
        return False
    apart = any(after.left - glyph.right > CHARACTER for glyph, after in pairwise(one.first.glyphs))  # of a joint issue
    beside = abs(one.first.baseline - date.first.baseline) < 1
    return apart or beside or one.first.left > block.left + 3 * CHARACTER or _is_long_name(block, one, date)


def _is_long_name(block: Block, one: Placed, date: Placed) -> bool:
    """Whether a line without any mark, right above the date, is a name so long that it begins where the body does."""
    line, day = one.first, date.first
    above = line.page == day.page and 0 < day.baseline - line.baseline < 1.5 * LINE
    return above and line.right > block.right - 2.5 * CHARACTER and not re.search(words.MARKS, one.text)


def _is_note(one: Placed) -> bool:
    """Whether the paragraph below the date is a note; without its brackets it is still short and indented."""
    other = re.match(words.ATTACHMENT_MARK, one.text) or re.match(words.COPIES, one.text)
    return one.first.size < ABOVE_BODY and len(one.text) < 60 and not other and not re.match(words.PRINTED, one.text)


def _find_rule(page: PageSeen, number: TextLine | None) -> Stroke | None:
    """The long stroke under the number, before any larger print below it."""
    if number is None:
        return None
    large = (line.baseline for line in page.lines if line.baseline > number.baseline and line.size > ABOVE_BODY)
    end = min(large, default=page.height)
    strokes = (one for one in page.strokes if one.level and one.right - one.left > LONG / 2)
    return next((one for one in strokes if number.baseline - 1 < one.top < end), None)


def _letter_rules(page: PageSeen) -> Iterator[Stroke]:
    """The red rules that are longer than the text block is wide, each stroke of a double rule by itself."""
    longest = Block().right - Block().left + LONGER
    return (one for one in long_strokes(page, 0.1) if one.red and one.right - one.left > longest)


def long_strokes(page: PageSeen, apart: float = 0.3) -> Iterator[Stroke]:
    """The strokes that lie across a page, from the top down, one for those less than so many mm ``apart``."""
    seen: list[float] = []
    for stroke in sorted(page.strokes, key=lambda one: one.top):
        if stroke.level and stroke.right - stroke.left > LONG and not any(abs(stroke.top - y) < apart for y in seen):
            seen.append(stroke.top)
            yield stroke
