"""Reads what a task's own sentence says about time and number (具体要求): dates, limits after a happening, targets.

The cell 完成时限 says when a task ends. Its sentence may say so again, and differently; it sets clocks that start with
every happening (3个工作日内), and it names what can be counted (每年不少于3次).
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from automation.cells import fold
from automation.model.plan import Clock, Deadline, Target
from automation.rules.deadlines import digits, read_limit, resolve_deadline
from automation.rules.workdays import Calendar
from automation.terms import deadlines as words

KEPT = 65_536  # sentences read and remembered: a run asks for each several times
UNDATED = ("rolling", "vague", "immediate")


def resolve_task_deadline(cell: str, requirement: str, year: int, calendar: Calendar | None = None) -> Deadline:
    """The deadline of a task by its cell and its own sentence; where they disagree the earlier day and a question.

    A blank cell leaves the sentence's date; recurring work and events have their own days, a sentence adds none.
    """
    read = resolve_deadline(cell, year, calendar)
    said = find_dates(requirement, year)
    if not said or read.kind in ("recurring", "event") or read.question:
        return read
    days = sorted({one.due for one in said if one.due})
    phrases = words.JOIN_DATES.join(dict.fromkeys(one.text for one in said))
    if read.kind == "none":
        first = said[0]
        return first if len(days) == 1 else Deadline(phrases, "multi", days[-1], tuple(days), reports=tuple(days))
    if read.due in days or set(days) & set(read.occurrences):
        return read
    ask = words.ASK_DISAGREE.format(
        cell=read.text, phrase=phrases, days=words.JOIN_DATES.join(day.isoformat() for day in days)
    )
    return replace(read, due=min([*days, read.due]) if read.due else days[0], question=ask)


@lru_cache(maxsize=KEPT)
def find_dates(text: str, year: int) -> tuple[Deadline, ...]:
    """The dated phrases of a sentence (10月30日前, 年底前) with their days, in order; none of years gone by."""
    folded = fold(text)
    found: list[tuple[int, Deadline]] = []
    taken = bytearray(len(folded))
    for pattern in words.DATED:
        for match in re.finditer(pattern, folded):
            start, end = match.span()
            before, after = folded[max(0, start - words.NEAR_BY) : start], folded[end : end + words.NEAR_BY]
            if any(taken[start:end]) or re.search(words.NOT_DUE_AFTER, before) or re.match(words.NOT_DUE_BEFORE, after):
                continue
            read = resolve_deadline(match[0], year)
            if read.due and read.due.year >= year:
                taken[start:end] = b"\x01" * (end - start)
                found.append((start, read))
    return tuple(read for _, read in sorted(found, key=lambda one: one[0]))


@lru_cache(maxsize=KEPT)
def find_clocks(text: str) -> tuple[Clock, ...]:
    """The limits of a sentence that run from a happening, in order; of 力争3小时、最迟5小时 the latter counts."""
    clocks: list[Clock] = []
    for sentence in re.split(words.SENTENCES, text):
        event = ""
        for clause in re.split(words.CLAUSES, sentence):
            folded = digits(fold(clause))
            read = read_limit(folded)
            if read is None or read.offset.endswith(words.LONG_SPAN) or re.search(words.NO_CLOCK, folded):
                named = next((one for form in words.EVENT_CLAUSES if (one := re.match(form, folded))), None)
                event = named["event"] if named else event
                continue
            own = re.sub(words.EVENT_LEAD, "", read.event)
            event = own or event
            clocks.append(Clock(clause.strip(), event, read.offset))
    return tuple(clocks)


def find_task_clocks(cell: str, requirement: str, year: int) -> tuple[Clock, ...]:
    """The clocks of a task: that of its cell when it waits for an event, else those of its sentence."""
    read = resolve_deadline(cell, year)
    if read.kind == "event":
        several = find_clocks(cell)
        return several if len(several) > 1 else (Clock(read.text, read.event, read.offset),)
    return find_clocks(requirement)


@lru_cache(maxsize=KEPT)
def find_targets(text: str) -> tuple[Target, ...]:
    """The countable targets of a sentence, as worded: 每年…不少于3次 → at least 3 次 a year."""
    found: dict[tuple[int, int], Target] = {}
    folded = digits(fold(text))
    for pattern in words.TARGETS:
        for match in re.finditer(pattern, folded):
            place = match.span("n")
            if place not in found and not re.match(words.NOT_COUNTED, folded[match.start("n") :]):
                found[place] = _target(match, folded)
    return tuple(found[place] for place in sorted(found))


def _target(match: re.Match[str], folded: str) -> Target:
    groups = match.groupdict()
    amount = float(match["n"])
    percent = match["unit"] == words.PERCENT
    before = re.search(words.PER_BEFORE, folded[: match.start("n")])
    per = words.PER_NAMES.get((before["per"] or words.LONG_SPAN) if before else "", "")
    most = bool(groups.get("most"))
    floor = words.SAY_LEAST_SHARE if percent else words.SAY_LEAST
    shown = f"{words.SAY_MOST if most else floor}{match['n']}{match['unit']}"
    worded = f"{words.SAY_EACH}{per}{shown}" if per else shown
    number = amount / 100 if percent else amount
    return Target(worded, int(number) if number.is_integer() else number, match["unit"], per, most)


def yearly_amount(target: Target) -> int | float:
    """What a target comes to by the end of the year: 每季度1次 is 4; a share stays what it is."""
    return target.amount if target.unit == words.PERCENT else target.amount * words.TIMES_A_YEAR[target.per]
