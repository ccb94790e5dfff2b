"""Finds the paragraphs of a document on its pages (找段落): each by its words, with the lines that say it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import islice

from automation.model.page import PageSeen, PaperSeen, ParagraphSeen, TextLine
from automation.terms import layout as words

BEGINS = 6  # characters a line is looked up by


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


def as_placed(line: TextLine) -> Placed:
    """A line of a table or a picture of text as a paragraph: where it stands is seen, its font is not."""
    return Placed(ParagraphSeen(line.text), (line,))


def place_paragraphs(paper: PaperSeen, known: Sequence[Placed] = ()) -> tuple[Placed, ...]:
    """Each paragraph but the ``known`` with the lines that say it, in the order of the page.

    One that is not found is left out.

    It is looked for below the one before, and only then above, where the text of a frame may stand. Lines are looked
    up by how they begin: a long paper of which nothing is found would else be read from end to end for each paragraph.
    """
    lines = [line for page in paper.pages for line in page.lines if not is_page_number(line, page)]
    texts = [line.text for line in lines]
    begins = _index(texts)
    places: dict[int, Placed] = {}
    taken: set[int] = set()
    start = 0
    placed = {id(one.seen) for one in known}
    for seen in (one for one in paper.paragraphs if id(one) not in placed):
        for begin in _candidates(begins, seen.text, start):
            end = 0 if begin in taken else reach(texts, begin, seen.text)
            if end and taken.isdisjoint(range(begin, end)):
                places[begin] = Placed(seen, tuple(lines[begin:end]))
                taken.update(range(begin, end))
                start = max(start, end) if begin >= start else start
                break
    return tuple(places[begin] for begin in sorted(places))


def is_page_number(line: TextLine, page: PageSeen) -> bool:
    """Whether a line is the number of its page: below the text block, nothing but figures and dashes."""
    return line.baseline > page.height - 34 and re.fullmatch(words.PAGE_NUMBER, line.text) is not None


def _index(lines: Sequence[str]) -> Mapping[str, list[int]]:
    """How lines begin, with and without a number Word counts by itself → their places."""
    begins: dict[str, list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        label = re.match(words.LIST_LABEL, line)
        for key in {line[:BEGINS], line[label.end() :][:BEGINS] if label else ""}:
            begins[key].append(place)
    return begins


def _candidates(begins: Mapping[str, list[int]], text: str, start: int) -> Iterator[int]:
    """The lines that may begin a paragraph, first those from ``start`` on; a short line may be all of the first."""
    keys = {text[:length] for length in range(1, BEGINS + 1)} & begins.keys()
    found = [begins[key] for key in keys]
    yield from merge(*(islice(places, bisect_left(places, start), None) for places in found))
    yield from merge(*(islice(places, bisect_left(places, start)) for places in found))


def reach(lines: Sequence[str], begin: int, text: str) -> int:
    """The end of the lines that together say the text, counted from ``begin``; 0 when they do not.

    Word counts numbers of its own before a paragraph (1. （一）) that do not stand in its text.
    """
    said = lines[begin]
    label = None if said[:1] == text[:1] else re.match(words.LIST_LABEL, said)
    start = label.end() if label else 0
    if not text.startswith(said[start:]) or start == len(said):
        return 0
    said = said[start:]
    end = begin + 1
    while len(said) < len(text) and end < len(lines) and text.startswith(said + lines[end]):
        said += lines[end]
        end += 1
    return end if said == text else 0
