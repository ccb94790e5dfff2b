"""Finds the head of a paper on its first page (版头): the lines of the mark, of the number, and of who signs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from automation.model.page import PaperSeen, ParagraphSeen, TextLine
from automation.rules.layout_lines import Placed, as_placed, reach
from automation.terms import layout as words

ABOVE_BODY = 16.5  # pt; larger print than the body's is a title or a mark
MANY = 40  # paragraphs at the beginning of a document among which those of its head are


def find_number(lines: Sequence[TextLine]) -> TextLine | None:
    """The line of the number (发文字号); names of those who sign may stand on it, behind a label on it or above it."""
    label = next((line.baseline for line in lines if re.search(words.SIGNER, line.text)), None)
    for line in lines:
        signed = label is not None and line.baseline >= label
        if re.fullmatch(words.NUMBER_LINE, number_in(line.text) if signed else line.text):
            return line
    return None


def number_in(text: str) -> str:
    """The number of a line on which, of a paper to an organ above, names of those who sign may stand too."""
    before = re.split(words.SIGNER, text)[0]
    numbered = re.match(words.NUMBER_AND_NAME, before)
    return numbered[1] if numbered else before


def find_mark(paper: PaperSeen, number: TextLine | None) -> Iterator[Placed]:
    """The lines of the mark, each with the paragraph it prints; one in a table or a picture shows no font.

    Of a joint issue a name and the word at its right may lie on one line.
    """
    lines = [line for line in (paper.pages[0].lines if paper.pages else ()) if _is_mark(line, number)]
    texts = [line.text for line in lines]
    free = list(paper.paragraphs[:MANY])
    begin = 0
    while begin < len(lines):
        whole = [one for one in free if reach(texts, begin, one.text)][:1]
        end = reach(texts, begin, whole[0].text) if whole else begin + 1
        printed = whole or list(_pieces(texts[begin], free))
        free = [one for one in free if one not in printed]
        yield from (Placed(one, tuple(lines[begin:end])) for one in printed)
        if not printed:
            yield as_placed(lines[begin])
        begin = end


def find_signers(lines: Sequence[TextLine], number: TextLine | None) -> Iterator[TextLine]:
    """The lines that say who signs: from the one with the label down to the number's."""
    begins = next((line for line in lines if re.search(words.SIGNER, line.text)), None)
    if begins is not None and number is not None:
        yield from (line for line in lines if begins.baseline <= line.baseline <= number.baseline)


def _is_mark(line: TextLine, number: TextLine | None) -> bool:
    """Large print above the number, or red print; its colour may be what is wrong with it."""
    large = line.size > ABOVE_BODY
    return large and (line.red or (number is not None and line.baseline < number.baseline))


def _pieces(text: str, paragraphs: Sequence[ParagraphSeen]) -> Iterator[ParagraphSeen]:
    """The paragraphs that together stand in one line, each saying a part of it no other says."""
    for one in paragraphs:
        if one.text in text:
            text = text.replace(one.text, "", 1)
            yield one
