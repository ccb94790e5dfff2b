"""Reads any workbook (读工作簿) into plain grids, or refuses it with one coded reason.

The values come from calamine; the checks before it look into the package itself, because calamine skips the zip's
checksums and a single far-away cell makes it abort the whole process.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from lxml import etree
from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
    WorksheetNotFound,
)

from automation.errors import RefusedFile
from automation.terms import findings as wording

MAX_ENTRIES = 1_000
MAX_PART = 100 * 2**20  # bytes, inflated
MAX_TOTAL = 200 * 2**20
MAX_RATIO = 1_000
RATIO_FROM = 2**20  # bytes inflated before the ratio counts: honest sheets reach 500
MAX_ROWS = 200_000
MAX_COLUMNS = 2_000
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_DAMAGES = (
    zipfile.BadZipFile,
    zlib.error,
    etree.XMLSyntaxError,
    EOFError,
    KeyError,
    NotImplementedError,
    RuntimeError,
    UnicodeDecodeError,
)

Cell = object


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet as rows of raw cells from A1 on.

    ``merges`` are (first row, first column, last row, last column), 0-based. ``unread`` names the cells (K3) that look
    blank here but are not: formulas no program has stored a value for, and errors such as #DIV/0!.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    hidden: bool = False
    merges: tuple[tuple[int, int, int, int], ...] = ()
    unread: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Workbook:
    """What was read of one file: its sheets by name, in order."""

    file: str
    grids: Mapping[str, Grid] = field(default_factory=dict)


def read_workbook(path: Path, file: str) -> Workbook:
    """Every sheet of a workbook; ``file`` is the name findings show.

    Raises RefusedFile with kind not_a_workbook, damaged_workbook, encrypted_workbook, oversized_workbook or
    empty_workbook.
    """
    return parse_workbook(path.read_bytes(), file)


def parse_workbook(data: bytes, file: str) -> Workbook:
    """As ``read_workbook``, for bytes already read."""
    unread = check_package(data, "xl/workbook.xml")
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        named = [sheet for sheet in book.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
        grids = {sheet.name: _grid(book, sheet, unread.get(sheet.name, frozenset())) for sheet in named}
    except (CalamineError, WorksheetNotFound, OSError, ValueError) as error:
        raise _refused("damaged_workbook", type(error).__name__) from error
    if not grids or not any(grid.rows for grid in grids.values()):
        raise _refused("empty_workbook")
    return Workbook(file, grids)


def _grid(book: CalamineWorkbook, sheet: SheetMetadata, unread: frozenset[str]) -> Grid:
    found = book.get_sheet_by_name(sheet.name)
    rows = tuple(tuple(row) for row in found.to_python(skip_empty_area=False))
    merges = tuple((*start, *end) for start, end in found.merged_cell_ranges or [])
    return Grid(sheet.name, rows, sheet.visible is not SheetVisibleEnum.Visible, merges, unread)


def check_package(data: bytes, needed: str) -> dict[str, frozenset[str]]:
    """Refuse what is no sound Office package with the part ``needed``; raises RefusedFile.

    Gives, by sheet name, the cells of a workbook that read as blank though they are not.
    """
    if not data:
        raise _refused("empty_workbook")
    if data.startswith(OLE_MAGIC):
        kind = "encrypted_workbook" if "EncryptedPackage".encode("utf-16-le") in data else "not_a_workbook"
        raise _refused(kind)
    if not data.startswith(b"PK"):
        raise _refused("not_a_workbook")
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            return _check_entries(package, needed)
    except _DAMAGES as error:
        raise _refused("damaged_workbook", type(error).__name__) from error


def _check_entries(package: zipfile.ZipFile, needed: str) -> dict[str, frozenset[str]]:
    unread: dict[str, frozenset[str]] = {}
    entries = package.infolist()
    if needed not in {entry.filename for entry in entries}:
        raise _refused("not_a_workbook")
    total = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or total > MAX_TOTAL:
        raise _refused("oversized_workbook", f"{len(entries)} / {total}")
    for entry in entries:
        ratio = entry.file_size / max(entry.compress_size, 1)
        if entry.file_size > MAX_PART or (entry.file_size > RATIO_FROM and ratio > MAX_RATIO):
            raise _refused("oversized_workbook", entry.filename)
        content = package.read(entry)  # reading to the end checks the CRC
        if b"<!DOCTYPE" in content[:4096]:
            raise _refused("damaged_workbook", "DOCTYPE")
        if entry.filename.startswith("xl/worksheets/") and entry.filename.endswith(".xml"):
            _check_reach(content)
            found = find_unread(content)
            unread |= {entry.filename: found} if found else {}
    names = _sheet_names(package) if unread else {}
    return {names.get(part, part): cells for part, cells in unread.items()}


def find_unread(content: bytes) -> frozenset[str]:
    """The cells of a sheet's XML that hold a formula without a stored value, or an error."""
    if not re.search(rb"<(?:\w+:)?f[\s/>]|t=[\"']e[\"']", content):
        return frozenset()
    found = set()
    for _, cell in etree.iterparse(BytesIO(content), tag="{*}c", resolve_entities=False, huge_tree=True):
        value, formula = cell.find("{*}v"), cell.find("{*}f")
        bare = formula is not None and (value is None or not value.text) and cell.find("{*}is") is None
        if bare or cell.get("t") == "e":
            found.add(str(cell.get("r")))
        cell.clear()
    return frozenset(found)


def _sheet_names(package: zipfile.ZipFile) -> dict[str, str]:
    """Part name → sheet name."""
    workbook = etree.fromstring(package.read("xl/workbook.xml"))
    relations = etree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    targets = {str(relation.get("Id")): str(relation.get("Target")) for relation in relations}
    names = {}
    for sheet in workbook.iter("{*}sheet"):
        reference = next((value for name, value in sheet.attrib.items() if str(name).endswith("}id")), "")
        target = targets.get(str(reference), "")
        part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        names[part] = str(sheet.get("name"))
    return names


def _check_reach(content: bytes) -> None:
    """Refuse cells far outside any table before they become an allocation."""
    for name in re.findall(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{3,}\d+|[A-Z]+\d{6,})"', content):
        letters = name.rstrip(b"0123456789")
        column = 0
        for letter in letters:
            column = column * 26 + letter - 64
        if column > MAX_COLUMNS or int(name[len(letters) :]) > MAX_ROWS:
            raise _refused("oversized_workbook", name.decode())


def _refused(kind: str, value: str = "") -> RefusedFile:
    return RefusedFile(kind, wording.KINDS[kind][1].format(value=value))
