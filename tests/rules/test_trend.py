"""The weekly trend: the totals each run wrote down, week by week; a week without a run is a gap, not a zero."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from automation.rules.trend import COUNTED, count_day, draw_trend, find_week

YEAR_END = date(2018, 12, 31)


def ran(number: int, day: date, done: int | None, overdue: int | None = 0) -> dict[str, object]:
    return {"run": number, "command": "汇总", "as_of": day, "done": done, "overdue": overdue}


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2018, 1, 1), 1),
        (date(2018, 7, 25), 30),
        (date(2018, 12, 30), 52),
        (date(2018, 12, 31), 52),  # ISO counts it to 2019
        (date(2021, 1, 3), 1),  # and this to 2020
        (date(2021, 1, 4), 1),
        (date(2020, 12, 31), 53),
        (date(2024, 2, 29), 9),
    ],
)
def test_every_day_of_a_year_has_a_week_of_that_year(day, week):
    assert find_week(day, day.year) == week
    assert find_week(day, day.year + 1) == 0


def test_no_year_has_more_weeks_than_the_chart_has_places_and_none_is_left_out():
    for year in range(2004, 2041):
        days = [date(year, 1, 1) + timedelta(days=n) for n in range(366)]
        weeks = [find_week(day, year) for day in days if day.year == year]
        assert weeks == sorted(weeks)
        assert set(weeks) == set(range(1, max(weeks) + 1))
        assert max(weeks) <= 53


def test_a_week_without_a_run_is_a_gap_and_the_weeks_to_come_are_blank():
    weeks = draw_trend([ran(1, date(2018, 7, 25), 0), ran(2, date(2018, 8, 6), 3, 1)], 2018, YEAR_END)
    assert [(w.number, w.monday.isoformat(), w.done, w.overdue) for w in weeks[:4]] == [
        (30, "2018-07-23", 0, 0),
        (31, "2018-07-30", None, None),
        (32, "2018-08-06", 3, 1),
        (33, "2018-08-13", None, None),
    ]
    assert weeks[-1].number == 52


def test_the_last_run_of_a_week_counts_by_its_day_first():
    friday, monday = date(2018, 8, 10), date(2018, 8, 6)
    weeks = draw_trend([ran(1, monday, 1), ran(2, friday, 2), ran(3, friday, 4), ran(4, monday, 9)], 2018, YEAR_END)
    assert weeks[0].done == 4


def test_runs_of_an_older_program_of_other_years_and_of_later_days_do_not_count():
    old = {"run": 1, "command": "汇总", "as_of": date(2018, 8, 6)}
    runs = [old, ran(2, date(2017, 12, 31), 5), ran(3, date(2018, 9, 3), 2), ran(4, date(2018, 9, 10), 3)]
    weeks = draw_trend([*runs, ran(5, date(2019, 1, 7), 8)], 2018, date(2018, 9, 5))
    assert [(week.number, week.done) for week in weeks if week.done is not None] == [(36, 2)]
    assert draw_trend([old], 2018, YEAR_END) == ()


def test_a_run_writes_the_totals_of_the_dashboard_down():
    board = [{"section": "甲科", "duties": 2, "done": 1, "overdue": 1}, {"duties": 5, "done": 2, "overdue": 1}]
    assert count_day(board) == {"duties": 5, "done": 2, "overdue": 1}
    assert count_day([]) == dict.fromkeys(COUNTED, 0)
