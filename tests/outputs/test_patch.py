"""Patching the master (原包修补): our cells change, every other part stays byte for byte."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from automation.model.cell_name import column_letters
from automation.outputs.patch import CellEdit, patch_package, row_height
from automation.sources.workbook import parse_workbook
from tests.jobs.little_office import built_little, little
from tests.jobs.office_desk import MASTER, form, row, run, type_into

__all__ = ["built_little", "little"]
MARKED = Path("xl/custom/office.bin")


def book(**sheets) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        page = made.create_sheet(name)
        for line in rows:
            page.append(line)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def cell(data: bytes, sheet: str, row: int, column: int) -> object:
    rows = parse_workbook(data, "").grids[sheet].rows
    return rows[row - 1][column - 1]


def decorate(path: Path) -> None:
    """What an office adds to its master: a chart, a comment, a name, a sheet, and a part no library knows."""
    made = openpyxl.load_workbook(path)
    page = made.create_sheet("办公室自用")
    for line in (["月", "数"], [7, 3], [8, 5]):
        page.append(line)
    page["D1"] = "=SUM(B2:B3)"
    chart = BarChart()
    chart.add_data(Reference(page, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    page.add_chart(chart, "F2")
    made["任务分工表"]["E3"].comment = Comment("请再核", "办公室")
    made.defined_names["重点"] = DefinedName("重点", attr_text="办公室自用!$B$2:$B$3")
    made.save(path)
    data = path.read_bytes()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts(data).items():
            target.writestr(name, content)
        target.writestr(MARKED.as_posix(), b"\x00\x01 kept")


def test_a_merge_changes_only_our_sheets_and_the_workbook_part(fresh_office):
    decorate(fresh_office / MASTER)
    before = parts((fresh_office / MASTER).read_bytes())
    type_into(form(fresh_office, "政法科"), "任务进展", {(26, "进展情况"): "已核对"})
    assert run(fresh_office, "merge")[0] == 0
    after = parts((fresh_office / MASTER).read_bytes())
    assert list(before) == list(after)
    changed = {name for name in before if before[name] != after[name]}
    ours = {name for name in changed if name.startswith("xl/worksheets/sheet")}
    drawn = {name for name in before if name.startswith("xl/charts/") and "看板数据".encode() in before[name]}
    assert len(drawn) == 3
    assert changed - drawn == {*ours, "xl/workbook.xml"}
    assert changed & drawn, "what a chart repeats goes with its figures"
    own = next(name for name in before if name.startswith("xl/worksheets/") and b"SUM(B2:B3)" in before[name])
    assert own not in changed
    assert after[MARKED.as_posix()] == b"\x00\x01 kept"
    assert any(name.startswith("xl/charts/") and name not in drawn for name in after), "the office's own is untouched"
    assert b'fullCalcOnLoad="1"' in after["xl/workbook.xml"]


def test_rows_are_found_by_number_after_the_office_sorted_them(fresh_office):
    path = fresh_office / MASTER
    made = openpyxl.load_workbook(path)
    page = made["任务分工表"]
    lines = [[one.value for one in line] for line in page.iter_rows()]
    for place, line in enumerate([lines[0], *reversed(lines[1:])], 1):
        for column, value in enumerate(line, 1):
            page.cell(place, column).value = value
    page.move_range("A1:U70", cols=2)
    page["A1"] = "办公室备注"
    page["A39"] = "催一下"
    made.save(path)
    type_into(form(fresh_office, "政法科"), "任务进展", {(26, "进展情况"): "已核对"})
    code, told, _ = run(fresh_office, "merge")
    assert (code, [one["after"] for one in told["changes"]]) == (0, ["已核对"])
    found = row(fresh_office, "任务分工表", 序号=26)
    assert (found["编号"], found["进展情况"]) == ("RW2018-0026", "已核对")
    page = openpyxl.load_workbook(path)["任务分工表"]
    assert page["A39"].value == "催一下"
    assert page["C40"].value == "RW2018-0026", "the row stays where the office put it"


def test_each_line_of_a_sorted_sheet_keeps_its_row_so_that_the_notes_beside_it_stay_true(little):
    path = little / MASTER
    made = openpyxl.load_workbook(path)
    page = made["科室进展"]
    lines = [[one.value for one in line] for line in page.iter_rows(min_row=2)]
    page.delete_rows(2, len(lines))
    for place, line in enumerate(reversed(lines), 3):  # an empty line stays under the header
        for column, value in enumerate(line, 1):
            page.cell(place, column).value = value
        page.cell(place, 30).value = f"{line[0]} {line[1]}"
        page.cell(place, 9).comment = Comment(f"{line[0]} {line[1]}", "办公室")
    made.save(path)
    type_into(form(little, "丙科"), "任务进展", {(3, "进展情况"): "已答复", (4, "进展情况"): "已培训"})
    assert len(run(little, "merge")[1]["changes"]) == 2
    page = openpyxl.load_workbook(path)["科室进展"]
    told = {f"{page.cell(place, 1).value} {page.cell(place, 2).value}": place for place in range(3, len(lines) + 3)}
    assert {page.cell(place, 30).value: place for place in range(3, len(lines) + 3)} == told
    assert {page.cell(place, 9).comment.text: place for place in range(3, len(lines) + 3)} == told
    assert page.cell(told["RW2018-0003 丙科"], 9).value == "已答复"
    assert [cell.value for cell in page[2] if cell.value] == []


def test_a_row_added_at_the_end_looks_like_its_columns(little):
    type_into(form(little, "甲科"), "任务进展", {(1, "进展情况"): "已公开"})
    run(little, "merge")
    page = openpyxl.load_workbook(little / MASTER)["变更记录"]
    shown = {page.cell(1, one.column).value: one for one in page[2]}
    assert shown["日期"].number_format == "yyyy-mm-dd"
    assert shown["新值"].value == "已公开"
    assert shown["新值"].alignment.wrap_text


def test_untouched_packages_come_back_as_they_are():
    data = book(表=[["编号"], ["一"]])
    assert patch_package(data, {}).data is data
    assert patch_package(data, {"表": []}).data is data


@pytest.mark.parametrize(
    "text", ["=1+1", "+8", "-3", "@SUM(A1)", "=cmd|'/c'!A1", "a\nb", " 前后空格 ", "<b>&amp;", "😀"]
)
def test_text_stays_text(text):
    data = patch_package(book(表=[["编号"]]), {"表": [CellEdit(2, 1, text)]}).data
    assert cell(data, "表", 2, 1) == text
    assert openpyxl.load_workbook(BytesIO(data))["表"]["A2"].data_type in ("s", "inlineStr")


def test_a_formula_is_left_alone_and_named():
    patched = patch_package(book(表=[["编号"], ["=1+1"]]), {"表": [CellEdit(2, 1, "新"), CellEdit(2, 2, "旁")]})
    assert [(sheet, edit.value) for sheet, edit in patched.kept_formulas] == [("表", "新")]
    assert openpyxl.load_workbook(BytesIO(patched.data))["表"]["A2"].value == "=1+1"
    assert cell(patched.data, "表", 2, 2) == "旁"


def test_days_in_a_workbook_of_the_1904_system_are_the_same_days():
    data = book(表=[["编号"]])
    old = parts(data)
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, content in old.items():
            old_days = re.sub(rb"<workbookPr\b", b'<workbookPr date1904="1"', content)
            target.writestr(name, old_days if name == "xl/workbook.xml" else content)
    data = patch_package(out.getvalue(), {"表": [CellEdit(2, 1, date(2018, 11, 26))]}).data
    made = openpyxl.load_workbook(BytesIO(data))
    assert made.epoch.year == 1904
    assert (made.epoch.date() + (date(2018, 11, 26) - date(1904, 1, 1))).isoformat() == "2018-11-26"
    assert made["表"]["A2"].value == (date(2018, 11, 26) - date(1904, 1, 1)).days


def test_a_cell_emptied_keeps_its_style_and_loses_its_value():
    made = openpyxl.Workbook()
    made.active.title = "表"
    made.active["A1"] = "编号"
    made.active["A1"].font = openpyxl.styles.Font(bold=True)
    out = BytesIO()
    made.save(out)
    data = patch_package(out.getvalue(), {"表": [CellEdit(1, 1, None)]}).data
    again = openpyxl.load_workbook(BytesIO(data))["表"]["A1"]
    assert again.value is None
    assert again.font.bold


EDITS = st.lists(
    st.tuples(
        st.integers(1, 40),
        st.integers(1, 30),
        st.one_of(
            st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=8),
            st.integers(-999, 999),
            st.none(),
        ),
    ),
    max_size=12,
    unique_by=lambda edit: edit[:2],
)


@settings(max_examples=60, deadline=None)
@given(EDITS)
def test_every_edit_is_read_back_and_nothing_else_moves(edits):
    data = book(表=[["编号", "科室"], ["一", 2], [None, "三"]])
    patched = patch_package(data, {"表": [CellEdit(*edit) for edit in edits]}).data
    before, after = (openpyxl.load_workbook(BytesIO(one))["表"] for one in (data, patched))
    wanted = {(line, column): value for line, column, value in edits}
    for line in range(1, 41):
        for column in range(1, 31):
            meant = wanted.get((line, column), before.cell(line, column).value)
            said = "" if meant is None else meant
            now = after.cell(line, column).value
            if isinstance(said, str):
                said = said.replace("\ufffe", "").replace("\uffff", "")
            assert ("" if now is None else now) == said


def test_a_row_grows_with_its_text_but_not_when_the_office_set_it():
    made = openpyxl.Workbook()
    made.active.title = "表"
    made.active["A1"], made.active["A2"], made.active["A3"] = "编号", "一", "二"
    made.active.row_dimensions[3].height = 20
    out = BytesIO()
    made.save(out)
    long = "进展" * 60
    data = patch_package(out.getvalue(), {"表": [CellEdit(2, 1, long), CellEdit(3, 1, long)]}).data
    page = openpyxl.load_workbook(BytesIO(data))["表"]
    assert page.row_dimensions[2].height > 100
    assert page.row_dimensions[3].height == 20


def test_heights_count_han_characters_twice_and_have_a_limit():
    assert row_height([("短", 10)]) == row_height([("", 10)])
    assert row_height([("一二三四五六七八九十", 10)]) > row_height([("1234567890", 10)])
    assert row_height([("字" * 100_000, 1)]) == 409


@pytest.mark.parametrize(("column", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA")])
def test_columns_have_their_letters(column, letters):
    assert column_letters(column) == letters
