"""The sample office's year, week by week from the day of issue to 31 December, each paper recounted as it is made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from automation.jobs.distribute import distribute
from automation.jobs.init import init
from automation.jobs.outcome import Run
from automation.jobs.typing_in import read_typed, type_cells
from automation.jobs.workspace import PROGRAM, open_workspace
from automation.rules.workdays import Calendar
from automation.sources.seeds import read_office
from automation.terms.supervision import REST_LATER
from tests.jobs.office_desk import run
from tests.jobs.recount import recount_bulletin, recount_monthly, recount_report, recount_score, recount_weekly

YEAR = 2018
SEEDS = PROGRAM / "seeds" / str(YEAR)
LAST = date(YEAR, 12, 31)
BULLETINS = {date(YEAR, 10, 8): 3, LAST: 4}
REPORT = date(YEAR, 11, 23)  # document 000 wants it before the 25th, a Sunday


def run_year(office: Path, every: int = 1) -> Iterator[tuple[date, str]]:
    """Run the year's jobs in their order and recount what each makes; gives the day and the job after each.

    ``every`` so many weeks the office merges and writes its weekly report; the other papers come on their own days.
    """
    issued: date = read_office(SEEDS)["office"]["issued"]
    workspace = open_workspace(office)
    init(workspace, Run("init", issued), SEEDS, YEAR)
    distribute(workspace, Run("distribute", issued))
    waiting = read_typed(SEEDS / "handins.csv")
    monday = issued + timedelta(days=-issued.weekday() % 7)
    weeks = {monday + timedelta(weeks=every * count) for count in range(60)}
    months = {Calendar().off_rest(date(YEAR, month, 1), REST_LATER) for month in range(issued.month + 1, 13)}
    days = sorted({day for day in (*weeks, *months, *BULLETINS, REPORT) if day <= LAST})
    for day in days:
        type_cells(workspace, [one for one in waiting if one.day <= day], YEAR)
        waiting = [one for one in waiting if one.day > day]
        yield from _work(office, day, weekly=day in weeks or day == LAST, monthly=day in months)


def _work(office: Path, day: date, *, weekly: bool, monthly: bool) -> Iterator[tuple[date, str]]:
    said, folder = day.isoformat(), office / "output" / day.isoformat()
    bulletin, upward = BULLETINS.get(day), day == REPORT
    if weekly or bulletin or upward:
        code, week, err = run(office, "weekly", as_of=said)
        assert code < 2, err
        recount_weekly(office, said, week)
        yield day, "weekly"
    if monthly:
        code, month, err = run(office, "monthly", as_of=said)
        assert code < 2, err
        recount_monthly(folder, month)
        yield day, "monthly"
    if bulletin:
        code, told, err = run(office, "bulletin", "--quarter", bulletin, as_of=said)
        assert code < 2, err
        recount_bulletin(folder / f"通报-第{bulletin}季度.docx", told, week["counts"])
        yield day, "bulletin"
    if upward:
        code, told, err = run(office, "report", as_of=said)
        assert code < 2, err
        recount_report(folder, told, week["counts"])
        yield day, "report"
    if day == LAST:
        code, told, err = run(office, "score", "--no-pdf", as_of=said)
        assert code < 2, err
        recount_score(folder, told)
        yield day, "score"
