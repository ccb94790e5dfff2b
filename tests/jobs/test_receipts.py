"""Receipts (回执): every section gets its own workbook back, marked; the original is never written."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from automation.errors import AutomationError
from automation.jobs import receipts as giving
from tests.jobs.office_desk import FORMS, MASTER, digest, form, kinds, run, type_into

TASK = "任务进展"
MARK = "【自动校验】"


def receipt(root: Path, name: str, day: str) -> Path:
    return root / "output" / day / "回执" / name


def comments(path: Path, sheet: str = TASK) -> dict[tuple[object, str], str]:
    """(序号 of the row, header) → comment."""
    page = openpyxl.load_workbook(path)[sheet]
    heads = {cell.column: cell.value for cell in page[1]}
    orders = next(column for column, head in heads.items() if head == "序号")
    return {
        (page.cell(cell.row, orders).value, heads[cell.column]): cell.comment.text
        for line in page.iter_rows()
        for cell in line
        if cell.comment
    }


def said(path: Path, sheet: str = TASK) -> dict[object, str]:
    """序号 of the row → what 校验结果 says, blanks left out."""
    page = openpyxl.load_workbook(path)[sheet]
    heads = {cell.value: cell.column for cell in page[1]}
    assert [cell.value for cell in page[1]].count("校验结果") == 1
    found = {}
    for line in page.iter_rows(min_row=2):
        text = line[heads["校验结果"] - 1].value
        if text:
            found[line[heads["序号"] - 1].value] = text
    return found


def results(path: Path) -> list[tuple[str, ...]]:
    """The lines of 汇总结果, blanks left out."""
    page = openpyxl.load_workbook(path)["汇总结果"]
    lines = [tuple(str(value) for value in line if value is not None) for line in page.iter_rows(values_only=True)]
    return [line for line in lines if line]


def test_a_section_sees_in_its_own_workbook_what_was_taken_and_what_was_not(fresh_office):
    path = form(fresh_office, "政法科")
    type_into(path, TASK, {(26, "进展情况"): "已核对", (26, "完成日期"): "6月底", (24, "完成数"): "说不清"})
    before = digest(fresh_office / FORMS)
    code, told, _ = run(fresh_office, "merge")
    assert code == 1
    assert digest(fresh_office / FORMS) == before, "what was handed in is never written"
    mine = receipt(fresh_office, "政法科.xlsx", "2018-08-06")
    assert mine.relative_to(fresh_office).as_posix() in told["files"]
    given = {Path(file).stem for file in told["files"] if "回执" in file}
    assert given == {"政法科", "办公室"}, "办公室 is late; who brought nothing and is not late is told nothing"
    assert comments(mine) == {
        (26, "完成日期"): f"{MARK}“6月底”不是日期，未采用；请填如 2018-06-30\n",
        (24, "完成数"): f"{MARK}“说不清”不是数字，未采用；请只填数字，如 30\n",
    }
    assert said(mine) == {
        26: "已采用 1 处；完成日期：“6月底”不是日期，未采用；请填如 2018-06-30",
        24: "完成数：“说不清”不是数字，未采用；请只填数字，如 30",
    }
    listed = results(mine)
    row = next(cell.row for cell in openpyxl.load_workbook(mine)[TASK]["B"] if cell.value == 26)
    assert ("1", TASK, str(row), "进展情况", "已核对") in listed
    assert ("错误", TASK, str(row), "完成日期", "6月底", "“6月底”不是日期，未采用；请填如 2018-06-30") in listed


def test_a_dry_run_gives_no_receipts(fresh_office):
    _, told, _ = run(fresh_office, "merge", "--dry-run")
    assert told["files"] == []
    assert not (fresh_office / "output").exists()


def test_the_receipt_of_this_month_is_the_form_of_the_next(fresh_office):
    path = form(fresh_office, "政法科")
    type_into(path, TASK, {(26, "完成日期"): "6月底", (24, "完成数"): "说不清"})
    run(fresh_office, "merge")
    shutil.copy(receipt(fresh_office, "政法科.xlsx", "2018-08-06"), path)
    _, told, _ = run(fresh_office, "merge", as_of="2018-08-13")
    assert (sorted(kinds(told)), told["changes"]) == (["not_a_date", "not_a_number"], [])
    again = receipt(fresh_office, "政法科.xlsx", "2018-08-13")
    assert len(comments(again)) == len(said(again)) == 2
    assert all(text.count(MARK) == 1 for text in comments(again).values())
    shutil.copy(again, path)
    type_into(path, TASK, {(26, "完成日期"): "2018-08-15", (26, "进展情况"): "已办结"})
    _, told, _ = run(fresh_office, "merge", as_of="2018-08-20")
    assert kinds(told) == ["not_a_number"]
    assert {change["after"] for change in told["changes"]} == {"2018-08-15", "已办结"}
    last = receipt(fresh_office, "政法科.xlsx", "2018-08-20")
    assert set(comments(last)) == {(24, "完成数")}
    assert said(last) == {26: "已采用 2 处", 24: "完成数：“说不清”不是数字，未采用；请只填数字，如 30"}
    assert openpyxl.load_workbook(last).sheetnames.count("汇总结果") == 1


def test_rows_at_fault_as_a_whole_are_marked_where_the_clerk_can_see_it(fresh_office):
    path = form(fresh_office, "政法科")
    book = openpyxl.load_workbook(path)
    page = book[TASK]
    line = next(cell.row for cell in page["B"] if cell.value == 26)
    last = page.max_row
    page.cell(last + 1, 4, "新增一项工作")
    for column in range(1, 10):
        page.cell(last + 2, column, page.cell(line, column).value)
    page.cell(line, 10, "推进中")
    page.cell(last, 4, "改了要求")
    book.save(path)
    _, told, _ = run(fresh_office, "merge")
    assert sorted(kinds(told)) == ["duplicate_number", "locked_changed", "row_without_number"]
    mine = receipt(fresh_office, "政法科.xlsx", "2018-08-06")
    page = openpyxl.load_workbook(mine)[TASK]
    marked = {cell.coordinate: cell.comment.text for row in page.iter_rows() for cell in row if cell.comment}
    assert set(marked) == {f"B{line}", f"B{last + 2}", f"B{last + 1}", f"D{last}"}
    assert "只保留一行" in marked[f"B{line}"] == marked[f"B{last + 2}"]
    assert "没有编号" in marked[f"B{last + 1}"]
    assert "办公室" in marked[f"D{last}"]
    assert page.auto_filter.ref == f"A1:U{last + 2}"


def test_a_conflict_and_a_blank_are_told_in_words_meant_for_the_section(fresh_office):
    path = form(fresh_office, "政法科")
    type_into(path, TASK, {(26, "进展情况"): "先填的", (24, "进展情况"): "原有内容"})
    run(fresh_office, "merge")
    type_into(path, TASK, {(26, "进展情况"): "科室改的", (24, "进展情况"): ""})
    type_into(fresh_office / MASTER, "科室进展", {("RW2018-0026", "进展情况"): "办公室改的"}, "编号")
    _, told, _ = run(fresh_office, "merge", as_of="2018-08-13")
    assert sorted(kinds(told)) == ["blank_over_value", "conflict"]
    mine = receipt(fresh_office, "政法科.xlsx", "2018-08-13")
    marks = comments(mine)
    assert "办公室裁定" in marks[26, "进展情况"]
    assert "请告知办公室" in marks[24, "进展情况"]
    waiting = next(line for line in results(mine) if "办公室改的" in line)
    assert waiting[-3:] == ("先填的", "办公室改的", "科室改的")


def test_what_is_missing_from_a_file_stands_on_the_sheet_of_results(fresh_office):
    path = form(fresh_office, "政法科")
    book = openpyxl.load_workbook(path)
    del book["触发事件"]
    book[TASK].delete_rows(5)
    book[TASK]["K1"] = "情况"
    label = next(cell for cell in book["填报说明"]["A"] if cell.value == "报送日期")
    book["填报说明"].cell(label.row, 2, "月底报")
    book.save(path)
    _, told, _ = run(fresh_office, "merge")
    wanted = {"missing_sheet", "missing_row", "missing_column", "not_a_date"}
    assert set(kinds(told)) == wanted
    mine = receipt(fresh_office, "政法科.xlsx", "2018-08-06")
    told_here = [line for line in results(mine) if line[0] in ("错误", "提醒")]
    assert len(told_here) == len(wanted)
    note = openpyxl.load_workbook(mine)["填报说明"].cell(label.row, 2).comment
    assert note.text == f"{MARK}“月底报”不是日期，未采用；请填如 2018-06-30\n"


def test_overdue_rows_stand_in_the_receipt_as_in_the_list_of_the_office(office):
    _, told, _ = run(office, "weekly", as_of="2018-11-26")
    late = [one for one in told["overdue"] if one["section"] == "政法科"]
    mine = results(receipt(office, "政法科.xlsx", "2018-11-26"))
    start = mine.index(("三、已经逾期",))
    end = mine.index(("四、已采用",))
    rows = mine[start + 2 : end]
    assert [(line[0], int(line[2])) for line in rows] == [("45", one["days_late"]) for one in late]


def test_a_second_run_of_the_day_gives_the_same_receipt_not_an_empty_one(fresh_office):
    type_into(form(fresh_office, "政法科"), TASK, {(26, "进展情况"): "已核对"})
    run(fresh_office, "merge")
    folder = fresh_office / "output" / "2018-08-06" / "回执"
    first = digest(folder)
    _, told, _ = run(fresh_office, "merge")
    assert (told["changes"], digest(folder)) == ([], first)


def test_a_rerun_replaces_the_days_receipts_and_removes_those_nobody_gets_any_more(fresh_office):
    for section in ("疾控科", "政法科"):
        type_into(form(fresh_office, section), TASK, {(1, "进展情况"): "已核对"})
    run(fresh_office, "merge")
    folder = fresh_office / "output" / "2018-08-06" / "回执"
    assert [path.name for path in sorted(folder.iterdir())] == ["办公室.xlsx", "政法科.xlsx", "疾控科.xlsx"]
    form(fresh_office, "疾控科").unlink()
    run(fresh_office, "merge")
    assert [path.name for path in sorted(folder.iterdir())] == ["办公室.xlsx", "政法科.xlsx"]


def test_a_section_that_handed_in_or_is_late_is_answered_though_it_brought_nothing(fresh_office):
    path = form(fresh_office, "政法科")
    book = openpyxl.load_workbook(path)
    for line in book["填报说明"].iter_rows():
        wanted = {"本期无变化": "是", "报送期": "2018-08"}.get(line[0].value)
        if wanted:
            line[1].value = wanted
    book.save(path)
    run(fresh_office, "merge")
    folder = fresh_office / "output" / "2018-08-06" / "回执"
    assert [path.name for path in sorted(folder.iterdir())] == ["办公室.xlsx", "政法科.xlsx"]
    first = digest(folder)
    run(fresh_office, "merge")
    assert digest(folder) == first, "a second run of the day answers the same"
    _, told, _ = run(fresh_office, "merge", as_of="2018-09-03")
    late = {one["section"] for one in told["overdue"]}
    given = {path.stem for path in (fresh_office / "output" / "2018-09-03" / "回执").iterdir()}
    assert given == late != set()


@pytest.mark.parametrize(
    ("suffix", "content"), [(".xlsx", b"PK broken"), (".ods", b"anything"), (".xlsx", b""), (".xlsx", b"\xd0\xcf\x11")]
)
def test_a_file_that_cannot_be_read_gets_the_results_alone(fresh_office, suffix, content):
    path = form(fresh_office, "政法科")
    path.unlink()
    path.with_suffix(suffix).write_bytes(content)
    _, told, _ = run(fresh_office, "merge")
    mine = receipt(fresh_office, "政法科.xlsx", "2018-08-06")
    assert openpyxl.load_workbook(mine).sheetnames == ["汇总结果"]
    refused = next(finding for finding in told["findings"] if finding["section"] == "政法科")
    said = next(line[-1] for line in results(mine) if line[0] == "错误")
    assert refused["message"].replace("请让科室", "请").endswith(said), "the section is told what to do itself"


def test_files_of_nobody_are_answered_under_their_own_name(fresh_office):
    (fresh_office / FORMS / "随手记.xlsx").write_bytes(b"PK")
    run(fresh_office, "merge")
    assert receipt(fresh_office, "随手记.xlsx", "2018-08-06").is_file()


def test_two_issues_of_one_section_are_answered_apart(fresh_office):
    old = form(fresh_office, "政法科")
    saved = old.read_bytes()
    run(fresh_office, "distribute", as_of="2018-08-13")
    shutil.copy(old, old.with_name("政法科-第2期.xlsx"))
    old.write_bytes(saved)
    type_into(old, TASK, {(26, "进展情况"): "在旧表上填的"})
    run(fresh_office, "merge", as_of="2018-08-20")
    assert said(receipt(fresh_office, "政法科.xlsx", "2018-08-20")) == {}
    older = receipt(fresh_office, "政法科-第1期.xlsx", "2018-08-20")
    assert said(older) == {26: "已采用 1 处"}
    assert any("旧文件" in line[-1] for line in results(older))


def test_a_copy_that_was_not_merged_is_named_in_the_receipt_of_the_one_that_was(fresh_office):
    path = form(fresh_office, "政法科")
    copy = path.with_name("政法科 - 副本.xlsx")
    shutil.copy(path, copy)
    type_into(copy, TASK, {(26, "进展情况"): "只在副本里"})
    run(fresh_office, "merge")
    assert any(line[:2] == ("提醒", copy.name) for line in results(receipt(fresh_office, "政法科.xlsx", "2018-08-06")))
    assert len(list((fresh_office / "output" / "2018-08-06" / "回执").iterdir())) == 2


def test_a_macro_workbook_keeps_its_suffix(fresh_office):
    path = form(fresh_office, "政法科")
    type_into(path, TASK, {(26, "进展情况"): "已核对"})
    path.rename(path.with_suffix(".xlsm"))
    run(fresh_office, "merge")
    assert receipt(fresh_office, "政法科.xlsm", "2018-08-06").is_file()


def test_a_receipt_somebody_has_open_is_put_beside_and_the_run_goes_on(fresh_office, monkeypatch):
    keep = giving.replace_file

    def refuse(path, data):
        if path.name == "政法科.xlsx":
            raise AutomationError("写不进去")
        keep(path, data)

    monkeypatch.setattr(giving, "replace_file", refuse)
    type_into(form(fresh_office, "政法科"), TASK, {(26, "进展情况"): "已核对"})
    code, told, _ = run(fresh_office, "merge")
    assert (code, kinds(told)) == (0, ["receipt_beside"])
    assert receipt(fresh_office, "政法科-新.xlsx", "2018-08-06").is_file()
    assert "output/2018-08-06/回执/政法科-新.xlsx" in told["files"]


def test_receipts_that_cannot_be_written_at_all_are_told_and_the_master_stands(fresh_office, monkeypatch):
    run(fresh_office, "merge")
    old = digest(fresh_office / "output" / "2018-08-06" / "回执")
    type_into(form(fresh_office, "政法科"), TASK, {(26, "进展情况"): "已核对"})

    def refuse(path, data):
        raise AutomationError("磁盘满了")

    monkeypatch.setattr(giving, "replace_file", refuse)
    type_into(form(fresh_office, "政法科"), TASK, {(26, "进展情况"): "已核对"})
    code, told, _ = run(fresh_office, "weekly")
    assert (code, set(kinds(told))) == (0, {"receipt_unwritten"})
    assert [change["after"] for change in told["changes"]] == ["已核对"]
    assert digest(fresh_office / "output" / "2018-08-06" / "回执") == old
    assert run(fresh_office, "merge", "--dry-run")[1]["changes"] == [], "it has been taken"


def test_a_workbook_that_cannot_be_marked_is_answered_with_the_results_alone(fresh_office, monkeypatch):
    def refuse(data, receipt):
        raise AutomationError("不合标准")

    monkeypatch.setattr(giving, "write_receipt", refuse)
    type_into(form(fresh_office, "政法科"), TASK, {(26, "进展情况"): "已核对"})
    code, told, _ = run(fresh_office, "merge")
    assert code == 0
    assert {finding["kind"] for finding in told["findings"]} >= {"receipt_without_copy"}
    mine = receipt(fresh_office, "政法科.xlsx", "2018-08-06")
    assert any("不能加批注" in line[0] for line in results(mine))


def test_a_workbook_built_oddly_costs_only_its_own_marks_and_the_reason_is_told(fresh_office):
    path = form(fresh_office, "政法科")
    book = openpyxl.load_workbook(path)
    book[TASK]["K2"].comment = Comment("等回话", "某岗位")
    book.save(path)
    type_into(form(fresh_office, "疾控科"), TASK, {(1, "进展情况"): "已核对"})
    type_into(path, TASK, {(26, "进展情况"): "已核对", (26, "完成日期"): "6月底"})
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    drawing = next(name for name in parts if name.endswith(".vml"))
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, b"<xml><br>" if name == drawing else content)
    code, told, err = run(fresh_office, "merge")
    assert (code, err, kinds(told)) == (1, "", ["not_a_date"])
    (said,) = [finding["message"] for finding in told["findings"] if finding["kind"] == "receipt_without_copy"]
    assert "原文件不能加批注（vmlDrawing 不是完好的 XML），政法科的回执只列出汇总结果" in said
    assert openpyxl.load_workbook(receipt(fresh_office, "政法科.xlsx", "2018-08-06")).sheetnames == ["汇总结果"]
    assert openpyxl.load_workbook(receipt(fresh_office, "疾控科.xlsx", "2018-08-06")).sheetnames[-1] == "汇总结果"
    assert len(openpyxl.load_workbook(receipt(fresh_office, "疾控科.xlsx", "2018-08-06")).sheetnames) > 1
