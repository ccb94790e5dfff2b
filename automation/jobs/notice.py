"""notice 印发通知: the formal notice with the plan as a table, and every other paper of 发文稿."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from automation import cells
from automation.errors import AutomationError
from automation.jobs.lay_plan import Laid, check_pdf, lay_plan
from automation.jobs.make_papers import Make, PaperDesk
from automation.jobs.open_ledger import Opened, view_ledger
from automation.jobs.outcome import Outcome, Run
from automation.jobs.papers import PDF, check_made, keep_papers
from automation.jobs.signing import make_signing
from automation.jobs.workspace import Workspace
from automation.model.finding import Finding, details, sort_findings
from automation.model.ledger import Draft, Ledger
from automation.model.origin import Origin
from automation.model.paper import NoticePaper
from automation.outputs.word_fill import MadePaper
from automation.outputs.word_papers import fill_letter, fill_minutes, fill_notice, fill_upward
from automation.rules.draft_checks import check_draft, check_issuing, check_plan, tidy_title
from automation.rules.draft_paper import draft_notice, draft_paper
from automation.rules.paper_checks import check_papers
from automation.rules.paper_names import find_issuing, name_papers
from automation.terms import commands as say
from automation.terms import papers as words
from automation.terms import sheets as names

_FORMATS = {
    names.NOTICE_KIND: (words.NOTICE_TEMPLATE, fill_notice),
    **dict.fromkeys(names.DOWNWARD_KINDS, (words.NOTICE_TEMPLATE, fill_notice)),
    **dict.fromkeys(names.UPWARD_KINDS, (words.UPWARD_TEMPLATE, fill_upward)),
    **dict.fromkeys(names.LETTER_KINDS, (words.LETTER_TEMPLATE, fill_letter)),
    **dict.fromkeys(names.MINUTES_KINDS, (words.MINUTES_TEMPLATE, fill_minutes)),
}
_DRAFTS = Origin("", names.DRAFTS)
Papers = list[tuple[Path, bytes]]


def notice(workspace: Workspace, run: Run, *, pdf: bool = True, trial: bool = True) -> Outcome:
    """Fill every paper of 发文稿, each with its 发文稿纸; nothing in the master changes.

    The notice is followed by the plan of 任务分工表. ``trial`` lays the plan's pages with the converter, also where no
    ``pdf`` is wanted: the Word file is what is signed. The trial's last rendering is the final PDF, and what stands in
    it is checked against the master (回查).
    """
    with view_ledger(workspace) as opened, PaperDesk() as desk:
        ledger = opened.ledger
        if not ledger.drafts:
            raise AutomationError(say.NO_DRAFT.format(kind=names.NOTICE_KIND))
        drafts = [tidy_title(draft) for draft in ledger.drafts]
        issuing = find_issuing(drafts)
        if issuing is not None and not ledger.tasks:
            raise AutomationError(say.NO_TASKS_IN_MASTER)
        office = _Office(workspace, run, ledger, desk.make)
        named = list(zip(ledger.drafts, drafts, name_papers(drafts, issuing), strict=True))
        named.sort(key=lambda each: each[1] is not issuing)  # the plan's notice first, the others as they stand
        places = _find_rows(opened)
        papers: list[tuple[Path, bytes]] = []
        findings = [*opened.findings, *check_papers(ledger)]
        issued: _Issued | None = None
        for written, draft, stem in named:
            if draft is issuing:
                made, told, issued = office.make_issuing(draft, trial=trial)
                told += [*check_issuing(draft), *check_plan(ledger)]
            else:
                made, told = office.make_other(draft, stem)
            place = places.get((written.kind, written.title), _DRAFTS)
            papers += made
            findings += _put_rows([*check_draft(written), *told], place)
        if issuing is None and any(draft.kind == names.NOTICE_KIND for draft in drafts):
            findings.append(Finding("plan_unissued", origin=_DRAFTS))
        files, found = _keep(workspace, papers, issued, pdf=pdf)
        findings += [*found, *_tell_left(workspace, run, files)]
        of_plan = issued.laid.findings if issued else ()
        lines = [one.message for one in of_plan if one.severity == "info"]  # the terminal lists only worse
        return Outcome(run.command, run.as_of, tuple(files), sort_findings(findings), lines=tuple(lines))


@dataclass(frozen=True, slots=True)
class _Issued:
    """The plan as it is issued: the notice's values, the 编号 of its rows, and its laid pages."""

    paper: NoticePaper
    numbers: Sequence[str]
    laid: Laid


@dataclass(frozen=True, slots=True)
class _Office:
    """What every paper of a run is made with."""

    workspace: Workspace
    run: Run
    ledger: Ledger
    make: Make

    def make_issuing(self, draft: Draft, *, trial: bool) -> tuple[Papers, list[Finding], _Issued]:
        """The notice that issues the plan, with its sheet."""
        paper, told = draft_notice(self.ledger, draft)
        template = self.workspace.template(words.NOTICE_TEMPLATE)
        numbers = [task.number for task in self.ledger.tasks]
        laid = lay_plan(paper, template, self.run.as_of, numbers, self.make, trial=trial)
        told += [*laid.findings, *check_made(laid.made, words.NOTICE_TEMPLATE)]
        papers, told = self._with_sheet(draft, names.NOTICE_FILE, laid.made, told)
        return papers, told, _Issued(paper, numbers, laid)

    def make_other(self, draft: Draft, stem: str) -> tuple[Papers, list[Finding]]:
        """A paper without a plan, with its sheet."""
        if draft.kind not in _FORMATS:
            told = details(choice=names.LIST_SEPARATOR.join(_FORMATS))
            return [], [Finding("draft_kind_unknown", value=draft.kind, details=told, origin=_DRAFTS)]
        template, fill = _FORMATS[draft.kind]
        paper, findings = draft_paper(self.ledger, draft)
        made = self.make(fill, paper, self.workspace.template(template), self.run.as_of)
        return self._with_sheet(draft, stem, made, [*findings, *check_made(made, template, f"{stem}.docx")])

    def _with_sheet(
        self, draft: Draft, stem: str, made: MadePaper, told: list[Finding]
    ) -> tuple[Papers, list[Finding]]:
        sheet, more = make_signing(self.workspace, self.run, self.ledger, draft, stem, self.make, told)
        return [(self.workspace.output(self.run.as_of) / f"{stem}.docx", made.docx), sheet], [*told, *more]


def _find_rows(opened: Opened) -> dict[tuple[str, str], Origin]:
    """Where each paper stands in 发文稿, by kind and title."""
    table = opened.master.tables.get(names.DRAFTS)
    return {
        (cells.show(row.cells.get("kind")), cells.show(row.cells.get("title"))): row.origin
        for row in (table.rows if table else ())
    }


def _put_rows(findings: Iterable[Finding], place: Origin) -> Iterator[Finding]:
    """Findings about one paper of 发文稿, with the row it stands in."""
    for one in findings:
        here = one.origin.sheet == names.DRAFTS and not one.origin.row
        yield replace(one, origin=place.at(column=one.origin.column)) if here else one


def _keep(
    workspace: Workspace, papers: Papers, issued: _Issued | None, *, pdf: bool
) -> tuple[list[str], list[Finding]]:
    """Write the papers; the plan's PDF is the trial's last, or is checked once it is made."""
    if issued is None:
        return keep_papers(workspace, papers, pdf=pdf)
    path, ready = papers[0][0], issued.laid.pdf
    files, found = keep_papers(workspace, papers, pdf=pdf, printed={path: ready} if ready else {})
    if not ready and workspace.shown(path.with_suffix(PDF)) in files:
        found += check_pdf(issued.paper, issued.numbers, path.with_suffix(PDF))
    return files, found


def _tell_left(workspace: Workspace, run: Run, files: Sequence[str]) -> list[Finding]:
    """Papers of an earlier run of this day that no row of 发文稿 asks for any more; nothing is deleted.

    A paper is known as ours by the sheet beside it (发文稿纸-报告), which nobody else makes.
    """
    folder = workspace.output(run.as_of)
    left = []
    for sheet in sorted(folder.glob(f"{names.SIGNING_FILE}*.docx")) if folder.is_dir() else ():
        if workspace.shown(sheet) not in files:
            stem = sheet.stem.removeprefix(names.SIGNING_FILE).removeprefix("-") or names.NOTICE_FILE
            beside = (folder / f"{one}{suffix}" for one in (stem, sheet.stem) for suffix in (".docx", PDF))
            left += [path.name for path in beside if path.is_file() and workspace.shown(path) not in files]
    if not left:
        return []
    return [Finding("paper_left", value=names.LIST_SEPARATOR.join(left), origin=Origin(workspace.shown(folder)))]
