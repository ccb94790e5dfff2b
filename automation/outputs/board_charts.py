"""Puts the charts onto a new master's dashboard (看板图): native ones, drawn from fixed blocks of 看板数据.

They are made once. Merges patch the figures and what the charts repeat of them (``patch_charts``); how they look is the
office's from then on.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

from openpyxl.chart import BarChart, LineChart
from openpyxl.chart.data_source import AxDataSource, NumDataSource, NumRef, StrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.legend import Legend
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties, RegularTextRun
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.utils.units import cm_to_EMU
from openpyxl.worksheet.worksheet import Worksheet

from automation.model.cell_name import column_letters
from automation.outputs.package import rewrite_package
from automation.outputs.package_edit import parse_part, part_bytes
from automation.outputs.patch import find_parts
from automation.outputs.patch_charts import DrawnSheet, hide_lines, refresh_charts
from automation.sheets import AREA_BLOCK, FIGURES, SECTION_BLOCK, WEEK_BLOCK, Block
from automation.terms import looks

SHADES = {
    "done": "548235",
    "under_way": "2F75B5",
    "not_started": "BFBFBF",
    "overdue": "C00000",
    "red": "C00000",
    "yellow": "FFC000",
    "green": "70AD47",
}
WIDTH, HEIGHTS = 19.0, {SECTION_BLOCK: 8.0, AREA_BLOCK: 6.5, WEEK_BLOCK: 6.5}  # centimetres
POINTS_PER_CM = 72 / 2.54
PLAIN_ROW, GAP = 15.0, 18.0  # points: a row nobody has set the height of, the air between two charts
NO_ZERO = "0;;;"  # a 0 stands in no bar
OWN_FORMAT = (f'formatCode="{NO_ZERO}"'.encode(), f'formatCode="{NO_ZERO}" sourceLinked="0"'.encode())  # not the cells'
WEEKS_A_LABEL = 4


def add_charts(page: Worksheet, columns: int) -> None:
    """Put the three charts to the right of the dashboard's columns, one below the other."""
    page.column_dimensions[column_letters(columns + 1)].width = 2
    top = 0.0
    for block in (SECTION_BLOCK, AREA_BLOCK, WEEK_BLOCK):
        row = _row_at(page, top)
        chart = _draw_lines(block) if block is WEEK_BLOCK else _draw_bars(block, lying=block is AREA_BLOCK)
        height = HEIGHTS[block]
        size = XDRPositiveSize2D(cx=cm_to_EMU(WIDTH), cy=cm_to_EMU(height))
        chart.anchor = OneCellAnchor(_from=AnchorMarker(col=columns + 1, row=row), ext=size)
        page.add_chart(chart)
        top = sum(_height(page, number) for number in range(row)) + height * POINTS_PER_CM + GAP


def fill_charts(data: bytes, drawn: DrawnSheet) -> bytes:
    """A new package whose charts have been given their figures, and whose empty lines are hidden."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        part = find_parts(package)[0][drawn.name]
        sheet = parse_part(package.read(part), part)
        hide_lines(sheet, drawn)
        charts = {name: content.replace(*OWN_FORMAT) for name, content in refresh_charts(package, drawn).items()}
        return rewrite_package(package, {part: part_bytes(sheet), **charts})


def _height(page: Worksheet, row: int) -> float:
    return float(page.row_dimensions[row + 1].height or PLAIN_ROW)


def _row_at(page: Worksheet, top: float) -> int:
    """The first 0-based row that begins at or below a height."""
    row, reached = 0, 0.0
    while reached < top:
        reached += _height(page, row)
        row += 1
    return row


def _draw_bars(block: Block, *, lying: bool) -> Any:
    """Stacked bars, one for each item; lying ones are read from the top."""
    chart: Any = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "bar" if lying else "col", "stacked", 100, 50
    _dress(chart, block)
    for series in chart.series:
        labels = DataLabelList(
            numFmt=NO_ZERO, showVal=True, showSerName=False, showCatName=False, showLegendKey=False, showPercent=False
        )
        labels.txPr = _letters("FFFFFF" if series is not chart.series[1] or not lying else "000000", 800)
        series.dLbls = labels
    if lying:
        chart.x_axis.scaling.orientation = "maxMin"
    chart.y_axis.delete = True
    return chart


def _draw_lines(block: Block) -> Any:
    """Two lines over the weeks; a week nobody ran the program in is a gap, its neighbours are marked points."""
    chart: Any = LineChart()
    chart.display_blanks = "gap"
    _dress(chart, block)
    chart.x_axis.tickLblSkip = WEEKS_A_LABEL
    chart.x_axis.tickMarkSkip = WEEKS_A_LABEL
    chart.y_axis.delete = False
    chart.y_axis.txPr = _letters()
    chart.y_axis.number_format = "0"
    chart.y_axis.scaling.min = 0
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill="D9D9D9"))
    for series, name in zip(chart.series, block.fields, strict=True):
        series.smooth = False
        series.spPr = GraphicalProperties(ln=LineProperties(solidFill=SHADES[name], w=22225))
        series.marker = Marker(symbol="circle", size=5)
        series.marker.spPr = GraphicalProperties(solidFill=SHADES[name], ln=LineProperties(solidFill=SHADES[name]))
    return chart


def _dress(chart: Any, block: Block) -> None:
    """Title, series, axis of items and legend: the figures are read from 看板数据, by fixed ranges."""
    first, last = block.first + 2, block.first + block.size + 1
    line = _line("404040", 1100)
    line.r = [RegularTextRun(t=block.title)]
    chart.title = Title(tx=Text(rich=RichText(p=[line])), overlay=False)
    for place, name in enumerate(block.fields):
        series = Series(idx=place, order=place)
        series.tx = SeriesLabel(strRef=StrRef(f=_cells(name, 1, 1)))
        series.cat = AxDataSource(strRef=StrRef(f=_cells("item", first, last)))
        series.val = NumDataSource(numRef=NumRef(f=_cells(name, first, last)))
        series.spPr = GraphicalProperties(solidFill=SHADES[name])
        chart.series.append(series)
    chart.x_axis.delete = False
    chart.x_axis.txPr = _letters()
    chart.x_axis.spPr = GraphicalProperties(ln=LineProperties(solidFill="7F7F7F"))
    chart.y_axis.majorGridlines = chart.y_axis.majorGridlines if isinstance(chart, LineChart) else None
    chart.legend = Legend(legendPos="b")
    chart.legend.txPr = _letters()


def _cells(field: str, first: int, last: int) -> str:
    letter = column_letters(FIGURES.fields.index(field) + 1)
    reach = f"${letter}${first}" if first == last else f"${letter}${first}:${letter}${last}"
    return f"'{FIGURES.name}'!{reach}"


def _letters(colour: str = "404040", size: int = 900) -> RichText:
    return RichText(p=[_line(colour, size)])


def _line(colour: str, size: int) -> Paragraph:
    font = Font(typeface=looks.FONT)
    shape = CharacterProperties(sz=size, b=False, latin=font, ea=font, solidFill=colour)
    line = Paragraph(pPr=ParagraphProperties(defRPr=shape), endParaRPr=CharacterProperties())
    line.r = []  # a paragraph of letters alone; openpyxl would add an empty text
    return line
