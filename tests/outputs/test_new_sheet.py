"""New sheets (新表): what a spreadsheet would not open, or would take for something else, is never written."""

from __future__ import annotations

import pytest
from openpyxl import Workbook

from automation.outputs.new_sheet import add_sheet, add_styles
from automation.sheets import Column, Sheet


@pytest.mark.parametrize(("count", "lists"), [(85, ['"' + ",".join(["选项"] * 85) + '"']), (86, [])])
def test_a_list_longer_than_a_drop_down_can_hold_gets_none(count, lists):
    """255 characters: Excel calls a file with a longer one damaged, and openpyxl writes it without a word."""
    book = Workbook()
    add_styles(book)
    choices = Column("状态", "status", office=True, choices=("选项",) * count)
    page = add_sheet(book, Sheet("表", ("number",), (Column("编号", "number"), choices)), [{"number": "1"}], 2018)
    assert [rule.formula1 for rule in page.data_validations.dataValidation] == lists
