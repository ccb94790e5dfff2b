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
    header = dict(re.findall(r'^#     "([a-z-]+)==([^"]+)",$', (HOUSE / "run.py").read_text("utf-8"), re.MULTILINE))
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


@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["in one process", "on two cores"])
@pytest.mark.parametrize(("ci", "code"), [("true", 1), ("", 0)])
def test_a_test_that_skips_itself_fails_the_run_in_ci_and_the_closing_line_stays_last(
    tmp_path: Path, ci: str, code: int, workers: tuple[str, ...]
):
    tests = tmp_path / "project/tests"
    tests.mkdir(parents=True)
    (tmp_path / "shared").mkdir()
    shutil.copy(HOUSE / "tests/conftest.py", tests)
    (tests / "test_two.py").write_text(
        "from pytest import skip\ndef test_one(): pass\ndef test_other(): skip('no paper in the printer')\n", "utf-8"
    )
    (tests / "test_absent.py").write_text("import pytest\npytest.importorskip('no_such_library')\n", "utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *workers, str(tests)]
    settings = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST")}
    settings |= {"CI": ci, "PYTHONPATH": str(HOUSE)}
    done = subprocess.run(command, cwd=tests, env=settings, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == code
    assert ("test_other: Skipped: no paper in the printer" in done.stdout) is (ci == "true")
    assert ("test_absent.py: Skipped: could not import 'no_such_library'" in done.stdout) is (ci == "true")
    assert "1 passed, 2 skipped" in done.stdout.splitlines()[-1]
