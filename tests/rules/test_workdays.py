"""Work days and limits (工作日、时限): published holidays, the office's own, and years nobody knows."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automation.model.ledger import Holiday
from automation.rules.workdays import Calendar, add_limit, is_hourly
from tests.rules.small_office import table

PUBLISHED = Calendar()

LIMITS = """
2018-09-28 | 3个工作日  | 2018-10-08
2018-09-28 | 1个工作日  | 2018-09-29
2018-10-01 | 1个工作日  | 2018-10-08
2018-02-10 | 5个工作日  | 2018-02-22
2018-01-31 | 1个月      | 2018-02-28
2020-01-31 | 1个月      | 2020-02-29
2018-12-15 | 2个月      | 2019-02-15
2018-07-01 | 20日       | 2018-07-21
2018-07-01 | 30天       | 2018-07-31
2018-07-01 | 15个自然日 | 2018-07-16
2018-07-01 | 1周        | 2018-07-08
2018-07-01 | 1年        | 2019-07-01
2018-07-01 | 5小时      | 2018-07-02
2018-07-01 | 24小时     | 2018-07-02
2018-07-01 | 48小时     | 2018-07-03
"""


@pytest.mark.parametrize(("start", "limit", "end"), table(LIMITS))
def test_a_limit_ends_on_its_last_day(start, limit, end):
    assert add_limit(date.fromisoformat(start), limit, PUBLISHED) == date.fromisoformat(end)


@pytest.mark.parametrize(("limit", "end"), [("5小时", "2018-09-04 01:30"), ("30分钟", "2018-09-03 21:00")])
def test_hours_are_exact_from_a_moment(limit, end):
    assert add_limit(datetime.fromisoformat("2018-09-03 20:30"), limit, PUBLISHED) == datetime.fromisoformat(end)
    assert is_hourly(limit)


def test_days_from_a_moment_end_with_a_day():
    assert add_limit(datetime.fromisoformat("2018-09-03 20:30"), "3日", PUBLISHED) == date(2018, 9, 6)
    assert not is_hourly("3日")


def test_what_is_no_limit_has_no_end():
    assert add_limit(date(2018, 7, 1), "尽快", PUBLISHED) is None


def test_the_offices_own_days_go_before_the_published_ones():
    """The sixtieth birthday of a prefecture is a holiday there and nowhere else; the Saturday before is worked."""
    own = Calendar.of([Holiday(date(2018, 4, 13), date(2018, 4, 16)), Holiday(date(2018, 4, 21), kind="上班")])
    assert [own.works(date(2018, 4, day)) for day in (12, 13, 16, 17, 21)] == [True, False, False, True, True]
    assert own.after(date(2018, 4, 12), 1) == date(2018, 4, 17)
    assert PUBLISHED.after(date(2018, 4, 12), 1) == date(2018, 4, 13)


def test_of_two_rows_for_one_day_the_later_counts():
    day = date(2018, 4, 13)
    assert Calendar.of([Holiday(day), Holiday(day, kind="上班")]).works(day)


@pytest.mark.parametrize(("year", "known"), [(2003, False), (2004, True), (2018, True), (2026, True), (2040, False)])
def test_a_year_is_known_when_its_arrangement_was_published(year, known):
    assert PUBLISHED.knows(year) is known
    assert Calendar.of([Holiday(date(2040, 10, 1))]).knows(2040)


def test_beyond_the_published_years_monday_to_friday_are_worked():
    assert [PUBLISHED.works(date(2040, 10, day)) for day in range(1, 8)] == [True] * 5 + [False] * 2


@given(st.dates(date(2004, 1, 1), date(2026, 6, 30)), st.integers(1, 60))
def test_exactly_so_many_work_days_lie_between(start, count):
    end = PUBLISHED.after(start, count)
    between = [start + timedelta(days=day) for day in range(1, (end - start).days + 1)]
    assert sum(PUBLISHED.works(day) for day in between) == count
    assert PUBLISHED.works(end)
