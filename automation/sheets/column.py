"""What a sheet and a column are (表、列), and the columns several sheets share."""

from __future__ import annotations

from dataclasses import dataclass

from automation import cells
from automation.cells import Kind
from automation.terms import sheets as names

LOOK, DECIDE, KEEP = "look", "decide", "keep"
ROWS_COVERED = (
    5000  # formats and validations reach this far from init on, and by as much again when a table outgrows it
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header, the record field behind it, its kind, who types into it.

    ``office`` marks ✎ in the master, ``section`` an open cell in a section's workbook; ``width`` is in characters. The
    program can do without an ``optional`` one: a master made before it was added lacks it, and the journal remembers.
    """

    header: str
    field: str
    kind: Kind = cells.TEXT
    width: int = 12
    office: bool = False
    section: bool = False
    hidden: bool = False
    optional: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet with a header row and a row a record; ``key`` are the fields that name a row."""

    name: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    group: str = KEEP
    landscape: bool = True

    def column(self, field: str) -> Column:
        """The column that shows a field."""
        return next(column for column in self.columns if column.field == field)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields in the declared order."""
        return tuple(column.field for column in self.columns)


NUMBER = Column(names.NUMBER, "number", width=13)
SECTION = Column(names.SECTION, "section", width=13)
LIGHT = Column(names.LIGHT, "light", width=16)
LATE = Column(names.DAYS_LATE, "days_late", cells.NUMBER, 9)
DUE = Column(names.DUE, "due", cells.DATE, 12)
PRESENT_DUE = Column(names.PRESENT_DUE, "present_due", cells.DATE, 12)
UPDATED = Column(names.UPDATED_ON, "updated_on", cells.DATE, 12)
STATUS = Column(names.STATUS, "status", cells.STATE, 10)


def rows_covered(last: int) -> int:
    """Down to which row formats and drop-downs reach in a sheet whose last row is ``last``."""
    return max(1, -(-last // ROWS_COVERED)) * ROWS_COVERED
