"""Rolls duties up to their task (汇总到任务): a task is finished when every section that answers for it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from automation.cells import Value, fold
from automation.model.ledger import Duty, Ledger
from automation.model.plan import Task
from automation.rules.assign import ANSWERING, read_deadline
from automation.rules.supervision import FINISHED, IDLE, SETTLED, Judged, worst
from automation.terms import sheets as names
from automation.terms import states
from automation.terms import supervision as words


def roll_up_task(task: Task, duties: Sequence[Duty], judged: Judged, ledger: Ledger) -> dict[str, Value]:
    """The row of 任务分工表 for one task, rendered from its duties."""
    answering = [duty for duty in duties if duty.role in ANSWERING]
    counted = [duty for duty in answering if duty.status not in (states.NOT_APPLICABLE, *IDLE)]
    light = worst([judged.duties[duty.number, duty.section] for duty in answering])
    due = read_deadline(task, ledger).due
    granted = [duty.granted_to for duty in answering if duty.granted_to]
    status = roll_up_status(answering)
    done = [duty for duty in counted if duty.status in FINISHED]
    finished = [duty.finished_on for duty in done if duty.finished_on]
    shared = any(duty.role == states.EACH for duty in answering)
    tally = words.EVERYONE_DONE.format(done=len(done), total=len(counted)) if shared else ""
    updated = [duty.updated_on for duty in duties if duty.updated_on]
    return {
        "number": task.number,
        "order": task.order,
        "area": task.area,
        "topic": task.topic,
        "requirement": task.requirement,
        "units": task.units,
        "leads": names.LIST_SEPARATOR.join(task.leads),
        "supports": names.LIST_SEPARATOR.join(task.supports),
        "deadline": task.deadline,
        "due": due,
        "present_due": max(granted) if granted else due,
        "target": find_target(task.requirement),
        "status": status,
        "light": light.text,
        "days_late": light.days_late or None,
        "progress": _joined(answering, "progress", tally),
        "finished_on": max(finished) if finished and status in FINISHED else None,
        "evidence": _joined(answering, "evidence"),
        "problem": _joined(answering, "problem"),
        "next_step": _joined(answering, "next_step"),
        "updated_on": max(updated, default=None),
    }


def roll_up_status(answering: Sequence[Duty]) -> str:
    """The state of a task out of the states of those who answer for it; 不涉及 and 取消 leave the count."""
    found = [duty.status or states.NOT_STARTED for duty in answering if duty.status != states.CANCELLED]
    if not found:
        return states.CANCELLED if answering else states.NOT_STARTED
    if all(status == states.NOT_APPLICABLE for status in found):
        return states.NOT_APPLICABLE
    if all(status in SETTLED for status in found):
        closed = all(status in (states.CLOSED, states.NOT_APPLICABLE) for status in found)
        return states.CLOSED if closed else states.DONE
    counted = [status for status in found if status != states.NOT_APPLICABLE]
    for only in (states.NOT_STARTED, states.SUSPENDED):
        if all(status == only for status in counted):
            return only
    if states.RETURNED in counted:
        return states.RETURNED
    if all(status in (states.ONGOING, *FINISHED) for status in counted) and states.ONGOING in counted:
        return states.ONGOING
    return states.UNDER_WAY


def find_target(requirement: str) -> str:
    """The countable targets a requirement names (目标), as worded: 不少于3次, 不少于75%."""
    found = [fold(match[0]) for match in re.finditer(words.TARGET, requirement)]
    return names.TARGET_SEPARATOR.join(dict.fromkeys(found))


def _joined(duties: Sequence[Duty], field: str, first: str = "") -> str:
    """What the sections wrote, named when several answer for the task."""
    said = [(duty.section, str(getattr(duty, field))) for duty in duties if getattr(duty, field)]
    if len(duties) == 1:
        return said[0][1] if said else ""
    parts = [first] if first else []
    parts += [names.JOIN_PROGRESS.format(section=section, progress=text) for section, text in said]
    return names.JOIN_SEPARATOR.join(parts)
