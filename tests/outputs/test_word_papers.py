"""The four papers as Word files, read back: their words, their layout by named styles, their bytes."""

import io
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.enum.section import WD_ORIENTATION
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml import etree

from automation.errors import TemplateError
from automation.model.paper import Line, PlanPages
from automation.outputs.word_fill import read_text
from automation.outputs.word_layout import characters_wide
from automation.outputs.word_papers import (
    fill_annual,
    fill_notice,
    fill_reminder,
    fill_signing,
    fill_weekly,
)
from tests.outputs.sample_papers import (
    HAN,
    TEMPLATES,
    WHEN,
    annual,
    late,
    notice,
    quiet_weekly,
    reminder,
    signing,
    weekly,
)

NOTICE, WEEKLY = TEMPLATES / "通知.docx", TEMPLATES / "周报.docx"
REMINDER, ANNUAL = TEMPLATES / "催办单.docx", TEMPLATES / "年度报告.docx"
SIGNING = TEMPLATES / "发文稿纸.docx"
PAPERS = {
    "通知": lambda: fill_notice(notice(), NOTICE).freeze(WHEN),
    "分页通知": lambda: fill_notice(notice(), NOTICE, pages=PlanPages((0, 5, 9), (40.0,) * 64, blank=False)).freeze(
        WHEN
    ),
    "周报": lambda: fill_weekly(weekly(), WEEKLY).freeze(WHEN),
    "空周报": lambda: fill_weekly(quiet_weekly(), WEEKLY).freeze(WHEN),
    "催办单": lambda: fill_reminder(reminder(late(24, "逾期26天")), REMINDER).freeze(WHEN),
    "年度报告": lambda: fill_annual(annual(2020), ANNUAL).freeze(WHEN),
    "发文稿纸": lambda: fill_signing(signing(), SIGNING).freeze(WHEN),
}
# The order of children the schema asks for (ECMA-376 part 1, A.1); Word refuses a file that breaks it.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl pBdr kinsoku overflowPunct autoSpaceDE autoSpaceDN"
    " snapToGrid spacing ind jc textDirection outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b i color spacing w kern position sz szCs u lang",
    "tblPr": "tblStyle tblpPr tblOverlap tblW jc tblInd tblBorders tblLayout tblCellMar tblLook tblCaption",
    "tcPr": "tcW gridSpan vMerge tcBorders textDirection vAlign",
    "sectPr": "footerReference type pgSz pgMar pgNumType cols titlePg docGrid",
    "style": "name basedOn next uiPriority semiHidden qFormat pPr rPr tblPr",
}


def opened(data: bytes):
    return docx.Document(io.BytesIO(data))


def in_style(document, name: str) -> list[str]:
    return [each.text for each in document.paragraphs if each.style.name == name]


@pytest.mark.parametrize("paper", PAPERS)
def test_a_paper_written_twice_is_the_same_bytes(paper):
    assert PAPERS[paper]() == PAPERS[paper]()


@pytest.mark.parametrize("paper", PAPERS)
def test_a_paper_is_dated_by_the_run_and_titled(paper):
    properties = opened(PAPERS[paper]()).core_properties
    assert properties.created.date() == properties.modified.date() == WHEN
    assert properties.title


@pytest.mark.parametrize("source", [*PAPERS, NOTICE, WEEKLY, REMINDER, ANNUAL, SIGNING], ids=str)
def test_every_element_stands_in_the_order_word_asks_for(source):
    data = source.read_bytes() if source not in PAPERS else PAPERS[source]()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        roots = [etree.fromstring(package.read(name)) for name in package.namelist() if name.startswith("word/")]
    for name, order in ORDER.items():
        rank = {qn(f"w:{child}"): place for place, child in enumerate(order.split())}
        for element in (found for root in roots for found in root.iter(qn(f"w:{name}"))):
            places = [rank[child.tag] for child in element]
            assert places == sorted(places), etree.tostring(element)


@pytest.mark.parametrize(
    "filled",
    [
        lambda: fill_notice(notice(), NOTICE),
        lambda: fill_notice(notice(plan=(), copies="", printed_by="", note=""), NOTICE),
        lambda: fill_weekly(weekly(), WEEKLY),
        lambda: fill_weekly(quiet_weekly(), WEEKLY),
        lambda: fill_reminder(reminder(late(24, "逾期26天"), late(45, "逾期1天", moved=True)), REMINDER),
        lambda: fill_annual(annual(2020), ANNUAL),
        lambda: fill_annual(annual(2022), ANNUAL),
        lambda: fill_signing(signing(), SIGNING),
        lambda: fill_signing(signing(body=(), copies="", note="", reason=""), SIGNING),
    ],
)
def test_the_templates_of_the_project_leave_no_value_out(filled):
    result = filled()
    assert result.unused == ()
    assert result.lost_characters == 0
    assert "{" not in read_text(result.document)


@pytest.mark.parametrize("template", [NOTICE, WEEKLY, REMINDER, ANNUAL, SIGNING], ids=str)
def test_the_fonts_of_the_standard_are_named_in_the_styles(template):
    styles = docx.Document(template).styles
    fonts = {
        "公文正文": "仿宋_GB2312",
        "公文标题": "方正小标宋简体",
        "公文一级标题": "黑体",
        "公文二级标题": "楷体_GB2312",
        "公文三级标题": "仿宋_GB2312",
        "发文机关标志": "方正小标宋简体",
        "页码": "宋体",
    }
    for name, font in fonts.items():
        named, style = None, styles[name]
        while named is None:
            named, style = style.element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}"), style.base_style
        assert {named.get(qn(f"w:{script}")) for script in ("eastAsia", "ascii", "hAnsi")} == {font}
        assert not styles[name].font.bold
    assert {styles[name].font.size for name in ("公文标题", "页码")} == {Pt(22), Pt(14)}


def test_no_run_of_the_notice_names_a_font_of_its_own():
    for run in opened(PAPERS["通知"]()).element.body.iter(qn("w:rFonts")):
        raise AssertionError(etree.tostring(run))


def test_the_notice_holds_its_parts_in_the_styles_a_clerk_can_change():
    document = opened(PAPERS["通知"]())
    assert in_style(document, "发文字号") == ["楚卫通〔2018〕67号"]
    assert in_style(document, "公文标题") == ["楚雄州卫生计生委关于印发", "2018年政务公开工作要点分工方案的通知"]
    assert in_style(document, "主送机关") == ["各县市卫生计生局，委机关各科室："]
    assert in_style(document, "公文一级标题") == ["一、总体思路"]
    assert in_style(document, "公文二级标题") == ["（一）组织领导"]
    assert in_style(document, "公文三级标题") == ["1.办公室负责总协调。"]
    assert in_style(document, "公文四级标题") == ["（1）按季统筹，按月检查。"]
    assert in_style(document, "成文日期") == ["2018年7月25日"]
    assert in_style(document, "附注") == ["（此件公开发布）"]
    assert in_style(document, "公文正文")[1] == HAN * 3 + "。"


def test_the_plan_stands_in_a_landscape_section_with_all_its_tasks():
    document = opened(PAPERS["通知"]())
    assert [section.orientation for section in document.sections] == [
        WD_ORIENTATION.PORTRAIT,
        WD_ORIENTATION.LANDSCAPE,
        WD_ORIENTATION.PORTRAIT,
    ]
    assert {(section.page_width, section.page_height) for section in document.sections} <= {
        (document.sections[0].page_width, document.sections[0].page_height),
        (document.sections[0].page_height, document.sections[0].page_width),
    }
    assert abs(document.sections[0].page_height - Mm(297)) < Mm(0.1)
    cells = document.tables[0]._cells
    read = [tuple(cell.text for cell in cells[at : at + 6]) for at in range(6, len(cells), 6)]
    assert read == [(row.order, row.area, row.topic, row.requirement, row.units, row.deadline) for row in notice().plan]
    assert len(read) == 64


def test_an_issued_plan_is_no_attachment():
    text = read_text(opened(PAPERS["通知"]()))
    assert not any(line.startswith("附件") for line in text.splitlines())


def test_the_imprint_stands_on_the_last_page_with_copies_and_printing_day():
    imprint = opened(PAPERS["通知"]()).tables[-1]
    assert [cell.text for cell in imprint._cells] == [
        "抄送：州委宣传部，州人民政府办公室。",
        "抄送：州委宣传部，州人民政府办公室。",
        "楚雄州卫生和计划生育委员会办公室",
        "2018年7月26日印发",
    ]


def test_a_notice_without_imprint_ends_with_the_plan_and_no_blank_page():
    document = opened(fill_notice(notice(copies="", printed_by="", printed_on=None), NOTICE).freeze(WHEN))
    assert [section.orientation for section in document.sections][-1] == WD_ORIENTATION.LANDSCAPE
    assert len(document.sections) == 2
    assert len(document.tables) == 1


def test_a_notice_without_plan_is_one_upright_section():
    document = opened(fill_notice(notice(plan=()), NOTICE).freeze(WHEN))
    assert len(document.sections) == 1
    assert "分工方案" in read_text(document)
    assert in_style(document, "方案标题") == []


def test_a_draft_leaves_its_number_and_days_open():
    draft = notice(number="楚卫通〔2018〕　号", signed_on=None, printed_on=None)
    document = opened(fill_notice(draft, NOTICE).freeze(WHEN))
    assert in_style(document, "成文日期") == ["　　　　年　　月　　日"]
    assert in_style(document, "发文字号") == ["楚卫通〔2018〕　号"]
    assert "　　　　年　　月　　日印发" in read_text(document)


def test_the_merged_labels_begin_anew_at_the_rows_asked_for():
    document = fill_notice(notice(), NOTICE, frozenset({5})).document
    (cell,) = [row._tr.tc_lst[1] for row in document.tables[0].rows][6:7]
    assert cell.vMerge == "restart"
    assert "".join(node.text for node in cell.iter(qn("w:t"))) == notice().plan[5].area


@pytest.mark.parametrize(("blank", "kind", "numbered"), [(True, "evenPage", False), (False, "nextPage", True)])
def test_the_imprint_after_a_blank_page_has_no_number(blank, kind, numbered):
    section = fill_notice(notice(), NOTICE, pages=PlanPages(blank=blank)).document.sections[-1]
    assert section._sectPr.find(qn("w:type")).get(qn("w:val")) == kind
    assert section.different_first_page_header_footer is not numbered


@pytest.mark.parametrize("changes", [{"plan": ()}, {"copies": "", "printed_by": ""}], ids=["no plan", "no imprint"])
def test_only_an_imprint_after_a_plan_has_a_page_to_turn_over(changes):
    document = fill_notice(notice(**changes), NOTICE).document
    assert all(section._sectPr.find(qn("w:type")).get(qn("w:val")) == "nextPage" for section in document.sections)


def test_a_long_letterhead_is_made_slimmer_and_a_short_one_left_alone():
    def mark(letterhead: str):
        document = fill_notice(notice(letterhead=letterhead), NOTICE).document
        (found,) = [each for each in document.paragraphs if each.style.name == "发文机关标志"]
        scale = found._p.find(f".//{qn('w:w')}")
        size = found.runs[0].font.size or found.style.font.size
        return size * len(letterhead) * (int(scale.get(qn("w:val"))) if scale is not None else 100) / 100, scale

    assert mark("某县卫生局文件")[1] is None
    for long in ("楚雄州卫生计生委员会文件", "楚雄彝族自治州卫生和计划生育委员会文件", "某" * 40 + "文件"):
        width, scale = mark(long)
        assert Mm(140) < width <= Mm(156)
        assert scale is not None


@pytest.mark.parametrize(("organ", "centred"), [("某县卫生局", True), ("某" * 24, False)])
def test_the_organ_is_centred_over_its_date_and_never_leaves_the_page(organ, centred):
    document = fill_notice(notice(organ=organ), NOTICE).document
    (name,) = [each for each in document.paragraphs if each.style.name == "发文机关署名"]
    (day,) = [each for each in document.paragraphs if each.style.name == "成文日期"]
    character, date_width = Pt(15.75), 6.5 + 5 * 0.22
    right = name.paragraph_format.right_indent, day.paragraph_format.right_indent
    middles = right[0] + len(organ) / 2 * character, right[1] + date_width / 2 * character
    assert abs(middles[0] - middles[1]) < Pt(0.1)
    assert right[0] >= 0
    assert (abs(right[1] - 4 * character) < Pt(0.1)) is centred


def test_names_longer_than_a_line_leave_the_date_its_width_without_a_seal():
    paper = notice(organ="某" * 31, partners=("某" * 12,), seal="不加盖印章")
    paragraphs = fill_notice(paper, NOTICE).document.paragraphs
    names = [each for each in paragraphs if each.style.name == "发文机关署名"]
    (date,) = [each for each in paragraphs if each.style.name == "成文日期"]
    character = Pt(15.75)
    indents = [round(each.paragraph_format.right_indent / character, 2) for each in (*names, date)]
    assert indents[:2] == [0, 16]  # both begin at the left edge
    assert 28 - indents[2] == pytest.approx(2 + characters_wide(date.text), abs=0.1)


def test_the_sign_off_is_tied_to_the_last_paragraph_of_the_body():
    paragraphs = fill_notice(notice(), NOTICE).document.paragraphs
    last = next(at for at, each in enumerate(paragraphs) if each.style.name == "发文机关署名")
    assert [each.paragraph_format.keep_with_next for each in paragraphs[last - 3 : last]] == [True, True, True]
    assert paragraphs[last - 3].text == "（1）按季统筹，按月检查。"


def test_what_a_section_wrote_arrives_as_text_in_every_paper():
    typed = "R&D <b>经费</b> {{ 7*7 }}"
    row = replace(late(24, "逾期26天"), progress=typed, item=typed)
    task = replace(notice().plan[0], requirement=typed, units=typed)
    for result in (
        fill_weekly(replace(weekly(), overdue=(row,), summary=typed), WEEKLY),
        fill_reminder(reminder(row), REMINDER),
        fill_notice(notice(plan=(task,), body=(Line(0, typed),)), NOTICE),
        fill_annual(replace(annual(2020), preface=(Line(0, typed),)), ANNUAL),
    ):
        assert read_text(result.document).count(typed) >= 1
        assert "49" not in read_text(result.document)
        assert result.unused == ()


def test_a_character_no_document_can_hold_is_counted_wherever_it_stands():
    broken = replace(notice().plan[0], requirement="公开\x0b属性")
    assert fill_notice(notice(plan=(broken,), recipients="各\x00科室"), NOTICE).lost_characters == 2


def test_the_weekly_report_lists_what_is_late_with_its_days():
    document = opened(PAPERS["周报"]())
    counts, overdue, soon, missing, changes = document.tables
    assert [cell.text for cell in counts._cells] == ["指标", "数值", "任务总数", "64", "逾期", "2"]
    assert [cell.text for cell in overdue.rows[2].cells] == [
        "45",
        "政法科",
        "第45项工作的简要说法（2018年10月）",
        "2018年10月31日\n原2018年8月31日",
        "逾期26天",
        "已完成调研，正在起草。",
    ]
    assert [row.cells[0].text for row in soon.rows] == ["序号", "27"]
    assert [cell.text for cell in missing.rows[1].cells] == ["规财科", "2018年11月进展"]
    assert [cell.text for cell in changes.rows[1].cells] == ["RW2018-0008", "办公室", "状态由推进中改为已完成"]
    assert "1.第45项的完成时限有两种读法，请选定。" in read_text(document)


def test_an_empty_week_says_so_in_a_sentence_for_each_list():
    document = opened(PAPERS["空周报"]())
    assert document.tables == []
    body = in_style(document, "公文正文")
    assert len(body) == 6
    assert sum("没有" in line for line in body) == 6


def test_the_reminder_names_section_days_and_whom_to_answer():
    document = opened(PAPERS["催办单"]())
    text = read_text(document)
    assert in_style(document, "主送机关") == ["政法科："]
    assert "〔2018〕第11-26-1号" in text
    assert "请于2018年12月3日前" in text
    assert "告知办公室" in text
    assert [cell.text for cell in document.tables[0].rows[1].cells][2:4] == ["2018年8月31日", "逾期26天"]
    assert in_style(document, "成文日期") == ["2018年11月26日"]


def test_a_reminder_without_items_says_there_is_nothing_to_chase():
    document = fill_reminder(reminder(), REMINDER).document
    assert document.tables == []
    assert "没有需要催办的事项" in read_text(document)


def test_a_reminder_nobody_has_signed_leaves_its_day_blank():
    document = fill_reminder(replace(reminder(late(24, "逾期26天")), signed_on=None), REMINDER).document
    assert in_style(document, "成文日期") == ["　　　　年　　月　　日"]
    assert "截至2018年11月26日" in read_text(document)


def test_the_sheet_a_leader_signs_leaves_room_for_the_hand_until_it_is_signed():
    (table,) = opened(PAPERS["发文稿纸"]()).tables
    cells = {line.cells[0].text: line.cells[1].text for line in table.rows}
    assert cells["签发"].strip() == "年　　月　　日"
    assert cells["发文字号"] == "楚卫通〔2018〕　号"
    assert cells["公开属性"].splitlines()[0].split() == list(signing().openness)
    signed = fill_signing(signing(signer="委主要负责人", signed_on=WHEN, printed_on=WHEN), SIGNING).document.tables[0]
    assert signed.rows[0].cells[1].text == "委主要负责人\n2018年11月26日"
    assert signed.rows[-1].cells[1].text == "2018年11月26日"


def test_the_report_has_its_six_parts_and_three_tables_in_order():
    document = opened(PAPERS["年度报告"]())
    assert in_style(document, "公文一级标题") == [part.heading for part in annual(2020).parts]
    captions = [table._tbl.find(f".//{qn('w:tblCaption')}").get(qn("w:val")) for table in document.tables]
    assert captions == ["表二", "表三", "表四"]
    assert (len(document.tables[1].rows), len(document.tables[1].columns)) == (26, 10)


def test_a_field_a_clerk_took_out_of_the_notice_is_reported(tmp_path):
    document = docx.Document(NOTICE)
    (number,) = [each for each in document.paragraphs if "发文字号" in each.text]
    number.runs[0].text = ""
    document.save(tmp_path / "通知.docx")
    assert fill_notice(notice(), tmp_path / "通知.docx").unused == ("发文字号",)


def test_a_field_a_clerk_misspelt_in_the_notice_is_named(tmp_path):
    document = docx.Document(NOTICE)
    (number,) = [each for each in document.paragraphs if "发文字号" in each.text]
    number.runs[0].text = "{{ 文号 }}"
    document.save(tmp_path / "通知.docx")
    with pytest.raises(TemplateError, match=r"模板“通知.docx”里的字段“文号”"):
        fill_notice(notice(), tmp_path / "通知.docx").freeze(WHEN)
