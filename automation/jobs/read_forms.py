"""Reads and sorts the files of 科室填报 (收件): which are merged, and a finding for each that is not.

The files are parsed in processes of their own and laid down in the run's spool, so that memory does not grow with their
number. A file the journal remembers, all of which has been merged, equals its base: it can bring no change and is not
parsed again; it still counts as present, as a look-alike and as a hand-in.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from automation.cells import show
from automation.errors import RefusedFile
from automation.jobs.form_folder import find_unread, find_workbooks, name_of
from automation.jobs.open_ledger import Opened
from automation.jobs.section_pages import read_pages
from automation.model.finding import Finding, details
from automation.model.ledger import Ledger
from automation.model.origin import Origin
from automation.model.rows import SectionForm
from automation.rules.copies import join_copies
from automation.rules.suggestions import find_asked
from automation.rules.tables import section_keys
from automation.sheets import FORMS
from automation.sources.reading_pool import ReadingPool
from automation.sources.section_form import NOTHING, Known, read_packed, unpack_tables
from automation.store.keep import digest_of
from automation.store.spool import Slot


@dataclass(frozen=True, slots=True)
class FormFile:
    """One file that is a form of this office: who it is for, what was found in it, and where it lies in the spool.

    ``packed`` is None for a file that was settled before and has not been parsed again. A sheet of the master is a form
    that lies in no spool; its ``head`` holds everything. ``copies`` are more files of the same section and issue.
    """

    head: SectionForm  # of a file without its tables and base
    findings: tuple[Finding, ...] = ()
    data: Slot | None = None
    packed: Slot | None = None
    copies: tuple[FormFile, ...] = ()

    @property
    def parsed(self) -> bool:
        """Whether it has been read in this run, so that it may bring something new."""
        return self.packed is not None or bool(self.copies) or bool(self.head.tab)

    @property
    def whose(self) -> tuple[str, int]:
        """(section, issue)."""
        return self.head.section, self.head.issue


@dataclass(frozen=True, slots=True)
class Handed:
    """The forms to be merged, by section and issue, and what is wrong with the other files."""

    files: tuple[FormFile, ...]
    findings: tuple[Finding, ...]
    refused: frozenset[str]  # sections named by files that were refused
    astray: tuple[Finding, ...] = ()  # what lies in the folder and is nobody's


@dataclass(frozen=True, slots=True)
class Desk:
    """What reading needs to know of the office: its ledger, section by section too, and what the journal remembers."""

    opened: Opened
    ledger: Ledger
    parts: Mapping[str, Ledger]
    issues: Mapping[str, int]
    pool: ReadingPool

    def load(self, file: FormFile) -> SectionForm:
        """The form with its rows and copies; one that was not parsed is now.

        Raises RefusedFile where that fails, though it did not when the file was merged.
        """
        if file.copies:
            return join_copies([self.load(one) for one in (replace(file, copies=()), *file.copies)])[0]
        if file.packed is not None:
            return unpack_tables(self.opened.spool.fetch(file.packed), file.head)
        if file.data is None:
            return file.head
        form, _, packed = self._parse(file, file.data)
        return unpack_tables(packed, form)

    def read_whole(self, file: FormFile) -> FormFile | Finding:
        """The file read with what itself says was issued and with its quiet rows, or the finding that refuses it now.

        Copies need it. The journal's base has moved on with every merge, and no longer tells a copy nobody typed into
        from one that says the old value again.
        """
        if file.data is None:
            return file
        try:
            _, _, packed = self._parse(file, file.data)
        except RefusedFile as error:
            return Finding(error.kind, "", file.head.section, error.value, origin=Origin(file.head.file))
        return replace(file, packed=self.opened.spool.keep(packed))

    def _parse(self, file: FormFile, data: Slot) -> tuple[SectionForm, list[Finding], bytes]:
        return self.pool.ask(read_packed, self.opened.spool.fetch(data), file.head.file, NOTHING)


def read_forms(desk: Desk, take: Callable[[FormFile, list[Finding]], None]) -> Handed:
    """Every workbook in the folder; sections with an open conflict are read anew, whatever is remembered of them.

    ``take`` gets a form that seems to be its section's only one, and what is wrong with it, as soon as it is read, and
    while others are being read; the forms that come with others of their section it gets never.
    """
    folder = desk.opened.workspace.forms
    paths = find_workbooks(folder)
    alike = Counter(name_of(path) for path in paths)
    unread = find_unread(desk.opened.workspace, desk.ledger)
    findings = [finding for finding in unread if finding.section]
    refused = {finding.section for finding in findings}
    groups: dict[tuple[str, int], list[FormFile]] = {}
    sections = {section.name for section in desk.ledger.sections}
    for path, (data, read) in zip(paths, desk.pool.each(partial(_read, desk.pool), _fetch(desk, paths)), strict=True):
        named = path.stem if path.stem in sections else ""
        if isinstance(read, Finding):
            findings.append(replace(read, section=named))
            refused.add(named)
            continue
        head, found, packed = read
        problem = _foreign(head, desk, sections)
        if problem is not None:
            findings.append(problem)
            refused |= {named, head.section}
            continue
        file = _receive(desk, head, found, data, packed)
        told = [*found, *_stale(desk, head)]
        findings += told
        groups.setdefault(file.whose, []).append(file)
        if alike[name_of(path)] == 1:
            take(file, told)
    chosen: list[FormFile] = []
    for _, files in sorted(groups.items()):
        kept, found = _join(desk, files)
        findings += found
        refused |= {one.section for one in found if kept is None}
        chosen += [] if kept is None else [kept]
    astray = tuple(finding for finding in unread if not finding.section)
    return Handed(tuple(chosen), tuple(findings), frozenset(refused), astray)


def remember_form(form: SectionForm, found: Sequence[Finding], owned: str) -> dict[str, object]:
    """What the journal keeps of a settled file, so that it need not be parsed while it stays as it is.

    ``found`` is what is to be told of it each time.
    """
    return {
        "office": form.office,
        "year": form.year,
        "section": form.section,
        "issue": form.issue,
        "cover": {label: show(value) for label, value in form.cover.items()},
        "findings": [
            [f.kind, f.number, f.section, f.value, list(f.details), f.origin.sheet, f.origin.row, f.origin.column]
            for f in found
        ],
        "owned": owned,
    }


def owned_keys(parts: Mapping[str, Ledger], section: str) -> str:
    """A digest of the rows a section owns and of what it was answered on rows it has added.

    While it stays the same, no row of a settled file has become unknown, and none is to be asked about again.
    """
    if section not in parts:
        return ""
    keys = [section_keys(parts[section], sheet, section) for sheet in FORMS]
    answered = [(one.key, one.answer, one.number) for one in find_asked(parts[section].questions, section)]
    return hashlib.sha256(repr((keys, answered)).encode()).hexdigest()


_Read = tuple[SectionForm, Sequence[Finding], bytes | None]


@dataclass(frozen=True, slots=True)
class _Fetched:
    """One file's bytes with what is known of them before they are parsed: all, why they are refused, or their base."""

    file: str
    data: bytes = b""
    settled: _Read | Finding | None = None
    base: Known = field(default_factory=dict)


def _fetch(desk: Desk, paths: Sequence[Path]) -> Iterator[_Fetched]:
    """The files one by one, in the run's own thread: neither Excel nor the journal answers another."""
    waiting = {conflict.section for conflict in desk.ledger.conflicts}
    known = desk.opened.journal.settled_forms()
    for path in paths:
        file = desk.opened.workspace.shown(path)
        try:
            data = desk.opened.shelf.read(path)
        except RefusedFile as error:
            yield _Fetched(file, settled=Finding(error.kind, value=error.value, origin=Origin(file)))
            continue
        except OSError as error:
            reason = error.strerror or type(error).__name__
            yield _Fetched(file, settled=Finding("damaged_workbook", value=reason, origin=Origin(file)))
            continue
        digest = digest_of(data)
        record = known.get(digest)
        if record and record["section"] not in waiting and record["owned"] == owned_keys(desk.parts, record["section"]):
            yield _Fetched(file, data, _recall(record, file, digest))
        else:
            base = {} if name_of(path) in waiting else _find_base(desk, name_of(path))
            yield _Fetched(file, data, base=base)


def _find_base(desk: Desk, section: str) -> Known:
    """What the journal holds for the latest form of a section; another form brings its own base, and is read whole."""
    issue = desk.issues.get(section, 0)
    lines = desk.opened.journal.base_lines(section, issue) if issue else ()
    return {(section, issue): lines} if lines else NOTHING


def _read(pool: ReadingPool, fetched: _Fetched) -> tuple[bytes, _Read | Finding]:
    """A file's bytes with its form, or with the finding that refuses it; runs in a thread."""
    if fetched.settled is not None:
        return fetched.data, fetched.settled
    try:
        return fetched.data, pool.ask(read_packed, fetched.data, fetched.file, fetched.base)
    except RefusedFile as error:
        return b"", Finding(error.kind, value=error.value, origin=Origin(fetched.file))


def _recall(record: Mapping[str, Any], file: str, digest: str) -> _Read:
    """A settled file as ``remember_form`` kept it."""
    head = SectionForm(
        file, digest, record["office"], record["year"], record["section"], record["issue"], record["cover"], {}, {}
    )
    found = [
        Finding(kind, number, section, value, tuple(map(tuple, told)), Origin(file, sheet, row, column))
        for kind, number, section, value, told, sheet, row, column in record["findings"]
    ]
    return head, found, None


def _receive(desk: Desk, head: SectionForm, found: Sequence[Finding], data: bytes, packed: bytes | None) -> FormFile:
    """A form of ours goes into the spool and, unless it is there already, into the archive when the run is settled."""
    opened = desk.opened
    slot = opened.spool.keep(data)
    opened.digests[head.file] = head.digest
    opened.received.append((slot, Path(head.file).suffix.lower()))
    return FormFile(head, tuple(found), slot, None if packed is None else opened.spool.keep(packed))


def _stale(desk: Desk, head: SectionForm) -> list[Finding]:
    """That a file is of an earlier issue, where it is."""
    latest = desk.issues.get(head.section, 0)
    if head.issue >= latest:
        return []
    told = details(issue=latest)
    return [Finding("stale_file", "", head.section, str(head.issue), told, Origin(head.file))]


def _foreign(form: SectionForm, desk: Desk, sections: set[str]) -> Finding | None:
    """Why a form is not this office's, this year's, or one this master has issued."""
    settings, origin = desk.ledger.settings, Origin(form.file)
    if form.office != settings.office:
        return Finding("wrong_office", "", form.section, form.office, origin=origin)
    if form.year != settings.year:
        return Finding("wrong_year", "", form.section, str(form.year), details(year=settings.year), origin)
    if form.section not in sections:
        return Finding("unknown_section", "", "", form.section, origin=origin)
    if desk.issues and form.issue > desk.issues.get(form.section, 0):
        return Finding("unissued_file", "", form.section, str(form.issue), origin=origin)
    return None


def _join(desk: Desk, files: list[FormFile]) -> tuple[FormFile | None, list[Finding]]:
    """The files of one section and issue as one form, and a finding for each file too many or refused now."""
    if len(files) == 1:
        return files[0], []
    read = [desk.read_whole(file) for file in files]
    findings = [one for one in read if isinstance(one, Finding)]
    whole = [one for one in read if isinstance(one, FormFile)]
    if not whole:
        return None, findings
    form, found = join_copies([desk.load(file) for file in whole])
    kept = next(file for file in whole if file.head.file == form.file)
    copies = tuple(file for file in whole if file is not kept)
    return replace(kept, copies=copies), [*findings, *found]


def read_sheets(desk: Desk) -> Handed:
    """The sections' sheets of the master in place of files; files that lie about all the same are told, not merged."""
    forms, findings = read_pages(desk.opened, desk.ledger)
    folder = desk.opened.workspace.forms
    findings += [
        Finding("file_in_sheet_mode", origin=Origin(desk.opened.workspace.shown(path)))
        for path in find_workbooks(folder)
    ]
    return Handed(tuple(FormFile(form) for form in forms), tuple(findings), frozenset())
