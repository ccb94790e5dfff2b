"""Turns the plan into duties, periods and event rows (分解任务), and says what a person must settle.

Rules read ``task.leads``/``task.supports`` as the office has them now, groups included, so that a change there moves
the duties at the next run. A duty nobody is assigned any more keeps its history with the role 已移出.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from automation import cells
from automation.model.finding import Finding, details
from automation.model.ledger import Duty, Event, Ledger, Period, Question
from automation.model.origin import Origin
from automation.model.plan import Deadline, Task
from automation.rules.demands import adopt_demands
from automation.rules.hand_over import hand_over
from automation.rules.items import assign_items
from automation.rules.readings import assign_readings
from automation.rules.requirement import find_clocks, find_task_clocks, resolve_task_deadline
from automation.rules.suggestions import adopt_rows, check_rows
from automation.rules.units import expand_names, is_open, resolve_units
from automation.rules.workdays import Calendar, add_limit
from automation.terms import sheets as names
from automation.terms import states, units
from automation.terms import supervision as words

BLANK_EVENTS = 3
ANSWERING = (states.LEAD, states.EACH)


def assign_duties(ledger: Ledger, as_of: date | None = None) -> tuple[Ledger, list[Finding]]:
    """The ledger with a duty a task and section, a period an occurrence, blank event rows and the open questions.

    What a section that has ended by ``as_of`` had not finished goes to the one it was merged into (并入).
    """
    ledger = adopt_rows(adopt_demands(ledger))
    asked, findings = _questions(ledger)
    ledger = replace(ledger, questions=asked)
    roles = {(task.number, section): role for task in ledger.tasks for section, role in find_roles(task, ledger)}
    roles, taken_over, told = hand_over(ledger, roles, as_of or ledger.settings.issued)
    findings += told
    duties = {(duty.number, duty.section): duty for duty in ledger.duties}
    for key, duty in duties.items():
        role = roles.get(key, states.RELEASED)
        duties[key] = duty if duty.role == role else replace(duty, role=role)
    for key, role in roles.items():
        if key not in duties:
            duties[key] = Duty(*key, role)
    order = {task.number: task.order for task in ledger.tasks}
    place = {section.name: rank for rank, section in enumerate(ledger.sections)}
    rows = sorted(duties.values(), key=lambda duty: (order.get(duty.number, 0), place.get(duty.section, len(place))))
    ledger = replace(ledger, duties=tuple(rows))
    ledger = assign_readings(replace(ledger, periods=_periods(ledger, taken_over), events=_events(ledger)))
    return assign_items(ledger), findings


def find_roles(task: Task, ledger: Ledger) -> Iterator[tuple[str, str]]:
    """(section, role) of everyone a task is assigned to, leads first."""
    day = ledger.settings.issued
    said = resolve_units(task.units, known_names(ledger), first_leads=ledger.settings.first_leads)
    leads, _ = expand_names(_answered(task, task.leads or (units.NOBODY_LEADS,), ledger), ledger.sections, day)
    separately = {section for name in said.each for section in expand_names((name,), ledger.sections, day)[0]}
    shared = set(said.each) & set(task.leads)
    for section in leads:
        yield section, states.EACH if shared and section in separately else states.LEAD
    supports, _ = expand_names(_answered(task, task.supports, ledger), ledger.sections, day, leads)
    shared = set(said.each) & set(task.supports)
    for section in supports:
        if section not in leads:
            yield section, states.EACH if shared and section in separately else states.SUPPORT


def known_names(ledger: Ledger) -> tuple[str, ...]:
    """Every name and alias of the directory (科室名录)."""
    return tuple(name for section in ledger.sections for name in (section.name, *section.aliases))


def read_deadline(task: Task, ledger: Ledger) -> Deadline:
    """The deadline of a task, with the office's answer when the text left a question."""
    deadline = understand_deadline(task, ledger)
    answer = ledger.answers.get(words.QUESTION_KEY.format(number=task.number, what=names.DEADLINE), "")
    day = cells.parse_date(answer, ledger.settings.year).value
    return replace(deadline, due=day) if answer and isinstance(day, date) else deadline


def understand_deadline(task: Task, ledger: Ledger) -> Deadline:
    """The deadline of a task as its cell and its sentence say it, whatever the office has decided."""
    calendar = Calendar.of(ledger.holidays)
    return resolve_task_deadline(task.deadline, task.requirement, ledger.settings.year, calendar)


def label_period(reports: Sequence[date], place: int) -> str:
    """What the period reported is called (报告期), by the days on which the periods of a rhythm end."""
    day = reports[place]
    apart = (reports[1] - reports[0]).days if len(reports) > 1 else 0
    if words.MONTH_DAYS[0] <= apart <= words.MONTH_DAYS[1]:
        return words.MONTH_LABEL.format(year=day.year, month=day.month)
    if words.QUARTER_DAYS[0] <= apart <= words.QUARTER_DAYS[1]:
        return words.QUARTER_LABEL.format(year=day.year, quarter=(day.month + 2) // 3)
    if words.HALF_DAYS[0] <= apart <= words.HALF_DAYS[1]:
        return words.HALF_LABELS[day.month > 6].format(year=day.year)
    if apart == words.WEEK_DAYS:
        return words.WEEK_LABEL.format(year=day.year, week=place + 1)
    return day.isoformat()


def _answered(task: Task, group: tuple[str, ...], ledger: Ledger) -> tuple[str, ...]:
    """The names of a cell, with words a person has resolved replaced by the sections named in 待定事项."""
    answers = ledger.answers
    out: list[str] = []
    for name in group:
        answer = answers.get(words.QUESTION_KEY.format(number=task.number, what=name), "")
        if not answer:
            out.append(name)
        elif answer != names.NONE_ANSWER:
            out += cells.split_names(answer)
    return tuple(out)


def _questions(ledger: Ledger) -> tuple[tuple[Question, ...], list[Finding]]:
    """What only a person can settle, with the answers given so far and a finding for each bad answer."""
    answers = ledger.answers
    asked: list[Question] = []
    findings: list[Finding] = []
    for task in ledger.tasks:
        for kind, what, text, question in _asked_of(task, ledger):
            key = words.QUESTION_KEY.format(number=task.number, what=what)
            answer = answers.get(key, "")
            asked.append(Question(key, task.number, kind, text, question, answer))
            if not answer:
                findings.append(Finding("question_open", task.number, details=details(question=question)))
            elif not _good_answer(kind, answer, ledger):
                findings.append(Finding(*_bad_answer(kind, task.number, answer, ledger)))
    for demand in ledger.questions:
        if demand.kind == names.QUESTION_DEMAND:
            asked.append(demand)
            kind, told = ("unknown_demand", details(answer=demand.answer)) if demand.answer else ("demand_open", ())
            findings.append(Finding(kind, value=demand.text, details=told, origin=Origin("", names.QUESTIONS)))
    asked += [question for question in ledger.questions if question.kind == names.QUESTION_ROW]
    findings += check_rows(ledger)
    return tuple(asked), findings


def _asked_of(task: Task, ledger: Ledger) -> Iterator[tuple[str, str, str, str]]:
    if not task.leads and (task.units or task.area == names.FROM_BODY):  # a plan's blank cell is told where it is read
        said = task.units or task.requirement
        yield names.QUESTION_OPEN_GROUP, units.NOBODY_LEADS, said, units.ASK_NOBODY_LEADS
    for name in (*task.leads, *task.supports):
        if is_open(name):
            yield names.QUESTION_OPEN_GROUP, name, task.units, names.ASK_OPEN_GROUP.format(group=name)
        elif expand_names((name,), ledger.sections, ledger.settings.issued)[1]:
            yield names.QUESTION_OPEN_GROUP, name, task.units, names.ASK_UNKNOWN_UNIT.format(unit=name)
    deadline = understand_deadline(task, ledger)
    if deadline.question:
        yield names.QUESTION_DEADLINE, names.DEADLINE, task.deadline, deadline.question
    elif deadline.kind == "event" and not deadline.offset:
        event = names.ASK_EVENT.format(event=deadline.event)
        yield names.QUESTION_DEADLINE, names.DEADLINE, task.deadline, event


def _bad_answer(kind: str, number: str, answer: str, ledger: Ledger) -> tuple[str, str, str, str]:
    """Kind, 编号, 科室 and value of the finding: for a date the answer, for sections the names that are not known."""
    if kind == names.QUESTION_DEADLINE:
        return "unknown_day", number, "", answer
    unknown = expand_names(cells.split_names(answer), ledger.sections, ledger.settings.issued)[1]
    return "unknown_answer", number, "", names.LIST_SEPARATOR.join(unknown) or answer


def _good_answer(kind: str, answer: str, ledger: Ledger) -> bool:
    if answer == names.NONE_ANSWER:
        return True
    if kind == names.QUESTION_DEADLINE:
        return isinstance(cells.parse_date(answer, ledger.settings.year).value, date)
    found, unknown = expand_names(cells.split_names(answer), ledger.sections, ledger.settings.issued)
    return bool(found) and not unknown


def _periods(ledger: Ledger, taken_over: Mapping[tuple[str, str], date]) -> tuple[Period, ...]:
    """A row an occurrence; those due before a duty was taken over were its former section's."""
    kept = {(row.number, row.section, row.period): row for row in ledger.periods}
    answering = _answering(ledger)
    for task in ledger.tasks:
        deadline = read_deadline(task, ledger)
        if deadline.kind not in ("recurring", "multi"):
            continue
        for duty in answering[task.number]:
            for place, day in enumerate(deadline.occurrences):
                label = label_period(deadline.reports, place)
                known = kept.get((task.number, duty.section, label))
                since = taken_over.get((task.number, duty.section))
                if known is None and since is not None and day <= since:
                    continue
                kept[task.number, duty.section, label] = (
                    replace(known, due=day) if known else Period(task.number, duty.section, label, day)
                )
    return tuple(kept.values())


def _events(ledger: Ledger) -> tuple[Event, ...]:
    """The event rows, with enough blank ones numbered in advance for every clock of every section that answers."""
    calendar = Calendar.of(ledger.holidays)
    kept = {row.key: row for row in ledger.events}
    standing: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for row in ledger.events:
        standing[row.number, row.section].append(row)
    answering = _answering(ledger)
    for task in ledger.tasks:
        clocks = find_task_clocks(task.deadline, task.requirement, ledger.settings.year)
        for duty in answering[task.number] if clocks else ():
            mine = standing[task.number, duty.section]
            count = len(mine)
            for clock in clocks:
                blank = sum(1 for row in mine if row.time_limit == clock.text and _is_blank(row))
                for _ in range(BLANK_EVENTS - blank):
                    count += 1
                    key = words.EVENT_KEY.format(number=task.number, section=duty.section, count=count)
                    kept[key] = Event(key, task.number, duty.section, time_limit=clock.text)
    return tuple(replace(row, owed_by=_owed_by(row, calendar)) for row in kept.values())


def _answering(ledger: Ledger) -> dict[str, list[Duty]]:
    """The duties that answer for a task themselves, by 编号."""
    duties: dict[str, list[Duty]] = defaultdict(list)
    for duty in ledger.duties:
        if duty.role in ANSWERING:
            duties[duty.number].append(duty)
    return duties


def _is_blank(row: Event) -> bool:
    return not row.event and row.happened_on is None


def _owed_by(row: Event, calendar: Calendar) -> date | None:
    """The last moment of an event's limit, once it is known when it happened."""
    limits = find_clocks(row.time_limit)
    return add_limit(row.happened_on, limits[0].limit, calendar) if row.happened_on and limits else None
