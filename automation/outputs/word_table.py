"""The tables made in code: the issued plan with its merged labels, and the official tables of the year-end report.

A two-level merge cannot be written in a template (docxtpl's ``vm`` follows the innermost loop only), so the template
holds one field, and the table is put in its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, Pt, Twips

from automation.model.paper import GridCell, GridTable, PlanPages, PlanRow
from automation.outputs.word_layout import (
    LANDSCAPE_WIDTH,
    TEXT_WIDTH,
    Block,
    cell,
    paragraph,
    printable,
    row,
    table,
)
from automation.terms import papers as words

_NARROW_CELL = 6  # letters a label needs beside it before a column is worth widening
_WIDE_CELL = 18  # and after which a label may as well take another line
_FEW_COLUMNS = 5  # tables up to this many columns share the width equally
_VALUE_WIDTH = Twips(690)  # three 小五 letters and the cell's margins
_NOTHING = frozenset[int]()
_AS_THEY_FALL = PlanPages()


def task_table(rows: Sequence[PlanRow], restarts: frozenset[int] = _NOTHING, pages: PlanPages = _AS_THEY_FALL) -> Block:
    """Lay out the plan as a table (分工方案), with area and topic merged over their groups.

    Units and deadline merge over equal neighbours, as the real plans print them; a topic never reaches across areas.
    ``restarts`` are 0-based rows where every merge begins anew. The rows that begin ``pages`` do too, so that each page
    opens with its labels, and are held there twice: Word begins a page with a paragraph that asks for it, and
    LibreOffice, which overhears this in a table, begins one where the heights of the rows leave no room for another.
    """
    widths = _task_widths()
    held = frozenset(pages.starts[1:])  # the first page begins with the plan's title
    cleaned, lost = _printable_rows(rows)
    keys = [plan.merged for plan in cleaned]
    marks = {column: _merges([key[column] for key in keys], restarts | held) for column in keys[0]} if keys else {}
    styles = [words.STYLE_TABLE_CENTRED] * 6
    styles[3] = words.STYLE_TABLE_TEXT
    body = []
    for at, plan in enumerate(cleaned):
        cells = []
        for column, text in enumerate(plan.texts):
            merge = marks[column][at] if column in marks else ""
            shown = "" if merge == "continue" else text
            content = paragraph(styles[column], shown, opens_page=column == 0 and at in held)
            cells.append(cell(widths[column], content, merge=merge))
        body.append(row(cells, height=Pt(pages.heights[at]) if pages.heights else None))
    return Block(table(widths, [_task_header(widths), *body], words.PLAN_TABLE), lost)


def grid_table(grid: GridTable) -> Block:
    """Lay out an official table with exactly the spans it is given, as wide as the text block of an upright page."""
    widths = column_widths(grid, TEXT_WIDTH)
    owners = {(at, item.column): item for item in grid.cells for at in range(item.row, item.row + item.rows)}
    figured = {item.row for item in grid.cells if item.value}
    heads = _head_rows(grid, figured)
    lost = sum(printable(item.text)[1] for item in grid.cells)
    rows = []
    for at in range(grid.rows):
        items = [owners[at, column] for column in range(grid.columns) if (at, column) in owners]
        rows.append(row([_grid_cell(item, widths, at, figured) for item in items], header=at < heads))
    return Block(table(widths, rows, printable(grid.name)[0]), lost)


def column_widths(grid: GridTable, total: Length) -> tuple[Length, ...]:
    """Widths that let figures stand in narrow columns and give the labels beside them the room that is left.

    A label printed along many rows needs little width, one in a single row needs its length.
    """
    valued = {item.column for item in grid.cells if item.value}
    labels = [column for column in range(grid.columns) if column not in valued]
    if grid.columns <= _FEW_COLUMNS or not labels or not valued:
        return _share(total.twips, [1.0] * grid.columns)
    room = total.twips - len(valued) * _VALUE_WIDTH.twips
    needs = {column: _label_need(grid, column) for column in labels}
    shares = iter(_share(room, [needs[column] for column in labels]))
    return tuple(next(shares) if column in needs else _VALUE_WIDTH for column in range(grid.columns))


def _label_need(grid: GridTable, column: int) -> float:
    lengths = [
        len(item.text) / item.rows
        for item in grid.cells
        if item.column == column and item.columns == 1 and not item.value
    ]
    return min(max([_NARROW_CELL, *lengths]), _WIDE_CELL)


def _share(total: int, weights: Sequence[float]) -> tuple[Length, ...]:
    """Cut a width by weight into whole twips that add up to it."""
    ends = [round(total * part / sum(weights)) for part in accumulate(weights)]
    return tuple(Twips(end - start) for start, end in zip([0, *ends], ends, strict=False))


def _head_rows(grid: GridTable, figured: set[int]) -> int:
    """How many rows at the top are printed again on the next page; none where heads also stand further down."""
    heads = min(figured, default=0)
    return heads if len(figured) == grid.rows - heads else 0


def _grid_cell(item: GridCell, widths: Sequence[Length], at: int, figured: set[int]) -> BaseOxmlElement:
    if item.value:
        style = words.STYLE_FORM_VALUE
    elif item.rows == 1 and item.row in figured:
        style = words.STYLE_FORM_LABEL
    else:
        style = words.STYLE_FORM_HEAD
    width = Twips(sum(each.twips for each in widths[item.column : item.column + item.columns]))
    merge = "" if item.rows == 1 else "restart" if at == item.row else "continue"
    text = printable(item.text)[0] if at == item.row else ""
    return cell(width, paragraph(style, text, keep=True), item.columns, merge)


def _task_widths() -> tuple[Length, ...]:
    """序号, area, topic, requirement, units, deadline: together the landscape text block."""
    return _share(LANDSCAPE_WIDTH.twips, [12, 22, 30, 108, 32, 21])


def _task_header(widths: Sequence[Length]) -> BaseOxmlElement:
    heads = (
        (words.HEAD_ORDER, widths[:1]),
        (words.HEAD_WORK, widths[1:3]),
        (words.HEAD_REQUIREMENT, widths[3:4]),
        (words.HEAD_UNITS, widths[4:5]),
        (words.HEAD_DEADLINE, widths[5:6]),
    )
    return row(
        (
            cell(Twips(sum(each.twips for each in span)), paragraph(words.STYLE_TABLE_HEAD, text), len(span))
            for text, span in heads
        ),
        header=True,
    )


def _merges(values: Sequence[object], restarts: frozenset[int]) -> list[str]:
    """For each row its part in a vertical merge: ``restart``, ``continue``, or nothing for a cell that stands alone."""
    begins = [at == 0 or at in restarts or values[at] != values[at - 1] for at in range(len(values))]
    ends = [at + 1 == len(values) or begins[at + 1] for at in range(len(values))]
    return [("" if end else "restart") if begin else "continue" for begin, end in zip(begins, ends, strict=True)]


def _printable_rows(rows: Sequence[PlanRow]) -> tuple[list[PlanRow], int]:
    cleaned = [[printable(text) for text in plan.texts] for plan in rows]
    lost = sum(count for line in cleaned for _, count in line)
    return [PlanRow(*(text for text, _ in line)) for line in cleaned], lost
