"""Where a value came from (出处)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """File, sheet, row (1-based, 0 when unknown) and column header of a value (出处); the file is relative."""

    file: str = ""
    sheet: str = ""
    row: int = 0
    column: str = ""

    def at(self, *, row: int | None = None, column: str | None = None) -> Origin:
        """The same place with another row or column."""
        return Origin(
            self.file,
            self.sheet,
            self.row if row is None else row,
            self.column if column is None else column,
        )


NOWHERE = Origin()
