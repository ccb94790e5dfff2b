"""Reads a plan out of the tables of a Word document (方案文档): merges both ways, several tables in a row."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

from lxml import etree

from automation.model.origin import Origin
from automation.model.rows import RawRow
from automation.sources.plan_table import Columns, read_plan_table
from automation.sources.workbook import check_package

BODY = "word/document.xml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_plan_docx(path: Path) -> tuple[RawRow, ...]:
    """The rows of every plan table of a document, in order; a table without a header goes on with the one before.

    Raises RefusedFile for what is no Word document. Tables inside tables are read as text of their cell.
    """
    data = path.read_bytes()
    check_package(data, BODY)
    with zipfile.ZipFile(BytesIO(data)) as package:
        body = etree.fromstring(package.read(BODY), etree.XMLParser(resolve_entities=False, huge_tree=True))
    rows: list[RawRow] = []
    columns: Columns | None = None
    for count, table in enumerate(body.iter(f"{W}tbl"), 1):
        if any(parent.tag == f"{W}tc" for parent in table.iterancestors()):
            continue
        lines = read_table_lines(table)
        wide = max((len(line) for line in lines), default=0)
        going_on = columns if columns and wide > max(columns.places.values()) else None
        found, columns = read_plan_table(lines, Origin(path.name, str(count)), going_on)
        rows += found
    return tuple(rows)


def read_table_lines(table: etree._Element) -> list[list[str]]:
    """The texts of a Word table by grid column, each merged cell repeated over all it covers."""
    lines: list[list[str]] = []
    above: list[str] = []
    for row in table.iterchildren(f"{W}tr"):
        line: list[str] = []
        for cell in row.iter(f"{W}tc"):
            if next(cell.iterancestors(f"{W}tr")) is not row:
                continue
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            width = int(span.get(f"{W}val", "1")) if span is not None else 1
            goes_on = merge is not None and merge.get(f"{W}val", "continue") == "continue"
            text = above[len(line)] if goes_on and len(line) < len(above) else _text(cell)
            line += [text] * width
        lines.append(line)
        above = line
    return lines


def _text(cell: etree._Element) -> str:
    """The text of a cell, its paragraphs and line breaks apart."""
    paragraphs = []
    for paragraph in cell.iter(f"{W}p"):
        marks = {f"{W}br": "\n", f"{W}tab": " "}
        nodes = paragraph.iter(f"{W}t", *marks)
        paragraphs.append("".join(marks.get(str(node.tag)) or node.text or "" for node in nodes))
    return "\n".join(paragraphs).strip()
