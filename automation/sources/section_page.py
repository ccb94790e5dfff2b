"""Reads a section's sheet inside the master (同一工作簿): a form of its section like any workbook, without a cover."""

from __future__ import annotations

from automation.model.finding import Finding
from automation.model.ledger import Page, Settings
from automation.model.origin import Origin
from automation.model.rows import SectionForm
from automation.sheets import FORM_DUTIES
from automation.sources.form_extras import find_extras
from automation.sources.table import read_table
from automation.sources.workbook import Grid

MARKS = {"number", "topic", "role", "status", "progress"}
"""Fields whose headers, together, no other sheet of ours has."""


def looks_like_page(grid: Grid) -> bool:
    """Whether a sheet has the headers of 任务进展, whoever put it there."""
    return set(read_table(grid, FORM_DUTIES, "").columns) >= MARKS


def read_page(grid: Grid, page: Page, settings: Settings, file: str) -> tuple[SectionForm | None, list[Finding]]:
    """One section's sheet and what is wrong with it; None when its header or its numbers cannot be found."""
    table = read_table(grid, FORM_DUTIES, file)
    place = Origin(file, grid.name)
    number = FORM_DUTIES.column("number").header
    if "number" not in table.columns:
        return None, [Finding("missing_header", "", page.section, number, origin=place)]
    table, found = find_extras(grid, FORM_DUTIES, table, file, page.section)
    opened = {column.header for column in FORM_DUTIES.columns if column.section}
    findings = [Finding("unread_cell", "", page.section, origin=cell) for cell in table.unread if cell.column in opened]
    findings += found
    findings += [
        Finding("missing_column", "", page.section, header, origin=place)
        for header in table.missing
        if header in opened
    ]
    tables = {FORM_DUTIES.name: table.rows}
    form = SectionForm(
        file, "", settings.office, settings.year, page.section, page.issue, {}, tables, {}, tab=grid.name
    )
    return form, findings
