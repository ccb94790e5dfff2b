"""The sheets of the workbook that sums up many finished reports (勾稽汇总)."""

from __future__ import annotations

from automation import cells
from automation.sheets.column import DECIDE, LOOK, Column, Sheet
from automation.terms import finished as names

C = Column

ORGAN, FILE, YEAR, FORM, ERRORS, WARNINGS, DATED = names.REPORT_HEADS
REPORTS = Sheet(
    names.REPORTS,
    ("organ",),
    (
        C(ORGAN, "organ", width=26),
        C(FILE, "file", width=36),
        C(YEAR, "year", cells.NUMBER, 7),
        C(FORM, "form", width=7),
        C(ERRORS, "errors", cells.NUMBER, 7),
        C(WARNINGS, "warnings", cells.NUMBER, 7),
        C(DATED, "dated", cells.DATE, 12),
        *(C(head, f"figure{place}", cells.NUMBER, 9) for place, head in enumerate(names.FIGURE_HEADS)),
    ),
    LOOK,
)
P_ORGAN, P_FILE, P_LEVEL, P_RULE, P_PLACE, P_AT, P_MESSAGE = names.PROBLEM_HEADS
PROBLEMS = Sheet(
    names.PROBLEMS,
    ("file",),
    (
        C(P_ORGAN, "organ", width=22),
        C(P_FILE, "file", width=30),
        C(P_LEVEL, "level", width=7),
        C(P_RULE, "rule", width=18),
        C(P_PLACE, "place", width=24),
        C(P_AT, "at", width=18),
        C(P_MESSAGE, "message", width=72),
    ),
    DECIDE,
)
R_ORGAN, R_STATE, R_FILE = names.ROSTER_HEADS
ROSTER = Sheet(
    names.ROSTER,
    ("organ",),
    (C(R_ORGAN, "organ", width=30), C(R_STATE, "state", width=12), C(R_FILE, "file", width=60)),
    LOOK,
    landscape=False,
)
