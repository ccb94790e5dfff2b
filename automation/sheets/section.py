"""The sheets of a section's workbook (科室填报各表), and the master's sheet behind each."""

from __future__ import annotations

from automation import cells
from automation.sheets import column as shared
from automation.sheets.column import LOOK, Column, Sheet
from automation.sheets.logbook import FORM_PUBLISHED, PUBLISHED
from automation.sheets.master import DUTIES, EVENTS, PERIODS
from automation.sheets.report import READINGS
from automation.terms import sheets as names
from automation.terms import states

C = Column

FORM_DUTIES = Sheet(
    names.FORM_DUTIES,
    ("number",),
    (
        C(names.NUMBER, "number", width=13, hidden=True),
        C(names.ORDER, "order", cells.NUMBER, 6),
        C(names.TASK, "topic", width=18),
        C(names.REQUIREMENT, "requirement", width=48),
        C(names.ROLE, "role", width=10),
        C(names.DEADLINE, "deadline", width=12),
        shared.DUE,
        shared.PRESENT_DUE,
        C(names.TARGET, "target", width=10),
        C(names.STATUS, "status", cells.STATE, 10, section=True, choices=states.SECTION_STATES),
        C(names.PROGRESS, "progress", width=40, section=True),
        C(names.QUANTITY, "quantity", cells.NUMBER, 9, section=True),
        C(names.FINISHED_ON, "finished_on", cells.DATE, 12, section=True),
        C(names.EVIDENCE, "evidence", width=24, section=True),
        C(names.PROBLEM, "problem", width=24, section=True),
        C(names.NEXT_STEP, "next_step", width=24, section=True),
        C(names.EXTENSION_TO, "extension_to", cells.DATE, 12, section=True),
        C(names.EXTENSION_REASON, "extension_reason", width=20, section=True),
        C(names.REVIEW, "review", width=20),
        C(names.SUPPORT_PROGRESS, "support_progress", width=30),
    ),
    LOOK,
)
FORM_PERIODS = Sheet(
    names.FORM_PERIODS,
    ("number", "period"),
    (
        C(names.NUMBER, "number", width=13, hidden=True),
        C(names.ORDER, "order", cells.NUMBER, 6),
        C(names.REQUIREMENT, "requirement", width=48),
        C(names.PERIOD, "period", width=12),
        C(names.PERIOD_DUE, "due", cells.DATE, 12),
        C(names.STATUS, "status", cells.STATE, 10, section=True, choices=states.SECTION_STATES),
        C(names.FINISHED_ON, "finished_on", cells.DATE, 12, section=True),
        C(names.PROGRESS, "progress", width=40, section=True),
        C(names.EVIDENCE, "evidence", width=24, section=True),
        shared.LIGHT,
    ),
    LOOK,
)
FORM_EVENTS = Sheet(
    names.FORM_EVENTS,
    ("key",),
    (
        C(names.EVENT_KEY, "key", width=22, hidden=True),
        C(names.NUMBER, "number", width=13, hidden=True),
        C(names.ORDER, "order", cells.NUMBER, 6),
        C(names.TIME_LIMIT, "time_limit", width=20),
        C(names.EVENT, "event", width=30, section=True),
        C(names.HAPPENED_ON, "happened_on", cells.MOMENT, 16, section=True),
        C(names.OWED_BY, "owed_by", cells.MOMENT, 16),
        C(names.ACTUALLY_ON, "actually_on", cells.MOMENT, 16, section=True),
        C(names.EVIDENCE, "evidence", width=24, section=True),
        shared.LIGHT,
    ),
    LOOK,
)
FORM_READINGS = Sheet(
    names.FORM_READINGS,
    ("number", "period"),
    (
        C(names.INDICATOR_NUMBER, "number", width=13, hidden=True),
        C(names.INDICATOR_NAME, "name", width=30),
        C(names.INDICATOR_UNIT, "unit", width=8),
        C(names.READING_PERIOD, "period", width=12),
        C(names.READING_VALUE, "value", cells.NUMBER, 14, section=True),
        C(names.READING_NOTE, "note", width=48, section=True),
    ),
    LOOK,
)
FORMS = (FORM_DUTIES, FORM_PERIODS, FORM_EVENTS, FORM_READINGS, FORM_PUBLISHED)
COUNTERPART = {
    names.FORM_DUTIES: DUTIES,
    names.FORM_PERIODS: PERIODS,
    names.FORM_EVENTS: EVENTS,
    names.FORM_READINGS: READINGS,
    FORM_PUBLISHED.name: PUBLISHED,
}
