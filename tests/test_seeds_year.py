"""The sample year of hand-ins looks like life: on time, late, never, corrected, contradictory, badly typed."""

from __future__ import annotations

import csv
import re
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

SEEDS = Path(__file__).parents[1] / "seeds"
MADE_UP_WORKDAYS = {date(2018, 9, 29), date(2018, 9, 30), date(2018, 12, 29)}
HOLIDAYS = {date(2018, 9, 24), *(date(2018, 10, day) for day in range(1, 8)), date(2018, 12, 31), date(2019, 1, 1)}
FORM_COLUMNS = {
    "状态",
    "进展情况",
    "完成数",
    "完成日期",
    "佐证材料",
    "存在问题",
    "下一步措施",
    "申请延期至",
    "延期理由",
}
OFFICE_COLUMNS = {"状态", "进展情况", "核查意见", "核查日期", "批准延期至", "批准日期"}
COLUMNS = {
    "任务进展": FORM_COLUMNS,
    "分期填报": {"状态", "完成日期", "进展情况", "佐证材料"},
    "触发事件": {"事件", "发生时间", "实际完成时间", "佐证材料"},
    "填报说明": {"报送期", "填报岗位", "审核岗位", "报送日期", "本期无变化"},
    "科室进展": OFFICE_COLUMNS,
    "冲突": {"采用"},
}
AS_OF = "2018-11-26"
Row = dict[str, str]


def read_csv(name: str) -> list[Row]:
    """Rows of a seed table; Excel's byte order mark is no part of the first header."""
    with (SEEDS / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


TASKS = read_csv("2018/tasks.csv")
HANDINS = read_csv("2018/handins.csv")
OFFICE = tomllib.loads((SEEDS / "2018/office.toml").read_text(encoding="utf-8-sig"))
SECTIONS = [section["name"] for section in OFFICE["section"]]


def duties_of(task: Row) -> set[str]:
    """Sections the responsible-unit text of a task names, all twelve for 各科室 and 其他科室."""
    text = task["牵头落实科室"]
    everyone = "各科室" in text or "其他科室" in text
    return {
        section["name"] for section in OFFICE["section"] if section["counts"] and (everyone or section["name"] in text)
    }


def cells_on(day: str, file: str, number: int | str, sheet: str = "任务进展", row: str = "") -> Row:
    """What the cells of one row held at the end of a day."""
    place = (file, sheet, str(number), row)
    typed = [hand for hand in HANDINS if hand["日期"] <= day]
    return {
        hand["列"]: hand["值"] for hand in typed if (hand["文件"], hand["工作表"], hand["序号"], hand["行"]) == place
    }


def periods_of(section: str) -> list[str]:
    return [row["值"] for row in HANDINS if row["文件"] == section and row["列"] == "报送期"]


def has_row(**wanted: str) -> bool:
    return any(all(row[column] == value for column, value in wanted.items()) for row in HANDINS)


def test_hand_ins_come_in_order_of_time_and_on_working_days() -> None:
    days = [date.fromisoformat(row["日期"]) for row in HANDINS]
    assert days == sorted(days)
    assert OFFICE["office"]["issued"] <= days[0] and days[-1] <= date(2019, 1, 10)
    assert [day for day in days if day in HOLIDAYS or (day.weekday() > 4 and day not in MADE_UP_WORKDAYS)] == []


def test_every_hand_in_stands_in_a_sheet_row_and_column_its_author_may_fill() -> None:
    for row in HANDINS:
        file, sheet, number, where = row["文件"], row["工作表"], row["序号"], row["行"]
        assert row["列"] in COLUMNS[sheet] and row["值"] and row["说明"], row
        if sheet == "填报说明":
            assert file in SECTIONS and number == where == "", row
            continue
        section = where if file == "总台账" else file
        assert (file == "总台账") == (sheet in {"科室进展", "冲突"}), row
        assert section in duties_of(TASKS[int(number) - 1]), row
        wanted = {"分期填报": ("20", r"2018-(0[7-9]|1[0-2])"), "触发事件": ("63", r"[1-9]"), "任务进展": (number, "")}
        if sheet in wanted:
            assert number == wanted[sheet][0] and re.fullmatch(wanted[sheet][1], where), row


def test_dates_and_numbers_are_typed_as_what_they_say_they_are() -> None:
    for row in HANDINS:
        assert row["写法"] in {"文本", "日期", "数字"}
        if row["写法"] == "日期":
            date.fromisoformat(row["值"])
        if row["写法"] == "数字":
            int(row["值"])


def test_nobody_types_the_same_cell_twice_on_one_day() -> None:
    places = Counter(tuple(row[column] for column in ("日期", "文件", "工作表", "序号", "行", "列")) for row in HANDINS)
    assert max(places.values()) == 1


def test_task_26_is_finished_on_time_with_evidence_and_closed_by_the_office() -> None:
    cells = cells_on("2018-08-31", "政法科", 26)
    assert cells["状态"] == "已完成" and cells["完成日期"] <= "2018-08-31" and cells["佐证材料"]
    assert cells_on(AS_OF, "总台账", 26, "科室进展", "政法科")["状态"] == "已销号"


def test_task_45_is_open_on_the_demo_day_and_finished_late_in_december() -> None:
    assert cells_on(AS_OF, "政法科", 45)["状态"] == "推进中"
    assert (
        cells_on(AS_OF, "政法科", 45)["申请延期至"] and cells_on("2018-10-31", "政法科", 45).get("申请延期至") is None
    )
    assert cells_on("2018-12-31", "政法科", 45)["完成日期"] > "2018-12-01"


def test_task_30_is_due_soon_on_the_demo_day_and_27_is_never_finished() -> None:
    assert cells_on(AS_OF, "政法科", 30)["状态"] == "推进中"
    assert cells_on("2019-01-10", "政法科", 27)["状态"] == "推进中"


def test_monthly_task_20_misses_october_on_the_demo_day() -> None:
    done = {f"2018-{month:02}": cells_on(AS_OF, "办公室", 20, "分期填报", f"2018-{month:02}") for month in range(7, 12)}
    assert [period for period, cells in done.items() if cells.get("状态") == "已完成"] == [
        "2018-07",
        "2018-08",
        "2018-09",
    ]
    assert cells_on("2019-01-10", "办公室", 20, "分期填报", "2018-10")["完成日期"] > "2018-10-31"


def test_one_section_never_hands_in_and_one_only_in_august() -> None:
    assert not has_row(文件="家庭发展科")
    assert periods_of("中医科") == ["2018-08"]
    assert {row["日期"][:7] for row in HANDINS if row["文件"] == "中医科"} == {"2018-08"}


def test_several_sections_bring_news_of_all_year_work_each_month() -> None:
    all_year = {task["序号"] for task in TASKS if task["完成时限"] == "全年工作"}
    news = [
        row for row in HANDINS if row["列"] == "进展情况" and row["序号"] in all_year and row["工作表"] == "任务进展"
    ]
    for month in range(8, 13):
        assert len({row["文件"] for row in news if row["日期"].startswith(f"2018-{month:02}")}) >= 5, month


def test_most_sections_mark_their_monthly_hand_in_and_some_are_late_or_unchanged() -> None:
    steady = [section for section in SECTIONS if len(periods_of(section)) == 5]
    assert len(steady) == 10
    late = [row for row in HANDINS if row["列"] == "报送期" and row["日期"] > row["值"] + "-26"]
    assert {row["文件"] for row in late} == {"人事科", "科技教育科"}
    assert has_row(文件="人事科", 列="本期无变化", 值="是") and has_row(文件="人事科", 列="本期无变化", 值="否")


def test_a_wrong_date_is_corrected_a_month_later() -> None:
    assert cells_on("2018-09-30", "办公室", 59)["完成日期"] == "2018.9.21"
    assert cells_on("2018-10-31", "办公室", 59)["完成日期"] == "9月12日"


def test_contradictions_are_made_and_most_are_repaired() -> None:
    before, after = cells_on("2018-09-30", "规财科", 11), cells_on("2018-10-31", "规财科", 11)
    assert (
        before["状态"] == "已完成"
        and not before.keys() & {"完成日期", "佐证材料"}
        and after.keys() >= {"完成日期", "佐证材料"}
    )
    assert cells_on("2018-10-31", "基层卫生科", 13)["完成日期"] == "2018-12-31"
    assert cells_on(AS_OF, "基层卫生科", 13)["完成日期"] == "2018-10-19"
    still = cells_on(AS_OF, "妇幼健康科", 15)
    assert still["状态"] == "已完成" and "佐证材料" not in still


@pytest.mark.parametrize(
    ("section", "number", "column", "bad", "good"),
    [
        ("疾控科", 13, "完成日期", "6月底", "2018-06-29"),
        ("医政科", 17, "完成数", "三十左右", "31"),
        ("科技教育科", 35, "状态", "差不多了", "推进中"),
    ],
)
def test_a_badly_typed_value_stands_until_it_is_corrected(
    section: str, number: int, column: str, bad: str, good: str
) -> None:
    values = [row["值"] for row in HANDINS if (row["文件"], row["序号"], row["列"]) == (section, str(number), column)]
    assert good in values[values.index(bad) + 1 :]


def test_lawful_variants_of_dates_numbers_and_states_occur() -> None:
    dates = {row["值"] for row in HANDINS if row["列"] == "完成日期" and row["写法"] == "文本"}
    assert dates >= {"9月12日", "20180912", "２０１８．９．１２", "2018.12.14"}
    assert {"已办结", "办结", "正在推进"} <= {row["值"] for row in HANDINS if row["列"] == "状态"}
    assert {"２", "78%"} <= {row["值"] for row in HANDINS if row["列"] == "完成数"}


def test_office_and_section_edit_task_16_differently_on_one_day_and_the_office_decides_in_december() -> None:
    edits = {
        row["文件"]: row for row in HANDINS if (row["日期"], row["序号"], row["列"]) == ("2018-11-22", "16", "进展情况")
    }
    assert set(edits) == {"总台账", "宣传科"} and edits["总台账"]["值"] != edits["宣传科"]["值"]
    decided = [row for row in HANDINS if row["工作表"] == "冲突"]
    assert [(row["序号"], row["行"], row["列"], row["值"]) for row in decided] == [("16", "宣传科", "采用", "科室")]
    assert decided[0]["日期"] > AS_OF


def test_office_and_sections_otherwise_keep_out_of_each_others_fields() -> None:
    """Else the demo would make conflicts nobody meant: a section's later edit of a field the office has settled."""
    for office in (row for row in HANDINS if row["工作表"] == "科室进展" and row["序号"] != "16"):
        place = (office["行"], "任务进展", office["序号"], office["列"])
        later = [row for row in HANDINS if (row["文件"], row["工作表"], row["序号"], row["列"]) == place]
        assert all(row["日期"] < office["日期"] for row in later), office


def test_an_extension_is_asked_for_in_time_and_approved() -> None:
    asked, granted = cells_on(AS_OF, "政法科", 29), cells_on(AS_OF, "总台账", 29, "科室进展", "政法科")
    assert asked["申请延期至"] == granted["批准延期至"] > "2018-12-31" and asked["延期理由"]
    assert granted["批准日期"] <= AS_OF


def test_the_event_of_task_63_happens_in_october_and_is_answered_in_december() -> None:
    assert cells_on(AS_OF, "办公室", 63, "触发事件", "1").keys() == {"事件", "发生时间"}
    assert cells_on("2019-01-10", "办公室", 63, "触发事件", "1")["实际完成时间"] == "2018-12-20"
