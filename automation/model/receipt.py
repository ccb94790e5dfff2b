"""What a section gets back for the workbook it handed in (回执): composed by a rule, written by an output."""

from __future__ import annotations

from dataclasses import dataclass

Line = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A comment on one cell (批注): 1-based row and column; each line of ``lines`` is one fault."""

    sheet: str
    row: int
    column: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowResult:
    """What 校验结果 says of one row; ``level`` is a finding's severity, or empty where all was taken."""

    row: int
    level: str
    text: str


@dataclass(frozen=True, slots=True)
class SheetResult:
    """校验结果 of one table: its 1-based header row, its first and last column, its last row, and the rows named."""

    sheet: str
    header: int
    columns: tuple[int, int]
    last: int
    rows: tuple[RowResult, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One list on the sheet 汇总结果: a title, its heads and its lines."""

    title: str
    heads: Line
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt (回执) for one file.

    ``digest`` names the handed-in file in the archive; it is empty for a file that was not taken in, which has no
    copy to be marked. ``told`` and ``taken`` are lines of the lists; ``title``, ``lines`` and ``blocks`` are set when
    the whole office has been judged. ``stands`` marks a file that brings nothing and of which nothing is to be said,
    ``older`` one of an issue that has been replaced.
    """

    section: str
    file: str
    issue: int = 0
    digest: str = ""
    marks: tuple[Mark, ...] = ()
    sheets: tuple[SheetResult, ...] = ()
    told: tuple[Line, ...] = ()
    taken: tuple[Line, ...] = ()
    title: str = ""
    lines: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    stands: bool = False
    older: bool = False
