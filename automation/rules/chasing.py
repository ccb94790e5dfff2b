"""Chases what is late, step by step (催办): a message, then a 催办单, then named in the 通报.

The step of an item (one overdue duty, period or event) follows from 催办登记 alone, so that whoever asks, and how
often, gets the same answer:

- Nothing asked yet: a message in the first days (参数 催办回复天数), a 催办单 when it is later than that.
- Asked already: nothing more is sent until the reply day is over; an answer gives one more term from its own day.
- Term over and still late: the next step. 通报点名 is the last; it is carried out by the quarter's bulletin.

Only rows of earlier days count, and what the office did by hand that day, so a rerun of a day asks the same again and
replaces its own rows; a later day never sends what was sent. A row counts against the day the item was late against: an
extension begins a new climb. A reply day is a work day: one that falls on a rest day moves to the next (放假安排).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from automation.model.chase import Chase
from automation.model.finding import Finding, details
from automation.model.ledger import Ledger
from automation.model.origin import Origin
from automation.rules.shorten import shorten
from automation.rules.supervision import Judged, Overdue
from automation.rules.workdays import Calendar
from automation.terms import chasing as words
from automation.terms import drafting
from automation.terms import sheets as names


@dataclass(frozen=True, slots=True)
class Steps:
    """What the overdue items of a day come to: to be asked by message or 催办单, waiting for an answer, to be named."""

    messages: tuple[Overdue, ...]
    reminders: tuple[Overdue, ...]
    waiting: tuple[Overdue, ...]
    named: tuple[Overdue, ...]


def find_reply_day(ledger: Ledger, day: date) -> date:
    """The day an answer is wanted by that is asked for on ``day``: so many calendar days later, on a work day."""
    return next(Calendar.of(ledger.holidays).work_days(day + timedelta(days=ledger.settings.reply_days)))


def find_steps(ledger: Ledger, judged: Judged, as_of: date) -> Steps:
    """The step every overdue item has come to on a day, in the order of 逾期清单."""
    past: dict[tuple[str, str, str], list[Chase]] = defaultdict(list)
    for row in ledger.chases:
        if row.level in words.LEVELS and (row.on < as_of or (row.on == as_of and not row.paper)):
            past[row.what].append(row)
    found: dict[str, list[Overdue]] = {level: [] for level in ("", *words.LEVELS)}
    for entry in judged.overdue:
        asked = past[entry.number, entry.section, entry.period]
        found[_step(ledger, entry, [row for row in asked if row.due in (None, entry.present_due)], as_of)].append(entry)
    return Steps(*(tuple(found[level]) for level in (words.MESSAGE, words.URGED, "", words.NAMED)))


def _step(ledger: Ledger, entry: Overdue, asked: Sequence[Chase], as_of: date) -> str:
    if not asked:
        return words.MESSAGE if entry.days_late <= ledger.settings.reply_days else words.URGED
    height = max(words.LEVELS.index(row.level) for row in asked)
    if words.LEVELS[height] == words.NAMED:
        return words.NAMED
    highest = [row for row in asked if row.level == words.LEVELS[height]]
    if as_of <= max(_term(ledger, row) for row in highest):
        return ""
    return words.LEVELS[height + 1]


def _term(ledger: Ledger, row: Chase) -> date:
    """The last day an answer is waited for; one that has come gives a further term to act on it.

    An answer without its day counts as given on the day it was wanted.
    """
    wanted = row.reply_by or find_reply_day(ledger, row.on)
    answered = row.replied_on or (wanted if row.reply else None)
    return max(wanted, find_reply_day(ledger, answered)) if answered else wanted


def draw_chases(ledger: Ledger, judged: Judged, as_of: date) -> tuple[Chase, ...]:
    """The rows of 催办登记 for what is asked on a day, each section's 催办单 under its running number."""
    steps = find_steps(ledger, judged, as_of)
    reply = find_reply_day(ledger, as_of)
    urged = {entry.section for entry in steps.reminders}
    sections = [section.name for section in ledger.sections if section.name in urged]
    codes = {section: number_reminder(as_of, count) for count, section in enumerate(sections, 1)}
    rows = [
        *_rows(ledger, steps.messages, as_of, words.MESSAGE, reply),
        *_rows(ledger, steps.reminders, as_of, words.URGED, reply),
    ]
    papers = {words.MESSAGE: words.PAPER_OF_MESSAGE, words.URGED: words.PAPER_OF_REMINDER}
    return tuple(
        replace(
            row,
            code=codes.get(row.section, "") if row.level == words.URGED else "",
            paper=papers[row.level].format(section=row.section),
        )
        for row in rows
    )


def draw_named(ledger: Ledger, judged: Judged, as_of: date, reply: date, paper: str) -> tuple[Chase, ...]:
    """The rows of 催办登记 for what a bulletin names."""
    rows = _rows(ledger, find_steps(ledger, judged, as_of).named, as_of, words.NAMED, reply)
    return tuple(replace(row, paper=paper) for row in rows)


def number_reminder(day: date, count: int) -> str:
    """The number of a day's 催办单 (催办编号)."""
    return drafting.REMINDER_NUMBER.format(year=day.year, month=day.month, day=day.day, count=count)


def _rows(ledger: Ledger, late: Iterable[Overdue], on: date, level: str, reply: date) -> Iterator[Chase]:
    tasks = {task.number: task for task in ledger.tasks}
    for one in late:
        item = shorten(tasks[one.number].requirement)
        what = (one.number, one.section, one.period)
        yield Chase(on, level, *what, "", item, one.present_due, one.days_late, reply)


def enter_day(ledger: Ledger, rows: Sequence[Chase], as_of: date) -> Ledger:
    """The ledger with a day's messages and 催办单 in 催办登记, in place of those an earlier run of the day entered.

    What the office typed by hand has no 文书 and stays; what it typed as an answer goes on with the row.
    """
    ours = (words.MESSAGE, words.URGED)
    return _enter(ledger, rows, [row for row in ledger.chases if row.on == as_of and row.level in ours and row.paper])


def enter_bulletin(ledger: Ledger, rows: Sequence[Chase], paper: str) -> Ledger:
    """The ledger with what a bulletin names in 催办登记, in place of what an earlier draft of it named."""
    return _enter(ledger, rows, [row for row in ledger.chases if row.level == words.NAMED and row.paper == paper])


def _enter(ledger: Ledger, rows: Sequence[Chase], replaced: Sequence[Chase]) -> Ledger:
    answers = {(row.level, row.what): row for row in replaced if row.reply or row.replied_on}
    new = []
    for row in rows:
        answer = answers.pop((row.level, row.what), None)
        new.append(replace(row, reply=answer.reply, replied_on=answer.replied_on) if answer else row)
    gone = {row.key for row in replaced} - {row.key for row in answers.values()}  # an answer is the office's word
    kept = [row for row in ledger.chases if row.key not in gone and row.key not in {one.key for one in new}]
    return replace(ledger, chases=(*kept, *new))


def check_chases(ledger: Ledger) -> Iterator[Finding]:
    """Rows of 催办登记 whose 方式 is none."""
    place = Origin(ledger.origin.file, words.SHEET, 0, words.LEVEL)
    for row in ledger.chases:
        if row.level not in words.LEVELS:
            told = details(row=" ".join(filter(None, row.key)), choice=names.LIST_SEPARATOR.join(words.LEVELS))
            yield Finding("chase_level", row.number, row.section, row.level, told, place)


def tell_named(ledger: Ledger, late: Sequence[Overdue]) -> Iterator[Finding]:
    """What the next bulletin will name, section by section, so that nobody is named by surprise."""
    orders = {task.number: task.order for task in ledger.tasks}
    counts = Counter(one.section for one in late)
    for section, count in counts.items():
        mine = [drafting.ORDER_NAMED.format(order=orders[one.number]) for one in late if one.section == section]
        said = names.LIST_SEPARATOR.join(dict.fromkeys(mine))
        yield Finding("chase_due_named", section=section, value=said, details=details(count=count))
