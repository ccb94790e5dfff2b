"""New sheets (新表): what a spreadsheet would not open, or would take for something else, is never written."""

from __future__ import annotations

import pytest
from openpyxl import Workbook

from automation.outputs.new_sheet import add_sheet, add_styles
from automation.sheets import Column, Sheet


def with_choices(book: Workbook, name: str, count: int):
    """A sheet with one drop-down of so many choices; gives its only validation."""
    choices = Column("状态", "status", office=True, choices=("选项",) * count)
    page = add_sheet(book, Sheet(name, ("number",), (Column("编号", "number"), choices)), [{"number": "1"}], 2018)
    (rule,) = page.data_validations.dataValidation
    return rule


@pytest.fixture
def book() -> Workbook:
    new = Workbook()
    add_styles(new)
    return new


@pytest.mark.parametrize(("count", "source"), [(85, '"' + ",".join(["选项"] * 85) + '"'), (86, "'选项'!$A$1:$A$86")])
def test_a_list_longer_than_a_drop_down_can_hold_stands_in_a_hidden_sheet(book, count, source):
    """255 characters: Excel calls a file with a longer one damaged, and openpyxl writes it without a word."""
    rule = with_choices(book, "表", count)
    assert rule.formula1 == source
    assert len(rule.error) <= 225  # nor with a longer message
    assert [page.title for page in book if page.sheet_state == "hidden"] == (["选项"] if count == 86 else [])


def test_each_long_list_has_a_column_of_its_own(book):
    assert with_choices(book, "表一", 90).formula1 == "'选项'!$A$1:$A$90"
    assert with_choices(book, "表二", 100).formula1 == "'选项'!$B$1:$B$100"
    hidden = book["选项"]
    assert [sum(cell.value is not None for cell in column) for column in hidden.columns] == [90, 100]
