"""Carries an office into the next year (结转): what its ledger hands on; the report's figures are in carry_figures.

Nothing that belongs to the old year goes on: no task, no change, no value of an indicator. What the new plan says
itself counts before what last year's master says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from automation import cells
from automation.model.finding import Finding, details
from automation.model.ledger import Indicator, Ledger, Paragraph
from automation.model.origin import Origin
from automation.model.plan import Section, Task
from automation.rules.draft_plan import find_sections
from automation.rules.ledger import read_settings
from automation.terms import carry_over as words
from automation.terms import drafting, timetable
from automation.terms import settings as defaults
from automation.terms import sheets as names

OF_ITS_YEAR = (names.SET_YEAR, names.SET_ISSUED, names.SET_SIGNED)


@dataclass(frozen=True, slots=True)
class Carried:
    """The new year's ledger with what last year's handed on, how much of each that was, and what a clerk must know."""

    ledger: Ledger
    counts: dict[str, int]
    findings: tuple[Finding, ...]


def carry_ledger(planned: Ledger, last: Ledger, file: str) -> Carried:
    """``planned`` with what ``last`` hands on; ``file`` is the new master's name as findings show it."""
    found: list[Finding] = []
    first = date(planned.settings.year, 1, 1)
    sections = _carry_sections(planned, last, first, found)
    raw = _carry_settings(planned, last, file, found)
    holidays = tuple(day for day in last.holidays if max(day.days(), default=day.first) >= first)
    own = {holiday.first for holiday in planned.holidays}
    paragraphs = _carry_text(planned, last, file, found)
    indicators = _carry_indicators(planned.indicators, last)
    ledger = replace(
        planned,
        settings=read_settings(raw, file)[0],
        sections=sections,
        holidays=(*planned.holidays, *(day for day in holidays if day.first not in own)),
        indicators=indicators,
        paragraphs=paragraphs,
        charts=planned.charts or last.charts,
        score_rules=planned.score_rules or last.score_rules,
        timings=tuple(replace(row, last_run=None, result="") for row in last.timings if row.cadence != timetable.ONCE),
    )
    counts = {
        "sections": sum(one in last.sections for one in sections),
        "settings": sum(bool(text) and raw.get(name) == text for name, text in _handed_on(last).items()),
        "holidays": len(ledger.holidays) - len(planned.holidays),
        "indicators": len({one.name for one in indicators} & {one.name for one in last.indicators}),
        "paragraphs": sum(one in last.paragraphs for one in paragraphs),
    }
    return Carried(ledger, counts, tuple(found))


def _handed_on(last: Ledger) -> dict[str, str]:
    return {name: text for name, text in last.settings.raw.items() if name not in OF_ITS_YEAR}


def _carry_sections(planned: Ledger, last: Ledger, first: date, found: list[Finding]) -> tuple[Section, ...]:
    """Last year's directory without those that have ended, then the plan's own; of two of a name the plan's."""
    own = {section.name: section for section in planned.sections}
    place = Origin("", names.SECTIONS)
    kept: list[Section] = []
    for section in last.sections:
        if section.until is not None and section.until < first and section.name not in own:
            told = details(before=cells.show(section.until))
            found.append(Finding("carry_section_ended", value=section.name, details=told, origin=place))
            continue
        kept.append(own.pop(section.name, section))
    return (*kept, *own.values())


def _carry_settings(planned: Ledger, last: Ledger, file: str, found: list[Finding]) -> dict[str, str]:
    """参数 of the new year: what the plan sets itself, and all of last year's that is not of its year."""
    raw = dict(planned.settings.raw)
    for name, text in _handed_on(last).items():
        default, own = defaults.DEFAULTS.get(name, ""), raw.get(name, "")
        if own in ("", default):
            raw[name] = text
        elif text not in ("", default, own):
            told = details(before=text, said=own)
            found.append(Finding("carry_plan_wins", value=name, details=told, origin=Origin(file, names.SETTINGS)))
    return raw


def _carry_indicators(own: Sequence[Indicator], last: Ledger) -> tuple[Indicator, ...]:
    """Definitions without values; a 编号 the program gave is given anew, one of the office's own stays.

    Where the year itself is kept as an indicator (年度) it moves on: no person has to count it.
    """
    year = last.settings.year
    given = names.OWN_INDICATOR.format(year=year, count=0)[:-2]
    mine = {indicator.name: indicator for indicator in own}
    kept = []
    for one in last.indicators:
        number = "" if one.number.startswith(given) else one.number
        typed = mine.pop(one.name, None)
        counted = year + 1 if one.name == drafting.FIELD_YEAR and one.value == year else None
        kept.append(replace(one, number=number, value=typed.value if typed else counted))
    return (*kept, *mine.values())


def _carry_text(planned: Ledger, last: Ledger, file: str, found: list[Finding]) -> tuple[Paragraph, ...]:
    """Last year's text for each part the plan brings none for; numbers typed into it are last year's, and told."""
    own = {paragraph.part for paragraph in planned.paragraphs}
    kept = [paragraph for paragraph in last.paragraphs if paragraph.part not in own]
    numbered = [one for one in kept if re.search(words.DIGITS, re.sub(words.FIELDS, "", cells.fold(one.text)))]
    if numbered:
        said = words.LIST.join(words.PARAGRAPH.format(part=one.part, order=one.order) for one in numbered)
        found.append(Finding("carry_text_numbers", value=said, origin=Origin(file, names.REPORT_TEXT)))
    return (*kept, *planned.paragraphs)


def add_sections(ledger: Ledger, tasks: Sequence[Task], ended: Sequence[Section]) -> tuple[Ledger, list[Finding]]:
    """The directory with the sections only the new plan names; one that has ended is not brought back by its name."""
    known = {name for one in (*ledger.sections, *ended) for name in (one.name, *one.aliases)}
    new = [name for name in find_sections(tasks) if name not in known]
    place = Origin("", names.SECTIONS)
    told = [Finding("carry_section_new", value=name, origin=place) for name in new]
    return replace(ledger, sections=(*ledger.sections, *map(Section, new))), told


def find_ended(last: Ledger, ledger: Ledger) -> tuple[Section, ...]:
    """The sections of last year's directory that the new one no longer has."""
    names_kept = {section.name for section in ledger.sections}
    return tuple(section for section in last.sections if section.name not in names_kept)


def name_last(findings: Sequence[Finding], shown: Mapping[str, str]) -> list[Finding]:
    """Findings in last year's own files, under names that tell the two years apart."""
    return [
        replace(one, origin=replace(one.origin, file=shown.get(one.origin.file, one.origin.file))) for one in findings
    ]
