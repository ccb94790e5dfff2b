"""A year in which everything goes wrong (试一年): a machine that dies, sleeps, and whose clock is set, all by dice.

Its timetable is the real one on a real journal; only the jobs are of straw, and note when they were done.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from automation.jobs.due_jobs import Done, Hands, Round, Tried
from automation.jobs.outcome import Outcome, Run
from automation.jobs.workspace import Workspace, open_workspace
from automation.model.timetable import Occurrence, TimedJob, Timing
from automation.rules.read_timings import read_timings
from automation.rules.timetable import LEASE, TRIES, list_occurrences
from automation.rules.workdays import Calendar
from automation.store.job_ledger import JobLedger

YEAR = 2018
CALENDAR = Calendar()
at = datetime.fromisoformat  # moments without a zone, as a wall clock has them
BEGIN = at("2018-01-01 00:00")
ROWS = (
    Timing("汇总", "每天", "08:30", "顺延", "全部"),
    Timing("汇总", "每月", "31日 10:00", "提前", "全部"),
    Timing("周汇总", "每周", "周一 09:00", "顺延", "最近一次"),
    Timing("周汇总", "每月", "1日 09:00", "照常", "最近一次"),
    Timing("年报", "每季", "下季首月10日", "顺延", "全部"),
    Timing("年报", "每年", "2月29日 16:30", "提前", "全部"),
    Timing("年报", "一次", "2018-10-03 15:00", "照常", "全部"),
)
ONCE_ONLY = """
CREATE TABLE IF NOT EXISTS written (job TEXT, period TEXT, outcome TEXT);
CREATE TRIGGER IF NOT EXISTS once_only AFTER UPDATE OF outcome ON job_runs WHEN NEW.outcome != ''
BEGIN INSERT INTO written VALUES (NEW.job, NEW.period, NEW.outcome); END;
"""


class Killed(BaseException):
    """The process is gone: nobody catches this but the world."""


class World:
    """One machine and its year; ``now`` is what its clock shows."""

    def __init__(
        self, folder: Path, seed: int = 1, kills: float = 0.0, faults: float = 0.0, start: datetime = BEGIN
    ) -> None:
        self.dice = random.Random(seed)  # noqa: S311 - repeatable, not secret
        self.workspace: Workspace = open_workspace(folder)
        self.workspace.store.mkdir(parents=True)
        self.now = start
        self.kills, self.faults = kills, faults
        self.jobs, found = read_timings(ROWS, YEAR, "")
        assert not found
        self.periods = {job.key: list_occurrences(job, YEAR, CALENDAR) for job in self.jobs}
        self.effects: Counter[tuple[str, str]] = Counter()
        self.spoilt: Counter[tuple[str, str]] = Counter()  # tries that ended without an outcome
        self.redone: Counter[tuple[str, str]] = Counter()  # done, and killed before that was written
        self.at_work: set[tuple[str, str]] = set()
        self.furthest = self.now
        self.deaths: Counter[str] = Counter()
        self.doomed = ""
        self.nested = False
        self.round()  # what was due before the timetable was first seen is nobody's debt

    def step(self, name: str) -> None:
        """A place where the process may die."""
        if self.doomed == name:
            self.doomed = ""
            self.deaths[name] += 1
            raise Killed(name)

    def round(self) -> tuple[Done, ...]:
        """A process starts, looks once, and ends; or dies."""
        world, ledger = self, _DyingLedger(self.workspace.journal, self.step)
        self.furthest = max(self.furthest, self.now)

        def attempt(job: Callable[[], Outcome]) -> Tried:
            try:
                return Tried(job())
            except ValueError as error:
                return Tried(None, str(error))

        def call(workspace: Workspace, run: Run, one: Occurrence) -> Outcome:
            assert workspace == world.workspace
            return world.do(run, one)

        hands = Hands(lambda: self.now, lambda _: None, attempt, lambda _: None, "机")
        calls = dict.fromkeys(("merge", "weekly", "annual"), call)
        try:
            return Round(self.workspace, hands, ledger, self.jobs, YEAR, CALENDAR, calls).do_due()
        finally:
            ledger.close()

    def do(self, run: Run, one: Occurrence) -> Outcome:
        """A job of straw: it may die before or after its work, fail, or find another process at the same hour."""
        key = one.job, one.period
        assert key not in self.at_work, "two processes have the same period"
        assert run.as_of <= self.now.date()
        job = next(job for job in self.jobs if job.key == one.job)
        if not job.every:
            assert one == [each for each in self.periods[job.key] if each.due <= self.now][-1]
        self.at_work.add(key)
        try:
            if self.kills and not self.nested and self.dice.random() < 0.05:
                self.nested, doomed, self.doomed = True, self.doomed, ""
                self.round()
                self.nested, self.doomed = False, doomed
            self.step("mid job")
            if self.dice.random() < self.faults:
                self.spoilt[key] += 1
                raise ValueError("没有办成")
            self.effects[key] += 1
            self.step("after job")
            return Outcome(run.command, run.as_of)
        except Killed as death:
            self.spoilt[key] += 1
            self.redone[key] += str(death) == "after job"
            raise
        finally:
            self.at_work.discard(key)

    def live(self, until: datetime, jumps: bool = True) -> None:
        """Let time pass: minutes, a night, a holiday of weeks; now and then the clock is set back or forward."""
        while self.now < until:
            die = self.dice.random()
            if die < 0.75:
                self.now += timedelta(minutes=self.dice.randint(1, 180))
            elif die < 0.98:
                self.now += timedelta(hours=self.dice.randint(3, 40))
            else:
                self.now += timedelta(days=self.dice.randint(2, 30))
            if jumps and self.dice.random() < 0.05:
                self.now = max(BEGIN, self.now + timedelta(hours=self.dice.randint(-200, 120)))
            if self.dice.random() < self.kills:
                self.doomed = self.dice.choice(("before lease", "after lease", "mid job", "after job", "after outcome"))
            try:
                self.round()
            except Killed as death:
                self.nested = False
                if str(death) == "after lease":
                    self.note_lost_lease()
            self.doomed = ""

    def rest(self) -> None:
        """Calm days at the end, in which whatever waits is tried again."""
        self.kills = 0.0
        for _ in range(4 * TRIES):
            self.now += 2 * LEASE
            self.round()

    def note_lost_lease(self) -> None:
        with_lease = JobLedger(self.workspace.journal)
        for periods in with_lease.runs().values():
            for run in periods.values():
                if run.leased and run.held_from == self.now:
                    self.spoilt[run.job, run.period] += 1
        with_lease.close()

    def written(self) -> list[tuple[str, str, str]]:
        """Every outcome as it was written, so that a second one would show."""
        ledger = _DyingLedger(self.workspace.journal, self.step)
        rows = ledger._all("SELECT job, period, outcome FROM written")
        ledger.close()
        return rows

    def due(self, job: TimedJob) -> list[Occurrence]:
        """What the clock has ever shown as due."""
        return [one for one in self.periods[job.key] if one.due <= self.furthest]


class _DyingLedger(JobLedger):
    """The real ledger, in a process that may die before or after it writes."""

    def __init__(self, path: Path, step: Callable[[str], None]) -> None:
        super().__init__(path)
        self._base.execute("PRAGMA synchronous = OFF")  # the process dies here, not the disk
        self._base.executescript(ONCE_ONLY)
        self._step = step

    def take(self, one, now, until, most):
        self._step("before lease")
        lease = super().take(one, now, until, most)
        if lease:
            self._step("after lease")
        return lease

    def settle(self, lease, outcome, told, now):
        done = super().settle(lease, outcome, told, now)
        self._step("after outcome")
        return done
