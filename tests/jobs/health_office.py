"""A health commission of a few sections with a plan of a few lines, for tests that run it through a term or a year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from tests.jobs.office_desk import MASTER, run

HEAD = '[office]\nname="某州卫生健康委"\nshort="某州卫健委"\ncode="某"\nyear=2018\nissued=2018-07-25\n[settings]\n'
DAY = "2018-07-25"
SECTIONS = ("办公室", "政法科", "疾控科")
PLAN = (
    "规范进驻事项,政法科牵头落实,8月底前",
    "推进一次办,政法科牵头、疾控科配合落实,11月底前",
    "参加新闻发布会,办公室牵头落实,按月完成",
    "定密审查,委机关各科室分别负责落实,全年工作",
)


def build_health_office(
    root: Path, sections: Sequence[str], plan: Sequence[str], dress: Callable[[Path], object] | None = None
) -> Path:
    """The office on the day its forms went out; each line of ``plan`` is 具体要求, who and when.

    ``dress`` is given the master before anything is issued.
    """
    seeds = root / "seeds"
    seeds.mkdir()
    listed = "".join(f'[[section]]\nname="{name}"\ncategory="机关科室"\ncounts=true\n' for name in sections)
    (seeds / "office.toml").write_text(HEAD + listed, encoding="utf-8")
    rows = ["序号,一级工作任务,二级工作任务,具体要求,牵头落实科室,完成时限"]
    rows += [f"{order},重点,专项,{line}" for order, line in enumerate(plan, 1)]
    (seeds / "tasks.csv").write_text("\n".join(rows), encoding="utf-8")
    office = root / "office"
    assert run(office, "init", seeds, "--year", "2018", as_of=DAY)[0] == 0
    if dress is not None:
        dress(office / MASTER)
    assert run(office, "distribute", as_of=DAY)[0] == 0
    return office
