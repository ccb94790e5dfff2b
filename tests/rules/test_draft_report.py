"""The report upward (落实情况报告): area by area, each once, and nothing called 其余 where nothing came before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from automation.rules.draft_report import draft_report
from automation.rules.supervision import judge
from tests.rules.small_office import number, office

PLAN = """
1 | 公开解读 | 甲 | 公开权责清单 | 办公室牵头落实 | 全年工作
2 | 政务服务 | 乙 | 规范进驻事项 | 政法科牵头落实 | 8月底前
3 | 公开解读 | 丙 | 参加新闻发布会 | 办公室牵头落实 | 全年工作
"""


def test_an_area_that_comes_again_further_down_the_plan_is_told_once():
    ledger = office(PLAN)
    told = tuple(replace(one, progress="清单已经上网。") if one.number == number(1) else one for one in ledger.duties)
    ledger = replace(ledger, duties=told)
    lines = draft_report(ledger, judge(ledger, date(2018, 8, 6)), date(2018, 8, 6)).body.splitlines()
    assert [line for line in lines if line.startswith("（")] == ["（一）公开解读", "（二）政务服务"]
    assert "其余1项还没有可报告的进展：参加新闻发布会。" in lines
    assert "1项还没有可报告的进展：规范进驻事项。" in lines
