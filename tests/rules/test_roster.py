"""Who has handed in: rosters as offices keep them, names as reports give them."""

from __future__ import annotations

import pytest

from automation.model.annual import OrganKind
from automation.model.finished import Names
from automation.rules.crosscheck import organ_kind
from automation.rules.roster import match_roster, read_roster, same_organ


@pytest.mark.parametrize(
    "rows",
    [
        [["甲局"], ["乙局"]],
        [["序号", "单位名称", "联系人"], [1.0, "甲局", "办公室"], [2.0, "乙局", ""], ["", "", ""]],
        [["各单位名单", ""], ["序号", "单位"], ["1", "甲局"], ["2", "乙局"], ["2", "乙局"]],
        [["1. 甲局"], ["2、乙局"]],
        [["1", "甲局"], ["2", "乙局"]],
    ],
)
def test_a_roster_is_read_with_or_without_header_and_numbers(rows):
    assert read_roster(rows) == ("甲局", "乙局")


def test_an_empty_roster_has_nobody():
    assert read_roster([[""], [None]]) == ()


@pytest.mark.parametrize(
    ("names", "file", "organ"),
    [
        (Names(signed="甲县教育体育局"), "1.docx", "甲县教育体育局"),
        (Names(signed="某州甲县教育体育局"), "1.docx", "甲县教育体育局"),
        (Names(title="甲县教育体育局", signed="教育体育局"), "1.docx", "甲县教育体育局"),
        (Names(), "甲县水务局2023年报.docx", "甲县水务局"),
        (Names(signed="甲县人民政府"), "a.docx", "甲县人民政府"),
        (Names(signed="甲县人民政府办公室"), "a.docx", "甲县人民政府办公室"),
        (Names(signed="乙县水务局"), "a.docx", ""),
    ],
)
def test_a_report_belongs_to_the_organ_whose_name_it_gives(names, file, organ):
    roster = ("甲县教育体育局", "甲县水务局", "甲县人民政府", "甲县人民政府办公室")
    handed = match_roster(roster, {file: names})
    assert [name for name, files in handed.files.items() if files] == ([organ] if organ else [])
    assert handed.others == (() if organ else (file,))


def test_two_reports_are_of_one_organ_by_any_of_its_names():
    assert same_organ(Names(signed="甲局", title="某县甲局"), Names(head="甲局"))
    assert not same_organ(Names(signed="甲局"), Names(signed="乙局"))
    assert not same_organ(Names(), Names())


def test_a_government_has_the_later_legal_day_and_its_department_the_earlier():
    assert organ_kind(["甲县人民政府"]) is OrganKind.GOVERNMENT
    assert organ_kind(["甲县财政局"]) is OrganKind.DEPARTMENT
    assert organ_kind(["甲县人民政府办公室"]) is OrganKind.DEPARTMENT
