"""Plan tables as offices draw them (办公室画的表): headings over the width, merged numbers, review marks, odd signs."""

from __future__ import annotations

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from automation.rules.draft_plan import draft_tasks, first_leads_of
from automation.sources.plan_docx import read_plan_docx
from automation.sources.plan_labels import split_labels
from automation.sources.plan_text import read_plan_text
from automation.sources.plan_xlsx import read_plan_xlsx
from automation.sources.word_numbers import read_numbering
from tests.rules.small_office import kinds

HEAD = ["序号", "工作任务", "具体要求", "责任单位", "完成时限"]
FIRST = ["1", "公开", "编目录。", "办公室", "全年"]
SECOND = ["2", "公开", "管网站。", "信息科", "6月底前"]
BOTH = [(1, "公开", "", "编目录。", "办公室", "全年"), (2, "公开", "", "管网站。", "信息科", "6月底前")]


def told(plan):
    """The tasks of a plan and the kinds of what a person must look at."""
    tasks, findings = draft_tasks(plan.rows, 2018)
    said = [(t.order, t.area, t.topic, t.requirement, t.units, t.deadline) for t in tasks]
    return said, sorted(kinds(findings))


@pytest.fixture
def sheets(tmp_path):
    """Reads a workbook made of sheets of rows, cells of the first one merged."""

    def read(tables, merges=()):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for name, rows in tables.items():
            page = book.create_sheet(name)
            for row in rows:
                page.append(row)
        for area in merges:
            book.worksheets[0].merge_cells(area)
        book.save(tmp_path / "方案.xlsx")
        return read_plan_xlsx(tmp_path / "方案.xlsx")

    return read


def cell(inside, properties=""):
    """A Word cell of text, or of runs given as XML."""
    body = inside if inside.startswith("<w:") else f"<w:r><w:t>{inside}</w:t></w:r>"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{body}</w:p></w:tc>"


def row(*cells, properties=""):
    inside = "".join(one if one.startswith("<w:tc>") else cell(one) for one in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


@pytest.fixture
def word(tmp_path):
    """Reads a Word document of tables, each given by its rows as XML."""

    def read(*tables):
        document = docx.Document()
        for rows in tables:
            table = f"<w:tbl {nsdecls('w')}><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"
            document.element.body.insert(len(document.element.body) - 1, parse_xml(table))
            document.add_paragraph("")
        document.save(str(tmp_path / "方案.docx"))
        return read_plan_docx(tmp_path / "方案.docx")

    return read


@pytest.fixture
def text(tmp_path):
    """Reads a plan written as text."""

    def read(said):
        (tmp_path / "方案.txt").write_text(said, encoding="utf-8")
        return read_plan_text(tmp_path / "方案.txt")

    return read


# ---- headings ----


@pytest.mark.parametrize("merges", [["A2:D2", "A3:D3", "A5:D5", "A7:D7"], []], ids=["merged", "in the first cell"])
def test_headings_of_two_levels_label_the_rows_below_them(sheets, merges):
    lines = [
        ["序号", "具体任务", "责任单位", "完成时限"],
        ["一、公开"],
        ["（一）决策"],
        [1, "公开草案。", "法规科", "全年"],
        ["（二）结果"],
        [2, "公开结果。", "督查室", "年底前"],
        ["二、回应"],
        [3, "回应舆情。", "宣传科", "全年"],
        ["某局办公室"],
    ]
    plan = sheets({"方案": lines}, merges)
    assert told(plan) == (
        [
            (1, "一、公开", "（一）决策", "公开草案。", "法规科", "全年"),
            (2, "一、公开", "（二）结果", "公开结果。", "督查室", "年底前"),
            (3, "二、回应", "", "回应舆情。", "宣传科", "全年"),
        ],
        [],
    )
    assert [line.text for line in plan.body] == ["某局办公室"]


def test_a_heading_over_the_width_needs_no_number(sheets):
    lines = [["序号", "具体任务", "责任单位", "完成时限"], ["决策公开（1项）"], [1, "公开草案。", "法规科", "全年"]]
    said, found = told(sheets({"方案": lines}, ["A2:D2"]))
    assert (said, found) == ([(1, "决策公开（1项）", "", "公开草案。", "法规科", "全年")], [])


def test_a_heading_may_have_its_number_in_the_column_of_numbers(sheets):
    lines = [["序号", "工作任务", "责任单位", "完成时限"], ["一", "公开"], [1, "公开草案。", "法规科", "全年"]]
    assert told(sheets({"方案": lines}))[0] == [(1, "一、公开", "", "公开草案。", "法规科", "全年")]


# ---- numbers ----


def test_a_number_merged_over_several_tasks_numbers_their_label(sheets):
    lines = [HEAD, [1, *FIRST[1:]], [None, None, *SECOND[2:]], [2, "回应", "回应舆情。", "宣传科", "全年"]]
    wanted = [*BOTH, (3, "回应", "", "回应舆情。", "宣传科", "全年")]
    assert told(sheets({"方案": lines}, ["A2:A3", "B2:B3"])) == (wanted, [])


def test_a_task_merged_over_two_lines_of_units_is_one_task(sheets):
    lines = [HEAD, [1, "公开", "编目录。", "办公室", "3月底前"], [None, None, None, "信息科", "6月底前"]]
    said, found = told(sheets({"方案": lines}, ["A2:A3", "B2:B3", "C2:C3"]))
    assert (said, found) == ([(1, "公开", "", "编目录。", "办公室\n信息科", "3月底前\n6月底前")], [])


@pytest.mark.parametrize(
    "numbers",
    [
        ("1.", "2."),
        ("（1）", "（2）"),
        ("①", "②"),
        ("1.1", "1.2"),
        ("一", "二"),
        (None, None),
        ("A-01", "A-02"),
        (1.0, 2.0),
    ],
)
def test_numbers_of_any_style_keep_the_plans_order(sheets, numbers):
    lines = [HEAD, *([number, *line[1:]] for number, line in zip(numbers, (FIRST, SECOND), strict=True))]
    renumbered = numbers[0] in ("1.1", "一", "A-01")
    assert told(sheets({"方案": lines})) == (BOTH, ["plan_renumbered"] if renumbered else [])


def test_a_sheet_for_each_area_names_it_and_numbers_that_begin_anew_count_on(sheets):
    head = ["序号", "具体任务", "责任单位"]
    tables = {
        "决策公开": [head, [1, "公开草案。", "法规科"], [2, "听取意见。", "办公室"]],
        "结果公开": [head, [1, "公开结果。", "督查室"]],
    }
    said = told(sheets(tables))
    assert said == (
        [
            (1, "决策公开", "", "公开草案。", "法规科", ""),
            (2, "决策公开", "", "听取意见。", "办公室", ""),
            (3, "结果公开", "", "公开结果。", "督查室", ""),
        ],
        ["plan_renumbered"],
    )


def test_numbers_waiting_for_a_task_are_none(sheets):
    assert told(sheets({"方案": [HEAD, FIRST, SECOND, [3], [4]]})) == (BOTH, [])


# ---- headers ----


def test_marks_blanks_and_hints_around_a_header_word_do_not_matter(sheets):
    head = ["序\n号", "工 作 任 务", "* 具体要求", "责任单位（列第一位者为牵头单位）", "完成\n时限："]
    plan = sheets({"方案": [head, FIRST, SECOND]})
    assert told(plan) == (BOTH, [])
    assert first_leads_of(plan.body)


def test_a_header_may_stand_below_a_long_letter(sheets):
    assert told(sheets({"方案": [*([f"第{n}段。"] for n in range(40)), HEAD, FIRST, SECOND]})) == (BOTH, [])


def test_beside_the_unit_that_leads_the_responsible_ones_support(sheets):
    head = ["序号", "工作任务", "具体要求", "牵头单位", "责任单位", "完成时限"]
    line = ["1", "公开", "编目录。", "办公室", "信息科", "全年"]
    assert told(sheets({"方案": [head, line]}))[0][0][4] == "办公室牵头，信息科配合"


def test_the_title_above_a_repeated_header_is_no_heading(sheets):
    assert told(sheets({"方案": [HEAD, FIRST, ["附件1（续）"], HEAD, SECOND]})) == (BOTH, [])


# ---- Word ----


def test_changes_under_review_are_read_as_accepted(word):
    inserted = '<w:ins w:id="1"><w:r><w:t>办公室</w:t></w:r></w:ins>'
    deleted = '<w:del w:id="2"><w:r><w:delText>旧科</w:delText></w:r></w:del>'
    moved = '<w:moveFrom w:id="3"><w:r><w:t>编目录。</w:t></w:r></w:moveFrom>'
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>不印</w:t></w:r>"
    rows = [
        row(*HEAD),
        row("1", "公开", cell(moved + "<w:r><w:t>编目录。</w:t></w:r>" + hidden), cell(deleted + inserted), "全年"),
        row("9", "公开", "删去的事。", "旧科", "全年", properties='<w:del w:id="4"/>'),
        row(*SECOND),
    ]
    assert told(word(rows)) == (BOTH, [])


def test_a_row_in_a_content_control_is_a_row(word):
    inside = f"<w:sdt><w:sdtPr/><w:sdtContent>{row(*SECOND)}</w:sdtContent></w:sdt>"
    assert told(word([row(*HEAD), row(*FIRST), inside])) == (BOTH, [])


def test_a_column_that_only_other_rows_edges_split_is_one_column(word):
    double = '<w:gridSpan w:val="2"/>'
    rows = [row(line[0], cell(line[1], double), cell(line[2], double), *line[3:]) for line in (HEAD, FIRST, SECOND)]
    assert told(word(rows)) == (BOTH, [])


def test_a_merge_that_goes_on_in_the_next_table_keeps_its_text(word):
    rows = [row(*HEAD), row("1", cell("公开", '<w:vMerge w:val="restart"/>'), *FIRST[2:])]
    assert told(word(rows, [row("2", cell("", "<w:vMerge/>"), *SECOND[2:])])) == (BOTH, [])


@pytest.mark.parametrize(
    "said", ["1e9", "", "-1", "九", "9" * 5000], ids=["float", "blank", "minus", "numeral", "long"]
)
def test_a_number_that_is_none_in_a_damaged_file_counts_as_not_given(word, said):
    counted = f'<w:lvl w:ilvl="{said}"><w:start w:val="{said}"/></w:lvl>'
    level = f'<w:abstractNum w:abstractNumId="7">{counted}</w:abstractNum>'
    list_ = '<w:num w:numId="7"><w:abstractNumId w:val="7"/></w:num>'
    both = parse_xml(f"<w:numbering {nsdecls('w')}>{level}{list_}</w:numbering>")
    assert read_numbering(both, None).levels[("7", 0)].start == 1
    spanned = cell("编目录。", f'<w:gridSpan w:val="{said}"/>')
    assert told(word([row(*HEAD), row(*FIRST[:2], spanned, *FIRST[3:]), row(*SECOND)])) == (BOTH, [])


def test_a_form_behind_the_plan_does_not_go_on_with_it(word):
    form = [row("序号", "工作任务", "进展情况", "存在问题", "填报科室"), row("1", "公开", "", "", "")]
    people = [row("姓名", "职务", "科室", "电话", "邮箱"), row("某", "科长", "办公室", "1", "2")]
    plan = word([row(*HEAD), row(*FIRST), row(*SECOND)], form, people)
    assert told(plan) == (BOTH, [])


# ---- text ----


@pytest.mark.parametrize("apart", ["|", ",", "    ", "\n", "\t"], ids=["bars", "commas", "blanks", "lines", "tabs"])
def test_the_cells_of_a_text_may_be_kept_apart_in_any_way(text, apart):
    rule = ["|---|:--:|---|---|---|"] if apart == "|" else []
    lines = [apart.join(HEAD), *rule, apart.join(FIRST), apart.join(SECOND), "某局办公室"]
    assert told(text("某局通知\n" + "\n".join(lines) + "\n")) == (BOTH, [])


def test_two_rows_of_header_words_are_read_together_in_text_too(text):
    lines = ["序号\t具体要求\t责任单位\t\t完成时限", "\t\t牵头单位\t配合单位\t", "1\t编目录。\t办公室\t信息科\t全年"]
    assert told(text("\n".join(lines))) == ([(1, "", "", "编目录。", "办公室牵头，信息科配合", "全年")], [])


def test_in_text_a_row_without_label_and_number_belongs_to_the_label_above(text):
    lines = ["\t".join(HEAD), "\t".join(FIRST), "\t\t" + "\t".join(SECOND[2:]), "2\t回应\t回应舆情。\t宣传科\t全年"]
    assert told(text("\n".join(lines))) == ([*BOTH, (3, "回应", "", "回应舆情。", "宣传科", "全年")], [])


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (
            "1.编目录。\n牵头单位：办公室\n配合单位：信息科\n完成时限：全年",
            ("", "编目录。", "牵头单位：办公室；配合单位：信息科", "全年"),
        ),
        ("1.编目录。责任单位：办公室；完成时限：全年。", ("", "编目录。", "责任单位：办公室", "全年")),
        ("1.【办公室】编制目录。", ("", "编制目录。", "办公室", "")),
        ("（1）编目录。〔办公室牵头〕", ("", "编目录。", "办公室牵头", "")),
        ("1.编目录。\n细化栏目。（办公室牵头）", ("", "编目录。细化栏目。", "办公室牵头", "")),
        ("1.目录\n（1）编目录。（办公室牵头）", ("1.目录", "编目录。", "办公室牵头", "")),
        (
            "1.做好：\n（1）编目录；\n（2）管网站。（办公室牵头）",
            ("", "做好：（1）编目录；（2）管网站。", "办公室牵头", ""),
        ),
    ],
)
def test_prose_may_say_who_answers_in_many_places(text, said, wanted):
    plan, found = told(text(f"第一章 公开\n{said}\n"))
    topic, requirement, units, deadline = wanted
    assert (plan, found) == ([(1, "第一章 公开", topic, requirement, units, deadline)], [])


@pytest.mark.parametrize("stop", ["。", ""])
def test_a_heading_with_nothing_behind_it_but_its_units_is_a_task(text, stop):
    plan = text(f"一、公开\n（一）做好公开{stop}（办公室牵头）\n（二）解读。做好解读。（法规科牵头）\n")
    assert told(plan) == (
        [
            (1, "一、公开", "", f"（一）做好公开{stop}", "办公室牵头", ""),
            (2, "一、公开", "（二）解读", "做好解读。", "法规科牵头", ""),
        ],
        [],
    )


def test_an_area_as_wide_as_the_others_is_told_from_its_topic():
    blocks = [
        ("强化平", "台建设", "网站", "建设"),
        ("强化平", "台建设", "政务", "新媒"),
        ("完善公", "开制度", "公开", "目录"),
    ]
    assert split_labels(blocks) == [
        ("强化平台建设", "网站建设"),
        ("强化平台建设", "政务新媒"),
        ("完善公开制度", "公开目录"),
    ]


def test_ten_thousand_different_labels_are_split_in_one_pass():
    blocks = [(f"甲{number // 10:04}", "建设", f"丙{number:06}", "公开") for number in range(10_000)]
    labels = split_labels(blocks)
    assert labels[0] == ("甲0000建设", "丙000000公开")
    assert labels[-1] == ("甲0999建设", "丙009999公开")


def test_a_task_that_gets_another_number_than_the_plan_prints_is_told(sheets):
    third = ["1", "平台", "办公报。", "办公室", "全年"]
    tasks, found = told(sheets({"方案": [HEAD, FIRST, SECOND, third]}))
    assert ([task[0] for task in tasks], found) == ([1, 2, 3], ["plan_renumbered"])
    assert told(sheets({"方案": [HEAD, FIRST, SECOND]}))[1] == []
