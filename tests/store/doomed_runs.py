"""Runs that die (断电): a server of warm processes, each of which may be killed, or dies at a step of its own I/O.

A run is a fork of a process that has gone through a week already, so that hundreds of them fit into a minute.
``python -m tests.store.doomed_runs`` is the server; ``Doom`` talks to it. Steps are calls that change something on
disk: write, flush, replace, unlink, mkdir, and every statement to SQLite.
"""

from __future__ import annotations

import errno
import gc
import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DEAD = 9


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended: its exit code (negative when killed), what it said on stderr, the steps it came to."""

    code: int
    said: str
    steps: list[str]


class Doom:
    """The server, seen from a test."""

    def __init__(self) -> None:
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.store.doomed_runs"],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(self, root: Path, *words: str, step: int = -1, fault: str = "") -> int:
        """Start a run; it meets its ``fault`` (die, half, full) at a step. Gives its process id.

        With ``copy`` it goes through, and keeps the office as the disk has it at each step: ``root`` + ".steps"/number.
        """
        return int(self._ask({"root": str(root), "words": list(words), "step": step, "fault": fault}))

    def wait(self, pid: int) -> Ended:
        return Ended(**self._ask({"wait": pid}))

    def run(self, root: Path, *words: str, step: int = -1, fault: str = "") -> Ended:
        return self.wait(self.start(root, *words, step=step, fault=fault))

    def kill(self, pid: int) -> None:
        """No cleaning up, as when the power fails."""
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)

    def close(self) -> None:
        self._server.stdin.close()
        self._server.wait(timeout=20)
        self._server.stdout.close()

    def _ask(self, question: dict[str, object]):
        self._server.stdin.write(json.dumps(question) + "\n")
        self._server.stdin.flush()
        return json.loads(self._server.stdout.readline())


@contextmanager
def doom() -> Iterator[Doom]:
    server = Doom()
    try:
        yield server
    finally:
        server.close()


class Faults:
    """Counts the steps of a run, and lets the chosen one go wrong."""

    def __init__(self, root: str, step: int, fault: str, log: Path) -> None:
        self.root, self.step, self.fault, self.count = root, step, fault, 0
        self.log = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def meet(self, what: str, half: Callable[[], object] = lambda: None, *, sql: bool = False) -> None:
        os.write(self.log, f"{what}\n".encode())
        here, self.count = self.count, self.count + 1
        if self.fault == "copy":  # by another process: in this one it would let go of SQLite's locks
            subprocess.run(["cp", "-a", self.root, f"{self.root}.steps/{here}"], check=True)
        if here != self.step:
            return
        if self.fault == "full":
            if sql:
                error = sqlite3.OperationalError("database or disk is full")
                error.sqlite_errorcode = sqlite3.SQLITE_FULL
                raise error
            raise OSError(errno.ENOSPC, "No space left on device")
        if self.fault == "half":
            half()
        os._exit(DEAD)

    def install(self) -> None:
        for name in ("fsync", "replace", "rename", "unlink", "mkdir"):
            setattr(os, name, self._wrapped(name, getattr(os, name)))
        real_open, real_connect, faults = io.open, sqlite3.connect, self

        class Writing:
            """A file open for writing."""

            def __init__(self, file, name):
                self._file, self._name = file, name

            def write(self, data):
                faults.meet(f"write {self._name}", lambda: (self._file.write(data[: len(data) // 2]), self.flush()))
                return self._file.write(data)

            def flush(self):
                self._file.flush()

            def __getattr__(self, name):
                return getattr(self._file, name)

            def __enter__(self):
                return self

            def __exit__(self, *_):
                self._file.close()

        def open_file(file, mode="r", *arguments, **options):
            opened = real_open(file, mode, *arguments, **options)
            if isinstance(file, int) or not set(mode) & set("wax+"):
                return opened
            name = Path(file).name
            faults.meet(f"open {name}")
            return Writing(opened, name)

        class Connection(sqlite3.Connection):
            """A journal whose every statement is a step."""

            def execute(self, statement, *arguments):
                if not statement.lstrip().startswith(("SELECT", "PRAGMA user_version")) or "=" in statement[:24]:
                    faults.meet(f"sql {' '.join(statement.split()[:3])}", sql=True)
                return super().execute(statement, *arguments)

            def executemany(self, statement, rows):
                faults.meet(f"sql {' '.join(statement.split()[:3])}", sql=True)
                return super().executemany(statement, rows)

        io.open = open_file
        sqlite3.connect = lambda *a, **options: real_connect(*a, factory=Connection, **options)

    def _wrapped(self, name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments, **options):
            said = Path(arguments[-1]).name if isinstance(arguments[-1], (str, os.PathLike)) else ""
            self.meet(f"{name} {said}".strip())
            return real(*arguments, **options)

        return call


def serve() -> None:
    """Fork a run for each line, report on those asked for."""
    from automation import cli
    from tests.store.forked_reader import fork_reader, lend

    folder, readers = Path(tempfile.mkdtemp()), {}
    _warm(cli, folder / "warm")
    gc.freeze()  # the collector of a fork would copy every page of what is loaded
    for line in sys.stdin:
        asked = json.loads(line)
        if "wait" in asked:
            _, status = os.waitpid(asked["wait"], 0)
            readers.pop(asked["wait"]).bury()
            log, said = (folder / f"{asked['wait']}.{kind}" for kind in ("steps", "err"))
            answer: object = {
                "code": os.waitstatus_to_exitcode(status),
                "said": said.read_text(encoding="utf-8") if said.exists() else "",
                "steps": log.read_text(encoding="utf-8").splitlines() if log.exists() else [],
            }
        else:
            reader = fork_reader()
            answer = os.fork()
            if not answer:
                lend(reader)
                _run(cli, folder, **asked)
            reader.hang_up()
            readers[answer] = reader
        print(json.dumps(answer), flush=True)


def _warm(cli, folder: Path) -> None:
    """A week at an office of its own: what a process loads and makes ready once costs more than the rest of a run."""
    from tests.jobs.little_office import build_little
    from tests.store.trials import type_week

    root = build_little(folder)
    type_week(root)
    with redirect_stdout(io.StringIO()):
        for command in ("merge", "undo"):
            cli.main([command, "--workspace", str(root), "--as-of", "2018-08-06"])


def _run(cli, folder: Path, root: str, words: list[str], step: int, fault: str) -> None:
    """The child: stderr into a file, faults installed when there shall be one, never back to the server's loop."""
    sys.stderr = (folder / f"{os.getpid()}.err").open("w", encoding="utf-8")
    sys.stdout = io.StringIO()
    if fault:
        Faults(root, step, fault, folder / f"{os.getpid()}.steps").install()
    code = cli.main([*words, "--workspace", root, "--as-of", "2018-08-06"])
    sys.stderr.flush()
    os._exit(code)


def journal_of(root: Path) -> dict[str, list[str]]:
    """Everything the journal holds, table by table."""
    base = sqlite3.connect(root / "workbooks" / ".store" / "journal.sqlite")
    tables = [row[0] for row in base.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    told = {name: sorted(map(str, base.execute(f"SELECT * FROM {name}"))) for name in tables}  # noqa: S608 - own names
    base.close()
    return told


def state_of(root: Path) -> dict[str, object]:
    """What must be the same after a rerun: every file but the journal's and the lock, and what the journal says."""
    files = {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.name not in ("lock", "journal.sqlite")
    }
    return {"files": files, "journal": journal_of(root)}


if __name__ == "__main__":
    serve()
