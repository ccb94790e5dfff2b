"""The papers of the year's rhythm (催办、月提醒、通报、落实情况): their numbers agree, and a rerun is the same."""

from __future__ import annotations

import re
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import openpyxl

from automation.jobs.outcome import Run
from automation.jobs.timed_jobs import CALLS
from automation.jobs.typing_in import type_cells
from automation.jobs.workspace import open_workspace
from automation.model.chase import Chase
from automation.model.timetable import Occurrence
from automation.terms import rhythm as words
from tests.jobs.office_desk import MASTER, digest, kinds, row, run, sheet
from tests.jobs.rhythm_office import (
    ISSUED,
    SECTIONS,
    built_rhythm,
    number_in,
    office,
    table_under,
    tables_of,
    text_of,
    type_master,
    typed,
)

__all__ = ["built_rhythm", "office"]


def test_the_register_keeps_which_when_how_and_the_answer(office):
    rows = [
        (one["编号"][-1], one["报告期"] or "", one["方式"], one["催办日期"].day) for one in sheet(office, "催办登记")
    ]
    assert sorted(rows) == [
        ("1", "", "催办单", 17),
        ("1", "", "消息", 3),
        ("2", "", "催办单", 17),
        ("3", "2018-07", "催办单", 3),
        ("3", "2018-08", "催办单", 17),
        ("3", "2018-08", "消息", 3),
    ]
    urged = row(office, "催办登记", 编号="RW2018-0001", 方式="催办单")
    assert (urged["催办编号"], urged["文书"]) == ("〔2018〕0917-2号", "催办单/政法科.docx")
    assert urged["要求回复日期"].date() == date(2018, 9, 25), "the 22nd is a Saturday, the 24th Mid-Autumn"
    type_master(
        office, "催办登记", {"编号": "RW2018-0001", "方式": "催办单"}, 回复情况="本周办结", 回复日期="2018-09-25"
    )
    code, told, _ = run(office, "weekly", as_of="2018-09-26")
    assert (code, told["changes"][-1]["field"]) == (0, "回复日期")
    assert row(office, "催办登记", 编号="RW2018-0001", 方式="催办单")["回复情况"] == "本周办结"
    named = {one["section"] for one in told["findings"] if one["kind"] == "chase_due_named"}
    assert named == {"办公室", "疾控科"}, "who has answered gets one more term"


def test_remind_does_as_weekly_does_and_a_rerun_of_either_changes_nothing(office):
    papers = office / "output/2018-09-17"
    register, made = sheet(office, "催办登记"), digest(papers / "催办单") | digest(papers / "消息")
    for command in ("remind", "weekly", "remind"):
        code, told, _ = run(office, command, as_of="2018-09-17")
        assert code == 0
        assert digest(papers / "催办单") | digest(papers / "消息") == made
        assert sheet(office, "催办登记") == register
    assert {Path(file).name for file in told["files"] if "/消息/" in file} == {"办公室.txt", "政法科.txt", "疾控科.txt"}


def test_a_later_day_sends_nothing_that_was_sent_and_removes_nothing(office):
    code, told, _ = run(office, "remind", as_of="2018-09-18")
    assert (code, [file for file in told["files"] if "催办单" in file or "消息" in file]) == (0, [])
    assert len(list((office / "output/2018-09-17/催办单").glob("*.docx"))) == 3


def test_messages_and_sheets_of_what_has_been_finished_go_with_a_rerun(office):
    done = typed("政法科", 1, 状态="已完成", 完成日期=date(2018, 9, 16), 佐证材料="清单")
    type_cells(open_workspace(office), done, 2018)
    run(office, "remind", as_of="2018-09-17")
    folder = office / "output/2018-09-17"
    assert (
        {path.stem for path in folder.glob("催办单/*")}
        == {path.stem for path in folder.glob("消息/*")}
        == {
            "办公室",
            "疾控科",
        }
    )
    assert not [one for one in sheet(office, "催办登记") if one["编号"] == "RW2018-0001" and one["方式"] == "催办单"]


def test_an_undo_does_not_forget_what_was_asked(office):
    register = sheet(office, "催办登记")
    assert run(office, "undo", as_of="2018-09-18")[0] == 0
    assert sheet(office, "催办登记") == register


def test_an_older_master_without_the_sheet_still_remembers_whom_it_asked(office):
    with closing(openpyxl.load_workbook(office / MASTER)) as book:
        del book["催办登记"]
        book.save(office / MASTER)
    code, told, _ = run(office, "remind", as_of="2018-09-18")
    assert [file for file in told["files"] if "催办单" in file] == []
    assert (code, "master_sheet_gone" in kinds(told)) == (1, True)


def test_every_number_of_the_papers_of_a_day_is_counted_again_from_the_documents(office):
    day = "2018-10-08"
    folder = office / "output" / day
    _, week, _ = run(office, "weekly", as_of=day)
    _, month, _ = run(office, "monthly", as_of=day)
    _, quarter, _ = run(office, "bulletin", "--quarter", "3", as_of=day)
    _, told, _ = run(office, "report", as_of=day)
    overdue = {(one["number"], one["section"], one["period"]) for one in week["overdue"]}
    for other in (month, quarter, told):
        assert {(one["number"], one["section"], one["period"]) for one in other["overdue"]} == overdue
    late, counts = len(overdue), week["counts"]
    # 周报
    heads = ("序号", "责任科室", "任务", "现截止日期", "情况", "最近进展")
    first = next(one for one in tables_of(folder / "周报.docx") if tuple(one[0]) == heads)
    assert len(first) - 1 == number_in(r"逾期(\d+)项", text_of(folder / "周报.docx")) == late
    # 领导一页纸
    ((said,),) = tables_of(folder / "领导一页纸.docx")[0]
    lights = [line[:4] for line in table_under(folder / "领导一页纸.docx", *("科室", "红灯", "黄灯", "绿灯") * 2)]
    lights += [line[4:] for line in table_under(folder / "领导一页纸.docx", *("科室", "红灯", "黄灯", "绿灯") * 2)]
    for place, colour in enumerate(("红灯", "黄灯", "绿灯"), 1):
        assert sum(int(line[place]) for line in lights if line[0] in SECTIONS) == number_in(rf"{colour}(\d+)项", said)
    assert number_in(r"逾期(\d+)项", said) == late
    assert number_in(r"未报科室(\d+)个", said) == len(week["missing"])
    assert len(table_under(folder / "领导一页纸.docx", "序号", "科室", "事项", "现截止日期", "情况")) == late
    named = [one for one in week["findings"] if one["kind"] == "chase_due_named"]
    assert (
        number_in(r"待通报点名(\d+)项", said)
        == len(quarter["named"])
        == sum(number_in(r"有(\d+)项", one["message"]) for one in named)
    )
    # 月提醒
    text = text_of(folder / "月提醒.docx")
    *lines, total = table_under(folder / "月提醒.docx", "科室", "到期任务", "分期应报", "全年收尾", "逾期", "报送")
    for place, pattern in (
        (1, r"到期任务(\d+)项"),
        (2, r"分期应报(\d+)项"),
        (3, r"收尾(\d+)项"),
        (4, r"另有逾期(\d+)项"),
    ):
        assert sum(int(line[place]) for line in lines) == int(total[place]) == number_in(pattern, text)
    due = table_under(folder / "月提醒.docx", "序号", "科室", "事项", "类别", "截止日期", "情况")
    assert len(due) == int(total[1]) + int(total[2]) == len(month["due"])
    assert int(total[4]) == late
    assert len(table_under(folder / "月提醒.docx", "科室", "应报内容")) == len(week["missing"])
    # 通报
    text = text_of(folder / "通报-第3季度.docx")
    *lines, total = table_under(
        folder / "通报-第3季度.docx", "科室", "承担任务", "已完成", "完成率", "逾期（项）", "报送"
    )
    assert [line[0] for line in lines] == list(SECTIONS)
    for place, wanted in ((1, counts["duties"]), (2, counts["done"]), (4, late)):
        assert sum(int(line[place]) for line in lines) == int(total[place]) == wanted
    assert total[3] == counts["rate"] and f"完成率{total[3]}" in text
    assert number_in(r"分解为(\d+)项", text) == counts["duties"]
    assert number_in(r"。截至.*?逾期(\d+)项", text) == late
    ours = number_in(r"个科室的(\d+)项工作", text)
    others = re.search(r"另有(\d+)项逾期", text)
    assert ours == len(quarter["named"]) and ours + (int(others[1]) if others else 0) == late
    assert sum(map(int, re.findall(r"^\d+\.\S+?科?室?(\d+)项：第", text, re.MULTILINE))) == ours
    closed, still = number_in(r"已办结(\d+)项", text), number_in(r"未办结(\d+)项", text)
    assert closed + still == number_in(r"有完成时限的事项(\d+)项", text)
    # 落实情况报告
    text = text_of(folder / "落实情况报告.docx")
    assert number_in(r"(\d+)项科室职责", text) == counts["duties"]
    assert number_in(r"已完成(\d+)项职责", text) == counts["done"]
    assert number_in(r"还有(\d+)项工作超过时限", text) == late == text.split("还有")[1].split("\n")[0].count("逾期")
    parts = [text_of(path) for path in (folder / "科室落实情况报告").glob("*.docx")]
    assert sum(number_in(r"承担(\d+)项", one) for one in parts) == counts["duties"]
    assert sum(number_in(r"；逾期(\d+)项", one) for one in parts) == late


def test_the_bulletin_names_only_what_was_urged_in_vain_and_enters_it(office):
    code, told, _ = run(office, "bulletin", "--quarter", "3", as_of="2018-10-08")
    assert code == 0
    text = text_of(office / "output/2018-10-08/通报-第3季度.docx")
    assert "楚" not in text and "2018年第三季度" in text and "数据截至2018年10月8日" in text
    assert "政法科1项：第1项“规范进驻事项”，应于2018年8月31日前完成，逾期38天。" in text
    assert "宣传科没有逾期事项" not in text, "it has not reported"
    wanted = {(one["number"], one["section"]) for one in told["named"]}
    entered = [one for one in sheet(office, "催办登记") if one["方式"] == "通报点名"]
    assert {(one["编号"], one["科室"]) for one in entered} == wanted
    assert {one["文书"] for one in entered} == {"通报-第3季度"}
    assert [one["kind"] for one in told["findings"] if one["kind"].startswith("bulletin")] == ["bulletin_late"]
    again = digest(office / "output/2018-10-08")
    run(office, "bulletin", "--quarter", "3", as_of="2018-10-08")
    assert digest(office / "output/2018-10-08") == again
    assert [one for one in sheet(office, "催办登记") if one["方式"] == "通报点名"] == entered


def test_a_quarter_that_has_not_begun_is_refused_and_one_not_over_says_so(office):
    code, _, err = run(office, "bulletin", "--quarter", "4", as_of="2018-09-30")
    assert (code, err.strip()) == (2, "2018年第四季度还没有开始（2018年10月1日起），不能通报")
    _, told, _ = run(office, "bulletin", "--quarter", "4", as_of="2018-10-08")
    assert [one["kind"] for one in told["findings"] if one["kind"].startswith("bulletin")] == ["bulletin_early"]
    _, told, _ = run(office, "bulletin", "--quarter", "2", as_of="2018-10-08")
    assert [one["kind"] for one in told["findings"] if one["kind"].startswith("bulletin")] == ["bulletin_before_issue"]
    code, _, err = run(office, "bulletin", "--quarter", "5")
    assert code == 2 and "--quarter" in err


def test_a_bulletin_timed_by_the_month_is_of_the_quarter_its_day_lies_in(office):
    for period, quarter in (("2018-Q3", 3), ("2018-10", 4), ("2018", 4)):
        due = datetime(2018, 10, 10, 9)  # noqa: DTZ001 - an office's wall clock is local
        occurrence = Occurrence(due, "bulletin", period, period)
        told = CALLS["bulletin"](open_workspace(office), Run("bulletin", date(2018, 10, 10)), occurrence)
        assert told.extra["quarter"] == quarter


def test_a_reminder_made_up_late_is_of_the_month_it_was_due_in(office):
    due = datetime(2018, 9, 3, 9, 30)  # noqa: DTZ001 - an office's wall clock is local
    told = CALLS["monthly"](
        open_workspace(office), Run("monthly", date(2018, 10, 8)), Occurrence(due, "monthly", "2018-09", "2018-09")
    )
    assert told.files == ("output/2018-09-30/月提醒.docx",)
    assert "2018年9月政务公开工作提醒" in text_of(office / told.files[0])


def test_what_the_office_has_typed_in_the_draft_is_printed_and_signed(office):
    title = "关于2018年第三季度政务公开工作的通报"
    fields = {"文种": "通报", "标题": title, "主送": "各科室", "签发人": "主要负责人", "签发日期": "2018-10-09"}
    type_master(
        office, "发文稿", {}, **fields, 文号="某〔2018〕88号", 公开属性="依申请公开", 理由="内部管理", 附件="名单"
    )
    run(office, "bulletin", "--quarter", "3", as_of="2018-10-08")
    text = text_of(office / "output/2018-10-08/通报-第3季度.docx")
    assert "某〔2018〕88号" in text and "2018年10月9日" in text and "各科室：" in text
    assert "附件：1.名单" in text and "2.各科室任务完成情况表" in text
    signing = str(tables_of(office / "output/2018-10-08/发文稿纸-通报-第3季度.docx"))
    assert title in signing and "■依申请公开" in signing


def test_the_report_follows_the_plan_above_where_the_comparison_has_one(office, tmp_path):
    assert "（一）重点" in (own := ("\n" + _report(office)))
    assert own.index("已梳理12项") < own.index("目录已经上网")
    above = tmp_path / "上级方案.txt"
    above.write_text(
        "一、公开目录\n编制目录。（宣传科牵头）\n二、政务服务\n推进一次办。（疾控科牵头）\n建设新的平台。（政法科牵头）\n",
        "utf-8",
    )
    assert run(office, "coverage", above, "--write", as_of="2018-10-08")[0] == 0
    text = _report(office)
    assert text.index("目录已经上网") < text.index("已梳理12项")
    assert "上级方案的3项任务，由本单位任务承接2项" in text and "没有列入本单位分工" in text
    assert words.REPORT_OWN_AREA in text and "正在核对（推进中）" not in text.split(words.REPORT_OWN_AREA)[0]


def _report(office: Path) -> str:
    assert run(office, "report", as_of="2018-10-08")[0] == 0
    return text_of(office / "output/2018-10-08/落实情况报告.docx")


def test_who_has_delivered_what_is_told_one_by_one(office):
    for item, due, form, came in (
        ("各县市报送落实情况", "2018-11-25", "纸质、电子版", {"纸质收到": "2018-11-20"}),
        ("州属单位报送落实情况", "2018-11-25", "电子版", {"电子收到": "2018-11-27"}),
        ("各科室报送总结", "2018-12-20", "", {}),
        ("报送联络员名单", None, "纸质", {}),
        ("报送信息", "2018-11-01", "纸质", {"纸质收到": "2018-10-30"}),
    ):
        type_master(office, "报送要求", {}, 事项=item, 形式=form, **({"截止": due} if due else {}), **came)
    _, told, _ = run(office, "report", as_of="2018-11-28")
    found = {one["value"]: (one["kind"], one["message"]) for one in told["findings"] if "delivery" in one["kind"]}
    assert {item: kind for item, (kind, _) in found.items()} == {
        "各县市报送落实情况": "delivery_missing",
        "州属单位报送落实情况": "delivery_late",
        "各科室报送总结": "delivery_waiting",
        "报送联络员名单": "delivery_undated",
        "报送信息": "delivery_in",
    }
    assert "电子件还没有收到" in found["各县市报送落实情况"][1] and "纸质件" not in found["各县市报送落实情况"][1]
    assert {"report_silent", "report_section_silent", "draft_incomplete"} <= {one["kind"] for one in told["findings"]}


def test_each_section_gets_a_draft_of_what_it_wrote_and_old_ones_go(office):
    folder = office / "output/2018-10-08/科室落实情况报告"
    folder.mkdir(parents=True)
    (folder / "撤并的科.docx").write_bytes(b"")
    run(office, "report", as_of="2018-10-08")
    assert {path.stem for path in folder.glob("*.docx")} == set(SECTIONS)
    text = text_of(folder / "疾控科.docx")
    assert "已梳理12项" in text and "系统没有接通" in text and "9月底前联调" in text and "逾期28天" in text
    assert "目录已经上网" not in text
    supporting = text_of(folder / "宣传科.docx")
    assert "目录已经上网；2018年8月20日完成；佐证材料：目录。" in supporting


def test_looking_writes_nothing_into_the_master(office):
    before = (office / MASTER).read_bytes()
    for command in ("monthly", "report"):
        assert run(office, command, as_of="2018-10-08")[0] == 0
        papers = digest(office / "output/2018-10-08")
        run(office, command, as_of="2018-10-08")
        assert digest(office / "output/2018-10-08") == papers
    assert (office / MASTER).read_bytes() == before


def test_a_row_of_the_register_is_named_by_what_its_sheet_is_keyed_by():
    assert Chase(ISSUED, "消息", "RW2018-0001", "政法科").key == ("2018-07-25", "消息", "RW2018-0001", "政法科", "")
