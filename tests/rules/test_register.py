"""The register of issued papers (发文登记): what is signed enters by itself, and what is wrong with a paper is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from automation.model.ledger import Draft, Issued
from automation.rules.paper_checks import check_papers
from automation.rules.register import enter_papers, read_number
from tests.rules.small_office import office

LEDGER = office(机关代字="某卫通、某卫发")
SIGNED, PRINTED = date(2018, 7, 25), date(2018, 7, 26)
DRAFT = Draft(
    "通知",
    title="关于印发方案的通知",
    recipients="各县市卫生健康局",
    openness="主动公开",
    signer="委主要负责人",
    signed_on=SIGNED,
    number="某卫通〔2018〕6号",
)
PAPER = Issued(
    "某卫通〔2018〕5号", "通知", "关于放假的通知", openness="主动公开", signer="分管负责人", signed_on=SIGNED
)


def told(*papers: Draft | Issued, whole: bool = False) -> list[tuple[str, str, str]]:
    """(kind, sheet, column) of what is found in these papers once they are entered."""
    drafts = tuple(paper for paper in papers if isinstance(paper, Draft))
    register = tuple(paper for paper in papers if isinstance(paper, Issued))
    settings = replace(LEDGER.settings, register_whole=whole)
    ledger, _ = enter_papers(replace(LEDGER, settings=settings, drafts=drafts, register=register))
    return [(found.kind, found.origin.sheet, found.origin.column) for found in check_papers(ledger)]


def entered(*papers: Draft | Issued) -> tuple[list[str], list[tuple[str, str, str]]]:
    """Numbers in the register, and what entering changed."""
    drafts = tuple(paper for paper in papers if isinstance(paper, Draft))
    register = tuple(paper for paper in papers if isinstance(paper, Issued))
    ledger, changes = enter_papers(replace(LEDGER, drafts=drafts, register=register))
    return [paper.number for paper in ledger.register], [(one.field, one.before, one.after) for one in changes]


@pytest.mark.parametrize(
    "typed",
    [
        "某卫通〔2018〕6号",
        "某卫通[2018]6号",
        "某卫通［２０１８］６号",
        "某卫通（2018）6号",
        "某卫通【2018】第6号",
        "某卫通﹝2018﹞06号",
        "某卫通 〔2018〕 6 号",
        "某卫通2018年6号",
        "某卫通〔2018〕6",
    ],
)
def test_a_number_is_the_same_whatever_its_brackets_and_digits(typed):
    number = read_number(typed)
    assert number is not None
    assert (number.series, number.order, number.written) == (("某卫通", 2018), 6, "某卫通〔2018〕6号")


@pytest.mark.parametrize("typed", ["", "待编", "某卫通〔2018〕号", "某卫通〔18〕6号", "某卫通〔2018〕六号"])
def test_what_names_no_year_and_order_is_no_number(typed):
    assert read_number(typed) is None


def test_a_signed_paper_enters_the_register_once_with_all_it_says():
    numbers, changes = entered(PAPER, DRAFT)
    assert numbers == ["某卫通〔2018〕5号", "某卫通〔2018〕6号"]
    assert changes == [("文号", "", "某卫通〔2018〕6号 关于印发方案的通知")]
    ledger, _ = enter_papers(replace(LEDGER, drafts=(DRAFT,)))
    assert enter_papers(ledger) == (ledger, [])
    assert ledger.register[0].recipients == DRAFT.recipients


@pytest.mark.parametrize(
    "unsigned", [{"number": ""}, {"number": "某卫通〔2018〕　号"}, {"signed_on": None}, {"title": ""}]
)
def test_what_has_no_number_no_day_or_no_title_is_not_registered(unsigned):
    assert entered(replace(DRAFT, **unsigned)) == ([], [])


def test_the_day_of_printing_follows_when_it_is_known_and_nothing_typed_is_overwritten():
    ledger, _ = enter_papers(replace(LEDGER, drafts=(DRAFT,)))
    typed = replace(ledger.register[0], recipients="各单位", remark="已归档", number="某卫通[2018]6号")
    later = replace(DRAFT, printed_on=PRINTED, copy_count=60)
    numbers, changes = entered(typed, later)
    assert numbers == ["某卫通[2018]6号"]
    assert changes == [("印发日期", "", "2018-07-26"), ("份数", "", "60")]


def test_a_number_stays_when_its_row_is_used_for_the_next_paper():
    ledger, _ = enter_papers(replace(LEDGER, drafts=(DRAFT,)))
    following = Draft("通知", title="关于开展培训的通知")
    assert enter_papers(replace(ledger, drafts=(following,)))[0].register == ledger.register
    signed = replace(DRAFT, title="关于开展培训的通知", number="某卫通〔2018〕7号")
    assert [paper.number for paper in enter_papers(replace(ledger, drafts=(signed,)))[0].register] == [
        "某卫通〔2018〕6号",
        "某卫通〔2018〕7号",
    ]


def test_a_paper_in_order_raises_nothing():
    assert told(DRAFT, PAPER) == []
    assert told(replace(DRAFT, number="某卫发〔2018〕1号", printed_on=SIGNED)) == []
    assert told(Draft("通知", title="还在起草")) == []


NUMBER, OPENNESS = ("发文稿", "文号"), ("发文稿", "公开属性")


@pytest.mark.parametrize(
    ("changed", "wanted"),
    [
        ({"number": "某卫通[2018]6号"}, [("paper_number_form", *NUMBER)]),
        ({"number": "某卫通〔2018〕第6号"}, [("paper_number_form", *NUMBER)]),
        ({"number": "某卫通〔2018〕06号"}, [("paper_number_form", *NUMBER)]),
        ({"number": "某卫通〔2018〕６号"}, [("paper_number_form", *NUMBER)]),
        ({"number": "某卫通〔18〕6号"}, [("paper_number_form", *NUMBER)]),
        ({"number": "某卫通〔2017〕6号"}, [("paper_number_other", *NUMBER)]),
        ({"number": "某卫函〔2018〕6号"}, [("paper_number_other", *NUMBER)]),
        ({"number": "某卫通〔2019〕1号"}, [("paper_number_other", *NUMBER)]),
        ({"number": "某卫通〔2019〕1号", "signed_on": date(2019, 1, 8)}, []),
        ({"openness": "公开"}, [("paper_openness", *OPENNESS)]),
        ({"openness": ""}, [("paper_unsigned", *OPENNESS)]),
        ({"openness": "不予公开"}, [("paper_reason", "发文稿", "理由")]),
        ({"openness": "依申请公开"}, [("paper_reason", "发文稿", "理由")]),
        ({"openness": "删减后公开", "reason": "含个人信息"}, []),
        ({"openness": "脱密后公开", "reason": "含工作秘密"}, []),
        ({"signer": ""}, [("paper_unsigned", "发文稿", "签发人")]),
        ({"signed_on": None}, [("paper_unsigned", "发文稿", "签发日期")]),
        ({"printed_on": date(2018, 7, 24)}, [("paper_printed_early", "发文稿", "印发日期")]),
    ],
)
def test_what_is_wrong_with_a_paper_is_told_where_it_stands(changed, wanted):
    assert told(replace(DRAFT, **changed)) == wanted


@pytest.mark.parametrize("number", ["〔2018〕1号", "第12期", "第3次"])
def test_minutes_are_numbered_as_each_organ_will(number):
    assert told(replace(DRAFT, kind="会议纪要", number=number)) == []


def test_a_row_the_office_registered_itself_is_held_to_the_same():
    bad = replace(PAPER, number="某卫通[2018]05号", openness="不予公开", signer="", printed_on=date(2018, 1, 1))
    kinds = ["paper_number_form", "paper_reason", "paper_unsigned", "paper_printed_early"]
    assert [kind for kind, _, _ in told(bad)] == kinds


@pytest.mark.parametrize("again", ["某卫通〔2018〕5号", "某卫通［２０１８］５号", "某卫通(2018)5号"])
def test_a_number_used_twice_in_the_register_is_told(again):
    other = replace(PAPER, number=again, title="关于开会的通知")
    assert ("paper_number_twice", "发文登记", "文号") in told(PAPER, other)


def test_one_paper_registered_twice_in_two_ways_of_writing_is_told():
    assert ("paper_number_twice", "发文登记", "文号") in told(PAPER, replace(PAPER, number="某卫通[2018]5号"))


def test_the_same_order_of_another_word_or_year_is_another_number():
    assert told(PAPER, replace(PAPER, number="某卫发〔2018〕5号", title="关于开会的通知")) == []


def test_a_draft_that_takes_a_registered_number_is_told_and_not_entered():
    taken = replace(DRAFT, number="某卫通[2018]5号")
    assert ("paper_number_twice", *NUMBER) in told(PAPER, taken)
    assert entered(PAPER, taken) == (["某卫通〔2018〕5号"], [])


def test_two_drafts_with_one_number_are_told():
    report = replace(DRAFT, kind="报告", title="关于落实情况的报告")
    assert told(DRAFT, report) == [("paper_number_twice", *NUMBER)]


def test_a_number_put_right_in_the_draft_leaves_its_old_row_to_be_asked_about():
    ledger, _ = enter_papers(replace(LEDGER, drafts=(DRAFT,)))
    assert told(*ledger.register, replace(DRAFT, number="某卫通〔2018〕9号")) == [("paper_twice", "发文登记", "文号")]


def test_where_draft_and_register_differ_both_values_are_told():
    ledger, _ = enter_papers(replace(LEDGER, drafts=(DRAFT,)))
    changed = replace(DRAFT, signed_on=PRINTED)
    found = list(check_papers(replace(ledger, drafts=(changed,))))
    assert [(one.kind, one.origin.column, one.value) for one in found] == [("paper_differs", "签发日期", "2018-07-26")]
    assert "2018-07-25" in found[0].message


def test_gaps_are_told_only_where_the_register_is_said_to_be_complete():
    papers = [replace(PAPER, number=f"某卫通〔2018〕{order}号", title=f"第{order}份") for order in (2, 3, 7, 9)]
    assert told(*papers) == []
    assert told(*papers, whole=True) == [("paper_number_gap", "发文登记", "文号")]
    settings = replace(LEDGER.settings, register_whole=True)
    (gap,) = check_papers(replace(LEDGER, settings=settings, register=tuple(papers)))
    assert (gap.value, dict(gap.details)["said"]) == ("某卫通〔2018〕", "1、4—6、8")


def test_the_sentence_gives_the_right_form_of_a_number():
    ledger = replace(LEDGER, drafts=(replace(DRAFT, number="某卫通(2018)第06号"),))
    (found,) = [one for one in check_papers(ledger) if one.kind == "paper_number_form"]
    assert "“某卫通〔2018〕6号”" in found.message
