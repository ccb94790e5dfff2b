"""A merge into a master of 10,000 rows: time by step and peak memory, beside a floor. By hand:

    python tests/bench/large_master.py [--rows 10000] [--profile]

The office has 20 sections, each task is one section's; each section hands in ten changed cells. The floor is what
any patch has to do: inflate the two large sheets, parse them, write them again.
"""

from __future__ import annotations

import argparse
import cProfile
import csv
import pstats
import resource
import sys
import tempfile
import time
import zipfile
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

from lxml import etree

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from automation.jobs.distribute import distribute  # noqa: E402
from automation.jobs.init import init  # noqa: E402
from automation.jobs.merge import merge  # noqa: E402
from automation.jobs.outcome import Run  # noqa: E402
from automation.jobs.typing_in import Typed, type_cells  # noqa: E402
from automation.jobs.workspace import Workspace, open_workspace  # noqa: E402

SECTIONS, EDITS = 20, 10
ISSUED = date(2018, 7, 25)


def build_office(root: Path, rows: int) -> Workspace:
    """An office whose plan has ``rows`` tasks, shared out in turn, forms issued."""
    seeds = root / "seeds"
    seeds.mkdir(parents=True)
    sections = [f"业务{number:02d}科" for number in range(1, SECTIONS + 1)]
    head = '[office]\nname="测速单位"\nshort="测速单位"\ncode="测"\nyear=2018\nissued=2018-07-25\n[settings]\n'
    listed = "".join(f'[[section]]\nname="{name}"\ncategory="机关科室"\ncounts=true\n' for name in sections)
    (seeds / "office.toml").write_text(head + listed, encoding="utf-8")
    with (seeds / "tasks.csv").open("w", encoding="utf-8", newline="") as out:
        plan = csv.writer(out)
        plan.writerow(["序号", "一级工作任务", "二级工作任务", "具体要求", "牵头落实科室", "完成时限"])
        for order in range(1, rows + 1):
            lead = f"{sections[order % SECTIONS]}牵头落实"
            plan.writerow([order, "重点工作", "专项工作", f"完成第{order}项工作并公开结果", lead, "11月底前"])
    workspace = open_workspace(root / "office")
    init(workspace, Run("init", ISSUED), seeds, 2018)
    distribute(workspace, Run("distribute", ISSUED))
    return workspace


def type_week(workspace: Workspace, week: int, rows: int) -> None:
    """Every section changes ten cells."""
    first = range(1 + week, rows, max(rows // (SECTIONS * EDITS), 1))
    typed = [
        Typed(ISSUED, f"业务{order % SECTIONS + 1:02d}科", "任务进展", str(order), "", "进展情况", f"第{week}周已推进")
        for order in first
    ]
    type_cells(workspace, typed, 2018)


def measure_floor(data: bytes) -> float:
    """Seconds to inflate, parse and write the sheets that are larger than a megabyte."""
    started = time.perf_counter()
    with zipfile.ZipFile(BytesIO(data)) as package, zipfile.ZipFile(BytesIO(), "w", zipfile.ZIP_DEFLATED) as target:
        for entry in package.infolist():
            if entry.file_size > 2**20 and entry.filename.endswith(".xml"):
                target.writestr(entry.filename, etree.tostring(etree.fromstring(package.read(entry))))
    return time.perf_counter() - started


def main() -> None:
    """Build once, merge some weeks, tell the time of each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--weeks", type=int, default=3)
    parser.add_argument("--profile", action="store_true")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        workspace = build_office(Path(folder), told.rows)
        print(f"{told.rows} rows, {SECTIONS} sections; built and issued in {time.perf_counter() - started:.1f} s")
        data = workspace.master.read_bytes()
        print(f"master: {len(data) / 2**20:.1f} MiB; floor (inflate, parse, write): {measure_floor(data):.2f} s")
        built = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        profile = cProfile.Profile()
        for week in range(told.weeks):
            type_week(workspace, week, told.rows)
            run = Run("merge", ISSUED + timedelta(days=7 * (week + 1)))
            started, worked = time.perf_counter(), time.process_time()
            if told.profile:
                profile.enable()
            outcome = merge(workspace, run)
            profile.disable()
            seconds, worked = time.perf_counter() - started, time.process_time() - worked
            print(
                f"week {week}: {len(outcome.extra['changes'])} changes, {seconds:.2f} s, {worked:.2f} s of them at work"
            )
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"peak memory: {peak:.0f} MiB (building the office alone: {built:.0f} MiB)")
        if told.profile:
            pstats.Stats(profile).sort_stats("cumulative").print_stats(45)


if __name__ == "__main__":
    main()
