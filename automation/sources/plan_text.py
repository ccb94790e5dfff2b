"""Reads a plan out of text (方案文本), in whichever of four shapes it comes.

A table with tabs between its cells; one cell a line with blank lines between the rows; the lines of printed pages; or
prose. A table that became text has lost its merges: a blank label, unit or deadline is what stands above it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from automation.errors import AutomationError
from automation.model.origin import Origin
from automation.model.rows import BodyLine, PlanDocument
from automation.sources.plan_pages import find_page_header, join_paragraphs, read_page_table
from automation.sources.plan_prose import read_prose
from automation.sources.plan_table import carry_down, field_of, find_header, read_plan_table
from automation.terms import commands as say
from automation.terms import plans as words

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
    for rows in (_lines_of_cells(lines), _from_header([(place, line.split("\t")) for place, line in lines])):
        if rows:
            letter = [line for line in filled if "\t" not in lines[line[0] - 1][1] and not _in_table(line, rows)]
            return _table(rows, letter, origin)
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
    return line[0] > rows[0][0] and bool(re.match(words.HEADING, line[1]))


def _from_header(lines: Sequence[Row]) -> list[Row]:
    """The table's lines: from its header on, without the letter's own lines before and after it."""
    for number, (_, cells) in enumerate(lines):
        if len(cells) > 1 and find_header([cells]) is not None:
            return [one for one in lines[number:] if len(one[1]) > 1 or re.match(words.HEADING, one[1][0].strip())]
    return []


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
