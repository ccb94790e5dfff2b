"""Every check of a year-end report that its figures, title and date can decide (勾稽关系).

Each rule gives one check per place where it fails, or a single one that says it was checked and holds, or one with
``holds`` None that says what is missing. Sources: 国办公开办函〔2019〕60号, 〔2021〕30号; 条例 art. 49 and 50.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from automation.cells import fold
from automation.model.annual import AnnualForm, Check, Figures, OrganKind, Severity
from automation.model.finished import FinishedReport, Judged, PaperMark, Period, Spot
from automation.rules.annual_cells import check_blanks, check_cells, check_numbers
from automation.rules.annual_laws import check_laws
from automation.rules.annual_papers import check_day, check_form_year, check_parts, check_title
from automation.rules.annual_text import check_repeats, check_text
from automation.terms import annual
from automation.terms import finished as words

NEED_YEAR = ("form_year", "legal_day")


def check_figures(
    form: AnnualForm,
    figures: Figures,
    year: int,
    *,
    last_year: Figures | None = None,
    blank: str = "0",
    title: str | None = None,
    dated: date | None = None,
    organ: OrganKind = OrganKind.DEPARTMENT,
    parts: Mapping[str, str] | None = None,
) -> tuple[Check, ...]:
    """Check one report: ``last_year`` are last year's figures (of whichever form), ``parts`` heading -> text.

    What is not given cannot be judged and is said so; it is no failure. ``blank`` is the setting 空白写法.
    """
    return (
        check_form_year(form, year),
        *check_cells(form, figures),
        *check_numbers(form, figures),
        *check_blanks(form, figures, blank),
        *check_laws(form, figures, year, last_year),
        *check_parts(form, parts),
        check_day(year, dated, organ),
        *check_title(year, title),
    )


def find_failures(checks: Iterable[Check], severity: Severity | None = None) -> tuple[Check, ...]:
    """Give the checks that do not hold, of one severity or of all."""
    return tuple(check for check in checks if check.holds is False and severity in (None, check.severity))


def judge_report(report: FinishedReport, last: FinishedReport | None = None, blank: str = "0") -> Judged:
    """Check a finished report by every rule; ``last`` is last year's. Without any table there is nothing to check.

    A report that does not tell its year is held to its own form, and what needs the year is left out.
    """
    form = report.form
    if form is None:
        return Judged(report, ())
    year = form.first_year if report.year is None else report.year
    checks = check_figures(
        form,
        report.figures,
        year,
        last_year=last.figures if last else None,
        blank=blank,
        title=report.title,
        dated=report.dated,
        organ=organ_kind(report.names.known),
        parts=report.parts,
    )
    if report.parts:  # a part without a heading was said when it was not found; it need not be empty too
        checks = tuple(one for one in checks if one.rule != "parts" or one.holds or one.place in report.parts)
    checks = (
        *(check for check in checks if report.year is not None or check.rule not in NEED_YEAR),
        *check_text(form, report.figures, year, report.parts),
        *check_period(year, report.period),
        check_repeats(year, report.parts, last.parts if last else None),
    )
    return Judged(report, checks)


def check_period(year: int, period: Period | None) -> Iterator[Check]:
    """Check that the period the text says its figures are of is the report year; a text need not say it."""
    if period is None:
        return
    place, holds = words.STATISTICS, set(period.years) == {year}
    sentence = words.PERIOD_HOLDS if holds else words.PERIOD_WRONG
    message = sentence.format(rule=annual.RULES["period"], place=place, quote=period.quote, year=year)
    yield Check("period", Severity.WARNING, place, holds, message)


def organ_kind(names: Iterable[str]) -> OrganKind:
    """Whose report it is by its name: a government's (人民政府) has the later legal day."""
    governs = any(re.search(words.GOVERNMENT, fold(name)) for name in names)
    return OrganKind.GOVERNMENT if governs else OrganKind.DEPARTMENT


def find_spots(report: FinishedReport, check: Check) -> tuple[Spot, ...]:
    """Where in its file a check of a report is to be shown: the cells it is about, or the line of text, or none."""
    if check.rule == "title":
        return (report.title_spot,)
    if check.rule == "legal_day":
        return (report.date_spot,)
    if check.rule == "period" and report.period:
        return (report.period.spot,)
    if check.quote:
        return tuple(line.spot for line in report.lines if check.quote in fold(line.text))[:1]
    return tuple(dict.fromkeys(report.spots[key] for key in check.keys if key in report.spots))


def draw_marks(judged: Judged) -> Iterator[PaperMark]:
    """What is to be marked in a copy of a report: each check that fails, at its places."""
    for check in find_failures(judged.checks):
        spots = tuple(spot for spot in find_spots(judged.report, check) if spot != Spot())
        yield PaperMark(spots, check.message, check.severity)
