"""Reads a plan table out of text taken from a PDF page by page (分页文本): cells are lines, labels float between rows.

Such text keeps only the order of the lines. A row runs from its printed number to the next one: short lines before the
requirement are its labels, the long ones and one more are the requirement, what follows are units and deadline. A
merged cell is printed once (and again at a page top), so a row without one has what stands above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from automation.model.origin import Origin
from automation.model.rows import RawRow
from automation.sources.plan_header import field_of
from automation.sources.plan_labels import split_labels
from automation.sources.plan_table import carry_down
from automation.terms import plans as words

Line = tuple[int, str]  # 1-based number in the file, text

NARROW = 0.4  # of the widest usual line: no label, unit or deadline column is wider
FULL = 0.75  # of it: a shorter line was not broken by the column's edge
NEAR = 4  # lines over which a word of duty or the beginning of a deadline may be broken
HEADER_LINES = 4  # over how many lines one broken header word runs


@dataclass(slots=True)
class _Segment:
    """The lines of one row: its number and where it stands, then labels, requirement and the cells after it."""

    order: str
    place: int
    lines: list[str]

    def parts(self, widest: int) -> tuple[list[str], str, list[str]]:
        """(label lines, requirement, lines of units and deadline)."""
        lines = [piece for line in self.lines for piece in _pieces(line)]
        wide = [place for place, line in enumerate(lines) if len(line) > NARROW * widest or words.STOP in line]
        if not wide:
            return lines[:-1], lines[-1] if lines else "", []
        end = wide[-1] + 1
        last = lines[wide[-1]]
        if not last.endswith(words.STOP) and len(last) >= FULL * widest and end < len(lines):
            end += 1
        return lines[: wide[0]], join_lines(lines[wide[0] : end]), lines[end:]


def find_page_header(lines: Sequence[Line]) -> int | None:
    """The place of the first line that holds only header words, a requirement among them."""
    for place, (_, text) in enumerate(lines):
        fields = [field_of(word) for word in text.split()]
        if len(fields) > 1 and all(fields) and "requirement" in fields:
            return place
    return None


def read_page_table(lines: Sequence[Line], origin: Origin) -> list[RawRow]:
    """The rows below a page header, in order; ``lines`` begin with it. Page numbers and repeated headers are left."""
    fields, kept = _without_headers([line for line in lines if line[1] and not re.match(words.PAGE_NUMBER, line[1])])
    segments = _segments(kept)
    widths = sorted(len(line) for segment in segments for line in segment.lines)
    widest = widths[int(0.9 * len(widths))] if widths else 0
    found = [segment.parts(widest) for segment in segments]
    labels = split_labels([tuple(label) for label, _, _ in found])
    rows = []
    for segment, (area, topic), (_, requirement, tail) in zip(segments, labels, found, strict=True):
        units, deadline = _split_tail(tail, fields)
        cells: dict[str, object] = {"order": segment.order, "area": area, "topic": topic, "requirement": requirement}
        cells |= {"units": units} if "units" in fields else {}
        cells |= {"deadline": deadline} if "deadline" in fields else {}
        rows.append(RawRow(cells, origin.at(row=segment.place)))
    return carry_down(rows)


def join_lines(lines: Sequence[str]) -> str:
    """Lines of one cell as its text: nothing between Chinese, a blank between Latin words; no blank before a digit."""
    text = ""
    for line in lines:
        apart = text[-1:].isascii() and text[-1:].isalpha() and line[:1].isascii() and line[:1].isalpha()
        text += f" {line}" if apart else line
    return re.sub(words.BLANK_AT_DIGIT, "", text)


def join_paragraphs(lines: Sequence[Line]) -> list[Line]:
    """Printed lines as the paragraphs they were broken from: a full line goes on, a heading begins anew."""
    cleaned = [(place, re.sub(words.OVERPRINT, r"\1", text)) for place, text in lines]
    widths = sorted(len(text) for _, text in cleaned)
    widest = widths[int(0.9 * len(widths))] if widths else 0
    joined: list[Line] = []
    full = False
    for place, text in cleaned:
        if full and not re.match(words.PARAGRAPH_BEGINS, text):
            joined[-1] = (joined[-1][0], join_lines([joined[-1][1], text]))
        else:
            joined.append((place, text))
        full = len(text) >= FULL * widest
    return joined


def _without_headers(lines: Sequence[Line]) -> tuple[set[str], list[Line]]:
    """(the fields of the header, the lines that belong to none): at a page top the first page's words come again."""
    heads: set[str] = set()
    kept: list[Line] = []
    place = 0
    while place < len(lines):
        found, size = _header_words([text for _, text in lines[place : place + HEADER_LINES]])
        if size and (not kept or found <= heads):
            heads |= found
            place += size
        else:
            kept.append(lines[place])
            place += 1
    return {field_of(word) for word in heads}, kept


def _header_words(lines: Sequence[str]) -> tuple[set[str], int]:
    """The header words that begin here and over how many lines they run: one line of them, or one word broken up."""
    words_ = lines[0].split()
    if all(field_of(word) for word in words_):
        return set(words_), 1
    joined = [("".join(lines[:count]), count) for count in range(2, len(lines) + 1)]
    return next((({word}, count) for word, count in joined if field_of(word)), (set(), 0))


def _segments(lines: Sequence[Line]) -> list[_Segment]:
    """The rows: each begins at the line with the number that comes next, and ends before what closes a document."""
    segments: list[_Segment] = []
    for place, text in lines:
        if segments and re.match(words.AFTER_TABLE, text):
            break
        match = re.match(words.NEXT_NUMBER, text)
        match = match if match and int(match["number"]) == len(segments) + 1 else None
        if match:
            segments.append(_Segment(str(len(segments) + 1), place, []))
        said = text[match.end() :] if match else text
        if segments and said:
            segments[-1].lines.append(said)
    return segments


def _pieces(line: str) -> Iterator[str]:
    """A line, or its parts where the cells of a row were printed side by side: …做出说明。 委机关各科室."""
    head, stop, tail = line.partition(f"{words.STOP} ")
    if stop:
        yield head + words.STOP
        yield from _pieces(tail)
    elif len(line) <= words.CELLS_BESIDE and all(len(part) > 1 for part in line.split()):
        yield from line.split()
    else:
        yield line


def _split_tail(lines: Sequence[str], fields: set[str]) -> tuple[str, str]:
    """(units, deadline) out of the lines after the requirement."""
    if "deadline" not in fields:
        return join_lines(lines), ""
    if "units" not in fields:
        return "", join_lines(lines)
    cuts = [place for place in range(len(lines) + 1) if _is_cut(lines, place)]
    dated = [place for place in cuts if place < len(lines) and re.match(words.DEADLINE_BEGINS, lines[place])]
    cut = dated[0] if dated else cuts[-1] if cuts else len(lines)
    return join_lines(lines[:cut]), join_lines(lines[cut:])


def _is_cut(lines: Sequence[str], place: int) -> bool:
    """Whether the units may end before the line at this place: with a word of duty, or where a deadline begins."""
    above, below = join_lines(lines[max(place - NEAR, 0) : place]), join_lines(lines[place : place + NEAR])
    if re.match(words.DEADLINE_BEGINS, below):
        return True
    return bool(re.search(words.UNITS_END, above)) and not re.match(words.UNITS_GO_ON, below)
