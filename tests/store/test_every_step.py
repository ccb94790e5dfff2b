"""A run that dies, or finds the disk full, at every step of its I/O: old or new, whole, and a rerun completes."""

from __future__ import annotations

import os
import shutil

import pytest

from tests.jobs.little_office import TASK, built_little
from tests.jobs.office_desk import FORMS, MASTER, form, type_into
from tests.store.doomed_runs import DEAD, doom, state_of

__all__ = ["built_little"]
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="runs are forked; Windows cannot")
REPLACED = "replace 总台账.xlsx"
COMMANDS = ("merge", "distribute", "undo")


@pytest.fixture(scope="module")
def server():
    with doom() as server:
        yield server


@pytest.fixture(scope="module", params=COMMANDS)
def tried(request, built_little, tmp_path_factory, server):
    """An office with a week typed in, the command, its steps, and the office after one and after two whole runs."""
    folder = tmp_path_factory.mktemp(request.param)
    start = shutil.copytree(built_little, folder / "start")
    type_into(form(start, "甲科"), TASK, {(1, "进展情况"): "甲科写的", (4, "存在问题"): "人手不足"})
    type_into(form(start, "乙科"), TASK, {(2, "进展情况"): "乙科写的"})
    type_into(start / MASTER, "科室进展", {("甲科", "核查意见"): "请补材料"}, "科室")
    if request.param == "undo":
        assert server.run(start, "merge").code == 0
    whole = shutil.copytree(start, folder / "whole")
    ended = server.run(whole, request.param, fault="none")
    assert ended.code == 0, ended.said
    once = state_of(whole)
    again = "merge" if request.param == "undo" else request.param
    assert server.run(whole, again).code == 0
    return request.param, start, ended.steps, once, state_of(whole)


def test_the_steps_are_those_of_the_protocol_in_its_order(tried):
    command, _, steps, _, _ = tried
    wanted = ["sql INSERT OR REPLACE", "sql COMMIT"]  # the journal knows first
    wanted += ["open .", "write .", "fsync", "replace "] if command != "undo" else []  # inputs archived
    wanted += ["open .总台账.xlsx.new", "write .总台账.xlsx.new", "fsync"]
    wanted += ["write .总台账-2018-08-06-", "fsync", "replace 总台账-2018-08-06-", "fsync"]  # backup
    wanted += ["replace 总台账.xlsx", "fsync", "sql BEGIN IMMEDIATE", "sql INSERT OR REPLACE", "sql COMMIT"]
    place = -1
    for step in wanted:
        place = next(n for n in range(place + 1, len(steps)) if steps[n].startswith(step))
    assert [step for step in steps if step.endswith(" 总台账.xlsx")] == ["replace 总台账.xlsx"]


def rerun(server, command, root, new):
    """What a clerk does after a run that did not come through: run it again; an undo that was carried out is done."""
    master = (root / MASTER).read_bytes()
    ended = server.run(root, "merge" if command == "undo" and master == new else command)
    assert ended.code == 0, ended.said
    return master == new


def check_whole(now, once, twice, command, replaced):
    """The office after the rerun is the one after an undisturbed run, or after two when the first had come through.

    A distribute that died among the forms has issued its number all the same: the rerun gives the next to everybody.
    """
    wanted = twice if replaced else once
    if command == "distribute" and replaced:
        for table in ("changes", "bases", "handins", "snapshot"):
            assert now["journal"][table] == wanted["journal"][table]
        forms = [name for name in wanted["files"] if "科室填报" in name]
        assert {name: now["files"][name] for name in forms} == {name: wanted["files"][name] for name in forms}
        return
    assert now["journal"] == wanted["journal"]
    assert now["files"].keys() == wanted["files"].keys()
    assert now["files"] == wanted["files"]


@pytest.mark.parametrize("fault", ["die", "half"])
def test_a_run_that_dies_at_any_step_leaves_old_or_new_and_a_rerun_completes(tried, fault, server, tmp_path):
    command, start, steps, once, twice = tried
    old, new = (start / MASTER).read_bytes(), once["files"][MASTER.as_posix()]
    for step, what in enumerate(steps):
        if fault == "half" and not what.startswith("write"):
            continue
        root = shutil.copytree(start, tmp_path / f"{step} {what.split()[0]}")
        assert server.run(root, command, step=step, fault=fault).code == DEAD
        assert (root / MASTER).read_bytes() in (old, new)
        replaced = rerun(server, command, root, new)
        check_whole(state_of(root), once, twice, command, replaced)
        shutil.rmtree(root)


def test_a_disk_full_at_any_step_is_one_line_and_costs_nothing(tried, server, tmp_path):
    command, start, steps, once, twice = tried
    old, new = (start / MASTER).read_bytes(), once["files"][MASTER.as_posix()]
    for step, what in enumerate(steps):
        root = shutil.copytree(start, tmp_path / f"{step} {what.split()[0]}")
        ended = server.run(root, command, step=step, fault="full")
        beside = len(list((root / FORMS).glob("*.xlsx"))) > len(list((start / FORMS).glob("*.xlsx")))
        if ended.code == 0 and step > steps.index(REPLACED) and not beside:  # a receipt that fails stops nobody
            assert ((root / MASTER).read_bytes(), state_of(root)["journal"]) == (new, once["journal"])
            shutil.rmtree(root)
            continue
        if ended.code == 0 and (what.startswith(("mkdir", "unlink", "open tmp", "write tmp")) or beside):
            assert beside or state_of(root) == once  # the folder was there, another folder for what is passing, …
            shutil.rmtree(root)
            continue
        assert (ended.code, ended.said.count("\n")) == (2, 1), (what, ended.said)
        assert "程序出错" not in ended.said
        assert (root / MASTER).read_bytes() == (old if step <= steps.index(REPLACED) else new)
        assert not list(root.rglob(".*.new"))
        replaced = rerun(server, command, root, new)
        check_whole(state_of(root), once, twice, command, replaced)
        shutil.rmtree(root)
