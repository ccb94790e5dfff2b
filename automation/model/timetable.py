"""The timetable's records (排程): a row as the office wrote it, what it means, when it is due, what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from types import MappingProxyType

LAST_DAY = 31  # of any month: in a shorter one its last


@dataclass(frozen=True, slots=True)
class Timing:
    """One row of 排程; the last two columns are the program's."""

    job: str
    cadence: str
    when: str
    on_rest: str = ""
    catch_up: str = ""
    enabled: str = ""
    last_run: date | None = None
    result: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells one row from another."""
        return self.job, self.cadence, self.when


@dataclass(frozen=True, slots=True)
class Slot:
    """The day within a period (哪一天), as far as its cadence asks: a weekday, a day, a month, or the very day.

    ``month`` counts within the quarter (4: the first of the next) or the year; ``next_year``: of the year after.
    """

    weekday: int = 0
    day: int = 0
    month: int = 0
    next_year: bool = False
    work: bool = False  # the last work day of the month
    on: date | None = None


@dataclass(frozen=True, slots=True)
class TimedJob:
    """A row of 排程 understood. ``key`` names it in the ledger of runs: the hour may change without a new job."""

    key: str
    command: str
    cadence: str
    slot: Slot
    at: time
    on_rest: str
    every: bool  # each missed period is made up, not only the latest
    row: Timing


@dataclass(frozen=True, slots=True, order=True)
class Occurrence:
    """One period of a job and the moment it is due (到期). ``said`` is the period as a clerk reads it."""

    due: datetime
    job: str
    period: str
    said: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class JobRun:
    """What the ledger of runs knows of one (job, period).

    From ``held_from`` to ``held_until`` nobody tries it: it is being done (``leased``), or waits after a failure.
    ``outcome`` is written once; ``told`` says how it went.
    """

    job: str
    period: str
    due: datetime
    tries: int = 0
    leased: bool = False
    held_from: datetime | None = None
    held_until: datetime | None = None
    outcome: str = ""
    told: str = ""
    ended: datetime | None = None

    def is_held(self, now: datetime) -> bool:
        """Whether it is being done or waits; a clock set back before its beginning ends both."""
        return bool(self.held_from and self.held_until and self.held_from <= now < self.held_until)


Runs = Mapping[str, JobRun]  # period → what became of it
NO_RUNS: Runs = MappingProxyType({})
