"""Checks a report's text: its numbers are those of the tables (正文数字核对), and not all of it is last year's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from automation.cells import fold
from automation.model.annual import AnnualForm, Check, Figures, Severity, make_key, split_key
from automation.rules.annual_laws import say_figure
from automation.rules.annual_mentions import Clause, Mention, Sum, find_mentions, numbers_said, split_clauses
from automation.terms import annual
from automation.terms import annual_text as words

TEXT, CARRIED, TOTAL, REPEATS = "text", "text_carried", "text_total", "repeats"
EVERYWHERE = annual.PLACE_FORM


def check_text(form: AnnualForm, figures: Figures, year: int, parts: Mapping[str, str] | None) -> tuple[Check, ...]:
    """Check the text's numbers; ``parts`` is heading -> text, None when no text was read."""
    clauses = tuple(split_clauses(parts or {}, year))
    mentions = tuple(
        mention
        for clause in clauses
        for mention in find_mentions(form, clause)
        if any(key in figures for one in mention.sums for key in one.keys)
    )
    return (*_compare(mentions, figures), *_carried(clauses, mentions, figures), *_totals(clauses))


def _compare(mentions: Sequence[Mention], figures: Figures) -> tuple[Check, ...]:
    """Each number against every sum it may be."""
    failed: dict[str, Check] = {}
    total = any(mention.received and _agrees(mention, figures) for mention in mentions)
    for mention in mentions:
        loose = mention.some or (total and mention.received and not re.search(words.ALL_RECEIVED, mention.quote))
        less = mention.number <= max(one.of(figures) for one in mention.sums)
        if _agrees(mention, figures) or (loose and less):
            continue
        place = words.PLACE_TEXT.format(part=mention.part)
        unlike = {one.of(figures): one for one in reversed(mention.sums)}  # of two ways to the same sum the first
        tables = words.OR.join(_say(one, figures) for one in reversed(unlike.values()))
        message = words.DIFFERS.format(place=place, quote=mention.quote, tables=tables)
        keys = tuple(dict.fromkeys(key for one in mention.sums for key in one.keys))
        failed.setdefault(message, Check(TEXT, Severity.WARNING, place, False, message, keys, mention.quote))
    if failed:
        return tuple(failed.values())
    name = annual.RULES[TEXT]
    said = words.TEXT_HOLDS.format(rule=name, count=len(mentions)) if mentions else words.TEXT_NONE.format(rule=name)
    return (Check(TEXT, Severity.WARNING, EVERYWHERE, True if mentions else None, said),)


def _agrees(mention: Mention, figures: Figures) -> bool:
    return any(one.of(figures) == mention.number for one in mention.sums)


def _say(one: Sum, figures: Figures) -> str:
    """A sum in the form's words: 表二行政许可处理决定数量＋其他对外管理服务事项处理决定数量为60."""
    keys = [split_key(key) for key in one.keys]
    if len(keys) > 2:
        column = {column for _, _, column in keys}
        row = {row for _, row, _ in keys}
        shown = [keys[0][0] + (next(iter(row)) if len(row) == 1 else "") + words.PARTS_SUM]
        shown[0] += next(iter(column)) if len(column) == 1 else ""
    else:
        shown = [words.SUM_NAME.format(table=t, row=r, column=c) for t, r, c in keys]
    groups = dict.fromkeys(split_key(key)[1].partition(words.RESULT_MARK_ENDS) for key in one.less)
    less = dict.fromkeys(mark + end for mark, end, _ in groups)
    name = words.JOINED.join(shown) + "".join(words.LESS + mark for mark in less)
    return words.TABLE_SUM.format(name=name, number=say_figure(one.of(figures)))


def _carried(clauses: Sequence[Clause], mentions: Sequence[Mention], figures: Figures) -> tuple[Check, ...]:
    """A text that only knows the applications received, while the table carries some over."""
    name = annual.RULES[CARRIED]
    key = make_key(words.TABLE_THREE, words.ROW_CARRIED, words.TOTAL)
    new = make_key(words.TABLE_THREE, words.ROW_NEW, words.TOTAL)
    received = [mention for mention in mentions if mention.received]
    if not received:
        return (Check(CARRIED, Severity.WARNING, EVERYWHERE, None, words.TEXT_NONE.format(rule=name)),)
    only_new = next((mention for mention in received if mention.number == figures.number(new)), None)
    told = any(re.search(words.CARRIED_WORD, clause.text) for clause in clauses)
    plain = only_new is None or re.search(words.RECEIVED_NEW, only_new.quote)
    if only_new is None or plain or told or not figures.number(key):
        return (Check(CARRIED, Severity.WARNING, EVERYWHERE, True, words.CARRIED_HOLDS.format(rule=name)),)
    place = words.PLACE_TEXT.format(part=only_new.part)
    tables = _say(Sum((key,)), figures)
    message = words.ONLY_NEW.format(place=place, quote=only_new.quote, tables=tables)
    return (Check(CARRIED, Severity.WARNING, place, False, message, (key,), only_new.quote),)


def _totals(clauses: Sequence[Clause]) -> Iterator[Check]:
    """A total of what was made public against the parts the text goes on to name."""
    name = annual.RULES[TOTAL]
    at, total = next(
        ((place, n) for place, one in enumerate(clauses) for n, _ in numbers_said(words.GRAND_TOTAL, one.text)),
        (0, None),
    )
    behind = [] if total is None else [one.text for one in clauses[at + 1 :]]
    if behind and re.search(words.OF_THEM, clauses[at].after):  # then those, and no others, are its parts
        behind = re.split(words.CLAUSE_ENDS, re.sub(words.OF_THEM, "", clauses[at].after))
    parts = _named_parts(behind)
    if total is None or len(parts) < 2:
        yield Check(TOTAL, Severity.WARNING, EVERYWHERE, None, words.TOTAL_NONE.format(rule=name))
        return
    together = sum(parts.values(), 0)
    if together <= total:
        yield Check(TOTAL, Severity.WARNING, EVERYWHERE, True, words.TOTAL_HOLDS.format(rule=name))
        return
    place = words.PLACE_TEXT.format(part=clauses[at].part)
    shown = words.JOINED.join(say_figure(number) for number in parts.values())
    message = words.NAMED.format(place=place, quote=clauses[at].text, total=say_figure(together), parts=shown)
    yield Check(TOTAL, Severity.WARNING, place, False, message, (), clauses[at].text)


def _named_parts(clauses: Sequence[str]) -> dict[str, int]:
    """The parts of what was made public by name, each once; what a table counts is none of them."""
    parts: dict[str, int] = {}
    for clause in clauses:
        for found in re.finditer(words.PART, clause):
            name = re.sub(words.PART_VERBS, "", found["name"])
            counted = any(re.search(item, clause) for item in (*words.ITEMS, words.PENALTIES))
            if counted or re.search(words.NO_PART, clause) or not found["n"].isdigit():
                continue
            if not any(name.endswith(known) or known.endswith(name) for known in parts):
                parts[name] = int(found["n"])
    return parts


def check_repeats(year: int, parts: Mapping[str, str], last: Mapping[str, str] | None) -> Check:
    """How much of the text is last year's, part by part, figures apart: supervisors compare the two."""
    name = annual.RULES[REPEATS]
    if last is None:
        message = words.REPEATS_NEED.format(rule=name, year=year - 1)
        return Check(REPEATS, Severity.WARNING, EVERYWHERE, None, message)
    before = {_masked(text)[at : at + words.GRAM] for text in last.values() for at in range(len(_masked(text)))}
    counts = {part: _repeated(_masked(text), before) for part, text in parts.items()}
    counts = {part: (same, whole) for part, (same, whole) in counts.items() if whole >= words.SHORTEST}
    whole = sum(count for _, count in counts.values())
    if not whole:
        return Check(REPEATS, Severity.WARNING, EVERYWHERE, None, words.REPEATS_SHORT.format(rule=name))
    share = sum(same for same, _ in counts.values()) / whole
    listed = annual.LIST.join(
        words.REPEATS_PART.format(part=part, share=round(100 * same / count)) for part, (same, count) in counts.items()
    )
    holds = share < words.MUCH
    sentence = words.REPEATS_HOLD if holds else words.REPEATS
    message = sentence.format(place=EVERYWHERE, rule=name, share=round(100 * share), parts=listed)
    return Check(REPEATS, Severity.WARNING, EVERYWHERE, holds, message)


def _masked(text: str) -> str:
    return re.sub(r"\d+", words.MASK, fold(text))


def _repeated(text: str, before: set[str]) -> tuple[int, int]:
    """How many signs of a text stand in a run that last year's text has too, and how many there are."""
    covered = bytearray(len(text))
    for at in range(len(text) - words.GRAM + 1):
        if text[at : at + words.GRAM] in before:
            covered[at : at + words.GRAM] = b"\1" * words.GRAM
    return sum(covered), len(text)
