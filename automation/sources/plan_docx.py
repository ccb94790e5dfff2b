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
from automation.sources.word_numbers import Numbering, read_numbering
from automation.sources.workbook import check_package
from automation.terms import plans as words

BODY = "word/document.xml"
NUMBERING = "word/numbering.xml"
STYLES = "word/styles.xml"
MAX_SPAN = 63  # grid columns of a Word table
DAMAGED = "damaged_workbook"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
MARKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": " ", f"{W}noBreakHyphen": "-"}


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
            body, numbering, styles = (_part(package, name) for name in (BODY, NUMBERING, STYLES))
    except etree.XMLSyntaxError as error:
        raise RefusedFile(DAMAGED, str(error)) from error
    if body is not None:
        _accept_changes(body)
    numbers = read_numbering(numbering, styles)
    rows: list[RawRow] = []
    outside: list[BodyLine] = []
    unread: list[BodyLine] = []
    columns: Columns | None = None
    lines: Grid = []
    tables = 0
    paragraphs: list[tuple[int, str]] = []
    for block in _blocks(body):
        if block.tag == f"{W}p":
            text = _paragraph(block, numbers).strip()
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
    for row in _rows(table):
        place = len(lines)
        line = [""] * _span(row, f"{W}trPr/{W}gridBefore", 0)
        for cell in _cells(row):
            width = _span(cell, f"{W}tcPr/{W}gridSpan", 1)
            start = len(line)
            if _merged(cell, "vMerge") and start < len(above):
                text = above[start]
                below.update((place, column) for column in range(start, start + width))
            elif _merged(cell, "hMerge") and line:
                text = line[-1]
                beside.add((place, start))
            else:
                text = _cell_text(cell, numbers)
            beside.update((place, column) for column in range(start + 1, start + width))
            line += [text] * width
        lines.append(line)
        above = line
    return lines, Merges(frozenset(beside), frozenset(below))


def _accept_changes(body: etree._Element) -> None:
    """Take out what is not in the text: deleted and moved rows and runs, hidden runs, second copies of drawings."""
    gone = list(body.iter(f"{W}del", f"{W}moveFrom", FALLBACK))
    gone += [run for mark in body.iter(f"{W}vanish") for run in mark.iterancestors(f"{W}r") if _is_on(mark)][::-1]
    for mark in gone:
        element = mark
        parent = element.getparent()
        if parent is not None and parent.tag == f"{W}trPr":  # the whole row is gone
            element = next(element.iterancestors(f"{W}tr"), element)
            parent = element.getparent()
        if parent is not None and parent.tag != f"{W}rPr":  # there it is the mark of a paragraph's end
            parent.remove(element)


def _part(package: zipfile.ZipFile, name: str) -> etree._Element | None:
    if name not in package.namelist():
        return None
    return etree.fromstring(package.read(name), etree.XMLParser(resolve_entities=False, huge_tree=True))


def _blocks(body: etree._Element | None) -> list[etree._Element]:
    """Paragraphs and tables of the text in order, those in content controls too; no second copy of text boxes."""
    found: list[etree._Element] = []
    for block in body.iter(f"{W}p", f"{W}tbl") if body is not None else ():
        inside = {str(parent.tag) for parent in block.iterancestors()}
        if not inside & {f"{W}tbl", f"{W}p", FALLBACK}:
            found.append(block)
    return found


def _rows(table: etree._Element) -> list[etree._Element]:
    return [row for row in table.iter(f"{W}tr") if next(row.iterancestors(f"{W}tbl")) is table]


def _cells(row: etree._Element) -> list[etree._Element]:
    return [cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row]


def _merged(cell: etree._Element, name: str) -> bool:
    """Whether a cell goes on with the one above (vMerge) or to its left (hMerge)."""
    merge = cell.find(f"{W}tcPr/{W}{name}")
    return merge is not None and merge.get(f"{W}val", "continue") == "continue"


def _is_on(mark: etree._Element) -> bool:
    return mark.get(f"{W}val", "1") not in ("0", "false", "off")


def _span(parent: etree._Element, path: str, default: int) -> int:
    """How many grid columns are spanned; what is no sensible number counts as none given."""
    found = parent.find(path)
    said = str(found.get(f"{W}val", "")) if found is not None else ""
    return min(int(said), MAX_SPAN) if re.fullmatch(r"[0-9]{1,6}", said) else default


def _cell_text(cell: etree._Element, numbers: Numbering) -> str:
    """The text of a cell, its paragraphs and line breaks apart."""
    return "\n".join(_paragraph(paragraph, numbers) for paragraph in cell.iter(f"{W}p")).strip()


def _paragraph(paragraph: etree._Element, numbers: Numbering) -> str:
    """The text of a paragraph with the number Word prints before it; deleted text under review is gone."""
    nodes = paragraph.iter(f"{W}t", *MARKS)
    text = "".join(MARKS.get(str(node.tag)) or node.text or "" for node in nodes)
    return numbers.label(paragraph) + text
