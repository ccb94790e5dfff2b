"""Workbooks open in Excel are read and written as files are: the same contract for both."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlwings

from automation.errors import AutomationError
from automation.outputs.live_excel import write_open_book
from automation.outputs.patch import CellEdit, patch_package
from automation.sources.live_excel import comparable, find_open_books, read_open_book
from automation.sources.workbook import Workbook, read_workbook
from tests.live import excel_engine as excel


@pytest.fixture
def office_book(tmp_path: Path) -> Path:
    """A small workbook with text, numbers, days, a formula, an error and a hidden sheet."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "科室进展"
    page.append(["编号", "状态", "完成数", "完成日期"])
    page.append(["RW2018-0001", "推进中", 3, date(2018, 9, 3)])
    page.append(["RW2018-0002", None, None, None])
    page["C3"] = "=1+1"
    page["B4"] = "#N/A"
    page["B4"].data_type = "e"
    hidden = book.create_sheet("冲突")
    hidden.append(["冲突号", "采用"])
    hidden.sheet_state = "hidden"
    path = tmp_path / "总台账.xlsx"
    book.save(path)
    return path


class Closed:
    """The file adapter: a file's package is read and patched."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> Workbook:
        return read_workbook(self.path, self.path.name)

    def write(self, edits, show=()):
        done = patch_package(self.path.read_bytes(), edits, show)
        self.path.write_bytes(done.data)
        return done.kept_formulas


class Open:
    """The live adapter: the workbook is open in Excel."""

    def __init__(self, path: Path) -> None:
        excel.start_excel(path)
        self.book = find_open_books()[comparable(path)]

    def read(self) -> Workbook:
        return read_open_book(self.book, Path(self.book.fullname).name)

    def write(self, edits, show=()):
        kept = write_open_book(self.book, edits, show)
        self.book.save()
        return kept


@pytest.fixture
def no_excel(monkeypatch):
    monkeypatch.setattr(xlwings.engines, "active", None)
    monkeypatch.setattr(xlwings.engines, "engines", [])


@pytest.fixture(params=[Closed, Open])
def desk(request, office_book, no_excel):
    return request.param(office_book)


def cell(book: Workbook, sheet: str, row: int, column: int) -> object:
    lines = book.grids[sheet].rows
    return lines[row - 1][column - 1] if row <= len(lines) and column <= len(lines[row - 1]) else ""


def test_the_same_values_are_read_from_the_file_and_from_excel(office_book, no_excel):
    closed, opened = Closed(office_book).read(), Open(office_book).read()
    assert list(closed.grids) == list(opened.grids)
    for name, grid in closed.grids.items():
        assert opened.grids[name].hidden == grid.hidden
        assert [list(row) for row in opened.grids[name].rows][:2] == [list(row) for row in grid.rows][:2]


@pytest.mark.parametrize(
    "value",
    [
        "已办结",
        "=1+1",
        "'=HYPERLINK(1)",
        "+86",
        "-",
        "@办公室",
        "2018-09-03",
        "007",
        "85%",
        "第一行\n第二行",
        "true",
        " ",
    ],
)
def test_a_text_arrives_as_the_text_it_is(desk, value):
    desk.write({"科室进展": [CellEdit(2, 2, value)]})
    assert cell(desk.read(), "科室进展", 2, 2) == value


@pytest.mark.parametrize("value", [0, 12, 0.85, -3])
def test_a_number_arrives_as_a_number(desk, value):
    desk.write({"科室进展": [CellEdit(3, 4, value)]})
    assert cell(desk.read(), "科室进展", 3, 4) == value


def test_a_day_arrives_as_a_day(desk):
    desk.write({"科室进展": [CellEdit(2, 4, date(2018, 11, 3))]})
    assert cell(desk.read(), "科室进展", 2, 4) == date(2018, 11, 3)


def test_a_cell_can_be_emptied_and_cells_beside_each_other_are_set_at_once(desk):
    desk.write({"科室进展": [CellEdit(2, 2, None), CellEdit(2, 3, 5), CellEdit(4, 1, "RW2018-0003")]})
    read = desk.read()
    assert [cell(read, "科室进展", 2, c) for c in (2, 3)] == ["", 5]
    assert cell(read, "科室进展", 4, 1) == "RW2018-0003"


def test_a_formula_is_left_alone_and_told(desk):
    kept = desk.write({"科室进展": [CellEdit(3, 3, 9), CellEdit(3, 2, "推进中")]})
    assert kept == (("科室进展", CellEdit(3, 3, 9)),)
    assert cell(desk.read(), "科室进展", 3, 2) == "推进中"


def test_an_error_value_is_no_blank(desk):
    assert desk.read().grids["科室进展"].unread >= {"B4"}


def test_a_hidden_sheet_is_shown_when_something_comes_into_it(desk):
    assert desk.read().grids["冲突"].hidden
    desk.write({"冲突": [CellEdit(2, 1, "1")]}, ["冲突"])
    assert not desk.read().grids["冲突"].hidden


def test_what_is_typed_and_not_saved_is_read(office_book, no_excel):
    opened = Open(office_book)
    excel.type_open(opened.book, "科室进展", 2, 2, "已完成")
    assert cell(opened.read(), "科室进展", 2, 2) == "已完成"
    assert cell(Closed(office_book).read(), "科室进展", 2, 2) == "推进中"


def test_excel_redraws_and_reacts_again_afterwards(office_book, no_excel):
    opened = Open(office_book)
    opened.write({"科室进展": [CellEdit(2, 2, "已完成")]})
    assert (opened.book.app.screen_updating, opened.book.app.enable_events) == (True, True)


def test_without_excel_there_is_one_clear_line(no_excel):
    with pytest.raises(AutomationError, match="Excel"):
        find_open_books()


def test_an_excel_with_nothing_running_is_no_excel(no_excel):
    engine = xlwings.Engine(impl=excel.Engine())
    xlwings.engines.add(engine)
    engine.activate()
    with pytest.raises(AutomationError, match="Excel"):
        find_open_books()
