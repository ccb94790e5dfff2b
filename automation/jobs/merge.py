"""merge 汇总: the sections' workbooks go into the master, each by its own base."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from automation.cells import same
from automation.jobs.open_ledger import Opened, view_ledger
from automation.jobs.outcome import Outcome, Run
from automation.jobs.put_master import again_when_moved
from automation.jobs.read_forms import (
    Desk,
    FormFile,
    Handed,
    find_open_files,
    owned_keys,
    read_forms,
    read_sheets,
    remember_form,
)
from automation.jobs.receipts import with_receipts
from automation.jobs.section_pages import find_pages_beside_files, keep_pages
from automation.jobs.settle_ledger import Settled, open_ledger, settle_ledger
from automation.jobs.shelf import find_shelf
from automation.jobs.workspace import Workspace
from automation.model.finding import Finding, sort_findings
from automation.model.ledger import Conflict, Ledger
from automation.model.origin import Origin
from automation.model.receipt import Receipt
from automation.model.rows import Change, Key, SectionForm, Texts
from automation.rules.assign import assign_duties
from automation.rules.checks import check_ledger
from automation.rules.choices import Chosen, apply_choices
from automation.rules.receipts import draw_receipt, draw_refusals, find_earlier, find_told
from automation.rules.records import draw_board
from automation.rules.supervision import Judged, judge
from automation.rules.tables import join_sections, split_sections
from automation.rules.take_in import STANDING, is_settled, take_form
from automation.sheets import FORMS
from automation.sources.reading_pool import ReadingPool
from automation.terms import commands as say
from automation.terms import sheets as names
from automation.terms import states

Bases = dict[str, dict[Key, dict[str, str]]]
Tables = Mapping[str, Mapping[Key, Texts]]


@again_when_moved
def merge(workspace: Workspace, run: Run, *, dry_run: bool = False, live: bool = False) -> Outcome:
    """Take the sections' edits into the master; ``dry_run`` only tells what would change."""
    with (view_ledger if dry_run else open_ledger)(workspace, find_shelf(live=live)) as opened:
        take_in_forms(opened, run)
        if dry_run:
            ledger, asked = assign_duties(opened.ledger)
            found = sort_findings([*opened.findings, *asked, *check_ledger(ledger)])
            settled = Settled(ledger, judge(ledger, run.as_of), found)
        else:
            settled = settle_ledger(opened, run)
        told = tell_merge(opened, settled, run, dry_run=dry_run)
        return told if dry_run else with_receipts(told, opened, settled, run)


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
    with ReadingPool() as pool:
        desk = Desk(opened, ledger, split_sections(ledger), issues, pool)
        in_files = ledger.settings.mode == names.MODE_FILES
        handed = read_forms(desk) if in_files else read_sheets(desk)
        opened.findings += [*handed.findings, *find_open_files(opened.workspace)]
        at_issue = {conflict.section for conflict in ledger.conflicts}
        forms = [desk.load(file) for file in handed.files if file.head.section in at_issue]
        chosen = apply_choices(ledger, forms, run.as_of, opened.master.file)
        opened.changes += chosen.changes
        opened.findings += chosen.findings
        opened.ledger = _take_in(desk, handed, chosen, run)
    if in_files:
        heads = [file.head for file in handed.files]
        opened.receipts += draw_refusals(heads, handed.findings)
        opened.findings += find_pages_beside_files(opened)
        opened.findings += _absent(opened.ledger, issues, handed, opened)
    else:
        keep_pages(opened)


def _take_in(desk: Desk, handed: Handed, chosen: Chosen, run: Run) -> Ledger:
    """The ledger with every form taken in; one at a time is in memory, beside its section's part of the ledger."""
    opened = desk.opened
    present = {file.head.section for file in handed.files}
    waiting: dict[str, list[Conflict]] = {}
    for conflict in chosen.ledger.conflicts:
        waiting.setdefault(conflict.section, []).append(conflict)
    kept = tuple(conflict for conflict in chosen.ledger.conflicts if conflict.section not in present)
    parts = split_sections(chosen.ledger)
    told = find_told([file.head for file in handed.files], handed.findings)
    earlier = find_earlier(opened.past, run.as_of, _find_undone(opened, run))
    bases = _decided_bases(desk, handed, chosen.settled)
    for file in handed.files:
        section, issue = file.whose
        form = desk.load(file) if file.parsed else file.head
        before = opened.journal.bases(section, issue) if file.parsed else {}
        base = bases.pop(file.whose, None) or before or form.base
        taken = take_form(parts[section], form, base, run.as_of, waiting.get(section, ()))
        parts[section] = taken.ledger
        opened.changes += taken.changes
        opened.findings += taken.findings
        found, today = told.get(form.file, []), earlier.get(form.file, [])
        if not form.tab:
            opened.receipts.append(_answer(desk, file, form, [*today, *taken.changes], [*found, *taken.findings]))
        places = {one.file for one in form.files}
        settled = is_settled([*taken.findings, *(one for one in found if one.origin.file in places)])
        opened.entry.files += [(section, one.digest, issue, settled) for one in form.files if not one.tab]
        if settled and file.packed is not None and not file.copies:
            standing = [*file.findings, *(one for one in taken.findings if one.kind in STANDING)]
            record = remember_form(form, standing, owned_keys(parts, section))
            opened.entry.forms.append((form.digest, record))
        _keep_bases(opened, file.whose, before, taken.bases)
    for whose, tables in bases.items():
        _keep_bases(opened, whose, opened.journal.bases(*whose), tables)
    return join_sections(replace(chosen.ledger, conflicts=kept), parts)


def _find_undone(opened: Opened, run: Run) -> set[int]:
    """The runs taken back on the same day."""
    today = [int(str(record["run"])) for record in opened.past.runs if record["as_of"] == run.as_of]
    later = opened.journal.overwritten(min(today) - 1) if today else ()
    return {number for over in later for number in over.undoes}


def _answer(
    desk: Desk, file: FormFile, form: SectionForm, changes: Sequence[Change], findings: Sequence[Finding]
) -> Receipt:
    """The receipt of a form; of one that brings nothing and of which nothing is to be said only that it stands."""
    if not (changes or findings):
        return Receipt(form.section, form.file, form.issue, form.digest, stands=True)
    return draw_receipt(form if file.parsed else desk.load(file), changes, findings)


def _keep_bases(opened: Opened, whose: tuple[str, int], before: Tables, now: Tables) -> None:
    """Into the journal go the bases that are no longer what it holds."""
    opened.entry.bases += [
        (*whose, sheet, list(key), dict(fields))
        for sheet, rows in now.items()
        for key, fields in rows.items()
        if before.get(sheet, {}).get(key) != fields
    ]


def _decided_bases(desk: Desk, handed: Handed, settled: Sequence[Conflict]) -> dict[tuple[str, int], Bases]:
    """The bases, with what the office decided in them, of every issue a section with a settled conflict still holds."""
    sections = {conflict.section for conflict in settled}
    held = {(section, issue) for section in sections for issue in range(1, desk.issues.get(section, 0) + 1)}
    bases = {whose: _copied(desk.opened.journal.bases(*whose)) for whose in sorted(held)}
    forms = [desk.load(file) for file in handed.files if file.head.section in sections]
    for form in forms:
        whose = form.section, form.issue
        bases[whose] = bases.get(whose) or _copied(form.base)
    _settle(bases, settled, forms)
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


def _copied(tables: Tables) -> Bases:
    return {sheet: {key: dict(fields) for key, fields in rows.items()} for sheet, rows in tables.items()}


def _field_of(sheet: str, header: str) -> str:
    return next(
        column.field for form in FORMS if form.name == sheet for column in form.columns if column.header == header
    )


def _absent(ledger: Ledger, issues: Mapping[str, int], handed: Handed, opened: Opened) -> list[Finding]:
    """Sections that were given a form whose file is not there."""
    present = {file.head.section for file in handed.files} | handed.refused
    present |= {page.section for page in ledger.pages if page.name in opened.master.book.grids}
    owing = {duty.section for duty in ledger.duties if duty.role != states.RELEASED}
    shown = opened.workspace.shown(opened.workspace.forms)
    return [
        Finding("section_file_missing", "", section.name, origin=Origin(f"{shown}/{section.name}.xlsx"))
        for section in ledger.sections
        if section.name in issues and section.name in owing and section.name not in present
    ]
