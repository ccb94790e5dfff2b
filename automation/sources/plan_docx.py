"""Reads a plan out of a Word document (方案文档): its tables, with merges both ways, or else its prose."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

from lxml import etree

from automation.model.origin import Origin
from automation.model.rows import BodyLine, PlanDocument, RawRow
from automation.sources.plan_prose import read_prose
from automation.sources.plan_table import Columns, body_lines, read_plan_table
from automation.sources.word_numbers import Numbering, read_numbering
from automation.sources.workbook import check_package

BODY = "word/document.xml"
NUMBERING = "word/numbering.xml"
STYLES = "word/styles.xml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
MARKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": " ", f"{W}noBreakHyphen": "-"}


def read_plan_docx(path: Path) -> PlanDocument:
    """Every plan table of a document, in order; without one, the tasks of its prose.

    A table without a header goes on with the one before; tables inside tables are read as text of their cell. Numbers
    Word counts itself stand before their paragraphs. Raises RefusedFile for what is no Word document.
    """
    data = path.read_bytes()
    check_package(data, BODY)
    with zipfile.ZipFile(BytesIO(data)) as package:
        body, numbering, styles = (_part(package, name) for name in (BODY, NUMBERING, STYLES))
    numbers = read_numbering(numbering, styles)
    rows: list[RawRow] = []
    outside: list[BodyLine] = []
    unread: list[BodyLine] = []
    columns: Columns | None = None
    tables = 0
    paragraphs: list[tuple[int, str]] = []
    for block in _blocks(body):
        if block.tag == f"{W}p":
            text = _paragraph(block, numbers).strip()
            paragraphs += [(len(paragraphs) + 1, text)] if text else []
            continue
        tables += 1
        lines = read_table_lines(block, numbers)
        wide = max((len(line) for line in lines), default=0)
        going_on = columns if columns and wide > max(columns.places.values()) else None
        origin = Origin(path.name, str(tables))
        found = read_plan_table(lines, origin, going_on)
        columns = found.columns
        rows += found.rows
        outside += found.body if found.columns else body_lines(lines, origin)
        unread += found.unread
    if rows:
        letter = [BodyLine(text, Origin(path.name, row=place)) for place, text in paragraphs]
        return PlanDocument(tuple(rows), (*letter, *outside), tuple(unread))
    return read_prose(paragraphs, Origin(path.name))


def read_table_lines(table: etree._Element, numbers: Numbering) -> list[list[str]]:
    """The texts of a Word table by grid column, each merged cell repeated over all it covers."""
    lines: list[list[str]] = []
    above: list[str] = []
    for row in table.iterchildren(f"{W}tr"):
        line = [""] * int(_val(row, f"{W}trPr/{W}gridBefore", "0"))
        for cell in _cells(row):
            width = int(_val(cell, f"{W}tcPr/{W}gridSpan", "1"))
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            goes_on = merge is not None and merge.get(f"{W}val", "continue") == "continue"
            text = above[len(line)] if goes_on and len(line) < len(above) else _cell_text(cell, numbers)
            line += [text] * width
        lines.append(line)
        above = line
    return lines


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


def _cells(row: etree._Element) -> list[etree._Element]:
    return [cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row]


def _val(parent: etree._Element, path: str, default: str) -> str:
    found = parent.find(path)
    return str(found.get(f"{W}val", default)) if found is not None else default


def _cell_text(cell: etree._Element, numbers: Numbering) -> str:
    """The text of a cell, its paragraphs and line breaks apart."""
    return "\n".join(_paragraph(paragraph, numbers) for paragraph in cell.iter(f"{W}p")).strip()


def _paragraph(paragraph: etree._Element, numbers: Numbering) -> str:
    """The text of a paragraph with the number Word prints before it; deleted text under review is gone."""
    nodes = paragraph.iter(f"{W}t", *MARKS)
    text = "".join(MARKS.get(str(node.tag)) or node.text or "" for node in nodes)
    return numbers.label(paragraph) + text
