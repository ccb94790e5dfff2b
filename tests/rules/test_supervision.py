"""What is late (亮灯): four faces, each with its colour and word; the lists agree with the lights."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from automation.model.finding import Finding
from automation.model.ledger import Handin
from automation.model.rows import History
from automation.rules.checks import check_ledger
from automation.rules.records import draw_board, draw_master, draw_overdue
from automation.rules.supervision import find_missing, judge, report_period
from automation.terms import sheets as names
from automation.terms import states
from tests.rules.small_office import SECTIONS, duty, number, office, table

LEDGER = office()
IN_TIME = tuple(
    Handin(section, f"2018-{month:02d}", date(2018, month, 20)) for section in SECTIONS for month in range(7, 13)
)
QUIET = replace(LEDGER, handins=IN_TIME)


def with_duty(order, section, ledger=QUIET, **values):
    duties = tuple(
        replace(one, **values) if (one.number, one.section) == (number(order), section) else one
        for one in ledger.duties
    )
    return replace(ledger, duties=duties)


def light(ledger, order, section, day):
    return judge(ledger, day).duties[number(order), section].text


# 序号 | 科室 | 统计日期 | 亮灯
LIGHTS = """
3 | 政法科 | 2018-08-10 | 绿灯·正常
3 | 政法科 | 2018-08-16 | 黄灯·临期15天
3 | 政法科 | 2018-08-31 | 黄灯·今日到期
3 | 政法科 | 2018-09-01 | 红灯·逾期1天
3 | 政法科 | 2018-11-26 | 红灯·逾期87天
4 | 政法科 | 2018-11-26 | 黄灯·临期4天
1 | 办公室 | 2018-07-26 | 绿灯·正常
1 | 办公室 | 2018-09-22 | 绿灯·正常
1 | 办公室 | 2018-09-23 | 黄灯·久未更新60天
1 | 办公室 | 2018-12-20 | 黄灯·临期11天
1 | 办公室 | 2018-12-31 | 黄灯·今日到期
1 | 办公室 | 2019-01-01 | 红灯·逾期1天
6 | 办公室 | 2018-11-26 | 绿灯·待触发
6 | 疾控科 | 2018-11-26 | 绿灯·配合
2 | 办公室 | 2018-07-31 | 黄灯·今日到期
2 | 办公室 | 2018-09-01 | 红灯·逾期32天
5 | 疾控科 | 2018-08-01 | 绿灯·正常
"""


@pytest.mark.parametrize(("order", "section", "day", "said"), table(LIGHTS))
def test_each_face_of_lateness_has_its_colour_and_word(order, section, day, said):
    assert light(QUIET, int(order), section, date.fromisoformat(day)) == said


def test_news_resets_the_clock_of_silence():
    ledger = with_duty(1, "办公室", updated_on=date(2018, 9, 1))
    assert light(ledger, 1, "办公室", date(2018, 9, 23)) == "绿灯·正常"
    assert light(ledger, 1, "办公室", date(2018, 10, 31)) == "黄灯·久未更新60天"


@pytest.mark.parametrize(
    ("finished", "said"),
    [(date(2018, 8, 31), "绿灯·已完成"), (date(2018, 9, 3), "绿灯·逾期3天完成"), (None, "绿灯·已完成")],
)
def test_finished_work_stops_the_clock_at_its_own_day(finished, said):
    for status in (states.DONE, states.CLOSED):
        ledger = with_duty(3, "政法科", status=status, finished_on=finished)
        assert light(ledger, 3, "政法科", date(2018, 11, 26)) == said


def test_work_sent_back_runs_again():
    ledger = with_duty(3, "政法科", status=states.RETURNED, finished_on=date(2018, 8, 30))
    assert light(ledger, 3, "政法科", date(2018, 9, 2)) == "红灯·逾期2天"


@pytest.mark.parametrize("status", [states.SUSPENDED, states.CANCELLED])
def test_work_that_rests_has_no_light_and_is_not_overdue(status):
    ledger = with_duty(3, "政法科", status=status)
    assert light(ledger, 3, "政法科", date(2018, 11, 26)) == ""
    assert [entry.number for entry in judge(ledger, date(2018, 11, 26)).overdue] == [number(2)] * 4


def test_an_approved_extension_moves_the_present_day_and_keeps_the_original():
    ledger = with_duty(3, "政法科", granted_to=date(2018, 10, 31))
    judged = judge(ledger, date(2018, 9, 20)).duties[number(3), "政法科"]
    assert judged.text == "绿灯·正常"
    assert (judged.due, judged.present_due) == (date(2018, 8, 31), date(2018, 10, 31))
    assert light(ledger, 3, "政法科", date(2018, 11, 1)) == "红灯·逾期1天"


def test_an_extension_asked_for_but_not_approved_moves_nothing():
    ledger = with_duty(3, "政法科", extension_to=date(2018, 12, 31), extension_reason="等系统")
    assert light(ledger, 3, "政法科", date(2018, 9, 1)) == "红灯·逾期1天"


def test_monthly_work_is_judged_month_by_month_from_the_issue_on():
    judged = judge(QUIET, date(2018, 9, 10))
    said = {key[2]: light.text for key, light in judged.periods.items()}
    assert said["2018-06"] == "绿灯·印发前不计"
    assert said["2018-07"] == "红灯·逾期41天"
    assert said["2018-08"] == "红灯·逾期10天"
    assert said["2018-09"] == "绿灯·未到期"
    assert [(entry.period, entry.days_late) for entry in judged.overdue if entry.number == number(2)] == [
        ("2018-07", 41),
        ("2018-08", 10),
    ]


def test_a_month_reported_late_says_so_and_is_no_longer_overdue():
    periods = tuple(
        replace(row, status=states.DONE, finished_on=date(2018, 9, 4)) if row.period == "2018-08" else row
        for row in QUIET.periods
    )
    judged = judge(replace(QUIET, periods=periods), date(2018, 9, 10))
    assert judged.periods[number(2), "办公室", "2018-08"].text == "绿灯·逾期4天完成"
    assert [entry.period for entry in judged.overdue if entry.number == number(2)] == ["2018-07"]


def test_recurring_work_the_office_closed_owes_no_more_periods():
    ledger = with_duty(2, "办公室", status=states.CLOSED, finished_on=date(2018, 8, 1))
    assert [entry for entry in judge(ledger, date(2018, 12, 1)).overdue if entry.number == number(2)] == []


def test_a_section_that_has_not_reported_is_yellow_after_the_day_and_not_before():
    assert light(LEDGER, 5, "疾控科", date(2018, 8, 25)) == "绿灯·正常"
    assert light(LEDGER, 5, "疾控科", date(2018, 8, 26)) == "黄灯·本期未报"


def test_supporters_are_never_chased():
    sections = (*SECTIONS, "后勤科")
    ledger = office("1 | 甲 | 乙 | 公开清单 | 办公室牵头、后勤科配合 | 全年工作", sections)
    assert find_missing(ledger, report_period(ledger.settings, date(2018, 9, 30))) == ("办公室",)


def test_nobody_owes_a_report_for_the_period_in_which_the_plan_was_issued_too_late():
    assert judge(LEDGER, date(2018, 7, 31)).missing == ()
    assert judge(LEDGER, date(2018, 8, 1)).missing == SECTIONS


@pytest.mark.parametrize(
    ("cycle", "day", "label", "due"),
    [
        ("每月", date(2018, 8, 1), "2018-08", date(2018, 8, 25)),
        ("每月", date(2018, 2, 3), "2018-02", date(2018, 2, 25)),
        ("每季度", date(2018, 8, 1), "2018年第3季度", date(2018, 9, 25)),
        ("每季度", date(2018, 12, 31), "2018年第4季度", date(2018, 12, 25)),
        ("每月", date(2019, 3, 1), "2018-12", date(2018, 12, 25)),
        ("每月", date(2017, 3, 1), "2018-01", date(2018, 1, 25)),
    ],
)
def test_the_reporting_period_follows_the_cycle_and_ends_with_the_year(cycle, day, label, due):
    period = report_period(office(报送周期=cycle).settings, day)
    assert (period.label, period.due) == (label, due)


def test_a_report_day_beyond_the_month_means_its_last_day():
    assert report_period(office(报送日="31").settings, date(2018, 2, 3)).due == date(2018, 2, 28)


@pytest.mark.parametrize("day", [date(2018, 8, 1), date(2018, 9, 10), date(2018, 11, 26), date(2019, 1, 10)])
def test_lists_dashboard_and_lights_never_disagree(day):
    ledger = with_duty(5, "疾控科", LEDGER, status=states.DONE, finished_on=date(2018, 8, 1), evidence="记录")
    judged = judge(ledger, day)
    rows = draw_master(ledger, judged, (), History(), day)
    red = [row for row in rows[names.DUTIES] if str(row["light"]).startswith(states.RED)]
    total = rows[names.BOARD][-1]
    assert total["overdue"] == len(red)
    assert {(row["number"], row["section"]) for row in red} == {(e.number, e.section) for e in judged.overdue}
    assert len(rows[names.OVERDUE]) == len(judged.overdue) == len(draw_overdue(ledger, judged))
    assert [row["section"] for row in rows[names.MISSING]] == list(judged.missing)
    assert total["duties"] == sum(row["duties"] for row in draw_board(ledger, judged, day)[:-1])
    assert all(entry.days_late == (day - entry.present_due).days > 0 for entry in judged.overdue)


def test_the_list_of_problems_shows_level_place_and_sentence():
    finding = Finding("question_open", number(4), details=(("question", "指哪些科室？"),))
    judged = judge(LEDGER, date(2018, 8, 1))
    (row,) = draw_master(LEDGER, judged, (finding,), History(), date(2018, 8, 1))[names.FINDINGS]
    assert (row["row"], row["severity"], row["number"]) == (1, "提示", number(4))
    assert "指哪些科室？" in row["message"]


def test_a_shared_task_counts_n_of_n_and_not_applicable_leaves_it():
    ledger = QUIET
    for section in ("办公室", "政法科"):
        ledger = with_duty(5, section, ledger, status=states.DONE, finished_on=date(2018, 8, 1), evidence="记录")
    said = {"status": states.NOT_APPLICABLE, "progress": "没有涉密事项"}
    ledger = with_duty(5, "宣传科", ledger, **said)
    assert light(ledger, 5, "宣传科", date(2018, 8, 2)) == "黄灯·不涉及待确认"
    assert [one.section for one in check_ledger(ledger) if one.kind == "exempt_unconfirmed"] == ["宣传科"]
    rows = draw_master(ledger, judge(ledger, date(2018, 8, 2)), (), History(), date(2018, 8, 2))[names.TASKS]
    assert str(rows[4]["progress"]).startswith("各科室完成2/4")
    ledger = with_duty(5, "宣传科", ledger, **said, reviewed_on=date(2018, 8, 2))
    assert light(ledger, 5, "宣传科", date(2018, 8, 2)) == "绿灯·不涉及"
    assert "exempt_unconfirmed" not in {one.kind for one in check_ledger(ledger)}
    rows = draw_master(ledger, judge(ledger, date(2018, 8, 2)), (), History(), date(2018, 8, 2))[names.TASKS]
    shared = next(row for row in rows if row["number"] == number(5))
    assert str(shared["progress"]).startswith("各科室完成2/3")
    assert shared["status"] == states.UNDER_WAY
    ledger = with_duty(5, "疾控科", ledger, status=states.CLOSED, finished_on=date(2018, 8, 3))
    rows = draw_master(ledger, judge(ledger, date(2018, 8, 5)), (), History(), date(2018, 8, 5))[names.TASKS]
    shared = next(row for row in rows if row["number"] == number(5))
    assert shared["status"] == states.DONE
    assert shared["finished_on"] == date(2018, 8, 3)


def test_a_supporter_does_not_finish_a_task():
    ledger = with_duty(6, "疾控科", status=states.DONE, finished_on=date(2018, 8, 1), evidence="稿")
    rows = draw_master(ledger, judge(ledger, date(2018, 8, 2)), (), History(), date(2018, 8, 2))[names.TASKS]
    assert next(row for row in rows if row["number"] == number(6))["status"] == states.NOT_STARTED
    assert duty(ledger, 6, "疾控科").role == states.SUPPORT
