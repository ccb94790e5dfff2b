"""The sections' sheets inside the master (同一工作簿): read like forms, issued once, never written again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from automation import sheets
from automation.jobs.open_ledger import Opened
from automation.model.finding import Finding
from automation.model.ledger import Ledger, Page
from automation.model.origin import Origin
from automation.model.rows import SectionForm
from automation.outputs.new_form import issued_base
from automation.rules.pages import find_outdated, name_page
from automation.rules.records import Rows
from automation.sources.section_page import looks_like_page, read_page
from automation.store.keep import digest_of
from automation.terms import sheets as names
from automation.terms import states

OURS = frozenset({*(sheet.name for sheet in sheets.MASTER), *names.ANNUAL_TABLES})


def read_pages(opened: Opened, ledger: Ledger) -> tuple[list[SectionForm], list[Finding]]:
    """Every section's sheet as a form, in the order they were issued, and a finding for each that cannot be one."""
    grids, file = opened.master.book.grids, opened.master.file
    known = {section.name for section in ledger.sections}
    owing = {duty.section for duty in ledger.duties if duty.role != states.RELEASED}
    forms: list[SectionForm] = []
    findings: list[Finding] = []
    for page in sorted(ledger.pages, key=lambda page: (page.issue, page.name)):
        place = Origin(file, page.name)
        if page.section not in known:
            findings.append(Finding("unknown_section", "", "", page.section, origin=place))
        elif page.name not in grids:
            missing = Finding("page_missing", "", page.section, page.name, origin=Origin(file))
            findings += [missing] if page.section in owing else []
        else:
            form, found = read_page(grids[page.name], page, ledger.settings, file)
            findings += found
            forms += [form] if form else []
    issued = {page.name for page in ledger.pages}
    findings += [
        Finding("unknown_page", origin=Origin(file, name)) for name in _page_like(opened) if name not in issued
    ]
    if forms:
        opened.digests[file] = digest_of(opened.master.data)
    return forms, findings


def keep_pages(opened: Opened) -> None:
    """Let the master go into the archive when something was taken from its sheets: only then it is a hand-in.

    Each run writes the master anew, so that its digest tells nothing of what sections typed. As it was before each of
    the last runs it stands among the backups anyway.
    """
    if any(one.rule == names.RULE_SECTION and one.origin.file == opened.master.file for one in opened.changes):
        opened.received.append((opened.spool.keep(opened.master.data), ".xlsx"))


def find_pages_beside_files(opened: Opened) -> list[Finding]:
    """A finding for each section's sheet in the master of an office whose sections hand in files."""
    return [Finding("sheet_in_file_mode", origin=Origin(opened.master.file, name)) for name in _page_like(opened)]


def _page_like(opened: Opened) -> list[str]:
    grids = opened.master.book.grids
    return [name for name, grid in grids.items() if name not in OURS and looks_like_page(grid)]


def issue_pages(opened: Opened, drawn: dict[str, Rows], issue: int, day: date) -> list[Page]:
    """Plan the sheets to be added, with their bases; gives the new ones. Sheets that stand are left alone.

    A section without a sheet gets one with all its tasks; one with a sheet gets another beside it for tasks that
    stand in none.
    """
    grids = opened.master.book.grids
    standing = [page for page in opened.ledger.pages if page.name in grids]
    taken = {*grids, *OURS}
    added: list[Page] = []
    for section, rows in drawn.items():
        mine = [page for page in standing if page.section == section]
        listed = rows.get(names.FORM_DUTIES, [])
        covered: set[tuple[str, ...]] = set()
        for page in mine:
            issued = opened.journal.bases(section, page.issue).get(names.FORM_DUTIES, {})
            covered |= {*issued, *_numbers(opened, page)}
            if changed := find_outdated(listed, issued):
                place = Origin(opened.master.file, page.name)
                opened.findings.append(Finding("page_outdated", "", section, changed, origin=place))
        new = [row for row in listed if (row["number"],) not in covered]
        if not new:
            continue
        page = Page(name_page(section, issue if mine else 0, taken), section, issue, day)
        taken.add(page.name)
        added.append(page)
        if mine:
            opened.findings.append(Finding("page_added", "", section, page.name, origin=Origin(opened.master.file)))
        opened.added.append((page.name, new))
        base = issued_base({names.FORM_DUTIES: new})[names.FORM_DUTIES]
        opened.entry.bases += [(section, issue, names.FORM_DUTIES, list(key), fields) for key, fields in base.items()]
    opened.ledger = replace(opened.ledger, pages=(*standing, *added))
    return added


def _numbers(opened: Opened, page: Page) -> set[tuple[str, ...]]:
    """The 编号 that stand in a sheet now, for a workspace that came without its journal."""
    form, _ = read_page(opened.master.book.grids[page.name], page, opened.ledger.settings, opened.master.file)
    rows = form.tables[names.FORM_DUTIES] if form else ()
    return {(str(row.cells["number"]),) for row in rows if row.cells.get("number")}
