# ruff: noqa: E501 - other programs’ XML is quoted on its own lines
"""Fills a master with what offices put into theirs, as raw package parts: what no library would write or keep."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
SHEET_DRAWING = f"{DRAWING}/spreadsheetDrawing"
X14 = f'xmlns:x14="{MICROSOFT}/spreadsheetml/2009/9/main" xmlns:xm="{MICROSOFT}/excel/2006/main"'
TYPE = "application/vnd.openxmlformats-officedocument"
OWN_SHEET = "xl/worksheets/sheet90.xml"
NOTE_COLUMN, PICTURE_COLUMN, SUM_COLUMN = "W", "X", "Y"


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress(b"\0\xff\0\0"))
    + chunk(b"IEND", b"")
)


def relations(*listed: tuple[str, str, str]) -> str:
    rows = "".join(f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>' for name, kind, target in listed)
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="{RELATIONS}">{rows}</Relationships>'


def anchor(content: str, row: int) -> str:
    corners = f"<xdr:from>{corner(7, row)}</xdr:from><xdr:to>{corner(12, row + 8)}</xdr:to>"
    return f"<xdr:twoCellAnchor>{corners}{content}<xdr:clientData/></xdr:twoCellAnchor>"


def corner(column: int, row: int) -> str:
    return f"<xdr:col>{column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row}</xdr:row><xdr:rowOff>0</xdr:rowOff>"


CHART_FRAME = f"""<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="图表 1"/><xdr:cNvGraphicFramePr/>
</xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic>
<a:graphicData uri="{DRAWING}/chart"><c:chart xmlns:c="{DRAWING}/chart" r:id="rId1"/></a:graphicData></a:graphic>
</xdr:graphicFrame>"""
PICTURE = """<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="3" name="图片 2"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill>
<a:blip r:embed="rId2"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:prstGeom prst="rect"><a:avLst/>
</a:prstGeom></xdr:spPr></xdr:pic>"""
SHAPE = """<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="4" name="文本框 3"/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr>
<xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr><xdr:txBody><a:bodyPr/><a:p><a:r><a:t>领导批示</a:t></a:r>
</a:p></xdr:txBody></xdr:sp>"""
SERIES = """<c:ser><c:idx val="0"/><c:order val="0"/><c:cat><c:strRef><c:f>办公室自用!$A$2:$A$3</c:f></c:strRef></c:cat>
<c:val><c:numRef><c:f>办公室自用!$B$2:$B$3</c:f></c:numRef></c:val></c:ser>"""
AXES = """<c:catAx><c:axId val="1"/><c:scaling/><c:axPos val="b"/><c:crossAx val="2"/></c:catAx><c:valAx><c:axId val="2"/>
<c:scaling/><c:axPos val="l"/><c:crossAx val="1"/></c:valAx>"""
CONTROL = f"""<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice
 Requires="x14" xmlns:x14="{MICROSOFT}/spreadsheetml/2009/9/main"><controls><control shapeId="1026" r:id="rId3" name="复选框 1"/>
</controls></mc:Choice></mc:AlternateContent>"""


def vml(shape: int, kind: str, row: int) -> str:
    return f"""<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
 xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape id="_x0000_s{shape}" type="#_x0000_t202"
 style="position:absolute;width:240pt;height:90pt;visibility:hidden"><x:ClientData ObjectType="{kind}"><x:Row>{row}</x:Row>
<x:Column>4</x:Column></x:ClientData></v:shape></xml>"""


OWN_ROWS = """<row r="1" ht="33" customHeight="1"><c r="A1" t="inlineStr"><is><t>月</t></is></c><c r="D1"><f>SUM(B2:B3)</f><v>8</v></c>
<c r="E1"><f t="array" ref="E1:E2">B2:B3*2</f><v>6</v></c></row><row r="2"><c r="A2"><v>7</v></c><c r="B2"><v>3</v></c>
<c r="E2"><v>10</v></c></row><row r="3" hidden="1"><c r="A3"><v>8</v></c><c r="B3"><v>5</v></c></row>"""
OWN = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheetData>{OWN_ROWS}</sheetData>
<pageSetup paperSize="8" orientation="landscape" r:id="rId4"/><headerFooter><oddFooter>&amp;C第 &amp;P 页</oddFooter></headerFooter>
<legacyDrawing r:id="rId2"/>{CONTROL}</worksheet>"""
SPARKLINES = f"""<ext uri="{{05C60535-1F16-4fd2-B633-F4F36F0B64E0}}" {X14}><x14:sparklineGroups><x14:sparklineGroup>
<x14:colorSeries rgb="FF376092"/><x14:sparklines><x14:sparkline><xm:f>办公室自用!B2:B3</xm:f><xm:sqref>{SUM_COLUMN}2</xm:sqref>
</x14:sparkline></x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext>"""
BARS = f"""<ext uri="{{78C0D931-6437-407d-A8EE-F0AAD7539E65}}" {X14}><x14:conditionalFormattings><x14:conditionalFormatting>
<x14:cfRule type="dataBar" id="{{00000000-0001-0000-0000-000000000001}}"><x14:dataBar><x14:cfvo type="autoMin"/>
<x14:cfvo type="autoMax"/></x14:dataBar></x14:cfRule><xm:sqref>O2:O40</xm:sqref></x14:conditionalFormatting>
</x14:conditionalFormattings></ext>"""
TASKS_END = f'<drawing r:id="rId1"/><legacyDrawing r:id="rId2"/><extLst>{SPARKLINES}{BARS}</extLst></worksheet>'

PARTS: dict[str, str | bytes] = {
    "xl/drawings/drawing90.xml": f'<xdr:wsDr xmlns:xdr="{SHEET_DRAWING}" xmlns:a="{DRAWING}/main" xmlns:r="{OFFICE}">'
    f"{anchor(CHART_FRAME, 1)}{anchor(PICTURE, 12)}{anchor(SHAPE, 24)}</xdr:wsDr>",
    "xl/drawings/_rels/drawing90.xml.rels": relations(
        ("rId1", f"{OFFICE}/chart", "../charts/chart90.xml"), ("rId2", f"{OFFICE}/image", "../media/image1.png")
    ),
    "xl/charts/chart90.xml": f'<c:chartSpace xmlns:c="{DRAWING}/chart" xmlns:a="{DRAWING}/main"><c:chart><c:plotArea>'
    f'<c:barChart><c:barDir val="col"/>{SERIES}<c:axId val="1"/><c:axId val="2"/></c:barChart>{AXES}</c:plotArea></c:chart>'
    "</c:chartSpace>",
    "xl/media/image1.png": PNG,
    "xl/comments1.xml": f'<comments xmlns="{MAIN}"><authors><author>办公室</author></authors><commentList>'
    '<comment ref="E3" authorId="0"><text><r><rPr><b/></rPr><t>请再核</t></r></text></comment></commentList></comments>',
    "xl/drawings/vmlDrawing1.vml": vml(1025, "Note", 2),
    "xl/threadedComments/threadedComment1.xml": f'<ThreadedComments xmlns="{MICROSOFT}/spreadsheetml/2018/threadedcomments">'
    '<threadedComment ref="E3" dT="2018-08-01T00:00:00" personId="{00000000-0000-0000-0000-000000000001}"'
    ' id="{00000000-0000-0000-0000-000000000002}"><text>请再核</text></threadedComment></ThreadedComments>',
    "xl/persons/person.xml": f'<personList xmlns="{MICROSOFT}/spreadsheetml/2018/threadedcomments">'
    '<person displayName="办公室" id="{00000000-0000-0000-0000-000000000001}" userId="x" providerId="None"/></personList>',
    "xl/cellimages.xml": '<etc:cellImages xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData" '
    f'xmlns:xdr="{SHEET_DRAWING}" xmlns:a="{DRAWING}/main" xmlns:r="{OFFICE}"><etc:cellImage>'
    f"{PICTURE.replace('图片 2', 'ID_0123456789ABCDEF').replace('rId2', 'rId1')}</etc:cellImage></etc:cellImages>",
    "xl/_rels/cellimages.xml.rels": relations(("rId1", f"{OFFICE}/image", "media/image1.png")),
    "xl/drawings/vmlDrawing2.vml": vml(1026, "Checkbox", 5),
    "xl/ctrlProps/ctrlProp1.xml": f'<formControlPr xmlns="{MICROSOFT}/spreadsheetml/2009/9/main" objectType="CheckBox"/>',
    "xl/printerSettings/printerSettings1.bin": bytes(range(256)),
    "xl/slicers/slicer1.xml": f'<slicers xmlns="{MICROSOFT}/spreadsheetml/2009/9/main"><slicer name="科室" cache="C"/></slicers>',
    "xl/calcChain.xml": f'<calcChain xmlns="{MAIN}"><c r="D1" i="90"/><c r="E1" i="90" a="1"/></calcChain>',
    "xl/custom/office.bin": b"\x00\x01 kept",
    "customXml/item1.xml": "<office><kept/></office>",
    OWN_SHEET: OWN,
    "xl/worksheets/_rels/sheet90.xml.rels": relations(
        ("rId2", f"{OFFICE}/vmlDrawing", "../drawings/vmlDrawing2.vml"),
        ("rId3", f"{OFFICE}/ctrlProp", "../ctrlProps/ctrlProp1.xml"),
        ("rId4", f"{OFFICE}/printerSettings", "../printerSettings/printerSettings1.bin"),
        ("rId5", f"{MICROSOFT}/2007/relationships/slicer", "../slicers/slicer1.xml"),
    ),
    "xl/worksheets/_rels/sheet1.xml.rels": relations(
        ("rId1", f"{OFFICE}/drawing", "../drawings/drawing90.xml"),
        ("rId2", f"{OFFICE}/vmlDrawing", "../drawings/vmlDrawing1.vml"),
        ("rId3", f"{OFFICE}/comments", "../comments1.xml"),
        ("rId4", f"{MICROSOFT}/2017/10/relationships/threadedComment", "../threadedComments/threadedComment1.xml"),
    ),
}
CONTENT_TYPES = {
    "xl/drawings/drawing90.xml": f"{TYPE}.drawing+xml",
    "xl/charts/chart90.xml": f"{TYPE}.drawingml.chart+xml",
    "xl/comments1.xml": f"{TYPE}.spreadsheetml.comments+xml",
    "xl/threadedComments/threadedComment1.xml": "application/vnd.ms-excel.threadedcomments+xml",
    "xl/persons/person.xml": "application/vnd.ms-excel.person+xml",
    "xl/cellimages.xml": "application/vnd.wps-officedocument.cellimage+xml",
    "xl/ctrlProps/ctrlProp1.xml": "application/vnd.ms-excel.controlproperties+xml",
    "xl/slicers/slicer1.xml": "application/vnd.ms-excel.slicer+xml",
    "xl/calcChain.xml": f"{TYPE}.spreadsheetml.calcChain+xml",
    OWN_SHEET: f"{TYPE}.spreadsheetml.worksheet+xml",
}
BOOK_PARTS = (
    ("rId901", f"{OFFICE}/worksheet", "/xl/worksheets/sheet90.xml"),
    ("rId902", "http://www.wps.cn/officeDocument/2020/cellImage", "cellimages.xml"),
    ("rId903", f"{MICROSOFT}/2017/10/relationships/person", "persons/person.xml"),
    ("rId904", f"{OFFICE}/customXml", "../customXml/item1.xml"),
    ("rId905", f"{OFFICE}/calcChain", "calcChain.xml"),
)
NAMES = (
    '<definedName name="重点">办公室自用!$B$2:$B$3</definedName>'
    '<definedName name="_xlnm.Print_Area" localSheetId="0">任务分工表!$A$1:$U$30</definedName>'
)


def read_parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def fill(path: Path) -> None:
    """Put everything into the master at a path; the first of its sheets gets drawings, comments and own columns."""
    parts: dict[str, str | bytes] = {**read_parts(path.read_bytes()), **PARTS}

    def change(name: str, pattern: str, made: str) -> None:
        text, count = re.subn(pattern, lambda _: made, text_of(parts[name]), count=1)
        assert count, (name, pattern)
        parts[name] = text

    defaults = '<Default Extension="png" ContentType="image/png"/><Default Extension="vml" ContentType="'
    defaults += f'{TYPE}.vmlDrawing"/><Default Extension="bin" ContentType="{TYPE}.spreadsheetml.printerSettings"/>'
    listed = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in CONTENT_TYPES.items())
    change("[Content_Types].xml", "</Types>", f"{defaults}{listed}</Types>")
    related = "".join(f'<Relationship Id="{i}" Type="{kind}" Target="{target}"/>' for i, kind, target in BOOK_PARTS)
    change("xl/_rels/workbook.xml.rels", "</Relationships>", f"{related}</Relationships>")
    change(
        "xl/workbook.xml",
        "</sheets>",
        f'<sheet name="办公室自用" sheetId="90" xmlns:r="{OFFICE}" r:id="rId901"/></sheets>',
    )
    change("xl/workbook.xml", "</definedNames>", f"{NAMES}</definedNames>")
    tasks = "xl/worksheets/sheet1.xml"
    change(tasks, "<worksheet ", f'<worksheet xmlns:r="{OFFICE}" ')
    change(tasks, "</worksheet>", TASKS_END)
    change(tasks, r'(?<=<row r="2")[^>]*', ' ht="61" customHeight="1"')
    change(tasks, r'(?<=<row r="4")[^>]*', ' hidden="1"')
    own = f'<c r="{NOTE_COLUMN}3" t="inlineStr"><is><t>催一下</t></is></c><c r="{PICTURE_COLUMN}3" t="str">'
    own += '<f>_xlfn.DISPIMG("ID_0123456789ABCDEF",1)</f><v>=DISPIMG("ID_0123456789ABCDEF",1)</v></c>'
    own += f'<c r="{SUM_COLUMN}3"><f>COUNTA(A2:A9)</f><v>8</v></c></row>'
    change(tasks, r'(?<=</c>)</row>(?=<row r="4")', own)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    path.write_bytes(out.getvalue())


def text_of(content: str | bytes) -> str:
    return content if isinstance(content, str) else content.decode("utf-8")
