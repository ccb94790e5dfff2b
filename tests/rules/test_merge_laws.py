"""Random weeks of random sections against a simple model: taken or told, and nothing else changed.

Files vanish, come back, go by other names and lie beside those of a later issue, in any order with edits of both sides,
new issues and choices.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from typing import NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from automation import cells, sheets
from automation.model.finding import Finding
from automation.model.ledger import Conflict, Ledger
from automation.model.origin import Origin
from automation.model.rows import Change, RawRow, SectionForm
from automation.rules.choices import apply_choices
from automation.rules.conflicts import is_answered, settle_bases, stand
from automation.rules.take_in import Bases, take_form
from tests.rules.merge_model import LOCKED, OPEN, Handed, Model, Place, key_of, vocabulary
from tests.rules.small_office import SECTIONS, issue_form, number, office, with_rows

FIRST = date(2018, 9, 28)
LATE = frozenset({number(3)})  # due on 31 August
LEDGER = office()
ISSUED = {section: issue_form(LEDGER, section) for section in SECTIONS}
SPEC = {sheet.name: sheet for sheet in sheets.FORMS}
HEADER = {name: {column.field: column.header for column in sheet.columns} for name, sheet in SPEC.items()}
FIELD = {name: {column.header: column.field for column in sheet.columns} for name, sheet in SPEC.items()}
SLOTS = [
    (section, sheet, row)
    for section, form in ISSUED.items()
    for sheet in OPEN
    for row in range(len(form.tables.get(sheet, ())))
]

WEEKS_MOST = 5
HOT = [((section, "任务进展", 0), header) for section in SECTIONS for header in ("进展情况", "佐证材料")]
"""Cells both sides like to type into, so that they meet."""


class Week(NamedTuple):
    """What happens in a week, by slots (section, sheet, row of the form)."""

    typed: Mapping[tuple[tuple[str, str, int], str], object]
    office: Mapping[tuple[tuple[str, str, int], str], object]
    structure: Mapping[tuple[str, str, int], str]  # deleted, doubled, tampered, no number, locked
    dropped: str  # a column that is gone
    lying: Mapping[str, tuple[str, ...]]  # section → how the file of each issue lies there: as issued, renamed, away
    pen: Mapping[str, int]  # section → which of its files it types into
    choices: tuple[str, ...]
    reissue: bool
    shuffle: int


def cell_edits(headers: Mapping[str, tuple[str, ...]], size: int) -> st.SearchStrategy:
    slots = st.sampled_from(SLOTS).flatmap(lambda slot: st.tuples(st.just(slot), st.sampled_from(headers[slot[1]])))
    pairs = slots.flatmap(lambda place: st.tuples(st.just(place), st.sampled_from(vocabulary(place[1]))))
    hot = st.dictionaries(st.sampled_from(HOT), st.sampled_from(vocabulary("进展情况")), max_size=4)
    return st.tuples(st.lists(pairs, max_size=size).map(dict), hot).map(lambda both: both[0] | both[1])


STRUCTURE = st.dictionaries(
    st.sampled_from(SLOTS), st.sampled_from(["deleted", "doubled", "tampered", "no number", "locked"]), max_size=4
)
LYING = st.lists(st.sampled_from(["", "", "renamed", "away", "away"]), min_size=WEEKS_MOST, max_size=WEEKS_MOST).map(
    tuple
)
WEEKS = st.lists(
    st.builds(
        Week,
        cell_edits(OPEN, 14),
        cell_edits(dict.fromkeys(OPEN, ("进展情况", "佐证材料")), 5),
        STRUCTURE,
        st.sampled_from(["", "", "", "进展情况", "完成日期", "序号"]),
        st.fixed_dictionaries(dict.fromkeys(SECTIONS, LYING)),
        st.fixed_dictionaries(dict.fromkeys(SECTIONS, st.integers(0, WEEKS_MOST))),
        st.lists(st.sampled_from(["", "主表", "科室", "手填"]), min_size=6, max_size=6).map(tuple),
        st.booleans(),
        st.integers(0, 99),
    ),
    min_size=1,
    max_size=WEEKS_MOST,
)


FEUD = st.dictionaries(st.sampled_from(HOT[:2]), st.sampled_from(["甲", "乙", ""]), max_size=2)
FEUDS = st.lists(
    st.builds(
        Week,
        FEUD,
        FEUD,
        st.just({}),
        st.just(""),
        st.fixed_dictionaries({HOT[0][0][0]: LYING}),
        st.fixed_dictionaries({HOT[0][0][0]: st.integers(0, WEEKS_MOST)}),
        st.lists(st.sampled_from(["", "", "主表", "科室", "手填"]), min_size=2, max_size=2).map(tuple),
        st.booleans(),
        st.integers(0, 99),
    ),
    min_size=3,
    max_size=WEEKS_MOST,
)
"""One section and the office at odds over two cells, in all the section's files."""


def by_header(sheet: str, row: RawRow) -> dict[str, object]:
    return {HEADER[sheet][name]: value for name, value in row.cells.items()}


@dataclass
class Book:
    """A form a section was given, and what it has typed into it."""

    form: SectionForm
    typed: dict[tuple[tuple[str, str, int], str], object] = field(default_factory=dict)


def lay_out(week: Week, book: Book, sheet: str) -> list[dict[str, object]]:
    """The rows of one table as they stand in the file this week."""
    rows = []
    for place, issued in enumerate(book.form.tables[sheet]):
        slot = (book.form.section, sheet, place)
        row = by_header(sheet, issued) | {header: raw for (where, header), raw in book.typed.items() if where == slot}
        fault = week.structure.get(slot, "")
        if fault == "tampered":
            row["编号"] = "RW2018-9999"
        elif fault == "no number":
            row["编号"] = ""
        elif fault == "locked":
            row[random.Random(week.shuffle).choice(LOCKED[sheet])] = "科室改的"  # noqa: S311 - no secret
        if week.dropped:
            row.pop(week.dropped, None)
        rows += [row] * {"deleted": 0, "doubled": 2}.get(fault, 1)
    random.Random(week.shuffle).shuffle(rows)  # noqa: S311 - no secret
    return rows


def hand_in(week: Week, book: Book, name: str) -> tuple[SectionForm, Handed]:
    """A form as the program reads it and as the model does."""
    tables = {sheet: lay_out(week, book, sheet) for sheet in OPEN if sheet in book.form.tables}
    form = replace(book.form, file=name)
    for sheet, rows in tables.items():
        raw = [
            RawRow({FIELD[sheet][header]: value for header, value in row.items()}, Origin(name, sheet, line))
            for line, row in enumerate(rows, 2)
        ]
        form = with_rows(form, raw, sheet)
    return form, Handed(form.section, form.issue, (name,), tables)


def as_table(ledger: Ledger) -> dict[tuple, str]:
    """Everything the ledger says of duties, periods and events."""
    return {
        (type(record).__name__, record.section, tuple(getattr(record, name) for name in named), part.name): cells.show(
            getattr(record, part.name)
        )
        for listed, named in (
            (ledger.duties, ("number",)),
            (ledger.periods, ("number", "period")),
            (ledger.events, ("key",)),
        )
        for record in listed
        for part in fields(record)
    }


RECORD = {"任务进展": "Duty", "分期填报": "Period"}


def expected(model: Model, start: dict[tuple, str], days: Mapping[tuple, date]) -> dict[tuple, str]:
    """The table the model wants: the first one with what was taken or typed by the office."""
    table = dict(start)
    for (section, sheet, key, header), value in model.ours.items():
        table[RECORD[sheet], section, key, FIELD[sheet][header]] = cells.show(value)
    for (section, key), day in days.items():
        table["Duty", section, key, "updated_on"] = cells.show(day)
    return table


def told(findings) -> Counter:
    return Counter((f.kind, f.number, f.section, f.origin.column) for f in findings)


class Merged(NamedTuple):
    """What a run of the job gives, without its files."""

    ledger: Ledger
    bases: dict[tuple[str, int], Bases]
    findings: list[Finding]
    changes: list[Change]


def merge_all(ledger: Ledger, forms: list[SectionForm], bases: dict[tuple[str, int], Bases], day: date) -> Merged:
    """All files as the job takes them: choices first, then every form; conflicts nobody answers stand."""
    bases = {whose: {s: {k: dict(f) for k, f in rows.items()} for s, rows in t.items()} for whose, t in bases.items()}
    chosen = apply_choices(ledger, forms, bases, day, "总台账.xlsx")
    settle_bases(bases, chosen.settled, forms, 2018)
    ledger, waiting, answered = replace(chosen.ledger, conflicts=()), chosen.ledger.conflicts, set()
    findings, changes = list(chosen.findings), list(chosen.changes)
    for form in sorted(forms, key=lambda one: one.issue):
        whose = form.section, form.issue
        taken = take_form(ledger, form, bases[whose], day, waiting)
        answered |= {
            one.key
            for one in waiting
            if one.section == form.section and is_answered(one, form, bases[whose], taken.bases, 2018)
        }
        ledger, bases = taken.ledger, {**bases, whose: taken.bases}
        findings += taken.findings
        changes += taken.changes
    return Merged(stand(ledger, [one for one in waiting if one.key not in answered]), bases, findings, changes)


def office_types(ledger: Ledger, sheet: str, key: tuple[str, ...], section: str, name: str, value: object) -> Ledger:
    listed = "duties" if sheet == "任务进展" else "periods"
    named = ("number",) if sheet == "任务进展" else ("number", "period")
    return replace(
        ledger,
        **{
            listed: tuple(
                replace(one, **{name: value})
                if one.section == section and tuple(getattr(one, part) for part in named) == key
                else one
                for one in getattr(ledger, listed)
            )
        },
    )


@settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(WEEKS)
def test_every_edit_is_taken_or_told_and_nothing_else_changes(weeks):
    check_weeks(weeks)


@settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(FEUDS)
def test_a_conflict_stands_until_it_is_answered(weeks):
    check_feud(weeks)


def check_feud(weeks: list[Week]) -> None:
    check_weeks(weeks, (HOT[0][0][0],))


def check_weeks(weeks: list[Week], sections: Sequence[str] = SECTIONS) -> None:
    model, ledger, start = Model(), LEDGER, as_table(LEDGER)
    books: dict[tuple[str, int], Book] = {}
    bases: dict[tuple[str, int], Bases] = {}
    updated: dict[tuple, date] = {}
    for count, week in enumerate(weeks):
        day = FIRST + timedelta(days=7 * count)
        if week.reissue or not books:
            issue_books(ledger, model, books, bases, sections)
        ledger = office_week(week, model, ledger, books)
        ledger, choices = choose(week, model, ledger)
        forms, handed = [], []
        for (section, issue), book in books.items():
            mine = max(number for whose, number in books if whose == section)
            if week.pen[section] % mine + 1 == issue:
                book.typed |= {place: raw for place, raw in week.typed.items() if place[0][0] == section}
            lying = week.lying[section][issue - 1]
            if lying != "away":
                form, said = hand_in(week, book, f"{section}{'（最终稿）' * (lying == 'renamed')}-{issue}.xlsx")
                forms.append(form)
                handed.append(said)
        model.start()
        model.decide(choices, handed, day, LATE)
        model.merge(handed, day, LATE)
        updated |= dict.fromkeys(model.touched, day)
        before, old_bases = ledger, dict(bases)
        ledger, bases, findings, changes = merge_all(before, forms, old_bases, day)
        assert told(findings) == +model.findings
        assert as_table(ledger) == expected(model, start, updated)
        assert Counter((c.section, c.sheet, c.key, c.field) for c in changes) == model.changes
        assert stands(ledger) == {
            place: (one.issue, *map(cells.show, (one.base, one.ours, one.theirs)))
            for place, one in model.conflicts.items()
        }
        backwards = merge_all(before, forms[::-1], old_bases, day)
        assert as_table(backwards.ledger) == as_table(ledger)
        assert set(backwards.ledger.conflicts) == set(ledger.conflicts)
        assert (backwards.bases, told(backwards.findings)) == (bases, told(findings))
        if len({form.section for form in forms}) == len(forms):  # two forms of a section may answer each other
            check_again(ledger, forms, bases, findings, day)


def check_again(ledger: Ledger, forms: list[SectionForm], bases: dict, findings: list[Finding], day: date) -> None:
    """A second merge takes nothing and tells the same."""
    again = merge_all(ledger, forms, bases, day)
    assert (as_table(again.ledger), again.ledger.conflicts, again.bases, again.changes) == (
        as_table(ledger),
        ledger.conflicts,
        bases,
        [],
    )
    once = ("extension_too_late", "conflict_moved")
    assert told(again.findings) == told(f for f in findings if f.kind not in once)


def issue_books(
    ledger: Ledger, model: Model, books: dict[tuple[str, int], Book], bases: dict, sections: Sequence[str]
) -> None:
    """Every section is given a form of the next issue."""
    issue = len(books) // len(sections) + 1
    for section in sections:
        form = issue_form(ledger, section, issue)
        books[section, issue], bases[section, issue] = Book(form), form.base
        for sheet in OPEN:
            if sheet in form.tables:
                model.issue(section, issue, sheet, [by_header(sheet, row) for row in form.tables[sheet]])


def office_week(week: Week, model: Model, ledger: Ledger, books: dict[tuple[str, int], Book]) -> Ledger:
    """The office types into its own table."""
    for (slot, header), raw in week.office.items():
        section, sheet, place = slot
        key = key_of(sheet, by_header(sheet, books[section, 1].form.tables[sheet][place]))
        said = cells.show(raw)
        ledger = office_types(ledger, sheet, key, section, FIELD[sheet][header], said)
        model.ours[section, sheet, key, header] = said
    return ledger


def choose(week: Week, model: Model, ledger: Ledger) -> tuple[Ledger, dict[Place, str]]:
    """The office chooses between the values of some conflicts."""
    choices = {
        place: choice
        for place, choice in zip(sorted(model.conflicts), week.choices, strict=False)
        if choice and not (choice == "手填" and place[3] in ("状态", "完成数", "完成日期", "申请延期至"))
    }
    chosen = tuple(
        replace(one, choice=choices.get(place_of(one), ""), hand_value="手填的话") for one in ledger.conflicts
    )
    return replace(ledger, conflicts=chosen), choices


def place_of(conflict: Conflict) -> Place:
    return conflict.section, conflict.sheet, conflict.row_key, conflict.field


def stands(ledger: Ledger) -> dict[Place, tuple[int, str, str, str]]:
    return {place_of(one): (one.issue, one.base, one.master, one.section_value) for one in ledger.conflicts}
