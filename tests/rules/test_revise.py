"""A revised plan in mid-year (修订方案): numbers and progress stay, what changed is listed, nothing is deleted."""

from __future__ import annotations

from dataclasses import replace

from automation.model.ledger import Covering
from automation.model.plan import Task
from automation.model.rows import RawRow
from automation.rules.assign import assign_duties
from automation.rules.coverage import find_takers
from automation.rules.draft_plan import draft_tasks
from automation.rules.revise import revise_plan
from automation.terms import states
from tests.rules.small_office import PLAN, duty, kinds, number, office, table

FIELDS = ("order", "area", "topic", "requirement", "units", "deadline")


def drafted(plan, **columns):
    rows = [RawRow({**dict(zip(FIELDS, line, strict=True)), **columns}) for line in table(plan)]
    return draft_tasks(rows, 2018)[0]


def revise(ledger, plan):
    revised = revise_plan(ledger, drafted(plan))
    return revised, assign_duties(revised.ledger)[0]


def worked(ledger):
    """The office after half a year: task 3 has progress, task 4 is done."""
    duties = {
        (number(3), "政法科"): {"status": states.UNDER_WAY, "progress": "已入驻12项"},
        (number(4), "政法科"): {"status": states.CLOSED},
    }
    return replace(
        ledger,
        duties=tuple(replace(one, **duties.get((one.number, one.section), {})) for one in ledger.duties),
    )


def edited(old, new, plan=PLAN):
    assert old in plan
    return plan.replace(old, new)


def test_the_offices_choice_on_the_plan_above_follows_its_task_to_its_new_place():
    rows = (
        Covering("0001", "", "甲", "", suggested="1、2", chosen="3，4；RW2018-0001"),
        Covering("0002", "", "乙", "", chosen="无; 不涉及"),
    )
    ledger = replace(office(), coverings=rows)
    moved = "\n".join(reversed(PLAN.strip().splitlines()))
    count = len(ledger.tasks)
    turned = {old: count + 1 - old for old in range(1, count + 1)}
    for line in PLAN.strip().splitlines():
        order = line.split("|")[0].strip()
        moved = moved.replace(line, line.replace(order, str(turned[int(order)]), 1))
    revised, _ = revise(ledger, moved)
    chosen = [row.chosen for row in revised.ledger.coverings]
    assert chosen == [f"{turned[3]}、{turned[4]}、RW2018-0001", "无; 不涉及"]
    assert [row.suggested for row in revised.ledger.coverings] == [f"{turned[1]}、{turned[2]}", ""]
    assert [change.after for change in revised.changes if change.sheet == "上级任务对照"] == chosen[:1]
    takers = [task.number for task in find_takers(revised.ledger)[0][1]]
    assert sorted(takers) == [number(1), number(3), number(4)]


def lines(revised):
    return [(change.number, change.field, change.before, change.after) for change in revised.changes]


def test_the_same_plan_again_changes_nothing():
    ledger = worked(office())
    revised, after = revise(ledger, PLAN)
    assert (revised.changes, revised.findings, revised.added, revised.cancelled) == ((), (), (), ())
    assert after == ledger


def test_a_new_deadline_and_new_units_keep_number_and_progress():
    plan = edited("政法科牵头落实               | 8月底前", "疾控科牵头、政法科配合 | 10月底前")
    revised, after = revise(worked(office()), plan)
    assert lines(revised) == [
        (number(3), "责任原文", "政法科牵头落实", "疾控科牵头、政法科配合"),
        (number(3), "牵头科室", "政法科", "疾控科"),
        (number(3), "配合科室", "", "政法科"),
        (number(3), "完成时限", "8月底前", "10月底前"),
    ]
    assert (duty(after, 3, "政法科").role, duty(after, 3, "政法科").progress) == (states.SUPPORT, "已入驻12项")
    assert duty(after, 3, "疾控科").role == states.LEAD
    assert revised.reworded == (number(3),)


def test_who_answers_as_the_office_settled_it_stays_while_the_plan_says_the_same():
    ledger = office()
    tasks = tuple(replace(task, leads=("宣传科",)) if task.order == 3 else task for task in ledger.tasks)
    revised, _ = revise(replace(ledger, tasks=tasks), edited("8月底前", "9月底前"))
    assert lines(revised) == [(number(3), "完成时限", "8月底前", "9月底前")]
    assert revised.ledger.tasks[2].leads == ("宣传科",)


def test_a_reworded_task_is_the_same_task_and_far_wording_is_told():
    near, _ = revise(worked(office()), edited("规范进驻事项      ", "规范进驻事项；"))
    assert (near.reworded, near.added, kinds(near.findings)) == ((number(3),), (), [])
    far, after = revise(worked(office()), edited("规范进驻事项      ", "规范进驻事项并公布清单"))
    assert (far.reworded, far.added, kinds(far.findings)) == ((number(3),), (), ["plan_reworded"])
    assert duty(after, 3, "政法科").progress == "已入驻12项"


def test_a_task_put_in_between_moves_orders_but_no_number():
    rows = table(PLAN)
    new = ["1", "公开解读", "新媒体", "管好政务新媒体账号", "宣传科牵头落实", "12月底前"]
    shifted = [[str(int(row[0]) + 1), *row[1:]] for row in rows]
    revised, after = revise(worked(office()), "\n".join(" | ".join(row) for row in [new, *shifted]))
    assert revised.added == (number(7),)
    orders = {task.number: task.order for task in after.tasks}
    assert orders == {number(7): 1, **{number(order): order + 1 for order in range(1, 7)}}
    assert duty(after, 7, "宣传科").role == states.LEAD
    assert {line[1] for line in lines(revised)} == {"编号", "序号"}


def test_a_task_the_new_plan_lacks_is_cancelled_and_its_finished_part_stays():
    rows = [row for row in table(PLAN) if row[0] not in ("3", "4")]
    revised, after = revise(worked(office()), "\n".join(" | ".join(row) for row in rows))
    assert revised.cancelled == (number(3), number(4))[: len(revised.cancelled)]
    assert (duty(after, 3, "政法科").status, duty(after, 3, "政法科").progress) == (states.CANCELLED, "已入驻12项")
    assert duty(after, 4, "政法科").status == states.CLOSED
    assert {task.number for task in after.tasks} == {number(order) for order in range(1, 7)}
    orders = [task.order for task in after.tasks]
    assert len(set(orders)) == len(orders)


def test_a_task_the_office_set_up_itself_is_not_dropped_by_a_plan_that_never_listed_it():
    for area in ("正文要求", "科室新增"):
        own = Task(number(7), 7, area, "", "指定1名联络员", "办公室牵头", "3月底前", ("办公室",))
        ledger = assign_duties(replace(office(), tasks=(*office().tasks, own)))[0]
        revised, after = revise(ledger, PLAN)
        assert (revised.changes, revised.cancelled) == ((), ())
        assert duty(after, 7, "办公室").status != states.CANCELLED


def test_a_number_once_given_is_never_given_again():
    rows = [row for row in table(PLAN) if row[0] != "6"]
    plan = "\n".join(" | ".join(row) for row in rows)
    cancelled = revise(office(), plan)[1]
    new = "6 | 公开解读 | 新媒体 | 管好政务新媒体账号 | 宣传科牵头落实 | 12月底前"
    revised, _ = revise(cancelled, f"{plan}\n{new}")
    assert revised.added == (number(7),)


def test_a_cancelled_task_that_comes_back_takes_up_again():
    rows = [row for row in table(PLAN) if row[0] != "3"]
    cancelled = revise(worked(office()), "\n".join(" | ".join(row) for row in rows))[1]
    revised, after = revise(cancelled, PLAN)
    assert (duty(after, 3, "政法科").status, duty(after, 3, "政法科").progress) == (states.UNDER_WAY, "已入驻12项")
    assert (revised.added, revised.cancelled) == ((), ())
    assert after.tasks == worked(office()).tasks


def test_a_plan_that_prints_our_numbers_is_matched_by_them_whatever_it_says():
    tasks = drafted("1 | 甲 | 乙 | 完全另外的写法 | 办公室牵头落实 | 全年工作", number=number(5))
    revised = revise_plan(office(), tasks)
    assert revised.reworded == (number(5),)
    assert {task.number: task.requirement for task in revised.ledger.tasks}[number(5)] == "完全另外的写法"
