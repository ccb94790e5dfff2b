"""The sample office's whole year, week by week, each paper recounted from the finished document; how long a week takes.

By hand:

    python tests/bench/sample_year.py
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.jobs.sample_year import run_year  # noqa: E402


def main() -> None:
    """Run the year and print what was made; a number that does not agree ends it."""
    counts: Counter[str] = Counter()
    took: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        last = time.perf_counter()
        for day, job in run_year(Path(folder)):
            now = time.perf_counter()
            counts[job] += 1
            took[job] += now - last
            last = now
            print(f"{day} {job}")
        papers = sum(1 for _ in Path(folder, "output").rglob("*.docx"))
    for job, count in counts.items():
        print(f"{job}: {count} runs, {took[job] / count:.2f} s each, recount included")
    print(f"{papers} papers; every number agrees")


if __name__ == "__main__":
    main()
