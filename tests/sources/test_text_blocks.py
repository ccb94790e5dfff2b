"""The ready paragraphs of a report (年报范文): read from a text file an office may replace by its own."""

from __future__ import annotations

import pytest

from automation.errors import AutomationError
from automation.jobs.workspace import PROGRAM
from automation.rules.bind_numbers import name_cell
from automation.rules.fill_text import fill_text
from automation.sources.annual_forms import read_form
from automation.sources.text_blocks import read_blocks

FORM = read_form("2021")


def blocks(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "年报文字-2021.txt"
    path.write_bytes(text.encode(encoding))
    return [(one.part, one.order, one.text) for one in read_blocks(path, FORM)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_line_is_a_paragraph_of_the_part_above_it(tmp_path, encoding):
    text = "# 说明\n\n一、总体情况\n甲。\n  乙。  \n 五、 存在的主要问题及改进情况\n丙。\n"
    assert blocks(tmp_path, text, encoding) == [("一", 1, "甲。"), ("一", 2, "乙。"), ("五", 1, "丙。")]


def test_a_paragraph_of_no_part_is_refused_with_its_line(tmp_path):
    with pytest.raises(AutomationError, match="第2行：前面没有写是哪一部分；请先写一行部分的标题，如“一、总体情况”"):
        blocks(tmp_path, "# 说明\n甲。\n一、总体情况\n")


@pytest.mark.parametrize("name", ["2019", "2021"])
def test_every_field_of_our_own_paragraphs_is_a_cell_of_their_form_and_no_number_is_typed(name):
    form = read_form(name)
    found = read_blocks(PROGRAM / "templates" / f"年报文字-{name}.txt", form)
    assert {one.part for one in found} == {"一", "五", "六"}
    for one in found:
        filled = fill_text(one.text, {})
        assert [field for field in filled.missing if field != "年度" and not name_cell(form, field)] == []
        assert filled.loose == ()
