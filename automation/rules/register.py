"""Keeps the register of issued papers (发文登记).

A paper signed in 发文稿 (文号 and 签发日期) enters it by itself and stays when its row of 发文稿 is used for the next
paper. What the office typed in the register is never overwritten: blanks are filled, differences told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from automation import cells, sheets
from automation.model.ledger import Draft, Issued, Ledger, Settings
from automation.model.origin import Origin
from automation.model.rows import Change
from automation.rules.title import split_lines
from automation.terms import register as words
from automation.terms import sheets as names

NAMING = ("number", "title")  # what tells one paper from another; all else may be filled in later
FILLED = tuple(column for column in sheets.REGISTER.columns if column.field not in (*NAMING, "remark"))
Paper = Draft | Issued


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document number (发文字号) by what it means, whatever brackets and digits it was typed with."""

    code: str
    year: int
    order: int

    @property
    def series(self) -> tuple[str, int]:
        """The organ's word (机关代字) and the year, within which no order is used twice."""
        return self.code.casefold(), self.year

    @property
    def written(self) -> str:
        """As the standard writes it."""
        return words.NUMBER_WRITTEN.format(code=self.code, year=self.year, order=self.order)


def read_number(text: str) -> DocumentNumber | None:
    """The document number a text means; None where year or order cannot be told."""
    read = re.fullmatch(words.NUMBER, cells.fold(text))
    return DocumentNumber(read[1], int(read[2]), int(read[3])) if read else None


def is_numbered(paper: Paper) -> bool:
    """Whether a number has been typed; the open one of a draft, 〔2018〕　号, is none."""
    return bool(paper.number) and not re.fullmatch(words.NUMBER_OPEN, cells.fold(paper.number))


def enter_papers(ledger: Ledger) -> tuple[Ledger, list[Change]]:
    """The ledger with every signed paper of 发文稿 in the register, and what that changed there.

    A number that stands there already for a paper of another title is left alone: ``paper_checks`` asks.
    """
    register = list(ledger.register)
    changes: list[Change] = []
    for draft in ledger.drafts:
        if not (is_numbered(draft) and draft.signed_on and draft.title):
            continue
        place = next((place for place, paper in enumerate(register) if is_same(paper, draft)), None)
        if place is not None:
            register[place], filled = _fill(register[place], draft, ledger.origin.file)
            changes += filled
        elif not any(numbers_meet(paper, draft) for paper in register):
            shared = {name: getattr(draft, name) for name in (*NAMING, *(column.field for column in FILLED))}
            register.append(Issued(**shared))
            said = f"{draft.number} {draft.title}"
            changes.append(_change(register[-1], names.DOCUMENT_NUMBER, "", said, ledger.origin.file))
    return replace(ledger, register=tuple(register)), changes


def is_same(paper: Paper, other: Paper) -> bool:
    """Whether two rows are one paper: one number, and no two titles."""
    ours, theirs = ("".join(split_lines(one.title)) for one in (paper, other))
    return numbers_meet(paper, other) and (not ours or not theirs or cells.same(ours, theirs))


def numbers_meet(paper: Paper, other: Paper) -> bool:
    """Whether two rows carry one number, however each is written."""
    return is_numbered(paper) and is_numbered(other) and meaning_of(paper) == meaning_of(other)


def meaning_of(paper: Paper) -> object:
    """What two numbers are compared by: series and order, or the text where those cannot be told."""
    number = read_number(paper.number)
    return (*number.series, number.order) if number else cells.fold(paper.number)


def _fill(paper: Issued, draft: Draft, file: str) -> tuple[Issued, list[Change]]:
    """A registered paper with what 发文稿 says where the register is still blank (印发日期 is known later)."""
    said: dict[str, Any] = {
        column.field: getattr(draft, column.field)
        for column in FILLED
        if cells.is_blank(getattr(paper, column.field)) and not cells.is_blank(getattr(draft, column.field))
    }
    headers = {column.field: column.header for column in FILLED}
    changes = [_change(paper, headers[name], "", cells.show(value), file) for name, value in said.items()]
    return replace(paper, **said), changes


def _change(paper: Issued, header: str, before: str, after: str, file: str) -> Change:
    key = (paper.number, paper.title)
    origin = Origin(file, names.DRAFTS)
    return Change(names.REGISTER, key, paper.number, "", "", header, before, after, names.RULE_SIGNED, origin)


def find_codes(settings: Settings) -> tuple[str, ...]:
    """The office's words for its numbers (机关代字), the one of the notice first."""
    return cells.split_names(settings.code)
