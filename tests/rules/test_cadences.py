"""Recurring work (周期): the day a report is due and the period it reports on are two things."""

from __future__ import annotations

from datetime import date

import pytest

from automation.rules.assign import label_period
from automation.rules.deadlines import resolve_deadline
from automation.rules.workdays import Calendar, add_limit
from tests.rules.small_office import office, table

# 写法 | 次数 | 第一次应报 | 第一期 | 最后一次应报 | 最后一期
RHYTHMS = """
按月完成                     | 12 | 2018-01-31 | 2018-01         | 2018-12-31 | 2018-12
次月5日前                    | 12 | 2018-02-05 | 2018-01         | 2019-01-05 | 2018-12
每月10日前报送上月情况       | 12 | 2018-02-10 | 2018-01         | 2019-01-10 | 2018-12
每月10日前                   | 12 | 2018-01-10 | 2018-01         | 2018-12-10 | 2018-12
每月结束后5个工作日内        | 12 | 2018-02-07 | 2018-01         | 2019-01-08 | 2018-12
从3月起每月底                | 10 | 2018-03-31 | 2018-03         | 2018-12-31 | 2018-12
每季度                       | 4  | 2018-03-31 | 2018年第1季度   | 2018-12-31 | 2018年第4季度
每季度次月10日前             | 4  | 2018-04-10 | 2018年第1季度   | 2019-01-10 | 2018年第4季度
每季度第一个月15日前报上季度 | 4  | 2018-04-15 | 2018年第1季度   | 2019-01-15 | 2018年第4季度
每季度结束后15日内           | 4  | 2018-04-15 | 2018年第1季度   | 2019-01-15 | 2018年第4季度
每季度末月20日前             | 4  | 2018-03-20 | 2018年第1季度   | 2018-12-20 | 2018年第4季度
每半年                       | 2  | 2018-06-30 | 2018年上半年    | 2018-12-31 | 2018年下半年
每半年结束后10日内           | 2  | 2018-07-10 | 2018年上半年    | 2019-01-10 | 2018年下半年
每周五                       | 52 | 2018-01-05 | 2018年第1周     | 2018-12-28 | 2018年第52周
每两个月                     | 6  | 2018-02-28 | 2018-02-28      | 2018-12-31 | 2018-12-31
每月10日、25日               | 24 | 2018-01-10 | 2018-01-10      | 2018-12-25 | 2018-12-25
年度终了后1个月内            | 1  | 2019-01-31 | 2018-12-31      | 2019-01-31 | 2018-12-31
"""


@pytest.mark.parametrize(("text", "count", "first", "period", "last", "end"), table(RHYTHMS))
def test_a_report_is_named_after_its_period_not_after_the_day_it_is_due(text, count, first, period, last, end):
    read = resolve_deadline(text, 2018)
    labels = [label_period(read.reports, place) for place in range(len(read.reports))]
    assert (read.kind, len(read.occurrences), len(set(labels))) == ("recurring", int(count), int(count))
    assert (str(read.occurrences[0]), labels[0]) == (first, period)
    assert (str(read.occurrences[-1]), labels[-1]) == (last, end)


def test_decembers_monthly_report_is_due_in_january():
    ledger = office("20 | 解读 | 发布会 | 报送发布会情况 | 办公室牵头 | 次月5日前")
    assert {row.period: row.due for row in ledger.periods}["2018-12"] == date(2019, 1, 5)


def test_rhythms_in_work_days_keep_to_the_offices_own_days():
    own = Calendar(frozenset({(date(2018, 7, 2), False), (date(2018, 7, 3), False)}))
    days = [resolve_deadline("每月第1个工作日", 2018, calendar).occurrences[6] for calendar in (Calendar(), own)]
    assert days == [date(2018, 7, 2), date(2018, 7, 4)]


@pytest.mark.parametrize(
    ("limit", "day"),
    [("前3日", "2018-10-05"), ("前3个工作日", "2018-09-28"), ("前1周", "2018-10-01"), ("前1个月", "2018-09-08")],
)
def test_a_limit_before_an_event_is_counted_back_from_it(limit, day):
    assert str(add_limit(date(2018, 10, 8), limit, Calendar())) == day
