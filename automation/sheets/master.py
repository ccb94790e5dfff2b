"""The sheets of the master workbook (总台账各表)."""

from __future__ import annotations

from automation import cells
from automation.sheets import column as shared
from automation.sheets.board import BOARD, FIGURES
from automation.sheets.chasing import CHASES
from automation.sheets.column import DECIDE, LOOK, Column, Sheet
from automation.sheets.logbook import PUBLISHED
from automation.sheets.register import REGISTER
from automation.sheets.report import CHARTS, INDICATORS, LAST_REPORT, READINGS, REPORT_TEXT
from automation.sheets.scoring import MARKS, SCORE_RULES
from automation.sheets.timetable import TIMETABLE
from automation.terms import sheets as names
from automation.terms import states

C = Column

TASKS = Sheet(
    names.TASKS,
    ("number",),
    (
        shared.NUMBER,
        C(names.ORDER, "order", cells.NUMBER, 6),
        C(names.AREA, "area", width=14),
        C(names.TOPIC, "topic", width=16),
        C(names.REQUIREMENT, "requirement", width=48, office=True),
        C(names.UNITS, "units", width=18),
        C(names.LEADS, "leads", cells.NAMES, 16, office=True),
        C(names.SUPPORTS, "supports", cells.NAMES, 16, office=True),
        C(names.DEADLINE, "deadline", width=12, office=True),
        shared.DUE,
        shared.PRESENT_DUE,
        C(names.TARGET, "target", width=12),
        shared.STATUS,
        shared.LIGHT,
        shared.LATE,
        C(names.PROGRESS, "progress", width=40),
        C(names.FINISHED_ON, "finished_on", cells.DATE, 12),
        C(names.EVIDENCE, "evidence", width=24),
        C(names.PROBLEM, "problem", width=24),
        C(names.NEXT_STEP, "next_step", width=24),
        shared.UPDATED,
    ),
    LOOK,
)
DUTIES = Sheet(
    names.DUTIES,
    ("number", "section"),
    (
        shared.NUMBER,
        shared.SECTION,
        C(names.ROLE, "role", width=10),
        C(names.STATUS, "status", cells.STATE, 10, office=True, choices=states.STATES),
        shared.LIGHT,
        shared.LATE,
        shared.DUE,
        shared.PRESENT_DUE,
        C(names.PROGRESS, "progress", width=40, office=True),
        C(names.QUANTITY, "quantity", cells.NUMBER, 9, office=True),
        C(names.FINISHED_ON, "finished_on", cells.DATE, 12, office=True),
        C(names.EVIDENCE, "evidence", width=24, office=True),
        C(names.PROBLEM, "problem", width=24, office=True),
        C(names.NEXT_STEP, "next_step", width=24, office=True),
        C(names.EXTENSION_TO, "extension_to", cells.DATE, 12),
        C(names.EXTENSION_REASON, "extension_reason", width=20),
        C(names.GRANTED_TO, "granted_to", cells.DATE, 12, office=True),
        C(names.GRANTED_ON, "granted_on", cells.DATE, 12, office=True),
        C(names.REVIEW, "review", width=20, office=True),
        C(names.REVIEWED_ON, "reviewed_on", cells.DATE, 12, office=True),
        shared.UPDATED,
    ),
    LOOK,
)
PERIODS = Sheet(
    names.PERIODS,
    ("number", "section", "period"),
    (
        shared.NUMBER,
        shared.SECTION,
        C(names.PERIOD, "period", width=12),
        C(names.PERIOD_DUE, "due", cells.DATE, 12),
        C(names.STATUS, "status", cells.STATE, 10, office=True, choices=states.STATES),
        C(names.FINISHED_ON, "finished_on", cells.DATE, 12, office=True),
        C(names.PROGRESS, "progress", width=40, office=True),
        C(names.EVIDENCE, "evidence", width=24, office=True),
        shared.LIGHT,
    ),
    LOOK,
)
EVENTS = Sheet(
    names.EVENTS,
    ("key",),
    (
        C(names.EVENT_KEY, "key", width=22),
        C(names.NUMBER, "number", width=13),
        C(names.SECTION, "section", width=13),
        C(names.EVENT, "event", width=30, office=True),
        C(names.HAPPENED_ON, "happened_on", cells.MOMENT, 16, office=True),
        C(names.TIME_LIMIT, "time_limit", width=24),
        C(names.OWED_BY, "owed_by", cells.MOMENT, 16),
        C(names.ACTUALLY_ON, "actually_on", cells.MOMENT, 16, office=True),
        shared.LIGHT,
        C(names.EVIDENCE, "evidence", width=24, office=True),
    ),
    LOOK,
)
OVERDUE = Sheet(
    names.OVERDUE,
    ("number", "section", "period"),
    (
        shared.NUMBER,
        C(names.ORDER, "order", cells.NUMBER, 6),
        shared.SECTION,
        C(names.REQUIREMENT, "requirement", width=48),
        C(names.PERIOD, "period", width=12),
        shared.DUE,
        shared.PRESENT_DUE,
        shared.LATE,
        shared.STATUS,
        C(names.PROGRESS, "progress", width=40),
    ),
    LOOK,
)
MISSING = Sheet(
    names.MISSING,
    ("section",),
    (
        shared.SECTION,
        C(names.REPORT_PERIOD, "period", width=12),
        C(names.PERIOD_DUE, "due", cells.DATE, 12),
        C(names.REPORT_STATE, "state", width=16),
        C(names.DUTY_COUNT, "duties", cells.NUMBER, 10),
        C(names.LAST_HANDIN, "last", cells.DATE, 12),
    ),
    LOOK,
)
CONFLICTS = Sheet(
    names.CONFLICTS,
    ("key",),
    (
        C(names.CONFLICT_KEY, "key", width=34),
        C(names.SHEET, "sheet", width=12),
        shared.NUMBER,
        shared.SECTION,
        C(names.FIELD, "field", width=12),
        C(names.BASE_VALUE, "base", width=24),
        C(names.MASTER_VALUE, "master", width=30),
        C(names.SECTION_VALUE, "section_value", width=30),
        C(names.SOURCE, "source", width=30),
        C(names.SOURCE_ISSUE, "issue", cells.NUMBER, 8, optional=True),
        C(names.FOUND_ON, "found_on", cells.DATE, 12),
        C(names.CHOICE, "choice", width=10, office=True, choices=names.CHOICES),
        C(names.HAND_VALUE, "hand_value", width=24, office=True),
    ),
    DECIDE,
)
QUESTIONS = Sheet(
    names.QUESTIONS,
    ("key",),
    (
        C(names.QUESTION_KEY, "key", width=30),
        shared.NUMBER,
        C(names.QUESTION_KIND, "kind", width=10),
        C(names.QUESTION_TEXT, "text", width=30),
        C(names.QUESTION, "question", width=48),
        C(names.ANSWER, "answer", width=24, office=True),
    ),
    DECIDE,
)
FINDINGS = Sheet(
    names.FINDINGS,
    ("row",),
    (
        C(names.ORDER, "row", cells.NUMBER, 6),
        C(names.SEVERITY, "severity", width=8),
        shared.NUMBER,
        shared.SECTION,
        C(names.PLACE, "place", width=36),
        C(names.VALUE, "value", width=20),
        C(names.SAID, "message", width=70),
    ),
    DECIDE,
)
CHANGES = Sheet(
    names.CHANGES,
    ("row",),
    (
        C(names.ORDER, "row", cells.NUMBER, 8),
        C(names.RUN, "run", cells.NUMBER, 6),
        C(names.CHANGED_ON, "on", cells.DATE, 12),
        C(names.SHEET, "sheet", width=12),
        shared.NUMBER,
        shared.SECTION,
        C(names.PERIOD, "period", width=14),
        C(names.FIELD, "field", width=12),
        C(names.BEFORE, "before", width=30),
        C(names.AFTER, "after", width=30),
        C(names.RULE, "rule", width=14),
        C(names.SOURCE, "source", width=36),
    ),
)
RUNS = Sheet(
    names.RUNS,
    ("run",),
    (
        C(names.RUN, "run", cells.NUMBER, 6),
        C(names.COMMAND, "command", width=12),
        C(names.AS_OF, "as_of", cells.DATE, 12),
        C(names.WALL_TIME, "time", width=20),
        C(names.FILES_READ, "files", cells.NUMBER, 10),
        C(names.CHANGE_COUNT, "changes", cells.NUMBER, 10),
        C(names.CONFLICT_COUNT, "conflicts", cells.NUMBER, 10),
        C(names.FINDING_COUNT, "findings", cells.NUMBER, 10),
        C(names.DUTY_COUNT, "duties", cells.NUMBER, 10, optional=True),
        C(names.DONE_COUNT, "done", cells.NUMBER, 10, optional=True),
        C(names.OVERDUE_COUNT, "overdue", cells.NUMBER, 8, optional=True),
    ),
)
HOLIDAYS = Sheet(
    names.HOLIDAYS,
    ("first",),
    (
        C(names.HOLIDAY_FIRST, "first", cells.DATE, 12, office=True),
        C(names.HOLIDAY_LAST, "last", cells.DATE, 12, office=True),
        C(names.HOLIDAY_KIND, "kind", width=10, office=True, choices=(names.DAY_OFF, names.DAY_ON)),
        C(names.HOLIDAY_NOTE, "note", width=30, office=True),
    ),
    landscape=False,
)
DELIVERIES = Sheet(
    names.DELIVERIES,
    ("item",),
    (
        C(names.DELIVERY_ITEM, "item", width=60, office=True),
        C(names.DELIVERY_TO, "recipient", width=20, office=True),
        C(names.DELIVERY_DUE, "due", cells.DATE, 12, office=True),
        C(names.DELIVERY_FORM, "form", width=16, office=True),
        C(names.DELIVERY_SOURCE, "source", width=20, office=True),
        C(names.PAPER_ON, "paper_on", cells.DATE, 12, office=True),
        C(names.ELECTRONIC_ON, "electronic_on", cells.DATE, 12, office=True),
    ),
)
COVERINGS = Sheet(
    names.COVERINGS,
    ("key",),
    (
        C(names.UPSTREAM_KEY, "key", width=10),
        C(names.UPSTREAM_AREA, "area", width=20),
        C(names.UPSTREAM_TASK, "requirement", width=60),
        C(names.UPSTREAM_DEADLINE, "deadline", width=14),
        C(names.COVER_SUGGESTED, "suggested", width=18),
        C(names.COVER_REASON, "reason", width=44),
        C(names.COVER_CHOSEN, "chosen", width=18, office=True),
        C(names.COVER_NOTE, "note", width=24, office=True),
    ),
    DECIDE,
)
DRAFTS = Sheet(
    names.DRAFTS,
    ("kind", "title"),  # two papers of one kind may be under way at a time
    (
        C(names.DOCUMENT_KIND, "kind", width=8, office=True),
        C(names.TITLE, "title", width=40, office=True),
        C(names.TITLE_LINES, "title_lines", width=40, office=True),
        C(names.RECIPIENTS, "recipients", width=40, office=True),
        C(names.COPIES, "copies", width=24, office=True),
        C(names.BODY, "body", width=70, office=True),
        C(names.OPENNESS, "openness", width=12, office=True, choices=names.OPENNESS_VALUES),
        C(names.REASON, "reason", width=14, office=True),
        C(names.NOTE, "note", width=14, office=True),
        C(names.CONTACT_OFFICE, "contact", width=18, office=True),
        C(names.DRAFTED_BY, "drafted_by", width=10, office=True),
        C(names.CHECKED_BY, "checked_by", width=10, office=True),
        C(names.COSIGNED, "cosigned", width=10, office=True),
        C(names.SIGNER, "signer", width=10, office=True),
        C(names.SIGNED_ON, "signed_on", cells.DATE, 12, office=True),
        C(names.DOCUMENT_NUMBER, "number", width=20, office=True),
        C(names.PRINTED_ON, "printed_on", cells.DATE, 12, office=True),
        C(names.COPY_COUNT, "copy_count", cells.NUMBER, 8, office=True, optional=True),
        C(names.ATTACHMENTS, "attachments", width=30, office=True, optional=True),
        C(names.PARTNERS, "partners", width=24, office=True, optional=True),
        C(names.SEAL, "seal", width=12, office=True, optional=True, choices=names.SEAL_VALUES),
        C(names.POSTS, "posts", width=14, office=True, optional=True),
        C(names.ATTENDANCE, "attendance", width=40, office=True, optional=True),
    ),
)
SECTIONS = Sheet(
    names.SECTIONS,
    ("name",),
    (
        C(names.NAME, "name", width=16, office=True),
        C(names.ALIASES, "aliases", cells.NAMES, 24, office=True),
        C(names.CATEGORY, "category", width=12, office=True),
        C(names.SINCE, "since", cells.DATE, 12, office=True),
        C(names.UNTIL, "until", cells.DATE, 12, office=True),
        C(names.MERGED_INTO, "merged_into", width=16, office=True),
        C(names.COUNTS, "counts", cells.YES_NO, 12, office=True, choices=(states.YES, states.NO)),
        C(names.CONTACT, "contact", width=20, office=True),
    ),
    landscape=False,
)
PAGES = Sheet(
    names.PAGES,
    ("name",),
    (
        C(names.PAGE_NAME, "name", width=24),
        C(names.SECTION, "section", width=24),
        C(names.PAGE_ISSUE, "issue", cells.NUMBER, 10),
        C(names.PAGE_ON, "on", cells.DATE, 12),
    ),
    landscape=False,
)
SETTINGS = Sheet(
    names.SETTINGS,
    ("name",),
    (
        C(names.NAME, "name", width=16),
        C(names.SETTING_VALUE, "value", width=36, office=True),
        C(names.SETTING_NOTE, "note", width=52),
    ),
    landscape=False,
)

MASTER = (
    TASKS,
    DUTIES,
    PERIODS,
    EVENTS,
    OVERDUE,
    MISSING,
    BOARD,
    CONFLICTS,
    QUESTIONS,
    FINDINGS,
    CHANGES,
    RUNS,
    INDICATORS,
    READINGS,
    PUBLISHED,
    REPORT_TEXT,
    CHARTS,
    LAST_REPORT,
    DRAFTS,
    REGISTER,
    COVERINGS,
    DELIVERIES,
    CHASES,
    SCORE_RULES,
    MARKS,
    TIMETABLE,
    HOLIDAYS,
    PAGES,
    SECTIONS,
    SETTINGS,
    FIGURES,
)
