"""An office of three sections and five tasks, quick to build, for tests that run it many times."""

from __future__ import annotations

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest

from automation.jobs.distribute import distribute
from automation.jobs.init import init
from automation.jobs.outcome import Run
from automation.jobs.workspace import open_workspace

SECTIONS = ("甲科", "乙科", "丙科")
TASK = "任务进展"
ISSUED = date(2018, 7, 25)
PLAN = [
    (1, "重点工作", "公开重点领域信息", "甲科牵头，乙科配合", "2018-08-31"),
    (2, "重点工作", "每季度更新目录", "乙科", "每季度"),
    (3, "专项工作", "办理依申请公开，收到申请之日起20个工作日内答复", "丙科", "全年工作"),
    (4, "专项工作", "开展培训并公开结果", "各科室分别负责", "2018-11-30"),
    (5, "保障工作", "完善有关制度", "相关科室", "2018-12-31"),
]
HEADS = ["序号", "一级工作任务", "具体要求", "牵头落实科室", "完成时限"]


def write_seeds(folder: Path) -> Path:
    """The seed folder of the little office."""
    folder.mkdir(parents=True)
    head = '[office]\nname="样例局"\nshort="样例局"\ncode="样"\nyear=2018\nissued=2018-07-25\n[settings]\n'
    listed = "".join(f'[[section]]\nname="{name}"\ncategory="机关科室"\ncounts=true\n' for name in SECTIONS)
    (folder / "office.toml").write_text(head + listed, encoding="utf-8")
    with (folder / "tasks.csv").open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerows([[*HEADS[:2], "二级工作任务", *HEADS[2:]]])
        rows.writerows([order, area, "工作", said, units, limit] for order, area, said, units, limit in PLAN)
    return folder


def build_little(root: Path) -> Path:
    """The little office on the day of issue, in a folder below ``root``."""
    workspace = open_workspace(root / "office")
    init(workspace, Run("init", ISSUED), write_seeds(root / "seeds"), 2018)
    distribute(workspace, Run("distribute", ISSUED))
    return workspace.root


@pytest.fixture(scope="session")
def built_little(tmp_path_factory) -> Path:
    """The little office on the day of issue; do not write into it."""
    return build_little(tmp_path_factory.mktemp("小 单位"))


@pytest.fixture
def little(built_little, tmp_path) -> Path:
    """A copy of the little office, to be worked in."""
    return Path(shutil.copytree(built_little, tmp_path / "office"))
