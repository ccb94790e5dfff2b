"""Finds the elements of a paper on its pages (版面要素): mark, number, title, recipients, body, sign-off, imprint.

A paragraph of the document is found on the page by its words; what each is, follows from its place and its form, as a
reader would tell. What a paper does not have is left empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import takewhile

from automation.model.page import PageSeen, PaperSeen, ParagraphSeen, Stroke, TextLine
from automation.terms import layout as words

CHARACTER = 156 / 28  # mm of one 字, 5.2.3
LINE = 225 / 22  # mm of one 行
POINT = 25.4 / 72
ABOVE_BODY = 16.5  # pt; larger print than the body's is a title
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
class Placed:
    """A paragraph with the lines it is printed in."""

    seen: ParagraphSeen
    lines: tuple[TextLine, ...]

    @property
    def text(self) -> str:
        """What it says, without white space."""
        return self.seen.text

    @property
    def first(self) -> TextLine:
        """Its first line."""
        return self.lines[0]

    @property
    def last(self) -> TextLine:
        """Its last line."""
        return self.lines[-1]


@dataclass(frozen=True, slots=True)
class Elements:
    """What a paper consists of; the numbers and the imprint are lines, as they may stand in tables and frames."""

    paper: PaperSeen
    block: Block = Block()
    lost: tuple[ParagraphSeen, ...] = ()  # paragraphs that are not found on any page as the document has them
    top_marks: tuple[TextLine, ...] = ()
    mark: tuple[Placed, ...] = ()
    number: TextLine | None = None
    signer: bool = False
    rule: Stroke | None = None
    letter: tuple[Stroke, ...] = ()  # the red rules of a letter's first page (信函格式), none on other papers
    title: tuple[Placed, ...] = ()
    below_title: tuple[Placed, ...] = ()  # a day or a number in brackets, centred like the title
    recipients: Placed | None = None
    body: tuple[Placed, ...] = ()
    attachments: tuple[Placed, ...] = ()
    organ: Placed | None = None
    date: Placed | None = None
    note: Placed | None = None
    after: tuple[Placed, ...] = ()  # an issued plan, or true attachments
    copies: TextLine | None = None
    printed: TextLine | None = None


def find_elements(paper: PaperSeen) -> Elements:
    """The elements of a paper."""
    block = find_block(paper)
    placed = place_paragraphs(paper)
    first = paper.pages[0].lines if paper.pages else ()
    number = next((line for line in first if re.fullmatch(words.NUMBER_LINE, _before_signer(line.text))), None)
    mark = tuple(one for one in placed if one.first.page == 1 and _is_mark(one.first, number))
    framed = tuple(Placed(ParagraphSeen(line.text), (line,)) for line in first if line.red and line.size > ABOVE_BODY)
    mark = mark or framed  # in a table or a picture of text: where it stands is seen, its font is not
    rest = [one for one in placed if one not in mark and (number is None or not _is_same(one, number))]
    head = mark[0].first.baseline if mark else number.baseline if number else 0
    top = tuple(line for line in first if head and line.baseline < head and line.left < block.centre and not line.red)
    rest = [one for one in rest if one.first not in top]
    title, rest = _split_title(rest)
    below = tuple(takewhile(partial(_is_centred, block), rest)) if title else ()
    rest = rest[len(below) :]
    recipients = rest[0] if rest and _is_recipients(block, rest[0], bool(title)) else None
    body, attachments, organ, date, after = _split_body(block, rest[1:] if recipients else rest)
    note = next((one for one in after[:2] if date and _is_note(one)), None)
    lines = [line for page in reversed(paper.pages) if not page.landscape for line in reversed(page.lines)]
    letter = tuple(_letter_rules(paper.pages[0])) if paper.pages else ()
    return Elements(
        paper,
        block,
        _find_lost(paper, placed),
        top,
        mark,
        number,
        number is not None and bool(re.search(words.SIGNER, number.text)),
        None if letter or not paper.pages else _find_rule(paper.pages[0], number, title),
        letter,
        title,
        below,
        recipients,
        body,
        attachments,
        organ,
        date,
        note,
        tuple(one for one in after if one is not note),
        next((line for line in lines if re.fullmatch(words.COPIES, line.text)), None),
        next((line for line in lines if re.fullmatch(words.PRINTED, line.text)), None),
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


def place_paragraphs(paper: PaperSeen) -> tuple[Placed, ...]:
    """Each paragraph with the lines that say it, in the order of the page; one that is not found is left out.

    It is looked for below the one before, and only then above, where the text of a frame may stand.
    """
    lines = [line for page in paper.pages for line in page.lines if not is_page_number(line, page)]
    places: dict[int, Placed] = {}
    taken: set[int] = set()
    start = 0
    for seen in paper.paragraphs:
        for begin in (*range(start, len(lines)), *range(start)):
            end = 0 if begin in taken else _reach(lines, begin, seen.text)
            if end and taken.isdisjoint(range(begin, end)):
                places[begin] = Placed(seen, tuple(lines[begin:end]))
                taken.update(range(begin, end))
                start = max(start, end) if begin >= start else start
                break
    return tuple(places[begin] for begin in sorted(places))


def is_page_number(line: TextLine, page: PageSeen) -> bool:
    """Whether a line is the number of its page: below the text block, nothing but figures and dashes."""
    return line.baseline > page.height - 34 and re.fullmatch(words.PAGE_NUMBER, line.text) is not None


def _reach(lines: Sequence[TextLine], begin: int, text: str) -> int:
    """The end of the lines that together say the text, counted from ``begin``; 0 when they do not.

    Word counts numbers of its own before a paragraph (1. （一）) that do not stand in its text.
    """
    said = lines[begin].text
    label = None if said[:1] == text[:1] else re.match(words.LIST_LABEL, said)
    start = label.end() if label else 0
    if not text.startswith(said[start:]) or start == len(said):
        return 0
    said = said[start:]
    end = begin + 1
    while len(said) < len(text) and end < len(lines) and text.startswith(said + lines[end].text):
        said += lines[end].text
        end += 1
    return end if said == text else 0


def _before_signer(text: str) -> str:
    return re.split(words.SIGNER, text)[0]


def _is_same(one: Placed, line: TextLine) -> bool:
    return one.first is line


def _is_mark(line: TextLine, number: TextLine | None) -> bool:
    """Large print above the number, or red print; its colour may be what is wrong with it."""
    large = line.size > ABOVE_BODY
    return large and (line.red or (number is not None and line.baseline < number.baseline))


def _split_title(rest: list[Placed]) -> tuple[tuple[Placed, ...], list[Placed]]:
    """The paragraphs of the title, which stand first and in larger print, and those after it."""
    count = 0
    while count < len(rest) and rest[count].first.page == 1 and rest[count].first.size > ABOVE_BODY:
        count += 1
    return tuple(rest[:count]), rest[count:]


def _is_centred(block: Block, one: Placed) -> bool:
    """Whether a line is centred under the title and no paragraph that only happens to end there."""
    line = one.first
    off = (line.left + line.right) / 2 - block.centre
    return len(one.lines) == 1 and line.left > block.left + 3 * CHARACTER and abs(off) < CHARACTER / 2


def _is_recipients(block: Block, one: Placed, titled: bool) -> bool:
    """Whether the paragraph after the title names who gets the paper: it ends in a colon, or is not indented."""
    if not titled or one.text[-1] in words.ENDS_SENTENCE or one.text.startswith(words.BRACKETS[0]):
        return False
    return one.text[-1] in words.COLONS or one.first.left < block.left + CHARACTER


def _split_body(
    block: Block,
    rest: Sequence[Placed],
) -> tuple[tuple[Placed, ...], tuple[Placed, ...], Placed | None, Placed | None, list[Placed]]:
    """Body, list of attachments, organ and date of the sign-off, and what comes after it."""
    marks = (place for place, one in enumerate(rest) if re.fullmatch(words.ATTACHMENT_MARK, one.text))
    ends = next(marks, len(rest))
    dates = [place for place, one in enumerate(rest[:ends]) if _is_date(one)]
    signed = [place for place in dates if rest[place].first.left > block.left + 8 * CHARACTER]
    at = max(signed or dates, default=-1)  # a day that stands by itself in the body is not the last
    if at < 0:
        begins = next((i for i, one in enumerate(rest) if one.first.size > ABOVE_BODY), len(rest))
        body, after = list(rest[:begins]), list(rest[begins:])
        organ = date = None
    else:
        body, date, after = list(rest[:at]), rest[at], list(rest[at + 1 :])
        organ = body.pop() if body and _is_organ(block, body[-1]) else None
    begins = next((i for i, one in enumerate(body) if re.match(words.ATTACHMENTS, one.text)), len(body))
    return tuple(body[:begins]), tuple(body[begins:]), organ, date, after


def _is_date(one: Placed) -> bool:
    return one.text == words.DATE_OPEN or re.fullmatch(words.DATE_LINE, one.text) is not None


def _is_organ(block: Block, one: Placed) -> bool:
    return (
        len(one.lines) == 1 and one.text[-1] not in words.ENDS_SENTENCE and one.first.left > block.left + 3 * CHARACTER
    )


def _is_note(one: Placed) -> bool:
    """Whether the paragraph below the date is a note; without its brackets it is still short and indented."""
    other = re.match(words.ATTACHMENT_MARK, one.text) or re.match(words.COPIES, one.text)
    return one.first.size < ABOVE_BODY and len(one.text) < 60 and not other and not re.match(words.PRINTED, one.text)


def _find_rule(page: PageSeen, number: TextLine | None, title: Sequence[Placed]) -> Stroke | None:
    """The long stroke under the number, before the title."""
    if number is None:
        return None
    end = title[0].first.baseline if title else page.height
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
