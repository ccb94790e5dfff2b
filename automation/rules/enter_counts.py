"""Enters counts from registers into the report's figures: where both a count and a typed figure stand, they agree."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from automation.model.annual import Figure, Figures
from automation.model.finding import Finding
from automation.model.logbook import Counted
from automation.model.origin import Origin
from automation.rules.annual_cells import cell_place
from automation.rules.annual_laws import say_figure
from automation.terms import logbook as words


def enter_counts(
    figures: Figures, counts: Mapping[str, Counted], *, fed: Collection[str] = (), sentence: str = words.CELL_DIFFERS
) -> tuple[Figures, list[Finding]]:
    """The figures with every counted cell; one that differs is told, by ``sentence``, and gives way.

    The cells in ``fed`` were entered from an indicator before.
    """
    values: dict[str, Figure | None] = dict(figures)
    texts, origins = dict(figures.texts), dict(figures.origins)
    found: list[Finding] = []
    for key, counted in counts.items():
        typed = figures.get(key)
        if typed is not None and typed != counted.value:
            said = (words.FED_DIFFERS if key in fed else sentence).format(
                place=cell_place(key),
                typed=say_figure(typed),
                counted=say_figure(counted.value),
                where=say_rows(counted),
            )
            found.append(Finding("annual_check", value=said, origin=figures.origin(key)))
        values[key] = counted.value
        texts.pop(key, None)
        if counted.rows:
            origins[key] = counted.rows[0][0].at(column="")  # the number of a cell stands in no one column
    return Figures(values, texts, origins), found


def check_names(typed: Mapping[str, Figure | float | None], counts: Mapping[str, Counted]) -> list[Finding]:
    """Indicators of a counted name whose value is another one."""
    return [
        Finding("annual_check", value=words.NAMED_DIFFERS.format(name=name, typed=value, counted=counts[name].value))
        for name, value in typed.items()
        if name in counts and value is not None and value != counts[name].value
    ]


def say_rows(counted: Counted) -> str:
    """Where the rows behind a count stand, the first few of many: 依申请公开登记第3、8行."""
    by_sheet: dict[str, list[Origin]] = {}
    for origin, _ in counted.rows:
        by_sheet.setdefault(origin.sheet, []).append(origin)
    said = []
    for sheet, origins in by_sheet.items():
        rows = words.LIST.join(str(origin.row) for origin in origins[: words.ROWS_SHOWN])
        if len(origins) > words.ROWS_SHOWN:
            rows = words.MORE_NUMBERS.format(numbers=rows)
        said.append(words.SHEET_ROWS.format(sheet=sheet, rows=rows))
    return words.LIST.join(said) or words.NO_ROWS
