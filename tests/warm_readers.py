"""Reading processes that go on to the next run (读取进程留用): starting one takes as long as the rest of a small merge.

A reader that has answered well, and would be ended with its run, is put aside for the next; one that is late, dead or
still at work is ended, as the program does. It stays a process of its own, with its pipes and its limits. Tests of how
readers start and end ask for ``cold_readers``; runs that a test starts as programs have their own in any case.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from automation.sources import reading_pool

COLD = reading_pool._Reader


class WarmReader(COLD):
    """A reader that is put aside when its run closes it."""

    def __init__(self, aside: list[WarmReader]) -> None:
        super().__init__()
        self.aside = aside
        self.idle = True

    def ask(self, seconds, job):
        self.idle = False
        answer = super().ask(seconds, job)
        self.idle = answer is not None and not self.late
        return answer

    def close(self) -> None:
        if self.idle:
            self.aside.append(self)
        else:
            super().close()


@contextmanager
def keep_warm() -> Iterator[None]:
    """Let every run of this process take its readers from those put aside."""
    aside: list[WarmReader] = []
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(reading_pool, "_Reader", lambda: aside.pop() if aside else WarmReader(aside))
        yield
    for reader in aside:
        COLD.close(reader)
