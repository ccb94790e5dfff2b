"""What is due in the coming seven days: by the day, whatever 临期天数 says, each period and event by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from automation.model.ledger import Event
from automation.rules.coming import find_coming
from automation.rules.records import draw_board
from automation.rules.supervision import judge
from automation.terms import states
from tests.rules.small_office import number, office

DUE = date(2018, 8, 31)  # 规范进驻事项, 政法科


def coming(ledger, day):
    return [(one.number, one.period, one.days) for one in find_coming(ledger, judge(ledger, day), day)]


def with_duty(order, section, ledger, **fields):
    changed = [
        replace(duty, **fields) if (duty.number, duty.section) == (number(order), section) else duty
        for duty in ledger.duties
    ]
    return replace(ledger, duties=tuple(changed))


@pytest.mark.parametrize(("before", "listed"), [(8, False), (7, True), (1, True), (0, True), (-1, False)])
def test_the_seventh_day_before_is_in_the_eighth_is_not_and_the_day_after_is_overdue(before, listed):
    ledger = office(临期天数="2")
    found = coming(ledger, DUE - timedelta(days=before))
    assert ((number(3), "", before) in found) is listed


def test_a_period_is_due_by_itself_and_a_reported_one_is_not():
    ledger = office()
    day = date(2018, 8, 27)
    assert (number(2), "2018-08", 4) in coming(ledger, day)
    done = [replace(p, status=states.DONE, finished_on=day) if p.period == "2018-08" else p for p in ledger.periods]
    assert [one for one in coming(replace(ledger, periods=tuple(done)), day) if one[0] == number(2)] == []


def test_an_event_is_due_by_itself_and_one_that_has_not_happened_is_not():
    event = Event("E-01", number(6), "办公室", "省里出台制度", date(2018, 9, 3), owed_by=date(2018, 9, 6))
    ledger = replace(office(), events=(event, replace(event, key="E-02", happened_on=None)))
    assert (number(6), "触发事件01", 3) in coming(ledger, date(2018, 9, 3))
    assert len([one for one in coming(ledger, date(2018, 9, 3)) if one[0] == number(6)]) == 1


@pytest.mark.parametrize("status", [states.DONE, states.CLOSED, states.NOT_APPLICABLE, states.SUSPENDED])
def test_what_is_settled_or_stands_still_is_not_due(status):
    ledger = with_duty(3, "政法科", office(), status=status, finished_on=date(2018, 8, 1))
    assert [one for one in coming(ledger, DUE) if one[0] == number(3)] == []


def test_an_extension_moves_the_day():
    ledger = with_duty(3, "政法科", office(), granted_to=date(2018, 9, 14))
    assert (number(3), "", 0) not in coming(ledger, DUE)
    assert (number(3), "", 4) in coming(ledger, date(2018, 9, 10))


def test_the_dashboard_counts_the_same_by_section():
    ledger, day = office(), date(2018, 8, 27)
    judged = judge(ledger, day)
    board = draw_board(ledger, judged, day)
    assert board[-1]["coming"] == sum(row["coming"] for row in board[:-1]) == len(find_coming(ledger, judged, day))
