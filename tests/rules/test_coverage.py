"""The plan above against ours (上级任务对照): suggestions with reasons, the office's word, what is left."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from automation.model.rows import RawRow
from automation.rules.alike import Likeness, shared_phrases
from automation.rules.coverage import check_coverage, find_takers, find_untaken, suggest_coverage
from automation.rules.draft_plan import draft_tasks
from automation.rules.revise import revise_plan
from automation.sources.plan_text import read_plan_text
from tests.rules.small_office import SECTIONS, kinds, number, office, table

SHARED = Path(__file__).parents[3] / "shared" / "seeds"
OURS = """
1 | 解读 | 解读 | 开展政策解读，着重解读政策措施的背景依据、目标任务 | 宣传科牵头 | 全年工作
2 | 平台 | 热线 | 全面清理整合各类政务热线电话，报上一级备案         | 政法科牵头 | 10月底前
3 | 平台 | 网站 | 强化政务信息在线解答平台功能                       | 办公室牵头 | 全年工作
"""
ABOVE = """
1 | 解读 | 解读 | 开展政策解读，着重解读政策措施的背景依据、目标任务、主要内容、涉及范围 | 各部门负责 | 全年工作
2 | 平台 | 热线 | 针对号码过多的问题，全面清理整合各类政务热线电话，报上一级备案         | 各部门负责 | 10月15日前
3 | 平台 | 网站 | 强化检索功能，着力解决检索不便等问题；强化政务信息在线解答平台功能     | 各部门负责 | 全年工作
4 | 平台 | 公报 | 加快政府公报同步上网和历史公报数字化                                   | 各部门负责 | 全年工作
"""
FIELDS = ("order", "area", "topic", "requirement", "units", "deadline")


def drafted(plan):
    return draft_tasks([RawRow(dict(zip(FIELDS, line, strict=True))) for line in table(plan)], 2018)[0]


def compared(ours=OURS, above=ABOVE, **chosen):
    ledger = office(ours)
    rows = suggest_coverage(drafted(above), ledger)
    return replace(ledger, coverings=tuple(replace(row, chosen=chosen.get(f"n{int(row.key)}", "")) for row in rows))


def test_a_task_taken_up_is_suggested_with_what_both_say():
    rows = compared().coverings
    assert [row.suggested for row in rows] == ["1", "2", "3", ""]
    assert "全面清理整合各类政务热线电话，报上一级备案" in rows[1].reason
    assert rows[3].reason == ""


def test_what_nobody_takes_up_is_listed_until_the_office_says_so():
    ledger = compared()
    assert [row.key for row in find_untaken(ledger)] == ["0004"]
    (finding, _) = check_coverage(ledger)
    assert (finding.kind, finding.value) == ("cover_none", "4")
    assert kinds(check_coverage(compared(n4="无"))) == ["cover_later"]
    taken = compared(n4="3")
    assert [task.number for task in find_takers(taken)[3][1]] == [number(3)]
    assert find_untaken(taken) == []


def test_the_offices_choice_goes_before_the_suggestion():
    ledger = compared(n1="2、RW2018-0003")
    assert [task.number for task in find_takers(ledger)[0][1]] == [number(2), number(3)]


def test_a_choice_that_names_no_task_of_ours_is_told():
    assert kinds(check_coverage(compared(n1="99"))) == ["cover_unknown", "cover_none", "cover_later"]


def test_a_task_due_later_than_above_is_told():
    (finding,) = [one for one in check_coverage(compared()) if one.kind == "cover_later"]
    assert (finding.number, finding.value) == (number(2), "2018-10-31")
    assert "2018-10-15" in finding.message and "第2项" in finding.message


def test_a_choice_is_remembered_while_the_task_above_reads_the_same():
    ledger = compared(n1="3")
    again = suggest_coverage(drafted(ABOVE.replace("1 | 解读", "5 | 解读", 1)), ledger)
    assert [row.chosen for row in again if row.key == "0005"] == ["3"]
    changed = suggest_coverage(drafted(ABOVE.replace("涉及范围", "执行标准")), ledger)
    assert changed[0].chosen == ""


def test_a_cancelled_task_takes_up_nothing():
    ledger = compared()
    rest = drafted("\n".join(line for line in OURS.strip().splitlines() if not line.startswith("1 ")))
    revised = revise_plan(ledger, rest).ledger
    assert suggest_coverage(drafted(ABOVE), revised)[0].suggested == ""


def test_common_words_prove_nothing():
    texts = ["做好政务公开工作，加强信息公开", "做好政务公开工作，加强舆情回应", "做好政务公开工作，加强热线整合"]
    best = Likeness(texts).find("做好政务公开工作，加强热线整合管理")
    assert best[0].place == 2
    assert best[1].both < 0.6 < best[0].both


def test_shared_phrases_are_the_longest_stretches_in_common():
    assert shared_phrases("甲部门要开展政策解读工作", "乙科室开展政策解读工作") == ("开展政策解读工作",)
    assert shared_phrases("甲乙丙", "丁戊己") == ()


@pytest.mark.skipif(not SHARED.exists(), reason="the shared documents are absent")
def test_each_of_the_commissions_64_tasks_is_found_under_its_prefectures_task():
    """Read by hand: which task of document 001 each task of document 000 takes up."""
    above, ours = (read_plan_text(next(SHARED.glob(f"{name}*.txt"))) for name in ("001", "000"))
    ledger = replace(office(), tasks=draft_tasks(ours.rows, 2018, SECTIONS)[0], duties=())
    rows = suggest_coverage(draft_tasks(above.rows, 2018)[0], ledger)
    found = {order: int(row.key) for row in rows for order in map(int, filter(None, row.suggested.split("、")))}
    same = {**{n: n for n in range(1, 10)}, 10: 11, 11: 12, 12: 18, 13: 19, 14: 20, 15: 21}
    same |= {**{n: n + 8 for n in range(16, 28)}, **{n: n + 11 for n in range(28, 33)}, 33: 45, 34: 50, 35: 56}
    same |= {36: 59, 37: 60, 38: 61, **{n: n + 23 for n in range(39, 47)}, 47: 69, 48: 75, 49: 76, 50: 77, 51: 78}
    same |= {52: 79, 53: 81, 54: 81, **{n: n + 27 for n in range(55, 60)}, 60: 90, 61: 91, 62: 92, 63: 94, 64: 95}
    assert found == same
    assert sum(1 for row in rows if not row.suggested) == 33
