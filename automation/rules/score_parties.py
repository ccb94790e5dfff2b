"""Who is scored (考核对象): sections, units below and the office itself; and whose failing a duty handed over is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from automation import cells
from automation.model.ledger import Ledger
from automation.model.plan import Section
from automation.rules.assign import find_roles
from automation.rules.hand_over import find_heir, hand_over
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

    A section counts when it has, or until it ended had, part in a task; a unit below always. Neither counts before it
    was set up, nor in a year it did not see.
    """
    first = date(ledger.settings.year, 1, 1)
    gone = {section.name for section in ledger.sections if has_ended(section, as_of)}
    busy = {duty.section for duty in ledger.duties if duty.role != states.RELEASED or duty.section in gone}
    parties = []
    for section in ledger.sections:
        group = words.SUBORDINATES if section.category in words.SUBORDINATE_CATEGORIES else words.SECTIONS
        begun = section.since is None or section.since <= as_of
        if begun and not has_ended(section, first) and (group == words.SUBORDINATES or section.name in busy):
            called = _fold((section.name, *section.aliases))
            parties.append(Party(section.name, group, called, _remark(section, as_of)))
    settings = ledger.settings
    ours = _fold((settings.office, settings.short, *words.SELF))
    return (*parties, Party(settings.short or settings.office, words.OURSELVES, ours))


def has_ended(section: Section, day: date) -> bool:
    """Whether a section had been dissolved before a day (至)."""
    return section.until is not None and section.until < day


def find_former(ledger: Ledger, as_of: date) -> dict[tuple[str, str], Section]:
    """By 编号 and 科室 of what was handed over in mid-year (移交), the section that had it before."""
    roles = {(task.number, section): role for task in ledger.tasks for section, role in find_roles(task, ledger)}
    now, since, _ = hand_over(ledger, roles, as_of)
    ended = {section.name: section for section in ledger.sections if has_ended(section, as_of)}
    left = [(number, ended[name]) for number, name in roles if (number, name) not in now]
    heirs = {section.name: find_heir(section, ledger, as_of) for _, section in left}
    taken = ((number, heir.name, section) for number, section in left if (heir := heirs[section.name]))
    return {(number, heir): section for number, heir, section in taken if (number, heir) in since}


def _fold(names: Iterable[str]) -> frozenset[str]:
    return frozenset(cells.fold(name) for name in names if name)


def _remark(section: Section, as_of: date) -> str:
    if not has_ended(section, as_of):
        return ""
    form = words.UNTIL_INTO if section.merged_into else words.UNTIL
    return form.format(day=cells.show(section.until), section=section.merged_into)
