"""The edges of lateness (边界): rest days, leap days, events older than the plan, sections that end, one missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from automation.model.ledger import Event, Handin, Holiday
from automation.model.plan import Section
from automation.model.rows import Change, History
from automation.rules.assign import assign_duties
from automation.rules.checks import check_ledger
from automation.rules.due_work import find_due
from automation.rules.records import draw_board, draw_master, say_unlit
from automation.rules.supervision import confirm_exempt, judge, report_period
from automation.rules.take_in import take_form
from automation.rules.workdays import Calendar
from automation.terms import sheets as names
from automation.terms import states
from tests.rules.small_office import SECTIONS, duty, issue_form, kinds, number, office, typed


def light_on(plan, section, day, **settings):
    ledger = office(plan, **settings)
    handed = tuple(Handin(section, f"{day.year}-{month:02d}", day) for month in range(1, 13))
    judged = judge(replace(ledger, handins=handed), day).duties[number(1), section]
    return judged.text, judged.present_due


# 2018: 6月30日 is a Saturday; 9月30日 a Sunday that was worked; 12月29日 a Saturday that was worked before a holiday
@pytest.mark.parametrize(
    ("deadline", "way", "present", "on_the_day", "day_after"),
    [
        ("6月底前", "照常", date(2018, 6, 30), "黄灯·今日到期", "红灯·逾期1天"),
        ("6月底前", "顺延", date(2018, 7, 2), "黄灯·今日到期", "红灯·逾期1天"),
        ("6月底前", "提前", date(2018, 6, 29), "黄灯·今日到期", "红灯·逾期1天"),
        ("9月30日前", "顺延", date(2018, 9, 30), "黄灯·今日到期", "红灯·逾期1天"),
        ("9月30日前", "提前", date(2018, 9, 30), "黄灯·今日到期", "红灯·逾期1天"),
        ("全年工作", "照常", date(2018, 12, 31), "黄灯·今日到期", "红灯·逾期1天"),
        ("全年工作", "顺延", date(2019, 1, 2), "黄灯·今日到期", "红灯·逾期1天"),
        ("全年工作", "提前", date(2018, 12, 29), "黄灯·今日到期", "红灯·逾期1天"),
    ],
)
def test_a_day_due_on_a_rest_day_counts_as_the_office_has_set_it(deadline, way, present, on_the_day, day_after):
    plan = f"1 | 一 | 二 | 公开清单 | 办公室牵头落实 | {deadline}"
    settings = {names.SET_REST: way, names.SET_ISSUED: "2018-01-02"}
    assert light_on(plan, "办公室", present, **settings) == (on_the_day, present)
    following = date.fromordinal(present.toordinal() + 1)
    assert light_on(plan, "办公室", following, **settings) == (day_after, present)


def test_the_original_day_stays_and_an_extension_is_not_moved_again():
    plan = "1 | 一 | 二 | 公开清单 | 办公室牵头落实 | 6月底前"
    ledger = office(plan, **{names.SET_REST: "顺延", names.SET_ISSUED: "2018-01-02"})
    (one,) = ledger.duties
    judged = judge(ledger, date(2018, 7, 3))
    assert (judged.overdue[0].due, judged.overdue[0].present_due) == (date(2018, 6, 30), date(2018, 7, 2))
    row = draw_master(ledger, judged, (), History(), date(2018, 7, 3))[names.TASKS][0]
    assert (row["due"], row["present_due"]) == (date(2018, 6, 30), date(2018, 7, 2))
    granted = replace(ledger, duties=(replace(one, granted_to=date(2018, 7, 7)),))  # a Saturday, as the office wrote it
    assert judge(granted, date(2018, 7, 8)).overdue[0].days_late == 1


def test_the_day_of_hand_in_moves_off_a_rest_day_too_and_the_offices_own_calendar_counts():
    settings = office(**{names.SET_REST: "顺延"}).settings
    november = date(2018, 11, 10)  # the 25th is a Sunday
    assert report_period(settings, november, Calendar()).due == date(2018, 11, 26)
    own = Calendar.of((Holiday(date(2018, 11, 26), date(2018, 11, 27), names.DAY_OFF),))
    assert report_period(settings, november, own).due == date(2018, 11, 28)
    ledger = office(**{names.SET_REST: "顺延"})
    board = draw_board(ledger, judge(ledger, date(2018, 11, 26)), date(2018, 11, 26))
    assert board[0]["state"] == names.REPORT_DUE
    board = draw_board(ledger, judge(ledger, date(2018, 11, 27)), date(2018, 11, 27))
    assert board[0]["state"] == names.REPORT_LATE


def test_a_setting_nobody_knows_is_told_and_counts_as_usual():
    ledger = office(**{names.SET_REST: "看情况"})
    assert ledger.settings.rest_day == "照常"


@pytest.mark.parametrize(
    ("day", "said"),
    [(date(2024, 2, 29), "黄灯·今日到期"), (date(2024, 3, 1), "红灯·逾期1天")],
)
def test_the_end_of_february_of_a_leap_year_is_its_29th(day, said):
    plan = "1 | 一 | 二 | 公开清单 | 办公室牵头落实 | 2月底前"
    found = light_on(plan, "办公室", day, **{names.SET_YEAR: "2024", names.SET_ISSUED: "2024-01-05"})
    assert found == (said, date(2024, 2, 29))


def test_monthly_work_of_a_leap_year_has_a_period_that_ends_on_29_february():
    plan = "1 | 一 | 二 | 参加发布会 | 办公室牵头落实 | 按月完成"
    ledger = office(plan, **{names.SET_YEAR: "2024", names.SET_ISSUED: "2024-01-05"})
    assert [row.due for row in ledger.periods][:3] == [date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31)]


EVENTS = "1 | 一 | 二 | 政策文件印发后3个工作日内公开解读材料 | 办公室牵头落实 | 文件印发后3个工作日内"


def happening(ledger, happened, done=None):
    first = replace(ledger.events[0], event="某文件", happened_on=happened, actually_on=done)
    return assign_duties(replace(ledger, events=(first, *ledger.events[1:])))[0]


@pytest.mark.parametrize(
    ("happened", "done", "day", "said"),
    [
        (date(2018, 7, 2), None, date(2018, 8, 6), "绿灯·印发前不计"),  # owed by 5 July, the plan is of 25 July
        (date(2018, 7, 19), None, date(2018, 7, 25), "绿灯·印发前不计"),  # owed by the 24th
        (date(2018, 7, 20), None, date(2018, 7, 26), "红灯·逾期1天"),  # owed by the 25th, the day of issue
        (date(2018, 7, 2), date(2018, 7, 9), date(2018, 8, 6), "绿灯·逾期4天完成"),
        (date(2018, 9, 28), None, date(2018, 10, 8), "黄灯·今日到期"),  # 29 and 30 September were worked
    ],
)
def test_an_event_binds_nobody_whose_time_ran_out_before_the_plan(happened, done, day, said):
    ledger = happening(office(EVENTS), happened, done)
    assert judge(ledger, day).events[ledger.events[0].key].text == said


def test_each_happening_is_judged_by_itself():
    ledger = office(EVENTS)
    rows = [
        replace(row, event=f"文件{at}", happened_on=day)
        for at, (row, day) in enumerate(zip(ledger.events, (date(2018, 8, 1), date(2018, 8, 20)), strict=False))
    ]
    ledger = assign_duties(replace(ledger, events=(*rows, *ledger.events[len(rows) :])))[0]
    judged = judge(ledger, date(2018, 8, 21))
    assert [judged.events[row.key].text for row in rows] == ["红灯·逾期15天", "黄灯·临期2天"]
    assert [(one.period, one.days_late) for one in judged.overdue] == [("触发事件01", 15)]
    assert isinstance(rows[0], Event)


ENDED = date(2018, 9, 15)
MERGER = """
1 | 一 | 二 | 公开清单 | 疾控科牵头，宣传科配合 | 11月底前
2 | 一 | 二 | 参加发布会 | 疾控科牵头落实 | 按月完成
3 | 一 | 二 | 定密审查 | 委机关各科室分别负责落实 | 全年工作
4 | 一 | 二 | 发布信息 | 办公室牵头，疾控科配合 | 10月底前
5 | 一 | 二 | 汇总数据 | 疾控科牵头，宣传科配合 | 8月底前
"""


def merged(ledger, into="宣传科", ended=ENDED):
    sections = [replace(one, until=ended, merged_into=into) if one.name == "疾控科" else one for one in ledger.sections]
    return replace(ledger, sections=tuple(sections))


def roles(ledger, order):
    return {one.section: one.role for one in ledger.duties if one.number == number(order)}


def test_on_its_last_day_a_section_still_answers_and_the_day_after_its_heir_does():
    ledger = merged(office(MERGER))
    assert assign_duties(ledger, ENDED)[0].duties == ledger.duties
    after, found = assign_duties(ledger, date(2018, 9, 16))
    assert "section_ended" not in {one.kind for one in found}
    assert roles(after, 1) == {"疾控科": states.RELEASED, "宣传科": states.LEAD}
    assert roles(after, 3) == {name: states.EACH if name != "疾控科" else states.RELEASED for name in SECTIONS}
    assert roles(after, 4) == {"办公室": states.LEAD, "疾控科": states.RELEASED, "宣传科": states.SUPPORT}
    assert assign_duties(after, date(2018, 12, 1))[0] == after


def test_what_was_finished_stays_with_the_section_that_ended():
    ledger = merged(office(MERGER))
    done = tuple(
        replace(one, status=states.DONE, finished_on=date(2018, 8, 20))
        if (one.number, one.section) == (number(5), "疾控科")
        else one
        for one in ledger.duties
    )
    after, _ = assign_duties(replace(ledger, duties=done), date(2018, 10, 1))
    assert roles(after, 5) == {"疾控科": states.LEAD, "宣传科": states.SUPPORT}
    assert judge(after, date(2018, 10, 1)).duties[number(5), "疾控科"].text == "绿灯·已完成"


def test_the_heir_owes_no_month_that_ended_before_it_took_over():
    after, _ = assign_duties(merged(office(MERGER)), date(2018, 10, 1))
    assert [row.due for row in after.periods if row.section == "宣传科"] == [
        date(2018, 9, 30),
        date(2018, 10, 31),
        date(2018, 11, 30),
        date(2018, 12, 31),
    ]
    assert len([row for row in after.periods if row.section == "疾控科"]) == 12


def test_a_section_that_ended_is_not_chased_and_one_merged_twice_hands_on():
    ledger = merged(office(MERGER))
    second = tuple(
        replace(one, until=date(2018, 10, 31), merged_into="政法科") if one.name == "宣传科" else one
        for one in ledger.sections
    )
    after, _ = assign_duties(replace(ledger, sections=second), date(2018, 11, 5))
    assert roles(after, 1)["政法科"] == states.LEAD
    missing = judge(after, date(2018, 11, 26)).missing
    assert set(missing) == {"办公室", "政法科"}


@pytest.mark.parametrize("into", ["", "没有这个科", "疾控科"])
def test_a_section_that_ended_without_an_heir_is_told_with_what_it_left(into):
    ledger = merged(office(MERGER), into)
    after, found = assign_duties(ledger, date(2018, 10, 1))
    (one,) = [one for one in found if one.kind == "section_ended"]
    assert (one.section, one.value, dict(one.details)["count"]) == ("疾控科", "2018-09-15", "5")
    assert duty(after, 1, "疾控科").role == states.LEAD
    assert "疾控科" not in judge(after, date(2018, 10, 26)).missing


def test_a_task_all_sections_share_waits_for_the_last_one():
    plan = "1 | 一 | 二 | 定密审查 | 委机关各科室分别负责落实 | 全年工作"
    ledger = office(plan)
    done = [replace(one, status=states.DONE, finished_on=date(2018, 8, 1)) for one in ledger.duties]
    for last, said, tally in (
        (replace(done[-1], status=states.UNDER_WAY, finished_on=None), states.UNDER_WAY, "3/4"),
        (replace(done[-1], status=states.NOT_APPLICABLE, finished_on=None), states.DONE, "3/4"),
        (replace(done[-1], status=states.NOT_APPLICABLE, review="同意", finished_on=None), states.DONE, "3/3"),
        (done[-1], states.DONE, "4/4"),
    ):
        now = replace(ledger, duties=(*done[:-1], last))
        row = draw_master(now, judge(now, date(2018, 9, 1)), (), History(), date(2018, 9, 1))[names.TASKS][0]
        assert row["status"] == said
        assert tally in str(row["progress"])


def test_the_offices_own_word_that_a_task_does_not_concern_a_section_needs_no_second_one():
    ledger = office()
    said = tuple(
        replace(one, status=states.NOT_APPLICABLE) if one.number == number(5) else one for one in ledger.duties
    )
    ledger = replace(ledger, duties=said)
    change = Change(
        names.DUTIES, (number(5), "宣传科"), number(5), "宣传科", "", names.STATUS, "", "", names.RULE_OFFICE
    )
    ledger = confirm_exempt(ledger, (change,), date(2018, 8, 6))
    assert duty(ledger, 5, "宣传科").reviewed_on == date(2018, 8, 6)
    waiting = {one.section for one in check_ledger(ledger) if one.kind == "exempt_unconfirmed"}
    assert waiting == {"办公室", "政法科", "疾控科"}
    assert isinstance(ledger.sections[0], Section)


def test_the_three_colours_and_what_has_no_light_add_up_to_the_duties():
    ledger = office()
    stopped = tuple(replace(one, status=states.CANCELLED) if one.number == number(3) else one for one in ledger.duties)
    ledger = replace(ledger, duties=stopped)
    total = draw_board(ledger, judge(ledger, date(2018, 8, 6)), date(2018, 8, 6))[-1]
    assert say_unlit(total) == "，暂缓或取消1项"
    assert total["duties"] == 1 + sum(int(str(total[name])) for name in ("red", "yellow", "green"))
    full = office()
    assert say_unlit(draw_board(full, judge(full, date(2018, 8, 6)), date(2018, 8, 6))[-1]) == ""
    assert say_unlit({}) == ""


@pytest.mark.parametrize(("day", "told"), [(date(2018, 8, 31), []), (date(2018, 9, 1), ["extension_too_late"])])
def test_an_extension_may_be_asked_for_on_the_due_day_itself_and_moves_nothing_until_it_is_approved(day, told):
    ledger = office()
    form = typed(issue_form(ledger, "政法科"), {(3, "申请延期至"): date(2018, 10, 31), (3, "延期理由"): "等系统"})
    taken = take_form(ledger, form, form.base, day)
    assert kinds(taken.findings) == told
    assert duty(taken.ledger, 3, "政法科").extension_to == date(2018, 10, 31)
    assert judge(taken.ledger, date(2018, 9, 1)).duties[number(3), "政法科"].text == "红灯·逾期1天"


def test_work_said_not_to_concern_a_section_is_due_until_the_office_agrees():
    ledger = office()
    for review, due in (("", [(number(3), "不涉及待确认")]), ("同意", [])):
        duties = tuple(
            replace(one, status=states.NOT_APPLICABLE, review=review) if one.number == number(3) else one
            for one in ledger.duties
        )
        now = replace(ledger, duties=duties)
        found = find_due(now, judge(now, date(2018, 8, 6)), date(2018, 8, 1), date(2018, 8, 31))
        assert [(one.number, one.word) for one in found if not one.period] == due
