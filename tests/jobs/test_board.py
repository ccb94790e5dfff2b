"""The dashboard: one set of numbers in status, sheet, JSON and charts, through a year of merges."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest

from automation.outputs.pdf import find_converter
from automation.sheets import BOARD
from tests.jobs.board_look import CHARTS, LIGHTS, bare, cached, part, visible
from tests.jobs.little_office import SECTIONS, TASK, built_little, little
from tests.jobs.office_desk import MASTER, form, kinds, run, save_in_libreoffice, sheet, type_into

__all__ = ["built_little", "little"]
FIELDS = {column.header: column.field for column in BOARD.columns}


def board(root: Path) -> list[dict[str, object]]:
    """The rows of 汇总看板 by field, a day as the JSON has it."""
    rows = [{FIELDS[head]: value for head, value in row.items() if head in FIELDS} for row in sheet(root, "汇总看板")]
    return [{**row, "as_of": str(row["as_of"])[:10] if row["as_of"] else ""} for row in rows]


def same(shown: list[dict], listed: list[dict]) -> bool:
    return [{name: value or "" for name, value in row.items()} for row in shown] == [
        {name: row.get(name) or "" for name in FIELDS.values()} for row in listed
    ]


def assert_one_set_of_numbers(root: Path, told: dict, status: dict, day: str) -> None:
    rows, total = status["sections"], status["sections"][-1]
    assert same(board(root), rows)
    assert {name: told["counts"][name] for name in ("duties", "done", "overdue", "soon", "coming")} == {
        name: total[name] for name in ("duties", "done", "overdue", "soon", "coming")
    }
    assert status["lights"] == {colour: total[colour] for colour in ("red", "yellow", "green")}
    assert (status["missing"], status["overdue"]) == (told["missing"], told["overdue"])
    assert total["coming"] == len(status["coming"])
    assert total["as_of"] == day
    shown = [cached(root, name) for name in CHARTS]
    assert shown[0] == {
        row["section"]: {"已完成": row["done"], "推进中": row["under_way"], "未启动": row["not_started"]}
        for row in rows[:-1]
    }
    assert list(shown[1].values()) == [
        dict(zip(LIGHTS, (row["red"], row["yellow"], row["green"]), strict=True)) for row in status["areas"]
    ]
    by_task = [str(row["亮灯"])[:2] for row in sheet(root, "任务分工表")]
    assert {light: sum(area[light] for area in shown[1].values()) for light in LIGHTS} == {
        light: by_task.count(light) for light in LIGHTS
    }
    assert shown[2] == {
        str(week["week"]): {"已完成": week["done"], "逾期": week["overdue"]} for week in status["trend"]
    }
    last = [week for week in status["trend"] if week["done"] is not None][-1]
    assert (last["done"], last["overdue"]) == (total["done"], total["overdue"])
    assert sheet(root, "运行记录")[-1]["已完成"] == total["done"]


def test_status_sheet_json_and_charts_show_one_set_of_numbers_on_every_day(office):
    for day in ("2018-11-26", "2018-11-27", "2018-12-03", "2018-12-31"):
        _, told, _ = run(office, "weekly", as_of=day)
        _, status, _ = run(office, "status", as_of=day)
        assert_one_set_of_numbers(office, told, status, day)


def test_the_sample_year_shows_a_trend_with_its_gaps(demo_office):
    _, status, _ = run(demo_office, "status", as_of="2018-11-26")
    weeks = {week["week"]: (week["done"], week["overdue"]) for week in status["trend"]}
    assert (min(weeks), max(weeks)) == (30, 52)
    assert weeks[30] == (0, 0)
    assert weeks[33] == (None, None), "nobody merged in the week of 13 August"
    assert weeks[49] == (None, None), "is yet to come"
    counted = [done for done, _ in weeks.values() if done is not None]
    assert len(counted) >= 12
    assert counted[-1] > counted[0]


def test_the_charts_outlive_ten_merges_an_undo_and_a_rebuild(little):
    looks = [bare(little, name) for name in CHARTS]
    drawing = part(little, "xl/drawings/drawing1.xml")
    day = date(2018, 8, 6)
    for week in range(10):
        when = (day + timedelta(weeks=week)).isoformat()
        done = {(4, "状态"): "已完成", (4, "完成日期"): "2018-08-01", (4, "佐证材料"): "记录"} if week == 3 else {}
        type_into(form(little, "甲科"), TASK, {(1, "进展情况"): f"第{week}周", **done})
        code, told, err = run(little, "weekly", as_of=when)
        assert (code, err, len(told["changes"]) > 0) == (0, "", True)
        assert [bare(little, name) for name in CHARTS] == looks
        assert_one_set_of_numbers(little, told, run(little, "status", as_of=when)[1], when)
    assert cached(little, CHARTS[0])["甲科"]["已完成"] == 1
    kept = part(little, CHARTS[0])
    run(little, "undo", as_of=when)
    assert part(little, CHARTS[0]) == kept, "what the undo took back is in none of its figures"
    assert [bare(little, name) for name in CHARTS] == looks
    assert part(little, "xl/drawings/drawing1.xml") == drawing
    before = [cached(little, name) for name in CHARTS]
    (little / MASTER).unlink()
    run(little, "rebuild", as_of=when)
    assert [cached(little, name) for name in CHARTS] == before
    assert [bare(little, name) for name in CHARTS] == looks


def test_an_undo_takes_the_finished_duty_out_of_the_charts_again(little):
    type_into(
        form(little, "甲科"), TASK, {(4, "状态"): "已完成", (4, "完成日期"): "2018-08-01", (4, "佐证材料"): "记录"}
    )
    run(little, "merge", as_of="2018-08-06")
    assert cached(little, CHARTS[2])["32"] == {"已完成": 1, "逾期": 0}
    run(little, "undo", as_of="2018-08-07")
    assert cached(little, CHARTS[0])["甲科"]["已完成"] == 0
    assert cached(little, CHARTS[2])["32"] == {"已完成": 0, "逾期": 0}


def test_a_section_added_and_one_dissolved_in_mid_year_come_into_the_charts_and_leave_them(little):
    assert [item for _, item in visible(little)][: len(SECTIONS)] == list(SECTIONS)
    book = openpyxl.load_workbook(little / MASTER)
    directory = book["科室名录"]
    heads = {cell.value: cell.column for cell in directory[1]}
    directory.cell(5, heads["名称"], "丁科")
    directory.cell(5, heads["计入各科室"], "是")
    book["任务分工表"]["G2"] = "丁科"
    assert book["任务分工表"]["G1"].value == "牵头科室"
    book.save(little / MASTER)
    _, told, err = run(little, "weekly", as_of="2018-08-06")
    assert err == ""
    assert_one_set_of_numbers(little, told, run(little, "status", as_of="2018-08-06")[1], "2018-08-06")
    assert "丁科" in cached(little, CHARTS[0])
    assert [item for _, item in visible(little)][:4] == [*SECTIONS, "丁科"]
    book = openpyxl.load_workbook(little / MASTER)
    page = book["科室名录"]
    for line in page.iter_rows(min_row=2):
        if line[0].value == "乙科":
            page.cell(line[0].row, heads["至"], date(2018, 8, 31))
            page.cell(line[0].row, heads["并入"], "丁科")
    tasks = book["任务分工表"]
    for line in tasks.iter_rows(min_row=2):
        if line[6].value == "乙科":
            line[6].value = "丁科"
    book.save(little / MASTER)
    _, told, _ = run(little, "weekly", as_of="2018-09-03")
    status = run(little, "status", as_of="2018-09-03")[1]
    assert_one_set_of_numbers(little, told, status, "2018-09-03")
    assert [item for _, item in visible(little) if item][: len(status["sections"]) - 1] == [
        row["section"] for row in status["sections"][:-1]
    ]


def test_a_master_made_before_there_were_charts_goes_on_without_them(little):
    book = openpyxl.load_workbook(little / MASTER)
    del book["看板数据"]
    page = book["汇总看板"]
    page._charts = []
    for name, header in (("汇总看板", BOARD), ("运行记录", None)):
        listed = [c.header for c in BOARD.columns if c.optional] if header else ["承担任务", "已完成", "逾期"]
        for place in sorted((cell.column for cell in book[name][1] if cell.value in listed), reverse=True):
            book[name].delete_cols(place)
    book.save(little / MASTER)
    for day in ("2018-08-06", "2018-08-13"):
        code, told, err = run(little, "weekly", as_of=day)
        assert (code, err, [kind for kind in kinds(told) if kind.startswith("master")]) == (0, "", [])
    with zipfile.ZipFile(little / MASTER) as package:
        assert not [name for name in package.namelist() if "chart" in name]
    assert "红灯" not in sheet(little, "汇总看板")[0]
    status = run(little, "status", as_of="2018-08-13")[1]
    assert [week["done"] for week in status["trend"][:4]] == [0, None, 0, 0], "the journal counts all the same"


def test_a_chart_the_office_has_restyled_keeps_its_looks_and_gets_its_figures(little):
    styled = part(little, CHARTS[0]).replace(b"548235", b"123456").replace(b'gapWidth val="50"', b'gapWidth val="80"')
    with zipfile.ZipFile(little / MASTER) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(little / MASTER, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in {**parts, CHARTS[0]: styled}.items():
            package.writestr(name, content)
    type_into(form(little, "甲科"), TASK, {(1, "状态"): "推进中"})
    run(little, "merge", as_of="2018-08-06")
    after = part(little, CHARTS[0])
    assert b"123456" in after
    assert b'gapWidth val="80"' in after
    assert cached(little, CHARTS[0])["甲科"]["推进中"] == 1


@pytest.mark.skipif(find_converter() is None, reason="LibreOffice (soffice) is not installed")
def test_charts_libreoffice_has_saved_anew_are_still_brought_up_to_date(little, tmp_path):
    save_in_libreoffice(tmp_path, little / MASTER)
    type_into(
        form(little, "甲科"), TASK, {(4, "状态"): "已完成", (4, "完成日期"): "2018-08-01", (4, "佐证材料"): "记录"}
    )
    code, told, _ = run(little, "merge", as_of="2018-08-06")
    assert (code, kinds(told)) == (0, [])
    with zipfile.ZipFile(little / MASTER) as package:
        names = [name for name in package.namelist() if name.startswith("xl/charts/chart")]
    shown = [cached(little, name) for name in names if "甲科" in part(little, name).decode()]
    assert [one["甲科"]["已完成"] for one in shown] == [1]


@pytest.mark.skipif(
    find_converter() is None or not shutil.which("pdftotext"), reason="soffice or pdftotext is not installed"
)
def test_the_printed_dashboard_shows_the_charts_and_no_empty_places(office, tmp_path):
    book = tmp_path / "看板.xlsx"
    shutil.copy(office / MASTER, book)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        str(find_converter()),
        "--headless",
        profile,
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(book),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    said = subprocess.run(
        [str(shutil.which("pdftotext")), str(book.with_suffix(".pdf")), "-"],
        check=True,
        capture_output=True,
        timeout=60,
    ).stdout.decode()
    pages = [page for page in said.split("\f") if "各科室任务完成情况" in page]
    assert len(pages) == 1
    for words in (
        "七天内到期",
        "合计",
        "各类任务亮灯情况",
        "每周完成与逾期变化",
        "红灯",
        "家庭发展科",
    ):
        assert words in pages[0]
