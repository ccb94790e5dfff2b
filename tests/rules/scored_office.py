"""The small office with rules and marks typed as tables, for tests of scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from automation import cells
from automation.model.ledger import Ledger
from automation.model.scoring import Mark, RuleTyped, Score
from automation.rules.assign import assign_duties
from automation.rules.scoring import score
from automation.rules.supervision import judge
from tests.rules.small_office import number, office, table

YEAR_END = date(2018, 12, 31)
PLAN = """
1 | 公开解读 | 法治政府 | 公开权责清单 | 办公室牵头落实               | 全年工作
2 | 公开解读 | 舆情回应 | 参加发布会   | 办公室牵头落实               | 按月完成
3 | 政务服务 | 网上办事 | 规范进驻事项 | 政法科牵头落实               | 8月底前
4 | 政务服务 | 网上办事 | 推进一次办   | 政法科牵头、疾控科配合落实   | 11月底前
5 | 制度规范 | 审查     | 定密审查     | 委机关各科室分别负责落实     | 全年工作
6 | 制度规范 | 解读     | 解读政策     | 办公室牵头落实               | 公开后3个工作日内
"""


def rules(text: str) -> tuple[RuleTyped, ...]:
    """Rules written as a table: 规则编号 | 考核对象 | 项目 | 类型 | 分值 | 上限 | 依据 | 单位."""
    return tuple(
        RuleTyped(*line[:4], *(cells.parse_number(cell, 2018).value for cell in line[4:6]), *line[6:])  # type: ignore[arg-type]
        for line in table(text)
        if any(line)
    )


def marks(text: str) -> tuple[Mark, ...]:
    """Marks written as a table: 日期 | 考核对象 | 规则编号 | 得分或次数 | 事由."""
    return tuple(
        Mark(cells.parse_date(day, 2018).value, party, rule, cells.parse_number(amount, 2018).value, reason)  # type: ignore[arg-type]
        for day, party, rule, amount, reason in table(text)
    )


def scored(ledger: Ledger, as_of: date = YEAR_END) -> dict[str, Score]:
    """Everybody's score on a day, by name."""
    ledger, _ = assign_duties(ledger, as_of)
    return {one.party: one for one in score(ledger, judge(ledger, as_of), as_of)[0]}


def told(ledger: Ledger, as_of: date = YEAR_END) -> list[str]:
    """What is said of rules and marks, as a clerk reads it."""
    return [finding.message for finding in score(ledger, judge(ledger, as_of), as_of)[1]]


def points(one: Score) -> dict[str, Decimal]:
    """What each rule gave, by its 编号."""
    return {point.rule.number: point.amount for point in one.points}


def causes(one: Score, rule: str) -> list[tuple[str, str, str, bool]]:
    """编号, 科室, 报告期 and whether it earned, of each row behind a rule's points."""
    point = next(point for point in one.points if point.rule.number == rule)
    return [(cause.number, cause.section, cause.period, cause.good) for cause in point.causes]


def said(ledger: Ledger, order: int, section: str, status: str, finished: date | None = None, **more: object) -> Ledger:
    """The ledger after a section said a state of a task."""
    return replace(
        ledger,
        duties=tuple(
            replace(duty, status=status, finished_on=finished, **more)
            if (duty.number, duty.section) == (number(order), section)
            else duty
            for duty in ledger.duties
        ),
    )


def with_sections(ledger: Ledger, **changes: dict[str, object]) -> Ledger:
    """The ledger with rows of 科室名录 changed, by name."""
    return replace(ledger, sections=tuple(replace(one, **changes.get(one.name, {})) for one in ledger.sections))


def scoring_office(rule_rows: str, mark_rows: str = "", plan: str = PLAN, sections: Sequence[str] = ()) -> Ledger:
    """An office with rules and marks."""
    ledger = office(plan, tuple(sections) or ("办公室", "政法科", "疾控科", "宣传科"))
    return replace(ledger, score_rules=rules(rule_rows), marks=marks(mark_rows) if mark_rows else ())
