"""The figures behind the charts: fixed blocks, whatever comes and goes; what is too many stands together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from automation.rules.figures import count_areas, draw_figures, shorten_area
from automation.rules.records import draw_board
from automation.rules.supervision import judge
from automation.sheets import AREA_BLOCK, BLOCKS, SECTION_BLOCK, WEEK_BLOCK
from tests.rules.small_office import office

DAY = date(2018, 9, 3)


def figures(ledger, runs=(), day=DAY):
    judged = judge(ledger, day)
    board = draw_board(ledger, judged, day)
    return board, draw_figures(ledger, judged, board, runs, day)


def block(lines, which):
    return [line for line in lines[which.first : which.first + which.size] if line["item"]]


def many(count):
    sections = tuple(f"{n}科" for n in range(1, count + 1))
    plan = "\n".join(f"{n} | 第{n}类 | 小类 | 做一件事 | {n}科牵头 | 8月底前" for n in range(1, count + 1))
    return office(plan, sections)


def test_the_blocks_lie_one_below_the_other_and_never_move():
    assert [(one.first, one.size) for one in BLOCKS] == [(0, 40), (40, 20), (60, 53)]
    for ledger in (office(), many(5), many(41)):
        lines = figures(ledger)[1]
        assert len(lines) == 113
        assert {line["chart"] for line in lines} <= {"", *(one.title for one in BLOCKS)}


@pytest.mark.parametrize("count", [1, 20, 21, 40, 41, 60])
def test_what_a_block_has_no_room_for_is_summed_up_in_its_last_line(count):
    board, lines = figures(many(count))
    sections, areas = block(lines, SECTION_BLOCK), block(lines, AREA_BLOCK)
    assert (len(sections), len(areas)) == (min(count, 40), min(count, 20))
    assert [sum(int(line[name]) for line in sections) for name in SECTION_BLOCK.fields] == [
        board[-1][name] for name in SECTION_BLOCK.fields
    ]
    assert sum(int(line[name]) for line in areas for name in AREA_BLOCK.fields) == count
    if count > 40:
        assert sections[-1]["item"] == f"其余{count - 39}个科室"
    if count > 20:
        assert areas[-1]["item"] == f"其余{count - 19}类"


def test_the_lights_of_an_area_are_those_of_its_tasks_in_the_plans_order():
    ledger = office()
    judged = judge(ledger, DAY)
    areas = count_areas(ledger, judged)
    assert [row["item"] for row in areas] == ["公开解读", "政务服务", "制度规范"]
    assert areas[1] == {"item": "政务服务", "red": 1, "yellow": 0, "green": 1}, "one is overdue, one has until November"
    assert sum(int(row[name]) for row in areas for name in AREA_BLOCK.fields) == len(ledger.tasks)


def test_a_long_name_is_cut_where_an_axis_could_not_show_it():
    assert shorten_area("着力推进政务公开") == "着力推进政务公开"
    assert shorten_area("着" * 30) == "着" * 17 + "…"
    long = office("1 | " + "着" * 30 + " | 小类 | 做一件事 | 办公室牵头 | 8月底前")
    assert block(figures(long)[1], AREA_BLOCK)[0]["item"] == "着" * 17 + "…"


def test_the_weeks_stand_in_their_block_with_their_gaps():
    runs = [
        {"run": 1, "command": "汇总", "as_of": date(2018, 8, 20), "done": 1, "overdue": 0},
        {"run": 2, "command": "汇总", "as_of": DAY, "done": 3, "overdue": 2},
    ]
    weeks = block(figures(office(), runs)[1], WEEK_BLOCK)
    assert [(line["item"], line["done"], line["overdue"]) for line in weeks[:4]] == [
        ("34", 1, 0),
        ("35", None, None),
        ("36", 3, 2),
        ("37", None, None),
    ]
    assert block(figures(office())[1], WEEK_BLOCK) == []


def test_an_office_without_duties_has_empty_blocks():
    empty = replace(office(), tasks=(), duties=(), periods=(), questions=())
    assert all(not line["item"] for line in figures(empty)[1])
