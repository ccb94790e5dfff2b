"""The door of a bare machine: run.py makes its environment, survives what offices do to it, and says one line.

Each test builds a tiny office of its own: a copy of run.py, a lock that names one hand-made wheel, and a command that
tells where it ran. The machine's package settings are shut out, so that no test needs or uses a network.
"""

import base64
import hashlib
import json
import os
import re
import runpy
import shutil
import signal
import subprocess
import sys
import time
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from automation.terms import door as words

pytestmark = pytest.mark.skipif(os.name == "nt", reason="these tests kill processes and take rights away as POSIX does")

HOUSE = Path(__file__).parents[1]
BASE = sys._base_executable
WHEEL = "tiny_ledger-1.0-py3-none-any.whl"
COMMAND = """
import json, sys
import tiny_ledger
def main(argv):
    print(json.dumps({"prefix": sys.prefix, "argv": argv, "wheel": tiny_ledger.__file__}))
    return 1 if argv == ["findings"] else 0
"""
# As root the rights of a folder are not looked at, unless this capability (CAP_DAC_OVERRIDE) is given away first.
AS_A_CLERK = "import ctypes, os, sys; ctypes.CDLL(None).prctl(24, 1, 0, 0, 0); os.execv(sys.argv[1], sys.argv[1:])"


def make_wheel(folder: Path) -> str:
    """Write the hand-made wheel and return its hash."""
    parts = {
        "tiny_ledger.py": "",
        "tiny_ledger-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: tiny-ledger\nVersion: 1.0\n",
        "tiny_ledger-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "tiny_ledger-1.0.dist-info/RECORD,,\n"
    for name, text in parts.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
        record += f"{name},sha256={digest},{len(text)}\n"
    folder.mkdir()
    with zipfile.ZipFile(folder / WHEEL, "w") as wheel:
        for name, text in (*parts.items(), ("tiny_ledger-1.0.dist-info/RECORD", record)):
            wheel.writestr(name, text)
    return hashlib.sha256((folder / WHEEL).read_bytes()).hexdigest()


class Office:
    """A project folder with the real door and a tiny program behind it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        terms = folder / "automation/terms"
        terms.mkdir(parents=True)
        source = (HOUSE / "run.py").read_text("utf-8")
        header = re.compile(r"^# dependencies = \[.*?^# \]", re.MULTILINE | re.DOTALL)
        (folder / "run.py").write_text(
            header.sub('# dependencies = [\n#     "tiny-ledger==1.0",\n# ]', source), "utf-8"
        )
        for name in ("automation/__init__.py", "automation/terms/__init__.py", "automation/terms/door.py"):
            shutil.copy(HOUSE / name, folder / name)
        (folder / "automation/cli.py").write_text(COMMAND, "utf-8")
        self.lock(make_wheel(folder / "wheelhouse"))

    @property
    def environment(self) -> Path:
        return self.folder / ".venv"

    @property
    def cache(self) -> Path:
        return self.folder.parent / "cache of the clerk"

    def lock(self, digest: str) -> None:
        (self.folder / "requirements.lock").write_text(f"tiny-ledger==1.0 --hash=sha256:{digest}\n", "utf-8")

    def settings(self, **more: str) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "UV", "PYTHONPATH", "VIRTUAL_ENV"))}
        dead = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_RETRIES": "0", "PIP_CONFIG_FILE": os.devnull}
        return kept | dead | {"XDG_CACHE_HOME": str(self.cache), "PATH": "/usr/bin:/bin"} | more

    def start(self, *argv: str, before: tuple[str, ...] = (), **more: str) -> subprocess.Popen[str]:
        command = [*before, BASE, str(self.folder / "run.py"), *argv]
        pipe = subprocess.PIPE
        return subprocess.Popen(
            command, env=self.settings(**more), stdout=pipe, stderr=pipe, encoding="utf-8", start_new_session=True
        )

    def run(self, *argv: str, **more) -> tuple[int, dict, list[str]]:
        """Return exit code, what the command told, and the lines on stderr."""
        return finish(self.start(*argv, **more))

    def start_and_catch_building(self) -> subprocess.Popen[str]:
        process = self.start("demo")
        while not (self.environment / "pyvenv.cfg").exists():
            assert process.poll() is None, process.communicate()
            time.sleep(0.002)
        return process


def finish(process: subprocess.Popen[str]) -> tuple[int, dict, list[str]]:
    out, err = process.communicate(timeout=60)
    return process.returncode, json.loads(out or "{}"), err.splitlines()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A folder with run.py in it; ctrl-C works there even when a shell started the tests with &, which ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield Office(tmp_path / "政务公开 台账#1")
    signal.signal(signal.SIGINT, before)


def lines_of(*templates: str) -> list[str]:
    """The beginnings of lines, up to their first field."""
    return [template.split("{")[0] for template in templates]


def test_the_first_run_prepares_the_second_does_not_and_both_pass_arguments_and_exit_code_on(office: Office):
    code, told, said = office.run("distribute", "--workspace", "某局 2018")
    assert (code, said) == (0, [words.PREPARING])
    assert told["argv"] == ["distribute", "--workspace", "某局 2018"]
    assert told["prefix"] == str(office.environment)
    assert Path(told["wheel"]).is_relative_to(office.environment)
    log = (office.folder / ".venv.log").stat().st_mtime_ns
    assert office.run("findings")[::2] == (1, [])
    assert (office.folder / ".venv.log").stat().st_mtime_ns == log


def test_a_changed_lock_prepares_anew_and_a_lock_file_left_by_a_dead_process_does_not_block(office: Office):
    office.run()
    (office.environment / "left_over").touch()
    assert (office.folder / ".venv.lock").exists()
    with (office.folder / "requirements.lock").open("a") as lock:
        lock.write("# another version\n")
    assert office.run()[::2] == (0, [words.PREPARING])
    assert not (office.environment / "left_over").exists()
    assert office.run()[::2] == (0, [])


def test_two_first_runs_at_once_prepare_once_and_the_second_says_it_waits(office: Office):
    first = office.start_and_catch_building()
    second = office.start("status")
    assert finish(first)[::2] == (0, [words.PREPARING])
    code, told, said = finish(second)
    assert (code, told["prefix"], said) == (0, str(office.environment), [words.WAITING])


def test_after_a_kill_in_the_middle_the_next_run_starts_clean_and_succeeds(office: Office):
    with office.start_and_catch_building() as process:
        os.killpg(process.pid, signal.SIGKILL)
    (office.environment / "left_over").touch()
    code, told, said = office.run()
    assert (code, told["prefix"], said) == (0, str(office.environment), [words.PREPARING])
    assert not (office.environment / "left_over").exists()


def test_a_tool_that_outlives_its_killed_run_is_waited_for(office: Office):
    slow = office.folder.parent / "slow"
    (slow / "pip").mkdir(parents=True)
    started, may_end = slow / "started", slow / "may end"
    (slow / "pip/__init__.py").write_text("__version__ = '99.0'", "utf-8")
    (slow / "pip/__main__.py").write_text(
        "import os, time\n"
        f"open({str(started)!r}, 'w').close()\n"
        f"while not os.path.exists({str(may_end)!r}): time.sleep(0.01)\n",
        "utf-8",
    )
    with office.start(PYTHONPATH=str(slow)) as killed:
        while not started.exists():
            assert killed.poll() is None, killed.communicate()
            time.sleep(0.002)
        killed.kill()
        following = office.start()
        assert following.stderr.readline().strip() == words.WAITING
        may_end.touch()
    code, told, said = finish(following)
    assert (code, told["prefix"], said) == (0, str(office.environment), [words.PREPARING])


def test_a_kill_while_the_old_environment_is_cleared_leaves_it_known_as_ours(office: Office):
    office.environment.mkdir()
    (office.environment / "made-by-run").touch()
    (office.environment / "half").mkdir()
    assert office.run()[::2] == (0, [words.PREPARING])
    assert not (office.environment / "half").exists()


def test_ctrl_c_in_the_middle_says_one_line_and_leaves_nothing_half_made(office: Office):
    process = office.start_and_catch_building()
    os.killpg(process.pid, signal.SIGINT)
    assert finish(process) == (2, {}, [words.PREPARING, words.INTERRUPTED])
    assert not office.environment.exists()


def test_a_moved_folder_is_noticed_and_prepared_anew(office: Office):
    office.run()
    office.folder = office.folder.rename(office.folder.with_name("搬到 新处"))
    code, told, said = office.run()
    assert (code, told["prefix"], said) == (0, str(office.environment), [words.PREPARING])


def test_a_folder_reached_by_another_name_or_a_copied_one_is_told_apart(office: Office):
    office.run()
    office.folder.with_name("快捷方式").symlink_to(office.folder)
    shutil.copytree(office.folder, office.folder.with_name("副本"), symlinks=True)
    office.folder = office.folder.with_name("快捷方式")
    assert office.run()[::2] == (0, [])
    office.folder = office.folder.with_name("副本")
    assert office.run()[::2] == (0, [words.PREPARING])


def test_an_environment_whose_python_was_replaced_by_another_version_is_prepared_anew(office: Office):
    office.run()
    stamp = office.environment / "made-by-run"
    place, base, _, lock = stamp.read_bytes().split(b"\0", 3)
    stamp.write_bytes(b"\0".join((place, base, b"3.0", lock)))
    code, told, said = office.run()
    assert (code, told["prefix"], said) == (0, str(office.environment), [words.PREPARING])
    assert office.run()[::2] == (0, [])


def test_a_folder_that_cannot_be_written_gets_its_environment_in_the_users_cache(office: Office):
    office.folder.chmod(0o555)
    as_a_clerk = (sys.executable, "-c", AS_A_CLERK) if os.getuid() == 0 else ()
    for said in ([words.PREPARING], []):
        code, told, lines = office.run("status", before=as_a_clerk)
        assert (code, lines) == (0, said)
        assert Path(told["prefix"]).is_relative_to(office.cache)
    office.folder.chmod(0o755)
    assert not office.environment.exists()


def test_somebody_elses_environment_is_left_alone(office: Office):
    venv.create(office.environment, with_pip=False)
    before = sorted(office.environment.rglob("*"))
    code, told, said = office.run()
    assert (code, said) == (0, [words.PREPARING])
    assert Path(told["prefix"]).is_relative_to(office.cache)
    assert sorted(office.environment.rglob("*")) == before


def test_where_nothing_can_be_written_one_line_says_so(office: Office):
    office.environment.write_text("a file where the folder should be", "utf-8")
    office.cache.write_text("and here too", "utf-8")
    code, _, said = office.run()
    assert code == 2
    assert len(said) == 1
    assert said[0].startswith(lines_of(words.NOTHING_WRITABLE)[0])
    assert str(office.environment) in said[0]


def drop_wheelhouse(office: Office) -> None:
    shutil.rmtree(office.folder / "wheelhouse")


def empty_wheelhouse(office: Office) -> None:
    (office.folder / "wheelhouse" / WHEEL).unlink()


def change_hash(office: Office) -> None:
    office.lock("0" * 64)


@pytest.mark.parametrize(
    ("fault", "line"),
    [
        (drop_wheelhouse, words.NO_NETWORK),
        (empty_wheelhouse, words.WHEELHOUSE_UNFIT),
        (change_hash, words.WRONG_HASH),
    ],
    ids=["no network and no wheelhouse", "a wheelhouse that does not fit", "another file under the same name"],
)
def test_what_cannot_be_installed_ends_with_one_line_and_nothing_half_made(office: Office, fault, line: str):
    fault(office)
    code, told, said = office.run("demo", "--json")
    assert (code, told) == (2, {})
    assert said[0] == words.PREPARING
    facts = {"log": office.folder / ".venv.log", "wheelhouse": office.folder / "wheelhouse"}
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    assert said[1:] == [line.format(version=version, **facts)]
    assert not office.environment.exists()


def hide_installers(office: Office) -> str:
    """Return a folder that, on the module path, makes a Python look as Debian delivers it: no pip, no ensurepip."""
    bare = office.folder.parent / "bare"
    for name in ("pip", "ensurepip"):
        (bare / name).mkdir(parents=True)
        (bare / name / "__init__.py").write_text("raise ImportError('not delivered')\n", "utf-8")
    return str(bare)


def test_a_python_without_pip_and_ensurepip_is_told_the_package_to_install(office: Office):
    code, _, said = office.run(PYTHONPATH=hide_installers(office))
    assert (code, said[0], len(said)) == (2, words.PREPARING, 2)
    assert said[1].startswith(lines_of(words.NO_INSTALLER)[0])
    assert f"python3.{sys.version_info[1]}-venv" in said[1]
    assert not office.environment.exists()


def test_a_python_without_pip_and_ensurepip_uses_uv_where_that_is_there(office: Office):
    programs = office.folder.parent / "programs"
    programs.mkdir()
    uv = programs / "uv"
    uv.write_text(
        f"#!{BASE}\n"
        "import glob, sys, venv, zipfile\n"
        "if sys.argv[1] == 'venv':\n"
        "    venv.create(sys.argv[-1], symlinks=True)\n"
        "else:\n"
        "    argv = sys.argv\n"
        "    assert argv[1:3] == ['pip', 'install'] and '--require-hashes' in argv\n"
        "    folder = argv[argv.index('--python') + 1][: -len('bin/python')]\n"
        "    wheel = glob.glob(argv[argv.index('--find-links') + 1].replace('[', '[[]') + '/*.whl')[0]\n"
        "    zipfile.ZipFile(wheel).extractall(glob.glob(folder + 'lib/*/site-packages')[0])\n",
        "utf-8",
    )
    uv.chmod(0o755)
    code, told, said = office.run(PYTHONPATH=hide_installers(office), PATH=f"{programs}:/usr/bin:/bin")
    assert (code, told["prefix"], said) == (0, str(office.environment), [words.PREPARING])


def test_where_the_packages_are_already_there_as_under_uv_no_environment_is_made(office: Office):
    carried = office.folder.parent / "site-packages"
    with zipfile.ZipFile(office.folder / "wheelhouse" / WHEEL) as wheel:
        wheel.extractall(carried)
    code, told, said = office.run(PYTHONPATH=str(carried))
    assert (code, said, told["wheel"]) == (0, [], str(carried / "tiny_ledger.py"))
    assert not office.environment.exists()
    (carried / "tiny_ledger-1.0.dist-info").rename(carried / "tiny_ledger-0.9.dist-info")
    assert office.run(PYTHONPATH=str(carried))[1]["prefix"] == str(office.environment)


def test_a_program_folder_that_came_incomplete_is_named(office: Office):
    (office.folder / "requirements.lock").unlink()
    code, _, said = office.run()
    assert (code, said) == (2, [words.INCOMPLETE.format(path=office.folder / "requirements.lock")])


def test_an_older_python_is_refused_in_one_line(office: Office):
    is_too_old = runpy.run_path(str(HOUSE / "run.py"))["is_too_old"]
    assert [is_too_old(version) for version in ((3, 8), (3, 10), (3, 11), (3, 14), (4, 0))] == [
        True,
        True,
        *[False] * 3,
    ]
    pretend = (
        "import runpy, sys; sys.version_info = (3, 8, 18, 'final', 0); runpy.run_path(sys.argv[1], run_name='__main__')"
    )
    command = [BASE, "-c", pretend, office.folder / "run.py"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [words.OLD_PYTHON.format(version="3.8")]
