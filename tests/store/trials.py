"""What the crash tests and the benches try again and again (试验): runs killed at random, and two runs at once."""

from __future__ import annotations

import random
import shutil
import time
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl

from tests.jobs.little_office import TASK
from tests.jobs.office_desk import MASTER, form, sheet, type_into
from tests.store.doomed_runs import Doom, journal_of

WEEK = {("甲科", 1): "甲科写的", ("甲科", 4): "甲科也写了", ("乙科", 2): "乙科写的", ("丙科", 4): "丙科写的"}


@dataclass(slots=True)
class Killed:
    """How many runs were started and died, how many of those had replaced the master, and what was lost (nothing)."""

    trials: int = 0
    died: int = 0
    replaced: int = 0
    lost: list[str] = field(default_factory=list)


def type_week(root: Path) -> None:
    """Every section types, and the office does too."""
    for section in ("甲科", "乙科", "丙科"):
        typed = {(order, "进展情况"): said for (who, order), said in WEEK.items() if who == section}
        type_into(form(root, section), TASK, typed)
    type_into(root / MASTER, "科室进展", {("甲科", "核查意见"): "请补材料"}, "科室")


def find_losses(root: Path) -> list[str]:
    """What of the week is not in the master and the journal exactly once, or what is there beside it."""
    told = {(row["科室"], int(row["编号"][-4:])): row for row in sheet(root, "科室进展")}
    lost = [f"{key}: {told[key]['进展情况']}" for key, said in WEEK.items() if told[key]["进展情况"] != said]
    if told["甲科", 1]["核查意见"] != "请补材料":
        lost.append("the office's edit")
    changes = [(row["科室"], row["编号"], row["新值"]) for row in sheet(root, "变更记录")]
    if sorted(changes) != sorted(set(changes)) or len(changes) != len(WEEK) + 1:
        lost.append(f"the history: {changes}")
    if len(journal_of(root)["changes"]) != len(changes) or journal_of(root)["pending"]:
        lost.append("the journal")
    return lost


def kill_at_random(server: Doom, office: Path, folder: Path, trials: int, seed: int) -> Killed:
    """Kill runs at moments spread over the time a run takes, rerun each, and compare, until so many have died."""
    dice = random.Random(seed)  # noqa: S311 - repeatable, not secret
    start = shutil.copytree(office, folder / "start")
    type_week(start)
    before = (start / MASTER).read_bytes()
    server.run(shutil.copytree(start, folder / "warm"), "merge")
    timed = shutil.copytree(start, folder / "timed")
    began = time.monotonic()
    server.run(timed, "merge")
    lasts = time.monotonic() - began
    killed = Killed()
    for trial in range(4 * trials):
        if killed.died == trials:
            break
        root = shutil.copytree(start, folder / f"{trial}")
        pid = server.start(root, "merge")
        time.sleep(lasts * dice.uniform(0.02, 0.95))
        server.kill(pid)
        killed.trials += 1
        killed.died += server.wait(pid).code < 0
        killed.replaced += (root / MASTER).read_bytes() != before
        openpyxl.load_workbook(root / MASTER)
        ended = server.run(root, "merge")
        lost = find_losses(root) if ended.code == 0 else [ended.said]
        if lost:
            killed.lost.append(f"trial {trial}: {lost}")
        else:
            shutil.rmtree(root)
    return killed


def run_two_at_once(server: Doom, office: Path, folder: Path, trials: int) -> list[str]:
    """Start two merges at the same moment, let the one that was told to wait run again; gives what was lost."""
    start = shutil.copytree(office, folder / "week")
    type_week(start)
    lost = []
    for trial in range(trials):
        root = shutil.copytree(start, folder / f"both{trial}")
        pids = [server.start(root, "merge"), server.start(root, "merge")]
        codes = [server.wait(pid).code for pid in pids]
        if sorted(codes) not in ([0, 0], [0, 2]):
            lost.append(f"trial {trial}: exit codes {codes}")
        if 2 in codes:
            server.run(root, "merge")
        lost += [f"trial {trial}: {one}" for one in find_losses(root)]
        shutil.rmtree(root)
    return lost
