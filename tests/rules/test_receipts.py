"""Receipts (回执) as a rule: every finding of a form has a mark, a word on its row and a line, and nothing twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from automation import sheets
from automation.model.finding import Finding, details
from automation.model.origin import Origin
from automation.model.receipt import Mark, RowResult
from automation.model.rows import Change, History, Layout
from automation.rules.receipts import (
    SAID_LIMIT,
    close_receipts,
    draw_receipt,
    draw_refusals,
    find_earlier,
    find_told,
    without_copy,
)
from automation.rules.supervision import judge
from automation.rules.take_in import take_form
from tests.rules.small_office import issue_form, number, office, typed

TASK = "任务进展"
DAY = date(2018, 9, 28)
LEDGER = office()
COLUMNS = {column.header: place for place, column in enumerate(sheets.FORM_DUTIES.columns, 1)}
PLACES = {TASK: Layout(1, COLUMNS), "填报说明": Layout(labels={"报送日期": (8, 2)})}
FORM = replace(issue_form(LEDGER, "政法科"), digest="x", layouts=PLACES)
NOT_A_DATE = "“月底”不是日期，未采用；请填如 2018-06-30"


def fault(kind="not_a_date", row=2, column="完成日期", value="月底", **told) -> Finding:
    place = Origin(FORM.file, TASK, row, column)
    return Finding(kind, number(3), "政法科", value, details(year=2018, **told), place)


def close(receipt, ledger=LEDGER, findings=()):
    (closed,) = close_receipts([receipt], ledger, judge(ledger, DAY), findings, DAY)
    return closed


def take(cells, ledger=LEDGER):
    form = replace(typed(FORM, cells), layouts=PLACES)
    taken = take_form(ledger, form, form.base, DAY)
    return draw_receipt(form, taken.changes, taken.findings), taken


def test_a_cell_at_fault_has_a_mark_its_row_a_word_and_the_list_a_line():
    receipt = draw_receipt(FORM, (), [fault()])
    assert receipt.marks == (Mark(TASK, 2, COLUMNS["完成日期"], (NOT_A_DATE,)),)
    assert receipt.sheets[0].rows == (RowResult(2, "error", f"完成日期：{NOT_A_DATE}"),)
    assert receipt.told == (("错误", TASK, "2", "完成日期", "月底", NOT_A_DATE),)


def test_what_was_taken_is_counted_by_row_and_listed_with_its_values():
    receipt, taken = take({(3, "进展情况"): "已核对", (3, "完成数"): "5", (4, "完成日期"): "月底"})
    assert len(taken.changes) == 2
    assert [row.text for row in receipt.sheets[0].rows] == ["已采用 2 处", f"完成日期：{NOT_A_DATE}"]
    assert [row.level for row in receipt.sheets[0].rows] == ["", "error"]
    assert receipt.taken == ((TASK, "2", "进展情况", "", "已核对"), (TASK, "2", "完成数", "", "5"))


def test_two_faults_of_a_cell_are_one_mark_and_the_worst_gives_the_row_its_colour():
    receipt = draw_receipt(FORM, (), [fault("locked_changed", before="甲"), fault(), fault()])
    assert [len(mark.lines) for mark in receipt.marks] == [2]
    assert [row.level for row in receipt.sheets[0].rows] == ["error"]
    assert receipt.sheets[0].rows[0].text.count("不是日期") == 1


def test_every_row_that_shares_a_number_is_marked():
    rows = FORM.tables[TASK]
    twin = replace(rows[0], origin=Origin(FORM.file, TASK, 9))
    form = replace(FORM, tables={**FORM.tables, TASK: (*rows, twin)})
    finding = Finding("duplicate_number", number(3), "政法科", "", details(count=2, rows="2、9"), rows[0].origin)
    receipt = draw_receipt(form, (), [finding])
    assert [(mark.row, mark.column) for mark in receipt.marks] == [(2, COLUMNS["序号"]), (9, COLUMNS["序号"])]
    assert [row.row for row in receipt.sheets[0].rows] == [2, 9]
    assert receipt.sheets[0].last == 9


def test_a_label_of_the_cover_is_marked_at_its_value():
    place = Origin(FORM.file, "填报说明", 0, "报送日期")
    receipt = draw_receipt(FORM, (), [Finding("not_a_date", "", "政法科", "月底", details(year=2018), place)])
    assert [(mark.sheet, mark.row, mark.column) for mark in receipt.marks] == [("填报说明", 8, 2)]
    assert all(not sheet.rows for sheet in receipt.sheets)


def test_a_fault_of_the_whole_file_or_of_another_copy_is_a_line_without_a_mark():
    missing = Finding("missing_sheet", "", "政法科", "触发事件", origin=Origin(FORM.file))
    copy = Finding("lookalike", "", "政法科", FORM.file, origin=Origin("科室填报/政法科 - 副本.xlsx"))
    receipt = draw_receipt(FORM, (), [missing, copy])
    assert receipt.marks == ()
    assert [line[1] for line in receipt.told] == ["", "政法科 - 副本.xlsx"]
    beside = replace(fault(), origin=Origin("科室填报/政法科 - 副本.xlsx", TASK, 2, "完成日期"))
    receipt = draw_receipt(FORM, (), [beside])
    assert (receipt.marks, receipt.sheets[0].rows, len(receipt.told)) == ((), (), 1), (
        "row 2 of the copy, not of this one"
    )


def test_advice_meant_for_the_office_is_worded_for_the_section():
    receipt = draw_receipt(FORM, (), [fault("conflict", before="一", master="二", value="三")])
    assert "由办公室裁定" in receipt.marks[0].lines[0]
    assert receipt.told == (), "it stands among what waits for the office"


def test_a_form_of_an_older_issue_is_not_called_the_form_of_the_next_period():
    stale = Finding("stale_file", "", "政法科", "1", details(issue="2"), Origin(FORM.file))
    for found, said in (((), "下一期的填报表"), ((stale,), "不要再交这一份")):
        assert said in close(draw_receipt(FORM, (), found)).lines[2]


def test_a_section_is_not_told_to_make_the_section_do_something():
    (receipt,) = draw_refusals((), [Finding("empty_workbook", "", "政法科", origin=Origin("政法科.xlsx"))])
    assert receipt.told[0][-1].endswith("；请在下发的表格上填写后再交")


def test_long_and_broken_text_is_one_short_line():
    receipt = draw_receipt(FORM, (), [fault(value="一\n二\r\n" + "长" * 5000)])
    (line,) = receipt.marks[0].lines
    assert "\n" not in line
    assert len(line) == SAID_LIMIT + 1


def test_conflicts_overdue_rows_and_counts_come_from_the_judged_office():
    ours = office()
    ours = replace(ours, duties=tuple(replace(one, progress="办公室改的") for one in ours.duties))
    receipt, taken = take({(4, "进展情况"): "科室改的"}, ours)
    closed = close(receipt, taken.ledger)
    told, waiting, overdue, done = closed.blocks
    assert [line[-3:] for line in waiting.lines] == [("", "办公室改的", "科室改的")]
    late = [one for one in judge(taken.ledger, DAY).overdue if one.section == "政法科"]
    assert [line[0] for line in overdue.lines] == [str(int(one.number[-4:])) for one in late] == ["3"]
    assert (told.lines, done.lines) == ((), ())
    assert "已采用 0 处" in closed.lines[1]
    assert "逾期 1 项" in closed.lines[1]


def test_a_finding_about_a_section_without_a_place_stands_in_its_receipt_by_order():
    missed = Finding("target_missed", number(3), "政法科", "1", details(before="2次"))
    other = Finding("target_missed", number(3), "疾控科", "1", details(before="2次"))
    closed = close(draw_receipt(FORM, (), ()), findings=[missed, other])
    assert [line[1] for line in closed.blocks[0].lines] == ["第3项"]


def test_files_nothing_was_taken_from_have_a_receipt_unless_their_section_has_one():
    broken = Finding("damaged_workbook", "", "疾控科", "cut", origin=Origin("疾控科.xlsx"))
    mine = Finding("damaged_workbook", "", "政法科", "cut", origin=Origin("政法科 - 副本.xlsx"))
    nobody = Finding("unknown_file", origin=Origin("随手记.xlsx"))
    refused = draw_refusals([FORM], [broken, mine, nobody])
    assert [(one.section, one.file) for one in refused] == [("疾控科", "疾控科.xlsx"), ("", "随手记.xlsx")]
    assert find_told([FORM], [broken, mine, nobody]) == {FORM.file: [mine]}
    assert close(refused[1]).title == "随手记汇总回执"
    assert "没有汇总" in close(refused[0]).lines[2]


def test_what_an_earlier_run_of_the_day_took_is_remembered():
    record = {
        "run": 7,
        "sheet": TASK,
        "number": number(3),
        "section": "政法科",
        "period": "",
        "field": "进展情况",
        "before": "",
        "after": "早上填的",
        "on": DAY,
        "rule": "科室填报",
        "source": f"{FORM.file} › {TASK} › 第9行 › 进展情况",
    }
    decided = {**record, "rule": "冲突裁定：科室"}
    yesterday = {**record, "on": date(2018, 9, 27)}
    earlier = find_earlier(History((), (record, decided, yesterday)), DAY)
    assert [change.after for change in earlier[FORM.file]] == ["早上填的"]
    receipt = draw_receipt(FORM, earlier[FORM.file], ())
    assert receipt.sheets[0].rows == (RowResult(2, "", "已采用 1 处"),)


def test_a_row_that_was_taken_and_is_gone_since_is_listed_without_a_row():
    gone = Change(TASK, (), "RW2018-0099", "政法科", "", "进展情况", "", "曾经有", "科室填报")
    receipt = draw_receipt(FORM, [gone], ())
    assert receipt.taken == ((TASK, "", "进展情况", "", "曾经有"),)
    assert receipt.sheets[0].rows == ()


def test_a_receipt_without_a_copy_keeps_its_lists_and_says_so():
    closed = close(draw_receipt(FORM, (), [fault()]))
    alone = without_copy(closed)
    assert (alone.marks, alone.sheets, alone.digest) == ((), (), "")
    assert alone.blocks == closed.blocks
    assert "不能加批注" in alone.lines[2]
