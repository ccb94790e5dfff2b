"""Gives every section its receipt (发回执), after the master has been replaced; none of them can fail the run."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath

from automation.errors import AutomationError
from automation.jobs.open_ledger import Opened
from automation.jobs.outcome import Outcome, Run
from automation.jobs.settle_ledger import Settled
from automation.jobs.withdraw import find_left_standing, withdraw_receipts
from automation.model.finding import Finding, sort_findings
from automation.model.origin import Origin
from automation.model.receipt import Receipt
from automation.outputs.receipt import write_receipt, write_results
from automation.rules.receipts import close_receipts, draw_receipt, without_copy
from automation.sources.section_form import read_form
from automation.store.keep import read_kept
from automation.store.replace import replace_file
from automation.terms import receipts as words

PLAIN = ".xlsx"
MARKED = (PLAIN, ".xlsm")  # the formats whose own copy is marked


def with_receipts(told: Outcome, opened: Opened, settled: Settled, run: Run) -> Outcome:
    """Write the receipts and tell of them. Those of an earlier run of the day that nobody gets any more are removed."""
    withdrawn = withdraw_receipts(opened, find_left_standing(opened))
    folder = opened.workspace.output(run.as_of) / words.FOLDER
    owed = list(_find_owed(opened, settled, run.as_of))
    closed = close_receipts(owed, settled.ledger, settled.judged, settled.findings, run.as_of)
    written: list[Path] = []
    waiting: set[str] = set()  # names whose last receipt stays, because the new one could not take its place
    findings: list[Finding] = [*withdrawn.findings]
    for name, receipt in _name(closed):
        try:
            data, suffix, found = _compose(opened, receipt, run)
            path, beside = _keep(folder / f"{name}{suffix}", data)
        except AutomationError as error:
            findings.append(Finding("receipt_unwritten", "", receipt.section or name, str(error)))
            waiting.add(name)
            continue
        written.append(path)
        findings += found
        if beside:
            waiting.add(name)
            place = Origin(opened.workspace.shown(folder / f"{name}{suffix}"))
            findings.append(Finding("receipt_beside", "", receipt.section, path.name, origin=place))
    _clear(folder, written, waiting)
    return replace(
        told,
        files=(*told.files, *(opened.workspace.shown(path) for path in written)),
        findings=sort_findings([*told.findings, *findings]),
        lines=(*told.lines, *withdrawn.lines, words.WRITTEN.format(count=len(written))),
    )


def _find_owed(opened: Opened, settled: Settled, day: date) -> Iterator[Receipt]:
    """The receipts to give.

    A form that brings nothing new is answered when its section handed in that day or something of it is late.
    """
    owed = {entry.section for entry in settled.judged.overdue}
    owed |= {handin.section for handin in settled.ledger.handins if handin.on == day}
    for receipt in opened.receipts:
        if not receipt.stands:
            yield receipt
        elif receipt.section in owed:
            try:
                data = read_kept(opened.workspace.store, receipt.digest, PurePosixPath(receipt.file).suffix.lower())
                form, found = read_form(data, receipt.file)
            except AutomationError:  # told when its copy cannot be made
                yield receipt
            else:
                yield draw_receipt(form, (), found)


def _name(receipts: Iterable[Receipt]) -> Iterator[tuple[str, Receipt]]:
    """A name for each receipt: its section's; an older issue's with its number; a refused file's by its own."""
    used: set[str] = set()
    for receipt in sorted(receipts, key=lambda one: (not one.digest, one.section, -one.issue, one.file)):
        name = receipt.section or PurePosixPath(receipt.file).stem
        if name.casefold() in used:
            issue = words.OLDER_ISSUE.format(section=name, issue=receipt.issue)
            name = issue if receipt.digest else words.NOT_TAKEN.format(name=PurePosixPath(receipt.file).stem)
        plain, count = name, 1
        while name.casefold() in used:
            count += 1
            name = words.COUNT.format(name=plain, count=count)
        used.add(name.casefold())
        yield name, receipt


def _compose(opened: Opened, receipt: Receipt, run: Run) -> tuple[bytes, str, list[Finding]]:
    """A receipt's bytes and ending, and what to say where the workbook itself could not be marked."""
    if not receipt.digest:
        return write_results(receipt, run.as_of), PLAIN, []
    suffix = PurePosixPath(receipt.file).suffix.lower()
    data = read_kept(opened.workspace.store, receipt.digest, suffix)
    try:
        return write_receipt(data, receipt), suffix, []
    except AutomationError as error:
        reason = str(error) if suffix in MARKED else words.ONLY_VALUES.format(suffix=suffix)
        told = Finding("receipt_without_copy", "", receipt.section, reason, origin=Origin(receipt.file))
        return write_results(without_copy(receipt), run.as_of), PLAIN, [told]


def _keep(path: Path, data: bytes) -> tuple[Path, bool]:
    """Write a receipt, beside its name when somebody has the last one open; tells whether it stands beside."""
    try:
        replace_file(path, data)
    except AutomationError:
        beside = path.with_stem(words.BESIDE.format(name=path.stem))
        replace_file(beside, data)
        return beside, True
    return path, False


def _clear(folder: Path, written: Collection[Path], waiting: Collection[str]) -> None:
    """Remove what an earlier run of the same day left here; a file somebody has open stays."""
    for old in sorted(folder.glob("*.xls[xm]")) if folder.is_dir() else ():
        if old not in written and old.stem not in waiting:
            try:
                old.unlink()
            except OSError:
                continue
