"""The year-end report as a clerk meets it: registers out of place, text nobody prints, runs that look elsewhere."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest

from automation import cli
from automation.jobs.workspace import PROGRAM
from tests.jobs.office_desk import MASTER, digest, form, kinds, row, run, sheet, type_into

YEAR, DAY = 2021, "2022-01-10"
PLAN = """2021年政务公开工作要点
一、制定年度计划。（办公室牵头，医政科配合，6月底前完成）
二、编制公开指南。（法规科负责，9月底前完成）
"""
BOOK = Path("workbooks/登记簿.xlsx")
REQUESTS, PUBLISHED = "依申请公开登记", "主动公开登记"


@pytest.fixture(scope="module")
def issued(tmp_path_factory):
    """An office of 2021 whose forms have been handed out."""
    root = tmp_path_factory.mktemp("desk")
    (root / "方案.txt").write_text(PLAN, encoding="utf-8")
    office = root / "office"
    (office / "templates").mkdir(parents=True)
    (office / "templates" / f"年报文字-{YEAR}.txt").write_text("# 本单位自己写，不用范文\n", encoding="utf-8")
    told = [
        run(office, "init", root / "方案.txt", "--year", YEAR, "--office", "样例州卫生健康委员会", as_of="2021-01-04"),
        run(office, "distribute", as_of="2021-01-05"),
    ]
    assert [(code, err) for code, _, err in told] == [(0, ""), (0, "")]
    return office


@pytest.fixture
def office(issued, tmp_path):
    return shutil.copytree(issued, tmp_path / "office")


def annual(root, *more, as_of=DAY):
    return run(root, "annual", "--year", YEAR, "--no-pdf", *more, as_of=as_of)


def add(root, name, file=MASTER, **typed):
    """The office types a row into the first free line of a sheet."""
    book = openpyxl.load_workbook(root / file)
    page = book[name]
    heads = {cell.value: cell.column for cell in page[1]}
    free = [cell for cell in typed if cell != "登记号"]
    line = 2
    while any(page.cell(line, heads[header]).value is not None for header in free):
        line += 1
    for header, value in typed.items():
        page.cell(line, heads[header], value)
    book.save(root / file)


def register(root, **typed):
    add(root, REQUESTS, BOOK, **typed)


def messages(told, kind):
    return [one["message"] for one in told["findings"] if one["kind"] == kind]


def test_a_report_issued_despite_errors_leaves_the_problems_of_the_forms_in_their_list(office):
    """问题清单 is what the office has to do: a run that did not read the forms does not wipe what a merge found."""
    type_into(form(office, "法规科"), "任务进展", {(2, "完成日期"): "三十二号"})
    run(office, "merge", as_of="2021-03-01")
    (before,) = [one["说明"] for one in sheet(office, "问题清单") if "三十二号" in one["说明"]]
    add(office, "年报文字", 部分="六", 段次=1, 文字="共{没有这个指标}件。")
    _, told, err = annual(office, "--despite", "领导同意")
    assert (err, told["refused"], len(messages(told, "annual_overridden"))) == ("", False, 1)
    listed = sheet(office, "问题清单")
    assert [one["说明"] for one in listed if "三十二号" in one["说明"]] == [before]
    assert [one["序号"] for one in listed] == list(range(1, len(listed) + 1))
    type_into(form(office, "法规科"), "任务进展", {(2, "完成日期"): "2021-03-01"})
    run(office, "merge", as_of=DAY)
    assert not [one for one in sheet(office, "问题清单") if "三十二号" in one["说明"]]


def test_an_application_answered_under_a_result_nobody_knows_is_not_called_late(office):
    """The clerk answered in time; that the word for it is wrong is told once, and no overdue case for leaders."""
    register(office, 收到日期="2021-03-01", 申请人类别="自然人", 答复日期="2021-03-10", 结果="不予公开")
    register(office, 收到日期="2021-03-01", 申请人类别="自然人", 答复日期="2021-04-28", 结果="")
    register(office, 收到日期="2021-03-01", 申请人类别="自然人", 结果="予以公开")
    _, told, _ = run(office, "weekly", as_of="2021-05-10")
    assert told["registers"]["late"] == ["YSQ2021-003"]
    assert (told["registers"]["open"], len(messages(told, "request_answered_late"))) == (1, 1)
    _, told, _ = annual(office)
    assert {one["value"] for key, one in told["counted"].items() if "四、结转" in key and "总计" in key} == {3}


def test_a_report_without_its_registers_is_refused_and_does_not_print_nought(office):
    register(office, 收到日期="2021-03-01", 申请人类别="自然人", 答复日期="2021-03-10", 结果="予以公开")
    (office / BOOK).rename(office / "登记簿.xlsx")  # moved to where nobody looks
    code, told, _ = annual(office)
    assert (code, told["refused"], kinds(told)[0]) == (1, True, "logbook_gone")
    _, told, _ = run(office, "merge", as_of=DAY)
    assert kinds(told)[0] == "logbook_made"
    assert row(office, "问题清单", 位置="workbooks/登记簿.xlsx")["级别"] == "提醒"


def test_a_register_or_master_somebody_has_open_is_told_by_the_report(office):
    for name in ("登记簿.xlsx", "总台账.xlsx"):
        (office / "workbooks" / f"~${name}").write_bytes(b"\x03abc")
    _, told, _ = annual(office)
    open_now = {one["value"] for one in told["findings"] if one["kind"] == "annual_source_open"}
    assert open_now == {"登记簿.xlsx", "总台账.xlsx"}


def test_a_paragraph_of_no_part_is_told_and_not_left_out_without_a_word(office):
    for part in ("第一部分", "", "七"):
        add(office, "年报文字", 部分=part, 段次=1, 文字="这一段写得很长，讲的是全年做了什么。")
    add(office, "年报文字", 部分="一、总体", 段次=2, 文字="这一段印得出来。")
    _, told, _ = annual(office)
    said = messages(told, "paragraph_part_bad")
    assert len(said) == 3
    assert (
        "“部分”填的是“第一部分”，年报没有这一部分，这一段（这一段写得很长，讲的是全）没有印出；请填：一、二" in said[0]
    )
    assert told["refused"]


def test_fields_in_double_or_wide_braces_are_filled_and_one_left_open_is_told(office):
    add(office, "年报文字", 部分="一", 段次=1, 文字="{{年度}}年和｛年度｝年，｛{年度}｝。")
    add(office, "年报文字", 部分="六", 段次=1, 文字="收到{依申请公开收到件数件。")
    _, told, _ = annual(office)
    (said,) = messages(told, "field_open")
    assert "六第1段：大括号不成对" in said
    places = [one["上下文"] for one in sheet(office, "数据溯源", f"output/{DAY}/数据溯源-{YEAR}.xlsx") if one["上下文"]]
    assert places == ["…【2021】年和2021年，2021…", "…2021年和【2021】年，2021。…", "…2021年和2021年，【2021】。…"]


def test_a_quoted_cell_is_the_figure_printed_and_a_wrong_name_is_told_as_a_cell(office):
    add(office, "年报文字", 部分="一", 段次=1, 文字="处罚{表二／行政处罚／本年处理决定数量}件。")
    add(office, "年报文字", 部分="一", 段次=2, 文字="处罚{表二/行政处罚/处理决定总数}件，培训{培训场次}场。")
    _, told, _ = annual(office)
    assert "如“表二/规章/本年制发件数”" in messages(told, "quote_unknown")[0]
    (unknown,) = messages(told, "unknown_indicator")
    assert "“培训场次”没有数值" in unknown
    trace = sheet(office, "数据溯源", f"output/{DAY}/数据溯源-{YEAR}.xlsx")
    assert (trace[0]["数值"], trace[0]["怎么来的"]) == (0, "取自表二 · 行政处罚行 · 本年处理决定数量列")
    (cell,) = [one for one in trace if one["年报中的位置"] == "表二 · 行政处罚行 · 本年处理决定数量列"]
    assert (cell["数值"], cell["怎么来的"]) == (0, "“年报表二”空白，按“空白写法”印作0")
    assert len(trace) == 1 + 200  # every cell of the three tables prints a figure
    type_into(office / MASTER, "参数", {("空白写法", "值"): "/"}, key="名称")
    _, told, _ = annual(office)
    assert "表二／行政处罚／本年处理决定数量”在表里是空白" in messages(told, "quote_blank")[0]


def test_last_years_report_of_another_office_is_told(office, tmp_path):
    annual(office)
    paper = docx.Document(office / f"output/{DAY}/年度报告-2021.docx")
    for paragraph in paper.paragraphs:
        for piece in paragraph.runs:
            piece.text = piece.text.replace("2021", "2020").replace("样例州卫生健康委员会", "别处教育体育局")
    paper.save(tmp_path / "上年.docx")
    _, told, _ = annual(office, "--last-year", tmp_path / "上年.docx")
    (said,) = messages(told, "report_last_other")
    assert "这是“别处教育体育局”的报告" in said


@pytest.mark.skipif(sys.platform == "win32", reason="sets a limit only POSIX has")
def test_a_disk_that_fills_up_while_the_trace_is_written_is_told_in_one_line(office):
    """openpyxl lays its sheets down through lxml, whose error is no OSError, and complains once more when let go of."""
    call = (
        "import resource, sys; from automation import cli; resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000));"
    )
    call += "sys.exit(cli.main(sys.argv[1:]))"
    words = ["annual", "--year", str(YEAR), "--no-pdf", "--workspace", str(office), "--as-of", DAY]
    done = subprocess.run(
        [sys.executable, "-c", call, *words], cwd=PROGRAM, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith("读写磁盘出错（No space left on device")
    assert not (office / f"output/{DAY}/数据溯源-{YEAR}.xlsx").exists()


def test_every_link_of_the_trace_leads_to_the_cell_that_holds_or_decides_the_number(office):
    """Also in a register whose columns the clerk has moved."""
    book = openpyxl.load_workbook(office / BOOK)
    book[REQUESTS].insert_cols(2)
    book[REQUESTS]["B1"] = "经办记号"
    book.save(office / BOOK)
    closed = {"申请人类别": "自然人", "答复日期": date(2021, 3, 9), "结果": "予以公开"}
    register(office, 收到日期=date(2021, 3, 1), **closed)
    register(office, 收到日期=date(2021, 12, 20), 申请人类别="商业企业")
    add(office, PUBLISHED, BOOK, 公开日期=date(2021, 5, 1), 类别="行政许可", 件数=7)
    add(office, PUBLISHED, BOOK, 公开日期=date(2021, 5, 1), 类别="行政事业性收费", **{"金额（万元）": 1.5})
    add(office, PUBLISHED, BOOK, 公开日期=date(2021, 5, 1), 类别="行政规范性文件", 制发日期=date(2021, 4, 1))
    add(
        office,
        "复议诉讼登记",
        BOOK,
        类型="行政复议",
        收到日期=date(2021, 5, 1),
        结果="结果维持",
        审结日期=date(2021, 6, 1),
    )
    add(office, "指标汇总", 指标名称="培训场次", 数值=3)
    add(
        office,
        "年报文字",
        部分="一",
        段次=1,
        文字="{年度}年培训{培训场次}场，收到{依申请公开收到件数}件，公开{主动公开条数}条。",
    )
    annual(office)
    folder = Path(f"output/{DAY}")
    led = {}
    for line in openpyxl.load_workbook(office / folder / f"数据溯源-{YEAR}.xlsx")["来源明细"].iter_rows(min_row=2):
        link = line[2].hyperlink
        name, at = link.location.split("!")
        page = openpyxl.load_workbook(office / folder / link.target)[name.strip("'")]
        head = page.cell(1, page[at].column).value if name.strip("'") in (REQUESTS, PUBLISHED, "复议诉讼登记") else ""
        assert line[2].value.endswith(f"第{page[at].row}行 › {head}" if head else "行" if "年报表" in name else "值")
        value = page[at].value
        led.setdefault(line[1].value, []).append((head, getattr(value, "date", lambda same=value: same)()))
    came, answered = date(2021, 3, 1), date(2021, 3, 9)
    row = "表三 · {}行 · {}列".format
    assert led[row("一、本年新收政府信息公开申请数量", "自然人")] == [("收到日期", came)]
    assert led[row("三（一）予以公开", "自然人")] == [("结果", "予以公开")]
    assert led[row("三（七）总计", "总计")] == [("答复日期", answered)]
    assert led[row("四、结转下年度继续办理", "商业企业")] == [("答复日期", None)]
    assert led["表二 · 行政许可行 · 本年处理决定数量列"] == [("件数", 7)]
    assert led["表二 · 行政事业性收费行 · 本年收费金额（单位：万元）列"] == [("金额（万元）", 1.5)]
    assert led["表二 · 行政规范性文件行 · 本年制发件数列"] == [("制发日期", date(2021, 4, 1))]
    assert led["表四 · 行政复议行 · 结果维持列"] == [("结果", "结果维持")]
    assert led["一、总体情况第1段"][:3] == [("", "2021"), ("", 3), ("收到日期", came)]


def test_status_says_which_applications_are_open_late_and_due_soon_by_number_alone(office, capsys):
    register(office, 收到日期=date(2021, 3, 1), 申请人类别="自然人", 内容摘要="某某人要某某病历")
    register(office, 收到日期=date(2021, 3, 8), 申请人类别="自然人", 内容摘要="某某人要某某病历")
    register(office, 收到日期=date(2021, 3, 29), 申请人类别="某某人")
    before = digest(office)
    code, told, err = run(office, "status", as_of="2021-04-01")
    late, soon = "YSQ2021-001", "YSQ2021-002"
    assert (code, err, digest(office) == before) == (1, "", True)
    assert told["registers"] == {"open": 2, "waiting": [], "late": [late], "soon": [soon]}
    assert "entry_kind_bad" in kinds(told)
    assert "某某" not in str(told)
    cli.main(["status", "--workspace", str(office), "--as-of", "2021-04-01"])
    said = "".join(capsys.readouterr().out.split())  # a screen breaks its lines
    assert f"依申请公开在办2件（其中待补正0件），逾期1件（{late}），5个工作日内到期1件（{soon}）。" in said
    assert "某某" not in said


def test_indicators_handed_in_by_a_section_that_was_not_asked_are_told(office):
    """A sheet pasted from another section's form is no part of this one; its numbers do not vanish without a word."""
    path = form(office, "法规科")
    book = openpyxl.load_workbook(path)
    page = book.create_sheet("指标填报")
    for line in (
        ["指标编号", "指标名称", "单位", "统计期", "填报值", "说明"],
        ["ZB2021-01", "培训人次", "人次", "2021", 50],
    ):
        page.append(line)
    book.save(path)
    _, told, _ = run(office, "merge", as_of="2021-03-01")
    (said,) = messages(told, "sheet_unasked")
    assert said == (
        "〔提醒〕workbooks/科室填报/法规科.xlsx › 指标填报：“指标填报”不是下发给本科室的表，上面1行没有汇总；"
        "要汇总的请与办公室联系，由办公室列入后重新下发"
    )


def test_an_own_day_for_the_report_after_the_legal_one_is_told(office):
    type_into(office / MASTER, "参数", {("年报内部期限", "值"): "2022-02-20"}, key="名称")
    _, told, _ = annual(office)
    (said,) = messages(told, "report_due_late")
    assert said.endswith("年报内部期限（2022-02-20）晚于法定公布期限（2022-01-31）；请改早")
