"""The year-end report (政府信息公开工作年度报告): the official form, its figures, and what a check says of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from automation.model.origin import NOWHERE, Origin

Figure = int | Decimal

_KEY_SEPARATOR = "/"


class FigureKind(StrEnum):
    """What a figure may be: a count (whole, not negative), a change (whole, either sign) or money (with decimals)."""

    COUNT = "count"
    CHANGE = "change"
    MONEY = "money"


class Severity(StrEnum):
    """How bad a failed check is: an error forbids handing the report in, a warning asks for a look."""

    ERROR = "error"
    WARNING = "warning"


class Axis(StrEnum):
    """Which way a cross-check runs: once for each column (terms are rows) or once for each row (terms are columns)."""

    COLUMN = "column"
    ROW = "row"


class OrganKind(StrEnum):
    """Whose report it is, which fixes its legal day (条例 art. 49): a department's or a government's."""

    DEPARTMENT = "department"
    GOVERNMENT = "government"


@dataclass(frozen=True, slots=True)
class FormCell:
    """One cell of an official table with its spans (0-based); a label has an empty ``key``, a value an empty ``text``.

    A key says the place in the form's own words, ``table/row/column``: 表三/三（一）予以公开/商业企业.
    """

    row: int
    column: int
    rows: int
    columns: int
    text: str
    key: str = ""
    kind: FigureKind = FigureKind.COUNT


@dataclass(frozen=True, slots=True)
class FormTerm:
    """One term of a cross-check: the sum of some cells, under the name the form gives it (一, 三（七）, 商业企业)."""

    name: str
    keys: tuple[str, ...]
    sign: int = 1
    last_year: bool = False


@dataclass(frozen=True, slots=True)
class FormLaw:
    """One cross-check (勾稽关系) at one row or column: both sides are equal, or (``suspect``) had better not be.

    ``rule`` is the same for all places of one cross-check; ``line`` names the row or column it stands at.
    """

    rule: str
    axis: Axis
    table: str
    line: str
    left: tuple[FormTerm, ...]
    right: tuple[FormTerm, ...]
    severity: Severity = Severity.ERROR
    suspect: bool = False
    advice: str = ""

    @property
    def needs_last_year(self) -> bool:
        """Whether a term stands in last year's report."""
        return any(term.last_year for term in self.left + self.right)

    @property
    def is_total(self) -> bool:
        """Whether the right side is a total cell (总计) of the left side's parts."""
        return len(self.right) == 1 and len(self.left) > 1 and not (self.suspect or self.needs_last_year)


@dataclass(frozen=True, slots=True)
class FormTable:
    """One official table (表二, 表三, 表四), cell by cell; ``unit`` is empty where a table mixes units."""

    name: str
    part: str
    rows: int
    columns: int
    unit: str
    cells: tuple[FormCell, ...]
    laws: tuple[FormLaw, ...] = ()

    @property
    def values(self) -> tuple[FormCell, ...]:
        """The cells that hold figures, in reading order."""
        return tuple(cell for cell in self.cells if cell.key)

    @property
    def labels(self) -> tuple[FormCell, ...]:
        """The printed cells, in reading order."""
        return tuple(cell for cell in self.cells if not cell.key)


@dataclass(frozen=True, slots=True)
class AnnualForm:
    """An official form of the report (年度报告格式) and the report years it holds for.

    ``last_year`` None: still in force. ``text_parts`` are those of ``parts`` that may not be left empty.
    """

    name: str
    authority: str
    first_year: int
    last_year: int | None
    parts: tuple[str, ...]
    text_parts: tuple[str, ...]
    tables: tuple[FormTable, ...]

    def covers(self, year: int) -> bool:
        """Whether a report about that year is written in this form."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)

    def table(self, name: str) -> FormTable:
        """Give the table of that name (KeyError when the form has none)."""
        for table in self.tables:
            if table.name == name:
                return table
        raise KeyError(name)

    @property
    def values(self) -> tuple[FormCell, ...]:
        """Every cell of the form that holds a figure."""
        return tuple(cell for table in self.tables for cell in table.values)

    @property
    def laws(self) -> tuple[FormLaw, ...]:
        """Every cross-check of the form."""
        return tuple(law for table in self.tables for law in table.laws)


@dataclass(frozen=True, slots=True, eq=False)
class Figures(Mapping[str, Figure | None]):
    """The figures of one report by cell key; None is a blank cell, a key that is absent was not in the table at all.

    ``texts`` keeps what stood in a cell that holds no number (“/”, “-”, “约3件”); ``origins`` where each came from.
    """

    values_by_key: Mapping[str, Figure | None] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    origins: Mapping[str, Origin] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Copy and freeze the three mappings, so that nobody changes a figure after it was checked."""
        for name in ("values_by_key", "texts", "origins"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))

    def __getitem__(self, key: str) -> Figure | None:
        """Give the figure of a cell, None when blank (KeyError when the table had no such cell)."""
        return self.values_by_key[key]

    def __iter__(self) -> Iterator[str]:
        """Go through the keys of all cells that were there."""
        return iter(self.values_by_key)

    def __len__(self) -> int:
        """Count the cells that were there, blank ones too."""
        return len(self.values_by_key)

    def __eq__(self, other: object) -> bool:
        """Equal figures and texts; where they came from does not matter."""
        if not isinstance(other, Figures):
            return NotImplemented
        return dict(self.values_by_key) == dict(other.values_by_key) and dict(self.texts) == dict(other.texts)

    def __hash__(self) -> int:
        """Hash of the figures, in keeping with equality."""
        return hash(frozenset(self.values_by_key.items()))

    def number(self, key: str) -> Figure:
        """Give the figure of a cell as it counts in a sum: a blank or absent cell counts as 0."""
        return self.values_by_key.get(key) or 0

    def origin(self, key: str) -> Origin:
        """Where the figure came from."""
        return self.origins.get(key, NOWHERE)


@dataclass(frozen=True, slots=True)
class Check:
    """What one rule says of one place; ``holds`` None: it cannot be judged yet, and the message says what is missing.

    ``keys`` are the cells it is about, so that a paper can mark them; ``quote`` are the words of the text it is about.
    """

    rule: str
    severity: Severity
    place: str
    holds: bool | None
    message: str
    keys: tuple[str, ...] = ()
    quote: str = ""

    @property
    def shown(self) -> dict[str, object]:
        """As the JSON interface shows it."""
        return {
            "rule": self.rule,
            "severity": self.severity.value,
            "place": self.place,
            "holds": self.holds,
            "message": self.message,
        }


def make_key(table: str, row: str, column: str) -> str:
    """Make the key of a value cell from the names of its table, row and column."""
    return _KEY_SEPARATOR.join((table, row, column))


def split_key(key: str) -> tuple[str, str, str]:
    """Table, row and column of a key; only a column name may hold a slash (本年增/减)."""
    table, row, column = key.split(_KEY_SEPARATOR, 2)
    return table, row, column
