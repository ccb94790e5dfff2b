"""Cuts a task's wording for lists (摘要): every paper and the screen call a task by the same words."""

from __future__ import annotations

import re

from automation.terms import drafting as words

ITEM_LENGTH = 30  # characters


def shorten(text: str) -> str:
    """A task's wording short enough for a list, cut at a mark where there is one."""
    if len(text) <= ITEM_LENGTH:
        return text
    head = re.split(words.CLAUSE_MARKS, text)[0]
    return head if 6 <= len(head) <= ITEM_LENGTH else text[: ITEM_LENGTH - 1] + words.ELLIPSIS
