"""Laws of the scores (考核), whatever the office writes: sums, caps, and what a fact may change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from automation.model.ledger import Handin, Ledger
from automation.model.scoring import Mark, RuleTyped
from automation.rules.assign import ANSWERING
from automation.terms import scoring as words
from tests.rules.scored_office import PLAN, points, scored
from tests.rules.small_office import office

OFFICE = office(PLAN)
ANSWERED = [(duty.number, duty.section) for duty in OFFICE.duties if duty.role in ANSWERING]
VALUES = st.decimals(0, 100, places=2).map(float)
DAYS = st.dates(date(2018, 7, 26), date(2018, 12, 31))
EXAMPLES = settings(max_examples=60)


@st.composite
def one_rule(draw, number: str) -> RuleTyped:
    kind = draw(st.sampled_from([kind for kind in words.KINDS if kind != words.BAND]))
    unit = draw(st.sampled_from(words.UNITS)) if kind in words.PER_PIECE else words.POINTS
    cap = draw(st.none() | VALUES)
    group = draw(st.sampled_from([words.SECTIONS, words.OURSELVES]))
    return RuleTyped(number, group, number, kind, draw(VALUES), cap, draw(st.sampled_from(words.FACTS_OF[kind])), unit)


@st.composite
def offices(draw) -> Ledger:
    """An office with any rules and marks, its duties in any state."""
    rules = tuple(draw(one_rule(f"R{place}")) for place in range(draw(st.integers(1, 7))))
    states = draw(
        st.lists(st.sampled_from(["未启动", "推进中", "已完成", "已销号", "不涉及", "退回"]), min_size=len(ANSWERED))
    )
    days = draw(st.lists(DAYS, min_size=len(ANSWERED)))
    chosen = dict(zip(ANSWERED, zip(states, days, strict=False), strict=False))
    duties = tuple(
        replace(duty, status=chosen[key][0], finished_on=chosen[key][1] if chosen[key][0].startswith("已") else None)
        if (key := (duty.number, duty.section)) in chosen
        else duty
        for duty in OFFICE.duties
    )
    periods = tuple(
        replace(row, status="已完成", finished_on=draw(DAYS)) if draw(st.booleans()) else row for row in OFFICE.periods
    )
    who = st.sampled_from(["办公室", "政法科", "本单位"])
    amounts = st.decimals(0, 9, places=1).map(float)
    marks = draw(
        st.lists(
            st.builds(Mark, DAYS, who, st.sampled_from([rule.number for rule in rules]), amounts, st.just("事")),
            max_size=6,
        )
    )
    handins = draw(st.lists(st.sampled_from(["2018-08", "2018-09", "2018-11"]), unique=True))
    handed = tuple(Handin("政法科", period, draw(DAYS)) for period in handins)
    return replace(OFFICE, score_rules=rules, marks=tuple(marks), duties=duties, periods=periods, handins=handed)


def most_of(rule, base: Decimal) -> Decimal:
    """The most a rule may move a total."""
    cap = rule.cap if rule.cap is not None else Decimal("Infinity")
    if rule.kind in words.FULL_MARKS:
        return min(rule.value, cap)
    return cap * max(base, Decimal(0)) / 100 if rule.percent and cap.is_finite() else cap


@EXAMPLES
@given(offices(), DAYS)
def test_points_add_up_to_the_total_as_they_are_printed(ledger, day):
    for one in scored(ledger, day).values():
        assert sum((point.amount for point in one.points), Decimal(0)) == one.total
        assert all(point.amount == round(point.amount, 2) for point in one.points)
        assert one.base == sum((point.amount for point in one.points if not point.rule.percent), Decimal(0))


@EXAMPLES
@given(offices(), DAYS)
def test_no_rule_moves_a_total_by_more_than_its_cap_or_the_other_way(ledger, day):
    for one in scored(ledger, day).values():
        for point in one.points:
            most = most_of(point.rule, one.base)
            assert abs(point.amount) <= most + Decimal("0.005")
            assert point.amount <= 0 if point.rule.kind == words.DEDUCTION else point.amount >= 0


@EXAMPLES
@given(offices(), DAYS, st.data())
def test_taking_a_mark_away_changes_only_the_rule_it_feeds_and_percents_of_the_total(ledger, day, data):
    if not ledger.marks:
        return
    gone = data.draw(st.sampled_from(ledger.marks))
    fewer = replace(ledger, marks=tuple(mark for mark in ledger.marks if mark is not gone))
    before, after = scored(ledger, day), scored(fewer, day)
    for party, one in before.items():
        percents = {point.rule.number for point in one.points if point.rule.percent}
        now = points(after[party])
        changed = {rule for rule, amount in points(one).items() if now[rule] != amount}
        assert changed <= {gone.rule, *percents}


@EXAMPLES
@given(offices(), DAYS, st.sampled_from(ANSWERED))
def test_a_duty_that_no_longer_applies_changes_no_rule_of_marks_and_no_other_section(ledger, day, key):
    duties = tuple(
        replace(duty, status="不涉及", finished_on=None, review="同意") if (duty.number, duty.section) == key else duty
        for duty in ledger.duties
    )
    before, after = scored(ledger, day), scored(replace(ledger, duties=duties), day)
    for party, one in before.items():
        now = points(after[party])
        kept = (words.FIXED, *words.OF_MARKS)
        touched = {point.rule.number for point in one.points if point.rule.fact not in kept or point.rule.percent}
        mine = party == key[1] or one.group == words.OURSELVES
        assert {rule for rule, amount in points(one).items() if now[rule] != amount} <= (touched if mine else set())


@EXAMPLES
@given(offices(), DAYS)
def test_every_row_that_counts_stands_behind_a_point_and_the_count_says_how_many(ledger, day):
    for one in scored(ledger, day).values():
        for point in one.points:
            if point.said and "/" in point.said:
                done, total = map(int, point.said.split("/"))
                assert (done, total) == (sum(cause.good for cause in point.causes), len(point.causes))
            elif point.said.endswith("项"):
                assert point.said == f"{len(point.causes)}项"


@settings(max_examples=15)
@given(offices(), DAYS)
def test_the_same_ledger_gives_the_same_scores(ledger, day):
    assert scored(ledger, day) == scored(ledger, day)
