"""Carries the registers into the next year (结转): what is open or in force goes on in the new year's workbook."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from automation import cells, sheets
from automation.cells import Value
from automation.model.logbook import Registers
from automation.model.origin import Origin
from automation.rules.read_logbook import Tables
from automation.sheets import Sheet
from automation.terms import logbook as names

Rows = Mapping[str, list[dict[str, Value]]]  # sheet name → rows by field


def carry_logbook(tables: Tables, registers: Registers, year: int) -> Rows:
    """The rows a year's registers begin with, whole as they were typed: what was not closed before its first day.

    Applications and cases still open are counted as 上年结转 there; documents in force make up its stock.
    """
    first = date(year, 1, 1)
    documents = (*names.KIND_ALIASES, names.RULES)
    kept = {
        sheets.REQUESTS: [
            request.origin
            for request in registers.requests
            if request.received_on < first and (request.closed_on is None or request.closed_on >= first)
        ],
        sheets.PUBLICATIONS: [
            one.origin
            for one in registers.publications
            if one.kind in documents
            and (one.issued_on or one.published_on) < first
            and (one.repealed_on is None or one.repealed_on >= first)
        ],
        sheets.CASES: [
            case.origin
            for case in registers.cases
            if case.received_on < first and (case.closed_on is None or case.closed_on >= first)
        ],
    }
    return {sheet.name: _whole_rows(sheet, tables, set(places), year - 1) for sheet, places in kept.items()}


def _whole_rows(sheet: Sheet, tables: Tables, wanted: set[Origin], year: int) -> list[dict[str, Value]]:
    rows: list[dict[str, Value]] = []
    for raw in tables.get(sheet.name, ()):
        if raw.origin in wanted:
            row: dict[str, Value] = {}
            for column in sheet.columns:
                typed = raw.cells.get(column.field)
                day = cells.parse_date(typed, year).value if column.kind is cells.DATE else None
                # All else goes on as it was typed: what is wrong with it is the clerk's to mend, not ours to drop.
                row[column.field] = day or (typed if isinstance(typed, (int, float)) else cells.show(typed))
            rows.append(row)
    return rows


def number_rows(sheet: Sheet, rows: list[dict[str, Value]], year: int) -> list[dict[str, Value]]:
    """The rows a new register has: those carried into it, then rows numbered in advance."""
    form, count = names.NUMBERED[sheet.name]
    numbered: list[dict[str, Value]] = [{"number": form.format(year=year, count=n)} for n in range(1, count + 1)]
    return [*rows, *numbered]
