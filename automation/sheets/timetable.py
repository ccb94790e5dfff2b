"""The sheet of jobs that are done by themselves (排程)."""

from __future__ import annotations

from automation import cells
from automation.sheets.column import Column, Sheet
from automation.terms import states
from automation.terms import timetable as words

C = Column

TIMETABLE = Sheet(
    words.SHEET,
    ("job", "cadence", "when"),
    (
        C(words.JOB, "job", width=12, office=True, choices=tuple(words.JOBS)),
        C(words.CADENCE, "cadence", width=8, office=True, choices=words.CADENCES),
        C(words.WHEN, "when", width=26, office=True),
        C(words.ON_REST, "on_rest", width=12, office=True, choices=words.REST_VALUES),
        C(words.CATCH_UP, "catch_up", width=10, office=True, choices=words.CATCH_UPS),
        C(words.ENABLED, "enabled", cells.YES_NO, 8, office=True, choices=(states.YES, states.NO)),
        C(words.LAST_RUN, "last_run", cells.DATE, 12),
        C(words.RESULT, "result", width=50),
    ),
)
