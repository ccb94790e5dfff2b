"""Finished reports as offices really hand them in: tables laid out anew, odd headings, days and years left over."""

from __future__ import annotations

import copy
from datetime import date

import docx
import pytest

from automation.rules.annual_cells import is_blank_mark
from automation.rules.crosscheck import find_failures, judge_report
from tests.sources.finished_papers import text_of, write_report
from tests.sources.test_finished_report import NEW, OLD, YEARS, edited, made_up, read_docx, read_text

# -- what offices do to the form


def barred(text: str) -> str:
    """A text as it is copied from a page of the web: bars between the cells and around the row."""
    return "\n".join("|" + "|".join(line.split("\t")) + "|" if "\t" in line else line for line in text.split("\n"))


@pytest.mark.parametrize("form", [OLD, NEW], ids=["2019", "2021"])
def test_a_text_copied_from_a_web_page_is_read_by_its_bars(form, tmp_path):
    figures = made_up(form)
    report, kinds = read_text(tmp_path / "某县.txt", barred(text_of(form, figures, YEARS[form.name])))
    assert (dict(report.figures), kinds) == (figures, [])
    lines = text_of(form, figures, YEARS[form.name], between="\n").replace("\n", " |\n")
    report, kinds = read_text(tmp_path / "某县.txt", lines)
    assert (dict(report.figures), kinds) == (figures, [])


def test_a_cell_left_blank_between_bars_is_a_blank_and_moves_no_other(tmp_path):
    figures = {**made_up(NEW), "表三/三（一）予以公开/商业企业": None}
    report, kinds = read_text(tmp_path / "某县.txt", barred(text_of(NEW, figures, 2023)))
    assert (dict(report.figures), kinds) == (figures, [])


@pytest.mark.parametrize("page", ["— 3 —", "- 3 -", "第3页 共9页"])
def test_page_numbers_among_the_rows_are_no_figures(page, tmp_path):
    figures = made_up(NEW)
    lines = text_of(NEW, figures, 2023, between=" ").splitlines()
    text = "\n".join(line + f"\n{page}" * (number % 10 == 9) for number, line in enumerate(lines))
    report, kinds = read_text(tmp_path / "某县.txt", text)
    assert (dict(report.figures), kinds) == (figures, [])


def put_in_a_text_box(document) -> None:
    for table in document.tables:
        paragraph = docx.oxml.OxmlElement("w:p")
        box = docx.oxml.OxmlElement("w:txbxContent")
        table._tbl.addprevious(paragraph)
        run = docx.oxml.OxmlElement("w:r")
        run.append(box)
        paragraph.append(run)
        box.append(table._tbl)


def cut_within_the_header(document) -> None:
    """Table 4 breaks over the page below its second row."""
    whole = document.tables[2]._tbl
    rest = copy.deepcopy(whole)
    whole.addnext(rest)
    rest.addprevious(docx.oxml.OxmlElement("w:p"))
    for at, (above, below) in enumerate(zip(list(whole.tr_lst), list(rest.tr_lst), strict=True)):
        whole.remove(above) if at > 1 else rest.remove(below)


def part_the_rows_by_blank_ones(document) -> None:
    for row in [row for table in document.tables for row in table._tbl.tr_lst]:
        blank = copy.deepcopy(row)
        for text in blank.xpath(".//w:t"):
            text.text = ""
        for merge in blank.xpath(".//w:vMerge"):
            merge.getparent().remove(merge)
        row.addprevious(blank)


def write_a_note_below(document) -> None:
    for table in document.tables:
        cells = table.add_row().cells
        cells[0].merge(cells[-1]).text = "注：统计期限为2023年1月1日至12月31日，3项未列。"


def rename_totals(document) -> None:
    for cell in document.tables[1]._cells + document.tables[2]._cells:
        if "总计" in cell.text:
            cell.text = cell.text.replace("总计", "合计")


def keep_the_old_name(document) -> None:
    document.tables[0].cell(3, 0).text = "规范性文件"


@pytest.mark.parametrize(
    "edit",
    [
        *(put_in_a_text_box, cut_within_the_header, part_the_rows_by_blank_ones),
        *(write_a_note_below, rename_totals, keep_the_old_name),
    ],
)
def test_what_offices_do_to_the_tables_moves_no_figure(edit):
    figures = made_up(NEW)
    report, kinds = read_docx(edited(write_report(NEW, figures, 2023), edit))
    assert (dict(report.figures), kinds) == (figures, [])


def test_a_table_of_the_offices_own_with_words_of_the_form_is_not_taken_for_one():
    def compare(document) -> None:
        table = document.add_table(3, 3)
        for at, text in enumerate(("年度", "行政许可", "行政处罚", "2022年", "90", "50", "2023年", "93", "52")):
            table.cell(at // 3, at % 3).text = text

    report, kinds = read_docx(edited(write_report(NEW, made_up(NEW), 2023), compare))
    assert kinds == ["report_other_table"]
    assert dict(report.figures) == made_up(NEW)


def test_a_cell_that_says_there_is_nothing_is_a_blank():
    key = "表三/三（一）予以公开/自然人"
    for said in ("无", "零"):
        report, kinds = read_docx(write_report(NEW, {**made_up(NEW), key: said}, 2023))
        assert (report.figures[key], is_blank_mark(report.figures.texts[key]), kinds) == (None, True, [])


# -- headings, days, years


@pytest.mark.parametrize("number", ["{count}. ", "第{numeral}部分 ", "（{numeral}）", ""])
def test_parts_are_found_however_they_are_numbered(number):
    def renumber(document) -> None:
        for paragraph in document.paragraphs:
            if paragraph.text in NEW.parts:
                at = NEW.parts.index(paragraph.text)
                paragraph.text = number.format(count=at + 1, numeral=paragraph.text[0]) + paragraph.text[2:]

    report, kinds = read_docx(edited(write_report(NEW, made_up(NEW), 2023), renumber))
    assert (list(report.parts), kinds) == (list(NEW.parts), [])


def test_headings_in_a_table_of_contents_begin_no_part():
    def list_contents(document) -> None:
        for part in NEW.parts:
            document.paragraphs[1].insert_paragraph_before(part)

    report, _ = read_docx(edited(write_report(NEW, made_up(NEW), 2023), list_contents))
    assert report.parts[NEW.parts[4]].startswith("本机关依法依规")


@pytest.mark.parametrize(
    "day",
    ["二○二四年一月二十日", "二O二四年一月二十日", "2024-01-20", "2024.1.20", "（2024年1月20日）", "日期：2024/1/20"],
)
def test_the_day_is_read_as_offices_type_it(day):
    def sign(document) -> None:
        document.paragraphs[-1].text = day

    report, _ = read_docx(edited(write_report(NEW, made_up(NEW), 2023), sign))
    assert report.dated == date(2024, 1, 20)


def told(title_year: int, said: str) -> list[tuple[str, str]]:
    """What fails in a report signed in January 2024 whose title names a year and whose text a period."""

    def preface(document) -> None:
        document.paragraphs[1].insert_paragraph_before(said)

    title = f"某某县卫生健康局{title_year}年政府信息公开工作年度报告"
    data = write_report(NEW, {cell.key: 0 for cell in NEW.values}, 2023, title=title)
    report, _ = read_docx(edited(data, preface))
    return [(check.rule, check.message) for check in find_failures(judge_report(report).checks)]


def test_a_title_left_from_last_year_is_told_as_such():
    assert told(2023, "本报告所列数据统计期限为2023年1月1日至12月31日。") == []
    ((rule, message),) = told(2022, "本报告所列数据统计期限为2023年1月1日至12月31日。")
    assert rule == "title"
    assert "写的是2022年，报告年度为2023年" in message


def test_a_period_left_from_last_year_is_told_as_such():
    ((rule, message),) = told(2023, "本报告所列数据的统计期限自2022年1月1日起至2022年12月31日止。")
    assert (rule, message) == (
        "period",
        "统计期限：“2022年1月1日起至2022年12月31日”与报告年度2023年不符，请核对",
    )
    assert told(2023, "《办法》自2022年1月1日起施行。") == []


def test_a_county_has_a_governments_day_though_its_title_shortens_its_name():
    for title, late in (
        ("某某县{year}年政府信息公开工作年度报告", False),
        ("某某县水务局{year}年政府信息公开工作年度报告", True),
    ):
        data = write_report(NEW, {cell.key: 0 for cell in NEW.values}, 2023, title=title)

        def sign(document) -> None:
            document.paragraphs[-2].text, document.paragraphs[-1].text = "", "2024年3月20日"

        report, _ = read_docx(edited(data, sign))
        assert [check.rule for check in find_failures(judge_report(report).checks)] == ["legal_day"] * late


def test_a_part_without_a_heading_is_said_once():
    def forget(document) -> None:
        for paragraph in document.paragraphs:
            if paragraph.text == NEW.parts[4]:
                paragraph._p.getparent().remove(paragraph._p)

    report, kinds = read_docx(edited(write_report(NEW, {cell.key: 0 for cell in NEW.values}, 2023), forget))
    assert kinds == ["report_part"]
    assert find_failures(judge_report(report).checks) == ()
