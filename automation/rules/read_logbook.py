"""Reads the rows of 登记簿: cells become records, and what cannot be counted becomes a finding.

A row is counted in the one way that keeps the tables balanced: without its day of receipt or its kind not at all, and
without both a day and a known result as not closed. Findings name row, column and 登记号 and never quote what stands
in a cell of applications or cases, unless it is a day: a clerk may have typed a name there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from automation import cells, sheets
from automation.model.annual import AnnualForm, Figure, FigureKind, split_key
from automation.model.finding import Finding, details
from automation.model.logbook import Case, Publication, Registers, Request
from automation.model.rows import RawRow
from automation.rules.annual_tables import find_cell, parse_figure
from automation.rules.request_clock import DEDUCTED_MOST
from automation.sheets import Sheet
from automation.terms import logbook as words

Tables = Mapping[str, Sequence[RawRow]]  # sheet name → rows as read
CHOICES_SHOWN = 12
COUNT_MOST = 1_000_000
BARE = ("number", "section")  # what stands in a row nobody has used yet
One = TypeVar("One", Request, Publication, Case)


def read_registers(
    tables: Tables, forms: Sequence[AnnualForm], year: int, as_of: date
) -> tuple[Registers, list[Finding]]:
    """The registers of these rows; ``forms`` are all official forms, oldest first, ``year`` that of a day without one.

    Days after ``as_of`` have not come yet and are not taken.
    """
    found: list[Finding] = []
    labels = Labels(tuple(forms))

    def lines(sheet: Sheet) -> list[_Line]:
        return list(_number_lines(sheet, tables.get(sheet.name, ()), year, as_of, found))

    requests = [_read_request(line, labels) for line in lines(sheets.REQUESTS)]
    publications = [_read_publication(line, labels) for line in lines(sheets.PUBLICATIONS)]
    cases = [_read_case(line, labels) for line in lines(sheets.CASES)]
    return Registers(_known(requests), _known(publications), _known(cases)), found


def _known(read: Iterable[One | None]) -> tuple[One, ...]:
    return tuple(one for one in read if one is not None)


@dataclass(frozen=True, slots=True)
class Labels:
    """What the official forms call applicants, results, cases and categories, by year."""

    forms: tuple[AnnualForm, ...]

    def form(self, year: int) -> AnnualForm:
        """The form of a year; of years before the first form the first one."""
        return next((form for form in self.forms if form.covers(year)), self.forms[0])

    def applicants(self, year: int) -> tuple[str, ...]:
        """The kinds of applicants: the columns of 表三 beside the total."""
        return tuple(name for name in _columns(self.form(year), words.TABLE_REQUESTS) if name != words.COLUMN_TOTAL)

    def results(self, year: int) -> tuple[str, ...]:
        """The results an application can have: the rows of 表三, 三, beside their total."""
        rows = _rows(self.form(year), words.TABLE_REQUESTS)
        return tuple(row for row in rows if row.startswith(words.ROW_RESULTS) and not row.startswith(words.ROW_TOTAL))

    def find_result(self, text: str, year: int) -> str:
        """The result a text names in the form of a year, empty for none: a finer one of another form is taken in."""
        results = self.results(year)
        for form in (self.form(year), *self.forms):
            cell = find_cell(form, text, words.COLUMN_TOTAL)
            table, row, _ = split_key(cell.key) if cell else ("", "", "")
            if table == words.TABLE_REQUESTS:
                return row if row in results else find_row(results, row)
        return ""

    def case_kinds(self, year: int) -> tuple[str, ...]:
        """The kinds of cases: the rows of 表四."""
        return _rows(self.form(year), words.TABLE_CASES)

    def case_results(self, year: int) -> tuple[str, ...]:
        """The results of cases: the columns of 表四 for what is closed."""
        columns = _columns(self.form(year), words.TABLE_CASES)
        return tuple(name for name in columns if name not in (words.COLUMN_TOTAL, words.COLUMN_PENDING))

    def categories(self, year: int) -> tuple[str, ...]:
        """What published items are sorted by: the rows of 表二, then what only the text counts."""
        return (*_rows(self.form(year), words.TABLE_PUBLISHED), *words.OTHER_KINDS)


def find_row(rows: Sequence[str], row: str) -> str:
    """The row whose mark begins the mark of another form's row: 三（六） takes in 三（六）1; empty for none."""
    mark = _mark(row)
    return next((one for one in rows if mark.startswith(_mark(one))), "")


def _mark(row: str) -> str:
    found = re.match(words.MARK, row)
    return found[0] if found else row


def _rows(form: AnnualForm, table: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(split_key(cell.key)[1] for cell in form.table(table).values))


def _columns(form: AnnualForm, table: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(split_key(cell.key)[2] for cell in form.table(table).values))


@dataclass(frozen=True, slots=True)
class _Line:
    """One row while it is read; what is wrong with it goes into ``found``."""

    sheet: Sheet
    raw: RawRow
    year: int
    as_of: date
    found: list[Finding] = field(repr=False)

    @property
    def number(self) -> str:
        return self.text("number") or words.UNNUMBERED

    def text(self, name: str) -> str:
        return cells.show(self.raw.cells.get(name))

    def tell(self, kind: str, name: str, value: str = "", **more: object) -> None:
        header = self.sheet.column(name).header
        told = details(column=header, **more)
        self.found.append(Finding(kind, self.number, "", value, told, self.raw.origin.at(column=header)))

    def day(self, name: str, *, ahead: bool = False) -> date | None:
        """A day that has come (or, ``ahead``, may be to come)."""
        parsed = cells.parse_date(self.raw.cells.get(name), self.year)
        if parsed.problem:
            self.tell("entry_day_bad", name, year=self.year)
        day = parsed.value if isinstance(parsed.value, date) else None
        if day is not None and day > self.as_of and not ahead:
            self.tell("entry_future", name, cells.show(day))
            return None
        return day

    def day_from(self, name: str, first: date | None, first_name: str) -> date | None:
        """A day not before another one of the row."""
        day = self.day(name)
        if day is not None and first is not None and day < first:
            self.tell(
                "entry_day_early",
                name,
                cells.show(day),
                before=cells.show(first),
                said=self.sheet.column(first_name).header,
            )
            return None
        return day

    def whole(self, name: str, most: int, blank: int) -> int:
        """A whole number from 0 to ``most``; ``blank`` where none stands, or none that can be used."""
        parsed = cells.parse_number(self.raw.cells.get(name), self.year)
        number = parsed.value
        if not parsed.problem and number is None:
            return blank
        if isinstance(number, int) and 0 <= number <= most:
            return number
        self.tell("entry_number_bad", name)
        return blank

    def money(self, name: str) -> Figure:
        """An amount in the column's own unit: 3万 would be one in another."""
        raw = self.raw.cells.get(name)
        amount = parse_figure(raw, FigureKind.MONEY)
        if amount is not None and amount >= 0:
            return amount
        if not cells.is_blank(raw):
            self.tell("entry_number_bad", name)
        return 0

    def choose(self, name: str, choices: Sequence[str], aliases: Mapping[str, str] | None = None) -> str:
        """One of the choices, as the form writes it; empty when the text is none of them."""
        typed = cells.fold(self.text(name))
        known = {cells.fold(one): one for one in choices}
        for alias, choice in (aliases or {}).items():
            if choice in choices:
                known.setdefault(cells.fold(alias), choice)
        return known.get(typed, "")


def _number_lines(
    sheet: Sheet, rows: Iterable[RawRow], year: int, as_of: date, found: list[Finding]
) -> Iterator[_Line]:
    """The rows in which more stands than their number, each number once."""
    lines = [_Line(sheet, raw, year, as_of, found) for raw in rows]
    lines = [
        line
        for line in lines
        if any(not cells.is_blank(value) for name, value in line.raw.cells.items() if name not in BARE)
    ]
    places: dict[str, list[_Line]] = {}
    for line in lines:
        if not line.text("number"):
            line.tell("entry_unnumbered", "number")
            yield line
            continue
        places.setdefault(cells.fold(line.number), []).append(line)
        if len(places[cells.fold(line.number)]) == 1:
            yield line
    for same in places.values():
        if len(same) > 1:
            listed = words.LIST.join(str(line.raw.origin.row) for line in same)
            same[1].tell("entry_twice", "number", count=len(same), rows=listed)


def _read_request(line: _Line, labels: Labels) -> Request | None:
    received = _received(line, "received_on")
    kinds = labels.applicants(line.year)
    kind = line.choose("kind", kinds)
    if not kind:
        line.tell("entry_kind_bad", "kind", choice=_list(kinds))
    asked = line.day_from("asked_on", received, "received_on")
    corrected = line.day_from("corrected_on", asked or received, "asked_on" if asked else "received_on")
    if corrected is not None and asked is None:
        line.tell("entry_unasked", "corrected_on", cells.show(corrected))
        corrected = None
    deducted = line.whole("deducted", DEDUCTED_MOST, 0)
    answered = line.day_from("answered_on", received, "received_on")
    result = _read_result(line, labels, answered)
    if received is None or not kind:
        return None
    return Request(
        line.text("number"),
        received,
        kind,
        asked,
        corrected,
        deducted,
        line.day("typed_due", ahead=True),
        line.day("extended_to", ahead=True),
        answered,
        result,
        line.raw.origin,
    )


def _read_result(line: _Line, labels: Labels, answered: date | None) -> str:
    """The result of an answered application; a day without a result, or a result without a day, closes nothing."""
    typed = line.text("result")
    day_typed = not cells.is_blank(line.raw.cells.get("answered_on"))
    if not typed:
        if answered is not None:
            line.tell("entry_undecided", "result")
        return ""
    year = answered.year if answered else line.year
    result = labels.find_result(typed, year)
    if not result:
        line.tell("entry_result_bad", "result", year=year)
    elif not day_typed:
        line.tell("entry_undated", "answered_on")
    return result if answered is not None else ""


def _read_publication(line: _Line, labels: Labels) -> Publication | None:
    published = _received(line, "published_on")
    known = [one for form in (labels.form(line.year), *labels.forms) for one in labels.categories(form.first_year)]
    kind = line.choose("kind", known)
    if not kind:
        kind = line.text("kind")
        line.tell("entry_category_new", "kind", kind, choice=_list(labels.categories(line.year)))
    count, amount = line.whole("count", COUNT_MOST, 1), line.money("amount")
    issued = line.day("issued_on")
    repealed = line.day_from("repealed_on", issued or published, "issued_on" if issued else "published_on")
    if published is None:
        return None
    return Publication(
        line.text("number"),
        published,
        kind,
        line.text("section"),
        issued,
        repealed,
        count,
        amount,
        line.raw.origin,
    )


def _read_case(line: _Line, labels: Labels) -> Case | None:
    received = _received(line, "received_on")
    kinds = labels.case_kinds(line.year)
    kind = line.choose("kind", kinds, words.CASE_ALIASES)
    if not kind:
        line.tell("entry_kind_bad", "kind", choice=_list(kinds))
    closed = line.day_from("closed_on", received, "received_on")
    result = line.choose("result", labels.case_results(line.year))
    pending = cells.fold(line.text("result")) in ("", words.COLUMN_PENDING)
    if not result and not pending:
        line.tell("entry_case_bad", "result", choice=_list(labels.case_results(line.year)))
    elif result and cells.is_blank(line.raw.cells.get("closed_on")):
        line.tell("entry_undated", "closed_on")
    elif pending and closed is not None:
        line.tell("entry_undecided", "result")
    if received is None or not kind:
        return None
    is_closed = bool(result) and closed is not None
    origin = line.raw.origin
    return Case(line.text("number"), kind, received, closed if is_closed else None, result if is_closed else "", origin)


def _received(line: _Line, name: str) -> date | None:
    """The day a row is counted by."""
    if cells.is_blank(line.raw.cells.get(name)):
        line.tell("entry_unreceived", name)
        return None
    return line.day(name)


def _list(choices: Sequence[str]) -> str:
    shown = words.LIST.join(choices[:CHOICES_SHOWN])
    return shown if len(choices) <= CHOICES_SHOWN else words.MORE_NUMBERS.format(numbers=shown)
