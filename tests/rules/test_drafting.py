"""Papers are drafted from the same judgements (拟稿): numbers in the text equal the lists, marks tell levels."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from automation.model.ledger import Draft, Duty, Question
from automation.rules.draft_paper import (
    break_title,
    draft_notice,
    draft_paper,
    read_attachments,
    read_attendance,
    read_body,
)
from automation.rules.draft_reminders import draft_reminders
from automation.rules.draft_signing import draft_signing
from automation.rules.drafting import draft_weekly
from automation.rules.records import draw_board
from automation.rules.shorten import shorten
from automation.rules.supervision import judge
from tests.rules.small_office import kinds, number, office

LEDGER = office(发文机关="某州卫生健康委员会", 机关简称="某州卫生健康委", 机关代字="某卫")
DRAFT = Draft(
    "通知",
    title="某州卫生健康委关于印发2018年要点分工方案的通知",
    title_lines="某州卫生健康委关于印发|2018年要点分工方案的通知",
    recipients="各县市卫生健康局：",
    body="现将方案印发。\n一、总体要求\n（一）加强领导\n1.明确分工\n（1）到岗到人\n按时报送。",
    note="（此件公开发布）",
    number="某卫〔2018〕6号",
    signed_on=date(2018, 7, 25),
    printed_on=date(2018, 7, 26),
)


def test_the_notice_carries_every_field_and_every_task():
    paper, findings = draft_notice(LEDGER, DRAFT)
    assert findings == []
    assert paper.letterhead == "某州卫生健康委员会文件"
    assert paper.title_lines == ("某州卫生健康委关于印发", "2018年要点分工方案的通知")
    assert (paper.recipients, paper.note) == ("各县市卫生健康局", "此件公开发布")
    assert paper.plan_title == "2018年要点分工方案"
    assert [row.order for row in paper.plan] == [str(task.order) for task in LEDGER.tasks]
    assert paper.plan[2].units == "政法科牵头落实"


def test_levels_of_paragraphs_are_told_by_their_marks():
    assert [line.level for line in read_body(DRAFT.body)] == [0, 1, 2, 3, 4, 0]


def test_an_unsigned_draft_has_an_open_number_and_says_so():
    paper, findings = draft_notice(LEDGER, replace(DRAFT, number="", signed_on=None))
    assert paper.number == "某卫〔2018〕　号"
    assert kinds(findings) == ["draft_unsigned"]


def test_a_number_typed_before_signing_is_not_printed_and_neither_are_days():
    paper, findings = draft_notice(LEDGER, replace(DRAFT, signed_on=None))
    assert (paper.number, paper.signed_on, paper.printed_by, paper.printed_on) == ("某卫〔2018〕　号", None, "", None)
    assert kinds(findings) == ["draft_unsigned"]


def test_a_paper_signed_but_not_numbered_yet_has_its_day_and_an_open_number():
    for typed in ("", "某卫〔2018〕　号"):
        paper, findings = draft_notice(LEDGER, replace(DRAFT, number=typed))
        assert (paper.number, paper.signed_on) == ("某卫〔2018〕　号", date(2018, 7, 25))
        assert kinds(findings) == ["draft_unsigned"]


def test_of_several_words_for_numbers_the_notice_has_the_first():
    ledger = office(机关代字="某卫通、某卫发")
    assert draft_notice(ledger, replace(DRAFT, number=""))[0].number == "某卫通〔2018〕　号"


def test_no_paper_is_dated_by_the_run():
    day = date(2018, 11, 26)
    papers = draft_reminders(LEDGER, judge(LEDGER, day), day)
    assert [paper.signed_on for paper in papers] == [None] * len(papers) != []
    for signed, printed in ((None, None), (date(2018, 7, 25), date(2018, 7, 26))):
        sheet = draft_signing(LEDGER, replace(DRAFT, signed_on=signed, printed_on=printed))
        assert (sheet.signed_on, sheet.printed_on) == (signed, printed)


def test_the_signing_sheet_has_every_field_and_the_text_in_brief():
    draft = replace(DRAFT, openness="依申请公开", reason="涉及内部事项", copy_count=60, contact="办公室")
    sheet = draft_signing(LEDGER, draft)
    assert (sheet.number, sheet.kind, sheet.copy_count, sheet.contact) == ("某卫〔2018〕6号", "通知", "60", "办公室")
    assert sheet.openness == ("□主动公开", "□脱密后公开", "■依申请公开", "□删减后公开", "□不予公开")
    assert sheet.body == ("现将方案印发。", "一、总体要求")
    assert (sheet.recipients, sheet.note) == ("各县市卫生健康局", "此件公开发布")


def test_the_brief_of_a_long_text_is_short_enough_for_one_page():
    body = "\n".join(["字" * 500, *(f"{mark}、{'字' * 80}" for mark in "一二三四五六七八九")])
    sheet = draft_signing(LEDGER, replace(DRAFT, body=body))
    assert [len(text) for text in sheet.body] == [90, *[30] * 4]
    assert all(text.endswith("…") for text in sheet.body)


def test_what_is_missing_from_the_draft_is_named():
    _, findings = draft_notice(LEDGER, replace(DRAFT, title="", recipients="", body=""))
    assert [f.value for f in findings if f.kind == "draft_incomplete"] == ["标题", "主送", "正文要点"]


@pytest.mark.parametrize(
    ("lines", "broken"),
    [
        ("关于印发|方案的通知", ("关于印发", "方案的通知")),
        ("", ("关于印发方案的通知",)),
        ("另一个|标题", ("关于印发方案的通知",)),
    ],
)
def test_a_title_is_broken_only_where_the_break_spells_the_title(lines, broken):
    assert break_title("关于印发方案的通知", lines) == broken


def test_numbers_in_the_weekly_text_equal_its_tables():
    day = date(2018, 11, 26)
    judged = judge(LEDGER, day)
    paper = draft_weekly(LEDGER, judged, (), (), day)
    counts = dict(paper.counts)
    assert f"逾期{len(paper.overdue)}项" in paper.summary
    assert f"临期{len(paper.soon)}项" in paper.summary
    assert f"科室{len(paper.missing)}个" in paper.summary
    assert re.search(rf"分解为{counts['科室职责']}项", paper.summary)
    assert (
        not {"逾期", "临期"} & counts.keys()
    )  # the table counts duties, the text each period: two words for two numbers
    assert len(paper.overdue) == len(judged.overdue)
    assert sum(row.word.startswith("临期") for row in paper.soon) == len(paper.soon)


def test_open_questions_in_the_weekly_name_their_task():
    day = date(2018, 8, 1)
    paper = draft_weekly(LEDGER, judge(LEDGER, day), (), (), day)
    assert [said[:4] for said in paper.decisions] == ["第4项：", "第6项："]


def test_each_late_section_gets_one_reminder_with_its_own_rows():
    day = date(2018, 11, 26)
    papers = draft_reminders(LEDGER, judge(LEDGER, day), day)
    assert [paper.section for paper in papers] == ["办公室", "政法科"]
    assert {row.number for row in papers[1].rows} == {number(3)}
    assert all(row.section == paper.section for paper in papers for row in paper.rows)
    assert papers[0].reply_by == date(2018, 12, 3), "five days later is a Saturday"
    assert len({paper.number for paper in papers}) == 2


def test_nobody_late_nobody_reminded():
    day = date(2018, 7, 26)
    assert draft_reminders(LEDGER, judge(LEDGER, day), day) == ()


def test_long_items_are_cut_at_a_mark():
    assert shorten("短") == "短"
    assert shorten("规范进驻网上大厅的事项，五级同一事项的十个要素完全一致并且动态更新") == "规范进驻网上大厅的事项"
    assert len(shorten("字" * 50)) == 30


def test_half_a_percent_is_rounded_up_as_a_clerk_would():
    day = date(2018, 7, 26)
    task = LEDGER.tasks[0]
    sections = tuple(replace(LEDGER.sections[0], name=f"第{n}科") for n in range(16))
    status = ["已完成"] * 2 + [""] * 14
    duties = tuple(
        Duty(task.number, section.name, "牵头", status=said) for section, said in zip(sections, status, strict=True)
    )
    ledger = replace(LEDGER, sections=sections, duties=duties)
    assert draw_board(ledger, judge(ledger, day), day)[-1]["rate"] == "13%"


def test_a_row_a_section_added_is_among_the_decisions_until_it_is_answered():
    question = Question("新增-政法科-01", "", "科室新增", "宣传日", "政法科新增了这一行，请填写 任务 或 不采纳。")
    for answer, shown in (("", 1), ("任务", 0)):
        ledger = replace(LEDGER, questions=(replace(question, answer=answer),))
        paper = draft_weekly(ledger, judge(ledger, date(2018, 8, 1)), (), (), date(2018, 8, 1))
        assert paper.decisions.count(question.question) == shown


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("", ()),
        ("任务清单", ("任务清单",)),
        ("附件：1.任务清单。\n2.联系表", ("任务清单", "联系表")),
        ("1、任务清单；2、联系表；", ("任务清单", "联系表")),
        ("2.5万元以上项目清单", ("2.5万元以上项目清单",)),
        ("附件清单汇总", ("附件清单汇总",)),
        ("乙（含2017年；2018年）表；丙表", ("乙（含2017年；2018年）表", "丙表")),
        ("附件1：任务清单\n\n附件2：2018年联系表", ("任务清单", "2018年联系表")),
    ],
)
def test_attachments_are_named_without_their_numbers_and_marks(typed, titles):
    assert read_attachments(typed) == titles


def test_a_note_loses_only_the_brackets_around_all_of_it():
    for typed, printed in (("（此件公开发布）", "此件公开发布"), ("联系人：办公室（综合）", "联系人：办公室（综合）")):
        assert draft_notice(LEDGER, replace(DRAFT, note=typed))[0].note == printed


def test_a_joint_paper_names_every_organ_and_all_who_sign():
    paper, findings = draft_paper(
        LEDGER, replace(DRAFT, kind="请示", partners="某州教育局、某州民政局", signer="主任\n局长")
    )
    assert (paper.letterhead, paper.partners) == ("某州卫生健康委员会", ("某州教育局", "某州民政局"))
    assert (paper.signers, findings) == (("主任", "局长"), [])


@pytest.mark.parametrize(
    ("typed", "posts", "seal", "printed", "told"),
    [
        ("", "主任", "加盖印章", (), []),
        ("不加盖印章", "", "不加盖印章", (), []),
        (" 加盖签名章", "主任、局长", "加盖签名章", ("主任", "局长"), []),
        ("加盖签名章", "", "加盖印章", (), ["draft_incomplete"]),
        ("盖骑缝章", "", "加盖印章", (), ["seal_unknown"]),
    ],
)
def test_a_paper_is_sealed_unless_the_office_says_otherwise(typed, posts, seal, printed, told):
    paper, findings = draft_paper(LEDGER, replace(DRAFT, seal=typed, posts=posts, partners="某州财政局"))
    assert (paper.seal, paper.posts, kinds(findings)) == (seal, printed, told)


def test_minutes_have_a_mark_of_their_own_and_need_no_recipients():
    paper, findings = draft_paper(
        LEDGER, replace(DRAFT, kind="纪要", recipients="", attendance="出席：办公室\n列席人员：各县")
    )
    assert paper.letterhead == "某州卫生健康委员会会议纪要"
    assert (paper.attendance, findings) == ((("出席", "办公室"), ("列席", "各县")), [])


@pytest.mark.parametrize(
    ("typed", "rows"),
    [
        ("", ()),
        ("办公室、财务科", (("出席", "办公室、财务科"),)),
        ("出席: 办公室、\n财务科\n\n请假：无", (("出席", "办公室、财务科"), ("请假", "无"))),
        ("出席：办公室\n财务科", (("出席", "办公室、财务科"),)),  # two names, not one
        ("出席：办公室；列席：各县。请假：无", (("出席", "办公室"), ("列席", "各县"), ("请假", "无"))),
        ("出　席：办公室\n列 席 人员: 各县", (("出席", "办公室"), ("列席", "各县"))),
        ("参加人员：办公室\n特邀：各县", (("出席", "参加人员：办公室、特邀：各县"),)),
    ],
)
def test_who_was_present_is_read_line_by_line(typed, rows):
    assert read_attendance(typed) == rows


@pytest.mark.parametrize(
    ("typed", "partners", "posts"),
    [
        ("党组书记、局长", "", ("党组书记、局长",)),  # one organ: one person holds both offices
        ("主任、局长", "某州财政局", ("主任", "局长")),
        ("党组书记、主任\n局长", "某州财政局", ("党组书记、主任", "局长")),
        ("主任；局长", "某州财政局", ("主任", "局长")),
    ],
)
def test_an_office_held_is_one_for_each_stamp(typed, partners, posts):
    draft = replace(DRAFT, seal="加盖签名章", posts=typed, partners=partners)
    assert draft_paper(LEDGER, draft)[0].posts == posts


def test_minutes_bear_their_mark_whatever_stands_under_joint_organs():
    paper, _ = draft_paper(LEDGER, replace(DRAFT, kind="会议纪要", partners="某州财政局"))
    assert (paper.letterhead, paper.partners) == ("某州卫生健康委员会会议纪要", ())


def test_line_ends_in_a_cell_become_marks_of_one_line_on_paper_and_sheet():
    draft = replace(
        DRAFT, recipients="各县市局\n委属各单位；", copies="州委，\n州政府。", note="（联系人：某某\n电话：1）"
    )
    for made in (draft_paper(LEDGER, draft)[0], draft_signing(LEDGER, draft)):
        assert (made.recipients, made.copies) == ("各县市局，委属各单位", "州委，州政府")
        assert made.note == "联系人：某某，电话：1"


def test_a_note_keeps_its_inner_brackets_on_paper_and_sheet():
    draft = replace(DRAFT, note="（甲）联系，乙（科）")
    assert draft_paper(LEDGER, draft)[0].note == draft_signing(LEDGER, draft).note == "（甲）联系，乙（科）"
