"""A year of weekly merges over a master full of what offices put into theirs: nothing of it is touched."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from lxml import etree

from automation.jobs.typing_in import Typed, type_cells
from automation.jobs.workspace import open_workspace
from automation.outputs.pdf import find_converter
from automation.sources.workbook import parse_workbook
from tests.jobs import full_master
from tests.jobs.full_master import MAIN, fill, read_parts
from tests.jobs.health_office import PLAN, SECTIONS, build_health_office
from tests.jobs.office_desk import MASTER, row, run, save_in_libreoffice, sheet

ISSUED = date(2018, 7, 25)
LONG_PLAN = (
    *PLAN,
    "出台单位公开制度,办公室牵头落实,州级相关制度规定出台后",
    *(f"完成第{order}项工作,{SECTIONS[order % 3]}牵头落实,全年工作" for order in range(6, 13)),
)
WORDS = ("进展情况", "佐证材料", "存在问题", "下一步措施")
OURS = {
    *("任务分工表", "科室进展", "分期进展", "触发事件", "逾期清单", "催报清单", "汇总看板", "冲突"),
    *("问题清单", "变更记录", "运行记录", "催办登记", "看板数据"),
}
"""The sheets a year of merges writes into; all others, ours too, stay byte for byte."""


@pytest.fixture(scope="module")
def full_office(tmp_path_factory) -> Path:
    """A small office whose master is full of features, its forms issued."""
    return build_health_office(tmp_path_factory.mktemp("一年"), SECTIONS, LONG_PLAN, fill)


def week_of(week: int) -> list[Typed]:
    """What is typed in a week: a text or two, now and then a finish, a bad day, an office edit against a section's."""
    section, order = SECTIONS[week % 3], 4
    typed = [Typed(ISSUED, section, "任务进展", str(order), "", WORDS[week % 4], f"第{week}周：=已办{week}件")]
    if week % 5 == 0:
        typed.append(
            Typed(ISSUED, "政法科", "任务进展", "1", "", "完成日期", "月底" if week % 10 else date(2018, 8, 9))
        )
    if week % 7 == 0:
        typed.append(Typed(ISSUED, "办公室", "任务进展", "3", "", "进展情况", f"科室第{week}周"))
        typed.append(Typed(ISSUED, "总台账", "科室进展", "3", "办公室", "进展情况", f"主表第{week}周"))
    if week % 7 == 1 and week > 1:
        typed.append(Typed(ISSUED, "总台账", "科室进展", "6", SECTIONS[0], "存在问题", f"办公室第{week}周"))
    if week % 17 == 0:
        typed.append(Typed(ISSUED, "办公室", "触发事件", "5", str(week // 17), "事件", f"第{week}周印发"))
    return typed


pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")  # openpyxl names its losses


def names_of(parts: dict[str, bytes]) -> dict[str, str]:
    """Part name → sheet name."""
    targets = {one.get("Id"): one.get("Target") for one in etree.fromstring(parts["xl/_rels/workbook.xml.rels"])}
    found = etree.fromstring(parts["xl/workbook.xml"]).iter(f"{{{MAIN}}}sheet")
    return {
        f"xl/{targets[one.get(f'{{{full_master.OFFICE}}}id')].removeprefix('/xl/')}": one.get("name") for one in found
    }


def around_cells(content: bytes) -> bytes:
    """A sheet's XML without its rows and what says how far they reach."""
    root = etree.fromstring(content)
    for name in ("sheetData", "dimension", "autoFilter"):
        for part in root.findall(f"{{{MAIN}}}{name}"):
            root.remove(part)
    return etree.tostring(root, method="c14n")


def test_a_year_of_weekly_merges_touches_nothing_but_our_cells(full_office, tmp_path):
    path, workspace = full_office / MASTER, open_workspace(full_office)
    first = read_parts(path.read_bytes())
    names = names_of(first)
    drawn = {name for name in first if "charts/" in name and "看板数据".encode() in first[name]}
    assert len(drawn) == 3, "our own charts repeat their figures; the office's are among the parts that stay"
    before, touched = first, set()
    for week in range(1, 53):
        type_cells(workspace, week_of(week), 2018)
        day = ISSUED + timedelta(days=7 * week)
        command = ["weekly"] if week in (1, 26, 52) else ["merge"]
        code, told, err = run(full_office, *command, as_of=day.isoformat())
        assert (code in (0, 1), err) == (True, "")
        assert told["changes"], "every week something was typed"
        after = read_parts(path.read_bytes())
        assert list(after) == list(first), "no part is added, removed or moved"
        changed = {name for name in first if after[name] != before[name]}
        assert changed <= {*names, "xl/workbook.xml", *drawn}
        touched |= changed - drawn
        before = after
    assert {names.get(name, name) for name in touched} == {*OURS, "xl/workbook.xml"}
    for name in (*full_master.PARTS, "[Content_Types].xml", "xl/styles.xml", "docProps/core.xml"):
        assert before[name] == first[name], name
    for name, shown in names.items():
        assert around_cells(before[name]) == around_cells(first[name]), shown
    check_own_cells(before)
    check_what_was_said(full_office)
    check_as_two_programs_see_it(path, tmp_path)
    size = len(path.read_bytes())
    for day in ("2019-08-01", "2019-08-02", "2019-08-03"):
        run(full_office, "merge", as_of=day)
    assert len(path.read_bytes()) - size < 400, "a merge without changes adds a line to 运行记录"


def check_own_cells(parts: dict[str, bytes]) -> None:
    """What the office keeps beside our columns, its heights and its hidden rows."""
    tasks = parts["xl/worksheets/sheet1.xml"].decode()
    assert '<f>_xlfn.DISPIMG("ID_0123456789ABCDEF",1)</f><v>=DISPIMG("ID_0123456789ABCDEF",1)</v>' in tasks
    assert "<f>COUNTA(A2:A9)</f><v>8</v>" in tasks, "the stored value of a formula stays"
    assert re.search(r'<row r="2" ht="61" customHeight="1"', tasks)
    assert re.search(r'<row r="4" hidden="1"', tasks)
    assert 'fullCalcOnLoad="1"' in parts["xl/workbook.xml"].decode()
    assert "任务分工表!$A$1:$U$30" in parts["xl/workbook.xml"].decode()
    assert "催一下" in tasks


def check_what_was_said(office: Path) -> None:
    """What the sections typed in that year, from the first week to the last."""
    assert row(office, "科室进展", 编号="RW2018-0004", 科室="政法科")["进展情况"] == "第52周：=已办52件"
    assert sheet(office, "变更记录")[0]["新值"] == "第1周：=已办1件"
    assert len({one["批次"] for one in sheet(office, "变更记录")}) == 52
    assert [one["主表值"] for one in sheet(office, "冲突")] == ["主表第49周"]


def check_as_two_programs_see_it(path: Path, folder: Path) -> None:
    """openpyxl and LibreOffice open it and see the same texts; the office's formulas come out right."""
    book = openpyxl.load_workbook(path)
    assert book["办公室自用"]["D1"].value == "=SUM(B2:B3)"
    assert book["任务分工表"]["E3"].comment.text == "请再核"
    assert book["任务分工表"].freeze_panes == "B2"
    if find_converter() is None:
        return
    saved = folder / "总台账.xlsx"
    saved.write_bytes(path.read_bytes())
    save_in_libreoffice(folder, saved)
    ours, theirs = (parse_workbook(one.read_bytes(), "").grids for one in (path, saved))
    for name in ("任务分工表", "科室进展", "变更记录"):
        mine = [[str(cell) for cell in line[:20]] for line in ours[name].rows]
        assert [[str(cell) for cell in line[:20]] for line in theirs[name].rows[: len(mine)]] == mine
    assert theirs["办公室自用"].rows[0][3] == 8
