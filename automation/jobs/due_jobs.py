"""Does the jobs that are due (办到期的作业), each leased before it begins and settled when it has ended.

A crash at any step is met by the next round: before the lease nothing has happened, after it the period is tried again
once the lease has run out. What a job does must therefore bear being done twice, and every job here does: a rerun
replaces its own papers, and a merge takes in what is new.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime

from automation.jobs.outcome import Outcome, Run
from automation.jobs.timed_jobs import CALLS, Call
from automation.jobs.workspace import Workspace
from automation.model.finding import Finding, details
from automation.model.timetable import NO_RUNS, JobRun, Occurrence, TimedJob
from automation.rules.timetable import LEASE, TRIES, WAITS, find_owed, list_occurrences
from automation.rules.workdays import Calendar
from automation.store.job_ledger import JobLedger
from automation.store.journal import Journal
from automation.terms import timetable as words


@dataclass(frozen=True, slots=True)
class Tried:
    """How an attempt ended: with an outcome, or with the one line that says why not."""

    outcome: Outcome | None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Hands:
    """What only the command line has: the clock, sleep, the net that catches everything, the screen, this machine.

    ``timed`` is false with --as-of, where no wall time may be told.
    """

    clock: Callable[[], datetime]
    sleep: Callable[[float], None]
    attempt: Callable[[Callable[[], Outcome]], Tried]
    tell: Callable[[str], None]
    machine: str
    timed: bool = True

    def run(self, command: str, day: date | None = None) -> Run:
        """A run of a command now, counted from a day (today)."""
        now = self.clock()
        return Run(command, day or now.date(), now.isoformat(" ", "seconds") if self.timed else "")


@dataclass(frozen=True, slots=True)
class Done:
    """What a round did about one period; ``state`` is empty where it will be tried again."""

    job: TimedJob
    period: Occurrence
    state: str
    said: str
    outcome: Outcome | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def line(self) -> str:
        """For the terminal and the log."""
        return words.ROUND_DONE.format(job=self.job.row.job, period=self.period.said, said=self.said)

    def as_dict(self) -> dict[str, object]:
        """One entry of ``done`` in the JSON."""
        return {
            "job": self.job.command,
            "period": self.period.period,
            "due": self.period.due.isoformat(" ", "minutes"),
            "state": self.state or None,
            "message": self.said,
            "files": list(self.outcome.files) if self.outcome else [],
        }


@dataclass(frozen=True, slots=True)
class Round:
    """One look at the clock: the jobs of the plan year, the ledger of runs, and what may be called."""

    workspace: Workspace
    hands: Hands
    ledger: JobLedger
    jobs: tuple[TimedJob, ...]
    year: int
    calendar: Calendar
    calls: Mapping[str, Call] = field(default_factory=lambda: CALLS)

    def do_due(self) -> tuple[Done, ...]:
        """Do everything that is due now, in the order it became due; what is only made up comes first.

        So the days that runs count from go forward: a period made up counts from its own day, the latest from today.
        """
        now = self.hands.clock()
        self.ledger.see([job.key for job in self.jobs], now.date())
        seen, runs = self.ledger.seen(), self.ledger.runs()
        done: list[Done] = []
        todo: list[tuple[Occurrence, TimedJob, bool]] = []
        for job in self.jobs:
            listed = list_occurrences(job, self.year, self.calendar)
            owed = find_owed(job, listed, seen[job.key], now, runs.get(job.key, NO_RUNS))
            if owed.passed_over:
                self.ledger.pass_over(owed.passed_over, words.PASSED_OVER, words.PASSED_OVER_SAID, now)
            done += [Done(job, one, words.PASSED_OVER, words.PASSED_OVER_SAID) for one in owed.passed_over]
            todo += [(one, job, one is owed.latest) for one in owed.todo]
        for one, job, latest in sorted(todo, key=lambda each: (each[2], each[0])):
            done += self._try(one, job, latest=latest)
        return tuple(done)

    def _try(self, one: Occurrence, job: TimedJob, *, latest: bool) -> list[Done]:
        """One try of a period, when nobody else has it and it does not wait."""
        now, before = self.hands.clock(), self.ledger.find(one.job, one.period)
        broken_off = before is not None and before.leased and not before.is_held(now)
        lease = self.ledger.take(one, now, now + LEASE, TRIES)
        if lease is None:
            if before is not None and broken_off and before.tries >= TRIES and not before.outcome:
                return [self._give_up(one, job, before, words.BROKEN_OFF)]
            return []
        run = self.hands.run(job.command, None if latest else self._day_of(one, now))
        try:
            tried = self.hands.attempt(lambda: self.calls[job.command](self.workspace, run, one))
        except KeyboardInterrupt:
            self.ledger.let_go(lease)
            raise
        told = (self._find("timetable_broken_off", one, job),) if broken_off else ()
        if tried.outcome is not None:
            count = sum(finding.severity == "error" for finding in tried.outcome.findings)
            said = words.DONE_WITH.format(count=count) if count else words.DONE
            self.ledger.settle(lease, words.DONE, said, self.hands.clock())
            return [Done(job, one, words.DONE, said, tried.outcome, told)]
        if lease.tries >= TRIES:
            return [self._give_up(one, job, lease, tried.fault)]
        now = self.hands.clock()
        until = now + WAITS[lease.tries - 1]
        self.ledger.fail(lease, tried.fault, now, until)
        said = words.RETRY.format(count=lease.tries, said=tried.fault)
        failed = self._find("timetable_failed", one, job, said=tried.fault, wanted=until.strftime(words.MOMENT))
        return [Done(job, one, "", said, None, (*told, failed))]

    def _give_up(self, one: Occurrence, job: TimedJob, lease: JobRun, fault: str) -> Done:
        said = words.GIVEN_UP_SAID.format(count=lease.tries, said=fault)
        self.ledger.settle(lease, words.GIVEN_UP, said, self.hands.clock())
        told = {"count": lease.tries, "said": fault, "choice": job.command}
        return Done(job, one, words.GIVEN_UP, said, None, (self._find("timetable_given_up", one, job, **told),))

    def _find(self, kind: str, one: Occurrence, job: TimedJob, **told: object) -> Finding:
        period = words.PERIOD_OF.format(job=job.row.job, period=one.said)
        return Finding(kind, value=period, details=details(**told))

    def _day_of(self, one: Occurrence, now: datetime) -> date:
        """The day an older period is made up for: its own, but no run ever counts from a day before the last run's."""
        with closing(Journal(self.workspace.journal, look=True)) as journal:
            last = max((str(run["as_of"]) for run in journal.runs()), default="")
        day = max(one.due.date(), date.fromisoformat(last)) if last else one.due.date()
        return min(day, now.date())
