"""Reads and writes one SQLite file (读写运行库): what goes wrong is one sentence, what is written is written whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from automation.errors import AutomationError
from automation.terms import commands as say

BLOCKED = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}
BLOCKED |= {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}


class Transactions:
    """The statements of one open file; whoever derives from it opens the file, and says what stands in it."""

    _path: Path
    _base: sqlite3.Connection

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            self._base.execute("BEGIN IMMEDIATE")
            yield
            self._base.execute("COMMIT")
        except sqlite3.Error as error:
            if self._base.in_transaction:
                self._base.execute("ROLLBACK")
            raise broken(self._path, error) from error

    def _all(self, query: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._base.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise broken(self._path, error) from error

    def _one(self, query: str, values: tuple[object, ...] = ()) -> tuple[Any, ...]:
        rows = self._all(query, values)
        return rows[0] if rows else ()


def broken(path: Path, error: sqlite3.Error) -> AutomationError:
    """One sentence for what SQLite says: a disk that lets nobody write is not a broken journal."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    sentence = say.JOURNAL_BLOCKED if code in BLOCKED else say.JOURNAL_BROKEN
    return AutomationError(sentence.format(file=path.name, reason=error))
