"""What a task's own sentence says (具体要求): dates, limits after a happening, countable targets."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from automation.model.ledger import Holiday
from automation.rules.assign import assign_duties, read_deadline
from automation.rules.checks import check_ledger
from automation.rules.requirement import (
    find_clocks,
    find_dates,
    find_targets,
    find_task_clocks,
    resolve_task_deadline,
    yearly_amount,
)
from automation.rules.rollup import count_targets
from automation.rules.supervision import judge
from automation.terms import states
from tests.rules.small_office import kinds, number, office, table

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("10 月 15 日前将清理情况报备案", "2018-10-15"),
        ("要在年底前编制完成并对外发布", "2018-12-31"),
        ("2019年3月底前完成验收", "2019-03-31"),
        ("三季度末前完成，十二月二十日前总结", "2018-09-30 2018-12-20"),
        ("上半年内完成", "2018-06-30"),
        ("5月中旬前部署", "2018-05-20"),
        ("今年年底前、年内完成", "2018-12-31 2018-12-31"),
        ("每月5日前报送", ""),
        ("从2018年开始逐年推进", ""),
        ("2013年以来的问题", ""),
        ("2017年12月底前已完成的", ""),
        ("年内至少听取1次汇报", ""),
        ("对年内仍未建立机构的部门", ""),
        ("公布“一次办”事项清单", ""),
        ("按（云政办发〔2018〕20号）执行", ""),
        ("6月15日、11月15日前分别报送半年和全年总结", "2018-06-15 2018-11-15"),
        ("从3月1日起至6月30日止开展专项整治", "2018-06-30"),
        ("到2018年底，覆盖率达到95%以上", "2018-12-31"),
        ("2018年度内全部办结", "2018-12-31"),
        ("不迟于10月20日报送总结", "2018-10-20"),
        ("2018.6.30前完成", "2018-06-30"),
        ("上一年度12月31日前形成的文件", ""),
        ("对2016年底前的存量问题逐项销号", ""),
        ("3月底前完成2017年度部门决算公开，公开率100%", "2018-03-31"),
        ("修订审查办法，于9月30日前印发", "2018-09-30"),
        ("6月底前颁布实施新规定", "2018-06-30"),
        ("清理2018年6月底前印发的文件", ""),
        ("6月底前颁布实施的规定继续有效", ""),
    ],
)
def test_only_phrases_that_date_the_work_are_its_dates(sentence, days):
    assert " ".join(str(read.due) for read in find_dates(sentence, 2018)) == days


DISAGREE = """
10月底前   | 10月30日前报送清理情况         | month_end  | 2018-10-30 | 10月30日前
8月15日前  | 7月底前完成试点验收            | fixed_date | 2018-07-31 | 7月底前
全年工作   | 6月底前建立制度                | whole_year | 2018-06-30 | 6月底前
持续推进   | 9月底前建立制度                | rolling    | 2018-09-30 | 9月底前
12月底前   | 年内实现互联互通               | month_end  | 2018-12-31 |
12月底前   | 6月底前拿出方案，12月底前完成  | month_end  | 2018-12-31 |
10月15日前 | 10 月 15 日前报备案            | fixed_date | 2018-10-15 |
按月完成   | 12月20日前总结                 | recurring  | 2018-12-31 |
           | 2018年12月底前制定目录         | month_end  | 2018-12-31 |
           | 6月底前拿出方案，年底前完成    | multi      | 2018-12-31 |
           | 做好公开                       | none       |            |
"""


@pytest.mark.parametrize(("cell", "sentence", "kind", "due", "shown"), table(DISAGREE))
def test_a_cell_and_a_sentence_that_disagree_are_both_shown_and_the_earlier_day_counts(
    cell, sentence, kind, due, shown
):
    read = resolve_task_deadline(cell, sentence, 2018)
    assert (read.kind, str(read.due or "")) == (kind, due)
    if shown:
        assert f"“{cell}”" in read.question and f"“{shown}”" in read.question
    else:
        assert read.question == ""


def test_the_office_settles_a_disagreement():
    ledger = office("45 | 平台 | 热线 | 10月30日前报送清理情况 | 办公室牵头 | 10月底前")
    (question,) = ledger.questions
    assert question.kind == "完成时限" and "10月30日前" in question.question
    assert read_deadline(ledger.tasks[0], ledger).due == date(2018, 10, 30)
    decided = replace(ledger, questions=(replace(question, answer="2018-10-31"),))
    assert read_deadline(ledger.tasks[0], decided).due == date(2018, 10, 31)


CLOCKS = """
解读材料应于政策文件印发公开后 3个工作日内在专栏发布，并做好链接 | 政策文件印发公开 3个工作日
对重大突发事件，力争在3小时内、最迟不超过5小时发布信息，24小时内举行发布会 | 重大突发事件 5小时；重大突发事件 24小时
文件公开后，相关材料应于3个工作日内发布 | 文件公开 3个工作日
规范性文件印发后五个工作日内报送 | 规范性文件印发 5个工作日
收到申请之日起20日内答复 | 收到申请 20日
办法出台后两个月内制定细则 | 办法出台 2个月
3年内建成体系 |
全年推进，年内完成 |
办理结果10个要素保持相同 |
收到群众投诉10日内办结 | 收到群众投诉 10日
整改方案印发一个月内报送进展 | 整改方案印发 1个月
会议召开前3个工作日报送议题 | 会议召开 前3个工作日
接到举报后24小时内核实，5个工作日内反馈 | 接到举报 24小时；接到举报 5个工作日
预算经批准后20日内向社会公开 | 预算经批准 20日
办理时限压缩至3个工作日以内 |
"""


@pytest.mark.parametrize(("sentence", "wanted"), [line if len(line) > 1 else [*line, ""] for line in table(CLOCKS)])
def test_a_limit_after_a_happening_is_a_clock(sentence, wanted):
    assert "；".join(f"{clock.event} {clock.limit}" for clock in find_clocks(sentence)) == wanted


def test_a_cell_with_two_limits_for_two_happenings_gives_a_clock_for_each():
    clocks = find_task_clocks("重大舆情24小时内，一般舆情3日内", "", 2018)
    assert [clock.limit for clock in clocks] == ["24小时", "3日"]
    (latest,) = find_task_clocks("力争3小时、最迟5小时内", "", 2018)
    assert latest.limit == "5小时"


def test_the_cells_own_event_goes_before_the_sentences_clocks():
    (clock,) = find_task_clocks("州级办法出台后2个月内", "文件印发后5个工作日内报送", 2018)
    assert (clock.event, clock.limit) == ("州级办法出台", "2个月")


TARGETS = """
每年解读重要政策措施不少于 3次               | 每年不少于3次   | 3    | 3
年内至少开展1次活动                          | 每年不少于1次   | 1    | 1
主要领导年内至少听取一次汇报                 | 每年不少于1次   | 1    | 1
在线办理事项数量不少于入驻事项总数的75%      | 不低于75%       | 0.75 | 0.75
办结率达到95%以上                            | 不低于95%       | 0.95 | 0.95
每季度通报1次                                | 每季度不少于1次 | 1    | 4
每月至少发布2条信息                          | 每月不少于2条   | 2    | 24
做强做优1个主账号                            |                 |      |
集中力量至少做强做优1个主账号                | 不少于1个       | 1    | 1
培训2场以上                                  | 不少于2场       | 2    | 2
退件率不超过2%                               | 不超过2%        | 0.02 | 0.02
群众“最多跑一次”                             |                 |      |
公布“一次办”事项清单                         |                 |      |
每参加1场加分2%                              |                 |      |
网上可办率达98%以上                          | 不低于98%       | 0.98 | 0.98
投诉率控制在1%以内                           | 不超过1%        | 0.01 | 0.01
每半年开展1次督查                            | 每半年不少于1次 | 1    | 2
依申请公开按时答复率100%                     |                 |      |
"""


@pytest.mark.parametrize(("sentence", "text", "amount", "yearly"), table(TARGETS))
def test_a_number_to_reach_is_a_target(sentence, text, amount, yearly):
    found = find_targets(sentence)
    assert [target.text for target in found] == ([text] if text else [])
    assert [(str(target.amount), str(yearly_amount(target))) for target in found] == (
        [(amount, yearly)] if text else []
    )


def with_duties(ledger, **changes):
    return replace(ledger, duties=tuple(replace(duty, **changes) for duty in ledger.duties))


def test_a_target_shows_what_was_reported_against_it():
    ledger = office("15 | 解读 | 解读 | 每年解读不少于3次 | 宣传科牵头 | 全年工作")
    assert count_targets(ledger.tasks[0], ledger.duties) == "每年不少于3次"
    ledger = with_duties(ledger, quantity=2)
    assert count_targets(ledger.tasks[0], ledger.duties) == "每年不少于3次（已报2）"
    shared = office("15 | 解读 | 解读 | 每年解读不少于3次 | 各科室分别负责 | 全年工作")
    first, *rest = shared.duties
    duties = (replace(first, quantity=3), *(replace(duty, quantity=1) for duty in rest))
    assert count_targets(shared.tasks[0], duties) == "每年不少于3次（1/4个科室达到）"


@pytest.mark.parametrize(("quantity", "told"), [(None, 1), (2, 1), (3, 0), (5, 0)])
def test_work_said_to_be_done_below_its_target_is_told(quantity, told):
    ledger = office("15 | 解读 | 解读 | 每年解读不少于3次 | 宣传科牵头 | 全年工作")
    ledger = with_duties(ledger, status=states.DONE, quantity=quantity)
    assert kinds(check_ledger(ledger)) == ["target_missed"] * told


# ---- clocks in 触发事件 ----

INCIDENT = "18 | 解读 | 舆情 | 对突发事件的舆情，最迟不超过5小时发布信息，24小时内开发布会 | 疾控科牵头 | 全年工作"
POLICY = "13 | 解读 | 解读 | 解读材料应于政策公开后3个工作日内发布 | 宣传科牵头 | 全年工作"


def happened(ledger, place, **changes):
    events = list(ledger.events)
    events[place] = replace(events[place], **changes)
    return assign_duties(replace(ledger, events=tuple(events)))[0]


def test_each_clock_has_blank_rows_of_its_own_and_new_ones_when_they_are_used():
    ledger = office(INCIDENT)
    assert [row.time_limit for row in ledger.events] == ["最迟不超过5小时发布信息"] * 3 + ["24小时内开发布会"] * 3
    assert [row.key[-2:] for row in ledger.events] == ["01", "02", "03", "04", "05", "06"]
    ledger = happened(ledger, 0, event="某地事件", happened_on=date(2018, 9, 3))
    assert [row.time_limit for row in ledger.events].count("最迟不超过5小时发布信息") == 4


EVENTS = """
                 | 2018-09-30 | 黄灯·临期8天
                 | 2018-10-08 | 黄灯·今日到期
                 | 2018-10-12 | 红灯·逾期4天
2018-10-08       | 2018-10-12 | 绿灯·已完成
2018-10-09       | 2018-10-12 | 绿灯·逾期1天完成
"""


@pytest.mark.parametrize(("done", "as_of", "light"), table(EVENTS))
def test_three_work_days_run_over_the_national_holiday(done, as_of, light):
    """28 September 2018 is a Friday; 29 and 30 are worked, 1 to 7 October are free."""
    finished = date.fromisoformat(done) if done else None
    ledger = happened(office(POLICY), 0, event="某政策", happened_on=date(2018, 9, 28), actually_on=finished)
    row = ledger.events[0]
    assert row.owed_by == date(2018, 10, 8)
    judged = judge(ledger, date.fromisoformat(as_of))
    assert judged.events[row.key].text == light
    assert [entry.period for entry in judged.overdue] == (["触发事件01"] if "红灯" in light else [])
    assert (judged.duties[number(13), "宣传科"].colour == "红灯") is ("红灯" in light)


def test_five_hours_are_counted_where_both_times_are_known():
    began = datetime.fromisoformat("2018-09-03 14:30")
    ledger = happened(office(INCIDENT), 0, event="某地事件", happened_on=began)
    row = ledger.events[0]
    assert row.owed_by == datetime.fromisoformat("2018-09-03 19:30")
    for done, light in (
        (datetime.fromisoformat("2018-09-03 19:30"), "已完成"),
        (datetime.fromisoformat("2018-09-03 19:31"), "超时完成"),
    ):
        later = happened(ledger, 0, actually_on=done)
        assert judge(later, date(2018, 9, 4)).events[row.key].text == f"绿灯·{light}"
    assert kinds(check_ledger(ledger)) == []


def test_an_hours_limit_from_a_day_alone_asks_for_the_time():
    ledger = happened(office(INCIDENT), 0, event="某地事件", happened_on=date(2018, 9, 3))
    assert ledger.events[0].owed_by == date(2018, 9, 4)
    assert kinds(check_ledger(ledger)) == ["time_needed"]


def test_a_happening_left_open_under_work_said_to_be_done_is_told():
    ledger = with_duties(happened(office(POLICY), 0, event="某政策", happened_on=date(2018, 9, 3)), status=states.DONE)
    assert kinds(check_ledger(ledger)) == ["event_open"]
    assert kinds(check_ledger(happened(ledger, 0, actually_on=date(2018, 9, 4)))) == []


def test_work_days_of_a_year_nobody_knows_are_told_until_the_office_types_its_holidays():
    ledger = happened(office(POLICY), 0, event="某政策", happened_on=date(2030, 9, 30))
    assert ledger.events[0].owed_by == date(2030, 10, 3)
    (finding,) = check_ledger(ledger)
    assert (finding.kind, finding.value) == ("calendar_unknown", "2030")
    own = replace(ledger, holidays=(Holiday(date(2030, 10, 1), date(2030, 10, 7)),))
    ledger = assign_duties(own)[0]
    assert ledger.events[0].owed_by == date(2030, 10, 10)
    assert check_ledger(ledger) == []


def test_the_sample_plan_has_the_clocks_and_targets_of_the_real_one():
    with (SEEDS / "2018" / "tasks.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = {int(row["序号"]): row["具体要求"] for row in csv.DictReader(lines)}
    clocks = {order: [clock.limit for clock in find_clocks(text)] for order, text in rows.items()}
    assert clocks[13] == ["3个工作日"] and clocks[49] == ["5个工作日"] and clocks[18][-1] == "24小时"
    targets = {order: [target.text for target in find_targets(text)] for order, text in rows.items()}
    assert targets[15] == ["每年不少于3次"] and targets[24] == ["不低于75%"] and targets[59] == ["每年不少于1次"]
