"""The title of a paper in lines (标题回行): by meaning, in a trapezium or a rhombus."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automation.rules.title import MANY, MOST, break_by_meaning, has_good_outline

BROKEN = [
    ("关于印发方案的通知",),
    ("楚雄州卫生计生委关于印发", "2018年政务公开工作要点分工方案的通知"),
    ("某市人民政府办公室关于印发某市", "2021年政务公开工作要点任务分工的通知"),
    ("某州卫生健康委员会", "关于进一步加强和规范全州基层", "医疗卫生机构信息公开工作的通知"),
    ("某县卫生健康局关于2024年第一季度", "政务公开工作落实情况的报告"),
    ("楚雄彝族自治州卫生和计划生育委员会", "2018年政府信息公开工作年度报告"),
]


def width(text: str) -> float:
    return sum(1 if ord(sign) > 255 else 0.5 for sign in text)


@pytest.mark.parametrize("lines", BROKEN)
def test_a_title_is_broken_where_a_reader_would(lines):
    assert break_by_meaning("".join(lines)) == lines


@given(st.text("关于印发政务公开工作方案的通知和及年《》2018卫健委", max_size=70))
def test_no_title_loses_a_character_or_leaves_the_text_block(title):
    lines = break_by_meaning(title)
    assert "".join(lines) == title
    if len(lines) > 1:
        assert max(map(width, lines)) <= MOST
        assert not any(line[0] in "的》" for line in lines[1:])
        assert not any(line[-1] == "《" for line in lines[:-1])


@given(
    st.lists(st.sampled_from(["关于", "印发", "政务公开", "工作", "方案", "委员会", "情况"]), min_size=6, max_size=15)
)
def test_a_title_of_common_words_has_the_outline_the_standard_asks_for(parts):
    lines = break_by_meaning("".join(parts))
    assert len(lines) <= MANY
    assert has_good_outline([width(line) for line in lines])


@pytest.mark.parametrize(
    ("widths", "good"),
    [
        *(([10], True), ([10, 12], True), ([12, 10], True), ([8, 12, 10], True), ([8, 10, 12], True)),
        *(([10, 10], False), ([12, 8, 12], False), ([10, 12, 12], False), ([10, 10.5], False)),
    ],
)
def test_a_waist_or_two_equal_lines_are_no_good_outline(widths, good):
    assert has_good_outline(widths) is good


def test_a_number_and_its_year_stay_together():
    title = "某某某某某某某某某某某某某某某某关于2018年度某某某某某某某某某某某某某"
    assert any("2018年度" in line for line in break_by_meaning(title))


def test_a_name_of_the_office_is_not_broken():
    title = "关于成立楚雄州卫生计生委政务公开领导小组的通知"
    assert any("楚雄州卫生计生委" in line for line in break_by_meaning(title, ("楚雄州卫生计生委",)))


def test_a_long_title_without_a_word_we_know_is_broken_at_once():
    title = "字" * 77
    lines = break_by_meaning(title)
    assert "".join(lines) == title
    assert max(map(len, lines)) <= MOST
