"""Joins what the program drafts with the office's own row of 发文稿 (拟稿), which is never overwritten."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from automation import cells
from automation.model.ledger import Draft, Ledger


def complete_draft(ledger: Ledger, drafted: Draft, named: str) -> Draft:
    """The drafted paper with every field the office has filled in its row of 发文稿, the signer and the number too.

    Its row is the one of the same 文种 whose title holds ``named`` (第三季度, 落实情况), the same title first.
    """
    rows = [row for row in ledger.drafts if row.kind == drafted.kind and cells.fold(named) in cells.fold(row.title)]
    rows.sort(key=lambda row: not cells.same(row.title, drafted.title))
    if not rows:
        return drafted
    typed: dict[str, Any] = {
        part.name: value for part in fields(Draft) if not cells.is_blank(value := getattr(rows[0], part.name))
    }
    if typed.get("title") != drafted.title and "title_lines" not in typed:
        typed["title_lines"] = ""
    return replace(drafted, **typed)
