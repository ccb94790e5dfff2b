"""Drafts the sheet a leader signs a paper on (发文稿纸), out of the paper's row of 发文稿."""

from __future__ import annotations

from collections.abc import Iterator

from automation import cells
from automation.model.ledger import Draft, Ledger
from automation.model.paper import SigningSheet
from automation.rules.draft_paper import open_number, read_body, read_copies, read_note, read_recipients
from automation.rules.register import is_numbered
from automation.terms import drafting as words
from automation.terms import sheets as names

OPENING = 90  # characters of the first paragraph, and
HEADINGS = 4  # headings of the first level, so that the sheet stays on one page
HEADING = 30  # characters of each


def draft_signing(ledger: Ledger, draft: Draft) -> SigningSheet:
    """Every field of the draft; number and days stay open until it is signed."""
    signed = draft.signed_on is not None
    return SigningSheet(
        organ=ledger.settings.office,
        kind=draft.kind,
        number=draft.number if signed and is_numbered(draft) else open_number(ledger.settings),
        title=draft.title,
        recipients=read_recipients(draft.recipients),
        copies=read_copies(draft.copies),
        openness=tuple(
            words.CHOICE.format(box=words.BOXES[cells.same(value, draft.openness)], value=value)
            for value in names.OPENNESS_VALUES
        ),
        reason=draft.reason,
        body=tuple(_in_brief(draft.body)),
        note=read_note(draft.note),
        contact=draft.contact,
        drafted_by=draft.drafted_by,
        checked_by=draft.checked_by,
        cosigned=draft.cosigned,
        signer=draft.signer,
        signed_on=draft.signed_on,
        printed_on=draft.printed_on if signed else None,
        copy_count=cells.show(draft.copy_count),
    )


def _in_brief(body: str) -> Iterator[str]:
    """The first paragraph and the headings of the first level; the whole text lies with the sheet as the notice."""
    lines = read_body(body)
    if lines and lines[0].level != 1:
        yield _cut(lines[0].text, OPENING)
    headings = [line.text for line in lines if line.level == 1]
    yield from (_cut(text, HEADING) for text in headings[:HEADINGS])


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + words.ELLIPSIS
