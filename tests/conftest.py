"""What holds for every test: in CI, beside the shared material, no test may skip itself."""

import gc
import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# In a fresh checkout the first text Hypothesis draws makes its table of characters, which takes seconds.
settings.register_profile("any machine", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

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


@pytest.fixture(scope="session", autouse=True)
def closing_time() -> Iterator[None]:
    """What was left open is found while the last test can still fail; of a worker's own end nobody hears."""
    yield
    gc.collect()


@pytest.fixture(scope="session", autouse=True)
def warm_readers(closing_time: None) -> Iterator[None]:
    """Reading processes go on from one run to the next; tests of how they start and end ask for ``cold_readers``."""
    from tests.warm_readers import keep_warm

    with keep_warm():
        yield


@pytest.fixture(scope="session", autouse=True)
def kept_prints(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A paper printed before is not printed again; tests of the printing itself ask for ``cold_printer``."""
    from tests.kept_prints import keep_prints

    with keep_prints(tmp_path_factory.mktemp("prints")):
        yield


@pytest.fixture(scope="session")
def demo_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample office as it stands on 2018-11-26, without PDFs; do not write into it, copy it."""
    from automation.jobs.demo import demo
    from automation.jobs.outcome import Run

    folder = tmp_path_factory.mktemp("样例 单位") / "demo"
    demo(folder, Run("demo", date(2018, 11, 26)), pdf=False)
    return folder


@pytest.fixture
def office(demo_office: Path, tmp_path: Path) -> Path:
    """A copy of the sample office, to be worked in."""
    return Path(shutil.copytree(demo_office, tmp_path / "office"))


@pytest.fixture(scope="session")
def issued_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample office on the day its forms went out, nothing typed yet; do not write into it, copy it."""
    from automation.jobs.distribute import distribute
    from automation.jobs.init import init
    from automation.jobs.outcome import Run
    from automation.jobs.workspace import PROGRAM, open_workspace

    workspace = open_workspace(tmp_path_factory.mktemp("issued"))
    day = date(2018, 7, 25)
    init(workspace, Run("init", day), PROGRAM / "seeds" / "2018", 2018)
    distribute(workspace, Run("distribute", day))
    return workspace.root


@pytest.fixture
def fresh_office(issued_office: Path, tmp_path: Path) -> Path:
    """A copy of the office on the day of issue."""
    return Path(shutil.copytree(issued_office, tmp_path / "office"))


@pytest.fixture
def cold_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each run starts and ends its own reading processes, as it does in the office."""
    from automation.sources import reading_pool
    from tests.warm_readers import COLD

    monkeypatch.setattr(reading_pool, "_Reader", COLD)


@pytest.fixture
def cold_printer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each paper is printed, whether it was before or not."""
    from automation.outputs import pdf
    from tests.kept_prints import COLD

    monkeypatch.setattr(pdf, "_print_in_libreoffice", COLD)
