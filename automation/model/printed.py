"""The plan's table as it stands on the rendered pages (版面上的分工方案): cells with their places, in points."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """One cell on one page; a merged cell stands once and covers several rows."""

    column: int
    top: float  # points below the paper's top, as everything here
    bottom: float
    text: str  # without white space
    extent: float  # from the first baseline to the last: 0 for a single line


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One row on one page, with the cell of each column that covers it.

    ``order`` is empty for the rest of a row that broke over the page.
    """

    page: int  # counted from 1
    order: str
    cells: tuple[PrintedCell, ...]

    @property
    def top(self) -> float:
        """Where the row begins."""
        return self.cells[0].top

    @property
    def height(self) -> float:
        """How high it is: the first column (序号) is never merged."""
        return self.cells[0].bottom - self.cells[0].top


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """The plan's rows in the order they are printed; ``head`` is the height of the head (表头) above the first."""

    rows: tuple[PrintedRow, ...] = ()
    head: float = 0.0
