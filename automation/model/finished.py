"""Somebody's finished year-end report (年度报告成稿): what stands in its file, and what was understood of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from automation.model.annual import AnnualForm, Check, Figures, Severity


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something stands in a file, so that it can be marked there, all 1-based and 0 for none.

    A line of text has its ``line``: in a Word file the paragraph's number among those outside tables. A cell has its
    table, row and its number in that row, counted as they stand in the file.
    """

    line: int = 0
    table: int = 0
    row: int = 0
    cell: int = 0


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of a file's text outside tables; ``fields`` are its cells where tabs part it."""

    text: str
    spot: Spot
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GridPlace:
    """One cell of a Word table on its grid: first column, columns it covers, text; ``merged`` goes on from above."""

    column: int
    columns: int
    text: str
    spot: Spot
    merged: bool = False


@dataclass(frozen=True, slots=True)
class PrintedGrid:
    """One table of a Word file, row by row."""

    number: int
    rows: tuple[tuple[GridPlace, ...], ...]


Block = TextLine | PrintedGrid


@dataclass(frozen=True, slots=True)
class FinishedPaper:
    """A report's file as it stands: lines and tables in order."""

    file: str
    blocks: tuple[Block, ...]

    @property
    def lines(self) -> tuple[TextLine, ...]:
        """The lines outside tables."""
        return tuple(block for block in self.blocks if isinstance(block, TextLine))


@dataclass(frozen=True, slots=True)
class Names:
    """What the report calls its organ: signed below, printed above, in the title; any may be empty."""

    signed: str = ""
    head: str = ""
    title: str = ""

    @property
    def known(self) -> tuple[str, ...]:
        """All of them, the fullest first."""
        return tuple(dict.fromkeys(name for name in (self.signed, self.head, self.title) if name))

    @property
    def organ(self) -> str:
        """The one to show."""
        return next(iter(self.known), "")


@dataclass(frozen=True, slots=True)
class Period:
    """The period (统计期限) a report says its figures are of: its years, the words, the line."""

    years: tuple[int, ...]
    quote: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class FinishedReport:
    """What was understood of a finished report; what was not found is empty or None and has been said.

    ``spots`` tells where each figure stands by its key; ``lines`` where a part's text stands, line by line.
    """

    file: str
    form: AnnualForm | None = None
    year: int | None = None
    title: str = ""
    names: Names = field(default_factory=Names)
    dated: date | None = None
    parts: Mapping[str, str] = field(default_factory=dict)
    lines: tuple[TextLine, ...] = ()
    figures: Figures = field(default_factory=Figures)
    spots: Mapping[str, Spot] = field(default_factory=dict)
    title_spot: Spot = field(default_factory=Spot)
    date_spot: Spot = field(default_factory=Spot)
    period: Period | None = None

    def __post_init__(self) -> None:
        """Freeze the mappings."""
        for name in ("parts", "spots"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))


@dataclass(frozen=True, slots=True)
class Judged:
    """A finished report with every check of it."""

    report: FinishedReport
    checks: tuple[Check, ...]

    def failed(self, severity: Severity) -> tuple[Check, ...]:
        """The checks of that severity which do not hold."""
        return tuple(check for check in self.checks if check.holds is False and check.severity is severity)


@dataclass(frozen=True, slots=True)
class PaperMark:
    """What is to be marked in a copy of a report: the places, and what is said at the first of them."""

    spots: tuple[Spot, ...]
    text: str
    severity: Severity
