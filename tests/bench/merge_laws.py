"""The laws of the merge (tests/rules/test_merge_laws.py, tests/jobs/test_merge_laws.py), tried much longer. By hand:

    python tests/bench/merge_laws.py [--weeks 5000] [--files 200]

Each run tries other weeks; one that breaks a law is printed as small as hypothesis can make it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from hypothesis import HealthCheck, given, settings

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.jobs import test_merge_laws as by_file  # noqa: E402
from tests.rules import test_merge_laws as by_rule  # noqa: E402


def main() -> None:
    """Try both, tell how many and how long."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--weeks", type=int, default=5000)
    parser.add_argument("--files", type=int, default=200)
    told = parser.parse_args()
    longer = {"deadline": None, "database": None, "suppress_health_check": list(HealthCheck)}
    started = time.perf_counter()
    settings(max_examples=told.weeks, **longer)(given(by_rule.WEEKS)(by_rule.check_weeks))()
    print(f"rules: {told.weeks} random terms, {time.perf_counter() - started:.0f} s, no law broken")
    started = time.perf_counter()
    settings(max_examples=told.weeks, **longer)(given(by_rule.FEUDS)(by_rule.check_feud))()
    print(f"feuds: {told.weeks} random terms, {time.perf_counter() - started:.0f} s, no law broken")
    with tempfile.TemporaryDirectory() as folder:
        issued = by_file.build_office(Path(folder))
        started = time.perf_counter()
        check = settings(max_examples=told.files, **longer)(
            given(by_file.TERMS)(lambda term: by_file.check_term(issued, term))
        )
        check()
        print(f"files: {told.files} random terms, {time.perf_counter() - started:.0f} s, no law broken")


if __name__ == "__main__":
    main()
