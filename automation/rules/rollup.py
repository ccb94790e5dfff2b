"""Rolls duties up to their task (汇总到任务): a task is finished when every section that answers for it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from automation import cells
from automation.cells import Value
from automation.model.finding import Finding, details
from automation.model.ledger import Duty, Ledger
from automation.model.plan import Target, Task
from automation.rules.assign import ANSWERING, read_deadline
from automation.rules.requirement import find_targets, yearly_amount
from automation.rules.supervision import FINISHED, IDLE, SETTLED, Judged, Light, is_exempt, worst
from automation.terms import sheets as names
from automation.terms import states
from automation.terms import supervision as words


def roll_up_task(task: Task, duties: Sequence[Duty], judged: Judged, ledger: Ledger) -> dict[str, Value]:
    """The row of 任务分工表 for one task, rendered from its duties."""
    answering = [duty for duty in duties if duty.role in ANSWERING]
    counted = [duty for duty in answering if is_counted(duty)]
    light = light_task(duties, judged)
    due = read_deadline(task, ledger).due
    present = [day for duty in answering if (day := judged.duties[duty.number, duty.section].present_due)]
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
        "present_due": max(present, default=due),
        "target": count_targets(task, answering),
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


def light_task(duties: Iterable[Duty], judged: Judged) -> Light:
    """The light of a task: the worst of those who answer for it."""
    return worst([judged.duties[duty.number, duty.section] for duty in duties if duty.role in ANSWERING])


def is_counted(duty: Duty) -> bool:
    """Whether a duty is one of N: 暂缓, 取消 and by the office's word 不涉及 leave it."""
    return not is_exempt(duty) and duty.status not in IDLE


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


def show_targets(requirement: str) -> str:
    """The countable targets a requirement names (目标): 每年不少于3次, 不低于75%."""
    return names.TARGET_SEPARATOR.join(dict.fromkeys(target.text for target in find_targets(requirement)))


def count_targets(task: Task, answering: Sequence[Duty]) -> str:
    """The targets of a task with how far they are reached: 每年不少于3次（已报2）, 每年不少于1次（3/12个科室达到）."""
    shown = show_targets(task.requirement)
    counted = [duty for duty in answering if duty.quantity is not None]
    if not shown or not counted:
        return shown
    if len(answering) > 1:
        reached = sum(1 for duty in counted if not missed_targets(task, duty))
        return words.TARGET_REACHED.format(target=shown, done=reached, total=len(answering))
    return words.TARGET_COUNTED.format(target=shown, count=cells.show(counted[0].quantity))


def missed_targets(task: Task, duty: Duty) -> tuple[Target, ...]:
    """The targets a section's 完成数 does not reach by what it should be at the end of the year."""
    count = duty.quantity or 0
    found = find_targets(task.requirement)
    if len({target.unit for target in found}) > 1:
        return ()  # one number cannot answer two questions
    return tuple(
        target for target in found if (count > target.amount if target.at_most else count < yearly_amount(target))
    )


def check_targets(ledger: Ledger) -> list[Finding]:
    """A duty said to be done whose 完成数 is below its target."""
    tasks = {task.number: task for task in ledger.tasks}
    return [
        Finding("target_missed", duty.number, duty.section, cells.show(duty.quantity), details(before=missed[0].text))
        for duty in ledger.duties
        if duty.role in ANSWERING and duty.status == states.DONE and duty.number in tasks
        if (missed := missed_targets(tasks[duty.number], duty))
    ]


def _joined(duties: Sequence[Duty], field: str, first: str = "") -> str:
    """What the sections wrote, named when several answer for the task."""
    said = [(duty.section, str(getattr(duty, field))) for duty in duties if getattr(duty, field)]
    if len(duties) == 1:
        return said[0][1] if said else ""
    parts = [first] if first else []
    parts += [names.JOIN_PROGRESS.format(section=section, progress=text) for section, text in said]
    return names.JOIN_SEPARATOR.join(parts)
