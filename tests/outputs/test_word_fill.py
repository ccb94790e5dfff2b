"""Filling a template: every value arrives as typed, and a wrong template says which field is wrong."""

from datetime import date
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from automation.errors import TemplateError
from automation.outputs.word_fill import fill_template, read_text
from automation.outputs.word_layout import Block, paragraph, printable, row, table


def template(folder: Path, *paragraphs: str, footer: str = "") -> Path:
    """A clerk's template with one paragraph for each text."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.sections[0].footer.paragraphs[0].text = footer
    path = folder / "模板.docx"
    document.save(path)
    return path


@pytest.mark.parametrize(
    "text",
    [
        "R&D经费",
        "a<b>粗</b>",
        "<w:p/>",
        "{{ 7*7 }}",
        "{% for x in y %}",
        "{_{ 标题 }_}",
        "{_% if %_}",
        "{# 注 #}",
        "“双随机、一公开”",
        "第一行\n第二行",
        "列一\t列二",
        "  前后空格  ",
        "&amp;",
        "&#95;",
        "]]>",
        "𠮷",
    ],
)
def test_a_text_of_a_section_arrives_as_typed(tmp_path, text):
    filled = fill_template(template(tmp_path, "前{{ 标题 }}后"), {"标题": text})
    assert f"前{text}后" in read_text(filled.document)
    assert filled.unused == ()
    assert filled.lost_characters == 0


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=40))
def test_any_text_arrives_but_for_what_a_document_cannot_hold(tmp_path, text):
    filled = fill_template(template(tmp_path, "〖{{ 标题 }}〗"), {"标题": text})
    written, lost = printable(text)
    assert f"〖{written}〗" in read_text(filled.document)
    assert filled.lost_characters == lost
    assert filled.unused == ()


def test_characters_a_document_cannot_hold_are_taken_out_and_counted(tmp_path):
    rows = [{"内容": "进展\x0b情况"}, {"内容": "\ud800已办结\x07"}]
    path = template(tmp_path, "{{ 标题 }}", "{%p for 行 in 表 %}", "{{ 行.内容 }}", "{%p endfor %}")
    filled = fill_template(path, {"标题": "通\x00知", "表": rows})
    assert filled.lost_characters == 4
    assert read_text(filled.document).split() == ["通知", "进展情况", "已办结"]


def test_windows_line_ends_become_plain_line_ends(tmp_path):
    filled = fill_template(template(tmp_path, "{{ 标题 }}"), {"标题": "一\r\n二\r三"})
    assert "一\n二\n三" in read_text(filled.document)


def test_a_field_in_the_footer_is_filled_too(tmp_path):
    filled = fill_template(template(tmp_path, "正文", footer="{{ 标题 }}"), {"标题": "内部资料"})
    assert "内部资料" in read_text(filled.document)
    assert filled.unused == ()


def test_an_unknown_field_is_named_with_the_template_and_the_known_ones(tmp_path):
    path = template(tmp_path, "{{ 标提 }}")
    with pytest.raises(TemplateError, match=r"“模板.docx”.*“标提”.*可用的字段有：标题、主送机关"):
        fill_template(path, {"标题": "通知", "主送机关": "各科室"})


def test_an_unknown_field_is_found_in_a_branch_not_taken(tmp_path):
    path = template(tmp_path, "{%p if 附注 %}", "{{ 附住 }}", "{%p endif %}")
    with pytest.raises(TemplateError, match=r"“附住”"):
        fill_template(path, {"附注": ""})


def test_an_unknown_part_of_a_row_is_named(tmp_path):
    path = template(tmp_path, "{%p for 行 in 表 %}", "{{ 行.科式 }}", "{%p endfor %}")
    with pytest.raises(TemplateError, match=r"“模板.docx”.*“科式”"):
        fill_template(path, {"表": [{"科室": "政法科"}]})


@pytest.mark.parametrize(
    ("written", "nearby"),
    [("主送{{ 标题 }", "主送"), ("{{ 标题 | 大写 }}", "大写"), ("{% 如果 标题 %}", "如果")],
)
def test_a_field_written_wrongly_is_shown_with_the_text_around_it(tmp_path, written, nearby):
    path = template(tmp_path, "第一段", written, "末段")
    with pytest.raises(TemplateError, match=rf"“模板.docx”.*写法有误.*附近：.*{nearby}"):
        fill_template(path, {"标题": "通知"})


def test_a_loop_without_its_end_is_refused(tmp_path):
    with pytest.raises(TemplateError, match=r"“模板.docx”.*写法有误"):
        fill_template(template(tmp_path, "{%p for 行 in 表 %}", "{{ 行 }}"), {"表": []})


@pytest.mark.parametrize(
    "written", ["{{ 1 / 0 }}", "{{ 标题.__class__.__mro__ }}", "{{ 表.append(1) }}", "{{ 标题() }}"]
)
def test_a_field_that_cannot_be_worked_out_is_refused(tmp_path, written):
    with pytest.raises(TemplateError, match=r"“模板.docx”"):
        fill_template(template(tmp_path, written), {"标题": "通知", "表": ["一"]})


def test_a_template_that_is_not_there_is_asked_for_by_name(tmp_path):
    with pytest.raises(TemplateError, match=r"没有找到模板“通知.docx”"):
        fill_template(tmp_path / "通知.docx", {})


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", "改了扩展名的文字".encode()])
def test_a_template_that_is_no_word_file_is_refused(tmp_path, content):
    path = tmp_path / "通知.docx"
    path.write_bytes(content)
    with pytest.raises(TemplateError, match=r"模板“通知.docx”不能读取"):
        fill_template(path, {})


def test_a_template_with_a_password_or_of_an_old_word_is_told_to_be_saved_anew(tmp_path):
    path = tmp_path / "通知.docx"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1000))
    with pytest.raises(
        TemplateError, match=r"^模板“通知.docx”加了打开密码，或是旧的 .doc 格式.*去掉密码，另存为 .docx"
    ):
        fill_template(path, {})


def test_a_field_the_template_leaves_out_is_reported(tmp_path):
    filled = fill_template(template(tmp_path, "{{ 标题 }}"), {"标题": "通知", "附注": "此件公开发布", "抄送": ""})
    assert filled.unused == ("附注",)


def test_a_field_printed_only_under_a_condition_is_reported_when_it_is_not_printed(tmp_path):
    path = template(tmp_path, "{%p if 公开 %}", "{{ 附注 }}", "{%p endif %}")
    assert fill_template(path, {"公开": False, "附注": "此件公开发布"}).unused == ("附注",)
    assert fill_template(path, {"公开": True, "附注": "此件公开发布"}).unused == ()


def test_a_row_may_offer_parts_the_template_does_not_print(tmp_path):
    path = template(tmp_path, "{%p for 行 in 表 %}", "{{ 行.科室 }}", "{%p endfor %}")
    assert fill_template(path, {"表": [{"科室": "政法科", "编号": "RW2018-0024"}]}).unused == ()


def test_rows_the_template_cuts_off_are_reported(tmp_path):
    path = template(tmp_path, "{%p for 行 in 表[:1] %}", "{{ 行.科室 }}", "{%p endfor %}")
    assert fill_template(path, {"表": [{"科室": "政法科"}, {"科室": "疾控科"}]}).unused == ("表",)


def table_of(*texts: str, style: str = "Normal") -> Block:
    width = docx.shared.Mm(100)
    cells = [docx.oxml.OxmlElement("w:tc") for _ in texts]
    for cell, text in zip(cells, texts, strict=True):
        cell.append(paragraph(style, text))
    return Block(table([width], [row([cell]) for cell in cells]))


def test_a_table_made_in_code_stands_where_the_template_names_it(tmp_path):
    path = template(tmp_path, "前", "{{p 表 }}", "后")
    filled = fill_template(path, {"表": table_of("R&D", "{_{ x }_}")})
    assert read_text(filled.document).split("\n")[:4] == ["前", "R&D", "{_{ x }_}", "后"]
    assert filled.unused == ()


def test_a_table_asks_for_its_styles_by_the_names_a_clerk_sees(tmp_path):
    document = docx.Document()
    style = document.styles.add_style("表格文字", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    style.element.set(docx.oxml.ns.qn("w:styleId"), "42")  # WPS numbers its styles
    document.add_paragraph("{{p 表 }}")
    document.save(tmp_path / "模板.docx")
    filled = fill_template(tmp_path / "模板.docx", {"表": table_of("一", style="表格文字")})
    assert filled.document.tables[0].cell(0, 0).paragraphs[0].style.name == "表格文字"


def test_a_style_the_clerk_deleted_is_named(tmp_path):
    with pytest.raises(TemplateError, match=r"“模板.docx”缺少样式“表格文字”"):
        fill_template(template(tmp_path, "{{p 表 }}"), {"表": table_of("一", style="表格文字")})


def test_a_long_title_does_not_stop_the_paper(tmp_path):
    filled = fill_template(template(tmp_path, "{{ 标题 }}"), {"标题": "通知"})
    assert filled.titled("关于\x00" + "通知" * 300).freeze(date(2018, 7, 25)).startswith(b"PK")
