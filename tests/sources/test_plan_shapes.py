"""Plans as text from pages, and as prose (分页文本、文字方案), against the real documents and in small."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from automation.rules.draft_plan import draft_tasks
from automation.sources.plan_docx import read_plan_docx
from automation.sources.plan_labels import split_labels
from automation.sources.plan_text import read_plan_text
from automation.sources.word_numbers import chinese_number

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "seeds"
needs_documents = pytest.mark.skipif(not SHARED.exists(), reason="the shared documents are absent")
LABELS = ("area", "topic", "units", "deadline")


def document(number):
    (path,) = SHARED.glob(f"{number}*.txt")
    return path


def squeeze(text):
    return re.sub(r"\s+", "", text)


def plan_of(tmp_path, text, name="方案.txt"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_plan_text(path)


def cells(row):
    return [str(row.cells.get(field, "")) for field in ("order", *LABELS[:2], "requirement", *LABELS[2:])]


# ---- text from pages ----

PAGES = """某委文件
某委关于印发分工方案的通知
序号 工作任务 具体要求 牵头落实科室 完成时限
1
公开解
读
法治
政府
公开权责清单并按照机构改革的进展及时调整更新，接受社会
监督。
办公室牵头、
各科室配合落实
全年工作
2 完善信息公开审查。 12月底前
- 1 -
序号 工作任务 具体要求
牵头落
实科室
完成时限
3
公开解
读
舆情
回应
密切监测收集苗头性舆情，做到及时预警、科学研判、妥善处
置，每年解读 3次以上。
宣传科负责落
实
州级规定出台
后
4
2013 年以来的各项制度要逐一梳理，清理结果报送上一级办公室
备案。
抄送：某处
"""


def test_rows_are_cut_at_their_numbers_and_labels_at_the_columns_edge(tmp_path):
    plan = plan_of(tmp_path, PAGES)
    assert [cells(row) for row in plan.rows] == [
        [
            "1",
            "公开解读",
            "法治政府",
            "公开权责清单并按照机构改革的进展及时调整更新，接受社会监督。",
            "办公室牵头、各科室配合落实",
            "全年工作",
        ],
        ["2", "公开解读", "法治政府", "完善信息公开审查。", "办公室牵头、各科室配合落实", "12月底前"],
        [
            "3",
            "公开解读",
            "舆情回应",
            "密切监测收集苗头性舆情，做到及时预警、科学研判、妥善处置，每年解读3次以上。",
            "宣传科负责落实",
            "州级规定出台后",
        ],
        [
            "4",
            "公开解读",
            "舆情回应",
            "2013年以来的各项制度要逐一梳理，清理结果报送上一级办公室备案。",
            "宣传科负责落实",
            "州级规定出台后",
        ],
    ]
    assert [row.origin.row for row in plan.rows] == [4, 14, 20, 31]
    assert [line.text for line in plan.body] == ["某委文件", "某委关于印发分工方案的通知"]


def test_a_letter_printed_over_several_lines_is_paragraphs_again(tmp_path):
    bold = "（（（（一一一一））））强化督查强化督查强化督查强化督查"
    letter = f"各科室请于本月底以前将上半年的工作落实情况以书面形式\n\n报送办公室。\n\n{bold}\n\n"
    plan = plan_of(tmp_path, letter + PAGES[PAGES.index("序号") :])
    assert [line.text for line in plan.body] == [
        "各科室请于本月底以前将上半年的工作落实情况以书面形式报送办公室。",
        "（一）强化督查",
    ]


@needs_documents
def test_the_commissions_plan_has_64_tasks_field_by_field():
    plan = read_plan_text(document("000"))
    with (ROOT / "seeds" / "2018" / "tasks.csv").open(encoding="utf-8-sig", newline="") as lines:
        wanted = [
            [row[name] for name in ("序号", "一级工作任务", "二级工作任务", "牵头落实科室", "完成时限")]
            for row in csv.DictReader(lines)
        ]
    found = []
    for row in plan.rows:
        order, area, topic, _, units, deadline = cells(row)
        found.append([order, area, re.sub(r"（注：.*）", "", topic), units, deadline])
    assert found == wanted
    assert "（注：政务新媒体指" in str(plan.rows[38].cells["topic"])


@needs_documents
def test_every_printed_line_of_the_commissions_table_stands_in_its_row():
    lines = document("000").read_text(encoding="utf-8").splitlines()
    heads = {"序号", "工作任务", "具体要求", "牵头落实科室", "完成时限", "牵头落", "实科室"}
    rows = read_plan_text(document("000")).rows
    lost = []
    for row, end in zip(rows, [*(other.origin.row - 1 for other in rows[1:]), len(lines)], strict=True):
        said = [squeeze(str(value)) for value in row.cells.values()] + ["".join(cells(row)[1:3])]
        for line in lines[row.origin.row - 1 : end]:
            pieces = [re.sub(rf"^{row.cells['order']}(?=\s|$)", "", line.strip())]
            if not any(squeeze(pieces[0]) in one for one in said):
                pieces = line.split()[line.startswith(str(row.cells["order"])) :]
            lost += [piece for piece in pieces if piece not in heads and not any(squeeze(piece) in one for one in said)]
    assert lost == []


@needs_documents
def test_the_letter_before_the_commissions_table_is_kept_as_paragraphs():
    body = [line.text for line in read_plan_text(document("000")).body]
    assert any(line.startswith("委主要领导年内至少听取1次") and line.endswith("落实。") for line in body)
    assert "（一）加强组织领导" in body


# ---- labels of two columns in one run of lines ----


@pytest.mark.parametrize(
    ("blocks", "wanted"),
    [
        (
            [("着力加", "强解读", "围绕法", "治政府"), (), ("着力加强", "解读", "围绕市场", "预期")],
            [("着力加强解读", "围绕法治政府"), ("", ""), ("着力加强解读", "围绕市场预期")],
        ),
        ([("甲乙丙", "丁"), ("甲乙丙", "丁"), ("戊己",)], [("甲乙丙丁", ""), ("甲乙丙丁", ""), ("戊己", "")]),
        ([("公开平台", "网站建设"), ("网站建设",)], [("公开平台", "网站建设"), ("", "网站建设")]),
        (
            [("着力加", "强公开", "解读回", "应工作", "围绕建设", "法治政府", "公开")],
            [("着力加强公开解读回应工作", "围绕建设法治政府公开")],
        ),
        ([], []),
    ],
    ids=["shared beginning", "one level", "topic printed alone", "width", "nothing"],
)
def test_an_area_ends_at_a_line_break_its_blocks_share(blocks, wanted):
    assert split_labels(blocks) == wanted


# ---- prose ----

PROSE = """工作要点
总体要求：全面推进政务公开。
一、推进“五公开”
以公开为常态。
（一）决策公开
1.凡会议决定的事项及时公开（涉密的除外）。（办公室牵头，机关各科室配合）
2.完善预公开制度。
（二）规范民生信息公开。规范价格信息发布。（财务科（审计科）牵头落实）
二、加强解读
做好解读方案。（办公室牵头）及时发布解读材料。（宣传科负责）
（三）查阅点。
建立查阅点。
责任单位：办公室；完成时限：6月底前
各单位于7月9日前报办公室备案。
"""


def test_a_paragraph_that_ends_with_its_units_is_a_task_under_its_headings(tmp_path):
    plan = plan_of(tmp_path, PROSE)
    one, two = "一、推进“五公开”", "二、加强解读"
    assert [cells(row)[1:] for row in plan.rows] == [
        [one, "（一）决策公开", "凡会议决定的事项及时公开（涉密的除外）。", "办公室牵头，机关各科室配合", ""],
        [one, "（一）决策公开", "完善预公开制度。", "", ""],
        [one, "（二）规范民生信息公开", "规范价格信息发布。", "财务科（审计科）牵头落实", ""],
        [two, "", "做好解读方案。", "办公室牵头", ""],
        [two, "", "及时发布解读材料。", "宣传科负责", ""],
        [two, "（三）查阅点", "建立查阅点。", "责任单位：办公室", "6月底前"],
    ]
    assert [line.text for line in plan.body] == [
        "工作要点",
        "总体要求：全面推进政务公开。",
        "以公开为常态。",
        "各单位于7月9日前报办公室备案。",
    ]
    assert plan.rows[0].origin.row == 6


@pytest.mark.parametrize(
    ("bracket", "units", "deadline"),
    [
        ("办公室牵头，政法科配合；完成时限：6月底前", "办公室牵头，政法科配合", "6月底前"),
        ("完成时限：6月底前；责任单位：办公室", "责任单位：办公室", "6月底前"),
        ("办公室牵头，2018年6月底前完成", "办公室牵头", "2018年6月底前完成"),
        ("6月30日前，办公室牵头，政法科配合", "办公室牵头，政法科配合", "6月30日前"),
        ("办公室牵头，年内完成，政法科配合", "办公室牵头，政法科配合", "年内完成"),
        ("办公室负责；持续推进", "办公室负责", "持续推进"),
        ("办公室、年度考核科负责", "办公室、年度考核科负责", ""),
        ("办公室，年度考核科", "办公室，年度考核科", ""),
    ],
)
def test_a_bracket_may_say_when_beside_who(tmp_path, bracket, units, deadline):
    plan = plan_of(tmp_path, f"一、公开\n做好解读。（{bracket}）\n做好回应。（宣传科负责，全年工作）\n")
    assert [cells(row)[-2:] for row in plan.rows] == [[units, deadline], ["宣传科负责", "全年工作"]]


@pytest.mark.parametrize(
    ("paragraph", "units"),
    [
        ("做好解读。（宣传科）", "宣传科"),
        (
            "做好解读。（办公室、财务科（审计科），各县（市）政府）。",
            "办公室、财务科（审计科），各县（市）政府",
        ),
        ("做好解读（宣传科）", None),
        ("做好解读。（详见附件）", None),
        ("做好解读。（医院、学校等场所）以及其他", None),
        ("做好解读。（不含办公室经费）", None),
    ],
)
def test_names_alone_in_brackets_are_units_only_behind_the_last_stop(tmp_path, paragraph, units):
    plan = plan_of(tmp_path, f"一、公开\n{paragraph}\n做好回应。（办公室牵头）\n")
    assert [row.cells["units"] for row in plan.rows] == ([units] if units else []) + ["办公室牵头"]


@needs_documents
def test_the_countys_plan_has_41_tasks_each_with_its_headings_and_the_bracket_of_its_paragraph():
    path = document("003")
    plan = read_plan_text(path)
    lines = path.read_text(encoding="utf-8").splitlines()
    tasks, findings = draft_tasks(plan.rows, 2018)
    assert ([task.order for task in tasks], findings) == (list(range(1, 42)), [])
    closed = [place for place, line in enumerate(lines, 1) if re.search(r"（[^（）]*(?:配合|落实)）\s*$", line)]
    assert [row.origin.row for row in plan.rows] == closed
    for row in plan.rows:
        line = squeeze(lines[row.origin.row - 1])
        _, area, topic, requirement, units, _ = cells(row)
        bare = re.sub(r"^(?:\d\.|（.）[^。]*?。(?=.))", "", line)
        assert bare == squeeze(f"{requirement}（{units}）")
        above = [squeeze(other) for other in lines[: row.origin.row]]
        assert [one for one in above if re.match("[一二三四五六七]、", one)][-1] == squeeze(area)
        heading = [one for one in above if re.match("（[一二三四五六七]）", one)][-1]
        assert heading.startswith(squeeze(topic)) and topic


def write_word(path, text, *, automatic=False):
    """The prose as a Word document; with ``automatic`` its numbers are counted by Word, not typed."""
    document = docx.Document()
    if automatic:
        numbering = document.part.numbering_part.element
        levels = (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))
        body = "".join(
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>'
            f'<w:lvlText w:val="{label}"/></w:lvl>'
            for depth, (style, label) in enumerate(levels)
        )
        numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{body}</w:abstractNum>'))
        numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for line in text.splitlines():
        kinds = (r"[一二三四五六七]、", r"（[一二三四五六七]）", r"\d\.")
        depth = next((depth for depth, kind in enumerate(kinds) if re.match(kind, line)), None)
        counted = automatic and depth is not None
        paragraph = document.add_paragraph(re.sub("^" + kinds[depth], "", line) if counted else line)
        if counted:
            number = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="77"/></w:numPr>'
            paragraph._p.get_or_add_pPr().append(parse_xml(number))
    document.save(str(path))
    return path


@pytest.mark.parametrize("automatic", [False, True], ids=["typed numbers", "numbers Word counts"])
def test_the_same_prose_in_word_gives_the_same_tasks(tmp_path, automatic):
    wanted = plan_of(tmp_path, PROSE.replace("（三）查阅点", "（一）查阅点"))
    found = read_plan_docx(write_word(tmp_path / "方案.docx", PROSE.replace("（三）", "（一）"), automatic=automatic))
    assert [row.cells for row in found.rows] == [row.cells for row in wanted.rows]
    assert [line.text for line in found.body] == [line.text for line in wanted.body]


@needs_documents
@pytest.mark.parametrize("automatic", [False, True], ids=["typed numbers", "numbers Word counts"])
def test_the_countys_plan_in_word_gives_the_same_41_tasks(tmp_path, automatic):
    text = "\n".join(line.strip() for line in document("003").read_text(encoding="utf-8").splitlines() if line.strip())
    found = read_plan_docx(write_word(tmp_path / "方案.docx", text, automatic=automatic))
    assert [row.cells for row in found.rows] == [row.cells for row in read_plan_text(document("003")).rows]


@pytest.mark.parametrize(("number", "numeral"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (35, "三十五")])
def test_words_own_counting_is_written_as_offices_write_it(number, numeral):
    assert chinese_number(number) == numeral
