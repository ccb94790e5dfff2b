"""merge 汇总: the sections' workbooks go into the master, each by its own base."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from automation.cells import same
from automation.errors import RefusedFile
from automation.jobs.open_ledger import Opened, view_ledger
from automation.jobs.outcome import Outcome, Run
from automation.jobs.section_pages import find_pages_beside_files, read_pages
from automation.jobs.settle_ledger import Settled, open_ledger, settle_ledger
from automation.jobs.workspace import Workspace
from automation.model.finding import Finding, details, sort_findings
from automation.model.ledger import Conflict, Ledger
from automation.model.origin import Origin
from automation.model.rows import Key, SectionForm
from automation.rules.assign import assign_duties
from automation.rules.checks import check_ledger
from automation.rules.choices import apply_choices
from automation.rules.copies import join_copies
from automation.rules.records import draw_board
from automation.rules.supervision import Judged, judge
from automation.rules.tables import join_sections, split_sections
from automation.rules.take_in import is_settled, take_form
from automation.sheets import FORMS
from automation.sources.section_form import read_form
from automation.terms import commands as say
from automation.terms import sheets as names
from automation.terms import states

HINTS = ("~$", ".~", ".")
OPEN_HINT = r"(?:~\$|\.~lock\.|\.~)(?P<file>.+?\.(?:xlsx|xlsm))#?"
"""What Excel (~$政法科.xlsx), LibreOffice (.~lock.政法科.xlsx#) and WPS (.~政法科.xlsx) leave beside an open file."""
SUFFIXES = (".xlsx", ".xlsm")
FOREIGN = (".xls", ".et", ".ods", ".xlsb", ".csv")

Bases = dict[str, dict[Key, dict[str, str]]]


@dataclass(frozen=True, slots=True)
class Handed:
    """The forms found, good ones by (section, issue), and what is wrong with the others."""

    forms: tuple[SectionForm, ...]
    findings: tuple[Finding, ...]
    refused: frozenset[str]  # sections named by files that were refused


def merge(workspace: Workspace, run: Run, *, dry_run: bool = False) -> Outcome:
    """Take the sections' edits into the master; ``dry_run`` only tells what would change."""
    with (view_ledger if dry_run else open_ledger)(workspace) as opened:
        take_in_forms(opened, run)
        if dry_run:
            ledger, asked = assign_duties(opened.ledger)
            found = sort_findings([*opened.findings, *asked, *check_ledger(ledger)])
            settled = Settled(ledger, judge(ledger, run.as_of), found)
        else:
            settled = settle_ledger(opened, run)
        return tell_merge(opened, settled, run, dry_run=dry_run)


def tell_merge(opened: Opened, settled: Settled, run: Run, *, dry_run: bool = False) -> Outcome:
    """What a merge did, for the terminal and as JSON."""
    judged, ledger = settled.judged, settled.ledger
    line = say.MERGED.format(
        files=len(opened.digests),
        changes=len(opened.changes),
        conflicts=len(ledger.conflicts),
        overdue=len(judged.overdue),
        missing=len(judged.missing),
    )
    files = () if dry_run else (opened.master.file,)
    lines = (line, say.DRY) if dry_run else (line,)
    return Outcome(run.command, run.as_of, files, settled.findings, merge_extra(opened, ledger, judged, run), lines)


def merge_extra(opened: Opened, ledger: Ledger, judged: Judged, run: Run) -> dict[str, object]:
    """The keys of the JSON object that merge, weekly and demo share."""
    board = draw_board(ledger, judged, run.as_of)
    total = {name: value for name, value in board[-1].items() if name not in ("section", "state")} if board else {}
    return {
        "changes": [change.as_dict() for change in opened.changes],
        "conflicts": [
            {
                "number": conflict.number,
                "section": conflict.section,
                "field": conflict.field,
                "base": conflict.base,
                "master": conflict.master,
                "section_value": conflict.section_value,
            }
            for conflict in ledger.conflicts
        ],
        "missing": list(judged.missing),
        "overdue": [entry.as_dict() for entry in judged.overdue],
        "counts": {
            **total,
            "tasks": len(ledger.tasks),
            "files": len(opened.digests),
            "changes": len(opened.changes),
            "conflicts": len(ledger.conflicts),
            "missing": len(judged.missing),
        },
    }


def take_in_forms(opened: Opened, run: Run) -> None:
    """Every section's workbook into the opened ledger: choices first, then file by file, oldest issue first."""
    ledger, asked = assign_duties(opened.ledger)
    del asked  # asked again when the ledger is settled
    issues = opened.journal.issues()
    in_files = ledger.settings.mode == names.MODE_FILES
    handed = read_forms(opened, ledger, issues) if in_files else _read_pages(opened, ledger)
    opened.findings += [*handed.findings, *find_open_files(opened.workspace)]
    chosen = apply_choices(ledger, handed.forms, run.as_of, opened.master.file)
    opened.changes += chosen.changes
    opened.findings += chosen.findings
    present = {form.section for form in handed.forms}
    waiting = [conflict for conflict in chosen.ledger.conflicts if conflict.section in present]
    kept = tuple(conflict for conflict in chosen.ledger.conflicts if conflict.section not in present)
    ledger = replace(chosen.ledger, conflicts=kept)
    bases = _load_bases(opened, handed.forms, chosen.settled, issues)
    before = {whose: _copied(rows) for whose, rows in bases.items()}
    _settle(bases, chosen.settled, handed.forms)
    parts = split_sections(ledger)
    for form in handed.forms:
        part = replace(parts.get(form.section, ledger), **_shared(ledger))
        taken = take_form(part, form, bases[form.section, form.issue], run.as_of, waiting)
        parts[form.section], ledger = taken.ledger, replace(ledger, **_shared(taken.ledger))
        opened.changes += taken.changes
        opened.findings += taken.findings
        bases[form.section, form.issue] = _copied(taken.bases)
        files = {file.file for file in form.files}
        settled = taken.settled and is_settled(f for f in handed.findings if f.origin.file in files)
        opened.entry.files += [(form.section, file.digest, form.issue, settled) for file in form.files if not file.tab]
    opened.entry.bases += [
        (*whose, sheet, list(key), fields)
        for whose, tables in bases.items()
        for sheet, rows in tables.items()
        for key, fields in rows.items()
        if before[whose].get(sheet, {}).get(key) != fields
    ]
    opened.ledger = join_sections(ledger, parts)
    opened.findings += _absent(ledger, issues, handed, opened) if in_files else ()


def _shared(ledger: Ledger) -> dict[str, Any]:
    """What the forms of all sections add to."""
    return {"conflicts": ledger.conflicts, "questions": ledger.questions, "handins": ledger.handins}


def _load_bases(
    opened: Opened, forms: Sequence[SectionForm], settled: Sequence[Conflict], issues: Mapping[str, int]
) -> dict[tuple[str, int], Bases]:
    """The bases of every form at hand and, where a conflict was settled, of every issue that section still holds."""
    bases = {(form.section, form.issue): _bases_of(opened, form) for form in forms}
    for section in {conflict.section for conflict in settled}:
        for issue in range(1, issues.get(section, 0) + 1):
            if (section, issue) not in bases:
                bases[section, issue] = _copied(opened.journal.bases(section, issue))
    return bases


def _settle(bases: Mapping[tuple[str, int], Bases], settled: Sequence[Conflict], forms: Sequence[SectionForm]) -> None:
    """Let what the office decided be the base of the file it was decided for: the value there is no longer an edit.

    When that file is away, it is the issue whose base is the conflict's own.
    """
    for conflict in settled:
        field = _field_of(conflict.sheet, conflict.field)
        source = [form.issue for form in forms if form.holds(conflict.source)]
        for (section, issue), tables in bases.items():
            fields = tables.get(conflict.sheet, {}).get(conflict.row_key)
            if section != conflict.section or fields is None:
                continue
            if issue in source or (not source and same(fields.get(field, ""), conflict.base)):
                fields[field] = conflict.section_value


def _copied(tables: Mapping[str, Mapping[Key, Mapping[str, str]]]) -> Bases:
    return {sheet: {key: dict(fields) for key, fields in rows.items()} for sheet, rows in tables.items()}


def _field_of(sheet: str, header: str) -> str:
    return next(
        column.field for form in FORMS if form.name == sheet for column in form.columns if column.header == header
    )


def _bases_of(opened: Opened, form: SectionForm) -> Bases:
    """The journal's bases of a form, or what the form itself says was issued when the journal does not know it."""
    known = opened.journal.bases(form.section, form.issue)
    return _copied(known or form.base)


def read_forms(opened: Opened, ledger: Ledger, issues: Mapping[str, int]) -> Handed:
    """Read and sort the files of 科室填报: which are merged, and a finding for each that is not."""
    findings = find_pages_beside_files(opened)
    refused: set[str] = set()
    groups: dict[tuple[str, int], list[SectionForm]] = {}
    known = {section.name for section in ledger.sections}
    folder = opened.workspace.forms
    paths = sorted(folder.iterdir()) if folder.is_dir() else []
    for path in paths:
        if path.suffix.lower() not in (*SUFFIXES, *FOREIGN) or path.name.startswith(HINTS) or not path.is_file():
            continue
        file = opened.workspace.shown(path)
        section = path.stem if path.stem in known else ""
        if path.suffix.lower() in FOREIGN:
            findings.append(Finding("unread_format", "", section, origin=Origin(file)))
            refused.add(section)
            continue
        try:
            data = path.read_bytes()
            form, found = read_form(data, file)
        except RefusedFile as error:
            findings.append(Finding(error.kind, "", section, origin=Origin(file)))
            refused.add(section)
            continue
        except OSError as error:
            told = error.strerror or type(error).__name__
            findings.append(Finding("damaged_workbook", "", section, told, origin=Origin(file)))
            refused.add(section)
            continue
        problem = _foreign(form, ledger, known, issues)
        if problem is not None:
            findings.append(problem)
            refused |= {section, form.section}
            continue
        findings += found
        opened.digests[file] = form.digest
        opened.received.append((data, path.suffix.lower()))
        if form.issue < issues.get(form.section, 0):
            stale = details(issue=issues[form.section])
            findings.append(Finding("stale_file", "", form.section, str(form.issue), stale, Origin(file)))
        groups.setdefault((form.section, form.issue), []).append(form)
    chosen = []
    for _, forms in sorted(groups.items()):
        kept, found = join_copies(forms)
        findings += found
        chosen.append(kept)
    return Handed(tuple(chosen), tuple(findings), frozenset(refused))


def _read_pages(opened: Opened, ledger: Ledger) -> Handed:
    """The sections' sheets of the master in place of files; files that lie about all the same are told, not merged."""
    forms, findings = read_pages(opened, ledger)
    folder = opened.workspace.forms
    findings += [
        Finding("file_in_sheet_mode", origin=Origin(opened.workspace.shown(path)))
        for path in (sorted(folder.iterdir()) if folder.is_dir() else ())
        if path.suffix.lower() in (*SUFFIXES, *FOREIGN) and not path.name.startswith(HINTS)
    ]
    return Handed(tuple(forms), tuple(findings), frozenset())


def _foreign(form: SectionForm, ledger: Ledger, known: set[str], issues: Mapping[str, int]) -> Finding | None:
    """Why a form is not this office's, this year's, or one this master has issued."""
    settings, origin = ledger.settings, Origin(form.file)
    if form.office != settings.office:
        return Finding("wrong_office", "", form.section, form.office, origin=origin)
    if form.year != settings.year:
        return Finding("wrong_year", "", form.section, str(form.year), details(year=settings.year), origin)
    if form.section not in known:
        return Finding("unknown_section", "", "", form.section, origin=origin)
    if issues and form.issue > issues.get(form.section, 0):
        return Finding("unissued_file", "", form.section, str(form.issue), origin=origin)
    return None


def find_open_files(workspace: Workspace) -> list[Finding]:
    """A finding for each workbook, the master too, that somebody seems to have open: what is unsaved is not merged."""
    return [
        Finding("file_open", value=hint["file"], origin=Origin(workspace.shown(path.with_name(hint["file"]))))
        for folder in (workspace.forms, workspace.master.parent)
        for path in (sorted(folder.iterdir()) if folder.is_dir() else ())
        if (hint := re.fullmatch(OPEN_HINT, path.name, re.IGNORECASE))
    ]


def _absent(ledger: Ledger, issues: Mapping[str, int], handed: Handed, opened: Opened) -> list[Finding]:
    """Sections that were given a form whose file is not there."""
    present = {form.section for form in handed.forms} | handed.refused
    present |= {page.section for page in ledger.pages if page.name in opened.master.book.grids}
    owing = {duty.section for duty in ledger.duties if duty.role != states.RELEASED}
    shown = opened.workspace.shown(opened.workspace.forms)
    return [
        Finding("section_file_missing", "", section.name, origin=Origin(f"{shown}/{section.name}.xlsx"))
        for section in ledger.sections
        if section.name in issues and section.name in owing and section.name not in present
    ]
