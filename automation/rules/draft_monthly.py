"""Drafts the month's reminder (月提醒): one paper that tells the whole office what each section owes this month."""

from __future__ import annotations

from collections import Counter
from datetime import date

from automation.model.ledger import Ledger
from automation.model.rhythm import MonthLine, MonthlyPaper
from automation.rules.deadlines import month_end
from automation.rules.draft_bulletin import say_period
from automation.rules.drafting import overdue_rows
from automation.rules.due_work import find_closing, find_due
from automation.rules.supervision import Judged
from automation.terms import drafting
from automation.terms import rhythm as words
from automation.terms import sheets as names


def draft_monthly(ledger: Ledger, judged: Judged, as_of: date) -> MonthlyPaper:
    """The reminder of the month ``as_of`` lies in: what is still open and due in it, and what is overdue already.

    A thing overdue stands under 逾期 alone, and what is finished is not asked for: nobody is reminded twice.
    """
    last = month_end(as_of.year, as_of.month)
    due = tuple(row for row in find_due(ledger, judged, as_of, last) if not row.done)
    overdue = overdue_rows(ledger, judged)
    closing = Counter(duty.section for duty in find_closing(ledger, judged, as_of, last))
    late = as_of > judged.period.due
    lines = []
    for section in (one.name for one in ledger.sections):
        line = MonthLine(
            section,
            due=sum(row.section == section and row.kind != words.PERIOD for row in due),
            periods=sum(row.section == section and row.kind == words.PERIOD for row in due),
            closing=closing[section],
            overdue=sum(row.section == section for row in overdue),
            state=(names.REPORT_LATE if late else names.REPORT_DUE) if section in judged.missing else words.NONE,
        )
        if any((line.due, line.periods, line.closing, line.overdue, line.state)):
            lines.append(line)
    total = MonthLine(
        names.TOTAL,
        sum(line.due for line in lines),
        sum(line.periods for line in lines),
        sum(line.closing for line in lines),
        sum(line.overdue for line in lines),
        words.NONE,
    )
    period, owed = say_period(judged.period.label), drafting.DAY.format(day=judged.period.due)
    reported = (
        words.MONTHLY_MISSING.format(period=period, due=owed, count=len(judged.missing))
        if judged.missing
        else words.MONTHLY_ALL_IN.format(period=period)
    )
    return MonthlyPaper(
        organ=ledger.settings.office,
        year=as_of.year,
        month=as_of.month,
        as_of=as_of,
        summary=words.MONTHLY_SUMMARY.format(
            as_of=drafting.DAY.format(day=as_of),
            month=as_of.month,
            due=total.due,
            periods=total.periods,
            closing=total.closing,
            overdue=total.overdue,
            missing=reported,
        ),
        lines=(*lines, total) if lines else (),
        due=due,
        overdue=overdue,
        missing=tuple((section, words.MONTHLY_OWES.format(period=period, due=owed)) for section in judged.missing),
    )
