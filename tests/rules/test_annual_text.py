"""The numbers of a report's text against its tables: each sentence as offices write it, right and wrong."""

from __future__ import annotations

import pytest

from automation.model.annual import AnnualForm, Figures, Severity
from automation.rules.annual_text import check_repeats, check_text
from automation.sources.annual_forms import read_form

OLD, NEW = read_form("2019"), read_form("2021")
ONE = "一、总体情况"
FOUR = "四、政府信息公开行政复议、行政诉讼情况"


def figures(form: AnnualForm) -> Figures:
    """12 received (8 persons, 4 firms), 2 carried over, 11 closed, 3 left; 99 licences; 1 review, 2 suits."""
    values = {cell.key: 0 for cell in form.values}
    decided = "本年处理决定数量" if form is NEW else "处理决定数量"
    values |= {
        "表三/一、本年新收政府信息公开申请数量/总计": 12,
        "表三/一、本年新收政府信息公开申请数量/自然人": 8,
        "表三/一、本年新收政府信息公开申请数量/商业企业": 4,
        "表三/二、上年结转政府信息公开申请数量/总计": 2,
        "表三/二、上年结转政府信息公开申请数量/自然人": 2,
        "表三/三（一）予以公开/总计": 5,
        "表三/三（二）部分公开/总计": 1,
        "表三/三（三）1.属于国家秘密/总计": 1,
        "表三/三（三）7.属于行政执法案卷/总计": 1,
        "表三/三（四）1.本机关不掌握相关政府信息/总计": 2,
        "表三/三（五）2.重复申请/总计": 1,
        "表三/三（七）总计/总计": 11,
        "表三/四、结转下年度继续办理/总计": 3,
        f"表二/行政许可/{decided}": 99,
        f"表二/行政处罚/{decided}": 60,
        f"表二/行政强制/{decided}": 4,
        "表四/行政复议/总计": 1,
        "表四/未经复议直接起诉/总计": 2,
    }
    if form is NEW:
        values |= {
            "表二/行政规范性文件/本年制发件数": 3,
            "表二/行政规范性文件/本年废止件数": 1,
            "表二/行政规范性文件/现行有效件数": 20,
            "表二/行政事业性收费/本年收费金额（单位：万元）": 56,
        }
    return Figures(values)


def verdict(text: str, form: AnnualForm = NEW, part: str = ONE) -> bool | None:
    """What the check of numbers says of one sentence: None where it names nothing a table holds."""
    said = {check.holds for check in check_text(form, figures(form), 2021, {part: text}) if check.rule == "text"}
    assert len(said) == 1
    return said.pop()


@pytest.mark.parametrize(
    "text",
    [
        "全年共收到政府信息公开申请12件。",
        "2021年，收到依申请公开请求12份，均已答复。",
        "受理政府信息公开申请 14 件（含上年结转2件）。",
        "全年收到12件政府信息公开申请，上年结转2件。",
        "新收政府信息公开申请十二件，结转上年申请2件。",
        "收到政府信息公开申请１２件，其中自然人申请8件、法人或其他组织申请4件。",
        "收到公开申请12件，办结11件，结转下年度继续办理3件。",
        "收到公开申请12件。予以公开5件，部分公开1件，不予公开2件，无法提供2件，不予处理1件。",
        "收到公开申请12件，答复10件。",
        "收到公开申请12件，因本机关不掌握相关政府信息2件，重复申请1件。",
        "收到公开申请12件。3件结转下年度办理。",
        "作出行政许可99件，行政处罚60件、行政强制4件。",
        "公开行政处罚和行政强制决定64条。",
        "制发行政规范性文件3件，废止规范性文件1件，现行有效规范性文件20件。",
        "行政事业性收费56万元。",
        "行政事业性收费560,000元。",
        "因政府信息公开引起的行政复议1件，行政诉讼2件。",
        "政府信息公开方面的行政复议和行政诉讼共3件。",
    ],
)
def test_a_number_of_the_text_that_a_table_also_holds_agrees(text):
    assert verdict(text) is True


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("全年共收到政府信息公开申请13件。", "为12，"),
        ("收到依申请公开请求1份。", "为14；"),
        ("新收政府信息公开申请14件。", "为12；"),
        ("未收到政府信息公开申请。", "为12；"),
        ("收到公开申请12件，其中自然人7件。", "自然人为8，"),
        ("收到公开申请12件，上年结转1件。", "为2；"),
        ("收到公开申请12件，无上年结转。", "为2；"),
        ("收到公开申请12件，办结12件。", "为11，"),
        ("收到公开申请12件，结转下年2件。", "为3；"),
        ("收到公开申请12件，予以公开6件。", "为5；"),
        ("收到公开申请12件，不予公开1件。", "为2；"),
        ("作出行政许可98件。", "为99；"),
        ("公开行政许可、行政处罚信息99条。", "为159；"),
        ("制发行政规范性文件4件。", "为3；"),
        ("行政事业性收费55万元。", "为56；"),
        ("未发生因政府信息公开引起的行政复议、行政诉讼。", "为3；"),
        ("因政府信息公开引起的行政复议2件。", "为1；"),
    ],
)
def test_a_number_that_differs_is_a_warning_with_the_sentence_and_the_tables_number(text, said):
    (check,) = [c for c in check_text(NEW, figures(NEW), 2021, {ONE: text}) if c.rule == "text"]
    assert (check.holds, check.severity) == (False, Severity.WARNING)
    assert said in check.message
    assert check.quote.replace("，", "") in check.message
    assert check.keys


@pytest.mark.parametrize(
    "text",
    [
        "网站点击量119938次，设专栏16个。",
        "通过网络收到公开申请7件，信函收到公开申请5件。",
        "收到公开申请较上年增加3件，同比增长25%。",
        "2020年收到政府信息公开申请9件。",
        "约收到政府信息公开申请近100件。",
        "办理人大代表建议10件、政协提案43件。",
        "办理行政复议案件21件，出庭应诉8件。",
        "修订规章制度10件。",
        "编制行政许可事项目录60项。",
        "受理行政许可120件，行政处罚立案20起。",
        "收到政府信息公开申请1500余件。",
        "严格按照第三条第四条规定，深入推进依申请公开。",
    ],
)
def test_numbers_of_other_things_are_left_alone(text):
    assert verdict(text) is None


def test_in_part_four_reviews_are_those_over_openness():
    assert verdict("2021年本机关行政复议1件，行政诉讼2件。", part=FOUR) is True
    assert verdict("2021年本机关行政复议5件。", part=FOUR) is False


def test_in_the_2019_form_projects_and_decisions_are_told_apart():
    values = {**figures(OLD), "表二/行政许可/上一年项目数量": 50, "表二/行政许可/本年增/减": -8}
    for text, holds in (("行政许可事项42项", True), ("作出行政许可42件", False), ("作出行政许可99件", True)):
        checks = [c.holds for c in check_text(OLD, Figures(values), 2020, {ONE: text}) if c.rule == "text"]
        assert checks == [holds], text


def test_a_text_that_only_knows_the_applications_received_is_asked_about_those_carried_over():
    def said(text: str) -> bool | None:
        (check,) = [c for c in check_text(NEW, figures(NEW), 2021, {ONE: text}) if c.rule == "text_carried"]
        return check.holds

    assert said("收到政府信息公开申请12件。") is False
    assert said("收到政府信息公开申请12件，上年结转2件。") is True
    assert said("办理政府信息公开申请14件。") is True
    assert said("没有提到。") is None


def test_a_total_that_is_less_than_the_parts_it_names_is_a_warning():
    def said(text: str) -> tuple[bool | None, str]:
        (check,) = [c for c in check_text(NEW, figures(NEW), 2021, {ONE: text}) if c.rule == "text_total"]
        return check.holds, check.message

    text = "全年共公开各类政务信息20条，公开部门文件11个，动态信息9条，财政信息6条。通过网站发布信息20条。财政信息6条。"
    holds, message = said(text)
    assert holds is False
    assert "各类之和26（11＋9＋6）" in message
    assert said(text.replace("20条，公开", "26条，公开"))[0] is True
    assert said("没有总数。")[0] is None


def test_without_a_text_its_numbers_cannot_be_judged():
    assert {check.holds for check in check_text(NEW, figures(NEW), 2021, None)} == {None}


def test_the_share_of_last_years_text_is_told_part_by_part():
    before = {
        ONE: "本机关认真贯彻落实条例，全年公开信息100条，没有收到申请。" * 3,
        "五、": "人手不足，培训不够，今后改进。" * 4,
    }
    now = {
        ONE: before[ONE].replace("100", "236"),
        "五、": "公开的栏目更新不及时，解读的形式单一，已经逐项整改，明年再评估效果如何。" * 2,
    }
    check = check_repeats(2021, now, before)
    assert (check.holds, check.severity) == (False, Severity.WARNING)
    assert "一、总体情况100%" in check.message
    assert "五、0%" in check.message
    assert check_repeats(2021, now, {ONE: "完全不同的内容。" * 20}).holds is True
    assert check_repeats(2021, now, None).holds is None
    assert check_repeats(2021, {ONE: "短"}, before).holds is None
