"""A task of several sections (汇总到任务): finished when every lead is; supporters never hold it up; n of N."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from automation.rules.rollup import roll_up_status, roll_up_task
from automation.rules.supervision import judge
from tests.rules.small_office import number, office

LEDGER = office("""
1 | 一 | 二 | 两家牵头 | 办公室、政法科牵头，宣传科配合 | 全年工作
2 | 一 | 二 | 大家都做 | 委机关各科室分别负责落实 | 全年工作
""")


def task_with(order, **said):
    """The row of a task after sections said these states, and the office its word behind a comma."""
    duties = tuple(
        replace(
            duty,
            status=said[duty.section].partition("，")[0],
            review=said[duty.section].partition("，")[2],
            finished_on=date(2018, 8, 1),
        )
        if duty.number == number(order) and duty.section in said
        else duty
        for duty in LEDGER.duties
    )
    ledger = replace(LEDGER, duties=duties)
    mine = [duty for duty in duties if duty.number == number(order)]
    return roll_up_task(ledger.tasks[order - 1], mine, judge(ledger, date(2018, 9, 1)), ledger)


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({}, "未启动"),
        ({"宣传科": "已完成"}, "未启动"),
        ({"办公室": "推进中"}, "推进中"),
        ({"办公室": "已完成"}, "推进中"),
        ({"办公室": "已完成", "政法科": "推进中"}, "推进中"),
        ({"办公室": "已完成", "政法科": "已完成"}, "已完成"),
        ({"办公室": "已完成", "政法科": "不涉及"}, "已完成"),
        ({"办公室": "已销号", "政法科": "已完成"}, "已完成"),
        ({"办公室": "已销号", "政法科": "已销号"}, "已销号"),
        ({"办公室": "已销号", "政法科": "取消"}, "已销号"),
        ({"办公室": "不涉及", "政法科": "不涉及"}, "不涉及"),
        ({"办公室": "取消", "政法科": "取消"}, "取消"),
        ({"办公室": "已完成", "政法科": "退回"}, "退回"),
        ({"办公室": "已完成", "政法科": "持续推进"}, "持续推进"),
    ],
)
def test_a_task_is_finished_when_every_lead_is(said, status):
    assert task_with(1, **said)["status"] == status


@pytest.mark.parametrize(
    ("said", "tally", "status"),
    [
        ({}, "各科室完成0/4", "未启动"),
        ({"办公室": "已完成"}, "各科室完成1/4", "推进中"),
        ({"办公室": "已完成", "政法科": "已销号"}, "各科室完成2/4", "推进中"),
        ({"办公室": "已完成", "政法科": "不涉及"}, "各科室完成1/4", "推进中"),
        ({"办公室": "已完成", "政法科": "不涉及，办公室同意"}, "各科室完成1/3", "推进中"),
        ({"办公室": "已完成", "政法科": "已完成", "疾控科": "已完成", "宣传科": "已完成"}, "各科室完成4/4", "已完成"),
        ({"办公室": "已完成", "政法科": "已完成", "疾控科": "已完成", "宣传科": "取消"}, "各科室完成3/3", "已完成"),
    ],
)
def test_a_task_of_all_sections_says_how_many_of_them_are_done(said, tally, status):
    row = task_with(2, **said)
    assert (row["progress"], row["status"]) == (tally, status)


WORDS = {"progress": "进展", "evidence": "佐证", "problem": "问题", "next_step": "措施"}


def test_what_the_leads_of_a_task_wrote_stands_in_its_row_with_their_names():
    duties = [
        replace(duty, status=said, finished_on=date(2018, 8, 1), **WORDS)
        for duty, said in zip(LEDGER.duties, ("已完成", "推进中"), strict=False)
    ]
    row = roll_up_task(LEDGER.tasks[0], duties, judge(LEDGER, date(2018, 9, 1)), LEDGER)
    assert {name: row[name] for name in WORDS} == {
        name: f"办公室：{said}；政法科：{said}" for name, said in WORDS.items()
    }
    assert row["finished_on"] is None, "one of two leads is not done"
    finished = [replace(duty, status="已完成") for duty in duties]
    row = roll_up_task(LEDGER.tasks[0], finished, judge(LEDGER, date(2018, 9, 1)), LEDGER)
    assert row["finished_on"] == date(2018, 8, 1)


def test_nobody_answering_leaves_a_task_not_started():
    assert roll_up_status([]) == "未启动"
