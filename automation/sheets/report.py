"""The master's sheets behind the year-end report (年报各表): indicators, what is handed in for them, and the text."""

from __future__ import annotations

from automation import cells
from automation.sheets import column as shared
from automation.sheets.column import Column, Sheet
from automation.terms import charts
from automation.terms import sheets as names

C = Column

INDICATORS = Sheet(
    names.INDICATORS,
    ("name",),
    (
        C(names.INDICATOR_NUMBER, "number", width=13, office=True),
        C(names.INDICATOR_NAME, "name", width=24, office=True),
        C(names.INDICATOR_VALUE, "value", cells.NUMBER, 12, office=True),
        C(names.INDICATOR_UNIT, "unit", width=8, office=True),
        C(names.INDICATOR_SECTIONS, "sections", cells.NAMES, 24, office=True),
        C(names.INDICATOR_CYCLE, "cycle", width=10, office=True, choices=names.INDICATOR_CYCLES),
        C(names.INDICATOR_RULE, "rule", width=10, office=True, choices=names.INDICATOR_RULES),
        C(names.INDICATOR_TOTAL, "total", cells.NUMBER, 12),
        C(names.INDICATOR_NOTE, "note", width=48, office=True),
        C(names.INDICATOR_CELL, "cell", width=36, office=True, optional=True),
    ),
)
READINGS = Sheet(
    names.READINGS,
    ("number", "section", "period"),
    (
        C(names.INDICATOR_NUMBER, "number", width=13),
        shared.SECTION,
        C(names.READING_PERIOD, "period", width=12),
        C(names.INDICATOR_NAME, "name", width=24),
        C(names.INDICATOR_UNIT, "unit", width=8),
        C(names.READING_VALUE, "value", cells.NUMBER, 12, office=True),
        C(names.READING_NOTE, "note", width=48, office=True),
        shared.UPDATED,
    ),
)
LAST_REPORT = Sheet(
    names.LAST_REPORT,
    ("table", "line", "column"),
    (
        C(names.LAST_TABLE, "table", width=8, office=True),
        C(names.LAST_LINE, "line", width=40, office=True),
        C(names.LAST_COLUMN, "column", width=20, office=True),
        C(names.INDICATOR_VALUE, "value", cells.NUMBER, 12, office=True),
    ),
    landscape=False,
)
CHARTS = Sheet(
    charts.SHEET,
    ("title",),
    (
        C(names.PART, "part", width=8, office=True),
        C(charts.AFTER, "after", cells.NUMBER, 10, office=True),
        C(charts.TITLE, "title", width=32, office=True),
        C(charts.KIND, "kind", width=10, office=True, choices=charts.KINDS),
        C(charts.DATA, "data", width=60, office=True),
        C(charts.LEGEND, "legend", width=24, office=True),
    ),
)
REPORT_TEXT = Sheet(
    names.REPORT_TEXT,
    ("part", "order"),
    (
        C(names.PART, "part", width=10, office=True),
        C(names.PARAGRAPH_ORDER, "order", cells.NUMBER, 6, office=True),
        C(names.PARAGRAPH, "text", width=110, office=True),
    ),
)
