"""Papers are filled in a process of their own: a template that never ends or eats memory costs one sentence."""

import time

import docx
import pytest

from automation.errors import TemplateError
from automation.jobs.make_papers import PaperDesk
from automation.outputs.word_fill import fill_template, make_paper
from automation.outputs.word_papers import fill_notice, fill_reminder, fill_weekly
from tests.jobs.little_office import built_little, little
from tests.jobs.office_desk import run
from tests.jobs.test_register import DRAFT, write
from tests.outputs.sample_papers import TEMPLATES, WHEN, late, notice, reminder, weekly

__all__ = ["built_little", "little"]


def fill_here(fields, template):
    """What the filling process imports and calls."""
    return fill_template(template, fields)


def template(folder, *paragraphs):
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(folder / "通知.docx")
    return folder / "通知.docx"


@pytest.mark.parametrize(
    "written",
    [
        ("{%p for 甲 in 表 %}", "{%p for 乙 in 表 %}", "{%p for 丙 in 表 %}", "字", *["{%p endfor %}"] * 3),
        ("{{ 9**(9**9) }}",),
    ],
    ids=["loops in loops", "a power"],
)
def test_a_template_that_never_ends_is_stopped_and_named(cold_readers, tmp_path, written):
    path = template(tmp_path, *written)
    begun = time.monotonic()
    with PaperDesk(2.0) as desk, pytest.raises(TemplateError, match=r"^模板“通知.docx”填写超过2秒还没有完，已停止"):
        desk.make(fill_here, {"表": ["字"] * 3000}, path, WHEN)
    assert time.monotonic() - begun < 10


@pytest.mark.skipif("sys.platform != 'linux'", reason="no limit of memory there")
def test_a_template_that_eats_memory_is_stopped_and_the_next_paper_is_filled(tmp_path):
    path = template(tmp_path, "{{ 标题 * 900000000 }}")
    with PaperDesk() as desk:
        with pytest.raises(TemplateError, match=r"^模板“通知.docx”填写时用尽了内存"):
            desk.make(fill_here, {"标题": "通知"}, path, WHEN)
        assert "综述" not in desk.make(fill_weekly, weekly(), TEMPLATES / "周报.docx", WHEN).text


def test_a_wrong_field_is_named_out_of_the_process_as_in_it(tmp_path):
    path = template(tmp_path, "{{ 标提 }}")
    with PaperDesk() as desk, pytest.raises(TemplateError, match=r"“标提”（正文第1段“{{ 标提 }}”）"):
        desk.make(fill_here, {"标题": "通知"}, path, WHEN)


@pytest.mark.parametrize(
    ("fill", "paper", "name"),
    [
        (fill_notice, notice(), "通知.docx"),
        (fill_weekly, weekly(), "周报.docx"),
        (fill_reminder, reminder(late(1, "逾期1天")), "催办单.docx"),
    ],
    ids=["notice", "weekly", "reminder"],
)
def test_a_paper_is_the_same_from_the_process_as_from_here(fill, paper, name):
    with PaperDesk() as desk:
        assert desk.make(fill, paper, TEMPLATES / name, WHEN) == make_paper(fill, paper, TEMPLATES / name, WHEN, {})


def test_one_process_fills_every_paper_of_a_run(monkeypatch):
    from automation.sources import reading_pool

    started = []
    reader = reading_pool._Reader
    monkeypatch.setattr(reading_pool, "_Reader", lambda: started.append(1) or reader())
    with PaperDesk() as desk:
        for number in range(5):
            desk.make(fill_reminder, reminder(late(number, "逾期1天")), TEMPLATES / "催办单.docx", WHEN)
    assert started == [1]


def own_template(root, name, old, new):
    """The office's own template: the program's with one paragraph changed."""
    document = docx.Document(TEMPLATES / name)
    (paragraph,) = [one for one in document.paragraphs if one.text == old]
    paragraph.text = new
    (root / "templates").mkdir(exist_ok=True)
    document.save(root / "templates" / name)


def test_a_clerks_wrong_field_ends_the_notice_with_one_line(little):
    write(little, "发文稿", **DRAFT)
    own_template(little, "通知.docx", "{{ 主送机关 }}：", "{{ 主送单位 }}：")
    code, _, err = run(little, "notice", "--no-pdf", as_of="2018-08-06")
    assert (code, err.count("\n")) == (2, 1)
    assert "模板“通知.docx”里的字段“主送单位”（正文第7段“{{ 主送单位 }}：”）没有内容可填" in err


def test_what_the_clerk_took_out_of_the_template_is_told_with_its_text(little):
    write(little, "发文稿", **DRAFT)
    own_template(little, "通知.docx", "{{ 主送机关 }}：", "各有关单位：")
    _, told, _ = run(little, "notice", "--no-pdf", as_of="2018-08-06")
    (said,) = [one["message"] for one in told["findings"] if one["kind"] == "unused_field"]
    assert said.startswith("〔提醒〕通知.docx：模板没有用到“主送机关”，这项内容没有印出来：“各科室”；")
    assert said.endswith("写上 {{ 主送机关 }}")


def test_what_a_condition_keeps_from_being_printed_is_told_with_its_place(little):
    write(little, "发文稿", **DRAFT, 附注="此件公开发布")
    own_template(little, "通知.docx", "（{{ 附注 }}）", "{% if 抄送 %}（{{ 附注 }}）{% endif %}")
    _, told, _ = run(little, "notice", "--no-pdf", as_of="2018-08-06")
    (said,) = [one["message"] for one in told["findings"] if one["kind"] == "unprinted_field"]
    assert "“附注”（正文第" in said
    assert "缺“此件公开发布”" in said
