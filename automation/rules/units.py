"""Reads a responsible-unit text (责任单位) into leads, supports and groups, and groups into sections.

The text is cut into clauses at the verbs of duty (牵头, 负责, 配合); known names go first, because 、 和 及 stand
inside names too. 各科室 is every section that counts, 其他科室 each of them but those named; 相关科室 only a person
resolves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from automation.cells import fold
from automation.model.plan import Section, Units
from automation.terms import units as words


def resolve_units(text: str, known: Iterable[str] = ()) -> Units:
    """What a responsible-unit text says; ``known`` are section names and aliases that must not be cut apart.

    Without a 牵头 clause the units that 负责 are the leads; beside one they are supports who answer for their part.
    """
    said = text.strip()
    clauses = _clauses(said.strip(words.BRACKETS), tuple(known))
    has_lead = any(re.search(words.LEAD_VERBS, verb) for _, verb in clauses)
    leads: list[str] = []
    supports: list[str] = []
    each: list[str] = []
    for group, verb in clauses:
        supporting = bool(re.search(words.SUPPORT_VERBS, verb)) and not re.search(words.LEAD_VERBS, verb)
        leading = bool(re.search(words.LEAD_VERBS, verb)) or (not has_lead and not supporting)
        (leads if leading else supports).extend(group)
        if not supporting and (re.search(words.EACH_VERBS, verb) or not leading):
            each.extend(group)
    everyone = (*leads, *supports)
    return Units(
        said,
        tuple(leads),
        tuple(supports),
        any(is_group(name) for name in everyone),
        tuple(name for name in everyone if is_open(name)),
        tuple(each),
    )


def is_open(name: str) -> bool:
    """Whether only a person can say who is meant, as with 相关科室."""
    return bool(re.search(words.OPEN_GROUP, fold(name)))


def is_group(name: str) -> bool:
    """Whether a word means several sections the directory can list, as 各科室 and 其他科室 do."""
    return not is_open(name) and bool(
        re.search(words.ALL_GROUP, fold(name)) or re.search(words.OTHER_GROUP, fold(name))
    )


def expand_names(
    group: Sequence[str], sections: Sequence[Section], day: date, taken: Iterable[str] = ()
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Section names behind a list of names and groups, and the words nobody in the directory answers to.

    ``taken`` are sections that already lead and so are not among 其他科室 or 各科室.
    """
    aliases = {fold(alias): section.name for section in sections for alias in (section.name, *section.aliases)}
    skip = set(taken)
    found: list[str] = []
    unknown: list[str] = []
    for name in group:
        if is_open(name):
            continue
        if is_group(name):
            found += [s.name for s in sections if s.counts and s.stands(day) and s.name not in skip]
        elif fold(name) in aliases:
            found.append(aliases[fold(name)])
        else:
            unknown.append(name)
    return tuple(dict.fromkeys(found)), tuple(unknown)


def _clauses(text: str, known: tuple[str, ...]) -> list[tuple[tuple[str, ...], str]]:
    """(names, verb) of each clause; names before a comma without a verb belong to the next verb."""
    masked, names = _mask(text, known)
    clauses: list[tuple[tuple[str, ...], str]] = []
    waiting: list[str] = []
    for part in re.split(words.CLAUSE_END, masked):
        piece = (part or "").strip()
        if not piece:
            continue
        match = re.fullmatch(words.ROLE, piece)
        if match is None:
            waiting += _names(piece, names)
            continue
        clauses.append(((*waiting, *_names(match["names"], names)), match["adverb"] + match["verb"]))
        waiting = []
    if waiting:
        clauses.append((tuple(waiting), ""))
    return clauses


def _mask(text: str, known: tuple[str, ...]) -> tuple[str, dict[str, str]]:
    """Known names replaced by private-use characters, so that no separator inside them is seen."""
    names: dict[str, str] = {}
    for name in sorted(set(known), key=len, reverse=True):
        if name and re.search(words.NAME_SPLIT, name) and name in text:
            mark = chr(0xE000 + len(names))
            names[mark] = name
            text = text.replace(name, mark)
    return text, names


def _names(text: str, names: dict[str, str]) -> list[str]:
    parts = [part.strip().strip(words.BRACKETS) for part in re.split(words.NAME_SPLIT, text)]
    return ["".join(names.get(char, char) for char in part) for part in parts if part]
