"""The register of issued papers (发文登记): what the office has sent out under its numbers."""

from __future__ import annotations

from automation import cells
from automation.sheets.column import Column, Sheet
from automation.terms import sheets as names

C = Column

REGISTER = Sheet(
    names.REGISTER,
    ("number", "title"),  # a number used twice has two rows, both kept until the office has decided which is wrong
    (
        C(names.DOCUMENT_NUMBER, "number", width=20, office=True),
        C(names.DOCUMENT_KIND, "kind", width=8, office=True),
        C(names.TITLE, "title", width=40, office=True),
        C(names.RECIPIENTS, "recipients", width=30, office=True),
        C(names.OPENNESS, "openness", width=12, office=True, choices=names.OPENNESS_VALUES),
        C(names.REASON, "reason", width=14, office=True),
        C(names.DRAFTED_BY, "drafted_by", width=10, office=True),
        C(names.SIGNER, "signer", width=10, office=True),
        C(names.SIGNED_ON, "signed_on", cells.DATE, 12, office=True),
        C(names.PRINTED_ON, "printed_on", cells.DATE, 12, office=True),
        C(names.COPY_COUNT, "copy_count", cells.NUMBER, 8, office=True),
        C(names.REMARK, "remark", width=20, office=True),
    ),
)
