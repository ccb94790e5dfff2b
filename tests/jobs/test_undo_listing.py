"""undo 撤销 in the terminal: what goes back from what to what, short, in a clerk's words."""

from __future__ import annotations

from contextlib import redirect_stdout
from io import StringIO

import openpyxl
import pytest

from automation import cli
from tests.jobs.little_office import PLAN, TASK, built_little, little, write_seeds
from tests.jobs.office_desk import MASTER, form, run, sheet, type_into

__all__ = ["built_little", "little"]


def lines(root, *words):
    out = StringIO()
    with redirect_stdout(out):
        cli.main([*words, "--workspace", str(root), "--as-of", "2018-08-06"])
    return [line for line in out.getvalue().splitlines() if line.startswith("  ") and "/" not in line]


def declare(root):
    """The office asks two sections for a figure a month: 24 blank rows."""
    book = openpyxl.load_workbook(root / MASTER)
    page = book["指标汇总"]
    heads = {cell.value: cell.column for cell in page[1]}
    asked = {"指标名称": "答复件数", "单位": "件", "填报科室": "甲科、乙科", "统计周期": "每月", "汇总办法": "求和"}
    for header, value in asked.items():
        page.cell(2, heads[header], value)
    book.save(root / MASTER)


@pytest.mark.parametrize("words", [("undo",), ("undo", "--dry-run")])
def test_rows_nobody_has_typed_into_are_one_line_however_many(little, words):
    declare(little)
    type_into(form(little, "甲科"), TASK, {(1, "进展情况"): "已公开\n见门户网站"})
    run(little, "merge")
    told = lines(little, *words)
    assert "  科室进展 甲科 RW2018-0001 进展情况：“已公开 见门户网站” → 空白" in told
    assert "  这次运行新加、没有人填过的行去掉：指标填报 24 行" in told
    assert len(told) <= 4


def test_the_history_has_no_line_for_rows_that_were_and_are_blank(little):
    declare(little)
    run(little, "merge")
    run(little, "undo")
    assert [one["工作表"] for one in sheet(little, "变更记录") if one["依据"] == "撤销"] == ["指标汇总"]


def test_a_value_goes_back_to_the_one_before_and_a_long_one_is_cut(little):
    type_into(form(little, "甲科"), TASK, {(1, "进展情况"): "第一次报"})
    run(little, "merge")
    type_into(form(little, "甲科"), TASK, {(1, "进展情况"): "长" * 60})
    run(little, "merge")
    assert lines(little, "undo") == [f"  科室进展 甲科 RW2018-0001 进展情况：“{'长' * 24}……” → “第一次报”"]


@pytest.fixture
def grown(little, tmp_path):
    """A revised plan has brought 25 more tasks."""
    seeds = write_seeds(tmp_path / "revised")
    more = "".join(
        f"{order},保障工作,工作,第{order}项要求,甲科,2018-12-20\n" for order in range(len(PLAN) + 1, len(PLAN) + 26)
    )
    with (seeds / "tasks.csv").open("a", encoding="utf-8") as out:
        out.write(more)
    assert run(little, "init", seeds, "--year", 2018, "--revise")[0] == 0
    return little


def test_twenty_lines_are_listed_and_the_rest_is_counted(grown):
    told = lines(grown, "undo", "--dry-run")
    assert told[0].startswith("  任务分工表 RW2018-0006：去掉这一行（6 保障工作 工作 第6项要求")
    assert told[20] == "  ……余 5 处", "nothing has been written, so nowhere can the rest be read"
    assert len(told) <= 22
    assert lines(grown, "undo")[20] == "  ……余 5 处，都记在总台账“变更记录”里"


def test_a_look_does_not_point_to_a_list_it_has_not_written(little):
    type_into(form(little, "甲科"), TASK, {(order, "进展情况"): "已办" for order in (1, 4)})
    run(little, "merge")
    out = StringIO()
    with redirect_stdout(out):
        cli.main(["undo", "--dry-run", "--workspace", str(little), "--as-of", "2018-08-06"])
        assert "见总台账" not in out.getvalue()
        cli.main(["undo", "--workspace", str(little), "--as-of", "2018-08-06"])
    assert "见总台账“问题清单”" in out.getvalue()
