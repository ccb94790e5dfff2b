"""Patching packages other programs made: whatever a valid workbook may look like, the same cells are set in it."""

from __future__ import annotations

import csv
import re
import subprocess
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.escape import unescape

from automation.outputs.cell_text import CELL_LIMIT, clean_text, is_too_long
from automation.outputs.patch import CellEdit, patch_package
from automation.outputs.pdf import find_converter
from automation.sources.workbook import parse_workbook
from automation.terms import looks

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/workbook.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
<Override PartName="/xl/sharedStrings.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>
<Override PartName="/xl/styles.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>"""
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
ROOT = f"""<Relationships xmlns="{PACKAGE_RELATIONS}"><Relationship Id="rId1" Type="{RELATIONS}/officeDocument"
 Target="xl/workbook.xml"/></Relationships>"""
BOOK = f"""<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><workbookPr/><sheets>
<sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>"""
BOOK_RELATIONS = f"""<Relationships xmlns="{PACKAGE_RELATIONS}">
<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>
<Relationship Id="rId2" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>
<Relationship Id="rId3" Type="{RELATIONS}/styles" Target="styles.xml"/></Relationships>"""
STRINGS = (
    f'<sst xmlns="{MAIN}" count="3" uniqueCount="2"><si><t>编号</t></si><si><r><t>一</t></r><r><t>二</t></r></si></sst>'
)
STYLES = f"""<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="10"/></font></fonts><fills count="1"><fill>
<patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1">
<xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs><cellStyles count="1">
<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"""
ROWS = """<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>7</v></c></row>
<row r="2"><c r="A2" t="s"><v>1</v></c></row><row r="5"><c r="C5"><v>9</v></c></row>"""
EDITS = [
    CellEdit(2, 1, "新"),
    CellEdit(3, 2, "插入的行"),
    CellEdit(5, 2, 8),
    CellEdit(5, 4, "行尾"),
    CellEdit(7, 1, "表尾"),
]
PATCHED = {
    (1, 1): "编号",
    (1, 2): 7,
    (2, 1): "新",
    (3, 2): "插入的行",
    (5, 2): 8,
    (5, 3): 9,
    (5, 4): "行尾",
    (7, 1): "表尾",
}


def sheet(rows: str = ROWS, before: str = "", after: str = "") -> str:
    return f'<worksheet xmlns="{MAIN}" xmlns:r="{RELATIONS}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def package(page: str = sheet(), /, **changed: str) -> bytes:
    """A workbook written by hand; ``changed`` are book, relations, strings."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("[Content_Types].xml", TYPES)
        target.writestr("_rels/.rels", ROOT)
        target.writestr("xl/workbook.xml", changed.get("book", BOOK))
        target.writestr("xl/_rels/workbook.xml.rels", changed.get("relations", BOOK_RELATIONS))
        target.writestr("xl/sharedStrings.xml", STRINGS)
        target.writestr("xl/styles.xml", STYLES)
        target.writestr("xl/worksheets/sheet1.xml", page)
    return out.getvalue()


def part(data: bytes, name: str = "xl/worksheets/sheet1.xml") -> str:
    with zipfile.ZipFile(BytesIO(data)) as source:
        return source.read(name).decode()


def by_calamine(data: bytes, name: str = "表") -> dict[tuple[int, int], object]:
    return {
        (row, column): value
        for row, line in enumerate(parse_workbook(data, "").grids[name].rows, 1)
        for column, value in enumerate(line, 1)
        if value != ""
    }


def by_openpyxl(data: bytes, name: str = "表") -> dict[tuple[int, int], object]:
    page = openpyxl.load_workbook(BytesIO(data))[name]
    return {(cell.row, cell.column): cell.value for row in page.iter_rows() for cell in row if cell.value is not None}


def prefixed(text: str) -> str:
    """The same XML with the prefix x: on every element."""
    return re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", text).replace("xmlns=", "xmlns:x=")


def strict(text: str) -> str:
    return text.replace(MAIN, STRICT).replace(RELATIONS, STRICT_RELATIONS)


SHAPES = {
    "plain": package(),
    "prefixed": package(prefixed(sheet()), book=prefixed(BOOK)),
    "rows without numbers": package(
        sheet(re.sub(r' r="[A-Z]*\d"', "", ROWS).replace("<row><c><v>9", "<row/><row/><row><c/><c/><c><v>9"))
    ),
    "numbers on some rows": package(sheet(ROWS.replace('<row r="2">', "<row>").replace('<c r="B1">', "<c>"))),
    "absolute target": package(relations=BOOK_RELATIONS.replace('"worksheets/', '"/xl/worksheets/')),
    "blanks between": package(sheet(ROWS.replace("><", ">\n  <"))),
    "a comment": package(
        sheet(f"<!-- by hand -->{ROWS}", "<!-- top -->"), book=BOOK.replace("<sheets>", "<!-- x --><sheets>")
    ),
    "a choice by program": package(
        sheet(
            ROWS,
            after='<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            '<mc:Choice xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" Requires="x14"/>'
            "</mc:AlternateContent>",
        )
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_same_cells_are_set_in_every_shape_of_workbook(shape):
    data = patch_package(SHAPES[shape], {"表": EDITS}).data
    assert by_calamine(data) == by_openpyxl(data) == PATCHED


def test_a_strict_workbook_is_patched_in_its_own_namespace():
    data = package(strict(sheet()), book=strict(BOOK), relations=strict(BOOK_RELATIONS))
    patched = patch_package(data, {"表": EDITS}).data
    assert by_calamine(patched) == PATCHED
    assert MAIN not in part(patched), "nothing in it is of the other namespace"


def test_rows_put_in_between_keep_those_without_numbers_in_their_place():
    data = patch_package(SHAPES["rows without numbers"], {"表": [CellEdit(9, 1, "尾"), CellEdit(6, 1, "中")]}).data
    assert by_calamine(data)[5, 3] == by_openpyxl(data)[5, 3] == 9
    assert (by_calamine(data)[6, 1], by_calamine(data)[9, 1]) == ("中", "尾")


@pytest.mark.parametrize("name", ["甲&乙", "他说“好”", "a'b", "<x>"])
def test_sheets_are_found_whatever_they_are_called(name):
    said = name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    data = patch_package(package(book=BOOK.replace('"表"', f'"{said}"')), {name: EDITS}).data
    assert by_calamine(data, name) == by_openpyxl(data, name) == PATCHED


def test_a_foreign_attribute_called_id_does_not_lead_to_another_part():
    book = BOOK.replace('sheetId="1"', 'xmlns:o="urn:office" o:id="rId2" sheetId="1"')
    assert by_calamine(patch_package(package(book=book), {"表": EDITS}).data) == PATCHED


FORMULAS = {
    "plain": '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c></row>',
    "shared": '<row r="1"><c r="A1"><f t="shared" ref="A1:A3" si="0">ROW()</f><v>1</v></c></row>'
    '<row r="2"><c r="A2"><f t="shared" si="0"/><v>2</v></c></row>',
    "array": '<row r="1"><c r="A1"><f t="array" ref="A1:A3">ROW(A1:A3)</f><v>1</v></c></row>'
    '<row r="2"><c r="A2"><v>2</v></c></row>',
    "spilled": '<row r="1"><c r="A1" cm="1"><f t="array" ref="A1:B9">SEQUENCE(9,2)</f><v>1</v></c></row>',
    "data table": '<row r="1"><c r="A1"><f t="dataTable" ref="A1:A3" r1="C1"/><v>1</v></c></row>',
    "cell picture": '<row r="2"><c r="A2" t="e" vm="1"><v>#VALUE!</v></c></row>',
    "WPS picture": '<row r="2"><c r="A2" t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c></row>',
}


@pytest.mark.parametrize("kind", FORMULAS)
def test_a_cell_with_a_formula_or_a_picture_is_left_alone_and_named(kind):
    patched = patch_package(package(sheet(FORMULAS[kind])), {"表": [CellEdit(2, 1, "新"), CellEdit(2, 3, "旁")]})
    assert [(name, edit.value) for name, edit in patched.kept_formulas] == [("表", "新")]
    told = part(patched.data)
    assert "新" not in told
    assert "旁" in told
    for formula in re.findall(r"<f.*?(?:/>|</f>)", FORMULAS[kind]):
        assert formula in told


TEXTS = [
    *("=1+1", "+8", "-3", "@SUM(A1)", "=cmd|'/c'!A1", "'=1", "'", "a\nb", "a\tb", "a\rb", "a\r\nb", " 前后空格 "),
    *("<b>&amp;", "]]>", "😀𠮷", "_x0041_", "_x005F_x0041_", "照片_x000D_.jpg", "_x000d_", "_x0_", "1E400", "#N/A"),
]


@pytest.mark.skipif(find_converter() is None, reason="LibreOffice (soffice) is not installed")
def test_every_text_is_read_back_by_three_programs_as_it_was(tmp_path):
    edits = [CellEdit(row, 1, text) for row, text in enumerate(TEXTS, 10)]
    data = patch_package(package(), {"表": edits}).data
    calamine, other = by_calamine(data), by_openpyxl(data)
    assert [calamine[row, 1] for row, _ in enumerate(TEXTS, 10)] == TEXTS
    page = openpyxl.load_workbook(BytesIO(data))["表"]
    assert {page.cell(row, 1).data_type for row, _ in enumerate(TEXTS, 10)} <= {"s", "inlineStr"}
    # openpyxl hands over Excel's escapes as they stand
    assert [
        unescape(str(other[row, 1])) if "_x" in text else other[row, 1] for row, text in enumerate(TEXTS, 10)
    ] == TEXTS
    assert saved_as_csv(tmp_path, data)[9:] == [text.replace("\r\n", "\n").replace("\r", "\n") for text in TEXTS]


def saved_as_csv(folder: Path, data: bytes) -> list[str]:
    """Column A as LibreOffice shows it, every line break as one character."""
    path = folder / "patched.xlsx"
    path.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    form = "csv:Text - txt - csv (StarCalc):44,34,76"
    command = [str(find_converter()), "--headless", profile, "--convert-to", form, "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    with path.with_suffix(".csv").open(encoding="utf-8", newline="") as lines:
        return [line[0].replace("\r\n", "\n").replace("\r", "\n") if line else "" for line in csv.reader(lines)]


def test_what_a_cell_cannot_hold_is_cut_where_it_can_be_seen():
    for text in ("字" * 40_000, "😀" * 20_000, "a" + "😀" * 20_000):
        assert is_too_long(text)
        cut = clean_text(text)
        assert len(cut.encode("utf-16-le")) // 2 <= CELL_LIMIT
        assert cut.endswith(looks.CUT_MARK)
        assert text.startswith(cut.removesuffix(looks.CUT_MARK))
        assert by_calamine(patch_package(package(), {"表": [CellEdit(2, 1, text)]}).data)[2, 1] == cut
    whole = "字" * CELL_LIMIT
    assert clean_text(whole) == whole


def test_the_line_breaks_of_a_word_processor_do_not_glue_lines_together():
    assert clean_text("第一行\x0b第二行\x07") == "第一行\n第二行"


def test_days_in_a_workbook_of_the_1904_system_are_read_as_the_same_days():
    data = package(
        sheet('<row r="2"><c r="A2" s="1"/></row>'), book=BOOK.replace("<workbookPr/>", '<workbookPr date1904="true"/>')
    )
    day = date(2018, 11, 26)
    patched = patch_package(data, {"表": [CellEdit(2, 1, day)]}).data
    assert by_calamine(patched)[2, 1] == day
    assert by_openpyxl(patched)[2, 1].date() == day


def test_entries_that_bear_one_name_become_the_one_that_counted():
    out = BytesIO(package())
    with zipfile.ZipFile(out, "a") as target, pytest.warns(UserWarning, match="Duplicate name"):
        target.writestr("xl/styles.xml", STYLES.replace('val="10"', 'val="12"'))
    data = patch_package(out.getvalue(), {"表": EDITS}).data
    with zipfile.ZipFile(BytesIO(data)) as made:
        assert len(made.namelist()) == len(set(made.namelist()))
    assert 'val="12"' in part(data, "xl/styles.xml")


class Pipe(BytesIO):
    """Where nobody can go back, so that sizes follow the content in a data descriptor."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: int) -> int:
        raise OSError

    def tell(self) -> int:
        raise OSError


@pytest.mark.parametrize("large", [False, True])
def test_streamed_and_zip64_packages_are_patched_and_come_out_plain(large):
    pipe = Pipe()
    with zipfile.ZipFile(BytesIO(package())) as source, zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.extra = b"UT\x05\x00\x01\x00\x00\x00\x00"  # a Unix time stamp
            with target.open(entry, "w", force_zip64=large) as out:
                out.write(source.read(name))
    streamed = pipe.getvalue()
    with zipfile.ZipFile(BytesIO(streamed)) as source:
        assert all(entry.flag_bits & 8 for entry in source.infolist()), "the sizes stand behind the content"
    data = patch_package(streamed, {"表": EDITS}).data
    assert by_calamine(data) == by_openpyxl(data) == PATCHED
    with zipfile.ZipFile(BytesIO(data)) as made:
        assert not any(entry.flag_bits & 8 or entry.extra for entry in made.infolist())


def test_formats_and_drop_downs_of_ours_grow_with_the_table_and_the_offices_own_do_not():
    rules = '<conditionalFormatting sqref="A2:U5000 B7"/><conditionalFormatting sqref="C2:C40"/>'
    lists = '<dataValidations count="1"><dataValidation type="list" sqref="D2:D5000"/></dataValidations>'
    book = BOOK.replace(
        "</sheets>",
        '</sheets><definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">'
        "表!$A$1:$U$66</definedName></definedNames>",
    )
    data = package(sheet(ROWS, '<dimension ref="A1:C5"/>', f'<autoFilter ref="A1:U66"/>{rules}{lists}'), book=book)
    patched = patch_package(data, {"表": [CellEdit(5001, 1, "第5000项")]}).data
    told = part(patched)
    for grown in ("A2:U10000 B7", "C2:C40", "D2:D10000", 'autoFilter ref="A1:U5001"', 'dimension ref="A1:C5001"'):
        assert grown in told
    assert "$A$1:$U$5001" in part(patched, "xl/workbook.xml")
    small = part(patch_package(data, {"表": [CellEdit(70, 1, "第69项")]}).data)
    assert "A2:U5000 B7" in small
    assert 'autoFilter ref="A1:U70"' in small


def test_a_row_hidden_by_a_filter_shows_again_when_its_list_is_drawn_anew():
    data = package(sheet(ROWS.replace('<row r="2">', '<row r="2" hidden="1">')))
    edits = {"表": [CellEdit(2, 1, "另一条")]}
    assert 'hidden="1"' in part(patch_package(data, edits).data), "in a table with keys it is the same row"
    assert 'hidden="1"' not in part(patch_package(data, edits, redrawn=["表"]).data)


def test_the_chain_of_calculation_stays_because_no_formula_goes():
    out = BytesIO(package(sheet(FORMULAS["plain"])))
    chain = f'<calcChain xmlns="{MAIN}"><c r="A2" i="1"/></calcChain>'
    with zipfile.ZipFile(out, "a") as target:
        target.writestr("xl/calcChain.xml", chain)
    data = patch_package(out.getvalue(), {"表": [CellEdit(2, 1, "新"), CellEdit(3, 1, "旁")]}).data
    assert part(data, "xl/calcChain.xml") == chain
    assert "<f>1+1</f>" in part(data)
    assert 'fullCalcOnLoad="1"' in part(data, "xl/workbook.xml")
