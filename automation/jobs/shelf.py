"""Where the office's workbooks are (工作簿在哪里): files, or open in Microsoft Excel with what is not saved yet.

One interface for both. A run asks its shelf for a workbook's bytes and hands it the new master; that the master is open
in Excel is nobody else's business. What is open is read as if it had just been saved: its file with the values Excel
shows put in, so that the guard, the archive and the receipts see a workbook like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from automation import cells
from automation.cells import Value
from automation.errors import AutomationError, MasterError, RefusedFile
from automation.outputs.patch import CellEdit, patch_package
from automation.sources.workbook import Cell, Grid, parse_workbook
from automation.store.replace import drop, put_in_place, write_beside
from automation.terms import commands as say

Compare = Callable[[bytes], None]
Before = Callable[[], None]
Edits = Mapping[str, Sequence[CellEdit]]


class Shelf:
    """The file adapter: workbooks are files, and the new master takes the place of the old one whole."""

    def read(self, path: Path) -> bytes:
        """A workbook's bytes as they are now. Raises OSError when they cannot be read."""
        return path.read_bytes()

    def replace(
        self, path: Path, data: bytes, edits: Edits, shown: Sequence[str], compare: Compare, before: Before
    ) -> None:
        """Put a new master in place.

        ``compare`` raises MasterError for bytes that do not say what was meant, ``before`` is called last before the
        old master goes; whatever either raises, the old master stands. ``edits`` and ``shown`` made ``data`` of it.
        """
        del edits, shown
        temporary = write_beside(path, data)
        try:
            compare(temporary.read_bytes())
            before()
        except (AutomationError, OSError):
            drop(temporary)
            raise
        put_in_place(temporary, path)


class ExcelShelf(Shelf):
    """The live adapter: what is open in Excel is read and written there, everything else is a file."""

    def __init__(self) -> None:
        """Find what is open. Raises AutomationError where no Excel is running."""
        from automation.sources.live_excel import find_open_books

        self._books = find_open_books()

    def read(self, path: Path) -> bytes:
        """The file with what Excel shows in it; a file that is not open as it is.

        Raises RefusedFile for what a save must settle first: sheets that are gone in Excel, new error values.
        """
        from automation.sources.live_excel import read_open_book

        data, book = path.read_bytes(), self._book(path)
        if book is None:
            return data
        shown = read_open_book(book, path.name).grids
        saved = parse_workbook(data, path.name).grids
        if set(saved) - set(shown):
            raise RefusedFile("unsaved_workbook", say.SAVE_FIRST.format(file=path.name))
        edits = {name: list(_find_edits(grid, shown[name], path.name)) for name, grid in saved.items()}
        return patch_package(data, edits, computed=True).data

    def replace(
        self, path: Path, data: bytes, edits: Edits, shown: Sequence[str], compare: Compare, before: Before
    ) -> None:
        """Set the same cells in Excel, read them back there, and have Excel save the workbook."""
        from automation.outputs.live_excel import write_open_book

        book = self._book(path)
        if book is None:
            super().replace(path, data, edits, shown, compare, before)
            return
        compare(data)
        before()
        write_open_book(book, edits, shown)
        try:
            compare(self.read(path))
        except MasterError as error:
            raise MasterError(say.LIVE_MISMATCH.format(reason=error)) from error
        book.save()

    def _book(self, path: Path) -> Any:
        from automation.sources.live_excel import comparable

        return self._books.get(comparable(path))


ON_DISK = Shelf()


def find_shelf(*, live: bool) -> Shelf:
    """The shelf a run works on. Raises AutomationError for ``live`` where no Excel is running."""
    return ExcelShelf() if live else ON_DISK


def _find_edits(saved: Grid, shown: Grid, file: str) -> Iterator[CellEdit]:
    """The cells whose value Excel shows differently from the file."""
    if shown.unread - saved.unread:  # an error nobody has saved yet
        raise RefusedFile("unsaved_workbook", say.SAVE_FIRST.format(file=file))
    for number in range(max(len(saved.rows), len(shown.rows))):
        old, new = _line(saved, number), _line(shown, number)
        for place in range(max(len(old), len(new))):
            was, now = (line[place] if place < len(line) else "" for line in (old, new))
            if isinstance(was, str) != isinstance(now, str) or cells.show(was) != cells.show(now):
                yield CellEdit(number + 1, place + 1, _value(now))


def _line(grid: Grid, number: int) -> Sequence[Cell]:
    return grid.rows[number] if number < len(grid.rows) else ()


def _value(shown: Cell) -> Value:
    """A value as it goes into the copy; a moment as text, which reads the same."""
    if isinstance(shown, (int, float, date)) and not isinstance(shown, (bool, datetime)):
        return shown
    return cells.show(shown) or None
