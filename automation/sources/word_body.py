"""Paragraphs, tables, rows and cells of a Word document as a reader of the page sees them (文档正文)."""

from __future__ import annotations

import re
import zipfile

from lxml import etree

from automation.sources.word_numbers import Numbering

MAX_SPAN = 63  # grid columns of a Word table
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
MARKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": " ", f"{W}noBreakHyphen": "-"}


def accept_changes(body: etree._Element) -> None:
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


def read_part(package: zipfile.ZipFile, name: str) -> etree._Element | None:
    """The root of a part; None where the package has none. Raises XMLSyntaxError."""
    if name not in package.namelist():
        return None
    return etree.fromstring(package.read(name), etree.XMLParser(resolve_entities=False, huge_tree=True))


def blocks_of(body: etree._Element | None) -> list[etree._Element]:
    """Paragraphs and tables of the text in order, those in content controls too; no second copy of text boxes."""
    found: list[etree._Element] = []
    for block in body.iter(f"{W}p", f"{W}tbl") if body is not None else ():
        inside = {str(parent.tag) for parent in block.iterancestors()}
        if not inside & {f"{W}tbl", f"{W}p", FALLBACK}:
            found.append(block)
    return found


def rows_of(table: etree._Element) -> list[etree._Element]:
    """The rows of a table, without those of tables inside it."""
    return [row for row in table.iter(f"{W}tr") if next(row.iterancestors(f"{W}tbl")) is table]


def cells_of(row: etree._Element) -> list[etree._Element]:
    """The cells of a row, without those of tables inside it."""
    return [cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row]


def is_merged(cell: etree._Element, name: str) -> bool:
    """Whether a cell goes on with the one above (vMerge) or to its left (hMerge)."""
    merge = cell.find(f"{W}tcPr/{W}{name}")
    return merge is not None and merge.get(f"{W}val", "continue") == "continue"


def _is_on(mark: etree._Element) -> bool:
    return mark.get(f"{W}val", "1") not in ("0", "false", "off")


def span_of(parent: etree._Element, path: str, default: int) -> int:
    """How many grid columns are spanned; what is no sensible number counts as none given."""
    found = parent.find(path)
    said = str(found.get(f"{W}val", "")) if found is not None else ""
    return min(int(said), MAX_SPAN) if re.fullmatch(r"[0-9]{1,6}", said) else default


def cell_text(cell: etree._Element, numbers: Numbering) -> str:
    """The text of a cell, its paragraphs and line breaks apart."""
    return "\n".join(paragraph_text(paragraph, numbers) for paragraph in cell.iter(f"{W}p")).strip()


def paragraph_text(paragraph: etree._Element, numbers: Numbering) -> str:
    """The text of a paragraph with the number Word prints before it; deleted text under review is gone."""
    nodes = paragraph.iter(f"{W}t", *MARKS)
    text = "".join(MARKS.get(str(node.tag)) or node.text or "" for node in nodes)
    return numbers.label(paragraph) + text
