"""The traps of the merge (merge.md) around bases, decisions and the journal: each test fails without its cure."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from automation.store.journal import Journal
from automation.store.keep import digest_of
from tests.jobs.little_office import TASK, built_little, little
from tests.jobs.office_desk import MASTER, form, kinds, row, run, type_into

__all__ = ["built_little", "little"]
HEAVY = {"openpyxl", "docx", "docxtpl", "jinja2", "pdfplumber", "pypdfium2", "xlsxwriter", "xlwings", "cn2an", "dask"}


def remembered(root, ask):
    """What the journal says, asked of an open one."""
    journal = Journal(root / "workbooks" / ".store" / "journal.sqlite")
    try:
        return ask(journal)
    finally:
        journal.close()


def base(root, field="progress", section="甲科", order=1, issue=1):
    """What the section's file of an issue is compared with, in one field."""
    return remembered(root, lambda j: j.bases(section, issue)[TASK][f"RW2018-{order:04d}",][field])


def say(root, typed):
    type_into(form(root, "甲科"), TASK, {(1, header): said for header, said in typed.items()})


def office_says(root, header, said):
    type_into(root / MASTER, "科室进展", {("甲科", header): said}, "科室")


def test_a_base_stays_put_on_a_conflict_until_a_person_has_decided(little):
    say(little, {"进展情况": "科室写的"})
    office_says(little, "进展情况", "办公室写的")
    for _ in range(2):
        assert kinds(run(little, "merge")[1]) == ["conflict"]
        assert base(little) == ""
    type_into(little / MASTER, "冲突", {("甲科", "采用"): "主表"}, "科室")
    assert kinds(run(little, "merge")[1]) == []
    assert base(little) == "科室写的", "what was decided upon is no longer an edit"
    told = run(little, "merge")[1]
    assert (told["changes"], told["conflicts"]) == ([], [])
    say(little, {"进展情况": "科室后来写的"})
    (clash,) = run(little, "merge")[1]["conflicts"]
    assert (clash["base"], clash["section_value"]) == ("科室写的", "科室后来写的")


def test_a_base_stays_put_on_a_blank_so_that_it_is_told_each_week(little):
    say(little, {"进展情况": "已公开"})
    run(little, "merge")
    say(little, {"进展情况": " "})
    for _ in range(2):
        assert kinds(run(little, "merge")[1]) == ["blank_over_value"]
        assert base(little) == "已公开"
    assert row(little, "科室进展", 编号="RW2018-0001", 科室="甲科")["进展情况"] == "已公开"


@pytest.mark.parametrize(
    ("typed", "kind", "field", "cure"),
    [
        ({"完成日期": "七月底"}, "not_a_date", "finished_on", {"完成日期": "2018-07-31"}),
        ({"状态": "差不多了"}, "unknown_state", "status", {"状态": "推进中"}),
        ({"状态": "已销号"}, "office_only_state", "status", {"状态": "推进中"}),
        ({"状态": "已完成", "完成日期": "2018-07-31"}, "done_without_evidence", "status", {"佐证材料": "网页截图"}),
    ],
)
def test_a_base_stays_put_on_a_refusal_so_that_the_value_counts_once_it_is_cured(little, typed, kind, field, cure):
    before = base(little, field)
    say(little, typed)
    for _ in range(2):
        assert kinds(run(little, "merge")[1]) == [kind]
        assert base(little, field) == before
    say(little, cure)
    told = run(little, "merge")[1]
    assert kinds(told) == []
    assert base(little, field) != before


def test_a_file_whose_edits_were_taken_back_no_longer_counts_as_merged(little):
    """Else distribute would put a new form over it, or a fast path would never look into it again."""
    say(little, {"进展情况": "已公开"})
    run(little, "merge")
    digest = digest_of(form(little, "甲科").read_bytes())
    assert remembered(little, lambda journal: journal.is_settled("甲科", digest))
    run(little, "undo")
    assert not remembered(little, lambda journal: journal.is_settled("甲科", digest))


def test_what_the_office_typed_is_journaled_before_anything_is_built_on_it(little):
    type_into(little / MASTER, "参数", {("临期天数", "值"): "9"}, "名称")
    office_says(little, "核查意见", "请补材料")
    run(little, "merge")
    held = remembered(little, lambda journal: journal.snapshot())
    assert held["参数"]["临期天数",]["value"] == "9"
    assert held["科室进展"]["RW2018-0001", "甲科"]["review"] == "请补材料"
    told = remembered(little, lambda journal: journal.changes())
    assert [(one["after"], one["rule"]) for one in told] == [("请补材料", "办公室修改"), ("9", "办公室修改")]


def test_a_change_leads_to_the_very_file_it_came_from_whatever_becomes_of_that(little):
    say(little, {"进展情况": "已公开"})
    typed = form(little, "甲科").read_bytes()
    run(little, "merge")
    say(little, {"进展情况": "已公开，又改了"})
    ((kept,),) = remembered(little, lambda journal: journal._all("SELECT file_digest FROM changes"))
    assert kept == digest_of(typed)
    (found,) = (little / "workbooks" / ".store" / "archive").rglob(f"{kept}.xlsx")
    assert found.read_bytes() == typed


def test_whom_a_form_is_for_stands_in_a_sheet_nobody_shows_by_mistake_and_in_no_property(little):
    """A very-hidden sheet is not in the list of sheets to be shown; properties are dropped by other programs."""
    path = form(little, "甲科")
    book = openpyxl.load_workbook(path)
    assert {page.title: page.sheet_state for page in book if page.sheet_state != "visible"} == {
        "系统信息": "veryHidden"
    }
    with zipfile.ZipFile(path) as package:
        assert [name for name in package.namelist() if name.startswith(("customXml", "docProps/custom"))] == []


def test_what_a_section_asks_for_is_not_the_offices_to_reword(little):
    say(little, {"延期理由": "等批复"})
    run(little, "merge")
    office_says(little, "延期理由", "没有理由")
    told = run(little, "merge")[1]
    assert (kinds(told), told["changes"]) == (["master_restored"], [])
    assert row(little, "科室进展", 编号="RW2018-0001", 科室="甲科")["延期理由"] == "等批复"


def test_a_text_that_begins_like_a_formula_is_text_wherever_it_goes(little):
    book = openpyxl.load_workbook(form(little, "甲科"))
    (head,) = [cell for cell in book[TASK][1] if cell.value == "进展情况"]
    book[TASK].cell(2, head.column, "=1+1").data_type = "s"  # as somebody types '=1+1
    book.save(form(little, "甲科"))

    def kinds_of_cell(path):
        cells = [cell for page in openpyxl.load_workbook(path) for line in page.iter_rows() for cell in line]
        return {cell.data_type for cell in cells if cell.value == "=1+1"}

    run(little, "merge")
    assert kinds_of_cell(little / MASTER) == {"s"}, "patched"
    assert kinds_of_cell(little / "output/2018-08-06/回执/甲科.xlsx") == {"s"}
    run(little, "distribute", as_of="2018-08-07")
    assert kinds_of_cell(form(little, "甲科")) == {"s"}
    (little / MASTER).unlink()
    run(little, "rebuild", as_of="2018-08-08")
    assert kinds_of_cell(little / MASTER) == {"s"}, "made anew"


def test_status_loads_none_of_the_heavy_libraries_and_nothing_that_reads_forms(little):
    ask = "import sys; from automation.cli import main; code = main(sys.argv[1:]); print(*sys.modules); sys.exit(code)"
    done = subprocess.run(
        [sys.executable, "-c", ask, "status", "--workspace", str(little), "--as-of", "2018-08-06"],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=True,
    )
    modules = set(done.stdout.decode("utf-8").splitlines()[-1].split())
    assert "automation.jobs.status" in modules
    assert {name.split(".")[0] for name in modules} & HEAVY == set()
    assert modules & {"automation.sources.reading_pool", "automation.sources.reading_child"} == set()
