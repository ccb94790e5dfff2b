"""What holds for every test: in CI, beside the shared material, no test may skip itself."""

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared"


def find_skipped(config: pytest.Config) -> list[str]:
    """Return where and why tests were skipped in a run that may not skip any; a green run must mean that all ran."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or os.environ.get("CI") != "true" or not SHARED.is_dir():
        return []
    return [f"{report.nodeid}: {report.longrepr[-1]}" for report in reporter.stats.get("skipped", [])]


def pytest_sessionfinish(session: pytest.Session) -> None:
    if session.exitstatus == pytest.ExitCode.OK and find_skipped(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    skipped = find_skipped(config)
    if skipped:
        terminalreporter.section("skipped, which no test may do in CI")
        for line in skipped:
            terminalreporter.line(line)
