"""Names the files of papers (公文文件名): by their kind, and by their title where several of a kind are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from automation import cells
from automation.model.ledger import Draft
from automation.terms import drafting as words
from automation.terms import sheets as names

LENGTH = 30  # characters of a title in a file's name


def find_issuing(drafts: Sequence[Draft]) -> Draft | None:
    """The notice that issues the plan: the only one, else the first whose title says so (关于印发…分工方案的通知)."""
    notices = [draft for draft in drafts if draft.kind == names.NOTICE_KIND]
    if len(notices) < 2:
        return next(iter(notices), None)
    for said in (words.PLAN_NAMED, words.PLAN_IN_TITLE):
        found = next((draft for draft in notices if re.search(said, draft.title)), None)
        if found is not None:
            return found
    return None


def name_papers(drafts: Sequence[Draft], issuing: Draft | None) -> tuple[str, ...]:
    """The stem of each paper's file: 通知 for the one with the plan, 报告 for the only one, else 报告-关于….

    No two are the same on a disk that does not tell letters' case.
    """
    kinds = Counter(draft.kind for draft in drafts)
    taken: Counter[str] = Counter()
    stems = []
    for draft in drafts:
        alone = draft is issuing or kinds[draft.kind] == 1
        stem = draft.kind if alone else f"{draft.kind}-{_shorten(draft.title)}".rstrip("-")
        taken[stem.casefold()] += 1
        times = taken[stem.casefold()]
        stems.append(stem if times == 1 else f"{stem}-{times}")
    return tuple(stems)


def _shorten(title: str) -> str:
    """A title from 关于 on, without what no file's name may hold."""
    plain = re.sub(words.NOT_IN_A_FILE_NAME, "", cells.fold(title))
    return plain[max(plain.find(words.ABOUT), 0) :][:LENGTH].rstrip(". ")
