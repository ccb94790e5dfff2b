"""Checks the papers of 发文稿 and 发文登记: 公开属性, signature, days, and numbers ill-formed, used twice, left out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from automation import cells, sheets
from automation.model.finding import Finding, details
from automation.model.ledger import Draft, Issued, Ledger
from automation.model.origin import Origin
from automation.rules.register import (
    FILLED,
    DocumentNumber,
    Paper,
    find_codes,
    is_numbered,
    is_same,
    meaning_of,
    read_number,
)
from automation.terms import register as words
from automation.terms import sheets as names


def check_papers(ledger: Ledger) -> Iterator[Finding]:
    """What is wrong with the papers of 发文稿 and 发文登记; one that stands in both is checked in 发文稿."""
    here = [draft for draft in ledger.drafts if is_numbered(draft) or draft.signed_on]
    kept = [paper for paper in ledger.register if not any(is_same(paper, draft) for draft in here)]
    numbers = {draft.number for draft in ledger.drafts}
    written: tuple[Paper, ...] = (*ledger.drafts, *(paper for paper in ledger.register if paper.number not in numbers))
    for paper in written:
        yield from _check_number(paper, ledger)
    papers: tuple[Paper, ...] = (*ledger.drafts, *kept)
    for paper in papers:
        yield from _check_openness(paper, ledger)
        yield from _check_note(paper, ledger)
        yield from _check_days(paper, ledger)
    standing = [draft for draft in here if not any(is_same(paper, draft) for paper in ledger.register)]
    yield from _check_twice((*ledger.register, *filter(is_numbered, standing)), ledger)
    yield from _check_renumbered(ledger)
    yield from _check_differences(ledger)
    if ledger.settings.register_whole:
        yield from _check_gaps(ledger)


def _find(kind: str, paper: Paper, ledger: Ledger, field: str, value: object, **told: object) -> Finding:
    """A finding about one cell of a paper, in the sheet the paper stands in."""
    sheet = sheets.DRAFTS if isinstance(paper, Draft) else sheets.REGISTER
    place = Origin(ledger.origin.file, sheet.name, 0, sheet.column(field).header)
    return Finding(kind, value=cells.show(value), details=details(**told), origin=place)


def _name(paper: Paper) -> str:
    return paper.title or paper.number or paper.kind


def _check_number(paper: Paper, ledger: Ledger) -> Iterator[Finding]:
    """How the number is written (7.2.5), and whether it is of this office and year."""
    if not is_numbered(paper):
        return
    number, settings = read_number(paper.number), ledger.settings
    codes = find_codes(settings)
    if paper.kind not in names.MINUTES_KINDS and not re.fullmatch(
        words.NUMBER_FORM, paper.number
    ):  # 10.3 leaves it free
        wanted = (
            number.written
            if number and number.code
            else words.NUMBER_WRITTEN.format(
                code=codes[0] if codes else "", year=settings.year, order=number.order if number else 1
            )
        )
        yield _find("paper_number_form", paper, ledger, "number", paper.number, wanted=wanted)
    if number is None:
        return
    if number.code and codes and number.series[0] not in [cells.fold(code).casefold() for code in codes]:
        told = {"column": names.SET_CODE, "before": names.LIST_SEPARATOR.join(codes)}
        yield _find("paper_number_other", paper, ledger, "number", paper.number, **told)
    late = paper.signed_on.year if paper.signed_on else settings.year  # a plan year is wound up in the next one
    if number.year not in (settings.year, max(settings.year, late)):
        told = {"column": names.SET_YEAR, "before": str(settings.year)}
        yield _find("paper_number_other", paper, ledger, "number", paper.number, **told)


def _check_openness(paper: Paper, ledger: Ledger) -> Iterator[Finding]:
    """公开属性 is one of five, and every one but the first has its reason."""
    said = cells.fold(paper.openness)
    if said and said not in names.OPENNESS_VALUES:
        told = {"said": _name(paper), "choice": names.LIST_SEPARATOR.join(names.OPENNESS_VALUES)}
        yield _find("paper_openness", paper, ledger, "openness", paper.openness, **told)
    elif said and said != names.OPENLY and not paper.reason:
        yield _find("paper_reason", paper, ledger, "reason", paper.openness, said=_name(paper))


def _check_note(paper: Paper, ledger: Ledger) -> Iterator[Finding]:
    """附注 (此件公开发布) and 公开属性 say one thing; a paper that is not open would be put on the web by its note."""
    said = cells.fold(paper.openness)
    if not isinstance(paper, Draft) or said not in names.OPENNESS_VALUES:
        return
    note = cells.fold(paper.note)
    means = next((value for form, value in words.NOTE_MEANS if re.search(form, note)), said)
    if means != said:
        yield _find("paper_note_differs", paper, ledger, "note", paper.note, said=_name(paper), before=said)


def _check_days(paper: Paper, ledger: Ledger) -> Iterator[Finding]:
    """A paper that is out has its signer, its day and its 公开属性, and was printed after it was signed."""
    if is_numbered(paper) or paper.signed_on:
        for field in ("signer", "signed_on", "openness"):
            if not getattr(paper, field):
                header = sheets.REGISTER.column(field).header
                yield _find("paper_unsigned", paper, ledger, field, _name(paper), column=header)
    if paper.printed_on and paper.signed_on and paper.printed_on < paper.signed_on:
        told = {"said": _name(paper), "before": cells.show(paper.signed_on)}
        yield _find("paper_printed_early", paper, ledger, "printed_on", paper.printed_on, **told)


def _check_twice(papers: Iterable[Paper], ledger: Ledger) -> Iterator[Finding]:
    first: dict[object, Paper] = {}
    for paper in filter(is_numbered, papers):
        other = first.setdefault(meaning_of(paper), paper)
        if other is not paper:
            told = {"before": _name(other), "said": _name(paper)}
            yield _find("paper_number_twice", paper, ledger, "number", paper.number, **told)


def _check_renumbered(ledger: Ledger) -> Iterator[Finding]:
    """One paper under two numbers: the row of a mistyped number stays behind when 发文稿 is put right."""
    first: dict[object, Issued] = {}
    for paper in ledger.register:
        if paper.title and paper.signed_on:
            other = first.setdefault((cells.fold(paper.title), paper.signed_on), paper)
            if other is not paper and meaning_of(other) != meaning_of(paper):
                told = {"before": other.number, "said": paper.title}
                yield _find("paper_twice", paper, ledger, "number", paper.number, **told)


def _check_differences(ledger: Ledger) -> Iterator[Finding]:
    for draft in filter(is_numbered, ledger.drafts):
        for paper in ledger.register:
            if is_same(paper, draft):
                for column in FILLED:
                    ours, theirs = getattr(paper, column.field), getattr(draft, column.field)
                    if not (cells.is_blank(ours) or cells.is_blank(theirs) or cells.same(ours, theirs)):
                        told = {"said": _name(draft), "column": column.header, "before": cells.show(ours)}
                        yield _find("paper_differs", paper, ledger, column.field, theirs, **told)


def _check_gaps(ledger: Ledger) -> Iterator[Finding]:
    """Numbers nobody registered, a line for each series."""
    series: dict[tuple[str, int], dict[int, DocumentNumber]] = defaultdict(dict)
    for number in (read_number(paper.number) for paper in ledger.register):
        if number:
            series[number.series].setdefault(number.order, number)
    for numbers in series.values():
        gaps = _gaps(sorted(numbers))
        if gaps:
            one = next(iter(numbers.values()))
            said = names.LIST_SEPARATOR.join(gaps)
            place = Origin(ledger.origin.file, names.REGISTER, 0, names.DOCUMENT_NUMBER)
            value = words.SERIES.format(code=one.code, year=one.year)
            yield Finding("paper_number_gap", value=value, details=details(said=said), origin=place)


def _gaps(orders: Sequence[int]) -> list[str]:
    """The runs of numbers that are missing, from 1 on."""
    return [
        str(before + 1) if after - before == 2 else words.RUN.format(first=before + 1, last=after - 1)
        for before, after in pairwise((0, *orders))
        if after - before > 1
    ]
