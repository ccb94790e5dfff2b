"""Reads any workbook (读工作簿) into plain grids, or refuses it with one coded reason.

The values come from calamine. Before it, the package is unpacked and checked part by part, and what calamine does not
show is looked for in the package itself. Of .xls, .ods and .xlsb only the values are read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from lxml import etree
from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
    WorksheetNotFound,
)

from automation.sources.package_look import MACROS, WORKBOOK, Facts, read_facts
from automation.sources.refusal import refuse
from automation.sources.sheet_look import Look, look_into
from automation.sources.unpack import pack, unpack
from automation.sources.xml_guard import check_xml
from automation.terms import refusals as reasons

MAX_FILE = 100 * 2**20  # bytes; what is no zip cannot be looked into before it is parsed
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTION = "EncryptedPackage".encode("utf-16-le")
OLE_WORKBOOKS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))  # the stream of .xls and .et
XML_SUFFIXES = (".xml", ".rels")
OTHER_WORKBOOKS = ("xl/workbook.bin", "content.xml")  # .xlsb, .ods
ODS_CONTENT, ODS_ENCRYPTED = "content.xml", b"manifest:encryption-data"
UNKNOWN = Look()
ALL: Mapping[str, int] = {}
SHEETS = "xl/worksheets/"
ROW_END, ROWS_END, MARKUP = b"</row>", b"</sheetData>", b"<!"

Cell = object


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet as rows of raw cells from A1 on.

    ``merges`` are (first row, first column, last row, last column), 0-based; ``look`` is what was found beside values.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    hidden: bool = False
    merges: tuple[tuple[int, int, int, int], ...] = ()
    look: Look = UNKNOWN
    from_1904: bool = False  # numbers in date columns count from 1904

    @property
    def unread(self) -> frozenset[str]:
        """The cells (K3) that look blank here but are not: formulas nobody has computed, and errors."""
        return self.look.bare | self.look.errors


@dataclass(frozen=True, slots=True)
class Workbook:
    """What was read of one file: its sheets by name, in order, whether it carries macros, other files it quotes.

    ``values_only``: of this format nothing but values was looked at (.xls, .ods, .xlsb).
    """

    file: str
    grids: Mapping[str, Grid] = field(default_factory=dict)
    macros: bool = False
    quoted: tuple[str, ...] = ()
    values_only: bool = False


def read_workbook(path: Path, file: str) -> Workbook:
    """Every sheet of a workbook; ``file`` is the name findings show.

    Raises RefusedFile with a coded reason; for a file that cannot be opened at all the OSError.
    """
    return parse_workbook(path.read_bytes(), file)


def parse_workbook(data: bytes, file: str, wanted: Mapping[str, int] = ALL) -> Workbook:
    """As ``read_workbook``, for bytes already read; ``wanted`` names sheets of which the first rows will do."""
    try:
        checked, facts, looks = _check(data, wanted)
        book = CalamineWorkbook.from_filelike(BytesIO(checked))
        named = [sheet for sheet in book.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
        grids = {sheet.name: _grid(book, sheet, looks.get(sheet.name, UNKNOWN), facts) for sheet in named}
    except PasswordError as error:
        raise refuse("encrypted_workbook") from error
    except (CalamineError, WorksheetNotFound, OSError, ValueError, OverflowError, etree.LxmlError) as error:
        raise refuse("damaged_workbook", reasons.UNREADABLE) from error
    if not grids or not any(grid.rows or grid.look.far for grid in grids.values()):
        raise refuse("empty_workbook")
    return Workbook(file, grids, facts.macros, facts.quoted, not facts.sheets)


def _grid(book: CalamineWorkbook, sheet: SheetMetadata, look: Look, facts: Facts) -> Grid:
    found = book.get_sheet_by_name(sheet.name)
    rows = tuple(map(tuple, found.to_python(skip_empty_area=False)))
    merges = tuple((*start, *end) for start, end in found.merged_cell_ranges or [])
    return Grid(sheet.name, rows, sheet.visible is not SheetVisibleEnum.Visible, merges, look, facts.from_1904)


def check_package(data: bytes, needed: str) -> dict[str, bytes]:
    """The parts of a sound Office package, ``needed`` among them, its XML as UTF-8; raises RefusedFile."""
    if not data:
        raise refuse("empty_workbook")
    if data.startswith(OLE_MAGIC):
        raise refuse("encrypted_workbook" if ENCRYPTION in data else "not_a_workbook")
    parts = unpack(data)
    if needed not in parts:
        raise refuse("not_a_workbook")
    return _checked(parts)


def _checked(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    return {
        name: check_xml(name, content) if name.lower().endswith(XML_SUFFIXES) else content
        for name, content in parts.items()
    }


def _first_rows(content: bytes, count: int) -> bytes:
    """A sheet's part without the rows after the first ``count``, where it is written as everybody writes it."""
    end = rows_end = content.rfind(ROWS_END)
    if rows_end < 0 or MARKUP in content:  # in a comment or CDATA an end of a row is none
        return content
    start = 0
    for _ in range(count):
        start = content.find(ROW_END, start, rows_end) + len(ROW_END)
        if start < len(ROW_END):
            return content
        end = start
    return content[:end] + content[rows_end:]


def _check(data: bytes, wanted: Mapping[str, int]) -> tuple[bytes, Facts, dict[str, Look]]:
    """The bytes calamine may read, and what it would not tell of them."""
    if data.startswith(OLE_MAGIC) and ENCRYPTION not in data and any(name in data for name in OLE_WORKBOOKS):
        if len(data) > MAX_FILE:
            raise refuse("oversized_workbook", reasons.COUNTS.format(entries=1, size=len(data)))
        return data, Facts(), {}
    if not data or not data.startswith(b"PK"):
        check_package(data, WORKBOOK)  # which says why not
    given = unpack(data)
    parts = _checked({name: content for name, content in given.items() if not name.startswith(SHEETS)})
    if WORKBOOK not in parts:
        parts |= _checked({name: content for name, content in given.items() if name not in parts})
        if not any(name in parts for name in OTHER_WORKBOOKS):
            raise refuse("not_a_workbook")
        if ODS_ENCRYPTED in parts.get("META-INF/manifest.xml", b""):
            raise refuse("encrypted_workbook")
        macros = any(name.endswith(MACROS) for name in parts)
        return data, Facts(macros=macros), {}
    facts = read_facts(parts)
    rest = {name: content for name, content in given.items() if name not in parts}
    for part, name in facts.sheets.items():
        if name in wanted and part in rest:
            rest[part] = _first_rows(rest[part], wanted[name])  # nobody reads what is cut off: it is not checked
    parts |= _checked(rest)
    looks = {name: look_into(parts[part]) for part, name in facts.sheets.items() if part in parts}
    for part, name in facts.sheets.items():
        if name in looks and looks[name].far:
            parts[part] = looks[name].content
    if facts.styles:
        parts[facts.styles[0]] = facts.styles[1]
    changed = any(parts[name] is not content for name, content in given.items())
    return (pack(parts) if changed else data), facts, looks
