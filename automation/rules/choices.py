"""Carries out what the office chose in 冲突 (冲突裁定): the choice becomes the master's value and settles the base."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from automation import cells
from automation.cells import Value
from automation.model.finding import Finding, details
from automation.model.ledger import Conflict, Ledger
from automation.model.origin import Origin
from automation.model.rows import Change, SectionForm
from automation.rules.conflicts import Whose, column_of, has_moved, section_said, sheet_of
from automation.rules.tables import put_values, section_rows, stamp_values
from automation.rules.take_in import Bases
from automation.terms import sheets as names


@dataclass(frozen=True, slots=True)
class Chosen:
    """The ledger after the choices, what changed, and per settled conflict what its section's file said."""

    ledger: Ledger
    changes: tuple[Change, ...]
    settled: tuple[Conflict, ...]
    findings: tuple[Finding, ...]


def apply_choices(
    ledger: Ledger, forms: Sequence[SectionForm], bases: Mapping[Whose, Bases], as_of: date, file: str
) -> Chosen:
    """Apply every choice in 冲突 unless the section has changed its value since the office saw it.

    A conflict keeps standing on a wrong word, a missing 手填值, or a value that moved. One nobody need decide any more,
    because the office has typed the section's value itself, is settled too. ``file`` is the master's name.
    """
    changes: list[Change] = []
    findings: list[Finding] = []
    open_: list[Conflict] = []
    settled: list[Conflict] = []
    for conflict in ledger.conflicts:
        sheet, field = sheet_of(conflict), column_of(conflict).field
        row = section_rows(ledger, sheet, conflict.section).get(conflict.row_key)
        before = row[field] if row else None
        even = row is not None and cells.same(before, section_said(conflict, ledger.settings.year))
        moved = (bool(conflict.choice) or even) and has_moved(conflict, forms, bases, ledger, as_of)
        value, problem = _chosen_value(ledger, conflict, before, gone=row is None, moved=moved)
        if problem:
            origin = Origin(file, names.CONFLICTS, 0, names.CHOICE)
            told = details(year=ledger.settings.year)
            wrong = conflict.hand_value if conflict.choice == names.TAKE_HAND else conflict.choice
            findings.append(Finding(problem, conflict.number, conflict.section, wrong, told, origin))
        if problem or not (conflict.choice or (even and not moved)):
            open_.append(conflict if problem != "conflict_moved" else replace(conflict, choice=""))
            continue
        settled.append(conflict)
        if conflict.choice and not cells.same(before, value):
            taken = {conflict.row_key: stamp_values(sheet, {field: value}, as_of)}
            ledger = put_values(ledger, sheet, conflict.section, taken)
            changes.append(_change(conflict, cells.show(before), cells.show(value), file))
    return Chosen(replace(ledger, conflicts=tuple(open_)), tuple(changes), tuple(settled), tuple(findings))


def _chosen_value(ledger: Ledger, conflict: Conflict, ours: Value, *, gone: bool, moved: bool) -> tuple[Value, str]:
    """(value, finding kind): what the master shall hold, or why the choice cannot be carried out.

    Where the master's row is ``gone`` (an undo took it back), there is nothing left to choose but the master.
    """
    if not conflict.choice:
        return None, ""
    if conflict.choice not in names.CHOICES or (gone and conflict.choice != names.TAKE_MASTER):
        return None, "bad_choice"
    if moved:
        return None, "conflict_moved"
    if conflict.choice == names.TAKE_MASTER:
        return ours, ""
    if conflict.choice == names.TAKE_SECTION:
        return section_said(conflict, ledger.settings.year), ""
    if not conflict.hand_value:
        return None, "hand_value_missing"
    parsed = column_of(conflict).kind.parse(conflict.hand_value, ledger.settings.year)
    return parsed.value, parsed.problem


def _change(conflict: Conflict, before: str, after: str, file: str) -> Change:
    rule = names.RULE_CHOICE.format(choice=conflict.choice)
    period = " ".join(conflict.row_key[1:])
    origin = Origin(file, names.CONFLICTS, 0, names.CHOICE)
    return Change(
        conflict.sheet,
        conflict.row_key,
        conflict.number,
        conflict.section,
        period,
        conflict.field,
        before,
        after,
        rule,
        origin,
    )
