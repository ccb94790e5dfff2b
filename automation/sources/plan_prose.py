"""Reads a plan written as prose (文字方案): headings 一、 and （一）, and the responsible units in brackets at the end.

A paragraph is a task when it closes with such a bracket; one bracket in the middle of a paragraph ends a task there. A
numbered paragraph without a bracket among others that have one is a task nobody answers for yet. All else is body.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from automation.model.origin import Origin
from automation.model.rows import BodyLine, PlanDocument, RawRow
from automation.terms import plans as words
from automation.terms.units import IN_BRACKETS, ONLY_NAMES

Line = tuple[int, str]  # 1-based number in the file, text


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of prose under its headings; ``units`` is None where no bracket closes it."""

    area: str
    topic: str
    text: str
    units: str | None
    deadline: str
    depth: int  # of its paragraph's number: 1 for 1., 2 for （1）, 0 for none
    mark: str  # that number as printed
    place: int
    title: str = ""  # a numbered title above it

    @property
    def headings(self) -> tuple[str, str]:
        return self.area, self.topic

    @property
    def ended(self) -> bool:
        """Whether the text is a sentence, not a title."""
        return self.text.endswith(words.SENTENCE_ENDS) or len(self.text) > words.TITLE_WIDEST


def read_prose(paragraphs: Sequence[Line], origin: Origin) -> PlanDocument:
    """The tasks of a plan in prose, in order, and the paragraphs that are none; no rows when no bracket names units."""
    pieces = _settle_numbers(_with_unit_lines(_pieces(paragraphs)))
    shared = {(piece.area, piece.topic) for piece in pieces if piece.units and piece.depth}
    if not any(piece.units for piece in pieces):
        return PlanDocument((), tuple(BodyLine(text, origin.at(row=place)) for place, text in paragraphs))
    tasks: list[_Piece] = []
    body: list[BodyLine] = []
    for piece in pieces:
        if piece.units or (piece.depth and (piece.area, piece.topic) in shared):
            tasks.append(piece)
        else:
            body.append(BodyLine(piece.text, origin.at(row=piece.place)))
    timed = any(task.deadline for task in tasks)
    rows = tuple(RawRow(_cells(piece, timed=timed), origin.at(row=piece.place)) for piece in tasks)
    return PlanDocument(rows, tuple(body))


def _with_unit_lines(pieces: Iterable[_Piece]) -> list[_Piece]:
    """The pieces, with the lines below a piece that only say who (牵头单位：…) or when (完成时限：…) put into it."""
    found: list[_Piece] = []
    open_ = False  # whether the last piece may take in one more such line
    for piece in pieces:
        labelled = re.match(words.UNITS_LINE, piece.text) or re.fullmatch(words.DEADLINE_LINE, piece.text)
        if labelled and found and (found[-1].units is None or open_):
            units, deadline = _cells_of(piece.text)
            said = [text for text in (found[-1].units, units) if text]
            joined = words.JOIN_LINES.join(said)
            found[-1] = replace(found[-1], units=joined, deadline=deadline or found[-1].deadline)
            open_ = True
        else:
            found.append(piece)
            open_ = False
    return found


def _settle_numbers(pieces: Sequence[_Piece]) -> list[_Piece]:
    """The pieces, with numbered paragraphs nobody answers for put where they belong when units follow below them.

    A title (1.决策公开) is a label of what is numbered below it or has no number; a sentence, or a list that ends with
    a semicolon, is the beginning of the paragraph that goes on with it.
    """
    found: list[_Piece] = []
    title = ""
    under = ("", "")  # the headings the title stands under
    for piece, below in zip_longest(pieces, pieces[1:]):
        above = found[-1] if found else None
        if piece.depth == 1 or under != piece.headings:
            title = ""
        if below is not None and _is_title(piece, below):
            title, under = piece.mark + piece.text, piece.headings
        elif above is not None and not title and _is_one_task(above, piece):
            text = above.text + piece.mark + piece.text
            found[-1] = replace(above, text=text, units=piece.units, deadline=piece.deadline)
        else:
            found.append(replace(piece, title=title))
    return found


def _is_title(piece: _Piece, below: _Piece) -> bool:
    """Whether a numbered paragraph only names what the one below begins."""
    bare = piece.depth == 1 and piece.units is None and below.depth != 1 and piece.headings == below.headings
    listed = piece.text.endswith(words.GOES_ON)
    return bare and not piece.ended and not (listed and not (below.depth and below.units))


def _is_one_task(above: _Piece, piece: _Piece) -> bool:
    """Whether a paragraph goes on with the numbered one above, which named no units."""
    apart = above.place != piece.place and above.headings == piece.headings
    bare = apart and bool(above.depth) and above.units is None and piece.depth != 1
    return bare and (above.text.endswith(words.GOES_ON) or (above.ended and not piece.depth and bool(piece.units)))


def _cells(piece: _Piece, *, timed: bool) -> dict[str, object]:
    topic = words.JOIN_LABELS.join(label for label in (piece.topic, piece.title) if label)
    labels = {"area": piece.area, "topic": topic}
    cells = {**{name: label for name, label in labels.items() if label}, "requirement": piece.text}
    return {**cells, "units": piece.units or "", **({"deadline": piece.deadline} if timed else {})}


def _pieces(paragraphs: Sequence[Line]) -> Iterator[_Piece]:
    """Every stretch of text that ends at a bracket of units or at its paragraph's end."""
    area = topic = ""
    for place, paragraph in paragraphs:
        text = paragraph.strip()
        if re.match(words.HEADING, text):
            area, text = _title(text)
            topic = ""
        elif re.match(words.SUBHEADING, text):
            topic, text = _title(text)
        depth, mark, text = _numbered(text)
        while text:
            said, units, text = _up_to_units(text)
            if said or units:
                closed, deadline = _cells_of(units) if units else ("", "")
                yield _Piece(area, topic, said, closed if units else None, deadline, depth, mark, place)


def _numbered(text: str) -> tuple[int, str, str]:
    """(depth of a paragraph's number, the number as printed, the text behind it): 1. is 1, （1） is 2, none is 0."""
    for depth, pattern in enumerate((words.NUMBERED, words.NUMBERED_BELOW), 1):
        match = re.match(pattern, text)
        if match:
            said = match[match.lastindex or 0]
            return depth, text[: len(text) - len(said)].strip(), said
    return 0, "", text


def _title(text: str) -> tuple[str, str]:
    """(heading, the text that goes on behind it): a heading ends at its first full stop, or is the whole paragraph.

    With nothing but its units behind it the paragraph is a task itself: （一）做好公开。（办公室牵头）
    """
    said, units, rest = _up_to_units(text)
    if units and not rest and len(re.split(words.SENTENCE, said)) == 1:
        return "", text
    title, stop, rest = text.partition(words.STOP)
    if stop and len(title) <= words.TITLE_WIDEST:
        return title, rest.strip()
    return ("", text) if units else (text, "")


def _up_to_units(text: str) -> tuple[str, str, str]:
    """(text before the first bracket of units, what the bracket says, the rest).

    Without such a bracket the units may stand behind the last sentence without one, or in a bracket before the text.
    """
    bracket = _find_units(text)
    if bracket is not None:
        start, end = bracket
        return text[:start].strip(), text[start + 1 : end], text[end + 1 :].lstrip(words.AFTER_BRACKET)
    behind = re.search(words.UNITS_TAIL, text)
    if behind:
        return text[: behind.start()].strip(), behind[0].strip(words.AROUND_CELLS), ""
    before = re.match(words.UNITS_BEFORE, text)
    if before and _names_units(before["units"]):
        return before["text"].strip(), before["units"], ""
    return text.strip(), "", ""


def _find_units(text: str) -> tuple[int, int] | None:
    """Where the first bracket that names units opens and closes; brackets inside it belong to names."""
    opened: list[int] = []
    for place, char in enumerate(text):
        if char in words.OPENING:
            opened.append(place)
        elif char in words.CLOSING and opened:
            start = opened.pop()
            if not opened and _ends_task(text, start, place):
                return start, place
    return None


def _ends_task(text: str, start: int, end: int) -> bool:
    """Whether a bracket names units where a task ends; bare names count only as its paragraph's last."""
    said, _ = _cells_of(text[start + 1 : end].strip(words.AFTER_BRACKET))
    if re.match(words.UNITS_LINE, said) or re.search(words.UNITS_END, said):
        return _ends_sentence(text, start, end)
    last = not text[end + 1 :].strip(words.AFTER_BRACKET)
    behind_stop = text[:start].rstrip().endswith(words.SENTENCE_ENDS)
    return last and behind_stop and _names_units(said)


def _names_units(said: str) -> bool:
    """Whether a text names who answers: by a label, a word of duty, or names alone."""
    labelled = re.match(words.UNITS_LINE, said) or re.search(words.UNITS_END, said)
    return bool(labelled or re.match(ONLY_NAMES, re.sub(IN_BRACKETS, "", said)))


def _ends_sentence(text: str, start: int, end: int) -> bool:
    """Whether a bracket stands where a task ends: behind a stop, or as the last thing of its paragraph."""
    behind = text[end + 1 :].lstrip(words.AFTER_BRACKET)
    return not behind or text[:start].rstrip().endswith(words.SENTENCE_ENDS)


def _cells_of(said: str) -> tuple[str, str]:
    """(units, deadline) of a bracket: （责任单位：甲；完成时限：6月底前）, （甲科牵头，6月底前完成）."""
    found = re.search(words.DEADLINE_LABEL, said) or re.search(words.DEADLINE_CLAUSE, said)
    if not found:
        return said.strip(), ""
    units = said[: found.start()].rstrip(words.AROUND_CELLS) + said[found.end() :]
    return units.strip(words.AROUND_CELLS), found["deadline"].strip(words.AROUND_CELLS)
