"""Tells who has handed in what (报送要求): each demand with its two ticks, on paper and electronically."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from automation.model.finding import Finding, details
from automation.model.ledger import Delivery, Ledger
from automation.model.origin import Origin
from automation.rules.shorten import shorten
from automation.terms import drafting
from automation.terms import rhythm as words
from automation.terms import sheets as names


def check_deliveries(ledger: Ledger, as_of: date) -> Iterator[Finding]:
    """A finding for each demand of 报送要求: what has not come, what came late, and what is all there.

    形式 says which of the two is wanted; where it says neither, both are.
    """
    place = Origin(ledger.origin.file, names.DELIVERIES)
    for row in ledger.deliveries:
        wanted = _wanted(row)
        open_ones = [said for said, on in wanted if on is None or on > as_of]
        late = [(said, on) for said, on in wanted if on and row.due and row.due < on <= as_of]
        item = shorten(row.item)
        before = drafting.DAY.format(day=row.due) if row.due else ""
        if open_ones:
            kind = (
                "delivery_undated" if row.due is None else "delivery_missing" if as_of > row.due else "delivery_waiting"
            )
            told = details(before=before, column=words.JOIN.join(open_ones))
            yield Finding(kind, value=item, details=told, origin=place)
        for said, on in late:
            told = details(before=before, column=said, last=drafting.DAY.format(day=on))
            yield Finding("delivery_late", value=item, details=told, origin=place)
        if not open_ones and not late:
            told = details(column=words.JOIN.join(said for said, _ in wanted))
            yield Finding("delivery_in", value=item, details=told, origin=place)


def _wanted(row: Delivery) -> list[tuple[str, date | None]]:
    """The forms a delivery is wanted in, each with the day it came."""
    both = (
        (words.PAPER_FORM, words.PAPER_SAID, row.paper_on),
        (words.ELECTRONIC_FORM, words.ELECTRONIC_SAID, row.electronic_on),
    )
    named = [(said, on) for form, said, on in both if re.search(form, row.form)]
    return named or [(said, on) for _, said, on in both]
