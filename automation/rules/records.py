"""Draws every sheet from the ledger (出表): the rows of the master and of each section's workbook, as field → value.

Master, papers and JSON all come from the same judgements, so that no two of them disagree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from automation import sheets
from automation.cells import Value
from automation.model.finding import Finding
from automation.model.ledger import Duty, Ledger
from automation.model.rows import History
from automation.rules.assign import ANSWERING
from automation.rules.coming import find_coming
from automation.rules.figures import draw_figures
from automation.rules.ledger import sheet_rows
from automation.rules.readings import reading_rows
from automation.rules.rollup import is_counted, roll_up_task, show_targets
from automation.rules.supervision import FINISHED, Judged, last_handin
from automation.rules.tables import row_of
from automation.terms import findings as wording
from automation.terms import sheets as names
from automation.terms import states

Row = dict[str, Value]
Rows = dict[str, list[Row]]


def draw_master(ledger: Ledger, judged: Judged, findings: Sequence[Finding], history: History, as_of: date) -> Rows:
    """All sheets of the master by name, rows in the order they are listed."""
    by_task: dict[str, list[Duty]] = {task.number: [] for task in ledger.tasks}
    for duty in ledger.duties:
        by_task.setdefault(duty.number, []).append(duty)
    tasks = [roll_up_task(task, by_task[task.number], judged, ledger) for task in ledger.tasks]
    rows: Rows = sheet_rows(ledger)
    rows[names.TASKS] = tasks
    rows[names.DUTIES] = [_duty_row(duty, judged) for duty in ledger.duties]
    rows[names.PERIODS] = [
        {**row_of(row), "light": judged.periods[row.number, row.section, row.period].text} for row in ledger.periods
    ]
    rows[names.EVENTS] = [{**row_of(row), "light": judged.events[row.key].text} for row in ledger.events]
    rows[names.OVERDUE] = draw_overdue(ledger, judged)
    rows[names.MISSING] = _missing(ledger, judged, as_of)
    rows[names.BOARD] = draw_board(ledger, judged, as_of)
    rows[sheets.FIGURES.name] = draw_figures(ledger, judged, rows[names.BOARD], history.runs, as_of)
    rows[names.CONFLICTS] = [{**row_of(one), "issue": one.issue or None} for one in ledger.conflicts]
    rows[names.QUESTIONS] = [row_of(question) for question in ledger.questions]
    return rows | draw_records(draw_findings(findings, ()), history)


def draw_records(listed: list[Row], history: History) -> Rows:
    """问题清单 as drawn, 变更记录 and 运行记录: what a run has to tell about itself."""
    return {
        names.FINDINGS: listed,
        names.CHANGES: [dict(change) for change in history.changes],
        names.RUNS: [dict(run) for run in history.runs],
    }


def _duty_row(duty: Duty, judged: Judged) -> Row:
    light = judged.duties[duty.number, duty.section]
    return {
        **row_of(duty),
        "light": light.text,
        "days_late": light.days_late or None,
        "due": light.due,
        "present_due": light.present_due,
    }


def draw_overdue(ledger: Ledger, judged: Judged) -> list[Row]:
    """逾期清单: one row per overdue duty or period, as in the JSON interface."""
    tasks = {task.number: task for task in ledger.tasks}
    duties = {(duty.number, duty.section): duty for duty in ledger.duties}
    periods = {(row.number, row.section, row.period): row for row in ledger.periods}
    rows: list[Row] = []
    for entry in judged.overdue:
        task, duty = tasks[entry.number], duties[entry.number, entry.section]
        row = periods.get((entry.number, entry.section, entry.period))
        rows.append(
            {
                "number": entry.number,
                "order": task.order,
                "section": entry.section,
                "requirement": task.requirement,
                "period": entry.period,
                "due": entry.due,
                "present_due": entry.present_due,
                "days_late": entry.days_late,
                "status": row.status if row else duty.status,
                "progress": (row.progress if row else "") or duty.progress,
            }
        )
    return rows


def _missing(ledger: Ledger, judged: Judged, as_of: date) -> list[Row]:
    counts = Counter(duty.section for duty in ledger.duties if duty.role in ANSWERING)
    state = names.REPORT_LATE if as_of > judged.period.due else names.REPORT_DUE
    return [
        {
            "section": section,
            "period": judged.period.label,
            "due": judged.period.due,
            "state": state,
            "duties": counts[section],
            "last": last_handin(ledger.handins, section),
        }
        for section in judged.missing
    ]


def draw_board(ledger: Ledger, judged: Judged, as_of: date) -> list[Row]:
    """汇总看板: a row per section that answers for something, and the total."""
    late = as_of > judged.period.due
    coming = Counter(one.section for one in find_coming(ledger, judged, as_of))
    conflicts = Counter(conflict.section for conflict in ledger.conflicts)
    rows: list[Row] = []
    for section in ledger.sections:
        mine = [duty for duty in ledger.duties if duty.section == section.name and duty.role in ANSWERING]
        if mine:
            state = "" if section.name not in judged.missing else names.REPORT_LATE if late else names.REPORT_DUE
            waiting: Row = {"coming": coming[section.name], "conflicts": conflicts[section.name], "questions": None}
            rows.append({"section": section.name, **_counts(mine, judged), **waiting, "state": state})
    everyone = [duty for duty in ledger.duties if duty.role in ANSWERING]
    waiting = {
        "coming": coming.total(),
        "conflicts": len(ledger.conflicts),
        "questions": sum(1 for question in ledger.questions if not question.answer),  # no section's own
    }
    return (
        [*rows, {"section": names.TOTAL, **_counts(everyone, judged), **waiting, "state": "", "as_of": as_of}]
        if rows
        else []
    )


def _counts(duties: Sequence[Duty], judged: Judged) -> Row:
    counted = [duty for duty in duties if is_counted(duty)]
    lights = Counter(judged.duties[duty.number, duty.section].colour for duty in duties)
    faces = Counter(judged.duties[duty.number, duty.section].face for duty in counted)
    done = sum(1 for duty in counted if duty.status in FINISHED)
    idle = sum(1 for duty in counted if duty.status in ("", states.NOT_STARTED))
    return {
        "duties": len(duties),
        "done": done,
        "under_way": len(counted) - done - idle,
        "not_started": idle,
        "red": lights[states.RED],
        "yellow": lights[states.YELLOW],
        "green": lights[states.GREEN],
        "overdue": faces["overdue"],
        "soon": faces["soon"],
        "stale": faces["stale"],
        "rate": f"{(200 * done + len(counted)) // (2 * len(counted))}%" if counted else "",
    }


def say_unlit(total: Mapping[str, Value]) -> str:
    """What follows the three colours of a row of 汇总看板 where some of its duties have no light; empty for none."""
    count = int(str(total.get("duties", 0))) - sum(int(str(total.get(name, 0))) for name in ("red", "yellow", "green"))
    return states.UNLIT.format(count=count) if count else ""


def draw_findings(findings: Sequence[Finding], before: Sequence[Row]) -> list[Row]:
    """问题清单: what a run found, and rows from ``before`` that are still true, errors first."""
    rows = [_finding_row(finding) for finding in findings]
    told = {row["message"] for row in rows}
    rank = list(wording.SEVERITIES.values())
    rows += [row for row in before if row["message"] not in told and row["severity"] in rank]
    rows.sort(key=lambda row: rank.index(str(row["severity"])))
    return [{**row, "row": place} for place, row in enumerate(rows, 1)]


def _finding_row(finding: Finding) -> Row:
    origin = finding.origin
    line = wording.ROW.format(row=origin.row) if origin.row else ""
    parts = (origin.file, origin.sheet, line, origin.column)
    return {
        "severity": wording.SEVERITIES[finding.severity],
        "number": finding.number,
        "section": finding.section,
        "place": wording.PLACE.join(part for part in parts if part),
        "value": finding.value,
        "message": finding.message,
    }


def draw_form(ledger: Ledger, judged: Judged, section: str) -> Rows:
    """The sheets of one section's workbook; a sheet without rows is absent."""
    tasks = {task.number: task for task in ledger.tasks}
    rows: Rows = {names.FORM_DUTIES: [], names.FORM_PERIODS: [], names.FORM_EVENTS: []}
    for duty in ledger.duties:
        if duty.section != section or duty.role == states.RELEASED:
            continue
        task = tasks[duty.number]
        rows[names.FORM_DUTIES].append(
            {
                **_duty_row(duty, judged),
                "order": task.order,
                "topic": task.topic,
                "requirement": task.requirement,
                "deadline": task.deadline,
                "target": show_targets(task.requirement),
                "support_progress": _support_progress(ledger, duty),
            }
        )
    for row in ledger.periods:
        if row.section == section:
            task = tasks[row.number]
            light = judged.periods[row.number, row.section, row.period].text
            shown: Row = {"order": task.order, "requirement": task.requirement, "light": light}
            rows[names.FORM_PERIODS].append({**row_of(row), **shown})
    for event in ledger.events:
        if event.section == section:
            light = judged.events[event.key].text
            order = tasks[event.number].order
            rows[names.FORM_EVENTS].append({**row_of(event), "order": order, "light": light})
    mine = [reading for reading in ledger.readings if reading.section == section]
    rows[names.FORM_READINGS] = reading_rows(ledger, mine)
    rows[sheets.FORM_PUBLISHED.name] = [row_of(item) for item in ledger.items if item.section == section]
    return {name: listed for name, listed in rows.items() if listed}


def _support_progress(ledger: Ledger, duty: Duty) -> str:
    """What the supporters of a task say, for its lead only (配合进展)."""
    if duty.role != states.LEAD:
        return ""
    said = [
        names.JOIN_PROGRESS.format(section=other.section, progress=other.progress)
        for other in ledger.duties
        if other.number == duty.number and other.role == states.SUPPORT and other.progress
    ]
    return names.JOIN_SEPARATOR.join(said)


def draw_needed(ledger: Ledger, judged: Judged, section: str) -> list[tuple[int, str, str]]:
    """(序号, task, what is needed) of the rows that need something this period, for 填报说明."""
    tasks = {task.number: task for task in ledger.tasks}
    needed = []
    for duty in ledger.duties:
        light = judged.duties[duty.number, duty.section]
        if duty.section == section and light.face in ("overdue", "soon", "stale"):
            task = tasks[duty.number]
            needed.append((task.order, task.requirement, light.word))
    return needed
