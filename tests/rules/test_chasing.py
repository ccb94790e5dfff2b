"""Chasing climbs (催办): a message, a 催办单, named in the 通报; nothing twice, and no answer wanted on a rest day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from automation.model.chase import Chase
from automation.model.ledger import Holiday, Ledger
from automation.rules.chasing import (
    check_chases,
    draw_chases,
    draw_named,
    enter_bulletin,
    enter_day,
    find_reply_day,
    find_steps,
    tell_named,
)
from automation.rules.draft_reminders import draft_messages, draft_reminders
from automation.rules.supervision import judge
from tests.rules.small_office import number, office

PLAN = """
1 | 公开 | 网站 | 规范进驻事项 | 政法科牵头落实 | 8月底前
2 | 公开 | 网站 | 推进一次办   | 疾控科牵头落实 | 8月15日前
"""
LEDGER = office(PLAN)
FRIDAY, MONDAY = date(2018, 9, 7), date(2018, 9, 10)


def run_day(ledger: Ledger, day: date) -> Ledger:
    """The ledger after weekly or remind of a day."""
    return enter_day(ledger, draw_chases(ledger, judge(ledger, day), day), day)


def asked(ledger: Ledger, order: int) -> list[tuple[str, str]]:
    return [(row.on.isoformat(), row.level) for row in ledger.chases if row.number == number(order)]


def test_chasing_climbs_from_week_to_week_and_asks_nothing_twice():
    ledger = LEDGER
    for week in range(6):
        ledger = run_day(ledger, date(2018, 9, 3) + timedelta(weeks=week))
    assert asked(ledger, 1) == [("2018-09-03", "消息"), ("2018-09-17", "催办单")]
    assert asked(ledger, 2) == [("2018-09-03", "催办单")], "19 days late: no first word any more"
    day = date(2018, 10, 8)
    steps = find_steps(ledger, judge(ledger, day), day)
    assert [one.number for one in steps.named] == [number(1), number(2)]
    assert (steps.messages, steps.reminders, steps.waiting) == ((), (), ())


def test_every_day_of_a_year_each_item_is_asked_for_once_at_each_step():
    ledger, day = LEDGER, date(2018, 8, 1)
    while day.year == 2018:
        ledger = run_day(ledger, day)
        day += timedelta(days=1)
    assert [row.level for row in ledger.chases if row.number == number(1)] == ["消息", "催办单"]
    assert [row.level for row in ledger.chases if row.number == number(2)] == ["消息", "催办单"]


def test_on_the_reply_day_itself_nothing_is_asked_and_on_the_day_after_the_next_step_is():
    ledger = run_day(LEDGER, date(2018, 9, 3))
    reply = ledger.chases[0].reply_by
    assert reply == MONDAY, "the 8th is a Saturday"
    for day, level in ((reply, "waiting"), (reply + timedelta(days=1), "reminders")):
        steps = find_steps(ledger, judge(ledger, day), day)
        assert number(1) in [one.number for one in getattr(steps, level)]


def test_a_rerun_of_the_day_replaces_its_own_rows_and_keeps_an_answer_typed_meanwhile():
    first = run_day(LEDGER, MONDAY)
    assert run_day(first, MONDAY) == first
    rows = tuple(replace(row, reply="周五前办结", replied_on=MONDAY) for row in first.chases)
    assert run_day(replace(first, chases=rows), MONDAY).chases == rows
    done = tuple(replace(duty, status="已完成", finished_on=date(2018, 8, 30)) for duty in first.duties)
    assert run_day(replace(first, duties=done), MONDAY).chases == (), "what is done is not asked for"
    answered = replace(first, chases=rows, duties=done)
    assert run_day(answered, MONDAY).chases == rows, "an answer is the office's word and stays"


def test_a_telephone_call_the_office_entered_counts_and_is_never_replaced():
    call = Chase(FRIDAY, "消息", number(1), "政法科", due=date(2018, 8, 31), reply_by=MONDAY)
    ledger = run_day(replace(LEDGER, chases=(call,)), FRIDAY)
    assert call in ledger.chases
    following = MONDAY + timedelta(days=1)
    assert [one.level for one in draw_chases(ledger, judge(ledger, following), following)] == ["催办单"]


def test_an_answer_gives_one_more_term_from_its_own_day():
    row = Chase(FRIDAY, "催办单", number(1), "政法科", due=date(2018, 8, 31), reply_by=date(2018, 9, 12))
    late = date(2018, 9, 14)
    for answer, named in (({}, 1), ({"replied_on": date(2018, 9, 12)}, 0), ({"reply": "正在办"}, 0)):
        ledger = replace(LEDGER, chases=(replace(row, **answer),))
        steps = find_steps(ledger, judge(ledger, late), late)
        assert sum(one.number == number(1) for one in steps.named) == named
    ledger = replace(LEDGER, chases=(replace(row, replied_on=date(2018, 9, 12)),))
    after = date(2018, 9, 18)
    assert number(1) in [one.number for one in find_steps(ledger, judge(ledger, after), after).named]


def test_an_extension_begins_a_new_climb():
    ledger = run_day(run_day(LEDGER, date(2018, 9, 3)), date(2018, 9, 11))
    granted = tuple(replace(duty, granted_to=date(2018, 9, 28)) for duty in ledger.duties)
    day = date(2018, 10, 1)
    steps = find_steps(replace(ledger, duties=granted), judge(replace(ledger, duties=granted), day), day)
    assert number(1) in [one.number for one in steps.messages]


@pytest.mark.parametrize(
    ("day", "holidays", "reply"),
    [
        (date(2018, 9, 3), (), date(2018, 9, 10)),  # the 8th is a Saturday
        (date(2018, 9, 5), (), date(2018, 9, 10)),
        (date(2018, 9, 26), (), date(2018, 10, 8)),  # National Day
        (date(2018, 9, 24), (), date(2018, 9, 29)),  # a Saturday on which everybody works
        (date(2018, 9, 4), (Holiday(date(2018, 9, 9), kind="上班"),), date(2018, 9, 9)),  # the office's own word
        (date(2018, 9, 5), (Holiday(date(2018, 9, 10), date(2018, 9, 11)),), date(2018, 9, 12)),
    ],
)
def test_no_answer_is_wanted_on_a_rest_day(day, holidays, reply):
    assert find_reply_day(replace(LEDGER, holidays=holidays), day) == reply


def test_a_message_tells_item_days_late_and_reply_day_and_which_sheet_was_sent():
    day = date(2018, 9, 3)
    messages = draft_messages(LEDGER, judge(LEDGER, day), day)
    assert [one.section for one in messages] == ["政法科", "疾控科"]
    first, second = (one.text for one in messages)
    assert "第1项“规范进驻事项”，应于2018年8月31日前完成，逾期3天。" in first
    assert "逾期19天，已发催办单〔2018〕0903-1号" in second
    assert "2018年9月10日前" in first
    assert first.count("\r\n") == first.count("\n") and first.endswith("\r\n")
    (paper,) = draft_reminders(LEDGER, judge(LEDGER, day), day)
    assert (paper.section, paper.number, len(paper.rows)) == ("疾控科", "〔2018〕0903-1号", 1)


def test_an_earlier_day_is_asked_again_as_it_was_whatever_came_later():
    first = run_day(LEDGER, date(2018, 9, 3))
    later = run_day(first, date(2018, 9, 11))
    again = run_day(later, date(2018, 9, 3))
    assert set(again.chases) == set(later.chases)


def test_a_bulletin_drafted_again_names_anew_and_leaves_other_quarters_alone():
    ledger = run_day(run_day(LEDGER, date(2018, 9, 3)), date(2018, 9, 11))
    day = date(2018, 10, 8)
    for quarter, drafted in (("通报-第3季度", day), ("通报-第3季度", day + timedelta(days=1)), ("通报-第4季度", day)):
        rows = draw_named(ledger, judge(ledger, drafted), drafted, drafted, quarter)
        assert len(rows) == 2
        ledger = enter_bulletin(ledger, rows, quarter)
    named = [(row.on.day, row.paper) for row in ledger.chases if row.level == "通报点名"]
    assert named == [(9, "通报-第3季度")] * 2 + [(8, "通报-第4季度")] * 2


def test_what_will_be_named_is_told_and_a_word_that_is_no_step_too():
    ledger = run_day(LEDGER, date(2018, 9, 3))
    day = date(2018, 9, 12)
    named = find_steps(ledger, judge(ledger, day), day).named
    (told,) = tell_named(ledger, named)
    assert (told.kind, told.section, told.value) == ("chase_due_named", "疾控科", "第2项")
    odd = Chase(day, "口头", number(1), "政法科")
    (found,) = check_chases(replace(LEDGER, chases=(odd,)))
    assert found.kind == "chase_level"
    assert f"2018-09-12 口头 {number(1)} 政法科这一行" in found.message
