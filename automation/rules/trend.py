"""How far the year is, week by week (周变化), out of what each run wrote down of its day.

A run's record in the journal holds the totals of 汇总看板 on its day. Nothing is computed back: what an older program
did not write down, and a week in which nobody ran it, is a gap and not a zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from automation.cells import Value

COUNTED = ("duties", "done", "overdue")


@dataclass(frozen=True, slots=True)
class Week:
    """A week of the plan year, from Monday; its counts are those of its last run, None where there was none."""

    number: int
    monday: date
    done: int | None = None
    overdue: int | None = None

    def as_dict(self) -> dict[str, object]:
        """An entry of ``trend`` in the JSON interface."""
        return {"week": self.number, "monday": self.monday.isoformat(), "done": self.done, "overdue": self.overdue}


def count_day(board: Sequence[Mapping[str, Value]]) -> dict[str, object]:
    """What a run writes down of its day: the totals of 汇总看板, all 0 for a ledger without duties."""
    total: Mapping[str, Value] = board[-1] if board else {}
    return {name: total.get(name) or 0 for name in COUNTED}


def find_week(day: date, year: int) -> int:
    """The week of the plan year a day lies in, from 1; 0 for a day of another year.

    Weeks are those of ISO 8601, but the year's first and last days stay in it: 31 December 2018 is in its last week.
    """
    if day.year != year:
        return 0
    found = day.isocalendar()
    if found.year == year:
        return found.week
    return 1 if found.year < year else date(year, 12, 28).isocalendar().week


def draw_trend(runs: Iterable[Mapping[str, Any]], year: int, as_of: date) -> tuple[Week, ...]:
    """Every week from that of the first counted run to the end of the plan year; no week before there is a count."""
    counted = [run for run in runs if isinstance(run.get("as_of"), date) and isinstance(run.get("done"), (int, float))]
    counted = [run for run in counted if run["as_of"] <= as_of and run["as_of"].year == year]
    last = {find_week(run["as_of"], year): run for run in sorted(counted, key=_by_day)}
    if not last:
        return ()
    monday = date(year, 1, 4) - timedelta(days=date(year, 1, 4).weekday())
    return tuple(
        Week(week, monday + timedelta(weeks=week - 1), *_counts(last.get(week, {})))
        for week in range(min(last), find_week(date(year, 12, 31), year) + 1)
    )


def _by_day(run: Mapping[str, Any]) -> tuple[date, int]:
    return run["as_of"], int(run["run"])


def _counts(run: Mapping[str, Any]) -> tuple[int | None, int | None]:
    done, overdue = run.get("done"), run.get("overdue")
    return (None if done is None else int(done), None if overdue is None else int(overdue))
