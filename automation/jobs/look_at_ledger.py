"""Looks at the ledger for a paper (看台账): read, assigned and judged, and nothing written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from automation.jobs.open_ledger import view_ledger
from automation.jobs.outcome import Run
from automation.jobs.workspace import Workspace
from automation.model.finding import Finding
from automation.model.ledger import Ledger
from automation.rules.assign import assign_duties
from automation.rules.supervision import Judged, judge


@dataclass(frozen=True, slots=True)
class Looked:
    """The ledger as the master has it, with its judgements and what reading it found."""

    ledger: Ledger
    judged: Judged
    findings: tuple[Finding, ...]


@contextmanager
def look_at_ledger(workspace: Workspace, run: Run) -> Iterator[Looked]:
    """The ledger of the master as it stands; what the sections have handed in since the last merge is not in it."""
    with view_ledger(workspace) as opened:
        ledger, _ = assign_duties(opened.ledger, run.as_of)
        yield Looked(ledger, judge(ledger, run.as_of), tuple(opened.findings))
