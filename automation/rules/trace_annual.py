"""Traces every number of the year-end report (数据溯源): of its text and its tables, in the order they are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from automation.model.annual import AnnualForm
from automation.model.trace import Bound, Traced
from automation.rules.annual_cells import cell_place
from automation.rules.draft_annual import Texts
from automation.rules.draw_charts import Drawn
from automation.rules.fill_text import show_around
from automation.terms import trace as words


def trace_annual(
    form: AnnualForm,
    texts: Texts,
    numbers: Mapping[str, Bound],
    cells: Mapping[str, Bound],
    charts: Sequence[Drawn] = (),
) -> Iterator[Traced]:
    """The numbers part by part: those its paragraphs quote, its charts show and its tables hold; a blank holds none."""
    for heading in form.parts:
        for order, text in enumerate(texts.get(heading, ()), 1):
            place = words.PLACE_TEXT.format(part=heading, order=order)
            for one in text.quoted:
                yield Traced(place, show_around(text.text, one.start, one.end), numbers[one.name])
        yield from (traced for drawn in charts if drawn.part == heading for traced in drawn.numbers)
        for table in form.tables:
            if table.part == heading:
                yield from (
                    Traced(cell_place(cell.key), "", cells[cell.key]) for cell in table.values if cell.key in cells
                )
