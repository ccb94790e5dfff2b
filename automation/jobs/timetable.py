"""timetable 排程: the year's jobs by themselves, once for the system's own scheduler, or watching the clock."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from automation.errors import AutomationError
from automation.jobs.annual_tables import FIRST_YEAR
from automation.jobs.due_jobs import Done, Hands, Round
from automation.jobs.open_ledger import Opened, view_ledger
from automation.jobs.outcome import Outcome, Run
from automation.jobs.put_master import again_when_moved
from automation.jobs.settle_ledger import open_ledger, settle_ledger
from automation.jobs.workspace import Workspace
from automation.model.finding import Finding, details, sort_findings
from automation.model.ledger import Settings
from automation.model.origin import Origin
from automation.model.timetable import NO_RUNS, Occurrence, Runs, TimedJob, Timing
from automation.outputs.patch import clean_text
from automation.rules.read_timings import default_timings, read_timings
from automation.rules.tables import row_of
from automation.rules.timetable import find_last, find_next, list_occurrences, say_result
from automation.rules.workdays import Calendar
from automation.sheets import TIMETABLE
from automation.store.job_ledger import JobLedger
from automation.store.keep import hold_timetable
from automation.store.text_log import keep_log
from automation.terms import commands as say
from automation.terms import sheets as names
from automation.terms import timetable as words

Results = dict[tuple[str, str, str], tuple[date | None, str]]  # key of a row → 上次运行, 结果


@dataclass(frozen=True, slots=True)
class Plan:
    """What the master says: the rows as they stand, the jobs they mean, and what is wrong with them."""

    settings: Settings
    calendar: Calendar
    rows: tuple[Timing, ...]
    jobs: tuple[TimedJob, ...]
    findings: tuple[Finding, ...]
    listed: bool  # the master has the sheet

    def occurrences(self, job: TimedJob) -> tuple[Occurrence, ...]:
        """Every period of a job."""
        return list_occurrences(job, self.settings.year, self.calendar)


def read_timetable(workspace: Workspace) -> Plan:
    """The timetable of the master as it stands. Raises MasterError when that cannot be read."""
    with view_ledger(workspace) as opened:
        return plan_jobs(opened)


def plan_jobs(opened: Opened) -> Plan:
    """The jobs of an opened ledger; a master made before there was a timetable is served by the default rows."""
    ledger, file = opened.ledger, opened.master.file
    listed = TIMETABLE.name in opened.master.tables
    rows = ledger.timings if listed else default_timings(annual=ledger.settings.year >= FIRST_YEAR)
    jobs, findings = read_timings(rows, ledger.settings.year, file)
    if not listed:
        named = names.LIST_SEPARATOR.join(row.job for row in rows)
        findings.append(Finding("timetable_sheet_gone", value=named, origin=Origin(file)))
    return Plan(ledger.settings, Calendar.of(ledger.holidays), rows, jobs, tuple(findings), listed)


def once(workspace: Workspace, hands: Hands, *, take_over: bool = False) -> Outcome:
    """Do all that is due now, and end (--once); ``take_over`` makes this machine the owner first.

    Raises AutomationError when another machine owns the timetable, or another timetable is at work.
    """
    try:
        with at_work(workspace, hands, take_over=take_over) as ledger:
            return do_round(workspace, hands, ledger, read_timetable(workspace))
    except AutomationError as error:  # nobody sees the screen of an unattended run
        if workspace.master.is_file():
            tell_log(workspace, hands.run("timetable"), str(error))
        raise


def take_over(workspace: Workspace, hands: Hands) -> Outcome:
    """Make this machine the owner of the timetable (换机接手), and nothing else."""
    with hold_timetable(workspace.store), closing(JobLedger(workspace.journal)) as ledger:
        lines = (words.TAKEN_ALREADY if ledger.owner() == hands.machine else words.TAKEN_OVER,)
        _own(ledger, hands)
    return Outcome("timetable", hands.clock().date(), lines=lines)


def list_jobs(workspace: Workspace, hands: Hands) -> Outcome:
    """What is due next and what ran last (--list); nothing is written, on whichever machine."""
    plan = read_timetable(workspace)
    now = hands.clock()
    with closing(JobLedger(workspace.journal, look=True)) as ledger:
        runs, seen = ledger.runs(), ledger.seen()
    results = _find_results(plan, runs)
    jobs: list[dict[str, object]] = []
    table = [words.LIST_COLUMNS]
    for job in plan.jobs:
        since = seen.get(job.key, now.date())
        following = find_next(job, plan.occurrences(job), since, now, runs.get(job.key, NO_RUNS))
        last_run, result = results[job.row.key]
        due = following.due.strftime(words.MOMENT) if following else ""
        coming = f"{due} {following.said}" if following else words.NONE_LEFT
        went = f"{last_run.isoformat()} {result}" if last_run else ""
        table.append((job.row.job, f"{job.row.cadence} {job.row.when}", coming, went))
        jobs.append(
            {
                "job": job.command,
                "name": job.row.job,
                "cadence": job.row.cadence,
                "when": job.row.when,
                "next": {"period": following.period, "due": due} if following else None,
                "last": {"on": last_run.isoformat(), "result": result} if last_run else None,
            }
        )
    findings = sort_findings([*plan.findings, *_find_ahead(plan, runs, now)])
    return Outcome("timetable", now.date(), (), findings, {"jobs": jobs}, (), tuple(table))


def do_round(workspace: Workspace, hands: Hands, ledger: JobLedger, plan: Plan) -> Outcome:
    """Do what is due by a plan, write down how it went, and tell."""
    year, calendar = plan.settings.year, plan.calendar
    done = Round(workspace, hands, ledger, plan.jobs, year, calendar).do_due()
    run = hands.run("timetable")
    found = [finding for one in done for finding in one.findings]
    unlogged = _log(workspace, run, [_log_line(one) for one in done])
    unlogged += _enter_results(workspace, run, plan, _find_results(plan, ledger.runs()))
    found += [*plan.findings, *_find_ahead(plan, ledger.runs(), hands.clock()), *unlogged]
    outcomes = [one.outcome for one in done if one.outcome]
    found += [finding for outcome in outcomes for finding in outcome.findings]
    lines = [one.line for one in done] or [words.NOTHING_DUE]
    extra: dict[str, object] = {"done": [one.as_dict() for one in done]}
    files = tuple(dict.fromkeys(file for outcome in outcomes for file in outcome.files))
    following = _find_following(plan, ledger, hands.clock())
    extra["next"] = following[1] if following else None
    lines.append(following[0] if following else words.NEXT_NONE)
    return Outcome(run.command, run.as_of, files, sort_findings(found), extra, tuple(lines))


@contextmanager
def at_work(workspace: Workspace, hands: Hands, *, take_over: bool = False) -> Iterator[JobLedger]:
    """Hold the timetable for one round, on the machine that owns it; the first one that comes does."""
    if not workspace.master.is_file():  # before a journal is made for it
        raise AutomationError(say.NO_MASTER.format(file=workspace.shown(workspace.master)))
    with hold_timetable(workspace.store), closing(JobLedger(workspace.journal)) as ledger:
        owner = ledger.owner()
        if owner not in ("", hands.machine) and not take_over:
            raise AutomationError(words.OTHER_MACHINE)
        if not owner or take_over:
            _own(ledger, hands)
        yield ledger


def _own(ledger: JobLedger, hands: Hands) -> None:
    ledger.own(hands.machine)
    ledger.see_not_later(hands.clock().date())


def _find_results(plan: Plan, runs: Mapping[str, Runs]) -> Results:
    """上次运行 and 结果 of every row that means a job."""
    found: Results = {}
    for job in plan.jobs:
        last = find_last(runs.get(job.key, NO_RUNS))
        if last is None:
            found[job.row.key] = None, ""
            continue
        said = next((one.said for one in plan.occurrences(job) if one.period == last.period), last.period)
        moment = last.held_from if last.leased else last.ended
        found[job.row.key] = moment.date() if moment else None, clean_text(say_result(last, said))
    return found


def _enter_results(workspace: Workspace, run: Run, plan: Plan, results: Results) -> list[Finding]:
    """Write 上次运行 and 结果 into 排程 where they have changed; a run of its own, since papers alone leave none.

    What cannot be written now, because somebody has the master open, is written by the next round.
    """
    rows = {row.key: (row.last_run, row.result) for row in plan.rows}
    if not plan.listed or all(rows[key] == result for key, result in results.items()):
        return []
    try:
        _settle_results(workspace, run, results)
    except AutomationError as error:
        told = details(said=str(error))
        return [Finding("timetable_unlogged", value=TIMETABLE.name, details=told)]
    return []


@again_when_moved
def _settle_results(workspace: Workspace, run: Run, results: Results) -> None:
    with open_ledger(workspace) as opened:
        kept = tuple(
            replace(row, last_run=results[row.key][0], result=results[row.key][1]) if row.key in results else row
            for row in opened.ledger.timings
        )
        opened.ledger = replace(opened.ledger, timings=kept)
        # no step of this run's, so that an undo takes back the job and not what is told of it
        opened.rows[TIMETABLE.name] = [row_of(row) for row in kept]
        settle_ledger(opened, run)


def _log(workspace: Workspace, run: Run, lines: Sequence[str]) -> list[Finding]:
    """Add to the log in output, where a clerk looks; a log that cannot be written stops nothing."""
    if not lines:
        return []
    moment = run.time or run.as_of.isoformat()
    try:
        told = [words.LOG_LINE.format(moment=moment, said=line) for line in lines]
        keep_log(log_of(workspace), told, words.LOG_KEPT)
    except AutomationError as error:
        return [Finding("timetable_unlogged", value=words.LOG_FILE, details=details(said=str(error)))]
    return []


def log_of(workspace: Workspace) -> Path:
    """The log a clerk reads (排程日志)."""
    return workspace.root / "output" / words.LOG_FILE


def tell_log(workspace: Workspace, run: Run, line: str) -> None:
    """One more line in the log."""
    _log(workspace, run, [line])


def _log_line(done: Done) -> str:
    first = done.outcome.lines[:1] if done.outcome else ()
    return words.LOG_JOIN.join((done.line, *first))


def _find_ahead(plan: Plan, runs: Mapping[str, Runs], now: datetime) -> Iterator[Finding]:
    """What is written down as done at a time that has not come: the clock was once set forward."""
    for job in plan.jobs:
        ended = [run.ended for run in runs.get(job.key, NO_RUNS).values() if run.outcome and run.ended]
        if ended and max(ended) > now + timedelta(days=1):
            told = details(last=max(ended).strftime(words.MOMENT))
            yield Finding("timetable_ahead", value=job.row.job, details=told)


def _find_following(plan: Plan, ledger: JobLedger, now: datetime) -> tuple[str, dict[str, str]] | None:
    """The next job of all, as a line and as JSON."""
    seen, runs = ledger.seen(), ledger.runs()
    coming = []
    for job in plan.jobs:
        since = seen.get(job.key, now.date())
        following = find_next(job, plan.occurrences(job), since, now, runs.get(job.key, NO_RUNS))
        if following:
            coming.append((following, job))
    if not coming:
        return None
    one, job = min(coming, key=lambda each: each[0])
    due = one.due.strftime(words.MOMENT)
    line = words.NEXT.format(due=due, job=job.row.job, period=one.said)
    return line, {"job": job.command, "period": one.period, "due": due}
