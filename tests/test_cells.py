"""Cells (单元格): values as clerks type them, and each kind's way there and back."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automation import cells, sheets
from automation.terms import states


@pytest.mark.parametrize(
    "typed",
    [
        date(2018, 11, 3),
        datetime(2018, 11, 3),  # noqa: DTZ001 - as a spreadsheet gives it
        "2018-11-03",
        "2018-11-3",
        "2018.11.3",
        "2018/11/3",
        "2018年11月3日",
        "2018 年 11 月 3 日",
        "11月3日",
        "11月3号",
        "20181103",
        "２０１８．１１．３",
        "43407",
        43407,
        43407.0,
        "2018-11-03 00:00:00",
    ],
)
def test_a_day_is_read_in_every_way_clerks_write_it(typed):
    assert cells.parse_date(typed, 2018) == cells.Parsed(date(2018, 11, 3))


@pytest.mark.parametrize("typed", ["6月底", "下周", "2018-02-30", "2018-13-01", "13月1日", "3", 3, "1e5", "昨天", True])
def test_what_is_no_day_is_said_so(typed):
    assert cells.parse_date(typed, 2018) == cells.Parsed(None, "not_a_date")


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        (30, 30),
        (30.0, 30),
        (0.85, 0.85),
        ("30", 30),
        ("３０", 30),
        ("2,000", 2000),
        ("2000万", 20_000_000),
        ("85%", 0.85),
        ("30件", 30),
        ("12.5万元", 125_000),
        ("-3", -3),
        ("", None),
        (None, None),
    ],
)
def test_a_number_is_read_in_every_way_with_one_reading(typed, number):
    assert cells.parse_number(typed, 2018) == cells.Parsed(number)


@pytest.mark.parametrize("typed", ["三十左右", "约30", "3-5", "1,00", "若干", "30多", True])
def test_a_number_with_two_readings_is_not_guessed(typed):
    assert cells.parse_number(typed, 2018) == cells.Parsed(None, "not_a_number")


# What clerks were seen to type, each with its one reading or none (None: the clerk is asked).
DAY = date(2018, 11, 3)
TYPED_DAYS = [
    ("2018.11.03", DAY),
    ("2018/11/03", DAY),
    ("18/11/3", DAY),
    ("18.11.3", DAY),
    ("18年11月3日", DAY),
    ("11.3", DAY),
    ("11/3", DAY),
    ("11-3", DAY),
    ("11月3", DAY),
    ("2018 11 3", DAY),
    ("2018 - 11 - 3", DAY),
    ("2018—11—3", DAY),
    ("2018。11。3", DAY),
    ("2018，11，3", DAY),
    ("2018、11、3", DAY),
    ("2018年11月3号", DAY),
    ("２０１８年１１月３日", DAY),
    ("二〇一八年十一月三日", DAY),
    ("十一月三日", DAY),
    ("2018年11月3日（星期六）", DAY),
    ("2018-11-3 周六", DAY),
    ("2018-11-3 14:30", DAY),
    ("2018/11/3 9点半", DAY),
    ("2018-11-03T00:00:00.000", DAY),
    ("11月3日上午", DAY),
    ("11月3日。", DAY),
    ("11月3日\u200b", DAY),
    (20181103, DAY),
    (43407.604, DAY),
    ("11/30/2018", date(2018, 11, 30)),
    ("2019.1.5", date(2019, 1, 5)),
]
NO_DAYS = [
    "1918-11-03",
    "1918年11月3日",
    "2018年11月",  # which day of it?
    "2018-11",
    2018.11,
    11.3,  # the number may have been 11.30
    "19/11/3",  # 2019, or the 19th of November 2003?
    "3/11/2018",  # March or November?
    "2018113",
    "181103",
    "2018年11月3日（星期五）",  # it was a Saturday
    "2018-11-31",
    "2018-2-29",
    "6月末",
    "11月上旬",
    "上周五",
    "年底前",
    "约11月3日",
    "11月3日前",
    "11月3日至5日",
    "11月3日、11月5日",
    "2O18-11-03",
    "待定",
    "无",
    41945,  # 2018-11-03 as counted from 1904, or 2014-11-02?
    "41945",
    "2018-11-3 25:30",
    "1十月3日",
]
TYPED_NUMBERS = [
    ("2，000", 2000),
    ("1,234,567.5", 1234567.5),
    ("2千", 2000),
    ("3百", 300),
    ("2千万", 20_000_000),
    ("1.5亿", 150_000_000),
    ("８５％", 0.85),
    ("百分之八十五", 0.85),
    ("三十", 30),
    ("三十五件", 35),
    ("一百零五", 105),
    ("十", 10),
    ("两次", 2),
    ("二十五万", 250_000),
    ("30 人次", 30),
    ("30家", 30),
    ("+3", 3),
    (".5", 0.5),
    ("/", None),
    ("——", None),
]
NO_NUMBERS = ["30余", "30以上", "≥30", "30/40", "3~5", "1.2.3", "1e3", "30.", "2十", "无", "半数", date(2018, 3, 5)]


@pytest.mark.parametrize(("typed", "day"), TYPED_DAYS)
def test_a_day_clerks_were_seen_to_type_has_one_reading(typed, day):
    assert cells.parse_date(typed, 2018) == cells.Parsed(day)


@pytest.mark.parametrize("typed", NO_DAYS)
def test_a_day_with_no_reading_or_two_is_asked_for(typed):
    assert cells.parse_date(typed, 2018) == cells.Parsed(None, "not_a_date")


@pytest.mark.parametrize(
    "shown",
    [
        datetime(1900, 1, 11, 7, 12),  # noqa: DTZ001 - 11.3 typed into a cell with the format of a day
        datetime(1905, 7, 10),  # noqa: DTZ001 - 2018 typed there
        datetime(2452, 7, 14),  # noqa: DTZ001 - 201811 typed there
        date(1918, 11, 3),
    ],
)
def test_a_day_the_spreadsheet_made_of_a_number_is_asked_for(shown):
    assert cells.parse_date(shown, 2018) == cells.Parsed(None, "not_a_date")
    if isinstance(shown, datetime):
        assert cells.parse_moment(shown, 2018) == cells.Parsed(None, "not_a_moment")


@pytest.mark.parametrize("typed", ["2018.1.1\n5", "1.1\n5", "2018-11-3 5", "11.3\n11.5"])
def test_two_days_in_one_cell_are_not_glued_into_a_third(typed):
    assert cells.parse_date(typed, 2018) == cells.Parsed(None, "not_a_date")


@pytest.mark.parametrize("typed", ["3\n5", "3 5", "12 34", "1 0000", "三五个", "七八次", "一二三", "一百二"])
def test_two_numbers_or_about_a_number_are_not_read_as_one(typed):
    assert cells.parse_number(typed, 2018) == cells.Parsed(None, "not_a_number")


@pytest.mark.parametrize(
    ("typed", "number"), [("1 000", 1000), ("1　234　567", 1234567), (" 30\n次", 30), ("一百二十", 120), ("一〇", 10)]
)
def test_thousands_set_apart_and_whole_numerals_are_one_number(typed, number):
    assert cells.parse_number(typed, 2018) == cells.Parsed(number)


@pytest.mark.parametrize("typed", ["", " ", "/", "—", "——", "--", None])
def test_a_stroke_says_that_there_is_no_day(typed):
    assert cells.parse_date(typed, 2018) == cells.Parsed(None)


@pytest.mark.parametrize(("typed", "number"), TYPED_NUMBERS)
def test_a_number_clerks_were_seen_to_type_has_one_reading(typed, number):
    assert cells.parse_number(typed, 2018) == cells.Parsed(number)


@pytest.mark.parametrize("typed", [*NO_NUMBERS, float("nan"), float("inf")])
def test_a_number_with_no_reading_or_two_is_asked_for(typed):
    assert cells.parse_number(typed, 2018) == cells.Parsed(None, "not_a_number")


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("未开展", states.NOT_STARTED),
        ("暂未启动", states.NOT_STARTED),
        ("正在推进中", states.UNDER_WAY),
        ("有序推进", states.UNDER_WAY),
        ("部分完成", states.UNDER_WAY),
        ("常态化推进", states.ONGOING),
        ("办理完毕", states.DONE),
        ("已完成。", states.DONE),
        ("已　办　结", states.DONE),
        ("不涉及我科", states.NOT_APPLICABLE),
        ("暂缓办理", states.SUSPENDED),
    ],
)
def test_a_state_clerks_were_seen_to_type_has_one_reading(typed, state):
    assert cells.parse_state(typed, 2018) == cells.Parsed(state)


@pytest.mark.parametrize(
    "typed", ["基本完成", "未完成", "✓", "√", "100%", "1", "已开展", "无", "完成80%", "已完成（部分）"]
)
def test_a_state_with_two_readings_is_asked_for(typed):
    assert cells.parse_state(typed, 2018) == cells.Parsed(None, "unknown_state")


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("已办结", states.DONE),
        ("正在推进", states.UNDER_WAY),
        ("销号", states.CLOSED),
        (" 已 完 成 ", states.DONE),
        ("", ""),
    ],
)
def test_states_are_known_by_their_synonyms(typed, state):
    assert cells.parse_state(typed, 2018) == cells.Parsed(state)


def test_every_synonym_means_a_state_and_no_state_is_a_synonym():
    assert set(states.SYNONYMS.values()) <= set(states.STATES)
    assert not set(states.SYNONYMS) & set(states.STATES)
    assert cells.parse_state("差不多了", 2018).problem == "unknown_state"


@pytest.mark.parametrize(("typed", "said"), [("是", "是"), ("√", "是"), ("有变化", "否"), ("", ""), (True, "是")])
def test_boxes_are_ticked_in_several_ways(typed, said):
    assert cells.parse_yes_no(typed, 2018) == cells.Parsed(said)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("１０ 项", "10项", True),
        ("甲\n乙", "甲乙", True),
        ("", None, True),
        ("  ", "", True),
        (1, 1.0, True),
        (0.1 + 0.2, 0.3, True),
        ("甲", "乙", False),
        (None, 0, False),
        (date(2018, 1, 1), date(2018, 1, 1), True),
        (date(2018, 1, 1), "2018-01-01", False),
    ],
)
def test_two_values_are_the_same_when_a_person_would_say_so(one, other, alike):
    assert cells.same(one, other) is alike
    assert cells.same(other, one) is alike


def whole_minute(moment):
    """A moment as a cell keeps it: to the minute, and midnight is the day."""
    moment = moment.replace(second=0, microsecond=0)
    return moment if moment.time() != time(0) else moment.date()


VALUES = {
    "text": st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])).map(str.strip),
    "state": st.sampled_from(states.STATES),
    "yes_no": st.sampled_from(["是", "否", ""]),
    "date": st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2099, 12, 31))),
    "number": st.one_of(st.none(), st.integers(-(10**9), 10**9), st.floats(-1e6, 1e6).map(lambda n: round(n, 4))),
    "moment": st.one_of(
        st.none(),
        st.dates(date(2000, 1, 1), date(2099, 12, 31)),
        st.datetimes(datetime.fromisoformat("2000-01-01"), datetime.fromisoformat("2099-12-31")).map(whole_minute),
    ),
    "names": st.lists(st.sampled_from(["办公室", "政法科", "疾控科"]), unique=True).map("、".join),
}
COLUMNS = [
    pytest.param(column, id=f"{sheet.name}-{column.header}")
    for sheet in (*sheets.MASTER, *sheets.FORMS)
    for column in sheet.columns
]


@pytest.mark.parametrize("column", COLUMNS)
@given(data=st.data())
def test_what_a_column_shows_it_reads_back(column, data):
    value = data.draw(VALUES[column.kind.name])
    parsed = column.kind.parse(cells.show(value), 2018)
    assert parsed.problem == ""
    assert cells.same(parsed.value, value)


@given(st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.none(), st.datetimes()))
def test_no_cell_breaks_a_kind(raw):
    for kind in (cells.TEXT, cells.STATE, cells.YES_NO, cells.DATE, cells.MOMENT, cells.NUMBER, cells.NAMES):
        parsed = kind.parse(raw, 2018)
        assert not (parsed.problem and parsed.value)


def test_no_sheet_has_a_header_or_field_twice():
    for sheet in (*sheets.MASTER, *sheets.FORMS):
        for told in ([c.header for c in sheet.columns], list(sheet.fields)):
            assert len(told) == len(set(told)), sheet.name
        assert set(sheet.key) <= set(sheet.fields)


def test_a_section_fills_only_columns_its_master_sheet_holds():
    for form in sheets.FORMS:
        for column in form.columns:
            if column.section:
                assert column.field in sheets.COUNTERPART[form.name].fields
