"""Scores (考核): what each rule gives, and the rows it gives it for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from automation.model.ledger import Handin
from automation.model.plan import Section
from automation.rules.assign import ANSWERING, assign_duties
from automation.rules.draft_score import draft_scores, say_state
from automation.rules.records import draw_board
from automation.rules.score_rules import DEFAULTS
from automation.rules.supervision import judge
from tests.rules.scored_office import YEAR_END, causes, marks, points, said, scored, scoring_office, told, with_sections
from tests.rules.small_office import number, office

BASE = "J | 科室 | 日常 | 基础分 | 20 | | 固定 | 分"
ALL_DONE = "W | 科室 | 完成 | 完成率 | 30 | | 任务完成率 | 分"
DUE_DONE = "D | 科室 | 完成 | 完成率 | 30 | | 到期完成率 | 分"
ON_TIME = "S | 科室 | 按时 | 及时率 | 20 | | 按时办结率 | 分"
HANDED = "B | 科室 | 报送 | 及时率 | 10 | | 报送及时率 | 分"
LATE = "Y | 科室 | 逾期 | 扣分 | 2 | 5 | 逾期未办结 | 分"
DONE_LATE = "Z | 科室 | 迟办 | 扣分 | 0.5 | | 逾期办结 | 分"
EVERY = f"{BASE}\n{ALL_DONE}\n{DUE_DONE}\n{ON_TIME}\n{HANDED}\n{LATE}\n{DONE_LATE}"
AUGUST = date(2018, 8, 20)


def test_a_section_that_did_everything_in_time_has_full_marks_and_one_row_for_each():
    ledger = scoring_office(f"{DUE_DONE}\n{ON_TIME}")
    ledger = said(ledger, 3, "政法科", "已完成", AUGUST)
    ledger = said(ledger, 4, "政法科", "已销号", AUGUST)
    ledger = said(ledger, 5, "政法科", "已完成", AUGUST)
    one = scored(ledger)["政法科"]
    assert points(one) == {"D": Decimal("30.00"), "S": Decimal("20.00")}
    assert one.total == Decimal(50)
    rows = [(number(order), "政法科", "", True) for order in (3, 4, 5)]
    assert causes(one, "D") == rows == causes(one, "S")


def test_done_late_costs_less_than_never_done():
    ledger = scoring_office(f"{ON_TIME}\n{LATE}\n{DONE_LATE}")
    late = said(ledger, 3, "政法科", "已完成", date(2018, 9, 3))
    never = said(ledger, 3, "政法科", "推进中")
    day = date(2018, 9, 30)
    assert points(scored(late, day)["政法科"]) == {"S": 0, "Y": 0, "Z": Decimal("-0.50")}
    assert points(scored(never, day)["政法科"]) == {"S": 0, "Y": Decimal("-2.00"), "Z": 0}
    assert causes(scored(late, day)["政法科"], "Z") == [(number(3), "政法科", "", False)]
    assert causes(scored(never, day)["政法科"], "Y") == [(number(3), "政法科", "", False)]


@pytest.mark.parametrize(("day", "lost"), [(date(2018, 8, 31), 0), (date(2018, 9, 1), 2)])
def test_on_the_due_day_itself_nothing_is_late_yet(day, lost):
    one = scored(scoring_office(f"{LATE}\n{ON_TIME}"), day)["政法科"]
    assert points(one)["Y"] == -lost
    assert points(one)["S"] == (0 if lost else 20), "nothing was due before"


def test_an_approved_extension_counts_by_its_new_date():
    ledger = scoring_office(f"{ON_TIME}\n{LATE}\n{DONE_LATE}")
    granted = said(ledger, 3, "政法科", "已完成", date(2018, 9, 10), granted_to=date(2018, 9, 15))
    assert points(scored(granted, date(2018, 9, 20))["政法科"]) == {"S": 20, "Y": 0, "Z": 0}
    waiting = said(ledger, 3, "政法科", "推进中", granted_to=date(2018, 9, 15))
    assert points(scored(waiting, date(2018, 9, 15))["政法科"])["Y"] == 0
    assert points(scored(waiting, date(2018, 9, 16))["政法科"])["Y"] == -2


def test_periods_that_ended_before_the_issue_do_not_count_whether_done_or_not():
    ledger = scoring_office(f"{ON_TIME}\n{LATE}")
    done = replace(
        ledger,
        periods=tuple(
            replace(row, status="已完成", finished_on=row.due) if row.due.month in (3, 7, 8) else row
            for row in ledger.periods
        ),
    )
    one = scored(done, date(2018, 10, 15))["办公室"]
    assert causes(one, "S") == [
        (number(2), "办公室", "2018-07", True),
        (number(2), "办公室", "2018-08", True),
        (number(2), "办公室", "2018-09", False),
    ]
    assert points(one) == {"S": Decimal("13.33"), "Y": Decimal("-2.00")}


def test_events_are_judged_each_by_its_own_clock():
    plan = "1 | 一 | 二 | 解读政策 | 办公室牵头落实 | 公开后3个工作日内"
    ledger = scoring_office(f"{ON_TIME}\n{LATE}\n{DONE_LATE}", plan=plan)
    first, second, third, *rest = ledger.events
    happened = date(2018, 10, 8)
    typed = (
        replace(first, event="一", happened_on=happened, actually_on=date(2018, 10, 9)),
        replace(second, event="二", happened_on=happened, actually_on=date(2018, 10, 30)),
        replace(third, event="三", happened_on=happened),
    )
    one = scored(replace(ledger, events=(*typed, *rest)), date(2018, 11, 5))["办公室"]
    assert sorted((period, good) for *_, period, good in causes(one, "S")) == [
        ("触发事件01", True),
        ("触发事件02", False),
        ("触发事件03", False),
    ]
    assert [period for *_, period, _ in causes(one, "Z")] == ["触发事件02"]
    assert [period for *_, period, _ in causes(one, "Y")] == ["触发事件03"]


def test_duties_that_do_not_apply_leave_n_of_n():
    ledger = scoring_office(ALL_DONE)
    ledger = said(ledger, 5, "政法科", "不涉及", review="同意")
    ledger = said(ledger, 4, "政法科", "取消")
    ledger = said(ledger, 3, "政法科", "已完成", AUGUST)
    assert causes(scored(ledger)["政法科"], "W") == [(number(3), "政法科", "", True)]
    assert points(scored(ledger)["政法科"])["W"] == 30
    asked = said(ledger, 5, "政法科", "不涉及", review="")
    assert points(scored(asked)["政法科"])["W"] == 15, "without the office's word it is one of two not done"


def test_what_is_due_grows_to_everything_at_the_end_of_the_year():
    ledger = said(scoring_office(f"{DUE_DONE}\n{ALL_DONE}"), 3, "政法科", "已完成", AUGUST)
    assert len(causes(scored(ledger, date(2018, 9, 1))["政法科"], "D")) == 1
    assert points(scored(ledger, date(2018, 12, 1))["政法科"])["D"] == 15, "one of two due"
    end = scored(ledger, YEAR_END)["政法科"]
    assert causes(end, "D") == causes(end, "W"), "whole-year work should be done as well"


def test_the_completion_rate_is_that_of_the_board():
    ledger = said(scoring_office(ALL_DONE), 3, "政法科", "已完成", AUGUST)
    judged = judge(ledger, YEAR_END)
    board = {row["section"]: row["done"] for row in draw_board(ledger, judged, YEAR_END)}
    for name, one in scored(ledger).items():
        assert sum(good for *_, good in causes(one, "W")) == board[name]


def test_every_row_of_the_overdue_list_costs_exactly_one_section():
    ledger = scoring_office("Y | 科室 | 逾期 | 扣分 | 1 | | 逾期未办结 | 分")
    day = date(2018, 12, 20)
    listed = [(one.number, one.section, one.period) for one in judge(ledger, day).overdue]
    found = [cause[:3] for one in scored(ledger, day).values() for cause in causes(one, "Y")]
    assert sorted(found) == sorted(listed)
    assert len(listed) > 3


def test_a_section_that_only_supports_is_scored_and_loses_nothing_it_does_not_answer_for():
    plan = "1 | 一 | 二 | 推进 | 政法科牵头、疾控科配合 | 8月底前"
    ledger = scoring_office(EVERY, plan=plan, sections=("政法科", "疾控科", "宣传科"))
    found = scored(ledger)
    assert list(found) == ["政法科", "疾控科"], "宣传科 has no part in anything"
    assert points(found["疾控科"]) == {"J": 20, "W": 30, "D": 30, "S": 20, "B": 10, "Y": 0, "Z": 0}
    assert [point.said for point in found["疾控科"].points][:2] == ["固定给分", "没有应计的事项，按满分计"]


def test_a_section_with_nothing_due_has_full_marks_for_punctuality():
    one = scored(scoring_office(ON_TIME), date(2018, 8, 1))["政法科"]
    assert (one.points[0].amount, one.points[0].said) == (20, "没有应计的事项，按满分计")


MERGED = {"until": date(2018, 9, 30), "merged_into": "办公室"}


def test_of_a_section_merged_in_mid_year_later_work_counts_for_the_one_it_went_into():
    ledger = with_sections(scoring_office(f"{LATE}\n{ALL_DONE}"), 政法科=MERGED)
    ledger = said(ledger, 1, "办公室", "已完成", AUGUST)
    found = scored(ledger, date(2018, 12, 20))
    assert causes(found["政法科"], "Y") == [(number(3), "办公室", "", False)], "due in August, before the merger"
    assert found["政法科"].points[0].causes[0].said == "逾期111天（已移交办公室）"
    assert (number(4), "办公室", "", False) in causes(found["办公室"], "Y"), "due in November, after it"
    assert found["政法科"].remark == "2018-09-30并入办公室"
    shared = [cause for cause in causes(found["办公室"], "W") if cause[0] == number(5)]
    assert shared == [(number(5), "办公室", "", False)], "the task they share counts once"


def test_before_the_merger_nothing_has_moved():
    ledger = with_sections(scoring_office(ALL_DONE), 政法科=MERGED)
    found = scored(ledger, date(2018, 9, 30))
    assert [row[0] for row in causes(found["政法科"], "W")] == [number(3), number(4), number(5)]
    assert found["政法科"].remark == ""


def test_what_a_section_finished_before_it_ended_stays_its_own_and_what_the_heir_finished_is_the_heirs():
    ledger = said(scoring_office(f"{ALL_DONE}\n{DONE_LATE}"), 4, "政法科", "已完成", AUGUST)
    ledger, _ = assign_duties(with_sections(ledger, 政法科=MERGED), date(2018, 10, 8))
    ledger = said(ledger, 3, "办公室", "已完成", date(2018, 10, 20))
    found = scored(ledger)
    assert causes(found["政法科"], "W") == [(number(4), "政法科", "", True)]
    assert (number(3), "办公室", "", True) in causes(found["办公室"], "W")
    assert causes(found["政法科"], "Z") == [(number(3), "办公室", "", False)], "late since August, when it was not its"
    assert causes(found["办公室"], "Z") == []


def test_periods_up_to_its_end_count_for_a_section_that_ended():
    plan = "1 | 一 | 二 | 报送情况 | 政法科牵头落实 | 按月完成"
    ledger = scoring_office(f"{ON_TIME}\n{LATE}", plan=plan, sections=("办公室", "政法科"))
    first = next(row for row in ledger.periods if row.period == "2018-08")
    done = replace(first, status="已完成", finished_on=first.due)
    ledger = replace(ledger, periods=tuple(done if row is first else row for row in ledger.periods))
    found = scored(with_sections(ledger, 政法科=MERGED), date(2018, 11, 15))
    assert [(period, good) for _, _, period, good in causes(found["政法科"], "S")] == [
        ("2018-07", False),
        ("2018-08", True),
        ("2018-09", False),
    ]
    assert [(period, good) for _, _, period, good in causes(found["办公室"], "S")] == [("2018-10", False)]


def test_what_nobody_takes_over_stays_with_the_section_that_ended():
    ledger = with_sections(scoring_office(ALL_DONE), 政法科={"until": date(2018, 9, 30)})
    found = scored(ledger, YEAR_END)
    assert [row[0] for row in causes(found["政法科"], "W")] == [number(3), number(4), number(5)]
    assert found["政法科"].remark == "2018-09-30撤并"


def test_a_section_that_ended_has_its_points_and_no_band_and_is_not_called_the_best():
    ledger = with_sections(scoring_office(f"{BASE}\n{ALL_DONE}\n{BANDS}"), 政法科=MERGED)
    ledger = said(said(ledger, 3, "政法科", "已完成", AUGUST), 1, "办公室", "已完成", AUGUST)
    found = scored(ledger)
    assert (found["政法科"].total, found["政法科"].band) == (50, "")
    summary = draft_scores(ledger, list(found.values()), YEAR_END, "考核评分-2018.xlsx").summary[0]
    assert summary.startswith("2018年度，参加考核的科室3个，平均")
    assert "（办公室）" in summary
    assert summary.endswith("；另有年中撤并的1个，不评等次。")


def test_sections_merged_into_each_other_do_not_go_round_for_ever():
    ledger = with_sections(
        scoring_office(ALL_DONE), 政法科=MERGED, 办公室={"until": date(2018, 9, 30), "merged_into": "政法科"}
    )
    assert set(scored(ledger)) == {"办公室", "政法科", "疾控科", "宣传科"}


def test_hand_ins_count_by_the_day_they_came():
    ledger = scoring_office(
        f"{HANDED}\nN | 科室 | 未报 | 扣分 | 1 | | 未报送 | 分\nL | 科室 | 迟报 | 扣分 | 0.5 | | 迟报送 | 分"
    )
    days = {"2018-08": (8, 25), "2018-09": (9, 26)}
    handed = tuple(Handin("政法科", period, date(2018, *day)) for period, day in days.items())
    one = scored(replace(ledger, handins=handed), date(2018, 10, 26))["政法科"]
    assert causes(one, "B") == [
        ("", "政法科", "2018-08", True),
        ("", "政法科", "2018-09", False),
        ("", "政法科", "2018-10", False),
    ]
    assert points(one) == {"B": Decimal("3.33"), "N": Decimal("-1.00"), "L": Decimal("-0.50")}
    said_of = [cause.said for cause in one.points[0].causes]
    assert said_of[1:] == ["应于2018-09-25前报，2018-09-26报", "应于2018-10-25前报，没有报"]
    assert len(causes(scored(ledger, date(2018, 10, 25))["政法科"], "B")) == 2, "on the day itself nobody is late"


def test_a_section_owes_no_report_once_everything_it_had_is_finished_or_it_is_gone():
    ledger = scoring_office(HANDED)
    for order in (3, 4, 5):
        ledger = said(ledger, order, "政法科", "已完成", date(2018, 9, 1))
    assert [period for _, _, period, _ in causes(scored(ledger, date(2018, 12, 1))["政法科"], "B")] == ["2018-08"]
    gone = with_sections(scoring_office(HANDED), 政法科={"until": date(2018, 9, 30)})
    assert [row[2] for row in causes(scored(gone)["政法科"], "B")] == ["2018-08", "2018-09"]


OFFICE_RULES = """
Q | 科室 | 质量 | 质量 | 20 | | 办公室评分 | 分
H | 科室 | 重扣 | 扣分 | 10 | 15 | 办公室登记 | 分
P | 科室 | 发布 | 加分 | 2 | | 办公室登记 | 总分的%
R | 科室 | 副职 | 加分 | 1 | 2 | 办公室登记 | 总分的%
"""


def test_marks_are_averaged_and_what_happened_is_counted():
    ledger = scoring_office(
        f"{BASE}\n{OFFICE_RULES}",
        """
        9月30日 | 办公室 | Q | 18 | 三季度
        12月5日 | 办公室 | Q | 17 | 四季度
        10月8日 | 办公室 | H | 1  | 报告不及时
        """,
    )
    one = scored(ledger)["办公室"]
    assert points(one) == {"J": 20, "Q": Decimal("17.50"), "H": -10, "P": 0, "R": 0}
    assert [cause.said for cause in one.points[1].causes] == ["三季度", "四季度"]
    assert one.points[1].said == "评分18、17"


def test_the_bonuses_are_percents_of_the_years_total_and_none_of_the_other():
    ledger = scoring_office(
        f"J | 科室 | 日常 | 基础分 | 95 | | 固定 | 分\n{OFFICE_RULES.replace('20', '5')}",
        """
        9月30日  | 办公室 | P | 2 | 州政府发布会两场，主要负责人主发布
        10月30日 | 办公室 | R |   | 州政府发布会，分管领导发布
        """,
    )
    one = scored(ledger)["办公室"]
    assert one.base == 95
    assert points(one) == {"J": 95, "Q": 0, "H": 0, "P": Decimal("3.80"), "R": Decimal("0.95")}
    assert one.total == Decimal("99.75")


def test_a_cap_ends_what_one_rule_can_give_or_take():
    ledger = scoring_office(
        f"{BASE}\n{OFFICE_RULES}",
        "9月1日 | 办公室 | H | 9 | 多次\n9月2日 | 办公室 | R | 7 | 七场\n9月3日 | 办公室 | Q | 20 | 好",
    )
    found = points(scored(ledger)["办公室"])
    assert (found["H"], found["R"]) == (-15, Decimal("0.50"))


def test_no_percent_is_taken_of_a_total_below_nothing():
    ledger = scoring_office(OFFICE_RULES, "9月1日 | 办公室 | H | 1 | 一次\n9月2日 | 办公室 | P | 1 | 一场")
    one = scored(ledger)["办公室"]
    assert (one.base, points(one)["P"], one.total) == (-10, 0, -10)


def test_halves_of_a_hundredth_go_up():
    rows = "J | 科室 | 日常 | 基础分 | 0.25 | | 固定 | 分\nP | 科室 | 发布 | 加分 | 2 | | 办公室登记 | 总分的%"
    one = scored(scoring_office(rows, "9月2日 | 办公室 | P | 1 | 一场"))["办公室"]
    assert str(points(one)["P"]) == "0.01"


BANDS = """
1 | 全部 | 优秀   | 等次 | 90 | | | 分
2 | 全部 | 良好   | 等次 | 80 | | | 分
3 | 全部 | 不合格 | 等次 | 0  | | | 分
"""


@pytest.mark.parametrize(
    ("value", "band"), [(100, "优秀"), (90, "优秀"), (89.99, "良好"), (80, "良好"), (79.99, "不合格"), (0, "不合格")]
)
def test_a_band_begins_with_its_own_value(value, band):
    ledger = scoring_office(f"J | 科室 | 日常 | 基础分 | {value} | | 固定 | 分\n{BANDS}")
    assert scored(ledger)["办公室"].band == band


def test_a_total_below_nothing_is_in_the_lowest_band():
    ledger = scoring_office(f"{BASE}\n{OFFICE_RULES}\n{BANDS}", "9月1日 | 办公室 | H | 3 | 三次")
    ledger = replace(ledger, score_rules=tuple(replace(r, cap=None) for r in ledger.score_rules))
    assert (scored(ledger)["办公室"].total, scored(ledger)["办公室"].band) == (-10, "不合格")


def test_units_below_are_scored_by_what_the_office_types_once_it_has_typed_something():
    rows = "X | 下级单位 | 考评 | 质量 | 100 | | 办公室评分 | 分\n" + BASE
    ledger = scoring_office(rows)
    county = Section("南华县卫生计生局", ("南华县",), "县市", counts=False)
    ledger = replace(ledger, sections=(*ledger.sections, county, Section("姚安县卫生计生局", (), "县市", counts=False)))
    assert not {one.group for one in scored(ledger).values()} & {"下级单位"}
    found = scored(replace(ledger, marks=marks("12月31日 | 南华县 | X | 92.5 | 年度考评")))
    assert [(name, str(one.total)) for name, one in found.items() if one.group == "下级单位"] == [
        ("南华县卫生计生局", "92.50"),
        ("姚安县卫生计生局", "0"),
    ]


def test_the_office_scores_itself_by_the_whole_ledger():
    rows = (
        "Z | 本单位自评 | 完成 | 完成率 | 40 | | 任务完成率 | 分",
        "P | 本单位自评 | 发布 | 加分 | 2 | | 办公室登记 | 总分的%",
    )
    ledger = scoring_office("\n".join(rows), "9月2日 | 本单位 | P | 1 | 一场\n9月3日 | 某州卫生健康委 | P | 1 | 又一场")
    ledger = said(ledger, 3, "政法科", "已完成", AUGUST)
    (one,) = scored(ledger).values()
    answering = sum(duty.role in ANSWERING for duty in ledger.duties)
    assert (one.group, len(one.points[0].causes)) == ("本单位自评", answering)
    assert one.points[1].said == "2次"


def test_the_rules_a_master_begins_with_are_all_understood_and_give_a_hundred():
    ledger = replace(office(), score_rules=DEFAULTS)
    assert [line for line in told(ledger) if not line.startswith("〔提示〕")] == []
    for group, most in (("科室", 100), ("下级单位", 100), ("本单位自评", 100)):
        kinds = ("基础分", "完成率", "及时率", "质量")
        assert sum(one.value for one in DEFAULTS if one.group == group and one.kind in kinds) == most
    percents = {(one.group, one.value) for one in DEFAULTS if one.unit == "总分的%"}
    assert percents == {("下级单位", 2), ("下级单位", 1), ("本单位自评", 2), ("本单位自评", 1)}


@pytest.mark.parametrize(
    ("day", "state"),
    [(date(2018, 12, 30), "截至2018年12月30日"), (YEAR_END, "2018年度"), (date(2019, 1, 10), "2018年度")],
)
def test_before_the_last_day_of_the_year_the_papers_say_until_when(day, state):
    assert say_state(2018, day) == state
