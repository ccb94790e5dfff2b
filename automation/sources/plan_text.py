"""Reads a plan out of text (方案文本), in whichever of four shapes it comes.

A table with tabs (bars, commas, wide blanks) between its cells; one cell a line; the lines of printed pages; or prose.
A table that became text has lost its merges: a blank label, unit or deadline is what stands above it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from automation.errors import AutomationError
from automation.model.origin import Origin
from automation.model.rows import BodyLine, PlanDocument
from automation.sources.plan_header import field_of, find_header
from automation.sources.plan_pages import find_page_header, join_paragraphs, read_page_table
from automation.sources.plan_prose import read_prose
from automation.sources.plan_table import carry_down, read_plan_table
from automation.terms import commands as say
from automation.terms import plans as words

EVEN = 0.8  # of the lines below a header: as many must have its number of cells, where no tab parts them
HEADER_FROM = 3  # lines of one header word each that make a header
ENCODINGS = ("utf-8-sig", "gb18030", "utf-16")

Line = tuple[int, str]  # 1-based number in the file, text
Row = tuple[int, list[str]]  # number of its first line, cells


def read_plan_text(path: Path) -> PlanDocument:
    """The tasks of a plan that was exported as text and the letter around them; no rows when it holds no plan.

    Raises AutomationError when the bytes are in no encoding known here.
    """
    origin = Origin(path.name)
    lines = list(enumerate(re.sub(words.TAGS, "", decode(path)).splitlines(), 1))
    filled = [(place, line.strip()) for place, line in lines if line.strip()]
    for rows in _tables(lines, filled):
        if rows:
            taken = {place for place, _ in rows}
            letter = [line for line in filled if line[0] not in taken and "\t" not in lines[line[0] - 1][1]]
            return _table(rows, [line for line in letter if not _in_table(line, rows)], origin)
    filled = _header_in_one_line(filled)
    header = find_page_header(filled)
    if header is not None:
        letter = join_paragraphs(filled[:header])
        return PlanDocument(tuple(read_page_table(filled[header:], origin)), _body(letter, origin))
    return read_prose(filled, origin)


def decode(path: Path) -> str:
    """The text of a file in UTF-8, GB18030 or UTF-16 with its mark. Raises AutomationError for anything else."""
    data = path.read_bytes()
    encodings = ENCODINGS if not data.startswith((b"\xff\xfe", b"\xfe\xff")) else ENCODINGS[::-1]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise AutomationError(say.PLAN_NOT_TEXT.format(file=path.name))


def _table(rows: Sequence[Row], letter: Sequence[Line], origin: Origin) -> PlanDocument:
    """A plan whose merges are lost, its rows placed by the lines of the file."""
    table = read_plan_table([cells for _, cells in rows], origin)
    found = [replace(row, origin=origin.at(row=rows[row.origin.row - 1][0])) for row in table.rows]
    notes = [BodyLine(note.text, origin.at(row=rows[note.origin.row - 1][0])) for note in table.body]
    unread = tuple(BodyLine(head.text, origin.at(row=rows[head.origin.row - 1][0])) for head in table.unread)
    return PlanDocument(tuple(carry_down(found)), (*_body(letter, origin), *notes), unread)


def _body(lines: Sequence[Line], origin: Origin) -> tuple[BodyLine, ...]:
    return tuple(BodyLine(text, origin.at(row=place)) for place, text in lines)


def _in_table(line: Line, rows: Sequence[Row]) -> bool:
    """Whether a line without a tab heads rows of the table: 四、着力…"""
    return line[0] > rows[0][0] and _is_heading(line[1])


def _is_heading(text: str) -> bool:
    return bool(re.match(words.HEADING, text) or re.match(words.SUBHEADING, text))


def _tables(lines: Sequence[Line], filled: Sequence[Line]) -> Iterator[list[Row]]:
    """The table of a text in each way its cells may be kept apart, empty where it is not written so."""
    yield _lines_of_cells(lines)
    yield _from_header([(place, line.split("\t")) for place, line in lines])
    yield _even_table([(place, _between_bars(line)) for place, line in filled])
    yield _even_table([(place, _between_commas(line)) for place, line in filled])
    yield _even_table([(place, re.split(words.WIDE_BLANK, line)) for place, line in filled])
    yield _cells_in_lines(filled)


def _from_header(lines: Sequence[Row]) -> list[Row]:
    """The table's lines: from its header on, without the letter's own lines before and after it."""
    for number, (_, cells) in enumerate(lines):
        if len(cells) > 1 and find_header([cells]) is not None:
            return [one for one in lines[number:] if len(one[1]) > 1 or _is_heading(one[1][0].strip())]
    return []


def _even_table(lines: Sequence[Row]) -> list[Row]:
    """A table whose lines all have as many cells as its header; signs that part cells also stand inside sentences."""
    rows = _from_header(lines)
    wide = len(rows[0][1]) if rows else 0
    even = [row for row in rows if len(row[1]) == wide or _is_heading(row[1][0].strip())]
    return even if len(even) > 1 and len(even) >= EVEN * len(rows) else []


def _between_bars(line: str) -> list[str]:
    """The cells of a line of a table drawn with bars; the rule below its header holds none."""
    cells = [cell.strip() for cell in line.strip("| \t").split("|")]
    return [""] if re.fullmatch(r"[|:\s+-]+", line) else cells


def _between_commas(line: str) -> list[str]:
    try:
        return next(csv.reader([line]), [line])
    except csv.Error:  # a field beyond all measure
        return [line]


def _cells_in_lines(lines: Sequence[Line]) -> list[Row]:
    """A table of which each cell, the header's too, is a line of its own, and no cell is missing."""
    run = _header_run(lines)
    rows: list[Row] = [(lines[run.start][0], [text for _, text in lines[run.start : run.stop]])] if run else []
    wide = len(run)
    place = run.stop
    while run and place + wide <= len(lines) and lines[place][1] == str(len(rows)):
        rows.append((lines[place][0], [text for _, text in lines[place : place + wide]]))
        place += wide
    rest = [text for _, text in lines[place:]]
    return rows if len(rows) > 1 and str(len(rows)) not in rest else []


def _header_in_one_line(lines: Sequence[Line]) -> list[Line]:
    """The lines, with a header printed one word a line put into one line."""
    run = _header_run(lines)
    if not run:
        return list(lines)
    head = " ".join("".join(text.split()) for _, text in lines[run.start : run.stop])
    return [*lines[: run.start], (lines[run.start][0], head), *lines[run.stop :]]


def _header_run(lines: Sequence[Line]) -> range:
    """The places of the first lines below each other that are each one word of a header, and make one; else empty."""
    start = 0
    for place, (_, text) in enumerate([*lines, (0, "")]):
        if field_of(text):
            continue
        run = range(start, place)
        if len(run) >= HEADER_FROM and find_header([[line for _, line in lines[start:place]]]) is not None:
            return run
        start = place + 1
    return range(0)


def _lines_of_cells(lines: Sequence[Line]) -> list[Row]:
    """Rows of a text in which each cell has a line of its own, begun by a tab, and a blank line ends a row."""
    rows: list[Row] = []
    open_ = False
    for place, line in lines:
        if line.startswith("\t"):
            if not open_:
                rows.append((place, []))
            rows[-1][1].append(line[1:].strip())
        open_ = line.startswith("\t") or (open_ and bool(line.strip()))
    heads = [cells for _, cells in rows if sum(bool(field_of(cell)) for cell in cells) > 1]
    if not heads:
        return []
    wide = max(len(cells) for _, cells in rows)
    head = _with_topic(heads[0], wide)
    return _whole_rows([(place, head if cells == heads[0] else cells) for place, cells in rows], head, wide)


def _whole_rows(rows: Sequence[Row], head: list[str], width: int) -> list[Row]:
    """Rows that a blank line inside a cell tore in two, put together again: both parts fit into one row's width."""
    whole: list[Row] = []
    for place, cells in rows:
        above = whole[-1][1] if whole else []
        torn = above and len(above) + len(cells) <= width and above[0].isdecimal() and not cells[0].isdecimal()
        if torn and cells != head:
            above += cells
        else:
            whole.append((place, list(cells)))
    return whole


def _with_topic(head: list[str], wide: int) -> list[str]:
    """A header whose 工作任务 stood over two columns, with a blank for the second one."""
    fields = [field_of(cell) for cell in head]
    if len(head) == wide - 1 and "area" in fields:
        place = fields.index("area") + 1
        return [*head[:place], "", *head[place:]]
    return head
