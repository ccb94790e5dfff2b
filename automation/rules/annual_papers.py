"""Checks of the report as a paper: its form, its title, its date, its parts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from automation.cells import fold
from automation.model.annual import AnnualForm, Check, OrganKind, Severity
from automation.terms import annual as words

# 条例 art. 49: month and day of the year after the report year.
LEGAL_DAYS = {OrganKind.DEPARTMENT: (1, 31), OrganKind.GOVERNMENT: (3, 31)}


def legal_day(year: int, kind: OrganKind) -> date:
    """Give the last day (法定期限) on which the report about that year may be published."""
    return date(year + 1, *LEGAL_DAYS[kind])


def check_form_year(form: AnnualForm, year: int) -> Check:
    """Check that the form is the one in force for the report year (not the year in which it is written)."""
    rule, place = "form_year", words.PLACE_FORM
    if form.covers(year):
        message = words.FORM_RIGHT.format(rule=words.RULES[rule], form=form.name, authority=form.authority, year=year)
        return Check(rule, Severity.ERROR, place, True, message)
    years = (
        words.YEARS_FROM.format(first=form.first_year)
        if form.last_year is None
        else words.YEARS_BETWEEN.format(first=form.first_year, last=form.last_year)
    )
    message = words.FORM_WRONG.format(place=place, form=form.name, authority=form.authority, years=years, year=year)
    return Check(rule, Severity.ERROR, place, False, message)


def check_parts(form: AnnualForm, parts: Mapping[str, str] | None) -> tuple[Check, ...]:
    """Check that the parts of plain text are not empty; ``parts`` is heading -> text, None when no text was read."""
    rule, severity = "parts", Severity.WARNING
    name = words.RULES[rule]
    if parts is None:
        return (Check(rule, severity, words.PLACE_FORM, None, words.PARTS_UNKNOWN.format(rule=name)),)
    texts = {fold(heading): text for heading, text in parts.items()}
    empty = [part for part in form.text_parts if not texts.get(fold(part), "").strip()]
    if not empty:
        message = words.PARTS_HOLD.format(rule=name, parts=words.LIST.join(form.text_parts))
        return (Check(rule, severity, words.PLACE_FORM, True, message),)
    return tuple(Check(rule, severity, part, False, words.PART_EMPTY.format(place=part)) for part in empty)


def check_day(year: int, dated: date | None, kind: OrganKind) -> Check:
    """Check that the report is dated after the year it counts, and by the legal day."""
    rule, place = "legal_day", words.PLACE_DATE
    last, end = legal_day(year, kind), date(year, 12, 31)
    organ, legal = words.ORGANS[kind], _say_day(last)
    name = words.RULES[rule]
    if dated is None:
        message = words.DATE_UNKNOWN.format(rule=name, legal=legal, organ=organ)
        return Check(rule, Severity.ERROR, place, None, message)
    said = _say_day(dated)
    if dated > last:
        message = words.DATE_LATE.format(place=place, dated=said, legal=legal, organ=organ)
    elif dated <= end:
        message = words.DATE_EARLY.format(place=place, dated=said, end=_say_day(end))
    else:
        message = words.DATE_HOLDS.format(rule=name, dated=said, legal=legal, organ=organ)
        return Check(rule, Severity.ERROR, place, True, message)
    return Check(rule, Severity.ERROR, place, False, message)


def check_title(year: int, title: str | None) -> tuple[Check, ...]:
    """Check that the title is the statutory one (政府信息公开工作年度报告) and the year in it the report year."""
    rule, place, severity = "title", words.PLACE_TITLE, Severity.WARNING
    name = words.RULES[rule]
    text = fold(title or "")
    if not text:
        return (Check(rule, severity, place, None, words.TITLE_UNKNOWN.format(rule=name)),)
    text = re.sub(words.CHINESE_YEAR, lambda found: found[0].translate(words.CHINESE_DIGITS), text)
    faults = []
    if not re.search(words.TITLE_PATTERN, text):
        faults.append(words.TITLE_WRONG.format(place=place, title=text))
    years = re.findall(words.TITLE_YEAR_PATTERN, text)
    if years and str(year) not in years:
        faults.append(words.TITLE_YEAR.format(place=place, title=text, found=years[0], year=year))
    if not faults:
        return (Check(rule, severity, place, True, words.TITLE_HOLDS.format(rule=name)),)
    return tuple(Check(rule, severity, place, False, message) for message in faults)


def _say_day(day: date) -> str:
    return words.DAY.format(year=day.year, month=day.month, day=day.day)
