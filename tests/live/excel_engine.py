"""An engine for xlwings that plays Microsoft Excel where there is none: open workbooks in memory, values as typed.

It goes through xlwings' own engine interface (``xlwings.base_classes``) and behaves like Excel where it matters: what
is handed in is read as if typed (a text like a number, a date or a formula becomes one, an apostrophe keeps it a text),
one cell comes back bare and one row flat, a formula shows the value it has, an error reads as nothing unless asked.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import xlwings
from xlwings import base_classes

Place = tuple[int, int]


class Typed:
    """What a cell holds: its value, the formula behind it, and whether an apostrophe keeps it a text."""

    def __init__(self, value: Any = None, formula: str = "") -> None:
        self.value = value
        self.formula = formula


def type_in(said: Any) -> Typed:
    """What Excel makes of something that is typed or handed over."""
    if not isinstance(said, str):
        return Typed(said)
    if said.startswith("'"):
        return Typed(said[1:])
    if said.startswith("="):
        return Typed(0.0, said)
    if re.fullmatch(r"[-+]?\d+(\.\d+)?", said):
        return Typed(float(said))
    day = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", said)
    return Typed(datetime(*map(int, day.groups()))) if day else Typed(said or None)  # noqa: DTZ001 - Excel has no zones


class Engine:  # xlwings names the parameters below
    name = "excel"
    type = "desktop"

    def __init__(self) -> None:
        self.apps = Apps(self)

    @staticmethod
    def prepare_xl_data_element(x, options):  # noqa: ARG004
        return x

    @staticmethod
    def clean_value_data(data, datetime_builder, empty_as, number_builder, err_to_str):  # noqa: ARG004
        rows = data if isinstance(data, (list, tuple)) else [[data]]
        rows = rows if rows and isinstance(rows[0], (list, tuple)) else [rows]
        return [[None if is_error(v) and not err_to_str else v for v in row] for row in rows]


def is_error(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("#") and value.rstrip("!?").isupper()


class Apps(base_classes.Apps):
    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.open: list[App] = []

    def __iter__(self):
        return iter(self.open)

    def __len__(self) -> int:
        return len(self.open)

    def __getitem__(self, index):
        return self.open[index]

    def add(self, **_kwargs):
        self.open.append(App(self.engine))
        return self.open[-1]


class App(base_classes.App):
    screen_updating = True
    enable_events = True
    display_alerts = True
    pid = 1

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._books = Books(self)
        self.alerts: list[str] = []

    def alert(self, prompt, title, buttons, mode, callback):  # noqa: ARG002
        self.alerts.append(prompt)

    @property
    def engine(self):
        return self._engine

    @property
    def books(self):
        return self._books

    @property
    def visible(self):
        return True


class Books(base_classes.Books):
    def __init__(self, app: App) -> None:
        self.app = app
        self.listed: list[Book] = []

    def open(self, fullname, *_arguments, **_options):
        self.listed.append(Book(self.app, Path(fullname)))
        return self.listed[-1]

    def __iter__(self):
        return iter(self.listed)

    def __len__(self) -> int:
        return len(self.listed)

    def __call__(self, name):
        return self.listed[name - 1] if isinstance(name, int) else next(b for b in self.listed if b.name == name)


class Book(base_classes.Book):
    """A workbook as it was when it was opened; ``save`` writes the present values into the file."""

    def __init__(self, app: App, path: Path) -> None:
        self._app, self.path = app, path
        self._sheets = Sheets(self)
        shown = openpyxl.load_workbook(path, data_only=True)
        for page in openpyxl.load_workbook(path).worksheets:
            sheet = Sheet(self, page.title, page.sheet_state == "visible")
            for row in page.iter_rows():
                for cell in row:
                    if cell.value is not None:
                        formula = cell.value if cell.data_type == "f" else ""
                        value = shown[page.title][cell.coordinate].value if formula else cell.value
                        value = float(value) if isinstance(value, int) and not isinstance(value, bool) else value
                        sheet.cells_[cell.row, cell.column] = Typed(value, formula)
            self._sheets.listed.append(sheet)

    name = property(lambda self: self.path.name)
    fullname = property(lambda self: str(self.path))
    app = property(lambda self: self._app)
    sheets = property(lambda self: self._sheets)

    def save(self, path=None, password=None):  # noqa: ARG002
        book = openpyxl.load_workbook(self.path)
        for sheet in self._sheets.listed:
            page = book[sheet.name]
            page.sheet_state = "visible" if sheet.visible else page.sheet_state
            for place, typed in sheet.cells_.items():
                cell = page.cell(*place)
                cell.value = typed.formula or typed.value
                if isinstance(typed.value, str) and not typed.formula:
                    cell.data_type = "s"
        book.save(path or self.path)

    def close(self):
        self._app.books.listed.remove(self)


class Sheets(base_classes.Sheets):
    def __init__(self, book: Book) -> None:
        self.book = book
        self.listed: list[Sheet] = []

    def __call__(self, name):
        return self.listed[name - 1] if isinstance(name, int) else next(s for s in self.listed if s.name == name)

    def __len__(self) -> int:
        return len(self.listed)

    def __iter__(self):
        return iter(self.listed)


class Sheet(base_classes.Sheet):
    def __init__(self, book: Book, name: str, visible: bool) -> None:
        self._book, self._name, self._visible = book, name, visible
        self.cells_: dict[Place, Typed] = {}

    name = property(lambda self: self._name)
    book = property(lambda self: self._book)

    @property
    def visible(self):
        return self._visible

    @visible.setter
    def visible(self, value):
        self._visible = value

    @property
    def used_range(self):
        corner = (max((r for r, _ in self.cells_), default=1), max((c for _, c in self.cells_), default=1))
        return Range(self, (1, 1), corner)

    def range(self, arg1, arg2=None):
        def place(one) -> Place:
            one = getattr(one, "impl", one)
            return (one.row, one.column) if isinstance(one, Range) else one

        return Range(self, place(arg1), place(arg2 or arg1))


class Range(base_classes.Range):
    number_format = ""

    def __init__(self, sheet: Sheet, first: Place, last: Place) -> None:
        self._sheet, self.first, self.last = sheet, first, last
        self.options: dict[str, Any] = {}

    api = property(lambda self: self._sheet)
    sheet = property(lambda self: self._sheet)
    row = property(lambda self: self.first[0])
    column = property(lambda self: self.first[1])
    shape = property(lambda self: (self.last[0] - self.first[0] + 1, self.last[1] - self.first[1] + 1))

    def __len__(self) -> int:
        return self.shape[0] * self.shape[1]

    def __call__(self, row, column=None):
        if column is None:
            row, column = divmod(row - 1, self.shape[1])
            row, column = row + 1, column + 1
        place = (self.row + row - 1, self.column + column - 1)
        return Range(self._sheet, place, place)

    def _block(self, part: str) -> Any:
        """As Excel gives it: a single cell bare, everything else as rows."""
        rows = [
            [getattr(self._sheet.cells_.get((r, c), Typed()), part) for c in range(self.first[1], self.last[1] + 1)]
            for r in range(self.first[0], self.last[0] + 1)
        ]
        return rows[0][0] if len(self) == 1 else rows

    @property
    def raw_value(self):
        return self._block("value")

    @raw_value.setter
    def raw_value(self, said):
        lines = said if isinstance(said, (list, tuple)) else [[said]]
        for down, line in enumerate(lines if isinstance(lines[0], (list, tuple)) else [lines]):
            for right, value in enumerate(line):
                place = (self.row + down, self.column + right)
                self._sheet.cells_[place] = type_in(value)

    @property
    def formula(self):
        """Excel's own: the formula, or for anything else its value as text."""
        rows = [
            [
                typed.formula or ("" if typed.value is None else str(typed.value))
                for c in range(self.first[1], self.last[1] + 1)
                for typed in [self._sheet.cells_.get((r, c), Typed())]
            ]
            for r in range(self.first[0], self.last[0] + 1)
        ]
        return rows[0][0] if len(self) == 1 else tuple(tuple(row) for row in rows)


def start_excel(*paths: Path) -> xlwings.Engine:
    """Excel, running, with these workbooks open; registered with xlwings and made its active engine."""
    engine = xlwings.Engine(impl=Engine())
    xlwings.engines.add(engine)
    engine.activate()
    app = engine.impl.apps.add()
    for path in paths:
        app.books.open(path)
    return engine


def type_open(book: xlwings.Book, sheet: str, row: int, column: int, said: date | str | float | None) -> None:
    """Type into a cell of an open workbook, as a person does."""
    book.sheets[sheet].range((row, column)).value = said
