"""Reads a responsible-unit text (责任单位) into leads, supports and groups, and groups into sections.

The text is cut at the verbs of duty (牵头, 负责, 配合) or at labels (牵头单位：); known names go first, because 、 和
及 stand inside names too. 各科室 is every section that counts, 其他科室 each of them but those named; 相关科室
only a person resolves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from automation.cells import fold
from automation.model.plan import Section, Units
from automation.terms import units as words


@dataclass(frozen=True, slots=True)
class _Clause:
    """Names under one verb, or under one label given as ``verb``."""

    names: tuple[str, ...]
    verb: str


def resolve_units(text: str, known: Iterable[str] = (), *, first_leads: bool = False) -> Units:
    """What a responsible-unit text says; ``known`` are section names and aliases that must not be cut apart.

    Without a 牵头 clause the units that 负责 are the leads; beside one they are supports who answer for their part.
    ``first_leads`` is a plan's own rule that of several units the first one leads (列第一位者为牵头单位).
    """
    return _resolve(text.strip(), tuple(known), first_leads)


@lru_cache(maxsize=4096)
def _resolve(said: str, known: tuple[str, ...], first_leads: bool) -> Units:
    first_leads = first_leads or bool(re.search(words.FIRST_LEADS, said))
    bare = re.sub(words.IS_ROLE, r"\1", re.sub(words.NUMBERS, " ", _bare(re.sub(words.FOOTNOTE, "", said))))
    masked, hidden = _mask(bare.strip(words.STRIP), known)
    if re.search(words.LABEL, masked):
        clauses = _labelled(masked, hidden)
    else:
        clauses = _marked(masked, hidden) if re.search(words.MARK, masked) else _clauses(masked, hidden)
    leads, supports, each = _roles(clauses, first_leads=first_leads)
    everyone = (*leads, *supports)
    return Units(
        said,
        leads,
        supports,
        _is_everybody(leads, clauses) or _is_everybody(supports, clauses),
        tuple(name for name in everyone if is_open(name)),
        each,
    )


def is_open(name: str) -> bool:
    """Whether only a person can say who is meant, as with 相关科室."""
    return bool(re.search(words.OPEN_GROUP, fold(name)))


def is_group(name: str) -> bool:
    """Whether a word means several sections the directory can list, as 各科室 and 其他科室 do."""
    folded = fold(name)
    return bool(re.search(words.SECTION_GROUP, folded) or re.search(words.OTHER_GROUP, folded))


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
        if fold(name) in aliases:
            found.append(aliases[fold(name)])
        elif is_group(name):
            found += [s.name for s in sections if s.counts and s.stands(day) and s.name not in skip]
        else:
            unknown.append(name)
    return tuple(dict.fromkeys(found)), tuple(unknown)


def _roles(
    clauses: Sequence[_Clause], *, first_leads: bool
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """(leads, supports, those who answer for their own part) of all clauses."""
    has_lead = any(re.search(words.LEAD_VERBS, clause.verb) for clause in clauses)
    leads: list[str] = []
    supports: list[str] = []
    each: list[str] = []
    for clause in clauses:
        leading = bool(re.search(words.LEAD_VERBS, clause.verb))
        supporting = not leading and bool(re.search(words.SUPPORT_VERBS, clause.verb))
        lead = leading or (not has_lead and not supporting)
        (leads if lead else supports).extend(clause.names)
        if not supporting and (re.search(words.EACH_VERBS, clause.verb) or not lead):
            each.extend(clause.names)
    if first_leads and not has_lead and len(leads) > 1:
        leads, supports = leads[:1], [*leads[1:], *supports]
    return tuple(dict.fromkeys(leads)), tuple(dict.fromkeys(supports)), tuple(dict.fromkeys(each))


def _is_everybody(names: Sequence[str], clauses: Sequence[_Clause]) -> bool:
    """Whether a list of names means everybody: 各科室, 其他科室, or governments all by themselves.

    各县市人民政府 beside one named office, beside 有关部门, or by 职责分工 is a group among others, not everybody.
    """
    if any(re.search(words.EVERY_GROUP, name) or re.search(words.OTHER_GROUP, name) for name in names):
        return True
    divided = any(re.search(words.DIVIDED, clause.verb) and set(clause.names) & set(names) for clause in clauses)
    alone = all(re.search(words.EVERY_GOVERNMENT, name) or re.search(words.OPEN_EACH, name) for name in names)
    governed = any(re.search(words.EVERY_GOVERNMENT, name) for name in names)
    return governed and alone and not divided


def _bare(text: str) -> str:
    """The text without brackets around the whole of it."""
    text = text.strip(words.STRIP)
    for opening, closing in words.BRACKETS:
        inside = text[1:-1]
        if text.startswith(opening) and text.endswith(closing) and opening not in inside and closing not in inside:
            return inside.strip(words.STRIP)
    return text.strip(words.STRIP)[1:] if _unclosed(text) else text


def _unclosed(text: str) -> bool:
    """Whether a bracket opens the text and never closes, as when a footnote was cut off behind it."""
    return any(text.startswith(opening) and closing not in text for opening, closing in words.BRACKETS)


def _labelled(text: str, hidden: dict[str, str]) -> list[_Clause]:
    """Clauses of a text of labels: 牵头单位：甲 责任单位：乙; 责任单位 alone leads, beside 牵头单位 it supports."""
    marks = list(re.finditer(words.LABEL, text))
    clauses = []
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        value = text[mark.end() : following.start() if following else len(text)].strip(words.STRIP + "|")
        label = mark["label"]
        if re.search(words.SUPPORT_LABELS, label):
            clauses.append(_Clause(_names(value, hidden), words.SUPPORT_WORD))
        elif re.search(words.LEAD_LABELS, label):
            clauses.append(_Clause(_names(value, hidden), words.LEAD_WORD))
        elif re.search(words.DUTY_LABEL, label):
            clauses.append(_Clause(_names(value, hidden), ""))
    return clauses


def _marked(text: str, hidden: dict[str, str]) -> list[_Clause]:
    """Clauses of a list in which brackets mark who leads: 办公室（牵头）、财务科; the others support."""
    clauses = []
    for name in _names(text, hidden):
        marked = re.match(words.MARKED_LEAD, name)
        clauses.append(_Clause((marked["name"],), words.LEAD_WORD) if marked else _Clause((name,), words.SUPPORT_WORD))
    return clauses


def _clauses(text: str, hidden: dict[str, str]) -> list[_Clause]:
    """Clauses of running text: names up to each verb; names after the last verb stand alone."""
    text = re.sub(words.AND_OTHERS, words.OTHERS_MARK, re.sub(words.TOGETHER, words.WITH_WORD, text))
    text = re.sub(words.IN_BRACKETS_CLAUSE, words.CLAUSE_APART, re.sub(words.BY, "", text))
    clauses: list[_Clause] = []
    start = 0
    beside = False  # the units after 会同 support, whatever their verb
    for match in re.finditer(words.VERB, text):
        names = _names(text[start : match.start()], hidden)
        start = match.end()
        if names:
            clauses.append(_Clause(names, words.SUPPORT_WORD if beside else match[0]))
            beside = bool(re.search(words.WITH_VERB, match[0]))
    rest = _names(text[start:], hidden)
    if rest:
        clauses.append(_Clause(rest, words.SUPPORT_WORD if beside else ""))
    return clauses


def _mask(text: str, known: tuple[str, ...]) -> tuple[str, dict[str, str]]:
    """Known names replaced by private-use characters, so that no separator or verb inside them is seen."""
    hidden: dict[str, str] = {}
    for name in sorted(set(known), key=len, reverse=True):
        inside = re.search(words.SEPARATORS, name) or re.search(words.JOINED, name) or re.search(words.VERB, name)
        if name and inside and name in text:
            mark = chr(0xE000 + len(hidden))
            hidden[mark] = name
            text = text.replace(name, mark)
    for inside in set(re.findall(words.IN_BRACKETS, text)):
        whole = any(char in inside for char in words.IN_BRACKETS_SEPARATORS) and not re.search(words.VERB, inside)
        if whole:  # 各县（市、区）政府 is one name
            mark = chr(0xE000 + len(hidden))
            hidden[mark] = inside
            text = text.replace(inside, mark)
    return text, hidden


def _names(text: str, hidden: dict[str, str]) -> tuple[str, ...]:
    """The names of a list, each whole: shortened ones get back what they share with their neighbour."""
    names: list[str] = []
    for run in re.split(words.RUN_SEPARATORS, text):
        parts = [one for part in run.split(words.LISTED) for one in re.split(words.JOINED, part)]
        listed = [one for part in parts for one in re.split(words.OTHERS, part.strip(words.STRIP))]
        names += _completed([name.strip(words.STRIP) for name in listed if name.strip(words.STRIP)])
    return tuple("".join(hidden.get(char, char) for char in name) for name in names)


def _completed(names: list[str]) -> list[str]:
    """州发改委、财政局 → 州发改委、州财政局; 楚雄市、姚安县人民政府 → 楚雄市人民政府、姚安县人民政府."""
    prefix = ""
    for place, name in enumerate(names):
        match = re.match(words.PREFIX, name)
        if match:
            prefix = match[1]
        elif prefix and re.search(words.BUREAU, name) and not re.match(words.NO_PREFIX, name):
            names[place] = prefix + name
    tail = ""
    for place in range(len(names) - 1, -1, -1):
        match = re.match(words.PLACE_TAIL, names[place])
        if match:
            tail = match[1]
        elif tail and re.match(words.PLACE, names[place]):
            names[place] += tail
        else:
            tail = ""
    return names
