"""Counts the registers (登记计数): tables 2 to 4 of a year, and numbers a text can quote, each with the rows behind it.

An application is received in the year or open at its start, and closed in the year or still open at its end: each
counts once on either side, so that 一＋二＝三（七）＋四 holds whatever the rows say, and what is open at the end of a
year is what is open at the start of the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from automation.model.annual import AnnualForm, Figure, make_key, split_key
from automation.model.logbook import Case, Counted, Entry, Publication, RegisterCounts, Registers, Request
from automation.model.origin import Origin
from automation.rules.read_logbook import find_row
from automation.rules.request_clock import present_due
from automation.rules.workdays import Calendar
from automation.terms import logbook as words

Mark = tuple[str, Entry, Figure, str]  # what an entry counts towards, the entry, how much, the column that decides it


def count_registers(form: AnnualForm, year: int, registers: Registers, calendar: Calendar) -> RegisterCounts:
    """What the registers say of a year in the words of a form; of a register that is not kept nothing."""
    cells: list[Mark] = []
    named: list[Mark] = []
    zeros: list[str] = []
    if registers.requests:
        zeros += _keys(form, words.TABLE_REQUESTS)
        rows = tuple(split_key(key)[1] for key in zeros)
        for request in registers.requests:
            lines = list(_request_lines(request, year, rows))
            columns = (request.kind, words.COLUMN_TOTAL)
            cells += [
                (make_key(words.TABLE_REQUESTS, line, column), request, 1, _decides(line))
                for line in lines
                for column in columns
            ]
        named += _name_requests(registers.requests, year, calendar)
    if registers.publications:
        published = list(_publication_marks(form, year, registers.publications))
        cells += published
        zeros += [key for key, *_ in published]
        named += _name_publications(registers.publications, year)
    if registers.cases:
        zeros += _keys(form, words.TABLE_CASES)
        for case in registers.cases:
            column = _case_column(case, year)
            if column:
                ended = words.CLOSED_ON if column == words.COLUMN_PENDING else words.RESULT
                for one, decides in ((column, ended), (words.COLUMN_TOTAL, words.RECEIVED_ON)):
                    cells.append((make_key(words.TABLE_CASES, case.kind, one), case, 1, decides))
                named += [(name, case, 1, words.RECEIVED_ON) for name in _name_case(case)]
    return RegisterCounts(_add_up(cells, zeros), _add_up(named, _names_kept(registers)))


def _add_up(marks: Iterable[Mark], zeros: Iterable[str]) -> Mapping[str, Counted]:
    """Each key with its sum and the rows it is made of; a mark of 0 makes a key known and stands for no row."""
    sums: dict[str, Decimal] = {key: Decimal(0) for key in zeros}
    rows: dict[str, list[tuple[Origin, str]]] = {key: [] for key in sums}
    for key, entry, amount, decides in marks:
        sums[key] = sums.get(key, Decimal(0)) + amount
        if amount:
            rows.setdefault(key, []).append((entry.origin.at(column=decides), entry.number))
    return {
        key: Counted(
            int(total) if total == total.to_integral_value() else total.normalize(),
            tuple(rows.get(key, ())),
        )
        for key, total in sums.items()
    }


def _keys(form: AnnualForm, table: str) -> list[str]:
    return [cell.key for cell in form.table(table).values]


def _request_lines(request: Request, year: int, rows: Sequence[str]) -> Iterator[str]:
    """The rows of 表三 an application counts in: one of its beginning and one of its end, or none."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    closed = request.closed_on
    if request.received_on > last or (closed is not None and closed < first):
        return
    yield _row(rows, words.ROW_NEW if request.received_on >= first else words.ROW_CARRIED)
    if closed is None or closed > last:
        yield _row(rows, words.ROW_OPEN)
        return
    yield _row(rows, words.ROW_TOTAL)
    result = request.result if request.result in rows else find_row(rows, request.result)
    if result:  # none under the form of another year only, which is an error of its own
        yield result


def _decides(line: str) -> str:
    """The column of 依申请公开登记 by which an application stands in a row of 表三."""
    if line.startswith((words.ROW_NEW, words.ROW_CARRIED)):
        return words.RECEIVED_ON
    return words.ANSWERED_ON if line.startswith((words.ROW_OPEN, words.ROW_TOTAL)) else words.RESULT


def _row(rows: Sequence[str], mark: str) -> str:
    return next(row for row in rows if row.startswith(mark))


def _case_column(case: Case, year: int) -> str:
    """The column of 表四 a case counts in: what became of it in the year, or that it was still open at its end."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    if case.received_on > last or (case.closed_on is not None and case.closed_on < first):
        return ""
    return words.COLUMN_PENDING if case.closed_on is None or case.closed_on > last else case.result


def _publication_marks(form: AnnualForm, year: int, publications: Sequence[Publication]) -> Iterator[Mark]:
    """What each published item counts towards in 表二, as 0 too, so that a category that is kept is known to be."""
    keys = _keys(form, words.TABLE_PUBLISHED)
    rows = {split_key(key)[1] for key in keys}
    stock = {_category(one.kind, rows) for one in publications if _issued(one).year < year}
    for one in publications:
        row = _category(one.kind, rows)
        if not _counts_at_all(one, year):
            continue
        for key in keys:
            _, line, column = split_key(key)
            measure = words.MEASURES.get(column)
            # Without the documents of earlier years a register cannot say how many are in force.
            if line == row and measure and (measure != words.IN_FORCE or row in stock):
                yield key, one, _measure(one, measure, year), _measured_by(one, measure)


def _category(kind: str, rows: Iterable[str]) -> str:
    return kind if kind in rows else words.KIND_ALIASES.get(kind, "")


def _counts_at_all(one: Publication, year: int) -> bool:
    return min(_issued(one), one.published_on).year <= year


def _issued(one: Publication) -> date:
    return one.issued_on or one.published_on


def _measure(one: Publication, measure: str, year: int) -> Figure:
    """How much an item adds to a measure of a year."""
    in_year = one.published_on.year == year
    if measure == words.ISSUED:
        return one.count if _issued(one).year == year else 0
    if measure == words.REPEALED:
        return one.count if one.repealed_on is not None and one.repealed_on.year == year else 0
    if measure == words.IN_FORCE:
        in_force = _issued(one).year <= year and (one.repealed_on is None or one.repealed_on.year > year)
        return one.count if in_force else 0
    if measure == words.PAID:
        return one.amount if in_year else 0
    return one.count if in_year else 0


def _measured_by(one: Publication, measure: str) -> str:
    """The column of 主动公开登记 that says how much, or that an item counts at all."""
    if measure == words.PAID:
        return words.AMOUNT
    if one.count != 1:
        return words.COUNT
    if measure == words.REPEALED:
        return words.REPEALED_ON
    of_issue = measure in (words.ISSUED, words.IN_FORCE) and one.issued_on is not None
    return words.ISSUED_ON if of_issue else words.PUBLISHED_ON


def _name_requests(requests: Sequence[Request], year: int, calendar: Calendar) -> Iterator[Mark]:
    rows = (words.ROW_NEW, words.ROW_CARRIED, words.ROW_TOTAL, words.ROW_OPEN)
    counts = dict(
        zip(rows, (words.COUNT_RECEIVED, words.COUNT_CARRIED, words.COUNT_CLOSED, words.COUNT_OPEN), strict=True)
    )
    for request in requests:
        for line in _request_lines(request, year, rows):
            yield counts[line], request, 1, _decides(line)
            if line == words.ROW_NEW:
                yield words.COUNT_RECEIVED_FROM.format(kind=request.kind), request, 1, words.APPLICANT
            if line == words.ROW_TOTAL:
                group = re.match(words.RESULT_GROUP, request.result)
                if group:
                    name = words.RESULT_GROUPS[group[1]]
                    yield words.COUNT_RESULT.format(group=name), request, 1, words.RESULT
                due = present_due(request, calendar)
                if due is not None and request.answered_on is not None and request.answered_on > due:
                    yield words.COUNT_LATE, request, 1, words.ANSWERED_ON


def _name_publications(publications: Sequence[Publication], year: int) -> Iterator[Mark]:
    for one in publications:
        if one.published_on.year == year:
            decides = _measured_by(one, words.PUBLISHED)
            yield words.COUNT_PUBLISHED, one, one.count, decides
            yield words.COUNT_PUBLISHED_AS.format(kind=one.kind), one, one.count, decides


def _name_case(case: Case) -> Iterator[str]:
    yield words.COUNT_CASES[case.kind]
    if words.SUIT in case.kind:
        yield words.COUNT_SUITS


def _names_kept(registers: Registers) -> Iterator[str]:
    """The names of what is counted even when it is none."""
    if registers.requests:
        yield from (words.COUNT_RECEIVED, words.COUNT_CARRIED, words.COUNT_CLOSED, words.COUNT_OPEN, words.COUNT_LATE)
        yield from (words.COUNT_RESULT.format(group=group) for group in words.RESULT_GROUPS.values())
    if registers.publications:
        yield words.COUNT_PUBLISHED
    if registers.cases:
        yield from (*words.COUNT_CASES.values(), words.COUNT_SUITS)
