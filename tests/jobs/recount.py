"""Counts the numbers of the year's papers again from the documents, and holds them to JSON, master and journal."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

from tests.jobs.office_desk import sheet
from tests.jobs.rhythm_office import number_in, table_under, tables_of, text_of

LATE = ("序号", "责任科室", "任务", "现截止日期", "情况", "最近进展")
COLOURS = ("红灯", "黄灯", "绿灯")


def recount_weekly(office: Path, day: str, week: dict) -> None:
    """周报, 领导一页纸, 消息 and 催办单 against the JSON of the run, the master's own sheets and 运行记录."""
    folder, counts = office / "output" / day, week["counts"]
    late, missing = len(week["overdue"]), week["missing"]
    text = text_of(folder / "周报.docx")
    listed = [one[1:] for one in tables_of(folder / "周报.docx") if tuple(one[0]) == LATE]
    assert number_in(r"逾期(\d+)项", text) == late == (len(listed[0]) if late else 0)
    assert number_in(r"已完成(\d+)项", text) == counts["done"]
    assert number_in(r"分解为(\d+)项", text) == counts["duties"]
    assert f"完成率{counts['rate']}" in text
    said = re.search(r"本期尚未报送的科室(\d+)个", text)
    assert (int(said[1]) if said else 0) == len(missing)
    ((page,),) = tables_of(folder / "领导一页纸.docx")[0]
    assert number_in(r"逾期(\d+)项", page) == late
    assert number_in(r"未报科室(\d+)个", page) == len(missing)
    board = {one["科室"]: one for one in sheet(office, "汇总看板") if one["科室"]}
    total = board.pop("合计")
    for colour in COLOURS:
        assert number_in(rf"{colour}(\d+)项", page) == sum(one[colour] for one in board.values()) == total[colour]
    assert (total["逾期"], total["已完成"], total["完成率"]) == (counts["overdue"], counts["done"], counts["rate"])
    assert len([one for one in sheet(office, "逾期清单") if one["编号"]]) == late
    assert [one["科室"] for one in sheet(office, "催报清单") if one["科室"]] == missing
    last = sheet(office, "运行记录")[-1]
    assert (str(last["统计日期"])[:10], last["变更数"], last["冲突数"]) == (
        day,
        len(week["changes"]),
        len(week["conflicts"]),
    )
    sheets_ = {path.stem for path in (folder / "催办单").glob("*.docx")}
    late_sections = {one["section"] for one in week["overdue"]}
    assert sheets_ <= late_sections
    assert {path.stem for path in (folder / "消息").glob("*.txt")} <= late_sections
    for section in sheets_:
        rows = [one for one in tables_of(folder / "催办单" / f"{section}.docx")[0][1:] if one[0]]
        assert 0 < len(rows) <= sum(one["section"] == section for one in week["overdue"])


def recount_monthly(folder: Path, month: dict) -> None:
    """月提醒: the sections' lines add up to the total, the total to the text and the list."""
    text = text_of(folder / "月提醒.docx")
    *lines, total = table_under(folder / "月提醒.docx", "科室", "到期任务", "分期应报", "全年收尾", "逾期", "报送")
    for place, pattern in (
        (1, r"到期任务(\d+)项"),
        (2, r"分期应报(\d+)项"),
        (3, r"收尾(\d+)项"),
        (4, r"另有逾期(\d+)项"),
    ):
        said = re.search(pattern, text)
        assert sum(int(line[place]) for line in lines) == int(total[place]) == (int(said[1]) if said else 0)
    assert int(total[1]) + int(total[2]) == len(month["due"])
    assert int(total[4]) == len(month["overdue"])


def recount_bulletin(file: Path, quarter: dict, counts: dict) -> None:
    """通报: the table of sections adds up, and the text says the same."""
    text, late = text_of(file), len(quarter["overdue"])
    *lines, total = table_under(file, "科室", "承担任务", "已完成", "完成率", "逾期（项）", "报送")
    for place, wanted in ((1, counts["duties"]), (2, counts["done"]), (4, late)):
        assert sum(int(line[place]) for line in lines) == int(total[place]) == wanted
    assert total[3] == counts["rate"] and f"完成率{total[3]}" in text
    closed, still = number_in(r"已办结(\d+)项", text), number_in(r"未办结(\d+)项", text)
    assert closed + still == number_in(r"有完成时限的事项(\d+)项", text)


def recount_report(folder: Path, told: dict, counts: dict) -> None:
    """落实情况报告 and the sections' own drafts, which together hold every duty once."""
    text, late = text_of(folder / "落实情况报告.docx"), len(told["overdue"])
    assert number_in(r"(\d+)项科室职责", text) == counts["duties"]
    assert number_in(r"已完成(\d+)项职责", text) == counts["done"]
    said = re.search(r"还有(\d+)项工作超过时限", text)
    assert (int(said[1]) if said else 0) == late
    parts = [text_of(path) for path in (folder / "科室落实情况报告").glob("*.docx")]
    assert sum(number_in(r"承担(\d+)项", one) for one in parts) == counts["duties"]


def recount_score(folder: Path, told: dict) -> None:
    """考核评分表: the points of each line add up to its total, which is that of the JSON."""
    totals = {one["party"]: one["total"] for one in told["scores"] if one["group"] == "科室"}
    table = next(one for one in tables_of(folder / "考核评分表.docx") if one[0][:2] == ["序号", "考核对象"])
    at = table[0].index("总分")
    assert [line[1] for line in table[1:]] == list(totals)
    for line in table[1:]:
        assert sum(Decimal(one) for one in line[2:at]) == Decimal(line[at]) == Decimal(str(totals[line[1]]))
