"""The ledger of runs (排程流水): what became of each (job, period), in tables of their own in the journal's file.

A job is leased before it begins and gets its outcome when it has ended, each in one transaction. A process that dies in
between leaves a lease that runs out; the period is then tried again. The number of the try tells a lease from a later
one of the same period, so that whoever was taken for dead writes nothing any more: an outcome is written once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

from automation.model.timetable import JobRun, Occurrence
from automation.store.journal import IN_MEMORY, Journal
from automation.store.schema import VERSION, bring_up_to_date, version_of
from automation.store.transactions import Transactions, broken

COLUMNS = "job, period, due, tries, leased, held_from, held_until, outcome, told, ended"


class JobLedger(Transactions):
    """One office's ledger of runs; close it when done. Moments are handed in: the store knows no clock."""

    def __init__(self, path: Path, *, look: bool = False) -> None:
        """Open the ledger in the journal's file, making or migrating that; ``look`` writes nothing at all.

        Raises AutomationError when the journal cannot be used.
        """
        self._path = path
        if not look:
            with closing(Journal(path)):  # made, or brought up to date
                pass
        self._base = _look(path) if look else _connect(path)

    def owner(self) -> str:
        """The machine whose timetable this is; empty before the first run."""
        row = self._one("SELECT machine FROM timetable_owner")
        return str(row[0]) if row else ""

    def own(self, machine: str) -> None:
        """Make a machine the owner (换机); leases of the machine before it end."""
        with self._writing():
            self._base.execute("INSERT OR REPLACE INTO timetable_owner VALUES (1, ?)", (machine,))
            self._base.execute("UPDATE job_runs SET held_until = held_from WHERE leased = 1")

    def see(self, jobs: Iterable[str], day: date) -> None:
        """Remember the day on which each job was first seen; what was due before it does not count."""
        with self._writing():
            many = [(job, day.isoformat()) for job in jobs]
            self._base.executemany("INSERT OR IGNORE INTO jobs_seen VALUES (?, ?)", many)

    def see_not_later(self, day: date) -> None:
        """Let no job be seen later than a day: a clock that was once set forward would keep it waiting."""
        with self._writing():
            self._base.execute("UPDATE jobs_seen SET since = ? WHERE since > ?", (day.isoformat(), day.isoformat()))

    def seen(self) -> dict[str, date]:
        """The day each job was first seen."""
        return {job: date.fromisoformat(day) for job, day in self._all("SELECT job, since FROM jobs_seen")}

    def runs(self) -> dict[str, dict[str, JobRun]]:
        """All there is: job → period → what became of it."""
        found: dict[str, dict[str, JobRun]] = {}
        for row in self._all(f"SELECT {COLUMNS} FROM job_runs ORDER BY due, job, period"):  # noqa: S608 - a constant
            run = _run(row)
            found.setdefault(run.job, {})[run.period] = run
        return found

    def pass_over(self, periods: Iterable[Occurrence], outcome: str, told: str, now: datetime) -> None:
        """Give periods their outcome without a try, those that have none yet."""
        with self._writing():
            for one in periods:
                self._add(one)
                self._base.execute(
                    "UPDATE job_runs SET outcome = ?, told = ?, ended = ?, leased = 0 "
                    "WHERE job = ? AND period = ? AND outcome = ''",
                    (outcome, told, now.isoformat(), one.job, one.period),
                )

    def take(self, one: Occurrence, now: datetime, until: datetime, most: int) -> JobRun | None:
        """Lease a period for one try (租约); None when it has its outcome, is held, or has had ``most`` tries."""
        with self._writing():
            self._add(one)
            run = self.find(one.job, one.period)
            if run is None or run.outcome or run.is_held(now) or run.tries >= most:
                return None
            self._base.execute(
                "UPDATE job_runs SET tries = ?, leased = 1, held_from = ?, held_until = ? WHERE job = ? AND period = ?",
                (run.tries + 1, now.isoformat(), until.isoformat(), one.job, one.period),
            )
            return self.find(one.job, one.period)

    def settle(self, lease: JobRun, outcome: str, told: str, now: datetime) -> bool:
        """Write the outcome of a lease; False when it is no longer ours or the period has one already."""
        return self._end(lease, "outcome = ?, told = ?, ended = ?", (outcome, told, now.isoformat()))

    def fail(self, lease: JobRun, told: str, now: datetime, until: datetime) -> bool:
        """End a lease without an outcome; the period waits until a moment before it is tried again."""
        values = (told, now.isoformat(), until.isoformat(), now.isoformat())
        return self._end(lease, "told = ?, held_from = ?, held_until = ?, ended = ?", values)

    def let_go(self, lease: JobRun) -> bool:
        """Give a lease back as if it had never been taken: a person has stopped the timetable."""
        return self._end(lease, "tries = ?, held_from = NULL, held_until = NULL", (lease.tries - 1,))

    def find(self, job: str, period: str) -> JobRun | None:
        """What is known of a period; None when nothing is."""
        query = f"SELECT {COLUMNS} FROM job_runs WHERE job = ? AND period = ?"  # noqa: S608 - a constant
        row = self._one(query, (job, period))
        return _run(row) if row else None

    def _add(self, one: Occurrence) -> None:
        query = "INSERT OR IGNORE INTO job_runs (job, period, due) VALUES (?, ?, ?)"
        self._base.execute(query, (one.job, one.period, one.due.isoformat()))

    def _end(self, lease: JobRun, what: str, values: tuple[object, ...]) -> bool:
        with self._writing():
            done = self._base.execute(
                f"UPDATE job_runs SET leased = 0, {what} "  # noqa: S608 - constants of this class
                "WHERE job = ? AND period = ? AND tries = ? AND leased = 1 AND outcome = ''",
                (*values, lease.job, lease.period, lease.tries),
            )
            return done.rowcount == 1


def _connect(path: Path | str) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None)


def _look(path: Path) -> sqlite3.Connection:
    """The ledger for one look: an empty one in memory where the journal has none yet."""
    try:
        if path.exists():
            base = _connect(path)
            if version_of(base) == VERSION:
                return base
            base.close()
    except sqlite3.Error as error:
        raise broken(path, error) from error
    base = _connect(IN_MEMORY)
    bring_up_to_date(base)
    return base


def _run(row: tuple[Any, ...]) -> JobRun:
    job, period, due, tries, leased, held_from, held_until, outcome, told, ended = row
    return JobRun(
        job,
        period,
        datetime.fromisoformat(due),
        tries,
        bool(leased),
        _moment(held_from),
        _moment(held_until),
        outcome,
        told,
        _moment(ended),
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
