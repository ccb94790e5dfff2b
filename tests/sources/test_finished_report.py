"""Finished reports are read by their labels, whatever grid, language of blanks or format they were saved in."""

from __future__ import annotations

import copy
import io
import random
from datetime import date
from pathlib import Path

import docx
import pytest

from automation.errors import RefusedFile
from automation.model.annual import AnnualForm, Figure, FigureKind
from automation.model.finished import FinishedReport
from automation.rules.annual_reading import read_report
from automation.sources.annual_forms import form_names, read_form
from automation.sources.finished_report import read_finished_docx, read_finished_text
from tests.sources.finished_papers import Layout, text_of, write_report

FORMS = tuple(read_form(name) for name in form_names())
OLD, NEW = read_form("2019"), read_form("2021")
YEARS = {"2019": 2020, "2021": 2023}
LAYOUTS = {
    "official": Layout(),
    "not merged": Layout(merged=False),
    "blank column among the figures": Layout(merged=False, blank_column=5),
    "blank column on the left": Layout(merged=False, blank_column=0),
    "blank rows": Layout(merged=False, blank_rows=(0, 4, 9, 99)),
    "cut over two pages": Layout(merged=False, cut_at=12),
    "inside another table": Layout(nested=True),
    "labels broken and spaced": Layout(
        label={"结果": "结果\n", "自然人": "自 然 人", "（": "(", "）": ") ", "本年": "本年\n"}
    ),
    "units added to labels": Layout(label={"自然人": "自然人（件）", "行政强制": "行政强制（单位：件）"}),
}


def made_up(form: AnnualForm) -> dict[str, Figure | str | None]:
    """A different number in every cell, so that none can be taken for another."""
    numbers = random.Random(7)  # noqa: S311 - figures of a test
    return {
        cell.key: numbers.randrange(1, 10**6) * (-1 if cell.kind is FigureKind.CHANGE else 1) for cell in form.values
    }


def read_docx(data: bytes) -> tuple[FinishedReport, list[str]]:
    report, findings = read_report(read_finished_docx(data, "某县.docx"), FORMS)
    return report, [finding.kind for finding in findings]


def read_text(path: Path, text: str) -> tuple[FinishedReport, list[str]]:
    path.write_text(text, encoding="utf-8")
    report, findings = read_report(read_finished_text(path), FORMS)
    return report, [finding.kind for finding in findings]


@pytest.mark.parametrize("form", [OLD, NEW], ids=["2019", "2021"])
@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_a_word_table_is_read_on_any_grid(form, layout):
    figures = made_up(form)
    report, kinds = read_docx(write_report(form, figures, YEARS[form.name], layout))
    assert report.form is form
    assert dict(report.figures) == figures
    assert kinds == []
    assert (report.year, report.dated, report.names.organ) == (
        YEARS[form.name],
        date(YEARS[form.name] + 1, 1, 20),
        "某某县卫生健康局",
    )


@pytest.mark.parametrize("form", [OLD, NEW], ids=["2019", "2021"])
@pytest.mark.parametrize("between", ["\t", " ", "\n"], ids=["tabs", "blanks", "a line each"])
def test_a_text_is_read_with_tabs_or_as_a_pdf_gives_it(form, between, tmp_path):
    figures = made_up(form)
    report, kinds = read_text(tmp_path / "某县.txt", text_of(form, figures, YEARS[form.name], between=between))
    assert report.form is form
    assert dict(report.figures) == figures
    assert kinds == []


def test_a_label_a_pdf_broke_with_its_figures_between_the_pieces_is_still_found(tmp_path):
    figures = made_up(OLD)
    text = text_of(OLD, figures, 2020, between=" ")
    row = "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"
    text = text.replace(row + " ", row[:10] + " ", 1)
    at = text.index(row[:10])
    end = text.index("\n", at)
    text = text[:end] + "\n" + row[10:] + text[end:]
    report, kinds = read_text(tmp_path / "某县.txt", text)
    assert (dict(report.figures), kinds) == (figures, [])


@pytest.mark.parametrize(
    ("raw", "figure", "kept"),
    [
        ("1,234", 1234, ""),
        ("0.00", 0, ""),
        ("３件", 3, ""),
        ("/", None, "/"),
        ("—", None, "—"),
        ("-", None, "-"),
        ("约3", None, "约3"),
    ],
)
def test_a_cell_keeps_what_was_written_in_it(raw, figure, kept):
    key = "表三/三（一）予以公开/自然人"
    report, kinds = read_docx(write_report(NEW, {**made_up(NEW), key: raw}, 2023))
    assert report.figures[key] == figure
    assert report.figures.texts.get(key, "") == kept
    assert kinds == []


def test_the_form_is_told_by_its_labels_whatever_the_year():
    report, _ = read_docx(write_report(OLD, made_up(OLD), 2023))
    assert (report.form, report.year) == (OLD, 2023)


def test_what_stands_beside_the_forms_labels_is_said_and_not_counted():
    layout = Layout(label={"社会公益组织": "慈善组织"})
    report, kinds = read_docx(write_report(NEW, made_up(NEW), 2023, layout))
    assert kinds == ["report_label"]
    assert not [key for key in report.figures if key.endswith("社会公益组织")]
    layout = Layout(label={"（四）无法提供": "（四）无法提供", "2.没有现成信息需要另行制作": "2.没有制作"})
    paper = read_finished_docx(write_report(NEW, made_up(NEW), 2023, layout), "某县.docx")
    report, findings = read_report(paper, FORMS)
    assert {finding.kind for finding in findings} == {"report_label"}
    assert findings[0].message == (
        "〔错误〕某县.docx › 第2个表格 › 第17行：“2.没有制作”不是2021年表样的行或列，它的数字没有核对；请对照表样改正"
    )


def test_figures_beyond_the_tables_last_column_are_said():
    data = write_report(NEW, made_up(NEW), 2023, Layout(merged=False, blank_column=10))
    document = docx.Document(io.BytesIO(data))
    document.tables[1].cell(3, 10).text = "77"
    out = io.BytesIO()
    document.save(out)
    report, kinds = read_docx(out.getvalue())
    assert kinds == ["report_stray"]
    assert len(report.figures) == len(NEW.values)


def test_a_text_row_with_too_few_figures_for_its_columns_is_said_and_not_guessed(tmp_path):
    text = text_of(NEW, made_up(NEW), 2023, between=" ")
    row = next(line for line in text.splitlines() if line.startswith("二、上年结转"))
    report, kinds = read_text(tmp_path / "a.txt", text.replace(row, row.rpartition(" ")[0]))
    assert kinds == ["report_row"]
    assert "表三/二、上年结转政府信息公开申请数量/自然人" not in report.figures


def test_equal_figures_an_extraction_added_are_cut_off_and_said(tmp_path):
    figures = {**made_up(NEW), **{key: 0 for key in made_up(NEW) if "四、结转" in key}}
    text = text_of(NEW, figures, 2023)
    row = next(line for line in text.splitlines() if line.startswith("四、结转"))
    report, kinds = read_text(tmp_path / "a.txt", text.replace(row, row + "\t0\t0\t0"))
    assert (dict(report.figures), kinds) == (figures, ["report_extra"])


def test_a_paper_without_any_table_of_a_form_says_so(tmp_path):
    report, kinds = read_text(tmp_path / "a.txt", "某局2023年工作报告\n没有表格。\n")
    assert report.form is None
    assert "report_no_tables" in kinds
    document = docx.Document()
    document.add_table(1, 2).cell(0, 0).text = "会议签到"
    path = tmp_path / "b.docx"
    document.save(path)
    _, kinds = read_docx(path.read_bytes())
    assert "report_no_tables" in kinds


def test_a_strange_table_in_a_report_is_named():
    data = write_report(NEW, made_up(NEW), 2023)
    document = docx.Document(io.BytesIO(data))
    document.add_table(2, 2).cell(0, 0).text = "培训场次"
    out = io.BytesIO()
    document.save(out)
    _, kinds = read_docx(out.getvalue())
    assert kinds == ["report_other_table"]


def test_what_is_not_found_in_a_report_is_said(tmp_path):
    text = text_of(NEW, made_up(NEW), 2023)
    lines = [line for line in text.splitlines()[2:-2] if not line.startswith("五、")]
    report, kinds = read_text(tmp_path / "a.txt", "\n".join(lines))
    assert kinds == ["report_part"] * 5  # title, year, day, organ, part five
    assert (report.title, report.year, report.dated, report.names.organ) == ("", None, None, "")


def test_a_file_that_is_no_word_file_is_refused():
    with pytest.raises(RefusedFile):
        read_finished_docx(b"PK nothing", "a.docx")


@pytest.mark.parametrize(
    ("lines", "title", "organ", "year"),
    [
        (["某局2021年政府信息公开工作年度报告"], "某局2021年政府信息公开工作年度报告", "某局", 2021),
        (["某局", "2021年政府信息公开工作年度报告"], "2021年政府信息公开工作年度报告", "某局", 2021),
        (["某局2021年政府信息公开", "工作年度报告"], "某局2021年政府信息公开工作年度报告", "某局", 2021),
        (["某局政府信息公开工作年度报告", "（2021年）"], "某局政府信息公开工作年度报告", "某局", 2021),
        (["某局二〇二一年政府信息公开工作年度报告"], "某局二〇二一年政府信息公开工作年度报告", "某局", 2021),
        (["索引号：123", "某局2021年度政务公开工作总结"], "某局2021年度政务公开工作总结", "某局", 2021),
    ],
)
def test_titles_are_found_in_the_ways_they_are_set(lines, title, organ, year, tmp_path):
    text = text_of(NEW, made_up(NEW), 2021).splitlines()
    body = [line for line in text[2:-2] if line]
    report, _ = read_text(tmp_path / "a.txt", "\n".join([*lines, *body, "2022年1月10日"]))
    assert (report.title, report.year) == (title, year)
    assert organ in report.names.known


@pytest.mark.parametrize("day", ["2022年1月20日", "二〇二二年一月二十日", "2022 年 1 月 20 日"])
def test_the_day_is_read_in_figures_and_numerals(day, tmp_path):
    text = text_of(NEW, made_up(NEW), 2021).replace("2022年1月20日", day)
    report, _ = read_text(tmp_path / "a.txt", text)
    assert report.dated == date(2022, 1, 20)


def edited(data: bytes, edit) -> bytes:
    """A report as somebody has gone on with it in Word."""
    document = docx.Document(io.BytesIO(data))
    edit(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def turn_table_four(document) -> None:
    """Its groups become rows."""
    old = document.tables[2]
    texts = [cell.text for cell in old.rows[3].cells]
    new = document.add_table(4, 6)
    for place, head in enumerate(("结果维持", "结果纠正", "其他结果", "尚未审结", "总计"), 1):
        new.cell(0, place).text = head
    for row, group in enumerate(("行政复议", "未经复议直接起诉", "复议后起诉")):
        new.cell(row + 1, 0).text = group
        for place in range(5):
            new.cell(row + 1, place + 1).text = texts[5 * row + place]
    old._tbl.getparent().replace(old._tbl, new._tbl)


def part_table_two(document) -> None:
    """Each clause of the law gets a table of its own."""
    whole = document.tables[0]._tbl
    pieces = [whole]
    for _ in range(3):
        pieces.append(copy.deepcopy(whole))
        pieces[-2].addnext(pieces[-1])
    for piece, (first, end) in zip(pieces, ((0, 4), (4, 7), (7, 11), (11, 14)), strict=True):
        for at, row in enumerate(list(piece.tr_lst)):
            if not first <= at < end:
                piece.remove(row)


def reword_headings(document) -> None:
    for paragraph in document.paragraphs:
        if paragraph.text.startswith("五、"):
            paragraph.text = "五、存在的主要问题和改进措施"
        elif paragraph.text.startswith(("一、", "二、", "三、")):
            paragraph.text = paragraph.text[2:]


@pytest.mark.parametrize("edit", [turn_table_four, part_table_two, reword_headings])
def test_a_report_somebody_has_laid_out_anew_is_still_read(edit):
    figures = made_up(NEW)
    report, kinds = read_docx(edited(write_report(NEW, figures, 2023), edit))
    assert (dict(report.figures), kinds) == (figures, [])
    assert list(report.parts) == list(NEW.parts)
    assert report.parts[NEW.parts[4]].startswith("本机关依法依规")


def test_a_row_deleted_under_review_is_gone_and_the_others_keep_their_places():
    def delete(document) -> None:
        row = document.tables[0].rows[2]._tr
        row.get_or_add_trPr().append(docx.oxml.OxmlElement("w:del"))

    report, kinds = read_docx(edited(write_report(NEW, made_up(NEW), 2023), delete))
    assert kinds == []
    assert "表二/规章/本年制发件数" not in report.figures
    assert report.spots["表二/行政规范性文件/本年制发件数"].row == 4


def test_the_day_a_page_was_published_counts_where_nobody_signed():
    def publish(document) -> None:
        document.paragraphs[-1].text = ""
        document.paragraphs[0].insert_paragraph_before("发布时间：2024-01-25 来源：某局")

    report, _ = read_docx(edited(write_report(NEW, made_up(NEW), 2023), publish))
    assert report.dated == date(2024, 1, 25)
