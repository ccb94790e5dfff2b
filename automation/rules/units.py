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


@dataclass(frozen=True, slots=True)
class _Lists:
    """What reading a list of names needs: the names hidden behind private-use characters, the known ones folded."""

    hidden: dict[str, str]
    known: frozenset[str]


def resolve_units(text: str, known: Iterable[str] = (), *, first_leads: bool = False) -> Units:
    """What a responsible-unit text says; ``known`` are section names and aliases that must not be cut apart.

    Without a 牵头 clause the units that 负责 are the leads; beside one they are supports who answer for their part.
    ``first_leads`` is a plan's own rule that of several units the first one leads (列第一位者为牵头单位).
    """
    return _resolve(text.strip(), tuple(known), first_leads)


@lru_cache(maxsize=4096)
def _resolve(said: str, known: tuple[str, ...], first_leads: bool) -> Units:
    if re.fullmatch(words.NOBODY, said):
        return Units(said)
    text = re.sub(words.BLANKS, " ", re.sub(words.LINES, "\n", said))
    first_leads = first_leads or bool(re.search(words.FIRST_LEADS, text))
    text = _bare(re.sub(words.FOOTNOTE, "", _starred(text)))
    masked, hidden = _mask(_brackets_opened(text).strip(words.STRIP), known)
    masked = re.sub(words.IS_DUTY, words.DUTY_WORD, re.sub(words.IS_ROLE, r"\1", _unnumbered(masked)))
    lists = _Lists(hidden, frozenset(fold(name) for name in known))
    clauses = _levelled(_labelled(masked, lists) if re.search(words.LABEL, masked) else _clauses(masked, lists), lists)
    leads, supports, each = _roles(clauses, first_leads=first_leads)
    return Units(
        said,
        leads,
        supports,
        _is_everybody(leads, clauses) or _is_everybody(supports, clauses),
        tuple(name for name in (*leads, *supports) if is_open(name)),
        each,
    )


def is_open(name: str) -> bool:
    """Whether only a person can say who is meant, as with 相关科室, 分管领导 or 同上."""
    return bool(re.search(words.OPEN_GROUP, fold(name)))


def is_group(name: str) -> bool:
    """Whether a word means several sections the directory can list, as 各科室 and 其他科室 do."""
    folded = re.sub(words.ONE_IN_BRACKETS, r"\1", fold(name))
    return bool(re.search(words.SECTION_GROUP, folded) or re.search(words.OTHER_GROUP, folded))


def expand_names(
    group: Sequence[str], sections: Sequence[Section], day: date, taken: Iterable[str] = ()
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Section names behind a list of names and groups, and the words nobody in the directory answers to.

    ``taken`` are sections that already lead and so are not among 其他科室 or 各科室.
    """
    if not group:
        return (), ()
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
    """(leads, supports, those who answer for their own part) of all clauses; who leads does not support himself.

    统筹 and 组织 lead only where nobody 牵头.
    """
    has_lead = any(re.search(words.LEAD_VERBS, clause.verb) for clause in clauses)
    light = not has_lead and any(re.search(words.LIGHT_LEADS, clause.verb) for clause in clauses)
    has_lead, lead_verbs = has_lead or light, words.LIGHT_LEADS if light else words.LEAD_VERBS
    leads: list[str] = []
    supports: list[str] = []
    each: list[str] = []
    for clause in clauses:
        leading = bool(re.search(lead_verbs, clause.verb))
        supporting = not leading and bool(re.search(words.SUPPORT_VERBS, clause.verb))
        lead = leading or (not has_lead and not supporting)
        (leads if lead else supports).extend(clause.names)
        if not supporting and (re.search(words.EACH_VERBS, clause.verb) or not lead):
            each.extend(clause.names)
    if first_leads and not has_lead and len(leads) > 1:
        leads, supports = leads[:1], [*leads[1:], *supports]
    helping = (name for name in dict.fromkeys(supports) if name not in leads)
    return tuple(dict.fromkeys(leads)), tuple(helping), tuple(dict.fromkeys(each))


def _is_everybody(names: Sequence[str], clauses: Sequence[_Clause]) -> bool:
    """Whether a list of names means everybody: 各科室, 其他科室, or governments all by themselves.

    各县市人民政府 beside one named office, beside 有关部门, or by 职责分工 is a group among others, not everybody.
    """
    if any(_is_every(name) for name in names):
        return True
    divided = any(re.search(words.DIVIDED, clause.verb) and set(clause.names) & set(names) for clause in clauses)
    alone = all(re.search(words.EVERY_GOVERNMENT, name) or re.search(words.OPEN_EACH, name) for name in names)
    governed = any(re.search(words.EVERY_GOVERNMENT, name) for name in names)
    return governed and alone and not divided


def _is_every(name: str) -> bool:
    folded = re.sub(words.ONE_IN_BRACKETS, r"\1", name)
    every = re.search(words.EVERY_GROUP, folded) or re.search(words.OTHER_GROUP, folded)
    return bool(every) and not re.search(words.NOT_EVERY, name)


def _bare(text: str) -> str:
    """The text without brackets around the whole of it."""
    text = text.strip(words.STRIP)
    for opening, closing in words.BRACKETS:
        if text.startswith(opening) and text.endswith(closing) and _is_enclosed(text, opening, closing):
            return text[1:-1].strip(words.STRIP)
    return text.strip(words.STRIP)[1:] if _unclosed(text) else text


def _is_enclosed(text: str, opening: str, closing: str) -> bool:
    """Whether the first bracket closes at the very end: （财务科（审计科）牵头）, but not （甲）和（乙）."""
    depth = 0
    for place, char in enumerate(text):
        depth += (char == opening) - (char == closing)
        if depth == 0:
            return place == len(text) - 1
    return False


def _unclosed(text: str) -> bool:
    """Whether a bracket opens the text and never closes, as when a footnote was cut off behind it."""
    return any(text.startswith(opening) and closing not in text for opening, closing in words.BRACKETS)


def _starred(text: str) -> str:
    """The text with the sign its footnote gives the lead (带*为牵头单位) put as our own, the footnote taken out."""
    note = re.search(words.STARRED, text)
    if note is None:
        return text
    return (text[: note.start()] + text[note.end() :]).replace(note["sign"], words.LEAD_SIGN)


def _unnumbered(text: str) -> str:
    """The text without the numbers of a numbered list."""
    if re.match(words.NUMBERED, text):
        text = re.sub(words.NUMBERS_BETWEEN, " ", text)
    return re.sub(words.NUMBERS, " ", text)


def _brackets_opened(text: str) -> str:
    """What brackets say of a unit's part put in plain words: a sign for （牵头）, a clause for （财务科配合）."""
    text = re.sub(words.DUTY_MARK, "", text)
    text = re.sub(words.SUPPORT_MARK, words.SUPPORT_SIGN, re.sub(words.LEAD_MARK, words.LEAD_SIGN, text))
    if all(sign in text for sign, _ in words.AS_CLAUSES):  # with both, each sign ends its own clause
        for sign, verb in words.AS_CLAUSES:
            text = text.replace(sign, verb)
    text = re.sub(words.HOW_IN_BRACKETS, words.SAID_APART, text)
    return re.sub(words.LABEL_IN_BRACKETS, words.CLAUSE_APART, text)


def _labelled(text: str, lists: _Lists) -> list[_Clause]:
    """Clauses of a text of labels: 牵头单位：甲 责任单位：乙; 责任单位 alone leads, beside 牵头单位 it supports.

    What stands before the first label, or behind the name a label like 责任人 wants, is running text.
    """
    marks = list(re.finditer(words.LABEL, text))
    clauses = _clauses(text[: marks[0].start()], lists)
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        value = text[mark.end() : following.start() if following else len(text)].strip(words.STRIP)
        label = mark["label"] or mark["dashed"] or mark["apart"]
        if re.fullmatch(words.NO_UNITS, label):
            _, *rest = re.split(words.RUN_SEPARATORS, value, maxsplit=1)
            clauses += [one for one in _clauses("".join(rest), lists) if one.verb]
        elif re.search(words.SUPPORT_LABELS, label):
            clauses += [_Clause(one.names, words.SUPPORT_WORD + one.verb) for one in _clauses(value, lists)]
        elif re.search(words.LEAD_LABELS, label):
            clauses += [_under_lead(one) for one in _behind_label(value, lists)]
        else:
            clauses += _behind_label(value, lists)
    return clauses


def _behind_label(value: str, lists: _Lists) -> list[_Clause]:
    """Clauses of what a label names; a verb of support takes its own run only: 牵头单位：甲，乙配合."""
    if any(re.search(words.SUPPORT_VERBS, match[0]) for match in re.finditer(words.VERB, value)):
        return [one for run in re.split(words.CLAUSE_ENDS, value) for one in _clauses(run, lists)]
    return _clauses(value, lists)


def _under_lead(clause: _Clause) -> _Clause:
    """A clause below 牵头单位：its names lead, but for those it says support."""
    supporting = re.search(words.SUPPORT_VERBS, clause.verb)
    return clause if supporting else _Clause(clause.names, words.LEAD_WORD + clause.verb)


def _clauses(text: str, lists: _Lists) -> list[_Clause]:
    """Clauses of running text: names up to each verb; names after the last verb stand alone."""
    text = re.sub(words.AND_OTHERS, words.OTHERS_MARK, re.sub(words.TOGETHER, words.WITH_WORD, text))
    text = re.sub(words.IN_BRACKETS_CLAUSE, words.CLAUSE_APART, re.sub(words.BY, "", text))
    clauses: list[_Clause] = []
    start = 0
    beside = False  # the units after 会同 support, whatever their verb
    for match in (*re.finditer(words.VERB, text), None):
        said = text[start : match.start() if match else len(text)]
        names = _names(said if beside or not start else _without_object(said), lists)
        verb = match[0] if match else ""
        start = match.end() if match else len(text)
        if names:
            clauses.append(_Clause(names, words.SUPPORT_WORD if beside else verb))
            beside = bool(re.search(words.WITH_VERB, verb))
    return _signed(clauses)


def _signed(clauses: list[_Clause]) -> list[_Clause]:
    """Clauses with the signs of brackets read: 办公室（牵头）、财务科; beside a leader those without a verb support."""
    out: list[_Clause] = []
    led = any(name.endswith(words.LEAD_SIGN) for clause in clauses for name in clause.names)
    for clause in clauses:
        for name in clause.names:
            if name.endswith(words.LEAD_SIGN):
                out.append(_Clause((name.rstrip(words.LEAD_SIGN),), words.LEAD_WORD))
            elif name.endswith(words.SUPPORT_SIGN):
                out.append(_Clause((name.rstrip(words.SUPPORT_SIGN),), words.SUPPORT_WORD))
            else:
                out.append(_Clause((name,), clause.verb or (words.SUPPORT_WORD if led else "")))
    signs = words.LEAD_SIGN + words.SUPPORT_SIGN
    return out if any(name[-1] in signs for clause in clauses for name in clause.names) else clauses


def _without_object(text: str) -> str:
    """Text behind a verb without what the verb is about: （负责）资金拨付，审计科 → 审计科."""
    while (about := re.match(words.LISTED_OBJECT, text)) and not _is_unit(about[0]):
        text = text[about.end() :]
        if not text.startswith(words.LISTED):
            break
        text = text[1:]
    return text


def _is_unit(name: str) -> bool:
    """Whether a word ends as the names of units do."""
    return bool(re.search(words.UNIT_END, name.strip(words.STRIP))) or is_open(name)


def _mask(text: str, known: tuple[str, ...]) -> tuple[str, dict[str, str]]:
    """Names replaced by private-use characters, so that no separator or verb inside them is seen."""
    hidden: dict[str, str] = {}

    def hide(inside: str, name: str) -> None:
        nonlocal text
        mark = chr(0xE000 + len(hidden))
        hidden[mark] = name
        text = text.replace(inside, mark)

    spaced = re.search(r"\s", text)
    for name in sorted(set(known), key=len, reverse=True):
        inside = re.search(words.SEPARATORS, name) or re.search(words.JOINED, name) or re.search(words.VERB, name)
        if name and inside and name in text:
            hide(name, name)
        elif name and spaced:  # a name broken by a blank or by the end of a line
            for broken in {match[0] for match in re.finditer(_spread(name), text) if match[0] != name}:
                hide(broken, name)
    text = re.sub(words.SPACED_OUT, lambda match: match[0].replace(" ", ""), text)
    for inside in sorted(set(re.findall(words.PLACES, text)), key=len, reverse=True):
        hide(inside, inside)
    for inside in sorted(set(re.findall(words.IN_BRACKETS, text))):
        whole = any(char in inside for char in words.IN_BRACKETS_SEPARATORS) and not re.search(words.VERB, inside)
        if whole:  # 各县（市、区）政府 is one name
            hide(inside, inside)
    return text, hidden


@lru_cache(maxsize=1024)
def _spread(name: str) -> re.Pattern[str]:
    """A known name with white space anywhere inside it, and no name going on before or behind it."""
    return re.compile(words.NO_NAME_BEFORE + r"\s?".join(map(re.escape, name)) + words.NO_NAME_BEHIND)


def _names(text: str, lists: _Lists) -> tuple[str, ...]:
    """The names of a list, each whole: shortened ones get back what they share with their neighbour."""
    names: list[str] = []
    for run in re.split(words.RUN_SEPARATORS, text):
        if re.match(words.NO_NAMES, run) and not _is_unit(run):
            continue
        parts = [one for part in run.split(words.LISTED) for one in re.split(words.JOINED, part)]
        listed = [one for part in parts for one in re.split(words.OTHERS, part.strip(words.STRIP))]
        whole = [re.sub(words.JOINED_BEFORE, "", name.strip(words.STRIP)) for name in listed]
        names += _completed([name for name in whole if name], lists)
    return tuple("".join(lists.hidden.get(char, char) for char in name) for name in names)


def _completed(names: list[str], lists: _Lists) -> list[str]:
    """州发改委、财政局 → 州发改委、州财政局; 楚雄市、姚安县人民政府 → 楚雄市人民政府、姚安县人民政府."""
    prefix = party = ""
    for place, name in enumerate(names):
        match = re.match(words.PREFIX, name)
        if match:
            prefix = match[1]
            office = re.match(words.PARTY, name)
            party = office[1] if office else party
        elif fold(name) in lists.known:
            continue
        elif party and re.search(words.PARTY_OFFICE, name):
            names[place] = party + name
        elif prefix and re.search(words.BUREAU, name) and not re.match(words.NO_PREFIX, name):
            names[place] = prefix + name
    tail = ""
    for place in range(len(names) - 1, -1, -1):
        match = re.match(words.PLACE_TAIL, names[place])
        if match:
            tail = match[1]
        elif tail and re.match(words.PLACE, names[place]) and fold(names[place]) not in lists.known:
            names[place] += tail
        else:
            tail = ""
    return names


def _levelled(clauses: Sequence[_Clause], lists: _Lists) -> list[_Clause]:
    """Clauses whose bare bureaus stand on the level of the bureau before them: 区卫健局牵头，财政局配合 → 区财政局."""
    prefix = ""
    out = []
    for clause in clauses:
        names = []
        for name in clause.names:
            match = re.match(words.PREFIX, name)
            bureau = re.search(words.BUREAU_ELSEWHERE, name)
            if match:
                prefix = match[1] if bureau else prefix
            bare = bureau and not re.match(words.NO_PREFIX, name) and fold(name) not in lists.known
            names.append(prefix + name if bare and not match else name)
        out.append(_Clause(tuple(names), clause.verb))
    return out
