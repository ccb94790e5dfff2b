"""Comments of a receipt (批注): ours are put on the cells at fault and taken off again, the clerk's own stay.

Every line of ours starts with the same word, so that it can be found in whatever comment it ends up in: a program may
rename the author, a clerk may answer below it. A comment goes only when nothing but our lines stood in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from automation.model.cell_name import cell_name
from automation.model.receipt import Mark
from automation.outputs.package_edit import (
    STRICT_REL,
    TRANSITIONAL_REL,
    Element,
    PackageEdit,
    child_of,
    corners,
    detach,
    new_root,
    relations_part,
    tag_of,
)
from automation.outputs.patch import XML_SPACE, clean_text
from automation.outputs.receipt_boxes import Boxes
from automation.outputs.sheet_part import place_child
from automation.terms import looks
from automation.terms import receipts as words

OURS = re.compile(rf"^{re.escape(words.LINE)}[^\n]*\n?", re.MULTILINE)
COMMENTS = "xl/comments{}.xml"
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
BOXES = "xl/drawings/vmlDrawing{}.vml"
BOXES_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"


def mark_cells(package: PackageEdit, part: str, marks: Sequence[Mark]) -> None:
    """Take the last receipt's lines out of a sheet's comments and put this one's in."""
    listed = package.related(part, "comments")
    known = bool(listed) and package.has(listed)
    if not marks and not (known and words.LINE in package.read(listed).decode("utf-8", "replace")):
        return
    root = package.tree(part)
    strict = is_strict(root)
    if not known:
        listed = package.free_name(COMMENTS)
        package.put(listed, _empty(root))
        package.declare(listed, COMMENTS_TYPE)
        package.relate(part, "comments", listed, strict=strict)
    comments = package.tree(listed)
    boxes_part = _boxes_part(package, part, root)
    boxes = Boxes(package.read(boxes_part) if boxes_part else b"", root)
    for place in _take_off(comments):
        boxes.remove(*place)
    for mark in marks:
        text = _put_on(comments, mark)
        boxes.fit(mark.row, mark.column, text)
    if not boxes_part:
        boxes_part = package.free_name(BOXES)
        package.declare(boxes_part, BOXES_TYPE)
        identity = package.relate(part, "vmlDrawing", boxes_part, strict=strict)
        drawing = etree.Element(tag_of(root, "legacyDrawing"), nsmap={"r": relation_space(root)})
        drawing.set(f"{{{relation_space(root)}}}id", identity)
        place_child(root, drawing)
    package.put_bytes(boxes_part, boxes.content())


def is_strict(root: Element) -> bool:
    """Whether a part is written in the strict dialect of the standard."""
    return str(etree.QName(root).namespace).startswith("http://purl.oclc.org/")


def relation_space(root: Element) -> str:
    """The namespace of r:id in a part's dialect."""
    return STRICT_REL if is_strict(root) else TRANSITIONAL_REL


def _boxes_part(package: PackageEdit, part: str, root: Element) -> str:
    """The part that draws the boxes of a sheet's comments; empty for none."""
    drawing = root.find(tag_of(root, "legacyDrawing"))
    if drawing is None or not package.has(relations_part(part)):
        return ""
    found = package.relation_to(part, str(drawing.get(f"{{{relation_space(root)}}}id")))
    return found if package.has(found) else ""


def _empty(root: Element) -> Element:
    space = str(etree.QName(root).namespace)
    comments = new_root(space, "comments")
    etree.SubElement(comments, f"{{{space}}}authors")
    etree.SubElement(comments, f"{{{space}}}commentList")
    return comments


def _take_off(comments: Element) -> list[tuple[int, int]]:
    """Cut our lines out of every comment; gives the cells whose comment is gone with them."""
    emptied = []
    for comment in list(comments.iter(tag_of(comments, "comment"))):
        texts = list(comment.iter(tag_of(comments, "t")))
        whole = "".join(str(text.text or "") for text in texts)
        spans = [match.span() for match in OURS.finditer(whole)]
        if not spans:
            continue
        if not OURS.sub("", whole).strip():
            detach(comment)
            emptied.append(corners(comment, "ref")[:2])
            continue
        start = 0
        for text in texts:
            said = str(text.text or "")
            kept = (char for at, char in enumerate(said, start) if not any(a <= at < b for a, b in spans))
            start += len(said)
            text.text = "".join(kept)
            run = text.getparent()
            if not text.text and run is not None and run.tag == tag_of(comments, "r"):
                detach(run)
    return emptied


def _put_on(comments: Element, mark: Mark) -> str:
    """Add a mark's lines to the comment of its cell, making one where there is none; gives all it says now."""
    reference = cell_name(mark.row, mark.column)
    found = next((one for one in comments.iter(tag_of(comments, "comment")) if one.get("ref") == reference), None)
    said = "".join(f"{words.LINE}{clean_text(line)}\n" for line in mark.lines)
    if found is None:
        listed = child_of(comments, "commentList")
        found = etree.SubElement(listed, tag_of(comments, "comment"), ref=reference, authorId=_author(comments))
        etree.SubElement(found, tag_of(comments, "text"))
    before = "".join(str(text.text or "") for text in found.iter(tag_of(comments, "t")))
    if before and not before.endswith("\n"):
        said = "\n" + said
    run = etree.SubElement(child_of(found, "text"), tag_of(comments, "r"))
    face = etree.SubElement(run, tag_of(comments, "rPr"))
    etree.SubElement(face, tag_of(comments, "sz"), val="9")
    etree.SubElement(face, tag_of(comments, "rFont"), val=looks.FONT)
    text = etree.SubElement(run, tag_of(comments, "t"))
    text.text = said
    text.set(XML_SPACE, "preserve")
    return before + said


def _author(comments: Element) -> str:
    """The number of our name among the authors."""
    authors = child_of(comments, "authors")
    listed = [str(author.text or "") for author in authors]
    if words.AUTHOR not in listed:
        etree.SubElement(authors, tag_of(comments, "author")).text = words.AUTHOR
        listed.append(words.AUTHOR)
    return str(listed.index(words.AUTHOR))
