"""Reads the master workbook (总台账) as it stands on disk: raw rows by sheet, and where its columns are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from automation import sheets
from automation.errors import MasterError, RefusedFile
from automation.sheets import Sheet
from automation.sources.refusal import refuse
from automation.sources.table import Table, read_table
from automation.sources.workbook import Workbook, parse_workbook
from automation.terms import commands as say

REQUIRED = (sheets.TASKS, sheets.DUTIES, sheets.SECTIONS, sheets.SETTINGS)


@dataclass(frozen=True, slots=True)
class MasterRead:
    """The master's bytes, its grids, and its tables by sheet name; ``file`` is relative to the workspace."""

    file: str
    data: bytes
    book: Workbook
    tables: dict[str, Table]


def read_master(path: Path, file: str, read: Callable[[Path], bytes] = Path.read_bytes) -> MasterRead:
    """The master as ``read`` gives it.

    Raises MasterError when it is missing, broken or lacks a sheet or key the run needs.
    """
    try:
        data = read(path)
    except FileNotFoundError as error:
        raise MasterError(say.NO_MASTER.format(file=file)) from error
    except OSError as error:
        raise MasterError(say.MASTER_UNREADABLE.format(file=file, reason=error.strerror)) from error
    return parse_master(data, file)


def parse_master(data: bytes, file: str) -> MasterRead:
    """As ``read_master``, for bytes already read."""
    try:
        with Panics():
            book = parse_workbook(data, file)
    except RefusedFile as error:
        raise MasterError(say.MASTER_BROKEN.format(file=file, kind=say.REFUSALS[error.kind])) from error
    tables = {}
    for sheet in sheets.MASTER:
        grid = book.grids.get(sheet.name)
        if grid is not None:
            tables[sheet.name] = read_table(grid, sheet, file)
    for sheet in REQUIRED:
        _check_keys(sheet, tables.get(sheet.name), file)
    return MasterRead(file, data, book, tables)


class Panics:
    """A panic of calamine, which is no Exception, as a refusal: the master is read without a process of its own."""

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Refuse what broke the reader; every other exception goes on."""
        if kind is not None and kind.__name__ == "PanicException":
            raise refuse("reading_crashed") from error


def _check_keys(sheet: Sheet, table: Table | None, file: str) -> None:
    if table is None:
        raise MasterError(say.MASTER_NO_SHEET.format(file=file, sheet=sheet.name))
    for field in sheet.key:
        if field not in table.columns:
            raise MasterError(
                say.MASTER_NO_COLUMN.format(file=file, sheet=sheet.name, column=sheet.column(field).header)
            )
