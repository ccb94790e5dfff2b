"""Charts in a Word paper (图表): native ones, whose numbers a person can open and change in Word (编辑数据).

The drawing is written by openpyxl, as for a workbook; what Word wants beside it is added here: the numbers as last
seen, without which nothing is drawn before somebody opens them, and the small workbook they stand in.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from lxml import etree
from openpyxl import Workbook
from openpyxl.chart import BarChart, LineChart, PieChart
from openpyxl.chart.chartspace import ChartContainer, ChartSpace, ExternalData
from openpyxl.chart.data_source import (
    AxDataSource,
    NumData,
    NumDataSource,
    NumRef,
    NumVal,
    StrData,
    StrRef,
    StrVal,
)
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.legend import Legend
from openpyxl.chart.marker import DataPoint
from openpyxl.chart.series import Series as Drawn
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties
from openpyxl.xml.functions import tostring

from automation.cells import show
from automation.model.cell_name import column_letters
from automation.model.paper import Chart, Series
from automation.outputs.new_sheet import put_value, save_book
from automation.outputs.word_layout import Block, printable
from automation.terms import charts as words
from automation.terms import looks

_WIDTH, _HEIGHT, _ROW = Mm(150), Mm(65), Mm(8)
_BARS_BEFORE_GROWING = 7  # a chart of bars grows with every further one, so that each keeps its label
_SHADES = ("1F3864", "8EAADB", "595959", "BFBFBF", "2E75B6", "D9E2F3", "7F7F7F", "404040")  # told apart in grey print
_SIZE = 1000  # hundredths of a point: between 小五 and 五号
_PIE_PLACE = ManualLayout(layoutTarget="inner", xMode="edge", yMode="edge", x=0.18, y=0.1, w=0.4, h=0.8)
_CHART_NAME, _BOOK_NAME = "/word/charts/chart{}.xml", "/word/embeddings/Microsoft_Excel_Sheet{}.xlsx"


def chart_block(chart: Chart, style: str, order: int) -> Block:
    """The paragraph a chart stands in; its numbers are attached to the finished document (``attach_charts``)."""
    height = _HEIGHT
    if chart.kind == words.BARS:
        height = Mm(_HEIGHT.mm + _ROW.mm * max(0, len(chart.labels) * len(chart.series) - _BARS_BEFORE_GROWING))
    made = parse_xml(
        f"<w:p {nsdecls('w', 'wp', 'a', 'r')}><w:pPr><w:pStyle/></w:pPr><w:r><w:drawing>"
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{_WIDTH}" cy="{min(height, Mm(200))}"/>'
        f'<wp:docPr id="{order}" name=""/><wp:cNvGraphicFramePr/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        f'<c:chart {nsdecls("c")} r:id=""/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
    )
    said, lost = printable(_say(chart))
    about = next(made.iter(qn("wp:docPr")))
    about.set("name", printable(chart.caption)[0])
    about.set("descr", said)
    next(made.iter(qn("w:pStyle"))).set(qn("w:val"), style)
    next(made.iter(qn("c:chart"))).set(qn("r:id"), _mark(order))
    return Block(made, lost)


def attach_charts(document: Document, charts: Sequence[Chart], when: date) -> tuple[Chart, ...]:
    """Give each chart of the document its drawing and its numbers; the charts the template left out come back."""
    places = {place.get(qn("r:id")): place for place in document.element.body.iter(qn("c:chart"))}
    left_out = []
    for order, chart in enumerate(charts, 1):
        place = places.get(_mark(order))
        if place is None:
            left_out.append(chart)
            continue
        package: Any = document.part.package
        book = Part(PackURI(_BOOK_NAME.format(order)), CONTENT_TYPE.SML_SHEET, _write_numbers(chart, when), package)
        drawing = Part(PackURI(_CHART_NAME.format(order)), CONTENT_TYPE.DML_CHART, b"", package)
        drawing._blob = _write_drawing(chart, drawing.relate_to(book, RELATIONSHIP_TYPE.PACKAGE))  # noqa: SLF001
        place.set(qn("r:id"), document.part.relate_to(drawing, RELATIONSHIP_TYPE.CHART))
    return tuple(left_out)


def _mark(order: int) -> str:
    return f"chart{order}"


def _say(chart: Chart) -> str:
    """What is read to those who cannot see the chart."""
    rows = words.ALTERNATIVE_PARTED.join(
        words.ALTERNATIVE_ROW.format(
            label=label, figures=words.FIGURES_JOINED.join(show(series.values[at]) for series in chart.series)
        )
        for at, label in enumerate(chart.labels)
    )
    return words.ALTERNATIVE.format(title=chart.caption, rows=rows)


def _write_numbers(chart: Chart, when: date) -> bytes:
    """The workbook behind a chart: labels down the first column, one series a column."""
    book = Workbook()
    del book[book.sheetnames[0]]
    page = book.create_sheet(words.DATA_SHEET)
    for row, label in enumerate(chart.labels, 2):
        put_value(page, row, 1, label)
    for column, series in enumerate(chart.series, 2):
        put_value(page, 1, column, series.name)
        for row, value in enumerate(series.values, 2):
            put_value(page, row, column, float(value) if isinstance(value, Decimal) else value)
    return save_book(book, when)


def _write_drawing(chart: Chart, numbers: str) -> bytes:
    drawn: Any = {words.LINES: LineChart, words.PIE: PieChart}.get(chart.kind, BarChart)()
    if chart.kind in (words.COLUMNS, words.BARS):
        drawn.type = "col" if chart.kind == words.COLUMNS else "bar"
        drawn.gapWidth, drawn.overlap = 60, 0
    drawn.varyColors = chart.kind == words.PIE
    for at, series in enumerate(chart.series):
        drawn.series.append(_draw_series(chart, series, at))
    if chart.kind != words.PIE:
        _draw_axes(drawn, upside_down=chart.kind == words.BARS)
    drawn.plot_area._charts = [drawn]  # noqa: SLF001 - as openpyxl itself does when it writes a sheet's chart
    container = ChartContainer(plotArea=drawn.plot_area, autoTitleDeleted=True, plotVisOnly=True, dispBlanksAs="gap")
    if chart.kind == words.PIE or len(chart.series) > 1:
        container.legend = Legend(legendPos="r" if chart.kind == words.PIE else "b")
        container.legend.txPr = _letters()
    if chart.kind == words.PIE:
        drawn.plot_area.layout = Layout(_PIE_PLACE)
    space = ChartSpace(chart=container, roundedCorners=False, txPr=_letters(), externalData=ExternalData(id=numbers))
    space.spPr = GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))
    return etree.tostring(etree.fromstring(tostring(space.to_tree())), xml_declaration=True, encoding="UTF-8")


def _draw_series(chart: Chart, series: Series, at: int) -> Drawn:
    last = len(chart.labels) + 1
    letter = column_letters(at + 2)
    labels = [StrVal(idx=place, v=printable(label)[0]) for place, label in enumerate(chart.labels)]
    values = [NumVal(idx=place, v=show(value)) for place, value in enumerate(series.values)]
    made = Drawn(idx=at, order=at)
    name = StrData(ptCount=1, pt=[StrVal(idx=0, v=printable(series.name)[0])])
    made.tx = SeriesLabel(strRef=StrRef(f=_cells(letter, 1, 1), strCache=name))
    made.cat = AxDataSource(strRef=StrRef(f=_cells("A", 2, last), strCache=StrData(ptCount=len(labels), pt=labels)))
    numbers = NumData(formatCode="General", ptCount=len(values), pt=values)
    made.val = NumDataSource(numRef=NumRef(f=_cells(letter, 2, last), numCache=numbers))
    shade = _SHADES[at % len(_SHADES)]
    if chart.kind == words.PIE:
        made.dPt = [
            DataPoint(idx=place, spPr=GraphicalProperties(solidFill=_SHADES[place % len(_SHADES)]))
            for place in range(len(values))
        ]
    elif chart.kind == words.LINES:
        made.spPr = GraphicalProperties(ln=LineProperties(solidFill=shade, w=28575))
        made.smooth = False
    else:
        made.spPr = GraphicalProperties(solidFill=shade)
    made.dLbls = DataLabelList(
        showVal=True, showSerName=False, showCatName=False, showLegendKey=False, showPercent=False, txPr=_letters()
    )
    made.dLbls.position = {words.LINES: "t"}.get(chart.kind, "outEnd")
    return made


def _draw_axes(drawn: Any, *, upside_down: bool) -> None:
    """Labels on one axis and nothing on the other: each number stands at its mark already."""
    drawn.x_axis.delete = False
    drawn.x_axis.txPr = _letters()
    drawn.x_axis.spPr = GraphicalProperties(ln=LineProperties(solidFill="7F7F7F"))
    if upside_down:  # bars are read from the top, as 数据 lists them
        drawn.x_axis.scaling.orientation = "maxMin"
    drawn.y_axis.delete = True
    drawn.y_axis.majorGridlines = None


def _cells(letter: str, first: int, last: int) -> str:
    reach = f"${letter}${first}" if first == last else f"${letter}${first}:${letter}${last}"
    return f"{words.DATA_SHEET}!{reach}"


def _letters() -> RichText:
    font = Font(typeface=looks.FONT)
    shape = CharacterProperties(sz=_SIZE, latin=font, ea=font, solidFill="000000")
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=shape), endParaRPr=CharacterProperties())])
