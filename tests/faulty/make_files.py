"""Makes the awkward files of this folder, each named after its defect.

    python tests/faulty/make_files.py

Two are saved by LibreOffice from odd-values.xlsx, which must be installed: saved-by-libreoffice.xls and .ods.
What each file must give stands in tests/sources/test_workbook_faults.py.
"""

from __future__ import annotations

import struct
import subprocess
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

HERE = Path(__file__).parent
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
FORMATS = ("", "yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;", "[$-804]m&quot;月&quot;d&quot;日&quot;;@")
STYLES = (
    '<numFmts count="2">'
    + "".join(f'<numFmt numFmtId="{163 + n}" formatCode="{FORMATS[n]}"/>' for n in (1, 2))
    + "</numFmts><fonts><font/></fonts><fills><fill/></fills><borders><border/></borders><cellXfs>"
    + "".join(f'<xf numFmtId="{n}"/>' for n in (0, 14, 164, 165, 31, 58))
    + "</cellXfs>"
)
PLAIN_ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>编号</t></is></c><c r="B1"><v>7</v></c></row>'


def zipped(parts: Mapping[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    """A zip of these parts, the same every time."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = method
            package.writestr(entry, content)
    return out.getvalue()


def related(*targets: tuple[str, str], mode: str = "") -> bytes:
    lines = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'.encode()


def book(
    rows: str = PLAIN_ROW,
    *,
    names: tuple[str, ...] = ("表",),
    before: str = "",
    setting: str = "",
    shared: str = "",
    main: str = MAIN,
    state: str = "",
    more: Mapping[str, bytes] | None = None,
) -> dict[str, bytes]:
    """The parts of a small workbook whose first sheet holds ``rows``; the other sheets hold one plain row."""
    types = "".join(
        f'<Override PartName="{name}" ContentType="{KIND}.{kind}+xml"/>'
        for name, kind in (
            ("/xl/workbook.xml", "sheet.main"),
            *((f"/xl/worksheets/sheet{n}.xml", "worksheet") for n in range(1, len(names) + 1)),
        )
    )
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"{state if n > 1 else ""}/>' for n, name in enumerate(names, 1)
    )
    sheets = {
        f"xl/worksheets/sheet{n}.xml": f'<worksheet xmlns="{main}">{before if n == 1 else ""}'
        f"<sheetData>{rows if n == 1 else PLAIN_ROW}</sheetData></worksheet>".encode()
        for n in range(1, len(names) + 1)
    }
    targets = [("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(names) + 1)]
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>'.encode(),
        "_rels/.rels": related(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{OFFICE}">{setting}<sheets>{listed}</sheets>'
        "</workbook>".encode(),
        "xl/_rels/workbook.xml.rels": related(
            *targets, ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")
        ),
        "xl/styles.xml": f'<styleSheet xmlns="{main}">{STYLES}</styleSheet>'.encode(),
        "xl/sharedStrings.xml": f'<sst xmlns="{main}">{shared}</sst>'.encode(),
        **sheets,
        **(more or {}),
    }


def with_sheet(content: bytes) -> dict[str, bytes]:
    """A workbook whose only sheet is this very part."""
    return {**book(), "xl/worksheets/sheet1.xml": content}


def text(said: str) -> str:
    return f"<is>{said}</is>"


def cell(name: str, value: object, style: int = 0) -> str:
    return f'<c r="{name}" s="{style}"><v>{value}</v></c>'


def flipped() -> bytes:
    data = bytearray(zipped(book()))
    data[data.index("编号".encode())] ^= 1
    return bytes(data)


def twice() -> bytes:
    parts = book()
    return zipped({**parts, "xl/Worksheets/Sheet1.xml": parts["xl/worksheets/sheet1.xml"]})


def locked_zip() -> bytes:
    """A zip whose entries say that they are encrypted."""
    data = bytearray(zipped(book()))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(mark)
        while start >= 0:
            data[start + at] |= 1
            start = data.find(mark, start + 4)
    return bytes(data)


def record(kind: int, content: bytes) -> bytes:
    """One record of a binary workbook (.xlsb): its kind and length seven bits to a byte."""
    number = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
    return number + bytes([len(content)]) + content


def wide(said: str) -> bytes:
    return struct.pack("<I", len(said)) + said.encode("utf-16-le")


def binary_book(relation: str = "rId1") -> bytes:
    """A hand-built .xlsb of one sheet: a text, a number and a yes in its first row."""
    sheet = struct.pack("<II", 0, 1) + wide(relation) + wide("表")
    workbook = record(131, b"") + record(143, b"") + record(156, sheet) + record(144, b"") + record(132, b"")
    row = struct.pack("<IIHHBI", 0, 0, 300, 0, 0, 1) + struct.pack("<II", 0, 2)
    cells = (
        record(6, struct.pack("<II", 0, 0) + wide("编号"))
        + record(5, struct.pack("<IId", 1, 0, 7.0))
        + record(4, struct.pack("<IIB", 2, 0, 1))
    )
    extent = record(148, struct.pack("<IIII", 0, 0, 0, 2))
    page = record(129, b"") + extent + record(145, b"") + record(0, row) + cells + record(146, b"") + record(130, b"")
    parts = book()
    return zipped(
        {
            "[Content_Types].xml": parts["[Content_Types].xml"],
            "_rels/.rels": related(("officeDocument", "xl/workbook.bin")),
            "xl/workbook.bin": workbook,
            "xl/_rels/workbook.bin.rels": related(("worksheet", "worksheets/sheet1.bin")),
            "xl/worksheets/sheet1.bin": page,
        }
    )


ODD_VALUES = (
    f'<row r="1"><c r="A1" t="inlineStr">{text("<t>行内</t>")}</c>'
    f'<c r="B1" t="inlineStr">{text("<r><rPr><b/></rPr><t>粗</t></r><r><t>体</t></r>")}</c>'
    '<c r="C1" t="s"><v>0</v></c><c r="D1" t="b"><v>1</v></c><c r="E1" t="str"><f>"a"</f><v>算好</v></c></row>'
    f'<row r="2">{cell("A2", 43344, 1)}{cell("B2", 43344, 2)}{cell("C2", 43344, 3)}{cell("D2", 43344, 4)}'
    f"{cell('E2', 43344, 5)}</row>"
)
PHONETIC = '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si>'
WITHOUT_PLACES = (
    "<row><c><v>1</v></c><c/><c><v>3</v></c></row>"
    '<row r="3"><c t="inlineStr"><is><t>丙</t></is></c><c r="C3"><v>5</v></c><c><v>6</v></c></row>'
)
DEEP = f'<worksheet xmlns="{MAIN}">{"<extLst>" * 101}{"</extLst>" * 101}<sheetData/></worksheet>'.encode()
ATTRIBUTES = " ".join(f'a{n}="1"' for n in range(1001))
LONG = "".join(chr(97 + n * n % 26) for n in range(2**20 + 1))
FAR = f'{PLAIN_ROW}<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>角落</t></is></c></row>'
DEFLATED = zipfile.ZIP_DEFLATED

FILES = {
    # refused
    "empty.xlsx": lambda: b"",
    "a-text.xlsx": "这是一段文字".encode,
    "a-web-page.xls": lambda: b"<html><table><tr><td>1</td></tr></table></html>",
    "a-word-document.xlsx": lambda: zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}),
    "an-old-word-document.xls": lambda: OLE + "WordDocument".encode("utf-16-le"),
    "encrypted.xlsx": lambda: OLE + "EncryptedPackage".encode("utf-16-le"),
    "encrypted-zip.xlsx": locked_zip,
    "encrypted.ods": lambda: zipped(
        {
            "mimetype": b"",
            "content.xml": b"<a/>",
            "META-INF/manifest.xml": b"<manifest:encryption-data xmlns:manifest='m'/>",
        }
    ),
    "cut-off.xlsx": lambda: zipped(book())[:-200],
    "flipped-bit.xlsx": flipped,
    "text-before-the-zip.xlsx": lambda: b"PK" + bytes(30) + zipped(book()),
    "name-leaves-the-folder.xlsx": lambda: zipped({**book(), "../../evil.xml": b"<a/>"}),
    "part-twice.xlsx": twice,
    "sheet-name-twice.xlsx": lambda: zipped(book(names=("Sheet", "SHEET"))),
    "sheet-missing.xlsx": lambda: zipped({k: v for k, v in book().items() if "sheet1" not in k}),
    "relations-missing.xlsx": lambda: zipped({k: v for k, v in book().items() if "workbook.xml.rels" not in k}),
    "text-missing.xlsx": lambda: zipped(book('<row r="1"><c r="A1" t="s"><v>9</v></c></row>')),
    "not-xml.xlsx": lambda: zipped(with_sheet(b"<worksheet><sheetData></worksheet>")),
    "doctype.xlsx": lambda: zipped(with_sheet(b'<!DOCTYPE x [<!ENTITY a "b">]>' + book()["xl/worksheets/sheet1.xml"])),
    "utf-7.xlsx": lambda: zipped(
        with_sheet(b'<?xml version="1.0" encoding="UTF-7"?>' + book()["xl/worksheets/sheet1.xml"])
    ),
    "forbidden-character.xlsx": lambda: zipped(book(PLAIN_ROW.replace("编号", "编\x01号"))),
    "forbidden-reference.xlsx": lambda: zipped(book(PLAIN_ROW.replace("编号", "编&#1;号"))),
    "too-deep.xlsx": lambda: zipped(with_sheet(DEEP)),
    "too-many-attributes.xlsx": lambda: zipped(with_sheet(f"<worksheet {ATTRIBUTES}/>".encode())),
    "attribute-too-long.xlsx": lambda: zipped(with_sheet(f'<worksheet a="{LONG}"/>'.encode()), DEFLATED),
    "zip-bomb.xlsx": lambda: zipped({**book(), "xl/media/image1.bin": bytes(20_000_000)}, DEFLATED),
    "no-cells.xlsx": lambda: zipped(book("")),
    "ends-its-reader.xlsb": lambda: binary_book("rId9"),  # calamine panics where a sheet has no relation
    # read, with something to tell
    "far-cell.xlsx": lambda: zipped(book(FAR)),
    "formula-without-value.xlsx": lambda: zipped(book(PLAIN_ROW.replace("</row>", '<c r="C1"><f>1+1</f></c></row>'))),
    "error-cell.xlsx": lambda: zipped(book(PLAIN_ROW.replace("</row>", '<c r="C1" t="e"><v>#DIV/0!</v></c></row>'))),
    "hidden-row.xlsx": lambda: zipped(book(PLAIN_ROW + '<row r="2" hidden="1"><c r="A2"><v>1</v></c></row>')),
    "hidden-column.xlsx": lambda: zipped(book(before='<cols><col min="2" max="2" hidden="1"/></cols>')),
    "hidden-sheet.xlsx": lambda: zipped(book(names=("表", "藏"), state=' state="veryHidden"')),
    "macros.xlsm": lambda: zipped(book(more={"xl/vbaProject.bin": OLE})),
    "quotes-another-file.xlsx": lambda: zipped(
        book(
            more={
                "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
                "xl/externalLinks/_rels/externalLink1.xml.rels": related(
                    ("externalLinkPath", "other.xlsx"), mode=' TargetMode="External"'
                ),
            }
        )
    ),
    "hand-built.xlsb": binary_book,
    # read like any other
    "odd-values.xlsx": lambda: zipped(book(ODD_VALUES, shared=PHONETIC)),
    "strict.xlsx": lambda: zipped(book('<row r="1"><c r="A1" t="d" s="1"><v>2018-09-01</v></c></row>', main=STRICT)),
    "from-1904.xlsx": lambda: zipped(
        book(
            f'<row r="1">{cell("A1", 41882, 1)}{cell("B1", 41882, 2)}{cell("C1", 41882, 4)}</row>',
            setting='<workbookPr date1904="1"/>',
        )
    ),
    "wrong-dimension.xlsx": lambda: zipped(
        book(PLAIN_ROW + '<row r="4"><c r="C4"><v>4</v></c></row>', before='<dimension ref="A1"/>')
    ),
    "huge-dimension.xlsx": lambda: zipped(book(before='<dimension ref="A1:XFD1048576"/>')),
    "without-places.xlsx": lambda: zipped(book(WITHOUT_PLACES)),
    "utf-16.xlsx": lambda: zipped(
        {
            name: ('<?xml version="1.0" encoding="UTF-16"?>' + part.decode()).encode("utf-16")
            for name, part in book().items()
        }
    ),
    "prefixed.xlsx": lambda: zipped(
        with_sheet(
            f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>7</x:v></x:c></x:row>'
            "</x:sheetData></x:worksheet>".encode()
        )
    ),
}


def main() -> None:
    """Write them all."""
    for name, make in FILES.items():
        (HERE / name).write_bytes(make())
    for suffix in ("xls", "ods"):
        command = [
            "soffice",
            "--headless",
            "--convert-to",
            suffix,
            "--outdir",
            str(HERE),
            str(HERE / "odd-values.xlsx"),
        ]
        subprocess.run(command, check=True)
        (HERE / f"odd-values.{suffix}").replace(HERE / f"saved-by-libreoffice.{suffix}")


if __name__ == "__main__":
    main()
