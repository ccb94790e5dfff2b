"""Writing receipts (回执): marks go into a copy of the package, and what clerks keep in it stays."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.worksheet.table import Table

from automation.errors import AutomationError
from automation.model.receipt import Block, Mark, Receipt, RowResult, SheetResult
from automation.outputs.receipt import write_receipt, write_results
from automation.sources.workbook import parse_workbook
from tests.jobs.office_desk import save_in_libreoffice

MARK = "【自动校验】"
DAY = date(2018, 8, 6)


def book(*, change=lambda _: None) -> bytes:
    made = openpyxl.Workbook()
    page = made.active
    page.title = "任务进展"
    for line in (["编号", "序号", "状态", "完成日期"], ["a", 1, "推进中", "6月底"], ["b", 2, "已完成", None], ["c", 3]):
        page.append(line)
    page.auto_filter.ref = "A1:D4"
    change(page)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def receipt(
    *faults: tuple[int, int, str], rows: tuple[RowResult, ...] | None = None, title="疾控科汇总回执"
) -> Receipt:
    """A receipt with a mark for every (row, column, sentence)."""
    marks = tuple(Mark("任务进展", row, column, (text,)) for row, column, text in faults)
    said = tuple(RowResult(row, "error", text) for row, _, text in faults) if rows is None else rows
    sheet = SheetResult("任务进展", 1, (1, 4), 4, said)
    told = tuple(("错误", "任务进展", str(row), "完成日期", "6月底", text) for row, _, text in faults)
    block = Block("一、没有采用", ("级别", "工作表", "行", "栏目", "填的内容", "问题和办法"), told)
    return Receipt("疾控科", "疾控科.xlsx", 1, "x", marks, (sheet,), told, (), title, ("说明",), (block,))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert len(package.namelist()) == len(set(package.namelist()))
        return {name: package.read(name) for name in package.namelist()}


def package(content: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, part in content.items():
            target.writestr(name, part)
    return out.getvalue()


def load(data: bytes):
    return openpyxl.load_workbook(BytesIO(data))


def comments(data: bytes) -> dict[str, tuple[str, str]]:
    page = load(data)["任务进展"]
    cells = (cell for line in page.iter_rows() for cell in line if cell.comment)
    return {cell.coordinate: (cell.comment.author, cell.comment.text) for cell in cells}


def notes(data: bytes) -> list[tuple[int, int]]:
    """The 0-based (row, column) of every comment box drawn."""
    space = "{urn:schemas-microsoft-com:office:excel}"
    drawings = [etree.fromstring(part) for name, part in parts(data).items() if name.endswith(".vml")]
    clients = [
        one for drawing in drawings for one in drawing.iter(f"{space}ClientData") if one.get("ObjectType") == "Note"
    ]
    return sorted((int(one.findtext(f"{space}Row")), int(one.findtext(f"{space}Column"))) for one in clients)


def column(data: bytes) -> list[object]:
    page = load(data)["任务进展"]
    place = [cell.value for cell in page[1]].index("校验结果") + 1
    return [page.cell(row, place).value for row in range(2, page.max_row + 1)]


FAULT = (2, 4, "“6月底”不是日期")


def test_a_mark_a_column_and_a_sheet_are_added_and_nothing_is_lost():
    data = write_receipt(book(), receipt(FAULT))
    assert comments(data) == {"D2": ("自动校验", f"{MARK}“6月底”不是日期\n")}
    assert notes(data) == [(1, 3)]
    assert column(data) == ["“6月底”不是日期", None, None]
    made = load(data)
    assert made.sheetnames == ["任务进展", "汇总结果"]
    assert made["任务进展"].auto_filter.ref == "A1:E4"
    assert made["汇总结果"].page_setup.paperSize == 9
    assert parse_workbook(data, "").grids["任务进展"].rows[1][:4] == ("a", 1.0, "推进中", "6月底")


def test_the_same_receipt_twice_gives_the_same_bytes():
    data = book()
    assert write_receipt(data, receipt(FAULT)) == write_receipt(data, receipt(FAULT))


def test_a_receipt_of_a_receipt_has_one_mark_per_fault_and_no_more_styles():
    once = write_receipt(book(), receipt(FAULT))
    twice = write_receipt(once, receipt(FAULT))
    assert (comments(twice), notes(twice), column(twice)) == (comments(once), notes(once), column(once))
    assert load(twice).sheetnames == ["任务进展", "汇总结果"]
    assert parts(twice)["xl/styles.xml"] == parts(once)["xl/styles.xml"]
    clean = write_receipt(twice, receipt())
    assert (comments(clean), notes(clean), column(clean)) == ({}, [], [None, None, None])


def test_the_clerks_own_comment_stays_with_ours_below_and_comes_through_alone():
    def own(page):
        page["D2"].comment = Comment("等医院回话", "某岗位")
        page["B3"].comment = Comment("我的记号", "某岗位")

    data = book(change=own)
    once = write_receipt(data, receipt(FAULT))
    assert comments(once)["D2"] == ("某岗位", f"等医院回话\n{MARK}“6月底”不是日期\n")
    again = write_receipt(once, receipt((2, 4, "“7月底”不是日期")))
    assert comments(again)["D2"] == ("某岗位", f"等医院回话\n{MARK}“7月底”不是日期\n")
    clean = write_receipt(again, receipt())
    assert {cell: (who, text.rstrip()) for cell, (who, text) in comments(clean).items()} == {
        "D2": ("某岗位", "等医院回话"),
        "B3": ("某岗位", "我的记号"),
    }
    assert notes(clean) == [(1, 3), (2, 1)]


def test_a_mark_bears_our_name_and_not_that_of_who_commented_first():
    data = book(change=lambda page: setattr(page["B3"], "comment", Comment("我的记号", "某岗位")))
    marked = comments(write_receipt(data, receipt(FAULT)))
    assert {cell: who for cell, (who, _) in marked.items()} == {"B3": "某岗位", "D2": "自动校验"}


def test_what_a_clerk_answers_below_our_mark_is_not_thrown_away():
    once = parts(write_receipt(book(), receipt(FAULT)))
    name = next(name for name in once if "comments" in name)
    once[name] = once[name].replace("不是日期\n".encode(), "不是日期\n已电话说明".encode())
    clean = write_receipt(package(once), receipt())
    assert comments(clean) == {"D2": ("自动校验", "已电话说明")}


def decorated() -> bytes:
    """A form with a chart, a formula with its value, a thread, a button's drawing, a cell picture's part."""

    def add(page):
        sheet = page.parent.create_sheet("自用")
        sheet.append(["月", "数"])
        sheet.append([7, 3])
        sheet["D1"] = "=SUM(B2:B2)"
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=2), titles_from_data=True)
        sheet.add_chart(chart, "F2")
        page["D2"].comment = Comment("[Threaded comment]\n老批注", "tc={11111111-1111-1111-1111-111111111111}")

    content = parts(book(change=add))
    sheet = next(name for name in content if name.startswith("xl/worksheets/sheet") and b"SUM(" in content[name])
    content[sheet] = re.sub(rb"</f>\s*<v\s*/>|</f>\s*<v></v>", b"</f><v>3</v>", content[sheet])
    content["xl/threadedComments/threadedComment1.xml"] = b"<ThreadedComments>kept</ThreadedComments>"
    content["xl/cellimages.xml"] = b"<etc:cellImages xmlns:etc='x'/>"
    rels = next(name for name in content if name.endswith("sheet1.xml.rels"))
    thread = (
        b'<Relationship Id="rIdT" Target="../threadedComments/threadedComment1.xml"'
        b' Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"/></Relationships>'
    )
    content[rels] = content[rels].replace(b"</Relationships>", thread)
    drawing = next(name for name in content if name.endswith(".vml"))
    button = (
        b'<v:shape xmlns:v="urn:schemas-microsoft-com:vml" id="Button1"><v:textbox><div>a<br>b</div></v:textbox>'
        b'<x:ClientData xmlns:x="urn:schemas-microsoft-com:office:excel" ObjectType="Button"/></v:shape></xml>'
    )
    content[drawing] = content[drawing].replace(b"</xml>", button)
    return package(content)


def test_charts_threads_buttons_formula_values_and_unknown_parts_stay_byte_for_byte():
    data = decorated()
    before, after = parts(data), parts(write_receipt(data, receipt(FAULT)))
    changed = {name for name in before if after.get(name) != before[name]}
    comments_part = next(name for name in before if "comments/" in name or name.startswith("xl/comments"))
    drawing = next(name for name in before if name.endswith(".vml"))
    sheet = "xl/worksheets/sheet1.xml"
    listed = {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml", "xl/styles.xml"}
    assert changed == {sheet, comments_part, drawing, *listed}
    assert set(after) - set(before) == {"xl/worksheets/sheet3.xml"}
    assert b"Button1" in after[drawing]
    assert "老批注".encode() in after[comments_part]
    assert load(write_receipt(data, receipt(FAULT))).sheetnames == ["任务进展", "自用", "汇总结果"]


def test_the_styles_of_the_workbook_keep_their_numbers():
    data = book(change=lambda page: setattr(page["B2"], "number_format", "0.000"))
    made = load(write_receipt(data, receipt(FAULT)))
    assert made["任务进展"]["B2"].number_format == "0.000"
    assert made["任务进展"]["E2"].alignment.wrap_text
    assert not made["任务进展"]["A2"].alignment.wrap_text


@pytest.mark.parametrize(
    "text", ["=1+1", '=HYPERLINK("http://x","点")', "+8", "@SUM(A1)", "<b>&amp;", "a\x00b￾", "]]>"]
)
def test_what_a_clerk_typed_stays_text_wherever_it_is_quoted(text):
    data = write_receipt(book(), receipt((2, 4, text), title=f"{text}汇总回执"))
    made = load(data)
    clean = text.replace("\x00", "").replace("￾", "")
    assert column(data)[0] == clean
    assert comments(data)["D2"][1] == f"{MARK}{clean}\n"
    for page in made:
        for line in page.iter_rows():
            for cell in line:
                assert cell.data_type != "f"
                assert cell.hyperlink is None


def test_a_protected_sheet_can_be_filtered_and_its_result_column_not_typed_into():
    def protect(page):
        page.protection.sheet = True
        page.protection.autoFilter = True

    page = load(write_receipt(book(change=protect), receipt(FAULT)))["任务进展"]
    assert page.protection.sheet
    assert not page.protection.autoFilter
    assert page["E2"].protection.locked


def test_a_sheet_whose_filter_the_clerk_took_off_can_be_filtered_by_the_result():
    data = write_receipt(book(change=lambda page: setattr(page.auto_filter, "ref", None)), receipt(FAULT))
    assert load(data)["任务进展"].auto_filter.ref == "A1:E4"
    known = re.search(rb'<definedName[^>]*name="_xlnm._FilterDatabase"[^>]*>([^<]*)<', parts(data)["xl/workbook.xml"])
    assert known, "programs drop a filter without its hidden name"
    assert known[1].decode() == "'任务进展'!$A$1:$E$4"


def test_columns_a_clerk_added_or_formatted_to_the_end_keep_their_place():
    def add(page):
        page["E1"], page["F3"] = "自己的备注", "没有表头的字"
        page.column_dimensions["E"].width = 30
        page.column_dimensions.group("G", "Z", hidden=True)

    data = write_receipt(book(change=add), receipt(FAULT))
    page = load(data)["任务进展"]
    assert (page["E1"].value, page["F3"].value, page["G1"].value) == ("自己的备注", "没有表头的字", "校验结果")
    assert not page.column_dimensions["G"].hidden
    assert page.column_dimensions["H"].hidden
    assert page.column_dimensions["E"].width == 30


def test_a_row_at_fault_is_shown_though_a_filter_hid_it():
    def hide(page):
        page.row_dimensions[2].hidden = True
        page.row_dimensions[3].hidden = True

    page = load(write_receipt(book(change=hide), receipt(FAULT)))["任务进展"]
    assert not page.row_dimensions[2].hidden
    assert page.row_dimensions[3].hidden


def test_a_fault_is_shown_whole_though_the_height_of_its_row_was_set_by_hand():
    def flatten(page):
        page.row_dimensions[2].height = page.row_dimensions[3].height = 18

    page = load(write_receipt(book(change=flatten), receipt((2, 4, "很长的一句话" * 20))))["任务进展"]
    assert page.row_dimensions[2].height > 50
    assert page.row_dimensions[3].height == 18


def test_a_table_of_the_clerks_keeps_its_own_filter():
    def tabulate(page):
        page.auto_filter.ref = None
        page.add_table(Table(displayName="表1", ref="A1:D4"))

    page = load(write_receipt(book(change=tabulate), receipt(FAULT)))["任务进展"]
    assert page.auto_filter.ref is None
    assert page.tables["表1"].ref == "A1:D4"


def test_a_clerks_own_sheet_of_the_same_name_is_left_alone():
    data = book(change=lambda page: page.parent.create_sheet("汇总结果").append(["我的汇总"]))
    made = load(write_receipt(write_receipt(data, receipt(FAULT)), receipt(FAULT)))
    assert made.sheetnames == ["任务进展", "汇总结果", "汇总结果(2)"]
    assert made["汇总结果"]["A1"].value == "我的汇总"


def test_cells_without_their_names_are_marked_where_they_stand():
    content = parts(book())
    sheet = content["xl/worksheets/sheet1.xml"]
    content["xl/worksheets/sheet1.xml"] = re.sub(rb'<(row|c) r="[A-Z]*\d+"', rb"<\1", sheet)
    data = write_receipt(package(content), receipt(FAULT))
    assert column(data)[0] == "“6月底”不是日期"
    assert parse_workbook(data, "").grids["任务进展"].rows[1][3] == "6月底"


def test_the_box_of_a_comment_grows_with_its_text():
    short, long = (write_receipt(book(), receipt((2, 4, text))) for text in ("短", "很长的一句话" * 30))
    sizes = [re.search(rb"height:([\d.]+)pt", parts(one)["xl/drawings/vmlDrawing1.vml"]) for one in (short, long)]
    assert float(sizes[1][1]) > 4 * float(sizes[0][1])


def box(data: bytes) -> tuple[float, int]:
    """(height in points, rows spanned) of the one comment box: some programs go by its style, some by its anchor."""
    space = "{urn:schemas-microsoft-com:office:excel}"
    drawing = next(etree.fromstring(part) for name, part in parts(data).items() if name.endswith(".vml"))
    (client,) = (one for one in drawing.iter(f"{space}ClientData") if one.get("ObjectType") == "Note")
    anchor = [int(number) for number in client.findtext(f"{space}Anchor").split(",")]
    return float(re.search(r"height:([\d.]+)pt", client.getparent().get("style"))[1]), anchor[6] - anchor[2]


@pytest.mark.parametrize("own", [None, Comment("等医院回话", "某岗位")])
def test_the_box_fits_our_text_whoever_drew_it_and_whoever_shows_it(own):
    data = book(change=lambda page: setattr(page["D2"], "comment", own))
    short, long = (box(write_receipt(data, receipt((2, 4, text), rows=()))) for text in ("短", "很长的一句话" * 30))
    assert long[0] > short[0] + 100
    assert long[1] > short[1] + 5


def test_a_strict_workbook_is_marked_in_its_own_dialect():
    spaces = {
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
            b"http://purl.oclc.org/ooxml/officeDocument/relationships"
        ),
    }
    content = parts(book())
    for name, part in content.items():
        content[name] = re.sub(b"|".join(spaces), lambda found: spaces[found[0]], part)
    after = parts(write_receipt(package(content), receipt(FAULT)))
    added = {**after, "[Content_Types].xml": b""}
    assert not any(old in part for part in added.values() for old in spaces)
    assert b"legacyDrawing" in after["xl/worksheets/sheet1.xml"]


def test_what_is_no_workbook_is_refused_and_gets_the_results_alone():
    with pytest.raises(AutomationError):
        write_receipt(b"PK no", receipt(FAULT))
    with pytest.raises(AutomationError):
        write_receipt(package({"content.xml": b"<a/>"}), receipt(FAULT))
    alone = write_results(Receipt("疾控科", "疾控科.xls", title="疾控科汇总回执", lines=("说明",)), DAY)
    assert load(alone).sheetnames == ["汇总结果"]
    assert load(alone)["汇总结果"]["A1"].value == "疾控科汇总回执"
    assert alone == write_results(Receipt("疾控科", "疾控科.xls", title="疾控科汇总回执", lines=("说明",)), DAY)


def test_a_receipt_saved_in_libreoffice_is_still_cleaned_and_marked_once(tmp_path: Path):
    def own(page):
        page["D2"].comment = Comment("等医院回话", "某岗位")

    path = tmp_path / "回执.xlsx"
    path.write_bytes(write_receipt(book(change=own), receipt(FAULT, (3, 3, "缺佐证材料"))))
    save_in_libreoffice(tmp_path, path)
    saved = path.read_bytes()
    assert set(comments(saved)) == {"D2", "C3"}
    again = write_receipt(saved, receipt((2, 4, "“7月底”不是日期")))
    assert set(comments(again)) == {"D2"}
    assert comments(again)["D2"][1].split("\n")[:2] == ["等医院回话", f"{MARK}“7月底”不是日期"]
    assert column(again)[:2] == ["“7月底”不是日期", None]
    assert load(again).sheetnames == ["任务进展", "汇总结果"]
