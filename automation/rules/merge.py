"""The three-way merge (汇总) of what a section edited, field by field, for every keyed table alike.

base = what the section's file held when last issued or merged; theirs = the file now; ours = the master now. One side
changed: take it. Both the same: nothing. Both differently: a conflict, the master stands. Never applied by themselves,
always reported: blanks over a value, missing, unnumbered, repeated or foreign rows, columns the section does not own.
A base moves only to what was really settled, so that nothing is lost when a value is refused today.

Several copies of one file (副本) are one "theirs": a field counts as edited when a copy changed it and no copy says
otherwise. A copy that still says what was issued has not been edited there and vetoes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from automation import cells
from automation.cells import Parsed, Value
from automation.model.finding import Finding, details
from automation.model.origin import Origin
from automation.model.rows import Change, Key, RawRow, Texts
from automation.sheets import Column, Sheet
from automation.terms import sheets as names

TELLING = ("requirement", "name")  # what a row shows of the task or indicator it is about
TELLING_EVENT = ["order", "time_limit"]  # the same of a row for an event

Values = Mapping[str, Value]
Admit = Callable[[Key, Values, Values, Collection[str]], list[tuple[str, str]]]
"""(key, row before, row as it would become, fields of it something has been told of) → (field, finding kind) of every
value that may not be taken; the kind is empty where what was told is the reason."""


@dataclass(frozen=True, slots=True)
class Clash:
    """One field both sides changed differently (冲突)."""

    key: Key
    field: str
    base: str
    ours: str
    theirs: str
    row: RawRow


@dataclass(slots=True)
class Merged:
    """What merging one table gave: values taken, the new bases, changes, clashes, findings, rows without a key."""

    taken: dict[Key, dict[str, Value]] = field(default_factory=dict)
    bases: dict[Key, dict[str, str]] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    strays: list[RawRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Side:
    """What a merge needs to know of the section: its name, the plan year, why changes happen (依据).

    ``file`` is the copy that stands for all: what several copies say is told of it.
    """

    section: str
    year: int
    rule: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class Copy:
    """One table of one file: its rows, where it stands, and what it held when issued."""

    rows: Sequence[RawRow]
    origin: Origin
    issued: Mapping[Key, Texts]


@dataclass(frozen=True, slots=True)
class Said:
    """What one copy says in one cell; ``copies`` names the others that say the same."""

    row: RawRow
    raw: object
    parsed: Parsed
    copies: str = ""

    @property
    def text(self) -> str:
        """As typed where it could not be read."""
        return cells.show(self.raw if self.parsed.problem else self.parsed.value)

    def told(self, **values: object) -> tuple[tuple[str, str], ...]:
        """The further values of a finding about this cell."""
        return details(**values, **({"copies": self.copies} if self.copies else {}))

    def agrees(self, other: Said) -> bool:
        """Whether two copies say the same."""
        if self.parsed.problem or other.parsed.problem:
            return cells.fold(cells.show(self.raw)) == cells.fold(cells.show(other.raw))
        return cells.same(self.parsed.value, other.parsed.value)


Lines = Sequence[tuple[RawRow, Texts]]
"""The row of one key in every copy that has it, with what that copy held when issued."""


def merge_rows(
    sheet: Sheet,
    copies: Sequence[Copy],
    base: Mapping[Key, Texts],
    ours: Mapping[Key, Values],
    side: Side,
    admit: Admit,
) -> Merged:
    """Merge one table of a section's workbook; ``ours`` holds the rows this section owns, by the same key."""
    merged = Merged(bases={key: dict(fields) for key, fields in base.items()})
    lines: dict[Key, list[tuple[RawRow, Texts]]] = {}
    for copy in copies:
        for key, row in _key_rows(sheet, copy, base, ours, side, merged):
            lines.setdefault(key, []).append((row, copy.issued.get(key, {})))
    for key, found in lines.items():
        _merge_row(sheet, key, found, ours[key], side, admit, merged)
    return merged


def _rest(key: Key) -> str:
    return " ".join(key[1:])


def _key_rows(
    sheet: Sheet, copy: Copy, base: Mapping[Key, Texts], ours: Mapping[Key, Values], side: Side, merged: Merged
) -> Iterator[tuple[Key, RawRow]]:
    """The rows that can be merged, with their keys; every other row that says something is reported."""
    keyed: dict[Key, list[RawRow]] = {}
    telling = [name for name in TELLING if name in sheet.fields] or TELLING_EVENT
    for row in copy.rows:
        keyed.setdefault(tuple(cells.show(row.cells.get(name)) for name in sheet.key), []).append(row)
    for key in base:
        if key in ours and key not in keyed:
            told = details(row=" ".join(key))
            merged.findings.append(Finding("missing_row", key[0], side.section, _rest(key), told, copy.origin))
    for key, rows in keyed.items():
        if not key[0]:
            merged.strays += [row for row in rows if say_row(sheet, row)]
        elif key not in ours:
            shown = " ".join(key).strip()
            merged.findings += [
                Finding("unknown_number", "", side.section, shown, details(said=say_row(sheet, row)), row.origin)
                for row in rows
            ]
        elif len(rows) > 1:
            told = details(count=len(rows), rows=names.LIST_SEPARATOR.join(str(row.origin.row) for row in rows))
            merged.findings.append(
                Finding("duplicate_number", key[0], side.section, _rest(key), told, origin=rows[0].origin)
            )
        elif other := _find_told_number(telling, key, rows[0], base):
            told = details(said=say_row(sheet, rows[0]))
            merged.findings.append(Finding("number_displaced", key[0], side.section, other, told, rows[0].origin))
        else:
            yield key, rows[0]


def _find_told_number(telling: Sequence[str], key: Key, row: RawRow, base: Mapping[Key, Texts]) -> str:
    """The number under which what a row says it is about was issued, when that is not its own.

    Whoever sorts the columns that can be seen leaves the hidden 编号 where it was: each row bears another's number.
    """
    was = base.get(key, {})
    if all(row.cells.get(name) == was.get(name) or name not in row.cells for name in telling):
        return ""
    said = [cells.fold(cells.show(row.cells.get(name))) for name in telling]
    if not all(said) or said == [cells.fold(was.get(name, "")) for name in telling]:
        return ""
    alike = (other for other, texts in base.items() if said == [cells.fold(texts.get(name, "")) for name in telling])
    return next((other[0] for other in alike if other[0] != key[0]), "")


def say_row(sheet: Sheet, row: RawRow) -> str:
    """What stands in a row besides its key, with the headers; of two columns with one header the first counts."""
    said = [
        names.JOIN_PROGRESS.format(section=column.header, progress=text)
        for column in sheet.columns
        if column.field not in sheet.key and (text := cells.show(row.cells.get(column.field)))
    ]
    return names.JOIN_SEPARATOR.join(said)


def _merge_row(sheet: Sheet, key: Key, lines: Lines, ours: Values, side: Side, admit: Admit, merged: Merged) -> None:
    base = merged.bases.setdefault(key, {})
    touched = _find_touched(lines, base)
    if not touched:
        return
    wanted: dict[str, Said] = {}
    told: set[str] = set()
    for column in sheet.columns:
        if column.field not in touched or column.field in sheet.key:
            continue
        if not column.section:
            for row, _ in lines:
                _check_locked(column, key, row, base, ours, side, merged)
            continue
        before = len(merged.findings) + len(merged.clashes)
        said = _agreed(column, key, lines, base, side, merged)
        if said is not None and _is_wanted(column, key, said, base, ours, side, merged):
            wanted[column.field] = said
        elif len(merged.findings) + len(merged.clashes) > before:
            told.add(column.field)
    values = {name: said.parsed.value for name, said in wanted.items()}
    refused: dict[str, str] = {}
    for name, kind in admit(key, ours, {**ours, **values}, told):
        refused[name] = refused.get(name) or kind
    for name, kind in refused.items():
        if name in wanted:
            said = wanted.pop(name)
            place = said.row.origin.at(column=sheet.column(name).header)
            if kind:
                merged.findings.append(Finding(kind, key[0], side.section, said.text, said.told(), place))
    for name, said in wanted.items():
        header = sheet.column(name).header
        base[name] = said.text
        merged.taken.setdefault(key, {})[name] = said.parsed.value
        was, place = cells.show(ours[name]), said.row.origin.at(column=header)
        merged.changes.append(
            Change(sheet.name, key, key[0], side.section, _rest(key), header, was, said.text, side.rule, place)
        )


def _find_touched(lines: Lines, base: Mapping[str, str]) -> set[str]:
    """The fields in which some copy's cell does not read exactly as its base; most rows have none."""
    return {
        name
        for row, _ in lines
        for name, raw in row.cells.items()
        if raw != (was := base.get(name, "")) and cells.show(raw) != was
    }


def _agreed(column: Column, key: Key, lines: Lines, base: Mapping[str, str], side: Side, merged: Merged) -> Said | None:
    """What the copies that edited a cell say in it; None when none did, or when they do not agree (which is told)."""
    was = base.get(column.field, "")
    edited: list[tuple[Said, Texts]] = []
    asked = 0
    for row, issued in lines:
        if column.field not in row.cells:
            continue
        asked += 1
        raw = row.cells[column.field]
        parsed = column.kind.parse(raw, side.year)
        if parsed.problem or not cells.same(parsed.value, column.kind.parse(was, side.year).value):
            edited.append((Said(row, raw, parsed), issued))
    if asked > 1 and edited:
        fresh = [
            (said, issued)
            for said, issued in edited
            if said.parsed.problem
            or not cells.same(said.parsed.value, column.kind.parse(issued.get(column.field, ""), side.year).value)
        ]
        edited = fresh if fresh or len(edited) < asked else edited
    if not edited:
        return None
    first = min((said for said, _ in edited), key=lambda said: (said.text, said.row.origin.file))
    if all(said.agrees(first) for said, _ in edited):
        rows = {said.row.origin.file: said.row for said, _ in edited}
        here = rows.pop(side.file if side.file in rows else first.row.origin.file)
        same = names.LIST_SEPARATOR.join(file.rpartition("/")[2] for file in sorted(rows))
        return replace(first, row=here, copies=same)
    told = names.JOIN_SEPARATOR.join(
        names.COPY_SAYS.format(file=said.row.origin.file.rpartition("/")[2], value=said.text) for said, _ in edited
    )
    place = first.row.origin.at(column=column.header)
    merged.findings.append(Finding("copies_differ", key[0], side.section, told, origin=place))
    return None


def _is_wanted(
    column: Column, key: Key, said: Said, base: dict[str, str], ours: Values, side: Side, merged: Merged
) -> bool:
    """Whether a section's edit is to be taken; if not, the master stands, and why is told where it must be."""
    origin = said.row.origin.at(column=column.header)
    if said.parsed.problem:
        told = said.told(year=side.year)
        merged.findings.append(Finding(said.parsed.problem, key[0], side.section, said.text, told, origin=origin))
        return False
    theirs, mine = said.parsed.value, ours[column.field]
    before = column.kind.parse(base.get(column.field, ""), side.year).value
    if cells.same(theirs, mine):
        base[column.field] = cells.show(theirs)
        return False
    if cells.is_blank(theirs):
        was = said.told(before=cells.show(before))
        merged.findings.append(Finding("blank_over_value", key[0], side.section, "", was, origin=origin))
        return False
    if not cells.same(mine, before):
        clash = Clash(key, column.field, cells.show(before), cells.show(mine), cells.show(theirs), said.row)
        merged.clashes.append(clash)
        return False
    return True


LOCKED_APART = {"support_progress": "support_typed"}
"""Columns nobody fills in, neither section nor office: what belongs there is typed elsewhere."""


def _check_locked(
    column: Column, key: Key, row: RawRow, base: Mapping[str, str], ours: Values, side: Side, merged: Merged
) -> None:
    """Report a cell the section does not own when it holds neither what was issued nor what the master now says."""
    if column.field not in base or column.field not in row.cells:
        return
    issued = base[column.field]
    said = cells.show(row.cells[column.field])
    if said == issued:
        return
    now = column.kind.parse(row.cells[column.field], side.year)
    known = [column.kind.parse(issued, side.year).value]
    known += [ours[column.field]] if column.field in ours else []
    if now.problem or not any(cells.same(now.value, value) for value in known):
        was = details(before=issued)
        place = row.origin.at(column=column.header)
        kind = LOCKED_APART.get(column.field, "locked_changed")
        merged.findings.append(Finding(kind, key[0], side.section, said, was, origin=place))
