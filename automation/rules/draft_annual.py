"""Drafts the year-end report (编年报): six parts, the official tables, every number of the text a bound field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from automation.model.annual import AnnualForm, Figures
from automation.model.finding import Finding, details
from automation.model.ledger import Ledger, Paragraph
from automation.model.origin import Origin
from automation.model.paper import AnnualPaper, AnnualPart, Chart, Line
from automation.model.trace import Bound
from automation.rules.annual_tables import fill_table
from automation.rules.draft_paper import read_body
from automation.rules.draw_charts import Drawn
from automation.rules.fill_text import FilledText, fill_text
from automation.terms import blocks, trace
from automation.terms import drafting as words
from automation.terms import sheets as names

Texts = Mapping[str, Sequence[FilledText]]
"""The paragraphs of each part by its heading."""


def draft_annual(
    ledger: Ledger,
    form: AnnualForm,
    figures: Figures,
    texts: Texts,
    errors: Sequence[str] = (),
    charts: Sequence[Drawn] = (),
) -> AnnualPaper:
    """The report of a ledger's year; with ``errors`` it is a draft that says on its first page why (校核未通过稿)."""
    settings = ledger.settings
    title = (settings.short, words.ANNUAL_TITLE.format(year=settings.year))
    preface = words.ANNUAL_PREFACE.format(authority=form.authority, year=settings.year)
    faults = (Line(1, words.ANNUAL_REFUSED_HEAD), *(Line(0, error) for error in errors)) if errors else ()
    parts = tuple(
        AnnualPart(
            heading,
            tuple(_draft_body(ledger, heading, texts.get(heading, ()), charts)),
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


def _draft_body(
    ledger: Ledger, heading: str, texts: Sequence[FilledText], charts: Sequence[Drawn]
) -> Iterator[Line | Chart]:
    """The paragraphs of a part, each chart behind the last paragraph whose 段次 is not above the one it names."""
    waiting = [one for one in charts if one.part == heading]
    for paragraph, text in zip(_paragraphs(ledger, heading), texts, strict=True):
        while waiting and 0 < waiting[0].after < paragraph.order:
            yield waiting.pop(0).chart
        yield from read_body(text.text)
    yield from (one.chart for one in waiting)


def _paragraphs(ledger: Ledger, heading: str) -> list[Paragraph]:
    mine = (one for one in ledger.paragraphs if one.part and heading.startswith(one.part))
    return sorted(mine, key=lambda one: one.order)


def draft_texts(ledger: Ledger, form: AnnualForm, numbers: Mapping[str, Bound]) -> Texts:
    """The paragraphs of 年报文字 under the heading of their part, their fields filled from the bound ``numbers``."""
    return {
        heading: tuple(fill_text(paragraph.text, numbers) for paragraph in _paragraphs(ledger, heading))
        for heading in form.parts
    }


def check_texts(texts: Texts, file: str, limit: int = 0) -> Iterator[Finding]:
    """What is still to be written, fields without a number, and numbers typed by hand; each with its paragraph.

    ``limit`` is how many characters the first part may have (总体情况字数), 0 for any number.
    """
    place = Origin(file, names.REPORT_TEXT)
    first = next(iter(texts), "")
    count = sum(len("".join(text.text.split())) for text in texts.get(first, ()))
    if limit and count > limit:
        yield Finding("text_too_long", value=first, details=details(count=count, wanted=limit), origin=place)
    for heading, paragraphs in texts.items():
        for order, text in enumerate(paragraphs, 1):
            for name in text.missing:
                yield Finding("unknown_indicator", value=name, origin=place)
            said = trace.PLACE_TEXT.format(part=heading, order=order)
            for unwritten in re.findall(blocks.OPEN, text.text):
                yield Finding("text_unwritten", value=unwritten, details=details(said=said), origin=place)
            for number in text.loose:
                yield Finding("number_unbound", value=number, details=details(said=said), origin=place)
