"""An office of 2021 at the end of its year, and how the next year is begun from it (init --from)."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.jobs.office_desk import MASTER, run

BOOK = Path("workbooks/登记簿.xlsx")
PLAN = """2022年政务公开工作要点
一、制定年度计划。（甲科牵头，乙科、丁科配合，6月底前完成）
二、编制指南。（丙科负责，9月底前完成）
"""
SEED = """[office]
name="样例局"
short="样例局"
code="样"
issued={year}-01-04
signed={next}-01-20
[settings]
"报送周期"="每季度"
"临期天数"="10"
[[section]]
name="甲科"
aliases=["综合科"]
category="业务"
[[section]]
name="乙科"
[[section]]
name="丙科"
[figures]
"公开目录条数"=120
[text]
"五"=["存在的问题和改进情况。"]
"六"=["没有其他需要报告的事项。"]
"一"=["全年收到申请{{依申请公开收到件数}}件，目录{{公开目录条数}}条。","全年发布信息99条。"]
"""


def build(root: Path, year: int) -> Path:
    seeds = root / "seeds"
    seeds.mkdir(parents=True)
    (seeds / "office.toml").write_text(SEED.format(year=year, next=year + 1), encoding="utf-8")
    office = root / "last"
    code, _, err = run(office, "init", seeds, "--year", year, as_of=f"{year}-01-04")
    assert (code, err) == (0, "")
    return office


def write(root: Path, file: Path, name: str, *rows: dict[str, object], at: int = 2) -> None:
    """Type rows below the header, from a line on."""
    book = openpyxl.load_workbook(root / file)
    page = book[name]
    heads = {cell.value: cell.column for cell in page[1]}
    for line, row in enumerate(rows, at):
        for header, value in row.items():
            page.cell(line, heads[header], value)
    book.save(root / file)


def put(root: Path, name: str, cells: dict[str, object]) -> None:
    book = openpyxl.load_workbook(root / MASTER)
    for place, value in cells.items():
        book[name][place] = value
    book.save(root / MASTER)


def build_year_one(root: Path) -> Path:
    """The workspace of 2021 at its end: registers kept, a stock of documents, an ended section, holidays."""
    office = build(root, 2021)
    write(
        office,
        BOOK,
        "依申请公开登记",
        *(
            {
                "收到日期": date(2021, 3, 1),
                "申请人类别": "自然人",
                "内容摘要": "某事",
                "答复日期": date(2021, 3, 9),
                "结果": "予以公开",
            },
        ),
        {"收到日期": date(2021, 12, 20), "申请人类别": "商业企业", "内容摘要": "某事二", "文号": "样〔2021〕3号"},
    )
    write(
        office,
        BOOK,
        "主动公开登记",
        {"公开日期": date(2019, 5, 1), "类别": "行政规范性文件", "标题": "旧办法"},
        {"公开日期": date(2020, 5, 1), "类别": "行政规范性文件", "标题": "已废止的办法", "废止日期": date(2021, 6, 1)},
        {"公开日期": date(2021, 5, 1), "类别": "行政规范性文件", "标题": "新办法"},
    )
    write(office, BOOK, "复议诉讼登记", {"类型": "行政复议", "收到日期": date(2021, 12, 1)})
    put(office, "年报表二", {"D3": 4, "B3": 1, "C3": 0})
    put(office, "科室名录", {"E3": date(2021, 6, 30), "F3": "甲科"})
    write(
        office,
        MASTER,
        "放假安排",
        {"日期": date(2021, 5, 1), "至": date(2021, 5, 5), "安排": "放假"},
        {"日期": date(2021, 12, 31), "至": date(2022, 1, 3), "安排": "放假"},
    )
    return office


def begin(root: Path, plan: Path, last: Path, year: int = 2022, as_of: str = "2022-01-10", *more: str):
    """Found a year's workspace with what last year's hands on."""
    return run(root, "init", plan, "--year", year, "--from", last / MASTER, *more, as_of=as_of)


@pytest.fixture(scope="session")
def year_one(tmp_path_factory) -> Path:
    """The workspace of 2021 at its end; do not write into it."""
    return build_year_one(tmp_path_factory.mktemp("years"))


@pytest.fixture
def last(year_one, tmp_path) -> Path:
    """A copy of the workspace of 2021, to be carried over or spoilt."""
    return Path(shutil.copytree(year_one, tmp_path / "2021"))


@pytest.fixture
def plan(tmp_path) -> Path:
    """The plan of 2022."""
    path = tmp_path / "要点.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path
