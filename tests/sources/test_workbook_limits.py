"""The limits of the guard on both sides, and what stands beyond what a small file can show."""

from __future__ import annotations

import random
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from automation.errors import RefusedFile
from automation.model.cell_name import cell_name, place_of
from automation.sources import sheet_look, unpack, xml_guard
from automation.sources.examine import examine_workbook
from automation.sources.reading_pool import ReadingPool
from automation.sources.sheet_look import look_into
from automation.sources.workbook import parse_workbook
from automation.sources.xml_guard import check_xml
from automation.terms.findings import KINDS
from tests.faulty.make_files import FILES, book, cell, zipped

FAULTY = Path(__file__).parents[1] / "faulty"
SEED, MUTATIONS = 20180725, 300


def refusal_of(data: bytes) -> tuple[str, str]:
    with pytest.raises(RefusedFile) as refusal:
        parse_workbook(data, "")
    return refusal.value.kind, refusal.value.value


def nested(depth: int) -> bytes:
    return b"<a>" * depth + b"</a>" * depth


def test_a_thousand_parts_are_read_and_one_more_is_not():
    parts = book()
    filled = {**parts, **{f"xl/media/{n}": b"" for n in range(unpack.MAX_ENTRIES - len(parts))}}
    assert parse_workbook(zipped(filled), "").grids
    kind, value = refusal_of(zipped({**filled, "xl/media/more": b""}))
    assert (kind, value.startswith("1001 个部件")) == ("oversized_workbook", True)


def test_parts_that_claim_too_much_are_refused_before_they_are_inflated(monkeypatch):
    monkeypatch.setattr(unpack, "MAX_PART", 10_000)
    assert refusal_of(zipped({**book(), "xl/media/a": bytes(10_001)})) == ("oversized_workbook", "xl/media/a")
    monkeypatch.setattr(unpack, "MAX_TOTAL", 20_000)
    assert refusal_of(zipped({**book(), "a": bytes(9_999), "b": bytes(9_999)}))[0] == "oversized_workbook"


def test_a_part_longer_than_it_claims_is_refused_after_what_it_claims():
    data = bytearray(zipped({**book(), "xl/media/a": bytes(5_000)}, zipfile.ZIP_DEFLATED))
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = data.rindex(mark)
        data[start + at : start + at + 4] = (100).to_bytes(4, "little")
    assert refusal_of(bytes(data)) == ("damaged_workbook", "xl/media/a 校验不符")


def test_a_local_header_that_names_another_part_is_refused():
    data = bytearray(zipped(book()))
    data[data.index(b"xl/styles.xml")] = ord("y")
    assert refusal_of(bytes(data))[0] == "damaged_workbook"


@pytest.mark.parametrize("wrap", [b"%s", b"<?xml version='1.0'?><b>/>%s</b>", b"<b><!-- < -->%s</b>", b"<b><c/>%s</b>"])
def test_depth_is_counted_whatever_stands_beside_it(wrap):
    extra = 0 if wrap == b"%s" else 1
    content = wrap.replace(b"%s", nested(xml_guard.MAX_DEPTH - extra))
    assert check_xml("x", content) == content
    with pytest.raises(RefusedFile):
        check_xml("x", wrap.replace(b"%s", nested(xml_guard.MAX_DEPTH - extra + 1)))


def test_long_texts_are_no_long_attributes():
    content = b"<a><t>" + b"x" * 40_000 + b"</t></a>"
    assert check_xml("x", content) == content


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_parts_in_another_encoding_are_read_as_utf_8(encoding):
    said = f'<?xml version="1.0" encoding="{encoding}"?><a>编号</a>'
    assert check_xml("x", said.encode(encoding)) == "<a>编号</a>".encode()


def test_a_large_honest_table_is_no_far_cell():
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in (1, sheet_look.MAX_ROWS))
    sheet = f"<worksheet><sheetData>{rows}</sheetData></worksheet>".encode()
    assert look_into(sheet).far == ()


@pytest.mark.parametrize("place", ["A200001", "BZZZ1", "AZZ9000"])
def test_a_cell_that_would_need_millions_of_others_is_named_with_what_it_says(place):
    rows = f'<row r="1"><c r="A1"><v>1</v></c></row><row r="{place_of(place)[0]}">{cell(place, 7)}</row>'
    found = look_into(f"<worksheet><sheetData>{rows}</sheetData></worksheet>".encode())
    assert found.far == ((place, "7"),)
    assert place.encode() not in found.content


@pytest.mark.parametrize(
    "written", ['\tr="%s"', '\nr="%s"', " r ='%s'", ' r = "%s"', " r='%s'", ' s="1"\r\nr="%s"', ' r=\t"%s"']
)
def test_a_far_cell_is_found_however_its_place_is_written(written):
    there = f"<c{written.replace('%s', 'XFD1048576')}><v>7</v></c>"
    rows = f'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576">{there}</row>'
    for tag in (rows, rows.replace('<row r="1048576">', f"<row{written.replace('%s', '1048576')}>")):
        assert look_into(f"<worksheet><sheetData>{tag}</sheetData></worksheet>".encode()).far == (("XFD1048576", "7"),)


def test_a_formula_that_gave_an_empty_text_is_not_one_nobody_computed():
    row = '<row r="1"><c r="A1" t="str"><f>""</f><v></v></c><c r="B1"><f>1</f><v></v></c></row>'
    assert look_into(f"<worksheet><sheetData>{row}</sheetData></worksheet>".encode()).bare == {"B1"}


def test_cells_are_named_as_excel_does():
    assert [cell_name(3, place) for place in (1, 26, 27, 702, 703)] == ["A3", "Z3", "AA3", "ZZ3", "AAA3"]
    assert [place_of(name) for name in ("A3", "aa10", "XFD1048576")] == [(3, 1), (10, 27), (1048576, 16384)]


def mutate(chance: random.Random, data: bytes) -> bytes:
    """One of the ways a file comes to harm: bits, a cut, parts changed for one another, a part of another file."""
    way = chance.randrange(5)
    if way == 0:
        harmed = bytearray(data)
        for _ in range(chance.randrange(1, 8)):
            harmed[chance.randrange(len(harmed))] ^= 1 << chance.randrange(8)
        return bytes(harmed)
    if way == 1:
        return data[: chance.randrange(len(data))]
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
    except (zipfile.BadZipFile, RuntimeError):
        return data[::-1]
    one, other = chance.choices(sorted(parts), k=2)
    if way == 2:
        parts[one], parts[other] = parts[other], parts[one]
    elif way == 3:
        parts[one] = chance.choice(list(book(names=("甲", "乙")).values()))
    else:
        harmed = bytearray(parts[one] or b"x")
        at = chance.randrange(len(harmed))
        harmed[at : at + chance.randrange(9)] = chance.choice((b"<", b">", b'"', b"9" * 9, b"\xff\xfe", b"&#0;", b""))
        parts[one] = bytes(harmed)
    return zipped(parts)


def test_whatever_harm_comes_to_a_file_it_gives_rows_or_one_refusal():
    chance = random.Random(SEED)  # noqa: S311 - the same harm every time
    whole = [make() for name, make in FILES.items() if name not in ("zip-bomb.xlsx", "attribute-too-long.xlsx")]
    whole += [(FAULTY / name).read_bytes() for name in ("saved-by-libreoffice.xls", "saved-by-libreoffice.ods")] * 4
    harmed = [mutate(chance, chance.choice(whole) or b"PK") for _ in range(MUTATIONS)]
    with ReadingPool() as pool:
        outcomes = list(pool.each(lambda data: examined(pool, data), harmed))
    assert len(outcomes) == MUTATIONS
    assert {"read", "damaged_workbook", "not_a_workbook"} <= set(outcomes) <= {"read", *KINDS}


def examined(pool: ReadingPool, data: bytes) -> str:
    try:
        sheets, findings = pool.ask(examine_workbook, data, "x.xlsx")
    except RefusedFile as refusal:
        return refusal.kind
    return "read" if sheets and all(finding.message for finding in findings) else "nothing"
