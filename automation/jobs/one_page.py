"""Makes what a leader reads in a minute (领导一页纸) and sees to it that it is one page."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from automation.errors import AutomationError
from automation.jobs.make_papers import Make
from automation.jobs.outcome import Run
from automation.jobs.papers import check_made
from automation.jobs.settle_ledger import Settled
from automation.jobs.workspace import PROGRAM, Workspace
from automation.model.finding import Finding, details
from automation.model.paper import WeeklyPaper
from automation.model.rows import Change
from automation.outputs.pdf import choose_converter, render_pdf
from automation.outputs.word_fill import MadePaper
from automation.outputs.word_rhythm import fill_one_page
from automation.rules.draft_one_page import count_left, draft_one_page, fit_page
from automation.rules.page_room import PAGE
from automation.sources.pdf_page import count_pages
from automation.terms import rhythm as words

TRIES = 6
SHRINK = 0.15  # of the page, at each try


def make_one_page(
    workspace: Workspace,
    settled: Settled,
    weekly: WeeklyPaper,
    changes: Sequence[Change],
    run: Run,
    make: Make,
    *,
    measure: bool,
) -> tuple[tuple[Path, bytes], list[Finding]]:
    """The page as path and bytes, with what did not fit.

    The rules reckon what fits into the program's own template. With ``measure``, or where the office has a template of
    its own, the converter has the last word if there is one: rows go until it prints one page.
    """
    template = workspace.template(words.ONE_PAGE_TEMPLATE)
    whole = draft_one_page(settled.ledger, settled.judged, weekly, changes, run.as_of)
    page = fit_page(whole)
    made = make(fill_one_page, page, template, run.as_of)
    findings: list[Finding] = []
    own = template.parent != PROGRAM / "templates"
    if (measure or own) and choose_converter():
        pages = _print(made)
        for count in range(1, TRIES + 1):
            if pages <= 1:
                break
            page = fit_page(whole, PAGE * (1 - SHRINK * count))
            made = make(fill_one_page, page, template, run.as_of)
            pages = _print(made)
        if pages > 1:
            findings.append(Finding("one_page_long", value=str(pages)))
    findings += [
        Finding("one_page_cut", details=details(said=said, count=count)) for said, count in count_left(whole, page)
    ]
    findings += check_made(made, words.ONE_PAGE_TEMPLATE)
    return (workspace.output(run.as_of) / f"{words.ONE_PAGE_FILE}.docx", made.docx), findings


def _print(made: MadePaper) -> int:
    """How many pages the converter prints; 1 where it fails, which ``--pdf`` itself then tells."""
    with tempfile.TemporaryDirectory() as folder:
        paper = Path(folder) / f"{words.ONE_PAGE_FILE}.docx"
        paper.write_bytes(made.docx)
        try:
            (pdf,) = render_pdf([paper], Path(folder) / "pdf")
        except AutomationError:
            return 1
        return count_pages(pdf)
