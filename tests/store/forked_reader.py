"""The reading process of a run that dies (读取进程), forked like the run: starting one takes longer than the run.

It stays a process of its own with its pipes and limits, one for each run, and goes when the run goes. The server forks
it before the run, so that the faults of the run are not its own.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import IO

from automation.sources import reading_pool
from automation.sources.reading_child import serve


@dataclass
class Forked:
    """A forked reader, as its run sees it: what reading_pool wants of a Popen."""

    pid: int
    stdin: IO[bytes]
    stdout: IO[bytes]

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> None:
        """The end of its answers is its end: the process is the server's child, not the run's."""
        self.stdout.read()

    def hang_up(self) -> None:
        """Close the server's ends, so that the reader notices when its run is gone."""
        self.stdin.close()
        self.stdout.close()

    def bury(self) -> None:
        """End it, when its run has ended."""
        self.kill()
        os.waitpid(self.pid, 0)


def fork_reader() -> Forked:
    jobs, to_jobs = os.pipe()
    from_answers, answers = os.pipe()
    pid = os.fork()
    if not pid:
        os.dup2(jobs, 0)
        os.dup2(answers, 1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        os.closerange(3, 256)  # its own pipes' other ends too: it must see them closed when the run dies
        sys.stdin = os.fdopen(0, closefd=False)
        serve()
    os.close(jobs)
    os.close(answers)
    return Forked(pid, os.fdopen(to_jobs, "wb"), os.fdopen(from_answers, "rb"))


def lend(forked: Forked) -> None:
    """Let the first reader of this run be the forked one; a run that wants a second starts it as a program."""
    started = reading_pool._Reader

    class Lent(started):
        def __init__(self) -> None:
            self._ready = self.late = False
            self._process = forked
            reading_pool._Reader = started

    reading_pool._Reader = Lent
