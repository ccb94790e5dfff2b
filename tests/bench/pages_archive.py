"""How the archive grows in mode 同一工作簿: 52 weekly merges of the sample office, run by hand.

``python -m tests.bench.pages_archive [EVERY]``: every how many weeks a section types something (4).
"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from tests.jobs.office_desk import MASTER, run, type_into

SEEDS = Path(__file__).parents[2] / "seeds" / "2018"
START = date(2018, 7, 25)


def size(folder: Path) -> tuple[int, int]:
    """(files, bytes) below a folder."""
    found = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(found), sum(found)


def main(every: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        run(root, "init", SEEDS, "--year", "2018", as_of=START.isoformat())
        type_into(root / MASTER, "参数", {("填报方式", "值"): "同一工作簿"}, "名称")
        run(root, "distribute", as_of=START.isoformat())
        begun = time.perf_counter()
        taken = 0
        for week in range(1, 53):
            day = (START + timedelta(days=7 * week)).isoformat()
            if week % every == 0:
                type_into(root / MASTER, "政法科", {(26, "进展情况"): f"第{week}周：已核对"})
            _, told, err = run(root, "merge", as_of=day)
            assert not err, err
            taken += bool(told["changes"])
        files, used = size(root / "workbooks" / ".store" / "archive")
        spent = (time.perf_counter() - begun) / 52
        master = (root / MASTER).stat().st_size
        print(f"weeks that brought something {taken}; archive {files} files, {used / 2**20:.2f} MiB; ", end="")
        print(f"master {master / 2**10:.0f} KiB; {spent:.2f} s a merge")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 4)
