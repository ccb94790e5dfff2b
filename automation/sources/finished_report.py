"""Reads somebody's finished year-end report (年度报告成稿) as it stands: lines and tables, nothing understood yet."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from lxml import etree

from automation.model.finished import Block, FinishedPaper, GridPlace, PrintedGrid, Spot, TextLine
from automation.sources.plan_text import decode
from automation.sources.refusal import refuse
from automation.sources.word_body import (
    FALLBACK,
    W,
    accept_changes,
    cells_of,
    is_merged,
    paragraph_text,
    read_part,
    rows_of,
    span_of,
)
from automation.sources.word_numbers import Numbering, read_numbering
from automation.sources.workbook import check_package
from automation.terms import refusals as reasons

BODY, NUMBERING, STYLES = "word/document.xml", "word/numbering.xml", "word/styles.xml"
PAGE_BREAK = "\f"
TEXT_BOX = f"{W}txbxContent"
BAR = "|"


def read_finished_docx(data: bytes, file: str) -> FinishedPaper:
    """The paragraphs and tables of a Word file in order, changes under review accepted, numbers of lists printed.

    A table that only lays out the page (a single column, or with tables inside it) is read as the lines and tables
    in it. Raises RefusedFile for what is no sound Word file.
    """
    check_package(data, BODY)
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            root, numbering, styles = (read_part(package, name) for name in (BODY, NUMBERING, STYLES))
    except etree.XMLSyntaxError as error:
        raise refuse("damaged_workbook", reasons.CUT) from error
    body = None if root is None else root.find(f"{W}body")
    if body is None:
        raise refuse("not_a_workbook")
    reader = _WordReader(body, read_numbering(numbering, styles))
    accept_changes(body)
    return FinishedPaper(file, tuple(reader.blocks(body)))


def read_finished_text(path: Path) -> FinishedPaper:
    """The lines of a text; those with tabs are rows of a table, and so are those with bars, as web pages are copied.

    Where bars part one cell from the next line's, they are only dropped. Raises AutomationError for an unknown
    encoding.
    """
    lines = decode(path).replace("\r\n", "\n").replace(PAGE_BREAK, "\n").split("\n")
    barred = [_cells(line) for line in lines if BAR in line]
    rows = sum(sum(bool(cell) for cell in cells) > 1 for cells in barred) * 2 > len(barred)
    return FinishedPaper(path.name, tuple(_line(text, number, rows=rows) for number, text in enumerate(lines, 1)))


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip().removeprefix(BAR).removesuffix(BAR).split(BAR))


def _line(text: str, number: int, *, rows: bool) -> TextLine:
    fields = tuple(text.split("\t")) if "\t" in text else ()
    if not fields and BAR in text:
        fields, text = (_cells(text) if rows else ()), text.replace(BAR, " ")
    return TextLine(text.strip(), Spot(line=number), fields)


class _WordReader:
    """Goes through a document; tables, rows, cells and paragraphs are counted before anything is taken out of it."""

    def __init__(self, body: etree._Element, numbers: Numbering) -> None:
        """Count what stands in the file, as whoever marks it will count again."""
        self._numbers = numbers
        self._places = {one: number for number, one in enumerate(body.iter(f"{W}tbl"), 1)}
        for table in list(self._places):
            for at, row in enumerate(rows_of(table), 1):
                self._places[row] = at
                self._places |= {cell: count for count, cell in enumerate(cells_of(row), 1)}
        self._lines = {one: number for number, one in enumerate(body.iter(f"{W}p"), 1)}

    def blocks(self, parent: etree._Element) -> Iterator[Block]:
        """The lines and tables directly inside an element, content controls and frames opened."""
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag not in (f"{W}tcPr", f"{W}sectPr", FALLBACK):
                yield from self.blocks(child)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Block]:
        boxes = [box for box in paragraph.iter(TEXT_BOX) if not any(True for _ in box.iterancestors(TEXT_BOX))]
        for box in boxes:  # what stands in it is no part of the line it hangs on
            parent = box.getparent()
            if parent is not None:
                parent.remove(box)
        text = paragraph_text(paragraph, self._numbers)
        spot = Spot(line=self._lines.get(paragraph, 0))
        for line in text.split("\n"):
            yield TextLine(line.strip(), spot)
        for box in boxes:
            yield from self.blocks(box)

    def _table(self, table: etree._Element) -> Iterator[Block]:
        rows = rows_of(table)
        wide = max((len(cells_of(row)) for row in rows), default=0)
        if wide < 2 or any(True for _ in table.iterdescendants(f"{W}tbl")):
            for row in rows:
                for cell in cells_of(row):
                    yield from self.blocks(cell)
            return
        number = self._places[table]
        yield PrintedGrid(number, tuple(self._row(row, number) for row in rows))

    def _row(self, row: etree._Element, table: int) -> tuple[GridPlace, ...]:
        places: list[GridPlace] = []
        column = span_of(row, f"{W}trPr/{W}gridBefore", 0)
        for cell in cells_of(row):
            wide = max(span_of(cell, f"{W}tcPr/{W}gridSpan", 1), 1)
            text = "\n".join(paragraph_text(one, self._numbers) for one in cell.iter(f"{W}p")).strip()
            spot = Spot(table=table, row=self._places[row], cell=self._places[cell])
            if is_merged(cell, "hMerge") and places:
                before = places[-1]
                places[-1] = GridPlace(before.column, before.columns + wide, before.text, before.spot, before.merged)
            else:
                places.append(GridPlace(column, wide, text, spot, is_merged(cell, "vMerge")))
            column += wide
        return tuple(places)
