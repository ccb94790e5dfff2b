"""The year-end report as a paper: its form, its day, its title and its parts."""

from __future__ import annotations

from datetime import date

import pytest

from automation.model.annual import OrganKind, Severity
from automation.rules.annual_papers import (
    check_day,
    check_form_year,
    check_parts,
    check_title,
)
from automation.sources.annual_forms import read_form

OLD, NEW = read_form("2019"), read_form("2021")
FORMS = {"2019": OLD, "2021": NEW}


@pytest.mark.parametrize(
    ("form", "year", "holds"),
    [("2019", 2019, True), ("2019", 2020, True), ("2019", 2021, False), ("2021", 2020, False), ("2021", 2025, True)],
)
def test_the_form_must_be_the_one_in_force_for_the_report_year(form: str, year: int, holds: bool) -> None:
    check = check_form_year(FORMS[form], year)
    assert (check.holds, check.severity) == (holds, Severity.ERROR)
    assert form in check.message
    assert FORMS[form].authority in check.message


@pytest.mark.parametrize(
    ("dated", "organ", "holds"),
    [
        (date(2021, 1, 31), OrganKind.DEPARTMENT, True),
        (date(2021, 2, 1), OrganKind.DEPARTMENT, False),
        (date(2021, 2, 1), OrganKind.GOVERNMENT, True),
        (date(2021, 3, 31), OrganKind.GOVERNMENT, True),
        (date(2021, 4, 1), OrganKind.GOVERNMENT, False),
        (date(2020, 12, 31), OrganKind.DEPARTMENT, False),
        (None, OrganKind.DEPARTMENT, None),
    ],
)
def test_the_report_is_dated_by_the_legal_day(dated: date | None, organ: OrganKind, holds: bool | None) -> None:
    check = check_day(2020, dated, organ)
    assert (check.holds, check.severity) == (holds, Severity.ERROR)


@pytest.mark.parametrize(
    ("title", "faults"),
    [
        ("某局2020年政府信息公开工作年度报告", 0),
        ("某局2020年度\n政府信息公开工作年度报告", 0),
        ("某局政府信息公开工作年度报告（2020年度）", 0),
        ("某局政府信息公开工作2020年度报告", 0),
        ("某局二〇二〇年政府信息公开工作年度报告", 0),
        ("某局政府信息公开工作年度报告", 0),
        ("某局2019年政府信息公开工作年度报告", 1),
        ("某局二〇一九年政府信息公开工作年度报告", 1),
        ("某局2020年度政府信息与政务公开工作报告", 1),
        ("某局2019年政务公开工作总结", 2),
    ],
)
def test_the_title_is_the_statutory_one_and_names_the_report_year(title: str, faults: int) -> None:
    checks = check_title(2020, title)
    assert [(check.holds, check.severity) for check in checks] == [(not faults, Severity.WARNING)] * max(faults, 1)


def test_a_report_without_a_title_cannot_be_judged_by_it() -> None:
    assert [check.holds for check in (*check_title(2020, None), *check_title(2020, " "))] == [None, None]


def test_the_parts_on_problems_and_other_matters_are_not_empty() -> None:
    parts = dict.fromkeys(OLD.parts, "有内容")
    assert [check.holds for check in check_parts(OLD, parts)] == [True]
    empty = {**parts, "五、存在的主要问题及改进情况": " \n", "六、其他需要报告的事项": ""}
    assert [(check.place, check.holds) for check in check_parts(OLD, empty)] == [
        ("五、存在的主要问题及改进情况", False),
        ("六、其他需要报告的事项", False),
    ]
    assert [check.holds for check in check_parts(OLD, {})] == [False, False]
    assert [check.holds for check in check_parts(OLD, None)] == [None]
