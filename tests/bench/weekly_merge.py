"""The weekly merge against the script a clerk would find on the web, whole processes, in the same run.

Ours reads 20 section workbooks of 64 rows, merges them three ways, judges lateness, patches the master, keeps journal,
archive and backup. The peer (pandas) reads the same files, concatenates them and writes one workbook. By hand:

    python tests/bench/weekly_merge.py [--runs 5]

needs the developer's extras (requirements-dev.lock) in the interpreter that runs it.
"""

from __future__ import annotations

import argparse
import csv
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from automation.jobs.distribute import distribute  # noqa: E402
from automation.jobs.init import init  # noqa: E402
from automation.jobs.outcome import Run  # noqa: E402
from automation.jobs.typing_in import Typed, type_cells  # noqa: E402
from automation.jobs.workspace import Workspace, open_workspace  # noqa: E402

SECTIONS, TASKS, EDITS = 20, 64, 10
PEER = """
import sys
from pathlib import Path
import pandas as pd
paths = sorted(Path(sys.argv[1]).glob("*.xlsx"))
frames = [pd.read_excel(path, sheet_name="任务进展").assign(科室=path.stem) for path in paths]
pd.concat(frames).to_excel(sys.argv[2], index=False, engine="openpyxl")
"""


def build_office(root: Path) -> Workspace:
    """An office of 20 sections that all answer for each of 64 tasks, with ten cells typed by each."""
    seeds = root / "seeds"
    seeds.mkdir(parents=True)
    sections = [f"业务{number:02d}科" for number in range(1, SECTIONS + 1)]
    head = '[office]\nname="测速单位"\nshort="测速单位"\ncode="测"\nyear=2018\nissued=2018-07-25\n[settings]\n'
    listed = "".join(f'[[section]]\nname="{name}"\ncategory="机关科室"\ncounts=true\n' for name in sections)
    (seeds / "office.toml").write_text(head + listed, encoding="utf-8")
    plan = ["重点工作", "专项工作", "完成工作并公开结果", "各科室分别负责落实", "全年工作"]
    with (seeds / "tasks.csv").open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["序号", "一级工作任务", "二级工作任务", "具体要求", "牵头落实科室", "完成时限"])
        for order in range(1, TASKS + 1):
            rows.writerow([order, *plan])
    workspace = open_workspace(root / "office")
    issued = date(2018, 7, 25)
    init(workspace, Run("init", issued), seeds, 2018)
    distribute(workspace, Run("distribute", issued))
    typed = [
        Typed(issued, name, "任务进展", str(order), "", "进展情况", f"第{order}项已推进")
        for name in sections
        for order in range(1, EDITS + 1)
    ]
    type_cells(workspace, typed, 2018)
    return workspace


def measure(command: list[str]) -> float:
    """Seconds of wall time of one whole process."""
    started = time.perf_counter()
    subprocess.run(command, check=False, capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
    return time.perf_counter() - started


def main() -> None:
    """Build once, then measure both from the same start, alternating."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        fresh = build_office(root).root
        ours, peers = [], []
        for number in range(runs):
            copy = root / f"run{number}"
            shutil.copytree(fresh, copy)
            start = [sys.executable, "-c", "import sys; from automation.cli import main; sys.exit(main(sys.argv[1:]))"]
            ours.append(measure([*start, "merge", "--workspace", str(copy), "--as-of", "2018-08-06"]))
            forms = copy / "workbooks" / "科室填报"
            peers.append(measure([sys.executable, "-c", PEER, str(forms), str(copy / "合并.xlsx")]))
            shutil.rmtree(copy)
    mine, peer = statistics.median(ours), statistics.median(peers)
    print(f"{SECTIONS} workbooks of {TASKS} rows, {SECTIONS * EDITS} cells changed, median of {runs} whole processes")
    print(f"ours  (merge, lights, journal, patched master): {mine:.2f} s")
    print(f"peer  (pandas read_excel, concat, to_excel):    {peer:.2f} s")
    print(f"ratio ours / peer: {mine / peer:.2f}")


if __name__ == "__main__":
    main()
