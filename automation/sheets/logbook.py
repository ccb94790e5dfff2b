"""The registers behind tables 2 to 4 of the year-end report (登记簿各表), which the office keeps and we only read.

What sections publish they may register in their own workbooks; their rows stand in a sheet of the master.
"""

from __future__ import annotations

from dataclasses import replace

from automation import cells
from automation.sheets.column import DECIDE, KEEP, LOOK, Column, Sheet
from automation.terms import logbook as names


def _typed(
    header: str, field: str, kind: cells.Kind = cells.TEXT, width: int = 12, choices: tuple[str, ...] = ()
) -> Column:
    """A column the office types into, as it does into all of them."""
    return Column(header, field, kind, width, office=True, choices=choices)


REQUESTS = Sheet(
    names.REQUESTS,
    ("number",),
    (
        _typed(names.NUMBER, "number", width=14),
        _typed(names.RECEIVED_ON, "received_on", cells.DATE),
        _typed(names.RECEIVED_BY, "received_by", width=10, choices=names.WAYS),
        _typed(names.APPLICANT, "kind", width=14),
        _typed(names.CONTENT, "content", width=36),
        _typed(names.ASKED_ON, "asked_on", cells.DATE),
        _typed(names.CORRECTED_ON, "corrected_on", cells.DATE),
        _typed(names.DEDUCTED, "deducted", cells.NUMBER, 9),
        _typed(names.DUE_ON, "typed_due", cells.DATE),
        _typed(names.EXTENDED_TO, "extended_to", cells.DATE),
        _typed(names.ANSWERED_ON, "answered_on", cells.DATE),
        _typed(names.RESULT, "result", width=38),
        _typed(names.PAPER, "paper", width=20),
    ),
    DECIDE,
)
PUBLICATIONS = Sheet(
    names.PUBLICATIONS,
    ("number",),
    (
        _typed(names.NUMBER, "number", width=15),
        _typed(names.PUBLISHED_ON, "published_on", cells.DATE),
        _typed(names.CATEGORY, "kind", width=16),
        _typed(names.TITLE, "title", width=44),
        _typed(names.SECTION, "section", width=14),
        _typed(names.PAPER, "paper", width=20),
        _typed(names.WHERE, "where", width=20),
        _typed(names.COUNT, "count", cells.NUMBER, 8),
        _typed(names.AMOUNT, "amount", cells.NUMBER, 12),
        _typed(names.ISSUED_ON, "issued_on", cells.DATE),
        _typed(names.REPEALED_ON, "repealed_on", cells.DATE),
        _typed(names.REMARK, "remark", width=20),
    ),
    DECIDE,
)
CASES = Sheet(
    names.CASES,
    ("number",),
    (
        _typed(names.NUMBER, "number", width=12),
        _typed(names.CASE_KIND, "kind", width=18),
        _typed(names.REQUEST_NUMBER, "request", width=16),
        _typed(names.RECEIVED_ON, "received_on", cells.DATE),
        _typed(names.RESULT, "result", width=14),
        _typed(names.CLOSED_ON, "closed_on", cells.DATE),
        _typed(names.PAPER, "paper", width=24),
        _typed(names.REMARK, "remark", width=30),
    ),
    DECIDE,
)
LOGBOOK = (REQUESTS, PUBLICATIONS, CASES)

_BY_THE_PROGRAM = ("number", "section")
PUBLISHED = replace(
    PUBLICATIONS,
    columns=tuple(replace(column, office=column.field not in _BY_THE_PROGRAM) for column in PUBLICATIONS.columns),
    group=KEEP,
)
FORM_PUBLISHED = replace(
    PUBLICATIONS,
    columns=tuple(
        replace(column, office=False, section=column.field != "number")
        for column in PUBLICATIONS.columns
        if column.field != "section"
    ),
    group=LOOK,
)
