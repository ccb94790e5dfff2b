"""Changes and adds parts of an Office package (改包): every part that is not touched stays byte for byte."""

from __future__ import annotations

import io
import posixpath
import zipfile
from math import isfinite

from lxml import etree

from automation.errors import AutomationError
from automation.model.cell_name import column_number, row_number
from automation.outputs.package import rewrite_package
from automation.terms import papers as words
from automation.terms import refusals as reasons

TYPES = "[Content_Types].xml"
TYPES_NS = "http://schemas.openxmlformats.org/package/2006/content-types"
RELS_NS = "http://schemas.openxmlformats.org/package/2006/relationships"
TRANSITIONAL_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_REL = "http://purl.oclc.org/ooxml/officeDocument/relationships"

SHOWN = 20  # characters of an odd attribute that a reason repeats

Element = etree._Element  # noqa: SLF001 - lxml has no other name for what it gives


def parse_part(content: bytes, name: str = "") -> Element:
    """A part as XML; nothing outside it is fetched. What is written between its elements for programs only goes.

    Raises AutomationError when it is no XML: that of drawings (.vml) is looked at by nobody before, and this parser
    minds names without a namespace, which others let pass.
    """
    parser = etree.XMLParser(resolve_entities=False, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise AutomationError(reasons.NO_XML.format(name=name)) from error


def part_bytes(root: Element) -> bytes:
    """An XML part as it is stored."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def tag_of(element: Element, name: str) -> str:
    """A name in an element's own namespace: transitional and strict workbooks differ in it."""
    return f"{{{etree.QName(element).namespace}}}{name}"


def child_of(element: Element, name: str) -> Element:
    """A child the schema demands. Raises AutomationError without it."""
    found = element.find(tag_of(element, name))
    if found is None:
        raise AutomationError(reasons.NO_PART.format(name=name))
    return found


def whole(element: Element, name: str, default: int = 0) -> int:
    """An attribute that is a whole number; ``default`` where it is left out. Raises AutomationError for any other."""
    text = element.get(name)
    if not text:
        return default
    try:
        return int(text)
    except ValueError as error:
        raise _odd(element, name) from error


def measure(element: Element, name: str, default: float) -> float:
    """An attribute that is a width or a height, as ``whole``."""
    text = element.get(name)
    if not text:
        return default
    try:
        found = float(text)
    except ValueError as error:
        raise _odd(element, name) from error
    if not isfinite(found):
        raise _odd(element, name)
    return found


def column_of(element: Element, default: int = 0) -> int:
    """The column of the place an element names, as ``whole``."""
    try:
        return column_number(element.get("r", "")) or default
    except ValueError as error:
        raise _odd(element, "r") from error


def corners(element: Element, name: str) -> tuple[int, int, int, int]:
    """First row and column, last row and column of a range; 0 for what it does not name. Raises as ``whole``."""
    first, _, last = str(element.get(name) or "").partition(":")
    try:
        return (row_number(first), column_number(first), row_number(last or first), column_number(last or first))
    except ValueError as error:
        raise _odd(element, name) from error


def _odd(element: Element, name: str) -> AutomationError:
    said = (element.get(name) or "")[:SHOWN]
    return AutomationError(reasons.ODD.format(element=etree.QName(element).localname, name=name, value=said))


def new_root(space: str, name: str) -> Element:
    """An element of a namespace without a prefix, as programs write the roots of parts."""
    return parse_part(f'<{name} xmlns="{space}"/>'.encode())


def detach(element: Element) -> None:
    """Take an element out of its part."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def relations_part(part: str) -> str:
    """The part that lists what another part points to."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


class PackageEdit:
    """One package being changed: parts asked for by ``tree`` are written back when the package is closed."""

    def __init__(self, data: bytes) -> None:
        """Open a package. Raises AutomationError when it is none."""
        try:
            self._source = zipfile.ZipFile(io.BytesIO(data))
        except zipfile.BadZipFile as error:
            raise AutomationError(words.NOT_A_PACKAGE) from error
        self._trees: dict[str, Element] = {}
        self._added: dict[str, bytes] = {}
        self._dropped: set[str] = set()
        self._names = {entry.filename for entry in self._source.infolist()}

    @property
    def source(self) -> zipfile.ZipFile:
        """The package as handed in."""
        return self._source

    def has(self, part: str) -> bool:
        """Whether a part is there."""
        return part in self._names

    def read(self, part: str) -> bytes:
        """A part as handed in. Raises AutomationError without it, or where programs find different things under it."""
        try:
            return self._source.read(part)
        except (KeyError, zipfile.BadZipFile) as error:
            raise AutomationError(reasons.NO_PART.format(name=part)) from error

    def look(self, part: str) -> Element:
        """A part to be read only. Raises AutomationError without it, or when it is no XML."""
        return self._trees[part] if part in self._trees else parse_part(self.read(part), part)

    def tree(self, part: str) -> Element:
        """A part to be changed. Raises as ``look`` does."""
        return self._trees.setdefault(part, self.look(part))

    def put(self, part: str, root: Element) -> None:
        """Set a part, there or not."""
        self._names.add(part)
        self._trees[part] = root

    def put_bytes(self, part: str, content: bytes) -> None:
        """Set a part that is no XML of ours, there or not."""
        self._names.add(part)
        self._added[part] = content

    def drop(self, part: str) -> None:
        """Leave a part out, there or not."""
        self._dropped.add(part)
        self._names.discard(part)

    def free_name(self, pattern: str) -> str:
        """The first part name of a numbered series that is not taken, letter case apart."""
        taken = {name.lower() for name in self._names}
        count = 1
        while pattern.format(count).lower() in taken:
            count += 1
        return pattern.format(count)

    def related(self, part: str, kind: str) -> str:
        """The part another one points to by a kind of relation (``comments``); empty for none."""
        for relation in self._relations(part):
            if str(relation.get("Type")).endswith(f"/{kind}") and relation.get("TargetMode") != "External":
                return self._target(part, str(relation.get("Target")))
        return ""

    def relation_to(self, part: str, identity: str) -> str:
        """The part a relation's id points to; empty for none."""
        for relation in self._relations(part):
            if relation.get("Id") == identity:
                return self._target(part, str(relation.get("Target")))
        return ""

    def _relations(self, part: str) -> list[Element]:
        listed = relations_part(part)
        return list(self.look(listed)) if self.has(listed) else []

    def _target(self, part: str, target: str) -> str:
        if target.startswith("/"):
            return target.lstrip("/")
        return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))

    def relate(self, part: str, kind: str, target: str, *, strict: bool = False) -> str:
        """Let a part point to another; gives the relation's id."""
        listed = relations_part(part)
        if not self.has(listed):
            self.put(listed, new_root(RELS_NS, "Relationships"))
        root = self.tree(listed)
        used = {str(relation.get("Id")) for relation in root}
        count = len(used) + 1
        while f"rId{count}" in used:
            count += 1
        relation = etree.SubElement(root, f"{{{RELS_NS}}}Relationship")
        relation.set("Id", f"rId{count}")
        relation.set("Type", f"{STRICT_REL if strict else TRANSITIONAL_REL}/{kind}")
        relation.set("Target", f"/{target}")
        return f"rId{count}"

    def declare(self, part: str, content_type: str) -> None:
        """Say what an added part holds; a .vml is declared by its ending, as every program does."""
        root = self.tree(TYPES)
        ending = part.rpartition(".")[2]
        if ending != "xml":
            if not any(str(one.get("Extension", "")).lower() == ending for one in root):
                root.insert(0, _typed("Default", "Extension", ending, content_type))
            return
        name = f"/{part}"
        for one in root:
            if str(one.get("PartName", "")).lower() == name.lower():
                one.set("ContentType", content_type)
                return
        root.append(_typed("Override", "PartName", name, content_type))

    def close(self) -> bytes:
        """The package as it now is, added parts at its end. Raises AutomationError where a part cannot be copied."""
        changed = {name: part_bytes(root) for name, root in self._trees.items()} | self._added
        try:
            return rewrite_package(self._source, dict(sorted(changed.items())), self._dropped)
        except zipfile.BadZipFile as error:
            raise AutomationError(reasons.CUT) from error


def _typed(tag: str, attribute: str, name: str, content_type: str) -> Element:
    element = etree.Element(f"{{{TYPES_NS}}}{tag}")
    element.set(attribute, name)
    element.set("ContentType", content_type)
    return element
