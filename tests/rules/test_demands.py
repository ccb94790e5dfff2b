"""What a letter demands outside its table (正文要求), and what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from automation.model.rows import BodyLine
from automation.rules.assign import assign_duties
from automation.rules.demands import ask_demands, find_demands
from automation.sources.plan_text import read_plan_text
from tests.rules.small_office import kinds, number, office, table

SHARED = Path(__file__).parents[3] / "shared" / "seeds"
needs_documents = pytest.mark.skipif(not SHARED.exists(), reason="the shared documents are absent")

LETTER = """
主要领导年内至少听取1次汇报，研究推进工作。            | 任务     |
调整充实政务公开工作领导小组及其办公室。               | 任务     |
确定1位负责同志分管，列入工作分工并对外公布。          | 任务     |
在门户网站开设专栏集中展示。                           | 任务     |
6月底前完成专项整改；                                  | 任务     | 2018-06-30
各科室请于11月25日前以书面形式报办公室。               | 报送要求 | 2018-11-25
各单位于7月9日前将方案报局办公室备案。                 | 报送要求 | 2018-07-09
全面贯彻党的十九大精神。                               |          |
各科室要高度重视，强化责任。                           |          |
每参加1场，按总得分的2%加分。                          |          |
联系人及电话：某室，12345。                            |          |
2018年7月25日                                          |          |
"""

# sentences as notices write them, put down before the reader was looked at
LATER = """
请各科室于2018年3月20日前将年度工作计划报送办公室。 | 报送要求 | 2018-03-20
各单位每季度末月25日前将进展情况报送局办公室汇总。 | 报送要求
各科室要明确1名工作人员担任政务公开联络员，于5月10日前将联络员名单报办公室。 | 报送要求 | 2018-05-10
主要领导每年至少听取1次政务公开工作汇报。 | 任务
主要负责同志年内至少听取两次工作汇报，协调解决重大问题。 | 任务
分管领导每季度至少研究1次政务公开工作。 | 任务
各科室每年至少组织开展1次政务公开培训。 | 任务
办公室将对落实情况定期通报。 | |
办公室将定期通报工作进展情况。 | |
联系人：某某，联系电话：0000-1234567。 | |
电子邮箱：office@example.cn。 | |
请认真贯彻执行。 | |
各科室要加强组织领导，落实工作责任，确保各项任务落到实处。 | |
要进一步提高思想认识，增强做好政务公开工作的自觉性。 | |
政务公开工作纳入年度绩效考核。 | 任务
附件：1.政务公开工作要点任务分解表 | |
现将《2018年政务公开工作要点分工方案》印发给你们，请结合实际认真组织实施。 | |
请于4月底前制定本科室实施方案，并报委办公室备案。 | 报送要求 | 2018-04-30
逾期未报的，将予以通报批评。 | |
12月15日前完成全年任务自查，形成书面总结材料。 | 任务 | 2018-12-15
请将工作总结于12月10日前以正式文件报州政府办公室，同时报送电子版。 | 报送要求 | 2018-12-10
各县市要比照成立政务公开工作领导小组。 | 任务
建立健全政务公开工作机制，形成工作合力。 | |
对工作推进不力的单位，将严肃追责问责。 | |
根据《中华人民共和国政府信息公开条例》（2008年5月1日起施行）规定，现就有关事项通知如下。 | |
各科室进展情况于每月25日前报办公室，由办公室汇总后报分管领导。 | 报送要求
请各科室高度重视，按时保质完成各项任务。 | |
联络员名单请于3月底前发送至邮箱。 | 报送要求 | 2018-03-31
请于收到通知后5个工作日内反馈办公室。 | 报送要求
相关材料请扫描后发工作群。 | |
未经审核不得发布信息。 | |
请各科室于6月15日前提交自查报告。 | 报送要求 | 2018-06-15
2017年，我委主动公开政府信息300条，较上年增长10%。 | |
"""


@pytest.mark.parametrize(
    ("sentence", "kind", "due"), [line if len(line) > 2 else [*line, ""] for line in table(LETTER) + table(LATER)]
)
def test_a_sentence_with_a_day_a_number_or_an_order_is_a_demand(sentence, kind, due):
    found = find_demands([BodyLine(sentence)], 2018)
    assert [(demand.kind, str(demand.deadline.due or "")) for demand in found] == ([(kind, due)] if kind else [])


def test_a_delivery_says_to_whom_and_in_which_form():
    (demand,) = find_demands([BodyLine("请于11月25日前以正式文件形式（纸质、电子版）报州卫生计生委办公室。")], 2018)
    assert (demand.recipient, demand.form) == ("州卫生计生委办公室", "正式文件、纸质、电子版")


# 句子 | 报送对象 | 形式
HANDED_IN = """
请于4月底前制定本科室实施方案，并报委办公室备案。 | 委办公室 |
请将工作总结于12月10日前以正式文件报州政府办公室，同时报送电子版。 | 州政府办公室 | 正式文件、电子版
请于10月31日前将自查报告（纸质版加盖公章，电子版发至邮箱）报州卫生计生委办公室。 | 州卫生计生委办公室 | 纸质、电子版
各单位每季度末月25日前将进展情况报送局办公室汇总。 | 局办公室 |
请于收到通知后5个工作日内反馈办公室。 | 办公室 |
"""


@pytest.mark.parametrize(("sentence", "recipient", "form"), table(HANDED_IN))
def test_the_addressee_and_the_form_are_read_wherever_they_stand(sentence, recipient, form):
    (demand,) = find_demands([BodyLine(sentence)], 2018)
    assert (demand.kind, demand.recipient, demand.form) == ("报送要求", recipient, form)


def test_a_demand_said_twice_is_asked_once():
    line = BodyLine("年内至少听取1次汇报。年内至少听取 1 次汇报。")
    assert len(find_demands([line], 2018)) == 1


def decided(answer):
    demands = find_demands([BodyLine("各科室请于11月25日前以书面形式报办公室。")], 2018)
    ledger = office()
    (question,) = ask_demands(demands)
    ledger = replace(ledger, questions=(*ledger.questions, replace(question, answer=answer)))
    return ledger, assign_duties(ledger)


def open_demands(ledger):
    return [question for question in ledger.questions if question.kind == "正文要求"]


def test_adopted_as_a_task_it_has_the_next_number_and_asks_who_answers():
    before, (ledger, _) = decided("任务")
    assert len(ledger.tasks) == len(before.tasks) + 1
    task = ledger.tasks[-1]
    assert (task.number, task.order, task.deadline) == (number(7), 7, "11月25日前")
    assert open_demands(ledger) == []
    assert [question.kind for question in ledger.questions if question.number == number(7)] == ["责任单位"]
    assert assign_duties(ledger)[0] == ledger  # adopted once


def test_adopted_as_a_delivery_it_stands_in_the_deliveries():
    before, (ledger, _) = decided("报送要求")
    (delivery,) = ledger.deliveries
    assert (delivery.due, delivery.recipient, delivery.form) == (date(2018, 11, 25), "办公室", "书面")
    assert (ledger.tasks, open_demands(ledger)) == (before.tasks, [])


def test_left_alone_it_is_gone():
    before, (ledger, _) = decided("不采纳")
    assert (ledger.tasks, ledger.deliveries, open_demands(ledger)) == (before.tasks, (), [])


@pytest.mark.parametrize(("answer", "kind"), [("", "demand_open"), ("以后再说", "unknown_demand")])
def test_undecided_it_keeps_standing(answer, kind):
    _, (ledger, found) = decided(answer)
    assert len(open_demands(ledger)) == 1
    assert kind in kinds(found)


REAL = """
000 | 委主要领导年内至少听取     | 任务
000 | 调整充实州卫生计生委       | 任务
000 | 各县市卫生计生局、委机关   | 报送要求
001 | 确定1位负责同志分管        | 任务
001 | 各县市各部门主要负责同志   | 任务
003 | 各医疗卫生单位于2018年7月9 | 报送要求
"""


@needs_documents
@pytest.mark.parametrize(("document", "begins", "kind"), table(REAL))
def test_the_demands_of_the_real_letters_are_found(document, begins, kind):
    (path,) = SHARED.glob(f"{document}*.txt")
    found = {demand.text: demand.kind for demand in find_demands(read_plan_text(path).body, 2018)}
    assert [said for text, said in found.items() if text.startswith(begins)] == [kind]
    assert len(found) <= 8
