"""Finds the figures of a finished report that became text (读成文字的表): tables with tabs, or words and numbers only.

Such a text has lost its merges, and a line often has more or fewer tabs than its header. The figures behind a row's
label count in the form's order when there are just as many; else by the place of their tabs, while that is certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from automation.model.annual import FormCell, FormTable, split_key
from automation.model.finished import Spot, TextLine
from automation.rules.annual_cells import is_blank_mark
from automation.rules.annual_grid import Found, Lost, Words, is_figure, is_header
from automation.rules.annual_tables import parse_figure, plain_label
from automation.terms import annual, finished

ANCHOR = 6  # signs of a label that find it again where it was broken over lines


@dataclass(slots=True)
class LineReader:
    """Reads the rows of tables whose cells are parted by tabs."""

    words: Words
    found: list[Found] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)
    _heads: dict[int, str] = field(default_factory=dict)
    _wide: int = 0
    _in_header: bool = False
    _groups: tuple[FormCell, ...] = ()

    def read(self, line: TextLine) -> None:
        """Take in one line with its fields."""
        words = self.words
        if is_header(line.fields, words):
            self._take_heads(line.fields, words)
            return
        self._in_header = False
        at = _last_label(line.fields, words)
        path = [text for field in line.fields[: at + 1] if (text := words.fold(field)) in words.sides]
        rows = ["".join(path[start:]) for start in range(len(path))]
        expected = words.expected(rows) if path else self._groups
        if expected:
            self._place(expected, line, at)
            if not path:
                self._groups = ()
            return
        figures = [text for text in line.fields if parse_figure(text) is not None]
        said = next((text.strip() for text in line.fields if text.strip() and not is_figure(text)), "")
        if figures:
            self.lost.append(Lost("report_label" if said else "report_stray", said or figures[0], line.spot))

    def _take_heads(self, fields: Sequence[str], words: Words) -> None:
        if not self._in_header:
            self._heads, self._wide, self._groups = {}, 0, ()
        self._in_header = True
        self._wide = max(self._wide, len(fields))
        for place, text in enumerate(fields):
            if words.fold(text) in words.columns:
                self._heads[place] = words.fold(text)
        self._groups = self._groups or words.headed_by(words.fold(text) for text in fields)

    def _place(self, expected: Sequence[FormCell], line: TextLine, at: int) -> None:
        """Put what stands behind a row's label where the form has it."""
        rest = [text.strip() for text in line.fields[at + 1 :]]
        filled = [text for text in rest if text]
        count = len(expected)
        if not filled:
            self._add(expected, [""] * count, line.spot)
        elif len(filled) == count:
            self._add(expected, filled, line.spot)
        elif len(filled) > count and len(set(filled)) == 1:
            self._add(expected, filled[:count], line.spot)
            self.lost.append(Lost("report_extra", f"{len(filled)}", line.spot))
        elif len(rest) == count:
            self._add(expected, rest, line.spot)
        elif not self._by_tabs(expected, line, at):
            self.lost.append(Lost("report_row", " ".join(filled), line.spot))

    def _by_tabs(self, expected: Sequence[FormCell], line: TextLine, at: int) -> bool:
        """Place a row by its tabs, which only counts where it has as many as its header and all columns have a name."""
        names = [plain_label(split_key(cell.key)[2]) for cell in expected]
        places = {name: place for place, name in self._heads.items()}
        if len(line.fields) != self._wide or len(set(names)) < len(names) or not set(names) <= set(places):
            return False
        taken = {places[name] for name in names}
        if at >= min(taken) or any(
            text.strip() for place, text in enumerate(line.fields) if place > at and place not in taken
        ):
            return False
        self._add(expected, [line.fields[places[name]].strip() for name in names], line.spot)
        return True

    def _add(self, cells: Sequence[FormCell], texts: Sequence[str], spot: Spot) -> None:
        self.found += [Found(cell, text, spot) for cell, text in zip(cells, texts, strict=True)]


def _last_label(fields: Sequence[str], words: Words) -> int:
    """The place of the last label at the beginning of a row; -1 for none."""
    at = -1
    for place, text in enumerate(fields):
        if is_figure(text) and text.strip():
            break
        if words.fold(text) in words.sides:
            at = place
    return at


def read_stream(words: Words, table: FormTable, lines: Sequence[TextLine]) -> Iterator[Found | Lost]:
    """The figures of a table out of text without tabs, as a PDF gives it: between a row's label and the next one's.

    A label may be broken over lines, with its figures between the pieces; its first signs are looked for, one row
    after the other. What comes after the first sentence below the table is none of it.
    """
    figures, text, starts = _stream(table, lines)
    begin = _begin(table, text)
    if begin < 0:
        return
    if words.row_names(table.name) <= words.heads:  # named above their columns
        last = text.rfind(plain_label(split_key(table.values[-1].key)[2]))
        yield from _one_row(table.values, [one for one, at in zip(figures, starts, strict=True) if at > last])
        return
    places: list[tuple[int, tuple[FormCell, ...]]] = []
    at = begin
    for (name, row), cells in words.rows.items():
        if name != table.name:
            continue
        place = min((p for way in _anchors(table, row, cells) if (p := text.find(way, at)) >= 0), default=-1)
        if place >= 0:
            places.append((place, cells))
            at = place + 1
    for number, (place, cells) in enumerate(places):
        end = places[number + 1][0] if number + 1 < len(places) else len(text) + 1
        yield from _one_row(cells, [one for one, at in zip(figures, starts, strict=True) if place < at <= end])


_Word = tuple[str, Spot]


def _stream(table: FormTable, lines: Sequence[TextLine]) -> tuple[list[_Word], str, list[int]]:
    """The figures of some lines, the folded text without them, and how much of it stands before each figure."""
    figures: list[_Word] = []
    starts: list[int] = []
    text = ""
    begun = False
    for line in lines:
        if begun and finished.SENTENCE_END in line.text:
            break
        for word in () if re.match(finished.PAGE_NUMBER, line.text) else line.text.split():
            if is_figure(word):
                figures.append((word, line.spot))
                starts.append(len(text))
            else:
                text += plain_label(word)
        begun = begun or _begin(table, text) >= 0
    return figures, text, starts


def _begin(table: FormTable, text: str) -> int:
    """Where the names of a table's columns begin in a folded text; -1 where they are not all there."""
    columns = {plain_label(split_key(cell.key)[2]) for cell in table.values[: len(table.values) // 2]}
    places = [text.find(column) for column in columns]
    return -1 if min(places) < 0 else min(places)


def _anchors(table: FormTable, row: str, cells: tuple[FormCell, ...]) -> tuple[str, ...]:
    """The beginnings by which a row's label is found: as printed, and without its number."""
    printed = [c.text for c in table.labels if c.row <= cells[0].row < c.row + c.rows and c.column < cells[0].column]
    label = plain_label(printed[-1] if printed else row)
    ways = [label[:ANCHOR]]
    if label[:1].isdigit() and len(label) > ANCHOR:
        ways.append(label[1 : ANCHOR + 1])
    ways += [said for said, meant in annual.ALIASES.items() if meant == label]
    return tuple(ways)


def _one_row(cells: Sequence[FormCell], figures: Sequence[_Word]) -> Iterator[Found | Lost]:
    texts = [text for text, _ in figures]
    if not figures:
        yield from (Found(cell, "", Spot()) for cell in cells)
    elif len(figures) == len(cells):
        yield from (Found(cell, text, spot) for cell, (text, spot) in zip(cells, figures, strict=True))
    elif len(figures) > len(cells) and len(set(texts)) == 1 and not is_blank_mark(texts[0]):
        yield from (Found(cell, text, spot) for cell, (text, spot) in zip(cells, figures, strict=False))
        yield Lost("report_extra", str(len(figures)), figures[0][1])
    else:
        yield Lost("report_row", " ".join(texts), figures[0][1])
