"""Runs killed at random moments, and two runs at once: the master is whole, no edit is lost (more: tests/bench)."""

from __future__ import annotations

import os

import pytest

from tests.jobs.little_office import built_little
from tests.store.doomed_runs import doom
from tests.store.trials import kill_at_random, run_two_at_once

__all__ = ["built_little"]
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="runs are forked; Windows cannot")


def test_thirty_runs_killed_at_random_moments_cost_nothing(built_little, tmp_path):
    with doom() as server:
        killed = kill_at_random(server, built_little, tmp_path, trials=30, seed=20181126)
    assert killed.died == 30
    assert killed.lost == []


def test_ten_times_two_runs_at_once_lose_no_edit(built_little, tmp_path):
    with doom() as server:
        assert run_two_at_once(server, built_little, tmp_path, trials=10) == []
