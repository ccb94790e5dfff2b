"""distribute 下发: one workbook per section, never over edits that have not been merged."""

from __future__ import annotations

from pathlib import Path

from automation.errors import AutomationError
from automation.jobs.logbook import offer_choices
from automation.jobs.merge import tell_merge
from automation.jobs.open_ledger import Opened
from automation.jobs.outcome import Outcome, Run
from automation.jobs.put_master import again_when_moved
from automation.jobs.section_pages import issue_pages
from automation.jobs.settle_ledger import Settled, open_ledger, settle_ledger
from automation.jobs.take_in_forms import take_in_forms
from automation.jobs.workspace import Workspace
from automation.outputs.new_form import FormHead, issued_base, write_form
from automation.rules.assign import assign_duties
from automation.rules.records import Rows, draw_form, draw_needed
from automation.rules.supervision import judge
from automation.sheets import FORMS
from automation.store.keep import digest_of, keep_file
from automation.store.replace import replace_file
from automation.terms import commands as say
from automation.terms import sheets as names
from automation.terms import states


@again_when_moved
def distribute(workspace: Workspace, run: Run) -> Outcome:
    """Merge, raise the issue number, then give each section a fresh workbook.

    The journal knows an issue before its files exist: a crash in between leaves old files that still merge.
    """
    with open_ledger(workspace) as opened:
        take_in_forms(opened, run)
        issue = max(opened.journal.issues().values(), default=0) + 1
        opened.ledger = assign_duties(opened.ledger, run.as_of)[0]
        owing = {duty.section for duty in opened.ledger.duties if duty.role != states.RELEASED}
        sections = [section.name for section in opened.ledger.sections if section.name in owing]
        judged = judge(opened.ledger, run.as_of)
        drawn = {section: draw_form(opened.ledger, judged, section) for section in sections}
        if opened.ledger.settings.mode == names.MODE_PAGES:
            return _distribute_pages(opened, drawn, issue, run)
        for section, rows in drawn.items():
            opened.entry.bases += [
                (section, issue, sheet, list(key), fields)
                for sheet, keyed in issued_base(rows).items()
                for key, fields in keyed.items()
            ]
        settled = settle_ledger(opened, run)
        files, lines = _write_forms(opened, settled, drawn, issue, run)
        told = tell_merge(opened, settled, run)
        done = say.ISSUED.format(issue=issue, files=len(files))
        return Outcome(run.command, run.as_of, (*told.files, *files), told.findings, told.extra, (done, *lines))


def _distribute_pages(opened: Opened, drawn: dict[str, Rows], issue: int, run: Run) -> Outcome:
    """The sections' sheets go into the master with the rest of the run, so there is nothing a crash could halve."""
    added = issue_pages(opened, drawn, issue, run.as_of)
    settled = settle_ledger(opened, run)
    told = tell_merge(opened, settled, run)
    lines = [say.ISSUED_PAGES.format(issue=issue, count=len(added)) if added else say.NO_NEW_PAGES]
    lines += [say.PAGE_ADDED.format(section=page.section, page=page.name) for page in added]
    return Outcome(run.command, run.as_of, told.files, told.findings, told.extra, tuple(lines))


def _write_forms(
    opened: Opened, settled: Settled, drawn: dict[str, Rows], issue: int, run: Run
) -> tuple[list[str], list[str]]:
    """Write the section workbooks; gives the files written and what to tell about those put beside."""
    settings = settled.ledger.settings
    files, lines = [], []
    forms = offer_choices(FORMS, settings.year)
    for section, rows in drawn.items():
        needed = draw_needed(settled.ledger, settled.judged, section)
        head = FormHead(settings.office, settings.year, section, issue, settled.judged.period.label, needed)
        data = write_form(head, rows, run.as_of, forms)
        path = opened.workspace.forms / f"{section}.xlsx"
        beside = path.with_name(names.NEXT_ISSUE.format(section=section, issue=issue))
        target = path if _may_replace(opened, section, path) else beside
        try:
            replace_file(target, data)
        except AutomationError:
            if target == beside:
                raise
            target = beside
            replace_file(target, data)
        if target == beside:
            lines.append(say.KEPT_BESIDE.format(file=path.name, beside=beside.name))
        files.append(opened.workspace.shown(target))
    return files, lines


def _may_replace(opened: Opened, section: str, path: Path) -> bool:
    """Whether a section's file may be replaced: its very bytes must have been merged whole; it is archived first."""
    if not path.exists():
        return True
    data = path.read_bytes()
    if not opened.journal.is_settled(section, digest_of(data)):
        return False
    keep_file(opened.workspace.store, data, path.suffix)
    return True
