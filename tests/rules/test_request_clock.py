"""The clock of an application (条例 art. 30, 31, 33): every boundary by the day, on the calendar as published."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automation.model.ledger import Holiday
from automation.model.logbook import Request, Stage
from automation.rules.check_requests import check_requests, find_pending
from automation.rules.request_clock import days_late, judge_request, present_due, run_clock
from automation.rules.workdays import Calendar

CALENDAR = Calendar()


def day(text: str) -> date:
    return date.fromisoformat(text)


def asked(received: str, **more: object) -> Request:
    """An application by its days; text in ISO form becomes a day."""
    read = {name: day(value) if isinstance(value, str) and value[:2] == "20" else value for name, value in more.items()}
    return Request("YSQ-1", day(received), "自然人", **read)


def found(request: Request, as_of: str) -> list[str]:
    return [finding.kind for finding in check_requests([request], CALENDAR, day(as_of))]


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2021-03-01", "2021-03-29"),  # a Monday: four whole weeks, the day of receipt not counted
        ("2021-03-06", "2021-04-02"),  # a Saturday: the first day is Monday
        ("2021-09-15", "2021-10-19"),  # over 中秋 and 国庆, with the Saturdays and the Sunday that were worked
        ("2019-05-14", "2019-06-04"),  # the last day of the older law: 15 work days
        ("2019-05-15", "2019-06-13"),  # the first of the newer: 20, over 端午
    ],
)
def test_an_answer_is_due_so_many_work_days_after_the_day_of_receipt(received, due):
    assert run_clock(asked(received), CALENDAR).due == day(due)


def test_the_twentieth_work_day_is_in_time_and_the_day_after_is_late():
    request = asked("2021-03-01")
    assert judge_request(request, CALENDAR, day("2021-03-29")) is Stage.SOON
    assert judge_request(request, CALENDAR, day("2021-03-30")) is Stage.LATE
    assert days_late(request, CALENDAR, day("2021-03-29")) == 0
    assert days_late(request, CALENDAR, day("2021-03-30")) == 1
    assert days_late(request, CALENDAR, day("2021-04-06")) == 5  # 清明 lies between


def test_a_week_before_its_limit_an_application_is_due_soon():
    request = asked("2021-03-01")
    assert judge_request(request, CALENDAR, day("2021-03-21")) is Stage.OPEN
    assert judge_request(request, CALENDAR, day("2021-03-22")) is Stage.SOON


def test_the_office_s_own_holidays_count():
    off = Calendar.of([Holiday(day("2021-03-08"), day("2021-03-09"))])
    assert run_clock(asked("2021-03-01"), off).due == day("2021-03-31")


@pytest.mark.parametrize(
    ("received", "extended", "due", "told"),
    [
        ("2021-03-01", "2021-04-26", "2021-04-26", []),  # 20 work days more, one of them a worked Sunday
        ("2021-03-01", "2021-04-27", "2021-04-26", ["extension_long"]),
        ("2021-03-01", "2021-03-30", "2021-03-30", []),
        ("2021-03-01", "2021-03-29", "2021-03-29", ["extension_early"]),
        ("2019-05-14", "2019-06-26", "2019-06-26", []),  # 15 more under the older law
        ("2019-05-14", "2019-06-27", "2019-06-26", ["extension_long"]),
    ],
)
def test_one_extension_reaches_as_far_again_and_no_further(received, extended, due, told):
    request = asked(received, extended_to=extended)
    assert present_due(request, CALENDAR) == day(due)
    assert found(request, received) == told


def test_days_for_third_parties_do_not_count():
    assert present_due(asked("2021-03-01", deducted=3), CALENDAR) == day("2021-04-01")
    assert present_due(asked("2021-03-01", deducted=3, extended_to="2021-04-29"), CALENDAR) == day("2021-04-29")


@pytest.mark.parametrize(
    ("received", "asked_on", "told"),
    [
        ("2021-03-01", "2021-03-10", []),  # the seventh work day
        ("2021-03-01", "2021-03-11", ["correction_late"]),
        ("2019-05-14", "2019-06-20", []),  # the older law named no day
    ],
)
def test_a_correction_is_asked_for_within_seven_work_days(received, asked_on, told):
    assert found(asked(received, asked_on=asked_on), asked_on) == told


def test_while_a_correction_is_awaited_nothing_runs_and_its_arrival_begins_the_limit_anew():
    waiting = asked("2021-03-01", asked_on="2021-03-03")
    assert judge_request(waiting, CALENDAR, day("2021-12-31")) is Stage.WAITING
    assert present_due(waiting, CALENDAR) is None
    corrected = asked("2021-03-01", asked_on="2021-03-03", corrected_on="2021-03-18")
    assert present_due(corrected, CALENDAR) == day("2021-04-16")


def test_an_application_nobody_corrected_is_closed_and_never_late():
    closed = asked("2021-03-01", asked_on="2021-03-03", answered_on="2021-06-30", result="三（六）3.其他")
    assert judge_request(closed, CALENDAR, day("2021-12-31")) is Stage.ANSWERED
    assert found(closed, "2021-12-31") == []


def test_an_answer_after_the_limit_is_told_and_one_on_it_is_not():
    assert found(asked("2021-03-01", answered_on="2021-03-29", result="三（一）予以公开"), "2021-05-01") == []
    late = asked("2021-03-01", answered_on="2021-03-31", result="三（一）予以公开")
    assert found(late, "2021-05-01") == ["request_answered_late"]
    assert judge_request(late, CALENDAR, day("2021-03-30")) is Stage.LATE  # it had not been given yet


def test_a_typed_limit_that_differs_from_the_law_s_is_told_and_an_extended_one_may_stand_there():
    assert found(asked("2021-03-01", typed_due="2021-03-29"), "2021-03-01") == []
    assert found(asked("2021-03-01", typed_due="2021-03-28"), "2021-03-01") == ["due_differs"]
    assert found(asked("2021-03-01", typed_due="2021-04-20", extended_to="2021-04-20"), "2021-03-01") == []


def test_a_limit_in_a_year_without_known_holidays_is_told():
    (told,) = check_requests([asked("2050-03-01")], CALENDAR, day("2050-03-01"))
    assert (told.kind, told.value) == ("calendar_unknown", "2050")


def test_what_is_pending_is_said_in_counts_and_numbers_of_the_register():
    requests = [
        asked("2021-02-01"),
        asked("2021-03-01"),
        asked("2021-03-01", asked_on="2021-03-03"),
        asked("2021-03-25"),
        asked("2021-03-01", answered_on="2021-03-10", result="三（一）予以公开"),
    ]
    pending = find_pending(requests, CALENDAR, day("2021-03-26"))
    assert (pending.open, len(pending.late), len(pending.soon), len(pending.waiting)) == (4, 1, 1, 1)
    assert pending.sentence == ("依申请公开在办4件（其中待补正1件），逾期1件（YSQ-1），5个工作日内到期1件（YSQ-1）。")


@given(
    st.dates(date(2017, 1, 1), date(2025, 6, 30)),
    st.integers(0, 60),
    st.none() | st.integers(0, 200),
    st.none() | st.integers(0, 20),
)
def test_a_limit_is_a_work_day_and_neither_deduction_nor_extension_ever_shortens_it(received, deducted, ahead, asks):
    plain = Request("1", received, "自然人")
    due = present_due(plain, CALENDAR)
    assert due is not None
    assert CALENDAR.works(due)
    extended = None if ahead is None else received + timedelta(days=ahead)
    request = Request("1", received, "自然人", deducted=deducted, extended_to=extended)
    later, clock = present_due(request, CALENDAR), run_clock(request, CALENDAR)
    assert due <= later <= clock.longest
    if asks is not None:
        arrived = received + timedelta(days=asks)
        assert present_due(Request("1", received, "自然人", received, arrived), CALENDAR) >= due
