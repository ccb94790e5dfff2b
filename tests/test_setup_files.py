"""What the files of the set-up promise each other: the door's header, the project file, the locks, the rule of CI."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1]


@pytest.mark.parametrize(
    "name", ["run.py", "automation/__init__.py", "automation/terms/__init__.py", "automation/terms/door.py"]
)
def test_what_an_older_python_must_read_to_be_refused_it_can_parse(name: str):
    ast.parse((HOUSE / name).read_text("utf-8"), feature_version=(3, 8))


def test_header_project_file_and_locks_name_the_same_packages_each_with_its_hash():
    pin = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)
    lock = (HOUSE / "requirements.lock").read_text("utf-8")
    pinned = dict(pin.findall(lock))
    header = dict(re.findall(r'^#     "([a-z0-9-]+)==([^"]+)",$', (HOUSE / "run.py").read_text("utf-8"), re.MULTILINE))
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {
        re.split(r"[>=<]", line)[0] for line in project["dependencies"] + project["optional-dependencies"]["test"]
    }
    assert set(header) == wanted
    assert header.items() <= pinned.items()
    developers = (HOUSE / "requirements-dev.lock").read_text("utf-8")
    assert pinned.items() <= dict(pin.findall(developers)).items()
    for text in (lock, developers):
        assert "://" not in text
        entries = re.split(r"^(?=[a-z0-9-]+==)", text, flags=re.MULTILINE)[1:]
        assert all("--hash=sha256:" in entry for entry in entries)


ON = pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["in one process", "on two cores"])


def run_tests(folder: Path, sources: dict[str, str], *options: str, ci: str = "") -> tuple[int, list[str]]:
    """Run tests under the conftest of the house; gives the exit code and what was printed."""
    tests = folder / "project/tests"
    tests.mkdir(parents=True)
    (folder / "shared").mkdir()
    shutil.copy(HOUSE / "tests/conftest.py", tests)
    for name, source in sources.items():
        (tests / name).write_text(source, "utf-8")
    settings = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST")}
    settings |= {"CI": ci, "PYTHONPATH": str(HOUSE)}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *options, str(tests)]
    done = subprocess.run(command, cwd=tests, env=settings, capture_output=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout.splitlines()


@ON
@pytest.mark.parametrize(("ci", "code"), [("true", 1), ("", 0)])
def test_a_test_that_skips_itself_fails_the_run_in_ci_and_the_closing_line_stays_last(
    tmp_path: Path, ci: str, code: int, workers: tuple[str, ...]
):
    sources = {
        "test_two.py": "from pytest import skip\n"
        "def test_one(): pass\n"
        "def test_other(): skip('no paper in the printer')\n",
        "test_absent.py": "import pytest\npytest.importorskip('no_such_library')\n",
    }
    ended, said = run_tests(tmp_path, sources, *workers, ci=ci)
    assert ended == code
    assert any("test_other: Skipped: no paper in the printer" in line for line in said) is (ci == "true")
    assert any("test_absent.py: Skipped: could not import 'no_such" in line for line in said) is (ci == "true")
    assert "1 passed, 2 skipped" in said[-1]


@ON
def test_what_the_last_test_leaves_open_fails_the_run(tmp_path: Path, workers: tuple[str, ...]):
    leaky = (
        "import gc, os\n"
        "class Clerk: pass\n"
        "def test_last():\n"
        "    gc.disable()\n"
        "    clerk = Clerk()\n"
        "    clerk.self, clerk.drawer = clerk, open(os.devnull)\n"
    )
    strict = ("-W", "error::ResourceWarning", "-W", "error::pytest.PytestUnraisableExceptionWarning")
    ended, said = run_tests(tmp_path, {"test_leaky.py": leaky}, *strict, *workers)
    assert ended == 1
    assert "1 passed, 1 error" in said[-1]
