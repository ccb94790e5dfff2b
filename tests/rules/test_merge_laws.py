"""Random weeks of random sections against a simple model: taken or told, and nothing else changed."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from automation import cells, sheets
from automation.model.ledger import Ledger
from automation.model.rows import RawRow, SectionForm
from automation.rules.take_in import take_form
from tests.rules.merge_model import KEY, LOCKED, OPEN, Model, vocabulary
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

HOT = [((section, "任务进展", 0), header) for section in SECTIONS for header in ("进展情况", "佐证材料")]
"""Cells both sides like to type into, so that they meet."""


class Week(NamedTuple):
    """What happens in a week, by slots (section, sheet, row of the form)."""

    typed: Mapping[tuple[tuple[str, str, int], str], object]
    office: Mapping[tuple[tuple[str, str, int], str], object]
    structure: Mapping[tuple[str, str, int], str]  # deleted, doubled, tampered, no number, locked
    dropped: str  # a column that is gone
    shuffle: int


def cell_edits(headers: Mapping[str, tuple[str, ...]], size: int) -> st.SearchStrategy:
    slots = st.sampled_from(SLOTS).flatmap(lambda slot: st.tuples(st.just(slot), st.sampled_from(headers[slot[1]])))
    pairs = slots.flatmap(lambda place: st.tuples(st.just(place), st.sampled_from(vocabulary(place[1]))))
    hot = st.dictionaries(st.sampled_from(HOT), st.sampled_from(vocabulary("进展情况")), max_size=4)
    return st.tuples(st.lists(pairs, max_size=size).map(dict), hot).map(lambda both: both[0] | both[1])


STRUCTURE = st.dictionaries(
    st.sampled_from(SLOTS), st.sampled_from(["deleted", "doubled", "tampered", "no number", "locked"]), max_size=4
)
WEEKS = st.lists(
    st.builds(
        Week,
        cell_edits(OPEN, 14),
        cell_edits(dict.fromkeys(OPEN, ("进展情况", "佐证材料")), 5),
        STRUCTURE,
        st.sampled_from(["", "", "", "进展情况", "完成日期", "序号"]),
        st.integers(0, 99),
    ),
    min_size=1,
    max_size=3,
)


def by_header(sheet: str, row: RawRow) -> dict[str, object]:
    return {HEADER[sheet][name]: value for name, value in row.cells.items()}


def lay_out(week: Week, typed: Mapping, section: str, sheet: str) -> list[dict[str, object]]:
    """The rows of one table as they stand in the file this week."""
    rows = []
    for place, issued in enumerate(ISSUED[section].tables[sheet]):
        slot = (section, sheet, place)
        row = by_header(sheet, issued) | {header: raw for (where, header), raw in typed.items() if where == slot}
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


def hand_in(tables: Mapping[str, list[dict[str, object]]], section: str) -> SectionForm:
    form = ISSUED[section]
    for sheet, rows in tables.items():
        raw = [RawRow({FIELD[sheet][header]: value for header, value in row.items()}) for row in rows]
        form = with_rows(form, raw, sheet)
    return form


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


def merge_all(ledger: Ledger, forms: list[SectionForm], bases: dict, day: date):
    """All files as the job takes them: standing conflicts are looked at anew."""
    waiting, findings, changes = ledger.conflicts, [], []
    ledger = replace(ledger, conflicts=())
    for form in forms:
        taken = take_form(ledger, form, bases[form.section], day, waiting)
        ledger, bases = taken.ledger, {**bases, form.section: taken.bases}
        findings += taken.findings
        changes += taken.changes
    return ledger, bases, findings, changes


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


def check_weeks(weeks: list[Week]) -> None:
    model, ledger, start = Model(), LEDGER, as_table(LEDGER)
    for section, form in ISSUED.items():
        for sheet in OPEN:
            if sheet in form.tables:
                model.issue(section, sheet, [by_header(sheet, row) for row in form.tables[sheet]])
    bases = {section: form.base for section, form in ISSUED.items()}
    typed: dict = {}
    updated: dict[tuple, date] = {}
    for count, week in enumerate(weeks):
        day = FIRST + timedelta(days=7 * count)
        typed |= week.typed
        for (slot, header), raw in week.office.items():
            section, sheet, place = slot
            key = tuple(str(by_header(sheet, ISSUED[section].tables[sheet][place])[name]) for name in KEY[sheet])
            said = cells.show(raw)
            ledger = office_types(ledger, sheet, key, section, FIELD[sheet][header], said)
            model.ours[section, sheet, key, header] = said
        model.start()
        model.touched.clear()
        forms = []
        for section, form in ISSUED.items():
            tables = {sheet: lay_out(week, typed, section, sheet) for sheet in OPEN if sheet in form.tables}
            for sheet, rows in tables.items():
                model.merge(section, sheet, rows, day, LATE)
            forms.append(hand_in(tables, section))
        updated |= dict.fromkeys(model.touched, day)
        before, old_bases = ledger, bases
        ledger, bases, findings, changes = merge_all(before, forms, old_bases, day)
        assert told(findings) == +model.findings
        assert as_table(ledger) == expected(model, start, updated)
        assert Counter((c.section, c.sheet, c.key, c.field) for c in changes) == model.changes
        assert {
            (c.section, c.sheet, c.row_key, c.field): (c.base, c.master, c.section_value) for c in ledger.conflicts
        } == {place: tuple(map(cells.show, values)) for place, values in model.conflicts.items()}
        backwards = merge_all(before, forms[::-1], old_bases, day)
        assert as_table(backwards[0]) == as_table(ledger)
        assert set(backwards[0].conflicts) == set(ledger.conflicts)
        assert (backwards[1], told(backwards[2])) == (bases, told(findings))
        again = merge_all(ledger, forms, bases, day)
        assert (as_table(again[0]), again[0].conflicts, again[1], again[3]) == (
            as_table(ledger),
            ledger.conflicts,
            bases,
            [],
        )
        assert told(again[2]) == told(f for f in findings if f.kind != "extension_too_late")
