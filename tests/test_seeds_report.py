"""The figures of the sample report 2020 balance, and its text and tables know the same numbers."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

SEEDS = Path(__file__).parents[1] / "seeds"
SHARED = Path(__file__).parents[1].parent / "shared"
Row = dict[str, str]


def read_csv(name: str) -> list[Row]:
    """Rows of a seed table; Excel's byte order mark is no part of the first header."""
    with (SEEDS / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


REPORT = tomllib.loads((SEEDS / "2020/office.toml").read_text(encoding="utf-8-sig"))
TABLE_2, TABLE_3, TABLE_4 = (read_csv(f"2020/表{number}.csv") for number in "二三四")


APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
FIGURES: dict[str, int] = REPORT["figures"]
NEW, CARRIED, TOTAL, LEFT = (
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "（七）总计",
    "四、结转下年度继续办理",
)
PUBLISHED_PARTS = (
    "部门文件",
    "制度",
    "财政预决算",
    "动态通知",
    "疫情防控",
    "爱国卫生",
    "六稳六保",
    "基本公卫",
    "医疗卫生",
)


def said(part: str) -> str:
    return "".join(REPORT["text"][part]).format_map(FIGURES)


def decisions(*items: str) -> int:
    return sum(int(row["数值"]) for row in TABLE_2 if row["信息内容"] in items and row["列名"] == "处理决定数量")


def test_the_three_tables_have_every_cell_of_the_2019_form() -> None:
    path = SHARED / "design/annual_forms/2019.json"
    if not path.exists():
        pytest.skip("the 2019 form is not beside this checkout")
    form = json.loads(path.read_text(encoding="utf-8"))
    wanted = [
        (band["title"], row, name)
        for band in form["T2"]["bands"]
        for row in band["rows"]
        for name in band["header"][1:]
    ]
    assert [(row["条款"], row["信息内容"], row["列名"]) for row in TABLE_2] == wanted
    assert [row["行"] for row in TABLE_3] == [row["label"] for row in form["T3"]["data_rows"]]
    assert list(TABLE_3[0])[1:] == form["T3"]["columns"]
    assert [row["组"] for row in TABLE_4] == ["行政复议", "未经复议直接起诉", "复议后起诉"]
    assert REPORT["office"]["year"] in form["report_years"]


def test_every_cell_is_a_whole_number_and_none_is_blank() -> None:
    cells = [row["数值"] for row in TABLE_2]
    cells += [value for row in TABLE_3 + TABLE_4 for value in list(row.values())[1:]]
    assert len(cells) == 22 + 161 + 15 and all(re.fullmatch(r"\d+", cell) for cell in cells)


def test_every_row_of_table_3_and_every_group_of_table_4_adds_up() -> None:
    for row in TABLE_3:
        assert sum(int(row[name]) for name in APPLICANTS) == int(row["总计"]), row["行"]
    for row in TABLE_4:
        assert sum(int(row[name]) for name in ("结果维持", "结果纠正", "其他结果", "尚未审结")) == int(row["总计"])


@pytest.mark.parametrize("column", [*APPLICANTS, "总计"])
def test_every_column_of_table_3_balances(column: str) -> None:
    cell = {row["行"]: int(row[column]) for row in TABLE_3}
    assert cell[NEW] + cell[CARRIED] == cell[TOTAL] + cell[LEFT]
    assert sum(value for label, value in cell.items() if re.match("（[一二三四五六]）", label)) == cell[TOTAL]


def test_the_text_and_the_tables_know_the_same_numbers() -> None:
    new, carried = (next(int(row["总计"]) for row in TABLE_3 if row["行"] == label) for label in (NEW, CARRIED))
    assert (new, carried) == (FIGURES["依申请"], 0)
    assert decisions("行政许可", "其他对外管理服务事项") == FIGURES["许可和其他"]
    assert decisions("行政处罚", "行政强制") == FIGURES["执法处罚"]
    assert sum(FIGURES[name] for name in PUBLISHED_PARTS) == FIGURES["全年公开信息"]
    after = re.findall(r"(?:收到|受理|办结|结转|复议|诉讼)[^\d。]*(\d+)", said("一") + said("五"))
    assert after == [str(FIGURES["依申请"])]


def test_no_decision_cell_is_a_running_total_and_no_change_repeats_the_decisions() -> None:
    for item in ("行政许可", "其他对外管理服务事项", "行政处罚", "行政强制"):
        before, change, decided = (int(row["数值"]) for row in TABLE_2 if row["信息内容"] == item)
        assert decided == 0 or (decided != before + change and decided != change), item


def test_every_field_of_the_text_has_a_figure_every_figure_a_field_and_no_number_is_typed_by_hand() -> None:
    text = "".join(paragraph for part in REPORT["text"].values() for paragraph in part)
    assert set(re.findall(r"\{(.+?)\}", text)) == set(FIGURES)
    assert not re.search(r"\d", re.sub(r"\{.+?\}", "", text))


def test_the_parts_have_their_length_and_the_report_its_day() -> None:
    assert len(said("一")) <= 1000 and 2 <= len(REPORT["text"]["五"]) <= 4
    assert "信息处理费" in said("六")
    assert REPORT["office"]["signed"] <= date(2021, 1, 31)
    assert "政府信息与政务公开工作报告" not in (SEEDS / "2020/office.toml").read_text(encoding="utf-8")
