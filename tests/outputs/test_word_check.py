"""Templates as Word, WPS and a Chinese keyboard leave them: each field works, or is told with its place."""

import copy
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from automation.errors import TemplateError
from automation.outputs.word_fill import fill_template, read_text
from automation.outputs.word_shape import Rows

FIELDS = {
    "标题": "关于印发方案的通知",
    "附注": "",
    "正文": Rows(("级", "文字"), [{"级": 0, "文字": "现将方案印发。"}]),
    "逾期": Rows(("科室", "情况")),
}


def save(folder: Path, document) -> Path:
    document.save(folder / "模板.docx")
    return folder / "模板.docx"


def filled(folder: Path, document) -> str:
    return read_text(fill_template(save(folder, document), FIELDS).document)


def refused(folder: Path, document) -> str:
    with pytest.raises(TemplateError) as caught:
        fill_template(save(folder, document), FIELDS)
    said = str(caught.value)
    assert "\n" not in said
    assert said.startswith("模板“模板.docx”")
    return said


def written(*paragraphs: str):
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return document


def in_cells(*rows: tuple[str, ...]):
    """A template whose second paragraph is a table."""
    document = written("前言")
    table = document.add_table(0, len(rows[0]))
    for texts in rows:
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    return document


def element(xml: str):
    return parse_xml(
        xml.replace(">", f" {nsdecls('w')}>", 1) if "/>" not in xml else xml.replace("/>", f" {nsdecls('w')}/>")
    )


MARKS = {
    "a proofing mark": '<w:proofErr w:type="spellStart"/>',
    "a bookmark": '<w:bookmarkStart w:id="0" w:name="_GoBack"/>',
    "a comment": '<w:commentRangeStart w:id="0"/>',
}


@pytest.mark.parametrize("mark", MARKS.values(), ids=MARKS)
@pytest.mark.parametrize("parts", [("{", "{ 标题 }}"), ("{{ 标", "题 }}"), ("{{ 标题 }", "}"), ("{{", " 标题 ", "}}")])
def test_a_field_parted_by_word_is_filled(tmp_path, parts, mark):
    document = docx.Document()
    paragraph = document.add_paragraph("〖")
    for part in parts:
        paragraph._p.append(element(mark))
        paragraph.add_run(part).bold = part == parts[0]
    paragraph.add_run("〗")
    assert f"〖{FIELDS['标题']}〗" in filled(tmp_path, document)


def test_a_field_corrected_under_review_is_filled_by_its_new_name(tmp_path):
    document = docx.Document()
    paragraph = document.add_paragraph("{{ 标")
    inserted = element('<w:ins w:id="1" w:author="甲"></w:ins>')
    inserted.append(copy.deepcopy(paragraph.add_run("题")._r))
    deleted = copy.deepcopy(inserted)
    deleted.tag = qn("w:del")
    for text in deleted.iter(qn("w:t")):
        text.tag = qn("w:delText")
    paragraph._p.remove(paragraph.runs[-1]._r)
    paragraph._p.extend((deleted, inserted))
    paragraph.add_run(" }}")
    assert FIELDS["标题"] in filled(tmp_path, document).split("\n")


@pytest.mark.parametrize(
    "typed",
    ["｛｛ 标题 ｝｝", "｛{ 标题 }｝", "{{\u3000标题\xa0}}", "{{标题}}", "{{ 标题｜upper }}", "{{ 标题［0：］ }}"],
)
def test_what_a_chinese_keyboard_types_in_a_field_is_understood(tmp_path, typed):
    assert FIELDS["标题"] in filled(tmp_path, written(typed)).split("\n")


def test_curly_quotes_hold_a_text_in_which_nothing_is_changed(tmp_path):
    document = written("｛％p　if 标题 ！＝ “草稿” ％｝", "{{ “（，）” ~ 标题 }}", "｛％ p endif ％｝")
    assert filled(tmp_path, document) == f"（，）{FIELDS['标题']}"


@pytest.mark.parametrize("where", ["header", "footer"])
def test_fields_of_headers_and_footers_are_read_too(tmp_path, where):
    document = written("正文")
    part = getattr(document.sections[0], where)
    part.paragraphs[0].text = "｛｛标题｝｝"
    assert FIELDS["标题"] in filled(tmp_path, document)
    part.paragraphs[0].text = "密 {{ 标提 }}"
    name = {"header": "页眉", "footer": "页脚"}[where]
    assert f"里的字段“标提”（{name}“密 {{{{ 标提 }}}}”）没有内容可填" in refused(tmp_path, document)


def boxed(text: str):
    document = written("正文")
    box = element("<w:txbxContent></w:txbxContent>")
    box.append(copy.deepcopy(document.add_paragraph(text)._p))
    document.element.body.remove(document.paragraphs[-1]._p)
    run = document.add_paragraph("图旁").add_run()
    run._r.append(OxmlElement("w:pict"))
    run._r[-1].append(box)
    return document


def test_a_field_in_a_text_box_is_filled_and_a_wrong_one_told(tmp_path):
    assert FIELDS["标题"] in filled(tmp_path, boxed("{{ 标题 }}"))
    assert "“标提”（文本框“{{ 标提 }}”）" in refused(tmp_path, boxed("{{ 标提 }}"))


def test_a_fault_in_a_table_is_told_with_table_row_and_cell(tmp_path):
    said = refused(tmp_path, in_cells(("科室", "情况"), ("一", "{{ 请况 }}")))
    assert "“请况”（第1张表第2行第2格“{{ 请况 }}”）" in said


def test_a_wrong_part_of_a_row_is_told_in_a_week_without_rows(tmp_path):
    said = refused(
        tmp_path, in_cells(("{%tr for 行 in 逾期 %}", ""), ("{{ 行.科室 }}", "{{ 行.清况 }}"), ("{%tr endfor %}", ""))
    )
    assert "里“行”的“清况”（第1张表第2行第2格“{{ 行.清况 }}”）没有内容可填；“行”里可用的有：科室、情况" in said


@pytest.mark.parametrize(
    "loop",
    ["行 in 逾期|sort(attribute='科室')", "行 in 逾期[:3]", "行 in (逾期|reverse)"],
    ids=["sorted", "cut", "turned"],
)
def test_a_list_sorted_or_cut_still_knows_its_parts(tmp_path, loop):
    document = written(f"{{%p for {loop} %}}", "{{ loop.index }}{{ 行['科室'] }}{{ 行.x }}", "{%p endfor %}")
    assert "“行”的“x”" in refused(tmp_path, document)


def test_a_part_asked_of_the_list_and_not_of_its_row_is_told(tmp_path):
    assert "“正文”的“文字”（正文第1段“{{ 正文.文字 }}”）" in refused(tmp_path, written("{{ 正文.文字 }}"))


def test_names_a_template_sets_itself_are_none_of_ours(tmp_path):
    document = written(
        "{% set 甲 = 标题 %}{{ 甲 }}", "{%p for 段 in 正文 if 段.级 == 0 %}", "{{ 段.文字 }}", "{%p endfor %}"
    )
    assert filled(tmp_path, document).split("\n") == [FIELDS["标题"], "现将方案印发。"]


FAULTS = {
    "half of the brackets": (("{{ 标题 }",), "括号", "正文第1段“{{ 标题 }”"),
    "brackets over two paragraphs": (("{{ 标题", "}}"), "括号", "正文第1段“{{ 标题”"),
    "brackets parted by a blank": (("{ { 标题 } }",), "括号", "正文第1段“{ { 标题 } }”"),
    "one layer of brackets": (
        ("主送：｛标题｝",),
        "“标题”只有一层括号，请写成 {{ 标题 }}",
        "正文第1段“主送：｛标题｝”",
    ),
    "a word jinja has not": (("前", "{% 如果 标题 %}"), "“{% 如果 标题 %}”不是字段", "正文第2段"),
    "a filter there is not": (("{{ 标题 | 大写 }}",), "“{{ 标题 | 大写 }}”不是字段", "正文第1段"),
    "two names": (("甲", "{{ 标题 附注 }}"), "“{{ 标题 附注 }}”不是字段", "正文第2段"),
    "no end": (("{%p if 附注 %}", "（{{ 附注 }}）", "末"), "“{%p if 附注 %}”没有配对的 endif", "正文第1段"),
    "no beginning": (("末", "{%p endif %}"), "“{%p endif %}”前面没有配对的 if", "正文第2段"),
    "ends crossed": (("{%p if 附注 %}", "{%p for 段 in 正文 %}", "{%p endif %}"), "前面没有配对的 if", "正文第3段"),
    "p on one side": (("{%p if 附注 %}", "甲", "乙{% endif %}"), "与正文第1段的“{%p if 附注 %}”不配对", "正文第3段"),
    "text beside p": (("抄送{%p if 附注 %}", "{%p endif %}"), "要独占一段，同一段里的“抄送”不会印出来", "正文第1段"),
    "two p": (("{%p if 附注 %}{%p endif %}",), "要独占一段", "正文第1段"),
    "tr outside": (("{%tr if 附注 %}", "{%tr endif %}"), "只能写在表格里", "正文第1段"),
}


@pytest.mark.parametrize(("paragraphs", "reason", "place"), FAULTS.values(), ids=FAULTS)
def test_a_field_written_wrongly_is_told_with_its_place(tmp_path, paragraphs, reason, place):
    said = refused(tmp_path, written(*paragraphs))
    assert "字段写法有误" in said
    assert reason in said
    assert f"附近：{place}" in said


CELLS = {
    "p over two cells": ((("{%p if 附注 %}", "乙{%p endif %}"),), "要独占一段"),
    "p from cell to cell": ((("{%p if 附注 %}", "{%p endif %}"),), "与第1张表第1行第1格的“{%p if 附注 %}”不配对"),
    "text beside tr": ((("{%tr if 附注 %}", "乙"), ("{%tr endif %}", "")), "要独占一行表格，同一行里的“乙”不会印出来"),
    "p around rows": ((("{%p if 附注 %}", ""), ("甲", ""), ("{%p endif %}", "")), "不配对"),
    "tr for without its end": ((("{%tr for 行 in 逾期 %}", ""), ("{{ 行.科室 }}", "")), "没有配对的 endfor"),
}


@pytest.mark.parametrize(("rows", "reason"), CELLS.values(), ids=CELLS)
def test_a_condition_that_would_cut_a_table_open_is_told(tmp_path, rows, reason):
    assert reason in refused(tmp_path, in_cells(*rows))


def test_a_tag_that_would_take_a_section_break_with_it_is_told(tmp_path):
    document = written("{%p if 附注 %}", "{%p endif %}", "末")
    properties = document.paragraphs[1]._p.get_or_add_pPr()
    properties.append(copy.deepcopy(document.element.body.sectPr))
    assert "这一段带着分节符" in refused(tmp_path, document)


def test_several_faults_are_told_at_once_and_the_rest_counted(tmp_path):
    said = refused(tmp_path, written(*(f"{{{{ 错{number} }}}}" for number in range(8))))
    assert said.count("没有内容可填") == 5
    assert said.endswith("；另有3处要改")


def test_a_comment_for_the_next_clerk_is_no_field(tmp_path):
    assert filled(tmp_path, written("{# 这里印标题 #}{{ 标题 }}")) == FIELDS["标题"]


def test_a_text_the_template_holds_by_chance_does_not_hide_a_field_left_out(tmp_path):
    """The mark holds the organ's name, and does not replace the name over the date."""
    path = save(tmp_path, written("{{ 标志 }}"))
    made = fill_template(path, {"标志": "样例局文件", "发文机关": "样例局"})
    assert [(one.name, one.text, one.place) for one in made.left_out] == [("发文机关", "样例局", "")]


def test_a_field_that_only_decides_a_condition_is_left_out(tmp_path):
    path = save(tmp_path, written("{%p if 主送 %}", "各科室：", "{%p endif %}"))
    assert fill_template(path, {"主送": "各科室"}).unused == ("主送",)


def test_a_field_not_printed_is_told_with_the_place_that_names_it(tmp_path):
    path = save(tmp_path, written("{%p if 公开 %}", "（{{ 附注 }}）", "{%p endif %}"))
    (one,) = fill_template(path, {"公开": False, "附注": "此件公开发布"}).left_out
    assert one.place == "正文第2段“（{{ 附注 }}）”"


@pytest.mark.parametrize(
    "typed", ["{{ 标题 | 大写 }}", "{{ 标题 if 标题 is 有的 }}", '{% include "别的.docx" %}', '{% import "甲" as 乙 %}']
)
def test_what_nothing_can_fill_is_told_with_its_place_inside_a_condition_too(tmp_path, typed):
    said = refused(tmp_path, written("{%p if 标题 %}", f"〖{typed}〗", "{%p endif %}"))
    reason = f"“{typed}”不是字段，也不是 if、for 一类的写法"
    assert said == f"模板“模板.docx”的字段写法有误（{reason}），在这段文字附近：正文第2段“〖{typed}〗”"
