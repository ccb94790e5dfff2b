"""Checks how 年报文字 is written (文字写法): paragraphs of no part, braces left open, cells quoted by a wrong name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from automation.cells import fold
from automation.model.annual import AnnualForm
from automation.model.finding import Finding, details
from automation.model.ledger import Ledger
from automation.model.origin import Origin
from automation.rules.bind_numbers import name_cell
from automation.terms import drafting
from automation.terms import sheets as names
from automation.terms import trace as words


def check_paragraphs(ledger: Ledger, form: AnnualForm, file: str) -> Iterator[Finding]:
    """Paragraphs that would be left out of the report without a word, and fields that are none."""
    place = Origin(file, names.REPORT_TEXT)
    marks = names.LIST_SEPARATOR.join(heading[: words.PART_MARK] for heading in form.parts)
    for paragraph in ledger.paragraphs:
        begun = paragraph.text.strip()[: words.AROUND]
        if begun and not (paragraph.part and any(heading.startswith(paragraph.part) for heading in form.parts)):
            told = details(said=begun, choice=marks)
            where = place.at(column=names.PART)
            yield Finding("paragraph_part_bad", value=paragraph.part or drafting.BLANK, details=told, origin=where)
        if re.search(drafting.BRACES, re.sub(drafting.FIELD, "", paragraph.text)):
            said = words.PLACE_TEXT.format(part=paragraph.part, order=paragraph.order)
            yield Finding("field_open", details=details(said=said), origin=place)


def name_quotes(findings: Iterable[Finding], form: AnnualForm) -> Iterator[Finding]:
    """Findings of fields without a number, those that quote a cell of a table told as what they are."""
    tables = tuple(table.name for table in form.tables)
    for finding in findings:
        if finding.kind != "unknown_indicator" or not fold(finding.value).startswith(tables):
            yield finding
        elif name_cell(form, finding.value):
            yield Finding("quote_blank", value=finding.value, origin=finding.origin)
        else:
            example = details(choice=form.values[0].key)
            yield Finding("quote_unknown", value=finding.value, details=example, origin=finding.origin)
