"""Checks of single cells: is the table whole, is every figure of its kind, are blanks written one way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from automation.cells import fold
from automation.model.annual import (
    AnnualForm,
    Check,
    FigureKind,
    Figures,
    FormCell,
    FormTable,
    Severity,
    split_key,
)
from automation.rules.annual_laws import say_figure
from automation.terms import annual as words


def blank_text(setting: str) -> str:
    """Give what is printed in a cell without a number, from the setting 空白写法; an unset setting means 0."""
    text = fold(setting)
    if text in words.BLANK_OFFICE_EMPTY:
        return ""
    return text or "0"


def is_blank_mark(text: str) -> bool:
    """Whether a text in a number cell only says that there is nothing (“/”, “-”, or nothing at all)."""
    return not fold(text) or fold(text) in words.BLANK_MARKS


def cell_place(key: str) -> str:
    """Name a cell in the form's own words: 表二 · 行政许可行 · 本年增/减列."""
    table, row, column = split_key(key)
    return words.PLACE_CELL.format(table=table, row=row, column=column)


def check_cells(form: AnnualForm, figures: Figures) -> tuple[Check, ...]:
    """Check that every cell of the form is there, and none that the form does not have."""
    found = [check for table in form.tables for check in _missing(form, table, figures)]
    known = {cell.key for cell in form.values}
    unknown = [key for key in figures if key not in known]
    if unknown:
        names = words.LIST.join(cell_place(key) for key in unknown[: words.BLANK_LINES_SHOWN])
        place = words.PLACE_FORM
        message = words.CELLS_UNKNOWN.format(place=place, count=len(unknown), form=form.name, names=names)
        found.append(Check("cells", Severity.ERROR, place, False, message, tuple(unknown)))
    if not found:
        message = words.CELLS_HOLD.format(rule=words.RULES["cells"], form=form.name, count=len(form.values))
        found.append(Check("cells", Severity.ERROR, words.PLACE_FORM, True, message))
    return tuple(found)


def _missing(form: AnnualForm, table: FormTable, figures: Figures) -> Iterator[Check]:
    missing = [cell.key for cell in table.values if cell.key not in figures]
    if len(missing) == len(table.values):
        message = words.TABLE_MISSING.format(place=table.name)
    elif missing:
        message = words.CELLS_MISSING.format(
            place=table.name, count=len(missing), lines=_lines(missing), form=form.name
        )
    else:
        return
    yield Check("cells", Severity.ERROR, table.name, False, message, tuple(missing))


def check_numbers(form: AnnualForm, figures: Figures) -> tuple[Check, ...]:
    """Whole numbers and not negative, except changes (either sign) and money (with decimals)."""
    found = [
        Check("number", Severity.ERROR, cell_place(cell.key), False, message, (cell.key,))
        for cell in form.values
        for message in _number_faults(cell, figures)
    ]
    if not found:
        count = sum(cell.key in figures for cell in form.values)
        message = words.NUMBER_HOLDS.format(rule=words.RULES["number"], count=count)
        found.append(Check("number", Severity.ERROR, words.PLACE_FORM, True, message))
    return tuple(found)


def _number_faults(cell: FormCell, figures: Figures) -> Iterator[str]:
    place, figure = cell_place(cell.key), figures.get(cell.key)
    text = figures.texts.get(cell.key, "")
    if figure is None:
        if not is_blank_mark(text):
            yield words.NOT_A_NUMBER.format(place=place, value=text.strip())
        return
    if cell.kind is not FigureKind.MONEY and figure != int(figure):
        yield words.NOT_WHOLE.format(place=place, value=say_figure(figure))
    if cell.kind is not FigureKind.CHANGE and figure < 0:
        yield words.NEGATIVE.format(place=place, value=say_figure(figure))


def check_blanks(form: AnnualForm, figures: Figures, blank: str = "0") -> tuple[Check, ...]:
    """Check how number cells without a number are written, table by table: the office's setting says it.

    ``blank`` is the setting 空白写法. No official answer was found on “/”, “-” and empty cells; they count as 0.
    """
    style = blank_text(blank)
    found = [check for table in form.tables for check in _blanks(table, figures, style)]
    if not found:
        count = sum(cell.key in figures for cell in form.values)
        message = words.BLANK_HOLDS.format(rule=words.RULES["blank"], count=count)
        found.append(Check("blank", Severity.WARNING, words.PLACE_FORM, True, message))
    return tuple(found)


def _blanks(table: FormTable, figures: Figures, style: str) -> Iterator[Check]:
    marks: dict[str, str] = {}
    for cell in table.values:
        if cell.key not in figures or figures[cell.key] is not None:
            continue
        mark = fold(figures.texts.get(cell.key, ""))
        if is_blank_mark(mark) and mark != style:
            marks[cell.key] = mark
    if not marks:
        return
    rows = {split_key(key)[1] for key in marks}
    place = words.PLACE_ROW.format(table=table.name, line=next(iter(rows))) if len(rows) == 1 else table.name
    kinds = words.LIST.join(
        words.BLANK_KIND.format(mark=mark, count=count) if mark else words.BLANK_EMPTY_KIND.format(count=count)
        for mark, count in Counter(marks.values()).items()
    )
    advice = words.BLANK_ADVICE.format(style=style) if style else words.BLANK_ADVICE_EMPTY
    message = words.BLANK_CELLS.format(
        place=place, count=len(marks), kinds=kinds, lines=_lines(list(marks)), advice=advice
    )
    yield Check("blank", Severity.WARNING, place, False, message, tuple(marks))


def _lines(keys: list[str]) -> str:
    """List the rows the cells stand in, the first few by name."""
    rows = list(dict.fromkeys(split_key(key)[1] for key in keys))
    named = words.LIST.join(rows[: words.BLANK_LINES_SHOWN])
    if len(rows) <= words.BLANK_LINES_SHOWN:
        return named
    return words.BLANK_LINES.format(lines=named, count=len(rows))
