"""Reads a plan out of text that was a table (方案文本): tab-separated, or one cell a line with blank lines between.

Such text has lost its merges: a blank label, unit or deadline is what stands above it.
"""

from __future__ import annotations

import re
from pathlib import Path

from automation.cells import is_blank
from automation.errors import AutomationError
from automation.model.origin import Origin
from automation.model.rows import RawRow
from automation.sources.plan_table import field_of, find_header, read_plan_table
from automation.terms import commands as say
from automation.terms import plans as words

ENCODINGS = ("utf-8-sig", "gb18030", "utf-16")
CARRIED = ("area", "topic", "units", "deadline")


def read_plan_text(path: Path) -> tuple[RawRow, ...]:
    """The rows of a plan that was exported as text; none when the text holds no such table.

    Raises AutomationError when the bytes are in no encoding known here.
    """
    text = re.sub(words.TAGS, "", decode(path))
    lines = _lines_of_cells(text) or [line.split("\t") for line in text.splitlines()]
    rows, _ = read_plan_table(_from_header(lines), Origin(path.name))
    return tuple(_carried(rows))


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


def _from_header(lines: list[list[str]]) -> list[list[str]]:
    """The table's lines: from its header on, without the letter's own lines before and after it."""
    for number, line in enumerate(lines):
        if len(line) > 1 and find_header([line]) is not None:
            return [one for one in lines[number:] if len(one) > 1 or re.match(words.HEADING, one[0].strip())]
    return []


def _lines_of_cells(text: str) -> list[list[str]]:
    """Rows of a text in which each cell has a line of its own, begun by a tab, and a blank line ends a row."""
    rows: list[list[str]] = []
    row: list[str] = []
    for line in text.splitlines():
        if line.startswith("\t"):
            row.append(line[1:].strip())
        elif row and not line.strip():
            rows.append(row)
            row = []
    rows += [row] if row else []
    heads = [one for one in rows if sum(bool(field_of(cell)) for cell in one) > 1]
    if not heads:
        return []
    return _whole_rows([_with_topic(one, rows) if one in heads else one for one in rows], heads[0])


def _whole_rows(rows: list[list[str]], head: list[str]) -> list[list[str]]:
    """Rows that a blank line inside a cell tore in two, put together again: both parts fit into one row's width."""
    width = max(len(row) for row in rows)
    whole: list[list[str]] = []
    for row in rows:
        torn = whole and len(whole[-1]) + len(row) <= width and whole[-1][0].isdecimal() and not row[0].isdecimal()
        if torn and row != head:
            whole[-1] = [*whole[-1], *row]
        else:
            whole.append(list(row))
    return whole


def _with_topic(head: list[str], rows: list[list[str]]) -> list[str]:
    """A header whose 工作任务 stood over two columns, with a blank for the second one."""
    wide = max(len(row) for row in rows)
    fields = [field_of(cell) for cell in head]
    if len(head) == wide - 1 and "area" in fields:
        place = fields.index("area") + 1
        return [*head[:place], "", *head[place:]]
    return head


def _carried(rows: list[RawRow]) -> list[RawRow]:
    """The rows with a blank label, unit or deadline filled from the row above; a new area begins without a topic."""
    last: dict[str, object] = {}
    filled = []
    for row in rows:
        cells = dict(row.cells)
        if not is_blank(cells.get("area")) and cells.get("area") != last.get("area"):
            last.pop("topic", None)
        for field in CARRIED:
            if field in cells and is_blank(cells[field]):
                cells[field] = last.get(field, "")
            elif field in cells:
                last[field] = cells[field]
        filled.append(RawRow(cells, row.origin))
    return filled
