"""Pages of the issued plan: labels on every page start, pages well filled, and always an end, whatever is rendered."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from automation.model.paper import PlanRow
from automation.model.printed import PrintedCell, PrintedRow, PrintedTable
from automation.rules.plan_pages import (
    MOST_RENDERS,
    Lessons,
    blank_before_imprint,
    learn,
    page_starts,
    settle_pages,
    spread_plan,
)
from automation.rules.plan_sizes import measure_plan

TOP, BOTTOM, HEAD, LINE, TITLE = 80.0, 520.0, 20.0, 20.0, 40.0
ROOM = BOTTOM - TOP - HEAD


def plan(*areas: str) -> tuple[PlanRow, ...]:
    """One row for each area, whose topic, units and deadline are the same throughout."""
    return tuple(PlanRow(str(at), area, "政策解读", "要求", "各科室", "全年") for at, area in enumerate(areas, 1))


def printed(rows, lines, pages, *, first_top=TOP + TITLE + HEAD) -> PrintedTable:
    """A rendering without merges: of each row the lines of 具体要求 and of its area, and the page it stands on."""
    made, top, page = [], first_top, pages[0]
    for row, (requirement, area), on in zip(rows, lines, pages, strict=True):
        top = top if on == page else TOP + HEAD
        page = on
        bottom = top + LINE + (max(requirement, area) - 1) * 16
        extents = (0, (area - 1) * 16, 0, (requirement - 1) * 16, 0, 0)
        cells = tuple(PrintedCell(column, top, bottom, row.texts[column], extents[column]) for column in range(6))
        made.append(PrintedRow(on, row.order, cells))
        top = bottom
    return PrintedTable(tuple(made), HEAD)


def measured(rows, lines):
    return measure_plan(rows, printed(rows, lines, [3] * len(rows)), TOP, BOTTOM)


def test_a_row_and_its_labels_are_measured_apart():
    rows = plan("甲", "甲")
    sizes = measured(rows, [(2, 5), (3, 1)])
    assert sizes.rows == (LINE + 16, LINE + 32)
    assert [needs[1] for needs in sizes.labels] == [LINE + 64, LINE]
    assert (sizes.first_room, sizes.room, sizes.first_page) == (ROOM - TITLE, ROOM, 3)


def test_a_rendering_that_lacks_a_row_or_shows_one_twice_measures_nothing():
    rows = plan("甲", "甲", "乙")
    whole = printed(rows, [(1, 1)] * 3, [3] * 3)
    assert measure_plan(rows, PrintedTable(whole.rows[:2], HEAD), TOP, BOTTOM) is None
    assert measure_plan(rows, PrintedTable((*whole.rows, whole.rows[2]), HEAD), TOP, BOTTOM) is None
    assert measure_plan(rows, PrintedTable(), TOP, BOTTOM) is None
    assert measure_plan((), PrintedTable(), TOP, BOTTOM) is None


def test_a_page_takes_as_many_rows_as_fit_and_they_fill_it():
    rows = plan(*["甲"] * 12)
    pages = spread_plan(measured(rows, [(5, 1)] * 12), Lessons())  # rows of 84 points: 4 below the title, then 4
    assert pages.starts == (0, 4, 8)
    assert sum(pages.heights[:4]) == pytest.approx(ROOM - TITLE - 16)
    assert sum(pages.heights[4:8]) == pytest.approx(ROOM - 16)
    assert pages.heights[8:] == (84.0,) * 4, "the last page keeps the heights of its rows"


def test_the_last_page_is_no_leaf_with_a_row_or_two():
    rows = plan(*["甲"] * 9)
    pages = spread_plan(measured(rows, [(5, 1)] * 9), Lessons())  # 4 and 4 and 1 would do, 3 and 3 and 3 is as short
    assert pages.starts == (0, 3, 6)
    assert ROOM - sum(pages.heights[3:6]) == pytest.approx(0.75 * 84), "a fourth row would have found room there"
    assert pages.heights[6:] == (84.0,) * 3


def test_what_a_page_leaves_free_is_never_enough_for_another_row():
    rows = plan(*["甲"] * 60)
    pages = spread_plan(measured(rows, [(1, 1)] * 60), Lessons())  # rows of one line, 20 points
    assert ROOM - sum(pages.heights[pages.starts[1] : pages.starts[2]]) == pytest.approx(15)


def test_a_row_grows_where_its_label_alone_on_the_page_needs_more():
    rows = plan("甲", "甲", "乙", "乙")
    sizes = measured(rows, [(1, 3), (1, 3), (1, 1), (1, 1)])
    assert spread_plan(sizes, Lessons()).heights == (20.0, 32.0, 20.0, 20.0)
    alone = spread_plan(sizes, Lessons(limits={0: 1}))
    assert alone.starts == (0, 1)
    assert alone.heights[1] == 52.0


def test_a_row_higher_than_a_page_stands_on_one_of_its_own():
    rows = plan("甲", "甲", "甲")
    assert spread_plan(measured(rows, [(1, 1), (40, 1), (1, 1)]), Lessons()).starts == (0, 1, 2)


def test_a_page_that_overflowed_is_given_fewer_rows():
    rows = plan(*["甲"] * 12)
    sizes = measured(rows, [(5, 1)] * 12)
    pages = spread_plan(sizes, Lessons())
    overflowed = printed(rows, [(5, 1)] * 12, [3] * 3 + [4] + [5] * 4 + [6] * 4)
    lessons = learn(Lessons(), pages, rows, overflowed)
    assert lessons == Lessons({0: 3})
    assert spread_plan(sizes, lessons).starts == (0, 3, 6, 9)
    assert learn(lessons, spread_plan(sizes, lessons), rows, overflowed).limits[0] == 3


def test_a_page_stays_blank_before_the_imprint_only_after_an_even_page():
    assert [page for page in range(3, 9) if blank_before_imprint(page)] == [4, 6, 8]
    rows = plan(*["甲"] * 12)
    sizes = measured(rows, [(5, 1)] * 12)
    assert not spread_plan(sizes, Lessons()).blank, "pages 3 to 5, so that the imprint's is 6"
    assert spread_plan(sizes, Lessons(extra_pages=1)).blank


COUNTS = st.integers(1, 7)
ROWS = st.lists(st.tuples(st.sampled_from("甲乙"), COUNTS, COUNTS), min_size=1, max_size=40)


@settings(max_examples=60, deadline=None)
@given(lines=ROWS, data=st.data())
def test_the_search_ends_whatever_pages_the_converter_shows(lines, data):
    rows = plan(*[area for area, _, _ in lines])
    sizes = measured(rows, [line[1:] for line in lines])
    renders = []

    def render(pages):
        breaks = data.draw(st.lists(st.booleans(), min_size=len(rows), max_size=len(rows)))
        renders.append(pages)
        numbers = [3 + sum(breaks[1 : at + 1]) for at in range(len(rows))]
        return printed(rows, [line[1:] for line in lines], numbers)

    settled = settle_pages(rows, sizes, render)
    assert len(renders) < MOST_RENDERS
    starts = set(page_starts(rows, settled.printed))
    assert not settled.holds or starts == set(settled.pages.starts)
    assert bool(starts - set(settled.pages.starts)) == bool(settled.unlabelled)
    for pages in renders:
        assert pages.starts[0] == 0
        assert list(pages.starts) == sorted(set(pages.starts))
        assert len(pages.heights) == len(rows)


def flow(rows, pages, natural, surplus):
    """Print as LibreOffice does: it knows no held row, only heights; its rows may be higher than was measured."""
    on, left, numbers = 3, ROOM - TITLE, []
    for height, more in zip(pages.heights, surplus, strict=True):
        needs = height + more
        if needs > left and numbers and left < (ROOM if on > 3 else ROOM - TITLE):
            on, left = on + 1, ROOM
        left -= needs
        numbers.append(on)
    return printed(rows, natural, numbers)


@settings(max_examples=100, deadline=None)
@given(lines=ROWS)
@example(lines=[("甲", 7, 7)] * 30)
def test_true_sizes_settle_at_the_first_try_with_labels_on_every_page(lines):
    rows = plan(*[area for area, _, _ in lines])
    natural = [line[1:] for line in lines]
    settled = settle_pages(rows, measured(rows, natural), lambda pages: flow(rows, pages, natural, [0.0] * len(rows)))
    assert settled.holds
    assert settled.unlabelled == ()
    assert page_starts(rows, settled.printed) == settled.pages.starts


@settings(max_examples=100, deadline=None)
@given(lines=ROWS, data=st.data())
def test_rows_a_little_higher_than_measured_are_learnt_or_told(lines, data):
    rows = plan(*[area for area, _, _ in lines])
    natural = [line[1:] for line in lines]
    surplus = data.draw(st.lists(st.sampled_from([0.0, 0.5, 16.0]), min_size=len(rows), max_size=len(rows)))
    settled = settle_pages(rows, measured(rows, natural), lambda pages: flow(rows, pages, natural, surplus))
    unmeant = set(page_starts(rows, settled.printed)) - set(settled.pages.starts)
    assert bool(unmeant) == bool(settled.unlabelled)
    assert not (settled.holds and unmeant)
