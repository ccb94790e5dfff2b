"""A small office for tests of rules: four sections, a few tasks, and forms typed as tables with the clerk's headers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from automation import sheets
from automation.model.ledger import Ledger
from automation.model.origin import Origin
from automation.model.plan import Section
from automation.model.rows import RawRow, SectionForm
from automation.outputs.new_form import issued_base
from automation.rules.assign import assign_duties
from automation.rules.draft_plan import draft_tasks
from automation.rules.ledger import read_settings
from automation.rules.records import draw_form
from automation.rules.supervision import judge
from automation.terms import sheets as names

ISSUED = date(2018, 7, 25)
SECTIONS = ("办公室", "政法科", "疾控科", "宣传科")
PLAN = """
1 | 公开解读 | 法治政府 | 公开权责清单       | 办公室牵头落实               | 全年工作
2 | 公开解读 | 舆情回应 | 参加新闻发布会     | 办公室牵头落实               | 按月完成
3 | 政务服务 | 网上办事 | 规范进驻事项       | 政法科牵头落实               | 8月底前
4 | 政务服务 | 网上办事 | 推进一次办         | 政法科牵头、相关科室配合落实 | 11月底前
5 | 制度规范 | 审查     | 定密审查           | 委机关各科室分别负责落实     | 全年工作
6 | 制度规范 | 目录     | 出台单位公开制度   | 办公室牵头、各科室配合落实   | 州级相关制度规定出台后
"""


def number(order: int) -> str:
    return f"RW2018-{order:04d}"


def table(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]


def office(plan: str = PLAN, sections: tuple[str, ...] = SECTIONS, **settings: str) -> Ledger:
    """A ledger of a plan written as a table: 序号 | 一级 | 二级 | 具体要求 | 责任单位 | 完成时限."""
    fields = ("order", "area", "topic", "requirement", "units", "deadline")
    rows = [RawRow(dict(zip(fields, line, strict=True))) for line in table(plan)]
    tasks, findings = draft_tasks(rows, 2018)
    assert findings == []
    texts = {names.SET_OFFICE: "某州卫生健康委", names.SET_YEAR: "2018", names.SET_ISSUED: ISSUED.isoformat()}
    ledger = Ledger(read_settings({**texts, **settings}, "")[0], tuple(Section(name) for name in sections), tasks)
    return assign_duties(ledger)[0]


def issue_form(ledger: Ledger, section: str, issue: int = 1) -> SectionForm:
    """A section's workbook as it was handed out, nothing typed yet."""
    rows = draw_form(ledger, judge(ledger, ISSUED), section)
    file = f"{section}.xlsx"
    tables = {
        name: tuple(
            RawRow({c.field: row.get(c.field) for c in sheet.columns}, Origin(file, name, line))
            for line, row in enumerate(rows[name], 2)
        )
        for sheet in sheets.FORMS
        if (name := sheet.name) in rows
    }
    return SectionForm(file, "", ledger.settings.office, 2018, section, issue, {}, tables, issued_base(rows))


def typed(
    form: SectionForm, cells: Mapping[tuple[int, str], object], sheet: str = names.FORM_DUTIES, period: str = ""
) -> SectionForm:
    """The form after a clerk typed cells, by (序号, header); ``period`` names the row of a sheet with periods."""
    spec = next(one for one in sheets.FORMS if one.name == sheet)
    rows = []
    for row in form.tables[sheet]:
        changed = dict(row.cells)
        for (order, header), value in cells.items():
            if row.cells["number"] == number(order) and (not period or row.cells["period"] == period):
                field = next(column.field for column in spec.columns if column.header == header)
                changed[field] = value
        rows.append(RawRow(changed, row.origin))
    return with_rows(form, rows, sheet)


def with_rows(form: SectionForm, rows: list[RawRow], sheet: str = names.FORM_DUTIES) -> SectionForm:
    """The form with other rows in one of its sheets."""
    return SectionForm(
        form.file,
        form.digest,
        form.office,
        form.year,
        form.section,
        form.issue,
        form.cover,
        {**form.tables, sheet: tuple(rows)},
        form.base,
    )


def with_cover(form: SectionForm, cover: Mapping[str, object]) -> SectionForm:
    """The form with its cover filled in."""
    return SectionForm(
        form.file, form.digest, form.office, form.year, form.section, form.issue, cover, form.tables, form.base
    )


def duty(ledger: Ledger, order: int, section: str):
    """One duty of the ledger."""
    return next(one for one in ledger.duties if (one.number, one.section) == (number(order), section))


def kinds(findings) -> list[str]:
    """The kinds of findings, in order."""
    return [finding.kind for finding in findings]
