"""Reads files in processes of their own (读取进程池): a file that hangs or kills its reader costs only itself.

The processes are started as programs, not forked, so that threads and Windows make no difference and the module that
was started (run.py) is not loaded again. They start with the first file, are used again, and there are at most two.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from threading import Lock, Timer
from types import TracebackType
from typing import Any, Self, TypeVar

from automation.errors import AutomationError
from automation.sources.reading_child import receive, send
from automation.sources.refusal import refuse
from automation.terms import commands as say

SECONDS = 20.0
PROCESSES = 2
FEW = 3  # files for which a second process would not pay
AHEAD = 16  # files read before the first of them is taken
ROOT = Path(__file__).resolve().parents[2]
START = "import sys; sys.path.insert(0, sys.argv[1]); from automation.sources.reading_child import serve; serve()"

Item = TypeVar("Item")
Answer = TypeVar("Answer")


class _Reader:
    """One reading process, which answers one job after the other."""

    def __init__(self) -> None:
        """Start it; it loads its libraries while the run goes on."""
        self._ready = False
        self.late = False
        try:
            self._process = subprocess.Popen(  # noqa: S603 - this very Python, on a module of ours
                [sys.executable, "-P", "-c", START, str(ROOT)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            raise AutomationError(say.NO_READER.format(reason=error.strerror or error)) from error

    def ask(self, seconds: float, job: tuple[Any, ...]) -> Any:
        """The answer of a job, or None when the process did not live to give it; ``late`` then tells why."""
        assert self._process.stdin is not None  # noqa: S101 - tells mypy of the pipes
        assert self._process.stdout is not None  # noqa: S101
        if not self._ready:
            if receive(self._process.stdout) is None:
                raise AutomationError(say.NO_READER.format(reason=self._process.wait()))
            self._ready = True
        alarm = Timer(seconds, self._give_up)
        alarm.daemon = True
        alarm.start()
        try:
            send(self._process.stdin, job)
            return receive(self._process.stdout)
        except OSError:  # it went before it had read the file
            return None
        finally:
            alarm.cancel()

    def _give_up(self) -> None:
        self.late = True
        self._process.kill()

    def close(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # what was not sent will not be
                    continue


class ReadingPool:
    """Up to two reading processes for one run; leave it as a context manager."""

    def __init__(self, seconds: float = SECONDS) -> None:
        """Nothing is started yet: a run that finds no file to parse pays nothing."""
        self._seconds = seconds
        self._lock = Lock()
        self._free: list[_Reader] = []
        self._busy: set[_Reader] = set()
        self._closed = False

    def __enter__(self) -> Self:
        """Give itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End every process, those too that are reading when the run is broken off."""
        with self._lock:
            self._closed = True
            readers = [*self._free, *self._busy]
        for reader in readers:
            reader.close()

    def ask(self, function: Callable[..., Answer], *arguments: object) -> Answer:
        """What ``function`` gives, called in a reading process.

        Raises the AutomationError it raises, and a RefusedFile of our own (reading_timed_out, reading_crashed) when it
        ends badly.
        """
        reader = self._take()
        answer = reader.ask(self._seconds, (function, arguments))
        if answer is None or reader.late:
            with self._lock:
                self._busy.discard(reader)
            reader.close()
        else:
            self._put(reader)
        if answer is None:
            raise refuse("reading_timed_out", f"{self._seconds:g}") if reader.late else refuse("reading_crashed")
        good, result = answer
        if not good:
            raise result
        return result

    def each(self, function: Callable[[Item], Answer], items: Iterable[Item]) -> Iterator[Answer]:
        """What ``function`` gives for each item, in order, worked on by as many threads as there may be processes.

        Only a few are worked on ahead of the one that is taken, so that memory does not grow with their number.
        """
        waiting: deque[Future[Answer]] = deque()
        rest = iter(items)
        first = list(islice(rest, FEW + 1))
        workers = 1 if len(first) <= FEW else min(PROCESSES, os.cpu_count() or 1)
        with ThreadPoolExecutor(workers, thread_name_prefix="reading") as threads:
            try:
                for items_ in (first, rest):
                    for item in items_:
                        waiting.append(threads.submit(function, item))
                        if len(waiting) >= AHEAD:
                            yield waiting.popleft().result()
                while waiting:
                    yield waiting.popleft().result()
            finally:
                for future in waiting:
                    future.cancel()

    def _take(self) -> _Reader:
        with self._lock:
            if self._closed:  # the run was broken off while a thread went on to the next file
                raise AutomationError(say.INTERRUPTED)
            reader = self._free.pop() if self._free else _Reader()
            self._busy.add(reader)
        return reader

    def _put(self, reader: _Reader) -> None:
        with self._lock:
            self._busy.discard(reader)
            self._free.append(reader)
