"""Drafts the office's report upward (落实情况报告) out of what the sections wrote.

Its order is that of the plan above where 上级任务对照 has one, so that whoever reads it finds his own plan again; else
that of our own plan. What is not written by a section is not made up: the task is only said to be under way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from automation import cells
from automation.model.finding import Finding, details
from automation.model.ledger import Covering, Draft, Duty, Ledger
from automation.model.plan import Task
from automation.rules.assign import ANSWERING
from automation.rules.coverage import find_takers
from automation.rules.draft_bulletin import say_item
from automation.rules.drafting import overdue_rows
from automation.rules.records import draw_board
from automation.rules.rollup import is_counted, roll_up_status
from automation.rules.shorten import shorten
from automation.rules.supervision import FINISHED, Judged
from automation.terms import drafting, states
from automation.terms import rhythm as words
from automation.terms import sheets as names


@dataclass(frozen=True, slots=True)
class Told:
    """What the report says of one task: its state, what was done, problems and next steps; empty where none wrote."""

    task: Task
    status: str
    progress: str
    problem: str
    step: str


def tell_tasks(ledger: Ledger) -> dict[str, Told]:
    """Every task that still counts by 编号, its state rolled up from its duties as in 任务分工表.

    Of recurring work nobody has summed up, the last period with a text is told.
    """
    by_task: dict[str, list[Duty]] = {task.number: [] for task in ledger.tasks}
    for duty in ledger.duties:
        if duty.number in by_task:
            by_task[duty.number].append(duty)
    latest = {row.number: tidy(row.progress) for row in ledger.periods if row.progress}
    told = {}
    for task in ledger.tasks:
        answering = [duty for duty in by_task[task.number] if duty.role in ANSWERING]
        counted = [duty for duty in answering if is_counted(duty)]
        said = {name: _join(counted, name) for name in ("progress", "problem", "next_step")}
        progress = said["progress"] or latest.get(task.number, "")
        status = roll_up_status(answering)
        if status not in (states.CANCELLED, states.NOT_APPLICABLE):
            told[task.number] = Told(task, status, progress, said["problem"], said["next_step"])
    return told


def draft_report(ledger: Ledger, judged: Judged, as_of: date) -> Draft:
    """The report as a row of 发文稿 would hold it."""
    settings = ledger.settings
    title = words.REPORT_TITLE.format(office=settings.short, year=settings.year)
    return Draft(words.KIND_REPORT, title, body="\n".join(_body(ledger, judged, as_of)))


def check_written(ledger: Ledger) -> Iterator[Finding]:
    """Tasks no section has written anything about, of which the report can only say so."""
    silent = [str(told.task.order) for told in tell_tasks(ledger).values() if not told.progress]
    if silent:
        yield Finding("report_silent", value=names.LIST_SEPARATOR.join(silent), details=details(count=len(silent)))


def tidy(text: str) -> str:
    """A text of a cell as part of a sentence: in one line, without its last stop."""
    return " ".join(text.split()).rstrip(words.STOPS)


def numeral(count: int) -> str:
    """A small number as headings write it: 一, 十, 十二, 二十."""
    tens, ones = divmod(count, 10)
    head = (words.NUMERALS[tens] if tens > 1 else "") + words.NUMERALS[10] if tens else ""
    return head + (words.NUMERALS[ones] if ones or not tens else "")


def _body(ledger: Ledger, judged: Judged, as_of: date) -> Iterator[str]:
    day = drafting.DAY.format(day=as_of)
    year = ledger.settings.year
    told = tell_tasks(ledger)
    basis = words.REPORT_BASIS_ABOVE if ledger.coverings else words.REPORT_BASIS
    yield words.REPORT_OPENING.format(basis=basis.format(year=year), year=year, as_of=day)
    yield words.REPORT_OVERALL
    yield _overall(ledger, judged, as_of)
    yield words.REPORT_TASKS
    yield from _as_above(ledger, told) if ledger.coverings else _as_planned(told.values(), 1)
    yield words.REPORT_PROBLEMS
    yield _late(ledger, judged, day)
    for place, one in enumerate((one for one in told.values() if one.problem), 1):
        yield words.REPORT_PROBLEM.format(place=place, item=name_task(one.task), problem=one.problem)
    yield words.REPORT_NEXT
    steps = [one for one in told.values() if one.step]
    for place, one in enumerate(steps, 1):
        yield words.REPORT_NEXT_STEP.format(place=place, item=name_task(one.task), step=one.step)
    if not steps:
        yield words.REPORT_NEXT_NONE
    yield words.REPORT_END


def _overall(ledger: Ledger, judged: Judged, as_of: date) -> str:
    board = draw_board(ledger, judged, as_of)
    total = board[-1] if board else {}
    figures = {name: cells.show(total.get(name, 0)) for name in ("duties", "done", "rate", "under_way", "not_started")}
    said = words.REPORT_COUNTS.format(
        tasks=len(ledger.tasks), sections=max(0, len(board) - 1), overdue=len(judged.overdue), **figures
    )
    if not ledger.coverings:
        return said
    taken = sum(bool(takers) for _, takers in find_takers(ledger))
    return said + words.REPORT_COVERED.format(total=len(ledger.coverings), taken=taken)


def _as_planned(told: Iterable[Told], first: int, area: str = "") -> Iterator[str]:
    """Area by area, task by task, as our plan has them; ``area`` names all of them alike."""
    grouped: dict[str, list[Told]] = {}
    for one in told:  # an area that comes again further down is the same one
        grouped.setdefault(area or one.task.area, []).append(one)
    for place, (name, group) in enumerate(grouped.items(), first):
        yield words.REPORT_AREA.format(place=numeral(place), area=name or words.REPORT_NO_AREA)
        yield from _area(group)


def _area(told: Sequence[Told]) -> Iterator[str]:
    """The tasks of one area that there is something to say of, and in one sentence the others."""
    written = [one for one in told if one.progress]
    for count, one in enumerate(written, 1):
        yield words.REPORT_TASK.format(place=count, item=name_task(one.task), said=_say(one))
    silent = [name_task(one.task) for one in told if not one.progress]
    if silent:
        others = words.REPORT_OTHERS if written else ""
        yield words.REPORT_SILENT.format(others=others, count=len(silent), items=words.PARTED.join(silent))


def _as_above(ledger: Ledger, told: dict[str, Told]) -> Iterator[str]:
    """Task by task of the plan above, each with ours that take it up; at the end those that take up nothing."""
    rows = find_takers(ledger)
    place = 0
    for place, (area, group) in enumerate(groupby(rows, key=lambda row: row[0].area), 1):
        yield words.REPORT_AREA.format(place=numeral(place), area=area or words.REPORT_NO_AREA)
        for count, (row, takers) in enumerate(group, 1):
            yield _say_above(count, row, [told[task.number] for task in takers if task.number in told])
    taken = {task.number for _, takers in rows for task in takers}
    own = [one for number, one in told.items() if number not in taken]
    yield from _as_planned(own, place + 1, words.REPORT_OWN_AREA)


def _say_above(count: int, row: Covering, ours: Sequence[Told]) -> str:
    said = "".join(_say(one) for one in ours if one.progress)
    said = said or (words.REPORT_ABOVE_SILENT if ours else words.REPORT_UNTAKEN)
    key = row.key.lstrip("0")
    return words.REPORT_ABOVE.format(place=count, key=key, item=shorten(row.requirement).rstrip(words.STOPS), said=said)


def _say(one: Told) -> str:
    return words.REPORT_SAID.format(progress=one.progress, word=one.status)


def name_task(task: Task) -> str:
    """A task's wording as part of a sentence."""
    return shorten(task.requirement).rstrip(words.STOPS)


def _late(ledger: Ledger, judged: Judged, day: str) -> str:
    rows = overdue_rows(ledger, judged)
    if not rows:
        return words.REPORT_PROBLEM_NO_LATE
    items = words.PARTED.join(say_item(row.order, row.item, row.period) + row.word for row in rows)
    return words.REPORT_PROBLEM_LATE.format(as_of=day, count=len(rows), items=items)


def _join(duties: Sequence[Duty], field: str) -> str:
    """What the sections wrote, each named where several answer for the task."""
    said = [(duty.section, text) for duty in duties if (text := _written(duty, field))]
    if len(duties) == 1:
        return said[0][1] if said else ""
    return words.PARTED.join(names.JOIN_PROGRESS.format(section=section, progress=text) for section, text in said)


def _written(duty: Duty, field: str) -> str:
    """What a section wrote in a column; of work it only says is finished, the day is its progress."""
    text = tidy(cells.show(getattr(duty, field)))
    if field == "progress" and not text and duty.finished_on and duty.status in FINISHED:
        return words.SECTION_DONE.format(on=drafting.DAY.format(day=duty.finished_on))
    return text
