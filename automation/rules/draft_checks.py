"""Checks what stands in 发文稿 before it is printed (拟稿核对), and whether the plan it issues is settled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from automation import cells
from automation.model.finding import Finding, details
from automation.model.ledger import Draft, Ledger
from automation.model.origin import Origin
from automation.rules.assign import understand_deadline
from automation.rules.shorten import shorten
from automation.rules.title import split_lines
from automation.terms import drafting as words
from automation.terms import sheets as names

MOST = 10  # tasks named in one line
_NOT_OF_MINUTES = (
    ("recipients", names.RECIPIENTS),
    ("note", names.NOTE),
    ("partners", names.PARTNERS),
    ("posts", names.POSTS),
)


def tidy_title(draft: Draft) -> Draft:
    """A draft whose title has its line marks (|) where they belong, in 标题分行."""
    plain = "".join(split_lines(draft.title))
    if plain == draft.title:
        return draft
    return replace(draft, title=plain, title_lines=draft.title_lines or draft.title)


def check_draft(draft: Draft) -> Iterator[Finding]:
    """What a clerk should know of a title and its lines, and of a paper upward that names nobody who signs it."""
    if len(split_lines(draft.title)) > 1:
        yield _find("title_marked", names.TITLE, words.LINE_MARKS[0].join(split_lines(draft.title)))
    lines = "".join(split_lines(draft.title_lines))
    if lines and cells.fold(lines) != cells.fold(tidy_title(draft).title):
        yield _find("title_lines_differ", names.TITLE_LINES, draft.title_lines)
    if draft.kind in names.UPWARD_KINDS and not draft.signer:
        yield _find("draft_incomplete", names.SIGNER, names.SIGNER)
    yield from _check_unused(draft)


def _check_unused(draft: Draft) -> Iterator[Finding]:
    """What was typed into columns a paper of this kind does not print: nothing is left out in silence."""
    minutes = draft.kind in names.MINUTES_KINDS
    left_out = _NOT_OF_MINUTES if minutes else (("attendance", names.ATTENDANCE),)
    for field, column in left_out:
        if getattr(draft, field):
            told = details(said=draft.kind, column=column)
            value = shorten(" ".join(getattr(draft, field).split()))
            yield Finding("draft_unused", value=value, details=told, origin=Origin("", names.DRAFTS, 0, column))
    if draft.posts and not minutes and cells.fold(draft.seal) != names.STAMPED:
        yield _find("posts_unused", names.POSTS, shorten(draft.posts))


def check_issuing(draft: Draft) -> Iterator[Finding]:
    """A notice that the plan follows only because there is no other, as a notice of a meeting may be."""
    if draft.title and not re.search(words.PLAN_IN_TITLE, draft.title):
        yield _find("plan_attached", names.TITLE, draft.title)


def check_plan(ledger: Ledger) -> Iterator[Finding]:
    """待定事项 still open while the plan is issued, and deadlines decided there that the plan prints as before."""
    tasks = {task.number: task for task in ledger.tasks}
    orders = {number: str(task.order) for number, task in tasks.items()}
    asked = [one for one in ledger.questions if one.number in orders and one.kind != names.QUESTION_ROW]
    waiting = list(dict.fromkeys(orders[one.number] for one in asked if not one.answer))
    if waiting:
        place = Origin(ledger.origin.file, names.QUESTIONS)
        said = names.LIST_SEPARATOR.join(waiting[:MOST]) + (words.ELLIPSIS if len(waiting) > MOST else "")
        count = sum(not one.answer for one in asked)
        yield Finding("plan_open", value=said, details=details(count=count), origin=place)
    for one in asked:
        if one.kind != names.QUESTION_DEADLINE or not one.answer:
            continue
        printed = understand_deadline(tasks[one.number], ledger)
        if printed.question or printed.due != cells.parse_date(one.answer, ledger.settings.year).value:
            place = Origin(ledger.origin.file, names.TASKS, 0, names.DEADLINE)
            told = details(order=orders[one.number], before=shorten(printed.text))
            yield Finding("plan_wording_old", one.number, value=one.answer, details=told, origin=place)


def _find(kind: str, column: str, value: str) -> Finding:
    return Finding(kind, value=value, origin=Origin("", names.DRAFTS, 0, column))
