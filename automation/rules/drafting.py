"""Drafts the weekly report (周报), and lists what is late for every paper: ledger and judgements in, values out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from automation import cells
from automation.model.finding import Finding
from automation.model.ledger import Ledger
from automation.model.paper import LateRow, WeeklyPaper
from automation.model.rows import Change, History
from automation.rules.assign import ANSWERING
from automation.rules.decisions import find_decisions
from automation.rules.records import draw_board
from automation.rules.shorten import shorten
from automation.rules.supervision import Judged, Light
from automation.terms import drafting as words
from automation.terms import findings as wording
from automation.terms import states
from automation.terms.commands import COMMANDS


def draft_weekly(
    ledger: Ledger,
    judged: Judged,
    changes: Sequence[Change],
    findings: Sequence[Finding],
    as_of: date,
    requests: str = "",
) -> WeeklyPaper:
    """The weekly report (周报); ``requests`` is what it says of applications (依申请公开)."""
    board = draw_board(ledger, judged, as_of)
    total = board[-1] if board else {}
    counts = tuple((label, cells.show(total.get(field, 0))) for field, label in words.COUNTS)
    late = len(judged.overdue)
    soon = late_rows(ledger, judged, "soon")
    said = words.SUMMARY.format(
        as_of=words.DAY.format(day=as_of),
        tasks=len(ledger.tasks),
        duties=cells.show(total.get("duties", 0)),
        done=cells.show(total.get("done", 0)),
        rate=cells.show(total.get("rate", "")),
        overdue=late,
        soon=len(soon),
        missing=len(judged.missing),
        changes=len(changes),
    )
    return WeeklyPaper(
        organ=ledger.settings.office,
        year=ledger.settings.year,
        as_of=as_of,
        summary=said + requests,
        counts=counts,
        overdue=overdue_rows(ledger, judged),
        soon=soon,
        missing=tuple(
            (section, words.OWES.format(period=judged.period.label, due=words.DAY.format(day=judged.period.due)))
            for section in judged.missing
        ),
        decisions=(
            *find_decisions(ledger, judged, as_of),
            *(_as_sentence(one) for one in findings if one.severity == "error"),
        ),
        changes=tuple(
            (c.number, c.section, words.CHANGED.format(field=c.field, before=c.before or words.BLANK, after=c.after))
            for c in changes
        ),
    )


def _as_sentence(finding: Finding) -> str:
    """A finding as a paper says it: without its level, its place in words that official fonts have."""
    _, _, said = finding.message.partition(wording.LEVEL_ENDS)
    return said.replace(wording.PLACE, words.COMMA)


def find_since(past: History, as_of: date) -> tuple[Change, ...]:
    """What earlier runs changed since the last 周报 of another day: a merge in between takes nothing off the report."""
    told = [int(one["run"]) for one in past.runs if one["command"] == COMMANDS["weekly"] and one["as_of"] < as_of]
    last = max(told, default=0)
    first = date.min if told else as_of - timedelta(days=7)  # no report yet: the week behind us
    return tuple(
        Change(
            str(one["sheet"]),
            (),
            str(one["number"] or one["period"] or ""),
            str(one["section"] or ""),
            str(one["period"] or ""),
            str(one["field"]),
            str(one["before"] or ""),
            str(one["after"] or ""),
            str(one["rule"]),
        )
        for one in past.changes
        if int(one["run"]) > last and one["on"] >= first
    )


def overdue_rows(ledger: Ledger, judged: Judged, reply_by: date | None = None) -> tuple[LateRow, ...]:
    """逾期清单 as rows of a paper."""
    tasks = {task.number: task for task in ledger.tasks}
    duties = {(duty.number, duty.section): duty for duty in ledger.duties}
    periods = {(row.number, row.section, row.period): row for row in ledger.periods}
    rows = []
    for entry in judged.overdue:
        task = tasks[entry.number]
        period = periods.get((entry.number, entry.section, entry.period))
        progress = (period.progress if period else "") or duties[entry.number, entry.section].progress
        rows.append(
            LateRow(
                entry.number,
                str(task.order),
                entry.section,
                shorten(task.requirement),
                entry.period,
                entry.due,
                entry.present_due,
                states.OVERDUE.format(days=entry.days_late),
                progress,
                reply_by,
            )
        )
    return tuple(rows)


def late_rows(ledger: Ledger, judged: Judged, face: str) -> tuple[LateRow, ...]:
    """The duties that show a face, such as ``soon``, as rows of a paper; periods of recurring work each by itself."""
    tasks = {task.number: task for task in ledger.tasks}
    rows: list[LateRow] = []
    for duty in ledger.duties:
        light = judged.duties[duty.number, duty.section]
        if light.face != face or duty.role not in ANSWERING:
            continue
        mine = [
            (row.period, judged.periods[row.number, row.section, row.period], row.progress)
            for row in ledger.periods
            if (row.number, row.section) == (duty.number, duty.section)
        ]
        shown: list[tuple[str, Light, str]] = [entry for entry in mine if entry[1].face == face] or [
            ("", light, duty.progress)
        ]
        for period, judged_light, progress in shown:
            if judged_light.due and judged_light.present_due:
                task = tasks[duty.number]
                rows.append(
                    LateRow(
                        duty.number,
                        str(task.order),
                        duty.section,
                        shorten(task.requirement),
                        period,
                        judged_light.due,
                        judged_light.present_due,
                        judged_light.word,
                        progress or duty.progress,
                        None,
                    )
                )
    return tuple(rows)
