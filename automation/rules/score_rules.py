"""Reads the office's rules (考核规则): each is understood or told, and none is guessed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from types import MappingProxyType

from automation import cells
from automation.model.finding import Finding, details
from automation.model.origin import Origin
from automation.model.scoring import Band, Number, Places, RuleTyped, ScoreRule
from automation.terms import scoring as words
from automation.terms import sheets as names

NOWHERE_KNOWN: Places = MappingProxyType({})
DEFAULTS = tuple(RuleTyped(*row) for row in words.DEFAULT_RULES)
"""What the sheet 考核规则 begins with."""


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The rules that count (考核规则), in their order, and the bands of each 考核对象 from the top down."""

    rules: tuple[ScoreRule, ...]
    bands: dict[str, tuple[Band, ...]]

    def of(self, group: str) -> tuple[ScoreRule, ...]:
        """The rules that score a 考核对象."""
        return tuple(rule for rule in self.rules if group in rule.groups)

    def band(self, group: str, total: Decimal) -> str:
        """The band of a total (等次); empty where none is set for it. Of two the higher one counts."""
        found = (b.name for b in self.bands.get(group, ()) if total >= b.low and (b.high is None or total < b.high))
        return next(found, "")


def read_rules(typed: Iterable[RuleTyped], places: Places = NOWHERE_KNOWN) -> tuple[Rulebook, list[Finding]]:
    """The rules as understood and what is wrong with the others; ``places`` tell the rows findings name."""
    findings: list[Finding] = []
    understood: dict[str, ScoreRule] = {}
    for one in typed:
        origin = places.get((words.RULES, (one.number, one.item)), Origin("", words.RULES))
        wrong = [*_find_wrong(one, origin)]
        known = understood.get(same_number(one.number))
        if not wrong and known:
            told = details(before=known.item)
            wrong = [Finding("score_rule_twice", one.number, value=one.item, details=told, origin=origin)]
        findings += wrong
        if not wrong:
            understood[same_number(one.number)] = _understand(one)
    rules = tuple(rule for rule in understood.values() if rule.kind != words.BAND)
    levels = [rule for rule in understood.values() if rule.kind == words.BAND]
    bands = {group: _bands([rule for rule in levels if group in rule.groups]) for group in words.GROUPS}
    used = {group for rule in rules for group in rule.groups}
    findings += _check_percents(rules)
    for group in words.GROUPS:
        findings += _check_bands(group, bands[group]) if group in used else ()
    return Rulebook(rules, bands), findings


def exact(number: Number) -> Decimal:
    """A number of a cell as it was typed: 0.1 is a tenth."""
    return Decimal(str(number))


def same_number(number: str) -> str:
    """A 规则编号 as it is compared."""
    return cells.fold(number).casefold()


def _find_wrong(rule: RuleTyped, origin: Origin) -> Iterator[Finding]:
    """Everything that keeps a rule from being understood, in the order of its columns."""
    if not rule.number:
        yield Finding("score_rule_unnamed", value=rule.item, origin=origin.at(column=words.NUMBER))
        return
    facts = {kind: _facts(rule.group, kind) for kind in words.KINDS}
    mine = facts.get(rule.kind) or words.FACTS
    units = words.UNITS if rule.kind in words.PER_PIECE else (words.POINTS,)
    choosing: tuple[tuple[str, str, Sequence[str]], ...] = (
        (words.GROUP, rule.group, words.GROUP_CHOICES),
        (words.KIND, rule.kind, [kind for kind, known in facts.items() if known]),
        (words.FACT, rule.fact or (mine[0] if len(mine) == 1 else ""), mine),
        (words.UNIT, rule.unit or words.POINTS, units),
    )
    for column, value, choices in choosing:
        if value not in choices:
            told = details(column=column, choice=names.LIST_SEPARATOR.join(choices))
            shown = value or words.BLANK
            yield Finding("score_rule_unknown", rule.number, value=shown, details=told, origin=origin.at(column=column))
    for column, number in ((words.VALUE, rule.value), (words.CAP, rule.cap)):
        if (number is None and column == words.VALUE) or (number is not None and number < 0):
            told = details(column=column)
            shown = words.BLANK if number is None else cells.show(number)
            yield Finding("score_rule_value", rule.number, value=shown, details=told, origin=origin.at(column=column))


def _facts(group: str, kind: str) -> tuple[str, ...]:
    """The facts a kind of rule may go by; of units below the ledger holds nothing, so only what the office types."""
    below = group in (words.SUBORDINATES, words.EVERYBODY)
    return tuple(fact for fact in words.FACTS_OF[kind] if not below or fact in words.TYPED_FACTS)


def _understand(rule: RuleTyped) -> ScoreRule:
    facts = words.FACTS_OF[rule.kind]
    return ScoreRule(
        rule.number,
        words.GROUPS if rule.group == words.EVERYBODY else (rule.group,),
        rule.item or rule.number,
        rule.kind,
        exact(rule.value or 0),
        None if rule.cap is None else exact(rule.cap),
        rule.fact or facts[0],
        rule.unit == words.PERCENT,
        (rule.number, rule.item),
    )


def _bands(levels: list[ScoreRule]) -> tuple[Band, ...]:
    """Bands from the top down; one whose upper end is blank reaches up to the next."""
    found: list[Band] = []
    for rule in sorted(levels, key=lambda rule: -rule.value):
        above = found[-1].low if found else None
        found.append(Band(rule.item, rule.value, above if rule.cap is None else rule.cap, rule.cap is not None))
    if found and found[-1].low == 0:  # deductions may take a total below nothing
        found[-1] = Band(found[-1].name, Decimal("-Infinity"), found[-1].high, found[-1].typed_high)
    return tuple(found)


def _check_percents(rules: tuple[ScoreRule, ...]) -> list[Finding]:
    """Percents of a total need one: something of that 考核对象 must give points."""
    found = []
    for rule in rules:
        for group in rule.groups if rule.percent else ():
            earning = (one for one in rules if group in one.groups and not one.percent and one.kind != words.DEDUCTION)
            others = any(group in one.groups for one in rules if not one.percent)
            if next(earning, None) is None and (others or len(rule.groups) == 1):
                place = Origin("", words.RULES, column=words.UNIT)
                found.append(Finding("score_percent_alone", rule.number, value=group, origin=place))
    return found


def _check_bands(group: str, bands: tuple[Band, ...]) -> list[Finding]:
    """Totals that have no band, and those that have two."""
    place = Origin("", words.RULES, column=words.KIND)
    found = []
    for above, below in pairwise(bands):
        if above.low == below.low or (below.high is not None and below.high > above.low):
            told = details(before=above.name)
            found.append(Finding("score_band_overlap", "", group, below.name, told, place))
        elif below.high is not None and below.high < above.low:
            told = details(before=str(below.high))
            found.append(Finding("score_band_gap", "", group, str(above.low), told, place))
    if bands and bands[-1].low > 0:
        found.append(Finding("score_band_gap", "", group, str(bands[-1].low), details(before="0"), place))
    if bands and bands[0].high is not None:
        found.append(Finding("score_band_gap", "", group, words.NO_END, details(before=str(bands[0].high)), place))
    return found
