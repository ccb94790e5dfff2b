"""Charts are kept in step with their figures: only what they repeat changes, and only where they point there."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from lxml import etree

from automation.outputs.patch_charts import CHART_SPACE, DrawnSheet, hide_lines, lay_figures, refresh_charts

C = f'xmlns:c="{CHART_SPACE}"'
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DRAWN = DrawnSheet("看板数据", {(1, 3): "已完成", (2, 2): "甲科", (3, 2): "乙科", (2, 3): 4}, range(2, 6), {4, 5})


def chart(formula: str, kind: str = "numRef", cache: str = "") -> bytes:
    return f"<c:chart {C}><c:{kind}><c:f>{formula}</c:f>{cache}</c:{kind}><c:style/></c:chart>".encode()


def refreshed(*charts: bytes) -> dict[str, bytes]:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for number, content in enumerate(charts, 1):
            package.writestr(f"xl/charts/chart{number}.xml", content)
        package.writestr("xl/worksheets/sheet1.xml", "看板数据")
    with zipfile.ZipFile(out) as package:
        return refresh_charts(package, DRAWN)


def points(content: bytes) -> tuple[str, list[tuple[str, str]]]:
    root = etree.fromstring(content)
    listed = [(str(one.get("idx")), "".join(one.itertext())) for one in root.iter(f"{{{CHART_SPACE}}}pt")]
    return next(root.iter(f"{{{CHART_SPACE}}}ptCount")).get("val"), listed


@pytest.mark.parametrize("sheet", ["看板数据", "'看板数据'"])
def test_a_chart_without_numbers_of_its_own_gets_those_of_the_lines_shown(sheet):
    (content,) = refreshed(chart(f"{sheet}!$C$2:$C$5")).values()
    assert points(content) == ("2", [("0", "4")]), "two lines are shown, in one nothing stands"
    (content,) = refreshed(chart(f"{sheet}!$B$2:$B$5", "strRef")).values()
    assert points(content) == ("2", [("0", "甲科"), ("1", "乙科")])


def test_old_numbers_are_replaced_and_their_format_stays():
    old = (
        '<c:numCache><c:formatCode>0.0</c:formatCode><c:ptCount val="1"/><c:pt idx="0"><c:v>9</c:v></c:pt></c:numCache>'
    )
    (content,) = refreshed(chart("看板数据!$C$2:$C$5", cache=old)).values()
    assert points(content) == ("2", [("0", "4")])
    assert b"0.0</c:formatCode>" in content
    assert content.count(b"numCache>") == 2
    assert b"<c:style/>" in content


def test_a_chart_that_already_says_so_is_left_byte_for_byte():
    (content,) = refreshed(chart("看板数据!$C$2:$C$5")).values()
    assert refreshed(content) == {}


@pytest.mark.parametrize(
    "content",
    [
        chart("办公室自用!$C$2:$C$5"),
        chart("'另一本 看板数据'!$C$2:$C$5"),
        chart("[1]看板数据!$C$2:$C$5"),
        chart("看板数据!$C$2:$C$5", "multiLvlStrRef"),
        chart("OFFSET(看板数据!$C$2,0,0,5)"),
        chart(""),
    ],
)
def test_what_points_elsewhere_or_in_another_way_is_not_touched(content):
    assert refreshed(content) == {}


def sheet(rows: str) -> etree._Element:
    return etree.fromstring(f'<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData></worksheet>')


def hidden(root: etree._Element) -> list[str]:
    return [str(row.get("r")) for row in root.iter(f"{{{SHEET}}}row") if row.get("hidden") == "1"]


def test_lines_without_figures_are_hidden_made_where_missing_and_shown_again():
    root = sheet('<row r="1"/><row r="2" hidden="1"/><row r="4"/><row r="9" hidden="1"/>')
    assert hide_lines(root, DRAWN)
    assert hidden(root) == ["4", "5", "9"], "what is not of the figures is the office's"
    assert [row.get("r") for row in root.iter(f"{{{SHEET}}}row")] == ["1", "2", "4", "5", "9"]
    assert not hide_lines(root, DRAWN)


def test_a_block_keeps_one_line_shown_and_columns_are_found_where_they_stand():
    rows = [{"item": "甲科", "done": 1}, *({"item": ""} for _ in range(112))]
    laid = lay_figures(rows, 0, {"item": 4, "done": 2})
    assert laid.values[2, 5] == "甲科"
    assert (laid.values[1, 3], laid.values[2, 3]) == ("已完成", 1)
    shown = [line for line in laid.lines if line not in laid.hidden]
    assert shown == [2, 42, 62]
