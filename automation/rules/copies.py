"""Puts copies of one section's file together (副本): -副本, (1), 冲突, 最终版; which is which does not matter.

They are merged field by field as one form; see ``rules.merge``. Here it is only said that there are several.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from automation.model.finding import Finding
from automation.model.origin import Origin
from automation.model.rows import SectionForm


def join_copies(forms: Sequence[SectionForm]) -> tuple[SectionForm, list[Finding]]:
    """The forms of one section and issue as one form, and a finding for each file too many."""
    listed = sorted(forms, key=lambda form: form.file)
    kept = next((form for form in listed if _stem(form.file) == form.section), listed[0])
    others = tuple(form for form in listed if form is not kept)
    findings = [
        Finding(
            "lookalike_same" if form.tables == kept.tables else "lookalike",
            "",
            form.section,
            kept.file.rpartition("/")[2],
            origin=Origin(form.file),
        )
        for form in others
    ]
    return replace(kept, copies=others), findings


def _stem(file: str) -> str:
    return file.rpartition("/")[2].rpartition(".")[0]
