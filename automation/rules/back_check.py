"""The back-check (回查): what stands in the final PDF against the master, row by row.

Whatever went wrong on the way (a template that was changed, a converter that drops a row), the paper that is signed
says what the master says, or a finding says where it does not.
"""

from __future__ import annotations

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
    told: set[tuple[int, int, float]] = set()  # a merged cell that differs is told of with its first row only
    carried = set(_carried_labels(plan, places))
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
            cells = [cell for cell in whole[0].cells if (whole[0].page, cell.column, cell.top) not in told | carried]
            for cell, wanted in _differences(planned, cells):
                told.add((whole[0].page, cell.column, cell.top))
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
    for place, planned in enumerate(plan):
        for row in places.get(planned.order, [])[:1]:
            if place and row.page > page:
                above = plan[place - 1].merged
                for cell in row.cells:
                    if not cell.text and cell.column in above and above[cell.column] == planned.merged[cell.column]:
                        yield row.page, cell.column, cell.top
            page = max(page, row.page)


def _differences(planned: PlanRow, cells: Sequence[PrintedCell]) -> Iterator[tuple[PrintedCell, str]]:
    for cell in cells:
        wanted = "".join(planned.texts[cell.column].split())
        if cell.text != wanted:
            yield cell, wanted


def _differs(planned: PlanRow, number: str, page: int, cell: PrintedCell, wanted: str) -> Finding:
    pairs = zip(cell.text, wanted, strict=False)
    same = next((at for at, (here, there) in enumerate(pairs) if here != there), min(len(cell.text), len(wanted)))
    window = slice(max(same - _BEFORE, 0), max(same - _BEFORE, 0) + _SHOWN)
    said = details(
        order=planned.order, page=page, column=words.PLAN_COLUMNS[cell.column], master=wanted[window] or words.NOTHING
    )
    return Finding("plan_text_differs", number, value=cell.text[window] or words.NOTHING, details=said)
