"""Lays the plan of a notice on its pages (试排): rendered, read, spread anew, until every page opens with its labels.

The .docx is what a leader signs, so the trial is made whenever a converter is there, whether a PDF is wanted or not.
The page starts are those of this machine's converter and fonts: the same inputs on the same machine give equal bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from automation.errors import AutomationError, TrialError
from automation.jobs.make_papers import Make
from automation.model.finding import Finding, details
from automation.model.paper import NoticePaper
from automation.model.printed import PrintedTable
from automation.outputs.pdf import choose_converter, render_pdf
from automation.outputs.word_fill import MadePaper
from automation.outputs.word_fit import plan_bounds
from automation.outputs.word_papers import fill_notice
from automation.rules.back_check import check_printed
from automation.rules.plan_pages import settle_pages
from automation.rules.plan_sizes import measure_plan
from automation.sources.printed_table import read_printed_table
from automation.terms import papers as words


@dataclass(frozen=True, slots=True)
class Laid:
    """A notice ready to be kept: made, with its PDF where the trial made it, and what a person should know."""

    made: MadePaper
    pdf: bytes = b""
    findings: tuple[Finding, ...] = ()
    renders: int = 0


def lay_plan(
    paper: NoticePaper, template: Path, as_of: date, numbers: Sequence[str], make: Make, *, trial: bool = True
) -> Laid:
    """Make the notice so that each page of its plan opens with its labels; ``numbers`` are the 编号 of the plan's rows.

    Without a converter, or where the trial fails, each label stands once, and a finding says so.
    """

    def fill(**options: object) -> MadePaper:
        return make(fill_notice, paper, template, as_of, **options)

    if not paper.plan:
        return Laid(fill())
    if not trial or not choose_converter():
        why = words.NO_TRIAL_WANTED if not trial else words.NO_TRIAL_CONVERTER
        return Laid(fill(), findings=(Finding("labels_once", value=why),))
    with TemporaryDirectory(prefix="plan-") as scratch:
        desk = _Desk(Path(scratch))
        try:
            return _settle(paper, numbers, fill, desk)
        except TrialError as failed:
            found = Finding("trial_failed", value=str(failed))
            return Laid(fill(), findings=(found,), renders=desk.renders)


def check_pdf(paper: NoticePaper, numbers: Sequence[str], pdf: Path) -> list[Finding]:
    """Check the plan in the final PDF against the master (回查)."""
    return check_printed(paper.plan, numbers, read_printed_table(pdf)) if paper.plan else []


class _Desk:
    """Where trial copies are rendered and read."""

    def __init__(self, folder: Path) -> None:
        self.renders = 0
        self.pdf = b""
        self._folder = folder

    def print(self, made: MadePaper) -> PrintedTable:
        """Render a paper and read its plan back."""
        document = self._folder / words.NOTICE_TEMPLATE
        document.write_bytes(made.docx)
        self.renders += 1
        try:
            (printed,) = render_pdf([document], self._folder / "pdf")
        except AutomationError as error:
            raise TrialError(str(error)) from error
        self.pdf = printed.read_bytes()
        return read_printed_table(printed)


def _settle(paper: NoticePaper, numbers: Sequence[str], fill: Callable[..., MadePaper], desk: _Desk) -> Laid:
    unmerged = fill(restarts=frozenset(range(len(paper.plan))))
    sizes = measure_plan(paper.plan, desk.print(unmerged), *plan_bounds(unmerged.docx))
    if sizes is None:
        raise TrialError(words.TRIAL_UNREAD)
    settled = settle_pages(paper.plan, sizes, lambda pages: desk.print(fill(pages=pages)))
    findings = check_printed(paper.plan, numbers, settled.printed)
    if not settled.holds:
        shown = words.LIST_SEPARATOR.join(map(str, settled.unlabelled)) or words.NONE
        findings.append(Finding("labels_unsettled", value=shown, details=details(count=desk.renders)))
    return Laid(fill(pages=settled.pages), desk.pdf, tuple(findings), desk.renders)
