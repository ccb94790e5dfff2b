"""The papers of one day beside each other: what one of them says, the next does not deny."""

from __future__ import annotations

from datetime import date

from automation.jobs.typing_in import type_cells
from automation.jobs.workspace import open_workspace
from tests.jobs.office_desk import run, sheet
from tests.jobs.rhythm_office import built_rhythm, office, table_under, text_of, type_master, typed

__all__ = ["built_rhythm", "office"]
DAY = "2018-10-15"


def test_the_weekly_report_and_the_leaders_page_wait_for_the_same_decisions(office):
    cells = [
        *typed("办公室", 4, 状态="不涉及", 进展情况="没有定密事项"),
        *typed("疾控科", 6, 申请延期至=date(2018, 12, 10), 延期理由="讲师未定"),
    ]
    type_cells(open_workspace(office), cells, 2018)
    assert run(office, "weekly", as_of=DAY)[0] == 0
    out = office / "output" / DAY
    said = text_of(out / "周报.docx")
    page = [line[0] for line in table_under(out / "领导一页纸.docx", "需要决定")]
    listed = [line.partition(".")[2] for line in page if line.startswith(("1.", "2.", "3."))]
    assert listed
    assert all(one in said for one in listed)
    for waits in ("办公室第4项报不涉及，请核定。", "疾控科第6项申请延期至2018年12月10日（讲师未定），请审批。"):
        assert waits in said


def test_after_a_merger_the_papers_that_only_look_ask_the_section_that_took_over(office):
    type_master(office, "科室名录", {"名称": "政法科"}, 至=date(2018, 9, 20), 并入="宣传科")
    weekly = run(office, "weekly", as_of=DAY)[1]
    monthly = run(office, "monthly", as_of=DAY)[1]
    report = run(office, "report", as_of=DAY)[1]
    assert "政法科" not in {one["section"] for one in weekly["overdue"]}
    assert "宣传科" in {one["section"] for one in weekly["overdue"]}
    assert monthly["overdue"] == weekly["overdue"]
    assert monthly["missing"] == weekly["missing"]
    assert not [path for path in report["files"] if path.endswith("政法科.docx")]
    released = {one["科室"] for one in sheet(office, "科室进展") if one["职责"] == "已移出"}
    assert released == {"政法科"}


def test_work_a_section_only_says_is_finished_is_reported_upward_as_in_its_own_draft(office):
    finished = {"状态": "已完成", "完成日期": date(2018, 10, 8), "佐证材料": "清单"}
    type_cells(open_workspace(office), [*typed("疾控科", 6, **finished), *typed("办公室", 4, **finished)], 2018)
    assert run(office, "weekly", as_of=DAY)[0] == 0
    told = run(office, "report", as_of=DAY)[1]
    out = office / "output" / DAY
    said = text_of(out / "落实情况报告.docx")
    assert "培训干部。2018年10月8日完成（已完成）。" in said
    assert "定密审查。办公室：2018年10月8日完成（推进中）。" in said
    for section in ("疾控科", "办公室"):
        assert "2018年10月8日完成" in text_of(out / f"科室落实情况报告/{section}.docx")
    empty = {one["section"] for one in told["findings"] if one["kind"] == "report_section_silent"}
    assert not empty & {"疾控科", "办公室"}
    (silent,) = [one["value"].split("、") for one in told["findings"] if one["kind"] == "report_silent"]
    assert not {"4", "6"} & set(silent)
