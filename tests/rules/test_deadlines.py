"""Deadlines (完成时限): the 64 tasks' own words, real phrasings and our own."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from automation.rules.deadlines import resolve_deadline
from tests.rules.small_office import table

REAL = Path(__file__).parents[2].parent / "shared" / "design" / "deadlines.tsv"
UNITS = {"wd": "工作日", "d": "日", "mo": "个月", "y": "年", "h": "小时"}

PLAN_2018 = """
全年工作             | whole_year | 2018-12-31
按月完成             | recurring  | 2018-12-31
12月底前             | month_end  | 2018-12-31
11月底前             | month_end  | 2018-11-30
10月底前             | month_end  | 2018-10-31
8月底前              | month_end  | 2018-08-31
州级相关制度规定出台后 | event    |
"""

OWN = """
6月30日前完成            | fixed_date | 2018-06-30
于6月30日之前报送        | fixed_date | 2018-06-30
２０１８年６月３０日     | fixed_date | 2018-06-30
2018年 6 月 30 号前      | fixed_date | 2018-06-30
二〇一八年六月三十日前   | fixed_date | 2018-06-30
十月二十五日前           | fixed_date | 2018-10-25
2019年1月15日（星期二）前 | fixed_date | 2019-01-15
六月底                   | month_end  | 2018-06-30
6月末前                  | month_end  | 2018-06-30
2月底                    | month_end  | 2018-02-28
2020年2月底前            | month_end  | 2020-02-29
十二月底前               | month_end  | 2018-12-31
9月份完成                | month_end  | 2018-09-30
9月内                    | month_end  | 2018-09-30
9月前                    | month_end  | 2018-08-31
十月以前                 | month_end  | 2018-09-30
5月上旬                  | ten_day    | 2018-05-10
5月中旬前                | ten_day    | 2018-05-20
2月下旬                  | ten_day    | 2018-02-28
第二季度                 | quarter    | 2018-06-30
二季度末                 | quarter    | 2018-06-30
3季度前完成              | quarter    | 2018-09-30
上半年                   | half_year  | 2018-06-30
下半年完成               | half_year  | 2018-12-31
年底前                   | year_end   | 2018-12-31
年内完成                 | year_end   | 2018-12-31
今年底前                 | year_end   | 2018-12-31
2019年底前               | year_end   | 2019-12-31
2019年                   | year_end   | 2019-12-31
全年                     | whole_year | 2018-12-31
全年持续推进             | whole_year | 2018-12-31
每月底前                 | recurring  | 2018-12-31
每月28日前报送           | recurring  | 2018-12-28
每月月底                 | recurring  | 2018-12-31
逐月                     | recurring  | 2018-12-31
每季度末                 | recurring  | 2018-12-31
按季度报送               | recurring  | 2018-12-31
每季度末月25日前         | recurring  | 2018-12-25
每半年1次                | recurring  | 2018-12-31
每周五前                 | recurring  | 2018-12-28
每年6月底前              | recurring  | 2018-06-30
每年12月10日前           | recurring  | 2018-12-10
次月5日前                | recurring  | 2018-12-05
全年不少于4次            | recurring  | 2018-12-31
3月1日至4月30日          | range      | 2018-04-30
3月1日—15日              | range      | 2018-03-15
4月至6月                 | range      | 2018-06-30
2018年至2020年           | range      | 2020-12-31
3月底、6月底、9月底前    | multi      | 2018-09-30
3月15日、6月15日         | multi      | 2018-06-15
一季度、三季度           | multi      | 2018-09-30
①3月底前完成方案②9月底前完成 | multi | 2018-09-30
收到申请之日起20个工作日内 | event    |
文件印发后5个工作日内    | event      |
省级方案下发后一个月内   | event      |
机构改革完成后           | event      |
检查组进驻前             | event      |
整改期间                 | event      |
即办                     | immediate  |
立即整改                 | immediate  |
长期坚持                 | rolling    |
持续推进                 | rolling    |
尽快                     | vague      |
按规定时限               | vague      |
"""


# written down first, then read: what the grammar had not been made from
OWN_LATER = """
每年6月、12月底前 | recurring | 2018-12-31
从9月开始按月报送 | recurring | 2018-12-31
周五前 | vague |
每月28日前报送进展，12月15日前报送总结 | recurring | 2018-12-28
自3月1日起每月28日前 | recurring | 2018-12-28
2018-06-30 | fixed_date | 2018-06-30
2018.6.30前 | fixed_date | 2018-06-30
2018/9/15 | fixed_date | 2018-09-15
6.30前 | fixed_date | 2018-06-30
20180930 | fixed_date | 2018-09-30
2018.12 | month_end | 2018-12-31
2018年10月底前完成，并长期坚持 | month_end | 2018-10-31
9月底前完成，之后持续推进 | month_end | 2018-09-30
2018年6月30日24时前 | fixed_date | 2018-06-30
6月30日下班前 | fixed_date | 2018-06-30
11月30日（周五）前报送 | fixed_date | 2018-11-30
2018年第三季度末 | quarter | 2018-09-30
2018年6月至12月 | range | 2018-12-31
7—9月 | range | 2018-09-30
2018年7月1日-9月30日 | range | 2018-09-30
自2018年8月起至年底 | range | 2018-12-31
每月25日前报送进展 | recurring | 2018-12-25
每月最后一个工作日前 | recurring | 2018-12-29
每月前5个工作日内 | recurring | 2018-12-07
每季度结束后10个工作日内 | recurring | 2018-10-19
每季度首月10日前报送上季度情况 | recurring | 2018-10-10
每月5日前报送上月数据 | recurring | 2018-12-05
6月、12月底前各报送一次 | multi | 2018-12-31
6月底前完成50%，12月底前全部完成 | multi | 2018-12-31
每年1月31日前 | recurring | 2018-01-31
年底前取得阶段性成效 | year_end | 2018-12-31
2018年全年 | whole_year | 2018-12-31
自信息形成或变更之日起20个工作日内 | event |
突发事件发生后5小时内 | event |
办法印发后两个月内 | event |
待上级文件出台后及时制定 | event |
机构改革完成后一个月内 | event |
按省州统一部署 | vague |
按上级要求时限完成 | vague |
立即启动，8月底前完成 | month_end | 2018-08-31
常态化推进 | rolling |
国庆节前 | event |
４月、7月、10月的10日前 | multi | 2018-10-10
每周五17:00前 | recurring | 2018-12-28
明年3月底前 | month_end | 2019-03-31
2019年一季度 | quarter | 2019-03-31
本月底前 | vague |
3月底前制定方案，6月底前完成整改，年底前总结 | multi | 2018-12-31
第一阶段4月底前；第二阶段8月底前；第三阶段11月底前 | multi | 2018-11-30
2018年4月至2020年12月 | range | 2020-12-31
2018-2020年 | range | 2020-12-31
2018年至2020年，每年12月底前 | recurring | 2018-12-31
分三年完成，2018年底前完成30% | year_end | 2018-12-31
每年年底前 | recurring | 2018-12-31
每年3月底、9月底前 | multi | 2018-09-30
每年11月 | recurring | 2018-11-30
每季度第一个月5日前 | recurring | 2018-10-05
每季度末前5个工作日 | recurring | 2018-12-31
每两个月一次 | recurring | 2018-12-31
每两周一次 | recurring | 2018-12-30
双月25日前 | recurring | 2018-12-25
每月10日、20日、30日前 | recurring | 2018-12-30
每周一 | recurring | 2018-12-31
每周一上午 | recurring | 2018-12-31
每日 | recurring | 2018-12-31
每天下午5点前 | recurring | 2018-12-31
半年一次 | recurring | 2018-12-31
一季度一次 | recurring | 2018-12-31
每年至少2次 | recurring | 2018-12-31
全年不少于12期 | recurring | 2018-12-31
年内至少组织2次 | recurring | 2018-12-31
每季度至少1次 | recurring | 2018-12-31
按季度公开，每季度结束后15日内 | recurring | 2018-10-15
季度终了后10日内 | recurring | 2018-10-10
月度终了后5日内 | recurring | 2018-12-05
年度终了后1个月内 | recurring | 2019-01-31
次年1月31日前 | fixed_date | 2019-01-31
2019年1月31日前公布 | fixed_date | 2019-01-31
预算批复后20日内 | event |
经本级人大批准后20日内公开 | event |
处罚决定作出之日起7个工作日内 | event |
接到投诉24小时内 | event |
事件发生后2小时内初报，24小时内续报 | event |
文件印发之日起10个工作日内报备 | event |
政策文件发布后3个工作日内解读 | event |
征求意见期不少于30日 | vague |
会议结束后一周内 | event |
项目竣工验收合格后3个月内 | event |
与政策文件同步 | event |
审计整改期间 | event |
开学前 | event |
汛期前 | event |
春节前 | event |
2018年春节前 | event |
待定 | vague |
另行通知 | vague |
根据实际情况 | vague |
按时间节点推进 | vague |
与上级同步 | event |
长期任务 | rolling |
长期坚持 | rolling |
持续推进，年底前取得实效 | year_end | 2018-12-31
全年推进，12月底前完成 | whole_year | 2018-12-31
年度任务 | whole_year | 2018-12-31
全年工作，每季度通报一次 | recurring | 2018-12-31
即时公开 | immediate |
第一时间 | immediate |
10日内 | event |
30个工作日 | event |
一个月内 | event |
2018年内 | year_end | 2018-12-31
2018年12月底 | month_end | 2018-12-31
12月20日 | fixed_date | 2018-12-20
12月20号之前 | fixed_date | 2018-12-20
12月中下旬 | ten_day | 2018-12-31
11月上中旬 | ten_day | 2018-11-20
10月初 | ten_day | 2018-10-10
年初 | vague |
9月中 | ten_day | 2018-09-20
6月至7月间 | range | 2018-07-31
一、三季度 | multi | 2018-09-30
二、四季度末 | multi | 2018-12-31
第二、第三季度 | multi | 2018-09-30
前三季度 | quarter | 2018-09-30
上半年、下半年各一次 | multi | 2018-12-31
"""


@pytest.mark.parametrize(("text", "kind", "due"), table(PLAN_2018) + table(OWN) + table(OWN_LATER))
def test_each_wording_has_its_kind_and_day(text, kind, due):
    deadline = resolve_deadline(text, 2018)
    assert (deadline.kind, str(deadline.due or "")) == (kind, due)
    assert deadline.text == text


def real_rows() -> list[dict[str, str]]:
    if not REAL.exists():
        return []
    with REAL.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


@pytest.mark.skipif(not REAL.exists(), reason="the shared table of real phrasings is absent")
def test_every_real_phrasing_is_read_as_it_was_written_down():
    wrong = []
    for row in real_rows():
        found = resolve_deadline(row["phrase"], 2018)
        dated = row["resolved_2018"][:2] == "20"
        if found.kind != row["kind"] or (str(found.due) if found.due else "") != (
            row["resolved_2018"] if dated else ""
        ):
            wrong.append((row["phrase"], found.kind, found.due, row["kind"], row["resolved_2018"]))
        code = row["resolved_2018"].removeprefix("EVENT+")
        if found.kind == "event" and code != row["resolved_2018"]:
            number, unit = code.rstrip("abcdefghijklmnopqrstuvwxyz"), code.lstrip("0123456789")
            shown = found.offset.replace("个工作日", "工作日").replace("天", "日")
            if shown != f"{number}{UNITS[unit]}":
                wrong.append((row["phrase"], found.offset, code))
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "event", "offset"),
    [
        ("州级相关制度规定出台后", "州级相关制度规定出台", ""),
        ("政策文件印发公开后3个工作日内", "政策文件印发公开", "3个工作日"),
        ("力争在3小时内、最迟不超过5小时", "", "5小时"),
        ("自受理申请之日起20日内", "受理申请", "20日"),
        ("新修订的《规定》印发后2个月内", "新修订的《规定》印发", "2个月"),
        ("在2—3年内调整到位", "", "3年"),
        ("一般在半年内办结，原则上不超过一年", "", "1年"),
        ("次日起13个工作日内", "", "13个工作日"),
        ("公文审签前", "公文审签", ""),
    ],
)
def test_events_have_a_name_and_the_later_of_their_limits(text, event, offset):
    deadline = resolve_deadline(text, 2018)
    assert (deadline.kind, deadline.due, deadline.offset) == ("event", None, offset)
    if event:
        assert deadline.event == event


@pytest.mark.parametrize(
    ("text", "count", "first", "last"),
    [
        ("按月完成", 12, "2018-01-31", "2018-12-31"),
        ("每月25日前", 12, "2018-01-25", "2018-12-25"),
        ("每月31日前", 12, "2018-01-31", "2018-12-31"),
        ("从3月起每月10日前", 10, "2018-03-10", "2018-12-10"),
        ("每季度", 4, "2018-03-31", "2018-12-31"),
        ("每个季度第1个月的20日前", 4, "2018-04-20", "2019-01-20"),
        ("每季度末（分别在6月、9月和12月底）", 3, "2018-06-30", "2018-12-31"),
        ("每半月汇报一次", 24, "2018-01-15", "2018-12-31"),
        ("每周四下班前", 52, "2018-01-04", "2018-12-27"),
        ("次月15日内", 12, "2018-02-15", "2019-01-15"),
        ("每年3月10日前", 1, "2018-03-10", "2018-03-10"),
        ("每日更新", 365, "2018-01-01", "2018-12-31"),
    ],
)
def test_recurring_work_has_its_days(text, count, first, last):
    days = resolve_deadline(text, 2018).occurrences
    assert (len(days), str(days[0]), str(days[-1])) == (count, first, last)
    assert list(days) == sorted(days)


@pytest.mark.parametrize("text", ["9月前", "2024年8月前", "2027年前"])
def test_two_readings_keep_the_earlier_day_and_ask(text):
    deadline = resolve_deadline(text, 2018)
    assert text in deadline.question
    assert deadline.due.isoformat() in deadline.question


def test_a_day_beside_a_rhythm_is_asked_about_and_the_day_a_rhythm_begins_is_not():
    asked = resolve_deadline("每月28日前报送进展，12月15日前报送总结", 2018)
    assert "2018-12-15" in asked.question
    assert len(asked.occurrences) == 12
    assert resolve_deadline("自3月1日起每月28日前", 2018).question == ""


def test_a_rhythm_of_named_months_and_one_that_begins_later_have_just_their_days():
    assert [str(day) for day in resolve_deadline("每年6月、12月底前", 2018).occurrences] == ["2018-06-30", "2018-12-31"]
    assert [day.month for day in resolve_deadline("从9月开始按月报送", 2018).occurrences] == [9, 10, 11, 12]


@pytest.mark.parametrize(
    ("text", "soft"), [("一般舆情3日内", ""), ("一般应于6月底前", "一般"), ("一般每季度末月25日前", "一般")]
)
def test_a_soft_word_is_one_only_where_it_softens(text, soft):
    assert resolve_deadline(text, 2018).soft == soft


@pytest.mark.parametrize("text", ["看情况", "hello", "2018-13-45", "13月底前", "2月30日前", "???", "彻底整改到位"])
def test_what_nobody_can_read_is_a_question_and_never_a_day(text):
    deadline = resolve_deadline(text, 2018)
    assert (deadline.kind, deadline.due) == ("vague", None)
    assert deadline.question


def test_a_blank_is_no_deadline():
    assert resolve_deadline("  ", 2018).kind == "none"
    assert resolve_deadline("", 2018).question == ""


def test_soft_words_are_kept_apart():
    assert resolve_deadline("原则上于2019年6月底前完成", 2018).soft == "原则上"
    assert resolve_deadline("6月底前", 2018).soft == ""
