"""Freeze an Office package: equal content gives equal bytes, whenever and wherever it was saved.

A .docx or .xlsx is a zip; saving it stamps the clock into every entry and into ``docProps/core.xml``. A rerun with the
same inputs must give the same file (house law 5), so both stamps are replaced by a date that is handed in.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Collection, Mapping
from datetime import date

from lxml import etree

from automation.errors import AutomationError
from automation.terms import papers as words

_CORE = "docProps/core.xml"
_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_DCTERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_PREFIXES = {"cp": _CP, "dc": _DC, "dcterms": _DCTERMS}

Change = Callable[[str, bytes], bytes]

_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest moment a zip entry can carry
_LEVEL = 6
_UNIX = 3  # create_system differs between Windows and Unix unless it is fixed
_MODE = 0o600 << 16


def freeze_package(data: bytes, when: date, change: Change = lambda _, part: part) -> bytes:
    """Give the same package with fixed entry stamps, its properties dated ``when`` and signed by a neutral word.

    Entry order is kept, and every part as ``change`` (part name, content) leaves it: by default byte for byte.
    Raises AutomationError when ``data`` is no Office package.
    """
    frozen = io.BytesIO()
    try:
        with (
            zipfile.ZipFile(io.BytesIO(data)) as source,
            zipfile.ZipFile(frozen, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as target,
        ):
            for entry in source.infolist():
                content = change(entry.filename, source.read(entry))
                if entry.filename == _CORE:
                    content = _date_properties(content, when)
                target.writestr(plain_entry(entry.filename), content, compresslevel=_LEVEL)
    except (zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        raise AutomationError(words.NOT_A_PACKAGE) from error
    return frozen.getvalue()


def rewrite_package(
    source: zipfile.ZipFile, changed: Mapping[str, bytes], dropped: Collection[str] = frozenset()
) -> bytes:
    """Give a package with some parts replaced where they stand and new ones at its end; all others byte for byte.

    Of entries that bear one name the last counts, as it does for whoever reads the package.
    """
    out = io.BytesIO()
    standing = {entry.filename: entry for entry in source.infolist() if entry.filename not in dropped}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, entry in standing.items():
            if name in changed:
                target.writestr(plain_entry(name), changed[name])
            else:
                target.writestr(same_entry(entry), source.read(entry))
        for name, content in changed.items():
            if name not in standing:
                target.writestr(plain_entry(name), content)
    return out.getvalue()


def plain_entry(name: str) -> zipfile.ZipInfo:
    """Make a zip entry that carries nothing of the machine or the moment it is written at."""
    entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = _UNIX
    entry.external_attr = _MODE
    return entry


def same_entry(entry: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """An entry as it was, without what described its old place: zip64 sizes, data descriptor, offsets."""
    same = zipfile.ZipInfo(entry.filename, entry.date_time)
    same.compress_type = entry.compress_type
    same.create_system = entry.create_system
    same.external_attr = entry.external_attr
    return same


def _date_properties(content: bytes, when: date) -> bytes:
    """Set both dates of the core properties (文档属性) to midnight of ``when`` and both names to a neutral word."""
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False))
    stamp = f"{when.isoformat()}T00:00:00Z"
    _set(root, _DC, "creator", words.CREATOR)
    _set(root, _CP, "lastModifiedBy", words.CREATOR)
    for name in ("created", "modified"):
        _set(root, _DCTERMS, name, stamp).set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _set(root: etree._Element, namespace: str, name: str, text: str) -> etree._Element:
    tag = f"{{{namespace}}}{name}"
    element = root.find(tag)
    if element is None:
        element = etree.SubElement(root, tag, nsmap=_PREFIXES)
    element.text = text
    return element
