"""Readings (指标填报): what sections hand in for the report's indicators, from the form to 指标汇总 and back."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from automation.jobs.open_ledger import view_ledger
from automation.jobs.workspace import open_workspace
from automation.model.ledger import Paragraph
from automation.rules.bind_numbers import bind_indicators
from automation.rules.draft_annual import draft_texts
from automation.sources.annual_forms import read_form
from tests.jobs.office_desk import MASTER, form, kinds, row, run, sheet, type_into

READINGS = "指标填报"


def declare(root, *indicators):
    """The office writes indicators under those of 指标汇总."""
    book = openpyxl.load_workbook(root / MASTER)
    page = book["指标汇总"]
    heads = {cell.value: cell.column for cell in page[1]}
    line = 1 + sum(1 for one in sheet(root, "指标汇总"))
    for count, indicator in enumerate(indicators, 1):
        for header, value in indicator.items():
            page.cell(line + count, heads[header], value)
    book.save(root / MASTER)


ANSWERED = {
    "指标名称": "答复件数",
    "单位": "件",
    "填报科室": "政法科、疾控科",
    "统计周期": "每季度",
    "汇总办法": "求和",
}
COLUMNS = {"指标名称": "公开专栏", "单位": "个", "填报科室": "宣传科", "统计周期": "每半年", "汇总办法": "最新"}
TYPED = {"指标名称": "培训人次", "数值": 120}


@pytest.fixture(scope="module")
def asking_office(issued_office, tmp_path_factory):
    """The office with three indicators, two of them handed in by sections, and forms that ask for them."""
    office = shutil.copytree(issued_office, tmp_path_factory.mktemp("asking") / "office")
    declare(office, ANSWERED, COLUMNS, TYPED)
    code, told, _ = run(office, "distribute", as_of="2018-07-26")
    assert (code, kinds(told)) == (0, [])
    return office


@pytest.fixture
def desk(asking_office, tmp_path):
    """A copy of it, to be worked in."""
    return shutil.copytree(asking_office, tmp_path / "office")


def asked(root, section):
    return sheet(root, READINGS, form(root, section).relative_to(root))


def total(root, name):
    return row(root, "指标汇总", 指标名称=name)["汇总值"]


def test_each_section_is_asked_for_its_indicators_by_period(desk):
    rows = asked(desk, "政法科")
    assert [(one["指标编号"], one["指标名称"], one["单位"], one["统计期"]) for one in rows] == [
        ("ZB2018-01", "答复件数", "件", f"2018年第{quarter}季度") for quarter in (1, 2, 3, 4)
    ]
    assert [one["统计期"] for one in asked(desk, "宣传科")] == ["2018年上半年", "2018年下半年"]
    assert READINGS not in openpyxl.load_workbook(form(desk, "办公室")).sheetnames
    page = openpyxl.load_workbook(form(desk, "政法科"))[READINGS]
    assert page.column_dimensions["A"].hidden
    assert [cell.protection.locked for cell in page[2]] == [True, True, True, True, False, False]


def test_readings_are_summed_over_sections_and_periods_or_the_latest_counts(desk):
    type_into(
        form(desk, "政法科"),
        READINGS,
        {("2018年第1季度", "填报值"): "１２件", ("2018年第2季度", "填报值"): 3},
        "统计期",
    )
    type_into(form(desk, "疾控科"), READINGS, {("2018年第1季度", "填报值"): "2,000"}, "统计期")
    type_into(form(desk, "宣传科"), READINGS, {("2018年上半年", "填报值"): 7, ("2018年下半年", "填报值"): 9}, "统计期")
    code, told, _ = run(desk, "merge")
    assert (code, kinds(told), len(told["changes"])) == (0, [], 5)
    assert (total(desk, "答复件数"), total(desk, "公开专栏"), total(desk, "培训人次")) == (2015, 9, 120)
    read = row(desk, READINGS, 指标编号="ZB2018-01", 科室="政法科", 统计期="2018年第1季度")
    assert (read["填报值"], str(read["最近更新"])[:10]) == (12, "2018-08-06")
    assert run(desk, "merge", as_of="2018-08-13")[1]["changes"] == []


def test_a_second_hand_in_is_a_change_of_the_first(desk):
    path = form(desk, "政法科")
    type_into(path, READINGS, {("2018年第1季度", "填报值"): 12}, "统计期")
    run(desk, "merge")
    type_into(path, READINGS, {("2018年第1季度", "填报值"): 15, ("2018年第1季度", "说明"): "补报3件"}, "统计期")
    _, told, _ = run(desk, "merge", as_of="2018-08-13")
    assert [(c["field"], c["before"], c["after"]) for c in told["changes"]] == [
        ("填报值", "12", "15"),
        ("说明", "", "补报3件"),
    ]
    assert [one["新值"] for one in sheet(desk, "变更记录") if one["字段"] == "填报值"] == ["12", "15"]
    assert total(desk, "答复件数") == 15


def test_a_reading_both_sides_changed_waits_and_the_choice_is_obeyed(desk):
    type_into(form(desk, "宣传科"), READINGS, {("2018年上半年", "填报值"): 7}, "统计期")
    run(desk, "merge")
    type_into(form(desk, "宣传科"), READINGS, {("2018年上半年", "填报值"): 8}, "统计期")
    type_into(desk / MASTER, READINGS, {("2018年上半年", "填报值"): 6}, "统计期")
    _, told, _ = run(desk, "merge", as_of="2018-08-13")
    (conflict,) = told["conflicts"]
    assert (conflict["base"], conflict["master"], conflict["section_value"]) == ("7", "6", "8")
    type_into(desk / MASTER, "冲突", {("ZB2018-02", "采用"): "科室"}, "编号")
    _, told, _ = run(desk, "merge", as_of="2018-08-20")
    assert (told["conflicts"], total(desk, "公开专栏")) == ([], 8)


@pytest.mark.parametrize(
    ("header", "said", "kind"),
    [("填报值", "约30", "not_a_number"), ("统计期", "2018年全年", "unknown_number"), ("单位", "次", "locked_changed")],
)
def test_each_wrong_cell_of_a_reading_is_told_with_its_place(desk, header, said, kind):
    type_into(form(desk, "政法科"), READINGS, {("2018年第1季度", header): said}, "统计期")
    _, told, _ = run(desk, "merge")
    assert kind in kinds(told)
    first = next(finding for finding in told["findings"] if finding["kind"] == kind)
    assert (first["file"], first["sheet"]) == ("workbooks/科室填报/政法科.xlsx", READINGS)


def test_a_renamed_indicator_keeps_its_readings(desk):
    type_into(form(desk, "宣传科"), READINGS, {("2018年上半年", "填报值"): 7}, "统计期")
    run(desk, "merge")
    type_into(desk / MASTER, "指标汇总", {("公开专栏", "指标名称"): "公开专栏数"}, "指标名称")
    run(desk, "merge", as_of="2018-08-13")
    assert total(desk, "公开专栏数") == 7
    assert {one["指标名称"] for one in sheet(desk, READINGS) if one["科室"] == "宣传科"} == {"公开专栏数"}


def test_a_copied_row_of_an_indicator_gets_a_number_of_its_own(desk):
    declare(desk, {**COLUMNS, "指标编号": "ZB2018-02", "指标名称": "另一个"})
    run(desk, "merge")
    assert row(desk, "指标汇总", 指标名称="另一个")["指标编号"] == "ZB2018-04"


def test_a_typed_value_that_readings_contradict_is_told(desk):
    type_into(desk / MASTER, "指标汇总", {("公开专栏", "数值"): 5}, "指标名称")
    assert kinds(run(desk, "merge")[1]) == []
    type_into(form(desk, "宣传科"), READINGS, {("2018年上半年", "填报值"): 7}, "统计期")
    _, told, _ = run(desk, "merge", as_of="2018-08-13")
    assert (kinds(told), total(desk, "公开专栏")) == (["indicator_differs"], 7)


@pytest.mark.parametrize(("header", "said"), [("填报科室", "后勤科"), ("统计周期", "每旬"), ("汇总办法", "平均")])
def test_an_indicator_nobody_can_hand_in_as_declared_is_told(fresh_office, header, said):
    declare(fresh_office, {**ANSWERED, header: said})
    code, told, _ = run(fresh_office, "distribute", as_of="2018-07-26")
    assert (code, kinds(told)) == (1, ["indicator_bad"])
    assert (header in told["findings"][0]["message"], said in told["findings"][0]["message"]) == (True, True)
    assert sheet(fresh_office, READINGS) == []


def test_the_annual_text_quotes_what_the_sections_handed_in(desk):
    type_into(form(desk, "政法科"), READINGS, {("2018年第1季度", "填报值"): 12}, "统计期")
    run(desk, "merge")
    official = read_form("2019")
    with view_ledger(open_workspace(Path(desk))) as opened:
        text = Paragraph(official.parts[0], 1, "答复{答复件数}件，培训{培训人次}人次。")
        numbers = bind_indicators(opened.ledger, {}, opened.past)
        (filled,) = draft_texts(replace(opened.ledger, paragraphs=(text,)), official, numbers)[official.parts[0]]
    assert (filled.text, filled.missing, filled.loose) == ("答复12件，培训120人次。", (), ())
    (source,) = numbers["答复件数"].sources
    assert (source.section, source.name, source.value) == ("政法科", "2018年第1季度", "12")
    assert "政法科.xlsx › 指标填报 › 第2行" in source.handed


def test_the_annual_text_takes_in_what_sections_wrote_themselves(issued_office, tmp_path):
    root = shutil.copytree(issued_office, tmp_path / "office")
    told = {"指标名称": "工作亮点", "填报科室": "政法科、疾控科", "统计周期": "全年", "汇总办法": "文字"}
    declare(root, told)
    run(root, "distribute", as_of="2018-07-26")
    for section, text in (("政法科", "清理了旧文件。"), ("疾控科", "办了2期培训。")):
        type_into(form(root, section), READINGS, {("工作亮点", "说明"): text}, "指标名称")
    assert kinds(run(root, "merge")[1]) == []
    official = read_form("2019")
    with view_ledger(open_workspace(Path(root))) as opened:
        text = Paragraph(official.parts[0], 1, "{工作亮点}")
        numbers = bind_indicators(opened.ledger, {}, opened.past)
        (filled,) = draft_texts(replace(opened.ledger, paragraphs=(text,)), official, numbers)[official.parts[0]]
    assert filled.text.splitlines() == ["清理了旧文件。", "办了2期培训。"]
    assert [one.section for one in numbers["工作亮点"].sources] == ["政法科", "疾控科"]
    assert filled.loose == ("…办了【2】期培训。…",)  # a number nobody bound is told, whoever typed it


def test_a_count_below_zero_is_told_and_not_added(desk):
    type_into(form(desk, "政法科"), READINGS, {("2018年第1季度", "填报值"): -3}, "统计期")
    type_into(form(desk, "疾控科"), READINGS, {("2018年第1季度", "填报值"): 5}, "统计期")
    code, told, _ = run(desk, "merge")
    assert (code, kinds(told)) == (1, ["below_zero"])
    (bad,) = [finding for finding in told["findings"] if finding["kind"] == "below_zero"]
    assert (bad["file"], bad["column"], bad["value"]) == ("workbooks/科室填报/政法科.xlsx", "填报值", "-3")
    assert total(desk, "答复件数") == 5
    assert row(desk, READINGS, 指标编号="ZB2018-01", 科室="政法科", 统计期="2018年第1季度")["填报值"] is None


def test_one_the_office_types_itself_is_told_and_not_added(desk):
    type_into(form(desk, "宣传科"), READINGS, {("2018年上半年", "填报值"): 7}, "统计期")
    run(desk, "merge")
    type_into(desk / MASTER, READINGS, {("2018年下半年", "填报值"): -2}, "统计期")
    code, told, _ = run(desk, "merge", as_of="2018-08-13")
    assert (code, kinds(told), total(desk, "公开专栏")) == (1, ["below_zero"], 7)
    assert told["findings"][0]["message"].startswith("〔错误〕指标填报 › 填报值：“-2”小于零")


def test_work_done_less_than_nothing_is_told(desk):
    type_into(form(desk, "政法科"), "任务进展", {(26, "完成数"): -1})
    assert kinds(run(desk, "merge")[1]) == ["below_zero"]
