"""What each section's sheet inside the master holds (科室表), and what it is called.

A sheet once issued is the section's: it is never written again. Tasks that are new since then go on a further sheet
beside it, which is a form of its own issue; a sheet the office has deleted is issued anew, whole.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from automation import cells
from automation.cells import Value
from automation.model.rows import Texts
from automation.sheets import FORM_DUTIES
from automation.terms import sheets as names

Row = Mapping[str, Value]


def name_page(section: str, issue: int, taken: Collection[str]) -> str:
    """A sheet's name for a section that no sheet has and Excel allows; with its ``issue`` unless that is 0."""
    used = {name.casefold() for name in taken} | set(names.PAGE_RESERVED)
    plain = section.translate(names.PAGE_SIGNS)
    tail = names.PAGE_NEXT.format(issue=issue) if issue else ""
    return next(name for name in _candidates(plain, tail) if name.casefold() not in used)


def _candidates(plain: str, tail: str) -> Iterator[str]:
    yield _cut(plain, tail)
    count = 2
    while True:
        yield _cut(plain, tail + names.PAGE_AGAIN.format(count=count))
        count += 1


def _cut(plain: str, tail: str) -> str:
    """The name with its tail, shortened to what Excel allows; it counts rare characters twice."""
    while len((plain + tail).encode("utf-16-le")) > 2 * names.PAGE_LIMIT:
        plain = plain[:-1]
    return plain + tail


def find_outdated(rows: Sequence[Row], issued: Mapping[tuple[str, ...], Texts]) -> str:
    """The 序号 of the rows whose locked cells no longer say what was issued; empty when all do."""
    locked = [column.field for column in FORM_DUTIES.columns if not column.section]
    orders = [
        cells.show(row["order"])
        for row in rows
        if (was := issued.get((cells.show(row["number"]),)))
        and any(cells.show(row.get(field)) != was.get(field, "") for field in locked)
    ]
    return names.PAGE_ROWS.format(orders=names.LIST_SEPARATOR.join(orders)) if orders else ""
