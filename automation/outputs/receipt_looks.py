"""The cell styles of a receipt (回执样式), added at the end of the workbook's own, so that no index of its moves."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from xml.sax.saxutils import quoteattr

from lxml import etree

from automation.outputs.package_edit import Element, PackageEdit, parse_part, part_bytes, tag_of
from automation.terms import looks

ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles")
FILLS = {"error": "F8CBAD", "warning": "FFE699", "info": "DDEBF7", "taken": "E2EFDA", "head": "2F5597"}
BORDER = "".join(
    f'<{side} style="thin"><color rgb="FFBFBFBF"/></{side}>' for side in ("left", "right", "top", "bottom")
)


@dataclass(frozen=True, slots=True)
class Looks:
    """Style numbers for the cells of a receipt, empty in a workbook without styles; ``levels`` by severity."""

    title: str
    head: str
    block: str
    text: str
    cell: str
    short: str  # a cell of a word or a number, in the middle
    levels: dict[str, str]


def add_looks(package: PackageEdit) -> Looks:
    """Find or add the receipt's styles; a second receipt adds none."""
    part = package.related("xl/workbook.xml", "styles")
    if not part or not package.has(part):
        return Looks("", "", "", "", "", "", {})
    content, found = _added(package.read(part))
    package.put_bytes(part, content)
    return found


@lru_cache(maxsize=8)
def _added(content: bytes) -> tuple[bytes, Looks]:
    """A styles part with the receipt's; the workbooks of one issue share theirs, so it is kept for the next."""
    root = parse_part(content)
    body = _font(root, looks.FONT, 10)
    bold = _font(root, looks.HEAD_FONT, 11)
    white = _font(root, looks.HEAD_FONT, 10, "FFFFFFFF")
    big = _font(root, looks.HEAD_FONT, 16)
    fills = {name: _fill(root, colour) for name, colour in FILLS.items()}
    line = _ensure(root, "borders", f"<border>{BORDER}<diagonal/></border>")
    levels = {level: _style(root, body, fills[level or "taken"], line) for level in ("error", "warning", "info", "")}
    found = Looks(
        title=_style(root, big, 0, 0, wrap=False),
        head=_style(root, white, fills["head"], line, across="center"),
        block=_style(root, bold, 0, 0, wrap=False),
        text=_style(root, body, 0, 0, wrap=False),
        cell=_style(root, body, 0, line),
        short=_style(root, body, 0, line, across="center"),
        levels=levels,
    )
    return part_bytes(root), found


def _font(root: Element, name: str, size: int, colour: str = "") -> int:
    shade = f'<color rgb="{colour}"/>' if colour else ""
    return _ensure(
        root, "fonts", f'<font><sz val="{size}"/>{shade}<name val={quoteattr(name)}/><family val="2"/></font>'
    )


def _fill(root: Element, colour: str) -> int:
    solid = f'<patternFill patternType="solid"><fgColor rgb="FF{colour}"/><bgColor indexed="64"/></patternFill>'
    return _ensure(root, "fills", f"<fill>{solid}</fill>")


def _style(root: Element, font: int, fill: int, border: int, *, wrap: bool = True, across: str = "") -> str:
    aligned = 'vertical="center"' + (' wrapText="1"' if wrap else "") + (f' horizontal="{across}"' if across else "")
    xf = (
        f'<xf numFmtId="0" fontId="{font}" fillId="{fill}" borderId="{border}" xfId="0" applyFont="1" applyFill="1"'
        f' applyBorder="1" applyAlignment="1"><alignment {aligned}/></xf>'
    )
    return str(_ensure(root, "cellXfs", xf))


def _ensure(root: Element, listed: str, xml: str) -> int:
    """The place of an element in one of the style lists; it is added at the end when no equal one is there."""
    found = root.find(tag_of(root, listed))
    if found is None:
        found = etree.Element(tag_of(root, listed))
        after = ORDER[ORDER.index(listed) + 1 :]
        later = next((one for one in root if etree.QName(one).localname in (*after, "colors", "extLst")), None)
        root.append(found) if later is None else later.addprevious(found)
    wanted = parse_part(f'<_ xmlns="{etree.QName(root).namespace}">{xml}</_>'.encode())[0]
    shape = _shape(wanted)
    for place, one in enumerate(found):
        if _shape(one) == shape:
            return place
    found.append(wanted)
    found.set("count", str(len(found)))
    return len(found) - 1


def _shape(element: Element) -> tuple[object, ...]:
    """An element as a value: name, attributes, children."""
    return (str(element.tag), tuple(sorted(element.attrib.items())), tuple(_shape(child) for child in element))
