"""Carries out what the office chose in 冲突 (冲突裁定): the choice becomes the master's value and settles the base."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from automation import cells, sheets
from automation.cells import Value
from automation.model.finding import Finding, details
from automation.model.ledger import Conflict, Ledger
from automation.model.origin import Origin
from automation.model.rows import Change, SectionForm
from automation.rules.tables import put_values, section_rows, stamp_values
from automation.sheets import Sheet
from automation.terms import sheets as names


@dataclass(frozen=True, slots=True)
class Chosen:
    """The ledger after the choices, what changed, and per settled conflict what its section's file said."""

    ledger: Ledger
    changes: tuple[Change, ...]
    settled: tuple[Conflict, ...]
    findings: tuple[Finding, ...]


def apply_choices(ledger: Ledger, forms: Sequence[SectionForm], as_of: date, file: str) -> Chosen:
    """Apply every choice in 冲突 unless the section has changed its value since the office saw it.

    A conflict keeps standing on a wrong word, a missing 手填值, or a value that moved; ``file`` is the master's name.
    """
    changes: list[Change] = []
    findings: list[Finding] = []
    open_: list[Conflict] = []
    settled: list[Conflict] = []
    for conflict in ledger.conflicts:
        sheet = next(form for form in sheets.FORMS if form.name == conflict.sheet)
        value, problem = _chosen_value(ledger, conflict, sheet, _form_of(conflict, forms))
        if problem:
            origin = Origin(file, names.CONFLICTS, 0, names.CHOICE)
            told = details(year=ledger.settings.year)
            wrong = conflict.hand_value if conflict.choice == names.TAKE_HAND else conflict.choice
            findings.append(Finding(problem, conflict.number, conflict.section, wrong, told, origin))
        if problem or not conflict.choice:
            open_.append(conflict if problem != "conflict_moved" else replace(conflict, choice=""))
            continue
        field = _field(sheet, conflict)
        before = section_rows(ledger, sheet, conflict.section)[conflict.row_key][field]
        settled.append(conflict)
        if not cells.same(before, value):
            taken = {conflict.row_key: stamp_values(sheet, {field: value}, as_of)}
            ledger = put_values(ledger, sheet, conflict.section, taken)
            changes.append(_change(conflict, sheet, cells.show(before), cells.show(value), file))
    return Chosen(replace(ledger, conflicts=tuple(open_)), tuple(changes), tuple(settled), tuple(findings))


def _form_of(conflict: Conflict, forms: Sequence[SectionForm]) -> SectionForm | None:
    """The file a conflict was found in, or the section's latest one when that file is gone."""
    mine = [form for form in forms if form.section == conflict.section]
    return next((form for form in mine if form.holds(conflict.source)), mine[-1] if mine else None)


def _field(sheet: Sheet, conflict: Conflict) -> str:
    return next(column.field for column in sheet.columns if column.header == conflict.field)


def _chosen_value(ledger: Ledger, conflict: Conflict, sheet: Sheet, form: SectionForm | None) -> tuple[Value, str]:
    """(value, finding kind): what the master shall hold, or why the choice cannot be carried out."""
    rows = section_rows(ledger, sheet, conflict.section)
    column = sheet.column(_field(sheet, conflict))
    if not conflict.choice:
        return None, ""
    if conflict.choice not in names.CHOICES or conflict.row_key not in rows:
        return None, "bad_choice"
    theirs = column.kind.parse(conflict.section_value, ledger.settings.year).value
    if form is not None and _moved(form, sheet, conflict, theirs, ledger.settings.year):
        return None, "conflict_moved"
    if conflict.choice == names.TAKE_MASTER:
        return rows[conflict.row_key][column.field], ""
    if conflict.choice == names.TAKE_SECTION:
        return theirs, ""
    if not conflict.hand_value:
        return None, "hand_value_missing"
    parsed = column.kind.parse(conflict.hand_value, ledger.settings.year)
    return parsed.value, parsed.problem


def _moved(form: SectionForm, sheet: Sheet, conflict: Conflict, theirs: Value, year: int) -> bool:
    """Whether the section's file, or one of its copies, no longer says what the conflict shows.

    Copies that say what the conflict's base was have not been edited and have no word in it.
    """
    column = sheet.column(_field(sheet, conflict))
    before = column.kind.parse(conflict.base, year).value
    found = [
        column.kind.parse(row.cells.get(column.field), year)
        for file in form.files
        for row in file.tables.get(sheet.name, ())
        if tuple(cells.show(row.cells.get(name)) for name in sheet.key) == conflict.row_key
    ]
    saying = [now for now in found if not now.problem and cells.same(now.value, theirs)]
    idle = [now for now in found if not now.problem and cells.same(now.value, before)]
    return bool(found) and (not saying or len(saying) + len(idle) < len(found))


def _change(conflict: Conflict, sheet: Sheet, before: str, after: str, file: str) -> Change:
    rule = names.RULE_CHOICE.format(choice=conflict.choice)
    period = " ".join(conflict.row_key[1:])
    origin = Origin(file, names.CONFLICTS, 0, names.CHOICE)
    return Change(
        sheet.name,
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
