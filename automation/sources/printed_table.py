"""Reads the plan's table back from the rendered PDF (读回版面), by its rules: which text stands in which cell.

The rules between the cells say where a row begins and ends and how far a merged label reaches, in the PDF of any
converter; the words alone would not.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from automation.model.printed import PrintedCell, PrintedRow, PrintedTable
from automation.terms import papers as words

COLUMNS = 6
_NEAR = 1.5  # points: the two edges of one rule, rules that meet, letters of one line

_Letter = tuple[float, float, str]  # baseline, left side, what it says


def read_printed_table(pdf: Path) -> PrintedTable:
    """Find the plan's rows on every page with a table of six columns; none in a PDF without one, or that is broken."""
    import pdfplumber  # noqa: PLC0415 - loads for a third of a second, and most runs print nothing
    from pdfplumber.utils.exceptions import PdfminerException  # noqa: PLC0415

    rows: list[PrintedRow] = []
    head = 0.0
    try:
        with pdfplumber.open(pdf) as opened:
            for page in opened.pages:
                for row in _rows_of(page):
                    if row.order == words.HEAD_ORDER:
                        head = head or row.height
                    else:
                        rows.append(row)
                page.close()  # what was read of a page is not kept: a long plan has hundreds
    except PdfminerException:
        return PrintedTable()
    return PrintedTable(tuple(rows), head)


def _rows_of(page: Any) -> list[PrintedRow]:
    edges = page.edges
    sides = _distinct(edge["x0"] for edge in edges if edge["orientation"] == "v")
    if len(sides) != COLUMNS + 1:
        return []
    level = [edge for edge in edges if edge["orientation"] == "h"]
    columns = [
        _cells_of(page, column, left, right, [edge for edge in level if edge["x0"] < (left + right) / 2 < edge["x1"]])
        for column, (left, right) in enumerate(pairwise(sides))
    ]
    rows = []
    for first in columns[0]:
        middle = (first.top + first.bottom) / 2
        covering = tuple(cell for cells in columns for cell in cells if cell.top < middle < cell.bottom)
        rows.append(PrintedRow(page.page_number, first.text, covering))
    return rows


def _cells_of(page: Any, column: int, left: float, right: float, rules: Iterable[Any]) -> list[PrintedCell]:
    """Cut a column at the rules that cross its middle, and put each letter into the cell its baseline lies in."""
    bounds = _distinct(rule["top"] for rule in rules)
    held: list[list[_Letter]] = [[] for _ in range(len(bounds) + 1)]
    for letter in page.chars:
        if letter["upright"] and left < (letter["x0"] + letter["x1"]) / 2 < right and not letter["text"].isspace():
            baseline = float(page.height) - letter["matrix"][5]
            held[bisect(bounds, baseline)].append((baseline, letter["x0"], letter["text"]))
    return [
        PrintedCell(column, top, bottom, *_read_cell(letters))
        for (top, bottom), letters in zip(pairwise(bounds), held[1:], strict=False)
    ]


def _read_cell(letters: Sequence[_Letter]) -> tuple[str, float]:
    """Give a cell's text line by line, and how far its first and last baselines lie apart."""
    baselines = _distinct(baseline for baseline, _, _ in letters)
    placed = sorted((bisect(baselines, baseline), x, text) for baseline, x, text in letters)
    return "".join(text for _, _, text in placed), baselines[-1] - baselines[0] if baselines else 0.0


def _distinct(places: Iterable[float]) -> Sequence[float]:
    """Places in order, those close together taken as one."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _NEAR:
            found.append(place)
    return found
