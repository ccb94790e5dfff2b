"""Two merges started at the same moment over the same office, again and again; no edit may be lost. By hand:

python tests/bench/two_runs.py [--trials 100]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.jobs.little_office import build_little
from tests.store.doomed_runs import doom
from tests.store.trials import run_two_at_once


def main() -> int:
    """Race, compare; the exit code tells whether anything was lost."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--trials", type=int, default=100)
    asked = parser.parse_args()
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, doom() as server:
        office = build_little(Path(folder) / "office")
        lost = run_two_at_once(server, office, Path(folder), asked.trials)
    print(f"{asked.trials} times two runs at once, {time.perf_counter() - started:.0f} s, lost edits: {len(lost)}")
    print("\n".join(lost))
    return int(bool(lost))


if __name__ == "__main__":
    sys.exit(main())
