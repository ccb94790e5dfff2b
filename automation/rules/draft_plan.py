"""Makes tasks of the rows of a plan (建任务): 编号, responsible sections, labels; nothing is guessed in silence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from automation import cells
from automation.model.finding import Finding, details
from automation.model.plan import Task
from automation.model.rows import BodyLine, PlanDocument, RawRow
from automation.rules.units import is_group, is_open, resolve_units
from automation.terms import plans
from automation.terms import sheets as names
from automation.terms import units as words

_LABELS = {"area": names.AREA, "topic": names.TOPIC}
_NEEDED = {"requirement": names.REQUIREMENT, "units": names.UNITS, "deadline": names.DEADLINE}


def draft_tasks(
    rows: Sequence[RawRow], year: int, known: Sequence[str] = (), *, first_leads: bool = False
) -> tuple[tuple[Task, ...], list[Finding]]:
    """The tasks of a plan in its order, and what a person must look at; 编号 follows 序号 and is never reused.

    ``first_leads`` is the plan's own rule that of several units the first one leads (列第一位者为牵头单位).
    """
    tasks: dict[int, Task] = {}
    findings: list[Finding] = []
    orders = _orders(rows)
    findings += _check_counted(rows, orders)
    for printed, row in zip(orders, rows, strict=True):
        texts = {name: cells.show(value) for name, value in row.cells.items()}
        if printed == "":
            said = texts.get("requirement") or next((text for text in texts.values() if text), "")
            findings.append(Finding("plan_row_skipped", value=said, origin=row.origin))
            continue
        if not isinstance(printed, int) or printed < 1:
            findings.append(Finding("plan_order_bad", value=texts.get("order", ""), origin=row.origin))
            continue
        if printed in tasks:
            findings.append(Finding("plan_order_twice", value=str(printed), origin=row.origin))
            continue
        number = names.TASK_NUMBER.format(year=year, order=printed)
        findings += _blanks(number, texts, row)
        units = resolve_units(texts.get("units", ""), known, first_leads=first_leads)
        tasks[printed] = Task(
            number,
            printed,
            texts.get("area", ""),
            texts.get("topic", ""),
            texts.get("requirement", ""),
            units.text,
            texts.get("deadline", ""),
            units.leads,
            units.supports,
            _shown(row, "number") if re.fullmatch(names.OWN_NUMBER, _shown(row, "number")) else "",
            row.origin,
        )
    return tuple(tasks[order] for order in sorted(tasks)), findings


def check_columns(plan: PlanDocument) -> list[Finding]:
    """A finding for each column of the plan that holds something and is no field of a task (备注, 分管领导)."""
    heads = {head.text: head for head in plan.unread}
    return [Finding("plan_column_unread", value=text, origin=head.origin) for text, head in heads.items()]


def find_sections(tasks: Sequence[Task]) -> tuple[str, ...]:
    """The sections a plan names, in order, without groups and words a person must resolve."""
    named = [name for task in tasks for name in (*task.leads, *task.supports)]
    return tuple(name for name in dict.fromkeys(named) if not is_open(name) and not is_group(name))


def _shown(row: RawRow, field: str) -> str:
    return cells.show(row.cells.get(field))


def _orders(rows: Sequence[RawRow]) -> list[object]:
    """The number of every row as printed; its place in the plan where the plan numbers no tasks (1.1, 一, nothing).

    Where the numbers begin anew, in another table or below another label, they count on from the highest before.
    """
    printed = [_printed_order(row) for row in rows]
    if not all(number is not None for number in printed) or not any(isinstance(number, int) for number in printed):
        return list(range(1, len(rows) + 1))
    orders: list[object] = []
    highest = before = 0
    label = ("", "")
    for number, row in zip(printed, rows, strict=True):
        here = (row.origin.sheet, _shown(row, "area"))
        if number == 1 and highest and here != label:
            before = highest
        order = before + number if isinstance(number, int) else number
        highest = max(highest, order) if isinstance(order, int) else highest
        orders.append(order)
        label = here
    return orders


def _check_counted(rows: Sequence[RawRow], orders: Sequence[object]) -> list[Finding]:
    """A finding where tasks got another number than the plan prints, because its numbers begin anew or are none."""
    printed = [_printed_order(row) for row in rows]
    moved = [place for place, order in enumerate(orders) if printed[place] not in (None, "", order)]
    if not moved:
        return []
    first = moved[0]
    told = details(before=cells.show(printed[first]), count=len(moved))
    return [Finding("plan_renumbered", value=cells.show(orders[first]), details=told, origin=rows[first].origin)]


def _printed_order(row: RawRow) -> object:
    """The 序号 of a row, else its plain 编号: a number, the text where it is none, None where there is no column."""
    if "order" not in row.cells:
        number = _shown(row, "number")
        return int(number) if re.fullmatch(names.PLAIN_NUMBER, number) else None
    number = cells.fold(_shown(row, "order"))
    plain = re.fullmatch(plans.ORDER, number)
    return int(plain["number"]) if plain else number


def first_leads_of(body: Iterable[BodyLine]) -> bool:
    """Whether the letter or a note of the table says that the unit listed first leads (列第一位者为牵头单位)."""
    return any(re.search(words.FIRST_LEADS, cells.fold(line.text)) for line in body)


def _blanks(number: str, texts: dict[str, str], row: RawRow) -> list[Finding]:
    found = []
    for kind, wanted in (("plan_value_missing", _NEEDED), ("plan_label_blank", _LABELS)):
        for field, header in wanted.items():
            if field in texts and not texts[field]:
                found.append(Finding(kind, number, details=details(column=header), origin=row.origin))
    return found
