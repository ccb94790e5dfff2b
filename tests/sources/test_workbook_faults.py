"""One file of each awkward kind: the one refusal or finding it gives, or the values it is read for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from automation.errors import RefusedFile
from automation.sources.examine import examine_workbook
from automation.sources.workbook import parse_workbook

FAULTY = Path(__file__).parents[1] / "faulty"
DAY = date(2018, 9, 1)
REFUSED = {
    "empty.xlsx": ("empty_workbook", ""),
    "a-text.xlsx": ("not_a_workbook", ""),
    "a-web-page.xls": ("not_a_workbook", ""),
    "a-word-document.xlsx": ("not_a_workbook", ""),
    "an-old-word-document.xls": ("not_a_workbook", ""),
    "encrypted.xlsx": ("encrypted_workbook", ""),
    "encrypted-zip.xlsx": ("encrypted_workbook", ""),
    "encrypted.ods": ("encrypted_workbook", ""),
    "cut-off.xlsx": ("damaged_workbook", "文件不完整"),
    "flipped-bit.xlsx": ("damaged_workbook", "xl/worksheets/sheet1.xml 校验不符"),
    "text-before-the-zip.xlsx": ("damaged_workbook", "文件开头有多余内容"),
    "name-leaves-the-folder.xlsx": ("damaged_workbook", "部件名不合规范：../../evil.xml"),
    "part-twice.xlsx": ("damaged_workbook", "部件重复：xl/Worksheets/Sheet1.xml"),
    "sheet-name-twice.xlsx": ("damaged_workbook", "有两张工作表都叫“SHEET”"),
    "sheet-missing.xlsx": ("damaged_workbook", "内容读不出来"),
    "relations-missing.xlsx": ("damaged_workbook", "缺少 xl/_rels/workbook.xml.rels"),
    "text-missing.xlsx": ("damaged_workbook", "内容读不出来"),
    "not-xml.xlsx": ("damaged_workbook", "xl/worksheets/sheet1.xml 不是完好的 XML"),
    "doctype.xlsx": ("damaged_workbook", "DOCTYPE"),
    "utf-7.xlsx": ("damaged_workbook", "xl/worksheets/sheet1.xml 用了不认识的编码"),
    "forbidden-character.xlsx": ("damaged_workbook", "xl/worksheets/sheet1.xml 不是完好的 XML"),
    "forbidden-reference.xlsx": ("damaged_workbook", "xl/worksheets/sheet1.xml 不是完好的 XML"),
    "too-deep.xlsx": ("damaged_workbook", "xl/worksheets/sheet1.xml 嵌套太深"),
    "too-many-attributes.xlsx": ("damaged_workbook", "xl/worksheets/sheet1.xml 属性太多"),
    "attribute-too-long.xlsx": ("damaged_workbook", "xl/worksheets/sheet1.xml 属性太长"),
    "zip-bomb.xlsx": ("oversized_workbook", "xl/media/image1.bin"),
    "no-cells.xlsx": ("empty_workbook", ""),
}
PLAIN = [("编号", 7.0)]
NOTICED = {
    "far-cell.xlsx": (("far_cell", "表", 1048576, "XFD", "角落"), PLAIN),
    "formula-without-value.xlsx": (("bare_formulas", "表", 0, "", "C1"), PLAIN),
    "error-cell.xlsx": (("error_cells", "表", 0, "", "C1"), [("编号", 7.0, "")]),
    "hidden-row.xlsx": (("hidden_rows", "表", 0, "", "2"), [("编号", 7.0), (1.0, "")]),
    "hidden-column.xlsx": (("hidden_columns", "表", 0, "", "B"), PLAIN),
    "hidden-sheet.xlsx": (("hidden_sheet", "藏", 0, "", ""), PLAIN),
    "macros.xlsm": (("macro_workbook", "", 0, "", ""), PLAIN),
    "quotes-another-file.xlsx": (("quoted_files", "", 0, "", "other.xlsx"), PLAIN),
    "hand-built.xlsb": (("values_only", "", 0, "", ".xlsb"), [("编号", 7.0, True)]),
    "saved-by-libreoffice.xls": (("values_only", "", 0, "", ".xls"), [("行内", "粗体", "東京", True, "a"), (DAY,) * 5]),
    "saved-by-libreoffice.ods": (("values_only", "", 0, "", ".ods"), [("行内", "粗体", "東京", 1.0, "a"), (DAY,) * 5]),
}
READ = {
    "odd-values.xlsx": [("行内", "粗体", "東京", True, "算好"), (DAY,) * 5],
    "strict.xlsx": [(DAY,)],
    "from-1904.xlsx": [(DAY,) * 3],
    "wrong-dimension.xlsx": [("编号", 7.0, ""), ("",) * 3, ("",) * 3, ("", "", 4.0)],
    "huge-dimension.xlsx": PLAIN,
    "without-places.xlsx": [(1.0, "", 3.0, ""), ("",) * 4, ("丙", "", 5.0, 6.0)],
    "utf-16.xlsx": PLAIN,
    "prefixed.xlsx": [(7.0,)],
}


def first_sheet(data: bytes) -> list[tuple[object, ...]]:
    return list(next(iter(parse_workbook(data, "").grids.values())).rows)


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_trusted_is_refused_by_the_name_of_the_reason(name):
    with pytest.raises(RefusedFile) as refusal:
        examine_workbook((FAULTY / name).read_bytes(), name)
    assert (refusal.value.kind, refusal.value.value) == REFUSED[name]


@pytest.mark.parametrize("name", NOTICED)
def test_what_a_reader_of_values_would_hide_is_told_beside_the_values(name):
    data = (FAULTY / name).read_bytes()
    (told,) = examine_workbook(data, name)[1]
    place = (told.origin.sheet, told.origin.row, told.origin.column)
    assert ((told.kind, *place, told.value), first_sheet(data)) == NOTICED[name]


@pytest.mark.parametrize("name", READ)
def test_a_file_of_another_program_is_read_for_what_it_shows(name):
    data = (FAULTY / name).read_bytes()
    assert (first_sheet(data), examine_workbook(data, name)[1]) == (READ[name], [])


def test_every_file_of_the_folder_stands_in_one_of_the_tables_and_is_small():
    files = {path.name: path.stat().st_size for path in FAULTY.iterdir() if path.suffix not in (".py", "")}
    assert set(files) == {*REFUSED, *NOTICED, *READ, "ends-its-reader.xlsb"}  # that one: test_reading_pool.py
    assert max(files.values()) < 50_000
