"""The journal (流水): an append-only SQLite memory of runs, changes, bases and the master as last written.

A run prepares its whole entry first, with the digest of the master it is about to write; only then is the master
replaced and the entry carried out. A run killed in between is completed or dropped at the next start, whichever the
master on disk says, so that journal and master never disagree.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from automation.errors import AutomationError
from automation.terms import commands as say

SCHEMA = """
CREATE TABLE runs (run INTEGER PRIMARY KEY, record TEXT NOT NULL);
CREATE TABLE changes (row INTEGER PRIMARY KEY, run INTEGER NOT NULL, file_digest TEXT NOT NULL, record TEXT NOT NULL);
CREATE TABLE bases (section TEXT, issue INTEGER, sheet TEXT, key TEXT, fields TEXT NOT NULL,
                    PRIMARY KEY (section, issue, sheet, key));
CREATE TABLE snapshot (sheet TEXT, key TEXT, fields TEXT NOT NULL, PRIMARY KEY (sheet, key));
CREATE TABLE handins (section TEXT, period TEXT, day TEXT, PRIMARY KEY (section, period));
CREATE TABLE files (section TEXT, digest TEXT, issue INTEGER, settled INTEGER, PRIMARY KEY (section, digest));
CREATE TABLE forms (digest TEXT PRIMARY KEY, record TEXT NOT NULL);
CREATE TABLE pending (id INTEGER PRIMARY KEY CHECK (id = 1), master TEXT NOT NULL, entry TEXT NOT NULL);
"""
VERSION = 2
MIGRATIONS = {1: ("CREATE TABLE forms (digest TEXT PRIMARY KEY, record TEXT NOT NULL)",)}
"""version → what makes it the next one"""
IN_MEMORY = ":memory:"

Fields = dict[str, str]


@dataclass(slots=True)
class Entry:
    """What one run adds (一次运行的记录), JSON values throughout; keys of rows are lists of texts.

    ``bases``: (section, issue, sheet, key, fields) · ``snapshot``: (sheet, key, fields), the whole master ·
    ``handins``: (section, period, day) · ``files``: (section, digest, issue, settled) ·
    ``forms``: (digest, what is remembered of a file that was settled) ·
    ``recalled``: runs and changes an earlier journal held, read back from the master when that journal is lost.
    """

    run: dict[str, object]
    changes: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    bases: list[tuple[str, int, str, list[str], Fields]] = field(default_factory=list)
    snapshot: list[tuple[str, list[str], Fields]] = field(default_factory=list)
    handins: list[tuple[str, str, str]] = field(default_factory=list)
    files: list[tuple[str, str, int, bool]] = field(default_factory=list)
    forms: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    recalled: tuple[list[dict[str, object]], list[dict[str, object]]] = field(default_factory=lambda: ([], []))


class Journal:
    """One office's journal, open for one run; close it when done."""

    def __init__(self, path: Path | None) -> None:
        """Open the journal, making it when there is none; None keeps it in memory, for one look.

        Raises AutomationError when it cannot be used.
        """
        self._path = path or Path(IN_MEMORY)
        try:
            self._base = sqlite3.connect(path or IN_MEMORY, isolation_level=None)
            version = self._base.execute("PRAGMA user_version").fetchone()[0]
            if version < VERSION:
                with self._writing():
                    self._bring_up(version)
        except sqlite3.Error as error:
            raise _broken(self._path, error) from error

    def _bring_up(self, version: int) -> None:
        """Make the tables, or add to those of an older program what is new."""
        steps = [MIGRATIONS[old] for old in range(version, VERSION)] if version else [SCHEMA.split(";")]
        for step in steps:
            for statement in step:
                self._base.execute(statement)
        self._base.execute(f"PRAGMA user_version = {VERSION}")

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    def recover(self, master_digest: str) -> None:
        """Finish the entry of a run that was killed after it replaced the master, drop one killed before."""
        row = self._one("SELECT master, entry FROM pending")
        if row and row[0] == master_digest:
            self.finish(Entry(**json.loads(row[1])))
        elif row:
            with self._writing():
                self._base.execute("DELETE FROM pending")

    def prepare(self, entry: Entry, master_digest: str) -> None:
        """Keep an entry that becomes true once the master has this digest."""
        with self._writing():
            text = json.dumps({part.name: getattr(entry, part.name) for part in fields(entry)}, ensure_ascii=False)
            self._base.execute("INSERT OR REPLACE INTO pending VALUES (1, ?, ?)", (master_digest, text))

    def finish(self, entry: Entry) -> None:
        """Carry out a prepared entry, all of it or nothing."""
        run = entry.run["run"]
        with self._writing():
            execute, many = self._base.execute, self._base.executemany
            runs, changes = entry.recalled
            many("INSERT INTO runs VALUES (?, ?)", [(one["run"], _text(one)) for one in (*runs, entry.run)])
            many(
                "INSERT INTO changes (run, file_digest, record) VALUES (?, ?, ?)",
                [
                    *((one["run"], "", _text(one)) for one in changes),
                    *((run, digest, _text(one)) for digest, one in entry.changes),
                ],
            )
            many(
                "INSERT OR REPLACE INTO bases VALUES (?, ?, ?, ?, ?)",
                [(section, issue, sheet, _text(key), _text(f)) for section, issue, sheet, key, f in entry.bases],
            )
            execute("DELETE FROM snapshot")
            many(
                "INSERT INTO snapshot VALUES (?, ?, ?)",
                [(sheet, _text(key), _text(texts)) for sheet, key, texts in entry.snapshot],
            )
            many("INSERT OR IGNORE INTO handins VALUES (?, ?, ?)", entry.handins)
            many("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", entry.files)
            many("INSERT OR REPLACE INTO forms VALUES (?, ?)", [(digest, _text(one)) for digest, one in entry.forms])
            execute("DELETE FROM pending")

    def next_run(self) -> int:
        """The number the next run gets, from 1."""
        return int(self._one("SELECT COALESCE(MAX(run), 0) + 1 FROM runs")[0])

    def runs(self) -> list[dict[str, object]]:
        """The records of all runs, oldest first."""
        return [json.loads(row[0]) for row in self._all("SELECT record FROM runs ORDER BY run")]

    def changes(self) -> list[dict[str, object]]:
        """The records of all changes, oldest first."""
        return [json.loads(row[0]) for row in self._all("SELECT record FROM changes ORDER BY row")]

    def snapshot(self) -> dict[str, dict[tuple[str, ...], Fields]]:
        """The master as last written: sheet → key → field → text; empty before the first run."""
        sheets: dict[str, dict[tuple[str, ...], Fields]] = {}
        for sheet, key, texts in self._all("SELECT sheet, key, fields FROM snapshot ORDER BY rowid"):
            sheets.setdefault(sheet, {})[tuple(json.loads(key))] = json.loads(texts)
        return sheets

    def bases(self, section: str, issue: int) -> dict[str, dict[tuple[str, ...], Fields]]:
        """What a section's file of an issue held when last issued or merged: sheet → key → field → text."""
        found: dict[str, dict[tuple[str, ...], Fields]] = {}
        query = "SELECT sheet, key, fields FROM bases WHERE section = ? AND issue = ? ORDER BY rowid"
        rows = self._all(query, (section, issue))
        keys, texts = (json.loads(f"[{','.join(row[place] for row in rows)}]") for place in (1, 2))  # all at one go
        for (sheet, *_), key, fields_ in zip(rows, keys, texts, strict=True):
            found.setdefault(sheet, {})[tuple(key)] = fields_
        return found

    def issues(self) -> dict[str, int]:
        """The latest issue number of each section."""
        return dict(self._all("SELECT section, MAX(issue) FROM bases GROUP BY section"))

    def handins(self) -> list[tuple[str, str, str]]:
        """(section, period, ISO day) of every hand-in."""
        return self._all("SELECT section, period, day FROM handins ORDER BY rowid")

    def is_settled(self, section: str, digest: str) -> bool:
        """Whether everything in a file with this digest has been merged."""
        row = self._one("SELECT settled FROM files WHERE section = ? AND digest = ?", (section, digest))
        return bool(row and row[0])

    def settled_forms(self) -> dict[str, dict[str, Any]]:
        """What is remembered of every file all of which has been merged, by its digest."""
        query = "SELECT forms.digest, record FROM forms JOIN files USING (digest) WHERE settled"
        return {digest: json.loads(record) for digest, record in self._all(query)}

    def issued(self) -> dict[tuple[str, int], list[str]]:
        """(section, issue) of every form whose base is known, and the sheets it was issued with."""
        found: dict[tuple[str, int], list[str]] = {}
        for section, issue, sheet in self._all("SELECT DISTINCT section, issue, sheet FROM bases"):
            found.setdefault((section, issue), []).append(sheet)
        return found

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            self._base.execute("BEGIN IMMEDIATE")
            yield
            self._base.execute("COMMIT")
        except sqlite3.Error as error:
            if self._base.in_transaction:
                self._base.execute("ROLLBACK")
            raise _broken(self._path, error) from error

    def _all(self, query: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._base.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise _broken(self._path, error) from error

    def _one(self, query: str, values: tuple[object, ...] = ()) -> tuple[Any, ...]:
        rows = self._all(query, values)
        return rows[0] if rows else ()


def _text(value: Mapping[str, object] | list[str] | Fields) -> str:
    return json.dumps(value, ensure_ascii=False)


def _broken(path: Path, error: sqlite3.Error) -> AutomationError:
    return AutomationError(say.JOURNAL_BROKEN.format(file=path.name, reason=error))
