"""A small office two weeks into its first delays, and how a test looks into its papers and types into its master."""

from __future__ import annotations

import re
import shutil
from contextlib import closing
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest

from automation.jobs.typing_in import Typed, type_cells
from automation.jobs.workspace import open_workspace
from tests.jobs.health_office import build_health_office
from tests.jobs.office_desk import MASTER, run

SECTIONS = ("办公室", "政法科", "疾控科", "宣传科")
PLAN = (
    "规范进驻事项,政法科牵头落实,8月底前",
    "推进一次办,疾控科牵头、宣传科配合落实,9月10日前",
    "参加新闻发布会,办公室牵头落实,按月完成",
    "定密审查,委机关各科室分别负责落实,全年工作",
    "编制目录,宣传科牵头落实,8月底前",
    "培训干部,疾控科牵头落实,11月20日前",
)
ISSUED = date(2018, 7, 25)


def typed(section: str, order: int, **cells: object) -> list[Typed]:
    return [Typed(ISSUED, section, "任务进展", str(order), "", header, value) for header, value in cells.items()]


@pytest.fixture(scope="session")
def built_rhythm(tmp_path_factory) -> Path:
    """A small office after two weeks of lateness: one section done, one reporting, two silent."""
    office = build_health_office(tmp_path_factory.mktemp("督办"), SECTIONS, PLAN)
    done = typed("宣传科", 5, 状态="已完成", 完成日期=date(2018, 8, 20), 佐证材料="目录", 进展情况="目录已经上网。")
    told = typed("疾控科", 2, 状态="推进中", 进展情况="已梳理12项", 存在问题="系统没有接通", 下一步措施="9月底前联调")
    early = typed("政法科", 1, 进展情况="正在核对")
    type_cells(open_workspace(office), [*done, *told, *early], 2018)
    for day in ("2018-09-03", "2018-09-17"):
        assert run(office, "weekly", as_of=day)[0] == 0
    return office


@pytest.fixture
def office(built_rhythm, tmp_path) -> Path:
    return Path(shutil.copytree(built_rhythm, tmp_path / "office"))


def text_of(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


def tables_of(path: Path) -> list[list[list[str]]]:
    return [[[cell.text for cell in line.cells] for line in one.rows] for one in docx.Document(str(path)).tables]


def table_under(path: Path, *heads: str) -> list[list[str]]:
    """The rows below these heads, of the one table that has them."""
    found = [(one, at) for one in tables_of(path) for at, line in enumerate(one) if tuple(line) == heads]
    ((table, at),) = found
    return table[at + 1 :]


def number_in(pattern: str, text: str) -> int:
    return int(re.search(pattern, text)[1])


def type_master(office: Path, name: str, wanted: dict[str, object], **values: object) -> None:
    """Type into the row of the master's sheet that holds what is wanted, or into a new one."""
    with closing(openpyxl.load_workbook(office / MASTER)) as book:
        page = book[name]
        heads = {cell.value: cell.column for cell in page[1]}
        rows = range(2, page.max_row + 2)
        at = next(
            (r for r in rows if wanted and all(page.cell(r, heads[h]).value == v for h, v in wanted.items())),
            next(r for r in rows if all(page.cell(r, c).value is None for c in heads.values())),
        )
        for header, value in values.items():
            page.cell(at, heads[header], value)
        book.save(office / MASTER)
