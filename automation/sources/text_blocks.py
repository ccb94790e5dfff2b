"""Reads the ready paragraphs of a year-end report (年报范文): a text file an office can replace by its own."""

from __future__ import annotations

from pathlib import Path

from automation.cells import fold
from automation.errors import AutomationError
from automation.model.annual import AnnualForm
from automation.model.ledger import Paragraph
from automation.sources.plan_text import decode
from automation.terms import blocks as words


def read_blocks(path: Path, form: AnnualForm) -> tuple[Paragraph, ...]:
    """A paragraph a line, below the heading of its part as the form prints it; lines that begin with # are remarks.

    Raises AutomationError for a line before the first heading, as its part is not known, and for an unknown encoding.
    """
    headings = {fold(heading): heading for heading in form.parts}
    part, order = "", 0
    found = []
    for place, line in enumerate(decode(path).splitlines(), 1):
        text = line.strip()
        if not text or text.startswith(words.REMARK):
            continue
        if fold(text) in headings:
            part, order = headings[fold(text)].partition(words.NUMBER_ENDS)[0], 0
        elif part:
            order += 1
            found.append(Paragraph(part, order, text))
        else:
            raise AutomationError(words.NO_PART.format(file=path.name, row=place, part=form.parts[0]))
    return tuple(found)
