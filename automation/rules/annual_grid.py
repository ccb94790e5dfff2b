"""Finds the figures in the tables of a finished report (读成稿的表), by labels alone, whatever grid they stand in.

The columns of a row are named by the nearest header above them. Where that leads nowhere, because a header is missing
or its grid is another one, the cells behind a row's label count in the form's order when they are just as many.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from automation.cells import fold
from automation.model.annual import AnnualForm, FormCell, split_key
from automation.model.finished import GridPlace, PrintedGrid, Spot
from automation.rules.annual_cells import is_blank_mark
from automation.rules.annual_tables import label_index, parse_figure, plain_label
from automation.terms import annual

HEADS = 2  # labels that make a header row


@dataclass(frozen=True, slots=True)
class Found:
    """One cell of the form found in a table: what stands in it, and where."""

    cell: FormCell
    raw: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class Lost:
    """What stands in a table and could not be placed: the kind of its finding, what stands there, and where."""

    kind: str
    value: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class Words:
    """The labels of a form as they are compared.

    ``columns`` name figures, ``heads`` is whatever may stand in a header row, ``sides`` whatever beside a row. A row
    of figures without a label beside it, as table 4 has, is known by the heads above it. ``rows`` are the cells of
    each row of the form in its order.
    """

    columns: frozenset[str]
    heads: frozenset[str]
    sides: frozenset[str]
    index: Mapping[tuple[str, str], FormCell]
    rows: Mapping[tuple[str, str], tuple[FormCell, ...]]

    def row_names(self, table: str) -> frozenset[str]:
        """The rows of a table by their own names."""
        return frozenset(plain_label(row) for name, row in self.rows if name == table)

    def headed_by(self, heads: Iterable[str]) -> tuple[FormCell, ...]:
        """All cells of the table whose rows are named above its columns, where some heads name them; else none."""
        given = set(heads)
        for table in dict.fromkeys(name for name, _ in self.rows):
            names = self.row_names(table)
            if names <= self.heads and len(names & given) > 1:
                return tuple(cell for (name, _), cells in self.rows.items() if name == table for cell in cells)
        return ()

    def knows(self, text: str) -> bool:
        """Whether a folded text is a label of the form."""
        return text in self.heads or text in self.sides

    def fold(self, text: str) -> str:
        """A label as it is compared, without what is added in brackets where only then it is known (（件）)."""
        plain = plain_label(text)
        bare = plain_label(re.sub(annual.EXPLANATION, "", fold(text)))
        ways = [plain, bare]
        ways += [bare.replace(said, meant) for said, meant in annual.ALIASES.items() if said in bare]
        return next((way for way in ways if self.knows(way)), plain)

    def find(self, rows: Iterable[str], column: str) -> FormCell | None:
        """The cell a column's label and the first fitting one of some labels of its row lead to; None for none."""
        found = (self.index.get((row, column)) for row in rows)
        return next((cell for cell in found if cell is not None), None)

    def expected(self, rows: Sequence[str]) -> tuple[FormCell, ...]:
        """The cells of the row that some labels name, in the form's order; none for an unknown row."""
        for cells in self.rows.values():
            column = plain_label(split_key(cells[0].key)[2])
            if self.find(rows, column) is cells[0]:
                return cells
        return ()


@lru_cache(maxsize=8)
def form_words(form: AnnualForm) -> Words:
    """The labels of a form."""
    index, known = label_index(form)
    columns: set[str] = set()
    heads: set[str] = set()
    sides = set(known)
    rows: dict[tuple[str, str], list[FormCell]] = {}
    for table in form.tables:
        figured = {cell.row for cell in table.values}
        for cell in table.values:
            name, row, column = split_key(cell.key)
            columns.add(plain_label(column))
            rows.setdefault((name, row), []).append(cell)
        for label in table.labels:
            beside = any(row in figured for row in range(label.row, label.row + label.rows))
            (sides if beside else heads).add(plain_label(label.text))
    for labels in (columns, heads, sides):
        labels.discard("")
    whole = {row: tuple(cells) for row, cells in rows.items()}
    return Words(frozenset(columns), frozenset(heads | columns), frozenset(sides), index, whole)


@dataclass(slots=True)
class GridReader:
    """Reads one report's tables one after the other: a table without a header goes on with the one before."""

    words: Words
    heads: dict[int, list[str]] = field(default_factory=dict)
    found: list[Found] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)
    _in_header: bool = False
    _wide: int = 0

    def read(self, grid: PrintedGrid) -> bool:
        """Take in a table; False when no label in it is one of the form's, or nothing in it has a place there."""
        words = self.words
        texts = [place.text for row in grid.rows for place in row if not place.merged and place.text.strip()]
        found, lost = len(self.found), len(self.lost)
        wide = max((place.column + place.columns for row in grid.rows for place in row), default=0)
        goes_on = bool(self.heads) and wide == self._wide and all(is_figure(text) for text in texts)
        if not goes_on and sum(words.knows(words.fold(text)) for text in texts) < HEADS:
            return False
        if wide != self._wide:
            self.heads = {}
            self._in_header = False  # else the table may have been cut within its header
        self._wide = wide
        above: dict[int, GridPlace] = {}
        for row in grid.rows:
            whole = tuple(_owner(place, above) for place in row)
            above = {c: place for place in whole for c in range(place.column, place.column + place.columns)}
            self._row(whole, {place.spot for place, seen in zip(whole, row, strict=True) if seen.merged})
        if len(self.found) > found or self._in_header:
            return True
        del self.lost[lost:]  # a table of the office's own, in which some words are also the form's
        return False

    def _row(self, row: Sequence[GridPlace], hanging: set[Spot]) -> None:
        """One row; ``hanging`` are cells that began in a row above."""
        words = self.words
        own = [place for place in row if place.spot not in hanging]
        if is_header([place.text for place in own], words):
            self._take_heads(own)
            return
        filled = [place for place in own if place.text.strip()]
        if len(own) == 1 and filled and not words.knows(words.fold(own[0].text)) and not is_figure(own[0].text):
            return  # a note over the whole width
        if filled:
            self._in_header = False
        labels = [place for place in row if words.fold(place.text) in words.sides]
        cells = [place for place in own if place not in labels]
        path = [words.fold(place.text) for place in labels]
        self._place(path, labels, cells)

    def _take_heads(self, own: Sequence[GridPlace]) -> None:
        if not self._in_header:
            self.heads = {}
        self._in_header = True
        words = self.words
        group = ""  # a head over several columns also stands over the blank cells to its right where nobody merged them
        for place in own:
            text = words.fold(place.text) if place.text.strip() else group
            group = "" if text in words.columns else text
            for column in range(place.column, place.column + place.columns):
                if text:
                    self.heads.setdefault(column, []).append(text)

    def _place(self, path: list[str], labels: Sequence[GridPlace], cells: Sequence[GridPlace]) -> None:
        """Put the cells of a row where the form has them."""
        rows = ["".join(path[start:]) for start in range(len(path))]
        placed: dict[str, list[tuple[GridPlace, FormCell]]] = {}
        rest: list[GridPlace] = []
        for place in cells:
            cell = self._find(rows, self.heads.get(place.column, []))
            if cell is None:
                rest.append(place)
            else:
                placed.setdefault(cell.key, []).append((place, cell))
        expected = self.words.expected(rows)
        behind = [place for place in cells if not labels or place.column > labels[-1].column]
        if not labels and (headed := self.words.headed_by(head for heads in self.heads.values() for head in heads)):
            expected = headed
        strange = any(self._strange_head(place) for place in rest)
        if len(placed) < len(expected) == len(behind) and not strange:
            self.found += [Found(cell, p.text, p.spot) for cell, p in zip(expected, behind, strict=True)]
            return
        for several in placed.values():
            filled = [one for one in several if one[0].text.strip()] or several[:1]
            self.found += [Found(cell, place.text, place.spot) for place, cell in filled]
        self._lose(rest, labels, known=bool(expected))

    def _strange_head(self, place: GridPlace) -> str:
        """The head over a cell where it is none of the form's; empty for a known one or none."""
        head = next(iter(self.heads.get(place.column, [])[::-1]), "")
        return "" if self.words.knows(head) else head

    def _find(self, rows: Sequence[str], heads: Sequence[str]) -> FormCell | None:
        """The cell under some heads; without a label beside it, the heads above its own name its row."""
        if not heads:
            return None
        if rows:
            found = self.words.find(rows, heads[-1])
            if found is not None:
                return found
        above = ["".join(heads[start:-1]) for start in range(len(heads) - 1)]
        return self.words.find(above, heads[-1])

    def _lose(self, rest: Sequence[GridPlace], labels: Sequence[GridPlace], *, known: bool) -> None:
        """Say what figures of a row could not be placed."""
        figures = [place for place in rest if parse_figure(place.text) is not None]
        if not figures:
            return
        if known:
            for place in figures:
                head = self._strange_head(place)
                if not head:
                    self.lost.append(Lost("report_stray", place.text, place.spot))
                elif not any(lost.value == head for lost in self.lost):  # once for a whole column
                    self.lost.append(Lost("report_label", head, place.spot))
            return
        said = next((p.text for p in (*rest, *labels) if p.text.strip() and p not in figures), "")
        self.lost.append(Lost("report_label" if said else "report_stray", said or figures[0].text, figures[0].spot))


def is_figure(text: str) -> bool:
    """Whether a text stands for a figure: a number, or a mark that there is none."""
    return parse_figure(text) is not None or is_blank_mark(text)


def is_header(texts: Sequence[str], words: Words) -> bool:
    """Whether a row names columns: it holds two labels of headers or more, and no figure and no row's own label."""
    filled = [words.fold(text) for text in texts if text.strip()]
    if any(is_figure(text) for text in texts if text.strip()):
        return False
    known = [text for text in filled if text in words.heads]
    return len(known) >= HEADS and not any(text in words.sides - words.heads for text in filled)


def _owner(place: GridPlace, above: dict[int, GridPlace]) -> GridPlace:
    """The cell that a cell merged with the one above goes on with."""
    upper = above.get(place.column)
    if not place.merged or upper is None:
        return place
    return GridPlace(place.column, place.columns, upper.text, upper.spot, merged=True)
