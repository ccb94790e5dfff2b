"""Bad input: one finding for each bad file and the week goes on; a broken master stops the run in one line."""

from __future__ import annotations

import shutil
import struct
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from automation.jobs.workspace import JOURNAL_FILE
from tests.jobs.office_desk import FORMS, MASTER, digest, form, kinds, row, run, sheet, type_into

TASK = "任务进展"

FAULTY = Path(__file__).parents[1] / "faulty"


def rewrite(data: bytes, change) -> bytes:
    """The package with its parts changed by ``change(name, content)``."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            target.writestr(entry.filename, change(entry.filename, source.read(entry)))
    return out.getvalue()


def flip_stored_bit(data: bytes) -> bytes:
    """A package with one bit of a sheet's text flipped in the zip, so that only its checksum tells."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as target:
        for entry in source.infolist():
            target.writestr(entry.filename, source.read(entry))
    flat = bytearray(out.getvalue())
    place = flat.index("科室填报".encode()) if "科室填报".encode() in flat else flat.index(b"sheetData") + 40
    flat[place] ^= 1
    return bytes(flat)


def far_cell(name: str, content: bytes) -> bytes:
    if name != "xl/worksheets/sheet2.xml":
        return content
    return content.replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')


def doctype(name: str, content: bytes) -> bytes:
    return content if name != "xl/workbook.xml" else b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + content


def other_identity(data: bytes, label: str, value: str) -> bytes:
    book = openpyxl.load_workbook(BytesIO(data))
    page = book["系统信息"]
    next(line[1] for line in page.iter_rows() if line[0].value == label).value = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def without_header(data: bytes) -> bytes:
    book = openpyxl.load_workbook(BytesIO(data))
    book[TASK].delete_rows(1)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def without_sheet(data: bytes, name: str) -> bytes:
    book = openpyxl.load_workbook(BytesIO(data))
    del book[name]
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def empty_book() -> bytes:
    out = BytesIO()
    openpyxl.Workbook().save(out)
    return out.getvalue()


def bomb(data: bytes) -> bytes:
    """A package with a part that inflates more than a thousandfold."""
    out = BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/media/image1.bin", bytes(20_000_000))
    return out.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512
FAULTS = {
    "not_a_workbook": lambda _: "这是一段文字".encode(),
    "not_a_workbook/zip": lambda data: data.replace(b"xl/workbook.xml", b"xl/w0rkbook.xml"),
    "not_a_workbook/ole": lambda _: OLE,
    "encrypted_workbook": lambda _: OLE + "EncryptedPackage".encode("utf-16-le"),
    "empty_workbook": lambda _: b"",
    "empty_workbook/sheets": lambda _: empty_book(),
    "damaged_workbook/cut": lambda data: data[: len(data) // 2],
    "damaged_workbook/bit": flip_stored_bit,
    "damaged_workbook/doctype": lambda data: rewrite(data, doctype),
    "far_cell/end": lambda data: rewrite(data, far_cell),
    "oversized_workbook/bomb": bomb,
    "wrong_year": lambda data: other_identity(data, "年度", "2017"),
    "wrong_office": lambda data: other_identity(data, "发文机关", "邻州卫生健康委"),
    "unknown_section": lambda data: other_identity(data, "科室", "后勤科"),
    "unissued_file": lambda data: other_identity(data, "下发期次", "9"),
    "unknown_file": lambda data: without_sheet(data, "系统信息"),
    "missing_header": without_header,
    "missing_sheet": lambda data: without_sheet(data, TASK),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_one_bad_form_gives_one_finding_and_the_week_goes_on(fresh_office, fault):
    kind = fault.split("/")[0]
    type_into(form(fresh_office, "疾控科"), TASK, {(18, "进展情况"): "照常填报"})
    path = form(fresh_office, "政法科")
    path.write_bytes(FAULTS[fault](path.read_bytes()))
    bad = path.read_bytes()
    code, told, err = run(fresh_office, "weekly", as_of="2018-07-27")
    assert (code, err) == (1, "")
    assert kinds(told) == [kind]
    assert told["findings"][0]["file"] == "workbooks/科室填报/政法科.xlsx"
    assert [change["section"] for change in told["changes"]] == ["疾控科"]
    assert row(fresh_office, "科室进展", 编号="RW2018-0018")["进展情况"] == "照常填报"
    assert path.read_bytes() == bad, "the section's file is never written"


def test_a_form_in_a_format_not_read_here_is_said_so(fresh_office):
    path = form(fresh_office, "政法科")
    path.rename(path.with_suffix(".csv"))
    code, told, _ = run(fresh_office, "merge", as_of="2018-07-27")
    assert (code, kinds(told)) == (1, ["unread_format"])


@pytest.mark.parametrize(
    "name", ["政法科.zip", "政法科-8月.docx", "政法科.xlsx.tmp", "政法科", "政法科 - 副本.csv", "政法科.XLTX"]
)
def test_what_a_section_hands_in_beside_its_form_in_another_format_is_told(fresh_office, name):
    (fresh_office / FORMS / name).write_bytes(b"PK\x03\x04")
    code, told, _ = run(fresh_office, "merge", as_of="2018-07-27")
    assert (code, kinds(told)) == (1, ["unread_format"])
    (finding,) = (one for one in told["findings"] if one["kind"] == "unread_format")
    assert (finding["file"], finding["section"]) == (f"workbooks/科室填报/{name}", "政法科")


def test_a_file_of_nobody_is_told_mildly_and_what_systems_leave_about_is_not(fresh_office):
    for name in ("填表须知.docx", "Thumbs.db", "desktop.ini", ".DS_Store", "._政法科.xlsx"):
        (fresh_office / FORMS / name).write_bytes(b"x")
    code, told, _ = run(fresh_office, "merge", as_of="2018-07-27")
    assert (code, kinds(told)) == (0, ["file_unread"])
    assert list((fresh_office / "output").rglob("填表须知*")) == [], "nobody gets a receipt for it"


def test_forms_put_into_a_folder_of_the_folder_are_told(fresh_office):
    folder = fresh_office / FORMS / "8月"
    folder.mkdir()
    (folder / "政法科.xlsx").write_bytes(form(fresh_office, "政法科").read_bytes())
    type_into(folder / "政法科.xlsx", TASK, {(26, "进展情况"): "交在子文件夹里"})
    _, told, _ = run(fresh_office, "merge", as_of="2018-07-27")
    assert (told["changes"], kinds(told)) == ([], ["folder_unread"])
    assert told["findings"][0]["file"] == "workbooks/科室填报/8月"


@pytest.mark.parametrize("typed", ["=1+1", "=A1&B1", "#DIV/0!"])
def test_a_formula_nobody_computed_is_told_and_not_taken_for_a_blank(fresh_office, typed):
    path = form(fresh_office, "政法科")
    type_into(path, TASK, {(26, "进展情况"): "已核对"})
    run(fresh_office, "merge", as_of="2018-07-27")
    type_into(path, TASK, {(26, "进展情况"): typed})
    code, told, _ = run(fresh_office, "merge", as_of="2018-07-30")
    assert (code, kinds(told)) == (1, ["unread_cell"])
    assert told["findings"][0]["column"] == "进展情况"
    assert row(fresh_office, "科室进展", 编号="RW2018-0026")["进展情况"] == "已核对"


def test_a_form_that_is_gone_gives_one_finding(fresh_office):
    form(fresh_office, "政法科").unlink()
    code, told, _ = run(fresh_office, "merge", as_of="2018-07-27")
    assert (code, kinds(told)) == (1, ["section_file_missing"])
    assert told["findings"][0]["section"] == "政法科"


MASTER_FAULTS = {
    "text": lambda _: "不是工作簿".encode(),
    "cut": lambda data: data[:3000],
    "empty": lambda _: b"",
    "breaks its reader": lambda _: (FAULTY / "ends-its-reader.xlsb").read_bytes(),
    "no settings": lambda data: without_sheet(data, "参数"),
    "no tasks": lambda data: without_sheet(data, "任务分工表"),
}


@pytest.mark.parametrize("command", ["weekly", "merge", "distribute", "status", "notice"])
@pytest.mark.parametrize("fault", MASTER_FAULTS)
def test_a_broken_master_stops_the_run_with_one_line_and_changes_nothing(fresh_office, command, fault):
    path = fresh_office / MASTER
    path.write_bytes(MASTER_FAULTS[fault](path.read_bytes()))
    before = digest(fresh_office)
    code, told, err = run(fresh_office, command)
    assert (code, told, err.count("\n")) == (2, {}, 1)
    assert "总台账.xlsx" in err
    assert "Traceback" not in err
    assert digest(fresh_office) == before


def test_a_master_without_a_key_column_stops_the_run(fresh_office):
    book = openpyxl.load_workbook(fresh_office / MASTER)
    book["科室进展"]["A1"] = "号"
    book.save(fresh_office / MASTER)
    before = digest(fresh_office)
    code, _, err = run(fresh_office, "merge")
    assert (code, "编号" in err) == (2, True)
    assert digest(fresh_office) == before


def test_a_row_the_office_deleted_comes_back(fresh_office):
    book = openpyxl.load_workbook(fresh_office / MASTER)
    book["任务分工表"].delete_rows(27)
    book.save(fresh_office / MASTER)
    code, told, _ = run(fresh_office, "merge", as_of="2018-07-27")
    assert (code, kinds(told)) == (0, ["master_row_gone"])
    assert sheet(fresh_office, "任务分工表")[-1]["编号"] == "RW2018-0026"
    assert len(sheet(fresh_office, "任务分工表")) == 64


def test_a_sheet_the_office_deleted_loses_nothing(fresh_office):
    type_into(form(fresh_office, "办公室"), "触发事件", {(63, "事件"): "州里印发办法"})
    run(fresh_office, "merge", as_of="2018-07-27")
    data = (fresh_office / MASTER).read_bytes()
    (fresh_office / MASTER).write_bytes(without_sheet(data, "触发事件"))
    code, told, _ = run(fresh_office, "merge", as_of="2018-07-30")
    assert (code, kinds(told)) == (1, ["master_sheet_gone"])
    (fresh_office / MASTER).write_bytes(data)
    code, told, _ = run(fresh_office, "merge", as_of="2018-07-31")
    assert code == 0
    (told, *_) = [row["事件"] for row in sheet(fresh_office, "触发事件") if row["编号"] == "RW2018-0063"]
    assert told == "州里印发办法"


@pytest.mark.parametrize(
    ("name", "header", "missed"), [("任务分工表", "具体要求", "编号"), ("触发事件", "事件", "事件号")]
)
def test_a_row_the_office_writes_without_its_number_is_told_each_time(fresh_office, name, header, missed):
    book = openpyxl.load_workbook(fresh_office / MASTER)
    page = book[name]
    heads = {str(cell.value).rstrip("✎"): cell.column for cell in page[1]}
    page.cell(page.max_row + 1, heads[header], "办公室写在表尾的")
    book.save(fresh_office / MASTER)
    for _ in range(2):
        code, told, _ = run(fresh_office, "merge", as_of="2018-07-27")
        assert (code, kinds(told)) == (1, ["master_row_unnamed"])
        assert (told["findings"][0]["sheet"], told["findings"][0]["row"]) == (name, page.max_row)
        assert f"没有“{missed}”" in told["findings"][0]["message"]
        assert "办公室写在表尾的" in told["findings"][0]["message"]


def test_a_note_of_the_office_beside_its_columns_is_its_own(fresh_office):
    book = openpyxl.load_workbook(fresh_office / MASTER)
    page = book["任务分工表"]
    page.cell(page.max_row + 2, 2, "注：序号与方案一致")
    book.save(fresh_office / MASTER)
    assert run(fresh_office, "merge", as_of="2018-07-27")[0] == 0


def test_a_list_the_office_renamed_is_told(fresh_office):
    book = openpyxl.load_workbook(fresh_office / MASTER)
    book["问题清单"].title = "问题"
    book.save(fresh_office / MASTER)
    code, told, _ = run(fresh_office, "merge", as_of="2018-07-27")
    assert (code, kinds(told)) == (1, ["master_list_gone"])
    assert "问题清单" in told["findings"][0]["message"]


def test_init_refuses_where_a_master_stands(fresh_office):
    before = digest(fresh_office)
    seeds = Path(__file__).parents[2] / "seeds" / "2018"
    code, _, err = run(fresh_office, "init", seeds, "--year", "2018")
    assert (code, err.count("\n")) == (2, 1)
    assert digest(fresh_office) == before


def test_the_demo_rebuilds_only_its_own_folder(tmp_path, demo_office):
    (tmp_path / "我的文件.txt").write_text("重要", encoding="utf-8")
    code, _, err = run(tmp_path, "demo", "--no-pdf")
    assert (code, err.count("\n")) == (2, 1)
    assert [path.name for path in tmp_path.iterdir()] == ["我的文件.txt"]
    assert "我的文件.txt" not in {path.name for path in demo_office.iterdir()}


def test_a_journal_that_is_broken_stops_the_run_before_anything_is_written(fresh_office):
    journal = fresh_office / "workbooks" / ".store" / JOURNAL_FILE
    journal.write_bytes(struct.pack("16s", b"not a database!!") + b"x" * 4096)
    before = digest(fresh_office)
    code, _, err = run(fresh_office, "merge")
    assert (code, err.count("\n")) == (2, 1)
    assert {k: v for k, v in digest(fresh_office).items() if ".store" not in k} == {
        k: v for k, v in before.items() if ".store" not in k
    }


def test_a_workspace_copied_without_its_store_still_merges_by_what_the_forms_carry(fresh_office):
    type_into(form(fresh_office, "政法科"), TASK, {(26, "进展情况"): "一"})
    run(fresh_office, "merge", as_of="2018-07-27")
    shutil.rmtree(fresh_office / "workbooks" / ".store")
    type_into(form(fresh_office, "政法科"), TASK, {(24, "进展情况"): "二"})
    code, told, _ = run(fresh_office, "merge", as_of="2018-07-30")
    assert (code, [change["after"] for change in told["changes"]]) == (0, ["二"])
    assert [one["新值"] for one in sheet(fresh_office, "变更记录")] == ["一", "二"], "the history is not wiped"
