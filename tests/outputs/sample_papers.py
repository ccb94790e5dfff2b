"""Papers of a made-up week at the sample office, for the tests of Word and PDF."""

import csv
from datetime import date
from pathlib import Path

from automation.model.paper import (
    AnnualPaper,
    AnnualPart,
    GridCell,
    GridTable,
    LateRow,
    Line,
    NoticePaper,
    PlanRow,
    ReminderPaper,
    SigningSheet,
    WeeklyPaper,
)
from automation.sources.annual_forms import read_form

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
WHEN = date(2018, 11, 26)
HAN = "为把全年的公开任务细化到科室落实到岗位我委编制了方案现随文印发请对照执行"


def plan() -> tuple[PlanRow, ...]:
    """Give the 64 tasks of the sample office."""
    with (ROOT / "seeds/2018/tasks.csv").open(encoding="utf-8-sig", newline="") as file:
        return tuple(PlanRow(*line) for line in list(csv.reader(file))[1:])


def notice(**changes: object) -> NoticePaper:
    values: dict[str, object] = {
        "letterhead": "楚雄彝族自治州卫生和计划生育委员会文件",
        "number": "楚卫通〔2018〕67号",
        "title_lines": ("楚雄州卫生计生委关于印发", "2018年政务公开工作要点分工方案的通知"),
        "recipients": "各县市卫生计生局，委机关各科室",
        "body": (
            Line(0, "现将方案印发给你们，请认真落实。"),
            Line(1, "一、总体思路"),
            Line(0, HAN * 3 + "。"),
            Line(2, "（一）组织领导"),
            Line(3, "1.办公室负责总协调。"),
            Line(4, "（1）按季统筹，按月检查。"),
        ),
        "organ": "楚雄州卫生和计划生育委员会",
        "signed_on": date(2018, 7, 25),
        "note": "此件公开发布",
        "copies": "州委宣传部，州人民政府办公室",
        "printed_by": "楚雄州卫生和计划生育委员会办公室",
        "printed_on": date(2018, 7, 26),
        "plan_title": "楚雄州卫生计生委2018年政务公开工作要点分工方案",
        "plan": plan(),
    }
    return NoticePaper(**{**values, **changes})  # type: ignore[arg-type]


def late(order: int, word: str, *, moved: bool = False) -> LateRow:
    return LateRow(
        number=f"RW2018-{order:04}",
        order=str(order),
        section="政法科",
        item=f"第{order}项工作的简要说法",
        period="2018年10月" if order % 2 else "",
        due=date(2018, 8, 31),
        present_due=date(2018, 10, 31) if moved else date(2018, 8, 31),
        word=word,
        progress="已完成调研，正在起草。",
        reply_by=date(2018, 12, 3),
    )


def weekly() -> WeeklyPaper:
    return WeeklyPaper(
        organ="楚雄州卫生和计划生育委员会",
        year=2018,
        as_of=WHEN,
        summary="截至2018年11月26日，64项任务中已销号12项，逾期2项，临期1项。",
        counts=(("任务总数", "64"), ("逾期", "2")),
        overdue=(late(26, "逾期87天"), late(45, "逾期26天", moved=True)),
        soon=(late(27, "剩余5天"),),
        missing=(("规财科", "2018年11月进展"),),
        decisions=("第45项的完成时限有两种读法，请选定。",),
        changes=(("RW2018-0008", "办公室", "状态由推进中改为已完成"),),
    )


def quiet_weekly() -> WeeklyPaper:
    return WeeklyPaper("某县卫生局", 2018, WHEN, "本周没有新的情况。", (), (), (), (), (), ())


def reminder(*rows: LateRow) -> ReminderPaper:
    return ReminderPaper(
        "楚雄州卫生和计划生育委员会", "政法科", "〔2018〕第11-26-1号", WHEN, date(2018, 12, 3), "办公室", rows, WHEN
    )


def signing(**changes: object) -> SigningSheet:
    """Give the sheet of a paper nobody has signed yet, with more in its fields than papers mostly have."""
    values: dict[str, object] = {
        "organ": "楚雄彝族自治州卫生和计划生育委员会",
        "kind": "通知",
        "number": "楚卫通〔2018〕　号",
        "title": "楚雄州卫生计生委关于印发" + "2018年政务公开工作要点分工方案" * 3 + "的通知",
        "recipients": "各县市卫生计生局，委机关各科室，" * 3,
        "copies": "州委宣传部，州人民政府办公室，" * 3,
        "openness": ("□主动公开", "□脱密后公开", "■依申请公开", "□删减后公开", "□不予公开"),
        "reason": "涉及内部管理事项，" * 4,
        "body": ((HAN * 3)[:90], *(f"{mark}、{HAN[:28]}" for mark in "一二三四")),
        "note": "此件依申请公开",
        "contact": "州卫生计生委办公室",
        "drafted_by": "办公室",
        "checked_by": "办公室负责人",
        "cosigned": "政法科、规财科、宣传科",
        "signer": "",
        "signed_on": None,
        "printed_on": None,
        "copy_count": "60",
    }
    return SigningSheet(**{**values, **changes})  # type: ignore[arg-type]


def annual(year: int) -> AnnualPaper:
    """Give a report of zeros in the form of its year."""
    form = read_form("2019" if year < 2021 else "2021")
    tables = {
        table.part: GridTable(
            table.name,
            table.rows,
            table.columns,
            tuple(
                GridCell(each.row, each.column, each.rows, each.columns, each.text or "0", bool(each.key))
                for each in table.cells
            ),
        )
        for table in form.tables
    }
    parts = tuple(
        AnnualPart(heading, (Line(0, f"这里写{heading[2:]}。"),), (tables[heading],) if heading in tables else ())
        for heading in form.parts
    )
    return AnnualPaper(
        organ="楚雄州卫生健康委员会",
        year=year,
        title_lines=("楚雄州卫生健康委员会", f"{year}年政府信息公开工作年度报告"),
        preface=(Line(0, "本报告由六个部分组成。"),),
        parts=parts,
        signed_on=date(year + 1, 1, 20),
    )
