"""layout finds the elements of papers that are written in other ways than ours, and says what it could not find."""

from __future__ import annotations

import docx
import pytest
from docx.oxml.ns import qn

from automation.outputs.pdf import find_converter
from tests.jobs.office_desk import run
from tests.outputs.layout_specimens import ATTACHED, NUMBER, find, say, specimen

pytestmark = pytest.mark.skipif(find_converter() is None, reason="soffice (LibreOffice) is not installed")


def hide_a_word(d):
    find(d, "现将").add_run("（隐藏的话）").font.hidden = True


def drop_the_head(d):
    number = find(d, NUMBER)._p
    number.getparent().remove(number)


def set_digits_in_a_latin_font(d):
    for run_ in find(d, "2018年7月25日").runs:
        for script in ("ascii", "hAnsi"):
            run_._r.get_or_add_rPr().get_or_add_rFonts().set(qn(f"w:{script}"), "Times New Roman")


def write_a_day_into_the_body(d):
    find(d, "一、").insert_paragraph_before("2018年7月1日", style="公文正文")


def write_one_long_name(d):
    say(find(d, "附件：1."), "附件：1." + "A" * 90)


FOUND = {
    "a word that is not printed": (hide_a_word, {"body_size": "unmeasured"}),
    "a red mark without a number": (drop_the_head, {"number_form": "no", "red_rule_width": "no", "mark_top": "yes"}),
    "digits in a Latin font": (set_digits_in_a_latin_font, {"date_right": "yes", "characters_per_line": "yes"}),
    "a dotted date": (lambda d: say(find(d, "2018年7月25日"), "2018.7.25"), {"date_form": "no", "indent": "yes"}),
    "a day in the body": (write_a_day_into_the_body, {"date_right": "yes", "note_form": "yes"}),
    "small brackets": (
        lambda d: say(find(d, NUMBER), "楚卫通﹝2018﹞67号"),
        {"number_form": "no", "red_rule_gap": "yes"},
    ),
    "no brackets": (lambda d: say(find(d, NUMBER), "楚卫通2018年67号"), {"number_form": "no", "title_size": "yes"}),
    "a name that cannot be broken": (write_one_long_name, {"attachments_indent": "yes"}),
}


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    folder = tmp_path_factory.mktemp("papers")
    for name, (change, _) in FOUND.items():
        document = specimen()
        change(document)
        document.save(folder / f"{name}.docx")
    return run(folder, "layout", folder)[1]


@pytest.mark.parametrize("name", FOUND)
def test_a_paper_written_in_another_way_is_read_for_what_it_is(told, name):
    found = {}
    for one in told["measures"]:
        if one["file"].endswith(f"/{name}.docx") and found.get(one["rule"]) != "no":
            found[one["rule"]] = "unmeasured" if found.get(one["rule"]) == "unmeasured" else one["holds"]
    wanted = FOUND[name][1]
    assert {rule: found[rule] for rule in wanted} == wanted


def test_what_was_not_found_on_the_page_is_named_and_no_verdict_given(told):
    verdicts = {one["file"].rsplit("/", 1)[1]: one["verdict"] for one in told["papers"]}
    assert verdicts["a word that is not printed.docx"] == "unmeasured"
    said = [one["message"] for one in told["findings"] if one["kind"] == "layout_unmeasured"]
    assert any("有一段没有在版面上找到，没有量：“现将方案印发给你们" in message for message in said)


def test_an_empty_folder_and_another_format_are_told(tmp_path):
    (tmp_path / "空").mkdir()
    (tmp_path / "通知.pdf").write_bytes(b"%PDF-1.7")
    code, told, err = run(tmp_path, "layout", tmp_path / "空", tmp_path / "通知.pdf")
    assert (code, err) == (1, "")
    assert {one["kind"] for one in told["findings"]} == {"no_document", "unread_document"}
    assert any("不是 .docx 文件" in one["message"] for one in told["findings"])


def test_a_page_that_is_only_a_picture_bears_its_number(tmp_path):
    picture = tmp_path / "图.png"
    picture.write_bytes(PICTURE)
    document = specimen()
    head = find(document, "附件1")
    title = next(one for one in document.paragraphs if one.text == ATTACHED[0])
    title._p.getparent().remove(title._p)
    say(head, " ")
    head.add_run().add_picture(str(picture), width=docx.shared.Mm(60))
    document.save(tmp_path / "来文.docx")
    _, told, _ = run(tmp_path, "layout", tmp_path / "来文.docx")
    numbers = [one["holds"] for one in told["measures"] if one["rule"] == "page_number_form"]
    assert numbers == ["yes"]


PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63606060"
    "0000000400015c8d1d6f0000000049454e44ae426082"
)
