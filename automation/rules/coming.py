"""Finds what is due in the coming days (七天内到期), by the day itself.

How early a light turns yellow (临期天数) is the office's own setting and has nothing to do with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from automation.model.ledger import Ledger
from automation.rules.assign import ANSWERING
from automation.rules.supervision import Judged, Light, label_event

DAYS = 7
SETTLED = ("done", "none")
OVER = (*SETTLED, "before_issue", "unconfirmed")


@dataclass(frozen=True, slots=True)
class Coming:
    """One duty, period or event that is due soon: ``period`` names which, ``days`` are left (0 on the day itself)."""

    number: str
    section: str
    period: str
    due: date
    days: int

    def as_dict(self) -> dict[str, object]:
        """An entry of ``coming`` in the JSON interface."""
        return {
            "number": self.number,
            "section": self.section,
            "period": self.period or None,
            "due": self.due.isoformat(),
            "days_left": self.days,
        }


def find_coming(ledger: Ledger, judged: Judged, as_of: date) -> tuple[Coming, ...]:
    """What those who answer for it have not finished and owe by the seventh day from today, the earliest first."""
    running = {
        (duty.number, duty.section)
        for duty in ledger.duties
        if duty.role in ANSWERING and judged.duties[duty.number, duty.section].face not in SETTLED
    }
    parts: dict[tuple[str, str, str], Light] = dict(judged.periods)
    parts |= {label_event(event): judged.events[event.key] for event in ledger.events if event.happened_on}
    by_period = {key[:2] for key in judged.periods}
    wholes = {(*key, ""): judged.duties[key] for key in running - by_period}
    last = as_of + timedelta(days=DAYS)
    found = [
        Coming(*key, light.present_due, (light.present_due - as_of).days)
        for key, light in (parts | wholes).items()
        if key[:2] in running and light.face not in OVER and light.present_due and as_of <= light.present_due <= last
    ]
    return tuple(sorted(found, key=lambda one: (one.due, one.number, one.section, one.period)))
