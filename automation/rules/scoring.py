"""Scores sections, units below and the office itself (考核): every point with the rows that caused it.

All sums are of decimals. What a rule gives is rounded to hundredths, half up, and a total is the sum of what is
printed. Percents of the year's total are taken of all other points of the party, none of another percent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from automation.model.finding import Finding
from automation.model.ledger import Ledger
from automation.model.origin import Origin
from automation.model.scoring import Cause, Places, Point, Score, ScoreRule
from automation.rules.score_facts import Facts, gather_facts
from automation.rules.score_marks import Marks, most, read_marks, say_exact
from automation.rules.score_parties import Party, find_parties
from automation.rules.score_rules import NOWHERE_KNOWN, Rulebook, read_rules
from automation.rules.supervision import Judged
from automation.terms import scoring as words
from automation.terms import sheets as names

HUNDREDTH = Decimal("0.01")
NOTHING = Decimal(0)
HUNDRED = Decimal(100)


def score(
    ledger: Ledger, judged: Judged, as_of: date, places: Places = NOWHERE_KNOWN
) -> tuple[tuple[Score, ...], list[Finding]]:
    """Everybody's points on a day, as the directory lists them, and what is wrong with rules and marks.

    ``places`` tell where the rows of the master stand. Units below are left out until the office has marked one.
    """
    book, findings = read_rules(ledger.score_rules, places)
    parties = find_parties(ledger, as_of)
    marks, wrong = read_marks(ledger, book, parties, as_of, places)
    facts = gather_facts(ledger, judged, as_of)
    marked = {party for _, party in marks}
    groups = {party.group for party in parties if party.group != words.SUBORDINATES or party.name in marked}
    scored = [party for party in parties if party.group in groups and book.of(party.group)]
    scores = tuple(_score(party, book, facts, marks, places) for party in scored)
    return scores, [*findings, *wrong, *_tell_unmarked(book, scored, marks)]


def _tell_unmarked(book: Rulebook, parties: Sequence[Party], marks: Marks) -> list[Finding]:
    """The parties a rule waits for a mark of."""
    found = []
    for rule in book.rules:
        if rule.fact == words.GRADED:
            waiting = [p.name for p in parties if p.group in rule.groups and (rule.number, p.name) not in marks]
            if waiting:
                listed = names.LIST_SEPARATOR.join(waiting)
                found.append(Finding("score_unmarked", rule.number, listed, rule.item, origin=Origin("", words.MARKS)))
    return found


def _score(party: Party, book: Rulebook, facts: Facts, marks: Marks, places: Places) -> Score:
    rules = book.of(party.group)
    points: dict[str, Point] = {}
    for rule in rules:
        if not rule.percent:
            points[rule.number] = _judge(rule, party, facts, marks, places, HUNDRED)
    base = sum((point.amount for point in points.values()), NOTHING)
    for rule in rules:
        if rule.percent:
            points[rule.number] = _judge(rule, party, facts, marks, places, max(base, NOTHING))
    listed = tuple(points[rule.number] for rule in rules)
    total = sum((point.amount for point in listed), NOTHING)
    band = "" if party.remark else book.band(party.group, total)  # one that has ended saw no whole year
    return Score(party.name, party.group, listed, base, total, band, party.remark)


def _judge(rule: ScoreRule, party: Party, facts: Facts, marks: Marks, places: Places, whole: Decimal) -> Point:
    """What one rule gives a party; its values count in points, or in percents of ``whole``."""
    if rule.fact == words.FIXED:
        return _in_full(rule, words.SAID_FIXED, party, places)
    if rule.fact in words.OF_MARKS:
        mine = marks.get((rule.number, party.name), ())
        causes = tuple(one.cause for one in mine)
        amounts = [one.amount for one in mine]
        if rule.fact == words.GRADED:
            return _grade(rule, amounts, causes)
        pieces, said = sum(amounts, NOTHING), words.SAID_TIMES
    else:
        causes = tuple(_placed(cause, places) for cause in _rows_of(facts.get(rule.fact, {}), party))
        if rule.kind in words.FULL_MARKS:
            return _rate(rule, causes) if causes else _in_full(rule, words.SAID_NOTHING, party, places)
        pieces, said = Decimal(len(causes)), words.SAID_PIECES
    amount = rule.value * pieces if rule.cap is None else min(rule.value * pieces, rule.cap)
    signed = -amount if rule.kind == words.DEDUCTION else amount
    return Point(rule, round_points(signed * whole / HUNDRED if rule.percent else signed), _count(said, pieces), causes)


def _count(said: str, pieces: Decimal) -> str:
    return said.format(count=say_exact(pieces))


def _in_full(rule: ScoreRule, said: str, party: Party, places: Places) -> Point:
    """All a rule has to give, which nothing but the rule itself causes: where nothing counts, nothing is wrong."""
    cause = Cause(words.RULES, rule.key, "", party.name, "", said, good=True)
    return Point(rule, round_points(most(rule)), said, (_placed(cause, places),))


def _grade(rule: ScoreRule, amounts: Sequence[Decimal], causes: tuple[Cause, ...]) -> Point:
    """Marks of the office: of several the mean."""
    if not amounts:
        return Point(rule, NOTHING, words.SAID_UNMARKED)
    said = words.SAID_MARKS.format(marks=words.MARKS_JOINED.join(map(say_exact, amounts)))
    return Point(rule, round_points(sum(amounts, NOTHING) / len(amounts)), said, causes)


def _rate(rule: ScoreRule, causes: tuple[Cause, ...]) -> Point:
    """The share that is good."""
    done = sum(cause.good for cause in causes)
    said = words.SAID_RATE.format(done=done, total=len(causes))
    return Point(rule, round_points(min(rule.value * done / len(causes), most(rule))), said, causes)


def _rows_of(rows: Mapping[str, tuple[Cause, ...]], party: Party) -> tuple[Cause, ...]:
    """The rows of a section, or for the office itself everybody's."""
    if party.group == words.OURSELVES:
        return tuple(cause for causes in rows.values() for cause in causes)
    return rows.get(party.name, ())


def _placed(cause: Cause, places: Places) -> Cause:
    """A cause with its row; one the master does not show before the next run has only its sheet."""
    sheet = places.get((cause.sheet, ()), Origin("", cause.sheet))
    return replace(cause, origin=places.get((cause.sheet, cause.key), sheet))


def round_points(amount: Decimal) -> Decimal:
    """Points to hundredths, half up."""
    return amount.quantize(HUNDREDTH, ROUND_HALF_UP)
