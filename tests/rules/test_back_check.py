"""The back-check: each row of the plan once, whole, on one page and with the master's words, or a finding."""

from dataclasses import replace

from automation.model.paper import PlanRow
from automation.model.printed import PrintedCell, PrintedRow, PrintedTable
from automation.rules.back_check import check_printed

AREA, ALL = "着力加强公开解读回应工作", "委机关各科室分别负责落实"
PLAN = (
    PlanRow("1", AREA, "政策解读", "发布 解读材料，\n不少于3次。", ALL, "全年工作"),
    PlanRow("2", AREA, "政策解读", "公开决算。", ALL, "全年工作"),
    PlanRow("3", AREA, "舆情回应", "监测舆情。", "宣传科牵头落实", "8月底前"),
)
NUMBERS = ("RW2018-0001", "RW2018-0002", "RW2018-0003")


def row(at: int, page: int, begins: dict[int, int] | None = None, **texts: str) -> PrintedRow:
    """A row of the plan on its page, 30 points high; ``begins`` names the row a merged cell begins with."""
    names = ("order", "area", "topic", "requirement", "units", "deadline")
    planned = replace(PLAN[at], **{name: text for name, text in texts.items() if name in names})
    cells = []
    for column, text in enumerate(planned.texts):
        top = 100.0 + 30 * (begins or {}).get(column, at)
        cells.append(PrintedCell(column, top, 130.0 + 30 * at, "".join(text.split()), 0.0))
    return PrintedRow(page, cells[0].text, tuple(cells))


def printed(*rows: PrintedRow) -> PrintedTable:
    return PrintedTable(rows, 20.0)


def kinds(*rows: PrintedRow) -> list[tuple[str, str]]:
    return [(finding.kind, finding.number) for finding in check_printed(PLAN, NUMBERS, printed(*rows))]


MERGED = {1: 0, 2: 0, 4: 0, 5: 0}


def test_a_faithful_pdf_has_no_finding_wherever_its_lines_break():
    assert kinds(row(0, 3), row(1, 3, MERGED), row(2, 4)) == []


def test_a_row_that_is_not_there_is_told_by_its_number():
    assert kinds(row(0, 3), row(2, 4)) == [("plan_row_missing", "RW2018-0002")]
    (finding,) = check_printed(PLAN, NUMBERS, printed(row(0, 3), row(2, 4)))
    assert finding.severity == "error"
    assert "序号2这一行在定稿的 PDF 里有0处" in finding.message


def test_a_row_printed_twice_is_told():
    assert kinds(row(0, 3), row(1, 3, MERGED), row(1, 4), row(2, 4)) == [("plan_row_missing", "RW2018-0002")]


def test_a_row_broken_over_two_pages_is_told_with_its_page():
    rest = row(1, 4, order="", requirement="算。")
    (finding,) = check_printed(PLAN, NUMBERS, printed(row(0, 3), row(1, 3, MERGED), rest, row(2, 4)))
    assert (finding.kind, finding.number) == ("plan_row_broken", "RW2018-0002")
    assert "第3页" in finding.message


def test_a_text_that_lost_its_end_is_told_with_page_column_and_both_texts():
    cut = row(0, 3, requirement="发布解读材料，不少")
    (finding,) = check_printed(PLAN, NUMBERS, printed(cut, row(1, 3, MERGED), row(2, 4)))
    assert (finding.kind, finding.severity) == ("plan_text_differs", "error")
    assert "定稿 PDF 第3页序号1的“具体要求”印成“读材料，不少”，总台账是“读材料，不少于3次。”" in finding.message


def test_a_text_that_strayed_into_the_next_column_is_told_in_both():
    strayed = row(2, 4, requirement="监测舆情。宣", units="传科牵头落实")
    found = check_printed(PLAN, NUMBERS, printed(row(0, 3), row(1, 3, MERGED), strayed))
    assert [dict(finding.details)["column"] for finding in found] == ["具体要求", "牵头落实科室"]


def test_a_merged_label_that_differs_is_told_once():
    wrong = {"area": "着力加强公开解读"}
    assert kinds(row(0, 3, **wrong), row(1, 3, MERGED, **wrong), row(2, 4)) == [("plan_text_differs", "RW2018-0001")]


def test_a_label_that_belongs_to_another_row_is_told():
    assert kinds(row(0, 3), row(1, 3, MERGED), row(2, 4, deadline="全年工作")) == [("plan_text_differs", NUMBERS[2])]


def test_a_label_printed_once_may_be_missing_on_the_next_page_but_nowhere_else():
    carried = row(1, 4, area="", topic="", units="", deadline="")
    assert kinds(row(0, 3), carried, row(2, 4)) == []
    assert kinds(row(0, 3), row(1, 3, area=""), row(2, 4)) == [("plan_text_differs", "RW2018-0002")]
    assert kinds(row(0, 3), row(1, 3, MERGED), row(2, 4, topic="")) == [("plan_text_differs", "RW2018-0003")]


def test_an_empty_cell_is_called_so():
    (finding,) = check_printed(PLAN, NUMBERS, printed(row(0, 3, requirement=""), row(1, 3, MERGED), row(2, 4)))
    assert "印成“（空白）”" in finding.message


def test_signs_without_ink_do_not_count():
    typed = (replace(PLAN[0], requirement="发布解读材料，\u200b不少\ufeff于3次。"), *PLAN[1:])
    assert check_printed(typed, NUMBERS, printed(row(0, 3), row(1, 3, MERGED), row(2, 4))) == []


def test_a_pdf_without_the_table_is_one_finding():
    assert kinds() == [("plan_unread", "")]
