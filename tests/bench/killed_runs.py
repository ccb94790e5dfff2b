"""Merges killed with kill -9 at random moments; after each the run is repeated and everything compared. By hand:

python tests/bench/killed_runs.py [--trials 300] [--seed 1]
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
from tests.store.trials import kill_at_random


def main() -> int:
    """Kill, rerun, compare; the exit code tells whether anything was lost."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--trials", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, doom() as server:
        office = build_little(Path(folder) / "office")
        killed = kill_at_random(server, office, Path(folder), asked.trials, asked.seed)
    took = time.perf_counter() - started
    print(f"{killed.trials} runs, {killed.died} killed, {killed.replaced} had replaced the master, {took:.0f} s")
    print(f"broken masters or lost edits: {len(killed.lost)}")
    print("\n".join(killed.lost))
    return int(bool(killed.lost))


if __name__ == "__main__":
    sys.exit(main())
