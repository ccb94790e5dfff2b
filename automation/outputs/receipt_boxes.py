"""The boxes comments are shown in (批注框), drawn in VML and sized for their text: WPS does not fit them itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import count
from math import ceil

from lxml import etree

from automation.outputs.package_edit import Element, detach, parse_part
from automation.outputs.patch import text_breadth
from automation.outputs.sheet_part import pixel_heights, pixel_widths

VML = "urn:schemas-microsoft-com:vml"
OFFICE = "urn:schemas-microsoft-com:office:office"
DRAWING = "vmlDrawing"  # what parts of this kind are called
EXCEL = "urn:schemas-microsoft-com:office:excel"
BOX_TYPE = "_x0000_t202"
FIRST_ID = 1024  # ids below are a program's own
WIDTH = 300  # pixels
LINE_WIDTH = 46  # half-width characters of 9 pt that fit into it
LINE = 17  # pixels
MOST_LINES = 30
REACH = 60  # columns or rows a box may span

EMPTY = (
    f'<xml xmlns:v="{VML}" xmlns:o="{OFFICE}" xmlns:x="{EXCEL}"><o:shapelayout v:ext="edit">'
    '<o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
)
SHAPE_TYPE = (
    f'<v:shapetype xmlns:v="{VML}" xmlns:o="{OFFICE}" id="{BOX_TYPE}" coordsize="21600,21600" o:spt="202"'
    ' path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/>'
    "</v:shapetype>"
)
SHAPE = (
    f'<v:shape xmlns:v="{VML}" xmlns:o="{OFFICE}" xmlns:x="{EXCEL}" id="_x0000_s{{identity}}" type="#{BOX_TYPE}"'
    ' style="{style}" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
    '<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note">'
    "<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>"
    "</x:ClientData></v:shape>"
)
STYLE = (
    "position:absolute;margin-left:60pt;margin-top:2pt;width:{width}pt;height:{height}pt;z-index:{order};"
    "visibility:hidden"
)


class Boxes:
    """The boxes of one sheet's comments, besides whatever else is drawn there (buttons, header pictures)."""

    def __init__(self, content: bytes, sheet: Element) -> None:
        """Take up the drawing of a sheet; no content starts a new one. Raises AutomationError when it is no XML.

        Excel leaves line breaks in the texts of buttons open, which no XML parser takes.
        """
        self._root = parse_part(content.replace(b"<br>", b"<br/>") if content else EMPTY.encode(), DRAWING)
        self._sheet = sheet
        self._notes = {
            (
                _counted(client, "Row") + 1,
                _counted(client, "Column") + 1,
            ): client
            for client in self._root.iter(f"{{{EXCEL}}}ClientData")
            if client.get("ObjectType") == "Note"
        }
        used = (int(found) for found in re.findall(rb"_x0000_s(\d+)", content))
        self._identities = count(max(used, default=FIRST_ID) + 1)

    def remove(self, row: int, column: int) -> None:
        """Take away the box of a comment that is gone."""
        client = self._notes.pop((row, column), None)
        if client is not None:
            shape = client.getparent()
            detach(client if shape is None else shape)

    def fit(self, row: int, column: int, text: str) -> None:
        """Make the box of a comment as large as its text needs, drawing it when there is none."""
        lines = sum(max(1, ceil(text_breadth(line) / LINE_WIDTH)) for line in text.rstrip("\n").split("\n"))
        height = min(lines, MOST_LINES) * LINE + 12
        anchor = self._anchor(row, column, height)
        client = self._notes.get((row, column))
        if client is not None:
            _resize(client, anchor, height)
            return
        self._add_type()
        identity = next(self._identities)
        style = STYLE.format(width=f"{WIDTH * 0.75:g}", height=f"{height * 0.75:g}", order=identity - FIRST_ID)
        xml = SHAPE.format(identity=identity, style=style, anchor=anchor, row=row - 1, column=column - 1)
        self._root.append(parse_part(xml.encode()))

    def content(self) -> bytes:
        """The drawing as it is stored: without a declaration, as Excel writes it."""
        etree.cleanup_namespaces(self._root, keep_ns_prefixes=["v", "o", "x"])
        return etree.tostring(self._root)

    def _add_type(self) -> None:
        if not any(one.get("id") == BOX_TYPE for one in self._root.iter(f"{{{VML}}}shapetype")):
            self._root.append(parse_part(SHAPE_TYPE.encode()))

    def _anchor(self, row: int, column: int, height: int) -> str:
        """Where a box stands: from the next column and the row above, as far as its size reaches (x:Anchor)."""
        top = max(row - 1, 1)
        widths = pixel_widths(self._sheet, range(column + 1, column + 1 + REACH))
        heights = pixel_heights(self._sheet, range(top, top + REACH))
        right, across = _walk(widths, 15 + WIDTH)
        bottom, down = _walk(heights, 4 + height)
        return f"{column}, 15, {top - 1}, 4, {right - 1}, {across}, {bottom - 1}, {down}"


def _counted(client: Element, name: str) -> int:
    """A row or column of a note, counted from 0; -1, which is no cell's, where it says none."""
    text = (client.findtext(f"{{{EXCEL}}}{name}") or "").strip()
    return int(text) if text.isdecimal() else -1


def _walk(sizes: Mapping[int, int], distance: int) -> tuple[int, int]:
    """The column or row a distance ends in, and how far into it."""
    place = 0
    for place, size in sizes.items():
        if distance <= size:
            return place, distance
        distance -= size
    return place, sizes[place]


def _resize(client: Element, anchor: str, height: int) -> None:
    """Give a box another size; what a program draws around it stays."""
    found = client.find(f"{{{EXCEL}}}Anchor")
    if found is None:
        found = etree.SubElement(client, f"{{{EXCEL}}}Anchor")
    found.text = anchor
    shape = client.getparent()
    if shape is None:
        return
    style = str(shape.get("style", ""))
    for name, size in (("width", WIDTH), ("height", height)):
        style = re.sub(rf"(^|;)\s*{name}:[^;]*", "", style)
        style = f"{style.rstrip(';')};{name}:{size * 0.75:g}pt".lstrip(";")
    shape.set("style", style)
