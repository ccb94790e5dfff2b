"""Drafts the two papers of the scores (考核评分表、自评表): scores in, texts to lay out, out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from automation import sheets
from automation.model.ledger import Ledger
from automation.model.score_paper import CauseRow, ScorePaper, ScoreTable, SelfPaper
from automation.model.scoring import Cause, Point, Score, ScoreRule
from automation.rules.score_marks import most, say_exact
from automation.rules.scoring import HUNDREDTH, NOTHING, round_points
from automation.terms import drafting, scoring
from automation.terms import score_trace as words

MOST_COLUMNS = 12  # rules a table has room for; of more, one column a 类型


def say_points(amount: Decimal) -> str:
    """Points as every paper, table and list prints them: two places."""
    return format(amount.quantize(HUNDREDTH), "f")


def say_standard(rule: ScoreRule) -> str:
    """How a rule counts, in short: 满分20, 每项扣2分，最多10分."""
    if rule.kind in scoring.FULL_MARKS:
        return words.STANDARDS["full"].format(value=say_exact(most(rule)))
    unit = words.UNIT_PERCENT if rule.percent else words.UNIT_POINTS
    piece = words.ONE_TIME if rule.fact == scoring.REGISTERED else words.ONE_PIECE
    form = words.STANDARDS["deduction" if rule.kind == scoring.DEDUCTION else "bonus"]
    said = form.format(piece=piece, value=say_exact(rule.value), unit=unit)
    return said if rule.cap is None else said + words.CAPPED.format(cap=say_exact(rule.cap), unit=unit)


def say_state(year: int, as_of: date) -> str:
    """What the scores are of: the year, or before its last day the day of the run (截至)."""
    if as_of >= date(year, 12, 31):
        return words.WHOLE_YEAR.format(year=year)
    return words.AS_OF.format(day=drafting.DAY.format(day=as_of))


def draft_scores(ledger: Ledger, scores: Sequence[Score], as_of: date, file: str) -> ScorePaper:
    """The paper of everybody but the office itself; ``file`` is the workbook with every cause."""
    year = ledger.settings.year
    state = say_state(year, as_of)
    orders = _orders(ledger)
    summary: list[str] = []
    tables: list[ScoreTable] = []
    for group in (scoring.SECTIONS, scoring.SUBORDINATES):
        mine = [score for score in scores if score.group == group]
        if mine:
            summary.append(_summarise(state, group, mine))
            tables.append(_tabulate(year, group, mine, orders))
    summary += _interim(year, as_of)
    methods = tuple(line.format(file=file) for line in words.METHODS_SAID)
    return ScorePaper(ledger.settings.office, year, state, tuple(summary), methods, tuple(tables))


def draft_self_score(ledger: Ledger, ours: Score, as_of: date, file: str) -> SelfPaper:
    """The office's paper on itself."""
    year = ledger.settings.year
    state, total = say_state(year, as_of), say_points(ours.total)
    said = words.SELF_BAND.format(band=ours.band) if ours.band else ""
    summary = (words.SELF_SUMMARY.format(state=state, total=total, band=said), *_interim(year, as_of))
    rows = tuple(_cause_row(ours, point, _orders(ledger)) for point in ours.points)
    note = words.SELF_NOTE.format(file=file)
    band = ours.band or words.NOT_APPLICABLE
    return SelfPaper(ledger.settings.office, year, state, summary, rows, total, band, note)


def _orders(ledger: Ledger) -> dict[str, int]:
    return {task.number: task.order for task in ledger.tasks}


def _interim(year: int, as_of: date) -> list[str]:
    return [words.INTERIM] if as_of < date(year, 12, 31) else []


def _summarise(state: str, group: str, scores: Sequence[Score]) -> str:
    """How many, their mean, who is best, how many in each band; those that have ended are only counted."""
    ended = [score for score in scores if score.remark]
    scores = [score for score in scores if not score.remark] or scores
    high = max(score.total for score in scores)
    best = [score.party for score in scores if score.total == high]
    listed = words.JOINED.join(best[: words.MOST_BEST])
    counts = Counter(score.band for score in scores if score.band)
    ranked = sorted(counts, key=lambda band: -max(score.total for score in scores if score.band == band))
    bands = words.JOINED.join(words.BAND_SAID.format(band=band, count=counts[band]) for band in ranked)
    return words.COUNTED.format(
        state=state,
        group=group,
        count=len(scores),
        mean=say_points(round_points(sum((score.total for score in scores), NOTHING) / len(scores))),
        high=say_points(high),
        best=words.AND_MORE.format(shown=listed, count=len(best)) if len(best) > words.MOST_BEST else listed,
        bands=words.BANDS_SAID.format(bands=bands) if bands else "",
        ended=words.ENDED_SAID.format(count=len(ended)) if 0 < len(ended) != len(scores) else "",
    )


def _tabulate(year: int, group: str, scores: Sequence[Score], orders: Mapping[str, int]) -> ScoreTable:
    columns = _columns([point.rule for point in scores[0].points])
    rows = []
    for order, score in enumerate(scores, 1):
        amounts = (
            say_points(sum((point.amount for point in score.points if belongs(point.rule)), NOTHING))
            for _, belongs in columns
        )
        name = words.PARTY_REMARK.format(party=score.party, remark=score.remark) if score.remark else score.party
        rows.append((str(order), name, *amounts, say_points(score.total), score.band or words.NOT_APPLICABLE))
    heads = (words.HEAD_ORDER, words.HEAD_PARTY, *(head for head, _ in columns), words.HEAD_TOTAL, words.HEAD_BAND)
    causes = tuple(
        _cause_row(score, point, orders) for score in scores for point in score.points if _is_worth_telling(point)
    )
    title = words.TITLE_OF.format(year=year, group=group)
    return ScoreTable(title, heads, tuple(rows), words.CAUSES_OF.format(group=group), causes)


def _columns(rules: Sequence[ScoreRule]) -> list[tuple[str, Callable[[ScoreRule], bool]]]:
    """Heads and what belongs under each: a rule, or where there are too many all of one 类型."""
    if len(rules) <= MOST_COLUMNS:
        return [(rule.item, _of_number(rule.number)) for rule in rules]
    return [(kind, _of_kind(kind)) for kind in dict.fromkeys(rule.kind for rule in rules)]


def _of_number(number: str) -> Callable[[ScoreRule], bool]:
    return lambda rule: rule.number == number


def _of_kind(kind: str) -> Callable[[ScoreRule], bool]:
    return lambda rule: rule.kind == kind


def _is_worth_telling(point: Point) -> bool:
    """Whether a point is another than what everybody gets who does all there is to do."""
    if point.rule.kind in scoring.FULL_MARKS:
        return point.amount < most(point.rule) or point.rule.fact in scoring.OF_MARKS
    return point.amount != 0


def _cause_row(score: Score, point: Point, orders: Mapping[str, int]) -> CauseRow:
    rule = point.rule
    said = words.PARTED.join((point.said, *_say_causes(point, orders)))
    return CauseRow(score.party, rule.item, say_standard(rule), say_points(point.amount), said)


def _say_causes(point: Point, orders: Mapping[str, int]) -> Iterable[str]:
    """The rows behind a point in short: marks in full, of the others those that cost something."""
    if point.rule.fact in scoring.OF_MARKS:
        marks = (words.MARK_SAID.format(on=cause.period, reason=cause.said) for cause in point.causes)
        return [_cut(list(marks))] if point.causes else []
    lost = [cause for cause in point.causes if not cause.good]
    if not lost:
        return []
    tasks = [cause for cause in lost if cause.sheet != sheets.RUNS.name]
    named = list(dict.fromkeys(_name(cause, orders) for cause in lost))
    rows = _cut(named)
    return [words.LOST_ROWS.format(rows=words.ORDERS.format(rows=rows) if tasks else rows)]


def _name(cause: Cause, orders: Mapping[str, int]) -> str:
    """A row as a reader finds it: 序号 of the task, with its period; a reporting period by itself."""
    if not cause.number:
        return cause.period
    order = str(orders.get(cause.number, cause.number))
    return words.ROW_OF_PERIOD.format(order=order, period=cause.period) if cause.period else order


def _cut(named: Sequence[str]) -> str:
    shown = words.JOINED.join(named[: words.MOST_ROWS])
    return words.MORE_ROWS.format(shown=shown, count=len(named)) if len(named) > words.MOST_ROWS else shown
