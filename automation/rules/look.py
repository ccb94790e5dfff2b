"""Draws the one screen of ``status`` (一屏状态): the same numbers as 汇总看板, lists cut so that they fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from automation import cells
from automation.cells import Value
from automation.model.ledger import Ledger
from automation.model.rows import History
from automation.model.screen import Block
from automation.rules.coming import find_coming
from automation.rules.drafting import overdue_rows
from automation.rules.records import say_unlit
from automation.rules.shorten import shorten
from automation.rules.supervision import Judged
from automation.terms import board as words
from automation.terms import sheets as names
from automation.terms import states
from automation.terms.commands import COMMANDS

SECTIONS_SHOWN, LINES_SHOWN, NAMES_SHOWN = 12, 5, 10
Row = Mapping[str, Value]


def draw_screen(ledger: Ledger, judged: Judged, board: Sequence[Row], past: History, as_of: date) -> tuple[Block, ...]:
    """The blocks of the screen from top to bottom."""
    settings = ledger.settings
    title = words.TITLE.format(office=settings.short or settings.office, year=settings.year, day=as_of.isoformat())
    total = board[-1] if board else {}
    said = {name: cells.show(total.get(name)) or "0" for name in ("duties", "done", "red", "yellow", "green", "rate")}
    lights = words.LIGHTS.format(
        **{name: said[name] for name in ("duties", "done", "rate")},
        red=states.RED,
        yellow=states.YELLOW,
        green=states.GREEN,
        **{f"{name}s": said[name] for name in ("red", "yellow", "green")},
        unlit=say_unlit(total),
    )
    waiting = words.OPEN.format(
        conflicts=len(ledger.conflicts), questions=sum(1 for question in ledger.questions if not question.answer)
    )
    return (
        Block(title, ((lights,),)),
        _show_sections(board),
        _show_coming(ledger, judged, as_of),
        _show_overdue(ledger, judged),
        _show_missing(judged, as_of),
        Block(waiting),
        Block(_show_last(past)),
    )


def _show_sections(board: Sequence[Row]) -> Block:
    """Lights by section; of too many those that have the most red and yellow, in the order of 科室名录."""
    if not board:
        return Block()
    *sections, total = board
    worst = sorted(sections, key=lambda row: (-_number(row, "red"), -_number(row, "yellow")))[:SECTIONS_SHOWN]
    left = len(sections) - len(worst)
    lines = [
        tuple(_say(row, name) for name, _ in words.COLUMNS) for row in (*(s for s in sections if s in worst), total)
    ]
    more = words.SECTIONS_MORE.format(count=left) if left else ""
    return Block(lines=tuple(lines), heads=tuple(head for _, head in words.COLUMNS), more=more)


def _show_coming(ledger: Ledger, judged: Judged, as_of: date) -> Block:
    tasks = {task.number: task for task in ledger.tasks}
    lines = [
        (
            cells.show(tasks[one.number].order),
            one.section,
            words.DUE_IN.format(days=one.days) if one.days else words.DUE_TODAY,
            one.due.isoformat(),
            " ".join(part for part in (one.period, shorten(tasks[one.number].requirement)) if part),
        )
        for one in find_coming(ledger, judged, as_of)
    ]
    if not lines:
        return Block(words.NONE_COMING, colour=states.GREEN)
    return _cut(words.COMING.format(count=len(lines)), lines, names.DUTIES, states.YELLOW)


def _show_overdue(ledger: Ledger, judged: Judged) -> Block:
    rows = sorted(overdue_rows(ledger, judged), key=lambda row: row.present_due)
    if not rows:
        return Block(words.NONE_OVERDUE, colour=states.GREEN)
    lines = [
        (
            row.order,
            row.section,
            row.word,
            row.present_due.isoformat(),
            " ".join(part for part in (row.period, row.item) if part),
        )
        for row in rows
    ]
    return _cut(words.OVERDUE.format(count=len(lines)), lines, names.OVERDUE, states.RED)


def _show_missing(judged: Judged, as_of: date) -> Block:
    """Who has not handed in for the period, with the day it is owed and whether that day has passed."""
    if not judged.missing:
        return Block(words.ALL_IN.format(period=judged.period.label), colour=states.GREEN)
    left = (judged.period.due - as_of).days
    passed = words.DAY_AHEAD if left > 0 else words.DAY_PASSED if left else words.DAY_TODAY
    said = words.MISSING.format(
        period=judged.period.label,
        state=names.REPORT_DUE if left >= 0 else names.REPORT_LATE,
        count=len(judged.missing),
        due=judged.period.due.isoformat(),
        passed=passed.format(days=abs(left)),
    )
    shown = names.LIST_SEPARATOR.join(judged.missing[:NAMES_SHOWN])
    more = len(judged.missing) - NAMES_SHOWN
    tail = words.MISSING_MORE.format(count=more) if more > 0 else ""
    return Block(said, ((shown + tail,),), colour=states.YELLOW if left >= 0 else states.RED)


def _show_last(past: History) -> str:
    """When the ledger was last merged, a weekly run being a merge too, and when the last 周报 was made."""
    weekly = [run for run in past.runs if run["command"] == COMMANDS["weekly"]]
    merged = [run for run in past.runs if run["command"] in (COMMANDS["merge"], COMMANDS["weekly"])]
    shown = [
        words.LAST_RUN.format(day=cells.show(runs[-1]["as_of"]), run=cells.show(runs[-1]["run"]))
        if runs
        else words.NEVER
        for runs in (merged, weekly)
    ]
    return words.LAST.format(merged=shown[0], weekly=shown[1])


def _cut(title: str, lines: Sequence[tuple[str, ...]], sheet: str, colour: str) -> Block:
    left = len(lines) - LINES_SHOWN
    more = words.MORE.format(count=left, sheet=sheet) if left > 0 else ""
    return Block(title, tuple(lines[:LINES_SHOWN]), more=more, colour=colour)


def _number(row: Row, name: str) -> int:
    value = row.get(name)
    return int(value) if isinstance(value, (int, float)) else 0


def _say(row: Row, name: str) -> str:
    """A cell of the table: nothing for 0, so that what is there stands out."""
    return cells.show(row.get(name)) if row.get(name) else ""
