"""Puts marks into a copy of somebody's Word file (标注稿): cells shaded, comments; all else stays as it is.

The file is never loaded and saved by a library, so that what no library knows survives. Tables, rows, cells and
paragraphs are counted as the reader of reports counts them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from lxml import etree

from automation.model.annual import Severity
from automation.model.finished import PaperMark, Spot
from automation.outputs.package_edit import Element, PackageEdit
from automation.outputs.word_layout import printable
from automation.terms import finished as words

BODY, COMMENTS = "word/document.xml", "word/comments{}.xml"
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{SPACE}}}"
FILLS = {Severity.ERROR: "FFFF00", Severity.WARNING: "FFF2CC"}
BEFORE_SHADE = ("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders")
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def mark_report(data: bytes, marks: Sequence[PaperMark], when: date) -> bytes:
    """The file with its marks, the errors' last so that their colour shows. Raises AutomationError for a broken one."""
    package = PackageEdit(data)
    body = package.tree(BODY).find(f"{W}body")
    if body is None:
        return data
    places = _Places(body)
    for mark in sorted(marks, key=lambda one: one.severity is Severity.ERROR):
        for spot in mark.spots:
            cell = places.cell(spot)
            if cell is not None:
                _shade(cell, FILLS[mark.severity])
    comments = _comments(package)
    number = max((int(one.get(f"{W}id", "0")) for one in comments if one.get(f"{W}id", "0").isdigit()), default=-1)
    for mark in marks:
        paragraph = places.paragraph(mark.spots)
        if paragraph is not None:
            number += 1
            comments.append(_comment(number, mark, when))
            _anchor(paragraph, number)
    return package.close()


class _Places:
    """The cells and paragraphs of a document by their count."""

    def __init__(self, body: Element) -> None:
        """Count once, before anything is put in."""
        self._lines = list(body.iter(f"{W}p"))
        self._tables = [_rows(table) for table in body.iter(f"{W}tbl")]

    def cell(self, spot: Spot) -> Element | None:
        """The cell of a spot; None for a line of text."""
        if not spot.table:
            return None
        return self._tables[spot.table - 1][spot.row - 1][spot.cell - 1]

    def paragraph(self, spots: Iterable[Spot]) -> Element | None:
        """The paragraph in which a comment on the first of some spots stands; none, the document's first."""
        first = next(iter(spots), Spot())
        cell = self.cell(first)
        if cell is not None:
            return _out_of_boxes(next(cell.iter(f"{W}p"), None))
        return _out_of_boxes(self._lines[max(first.line, 1) - 1]) if self._lines else None


def _out_of_boxes(paragraph: Element | None) -> Element | None:
    """The paragraph itself, or the one its text box hangs on: Word allows no comment inside a text box."""
    if paragraph is None:
        return None
    boxes = list(paragraph.iterancestors(f"{W}txbxContent"))
    return next(boxes[-1].iterancestors(f"{W}p"), paragraph) if boxes else paragraph


def _rows(table: Element) -> list[list[Element]]:
    rows = [row for row in table.iter(f"{W}tr") if next(row.iterancestors(f"{W}tbl")) is table]
    return [[cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row] for row in rows]


def _shade(cell: Element, colour: str) -> None:
    """Colour a cell; the order of a cell's properties is fixed by the standard."""
    properties = cell.find(f"{W}tcPr")
    if properties is None:
        properties = etree.Element(f"{W}tcPr")
        cell.insert(0, properties)
    shade = properties.find(f"{W}shd")
    if shade is None:
        shade = etree.Element(f"{W}shd")
        before = [one for one in properties if etree.QName(one).localname in BEFORE_SHADE]
        properties.insert(properties.index(before[-1]) + 1 if before else 0, shade)
    shade.attrib.clear()
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shade.set(f"{W}{name}", value)


def _comments(package: PackageEdit) -> Element:
    """The part with the document's comments, made where there is none."""
    known = package.related(BODY, "comments")
    if known and package.has(known):
        return package.tree(known)
    part = package.free_name(COMMENTS)
    package.put(part, etree.Element(f"{W}comments", nsmap={"w": SPACE}))
    package.declare(part, COMMENTS_TYPE)
    package.relate(BODY, "comments", part)
    return package.tree(part)


def _comment(number: int, mark: PaperMark, when: date) -> Element:
    comment = etree.Element(f"{W}comment")
    for name, value in (
        ("id", str(number)),
        ("author", words.COMMENT_AUTHOR),
        ("date", f"{when.isoformat()}T00:00:00Z"),
        ("initials", words.COMMENT_INITIALS),
    ):
        comment.set(f"{W}{name}", value)
    paragraph = etree.SubElement(comment, f"{W}p")
    text = etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t")
    said = words.COMMENT.format(severity=words.SEVERITIES[mark.severity.value], message=mark.text)
    text.text = printable(said)[0]
    text.set(XML_SPACE, "preserve")
    return comment


def _anchor(paragraph: Element, number: int) -> None:
    """Tie a comment to a whole paragraph."""
    start, end = (etree.Element(f"{W}commentRange{edge}") for edge in ("Start", "End"))
    for edge in (start, end):
        edge.set(f"{W}id", str(number))
    properties = paragraph.find(f"{W}pPr")
    paragraph.insert(0 if properties is None else paragraph.index(properties) + 1, start)
    paragraph.append(end)
    reference = etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}commentReference")
    reference.set(f"{W}id", str(number))
