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


@pytest.mark.parametrize(
    ("sentence", "kind", "due"), [line if len(line) > 2 else [*line, ""] for line in table(LETTER)]
)
def test_a_sentence_with_a_day_a_number_or_an_order_is_a_demand(sentence, kind, due):
    found = find_demands([BodyLine(sentence)], 2018)
    assert [(demand.kind, str(demand.deadline.due or "")) for demand in found] == ([(kind, due)] if kind else [])


def test_a_delivery_says_to_whom_and_in_which_form():
    (demand,) = find_demands([BodyLine("请于11月25日前以正式文件形式（纸质、电子版）报州卫生计生委办公室。")], 2018)
    assert (demand.recipient, demand.form) == ("州卫生计生委办公室", "正式文件、纸质、电子版")


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
