"""Draws the charts of the report (年报图表): every number of one is bound as in the text, and none is typed by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from automation import cells
from automation.model.annual import AnnualForm, Figure
from automation.model.finding import Finding, details
from automation.model.ledger import ChartWanted
from automation.model.origin import Origin
from automation.model.paper import Chart, Series
from automation.model.trace import Bound, Traced
from automation.rules.annual_tables import parse_figure
from automation.rules.fill_text import fill_text
from automation.terms import charts as words


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart with its place: after which paragraph (段次) of its part, and the numbers it is drawn from."""

    chart: Chart
    part: str  # heading of the part
    after: int  # 0: at the end of the part's text
    numbers: tuple[Traced, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    """One place on the axis: what is written under it, and the names of its numbers."""

    label: str
    names: tuple[str, ...]


def names_in_charts(wanted: Sequence[ChartWanted]) -> frozenset[str]:
    """Every number the charts ask for, by its name."""
    return frozenset(name for one in wanted for mark in _read_data(one.data) for name in mark.names)


def draw_charts(
    wanted: Sequence[ChartWanted], form: AnnualForm, numbers: Mapping[str, Bound], file: str
) -> tuple[tuple[Drawn, ...], tuple[Finding, ...]]:
    """The charts in the order the report shows them, numbered through; one with a fault is not drawn, and told."""
    sound: list[tuple[int, ChartWanted, str]] = []
    found: list[Finding] = []
    for one in wanted:
        fault = next(_find_faults(one, form, numbers), "")
        if fault:
            place = Origin(file, words.SHEET)
            found.append(Finding("chart_wrong", value=one.title, details=details(said=fault), origin=place))
        else:
            heading = _find_part(form, one.part)
            sound.append((form.parts.index(heading), one, heading))
    ordered = sorted(sound, key=lambda each: (each[0], each[1].after or _LAST))
    return tuple(_draw(one, order, part, numbers) for order, (_, one, part) in enumerate(ordered, 1)), tuple(found)


_LAST = 10**6


def _find_part(form: AnnualForm, part: str) -> str:
    return next((heading for heading in form.parts if part and heading.startswith(part)), "")


def _find_faults(one: ChartWanted, form: AnnualForm, numbers: Mapping[str, Bound]) -> Iterator[str]:
    marks, legend = _read_data(one.data), _split(words.LEGEND_PARTED, one.legend)
    if not _find_part(form, one.part):
        yield words.UNKNOWN_PART.format(value=one.part) if one.part else words.NO_PART
    if one.kind not in words.KINDS:
        yield words.UNKNOWN_KIND.format(value=one.kind, choices=words.FIGURES_JOINED.join(words.KINDS))
    if not marks:
        yield words.NO_DATA
    yield from (words.NO_FIGURE.format(value=mark.label) for mark in marks if not mark.names)
    for name in (name for mark in marks for name in mark.names):
        bound = numbers.get(name)
        if bound is None:
            yield (words.TYPED if _is_typed(name) else words.UNKNOWN).format(value=name)
        elif isinstance(bound.value, str):
            yield words.TOLD.format(value=name)
    widths = sorted({len(mark.names) for mark in marks})
    if len(widths) > 1:
        yield words.UNEVEN.format(value=words.FIGURES_JOINED.join(map(str, widths)))
    elif widths and widths[0] > 1 and not legend:
        yield words.NO_LEGEND
    elif widths and legend and len(legend) != widths[0]:
        yield words.LEGENDS.format(legends=len(legend), series=widths[0])
    if one.kind == words.PIE and widths:
        yield from _find_pie_faults(marks, numbers, widths[0])


def _find_pie_faults(marks: Sequence[_Mark], numbers: Mapping[str, Bound], width: int) -> Iterator[str]:
    if width > 1:
        yield words.PIE_SERIES
    values = [_figure(numbers[mark.names[0]]) for mark in marks]
    below = next((value for value in values if value < 0), None)
    if below is not None:
        yield words.PIE_NEGATIVE.format(value=cells.show(below))
    if not any(values):
        yield words.PIE_EMPTY


def _is_typed(name: str) -> bool:
    return parse_figure(name) is not None


def _draw(one: ChartWanted, order: int, part: str, numbers: Mapping[str, Bound]) -> Drawn:
    marks = _read_data(one.data)
    legend = _split(words.LEGEND_PARTED, one.legend) or (fill_text(one.title, numbers).text,)
    series = tuple(
        Series(name, tuple(_figure(numbers[mark.names[at]]) for mark in marks)) for at, name in enumerate(legend)
    )
    title = fill_text(one.title, numbers).text
    place = words.PLACE.format(part=part, order=order, title=title)
    traced = tuple(
        Traced(place, _say_mark(mark.label, name, len(series)), numbers[mark.names[at]])
        for mark in marks
        for at, name in enumerate(legend)
    )
    caption = words.CAPTION.format(order=order, title=title)
    return Drawn(Chart(caption, one.kind, tuple(mark.label for mark in marks), series), part, one.after, traced)


def _say_mark(label: str, series: str, count: int) -> str:
    return words.OF_SERIES.format(label=label, series=series) if count > 1 else label


def _figure(bound: Bound) -> Figure | float:
    assert not isinstance(bound.value, str)  # noqa: S101 - a chart with texts is a fault
    return bound.value


def _read_data(data: str) -> tuple[_Mark, ...]:
    """The marks of the axis as 数据 lists them; a number alone is written under its own name."""
    return tuple(_read_mark(row) for row in _split(words.ROWS_PARTED, data))


def _read_mark(row: str) -> _Mark:
    parted = re.search(words.NAMED, row)
    label, figures = (row[: parted.start()].strip(), row[parted.end() :]) if parted else ("", row)
    found = tuple(_bare(name) for name in _split(words.FIGURES_PARTED, figures))
    return _Mark(label or next(iter(found), ""), found)


def _bare(name: str) -> str:
    braced = re.fullmatch(words.FIELD, name)
    return braced[1].strip() if braced else name


def _split(parted: str, text: str) -> tuple[str, ...]:
    return tuple(piece.strip() for piece in re.split(parted, text) if piece.strip())
