"""Reads a section's workbook (科室填报文件): who it is for stands in a very-hidden sheet, not in its name."""

from __future__ import annotations

import hashlib
import pickle
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from automation import sheets
from automation.cells import fold, show
from automation.model.cell_name import column_letters, place_of
from automation.model.finding import Finding, details
from automation.model.origin import Origin
from automation.model.rows import BaseLine, Key, Layout, RawRow, SectionForm, Texts, read_base
from automation.sheets import Sheet
from automation.sources.form_extras import find_extras, find_sheet_copies
from automation.sources.refusal import refuse
from automation.sources.table import Table, read_table
from automation.sources.workbook import Grid, Workbook, parse_workbook
from automation.terms import sheets as names

COVER_LABELS = (
    names.COVER_PERIOD,
    names.COVER_FILLED_BY,
    names.COVER_CHECKED_BY,
    names.COVER_HANDED_ON,
    names.COVER_NO_CHANGE,
)
SHOWN = 5  # of the hidden rows of a sheet

Base = Mapping[str, Mapping[Key, Texts]]
Packed = tuple[Any, ...]
Known = Mapping[tuple[str, int], Sequence[BaseLine]]
"""(section, issue) → the base the journal holds."""
NOTHING: Known = {}
LABEL_ROWS = 8  # of the identity sheet; the labels stand in the first four, the base below them


def read_form(data: bytes, file: str, known: Known = NOTHING) -> tuple[SectionForm, list[Finding]]:
    """One section's workbook and what is wrong with its sheets; ``file`` is the name findings show.

    Of a form whose base is ``known`` the base in the file, half of its bytes, is not read, and the rows that still say
    what they said are left out: see ``SectionForm.quiet``.
    Raises RefusedFile when it is no workbook or not one that was issued (kind unknown_file).
    """
    book = parse_workbook(data, file, {names.IDENTITY: LABEL_ROWS} if known else {})
    identity, lines = _read_identity(book.grids.get(names.IDENTITY))
    section, issue = identity.get(names.ID_SECTION, ""), _whole(identity.get(names.ID_ISSUE, ""))
    if known and (section, issue) not in known:
        return read_form(data, file)
    if not section:
        raise refuse("unknown_file")
    try:
        base: Base = read_base(known[section, issue] if known else lines)
    except (ValueError, TypeError) as error:
        raise refuse("unknown_file") from error
    findings = list(_odd_content(book, section))
    tables: dict[str, tuple[RawRow, ...]] = {}
    layouts: dict[str, Layout] = {}
    for sheet in sheets.FORMS:
        if sheet.name in base:
            table = _read_sheet(book, sheet, section, findings)
            if table:
                tables[sheet.name] = table.rows
                columns = {sheet.column(field).header: place + 1 for field, place in table.columns.items()}
                layouts[sheet.name] = Layout(table.header + 1, columns)
        elif sheet.name in book.grids and (added := read_table(book.grids[sheet.name], sheet, file).rows):
            told = details(count=len(added))
            findings.append(Finding("sheet_unasked", "", section, sheet.name, told, Origin(file, sheet.name)))
    cover, layouts[names.COVER] = _read_cover(book.grids.get(names.COVER))
    form = SectionForm(
        file,
        hashlib.sha256(data).hexdigest(),
        identity.get(names.ID_OFFICE, ""),
        _whole(identity.get(names.ID_YEAR, "")),
        section,
        issue,
        cover,
        tables,
        base,
        layouts,
    )
    return leave_out_quiet(form) if known else form, findings


def leave_out_quiet(form: SectionForm) -> SectionForm:
    """The form without the rows that say what its base says, as long as their number stands in no other row.

    Where a section has changed what is not its own, as by sorting the rows without their numbers, all are kept.
    """
    tables, base, quiet = {}, {**form.base}, {}
    for sheet in sheets.FORMS:
        rows, issued = form.tables.get(sheet.name), form.base.get(sheet.name, {})
        if rows is None:
            continue
        keys = [tuple([show(row.cells.get(field)) for field in sheet.key]) for row in rows]
        anew = [_said_anew(row, issued[key]) if key in issued else None for key, row in zip(keys, rows, strict=True)]
        count = Counter(keys)
        locked = {column.field for column in sheet.columns if not column.section}
        still = {
            key: row.origin.row
            for key, row, fields in zip(keys, rows, anew, strict=True)
            if fields == set() and count[key] == 1
        }
        if any(fields and not fields.isdisjoint(locked) for fields in anew):
            still = {}
        tables[sheet.name] = tuple(row for key, row in zip(keys, rows, strict=True) if key not in still)
        base[sheet.name] = {key: texts for key, texts in issued.items() if key not in still}
        quiet[sheet.name] = still
    return replace(form, tables=tables, base=base, quiet=quiet)


def _said_anew(row: RawRow, issued: Texts) -> set[str]:
    """The fields in which a row does not say what was issued."""
    return {
        name
        for name, raw in row.cells.items()
        if raw != (was := issued.get(name, "")) and (raw is not None or was) and show(raw) != was
    }


def read_packed(data: bytes, file: str, known: Known) -> tuple[SectionForm, list[Finding], bytes]:
    """As ``read_form``, for another process: the form without its rows and base, the findings, and these packed."""
    form, findings = read_form(data, file, known)
    packed = pickle.dumps(pack_form(form), pickle.HIGHEST_PROTOCOL)
    return replace(form, tables={}, base={}, quiet={}), findings, packed


def unpack_tables(packed: bytes, form: SectionForm) -> SectionForm:
    """The form with what ``read_packed`` packed."""
    tables, base, quiet = unpack_form(pickle.loads(packed), form.file)  # noqa: S301 - made by our own reading process
    return replace(form, tables=tables, base=base, quiet=quiet)


def pack_form(form: SectionForm) -> Packed:
    """A form's rows and base as plain tuples: row by row the values of the declared fields, in their order."""
    tables = []
    for sheet in sheets.FORMS:
        rows = form.tables.get(sheet.name)
        if rows is None:
            continue
        first = rows[0].cells if rows else {}
        gaps = any(row.cells.keys() != first.keys() for row in rows)
        fields = tuple(dict.fromkeys(field for row in rows for field in row.cells) if gaps else first)
        values = [
            (row.origin.row, [row.cells.get(field, ...) for field in fields] if gaps else list(row.cells.values()))
            for row in rows
        ]
        tables.append((sheet.name, fields, gaps, values))
    return tables, form.base, form.quiet


def unpack_form(
    packed: Packed, file: str
) -> tuple[dict[str, tuple[RawRow, ...]], Base, Mapping[str, Mapping[Key, int]]]:
    """What ``pack_form`` packed: tables, base, quiet rows. A field without a value is one its row does not have."""
    packed_tables, base, quiet = packed
    tables = {}
    for name, fields, gaps, values in packed_tables:
        rows = [RawRow(dict(zip(fields, line, strict=True)), Origin(file, name, row)) for row, line in values]
        if gaps:
            rows = [
                replace(row, cells={field: value for field, value in row.cells.items() if value is not ...})
                for row in rows
            ]
        tables[name] = tuple(rows)
    return tables, base, quiet


def _read_sheet(book: Workbook, sheet: Sheet, section: str, findings: list[Finding]) -> Table | None:
    """One table of the form; None, with a finding, when it cannot be made out."""
    grid = book.grids.get(sheet.name)
    if grid is None:
        findings.append(Finding("missing_sheet", "", section, sheet.name, origin=Origin(book.file)))
        return None
    place = Origin(book.file, sheet.name)
    table = read_table(grid, sheet, book.file)
    keys = [sheet.column(field).header for field in sheet.key if field not in table.columns]
    if table.header < 0 or keys:
        header = sheet.column("status").header if sheet is sheets.FORM_DUTIES else sheet.columns[-1].header
        findings.append(Finding("missing_header", "", section, keys[0] if keys else header, origin=place))
        return None
    table, found = find_extras(grid, sheet, table, book.file, section)
    opened = {column.header for column in sheet.columns if column.section}
    findings += found
    findings += [Finding("unread_cell", "", section, origin=cell) for cell in table.unread if cell.column in opened]
    findings += [
        Finding("missing_column", "", section, column.header, origin=place)
        for column in sheet.columns
        if column.section and column.header in table.missing
    ]
    out_of_sight = set(grid.look.hidden_rows)
    hidden = [str(row.origin.row) for row in table.rows if row.origin.row in out_of_sight]
    if hidden:
        told = details(count=len(hidden))
        findings.append(Finding("hidden_rows", "", section, list_some(hidden), told, place))
    findings += _find_hidden(grid, sheet, table, section, place)
    return table


def _find_hidden(grid: Grid, sheet: Sheet, table: Table, section: str, place: Origin) -> Iterator[Finding]:
    """That a sheet, or columns of it a section fills in, have been hidden."""
    if grid.hidden:
        yield Finding("hidden_sheet", "", section, origin=place)
    ours = {table.columns[one.field] for one in sheet.columns if one.section and one.field in table.columns}
    hidden = [column_letters(column) for column in grid.look.hidden_columns if column - 1 in ours]
    if hidden:
        yield Finding("hidden_columns", "", section, list_some(hidden), details(count=len(hidden)), place)


def list_some(things: Sequence[str]) -> str:
    """Rows, columns or cells for a sentence, the first few of many."""
    shown = names.LIST_SEPARATOR.join(things[:SHOWN])
    return shown if len(things) <= SHOWN else names.AND_MORE.format(shown=shown)


def find_far(book: Workbook, section: str = "") -> Iterator[Finding]:
    """Cells far outside the table, with what they say: they are not read, and not lost in silence."""
    for grid in book.grids.values():
        for cell, said in grid.look.far:
            row, column = place_of(cell)
            yield Finding(
                "far_cell", "", section, said, origin=Origin(book.file, grid.name, row, column_letters(column))
            )


def _odd_content(book: Workbook, section: str) -> Iterator[Finding]:
    if book.macros:
        yield Finding("macro_workbook", "", section, origin=Origin(book.file))
    if book.quoted:
        yield Finding("quoted_files", "", section, list_some(book.quoted), origin=Origin(book.file))
    yield from find_far(book, section)
    yield from find_sheet_copies(book, section)


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _read_identity(grid: Grid | None) -> tuple[dict[str, str], list[BaseLine]]:
    """(label → text, the lines of what was issued: sheet, key and fields as JSON) from the very-hidden sheet."""
    identity: dict[str, str] = {}
    lines: list[BaseLine] = []
    for line in grid.rows if grid else ():
        label, *rest = line
        if label == names.ID_BASE and len(rest) >= 3:
            packed = "".join(str(cell) for cell in rest[2:] if cell is not None)
            lines.append((show(rest[0]), show(rest[1]), packed))
        elif label and rest:
            identity[show(label)] = show(rest[0])
    return identity, lines


def _read_cover(grid: Grid | None) -> tuple[dict[str, object], Layout]:
    """The cells to the right of the labels of 填报说明, a moment as its day, and where they stand."""
    cover: dict[str, object] = {}
    places: dict[str, tuple[int, int]] = {}
    labels = {fold(label): label for label in COVER_LABELS}
    for number, line in enumerate(grid.rows if grid else (), 1):
        for place, cell in enumerate(line[:-1]):
            label = labels.get(fold(show(cell)).rstrip(":"))
            if label and label not in cover:
                value = line[place + 1]
                cover[label] = value.date() if isinstance(value, datetime) else value
                places[label] = (number, place + 2)
    return cover, Layout(labels=places)
