"""The first master (总台账) as it is made: it is only patched afterwards, so what it lacks then it never gets."""

from __future__ import annotations

import re
import zipfile
from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest

from automation import cells, sheets
from automation.outputs.new_master import write_master
from automation.sheets import Sheet
from tests.jobs.little_office import built_little
from tests.jobs.office_desk import MASTER

__all__ = ["built_little"]
LAST = 5000
EVERY = pytest.mark.parametrize("sheet", sheets.MASTER, ids=lambda sheet: sheet.name)


@pytest.fixture(scope="module")
def first(built_little):
    """The master of an office on the day of issue, as openpyxl sees it."""
    return openpyxl.load_workbook(built_little / MASTER)


def letter(sheet: Sheet, field: str) -> str:
    return openpyxl.utils.get_column_letter(sheet.fields.index(field) + 1)


def ruled(page) -> dict[str, list]:
    """Range → the formats that hold in it."""
    return {str(area.sqref): list(area.rules) for area in page.conditional_formatting}


@EVERY
def test_formats_and_drop_downs_reach_five_thousand_rows_whatever_stands_there_yet(first, sheet):
    page, last = first[sheet.name], openpyxl.utils.get_column_letter(len(sheet.columns))
    wanted = {f"A2:{last}{LAST}"}  # the lines around filled rows
    wanted |= {
        f"{letter(sheet, one.field)}2:{letter(sheet, one.field)}{LAST}" for one in sheet.columns if one.field == "light"
    }
    if sheet is sheets.TASKS:
        wanted |= {f"{letter(sheet, name)}2:{letter(sheet, name)}{LAST}" for name in ("area", "topic")}
    assert ruled(page).keys() == wanted
    asked = [one for one in sheet.columns if one.office and (one.choices or one.kind in cells.DAYS)]
    listed = {str(rule.sqref) for rule in page.data_validations.dataValidation}
    assert listed == {f"{letter(sheet, one.field)}2:{letter(sheet, one.field)}{LAST}" for one in asked}
    assert page.print_title_rows == "$1:$1", "the headers stand on every page, however many there are"


def test_a_list_longer_than_that_is_covered_from_the_start():
    day = date(2018, 1, 1)
    rows = [{"first": day + timedelta(days=place)} for place in range(LAST)]
    page = openpyxl.load_workbook(BytesIO(write_master({sheets.HOLIDAYS.name: rows}, (), 2018, day)))["放假安排"]
    assert list(ruled(page)) == ["A2:D10000"]
    assert {str(rule.sqref) for rule in page.data_validations.dataValidation} == {"A2:A10000", "B2:B10000", "C2:C10000"}


def test_the_lights_take_their_colours_from_their_words(first):
    for sheet in (sheets.TASKS, sheets.DUTIES, sheets.PERIODS, sheets.EVENTS):
        place = letter(sheet, "light")
        rules = ruled(first[sheet.name])[f"{place}2:{place}{LAST}"]
        assert [rule.formula[0] for rule in rules] == [
            f'LEFT(${place}2,2)="{word}"' for word in ("红灯", "黄灯", "绿灯")
        ]
        assert len({rule.dxf.fill.bgColor.rgb for rule in rules}) == 3


def test_labels_repeat_in_every_row_and_only_a_format_hides_it(first):
    page = first["任务分工表"]
    rows = [line for line in page.iter_rows(min_row=2, values_only=True) if line[0]]
    assert [line[2] for line in rows] == ["重点工作", "重点工作", "专项工作", "专项工作", "保障工作"]
    for place in (letter(sheets.TASKS, "area"), letter(sheets.TASKS, "topic")):
        (rule,) = ruled(page)[f"{place}2:{place}{LAST}"]
        assert rule.formula == [f"${place}2=${place}1"]


@EVERY
def test_no_cells_are_merged_and_no_table_is_set_up_where_rows_are_sorted_and_added(first, sheet):
    assert list(first[sheet.name].merged_cells.ranges) == []
    assert len(first[sheet.name].tables) == 0


def test_its_charts_point_at_fixed_blocks_of_one_hidden_sheet_so_no_range_can_fall_behind_the_rows(built_little):
    with zipfile.ZipFile(built_little / MASTER) as package:
        charts = [package.read(name).decode() for name in sorted(package.namelist()) if "charts/chart" in name]
    assert len(charts) == 3
    ranges = {range_ for chart in charts for range_ in re.findall(r"<f>(.*?)</f>", chart)}
    assert {one.partition("!")[0] for one in ranges} == {"'看板数据'"}
    items = {one.partition("!")[2] for one in ranges if "$B$" in one}
    assert items == {"$B$2:$B$41", "$B$42:$B$61", "$B$62:$B$114"}, "40 sections, 20 areas, 53 weeks"
    assert openpyxl.load_workbook(built_little / MASTER)["看板数据"].sheet_state == "hidden"
