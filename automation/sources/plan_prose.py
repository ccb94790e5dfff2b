"""Reads a plan written as prose (文字方案): headings 一、 and （一）, and the responsible units in brackets at the end.

A paragraph is a task when it closes with such a bracket; one bracket in the middle of a paragraph ends a task there. A
numbered paragraph without a bracket among others that have one is a task nobody answers for yet. All else is body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

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
    numbered: bool
    place: int


def read_prose(paragraphs: Sequence[Line], origin: Origin) -> PlanDocument:
    """The tasks of a plan in prose, in order, and the paragraphs that are none; no rows when no bracket names units."""
    pieces: list[_Piece] = []
    for piece in _pieces(paragraphs):
        labelled = re.match(words.UNITS_LINE, piece.text)
        if labelled and pieces and pieces[-1].units is None:
            units, deadline = _cells_of(piece.text)
            pieces[-1] = replace(pieces[-1], units=units, deadline=deadline)
        else:
            pieces.append(piece)
    shared = {(piece.area, piece.topic) for piece in pieces if piece.units and piece.numbered}
    if not any(piece.units for piece in pieces):
        return PlanDocument((), tuple(BodyLine(text, origin.at(row=place)) for place, text in paragraphs))
    tasks: list[_Piece] = []
    body: list[BodyLine] = []
    for piece in pieces:
        if piece.units or (piece.numbered and (piece.area, piece.topic) in shared):
            tasks.append(piece)
        else:
            body.append(BodyLine(piece.text, origin.at(row=piece.place)))
    timed = any(task.deadline for task in tasks)
    rows = tuple(RawRow(_cells(piece, timed=timed), origin.at(row=piece.place)) for piece in tasks)
    return PlanDocument(rows, tuple(body))


def _cells(piece: _Piece, *, timed: bool) -> dict[str, object]:
    labels = {"area": piece.area, "topic": piece.topic}
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
        numbered = re.match(words.NUMBERED, text)
        text = numbered[2] if numbered else text
        while text:
            said, units, text = _up_to_units(text)
            if said or units:
                closed, deadline = _cells_of(units) if units else ("", "")
                yield _Piece(area, topic, said, closed if units else None, deadline, bool(numbered), place)


def _title(text: str) -> tuple[str, str]:
    """(heading, the text that goes on behind it): a heading ends at its first full stop, or is the whole paragraph."""
    title, stop, rest = text.partition(words.STOP)
    if stop and len(title) <= words.TITLE_WIDEST:
        return title, rest.strip()
    bracket = _find_units(text)
    if bracket and len(text[: bracket[0]]) > words.TITLE_WIDEST:
        return "", text
    return (text[: bracket[0]], text[bracket[0] :]) if bracket else (text, "")


def _up_to_units(text: str) -> tuple[str, str, str]:
    """(text before the first bracket of units, what the bracket says, the rest)."""
    bracket = _find_units(text)
    if bracket is None:
        return text.strip(), "", ""
    start, end = bracket
    return text[:start].strip(), text[start + 1 : end], text[end + 1 :].lstrip(words.AFTER_BRACKET)


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
    return last and behind_stop and bool(re.match(ONLY_NAMES, re.sub(IN_BRACKETS, "", said)))


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
