"""When a job is due (排程): the ways a clerk writes it, short months, leap days, rest days and make-up days."""

from __future__ import annotations

from datetime import date

import pytest

from automation.model.ledger import Holiday
from automation.model.timetable import Timing
from automation.rules.read_timings import default_timings, name_slot, read_timings, read_when
from automation.rules.timetable import list_occurrences
from automation.rules.workdays import Calendar


def due(cadence, when, on_rest="照常", year=2018, calendar=None):
    """The days and hours of a row's periods."""
    (job,), found = read_timings([Timing("周汇总", cadence, when, on_rest)], year, "总台账.xlsx")
    assert found == []
    return [one.due.strftime("%Y-%m-%d %H:%M") for one in list_occurrences(job, year, calendar or Calendar())]


@pytest.mark.parametrize(
    ("cadence", "text", "slot", "hour"),
    [
        ("每天", "09:00", "", "09:00"),
        ("每天", "每天上午9点半", "", "09:30"),
        ("每天", "0.375", "", "09:00"),  # 9:00 as a spreadsheet keeps it
        ("每天", "", "", "09:00"),
        ("每周", "周一 09:00", "周一", "09:00"),
        ("每周", "每星期五下午4点", "周五", "16:00"),
        ("每周", "礼拜天 ８：０５", "周日", "08:05"),
        ("每月", "25日 09:00", "25日", "09:00"),
        ("每月", "每月５号", "5日", "09:00"),
        ("每月", "最后一天 16时30分", "最后一天", "16:30"),
        ("每月", "月底", "最后一天", "09:00"),
        ("每月", "最后一个工作日 15:00", "最后一个工作日", "15:00"),
        ("每季", "末月25日 09:00", "末月25日", "09:00"),
        ("每季", "每季度第二个月10日", "中月10日", "09:00"),
        ("每季", "下季首月10日 09:30", "下季首月10日", "09:30"),
        ("每季", "末月最后一天", "末月最后一天", "09:00"),
        ("每年", "11月15日 09:30", "11月15日", "09:30"),
        ("每年", "次年1月10日", "次年1月10日", "09:00"),
        ("每年", "12月底 17:00", "12月最后一天", "17:00"),
        ("每年", "2018-11-15 09:30", "11月15日", "09:30"),  # what a spreadsheet makes of it
        ("一次", "2018-11-20 14:00", "2018-11-20", "14:00"),
        ("一次", "11月20日", "2018-11-20", "09:00"),
    ],
)
def test_the_ways_a_clerk_writes_when_a_job_is_due(cadence, text, slot, hour):
    found = read_when(cadence, text, 2018)
    assert found is not None
    assert (name_slot(cadence, found[0]), found[1].strftime("%H:%M")) == (slot, hour)


@pytest.mark.parametrize(
    ("cadence", "text"),
    [
        ("每天", "周一"),
        ("每天", "25:00"),
        ("每周", "25日"),
        ("每周", "周八"),
        ("每周", "周一、周三"),
        ("每月", "周一"),
        ("每月", "0日"),
        ("每月", "32日"),
        ("每季", "25日"),
        ("每年", "25日"),
        ("每年", "13月1日"),
        ("每年", ""),
        ("一次", "每月"),
        ("一次", ""),
        ("一次", "9:00"),
    ],
)
def test_what_does_not_name_the_one_day_is_told_with_an_example_and_left_out(cadence, text):
    jobs, (found,) = read_timings([Timing("周汇总", cadence, text)], 2018, "总台账.xlsx")
    assert (jobs, found.kind, found.value) == ((), "timetable_value", text)
    row = " ".join(part for part in ("周汇总", cadence, text) if part)
    assert found.message.startswith(f"〔错误〕总台账.xlsx › 排程 › 时间：“{row}”这一行的“时间”写的")


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (Timing("发奖金", "每周", "周一"), "作业"),
        (Timing("周汇总", "经常", "周一"), "频率"),
        (Timing("周汇总", "每周", "周一", "随便"), "落在休息日"),
        (Timing("周汇总", "每周", "周一", "提前", "都行"), "补做"),
    ],
)
def test_a_word_that_is_no_choice_is_told_with_the_choices(row, column):
    jobs, (found,) = read_timings([row], 2018, "总台账.xlsx")
    assert (jobs, found.kind) == ((), "timetable_value")
    assert f"“{column}”写的" in found.message


def test_a_row_that_is_switched_off_is_no_job_and_one_said_twice_counts_once():
    off = Timing("周汇总", "每周", "周五", enabled="否")
    rows = [Timing("周汇总", "每周", "周一 09:00"), Timing("周汇总", "每周", "星期一 10:00"), off]
    jobs, (found,) = read_timings(rows, 2018, "")
    assert [job.at.hour for job in jobs] == [9]
    assert (found.kind, found.value) == ("timetable_twice", "周汇总·每周·周一")


def test_every_default_row_is_understood():
    for annual in (True, False):
        rows = default_timings(annual=annual)
        jobs, found = read_timings(rows, 2026, "")
        assert (len(jobs), found) == (len(rows), [])
        assert ("annual" in {job.command for job in jobs}) == annual


def test_a_31st_is_the_last_day_of_a_shorter_month_and_a_leap_day_of_another_year_the_28th():
    assert due("每月", "31日")[:4] == ["2018-01-31 09:00", "2018-02-28 09:00", "2018-03-31 09:00", "2018-04-30 09:00"]
    assert due("每月", "30日", year=2020)[1] == "2020-02-29 09:00"
    assert due("每年", "2月29日") == ["2018-02-28 09:00"]
    assert due("每年", "2月29日", year=2020) == ["2020-02-29 09:00"]


def test_a_quarter_may_be_told_of_after_its_end_and_a_year_in_the_next():
    assert due("每季", "下季首月10日 09:30") == [
        "2018-04-10 09:30",
        "2018-07-10 09:30",
        "2018-10-10 09:30",
        "2019-01-10 09:30",
    ]
    assert due("每季", "末月最后一天")[0] == "2018-03-31 09:00"
    assert due("每年", "次年1月10日") == ["2019-01-10 09:00"]


def test_a_day_on_a_holiday_moves_back_or_forward_to_a_work_day_and_a_make_up_day_is_one():
    # 1 to 7 October 2018 are off, 29 and 30 September are worked
    assert due("每月", "1日", "提前")[9] == "2018-09-30 09:00"
    assert due("每月", "1日", "顺延")[9] == "2018-10-08 09:00"
    assert due("每月", "1日", "照常")[9] == "2018-10-01 09:00"
    assert due("每月", "最后一个工作日")[8] == "2018-09-30 09:00"
    assert due("每月", "最后一个工作日")[2] == "2018-03-30 09:00"
    assert "2018-09-29 09:00" in due("每周", "周六", "提前")  # a worked Saturday


def test_the_offices_own_rest_days_count_before_the_published_ones():
    own = Calendar.of(
        [Holiday(date(2018, 11, 15), date(2018, 11, 16), "放假"), Holiday(date(2018, 11, 17), None, "上班")]
    )
    assert due("每年", "11月15日", "顺延", calendar=own) == ["2018-11-17 09:00"]
    assert due("每年", "11月15日", "提前", calendar=own) == ["2018-11-14 09:00"]


def test_a_daily_job_that_is_not_done_on_rest_days_is_done_once_on_each_work_day():
    assert len(due("每天", "09:00")) == 365
    worked = due("每天", "09:00", "顺延")
    assert worked == due("每天", "09:00", "提前")
    assert len(worked) == len(set(worked)) == 250
    assert "2018-09-30 09:00" in worked
    assert "2018-10-01 09:00" not in worked


def test_weeks_are_those_whose_day_lies_in_the_plan_year():
    assert due("每周", "周一")[0] == "2018-01-01 09:00"
    assert due("每周", "周一")[-1] == "2018-12-31 09:00"
    (job,), _ = read_timings([Timing("周汇总", "每周", "周一")], 2018, "")
    periods = [one.period for one in list_occurrences(job, 2018, Calendar())]
    assert (periods[0], periods[-1], len(set(periods))) == ("2018-W01", "2019-W01", 53)
