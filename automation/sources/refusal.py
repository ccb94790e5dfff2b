"""Refuses a file by one coded reason (拒收), the same way from every reader."""

from __future__ import annotations

from automation.errors import RefusedFile
from automation.terms import findings as wording


def refuse(kind: str, value: str = "") -> RefusedFile:
    """The exception for a kind of ``terms.findings``; ``value`` says what exactly is wrong."""
    return RefusedFile(kind, wording.KINDS[kind][1].format(value=value), value)
