"""Hands over what a section that has ended left unfinished (移交): to the section it was merged into (并入)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from automation.cells import fold, show
from automation.model.finding import Finding, details
from automation.model.ledger import Ledger
from automation.model.origin import Origin
from automation.model.plan import Section
from automation.terms import sheets as names
from automation.terms import states

_OVER = (states.DONE, states.CLOSED, states.NOT_APPLICABLE, states.CANCELLED)

Roles = Mapping[tuple[str, str], str]
"""By 编号 and 科室."""


def hand_over(
    ledger: Ledger, roles: Roles, as_of: date
) -> tuple[dict[tuple[str, str], str], dict[tuple[str, str], date], list[Finding]]:
    """The roles of those who answer now, since when for what was taken over, and what nobody has taken over.

    What a section finished stays its own. One that takes over what it already has keeps its own role.
    """
    ended = {one.name: one for one in ledger.sections if one.until is not None and one.until < as_of}
    said = {(duty.number, duty.section): duty.status for duty in ledger.duties}
    now = {key: role for key, role in roles.items() if key[1] not in ended or said.get(key) in _OVER}
    since: dict[tuple[str, str], date] = {}
    left: Counter[str] = Counter()
    for (number, name), role in roles.items():
        if (number, name) in now:
            continue
        heir = find_heir(ended[name], ledger, as_of)
        if heir is None:
            now[number, name] = role
            left[name] += 1
        elif now.get((number, heir.name), states.SUPPORT) == states.SUPPORT:  # whoever answers himself goes on
            now[number, heir.name] = role
            since[number, heir.name] = ended[name].until or as_of
    place = Origin("", names.SECTIONS)
    found = [
        Finding("section_ended", "", name, show(ended[name].until), details(count=count), place)
        for name, count in left.items()
    ]
    return now, since, found


def find_heir(section: Section, ledger: Ledger, as_of: date) -> Section | None:
    """The standing section one was merged into, over as many mergers as there were; None where that is not said."""
    by_name = {fold(name): one for one in ledger.sections for name in (*one.aliases, one.name)}
    seen = {section.name}
    while section.until is not None and section.until < as_of:
        heir = by_name.get(fold(section.merged_into))
        if heir is None or heir.name in seen:
            return None
        seen.add(heir.name)
        section = heir
    return section
