"""Finds what a head is known by (版头): the organ's mark, the number, and who signs a paper to an organ above."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from automation.model.page import PaperSeen, ParagraphSeen, TextLine
from automation.rules.layout_lines import ABOVE_BODY, Placed, reach
from automation.terms import layout as words

MANY = 40  # paragraphs at the beginning of a document among which those of its mark are


def find_mark(paper: PaperSeen, lines: Sequence[TextLine]) -> Iterator[Placed]:
    """The lines of the mark, each with the paragraph it prints; one in a table or a picture shows no font.

    Of a joint issue a name and the word at its right may lie on one line.
    """
    free = list(paper.paragraphs[:MANY])
    texts = [line.text for line in lines]
    begin = 0
    while begin < len(lines):
        end = begin + 1
        whole = [one for one in free if reach(texts, begin, one.text)][:1]
        if whole:
            end = reach(texts, begin, whole[0].text)
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


def find_number(lines: Sequence[TextLine]) -> TextLine | None:
    """The line of the number (发文字号); names of those who sign may stand on it, behind a label on it or above it."""
    label = next((line.baseline for line in lines if re.search(words.SIGNER, line.text)), None)
    for line in lines:
        signed = label is not None and line.baseline >= label
        if re.fullmatch(words.NUMBER_LINE, number_in(line.text) if signed else line.text):
            return line
    return None


def find_signers(first: Sequence[TextLine], number: TextLine | None) -> Iterator[TextLine]:
    """The lines that say who signs: from the one with the label down to the number's."""
    begins = next((line for line in first if re.search(words.SIGNER, line.text)), None)
    if begins is not None and number is not None:
        yield from (line for line in first if begins.baseline <= line.baseline <= number.baseline)


def number_in(text: str) -> str:
    """The number of a line on which, of a paper to an organ above, names of those who sign may stand too."""
    before = re.split(words.SIGNER, text)[0]
    numbered = re.match(words.NUMBER_AND_NAME, before)
    return numbered[1] if numbered else before


def is_mark(line: TextLine, number: TextLine | None) -> bool:
    """Large print above the number, or red print; its colour may be what is wrong with it."""
    large = line.size > ABOVE_BODY
    return large and (line.red or (number is not None and line.baseline < number.baseline))
