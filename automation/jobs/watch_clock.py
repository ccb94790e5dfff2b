"""Watches the clock (看着时钟): the timetable in the foreground, until somebody stops it.

The library ``schedule`` only ticks. What is due comes from the ledger of runs at each tick, so that a machine that
slept, a clock that was set, a process that was killed, all come to the same question: what is due now and open?
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from automation.jobs.due_jobs import Hands
from automation.jobs.outcome import Outcome
from automation.jobs.timetable import Plan, at_work, do_round, read_timetable, tell_log
from automation.jobs.workspace import Workspace
from automation.terms import timetable as words

TICK = timedelta(minutes=1)
NAP = 15.0  # seconds: short enough that a clock set back or a machine woken up is noticed within a tick


def watch(workspace: Workspace, hands: Hands) -> Outcome:
    """Do what is due, minute by minute; Ctrl-C ends it.

    The first round may raise AutomationError: a timetable that cannot begin should say so. Later ones are told and
    tried again, since a master that is just being saved is no reason to stop a year.
    """
    from schedule import Scheduler

    keeper = _Keeper(workspace, hands)
    try:
        keeper.tell(keeper.look())
        hands.tell(words.STARTED)
        ticks = Scheduler()
        tick = ticks.every(1).minutes.do(keeper.look_again)
        while True:
            hands.sleep(NAP)
            if tick.next_run is not None and tick.next_run - hands.clock() > TICK:  # the clock was set back
                tick.next_run = hands.clock()
            ticks.run_pending()
    except KeyboardInterrupt:
        return Outcome("timetable", hands.clock().date(), lines=(words.STOPPED,), bare=True)


@dataclass(slots=True)
class _Keeper:
    """What one look leaves for the next: the plan while the master stays as it is, and the last fault told."""

    workspace: Workspace
    hands: Hands
    plan: Plan | None = None
    stamp: tuple[int, int] = (0, 0)
    fault: str = ""

    def look(self) -> Outcome:
        """One round."""
        with at_work(self.workspace, self.hands) as ledger:
            seen = self.workspace.master.stat()
            stamp = (seen.st_mtime_ns, seen.st_size)
            if self.plan is None or stamp != self.stamp:
                self.plan, self.stamp = read_timetable(self.workspace), stamp
            return do_round(self.workspace, self.hands, ledger, self.plan)

    def look_again(self) -> None:
        """One round that may fail; the same fault is told once, not every minute."""
        tried = self.hands.attempt(self.look)
        if tried.outcome is not None:
            self.tell(tried.outcome)
        elif tried.fault != self.fault:
            self.hands.tell(tried.fault)
            tell_log(self.workspace, self.hands.run("timetable"), tried.fault)
        self.fault = tried.fault

    def tell(self, outcome: Outcome) -> None:
        """Show a round in which something was done."""
        if outcome.extra["done"]:
            for line in (*outcome.lines, *(one.message for one in outcome.findings if one.severity == "error")):
                self.hands.tell(line)
