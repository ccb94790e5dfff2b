"""Where rows go in the master (落位): a list drawn anew leaves nothing of the last one behind."""

from __future__ import annotations

from automation import sheets
from automation.outputs.patch_sheet import CellEdit
from automation.outputs.place import Standing, place_keyed, place_listed

HEADS = [column.header for column in sheets.MISSING.columns]
COLUMNS = {column.field: place for place, column in enumerate(sheets.MISSING.columns)}


def standing(*sections: str) -> Standing:
    lines = [HEADS, *([section, "2018-09", "", "未报", 3, "", "办公室的备注"] for section in sections)]
    return Standing("总台账.xlsx", 0, COLUMNS, lines)


def row(section: str) -> dict[str, object]:
    return {"section": section, "period": "2018-09", "state": "未报", "duties": 3}


def set_cells(edits: list[CellEdit]) -> dict[tuple[int, int], object]:
    return {(edit.row, edit.column): edit.value for edit in edits}


def test_what_is_left_of_a_longer_list_is_cleared_and_the_offices_notes_are_not():
    edits = set_cells(place_listed(sheets.MISSING, standing("政法科", "疾控科", "宣传科"), [row("政法科")]))
    assert {line for line, _ in edits} == {3, 4}
    assert {column for _, column in edits} == {1, 2, 4, 5}
    assert not any(edits.values())


def test_a_list_that_stands_already_is_not_written_again():
    assert place_listed(sheets.MISSING, standing("政法科"), [row("政法科")]) == []


def test_keyed_rows_stay_where_they_are_and_new_ones_take_emptied_lines_first():
    rows = [row("宣传科"), row("办公室"), row("医政科")]
    edits = set_cells(place_keyed(sheets.MISSING, standing("政法科", "宣传科"), rows, clear=True))
    assert edits == {(2, 1): "办公室", **{(4, place): value for place, value in ((1, "医政科"), (2, "2018-09"))}} | {
        (4, 4): "未报",
        (4, 5): 3,
    }


def test_a_new_row_goes_below_what_the_office_wrote_under_the_table():
    was = standing("政法科")
    noted = Standing(was.file, was.header, was.columns, [*was.lines, ["", "", "", "", "", "以上已核", ""]])
    edits = set_cells(place_keyed(sheets.MISSING, noted, [row("政法科"), row("宣传科")], clear=False))
    assert {line for line, _ in edits} == {4}
