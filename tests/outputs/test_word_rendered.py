"""The papers on the page: rendered once, measured glyph by glyph against GB/T 9704-2012."""

import re
from collections import Counter
from dataclasses import replace

import pdfplumber
import pytest
from PIL import ImageChops

from automation.model.paper import Line
from automation.outputs.pdf import find_converter, render_pdf
from automation.outputs.word_papers import fill_annual, fill_notice, fill_reminder, fill_signing, fill_weekly
from tests.outputs.sample_papers import HAN, TEMPLATES, WHEN, annual, late, notice, reminder, signing, weekly

pytestmark = pytest.mark.skipif(find_converter() is None, reason="soffice (LibreOffice) is not installed")

MM = 72 / 25.4
DPI = 400
TASKS = notice().plan
MEASURABLE = (
    "FandolFang",
    "FandolHei",
    "FandolSong",
    "GBZenKai",
    "FangSong",
    "SimHei",
    "SimSun",
    "KaiTi",
    "FZXiaoBiaoSong",
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Every sample as its list of pages, from one call of the converter."""
    folder = tmp_path_factory.mktemp("papers")
    long_body = tuple(Line(0, HAN * 12) for _ in range(5)) + tuple(Line(0, (HAN + "，") * 12) for _ in range(3))
    rows = tuple(late(order, "逾期26天", moved=order % 3 == 0) for order in range(1, 25))
    written = {
        "通知": fill_notice(notice(), TEMPLATES / "通知.docx").freeze(WHEN),
        "长通知": fill_notice(notice(plan=(), body=long_body), TEMPLATES / "通知.docx").freeze(WHEN),
        "无版记": fill_notice(notice(copies="", printed_by="", note=""), TEMPLATES / "通知.docx").freeze(WHEN),
        "周报": fill_weekly(replace(weekly(), overdue=rows), TEMPLATES / "周报.docx").freeze(WHEN),
        "催办单": fill_reminder(reminder(*rows), TEMPLATES / "催办单.docx").freeze(WHEN),
        "发文稿纸": fill_signing(signing(), TEMPLATES / "发文稿纸.docx").freeze(WHEN),
        "年报2020": fill_annual(annual(2020), TEMPLATES / "年度报告.docx").freeze(WHEN),
        "年报2022": fill_annual(annual(2022), TEMPLATES / "年度报告.docx").freeze(WHEN),
    }
    files = [folder / f"{name}.docx" for name in written]
    for file, data in zip(files, written.values(), strict=True):
        file.write_bytes(data)
    opened = [pdfplumber.open(file) for file in render_pdf(files, folder / "pdf")]
    yield {name: pdf.pages for name, pdf in zip(written, opened, strict=True)}
    for pdf in opened:
        pdf.close()


def measured(page):
    """The page, when its fonts have the advances of the standard's; else no verdict can be given."""
    strange = {each["fontname"] for each in page.chars if not each["fontname"].split("+")[-1].startswith(MEASURABLE)}
    if strange:
        pytest.skip(f"fonts of other widths stand in for the standard's: {', '.join(sorted(strange))}")
    return page


def text_of(page) -> str:
    return "".join(each["text"] for each in page.chars if not each["text"].isspace())


def is_landscape(page) -> bool:
    return page.width > page.height


def lines_of(page) -> dict[float, list]:
    """Upright glyphs by the height of their baseline above the paper's bottom, in mm."""
    lines: dict[float, list] = {}
    for glyph in page.chars:
        if glyph["upright"]:
            lines.setdefault(round(glyph["matrix"][5] / MM, 1), []).append(glyph)
    return lines


def ink(page, left, top, right, bottom, *, red=False):
    """The box of the ink inside a window of the page, in mm; only red ink or only dark ink."""
    picture = page.to_image(resolution=DPI).original.convert("RGB")
    box = picture.crop([round(side * DPI / 25.4) for side in (left, top, right, bottom)])
    reds, _, blues = box.split()
    sought = ImageChops.subtract(reds, blues) if red else ImageChops.invert(reds)
    x0, y0, x1, y1 = (side * 25.4 / DPI for side in sought.point(lambda level: 255 if level > 95 else 0).getbbox())
    return left + x0, top + y0, left + x1, top + y1


def test_every_task_of_the_plan_is_printed_with_its_words(pages):
    printed = "".join(text_of(page) for page in pages["通知"] if is_landscape(page))
    for task in TASKS:
        for text in (task.area, task.topic, task.requirement, task.units, task.deadline):
            assert re.sub(r"\s", "", text) in printed


def test_every_order_number_stands_on_one_page_once(pages):
    orders = Counter(
        "".join(cell["text"] for cell in line if cell["x1"] < 50 * MM)
        for page in pages["通知"]
        if is_landscape(page)
        for line in lines_of(page).values()
    )
    assert all(orders[task.order] == 1 for task in TASKS)


def test_the_table_head_is_printed_on_every_landscape_page(pages):
    turned = [page for page in pages["通知"] if is_landscape(page)]
    assert len(turned) >= 5
    assert all("序号工作任务具体要求牵头落实科室完成时限" in text_of(page) for page in turned)


@pytest.mark.parametrize("paper", ["通知", "长通知", "无版记", "周报", "催办单", "年报2020", "年报2022"])
def test_nothing_leaves_the_text_block(pages, paper):
    for page in (page for page in pages[paper] if page.chars):
        left, right, top, bottom = (35, 260, 28, 184) if is_landscape(page) else (28, 184, 37, 262)
        above_foot = [each for each in page.chars if is_landscape(page) or each["matrix"][5] / MM > 297 - 263]
        upright = [each for each in above_foot if each["upright"] and not each["text"].isspace()]
        baselines = [(page.height - each["matrix"][5]) / MM for each in upright]
        assert min(each["x0"] for each in upright) / MM >= left - 0.3
        assert max(each["x1"] for each in upright) / MM <= right + 0.3
        assert min(baselines) >= top
        assert max(baselines) <= bottom
        for rule in page.lines + page.rects:
            assert left - 0.5 <= rule["x0"] / MM <= rule["x1"] / MM <= right + 0.5
            assert top - 0.5 <= rule["top"] / MM <= rule["bottom"] / MM <= bottom + 0.5


def test_a_full_page_has_22_lines_of_28_characters(pages):
    page = measured(pages["长通知"][1])
    body = [line for height, line in lines_of(page).items() if height > 35]
    assert len(body) == 22
    whole = Counter(len(line) for line in body)
    assert whole[28] >= 18
    assert max(whole) == 28


def test_the_mark_begins_35_mm_below_the_top_of_the_text_block(pages):
    page = measured(pages["通知"][0])
    left, top, right, _ = ink(page, 20, 45, 195, 105, red=True)
    assert top == pytest.approx(37 + 35, abs=0.5)
    assert 28 <= left < right <= 184.1
    assert (left + right) / 2 == pytest.approx(106, abs=0.5)


def test_the_red_rule_lies_4_mm_below_the_number_and_fills_the_text_block(pages):
    page = measured(pages["通知"][0])
    left, top, right, bottom = ink(page, 20, 112, 195, 122, red=True)
    (digits,) = [line for line in lines_of(page).values() if any(each["text"] == "〔" for each in line)]
    baseline = (page.height - digits[0]["matrix"][5]) / MM
    assert top - baseline == pytest.approx(4, abs=0.4)
    assert (left, right) == (pytest.approx(28, abs=0.3), pytest.approx(184, abs=0.3))
    assert 0.3 < bottom - top < 0.8


def test_the_date_ends_four_characters_from_the_right_under_the_organs_middle(pages):
    page = next(page for page in pages["通知"] if "2018年7月25日" in text_of(page) and not is_landscape(page))
    ends = {}
    for line in lines_of(measured(page)).values():
        glyphs = [each for each in line if not each["text"].isspace()]
        text = "".join(each["text"] for each in glyphs)
        ends[text] = min(each["x0"] for each in glyphs) / MM, max(each["x1"] for each in glyphs) / MM
    organ, day = ends["楚雄州卫生和计划生育委员会"], ends["2018年7月25日"]
    assert 184 - day[1] == pytest.approx(4 * 5.56, abs=0.6)
    assert sum(organ) / 2 == pytest.approx(sum(day) / 2, abs=0.6)


@pytest.mark.parametrize("paper", ["通知", "长通知", "周报", "催办单", "年报2020"])
def test_page_numbers_run_on_and_stand_outside(pages, paper):
    blank = [number for number, page in enumerate(pages[paper], 1) if not page.chars]
    for number, page in enumerate(pages[paper], 1):
        if is_landscape(page):
            turned = [each for each in page.chars if not each["upright"]]
            assert "".join(each["text"] for each in turned if each["text"].isdigit()) == str(number)
            continue
        foot = [each for each in page.chars if each["matrix"][5] / MM < 297 - 263]
        if number in blank or number - 1 in blank:  # 7.5: neither a blank page before the imprint nor the imprint's
            assert foot == []
            continue
        assert "".join(each["text"] for each in foot if not each["text"].isspace()) == f"—{number}—"
        if number % 2:
            assert 184 - max(each["x1"] for each in foot) / MM == pytest.approx(4.94, abs=0.4)
        else:
            assert min(each["x0"] for each in foot) / MM - 28 == pytest.approx(4.94, abs=0.4)


def test_the_dashes_of_the_page_number_lie_7_mm_below_the_text_block(pages):
    first, second = (measured(page) for page in pages["长通知"][:2])
    for page, window in ((first, (162, 263, 167.3, 297)), (second, (32.5, 263, 37.3, 297))):
        _, top, _, bottom = ink(page, *window)
        assert (top + bottom) / 2 == pytest.approx(262 + 7, abs=0.4)


def test_a_landscape_page_keeps_the_number_where_an_upright_page_has_it(pages):
    turned = [(number, page) for number, page in enumerate(pages["通知"], 1) if is_landscape(page)]
    for number, page in turned[:2]:
        left, top, right, bottom = ink(measured(page), 20, 20, 34.5, 195)
        assert (left + right) / 2 == pytest.approx(35 - 7, abs=0.6)
        if number % 2:
            assert bottom == pytest.approx(184 - 4.94, abs=0.4)
        else:
            assert top == pytest.approx(28 + 4.94, abs=0.4)


@pytest.mark.parametrize("paper", ["通知", "长通知"])
def test_the_last_rule_of_the_imprint_lies_on_the_bottom_of_the_text_block(pages, paper):
    page = pages[paper][-1]
    rules = sorted({round(rule["bottom"] / MM, 1) for rule in page.lines + page.rects})
    assert len(rules) == 3
    assert rules[-1] == pytest.approx(262, abs=0.4)
    assert "2018年7月26日印发" in text_of(page)


def test_the_imprint_follows_the_plan_on_an_upright_page_of_its_own(pages):
    last, between, before = pages["通知"][-1], pages["通知"][-2], pages["通知"][-3]
    assert not is_landscape(last)
    assert (between.chars, between.lines, len(pages["通知"]) % 2) == ([], [], 0), "its page is even: one stays blank"
    assert is_landscape(before)
    assert "抄送：州委宣传部" in text_of(last)
    assert TASKS[-1].requirement not in text_of(last)


def test_a_notice_without_imprint_has_no_page_after_its_plan(pages):
    assert is_landscape(pages["无版记"][-1])
    assert "64" in text_of(pages["无版记"][-1])


@pytest.mark.parametrize("paper", ["年报2020", "年报2022"])
def test_the_table_of_requests_stands_whole_on_one_page(pages, paper):
    holders = [page for page in pages[paper] if "属于国家秘密" in text_of(page)]
    (page,) = holders
    assert "申请人情况" in text_of(page)
    assert "四、结转下年度继续办理" in text_of(page)


def test_the_sign_off_of_a_report_stands_with_its_last_words(pages):
    last = text_of(pages["年报2020"][-1])
    assert "2021年1月20日" in last
    assert "其他需要报告的事项" in last


def test_the_sheet_a_leader_signs_is_one_page_with_room_to_sign(pages):
    (page,) = pages["发文稿纸"]
    rules = sorted({round(rule["bottom"] / MM, 1) for rule in page.lines + page.rects})
    assert rules[-1] < 262, "the form ends inside the text block"
    (title,) = [word for word in page.extract_words() if word["text"] == "发文稿纸"]
    first = min(height for height in rules if height > title["bottom"] / MM + 1)
    second = min(height for height in rules if height > first + 5)
    assert second - first > 40
    assert "理由：涉及内部管理事项" in text_of(page)


def test_dates_in_the_lists_do_not_break(pages):
    for paper in ("周报", "催办单"):
        words = [word["text"] for page in pages[paper] for word in page.extract_words(keep_blank_chars=True)]
        assert sum("2018年8月31日" in re.sub(r"\s", "", word) for word in words) >= 24
