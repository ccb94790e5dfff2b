"""What the timetable calls (可排程的作业): command → the job, each with the options an unattended run takes.

A command that is not here is not offered in 排程. A new one needs its name in ``terms.timetable.TIMED``, where it
counts once ``terms.commands.COMMANDS`` has it, and its line in ``CALLS``; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from automation.jobs.outcome import Outcome, Run
from automation.jobs.workspace import Workspace
from automation.model.timetable import Occurrence
from automation.rules.deadlines import month_end

Call = Callable[[Workspace, Run, Occurrence], Outcome]


def _merge(workspace: Workspace, run: Run, period: Occurrence) -> Outcome:
    from automation.jobs.merge import merge

    del period
    return merge(workspace, run)


def _weekly(workspace: Workspace, run: Run, period: Occurrence) -> Outcome:
    from automation.jobs.weekly import weekly

    del period
    return weekly(workspace, run)


def _annual(workspace: Workspace, run: Run, period: Occurrence) -> Outcome:
    from automation.jobs.annual import Options, annual

    return annual(workspace, run, int(period.period[:4]), Options())


def _remind(workspace: Workspace, run: Run, period: Occurrence) -> Outcome:
    from automation.jobs.remind import remind

    del period
    return remind(workspace, run)


def _monthly(workspace: Workspace, run: Run, period: Occurrence) -> Outcome:
    from automation.jobs.monthly import monthly

    year, month = period.due.year, period.due.month  # one made up late still reminds of the month it was due in
    return monthly(workspace, replace(run, as_of=min(run.as_of, month_end(year, month))))


def _bulletin(workspace: Workspace, run: Run, period: Occurrence) -> Outcome:
    """The bulletin of the period's quarter; one timed otherwise is of the quarter its run's day lies in."""
    from automation.jobs.bulletin import bulletin

    _, _, quarter = period.period.partition("-Q")
    return bulletin(workspace, run, int(quarter) if quarter else (run.as_of.month + 2) // 3)


def _report(workspace: Workspace, run: Run, period: Occurrence) -> Outcome:
    from automation.jobs.report import report

    del period
    return report(workspace, run)


def _score(workspace: Workspace, run: Run, period: Occurrence) -> Outcome:
    from automation.jobs.score import score

    del period
    return score(workspace, run)


CALLS: Mapping[str, Call] = {
    "merge": _merge,
    "weekly": _weekly,
    "remind": _remind,
    "monthly": _monthly,
    "bulletin": _bulletin,
    "report": _report,
    "score": _score,
    "annual": _annual,
}
