"""What becomes of a conflict (冲突) from the run that finds it until it is decided, so that no section's word is lost.

A conflict belongs to a section's form of one issue (期次), whatever its file is called today. It ends when the office
decides, when that form says otherwise, when a later form of the section says something that counts, or when the two
sides have become equal. While its file is away, or its cell cannot be read there, nobody has taken it back: it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from automation import cells, sheets
from automation.cells import Parsed, Value
from automation.model.ledger import Conflict, Ledger
from automation.model.rows import Key, SectionForm
from automation.rules.tables import section_rows
from automation.rules.take_in import Bases, take_form
from automation.sheets import Column, Sheet

Whose = tuple[str, int]  # section, issue


@dataclass(frozen=True, slots=True)
class Word:
    """What one file says in the cell of a conflict, and whether it only repeats what it held before."""

    parsed: Parsed
    idle: bool
    found_here: bool  # the conflict was found in this very file, not in one of its copies or by another name

    def says(self, value: Value) -> bool:
        """Whether the cell says this."""
        return not self.parsed.problem and cells.same(self.parsed.value, value)


def sheet_of(conflict: Conflict) -> Sheet:
    """The sheet of the form a conflict was found in."""
    return next(form for form in sheets.FORMS if form.name == conflict.sheet)


def column_of(conflict: Conflict) -> Column:
    """The column both sides changed."""
    return next(column for column in sheet_of(conflict).columns if column.header == conflict.field)


def section_said(conflict: Conflict, year: int) -> Value:
    """The section's side of a conflict as a value."""
    return column_of(conflict).kind.parse(conflict.section_value, year).value


def is_source(conflict: Conflict, form: SectionForm) -> bool:
    """Whether a conflict was found in this form; one without 期次, of an older master, goes by the file's name."""
    if conflict.issue:
        return (form.section, form.issue) == (conflict.section, conflict.issue)
    return form.section == conflict.section and any(_found_in(conflict, file) for file in form.files)


def _found_in(conflict: Conflict, file: SectionForm) -> bool:
    return conflict.source.startswith(f"{file.place} ")


def has_moved(
    conflict: Conflict, forms: Iterable[SectionForm], bases: Mapping[Whose, Bases], ledger: Ledger, as_of: date
) -> bool:
    """Whether the section has said something else in that cell than what the office saw when it chose."""
    theirs = section_said(conflict, ledger.settings.year)
    for form in forms:
        if form.section != conflict.section:
            continue
        base = bases[form.section, form.issue]
        said = _counted(conflict, form, base, ledger.settings.year)
        if is_source(conflict, form):
            if any(not word.says(theirs) for word in said):
                return True
        elif said and form.issue > conflict.issue and not any(word.says(theirs) for word in said):
            # a word that is refused there overtakes nothing
            taken = take_form(replace(ledger, conflicts=()), form, base, as_of)
            asked = {one.key for one in taken.ledger.conflicts}
            if conflict.key in asked or is_answered(conflict, form, base, taken.bases, ledger.settings.year):
                return True
    return False


def is_answered(conflict: Conflict, form: SectionForm, before: Bases, after: Bases, year: int) -> bool:
    """Whether a conflict has ended with the merge of a form of its section; ``before`` and ``after`` are its bases.

    A base moves when what the section said there is settled: by the conflict's own form, by a later one, or by any with
    the very value the conflict is about. Else only the conflict's own form can take its word back.
    """
    was, now = _base_text(conflict, before), _base_text(conflict, after)
    theirs = section_said(conflict, year)
    if was != now and (
        form.issue >= conflict.issue or cells.same(column_of(conflict).kind.parse(now, year).value, theirs)
    ):
        return True
    said = _counted(conflict, form, before, year) if is_source(conflict, form) else []
    return bool(said) and not any(word.says(theirs) for word in said)


def stand(ledger: Ledger, waiting: Sequence[Conflict]) -> Ledger:
    """The merged ledger with the conflicts no form has answered; all of them show what the master says now.

    Of two in one cell the one of the later issue is shown: it is the section's newer word.
    """
    found = {conflict.key: conflict for conflict in ledger.conflicts}
    kept = {one.key: one for one in waiting if one.key not in found or found[one.key].issue < one.issue}
    listed = (*kept.values(), *(one for one in ledger.conflicts if one.key not in kept))
    return replace(ledger, conflicts=tuple(replace(one, master=_master_says(ledger, one)) for one in listed))


def _master_says(ledger: Ledger, conflict: Conflict) -> str:
    """The master's side as it stands; as it was last seen where the row itself is gone."""
    row = section_rows(ledger, sheet_of(conflict), conflict.section).get(conflict.row_key)
    return cells.show(row[column_of(conflict).field]) if row else conflict.master


def settle_bases(
    bases: Mapping[Whose, Mapping[str, Mapping[Key, dict[str, str]]]],
    settled: Iterable[Conflict],
    forms: Sequence[SectionForm],
    year: int,
) -> None:
    """Let what was decided be the base of every form that says it: the value there is no longer an edit.

    So it is with the conflict's own form while that is away, so that it asks nothing when it comes back.
    """
    at_hand = {(form.section, form.issue): form for form in forms}
    for conflict in settled:
        theirs, field = section_said(conflict, year), column_of(conflict).field
        known = conflict.issue or any(is_source(conflict, form) for form in forms)
        for (section, issue), tables in bases.items():
            fields = tables.get(conflict.sheet, {}).get(conflict.row_key)
            if section != conflict.section or fields is None:
                continue
            form = at_hand.get((section, issue))
            said = _words(conflict, form, tables, year) if form else []
            if said:
                settles = any(word.says(theirs) for word in said)
            elif known:
                settles = is_source(conflict, form) if form else issue == conflict.issue
            else:  # of an older master: the issue whose base is the conflict's own
                settles = cells.same(fields.get(field, ""), conflict.base)
            if settles:
                fields[field] = conflict.section_value


def _words(conflict: Conflict, form: SectionForm, base: Bases, year: int) -> list[Word]:
    """What the files of a form say in the cell; one without the row or the column, or with two rows, says nothing."""
    sheet, column = sheet_of(conflict), column_of(conflict)
    found: list[tuple[SectionForm, Parsed]] = []
    for file in form.files:
        rows = [
            row
            for row in file.tables.get(sheet.name, ())
            if tuple(cells.show(row.cells.get(name)) for name in sheet.key) == conflict.row_key
        ]
        if len(rows) == 1 and column.field in rows[0].cells:
            found.append((file, column.kind.parse(rows[0].cells[column.field], year)))
    words = []
    for file, parsed in found:
        held = [_base_text(conflict, base)] + [_base_text(conflict, file.base)] * (len(found) > 1)
        idle = any(cells.same(parsed.value, column.kind.parse(text, year).value) for text in held)
        words.append(Word(parsed, idle and not parsed.problem, _found_in(conflict, file)))
    return words


def _counted(conflict: Conflict, form: SectionForm, base: Bases, year: int) -> list[Word]:
    """The words that count: those of edited files, or else of the file the conflict was found in, edited back.

    A copy nobody has typed into has no word in it, even when it is all that is left of its form.
    """
    words = _words(conflict, form, base, year)
    return [word for word in words if not word.idle] or [word for word in words if word.found_here]


def _base_text(conflict: Conflict, bases: Bases) -> str:
    return bases.get(conflict.sheet, {}).get(conflict.row_key, {}).get(column_of(conflict).field, "")
