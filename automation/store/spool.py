"""Keeps what a run has received on disk until it is settled (暂存), so that memory does not grow with the files."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from typing import IO

from automation.errors import AutomationError
from automation.terms import commands as say


@dataclass(frozen=True, slots=True)
class Slot:
    """Where one thing lies in the spool."""

    start: int
    length: int


class Spool:
    """A temporary file of things put one after the other; made with the first, gone when closed."""

    def __init__(self) -> None:
        """Nothing is written yet."""
        self._file: IO[bytes] | None = None

    def keep(self, content: bytes) -> Slot:
        """Put something in. Raises AutomationError when the disk is full."""
        try:
            if self._file is None:
                self._file = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the run
            start = self._file.seek(0, 2)
            self._file.write(content)
            self._file.flush()
        except OSError as error:
            raise AutomationError(say.SPOOL_FAILED.format(reason=error.strerror or error)) from error
        return Slot(start, len(content))

    def fetch(self, slot: Slot) -> bytes:
        """Take something out again; it stays where it is."""
        if self._file is None:
            return b""
        self._file.seek(slot.start)
        return self._file.read(slot.length)

    def close(self) -> None:
        """Let go of it all."""
        if self._file is not None:
            self._file.close()
            self._file = None
