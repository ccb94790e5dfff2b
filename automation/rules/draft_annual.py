"""Drafts the year-end report (编年报): six parts, the official tables, every number of the text a bound field."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from automation import cells
from automation.model.annual import AnnualForm, Figure, Figures
from automation.model.finding import Finding
from automation.model.ledger import Ledger
from automation.model.logbook import Counted
from automation.model.origin import Origin
from automation.model.paper import AnnualPaper, AnnualPart, Line
from automation.rules.annual_tables import fill_table
from automation.rules.readings import total_reading
from automation.terms import drafting as words
from automation.terms import sheets as names

NO_COUNTS: Mapping[str, Counted] = MappingProxyType({})


def draft_annual(
    ledger: Ledger,
    form: AnnualForm,
    figures: Figures,
    errors: Sequence[str] = (),
    counts: Mapping[str, Counted] = NO_COUNTS,
) -> AnnualPaper:
    """The report of a ledger's year; with ``errors`` it is a draft that says on its first page why (校核未通过稿)."""
    settings = ledger.settings
    title = (settings.short, words.ANNUAL_TITLE.format(year=settings.year))
    preface = words.ANNUAL_PREFACE.format(authority=form.authority, year=settings.year)
    faults = (Line(1, words.ANNUAL_REFUSED_HEAD), *(Line(0, error) for error in errors)) if errors else ()
    texts = draft_texts(ledger, form, counts)[0]
    parts = tuple(
        AnnualPart(
            heading,
            tuple(Line(0, text) for text in texts.get(heading, ())),
            tuple(fill_table(table, figures, settings.blank) for table in form.tables if table.part == heading),
        )
        for heading in form.parts
    )
    return AnnualPaper(
        settings.office,
        settings.year,
        (*title, words.ANNUAL_REFUSED) if errors else title,
        (*faults, Line(0, preface)),
        parts,
        settings.report_signed,
    )


def draft_texts(
    ledger: Ledger, form: AnnualForm, counts: Mapping[str, Counted] = NO_COUNTS
) -> tuple[Mapping[str, tuple[str, ...]], list[Finding]]:
    """The paragraphs of each part by its heading, fields filled; a field without a figure is a finding.

    ``counts`` are numbers counted from registers, by the name a field quotes them under.
    """
    values: dict[str, Figure | float | None] = dict(find_totals(ledger))
    values |= {name: counted.value for name, counted in counts.items()}
    values.setdefault(words.FIELD_YEAR, ledger.settings.year)
    findings: list[Finding] = []
    texts: dict[str, tuple[str, ...]] = {}
    for heading in form.parts:
        mine = [p for p in ledger.paragraphs if p.part and heading.startswith(p.part)]
        filled = []
        for paragraph in sorted(mine, key=lambda p: p.order):
            for name in re.findall(words.FIELD, paragraph.text):
                if values.get(name) is None:
                    origin = Origin(ledger.origin.file, names.REPORT_TEXT)
                    findings.append(Finding("unknown_indicator", value=name, origin=origin))
            filled.append(re.sub(words.FIELD, lambda match: _figure(values, match[1]), paragraph.text))
        texts[heading] = tuple(filled)
    return texts, findings


def find_totals(ledger: Ledger) -> dict[str, int | float | None]:
    """The value of every indicator by its name."""
    return {indicator.name: total_reading(indicator, ledger.readings) for indicator in ledger.indicators}


def _figure(values: Mapping[str, Figure | float | None], name: str) -> str:
    value = values.get(name)
    return words.FIELD_MISSING.format(name=name) if value is None else cells.show(value)
