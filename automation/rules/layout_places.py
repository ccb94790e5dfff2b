"""Finds the elements of a paper on its pages (版面要素): mark, number, title, recipients, body, sign-off, imprint.

A paragraph of the document is found on the page by its words; what each is, follows from its place and its form, as a
reader would tell. What a paper does not have is left empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise, takewhile

from automation.model.page import PageSeen, PaperSeen, ParagraphSeen, Stroke, TextLine
from automation.terms import layout as words

CHARACTER = 156 / 28  # mm of one 字, 5.2.3
LINE = 225 / 22  # mm of one 行
POINT = 25.4 / 72
ABOVE_BODY = 16.5  # pt; larger print than the body's is a title
LONGER = 5.0  # mm
MANY = 40  # paragraphs at the beginning of a document among which those of its mark are
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
    copies: TextLine | None = None
    printed: TextLine | None = None

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
    number = _find_number(first)
    mark = tuple(_find_mark(paper, [line for line in first if _is_mark(line, number)]))
    placed = place_paragraphs(paper, mark)
    letter = tuple(_letter_rules(paper.pages[0])) if paper.pages else ()
    rule = _find_rule(paper.pages[0], number) if paper.pages and not letter else None
    ends = max(rule.top if rule else 0, *(line.baseline for line in (*(one.last for one in mark), number) if line), 0)
    rest = [one for one in placed if one.first.page > 1 or one.first.baseline > ends]  # below the head
    head = mark[0].first.baseline if mark else number.baseline if number else 0
    top = tuple(line for line in first if head and line.baseline < head and line.left < block.centre and not line.red)
    title, rest = _split_title(rest)
    below = tuple(takewhile(partial(_is_centred, block), rest)) if title else ()
    rest = rest[len(below) :]
    recipients = rest[0] if rest and _is_recipients(block, rest[0], bool(title)) else None
    body, attachments, organs, date, after = _split_body(block, rest[1:] if recipients else rest)
    minutes = mark and re.search(words.FORMS[words.MINUTES], mark[-1].last.text)
    attended = tuple(one for one in body if re.match(words.ATTENDED, one.text)) if minutes else ()
    note = next((one for one in after[:2] if date and _is_note(one)), None)
    lines = [line for page in reversed(paper.pages) if not page.landscape for line in reversed(page.lines)]
    return Elements(
        paper,
        block,
        _find_lost(paper, (*mark, *placed)),
        top,
        mark,
        number,
        tuple(_find_signers(first, number)),
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


def _find_mark(paper: PaperSeen, lines: Sequence[TextLine]) -> Iterator[Placed]:
    """The lines of the mark, each with the paragraph it prints; one in a table or a picture shows no font.

    Of a joint issue a name and the word at its right may lie on one line.
    """
    free = list(paper.paragraphs[:MANY])
    begin = 0
    while begin < len(lines):
        end = begin + 1
        whole = [one for one in free if _reach(lines, begin, one.text)][:1]
        if whole:
            end = _reach(lines, begin, whole[0].text)
        printed = whole or list(_pieces(lines[begin].text, free))
        free = [one for one in free if one not in printed]
        yield from (Placed(one, tuple(lines[begin:end])) for one in printed or [ParagraphSeen(lines[begin].text)])
        begin = end


def _pieces(text: str, paragraphs: Sequence[ParagraphSeen]) -> Iterator[ParagraphSeen]:
    """The paragraphs that together stand in one line, each saying a part of it no other says."""
    for one in paragraphs:
        if one.text in text:
            text = text.replace(one.text, "", 1)
            yield one


def _find_number(lines: Sequence[TextLine]) -> TextLine | None:
    """The line of the number (发文字号); names of those who sign may stand on it, behind a label on it or above it."""
    label = next((line.baseline for line in lines if re.search(words.SIGNER, line.text)), None)
    for line in lines:
        signed = label is not None and line.baseline >= label
        if re.fullmatch(words.NUMBER_LINE, number_in(line.text) if signed else line.text):
            return line
    return None


def _find_signers(first: Sequence[TextLine], number: TextLine | None) -> Iterator[TextLine]:
    """The lines that say who signs: from the one with the label down to the number's."""
    begins = next((line for line in first if re.search(words.SIGNER, line.text)), None)
    if begins is not None and number is not None:
        yield from (line for line in first if begins.baseline <= line.baseline <= number.baseline)


def place_paragraphs(paper: PaperSeen, mark: Sequence[Placed] = ()) -> tuple[Placed, ...]:
    """Each paragraph but those of the mark with the lines that say it, in the order of the page.

    One that is not found is left out.

    It is looked for below the one before, and only then above, where the text of a frame may stand.
    """
    marked = {id(one.seen) for one in mark}
    lines = [line for page in paper.pages for line in page.lines if not is_page_number(line, page)]
    places: dict[int, Placed] = {}
    taken: set[int] = set()
    start = 0
    for seen in (one for one in paper.paragraphs if id(one) not in marked):
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


def number_in(text: str) -> str:
    """The number of a line on which, of a paper to an organ above, names of those who sign may stand too."""
    before = re.split(words.SIGNER, text)[0]
    numbered = re.match(words.NUMBER_AND_NAME, before)
    return numbered[1] if numbered else before


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
        while body and _is_organ(block, body[-1]):
            organs.insert(0, body.pop())
    begins = next((i for i, one in enumerate(body) if re.match(words.ATTACHMENTS, one.text)), len(body))
    return tuple(body[:begins]), tuple(body[begins:]), tuple(organs), date, after


def _is_date(one: Placed) -> bool:
    return one.text == words.DATE_OPEN or re.fullmatch(words.DATE_LINE, one.text) is not None


def _is_organ(block: Block, one: Placed) -> bool:
    if len(one.lines) > 1 or one.text[-1] in words.ENDS_SENTENCE or re.match(words.LISTED, one.text):
        return False
    apart = any(after.left - glyph.right > CHARACTER for glyph, after in pairwise(one.first.glyphs))  # of a joint issue
    return apart or one.first.left > block.left + 3 * CHARACTER


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
