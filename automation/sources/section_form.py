"""Reads a section's workbook (科室填报文件): who it is for stands in a very-hidden sheet, not in its name."""

from __future__ import annotations

import hashlib
import json

from automation import sheets
from automation.cells import fold, show
from automation.errors import RefusedFile
from automation.model.finding import Finding
from automation.model.origin import Origin
from automation.model.rows import Key, RawRow, SectionForm, Texts
from automation.sources.table import read_table
from automation.sources.workbook import Grid, parse_workbook
from automation.terms import findings as wording
from automation.terms import sheets as names

COVER_LABELS = (
    names.COVER_PERIOD,
    names.COVER_FILLED_BY,
    names.COVER_CHECKED_BY,
    names.COVER_HANDED_ON,
    names.COVER_NO_CHANGE,
)


def read_form(data: bytes, file: str) -> tuple[SectionForm, list[Finding]]:
    """One section's workbook and what is wrong with its sheets; ``file`` is the name findings show.

    Raises RefusedFile when it is no workbook or not one that was issued (kind unknown_file).
    """
    book = parse_workbook(data, file)
    identity, base = _read_identity(book.grids.get(names.IDENTITY))
    findings: list[Finding] = []
    tables: dict[str, tuple[RawRow, ...]] = {}
    for sheet in sheets.FORMS:
        if sheet.name not in base:
            continue
        grid = book.grids.get(sheet.name)
        place = Origin(file, sheet.name)
        if grid is None:
            findings.append(_told("missing_sheet", sheet.name, identity, Origin(file)))
            continue
        table = read_table(grid, sheet, file)
        keys = [sheet.column(field).header for field in sheet.key if field not in table.columns]
        if table.header < 0 or keys:
            header = sheet.column("status").header if sheet is sheets.FORM_DUTIES else sheet.columns[-1].header
            findings.append(_told("missing_header", keys[0] if keys else header, identity, place))
            continue
        tables[sheet.name] = table.rows
        opened = {column.header for column in sheet.columns if column.section}
        findings += [
            Finding("unread_cell", "", identity[names.ID_SECTION], origin=place)
            for place in table.unread
            if place.column in opened
        ]
        findings += [
            _told("missing_column", column.header, identity, place)
            for column in sheet.columns
            if column.section and column.header in table.missing
        ]
    form = SectionForm(
        file,
        hashlib.sha256(data).hexdigest(),
        identity.get(names.ID_OFFICE, ""),
        _whole(identity.get(names.ID_YEAR, "")),
        identity[names.ID_SECTION],
        _whole(identity.get(names.ID_ISSUE, "")),
        _read_cover(book.grids.get(names.COVER)),
        tables,
        base,
    )
    return form, findings


def _told(kind: str, value: str, identity: dict[str, str], origin: Origin) -> Finding:
    return Finding(kind, "", identity[names.ID_SECTION], value, origin=origin)


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _read_identity(grid: Grid | None) -> tuple[dict[str, str], dict[str, dict[Key, Texts]]]:
    """(label → text, sheet → key → field → text as issued) from the very-hidden sheet."""
    identity: dict[str, str] = {}
    base: dict[str, dict[Key, Texts]] = {}
    for line in grid.rows if grid else ():
        label, *rest = [show(cell) for cell in line]
        if label == names.ID_BASE and len(rest) >= 3:
            packed = "".join(str(cell) for cell in line[3:] if cell is not None)
            base.setdefault(rest[0], {})[tuple(json.loads(rest[1]))] = json.loads(packed)
        elif label and rest:
            identity[label] = rest[0]
    if not identity.get(names.ID_SECTION):
        raise RefusedFile("unknown_file", wording.KINDS["unknown_file"][1])
    return identity, base


def _read_cover(grid: Grid | None) -> dict[str, object]:
    """The cells to the right of the labels of 填报说明."""
    cover: dict[str, object] = {}
    labels = {fold(label): label for label in COVER_LABELS}
    for line in grid.rows if grid else ():
        for place, cell in enumerate(line[:-1]):
            label = labels.get(fold(show(cell)).rstrip(":"))
            if label and label not in cover:
                cover[label] = line[place + 1]
    return cover
