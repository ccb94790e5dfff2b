"""发文稿, 发文登记 and 发文稿纸 as a clerk uses them: type, have it signed, type the number once, use the row again."""

from __future__ import annotations

import docx
import openpyxl
import pytest

from automation.outputs.pdf import find_converter
from tests.jobs.little_office import TASK, built_little, little
from tests.jobs.office_desk import MASTER, form, kinds, row, run, sheet, type_into
from tests.jobs.test_rebuild import every_sheet

__all__ = ["built_little", "little"]
DAY = "2018-08-06"
DRAFT = {
    "文种": "通知",
    "标题": "样例局关于印发2018年工作方案的通知",
    "主送": "各科室",
    "正文要点": "现将方案印发。",
    "公开属性": "主动公开",
    "拟稿": "办公室",
}
SIGNED = {"签发人": "主要负责人", "签发日期": "2018-07-30", "文号": "样〔2018〕12号"}
OWN = {"文号": "样〔2018〕11号", "文种": "函", "标题": "关于借用会议室的函", "公开属性": "不予公开", "理由": "内部事务"}
SIGNED_OWN = {"签发人": "分管负责人", "签发日期": "2018-07-02"}


def write(root, name, line=2, **typed):
    """Type cells of one line by header, the way another program would save them."""
    book = openpyxl.load_workbook(root / MASTER)
    page = book[name]
    heads = {cell.value: cell.column for cell in page[1] if cell.value}
    for header, value in typed.items():
        page.cell(line, heads[header]).value = value
    book.save(root / MASTER)


def state(root, name):
    return openpyxl.load_workbook(root / MASTER)[name].sheet_state


def numbers(root):
    return [one["文号"] for one in sheet(root, "发文登记")]


def history(root):
    return [(one["编号"], one["字段"], one["原值"], one["新值"], one["依据"]) for one in sheet(root, "变更记录")]


def text_of(path):
    document = docx.Document(path)
    cells = [cell.text for table in document.tables for line in table.rows for cell in line.cells]
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


def test_an_unsigned_paper_prints_an_open_number_and_blank_days_and_is_in_no_register(little):
    write(little, "发文稿", **DRAFT, 印发日期="2018-08-01")
    code, told, err = run(little, "notice", "--no-pdf", as_of=DAY)
    assert (code, err, kinds(told)) == (0, "", ["plan_open"])
    assert told["files"] == [f"output/{DAY}/通知.docx", f"output/{DAY}/发文稿纸.docx"]
    for name in ("通知", "发文稿纸"):
        text = text_of(little / "output" / DAY / f"{name}.docx")
        assert "样〔2018〕　号" in text
        assert "年　　月　　日" in text
        assert "2018年8月" not in text
    run(little, "merge", as_of=DAY)
    assert (numbers(little), state(little, "发文登记")) == ([], "hidden")


def test_what_is_signed_is_registered_without_being_typed_again(little):
    write(little, "发文稿", **DRAFT, **SIGNED)
    code, told, err = run(little, "merge", as_of=DAY)
    assert (code, err, kinds(told)) == (0, "", [])
    kept = row(little, "发文登记", 文号="样〔2018〕12号")
    assert {header: str(kept[header])[:10] for header in ("签发日期", "签发人", "主送", "公开属性", "拟稿")} == {
        "签发日期": "2018-07-30",
        "签发人": "主要负责人",
        "主送": "各科室",
        "公开属性": "主动公开",
        "拟稿": "办公室",
    }
    assert state(little, "发文登记") == "visible"
    assert ("样〔2018〕12号", "文号", None, f"样〔2018〕12号 {DRAFT['标题']}", "签发登记") in history(little)
    assert run(little, "merge", as_of=DAY)[1]["changes"] == []
    write(little, "发文稿", 印发日期="2018-07-31", 份数=30)
    told = run(little, "weekly", as_of="2018-08-10")[1]
    assert [(one["field"], one["after"]) for one in told["changes"]].count(("印发日期", "2018-07-31")) == 2
    assert row(little, "发文登记", 文号="样〔2018〕12号")["份数"] == 30
    run(little, "notice", "--no-pdf", as_of="2018-08-10")
    for name, wanted in (("通知", "2018年7月31日印发"), ("发文稿纸", "主要负责人\n2018年7月30日")):
        text = text_of(little / "output" / "2018-08-10" / f"{name}.docx")
        assert wanted in text.replace("\t", "")
        assert "样〔2018〕12号" in text


def test_a_number_stays_registered_when_the_row_is_used_for_the_next_paper(little):
    write(little, "发文稿", **DRAFT, **SIGNED)
    run(little, "merge", as_of=DAY)
    blank = dict.fromkeys(("签发人", "签发日期", "文号"))
    write(little, "发文稿", 标题="样例局关于开展培训的通知", **blank)
    assert kinds(run(little, "merge", as_of="2018-08-13")[1]) == []
    write(little, "发文稿", **{**SIGNED, "签发日期": "2018-08-14", "文号": "样〔2018〕13号"})
    assert kinds(run(little, "merge", as_of="2018-08-20")[1]) == []
    assert numbers(little) == ["样〔2018〕12号", "样〔2018〕13号"]
    assert [one["标题"] for one in sheet(little, "发文登记")] == [DRAFT["标题"], "样例局关于开展培训的通知"]


def test_a_title_typed_over_before_the_number_is_cleared_does_not_change_what_was_issued(little):
    write(little, "发文稿", **DRAFT, **SIGNED)
    run(little, "merge", as_of=DAY)
    write(little, "发文稿", 标题="样例局关于开展培训的通知")
    code, told, _ = run(little, "merge", as_of="2018-08-13")
    assert (code, kinds(told)) == (1, ["paper_number_twice"])
    (found,) = [one for one in told["findings"] if one["kind"] == "paper_number_twice"]
    assert (found["sheet"], found["column"], found["value"]) == ("发文稿", "文号", "样〔2018〕12号")
    assert [one["标题"] for one in sheet(little, "发文登记")] == [DRAFT["标题"]]


def test_what_the_office_types_into_the_register_is_its_own_and_in_the_history(little):
    write(little, "发文登记", **OWN, **SIGNED_OWN)
    write(little, "发文稿", **DRAFT, **SIGNED)
    assert kinds(run(little, "merge", as_of=DAY)[1]) == []
    assert numbers(little) == ["样〔2018〕11号", "样〔2018〕12号"]
    write(little, "发文登记", 备注="已归档")
    write(little, "发文登记", 3, 主送="各科室、各下属单位")
    told = run(little, "merge", as_of="2018-08-13")[1]
    assert kinds(told) == ["paper_differs"], "what the draft says is not written over it"
    assert row(little, "发文登记", 文号="样〔2018〕12号")["主送"] == "各科室、各下属单位"
    write(little, "发文登记", 2, **dict.fromkeys((*OWN, *SIGNED_OWN, "备注")))
    run(little, "merge", as_of="2018-08-20")
    assert numbers(little) == ["样〔2018〕12号"]
    told = history(little)
    assert ("样〔2018〕11号", "理由", None, "内部事务", "办公室修改") in told
    assert ("样〔2018〕11号", "备注", None, "已归档", "办公室修改") in told
    assert ("样〔2018〕12号", "主送", "各科室", "各科室、各下属单位", "办公室修改") in told
    assert [(one[0], one[1], one[4]) for one in told if one[0] == "样〔2018〕11号"][-1][1:] == ("文号", "办公室修改")


def test_the_same_row_typed_twice_is_told_with_its_line(little):
    for line in (2, 3):
        write(little, "发文登记", line, **OWN, **SIGNED_OWN)
    code, told, _ = run(little, "merge", as_of=DAY)
    assert (code, kinds(told)) == (1, ["master_row_twice"])
    assert [(one["sheet"], one["row"]) for one in told["findings"] if one["kind"] == "master_row_twice"] == [
        ("发文登记", 3)
    ]


def test_one_number_for_two_papers_is_told_and_both_rows_stay(little):
    write(little, "发文登记", 2, **OWN, **SIGNED_OWN)
    write(little, "发文登记", 3, **{**OWN, "文号": "样［2018］11号", "标题": "关于另一件事的函"}, **SIGNED_OWN)
    code, told, _ = run(little, "merge", as_of=DAY)
    assert (code, sorted(kinds(told))) == (1, ["paper_number_form", "paper_number_twice"])
    assert len(numbers(little)) == 2


def test_the_office_says_that_its_register_is_complete_and_hears_of_gaps(little):
    write(little, "发文登记", **OWN, **SIGNED_OWN)
    line = 2 + [one["名称"] for one in sheet(little, "参数")].index("发文登记完整")
    write(little, "参数", line, 值="是")
    (found,) = [one for one in run(little, "merge", as_of=DAY)[1]["findings"] if one["kind"] == "paper_number_gap"]
    assert "样〔2018〕缺1—10号" in found["message"]


def test_an_undo_takes_no_issued_number_back(little):
    write(little, "发文稿", **DRAFT, **SIGNED)
    type_into(form(little, "甲科"), TASK, {(1, "进展情况"): "已公开"})
    run(little, "merge", as_of=DAY)
    write(little, "发文稿", **dict.fromkeys(("签发人", "签发日期", "文号")))
    told = run(little, "undo", as_of="2018-08-07")[1]
    assert ("进展情况", "") in [(one["field"], one["after"]) for one in told["changes"]]
    assert numbers(little) == ["样〔2018〕12号"]
    run(little, "merge", as_of="2018-08-08")
    assert numbers(little) == ["样〔2018〕12号"]


def test_a_rebuilt_master_has_the_register(little):
    write(little, "发文登记", **OWN, **SIGNED_OWN)
    write(little, "发文稿", **DRAFT, **SIGNED)
    run(little, "merge", as_of=DAY)
    before = every_sheet(little)
    (little / MASTER).unlink()
    assert run(little, "rebuild", as_of=DAY)[2] == ""
    assert every_sheet(little) == before
    assert len(numbers(little)) == 2


def _delete(book):
    del book["发文登记"]


def _empty(book):
    book["发文登记"].delete_rows(2, 5)


def _behead(book):
    book["发文登记"]["A1"] = "字号"


@pytest.mark.parametrize("lose", [_delete, _empty, _behead])
def test_a_register_deleted_emptied_or_without_its_header_loses_nothing(little, lose):
    write(little, "发文登记", **OWN, **SIGNED_OWN)
    run(little, "merge", as_of=DAY)
    book = openpyxl.load_workbook(little / MASTER)
    lose(book)
    book.save(little / MASTER)
    for day in ("2018-08-07", "2018-08-08"):
        told = run(little, "merge", as_of=day)[1]
        if day == "2018-08-07" or lose is not _empty:
            assert "register_emptied" in kinds(told)
        assert told["changes"] == []
    book = openpyxl.load_workbook(little / MASTER)
    if lose is _delete:
        page = book.create_sheet("发文登记")
        page.append(["文号", "文种", "标题", "签发人", "签发日期", "公开属性", "理由"])
    book["发文登记"]["A1"] = "文号"
    book.save(little / MASTER)
    run(little, "merge", as_of="2018-08-09")
    assert len([one for one in sheet(little, "发文登记") if one["标题"] == OWN["标题"]]) == 1
    assert row(little, "发文登记", 标题=OWN["标题"])["文号"] == OWN["文号"]
    assert "register_emptied" not in kinds(run(little, "merge", as_of="2018-08-10")[1])


def test_a_master_made_before_there_was_a_register_goes_on_as_it_was(little):
    book = openpyxl.load_workbook(little / MASTER)
    del book["发文登记"]
    book["发文稿"].delete_cols(18)  # 份数, added with it
    book.save(little / MASTER)
    code, told, err = run(little, "merge", as_of=DAY)
    assert (code, err, kinds(told)) == (0, "", [])


def test_without_a_draft_there_is_no_notice_and_no_sheet(little):
    code, _, err = run(little, "notice", "--no-pdf", as_of=DAY)
    assert (code, err.count("\n")) == (2, 1)
    assert not (little / "output" / DAY).exists()


def test_an_old_copy_of_the_master_put_back_loses_no_number(little):
    run(little, "merge", as_of="2018-08-01")
    old = (little / MASTER).read_bytes()
    write(little, "发文稿", **DRAFT, **SIGNED)
    run(little, "merge", as_of=DAY)
    (little / MASTER).write_bytes(old)
    told = run(little, "merge", as_of="2018-08-13")[1]
    assert kinds(told) == ["master_older"]
    assert numbers(little) == ["样〔2018〕12号"]
    assert row(little, "发文稿", 文种="通知")["文号"] == "样〔2018〕12号"


REPORT = {
    "文种": "报告",
    "标题": "样例局关于2018年政务公开工作情况的报告",
    "主送": "州人民政府",
    "正文要点": "现将有关情况报告如下。\n一、总体情况\n各项任务按期推进。",
    "抄送": "州政务服务管理局",
    "公开属性": "主动公开",
    "签发人": "主要负责人",
    "签发日期": "2018-07-30",
    "文号": "样〔2018〕13号",
    "印发日期": "2018-07-31",
}
LETTER = {**REPORT, "文种": "函", "标题": "样例局关于商请提供工作资料的函", "文号": "样函〔2018〕2号", "抄送": ""}


def test_a_report_to_an_organ_above_names_who_signed_it_and_a_letter_has_no_imprint(little):
    write(little, "发文稿", **DRAFT)
    write(little, "发文稿", 3, **REPORT)
    write(little, "发文稿", 4, **LETTER)
    code, told, err = run(little, "notice", "--no-pdf", as_of=DAY)
    assert (code, err) == (0, "")
    names = ["通知", "发文稿纸", "报告", "发文稿纸-报告", "函", "发文稿纸-函"]
    assert told["files"] == [f"output/{DAY}/{name}.docx" for name in names]
    report, letter = (text_of(little / f"output/{DAY}/{name}.docx") for name in ("报告", "函"))
    assert "样〔2018〕13号\t签发人：主要负责人" in report
    assert ("2018年7月31日印发" in report, "印发" in letter) == (True, False)
    assert letter.startswith("样例局\n样函〔2018〕2号")


def test_a_report_is_made_where_no_notice_is_drafted(little):
    write(little, "发文稿", **REPORT)
    _, told, err = run(little, "notice", "--no-pdf", as_of=DAY)
    assert (err, told["files"]) == ("", [f"output/{DAY}/报告.docx", f"output/{DAY}/发文稿纸-报告.docx"])


def test_a_kind_without_a_template_is_told_with_those_there_are(little):
    write(little, "发文稿", **{**REPORT, "文种": "命令"})
    _, told, err = run(little, "notice", "--no-pdf", as_of=DAY)
    (said,) = [one["message"] for one in told["findings"] if one["kind"] == "draft_kind_unknown"]
    assert (err, told["files"]) == ("", [])
    assert (
        "文种“命令”没有模板，没有生成；能生成的有：通知、通报、意见、批复、决定、公告、通告、公报、报告、请示、函、复函、纪要、会议纪要"
        in said
    )


@pytest.mark.skipif(find_converter() is None, reason="soffice (LibreOffice) is not installed")
def test_report_and_letter_hold_to_the_layout(little):
    write(little, "发文稿", **REPORT)
    write(little, "发文稿", 3, **LETTER)
    _, told, _ = run(little, "notice", as_of=DAY)
    papers = [little / file for file in told["files"] if file.endswith(("报告.docx", "函.docx")) and "稿纸" not in file]
    _, told, _ = run(little, "layout", *papers, as_of=DAY)
    wrong = [(one["file"], one["rule"], one["measured"]) for one in told["measures"] if one["holds"] == "no"]
    assert len(papers) == 2
    assert wrong == []


MINUTES = {
    **REPORT,
    "文种": "纪要",
    "标题": "样例局政务公开工作专题会议纪要",
    "主送": "",
    "文号": "样纪〔2018〕1号",
    "抄送": "",
    "正文要点": "会议听取了各科室进展。\n会议议定：按月报送。",
    "出席列席": "出席：办公室、财务科\n请假：人事科",
}


@pytest.mark.skipif(find_converter() is None, reason="soffice (LibreOffice) is not installed")
def test_minutes_a_joint_request_and_a_bulletin_without_a_seal_hold_to_the_layout(little):
    joint = {
        "联合机关": "样例教育局、样例民政局",
        "签发人": "局长、主任、副主任",
        "标题": "样例局等部门关于增加人员的请示",
    }
    write(little, "发文稿", **MINUTES)
    write(little, "发文稿", 3, **{**REPORT, "文种": "请示", **joint})
    write(little, "发文稿", 4, **{**REPORT, "文种": "通报", "用印": "不加盖印章", "标题": "关于公开情况的通报"})
    _, told, _ = run(little, "notice", as_of=DAY)
    papers = [little / file for file in told["files"] if file.endswith(".docx") and "稿纸" not in file]
    assert [paper.stem for paper in papers] == ["纪要", "请示", "通报"]
    minutes, request, _ = map(text_of, papers)
    assert "样例局会议纪要\n\n\n样纪〔2018〕1号\n　样例局\t2018年7月30日\n" in minutes
    assert "出席：办公室、财务科\n请假：人事科" in minutes
    assert "样例局\n样例教育局\n样例民政局\n文件" in request
    assert "\t样例局\t样例教育局\t样例民政局" in request
    assert "签发人：局长\t主任" in request
    _, told, _ = run(little, "layout", *papers, as_of=DAY)
    wrong = [(one["file"], one["rule"], one["measured"]) for one in told["measures"] if one["holds"] == "no"]
    assert wrong == []
    measured = {one["rule"] for one in told["measures"] if one["holds"] == "yes"}
    assert measured >= {"minutes_place", "mark_joint", "signer_aligned", "bare_place", "bare_right", "bare_date"}


def test_attachments_are_announced_below_the_body_and_each_begins_a_page_of_its_own(little):
    write(little, "发文稿", **{**REPORT, "附件": "1.任务清单\n2.联系表。"})
    _, told, _ = run(little, "notice", "--no-pdf", as_of=DAY)
    lines = [line for line in text_of(little / told["files"][0]).splitlines() if line]
    begin = lines.index("附件：1.任务清单")
    assert lines[begin : begin + 2] == ["附件：1.任务清单", "2.联系表"]
    assert [line for line in lines[begin + 2 :] if "附件" in line or line in ("任务清单", "联系表")] == [
        *("附件1", "任务清单", "附件2", "联系表"),
    ]


@pytest.mark.skipif(find_converter() is None, reason="soffice (LibreOffice) is not installed")
def test_a_short_paper_shows_body_on_its_first_page(little):
    text = "商请贵单位提供政务公开工作资料" * 20
    write(little, "发文稿", **{**LETTER, "正文要点": text})
    write(little, "发文稿", 3, **{**REPORT, "文种": "请示", "正文要点": f"一、申请理由。{text[:150]}\n妥否，请批示。"})
    _, told, _ = run(little, "notice", "--no-pdf", as_of=DAY)
    papers = [little / file for file in told["files"] if "稿纸" not in file]
    _, told, _ = run(little, "layout", *papers, as_of=DAY)
    shown = [one["holds"] for one in told["measures"] if one["rule"] == "first_page_body"]
    assert shown == ["yes", "yes"]
