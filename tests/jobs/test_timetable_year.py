"""A simulated year of crashes, sleeps and set clocks: no period of a job is lost, none has two outcomes."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest

from automation.rules.timetable import TRIES
from tests.jobs.timetable_world import CALENDAR, YEAR, Killed, World, at

END = at("2019-01-25 00:00")
SEEDS = range(5)


@pytest.fixture(params=SEEDS)
def lived(request, tmp_path) -> World:
    world = World(tmp_path, request.param, kills=0.4, faults=0.1)
    world.live(END)
    world.rest()
    return world


def test_no_period_is_lost_and_none_is_doubled_however_the_machine_dies(lived):
    written = lived.written()
    assert Counter(row[:2] for row in written).most_common(1)[0][1] == 1  # an outcome is written once
    outcomes = {(job, period): outcome for job, period, outcome in written}
    assert sum(lived.deaths.values()) > 25
    assert set(lived.deaths) == {"before lease", "after lease", "mid job", "after job", "after outcome"}
    for job in lived.jobs:
        for one in lived.due(job):
            key = one.job, one.period
            if outcomes[key] == "完成":
                assert lived.effects[key] == 1 + lived.redone[key]  # twice only where it died before that was written
                assert lived.spoilt[key] < TRIES
            elif outcomes[key] == "放弃":
                assert lived.spoilt[key] == TRIES
            else:
                assert (outcomes[key], job.every) == ("略过", False)
    assert set(outcomes) == {(one.job, one.period) for job in lived.jobs for one in lived.due(job)}


def test_in_a_year_without_mishaps_each_period_is_done_once_and_at_its_hour(tmp_path):
    world = World(tmp_path)
    moments = {one.due for listed in world.periods.values() for one in listed}
    for moment in sorted(moments):
        world.now = moment
        for done in world.round():
            assert done.period.due == world.now
    passed = {(job, period) for job, period, outcome in world.written() if outcome != "完成"}
    following = [pair for job in world.jobs if not job.every for pair in pairwise(world.periods[job.key])]
    assert passed == {(one.job, one.period) for one, later in following if one.due == later.due}  # after long holidays
    assert 0 < len(passed) < 3
    assert set(world.effects.values()) == {1}
    count = Counter(job.split("·")[1] for job, _ in world.effects)
    assert count["每周"] == 53 - len(passed)
    assert count["每月"] == 24
    assert (count["每季"], count["每年"], count["一次"]) == (4, 1, 1)
    assert count["每天"] == sum(map(CALENDAR.works, (date(YEAR, 1, 1) + timedelta(day) for day in range(365))))


def test_after_weeks_asleep_all_are_made_up_or_only_the_latest_as_the_row_says(tmp_path):
    world = World(tmp_path, start=at("2018-03-05 12:00"))
    world.now = at("2018-04-02 12:00")
    done = world.round()
    weekly = [(one.period.period, one.state) for one in done if one.job.key == "周汇总·每周·周一"]
    assert weekly == [("2018-W11", "略过"), ("2018-W12", "略过"), ("2018-W13", "略过"), ("2018-W14", "完成")]
    daily = [one for one in done if one.job.row.cadence == "每天"]
    assert {one.state for one in daily} == {"完成"}
    assert len(daily) == 20  # work days from 6 March to 2 April
    assert [one.period.period for one in done if one.job.key == "汇总·每月·最后一天"] == ["2018-03"]
    made = [(one.outcome.as_of.isoformat(), one.period.due) for one in done if one.outcome]
    assert made == sorted(made)  # the days that runs count from go forward, and end with today
    assert (made[0][0], made[-1][0]) == ("2018-03-06", "2018-04-02")


def test_a_clock_set_back_does_nothing_again_and_a_clock_set_forward_waits_for_nobody(tmp_path):
    world = World(tmp_path, start=at("2018-05-07 12:00"))
    before = dict(world.effects)
    world.now = at("2018-02-01 00:00")
    assert world.round() == ()
    world.now = at("2018-05-07 13:00")
    assert world.round() == ()
    assert dict(world.effects) == before
    world.now = at("2018-05-08 09:00")
    assert [one.period.period for one in world.round()] == ["2018-05-08"]


def test_a_lease_taken_before_the_clock_was_set_back_does_not_hold_the_job_for_ever(tmp_path):
    world = World(tmp_path, start=at("2018-06-04 00:00"))
    world.now, world.doomed = at("2018-06-04 09:00"), "mid job"
    with pytest.raises(Killed):
        world.round()
    world.now = at("2018-06-04 08:45")  # the clock was an hour fast, say
    assert [one.period.period for one in world.round()] == ["2018-06-04"]


def test_what_died_under_its_lease_is_done_when_that_has_run_out_and_not_before(tmp_path):
    world = World(tmp_path, start=at("2018-06-05 00:00"))
    world.now, world.doomed = at("2018-06-05 09:00"), "mid job"
    with pytest.raises(Killed):
        world.round()
    world.now += timedelta(minutes=59)
    assert world.round() == ()
    world.now += timedelta(minutes=1)
    (done,) = world.round()
    assert (done.state, [one.kind for one in done.findings]) == ("完成", ["timetable_broken_off"])


def test_a_job_that_kills_its_process_each_time_is_given_up_after_three_and_the_others_go_on(tmp_path):
    world = World(tmp_path, start=at("2018-06-05 00:00"))
    world.now = at("2018-06-05 09:00")
    for _ in range(TRIES):
        world.doomed = "mid job"
        with pytest.raises(Killed):
            world.round()
        world.now += timedelta(hours=1)
    (done,) = world.round()
    assert (done.state, [one.kind for one in done.findings]) == ("放弃", ["timetable_given_up"])
    world.now += timedelta(days=1)
    assert [one.state for one in world.round()] == ["完成"]
