"""Drafts what a leader reads in a minute (领导一页纸): lights, what is late, what changed, what needs a decision.

Its figures are those of the weekly report of the same run. It is one page: rows that do not fit are left out, and how
many is told; each list gets its next row in turn, so that none crowds out another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from automation import cells
from automation.model.ledger import Ledger
from automation.model.paper import WeeklyPaper
from automation.model.rhythm import OnePage
from automation.model.rows import Change
from automation.rules.assign import ANSWERING
from automation.rules.chasing import find_steps
from automation.rules.decisions import find_decisions
from automation.rules.page_room import GAP, LINE, PAGE, PLAIN, PLAIN_LINE, SMALL, SMALL_HEAD, count_lines, row_height
from automation.rules.records import draw_board, say_unlit
from automation.rules.supervision import Judged
from automation.terms import drafting, states
from automation.terms import rhythm as words
from automation.terms import sheets as names

WHOLE = 442.0  # points: the width of the text block
ITEM, SECTION = 198.0, 119.0  # of the columns that wrap: a late item, a section beside its lights
TITLE = 20  # letters of a line of the title
CHANGE_SAID, DECISION_SAID = 38, 76  # characters of a row: one line, two lines
ALL_LIGHTS = 12  # sections whose lights stand before anything else
LATEST = 7  # days
LISTS = ("decisions", "late", "changes", "lights")
HEADS = {"decisions": 1, "late": 2, "changes": 1, "lights": 2}  # rows of heads above each


def draft_one_page(
    ledger: Ledger, judged: Judged, weekly: WeeklyPaper, changes: Sequence[Change], as_of: date
) -> OnePage:
    """Everything the page could hold; ``fit_page`` takes what is too much."""
    board = draw_board(ledger, judged, as_of)
    total = board[-1] if board else {}
    lights = _count_lights(ledger, judged)
    whole = sum(lights.values(), Counter())
    named = find_steps(ledger, judged, as_of).named
    decisions = find_decisions(ledger, judged, as_of)
    said = words.PAGE_SUMMARY.format(
        tasks=len(ledger.tasks),
        duties=cells.show(total.get("duties", 0)),
        done=cells.show(total.get("done", 0)),
        rate=cells.show(total.get("rate", "")),
        red=whole[states.RED],
        yellow=whole[states.YELLOW],
        green=whole[states.GREEN],
        unlit=say_unlit(total),
        overdue=len(weekly.overdue),
        new=sum(entry.days_late <= LATEST for entry in judged.overdue),
        named=len(named),
        missing=len(weekly.missing),
        changes=len(weekly.changes),
        decisions=len(decisions),
    )
    rows = [
        (section, str(count[states.RED]), str(count[states.YELLOW]), str(count[states.GREEN]))
        for section, count in lights.items()
    ]
    rows.sort(key=lambda row: (-int(row[1]), -int(row[2])))  # the office's order where lights are alike
    late = sorted(weekly.overdue, key=lambda row: row.present_due)
    return OnePage(
        organ=ledger.settings.office,
        year=ledger.settings.year,
        as_of=as_of,
        summary=said,
        lights=tuple(rows),
        late=tuple(late),
        changes=tuple(_changes(ledger, changes)),
        decisions=tuple(_cut(one, DECISION_SAID) for one in decisions),
        more=(),
    )


def fit_page(page: OnePage, room: float = PAGE) -> OnePage:
    """The page with as many rows of each list as there is room for, and how many are left out.

    Every list shows its first row, so that one cut short never looks empty; then come the lights of most sections.
    """
    wanted = {name: len(getattr(page, name)) for name in LISTS}
    counts = {name: min(1, count) for name, count in wanted.items()}
    used = _bare(page) + sum(_height(page, name, 0) if counts[name] else row_height(1) for name in LISTS)

    def grow(name: str) -> bool:
        nonlocal used
        height = _height(page, name, counts[name]) if counts[name] < wanted[name] else room
        if used + height > room:
            return False
        used += height
        counts[name] += 1
        return True

    while counts["lights"] < ALL_LIGHTS and grow("lights"):
        pass
    growing = list(LISTS)
    while growing:
        growing = [name for name in growing if grow(name)]
    left = {name: wanted[name] - counts[name] for name in LISTS}
    return replace(
        page,
        lights=page.lights[: counts["lights"]],
        late=page.late[: counts["late"]],
        changes=page.changes[: counts["changes"]],
        decisions=page.decisions[: counts["decisions"]],
        more=tuple(words.PAGE_MORE[name].format(count=left[name]) for name in LISTS if left[name]),
    )


def _bare(page: OnePage) -> float:
    """Points of all that stands on the page beside the rows: heads, summary, and the line of what is left out."""
    title = (2 + -(-len(page.organ) // TITLE)) * LINE + GAP
    summary = row_height(count_lines(page.summary, WHOLE, PLAIN), PLAIN_LINE)
    heads = sum(GAP + count * row_height(1, SMALL_HEAD) for count in HEADS.values())
    return title + summary + heads + row_height(2)


def _height(page: OnePage, name: str, at: int) -> float:
    """Points of one row of a list; of the lights two sections share one, whose first pays."""
    if name == "lights":
        pair = page.lights[at : at + 2]
        return row_height(max(count_lines(row[0], SECTION, SMALL) for row in pair)) if at % 2 == 0 else 0.0
    if name == "late":
        return row_height(count_lines(_item(page, at), ITEM, SMALL))
    return row_height(count_lines(getattr(page, name)[at], WHOLE, SMALL))


def count_left(whole: OnePage, page: OnePage) -> Iterator[tuple[str, int]]:
    """(list, how many rows of it do not stand on the page)."""
    for name in LISTS:
        left = len(getattr(whole, name)) - len(getattr(page, name))
        if left:
            yield words.PAGE_LISTS[name], left


def _item(page: OnePage, at: int) -> str:
    row = page.late[at]
    return row.item + (words.PERIOD_OF.format(period=row.period) if row.period else "")


def _count_lights(ledger: Ledger, judged: Judged) -> dict[str, Counter[str]]:
    """The lights of what each section answers for, as ``status`` counts them."""
    found: dict[str, Counter[str]] = {}
    for section in ledger.sections:
        mine = [duty for duty in ledger.duties if duty.section == section.name and duty.role in ANSWERING]
        if mine:
            found[section.name] = Counter(judged.duties[duty.number, duty.section].colour for duty in mine)
    return found


def _changes(ledger: Ledger, changes: Sequence[Change]) -> Iterator[str]:
    """What changed, states first: they say most."""
    orders = {task.number: task.order for task in ledger.tasks}
    for change in sorted(changes, key=lambda one: one.field != names.STATUS):
        what = drafting.CHANGED.format(field=change.field, before=change.before or drafting.BLANK, after=change.after)
        if change.number in orders:
            said = words.PAGE_CHANGE.format(order=orders[change.number], section=change.section, what=what)
        else:
            said = words.PAGE_CHANGE_OTHER.format(number=change.number, section=change.section, what=what)
        yield _cut(said, CHANGE_SAID)


def _cut(text: str, length: int) -> str:
    said = " ".join(text.split())
    return said if len(said) <= length else said[: length - 1] + drafting.ELLIPSIS
