"""The names of cells (单元格名称): B7 is row 7, column 2; rows and columns count from 1 everywhere."""

from __future__ import annotations

import re
from functools import lru_cache

_NAME = re.compile(r"\$?([A-Za-z]{0,7})\$?([0-9]{0,9})")


def column_letters(column: int) -> str:
    """A column as its letters: 11 → K."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """The name of a cell: (3, 11) → K3."""
    return f"{column_letters(column)}{row}"


def column_number(name: str) -> int:
    """The column of a cell's name: K3 → 11; 0 where it names none. Raises ValueError for what is no name."""
    return _parts(name)[1]


def row_number(name: str) -> int:
    """The row of a cell's name: K3 → 3; 0 where it names none. Raises ValueError for what is no name."""
    return _parts(name)[0]


def place_of(name: str) -> tuple[int, int]:
    """Row and column of a cell's name: K3 → (3, 11). Raises ValueError for what is no name, or half of one."""
    row, column = _parts(name)
    if not row or not column:
        raise ValueError(name)
    return row, column


def _parts(name: str) -> tuple[int, int]:
    found = _NAME.fullmatch(name)
    if found is None:
        raise ValueError(name)
    return int(found[2] or 0), _column(found[1])


@lru_cache(maxsize=1024)
def _column(letters: str) -> int:
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return column
