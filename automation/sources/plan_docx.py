"""Reads a plan out of a Word document (方案文档): its tables, with merges both ways, or else its prose."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from lxml import etree

from automation.cells import fold
from automation.errors import RefusedFile
from automation.model.origin import Origin
from automation.model.rows import BodyLine, PlanDocument, RawRow
from automation.sources.plan_header import Columns, Merges, field_of
from automation.sources.plan_prose import read_prose
from automation.sources.plan_table import body_lines, read_plan_table
from automation.sources.word_body import (
    W,
    accept_changes,
    blocks_of,
    cell_text,
    cells_of,
    is_merged,
    paragraph_text,
    read_part,
    rows_of,
    span_of,
)
from automation.sources.word_numbers import Numbering, read_numbering
from automation.sources.workbook import check_package
from automation.terms import plans as words

BODY = "word/document.xml"
NUMBERING = "word/numbering.xml"
STYLES = "word/styles.xml"
DAMAGED = "damaged_workbook"


Grid = list[list[str]]


def read_plan_docx(path: Path) -> PlanDocument:
    """Every plan table of a document, in order; without one, the tasks of its prose.

    A table without a header goes on with the one before; tables inside tables are read as text of their cell. Numbers
    Word counts itself stand before their paragraphs. Changes under review are read as accepted, hidden text is not
    read. Raises RefusedFile for what is no Word document.
    """
    data = path.read_bytes()
    check_package(data, BODY)
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            body, numbering, styles = (read_part(package, name) for name in (BODY, NUMBERING, STYLES))
    except etree.XMLSyntaxError as error:
        raise RefusedFile(DAMAGED, str(error)) from error
    if body is not None:
        accept_changes(body)
    numbers = read_numbering(numbering, styles)
    rows: list[RawRow] = []
    outside: list[BodyLine] = []
    unread: list[BodyLine] = []
    columns: Columns | None = None
    lines: Grid = []
    tables = 0
    paragraphs: list[tuple[int, str]] = []
    for block in blocks_of(body):
        if block.tag == f"{W}p":
            text = paragraph_text(block, numbers).strip()
            paragraphs += [(len(paragraphs) + 1, text)] if text else []
            continue
        tables += 1
        lines, merges = _read_grid(block, numbers, lines[-1] if lines else [])
        origin = Origin(path.name, str(tables))
        found = read_plan_table(lines, origin, columns if columns and _goes_on(lines, columns) else None, merges)
        columns = found.columns
        rows += found.rows
        outside += found.body if found.columns else body_lines(lines, origin)
        unread += found.unread
    if rows:
        letter = [BodyLine(text, Origin(path.name, row=place)) for place, text in paragraphs]
        return PlanDocument(tuple(rows), (*letter, *outside), tuple(unread))
    return read_prose(paragraphs, Origin(path.name))


def _goes_on(lines: Grid, columns: Columns) -> bool:
    """Whether a table may go on with the columns before it: no header of its own, a number where one is due."""
    first = lines[0] if lines else []
    if max((len(line) for line in lines), default=0) <= max(columns.places.values()):
        return False
    order = first[columns.places["order"]] if columns.places.get("order", len(first)) < len(first) else ""
    numbered = not order or bool(re.match(words.ROW_BEGINS, fold(order)))
    return numbered and sum(bool(field_of(cell)) for cell in dict.fromkeys(first)) < 2


def _read_grid(table: etree._Element, numbers: Numbering, before: Sequence[str] = ()) -> tuple[Grid, Merges]:
    """The texts of a Word table by grid column, each merged cell repeated over all it covers, and where it does so.

    ``before`` is the last row of the table before: what a cell merged with it over a page break goes on with.
    """
    lines: Grid = []
    beside: set[tuple[int, int]] = set()
    below: set[tuple[int, int]] = set()
    above = list(before)
    for row in rows_of(table):
        place = len(lines)
        line = [""] * span_of(row, f"{W}trPr/{W}gridBefore", 0)
        for cell in cells_of(row):
            width = span_of(cell, f"{W}tcPr/{W}gridSpan", 1)
            start = len(line)
            if is_merged(cell, "vMerge") and start < len(above):
                text = above[start]
                below.update((place, column) for column in range(start, start + width))
            elif is_merged(cell, "hMerge") and line:
                text = line[-1]
                beside.add((place, start))
            else:
                text = cell_text(cell, numbers)
            beside.update((place, column) for column in range(start + 1, start + width))
            line += [text] * width
        lines.append(line)
        above = line
    return lines, Merges(frozenset(beside), frozenset(below))
