"""Marks in a copy of somebody's Word file: shading keeps the order of the standard, comments join those there are."""

from __future__ import annotations

import io
from datetime import date

import docx
import pytest

from automation.errors import AutomationError
from automation.model.annual import Severity
from automation.model.finished import PaperMark, Spot
from automation.outputs.word_marks import mark_report

DAY = date(2024, 2, 1)


def paper(*, comment: bool = False) -> bytes:
    """A line, a table of two rows and two columns, a table inside another's cell, a line."""
    document = docx.Document()
    first = document.add_paragraph("第一行")
    table = document.add_table(2, 2)
    table.cell(1, 0).text = "12"
    inner = document.add_table(1, 1).cell(0, 0).add_table(1, 2)
    inner.cell(0, 1).text = "34"
    document.add_paragraph("最后一行")
    if comment:
        document.add_comment(first.runs, text="原有批注", author="某人")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def marked(*marks: PaperMark, data: bytes | None = None):
    return docx.Document(io.BytesIO(mark_report(data or paper(), marks, DAY)))


def fills(cell) -> list[str]:
    return cell._tc.xpath("./w:tcPr/w:shd/@w:fill")


def test_a_cell_is_shaded_and_commented_whichever_table_it_stands_in():
    document = marked(
        PaperMark((Spot(table=1, row=2, cell=1),), "不平", Severity.ERROR),
        PaperMark((Spot(table=3, row=1, cell=2),), "空白", Severity.WARNING),
    )
    assert fills(document.tables[0].cell(1, 0)) == ["FFFF00"]
    assert fills(document.tables[1].cell(0, 0).tables[0].cell(0, 1)) == ["FFF2CC"]
    assert fills(document.tables[0].cell(0, 0)) == []
    assert [(c.author, c.text) for c in document.comments] == [
        ("勾稽检查", "〔错误〕不平"),
        ("勾稽检查", "〔提醒〕空白"),
    ]


def test_where_an_error_and_a_warning_meet_the_error_shows():
    spot = Spot(table=1, row=1, cell=1)
    document = marked(PaperMark((spot,), "错", Severity.ERROR), PaperMark((spot,), "疑", Severity.WARNING))
    assert fills(document.tables[0].cell(0, 0)) == ["FFFF00"]
    assert len(list(document.comments)) == 2


def test_a_line_gets_its_comment_and_what_has_no_place_stands_at_the_head():
    document = marked(PaperMark((Spot(line=1),), "正文", Severity.WARNING), PaperMark((), "缺表", Severity.ERROR))
    first = document.paragraphs[0]._p
    assert len(first.xpath("./w:commentRangeStart")) == len(first.xpath("./w:r/w:commentReference")) == 2
    assert document.paragraphs[0].text == "第一行"


def test_comments_that_were_there_stay_and_no_number_is_used_twice():
    mark = PaperMark((Spot(table=1, row=1, cell=1),), "不平", Severity.ERROR)
    document = marked(mark, data=paper(comment=True))
    assert [c.text for c in document.comments] == ["原有批注", "〔错误〕不平"]
    assert len({c.comment_id for c in document.comments}) == 2


def test_the_shade_of_a_cell_stands_where_the_standard_wants_it():
    document = docx.Document(io.BytesIO(paper()))
    cell = document.tables[0].cell(1, 0)
    cell.vertical_alignment = docx.enum.table.WD_CELL_VERTICAL_ALIGNMENT.CENTER
    out = io.BytesIO()
    document.save(out)
    mark = PaperMark((Spot(table=1, row=2, cell=1),), "不平", Severity.ERROR)
    changed = marked(mark, data=out.getvalue()).tables[0].cell(1, 0)._tc.tcPr
    assert [one.tag.rpartition("}")[2] for one in changed] == ["tcW", "shd", "vAlign"]


def test_what_is_no_package_is_not_marked():
    with pytest.raises(AutomationError):
        mark_report(b"no zip", (), DAY)
