"""Tables made in code: merged labels that read back as every row's own, and official tables with their exact spans."""

from itertools import pairwise

import docx
import pytest
from docx.oxml.ns import qn
from docx.table import Table
from hypothesis import given, settings
from hypothesis import strategies as st

from automation.model.paper import GridCell, GridTable, PlanPages, PlanRow
from automation.outputs.word_layout import LANDSCAPE_WIDTH, TEXT_WIDTH, characters_wide
from automation.outputs.word_table import column_widths, grid_table, task_table
from automation.sources.annual_forms import read_form

DOCUMENT = docx.Document()
AREA, OTHER_AREA = "着力加强公开解读回应工作", "着力提升政务服务工作实效"
ALL, OFFICE = "委机关各科室分别负责落实", "办公室牵头落实"


def plan(*lines: tuple[str, str, str, str]) -> tuple[PlanRow, ...]:
    """Rows from area, topic, units and deadline, numbered from 1."""
    return tuple(
        PlanRow(str(at), area, topic, f"要求{at}", units, deadline)
        for at, (area, topic, units, deadline) in enumerate(lines, 1)
    )


PLAN = plan(
    (AREA, "政策解读", ALL, "全年工作"),
    (AREA, "政策解读", OFFICE, "全年工作"),
    (AREA, "舆情回应", OFFICE, "按月完成"),
    (OTHER_AREA, "舆情回应", OFFICE, "12月底前"),
)
TEXTS = ("order", "area", "topic", "requirement", "units", "deadline")
LABELS = st.sampled_from(["甲", "乙"])
ROWS = st.lists(st.tuples(LABELS, LABELS, LABELS, LABELS), min_size=1, max_size=12)


def as_table(element) -> Table:
    return Table(element, DOCUMENT)


def merge_marks(element, column: int) -> list[str]:
    """What each body row says of a vertical merge in one column."""
    rows = element.findall(qn("w:tr"))[1:]
    cells = [each.findall(qn("w:tc"))[column] for each in rows]
    marks = [cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}") for cell in cells]
    return ["" if mark is None else mark.get(qn("w:val")) for mark in marks]


def test_area_and_topic_are_merged_over_their_groups():
    element = task_table(PLAN).element
    assert merge_marks(element, 1) == ["restart", "continue", "continue", ""]
    assert merge_marks(element, 2) == ["restart", "continue", "", ""]


def test_equal_units_and_deadlines_that_stand_together_are_merged():
    element = task_table(PLAN).element
    assert merge_marks(element, 4) == ["", "restart", "continue", "continue"]
    assert merge_marks(element, 5) == ["restart", "continue", "", ""]


def test_order_and_requirement_are_never_merged():
    element = task_table(plan((AREA, "政策解读", ALL, "全年工作"), (AREA, "政策解读", ALL, "全年工作"))).element
    assert merge_marks(element, 0) == merge_marks(element, 3) == ["", ""]


def test_a_topic_of_the_same_name_in_the_next_area_begins_its_own_merge():
    assert merge_marks(task_table(PLAN[2:]).element, 2) == ["", ""]


def test_every_merge_begins_anew_where_a_page_begins():
    whole = plan(*[(AREA, "政策解读", ALL, "全年工作")] * 5)
    element = task_table(whole, frozenset({3})).element
    for column in (1, 2, 4, 5):
        assert merge_marks(element, column) == ["restart", "continue", "continue", "restart", "continue"]
    assert as_table(element).rows[4]._tr.findall(qn("w:tc"))[1].findtext(f".//{qn('w:t')}") == AREA


def test_a_row_that_begins_a_page_is_held_there_in_any_program():
    """By a paragraph that asks for a page, and by heights that leave it no room above; its labels stand there."""
    whole = plan(*[(AREA, "政策解读", ALL, "全年工作")] * 5)
    element = task_table(whole, pages=PlanPages((0, 3), (20.0, 0.0, 30.5, 20.0, 20.0))).element
    rows = element.findall(qn("w:tr"))[1:]
    assert [at for at, each in enumerate(rows) if each.find(f".//{qn('w:pageBreakBefore')}") is not None] == [3]
    assert merge_marks(element, 1) == ["restart", "continue", "continue", "restart", "continue"]
    heights = [each.find(f"{qn('w:trPr')}/{qn('w:trHeight')}") for each in rows]
    assert [None if each is None else each.get(qn("w:val")) for each in heights] == ["400", None, "610", "400", "400"]
    assert all(each is None or each.get(qn("w:hRule")) == "atLeast" for each in heights)


def test_the_header_spans_both_label_columns_and_is_repeated():
    element = task_table(PLAN).element
    header = element.find(qn("w:tr"))
    assert header.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    assert [cell.grid_span for cell in header.tc_lst] == [1, 2, 1, 1, 1]
    texts = ["".join(node.text for node in cell.iter(qn("w:t"))) for cell in header.tc_lst]
    assert texts == ["序号", "工作任务", "具体要求", "牵头落实科室", "完成时限"]


def test_no_row_breaks_across_pages():
    for each in task_table(PLAN).element.tr_lst:
        assert each.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None


def test_the_table_is_as_wide_as_the_text_block_of_a_landscape_page():
    element = task_table(PLAN).element
    grid = [int(column.get(qn("w:w"))) for column in element.find(qn("w:tblGrid"))]
    assert sum(grid) == LANDSCAPE_WIDTH.twips
    assert int(element.find(f".//{qn('w:tblW')}").get(qn("w:w"))) == sum(grid)
    for each in element.tr_lst:
        assert sum(cell.width.twips for cell in each.tc_lst) == sum(grid)


def test_characters_a_document_cannot_hold_are_counted_in_the_plan():
    block = task_table((PlanRow("1", AREA, "政策\x0b解读", "R&D\x00<b>", ALL, "全年工作"),))
    assert block.lost_characters == 2
    assert [cell.text for cell in as_table(block.element).rows[1].cells][2:4] == ["政策解读", "R&D<b>"]


@settings(max_examples=40, deadline=None)
@given(lines=ROWS, restarts=st.frozensets(st.integers(0, 12)))
def test_every_cell_reads_back_as_the_text_of_its_own_row(lines, restarts):
    rows = plan(*lines)
    read = as_table(task_table(rows, restarts).element)
    for at, wanted in enumerate(rows, 1):
        assert [cell.text for cell in read.rows[at].cells] == [getattr(wanted, name) for name in TEXTS]


@settings(max_examples=40, deadline=None)
@given(lines=ROWS, restarts=st.frozensets(st.integers(0, 12)))
def test_a_continued_cell_never_follows_a_cell_that_stands_alone(lines, restarts):
    element = task_table(plan(*lines), restarts).element
    for column in range(6):
        marks = merge_marks(element, column)
        assert marks[0] != "continue"
        assert all(before != "" for before, after in pairwise(marks) if after == "continue")
        assert all(marks[at] != "continue" for at in restarts if at < len(marks))


def official(name: str, form: str) -> GridTable:
    shape = read_form(form).table(name)
    cells = [
        GridCell(each.row, each.column, each.rows, each.columns, each.text or "0", bool(each.key))
        for each in shape.cells
    ]
    return GridTable(name, shape.rows, shape.columns, tuple(cells))


@pytest.mark.parametrize("form", ["2019", "2021"])
@pytest.mark.parametrize("name", ["表二", "表三", "表四"])
def test_an_official_table_has_exactly_the_spans_of_its_form(name, form):
    grid = official(name, form)
    read = as_table(grid_table(grid).element)
    assert (len(read.rows), len(read.columns)) == (grid.rows, grid.columns)
    cells = [cell._tc for cell in read._cells]  # one for each place of the grid, row by row
    for item in grid.cells:
        places = [
            cells[at * grid.columns + column]
            for at in range(item.row, item.row + item.rows)
            for column in range(item.column, item.column + item.columns)
        ]
        assert all(place is places[0] for place in places)
        assert "".join(node.text for node in places[0].iter(qn("w:t"))) == item.text
    assert len(set(cells)) == len(grid.cells)


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_the_columns_of_table_three_fill_the_page_and_leave_room_for_the_longest_label(form):
    widths = column_widths(official("表三", form), TEXT_WIDTH)
    assert sum(width.twips for width in widths) == TEXT_WIDTH.twips
    assert len(set(widths[3:])) == 1
    assert widths[2] > 2.9 * widths[1] > 2 * widths[3]


@pytest.mark.parametrize(("name", "heads"), [("表二", 0), ("表三", 3), ("表四", 3)])
def test_the_heads_of_an_official_table_are_repeated_unless_it_has_several(name, heads):
    element = grid_table(official(name, "2019")).element
    marked = [each.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for each in element.tr_lst]
    assert marked == [True] * heads + [False] * (len(marked) - heads)


def test_a_date_is_measured_with_the_gaps_between_figures_and_characters():
    assert characters_wide("某县卫生局") == 5
    assert characters_wide("2018") == 2
    assert characters_wide("2018年7月25日") == pytest.approx(6.5 + 5 * 0.22)
