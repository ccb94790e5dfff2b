"""年报文字: a new master begins with ready paragraphs, and a report is not issued while one is still to be written."""

from __future__ import annotations

import docx
import openpyxl

from tests.jobs.office_desk import MASTER, kinds, run, sheet
from tests.jobs.test_annual import add_row, kind, put

PLAN = "序号\t工作任务\t责任科室\t完成时限\n1\t公开预算\t财务科\t2025年6月30日\n2\t公开决算\t财务科\t2025年9月30日\n"
DAY = "2026-01-20"


def new_office(root, text=""):
    (root / "方案.txt").write_text(PLAN, encoding="utf-8")
    if text:
        (root / "templates").mkdir()
        (root / "templates" / "年报文字-2021.txt").write_text(text, encoding="gb18030")
    code, told, err = run(root, "init", root / "方案.txt", "--year", 2025, "--office", "某委", as_of="2025-03-01")
    assert (code, err) == (0, "")
    return told


def annual(root):
    return run(root, "annual", "--year", 2025, "--no-pdf", as_of=DAY)


def write(root, wording):
    """The office writes each paragraph of 年报文字 anew."""
    book = openpyxl.load_workbook(root / MASTER)
    page = book["年报文字"]
    for row in page.iter_rows(min_row=2, max_col=3):
        if row[2].value:
            row[2].value = wording(row[2].value)
    book.save(root / MASTER)


def without_open(text):
    return "".join(piece.partition("〕")[2] if "〕" in piece else piece for piece in text.split("〔待写")) or "无。"


def test_a_new_master_begins_with_ready_paragraphs_in_sight(tmp_path):
    new_office(tmp_path)
    rows = sheet(tmp_path, "年报文字")
    assert [(row["部分"], row["段次"]) for row in rows][:2] == [("一", 1), ("一", 2)]
    assert {row["部分"] for row in rows} == {"一", "五", "六"}
    assert openpyxl.load_workbook(tmp_path / MASTER)["年报文字"].sheet_state == "visible"


def test_a_report_is_refused_while_a_paragraph_is_still_to_be_written(tmp_path):
    new_office(tmp_path)
    _, told, _ = annual(tmp_path)
    assert told["refused"] is True
    said = [one["message"] for one in kind(told, "text_unwritten")]
    assert len(said) == 9
    assert "六、其他需要报告的事项第2段：〔待写：其他需要报告的事项；没有的，写没有〕还没有写" in said[-1]
    write(tmp_path, without_open)
    _, told, _ = annual(tmp_path)
    assert (told["refused"], kind(told, "text_unwritten")) == (False, [])


def test_ready_paragraphs_quote_the_tables_and_a_blank_cell_as_it_is_printed(tmp_path):
    new_office(tmp_path)
    write(tmp_path, without_open)
    annual(tmp_path)
    texts = [one.text for one in docx.Document(tmp_path / "output" / DAY / "年度报告-2025.docx").paragraphs]
    (line,) = [one for one in texts if one.startswith("（二）依申请公开")]
    assert line.startswith("（二）依申请公开。新收政府信息公开申请0件，上年结转0件；办结0件")
    styles = {
        one.text[:9]: one.style.name
        for one in docx.Document(tmp_path / "output" / DAY / "年度报告-2025.docx").paragraphs
    }
    assert styles["（二）依申请公开。"] == "公文二级标题"
    traced = sheet(tmp_path, "数据溯源", f"output/{DAY}/数据溯源-2025.xlsx")
    assert any(row["怎么来的"].endswith("空白，按“空白写法”印作0") for row in traced)


def test_where_blanks_are_printed_as_strokes_no_number_is_quoted_from_one(tmp_path):
    new_office(tmp_path)
    put(tmp_path, "参数", "空白写法", "/")
    _, told, _ = annual(tmp_path)
    assert "表三/四、结转下年度继续办理/总计" in {one["value"] for one in kind(told, "quote_blank")}


def test_an_office_may_have_ready_paragraphs_of_its_own(tmp_path):
    new_office(tmp_path, "五、存在的主要问题及改进情况\n本单位的写法。\n")
    assert [(row["部分"], row["文字"]) for row in sheet(tmp_path, "年报文字")] == [("五", "本单位的写法。")]


def test_a_first_part_over_the_limit_of_the_place_is_told(tmp_path):
    new_office(tmp_path, "一、总体情况\n" + "全年平稳。" * 3 + "\n")
    put(tmp_path, "参数", "总体情况字数", 15)
    assert "text_too_long" not in kinds(annual(tmp_path)[1])
    put(tmp_path, "参数", "总体情况字数", 14)
    (one,) = kind(annual(tmp_path)[1], "text_too_long")
    assert one["message"].endswith("“一、总体情况”有15字，超过参数“总体情况字数”定的14字；请删减")


def test_paragraphs_of_the_office_stay_as_they_are_when_the_year_ends(tmp_path):
    new_office(tmp_path)
    add_row(tmp_path, "年报文字", 部分="六", 段次=9, 文字="自己的话。")
    run(tmp_path, "merge", as_of=DAY)
    assert "自己的话。" in {row["文字"] for row in sheet(tmp_path, "年报文字")}
