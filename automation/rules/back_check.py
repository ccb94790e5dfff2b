"""The back-check (回查): what stands in the final PDF against the master, row by row.

Whatever went wrong on the way (a template that was changed, a converter that drops a row), the paper that is signed
says what the master says, or a finding says where it does not.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from automation.model.finding import Finding, details
from automation.model.paper import PlanRow
from automation.model.printed import PrintedCell, PrintedRow, PrintedTable
from automation.terms import papers as words

_SHOWN = 24  # characters of a text that differs,
_BEFORE = 6  # of which some before the difference, to find it by


def check_printed(plan: Sequence[PlanRow], numbers: Sequence[str], printed: PrintedTable) -> list[Finding]:
    """Find the plan's rows that do not stand in the PDF once, whole, on one page and with the master's words.

    ``numbers`` are the rows' 编号. Texts are compared without white space: lines break where the cell ends.
    """
    if not printed.rows:
        return [Finding("plan_unread")]
    places = _places(printed)
    told = set(_carried_labels(plan, places))  # and a merged cell that differs is told of with its first row only
    findings = []
    for planned, number in zip(plan, numbers, strict=True):
        parts = places.get(planned.order, [])
        whole = [row for row in parts if row.order]
        if len(whole) != 1:
            said = details(order=planned.order, count=len(whole))
            findings.append(Finding("plan_row_missing", number, details=said))
        elif len(parts) > 1:
            said = details(order=planned.order, page=whole[0].page)
            findings.append(Finding("plan_row_broken", number, details=said))
        else:
            for cell, wanted in _differences(planned, whole[0]):
                place = (whole[0].page, cell.column, cell.top)
                if place not in told:
                    told.add(place)
                    findings.append(_differs(planned, number, whole[0].page, cell, wanted))
    return findings


def _places(printed: PrintedTable) -> dict[str, list[PrintedRow]]:
    """Each 序号 with the rows that carry it, and the parts of it without a number on the pages after."""
    places: dict[str, list[PrintedRow]] = {}
    order = ""
    for row in printed.rows:
        order = row.order or order
        places.setdefault(order, []).append(row)
    return places


def _carried_labels(plan: Sequence[PlanRow], places: dict[str, list[PrintedRow]]) -> Iterator[tuple[int, int, float]]:
    """Give the empty cells at the top of a page whose label stands on a page before, as where no trial was made."""
    page = 0
    for above, planned in zip((None, *plan), plan, strict=False):
        for row in places.get(planned.order, [])[:1]:
            if above is not None and row.page > page:
                same = {column for column, group in planned.merged.items() if group == above.merged[column]}
                yield from (
                    (row.page, cell.column, cell.top) for cell in row.cells if cell.column in same and not cell.text
                )
            page = max(page, row.page)


def _differences(planned: PlanRow, row: PrintedRow) -> Iterator[tuple[PrintedCell, str]]:
    for cell in row.cells:
        wanted = _bare(planned.texts[cell.column])
        if _bare(cell.text) != wanted:
            yield cell, wanted


def _bare(text: str) -> str:
    """Leave only what ink can show: lines break where a cell ends, and joiners and byte order marks print nothing."""
    return "".join(sign for sign in text if not sign.isspace() and unicodedata.category(sign) != "Cf")


def _differs(planned: PlanRow, number: str, page: int, cell: PrintedCell, wanted: str) -> Finding:
    pairs = zip(cell.text, wanted, strict=False)
    same = next((at for at, (here, there) in enumerate(pairs) if here != there), min(len(cell.text), len(wanted)))
    window = slice(max(same - _BEFORE, 0), max(same - _BEFORE, 0) + _SHOWN)
    said = details(
        order=planned.order, page=page, column=words.PLAN_COLUMNS[cell.column], master=wanted[window] or words.NOTHING
    )
    return Finding("plan_text_differs", number, value=cell.text[window] or words.NOTHING, details=said)
