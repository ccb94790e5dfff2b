"""Drafts the quarter's bulletin (通报): overall, done well, problems that name sections, demands with their days.

Figures are those of the day it is run, from the same lists as the weekly report; the text and the table of sections are
made of the same values.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta

from automation import cells
from automation.model.chase import Chase
from automation.model.ledger import Draft, Ledger
from automation.model.paper import LateRow
from automation.model.rhythm import SectionLine
from automation.rules.chasing import find_reply_day
from automation.rules.deadlines import month_end
from automation.rules.drafting import overdue_rows
from automation.rules.due_work import find_due
from automation.rules.quarters import Quarter
from automation.rules.records import draw_board
from automation.rules.supervision import Judged, ReportPeriod, find_missing, report_period
from automation.rules.workdays import Calendar
from automation.terms import drafting
from automation.terms import rhythm as words
from automation.terms import sheets as names

MOST_ITEMS = 5  # of one section named in its line; the rest is counted


def draft_bulletin(ledger: Ledger, judged: Judged, quarter: Quarter, as_of: date, named: Sequence[Chase]) -> Draft:
    """The bulletin as a row of 发文稿 would hold it; ``named`` is what has climbed to 通报点名."""
    title = words.BULLETIN_TITLE.format(office=ledger.settings.short, year=quarter.year, quarter=quarter.name)
    body = "\n".join(_body(ledger, judged, quarter, as_of, named))
    return Draft(
        words.KIND_BULLETIN, title, recipients=words.BULLETIN_TO, body=body, attachments=words.BULLETIN_ATTACHMENT
    )


def draw_lines(ledger: Ledger, judged: Judged, as_of: date) -> tuple[SectionLine, ...]:
    """The table of sections: 汇总看板 with the overdue counted as the text and 逾期清单 count them."""
    late = Counter(entry.section for entry in judged.overdue)
    lines = []
    for row in draw_board(ledger, judged, as_of):
        section = cells.show(row["section"])
        count = len(judged.overdue) if section == names.TOTAL else late[section]
        shown = {name: cells.show(row[name]) for name in ("duties", "done", "rate", "state")}
        lines.append(SectionLine(section, overdue=str(count), **shown))
    return tuple(lines)


def _body(ledger: Ledger, judged: Judged, quarter: Quarter, as_of: date, named: Sequence[Chase]) -> Iterator[str]:
    day = drafting.DAY.format
    missing = find_unreported(ledger, quarter, as_of)
    silent = {section for _, sections in missing or () for section in sections}
    yield words.BULLETIN_OPENING.format(
        year=quarter.year,
        quarter=quarter.name,
        first=day(day=quarter.first),
        last=day(day=quarter.last),
        as_of=day(day=as_of),
    )
    yield words.BULLETIN_OVERALL
    yield _overall(ledger, judged, quarter, as_of)
    yield words.BULLETIN_GOOD
    yield _good(ledger, judged, as_of, silent)
    yield words.BULLETIN_BAD
    whats = {chase.what for chase in named}
    rows = overdue_rows(ledger, judged)
    mine = [row for row in rows if (row.number, row.section, row.period) in whats]
    others = [row for row in rows if (row.number, row.section, row.period) not in whats]
    yield words.BULLETIN_NAMED
    yield from _named(ledger, mine)
    yield words.BULLETIN_LATE
    yield _counted(ledger, others)
    yield words.BULLETIN_MISSING
    yield _unreported(missing)
    yield words.BULLETIN_DEMANDS
    yield from _demands(ledger, judged, quarter, as_of, named=bool(mine), late=bool(others))


def _overall(ledger: Ledger, judged: Judged, quarter: Quarter, as_of: date) -> str:
    board = draw_board(ledger, judged, as_of)
    total = board[-1] if board else {}
    due = find_due(ledger, judged, quarter.first, quarter.last)
    finished = sum(row.done for row in due)
    owed = drafting.DAY.format(day=judged.period.due)
    reported = (
        words.BULLETIN_REPORTED.format(period=say_period(judged.period.label), due=owed, count=len(judged.missing))
        if judged.missing
        else words.BULLETIN_ALL_REPORTED.format(period=say_period(judged.period.label))
    )
    return words.BULLETIN_COUNTS.format(
        tasks=len(ledger.tasks),
        duties=cells.show(total.get("duties", 0)),
        done=cells.show(total.get("done", 0)),
        rate=cells.show(total.get("rate", "")),
        due=len(due),
        due_done=finished,
        due_open=len(due) - finished,
        as_of=drafting.DAY.format(day=as_of),
        overdue=len(judged.overdue),
        late_sections=len({entry.section for entry in judged.overdue}),
        reported=reported,
    )


def _good(ledger: Ledger, judged: Judged, as_of: date, missing: Collection[str]) -> str:
    """Sections with nothing overdue, nothing owed and something finished; the best by the rate the table shows."""
    late = {entry.section for entry in judged.overdue}
    rows = [row for row in draw_board(ledger, judged, as_of) if row["section"] != names.TOTAL and row["done"]]
    good = [row for row in rows if row["section"] not in late and row["section"] not in missing]
    if not good:
        return words.BULLETIN_GOOD_NONE
    highest = max(_percent(row["rate"]) for row in good)
    best = [cells.show(row["section"]) for row in good if _percent(row["rate"]) == highest]
    return words.BULLETIN_GOOD_ONES.format(
        sections=words.JOIN.join(cells.show(row["section"]) for row in good),
        best=words.JOIN.join(best),
        rate=f"{highest}%",
    )


def _percent(rate: object) -> int:
    return int(str(rate).rstrip("%") or 0)


def _named(ledger: Ledger, rows: Sequence[LateRow]) -> Iterator[str]:
    sections = [section.name for section in ledger.sections if any(row.section == section.name for row in rows)]
    if not sections:
        yield words.BULLETIN_NAMED_NONE
        return
    yield words.BULLETIN_NAMED_ONES.format(sections=len(sections), count=len(rows))
    for place, section in enumerate(sections, 1):
        mine = [row for row in rows if row.section == section]
        items = words.PARTED.join(_say_late(row) for row in mine[:MOST_ITEMS])
        if len(mine) > MOST_ITEMS:
            items += words.AND_MORE.format(count=len(mine))
        yield words.BULLETIN_NAMED_LINE.format(place=place, section=section, count=len(mine), items=items)


def _say_late(row: LateRow) -> str:
    moved = row.due != row.present_due
    return words.BULLETIN_NAMED_ITEM.format(
        item=say_item(row.order, row.item, row.period),
        due=drafting.DAY.format(day=row.present_due),
        moved=words.BULLETIN_MOVED.format(due=drafting.DAY.format(day=row.due)) if moved else "",
        word=row.word,
    )


def say_item(order: str, item: str, period: str) -> str:
    """An item as a text names it: 第45项“清理整合各类政务热线”（2018年10月）."""
    shown = words.PERIOD_OF.format(period=say_period(period)) if period else ""
    return words.ITEM.format(order=order, item=item.rstrip(words.STOPS), period=shown)


def say_period(label: str) -> str:
    """A period as a text says it: 2018年10月 for 2018-10, any other as it is called."""
    month = re.fullmatch(words.MONTH_LABEL, label)
    return words.MONTH_SAID.format(year=month[1], month=int(month[2])) if month else label


def find_unreported(ledger: Ledger, quarter: Quarter, as_of: date) -> list[tuple[ReportPeriod, tuple[str, ...]]] | None:
    """The reporting periods of a quarter that were owed before a day, each with who has not handed in.

    None where no period has come to its day yet.
    """
    months = (month_end(quarter.year, month) for month in range(quarter.first.month, quarter.last.month + 1))
    calendar = Calendar.of(ledger.holidays)
    periods = {period.label: period for period in (report_period(ledger.settings, day, calendar) for day in months)}
    owed = [one for one in periods.values() if ledger.settings.issued < one.due < as_of]
    return [(one, find_missing(ledger, one)) for one in owed] if owed else None


def _unreported(missing: Sequence[tuple[ReportPeriod, tuple[str, ...]]] | None) -> str:
    if missing is None:
        return words.BULLETIN_MISSING_EARLY
    said = "".join(
        words.BULLETIN_MISSING_ONES.format(
            period=say_period(period.label),
            due=drafting.DAY.format(day=period.due),
            sections=words.JOIN.join(sections),
        )
        for period, sections in missing
        if sections
    )
    return said or words.BULLETIN_MISSING_NONE


def _counted(ledger: Ledger, rows: Sequence[LateRow]) -> str:
    counts = Counter(row.section for row in rows)
    if not counts:
        return words.BULLETIN_LATE_NONE
    said = words.JOIN.join(
        words.BULLETIN_SECTION_COUNT.format(section=section.name, count=counts[section.name])
        for section in ledger.sections
        if counts[section.name]
    )
    return words.BULLETIN_LATE_ONES.format(count=len(rows), sections=said)


def _demands(
    ledger: Ledger, judged: Judged, quarter: Quarter, as_of: date, *, named: bool, late: bool
) -> Iterator[str]:
    """What is asked, each with its day; what comes next is looked for to the end of the quarter after."""
    day = drafting.DAY.format
    reply = day(day=find_reply_day(ledger, as_of))
    yield words.BULLETIN_DEMAND_NAMED.format(reply=reply) if named else words.BULLETIN_DEMAND_ALL
    yield words.BULLETIN_DEMAND_LATE.format(reply=reply) if late else words.BULLETIN_DEMAND_NONE
    last = quarter.last if as_of <= quarter.last else quarter.following.last
    coming = [row for row in find_due(ledger, judged, as_of, max(last, as_of)) if not row.done]
    if coming:
        first = coming[0]
        yield words.BULLETIN_DEMAND_NEXT.format(
            last=day(day=last), count=len(coming), section=first.section, order=first.order, due=day(day=first.due)
        )
    else:
        yield words.BULLETIN_DEMAND_NO_NEXT.format(last=day(day=last))
    period = _next_period(ledger, judged, as_of)
    if period is not None:
        yield words.BULLETIN_DEMAND_REPORT.format(period=say_period(period.label), due=day(day=period.due))


def _next_period(ledger: Ledger, judged: Judged, as_of: date) -> ReportPeriod | None:
    """The reporting period owed next; none after the year's last one."""
    if as_of <= judged.period.due:
        return judged.period
    calendar = Calendar.of(ledger.holidays)
    month = report_period(ledger.settings, as_of).due  # not moved off a rest day, which may lie in the next month
    following = report_period(ledger.settings, month_end(month.year, month.month) + timedelta(days=1), calendar)
    return following if following.due >= as_of else None
