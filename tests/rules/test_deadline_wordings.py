"""Deadlines (完成时限) in wordings the grammar was not made from: written down first, with what a clerk would say."""

from __future__ import annotations

from time import perf_counter

import pytest

from automation.rules.deadlines import resolve_deadline
from automation.rules.requirement import find_clocks, find_dates, find_targets
from tests.rules.small_office import table

UNSEEN = """
元月15日前 | fixed_date | 2026-01-15
农历八月十五前 | vague |
翌年1月15日前 | fixed_date | 2027-01-15
次年元月底前 | month_end | 2027-01-31
6月30前 | fixed_date | 2026-06-30
2026-06-30 00:00:00 | fixed_date | 2026-06-30
元月底前 | month_end | 2026-01-31
6月月底前 | month_end | 2026-06-30
6月底或7月初 | month_end | 2026-06-30
3月或4月 | month_end | 2026-03-31
6月底或12月底前 | month_end | 2026-06-30
下月底前 | vague |
Q1 | quarter | 2026-03-31
2026Q2 | quarter | 2026-06-30
2026年Q3 | quarter | 2026-09-30
首季度 | quarter | 2026-03-31
首季 | quarter | 2026-03-31
末季度 | quarter | 2026-12-31
第三季 | quarter | 2026-09-30
二季度至三季度 | range | 2026-09-30
前半年 | half_year | 2026-06-30
后半年 | half_year | 2026-12-31
岁末 | year_end | 2026-12-31
2026年度内 | year_end | 2026-12-31
本年度内 | year_end | 2026-12-31
今年 | year_end | 2026-12-31
本年度 | year_end | 2026-12-31
“十四五”末 | year_end | 2025-12-31
“十五五”期间 | range | 2030-12-31
十五五末 | year_end | 2030-12-31
全年开展 | whole_year | 2026-12-31
全年度 | whole_year | 2026-12-31
整年 | whole_year | 2026-12-31
全年常态化开展 | whole_year | 2026-12-31
全年（1月—12月） | whole_year | 2026-12-31
三至五月 | range | 2026-05-31
3月上旬至5月下旬 | range | 2026-05-31
6月底至7月初 | range | 2026-07-10
年初至年末 | range | 2026-12-31
即日起至12月31日 | range | 2026-12-31
即日起至年底 | range | 2026-12-31
印发之日起至2026年12月31日 | range | 2026-12-31
3月起 | rolling |
第二季度至年底 | range | 2026-12-31
2026年1月1日起至12月31日止 | range | 2026-12-31
各季度末 | recurring | 2026-12-31
季末前 | recurring | 2026-12-31
分季度完成 | recurring | 2026-12-31
每周一、周四 | recurring | 2026-12-31
一季度一报 | recurring | 2026-12-31
一月一报 | recurring | 2026-12-31
一月一调度 | recurring | 2026-12-31
一周一调度 | recurring | 2026-12-27
一年一评 | recurring | 2026-12-31
隔月 | recurring | 2026-12-31
月报 | recurring | 2026-12-31
季报 | recurring | 2026-12-31
半年报 | recurring | 2026-12-31
月报季报 | multi | 2026-12-31
周调度、月通报 | multi | 2026-12-31
月调度 | recurring | 2026-12-31
每旬 | recurring | 2026-12-31
每旬末报送 | recurring | 2026-12-31
每10天一次 | recurring | 2026-12-31
每月10日、20日和月底前 | recurring | 2026-12-31
每月中旬 | recurring | 2026-12-20
每月上旬报送 | recurring | 2026-12-10
每月初 | recurring | 2026-12-10
每季度最后一个月25日前 | recurring | 2026-12-25
每季度第二个月15日前 | recurring | 2026-11-15
一年两次 | recurring | 2026-12-31
每个工作日 | recurring | 2026-12-31
3、6、9、12月底前 | multi | 2026-12-31
每月25日前（12月为20日前） | recurring | 2026-12-25
7月起每周五 | recurring | 2026-12-25
至6月底每月报送 | recurring | 2026-06-30
3—11月每月25日前 | recurring | 2026-11-25
3月至11月每月一次 | recurring | 2026-11-30
4月、7月、10月和次年1月的15日前 | multi | 2027-01-15
半年、年底各报一次 | multi | 2026-12-31
年中和年底 | multi | 2026-12-31
3.31、6.30前 | multi | 2026-06-30
七、八月份 | multi | 2026-08-31
2026年3月15日前或4月15日前 | fixed_date | 2026-03-15
会议召开前3日 | event |
活动开始前5个工作日 | event |
会议召开3日前 | event |
方案印发一个月内 | event |
验收合格后三个月 | event |
防火期内 | event |
印发后10个工作日内，最迟不晚于6月30日 | fixed_date | 2026-06-30
受理之日起5个工作日 | event |
次日 | event |
收到反馈意见10日内 | event |
常态 | rolling |
日常工作 | rolling |
日常 | rolling |
实时更新 | rolling |
动态调整 | rolling |
滚动推进 | rolling |
随时 | rolling |
不断完善 | rolling |
坚持不懈 | rolling |
贯穿始终 | rolling |
当日 | immediate |
即刻 | immediate |
即日起 | immediate |
— | none |
/ | none |
无 | none |
- | none |
—— | none |
－－ | none |
不涉及 | none |
N/A | none |
每月32日前 | vague |
每月0日前 | vague |
每年13月 | vague |
3月1日至2月30日 | vague |
10月至3月 | range | 2027-03-31
12月31日至1月1日 | range | 2027-01-01
6月30日前，2月30日前 | fixed_date | 2026-06-30
6月底前（6月25日前报送材料） | fixed_date | 2026-06-25
6月底前（7月5日前） | multi | 2026-07-05
2026年一季度末前完成2025年度审计整改 | quarter | 2026-03-31
4月15日前报送自查报告，4月下旬组织抽查 | multi | 2026-04-30
5月1日起10个工作日内 | fixed_date | 2026-05-18
6月考核结束后 | event |
4月、8月、12月 | multi | 2026-12-31
4、8、12月 | multi | 2026-12-31
四月、八月、十二月底前 | multi | 2026-12-31
3月份启动，11月份验收 | multi | 2026-11-30
3月中旬至4月中旬 | range | 2026-04-20
2025年12月—2026年6月 | range | 2026-06-30
2025年10月至2027年3月底 | range | 2027-03-31
10月至次年3月 | range | 2027-03-31
十月至明年三月 | range | 2027-03-31
每年10月至次年3月 | recurring | 2027-03-31
整改方案印发之日起至10月底 | range | 2026-10-31
截至今年年底 | year_end | 2026-12-31
2026年度 | year_end | 2026-12-31
年度内完成 | year_end | 2026-12-31
第一季度前 | quarter | 2026-03-31
2季度末 | quarter | 2026-06-30
二、三季度 | multi | 2026-09-30
上下半年各一次 | multi | 2026-12-31
一年两次（6月、12月） | recurring | 2026-12-31
每年2次（上半年、下半年各1次） | recurring | 2026-12-31
每月至少1次 | recurring | 2026-12-31
每周至少2次 | recurring | 2026-12-27
每周一次 | recurring | 2026-12-27
每周两次 | recurring | 2026-12-27
每月一次，次月3日前报送 | recurring | 2026-12-03
每季度最后一个工作日前 | recurring | 2026-12-31
每季度末月底前 | recurring | 2026-12-31
每季度首月5日前报上季度数据 | recurring | 2026-10-05
每月10号以前 | recurring | 2026-12-10
每月5日（节假日顺延）前 | recurring | 2026-12-05
按季度报送，每季度末月25日前 | recurring | 2026-12-25
5月起，每月底前 | recurring | 2026-12-31
自5月1日起，每周五 | recurring | 2026-12-25
5月—9月，每周 | recurring | 2026-09-27
5月至10月每月25日前报送，11月15日前总结 | recurring | 2026-10-25
2026年5月起至年底每月 | recurring | 2026-12-31
9月底前每月报送一次 | recurring | 2026-09-30
全年，每月底前报送 | recurring | 2026-12-31
6月底前完成整改，并每月报送进展 | recurring | 2026-12-31
2025年3月起每月 | recurring | 2026-12-31
2027年3月起每月 | recurring | 2027-12-31
一季一次 | recurring | 2026-12-31
季度报告 | recurring | 2026-12-31
半月报 | recurring | 2026-12-31
周报 | recurring | 2026-12-27
日报 | recurring | 2026-12-31
周例会、月调度 | multi | 2026-12-31
每月通报、每季度考核 | multi | 2026-12-31
一月一通报、一季一考核 | multi | 2026-12-31
会议召开前5个工作日内 | event |
项目开工后1个月内 | event |
中标通知书发出之日起30日内 | event |
收文后3日内 | event |
上级督查前1周 | event |
接到举报后24小时内核查 | event |
自立案之日起6个月内 | event |
国务院文件印发后3个月内，最迟2026年9月底前 | month_end | 2026-09-30
9月底前（省级办法出台后2个月内） | month_end | 2026-09-30
新冠疫情结束前 | event |
“两节”前 | event |
任期内 | event |
过渡期内 | event |
2026年春节前 | event |
6月30日前，力争5月底前 | multi | 2026-06-30
力争6月底前、最迟9月底前 | multi | 2026-09-30
6月底前后 | month_end | 2026-06-30
9月前后 | month_end | 2026-09-30
6月20日至30日 | range | 2026-06-30
6月20-30日 | range | 2026-06-30
6.20-6.30 | range | 2026-06-30
2026.6-2026.9 | range | 2026-09-30
2026.06—12 | range | 2026-12-31
2026/6/30前 | fixed_date | 2026-06-30
2026年6月30日前完成（已完成60%） | fixed_date | 2026-06-30
完成60% | vague |
2026年完成 | year_end | 2026-12-31
2026年实现全覆盖 | year_end | 2026-12-31
到2028年全面建成 | year_end | 2028-12-31
2027年6月前 | month_end | 2027-05-31
今年9月前 | month_end | 2026-08-31
每月31日 | recurring | 2026-12-31
每月25日至月底 | recurring | 2026-12-31
每月1日-5日 | recurring | 2026-12-05
每月1至5日 | recurring | 2026-12-05
每季度首月1日至10日 | recurring | 2026-10-10
1.方案：3月底前；2.实施：9月底前；3.总结：12月底前 | multi | 2026-12-31
一、3月底前启动。二、9月底前完成 | multi | 2026-09-30
3月、9月 | multi | 2026-09-30
3月底前动员部署，4—10月组织实施，11月总结 | multi | 2026-11-30
与工程进度同步 | event |
春节、国庆前 | event |
“十四五”期间 | range | 2025-12-31
十五五规划期末 | year_end | 2030-12-31
每年度终了后30日内 | recurring | 2027-01-30
限时1个月 | vague |
6个月 | event |
三个月内 | event |
一年内 | event |
年内2次 | year_end | 2026-12-31
第3季度底 | quarter | 2026-09-30
2026年中 | half_year | 2026-06-30
2026年年中 | half_year | 2026-06-30
2025年底 | year_end | 2025-12-31
2025年底前，已完成 | year_end | 2025-12-31
"""

LISTED = """
每周一、周四 | 105 | 2026-01-01 | 2026-12-31
每旬 | 36 | 2026-01-10 | 2026-12-31
每月10日、20日和月底前 | 36 | 2026-01-10 | 2026-12-31
每季度最后一个月25日前 | 4 | 2026-03-25 | 2026-12-25
每季度第二个月15日前 | 4 | 2026-02-15 | 2026-11-15
7月起每周五 | 26 | 2026-07-03 | 2026-12-25
至6月底每月报送 | 6 | 2026-01-31 | 2026-06-30
3—11月每月25日前 | 9 | 2026-03-25 | 2026-11-25
5月—9月，每周 | 22 | 2026-05-03 | 2026-09-27
9月底前每月报送一次 | 9 | 2026-01-31 | 2026-09-30
2025年3月起每月 | 12 | 2026-01-31 | 2026-12-31
2027年3月起每月 | 10 | 2027-03-31 | 2027-12-31
隔月 | 6 | 2026-02-28 | 2026-12-31
半月报 | 24 | 2026-01-15 | 2026-12-31
每周一次 | 52 | 2026-01-04 | 2026-12-27
3、6、9、12月底前 | 4 | 2026-03-31 | 2026-12-31
3月、6月、9月和12月的25日前 | 4 | 2026-03-25 | 2026-12-25
4月、7月、10月和次年1月的15日前 | 4 | 2026-04-15 | 2027-01-15
1.3月底前出台方案；2.6月底前落实 | 2 | 2026-03-31 | 2026-06-30
每季度首月10日前（4月、7月、10月、次年1月） | 4 | 2026-04-10 | 2027-01-10
3月底前动员部署，4—10月组织实施，11月总结 | 3 | 2026-03-31 | 2026-11-30
"""

LIMITS = """
会议召开前3日 | 会议召开 | 前3日 |
活动开始前5个工作日 | 活动开始 | 前5个工作日 |
会议召开3日前 | 会议召开 | 前3日 |
方案印发一个月内 | 方案印发 | 1个月 |
收到反馈意见10日内 | 收到反馈意见 | 10日 |
验收合格后三个月 | 验收合格 | 3个月 |
受理之日起5个工作日 | 受理 | 5个工作日 |
批准后次日 | 批准 | 1日 |
9月底前（省级办法出台后2个月内） | 省级办法出台 | 2个月 | 2026-09-30
国务院文件印发后3个月内，最迟2026年9月底前 | 国务院文件印发 | 3个月 | 2026-09-30
印发后10个工作日内，最迟不晚于6月30日 | 印发 | 10个工作日 | 2026-06-30
6月考核结束后 | 6月考核结束 |  |
"""


@pytest.mark.parametrize(("text", "kind", "due"), table(UNSEEN))
def test_an_unseen_wording_is_read_by_its_parts(text, kind, due):
    deadline = resolve_deadline(text, 2026)
    assert (deadline.kind, str(deadline.due or "")) == (kind, due)


@pytest.mark.parametrize(("text", "count", "first", "last"), table(LISTED))
def test_lists_and_rhythms_have_just_their_days(text, count, first, last):
    days = resolve_deadline(text, 2026).occurrences
    assert (len(days), str(days[0]), str(days[-1])) == (int(count), first, last)


@pytest.mark.parametrize(("text", "event", "offset", "due"), table(LIMITS))
def test_a_limit_keeps_its_event_and_the_day_beside_it(text, event, offset, due):
    deadline = resolve_deadline(text, 2026)
    assert (deadline.event, deadline.offset, str(deadline.due or "")) == (event, offset, due)


@pytest.mark.parametrize(
    "text",
    [
        "6月底或7月初",
        "3月或4月",
        "2026年3月15日前或4月15日前",
        "今年9月前",
        "2030年以前",
        "10月至3月",
        "6月30日前，2月30日前",
        "每月25日前（12月为20日前）",
        "5月至10月每月25日前报送，11月15日前总结",
        "印发后10个工作日内，最迟不晚于6月30日",
    ],
)
def test_what_can_be_taken_two_ways_has_a_day_and_a_question(text):
    deadline = resolve_deadline(text, 2026)
    assert deadline.due is not None
    assert text in deadline.question


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("每季度（3、6、9、12月底前）", "2026-12-31"),
        ("每季度首月10日前（4月、7月、10月、次年1月）", "2026-10-10"),
        ("3月底前完成2025年度决算公开", "2026-03-31"),
        ("年底前完成6月份以来的清理", "2026-12-31"),
        ("每月15日前报上月情况", "2026-12-15"),
        ("6月底前对2023年以来的文件完成清理", "2026-06-30"),
        ("11月至次年3月", "2027-03-31"),
    ],
)
def test_what_only_names_the_works_matter_is_no_second_day(text, due):
    deadline = resolve_deadline(text, 2026)
    assert (str(deadline.due), deadline.question) == (due, "")


@pytest.mark.parametrize(
    "text",
    [
        "0月底前",
        "6月31日前",
        "2026年2月29日前",
        "五季度末",
        "每月32日前",
        "每年13月",
        "3月1日至2月30日",
        "正月十五前",
        "同上",
        "见附件",
        "6월 30일",
        "'; DROP TABLE 任务;--",
        "=TODAY()",
        "{{ 7*7 }}",
        "{text}",
        "2026",
        "46203",
        "100%",
        "办公室",
    ],
)
def test_what_is_no_day_is_asked_about(text):
    deadline = resolve_deadline(text, 2026)
    assert (deadline.kind, deadline.due) == ("vague", None)
    assert deadline.question


@pytest.mark.parametrize("text", ["—", "/", "无", "－－", "N/A", "不涉及", "\\"])
def test_a_mark_for_nothing_is_no_deadline(text):
    assert (resolve_deadline(text, 2026).kind, resolve_deadline(text, 2026).question) == ("none", "")


@pytest.mark.parametrize(
    "part", ["1", "0", "年内", "每月、", "每季度", "3月、", "1、", "十", "3.5、", "全年", "至年底", "每年6月底、", "①"]
)
def test_no_text_takes_long(part):
    """No pattern may run away on 20,000 characters of anything; the bound leaves room for a slow machine."""
    text = part * (20000 // len(part))
    begun = perf_counter()
    resolve_deadline(text, 2026)
    find_dates(text, 2026)
    find_clocks(text)
    find_targets(text)
    assert perf_counter() - begun < 5
