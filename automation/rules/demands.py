"""Finds what a letter demands outside its table of tasks (正文要求), and takes in what the office adopts of it.

A sentence of the letter is a demand when it names a day, sets a number to be reached, or orders something to be set up
(成立领导小组, 明确分管负责同志, 开设专栏). The office decides on each: a task, a row of 报送要求, or neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from automation.cells import fold
from automation.model.ledger import Delivery, Ledger, Question
from automation.model.origin import NOWHERE, Origin
from automation.model.plan import Deadline, Target, Task
from automation.model.rows import BodyLine
from automation.rules.deadlines import digits
from automation.rules.requirement import find_dates, find_targets
from automation.terms import demands as words
from automation.terms import sheets as names


@dataclass(frozen=True, slots=True)
class Demand:
    """One demand of a letter: its sentence, what it would become, and the day, numbers, addressee and form it names."""

    text: str
    kind: str  # 任务 or 报送要求
    deadline: Deadline
    targets: tuple[Target, ...] = ()
    recipient: str = ""
    form: str = ""
    origin: Origin = field(default=NOWHERE, compare=False)


def find_demands(body: Sequence[BodyLine], year: int) -> tuple[Demand, ...]:
    """The demands of a letter, in order and each once; sentences that only say why or how are none."""
    found: dict[str, Demand] = {}
    for line in body:
        for sentence in _sentences(line.text):
            demand = _read(sentence, year, line.origin)
            if demand is not None:
                found.setdefault(fold(demand.text), demand)
    return tuple(found.values())


def ask_demands(demands: Sequence[Demand]) -> tuple[Question, ...]:
    """The rows of 待定事项 that let the office decide on each demand."""
    return tuple(
        Question(
            names.DEMAND_KEY.format(count=count),
            "",
            names.QUESTION_DEMAND,
            demand.text,
            names.ASK_DEMAND.format(kind=demand.kind),
        )
        for count, demand in enumerate(demands, 1)
    )


def adopt_demands(ledger: Ledger) -> Ledger:
    """The ledger with every decided demand carried out and taken off 待定事项; a new task has the next 编号."""
    year = ledger.settings.year
    tasks, deliveries = list(ledger.tasks), list(ledger.deliveries)
    kept: list[Question] = []
    for question in ledger.questions:
        if question.kind != names.QUESTION_DEMAND or question.answer not in names.DEMAND_CHOICES:
            kept.append(question)
            continue
        demand = _read(question.text, year, NOWHERE) or Demand(question.text, "", Deadline("", "none"))
        if question.answer == names.AS_TASK:
            tasks.append(_as_task(demand, tasks, year, ledger.numbered))
        elif question.answer == names.AS_DELIVERY and all(row.item != demand.text for row in deliveries):
            deliveries.append(Delivery(demand.text, demand.recipient, demand.deadline.due, demand.form))
    return replace(ledger, tasks=tuple(tasks), deliveries=tuple(deliveries), questions=tuple(kept))


def next_order(tasks: Sequence[Task], numbered: int) -> int:
    """The next 序号 no task has had; 编号 follows it, so neither is ever used twice, an undone task's neither."""
    return max(numbered, *(max(task.order, int(task.number[-4:])) for task in tasks), 0) + 1


def _as_task(demand: Demand, tasks: Sequence[Task], year: int, numbered: int) -> Task:
    order = next_order(tasks, numbered)
    number = names.TASK_NUMBER.format(year=year, order=order)
    return Task(number, order, names.FROM_BODY, "", demand.text, "", demand.deadline.text)


def _sentences(text: str) -> Iterator[str]:
    """The sentences of a paragraph; parts set apart by ；are demands of their own, and so is what a 。 ends."""
    for sentence in re.split(words.SENTENCE, re.sub(words.NUMBER, "", text)):
        said = sentence.strip()
        if said:
            yield said


def _read(sentence: str, year: int, origin: Origin) -> Demand | None:
    folded = digits(fold(sentence))
    if re.search(words.NO_DEMAND, folded):
        return None
    dates = find_dates(sentence, year)
    targets = find_targets(sentence)
    delivered = re.search(words.DELIVERED, folded)
    due = dates or re.search(words.WITHIN, folded)
    official = delivered and (due or re.search(words.OFFICIAL, folded))
    if not (dates or targets or re.search(words.SET_UP, folded) or official):
        return None
    kind = names.AS_DELIVERY if official or (dates and re.search(words.HANDED_IN, folded)) else names.AS_TASK
    deadline = dates[0] if dates else Deadline("", "none")
    recipient = delivered["to"] if delivered and delivered["to"] else ""
    forms = dict.fromkeys(re.findall(words.FORMS, folded))
    return Demand(sentence, kind, deadline, targets, recipient, names.LIST_SEPARATOR.join(forms), origin)
