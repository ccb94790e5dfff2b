"""Makes the sheet a leader signs a paper on (发文稿纸), beside the paper itself."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from automation.jobs.make_papers import Make
from automation.jobs.outcome import Run
from automation.jobs.papers import check_made
from automation.jobs.workspace import Workspace
from automation.model.finding import Finding
from automation.model.ledger import Draft, Ledger
from automation.outputs.word_papers import fill_signing
from automation.rules.draft_signing import draft_signing
from automation.terms import papers as words
from automation.terms import sheets as names


def make_signing(
    workspace: Workspace, run: Run, ledger: Ledger, draft: Draft, stem: str, make: Make, told: Iterable[Finding]
) -> tuple[tuple[Path, bytes], list[Finding]]:
    """The sheet as path and bytes, with what a person should know of it; ``stem`` names the paper's own file.

    ``told`` are the findings of the paper: what the sheet repeats of it (a rare character in the title) is not told
    again.
    """
    sheet = draft_signing(ledger, draft)
    made = make(fill_signing, sheet, workspace.template(words.SIGNING_TEMPLATE), run.as_of)
    known = {(one.kind, one.value) for one in told}
    name = names.SIGNING_FILE if stem == names.NOTICE_FILE else f"{names.SIGNING_FILE}-{stem}"
    path = workspace.output(run.as_of) / f"{name}.docx"
    doubted = check_made(made, words.SIGNING_TEMPLATE, path.name)
    doubted = [one for one in doubted if (one.kind, one.value) not in known]
    return (path, made.docx), doubted
