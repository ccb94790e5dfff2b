"""Takes the sections' forms into the opened ledger (汇总各科室), each by its own base.

A section's only form is taken in while others are still being read. Where it turns out not to be the only one, and
where the office has conflicts to decide, a section is taken in at the end, oldest issue first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from automation.errors import RefusedFile
from automation.jobs.form_folder import find_open_files
from automation.jobs.open_ledger import Opened
from automation.jobs.outcome import Run
from automation.jobs.read_forms import (
    Desk,
    FormFile,
    Handed,
    owned_keys,
    read_forms,
    read_sheets,
    remember_form,
)
from automation.jobs.section_pages import find_pages_beside_files, keep_pages
from automation.model.finding import Finding
from automation.model.ledger import Conflict, Ledger
from automation.model.origin import Origin
from automation.model.receipt import Receipt
from automation.model.rows import Change, Key, SectionForm, Texts
from automation.rules.assign import assign_duties
from automation.rules.choices import Chosen, apply_choices
from automation.rules.conflicts import is_answered, settle_bases, stand
from automation.rules.receipts import draw_receipt, draw_refusals, find_earlier, find_told
from automation.rules.tables import join_sections, section_keys, split_sections
from automation.rules.take_in import STANDING, is_settled, take_form
from automation.sheets import FORMS
from automation.sources.reading_pool import ReadingPool
from automation.terms import sheets as names
from automation.terms import states

Bases = dict[str, dict[Key, dict[str, str]]]
Tables = Mapping[str, Mapping[Key, Texts]]


def take_in_forms(opened: Opened, run: Run) -> None:
    """Every section's workbook into the opened ledger: choices first, then file by file, oldest issue first."""
    opened.looked.add(opened.workspace.shown(opened.workspace.forms))
    with ReadingPool() as pool:
        ledger, asked = assign_duties(opened.ledger, run.as_of)
        del asked  # asked again when the ledger is settled
        desk = Desk(opened, ledger, split_sections(ledger), opened.journal.issues(), pool)
        in_files = ledger.settings.mode == names.MODE_FILES
        at_issue = {conflict.section for conflict in ledger.conflicts}
        earlier = find_earlier(opened.past, run.as_of, _find_undone(opened, run))
        alone: dict[str, _Taking] = {}

        def take_alone(file: FormFile, told: list[Finding]) -> None:
            section = file.head.section
            if file.parsed and section not in at_issue:
                today = earlier.get(file.head.file, [])
                alone[section] = _take_file(desk, file, desk.parts[section], {}, told, today, run.as_of)

        handed = read_forms(desk, take_alone) if in_files else read_sheets(desk)
        opened.findings += [*handed.findings, *find_open_files(opened.workspace)]
        forms = [desk.load(file) for file in handed.files if file.head.section in at_issue]
        bases = {(one.section, one.issue): opened.journal.bases(one.section, one.issue) or one.base for one in forms}
        chosen = apply_choices(ledger, forms, bases, run.as_of, opened.master.file)
        opened.changes += chosen.changes
        opened.findings += chosen.findings
        opened.ledger = _take_in(desk, handed, chosen, alone, earlier, run.as_of)
    if in_files:
        heads = [file.head for file in handed.files]
        opened.receipts += draw_refusals(heads, handed.findings)
        opened.findings += find_pages_beside_files(opened)
        opened.findings += handed.astray
        opened.findings += _absent(opened.ledger, desk.issues, handed, opened)
    else:
        keep_pages(opened)


@dataclass(frozen=True, slots=True)
class _Taking:
    """What taking in one form gave; the form itself is let go of, so that memory does not grow with their number."""

    file: FormFile
    told: list[Finding]  # what was wrong with the file before
    part: Ledger
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    bases: list[tuple[str, list[str], dict[str, str]]]  # sheet, key and fields of those that are new
    answered: frozenset[str]  # conflicts that have ended with it
    receipt: Receipt | None


def _take_file(
    desk: Desk,
    file: FormFile,
    part: Ledger,
    decided: Tables,
    told: list[Finding],
    today: Sequence[Change],
    as_of: date,
    waiting: Sequence[Conflict] = (),
) -> _Taking:
    """Take one form into its section's part of the ledger; ``decided`` is its base where the office has moved it."""
    section, issue = file.whose
    form = _load(desk, file, part)
    if form.quiet:
        before: Tables = form.base
    else:
        before = desk.opened.journal.bases(section, issue) if file.parsed else {}
    base = decided or before or form.base
    taken = take_form(part, form, base, as_of, waiting)
    year = desk.ledger.settings.year
    answered = frozenset(one.key for one in waiting if is_answered(one, form, base, taken.bases, year))
    receipt = None if form.tab else _answer(desk, file, form, [*today, *taken.changes], [*told, *taken.findings])
    bases = list(_find_moved(before, taken.bases))
    return _Taking(file, told, taken.ledger, taken.changes, taken.findings, bases, answered, receipt)


def _load(desk: Desk, file: FormFile, part: Ledger) -> SectionForm:
    """A form as far as it must be read: whole when one of its quiet rows is no longer the section's, which is told."""
    if not file.parsed:
        return file.head
    form = desk.load(file)
    for sheet in FORMS:
        quiet = form.quiet.get(sheet.name, {})
        if quiet and not quiet.keys() <= set(section_keys(part, sheet, form.section)):
            whole = desk.read_whole(file)
            if isinstance(whole, FormFile):
                return desk.load(whole)
            desk.opened.findings.append(whole)
            break
    return form


def _take_in(
    desk: Desk,
    handed: Handed,
    chosen: Chosen,
    alone: Mapping[str, _Taking],
    earlier: Mapping[str, Sequence[Change]],
    as_of: date,
) -> Ledger:
    """The ledger with every form taken in; what was taken from a section's only form already is used as it is."""
    opened = desk.opened
    files = Counter(file.head.section for file in handed.files)
    waiting: dict[str, list[Conflict]] = {}
    for conflict in chosen.ledger.conflicts:
        waiting.setdefault(conflict.section, []).append(conflict)
    answered: set[str] = set()
    parts = split_sections(chosen.ledger) if chosen.settled else dict(desk.parts)
    told = find_told([file.head for file in handed.files], handed.findings)
    bases = _decided_bases(desk, handed, chosen.settled)
    for file in handed.files:
        (section, issue), name = file.whose, file.head.file
        found = told.get(name, [])
        taking = alone.get(section)
        if taking is None or taking.file is not file or taking.told != found or files[section] > 1:
            decided, today, asked = bases.pop(file.whose, {}), earlier.get(name, []), waiting.get(section, ())
            taking = _take_file(desk, file, parts[section], decided, found, today, as_of, asked)
        parts[section] = taking.part
        answered |= taking.answered
        opened.changes += taking.changes
        opened.findings += taking.findings
        opened.receipts += [] if taking.receipt is None else [taking.receipt]
        heads = sorted((one.head for one in (file, *file.copies)), key=lambda one: one.file)
        places = {one.file for one in heads}
        settled = is_settled([*taking.findings, *(one for one in found if one.origin.file in places)])
        opened.entry.files += [(section, one.digest, issue, settled) for one in heads if not one.tab]
        if settled and file.packed is not None and not file.copies:
            standing = [*file.findings, *(one for one in taking.findings if one.kind in STANDING)]
            record = remember_form(file.head, standing, owned_keys(parts, section))
            opened.entry.forms.append((file.head.digest, record))
        opened.entry.bases += [(section, issue, *moved) for moved in taking.bases]
    for whose, tables in bases.items():
        opened.entry.bases += [(*whose, *moved) for moved in _find_moved(opened.journal.bases(*whose), tables)]
    merged = join_sections(replace(chosen.ledger, conflicts=()), parts)
    return stand(merged, [conflict for conflict in chosen.ledger.conflicts if conflict.key not in answered])


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
    if not file.parsed:
        with suppress(RefusedFile):  # without its rows a receipt still has its lists
            form = desk.load(file)
    return draw_receipt(form, changes, findings)


def _find_moved(before: Tables, now: Tables) -> Iterator[tuple[str, list[str], dict[str, str]]]:
    """Sheet, key and fields of the bases that are no longer what the journal holds."""
    for sheet, rows in now.items():
        for key, fields in rows.items():
            if before.get(sheet, {}).get(key) != fields:
                yield sheet, list(key), dict(fields)


def _decided_bases(desk: Desk, handed: Handed, settled: Sequence[Conflict]) -> dict[tuple[str, int], Bases]:
    """The bases, with what the office decided in them, of every issue a section with a settled conflict still holds."""
    sections = {conflict.section for conflict in settled}
    held = {(section, issue) for section in sections for issue in range(1, desk.issues.get(section, 0) + 1)}
    bases = {whose: _copied(desk.opened.journal.bases(*whose)) for whose in sorted(held)}
    forms = [desk.load(file) for file in handed.files if file.head.section in sections]
    for form in forms:
        whose = form.section, form.issue
        bases[whose] = bases.get(whose) or _copied(form.base)
    settle_bases(bases, settled, forms, desk.ledger.settings.year)
    return bases


def _copied(tables: Tables) -> Bases:
    return {sheet: {key: dict(fields) for key, fields in rows.items()} for sheet, rows in tables.items()}


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
