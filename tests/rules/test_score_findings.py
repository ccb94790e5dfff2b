"""What is wrong with rules and marks (考核规则、考核评分) is told where it stands, and does not count."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from automation.model.scoring import RuleTyped
from tests.rules.scored_office import marks, points, rules, scored, scoring_office, told

BASE = "J | 科室 | 日常 | 基础分 | 20 | | 固定 | 分"
QUALITY = "Q | 科室 | 质量 | 质量 | 20 | 18 | 办公室评分 | 分"
HEAVY = "H | 科室 | 重扣 | 扣分 | 10 | | 办公室登记 | 分"


def office_with(*rows: str, mark_rows: str = ""):
    return scoring_office("\n".join((BASE, *rows)), mark_rows)


@pytest.mark.parametrize(
    ("row", "where"),
    [
        ("A | 处室 | 甲 | 基础分 | 5 | | 固定 | 分", "考核对象：规则A的“考核对象”写的“处室”看不懂"),
        ("A | 科室 | 甲 | 奖励 | 5 | | 固定 | 分", "类型：规则A的“类型”写的“奖励”看不懂"),
        ("A | 科室 | 甲 | 完成率 | 5 | | 办公室登记 | 分", "依据：规则A的“依据”写的“办公室登记”看不懂"),
        ("A | 科室 | 甲 | 完成率 | 5 | | | 分", "依据：规则A的“依据”写的“空白”看不懂"),
        ("A | 科室 | 甲 | 完成率 | 5 | | 任务完成率 | 总分的%", "单位：规则A的“单位”写的“总分的%”看不懂"),
        ("A | 科室 | 甲 | 加分 | 5 | | 办公室登记 | 元", "单位：规则A的“单位”写的“元”看不懂"),
        ("A | 下级单位 | 甲 | 完成率 | 5 | | 任务完成率 | 分", "类型：规则A的“类型”写的“完成率”看不懂"),
        ("A | 全部 | 甲 | 扣分 | 5 | | 未报送 | 分", "依据：规则A的“依据”写的“未报送”看不懂"),
    ],
)
def test_a_rule_nobody_can_compute_is_told_with_its_column_and_gives_nothing(row, where):
    ledger = office_with(row)
    (line,) = told(ledger)
    assert line.startswith(f"〔错误〕考核规则 › {where}")
    assert points(scored(ledger)["办公室"]) == {"J": 20}


def test_what_a_rule_may_say_instead_is_listed():
    (line,) = told(office_with("A | 科室 | 甲 | 及时率 | 5 | | 任务完成率 | 分"))
    assert line.endswith("请填：按时办结率、报送及时率")


@pytest.mark.parametrize(
    ("value", "cap", "column", "shown"),
    [("", "", "分值", "空白"), ("-5", "", "分值", "-5"), ("5", "-1", "上限", "-1")],
)
def test_a_rule_without_a_usable_value_is_told(value, cap, column, shown):
    ledger = office_with(f"A | 科室 | 甲 | 加分 | {value} | {cap} | 办公室登记 | 分")
    (line,) = told(ledger)
    assert line.startswith(f"〔错误〕考核规则 › {column}：规则A的“{column}”是“{shown}”")
    assert points(scored(ledger)["办公室"]) == {"J": 20}


def test_a_rule_without_a_number_is_told():
    ledger = office_with()
    ledger = replace(ledger, score_rules=(*ledger.score_rules, RuleTyped("", "科室", "无号", "基础分", 5)))
    assert "“无号”没有规则编号" in told(ledger)[0]


@pytest.mark.parametrize("number", ["J", "j", "Ｊ"])
def test_a_number_used_twice_counts_once_however_it_is_typed(number):
    ledger = office_with(f"{number} | 科室 | 又一条 | 基础分 | 30 | | 固定 | 分")
    (line,) = told(ledger)
    assert f"规则编号“{number}”用了两次（日常、又一条）" in line
    assert points(scored(ledger)["办公室"]) == {"J": 20}


def test_percents_without_a_total_to_take_them_of_are_told():
    ledger = office_with("P | 本单位自评 | 发布 | 加分 | 2 | | 办公室登记 | 总分的%")
    (line,) = told(ledger)
    assert line.startswith("〔错误〕考核规则 › 单位：规则P按总分的百分比计，但本单位自评没有得分的规则")
    assert told(office_with("P | 科室 | 发布 | 加分 | 2 | | 办公室登记 | 总分的%")) == []


@pytest.mark.parametrize(
    ("bands", "lines"),
    [
        ("90 | ,60 | 80,0 | ", ["科室的等次在80到90之间没有定"]),
        ("90 | ,60 | 95,0 | ", ["科室的等次“甲”和“乙”有重叠"]),
        ("90 | ,90 | ,0 | ", ["科室的等次“甲”和“乙”有重叠"]),
        ("90 | ,60 | ,10 | ", ["科室的等次在0到10之间没有定"]),
        ("90 | 100,60 | ,0 | ", ["科室的等次在100到最高分之间没有定"]),
        ("90 | ,60 | ,0 | ", []),
        ("90 | ,60 | 90,0 | 60", []),
    ],
)
def test_bands_with_a_gap_or_an_overlap_are_told(bands, lines):
    rows = [
        f"E{name} | 科室 | {name} | 等次 | {ends} | | 分" for name, ends in zip("甲乙丙", bands.split(","), strict=True)
    ]
    found = told(office_with(*rows))
    assert len(found) == len(lines)
    assert all(line in said for line, said in zip(lines, found, strict=True))


def test_a_total_in_a_gap_has_no_band_and_one_in_two_has_the_higher():
    gap = office_with("E1 | 科室 | 甲 | 等次 | 30 | | | 分", "E2 | 科室 | 乙 | 等次 | 0 | 10 | | 分")
    assert scored(gap)["办公室"].band == ""
    twice = office_with("E1 | 科室 | 甲 | 等次 | 15 | | | 分", "E2 | 科室 | 乙 | 等次 | 0 | 30 | | 分")
    assert scored(twice)["办公室"].band == "甲"


DAY = date(2018, 12, 20)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("12月1日 | 无名科 | Q | 15 | 好", "考核对象：考核对象“无名科”不是规则Q考核的（科室）"),
        ("12月1日 | 本单位 | Q | 15 | 好", "考核对象：考核对象“本单位”不是规则Q考核的（科室）"),
        ("12月1日 | 办公室 | X | 15 | 好", "规则编号：规则编号“X”不是由办公室评分或登记的规则"),
        ("12月1日 | 办公室 | J | 15 | 好", "规则编号：规则编号“J”不是由办公室评分或登记的规则"),
        ("12月1日 | 办公室 |  | 15 | 好", "规则编号：规则编号“空白”不是由办公室评分或登记的规则"),
        ("12月1日 | 办公室 | Q | 18.5 | 好", "得分或次数：办公室的得分18.5超出规则Q的分值（0至18）"),
        ("12月1日 | 办公室 | Q |  | 好", "得分或次数：办公室的“得分或次数”是空白"),
        ("12月1日 | 办公室 | H | -1 | 坏", "得分或次数：办公室的“得分或次数”是-1"),
        ("2017-12-01 | 办公室 | Q | 15 | 好", "日期：办公室的日期是2017-12-01，不在2018年度"),
        ("2019-01-05 | 办公室 | Q | 15 | 好", "日期：办公室的日期是2019-01-05，不在2018年度"),
        (" | 办公室 | Q | 15 | 好", "日期：办公室的日期是空白，不在2018年度"),
        ("12月31日 | 办公室 | Q | 15 | 好", "日期：办公室的日期2018-12-31在统计日期以后"),
    ],
)
def test_a_mark_that_cannot_count_is_told_with_its_column_and_counts_nothing(row, said):
    ledger = office_with(QUALITY, HEAVY)
    ledger = replace(ledger, marks=marks(row))
    assert any(line.partition("〕")[2].startswith(f"考核评分 › {said}") for line in told(ledger, DAY))
    assert points(scored(ledger, DAY)["办公室"]) == {"J": 20, "Q": 0, "H": 0}


def test_a_rule_that_waits_for_marks_says_for_whom():
    ledger = office_with(QUALITY, mark_rows="12月1日 | 办公室 | Q | 15 | 好")
    (line,) = told(ledger)
    assert line == ("〔提示〕考核评分：规则Q（质量）还没有评分的：政法科、疾控科、宣传科，计0分；请在“考核评分”填写")


def test_sound_rules_and_marks_are_passed_over_in_silence():
    ledger = office_with(HEAVY, mark_rows="12月1日 | 办公室 | ｈ | 1 | 一次")
    assert told(ledger) == []
    assert points(scored(ledger)["办公室"])["H"] == -10
    assert rules(BASE)[0].cap is None
