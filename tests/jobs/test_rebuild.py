"""rebuild 重建台账: the journal alone gives the master back, and the year goes on."""

from __future__ import annotations

import openpyxl
import pytest

from automation.jobs.init import init
from automation.jobs.outcome import Run
from automation.jobs.workspace import open_workspace
from automation.store.journal import Journal
from automation.terms import sheets as names
from tests.jobs.little_office import ISSUED, TASK, built_little, little, write_seeds
from tests.jobs.office_desk import MASTER, form, kinds, row, run, sheet, type_into

__all__ = ["built_little", "little"]
DAY = "2018-11-26"
REDRAWN = ("运行记录", "问题清单")  # one run more, and what it found


def every_sheet(root):
    """All values of the master by sheet, in the order of their keys."""
    book = openpyxl.load_workbook(root / MASTER)
    told = {}
    for page in book:
        if page.title not in REDRAWN:
            lines = [tuple(cell.value for cell in line) for line in page.iter_rows()]
            told[page.title] = sorted((line for line in lines if any(v is not None for v in line)), key=str)
    return told


def test_a_year_s_master_comes_back_field_by_field_and_the_merging_goes_on(office):
    before, past = every_sheet(office), sheet(office, "运行记录")
    lost = (office / MASTER).read_bytes()
    (office / MASTER).unlink()
    code, told, err = run(office, "rebuild", as_of=DAY)
    assert (code in (0, 1), err, told["files"]) == (True, "", ["workbooks/总台账.xlsx"])
    assert every_sheet(office) == before
    assert sheet(office, "运行记录")[:-1] == past
    assert (office / MASTER).read_bytes() != lost
    type_into(form(office, "政法科"), TASK, {(26, "进展情况"): "重建之后写的"})
    told = run(office, "merge", as_of=DAY)[1]
    assert [one["after"] for one in told["changes"]] == ["重建之后写的"]
    assert not [kind for kind in kinds(told) if kind.startswith("master_")]
    assert row(office, "任务分工表", 序号=26)["进展情况"] == "重建之后写的"


def test_the_figures_of_the_yearly_report_come_back_too(office):
    root = office / "2020"
    book = openpyxl.load_workbook(root / MASTER)
    page = book["年报表二"]
    typed = next(cell for line in page.iter_rows() for cell in line if isinstance(cell.value, int))
    typed.value = 4321
    place = typed.coordinate
    book.save(root / MASTER)
    day = "2021-01-20"
    assert [c["after"] for c in run(root, "merge", as_of=day)[1]["changes"]] == ["4321"]
    assert run(root, "merge", as_of=day)[1]["changes"] == []
    before = every_sheet(root)
    (root / MASTER).unlink()
    assert run(root, "rebuild", as_of=day)[2] == ""
    assert openpyxl.load_workbook(root / MASTER)["年报表二"][place].value == 4321
    assert every_sheet(root) == before


def test_what_the_office_typed_is_in_the_journal_after_any_run(little):
    for name, typed, key in (
        ("参数", {("临期天数", "值"): "9"}, "名称"),
        ("科室名录", {("甲科", "联系方式"): "内线 8001"}, "名称"),
        ("科室进展", {("甲科", "核查意见"): "请补材料"}, "科室"),
        ("待定事项", {("RW2018-0005", "决定"): "丙科"}, "编号"),
    ):
        type_into(little / MASTER, name, typed, key)
    book = openpyxl.load_workbook(little / MASTER)
    book["指标汇总"]["A2"], book["指标汇总"]["B2"] = "主动公开条数", 12
    book["放假安排"]["A2"], book["放假安排"]["C2"] = "2018-12-31", "放假"
    book["报送要求"]["A2"], book["报送要求"]["B2"] = "报送年度总结", "市政务公开办"
    book.save(little / MASTER)
    run(little, "merge")
    before = every_sheet(little)
    (little / MASTER).unlink()
    run(little, "rebuild")
    assert every_sheet(little) == before
    assert row(little, "报送要求", 事项="报送年度总结")["报送对象"] == "市政务公开办"
    assert [one["依据"] for one in sheet(little, "变更记录")].count("办公室修改") >= 4


def test_what_stands_only_in_the_offices_own_sheets_of_work_comes_back_too(little, tmp_path):
    """Numbers the sections handed in, the plan above, and which sheet of the master is whose."""
    book = openpyxl.load_workbook(little / MASTER)
    heads = {cell.value: cell.column for cell in book["指标汇总"][1]}
    asked = {"指标名称": "答复件数", "单位": "件", "填报科室": "甲科", "统计周期": "每季度", "汇总办法": "求和"}
    for header, value in asked.items():
        book["指标汇总"].cell(2, heads[header], value)
    book.save(little / MASTER)
    run(little, "distribute")
    type_into(form(little, "甲科"), "指标填报", {("2018年第1季度", "填报值"): 12}, "统计期")
    run(little, "coverage", write_seeds(tmp_path / "above"), "--write")
    type_into(little / MASTER, "上级任务对照", {("0002", "对应序号"): "无"}, "上级序号")
    run(little, "merge")
    type_into(little / MASTER, "参数", {("填报方式", "值"): "同一工作簿"}, "名称")
    run(little, "distribute", as_of="2018-08-07")
    held = ("指标填报", "指标汇总", "上级任务对照", "科室表")
    before = {name: every_sheet(little)[name] for name in held}
    assert all(len(lines) > 1 for lines in before.values())
    (little / MASTER).unlink()
    assert run(little, "rebuild", as_of="2018-08-07")[2] == ""
    assert {name: every_sheet(little)[name] for name in held} == before


def test_a_master_that_can_be_read_is_not_replaced(little):
    before = (little / MASTER).read_bytes()
    code, told, err = run(little, "rebuild")
    assert (code, told, err.count("\n")) == (2, {}, 1)
    assert "撤销" in err
    assert (little / MASTER).read_bytes() == before


def test_a_broken_master_is_kept_aside(little):
    type_into(form(little, "甲科"), TASK, {(1, "进展情况"): "已公开"})
    run(little, "merge")
    torn = (little / MASTER).read_bytes()[:3000]
    (little / MASTER).write_bytes(torn)
    assert run(little, "merge")[0] == 2
    assert run(little, "rebuild")[2] == ""
    assert row(little, "科室进展", 编号="RW2018-0001", 科室="甲科")["进展情况"] == "已公开"
    (kept,) = (little / "workbooks" / ".store" / "backups").glob("总台账-损坏-*.xlsx")
    assert kept.read_bytes() == torn


def test_a_run_that_died_before_the_master_was_lost_is_carried_out(little, monkeypatch):
    type_into(form(little, "甲科"), TASK, {(1, "进展情况"): "已公开"})
    monkeypatch.setattr(Journal, "finish", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    assert run(little, "merge")[0] == 2
    monkeypatch.undo()
    (little / MASTER).unlink()
    run(little, "rebuild")
    assert row(little, "科室进展", 编号="RW2018-0001", 科室="甲科")["进展情况"] == "已公开"
    assert run(little, "merge")[1]["changes"] == []


def test_text_that_looks_like_a_formula_comes_back_as_text(little):
    type_into(little / MASTER, "科室进展", {("甲科", "核查意见"): "'=1+1"}, "科室")
    type_into(form(little, "乙科"), TASK, {(2, "进展情况"): "+3 项\n第二行"})
    run(little, "merge")
    before = every_sheet(little)
    (little / MASTER).unlink()
    assert run(little, "rebuild")[2] == ""
    assert every_sheet(little) == before


@pytest.mark.parametrize("left", ["nothing", "an empty journal"])
def test_without_a_journal_there_is_nothing_to_rebuild_from(little, left):
    journal = little / "workbooks" / ".store" / "journal.sqlite"
    journal.unlink()
    if left == "an empty journal":
        Journal(journal).close()
    (little / MASTER).unlink()
    code, told, err = run(little, "rebuild")
    assert (code, told, err.count("\n")) == (2, {}, 1)
    assert not (little / MASTER).exists()
    assert names.MASTER_FILE not in [path.name for path in (little / "workbooks").iterdir()]


def test_an_undo_reaches_back_over_a_rebuild(little):
    type_into(form(little, "甲科"), TASK, {(1, "进展情况"): "已公开"})
    run(little, "merge")
    (little / MASTER).unlink()
    run(little, "rebuild")
    assert run(little, "undo")[1]["undone"]["run"] == 3
    assert row(little, "科室进展", 编号="RW2018-0001", 科室="甲科")["进展情况"] is None
    assert len(run(little, "merge")[1]["changes"]) == 1


def test_a_new_ledger_in_place_of_a_lost_one_says_how_to_get_the_old_one_back(little, tmp_path):
    type_into(form(little, "甲科"), TASK, {(1, "进展情况"): "半年的进展"})
    run(little, "merge")
    (little / MASTER).unlink()
    workspace = open_workspace(little)
    told = init(workspace, Run("init", ISSUED), write_seeds(tmp_path / "seeds"), 2018).lines[-1]
    assert "journal-1.sqlite" in told
    (little / MASTER).unlink()
    workspace.journal.unlink()
    workspace.journal.with_name("journal-1.sqlite").rename(workspace.journal)
    assert run(little, "rebuild")[0] == 0
    assert row(little, "科室进展", 编号="RW2018-0001", 科室="甲科")["进展情况"] == "半年的进展"
