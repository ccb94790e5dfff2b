"""Charts show bound numbers only (年报图表): what is wrong with one is said in a clerk's words, and it is not drawn."""

from __future__ import annotations

from decimal import Decimal

import pytest

from automation.model.ledger import ChartWanted
from automation.model.trace import Bound
from automation.rules.draw_charts import draw_charts, names_in_charts
from automation.sources.annual_forms import read_form

FORM = read_form("2021")
CELL = "表三/三（七）总计/总计"
NUMBERS = {
    "年度": Bound(2025, ""),
    "解读": Bound(12, ""),
    "回应": Bound(30, ""),
    "收费": Bound(Decimal("1.5"), ""),
    "结余": Bound(-2, ""),
    "零": Bound(0, ""),
    "材料": Bound("办了3场会。", ""),
    CELL: Bound(9, ""),
}


def wanted(data, kind="柱形图", legend="", part="一", after=0, title="图"):
    return ChartWanted(part, after, title, kind, data, legend)


def draw(*charts):
    return draw_charts(charts, FORM, NUMBERS, "总台账.xlsx")


@pytest.mark.parametrize(
    ("data", "labels", "values"),
    [
        ("解读\n回应", ("解读", "回应"), (12, 30)),
        ("解读；回应", ("解读", "回应"), (12, 30)),
        ("政策解读＝{解读}；回应关切={ 回应 }", ("政策解读", "回应关切"), (12, 30)),
        (f"办结＝{CELL}\n收费＝收费", ("办结", "收费"), (9, Decimal("1.5"))),
        ("\n{解读}；；\n", ("解读",), (12,)),
    ],
)
def test_data_are_written_as_a_clerk_lists_them(data, labels, values):
    (drawn,), found = draw(wanted(data))
    assert (drawn.chart.labels, drawn.chart.series[0].values, found) == (labels, values, ())


def test_two_rows_of_numbers_stand_side_by_side_under_the_names_of_the_legend():
    (drawn,), _ = draw(wanted("甲=解读，回应\n乙=零,结余", "折线图", "今年、去年"))
    assert [(one.name, one.values) for one in drawn.chart.series] == [("今年", (12, 0)), ("去年", (30, -2))]
    assert [one.said for one in drawn.numbers] == ["甲·今年", "甲·去年", "乙·今年", "乙·去年"]


def test_charts_are_numbered_in_the_order_of_the_report_and_titles_know_the_year():
    drawn, _ = draw(
        wanted("解读", part="五", title="最后"),
        wanted("解读", part="一", title="{年度}年的末尾"),
        wanted("解读", part="一", after=2, title="在前"),
    )
    assert [one.chart.caption for one in drawn] == ["图1　在前", "图2　2025年的末尾", "图3　最后"]
    assert [one.part for one in drawn] == ["一、总体情况", "一、总体情况", "五、存在的主要问题及改进情况"]
    assert drawn[1].numbers[0].place == "一、总体情况图2（2025年的末尾）"


@pytest.mark.parametrize(
    ("chart", "said"),
    [
        (wanted("解读", part=""), "“部分”没有写是哪一部分"),
        (wanted("解读", part="七"), "“部分”写的“七”不是年度报告的部分"),
        (wanted("解读", kind="雷达图"), "“图型”写的“雷达图”不是图型；请选柱形图、条形图、折线图、饼图"),
        (wanted("  \n；"), "“数据”是空的"),
        (wanted("解读\n甲=17"), "“数据”里的 17 是手工写的数，没有来源"),
        (wanted("解读\n解毒"), "“数据”里的“解毒”没有数值"),
        (wanted("材料"), "“数据”里的“材料”是文字，不是数"),
        (wanted("甲=解读，回应\n乙=解读", legend="今年、去年"), "“数据”各行的数不一样多（1、2）"),
        (wanted("甲=解读，回应"), "“数据”一行有几个数，“图例”没有说各是什么"),
        (wanted("甲=解读，回应", legend="今年"), "“图例”写了1个，数据是2列"),
        (wanted("甲=解读，回应", "饼图", "今年、去年"), "饼图一行只能有一个数"),
        (wanted("解读\n结余", "饼图"), "饼图不能有小于0的数（-2）"),
        (wanted("零", "饼图"), "饼图的数都是0"),
        (wanted("=解读"), ""),
        (wanted("甲="), "“数据”里的“甲”后面没有数"),
    ],
)
def test_a_chart_with_a_fault_is_not_drawn_and_told(chart, said):
    drawn, found = draw(chart)
    assert [dict(one.details)["said"] for one in found] == ([said] if said else [])
    assert {one.kind for one in found} <= {"chart_wrong"}
    assert bool(drawn) is not bool(said)


def test_what_charts_ask_for_is_known_before_they_are_drawn():
    assert names_in_charts([wanted(f"甲={CELL}，解读"), wanted("零")]) == {CELL, "解读", "零"}
