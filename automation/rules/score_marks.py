"""Reads what the office has written down of a party (考核评分): each row counts or is told, and none is guessed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from automation import cells
from automation.model.finding import Finding, details
from automation.model.ledger import Ledger
from automation.model.origin import Origin
from automation.model.scoring import Cause, Mark, Places, ScoreRule
from automation.rules.score_parties import Party
from automation.rules.score_rules import NOWHERE_KNOWN, Rulebook, exact, same_number
from automation.terms import scoring as words
from automation.terms import sheets as names


@dataclass(frozen=True, slots=True)
class Marked:
    """One mark that counts: how much, and the row it stands in."""

    amount: Decimal
    cause: Cause


Marks = Mapping[tuple[str, str], tuple[Marked, ...]]
"""规则编号 and party → what was marked."""


def read_marks(
    ledger: Ledger, book: Rulebook, parties: Sequence[Party], as_of: date, places: Places = NOWHERE_KNOWN
) -> tuple[Marks, list[Finding]]:
    """The marks that count on a day, and what is wrong with the others."""
    rules = {same_number(rule.number): rule for rule in book.rules if rule.fact in words.OF_MARKS}
    found: dict[tuple[str, str], list[Marked]] = defaultdict(list)
    findings: list[Finding] = []
    for mark in ledger.marks:
        key = key_of(mark)
        origin = places.get((words.MARKS, key), Origin("", words.MARKS))
        rule = rules.get(same_number(mark.rule))
        if rule is None:
            value, place = mark.rule or words.BLANK, origin.at(column=words.NUMBER)
            findings.append(Finding("score_mark_rule", value=value, origin=place))
            continue
        party = next(
            (one for one in parties if one.group in rule.groups and cells.fold(mark.party) in one.called), None
        )
        wrong = [*_find_wrong(mark, rule, party, ledger.settings.year, as_of, origin)]
        findings += wrong
        if not wrong and party:
            amount = Decimal(1) if mark.amount is None else exact(mark.amount)
            cause = Cause(words.MARKS, key, "", party.name, cells.show(mark.on), mark.reason, _is_good(rule), origin)
            found[rule.number, party.name].append(Marked(amount, cause))
    return {key: tuple(marks) for key, marks in found.items()}, findings


def key_of(mark: Mark) -> tuple[str, ...]:
    """What names a row of 考核评分."""
    return cells.show(mark.on), mark.party, mark.rule, mark.reason


def most(rule: ScoreRule) -> Decimal:
    """The most a rule with full marks can give."""
    return rule.value if rule.cap is None else min(rule.value, rule.cap)


def _is_good(rule: ScoreRule) -> bool:
    return rule.kind != words.DEDUCTION


def _find_wrong(
    mark: Mark, rule: ScoreRule, party: Party | None, year: int, as_of: date, origin: Origin
) -> Iterator[Finding]:
    who, number = mark.party, rule.number
    if party is None:
        told = details(choice=names.LIST_SEPARATOR.join(rule.groups))
        place = origin.at(column=words.PARTY)
        yield Finding("score_party_unknown", number, value=who or words.BLANK, details=told, origin=place)
    day = cells.show(mark.on) or words.BLANK
    if mark.on is None or mark.on.year != year:
        place = origin.at(column=words.ON)
        yield Finding("score_mark_day", number, who, day, details(year=year), place)
    elif mark.on > as_of:
        yield Finding("score_mark_later", number, who, day, origin=origin.at(column=words.ON))
    place = origin.at(column=words.AMOUNT)
    if mark.amount is None:
        if rule.fact == words.GRADED:
            yield Finding("score_mark_blank", number, who, words.BLANK, origin=place)
    elif mark.amount < 0:
        yield Finding("score_mark_blank", number, who, cells.show(mark.amount), origin=place)
    elif rule.fact == words.GRADED and exact(mark.amount) > most(rule):
        told = details(before=say_exact(most(rule)))
        yield Finding("score_mark_over", number, who, cells.show(mark.amount), told, place)


def say_exact(value: Decimal) -> str:
    """A number without needless zeros: 20, 0.5."""
    return format(value.normalize(), "f")
