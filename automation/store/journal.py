"""The journal (流水): an append-only SQLite memory of runs, changes, bases and the master as last written.

A run prepares its whole entry first, with the digest of the master it is about to write; only then is the master
replaced and the entry carried out. A run killed in between is completed or dropped at the next start, whichever the
master on disk says, so that journal and master never disagree. What an entry writes over is kept beside it: an undo is
a further entry, never an erasure.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from automation.errors import AutomationError
from automation.model.rows import BaseLine, read_base
from automation.store.schema import VERSION, bring_up_to_date, version_of
from automation.store.transactions import Transactions, broken
from automation.terms import commands as say

IN_MEMORY = ":memory:"

Fields = dict[str, str]
Key = tuple[str, ...]
Snapshot = dict[str, dict[Key, Fields]]


@dataclass(slots=True)
class Entry:
    """What one run adds (一次运行的记录), JSON values throughout; keys of rows are lists of texts.

    ``bases``: (section, issue, sheet, key, fields) · ``snapshot``: (sheet, key, fields), the whole master ·
    ``handins``: (section, period, day) · ``files``: (section, digest, issue, settled) ·
    ``forms``: (digest, what is remembered of a file that was settled) ·
    ``recalled``: runs and changes an earlier journal held, read back from the master when that journal is lost ·
    ``steps``: (sheet, key, before, after) of every row the run itself moved, None where there was no row ·
    ``undoes``: the runs an undo takes back, ``withdrawn`` the (section, period) of the hand-ins that go with them.
    """

    run: dict[str, object]
    changes: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    bases: list[tuple[str, int, str, list[str], Fields]] = field(default_factory=list)
    snapshot: list[tuple[str, list[str], Fields]] = field(default_factory=list)
    handins: list[tuple[str, str, str]] = field(default_factory=list)
    files: list[tuple[str, str, int, bool]] = field(default_factory=list)
    forms: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    recalled: tuple[list[dict[str, object]], list[dict[str, object]]] = field(default_factory=lambda: ([], []))
    steps: list[tuple[str, list[str], Mapping[str, str] | None, Mapping[str, str] | None]] = field(default_factory=list)
    undoes: list[int] = field(default_factory=list)
    withdrawn: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Overwritten:
    """What one run wrote over (可撤销的内容); ``bases`` of rows it issued anew are not among them."""

    run: int
    record: Mapping[str, object]
    steps: tuple[tuple[str, Key, Fields | None, Fields | None], ...]
    snapshot: tuple[tuple[str, Key, Fields | None], ...]
    bases: tuple[tuple[str, int, str, Key, Fields], ...]
    handins: tuple[tuple[str, str], ...]
    undoes: tuple[int, ...]


class Journal(Transactions):
    """One office's journal, open for one run; close it when done."""

    def __init__(self, path: Path | None, *, look: bool = False) -> None:
        """Open the journal, making it when there is none; None keeps it in memory.

        ``look`` is for one look: what a run would first have to write (an older version, an entry left unfinished) is
        done on a copy in memory. Raises AutomationError when the journal cannot be used.
        """
        self._path = path or Path(IN_MEMORY)
        try:
            self._base = sqlite3.connect(path or IN_MEMORY, isolation_level=None)
            version = version_of(self._base)
            if look and (version < VERSION or self._one("SELECT 1 FROM pending")):
                copy = sqlite3.connect(IN_MEMORY, isolation_level=None)
                self._base.backup(copy)
                self._base.close()
                self._base = copy
            if version > VERSION:
                raise AutomationError(say.JOURNAL_NEWER.format(file=self._path.name))
            if version < VERSION:
                with self._writing():
                    bring_up_to_date(self._base)
        except sqlite3.Error as error:
            raise broken(self._path, error) from error

    def recover(self, master_digest: str, last_run: int = 0) -> str:
        """Finish the entry of a run that was killed after it replaced the master, drop one killed before.

        ``last_run`` is the last run the master itself lists: it tells the new master from the old one when the office
        has saved it since. Gives the digest of the master a dropped entry meant to write, else nothing.
        """
        row = self._one("SELECT master, entry FROM pending")
        if not row:
            return ""
        entry = Entry(**json.loads(row[1]))
        if row[0] == master_digest or entry.run["run"] == last_run:
            self.finish(entry)
            return ""
        with self._writing():
            self._base.execute("DELETE FROM pending")
        return str(row[0])

    def complete(self) -> None:
        """Finish an entry left unfinished, whatever became of the master it was for: it knows more than the last."""
        row = self._one("SELECT entry FROM pending")
        if row:
            self.finish(Entry(**json.loads(row[0])))

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
            execute("INSERT OR REPLACE INTO overwritten VALUES (?, ?)", (run, json.dumps(self._over(entry))))
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
            many(  # of two rows under one key the last stands, rather than an office that can never run again
                "INSERT OR REPLACE INTO snapshot VALUES (?, ?, ?)",
                [(sheet, _text(key), _text(texts)) for sheet, key, texts in entry.snapshot],
            )
            many("DELETE FROM handins WHERE section = ? AND period = ?", entry.withdrawn)
            many("INSERT OR IGNORE INTO handins VALUES (?, ?, ?)", entry.handins)
            if entry.undoes:  # what those runs had merged is to be merged again
                execute("DELETE FROM files")
            many("INSERT OR REPLACE INTO files (section, digest, issue, settled) VALUES (?, ?, ?, ?)", entry.files)
            many("INSERT OR REPLACE INTO forms VALUES (?, ?)", [(digest, _text(one)) for digest, one in entry.forms])
            execute("DELETE FROM pending")

    def _over(self, entry: Entry) -> dict[str, object]:
        """What an entry is about to write over, as ``Overwritten`` keeps it."""
        before = self.snapshot()
        after: Snapshot = {}
        for sheet, key, texts in entry.snapshot:
            after.setdefault(sheet, {})[tuple(key)] = texts
        query = "SELECT fields FROM bases WHERE section = ? AND issue = ? AND sheet = ? AND key = ?"
        bases = []
        for section, issue, sheet, key, _ in entry.bases:
            old = self._one(query, (section, issue, sheet, _text(key)))
            if old:
                bases.append([section, issue, sheet, key, json.loads(old[0])])
        return {
            "steps": entry.steps,
            "snapshot": list(_differences(before, after)) if before else [],
            "bases": bases,
            "handins": [[section, period] for section, period, _ in entry.handins],
            "undoes": entry.undoes,
        }

    def next_run(self) -> int:
        """The number the next run gets, from 1."""
        return int(self._one("SELECT COALESCE(MAX(run), 0) + 1 FROM runs")[0])

    def runs(self) -> list[dict[str, object]]:
        """The records of all runs, oldest first."""
        return [json.loads(row[0]) for row in self._all("SELECT record FROM runs ORDER BY run")]

    def changes(self) -> list[dict[str, object]]:
        """The records of all changes, oldest first."""
        return [json.loads(row[0]) for row in self._all("SELECT record FROM changes ORDER BY row")]

    def overwritten(self, after: int = 0) -> Iterator[Overwritten]:
        """What the runs after one wrote over, latest first; runs of an older journal left nothing."""
        query = "SELECT run, overwritten.record, runs.record FROM overwritten JOIN runs USING (run) "
        for run, text, told in self._all(query + "WHERE run > ? ORDER BY run DESC", (after,)):
            kept = json.loads(text)
            yield Overwritten(
                run,
                json.loads(told),
                tuple((sheet, tuple(key), old, new) for sheet, key, old, new in kept["steps"]),
                tuple((sheet, tuple(key), old) for sheet, key, old in kept["snapshot"]),
                tuple((whose, issue, sheet, tuple(key), old) for whose, issue, sheet, key, old in kept["bases"]),
                tuple((section, period) for section, period in kept["handins"]),
                tuple(kept["undoes"]),
            )

    def undone_by(self, run: int) -> tuple[int, ...]:
        """The runs that a run took back; none when it is no undo."""
        row = self._one("SELECT record FROM overwritten WHERE run = ?", (run,))
        return tuple(json.loads(row[0])["undoes"]) if row else ()

    def snapshot(self, run: int | None = None) -> Snapshot:
        """The master as last written, or as a run left it: sheet → key → field → text; empty before the first run.

        Empty too when the journal does not reach back to that run.
        """
        sheets: Snapshot = {}
        for sheet, key, texts in self._all("SELECT sheet, key, fields FROM snapshot ORDER BY rowid"):
            sheets.setdefault(sheet, {})[tuple(json.loads(key))] = json.loads(texts)
        if run is None:
            return sheets
        later = list(self.overwritten(run))
        if len(later) != self.next_run() - 1 - run:
            return {}
        for over in later:
            for sheet, place, old in over.snapshot:
                rows = sheets.setdefault(sheet, {})
                if old is None:
                    rows.pop(place, None)
                else:
                    rows[place] = {**rows.get(place, {}), **old}
        return sheets

    def bases(self, section: str, issue: int) -> Snapshot:
        """What a section's file of an issue held when last issued or merged: sheet → key → field → text."""
        return read_base(self.base_lines(section, issue))

    def base_lines(self, section: str, issue: int) -> list[BaseLine]:
        """The same base as it lies here."""
        query = "SELECT sheet, key, fields FROM bases WHERE section = ? AND issue = ? ORDER BY rowid"
        return self._all(query, (section, issue))

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


def _differences(before: Snapshot, after: Snapshot) -> Iterator[tuple[str, list[str], Fields | None]]:
    """(sheet, key, the fields as they were) of every row that differs; None where there was no row."""
    for sheet in {**before, **after}:
        old, new = before.get(sheet, {}), after.get(sheet, {})
        for key in {**old, **new}:
            if key not in old:
                yield sheet, list(key), None
            elif key not in new:
                yield sheet, list(key), old[key]
            elif old[key] != new[key]:
                yield sheet, list(key), {name: text for name, text in old[key].items() if new[key].get(name) != text}


def _text(value: Mapping[str, object] | list[str] | Fields) -> str:
    return json.dumps(value, ensure_ascii=False)
