"""Who has handed in (报送情况): the names of a roster against the names reports give themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from automation.cells import fold, show
from automation.model.finished import Names
from automation.terms import finished as words

SHORTEST = 4  # signs a name must have to be looked for inside another


@dataclass(frozen=True, slots=True)
class HandedIn:
    """The files of each organ of the roster in its order, and the files of none.

    ``unread`` are those that could not be read: they were handed in all the same, as their names tell.
    """

    files: Mapping[str, tuple[str, ...]]
    others: tuple[str, ...]
    unread: frozenset[str] = frozenset()


def read_roster(rows: Sequence[Sequence[object]]) -> tuple[str, ...]:
    """The organs of a list, each once: under a header that says so, else the first text of each row."""
    texts = [[show(cell) for cell in row] for row in rows]
    for number, row in enumerate(texts):
        for column, text in enumerate(row):
            if fold(text) in words.ROSTER_TITLES:
                below = [line[column] for line in texts[number + 1 :] if column < len(line)]
                return _unique(below)
    return _unique([next((text for text in row if _is_name(text)), "") for row in texts])


def _unique(names: Sequence[str]) -> tuple[str, ...]:
    stripped = (re.sub(words.ROSTER_NUMBER, "", name).strip() for name in names)
    return tuple(dict.fromkeys(name for name in stripped if name))


def _is_name(text: str) -> bool:
    return bool(text.strip()) and not re.fullmatch(words.ROSTER_ORDER, fold(text).lower())


def match_roster(roster: Sequence[str], papers: Mapping[str, Names], unread: Sequence[str] = ()) -> HandedIn:
    """Which file is whose; ``papers`` is file -> the names it gives its organ. The file's own name counts last.

    Of files that could not be read there is only that one, and they count where nothing else of the organ was read:
    beside a Word file its scan often lies.
    """
    files: dict[str, list[str]] = {name: [] for name in roster}
    others: list[str] = []
    for file, names in papers.items():
        organ = _whose(roster, names, file)
        (files[organ] if organ else others).append(file)
    known = {name for name, found in files.items() if found}
    for file in unread:
        organ = _whose(roster, Names(), file)
        if organ and organ not in known:
            files[organ].append(file)
    return HandedIn({name: tuple(found) for name, found in files.items()}, tuple(others), frozenset(unread))


def _whose(roster: Sequence[str], names: Names, file: str) -> str:
    """The organ of the roster a file is most surely of; empty for none."""
    best = max(((_likeness(name, names, file), name) for name in roster), default=((0, 0), ""))
    return best[1] if best[0][0] else ""


def _likeness(name: str, names: Names, file: str) -> tuple[int, int]:
    """How surely a file is an organ's, and how long the name is that says so."""
    wanted = fold(name)
    known = [fold(one) for one in names.known]
    if wanted in known:
        return 3, len(wanted)
    if len(wanted) >= SHORTEST and any(wanted in one for one in known):
        return 2, len(wanted)
    if any(len(one) >= SHORTEST and one in wanted for one in known):
        return 2, max(len(one) for one in known if one in wanted)
    return (1, len(wanted)) if len(wanted) >= SHORTEST and wanted in fold(file) else (0, 0)


def same_organ(one: Names, other: Names) -> bool:
    """Whether two reports are of one organ, by any of the names they give it."""
    return bool({fold(name) for name in one.known} & {fold(name) for name in other.known})
