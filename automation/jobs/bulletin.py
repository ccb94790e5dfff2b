"""bulletin 通报: the quarter's bulletin with its sheet to sign, and 催办登记 told whom it names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from automation.errors import AutomationError
from automation.jobs.chase_up import take_off
from automation.jobs.make_papers import PaperDesk
from automation.jobs.merge import tell_merge
from automation.jobs.open_ledger import Opened
from automation.jobs.outcome import Outcome, Run
from automation.jobs.papers import check_made, keep_papers
from automation.jobs.put_master import again_when_moved
from automation.jobs.receipts import with_receipts
from automation.jobs.settle_ledger import Settled, open_ledger, settle_ledger
from automation.jobs.signing import make_signing
from automation.jobs.take_in_forms import take_in_forms
from automation.jobs.workspace import Workspace
from automation.model.chase import Chase
from automation.model.finding import Finding, details, sort_findings
from automation.model.ledger import Draft, Ledger
from automation.model.rhythm import BulletinPaper
from automation.outputs.word_rhythm import fill_bulletin
from automation.rules.chasing import draw_named, enter_bulletin, find_reply_day
from automation.rules.draft_bulletin import draft_bulletin, draw_lines
from automation.rules.draft_checks import check_draft, tidy_title
from automation.rules.draft_paper import draft_paper, read_attachments
from automation.rules.own_drafts import complete_draft
from automation.rules.quarters import Quarter
from automation.rules.supervision import Judged
from automation.terms import drafting
from automation.terms import rhythm as words


@again_when_moved
def bulletin(workspace: Workspace, run: Run, number: int, *, pdf: bool = False) -> Outcome:
    """Merge first, so that nobody is named for what has just been handed in; then the bulletin of a quarter.

    What it says is the state of the run's day, which it names; a quarter that has not begun is refused.
    """
    with open_ledger(workspace) as opened:
        quarter = Quarter(opened.ledger.settings.year, number)
        _refuse(quarter, run)
        take_in_forms(opened, run)
        stem = words.BULLETIN_FILE.format(quarter=number)
        settled = settle_ledger(opened, run, lambda ledger, judged: _enter(opened, ledger, judged, run, stem))
        named = list(_named(settled.ledger, settled.judged, run, stem))
        draft = _draft(settled, quarter, run, named)
        notice, findings = draft_paper(settled.ledger, draft)
        paper = BulletinPaper(notice, draw_lines(settled.ledger, settled.judged, run.as_of))
        findings += [*check_draft(draft), *_tell_days(quarter, run, opened.ledger.settings.issued)]
        with PaperDesk() as desk:
            made = desk.make(fill_bulletin, paper, workspace.template(words.BULLETIN_TEMPLATE), run.as_of)
            findings += check_made(made, words.BULLETIN_TEMPLATE, f"{stem}.docx")
            sheet, more = make_signing(workspace, run, settled.ledger, draft, stem, desk.make, findings)
        papers = [(workspace.output(run.as_of) / f"{stem}.docx", made.docx), sheet]
        files, found = keep_papers(workspace, papers, pdf=pdf)
        told = with_receipts(tell_merge(opened, settled, run), opened, settled, run)
        line = words.BULLETIN_DONE.format(
            quarter=quarter.name,
            named=len(named),
            others=len(settled.judged.overdue) - len(named),
            missing=len(settled.judged.missing),
        )
        extra = {
            **told.extra,
            "quarter": number,
            "named": [
                {"number": chase.number, "section": chase.section, "period": chase.period or None} for chase in named
            ],
        }
        return Outcome(
            run.command,
            run.as_of,
            (*told.files, *files),
            sort_findings([*told.findings, *findings, *more, *found]),
            extra,
            (*told.lines, line),
        )


def _refuse(quarter: Quarter, run: Run) -> None:
    if run.as_of < quarter.first:
        first = drafting.DAY.format(day=quarter.first)
        raise AutomationError(words.BULLETIN_TOO_EARLY.format(year=quarter.year, quarter=quarter.name, first=first))


def _named(ledger: Ledger, judged: Judged, run: Run, stem: str) -> tuple[Chase, ...]:
    return draw_named(ledger, judged, run.as_of, find_reply_day(ledger, run.as_of), stem)


def _enter(opened: Opened, ledger: Ledger, judged: Judged, run: Run, stem: str) -> Ledger:
    return take_off(opened, ledger, enter_bulletin(ledger, _named(ledger, judged, run, stem), stem))


def _draft(settled: Settled, quarter: Quarter, run: Run, named: list[Chase]) -> Draft:
    """The drafted text with what the office has typed in 发文稿; the table of sections is always its last 附件."""
    drafted = draft_bulletin(settled.ledger, settled.judged, quarter, run.as_of, named)
    draft = tidy_title(complete_draft(settled.ledger, drafted, quarter.name))
    titles = [title for title in read_attachments(draft.attachments) if title != words.BULLETIN_ATTACHMENT]
    return replace(draft, attachments="\n".join([*titles, words.BULLETIN_ATTACHMENT]))


def _tell_days(quarter: Quarter, run: Run, issued: date) -> Iterator[Finding]:
    """That the figures are not those of the quarter's last day, or that there was no plan in the quarter yet."""
    if quarter.last < issued:
        told = details(before=drafting.DAY.format(day=issued))
        yield Finding("bulletin_before_issue", value=str(quarter.number), details=told)
    elif run.as_of != quarter.last:
        kind = "bulletin_early" if run.as_of < quarter.last else "bulletin_late"
        days = (drafting.DAY.format(day=day) for day in (quarter.last, run.as_of))
        yield Finding(kind, value=str(quarter.number), details=details(before=next(days), said=next(days)))
