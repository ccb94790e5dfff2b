"""init --from at the desk: a year hands on what does not end with it."""

from __future__ import annotations

from datetime import date

import docx
import openpyxl

from automation.jobs.open_ledger import view_ledger
from automation.jobs.workspace import open_workspace
from automation.model.annual import Figures
from automation.rules.carry_figures import recall_last_report
from automation.rules.crosscheck import check_figures
from automation.sources.annual_forms import read_form
from tests.jobs.office_desk import MASTER, digest, kinds, run, sheet
from tests.jobs.two_years import BOOK, PLAN, SEED, begin, build, last, plan, put, write, year_one

__all__ = ["last", "plan", "year_one"]
NEW, CARRIED, OPEN = 4, 5, 28  # rows of the sheet 年报表三 of the form of 2021


def test_two_years_carry_their_registers_tables_and_stocks(last, plan, tmp_path):
    _, one, _ = run(last, "annual", "--year", 2021, "--no-pdf", as_of="2022-01-08")
    before = digest(last)
    second = tmp_path / "2022"
    code, told, err = begin(second, plan, last)
    assert (code, err) == (0, "")
    assert digest(last) == before
    assert told["files"] == ["workbooks/总台账.xlsx", "workbooks/登记簿.xlsx"]
    assert told["carried"] == {
        "sections": 2,
        "settings": 15,
        "holidays": 1,
        "indicators": 1,
        "paragraphs": 4,
        "figures": 9,
        "requests": 1,
        "publications": 2,
        "cases": 1,
    }
    code, two, _ = run(second, "annual", "--year", 2022, "--no-pdf", as_of="2023-01-10")
    for column in ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"):
        now = two["counted"][f"表三/二、上年结转政府信息公开申请数量/{column}"]["value"]
        assert now == one["counted"][f"表三/四、结转下年度继续办理/{column}"]["value"]
    assert two["counted"]["表三/二、上年结转政府信息公开申请数量/商业企业"]["value"] == 1
    assert two["counted"]["表四/行政复议/尚未审结"]["value"] == 1
    assert two["counted"]["表二/行政规范性文件/现行有效件数"]["value"] == 2
    judged = {(one["rule"], one["holds"]) for one in two["checks"] if one["rule"] in ("carry_over", "stock")}
    assert judged == {("carry_over", True), ("stock", False)}  # 规章: 4 last year, none typed yet
    paper = docx.Document(str(second / two["files"][0]))
    table = next(table for table in paper.tables if len(table.columns) == 10)
    assert [cell.text for cell in table.rows[4].cells[3:]] == ["0", "1", "0", "0", "0", "0", "1"]


def test_what_is_in_the_new_registers_stands_as_it_was_typed(last, plan, tmp_path):
    begin(tmp_path / "2022", plan, last)
    (request, *_) = sheet(tmp_path / "2022", "依申请公开登记", BOOK)
    assert (request["登记号"], request["收到日期"].date(), request["文号"]) == (
        "YSQ2021-002",
        date(2021, 12, 20),
        "样〔2021〕3号",
    )
    documents = [row for row in sheet(tmp_path / "2022", "主动公开登记", BOOK) if row["标题"]]
    assert [row["标题"] for row in documents] == ["旧办法", "新办法"]
    assert [row["登记号"] for row in sheet(tmp_path / "2022", "复议诉讼登记", BOOK)[:2]] == ["FS2021-01", "FS2022-01"]


def test_the_cross_checks_with_last_year_hold_on_what_was_carried_and_break_when_it_is_changed(last, plan, tmp_path):
    second = tmp_path / "2022"
    begin(second, plan, last)
    form = read_form("2021")
    stock = [row for row in sheet(second, "上年年报") if row["表"] == "表二"]
    assert [(row["项目"], row["栏目"], row["数值"]) for row in stock] == [
        ("规章", "现行有效件数", 4),
        ("行政规范性文件", "现行有效件数", 2),
    ]
    with view_ledger(open_workspace(second)) as opened:
        known, wrong = recall_last_report(opened.ledger, form)
    assert (len(known or ()), wrong) == (9, ())
    figures = {cell.key: 0 for cell in form.values}
    figures |= {"表三/二、上年结转政府信息公开申请数量/商业企业": 1, "表三/二、上年结转政府信息公开申请数量/总计": 1}
    figures |= {"表二/规章/现行有效件数": 4, "表二/行政规范性文件/现行有效件数": 2}

    def failed(now) -> set[str]:
        checks = check_figures(form, Figures(now), 2022, last_year=known)
        assert all(check.holds is not None for check in checks if check.rule in ("carry_over", "stock"))
        return {check.rule for check in checks if check.holds is False} & {"carry_over", "stock"}

    assert failed(figures) == set()
    assert failed({**figures, "表二/规章/现行有效件数": 3}) == {"stock"}
    assert failed({**figures, "表三/二、上年结转政府信息公开申请数量/商业企业": 0}) == {"carry_over"}


def test_without_a_register_the_typed_carry_over_begins_the_new_table(plan, tmp_path):
    last = build(tmp_path, 2021)
    put(last, "年报表三", {"D4": 3, "J4": 3, f"D{OPEN}": 2, f"J{OPEN}": 2, f"E{OPEN}": "/"})
    code, told, _ = begin(tmp_path / "2022", plan, last)
    book = openpyxl.load_workbook(tmp_path / "2022" / MASTER)
    assert [cell.value for cell in book["年报表三"][CARRIED]][3:] == [2, 0, 0, 0, 0, 0, 2]
    assert [cell.value for cell in book["年报表三"][NEW]][3:] == [None] * 7
    assert (code, told["carried"]["figures"]) == (0, 7)
    (found,) = [one for one in told["findings"] if one["kind"] == "carry_unknown"]
    assert (found["sheet"], found["severity"]) == ("上年年报", "warning")
    assert "表二 · 规章行 · 现行有效件数列" in found["message"]
    code, told, _ = run(tmp_path / "2022", "annual", "--year", 2022, "--no-pdf", as_of="2023-01-10")
    paper = docx.Document(str(tmp_path / "2022" / told["files"][0]))
    table = next(table for table in paper.tables if len(table.columns) == 10)
    assert [cell.text for cell in table.rows[4].cells[3:]] == ["2", "0", "0", "0", "0", "0", "2"]


def test_a_clerk_types_what_nobody_knew_of_last_year_once(plan, tmp_path):
    last, second = build(tmp_path, 2021), tmp_path / "2022"
    begin(second, plan, last)
    rows = sheet(second, "上年年报")
    assert len(rows) == 9
    assert not any(row["数值"] for row in rows)
    write(second, MASTER, "上年年报", *({"数值": count} for count in range(9)))
    run(second, "merge", as_of="2022-02-01")
    assert [row["数值"] for row in sheet(second, "上年年报")] == list(range(9))
    changed = {(row["编号"], row["新值"]) for row in sheet(second, "变更记录")}
    assert ("表三 四、结转下年度继续办理 自然人", "2") in changed


def test_directory_settings_holidays_indicators_and_text_go_on_without_what_was_of_the_year(last, plan, tmp_path):
    second = tmp_path / "2022"
    _, told, _ = begin(second, plan, last)
    assert [row["名称"] for row in sheet(second, "科室名录")] == ["甲科", "丙科", "丁科"]
    assert [row["别名"] for row in sheet(second, "科室名录")] == ["综合科", None, None]
    settings = {row["名称"]: row["值"] for row in sheet(second, "参数")}
    assert (settings["发文机关"], settings["报送周期"], settings["临期天数"]) == ("样例局", "每季度", "10")
    assert (settings["年度"], settings["印发日期"], settings["年报成文日期"]) == ("2022", "2022-01-10", None)
    assert [(row["日期"].date(), row["至"].date()) for row in sheet(second, "放假安排")] == [
        (date(2021, 12, 31), date(2022, 1, 3))
    ]
    (indicator,) = sheet(second, "指标汇总")
    assert (indicator["指标名称"], indicator["指标编号"], indicator["数值"]) == ("公开目录条数", "ZB2022-01", None)
    assert len(sheet(second, "年报文字")) == 4
    assert len(sheet(second, "运行记录")) == 1
    assert openpyxl.load_workbook(second / MASTER)["变更记录"].max_row == 1
    assert [row["编号"] for row in sheet(second, "任务分工表")] == ["RW2022-0001", "RW2022-0002"]
    by_kind = {one["kind"]: one for one in told["findings"]}
    assert by_kind["carry_section_ended"]["value"] == "乙科"
    assert by_kind["carry_section_new"]["value"] == "丁科"
    assert by_kind["carry_text_numbers"]["value"] == "一第2段"
    assert "科室2个" in by_kind["carry_told"]["message"]


def test_an_ended_section_named_by_the_new_plan_is_asked_about_and_not_brought_back(last, plan, tmp_path):
    begin(tmp_path / "2022", plan, last)
    (asked,) = [row for row in sheet(tmp_path / "2022", "待定事项") if "乙科" in row["问题"]]
    assert "不在科室名录" in asked["问题"]


def test_the_new_year_is_made_twice_with_equal_bytes_and_works_on(last, plan, tmp_path):
    one, two = tmp_path / "a", tmp_path / "b"
    begin(one, plan, last)
    begin(two, plan, last)
    for file in (MASTER, BOOK):
        assert (one / file).read_bytes() == (two / file).read_bytes()
    run(one, "distribute", as_of="2022-01-11")
    code, told, _ = run(one, "weekly", as_of="2022-01-17")
    assert told["changes"] == []
    assert code in (0, 1)
    assert "carry_told" not in kinds(told)


def test_a_plan_that_says_something_itself_wins_and_both_are_told(last, tmp_path):
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    text = SEED.format(year=2022, next=2023).replace('"临期天数"="10"', '"临期天数"="20"').replace("=120", "=130")
    text = text.replace("全年发布信息99条。", "另一段。").replace('category="业务"', 'category="综合"')
    (seeds / "office.toml").write_text(text, encoding="utf-8")
    second = tmp_path / "2022"
    _, told, _ = begin(second, seeds, last)
    settings = {row["名称"]: row["值"] for row in sheet(second, "参数")}
    assert (settings["临期天数"], settings["年报成文日期"]) == ("20", "2023-01-20")
    assert sheet(second, "指标汇总")[0]["数值"] == 130
    assert "另一段。" in str(sheet(second, "年报文字"))
    assert "99" not in str(sheet(second, "年报文字"))
    assert [row["类别"] for row in sheet(second, "科室名录")] == ["综合", None, None]
    (found,) = [one for one in told["findings"] if one["kind"] == "carry_plan_wins"]
    assert found["message"].endswith("“临期天数”上年是“10”，已按方案写的“20”")


def test_a_new_form_takes_what_it_has_by_label_and_tells_what_it_has_not(plan, tmp_path):
    last = build(tmp_path, 2020)
    form = read_form("2019")
    places = {cell.key: (cell.row + 1, cell.column + 1) for table in form.tables for cell in table.values}
    book = openpyxl.load_workbook(last / MASTER)
    typed = {
        "表二/规章/对外公开总数量": 5,
        "表二/其他对外管理服务事项/处理决定数量": 7,
        "表三/四、结转下年度继续办理/自然人": 2,
        "表三/四、结转下年度继续办理/总计": 2,
        "表三/三（六）其他处理/自然人": 1,
    }
    for key, value in typed.items():
        book["年报" + key.split("/")[0]].cell(*places[key], value)
    book.save(last / MASTER)
    plan.write_text(PLAN.replace("2022", "2021"), encoding="utf-8")
    second = tmp_path / "2021"
    _, told, _ = begin(second, plan, last, 2021, "2021-01-10")
    by_kind = {one["kind"]: one for one in told["findings"]}
    gone = by_kind["carry_label_gone"]["value"]
    assert (
        gone == "表二“其他对外管理服务事项”行、表二“对外公开总数量”列、表二“处理决定数量”列、表三“三（六）其他处理”行"
    )
    assert by_kind["carry_label_gone"]["message"].count("2021年表样没有") == 1
    assert "现行有效件数" in by_kind["carry_unknown"]["value"]
    book = openpyxl.load_workbook(second / MASTER)
    assert [cell.value for cell in book["年报表三"][CARRIED]][3:] == [2, 0, 0, 0, 0, 0, 2]


def test_a_year_founded_before_the_last_one_has_ended_says_that_figures_may_move(last, plan, tmp_path):
    _, told, _ = begin(tmp_path / "2022", plan, last, 2022, "2021-12-25")
    assert "carry_early" in kinds(told)


def test_a_register_row_that_cannot_be_read_is_told_with_the_place_it_has_last_year(last, plan, tmp_path):
    write(last, BOOK, "依申请公开登记", {"收到日期": date(2021, 12, 22), "申请人类别": "不知道"}, at=4)
    code, told, _ = begin(tmp_path / "2022", plan, last)
    assert code == 1
    (found,) = [one for one in told["findings"] if one["kind"] == "entry_kind_bad"]
    assert (found["file"], found["row"]) == ("上年 workbooks/登记簿.xlsx", 4)


def test_columns_an_office_has_added_are_told_by_their_letter_and_not_quoted(last, plan, tmp_path):
    book = openpyxl.load_workbook(last / BOOK)
    book["依申请公开登记"]["N1"], book["依申请公开登记"]["N3"] = "某某人", "某某人"
    book.save(last / BOOK)
    put(last, "科室名录", {"I1": "楼层", "I3": "三楼", "I5": "五楼"})
    _, told, _ = begin(tmp_path / "2022", plan, last)
    left = {(one["file"], one["sheet"], one["value"]) for one in told["findings"] if one["kind"] == "carry_column_left"}
    assert left == {
        ("上年 workbooks/登记簿.xlsx", "依申请公开登记", "N"),
        ("上年 workbooks/总台账.xlsx", "科室名录", "I"),
    }
    assert "某某人" not in str(told)


def test_the_year_kept_as_an_indicator_moves_on(plan, tmp_path):
    last = build(tmp_path, 2021)
    write(
        last,
        MASTER,
        "指标汇总",
        {"指标名称": "年度", "数值": 2021},
        {"指标编号": "自编1", "指标名称": "新闻条数", "数值": 9},
        at=3,
    )
    begin(tmp_path / "2022", plan, last)
    found = {row["指标名称"]: (row["指标编号"], row["数值"]) for row in sheet(tmp_path / "2022", "指标汇总")}
    assert found["年度"] == ("ZB2022-02", 2022)
    assert found["新闻条数"] == ("自编1", None)


def test_the_first_year_with_a_form_has_no_report_to_carry_and_says_so(plan, tmp_path):
    last = build(tmp_path, 2018)
    second = tmp_path / "2019"
    code, told, _ = begin(second, plan, last, 2019, "2019-01-10")
    assert code == 0
    assert (told["carried"]["figures"], told["carried"]["sections"]) == (0, 3)
    assert "结转下年度继续办理" in str([one["value"] for one in told["findings"] if one["kind"] == "carry_unknown"])
    assert len(sheet(second, "上年年报")) == 7


def test_a_label_a_clerk_mistypes_in_last_years_figures_is_told(last, plan, tmp_path):
    begin(tmp_path / "2022", plan, last)
    write(
        tmp_path / "2022",
        MASTER,
        "上年年报",
        {"表": "表三", "项目": "五、没有这一行", "栏目": "总计", "数值": 1},
        at=11,
    )
    with view_ledger(open_workspace(tmp_path / "2022")) as opened:
        _, wrong = recall_last_report(opened.ledger, read_form("2021"))
    assert [(one.kind, one.value, one.origin.sheet) for one in wrong] == [
        ("annual_label", "五、没有这一行", "上年年报")
    ]


def test_a_figure_an_indicator_was_entered_into_is_carried_as_it_was_printed(last, plan, tmp_path):
    book = openpyxl.load_workbook(last / MASTER)
    page = book["指标汇总"]
    heads = {cell.value: cell.column for cell in page[1]}
    line = max(cell.row for cell in page["B"] if cell.value is not None) + 1
    typed = {"指标名称": "许可件数", "数值": 5, "填入年报": "表三/四、结转下年度继续办理/科研机构"}
    for header, value in typed.items():
        page.cell(line, heads[header], value)
    book.save(last / MASTER)
    (last / BOOK).unlink()  # applications are not registered but typed and handed in
    code, told, err = begin(tmp_path / "new", plan, last)
    assert (code, err, "logbook_gone" in kinds(told)) == (1, "", True)
    kept = {(one["项目"], one["栏目"]): one["数值"] for one in sheet(tmp_path / "new", "上年年报")}
    assert kept["四、结转下年度继续办理", "科研机构"] == 5
