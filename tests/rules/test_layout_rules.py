"""The rules of the layout check on pages made by hand: what a line is, where a paper begins, what is told once."""

from __future__ import annotations

import re
import time
from dataclasses import replace

import pytest

from automation.model.page import Glyph, Measure, PageSeen, PaperSeen, ParagraphSeen, SectionSeen, Stroke, TextLine
from automation.rules.layout import measure_layout
from automation.rules.layout_front import count_front, leave_out_front
from automation.rules.layout_lines import place_paragraphs
from automation.rules.layout_settle import group_faults, settle, show_pages
from automation.terms import layout as words

SIZE = 156 / 28
A4 = SectionSeen(210, 297, 37, 35, 28, 26)


def line(text, row=0, page=1, left=28.0, size=16.0, *, font="FandolFang", red=False, pitch=SIZE):
    glyphs = tuple(Glyph(sign, font, size, left + at * pitch, left + (at + 1) * pitch) for at, sign in enumerate(text))
    return TextLine(page, glyphs, 45.0 + row * 225 / 22, red)


def page(number, *lines, strokes=()):
    return PageSeen(number, 210.0, 297.0, tuple(lines), tuple(strokes))


def middle(text, row, **more):
    return line(text, row, left=106 - len(text) * SIZE / 2, **more)


def paper(*lines, **more):
    paragraphs = tuple(ParagraphSeen(one.text, ((one.text, "仿宋"),)) for one in lines)
    return PaperSeen((page(1, *lines),), (A4,), paragraphs, **more)


def held(measured):
    return {one.rule: one.holds for one in measured}


MARK = middle("某局文件", 5, size=48.0, red=True)
NUMBER = middle("某发〔2018〕1号", 7)
RULE = Stroke(1, 28, 121, 184, 121, 0.5, red=True)


@pytest.mark.parametrize(
    ("pages", "front"),
    [
        ([page(1, MARK, NUMBER)], 0),
        ([page(1, middle("封面", 5, size=22.0)), page(2, MARK, NUMBER)], 1),
        ([page(1, middle("封面", 5, size=22.0)), page(2, line("目录")), page(3, NUMBER, strokes=[RULE])], 2),
        ([page(1, middle("封面", 5, size=22.0)), page(2, middle("某局文件", 5, size=48.0), NUMBER)], 1),
        ([page(1, middle("总结", 5, size=22.0)), page(2, middle("意见", 5, size=22.0), NUMBER)], 0),
        ([page(1, MARK), page(2, MARK, NUMBER)], 0),
        ([page(1, line("总结")), page(2, middle("国发〔2018〕5号", 3))], 0),
        ([page(1, line("总结")), page(2, line("红字", 15, size=22.0, red=True), NUMBER)], 0),
        ([], 0),
    ],
)
def test_a_paper_begins_at_its_head(pages, front):
    assert count_front(pages) == front


def test_a_number_on_a_later_page_under_no_red_print_is_told_and_not_guessed_at():
    measured = measure_layout(PaperSeen((page(1, line("总结")), page(2, middle("国发〔2018〕5号", 3)))))
    (told,) = [one for one in measured if one.rule == "number_form"]
    assert (told.holds, told.measured) == ("unmeasured", words.LATE_HEAD)


def test_what_is_left_out_in_front_takes_its_paragraphs_and_its_section_along():
    cover = middle("封面", 5, size=22.0)
    paragraphs = (ParagraphSeen("封面"), ParagraphSeen(MARK.text, section=1))
    first = SectionSeen(210, 297, 10, 10, 10, 10)
    head = replace(MARK, page=2), replace(NUMBER, page=2)
    seen = leave_out_front(PaperSeen((page(1, cover), page(2, *head)), (first, A4), paragraphs))
    assert (seen.front, len(seen.pages), seen.pages[0].number, seen.pages[0].lines[0].page) == (1, 1, 1, 1)
    assert (seen.sections, seen.paragraphs) == ((A4,), paragraphs[1:])


@pytest.mark.parametrize(
    ("text", "pitch", "count"),
    [("我委编制了方案", 5.556, "28"), ("我委编制了方案", 5.644, "27"), ("我委，编制", 5.556, "28")],
)
def test_characters_a_line_are_told_by_the_pitch_where_every_full_line_has_a_mark(text, pitch, count):
    full = line("为把全年的公开任务，细化到科室，落实到岗位，我委编制了方", 0)
    last = line(text, 1, pitch=pitch)
    seen = PaperSeen((page(1, full, last),), (A4,), (ParagraphSeen(full.text + last.text, ((full.text, "仿宋"),)),))
    (told,) = [one for one in measure_layout(seen) if one.rule == "characters_per_line"]
    assert told.measured == count


def test_a_body_without_a_line_to_go_by_has_no_count():
    seen = paper(line("ABC，", 0, left=28 + 2 * SIZE))
    assert held(measure_layout(seen))["characters_per_line"] == "unmeasured"


def test_strange_print_hides_what_lies_in_it_and_nothing_else():
    strange = line("一二三", 3, left=28 + SIZE, font="Carlito")
    seen = paper(line("四五六", 2, left=28 + SIZE), strange, strange=("Carlito",))
    told = [(one.holds, one.page) for one in measure_layout(seen) if one.rule == "indent"]
    assert sorted(told) == [("no", 1), ("unmeasured", 1)]
    sign = paper(line("→四五六", 2, left=28 + SIZE, font="Carlito"), strange=())
    assert held(measure_layout(sign))["indent"] == "no"


def test_a_page_number_in_strange_print_hides_nothing_but_itself():
    number = replace(middle("—1—", 0, font="Carlito"), baseline=270.5)
    body = line("现将方案印发。", 1, left=28 + 2 * SIZE), line("2018年7月5日", 4, left=140.0)
    seen = PaperSeen(
        (page(1, *body, number),), (A4,), tuple(ParagraphSeen(one.text) for one in body), strange=("Carlito",)
    )
    hidden = {rule for rule, how in held(measure_layout(seen)).items() if how == "unmeasured"}
    assert {"page_number_size", "page_number_side"} <= hidden
    assert not hidden & {"first_page_body", "sign_off_page", "indent", "date_right"}


def test_the_organ_is_not_measured_against_a_date_in_strange_digits():
    organ = line("某某县卫生局", 3, left=119.9)
    date = line("2018年7月5日", 4, left=111.6, font="Carlito")
    body = line("现将方案印发。", 1, left=28 + 2 * SIZE)
    assert held(measure_layout(paper(body, organ, date, strange=("Carlito",))))["organ_centred"] == "unmeasured"


def signed(*lines, day="2018年7月5日", at):
    """A page with a body, lines of a sign-off by where they begin in 字, and the date."""
    body = line("现将方案印发。", 1, left=28 + 2 * SIZE)
    above = [line(text, 3 + row, left=28 + left * SIZE) for row, (text, left) in enumerate(lines)]
    pitch = SIZE * 7 / 3 if day == "年月日" else SIZE  # with the blanks to write in
    return paper(body, *above, line(day, 3 + len(lines), left=28 + at * SIZE, pitch=pitch))


@pytest.mark.parametrize(
    ("lines", "day", "at", "wanted"),
    [
        # without a seal the date stands two 字 in, and the blanks of an open one tell nothing of where it begins
        ([("某局" * 5, 16)], "2018年7月5日", 18, {"bare_right": "yes", "bare_date": "yes"}),
        ([("某局", 13)], "年月日", 19, {"bare_right": "yes", "bare_date": "not_applicable"}),
        # a name nearly as long as the line begins where the text does
        ([("某" * 24, 2)], "2018年7月5日", 4, {"bare_right": "yes", "bare_date": "yes"}),
        # the date leaves its place for the longest of several names, not only for the last
        ([("某" * 22, 6), ("某局" * 2, 15)], "2018年7月5日", 12.5, {"date_right": "yes", "organ_centred": "yes"}),
        ([("某" * 10, 12), ("某局" * 2, 15)], "2018年7月5日", 12.5, {"date_right": "no", "organ_centred": "yes"}),
    ],
)
def test_a_sign_off_is_measured_by_all_its_names(lines, day, at, wanted):
    how = held(measure_layout(signed(*lines, day=day, at=at)))
    assert {rule: how[rule] for rule in wanted} == wanted


@pytest.mark.parametrize("number", ["〔2018〕1号", "第1次", "总第12期"])
def test_the_number_of_minutes_is_no_title(number):
    mark = middle("某局会议纪要", 5, size=48.0, red=True)
    title = middle("关于会议的纪要", 10, size=22.0)
    lines = (mark, middle(number, 6.5), title, line("会议认为可行。", 12, left=28 + 2 * SIZE))
    seen = replace(paper(*lines), pages=(page(1, *lines, strokes=[RULE]),))
    assert held(measure_layout(seen))["title_size"] == "yes"


def test_a_printing_organ_on_lines_of_its_own_is_not_measured_from_the_day():
    lines = (line("现将方案印发。", 1), line("某某某某办公室", 20), line("2018年7月5日印发", 20.3, left=130))
    assert held(measure_layout(PaperSeen((page(1, *lines),), (A4,))))["printer_left"] == "not_applicable"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("某局办公室2018年7月5日印发", "yes"),
        ("某局办公室2018年07月05日印发", "no"),
        ("某局办公室二〇一八年七月五日印发", "no"),
        ("某局办公室2018.7.5印发", "no"),
        ("某局办公室7月5日印发", "no"),
        ("印发日期：2018年7月5日", "no"),
        ("某局办公室年月日印发", "yes"),
        ("某局办公室2018年7月5日", "not_applicable"),
    ],
)
def test_the_day_of_printing_is_known_in_every_form(text, form):
    seen = PaperSeen((page(1, line("现将方案印发。", 1), line(text, 20)),), (A4,))
    assert held(measure_layout(seen))["printed_form"] == form


@pytest.mark.parametrize(
    ("text", "label"),
    [("抄送：某办。", "yes"), ("主送：某办。", "yes"), ("抄报：某办。", "no"), ("报送：某办。", "not_applicable")],
)
def test_the_imprint_names_who_gets_the_paper_as_the_standard_does(text, label):
    assert held(measure_layout(PaperSeen((page(1, line(text, 20)),), (A4,))))["copies_label"] == label


def test_recipients_under_the_title_are_no_imprint():
    assert held(measure_layout(PaperSeen((page(1, line("主送：某办", 2)),), (A4,))))["copies_label"] == "not_applicable"


@pytest.mark.parametrize(
    ("text", "is_title"),
    [
        ("某局关于印发方案的通知", True),
        ("2018年工作总结", True),
        ("某局关于印发办法（试行）的通知", True),
        ("某市公开办法（试行）", True),
        ("一、制定方案", False),
        ("（一）总体方案", False),
        ("各科室：请报送总结", False),
        ("现将方案印发给你们。", False),
    ],
)
def test_a_title_is_told_by_what_papers_are_called(text, is_title):
    assert bool(re.fullmatch(words.TITLE_FORM, text)) == is_title


@pytest.mark.parametrize(
    ("pages", "shown"),
    [([1, 2, 3], "1—3"), ([5, 1, 3], "1、3、5"), ([2, 1, 7, None], "1—2、7"), ([4], "4"), ([None], ""), ([], "")],
)
def test_pages_are_shown_as_a_clerk_writes_them(pages, shown):
    assert show_pages(pages) == shown


def test_equal_faults_are_one_and_what_holds_is_said_once():
    holds, fails = Measure("indent", "2", "2", 1), [Measure("indent", "2", "0", page, "no") for page in (1, 2, 4)]
    other = Measure("indent", "2", "1", 3, "no")
    assert list(settle([holds, holds])) == [holds]
    assert list(settle([holds, *fails, other])) == [*fails, other]
    assert [(len(one.measures), one.pages) for one in group_faults([*fails, other, holds])] == [(3, "1—2、4"), (1, "3")]


def test_what_could_not_be_told_is_never_behind_what_fails_or_holds():
    hidden = Measure("body_size", "16", "甲", 2, "unmeasured")
    fault = Measure("body_size", "16", "15", 3, "no")
    assert list(settle([Measure("body_size", "16", "16", 1), hidden, hidden])) == [hidden]
    assert list(settle([hidden, fault])) == [fault, hidden]


@pytest.mark.parametrize(
    ("paragraph", "lines", "count"),
    [
        ("甲乙丙丁戊己庚辛", ["甲乙丙丁", "戊己庚辛"], 2),
        ("甲乙丙丁戊己庚辛", ["甲", "乙丙丁戊己庚辛"], 2),
        ("总体思路和目标要求", ["一、总体思路和", "目标要求"], 2),
        ("甲乙丙丁戊己庚辛", ["甲乙丙丁戊己庚"], 0),
        ("甲", ["乙", "甲"], 1),
    ],
)
def test_a_paragraph_is_found_by_its_words(paragraph, lines, count):
    seen = PaperSeen((page(1, *(line(text, row) for row, text in enumerate(lines))),), (), (ParagraphSeen(paragraph),))
    assert sum(len(one.lines) for one in place_paragraphs(seen)) == count


def test_two_thousand_paragraphs_that_are_not_found_cost_little():
    lines = [line(f"第{n}条内容是这样的一句话", n % 22, n // 22 + 1) for n in range(4000)]
    pages = tuple(page(n + 1, *lines[22 * n : 22 * n + 22]) for n in range(4000 // 22))
    seen = PaperSeen(pages, (), tuple(ParagraphSeen(f"没有{n}印出来的一段话") for n in range(2000)))
    begun = time.process_time()
    assert place_paragraphs(seen) == ()
    assert time.process_time() - begun < 3  # 37 s when each was looked for from line to line


def test_a_paragraph_tells_the_fonts_of_a_part_of_it():
    seen = ParagraphSeen("一、标题。正文", (("一、标", "黑体"), ("题。", "黑体"), ("正文", "仿宋"), ("12", None)))
    assert (seen.fonts_of(0, 5), seen.fonts_of(5, 9)) == ({"黑体"}, {"仿宋"})
    assert seen.fonts == {"黑体", "仿宋"}


def test_a_head_without_any_text_below_it_does_not_pass():
    assert held(measure_layout(paper(MARK, NUMBER)))["first_page_body"] == "no"
    assert held(measure_layout(paper(line("一页清单"))))["first_page_body"] in ("yes", "not_applicable")
