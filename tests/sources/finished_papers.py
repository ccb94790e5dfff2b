"""Makes finished reports as offices print them: one set of figures in many layouts, as Word files and as text."""

from __future__ import annotations

import io
import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field

import docx

from automation.model.annual import AnnualForm, Figure, FormTable
from automation.rules.annual_tables import sheet_grid

TITLE = "某某县卫生健康局{year}年政府信息公开工作年度报告"
SAID = "本机关依法依规做好政府信息公开工作，全年未发生因政府信息公开引起的行政复议和行政诉讼。"
PLAIN = "本机关依法依规做好政府信息公开工作。"


@dataclass(frozen=True)
class Layout:
    """How a report is laid out; ``label`` changes every printed label, ``column`` and ``row`` put in blank ones."""

    merged: bool = True
    blank_column: int | None = None
    blank_rows: tuple[int, ...] = ()
    cut_at: int | None = None
    nested: bool = False
    label: Mapping[str, str] = field(default_factory=dict)


def write_report(
    form: AnnualForm,
    figures: Mapping[str, Figure | str | None],
    year: int,
    layout: Layout = Layout(),  # noqa: B008 - frozen
    *,
    title: str = TITLE,
    texts: Mapping[str, str] | None = None,
) -> bytes:
    """A whole report as a Word file."""
    document = docx.Document()
    document.add_paragraph(title.format(year=year))
    for part in form.parts:
        document.add_paragraph(part)
        document.add_paragraph((texts or {}).get(part, "" if any(t.part == part for t in form.tables) else SAID))
        for table in form.tables:
            if table.part == part:
                _add_table(document, table, figures, layout)
    document.add_paragraph("某某县卫生健康局")
    document.add_paragraph(f"{year + 1}年1月20日")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _add_table(document, table: FormTable, figures: Mapping[str, Figure | str | None], layout: Layout) -> None:
    lines = grid_of(table, figures, layout)
    cuts = (
        [0, layout.cut_at or len(lines), len(lines)]
        if layout.cut_at and len(lines) > layout.cut_at
        else [0, len(lines)]
    )
    for start, end in itertools.pairwise(cuts):
        rows = lines[start:end]
        if layout.nested:
            outer = document.add_table(1, 1).cell(0, 0)
            made = outer.add_table(len(rows), len(rows[0]))
        else:
            made = document.add_table(len(rows), len(rows[0]))
        cells = [row.cells for row in made.rows]  # once: each made.cell() would look through the whole table
        for places, row in zip(cells, rows, strict=True):
            for place, text in zip(places, row, strict=True):
                if text:
                    place.text = text
        if layout.merged and len(cuts) == 2 and layout.blank_column is None and not layout.blank_rows:
            for cell in table.cells:
                if cell.rows > 1 or cell.columns > 1:
                    last = cells[cell.row + cell.rows - 1][cell.column + cell.columns - 1]
                    cells[cell.row][cell.column].merge(last)
        document.add_paragraph("")


def grid_of(table: FormTable, figures: Mapping[str, Figure | str | None], layout: Layout) -> list[list[str]]:
    """The texts of a table, a merged one at its first place."""
    lines = [[""] * table.columns for _ in range(table.rows)]
    keys = {(cell.row, cell.column): cell.key for cell in table.values}
    for cell in sheet_grid(table).cells:
        if cell.value:
            raw = figures.get(keys[cell.row, cell.column])
            lines[cell.row][cell.column] = "" if raw is None else str(raw)
        else:
            text = cell.text
            for old, new in layout.label.items():
                text = text.replace(old, new)
            lines[cell.row][cell.column] = text
    if layout.blank_column is not None:
        lines = [[*line[: layout.blank_column], "", *line[layout.blank_column :]] for line in lines]
    for at in sorted(layout.blank_rows, reverse=True):
        lines.insert(min(at, len(lines)), [""] * len(lines[0]))
    return lines


def text_of(
    form: AnnualForm, figures: Mapping[str, Figure | str | None], year: int, *, between: str = "\t", said: str = SAID
) -> str:
    """A whole report as text; without tabs, blank cells are gone, as when it is copied out of a PDF."""
    lines = [TITLE.format(year=year), ""]
    for part in form.parts:
        lines.append(part)
        for table in form.tables:
            if table.part == part:
                rows = grid_of(table, figures, Layout())
                lines += [between.join(cell for cell in row if cell or between == "\t") for row in rows]
        if not any(table.part == part for table in form.tables):
            lines.append(said)
    return "\n".join([*lines, "某某县卫生健康局", f"{year + 1}年1月20日", ""])
