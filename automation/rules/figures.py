"""Draws the figures behind the dashboard's charts (看板数据), out of the same counts as 汇总看板 and 运行记录."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from automation.cells import Value
from automation.model.ledger import Duty, Ledger
from automation.rules.rollup import light_task
from automation.rules.supervision import Judged
from automation.rules.trend import draw_trend
from automation.sheets import AREA_BLOCK, BLOCKS, SECTION_BLOCK, WEEK_BLOCK, Block
from automation.terms import board as words
from automation.terms import sheets as names
from automation.terms import states

Row = dict[str, Value]
COLOURS = {states.RED: "red", states.YELLOW: "yellow", states.GREEN: "green"}


def draw_figures(
    ledger: Ledger, judged: Judged, board: Sequence[Mapping[str, Value]], runs: Iterable[Mapping[str, Any]], as_of: date
) -> list[Row]:
    """One line for each place of the three blocks; one nothing stands in has no 项目."""
    sections = [dict(row, item=row["section"]) for row in board if row["section"] != names.TOTAL]
    areas = [dict(row, item=shorten_area(str(row["item"]))) for row in count_areas(ledger, judged)]
    weeks: list[Row] = [
        {"item": words.WEEK.format(week=week.number), "done": week.done, "overdue": week.overdue}
        for week in draw_trend(runs, ledger.settings.year, as_of)
    ]
    lines: list[Row] = [{"chart": "", "item": ""} for _ in range(max(block.first + block.size for block in BLOCKS))]
    for block, rows, other in (
        (SECTION_BLOCK, sections, words.OTHER_SECTIONS),
        (AREA_BLOCK, areas, words.OTHER_AREAS),
        (WEEK_BLOCK, weeks, ""),
    ):
        for place, row in enumerate(_fit(rows, block, other), block.first):
            shown = {name: row.get(name) for name in block.fields}
            lines[place] = {"chart": block.title, "item": row["item"], **shown}
    return lines


def count_areas(ledger: Ledger, judged: Judged) -> list[Row]:
    """The lights of the tasks of each 一级工作任务, in the plan's order; a task without a light is not counted."""
    counts: dict[str, Counter[str]] = {}
    by_task: dict[str, list[Duty]] = {}
    for duty in ledger.duties:
        by_task.setdefault(duty.number, []).append(duty)
    for task in ledger.tasks:
        colour = light_task(by_task.get(task.number, ()), judged).colour
        counts.setdefault(task.area, Counter()).update([COLOURS[colour]] if colour else [])
    return [{"item": area, **{name: count[name] for name in COLOURS.values()}} for area, count in counts.items()]


def shorten_area(area: str) -> str:
    """An area's name as an axis can show it."""
    return area if len(area) <= words.AREA_LENGTH else area[: words.AREA_LENGTH - 1] + words.AREA_CUT


def _fit(rows: Sequence[Row], block: Block, other: str) -> list[Row]:
    """The rows a block has room for; what is too many stands together in its last line."""
    if len(rows) <= block.size:
        return list(rows)
    kept, rest = rows[: block.size - 1], rows[block.size - 1 :]
    sums: Row = {name: sum(int(str(row.get(name) or 0)) for row in rest) for name in block.fields}
    return [*kept, {"item": other.format(count=len(rest)), **sums}]
