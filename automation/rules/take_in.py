"""Takes one section's workbook into the ledger (汇总一个科室): all its tables, its hand-in, its conflicts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from automation import cells, sheets
from automation.model.finding import Finding
from automation.model.ledger import Conflict, Handin, Ledger
from automation.model.origin import Origin
from automation.model.rows import Change, Key, SectionForm, Texts
from automation.rules.assign import read_deadline
from automation.rules.merge import Admit, Clash, Copy, Side, Values, merge_rows
from automation.rules.readings import is_below_zero
from automation.rules.suggestions import suggest_rows
from automation.rules.supervision import report_period
from automation.rules.tables import put_values, section_rows, stamp_values
from automation.sheets import Sheet
from automation.terms import sheets as names
from automation.terms import states

Bases = Mapping[str, Mapping[Key, Texts]]


@dataclass(frozen=True, slots=True)
class Taken:
    """What taking in one file gave; ``bases`` maps form sheet → key → field → text as it now stands."""

    ledger: Ledger
    bases: Bases
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]


def take_form(ledger: Ledger, form: SectionForm, bases: Bases, as_of: date, waiting: Sequence[Conflict] = ()) -> Taken:
    """Merge one section's workbook and its copies; their conflicts, new rows and hand-in go into the ledger too.

    ``waiting`` are conflicts of earlier runs that are looked at anew: one that is found again keeps its day and what
    the office typed beside it.
    """
    changes: list[Change] = []
    findings: list[Finding] = []
    clashes: list[tuple[Sheet, Clash]] = []
    after: dict[str, Mapping[Key, Texts]] = {}
    for sheet in sheets.FORMS:
        base = bases.get(sheet.name, {})
        after[sheet.name] = base
        copies = [
            Copy(file.tables[sheet.name], Origin(file.file, file.tab or sheet.name), file.base.get(sheet.name, {}))
            for file in form.files
            if sheet.name in file.tables
        ]
        if not copies:
            continue
        side = Side(form.section, ledger.settings.year, names.RULE_SECTION, form.file)
        ours = section_rows(ledger, sheet, form.section)
        merged = merge_rows(sheet, copies, base, ours, side, _admit(as_of))
        stamped = {key: stamp_values(sheet, values, as_of) for key, values in merged.taken.items()}
        ledger = put_values(ledger, sheet, form.section, stamped)
        ledger, found = suggest_rows(ledger, sheet, form.section, merged.strays)
        after[sheet.name] = merged.bases
        changes += merged.changes
        findings += [*merged.findings, *found]
        clashes += [(sheet, clash) for clash in merged.clashes]
    findings += _late_extensions(ledger, changes, as_of)
    conflicts, found = _conflicts(ledger, form, clashes, as_of, waiting)
    handin, cover_findings = find_handin(ledger, form, as_of, changed=bool(changes))
    ledger = replace(ledger, conflicts=conflicts, handins=_with(ledger.handins, handin))
    findings += [*found, *cover_findings]
    return Taken(ledger, after, tuple(changes), tuple(findings))


HARMLESS = frozenset(
    {
        "extension_too_late",
        "lookalike",
        "lookalike_same",
        "period_not_named",
        "stale_file",
        "hidden_rows",
        "hidden_columns",
        "hidden_sheet",
        "quoted_files",
        "macro_workbook",
        "row_dismissed",
        "sheet_copy",
    }
)


CARRIED = frozenset({"row_adopted"})
"""Harmless once a newer form is out: in it the row stands as the task it became."""

STANDING = frozenset({"row_dismissed", "row_adopted"})
"""Of these what stays true of a file as long as it stays as it is, and is found only when its rows are merged."""


def is_settled(findings: Iterable[Finding]) -> bool:
    """Whether nothing in a file is still waiting to be merged, given all that was found in it."""
    kinds = {finding.kind for finding in findings}
    return kinds <= (HARMLESS | CARRIED if "stale_file" in kinds else HARMLESS)


COUNTS = ("quantity", "value", "count", "amount")
NEEDED = {
    states.DONE: (("finished_on", "done_without_date"), ("evidence", "done_without_evidence")),
    states.NOT_APPLICABLE: (("progress", "not_applicable_without_reason"),),
}
"""What a state needs beside it, and what is told without it."""


def _admit(as_of: date) -> Admit:
    """The rules a value must pass before it counts: who may set a state, and what 已完成 needs."""

    def admit(key: Key, before: Values, after: Values, told: Collection[str]) -> list[tuple[str, str]]:
        del key
        refused = [
            (name, "future_finish")
            for name in ("finished_on", "actually_on")
            if isinstance(day := after.get(name), date) and day > as_of and day != before[name]
        ]
        refused += [
            (name, "below_zero") for name in COUNTS if is_below_zero(after.get(name)) and after[name] != before[name]
        ]
        status = after.get("status")
        if status == before.get("status"):
            return refused
        late = {name for name, _ in refused}
        if before.get("status") in states.SETTLED_STATES:
            return [*refused, ("status", "office_settled")]
        if status in states.OFFICE_STATES:
            refused.append(("status", "office_only_state"))
        for name, kind in NEEDED.get(str(status), ()):
            if cells.is_blank(after[name]) or name in late:
                refused.append(("status", "" if name in {*told, *late} else kind))
        return refused

    return admit


def _late_extensions(ledger: Ledger, changes: list[Change], as_of: date) -> list[Finding]:
    """Extensions asked for after the day they would move (申请延期晚于截止日期)."""
    asked = [change for change in changes if change.field == names.EXTENSION_TO]
    tasks = {task.number: task for task in ledger.tasks} if asked else {}
    found = []
    for change in asked:
        if change.number not in tasks:
            continue
        due = read_deadline(tasks[change.number], ledger).due
        if due and as_of > due:
            late = due.isoformat()
            found.append(Finding("extension_too_late", change.number, change.section, late, origin=change.origin))
    return found


def conflict_key(sheet: str, key: Key, section: str, field: str) -> str:
    """The name a conflict keeps from run to run (冲突号)."""
    return "/".join((sheet, *key, section, field))


def _conflicts(
    ledger: Ledger,
    form: SectionForm,
    clashes: list[tuple[Sheet, Clash]],
    as_of: date,
    waiting: Sequence[Conflict],
) -> tuple[tuple[Conflict, ...], list[Finding]]:
    """The ledger's conflicts with this file's as they stand now; what the office typed beside one is kept."""
    standing = {conflict.key: conflict for conflict in ledger.conflicts}
    known = {conflict.key: conflict for conflict in waiting} | standing
    findings: list[Finding] = []
    for sheet, clash in clashes:
        header = sheet.column(clash.field).header
        origin = clash.row.origin.at(column=header)
        key = conflict_key(sheet.name, clash.key, form.section, header)
        before = known.get(key)
        standing[key] = Conflict(
            key,
            sheet.name,
            clash.key[0],
            form.section,
            header,
            clash.key,
            clash.base,
            clash.ours,
            clash.theirs,
            f"{origin.file} {origin.sheet} {origin.row}" if form.tab else f"{origin.file} {origin.row}",
            before.found_on if before else as_of,
            before.choice if before else "",
            before.hand_value if before else "",
            form.issue,
        )
        told = (("before", clash.base), ("master", clash.ours))
        findings.append(Finding("conflict", clash.key[0], form.section, clash.theirs, told, origin))
    return tuple(standing.values()), findings


def find_handin(
    ledger: Ledger, form: SectionForm, as_of: date, *, changed: bool
) -> tuple[Handin | None, list[Finding]]:
    """Whether this file or a copy counts as a hand-in for the current reporting period, and bad cells of 填报说明.

    It does when it brought a change, or when 填报说明 names a day of hand-in in the period, or the period with either.
    What says 本期无变化 for a period it was never counted for is told: the clerk may have left the 报送期 as issued.
    """
    year = ledger.settings.year
    findings: list[Finding] = []
    period = report_period(ledger.settings, as_of)
    handed = changed
    for file in form.files:
        values: dict[str, cells.Value] = {}
        for label, kind in ((names.COVER_HANDED_ON, cells.DATE), (names.COVER_NO_CHANGE, cells.YES_NO)):
            raw = file.cover.get(label)
            parsed = kind.parse(raw, year)
            values[label] = parsed.value
            if parsed.problem:
                told = (("year", str(year)),)
                place = Origin(file.file, names.COVER, 0, label)
                findings.append(Finding(parsed.problem, "", form.section, cells.show(raw), told, place))
        label, day = cells.show(file.cover.get(names.COVER_PERIOD)), values[names.COVER_HANDED_ON]
        named = cells.fold(label) == cells.fold(period.label)
        dated = isinstance(day, date) and report_period(ledger.settings, day) == period
        unchanged = values[names.COVER_NO_CHANGE] == states.YES
        handed |= dated or (named and (unchanged or day is not None))
        if unchanged and not handed and day is None and not _is_counted(ledger, form.section, label):
            place = Origin(file.file, names.COVER, 0, names.COVER_PERIOD)
            told = (("period", period.label),)
            findings.append(Finding("period_not_named", "", form.section, label, told, place))
    return (Handin(form.section, period.label, as_of) if handed else None), findings


def _is_counted(ledger: Ledger, section: str, label: str) -> bool:
    """Whether a section has handed in for the period a cover names."""
    return any((one.section, cells.fold(one.period)) == (section, cells.fold(label)) for one in ledger.handins)


def _with(handins: tuple[Handin, ...], handin: Handin | None) -> tuple[Handin, ...]:
    if handin is None or any((h.section, h.period) == (handin.section, handin.period) for h in handins):
        return handins
    return (*handins, handin)
