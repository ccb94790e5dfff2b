"""A run that dies, or finds the disk full, at every step of its I/O: old or new, whole, and a rerun completes.

What a run leaves that dies at a step is the disk as it was when the run came there. So one run whose office is copied
at every step shows what all the deaths leave; that a real death leaves just this is tried at the last step of each
kind. A rerun knows nothing but the disk it finds: of the steps that leave the same disk, the first is rerun for all.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.jobs.little_office import TASK, built_little
from tests.jobs.office_desk import FORMS, MASTER, digest, form, type_into
from tests.store.doomed_runs import DEAD, Doom, doom, state_of

__all__ = ["built_little"]
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="runs are forked; Windows cannot")
REPLACED = "replace 总台账.xlsx"
ROLLBACK = "workbooks/.store/journal.sqlite-journal"  # SQLite marks each with a random number
COMMANDS = ("merge", "distribute", "undo")


@dataclass
class Tried:
    """An office with a week typed in, the command, its steps, and the office after one and after two whole runs."""

    server: Doom
    command: str
    start: Path
    steps: list[str]
    once: dict
    twice: dict
    rerun: set[frozenset] = field(default_factory=set)  # the disks whose rerun has come out well

    def master(self) -> tuple[bytes, bytes]:
        """The master before and after the run."""
        return (self.start / MASTER).read_bytes(), self.once["files"][MASTER.as_posix()]

    def check_rerun(self, root: Path) -> None:
        """What a clerk does after a run that did not come through: run it again; an undo carried out is done."""
        disk = frozenset(digest(root).items()) | {path.relative_to(root).as_posix() for path in root.rglob("*")}
        if disk in self.rerun:
            return
        replaced = (root / MASTER).read_bytes() == self.master()[1]
        ended = self.server.run(root, "merge" if self.command == "undo" and replaced else self.command)
        assert ended.code == 0, ended.said
        check_whole(state_of(root), self.once, self.twice, self.command, replaced)
        self.rerun.add(disk)


@pytest.fixture(scope="module")
def server():
    with doom() as server:
        yield server


@pytest.fixture(scope="module", params=COMMANDS)
def tried(request, built_little, tmp_path_factory, server):
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
    return Tried(server, request.param, start, ended.steps, once, state_of(whole))


@pytest.fixture
def disks(tried, tmp_path):
    """The office as it is at each step of one run."""
    root = shutil.copytree(tried.start, tmp_path / "run")
    folder = tmp_path / "run.steps"
    folder.mkdir()
    ended = tried.server.run(root, tried.command, fault="copy")
    assert (ended.code, ended.steps, state_of(root)) == (0, tried.steps, tried.once)
    return [folder / str(step) for step in range(len(tried.steps))]


def test_the_steps_are_those_of_the_protocol_in_its_order(tried):
    wanted = ["sql INSERT OR REPLACE", "sql COMMIT"]  # the journal knows first
    wanted += ["open .", "write .", "fsync", "replace "] if tried.command != "undo" else []  # inputs archived
    wanted += ["open .总台账.xlsx.new", "write .总台账.xlsx.new", "fsync"]
    wanted += ["write .总台账-2018-08-06-", "fsync", "replace 总台账-2018-08-06-", "fsync"]  # backup
    wanted += ["replace 总台账.xlsx", "fsync", "sql BEGIN IMMEDIATE", "sql INSERT OR REPLACE", "sql COMMIT"]
    place = -1
    for step in wanted:
        place = next(n for n in range(place + 1, len(tried.steps)) if tried.steps[n].startswith(step))
    assert [step for step in tried.steps if step.endswith(" 总台账.xlsx")] == ["replace 总台账.xlsx"]


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


def test_a_run_that_dies_at_any_step_leaves_old_or_new_and_a_rerun_completes(tried, disks):
    for root in disks:
        assert (root / MASTER).read_bytes() in tried.master()
        tried.check_rerun(root)


def test_a_real_death_leaves_the_disk_as_it_was_at_the_step(tried, disks, tmp_path):
    last = {what.split()[0]: step for step, what in enumerate(tried.steps)}
    for step in last.values():
        root = shutil.copytree(tried.start, tmp_path / f"dead {step}")
        assert tried.server.run(root, tried.command, step=step, fault="die").code == DEAD
        dead, copied = digest(root), digest(disks[step])
        assert dead.keys() == copied.keys()
        for name in dead.keys() - {ROLLBACK}:
            assert dead[name] == copied[name]


def test_a_run_that_dies_in_the_middle_of_any_write_leaves_old_or_new_and_a_rerun_completes(tried, tmp_path):
    for step, what in enumerate(tried.steps):
        if not what.startswith("write"):
            continue
        root = shutil.copytree(tried.start, tmp_path / f"{step} {what.split()[0]}")
        assert tried.server.run(root, tried.command, step=step, fault="half").code == DEAD
        assert (root / MASTER).read_bytes() in tried.master()
        tried.check_rerun(root)
        shutil.rmtree(root)


def test_a_disk_full_at_any_step_is_one_line_and_costs_nothing(tried, tmp_path):
    start, (old, new) = tried.start, tried.master()
    for step, what in enumerate(tried.steps):
        root = shutil.copytree(start, tmp_path / f"{step} {what.split()[0]}")
        ended = tried.server.run(root, tried.command, step=step, fault="full")
        beside = len(list((root / FORMS).glob("*.xlsx"))) > len(list((start / FORMS).glob("*.xlsx")))
        if ended.code == 0 and step > tried.steps.index(REPLACED) and not beside:  # a receipt that fails stops nobody
            assert ((root / MASTER).read_bytes(), state_of(root)["journal"]) == (new, tried.once["journal"])
            shutil.rmtree(root)
            continue
        if ended.code == 0 and (what.startswith(("mkdir", "unlink", "open tmp", "write tmp")) or beside):
            assert beside or state_of(root) == tried.once  # the folder was there, another folder for what is passing, …
            shutil.rmtree(root)
            continue
        assert (ended.code, ended.said.count("\n")) == (2, 1), (what, ended.said)
        assert "程序出错" not in ended.said
        assert (root / MASTER).read_bytes() == (old if step <= tried.steps.index(REPLACED) else new)
        assert not list(root.rglob(".*.new"))
        tried.check_rerun(root)
        shutil.rmtree(root)
