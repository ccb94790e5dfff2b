"""A real process of timetable --once that dies at any step, is killed, or meets another: no period lost or doubled."""

from __future__ import annotations

import os
import random
import shutil
import time

import pytest

from tests.jobs.little_office import built_little
from tests.jobs.office_desk import row, run, sheet
from tests.store.doomed_runs import DEAD, doom, journal_of

__all__ = ["built_little"]
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="runs are forked; Windows cannot")
ONCE = ("timetable", "--once")


@pytest.fixture(scope="module")
def office(built_little, tmp_path_factory):
    """The little office, whose timetable has been looked at before."""
    root = shutil.copytree(built_little, tmp_path_factory.mktemp("seen") / "office")
    assert run(root, *ONCE, as_of="2018-08-03")[1]["done"] == []
    return root


@pytest.fixture(scope="module")
def server():
    with doom() as server:
        yield server


def check_done_once(root, as_of):
    """The week's job has one outcome, its report is there, and 排程 and 运行记录 say so."""
    assert run(root, *ONCE, as_of=as_of)[0] == 0
    assert [eval(one)[-3] for one in journal_of(root)["job_runs"]] == ["完成"]  # noqa: S307 - our own rows
    assert list(root.glob("output/*/周报.docx"))
    assert row(root, "排程", 作业="周汇总")["结果"] == "2018年第32周：完成"
    assert [one["命令"] for one in sheet(root, "运行记录")][-1] == "排程"
    assert run(root, *ONCE, as_of=as_of)[1]["done"] == []
    assert run(root, "merge", as_of=as_of)[0] == 0  # which completes an entry left unfinished
    kept = journal_of(root)
    assert (kept["pending"], len(kept["runs"])) == ([], len(sheet(root, "运行记录")))


def test_whatever_step_it_dies_at_the_next_day_completes_it(server, office, tmp_path):
    whole = shutil.copytree(office, tmp_path / "whole")
    ended = server.run(whole, *ONCE, fault="none")
    assert ended.code == 0, ended.said
    steps = len(ended.steps)
    sql = [place for place, step in enumerate(ended.steps) if step.startswith("sql") and "COMMIT" in step]
    dice = random.Random(7)  # noqa: S311 - repeatable, not secret
    for step in sorted({*sql, *dice.sample(range(steps), 8)}):
        root = shutil.copytree(office, tmp_path / f"{step}")
        assert server.run(root, *ONCE, step=step, fault="die").code == DEAD
        check_done_once(root, "2018-08-07")
        shutil.rmtree(root)


def test_a_process_that_is_killed_leaves_a_lease_that_runs_out(server, office, tmp_path):
    dice = random.Random(11)  # noqa: S311 - repeatable, not secret
    timed = shutil.copytree(office, tmp_path / "timed")
    began = time.monotonic()
    server.run(timed, *ONCE)
    lasts = time.monotonic() - began
    died = 0
    for trial in range(6):
        root = shutil.copytree(office, tmp_path / f"{trial}")
        pid = server.start(root, *ONCE)
        time.sleep(lasts * dice.uniform(0.1, 0.9))
        server.kill(pid)
        died += server.wait(pid).code < 0
        check_done_once(root, "2018-08-07")
        shutil.rmtree(root)
    assert died > 2


def test_two_at_once_do_the_job_once(server, office, tmp_path):
    for trial in range(3):
        root = shutil.copytree(office, tmp_path / f"{trial}")
        pids = [server.start(root, *ONCE), server.start(root, *ONCE)]
        codes = sorted(server.wait(pid).code for pid in pids)
        assert codes in ([0, 0], [0, 2])
        assert [one["命令"] for one in sheet(root, "运行记录")].count("周汇总") == 1
        check_done_once(root, "2018-08-06")
