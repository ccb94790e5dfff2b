"""Sentences of reports as offices write them: a sound one is never called unlike its tables, a wrong number always."""

from __future__ import annotations

import pytest

from automation.model.annual import Severity
from automation.rules.annual_text import check_text
from tests.rules.test_annual_text import FOUR, NEW, ONE, figures, verdict

ASKED = "（二）依申请公开情况。"


def failed(text: str, part: str = ONE) -> list[str]:
    checks = check_text(NEW, figures(NEW), 2021, {part: text})
    return [check.message for check in checks if check.holds is False and check.rule != "text_carried"]


@pytest.mark.parametrize(
    "text",
    [
        # other years and parts of the year
        "自条例施行以来，累计收到政府信息公开申请1500件，其中2021年收到12件。",
        "2019年至2021年，共收到政府信息公开申请150件。",
        "2020年，全县收到政府信息公开申请50件，办结40件，结转10件；2021年新收12件。",
        "第一季度收到政府信息公开申请5件，第二季度收到4件。",
        "去年收到依申请公开50件，今年收到12件。",
        "近三年收到政府信息公开申请150件。",
        "收到政府信息公开申请12件，比2020年（31件）下降61%，办结11件。",
        # others' applications, and parts of one's own
        "受理依申请公开14件（其中上年结转2件），委托县自然资源局办理自然资源类政府信息公开申请5件。",
        "协助市政府办理政府信息公开申请3件。",
        "我局代县政府答复依申请公开件2件。",
        "全市共收到政府信息公开申请12件，其中市政府本级收到公开申请2件，市直部门收到公开申请4件，乡镇收到公开申请6件。",
        "全年共收到政府信息公开申请12件。办公室收到政府信息公开申请2件。",
        "收到涉及教育领域政府信息公开申请5件。",
        ASKED + "全年新收12件。按时办结8件，延期办结3件，补正后答复1件。",
        # carried from and to, by the year
        "新收政府信息公开申请12件，结转2020年度申请2件，结转至2022年3件。",
        "2020年结转政府信息公开申请2件。",
        # results, and documents that are not for the public
        ASKED + "予以公开或部分公开6件，公开率55%。",
        ASKED + "作为依申请公开信息数28条，不予公开信息数8条。",
        # table 2
        "“双公示”行政许可90条，行政处罚50条，及时率100%。",
        "通过信用网站公示行政许可信息80条、行政处罚信息40条。",
        "公开行政处罚典型案例12件，开展行政处罚案卷评查10件。",
        "下放行政许可权限12项，减免行政事业性收费30万元。",
        "清理规范性文件50件，保留38件，废止12件。",
        "主动公开规范性文件累计120件，征集行政规范性文件意见15条，备案审查规范性文件20件。",
        # reviews and suits
        "因政府信息公开引发行政诉讼2件，其中未经复议直接起诉2件，复议后起诉0件。",
        "办理行政复议案件35件，其中涉及政府信息公开的1件。",
        "没有因政府信息公开被纠错的行政复议。",
        "受理依申请公开14件，无一引发行政复议和行政诉讼纠错。",
    ],
)
def test_a_sound_sentence_raises_no_alarm(text):
    assert failed(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2020年，收到政府信息公开申请50件；2021年共收到政府信息公开申请13件。", "为12"),
        ("全市共收到政府信息公开申请12件。2021年共收到政府信息公开申请11件。", "为12"),
        ("2021年政府信息公开申请0件。", "为12；"),
        ("本年度无依申请公开。", "为12；"),
        ("我局没有政府信息公开申请。", "为12；"),
        ("收到公开申请12件，均已办结，无结转下年度办理。", "为3；"),
        ("收到公开申请12件，结转2020年度申请3件。", "为2；"),
        ("收到公开申请12件，结转至2022年度2件。", "为3；"),
        (ASKED + "剩余8件结转下年度办理。", "为3；"),
        (ASKED + "按时办结12件。", "为11"),
        (ASKED + "予以公开或部分公开7件。", "为6；"),
        ("制发行政规范性文件3件，废止2件，现行有效20件。", "废止件数为1；"),
        ("现行有效的行政规范性文件20件，本年新制发3件、废止2件。", "废止件数为1；"),
        ("制发行政规范性文件3件，废止1件，现行有效21件。", "现行有效件数为20；"),
        ("因政府信息公开引发行政诉讼2件，其中未经复议直接起诉1件。", "“未经复议直接起诉”总计为2；"),
        ("因政府信息公开引发行政诉讼2件，其中复议后起诉1件。", "“复议后起诉”总计为0；"),
        ("因政府信息公开被申请行政复议1件，其中维持1件。", "“行政复议”结果维持为0；"),
        ("因政府信息公开引起行政复议1件；行政诉讼2件，尚未审结1件。", "尚未审结为0；"),
    ],
)
def test_a_wrong_number_is_told_with_the_tables(text, said):
    (message,) = failed(text)
    assert said in message


def test_in_part_three_a_sentence_need_not_say_what_it_speaks_of():
    part = NEW.parts[2]
    assert len(failed("新收12件，办结9件。", part)) == 1
    assert failed("新收12件，办结11件，结转下年3件。", part) == []


def test_in_part_four_results_belong_to_the_cases_named_before_them():
    assert failed("行政复议1件，结果维持0件；行政诉讼2件，维持0件。", FOUR) == []
    assert len(failed("行政复议1件，结果纠正1件。", FOUR)) == 1


def test_results_the_office_may_leave_out_are_named_by_their_groups():
    (check,) = [c for c in check_text(NEW, figures(NEW), 2021, {ONE: ASKED + "共办结5件。"}) if c.holds is False]
    assert check.severity is Severity.WARNING
    assert "总计－三（五）－三（六）为10；" in check.message


def test_a_text_that_says_newly_received_is_not_asked_about_those_carried_over():
    checks = check_text(NEW, figures(NEW), 2021, {ONE: "新收政府信息公开申请12件。"})
    assert [check.holds for check in checks if check.rule == "text_carried"] == [True]


def test_parts_named_behind_a_total_are_its_parts_and_no_others():
    def said(text: str) -> list[bool | None]:
        return [c.holds for c in check_text(NEW, figures(NEW), 2021, {ONE: text}) if c.rule == "text_total"]

    whole = "全年共公开政府信息100条，其中动态信息60条、财政信息20条，公示公告20条。另公开部门文件30件、通知40条。"
    assert said(whole) == [True]
    assert said(whole.replace("财政信息20", "财政信息50")) == [False]


def test_all_of_it_together_agrees():
    assert verdict("新收政府信息公开申请12件，上年结转2件，共办结11件，结转下年度3件。") is True
