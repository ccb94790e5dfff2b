"""From plan to duties (分解任务): who gets a row, which periods and events are laid out, what a person must settle."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from automation.model.plan import Section
from automation.rules.assign import BLANK_EVENTS, assign_duties, read_deadline
from automation.rules.rollup import show_targets
from automation.terms import states
from tests.rules.small_office import SECTIONS, kinds, number, office, table

LEDGER = office()


def roles(ledger, order):
    return {duty.section: duty.role for duty in ledger.duties if duty.number == number(order)}


# 责任单位 | 办公室 | 政法科 | 疾控科 | 宣传科
ROLES = """
办公室牵头落实                       | 牵头     |          |          |
办公室负责落实                       | 牵头     |          |          |
委机关各科室分别负责落实             | 分别负责 | 分别负责 | 分别负责 | 分别负责
各科室分别负责                       | 分别负责 | 分别负责 | 分别负责 | 分别负责
办公室牵头，委机关各科室分别负责落实 | 牵头     | 分别负责 | 分别负责 | 分别负责
办公室牵头、各科室配合落实           | 牵头     | 配合     | 配合     | 配合
办公室牵头、其他科室配合落实         | 牵头     | 配合     | 配合     | 配合
政法科牵头、相关科室配合落实         |          | 牵头     |          |
政法科、疾控科牵头，宣传科配合       |          | 牵头     | 牵头     | 配合
办公室及政法科牵头                   | 牵头     | 牵头     |          |
宣传科                               |          |          |          | 牵头
"""


@pytest.mark.parametrize("line", table(ROLES), ids=lambda line: line[0])
def test_each_wording_gives_each_section_its_role(line):
    text, *wanted = line
    ledger = office(f"1 | 甲 | 乙 | 丙 | {text} | 全年工作")
    assert roles(ledger, 1) == {section: role for section, role in zip(SECTIONS, wanted, strict=True) if role}


def test_an_open_group_is_asked_once_and_the_answer_makes_the_duties():
    (question,) = [one for one in LEDGER.questions if one.number == number(4)]
    assert "相关科室" in question.question
    answered = replace(LEDGER, questions=(replace(question, answer="疾控科、宣传科"),))
    ledger, findings = assign_duties(answered)
    assert roles(ledger, 4) == {"政法科": states.LEAD, "疾控科": states.SUPPORT, "宣传科": states.SUPPORT}
    assert [f.number for f in findings if f.kind == "question_open"] == [number(6)]
    assert assign_duties(ledger)[0] == ledger


def test_no_section_is_an_answer_too():
    (question,) = [one for one in LEDGER.questions if one.number == number(4)]
    ledger, findings = assign_duties(replace(LEDGER, questions=(replace(question, answer="无"),)))
    assert roles(ledger, 4) == {"政法科": states.LEAD}
    assert number(4) not in {finding.number for finding in findings}


def test_an_answer_that_is_no_section_is_reported():
    (question,) = [one for one in LEDGER.questions if one.number == number(4)]
    _, findings = assign_duties(replace(LEDGER, questions=(replace(question, answer="后勤处"),)))
    assert "unknown_answer" in kinds(findings)


def test_a_unit_that_is_in_no_directory_is_asked_about():
    ledger = office("1 | 甲 | 乙 | 丙 | 后勤中心牵头 | 全年工作")
    assert ledger.duties == ()
    assert "后勤中心" in ledger.questions[0].question


@pytest.mark.parametrize("text", ["政法科配合", "—", "无"])
def test_a_task_nobody_leads_asks_who_does(text):
    ledger = office(f"1 | 甲 | 乙 | 丙 | {text} | 全年工作")
    assert states.LEAD not in roles(ledger, 1).values()
    (question,) = ledger.questions
    answered, findings = assign_duties(replace(ledger, questions=(replace(question, answer="办公室"),)))
    assert roles(answered, 1)["办公室"] == states.LEAD
    assert "question_open" not in kinds(findings)


def test_an_alias_is_the_section_itself():
    ledger = office("1 | 甲 | 乙 | 丙 | 委办公室牵头 | 全年工作")
    named = replace(ledger, sections=(Section("办公室", ("委办公室",)),))
    assert roles(assign_duties(named)[0], 1) == {"办公室": states.LEAD}


def test_an_institute_that_does_not_count_is_not_one_of_all_sections():
    sections = (*(Section(name) for name in SECTIONS), Section("卫生监督所", counts=False))
    ledger = assign_duties(replace(LEDGER, sections=sections))[0]
    assert "卫生监督所" not in roles(ledger, 5)


def test_a_section_closed_before_the_issue_gets_nothing():
    sections = tuple(Section(name, until=date(2018, 6, 30) if name == "宣传科" else None) for name in SECTIONS)
    fresh = replace(office(), sections=sections, duties=(), periods=(), events=())
    assert set(roles(assign_duties(fresh)[0], 5)) == {"办公室", "政法科", "疾控科"}


def test_when_the_office_moves_a_task_the_old_section_keeps_its_history_without_being_judged():
    reported = tuple(
        replace(duty, progress="已做一半") if (duty.number, duty.section) == (number(3), "政法科") else duty
        for duty in LEDGER.duties
    )
    tasks = tuple(replace(t, leads=("疾控科",)) if t.number == number(3) else t for t in LEDGER.tasks)
    ledger = assign_duties(replace(LEDGER, duties=reported, tasks=tasks))[0]
    assert roles(ledger, 3) == {"政法科": states.RELEASED, "疾控科": states.LEAD}
    assert next(d for d in ledger.duties if d.role == states.RELEASED).progress == "已做一半"


def test_monthly_work_has_twelve_periods_and_an_event_five_blank_rows():
    months = [row.period for row in LEDGER.periods if row.number == number(2)]
    assert months == [f"2018-{month:02d}" for month in range(1, 13)]
    assert [row.section for row in LEDGER.events] == ["办公室"] * BLANK_EVENTS
    assert len({row.key for row in LEDGER.events}) == BLANK_EVENTS


def test_a_filled_event_row_is_followed_by_a_new_blank_one():
    first = replace(LEDGER.events[0], event="州里印发办法", happened_on=date(2018, 10, 15))
    ledger = assign_duties(replace(LEDGER, events=(first, *LEDGER.events[1:])))[0]
    assert len(ledger.events) == BLANK_EVENTS + 1
    assert ledger.events[0] == first


def test_the_office_may_settle_the_day_of_an_event_task():
    question = next(one for one in LEDGER.questions if one.number == number(6))
    ledger = replace(LEDGER, questions=(replace(question, answer="2018-12-20"),))
    task = next(one for one in ledger.tasks if one.number == number(6))
    assert read_deadline(task, ledger).due == date(2018, 12, 20)


@pytest.mark.parametrize(
    ("requirement", "target"),
    [
        ("每年解读不少于3次", "每年不少于3次"),
        ("年内至少开展1次活动", "每年不少于1次"),
        ("比例不低于75%，不少于 10 件", "不低于75%；不少于10件"),
        ("及时公开", ""),
    ],
)
def test_countable_targets_are_read_out_of_the_requirement(requirement, target):
    assert show_targets(requirement) == target
