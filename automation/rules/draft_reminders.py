"""Drafts what is sent to a late section (催办单、消息): both from the rows 催办登记 has for the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from automation.model.chase import Chase
from automation.model.ledger import Ledger
from automation.model.paper import LateRow, ReminderPaper
from automation.rules.chasing import draw_chases, find_reply_day
from automation.rules.drafting import overdue_rows
from automation.rules.supervision import Judged
from automation.terms import chasing as words
from automation.terms import drafting


@dataclass(frozen=True, slots=True)
class Message:
    """A short text to one section (消息), ready to paste; lines end as Windows ends them."""

    section: str
    subject: str
    text: str


def draft_reminders(ledger: Ledger, judged: Judged, as_of: date) -> tuple[ReminderPaper, ...]:
    """One 催办单 for each section with something that has come to that step, holding just these items."""
    office = ledger.settings.office
    papers = []
    for section, rows in _by_section(ledger, judged, as_of):
        mine = tuple(late for chase, late in rows if chase.level == words.URGED)
        code = next((chase.code for chase, _ in rows if chase.level == words.URGED), "")
        if mine:
            contact = drafting.CONTACT.format(office=office)
            reply = find_reply_day(ledger, as_of)
            papers.append(ReminderPaper(office, section, code, as_of, reply, contact, mine))
    return tuple(papers)


def draft_messages(ledger: Ledger, judged: Judged, as_of: date) -> tuple[Message, ...]:
    """One message for each section that something is asked of on the day; what a 催办单 asks says its number."""
    return tuple(
        Message(section, words.SUBJECT.format(section=section), _text(ledger, section, rows, as_of))
        for section, rows in _by_section(ledger, judged, as_of)
    )


def _text(ledger: Ledger, section: str, rows: Sequence[tuple[Chase, LateRow]], as_of: date) -> str:
    day = drafting.DAY.format
    said = [
        words.GREETING.format(section=section),
        words.OPENING.format(as_of=day(day=as_of), count=len(rows)),
    ]
    for place, (chase, late) in enumerate(rows, 1):
        moved = words.MOVED.format(due=day(day=late.due)) if late.due != late.present_due else ""
        said.append(
            words.LINE.format(
                place=place,
                order=late.order,
                item=late.item,
                period=words.PERIOD.format(period=late.period) if late.period else "",
                due=day(day=late.present_due),
                word=late.word,
                moved=moved,
                code=words.SHEET_SENT.format(code=chase.code) if chase.code else "",
            )
        )
    said.append(words.CLOSING.format(reply_by=day(day=find_reply_day(ledger, as_of))))
    said.append(words.SIGNED.format(contact=drafting.CONTACT.format(office=ledger.settings.short)))
    return "".join(f"{line}\r\n" for line in said)


def _by_section(ledger: Ledger, judged: Judged, as_of: date) -> list[tuple[str, list[tuple[Chase, LateRow]]]]:
    """What is asked on the day, section by section in the order of 科室名录, items in that of 逾期清单."""
    chases = {chase.what: chase for chase in draw_chases(ledger, judged, as_of)}
    reply = find_reply_day(ledger, as_of)
    rows = {(row.number, row.section, row.period): row for row in overdue_rows(ledger, judged)}
    asked = [(chases[what], replace(row, reply_by=reply)) for what, row in rows.items() if what in chases]
    found = ((section.name, [one for one in asked if one[1].section == section.name]) for section in ledger.sections)
    return [(section, mine) for section, mine in found if mine]
