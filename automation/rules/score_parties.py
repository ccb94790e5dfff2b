"""Who is scored (考核对象): sections, units below and the office itself; and whose a row is after a merger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from automation import cells
from automation.model.ledger import Ledger
from automation.model.plan import Section
from automation.terms import scoring as words
from automation.terms import states


@dataclass(frozen=True, slots=True)
class Party:
    """One to be scored; ``called`` are the names a mark may use for it, folded."""

    name: str
    group: str
    called: frozenset[str]
    remark: str = ""


def find_parties(ledger: Ledger, as_of: date) -> tuple[Party, ...]:
    """Everybody who may be scored, as the directory (科室名录) lists them, the office itself last.

    A section counts when it has part in a task or takes over from one that has, a unit below always; neither before it
    was set up nor in a year it did not see.
    """
    first = date(ledger.settings.year, 1, 1)
    busy = {duty.section for duty in ledger.duties if duty.role != states.RELEASED}
    directory = read_directory(ledger)
    busy |= {find_owner(name, as_of, directory) for name in busy}
    parties = []
    for section in ledger.sections:
        group = words.SUBORDINATES if section.category in words.SUBORDINATE_CATEGORIES else words.SECTIONS
        ended = section.until is not None and section.until < first
        begun = section.since is None or section.since <= as_of
        if begun and not ended and (group == words.SUBORDINATES or section.name in busy):
            called = _fold((section.name, *section.aliases))
            parties.append(Party(section.name, group, called, _remark(section, as_of)))
    settings = ledger.settings
    ours = _fold((settings.office, settings.short, *words.SELF))
    return (*parties, Party(settings.short or settings.office, words.OURSELVES, ours))


def read_directory(ledger: Ledger) -> dict[str, Section]:
    """科室名录 by every name a section goes by."""
    return {name: section for section in ledger.sections for name in (*section.aliases, section.name)}


def find_owner(name: str, day: date, directory: Mapping[str, Section]) -> str:
    """Who answers on a day for what was a section's (并入); empty where it was dissolved into nobody."""
    seen = set()
    while (section := directory.get(name)) and section.until is not None and day > section.until:
        if not section.merged_into or section.name in seen:
            return ""
        seen.add(section.name)
        name = section.merged_into
    return section.name if section else name


def _fold(names: Iterable[str]) -> frozenset[str]:
    return frozenset(cells.fold(name) for name in names if name)


def _remark(section: Section, as_of: date) -> str:
    if section.until is None or section.until >= as_of:
        return ""
    form = words.UNTIL_INTO if section.merged_into else words.UNTIL
    return form.format(day=cells.show(section.until), section=section.merged_into)
