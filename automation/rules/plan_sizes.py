"""What the issued plan needs on paper (量高): the height of each row and of each label by itself.

A label that is merged over rows shows only the height of them all, so it is measured where nothing is merged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from automation.model.paper import PlanRow
from automation.model.printed import PrintedRow, PrintedTable

SPARE = 16.0  # points, a line of the table, left free: Word and WPS break one here and there elsewhere
TOO_LITTLE = 0.75  # of a row's height: where no more is free, the row begins the next page in any program


@dataclass(frozen=True, slots=True)
class Sizes:
    """What the plan needs on paper, in points; measured once, on a rendering without merges."""

    rows: tuple[float, ...]  # a row without its merged cells
    labels: tuple[Mapping[int, float], ...]  # of each row: merged column → the height its text needs
    groups: tuple[Mapping[int, tuple[str, ...]], ...]  # of each row: merged column → what is equal in one merge
    first_room: float  # for rows, below title and head
    room: float  # on each further page, below the head
    spare: float  # of the room, left free at the foot of each page
    first_page: int  # its number in the whole paper


def measure_plan(plan: Sequence[PlanRow], trial: PrintedTable, top: float, bottom: float) -> Sizes | None:
    """Read the sizes off a rendering in which no cell is merged; ``top`` and ``bottom`` bound the text block.

    None when the rendering does not show each row once and in order: then nothing can be concluded from it.
    """
    parts: dict[str, list[PrintedRow]] = {}
    for printed in trial.rows:
        order = printed.order or next(reversed(parts), "")  # what a row higher than a page leaves for the next one
        parts.setdefault(order, []).append(printed)
    whole = tuple(row.order for row in trial.rows if row.order)
    if not plan or whole != tuple(row.order for row in plan):
        return None
    lowest = min(row.height - max(cell.extent for cell in row.cells) for row in trial.rows)
    rows, labels = [], []
    for planned in plan:
        row, *rest = parts[planned.order]
        # one line, with what is above and below it
        line = lowest if rest else row.height - max(cell.extent for cell in row.cells)
        needs = {cell.column: line + cell.extent for cell in row.cells}
        labels.append({column: needs.pop(column, 0.0) for column in planned.merged})
        rows.append(row.height + sum(part.height for part in rest) if rest else max(needs.values()))
    first = trial.rows[0]
    return Sizes(
        rows=tuple(rows),
        labels=tuple(labels),
        groups=tuple(row.merged for row in plan),
        first_room=bottom - first.top,
        room=bottom - top - trial.head,
        spare=min(SPARE, TOO_LITTLE * min(rows)),
        first_page=first.page,
    )
