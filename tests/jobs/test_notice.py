"""notice as an office uses it: two papers of a kind, papers taken out again, blanks and contradictions in 发文稿."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing

import docx
import openpyxl
import pytest

from automation.outputs.pdf import CONVERTER_VARIABLE, find_converter
from tests.jobs.little_office import built_little, little
from tests.jobs.office_desk import MASTER, kinds, run, sheet
from tests.jobs.test_register import DRAFT, LETTER, REPORT, SIGNED, text_of, write

__all__ = ["built_little", "little"]
DAY = "2018-08-06"
MEETING = {**DRAFT, "标题": "样例局关于召开政务公开工作会议的通知", "正文要点": "定于八月十日开会。"}
untried = pytest.mark.usefixtures("no_converter")  # test_lay_plan tries the pages of a plan; it takes seconds each time
needs_soffice = pytest.mark.skipif(find_converter() is None, reason="soffice (LibreOffice) is not installed")


@pytest.fixture
def no_converter(monkeypatch):
    monkeypatch.setenv(CONVERTER_VARIABLE, "nowhere")


def made(root, *options):
    code, told, err = run(root, "notice", "--no-pdf", *options, as_of=DAY)
    assert (code, err) in ((0, ""), (1, ""))
    return told, [file.removeprefix(f"output/{DAY}/").removesuffix(".docx") for file in told["files"]]


def said(told, kind):
    return [one["message"] for one in told["findings"] if one["kind"] == kind]


def test_two_notices_at_a_time_are_two_papers_and_the_plan_follows_the_one_that_issues_it(little):
    write(little, "发文稿", **MEETING)
    write(little, "发文稿", 3, **DRAFT)
    told, stems = made(little)
    name = "通知-关于召开政务公开工作会议的通知"
    assert stems == ["通知", "发文稿纸", name, f"发文稿纸-{name}"]
    issued, meeting = (text_of(little / f"output/{DAY}/{stem}.docx") for stem in ("通知", name))
    assert ("工作任务" in issued, "工作任务" in meeting) == (True, False)
    assert "定于八月十日开会。" in meeting
    assert [one for one in kinds(told) if one not in ("plan_open", "draft_unsigned")] == []


def test_two_reports_bear_their_titles_and_a_single_one_its_kind(little):
    other = {**REPORT, "标题": "关于开展政务公开自查的报告", "文号": "样〔2018〕14号"}
    write(little, "发文稿", **REPORT)
    assert made(little)[1] == ["报告", "发文稿纸-报告"]
    write(little, "发文稿", 3, **other)
    assert [stem for stem in made(little)[1] if "稿纸" not in stem] == [
        "报告-关于2018年政务公开工作情况的报告",
        "报告-关于开展政务公开自查的报告",
    ]


@untried
def test_several_notices_none_of_which_issues_the_plan_print_none_and_say_so(little):
    write(little, "发文稿", **MEETING)
    write(little, "发文稿", 3, **{**MEETING, "标题": "关于放假的通知"})
    told, stems = made(little)
    assert [stem for stem in stems if "稿纸" not in stem] == [
        "通知-关于召开政务公开工作会议的通知",
        "通知-关于放假的通知",
    ]
    assert len(said(told, "plan_unissued")) == 1
    assert "plan_open" not in kinds(told)


@untried
def test_a_single_notice_of_another_matter_is_told_that_the_plan_follows_it(little):
    write(little, "发文稿", **MEETING)
    (message,) = said(made(little)[0], "plan_attached")
    assert message.startswith(
        f"〔提醒〕workbooks/总台账.xlsx › 发文稿 › 第2行 › 标题：“{MEETING['标题']}”后面附了分工方案"
    )
    write(little, "发文稿", 3, **DRAFT)
    assert said(made(little)[0], "plan_attached") == []


def test_papers_of_one_kind_are_kept_apart_from_run_to_run(little):
    write(little, "发文稿", **{**DRAFT, **SIGNED})
    write(little, "发文稿", 3, **MEETING)
    assert run(little, "merge", as_of=DAY)[0] == 0
    write(little, "发文稿", 3, 主送="各县市局")
    told = run(little, "merge", as_of="2018-08-07")[1]
    assert "master_row_twice" not in kinds(told)
    assert [(one["field"], one["before"], one["after"]) for one in told["changes"]] == [("主送", "各科室", "各县市局")]
    assert [one["标题"] for one in sheet(little, "发文登记")] == [DRAFT["标题"]]


def test_a_journal_that_knew_papers_by_their_kind_alone_sees_no_change(little):
    write(little, "发文稿", **DRAFT)
    run(little, "merge", as_of="2018-08-03")
    with closing(sqlite3.connect(little / "workbooks/.store/journal.sqlite")) as journal, journal:
        moved = journal.execute("UPDATE snapshot SET key = ? WHERE sheet = '发文稿'", (json.dumps(["通知"]),))
        assert moved.rowcount == 1
    told = run(little, "merge", as_of=DAY)[1]
    assert told["changes"] == []


def test_a_paper_taken_out_is_told_with_its_files_and_nothing_is_deleted(little):
    write(little, "发文稿", **REPORT)
    write(little, "发文稿", 3, **LETTER)
    made(little)
    own = little / "output" / DAY / "函-往来.docx"
    own.write_bytes(b"of the office")
    book = openpyxl.load_workbook(little / MASTER)
    book["发文稿"].delete_rows(3)
    book.save(little / MASTER)
    told, stems = made(little)
    assert stems == ["报告", "发文稿纸-报告"]
    (message,) = said(told, "paper_left")
    assert message == (
        f"〔提醒〕output/{DAY}：不是这次生成的，仍留在文件夹里：函.docx、发文稿纸-函.docx；不再需要的请删去，以免拿错"
    )
    assert (little / "output" / DAY / "函.docx").exists()
    assert own.read_bytes() == b"of the office"


def test_an_older_pdf_beside_a_new_paper_is_told_until_it_is_gone(little):
    write(little, "发文稿", **REPORT)
    made(little)
    pdf = little / "output" / DAY / "报告.pdf"
    pdf.write_bytes(b"%PDF")
    assert "pdf_stale" not in kinds(made(little)[0]), "the paper has not changed since"
    os.utime(pdf, (1, 1))
    for _ in range(2):
        (message,) = said(made(little)[0], "pdf_stale")
        assert f"旁边的 PDF 还是以前的：output/{DAY}/报告.pdf" in message
    assert pdf.exists()


@needs_soffice
def test_a_pdf_made_in_this_run_is_no_old_one(little):
    write(little, "发文稿", **REPORT)
    made(little)
    _, told, _ = run(little, "notice", as_of=DAY)
    assert f"output/{DAY}/报告.pdf" in told["files"]
    assert "pdf_stale" not in kinds(told)
    assert "pdf_stale" not in kinds(made(little)[0])


@untried
@pytest.mark.parametrize("row", [DRAFT, REPORT, LETTER], ids=["notice", "report", "letter"])
def test_a_paper_without_recipients_prints_no_lone_colon_and_its_row_is_named(little, row):
    write(little, "发文稿", 4, **{**row, "主送": ""})
    told, stems = made(little)
    lines = docx.Document(little / f"output/{DAY}/{stems[0]}.docx").paragraphs
    assert [line.text for line in lines if line.text.strip() in ("：", ":")] == []
    assert said(told, "draft_incomplete") == [
        "〔提醒〕workbooks/总台账.xlsx › 发文稿 › 第4行 › 主送：“发文稿”里“主送”还没有填写"
    ]


def test_an_announcement_is_to_nobody_in_particular(little):
    write(little, "发文稿", **{**REPORT, "文种": "公告", "主送": ""})
    assert "draft_incomplete" not in kinds(made(little)[0])


@untried
def test_line_marks_in_a_title_break_it_and_are_told(little):
    write(little, "发文稿", **{**DRAFT, "标题": "样例局关于印发|2018年工作方案的通知"})
    told, _ = made(little)
    paragraphs = docx.Document(little / f"output/{DAY}/通知.docx").paragraphs
    titles = [line.text for line in paragraphs if line.style.name == "公文标题"]
    assert titles == ["样例局关于印发", "2018年工作方案的通知"]
    assert "“样例局关于印发|2018年工作方案的通知”" in said(told, "title_marked")[0]
    assert "|" not in text_of(little / f"output/{DAY}/发文稿纸.docx")


@untried
def test_a_title_typed_in_lines_is_printed_in_them(little):
    write(little, "发文稿", **{**DRAFT, "标题": "样例局关于印发\n2018年工作方案的通知"})
    told, _ = made(little)
    paragraphs = docx.Document(little / f"output/{DAY}/通知.docx").paragraphs
    assert [line.text for line in paragraphs if line.style.name == "公文标题"] == [
        "样例局关于印发",
        "2018年工作方案的通知",
    ]
    assert "“样例局关于印发|2018年工作方案的通知”" in said(told, "title_marked")[0]
    assert "样例局关于印发2018年工作方案的通知" in text_of(little / f"output/{DAY}/发文稿纸.docx")


def test_what_a_paper_does_not_print_is_told(little):
    minutes = {**REPORT, "文种": "会议纪要", "附注": "此件公开发布", "联合机关": "某局", "出席列席": "出席：某某"}
    write(little, "发文稿", **minutes)
    write(little, "发文稿", 3, **{**REPORT, "标题": "关于自查的报告", "出席列席": "出席：某某", "签名章职务": "局长"})
    told, _ = made(little)
    assert [(one["column"], one["row"], one["value"]) for one in told["findings"] if one["kind"] == "draft_unused"] == [
        ("主送", 2, REPORT["主送"]),
        ("附注", 2, "此件公开发布"),
        ("联合机关", 2, "某局"),
        ("出席列席", 3, "出席：某某"),
    ]
    (message,) = said(told, "posts_unused")
    assert message.startswith("〔提醒〕workbooks/总台账.xlsx › 发文稿 › 第3行 › 签名章职务：“用印”不是加盖签名章")


def test_a_rare_character_is_told_of_the_paper_it_stands_in(little):
    write(little, "发文稿", **{**REPORT, "文种": "通报", "正文要点": "请堃字科办理。"})
    (message,) = said(made(little)[0], "rare_character")
    assert message.startswith("〔提醒〕通报.docx：“堃”")


@untried
def test_lines_of_another_title_are_not_dropped_in_silence(little):
    write(little, "发文稿", **DRAFT, 标题分行="样例局关于印发|2017年工作方案的通知")
    (message,) = said(made(little)[0], "title_lines_differ")
    assert message.startswith("〔提醒〕workbooks/总台账.xlsx › 发文稿 › 第2行 › 标题分行：")
    write(little, "发文稿", 标题分行="样例局关于印发|2018年工作方案的通知")
    assert said(made(little)[0], "title_lines_differ") == []


def test_a_report_nobody_signs_yet_leaves_room_for_the_name_and_is_told(little):
    write(little, "发文稿", **{**REPORT, "签发人": "", "签发日期": None, "文号": ""})
    told, _ = made(little)
    assert "签发人：　　　" in text_of(little / f"output/{DAY}/报告.docx")
    assert any("签发人" in one for one in said(told, "draft_incomplete"))


@needs_soffice
def test_a_report_nobody_signs_yet_holds_to_the_layout(little):
    write(little, "发文稿", **{**REPORT, "签发人": "", "签发日期": None, "文号": ""})
    _, stems = made(little)
    _, told, _ = run(little, "layout", little / f"output/{DAY}/{stems[0]}.docx", as_of=DAY)
    assert [(one["rule"], one["measured"]) for one in told["measures"] if one["holds"] == "no"] == []


@untried
@pytest.mark.parametrize(
    ("note", "openness", "differs"),
    [
        ("（此件公开发布）", "主动公开", False),
        ("（此件公开发布）", "不予公开", True),
        ("此件公开发布", "依申请公开", True),
        ("此件依申请公开", "依申请公开", False),
        ("此件不予公开", "主动公开", True),
        ("此件删减后公开", "删减后公开", False),
        ("联系人：办公室", "不予公开", False),
        ("", "不予公开", False),
        ("此件公开发布", "", False),
    ],
)
def test_a_note_that_contradicts_the_openness_is_an_error(little, note, openness, differs):
    write(little, "发文稿", **{**DRAFT, "公开属性": openness, "理由": "内部事务", "附注": note})
    told, _ = made(little)
    assert (len(said(told, "paper_note_differs")) == 1) is differs


def questions(root):
    return [one for one in sheet(root, "待定事项") if one["事项号"]]


@untried
def test_open_questions_are_told_when_the_plan_is_issued(little):
    write(little, "发文稿", **DRAFT)
    told, _ = made(little)
    (message,) = said(told, "plan_open")
    assert f"还有{len(questions(little))}件待定事项没有决定（序号5）" in message
    write(little, "待定事项", 2, 决定="甲科")
    assert said(made(little)[0], "plan_open") == []


@untried
def test_a_decided_deadline_that_the_plan_prints_as_before_is_told_until_it_is_reworded(little):
    write(little, "发文稿", **DRAFT)
    write(little, "任务分工表", 2, 完成时限="9月前")
    run(little, "merge", as_of=DAY)
    assert said(made(little)[0], "plan_wording_old") == []
    line = next(at for at, one in enumerate(questions(little), 2) if one["类别"] == "完成时限")
    write(little, "待定事项", line, 决定="2018-08-31")
    run(little, "merge", as_of=DAY)
    (message,) = said(made(little)[0], "plan_wording_old")
    assert message.startswith(
        "〔提醒〕workbooks/总台账.xlsx › 任务分工表 › 完成时限：序号1的完成时限已决定按“2018-08-31”办"
    )
    assert "印的仍是“9月前”" in message
    write(little, "任务分工表", 2, 完成时限="2018年8月31日前")
    assert said(made(little)[0], "plan_wording_old") == []


@needs_soffice
def test_attachments_come_after_the_plan_and_hold_to_the_layout(little):
    write(little, "发文稿", **{**DRAFT, **SIGNED, "附件": "1.任务清单\n2.联系表", "印发日期": "2018-07-31"})
    _, told, _ = run(little, "notice", as_of=DAY)
    paper = little / f"output/{DAY}/通知.docx"
    lines = [line for line in text_of(paper).splitlines() if line]
    marks = [lines.index(one) for one in ("2018年工作方案", "附件1", "附件2")]
    assert marks == sorted(marks)
    assert "附件：1.任务清单" in lines[: marks[0]]
    _, told, _ = run(little, "layout", paper, as_of=DAY)
    assert [(one["rule"], one["measured"]) for one in told["measures"] if one["holds"] in ("no", "unmeasured")] == []
    assert {one["rule"] for one in told["measures"] if one["holds"] == "yes"} >= {"attachment_mark", "imprint_bottom"}
