"""Cross-checks between figures (勾稽关系): the equations a form itself states, judged at every row and column.

The equations are facts of the form (``FormLaw``), so this module knows none of them by name. A blank cell counts
as 0. A blank total is one fault, said once: where another equation needs that total, the sum of its parts stands in
for it, so that the one blank does not show up as a dozen unbalanced columns. A cell that is not there at all is no
0: the check of cells says it, and the equations it takes part in are left undecided.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from automation.model.annual import (
    AnnualForm,
    Axis,
    Check,
    Figure,
    Figures,
    FormLaw,
    FormTerm,
    split_key,
)
from automation.terms import annual as words


@dataclass(frozen=True, slots=True)
class _Sources:
    """The figures an equation is judged on: this year's, last year's, and which cells are totals of what."""

    now: Figures
    last: Figures | None
    totals: Mapping[str, tuple[FormLaw, ...]]

    def of(self, term: FormTerm) -> Figures:
        """Give the figures a term is read from."""
        return (self.last or Figures()) if term.last_year else self.now

    def plain(self, term: FormTerm) -> Figure:
        """Give the term as printed, without its sign; blanks are 0."""
        figures = self.of(term)
        return sum((figures.number(key) for key in term.keys), 0)

    def filled(self, term: FormTerm, law: FormLaw) -> Figure:
        """Give the term with the sum of its parts in place of a blank total, without its sign."""
        if not self.is_blank(term) or len(term.keys) != 1:
            return self.plain(term)
        # The total along the same row or column first: it is the one a reader of this equation looks at.
        laws = sorted(
            self.totals.get(term.keys[0], ()), key=lambda total: (total.axis, total.line) != (law.axis, law.line)
        )
        figures = self.of(term)
        sums = [sum((figures.number(key) for part in total.left for key in part.keys), 0) for total in laws]
        return next((found for found in sums if found), 0)

    def is_blank(self, term: FormTerm) -> bool:
        """Whether no cell of the term holds a number."""
        figures = self.of(term)
        return all(figures.get(key) is None for key in term.keys)

    def has(self, terms: Iterable[FormTerm]) -> bool:
        """Whether every cell of the terms was in the table at all, if only as a blank."""
        return all(key in self.of(term) for term in terms for key in term.keys)


def check_laws(form: AnnualForm, figures: Figures, year: int, last_year: Figures | None = None) -> tuple[Check, ...]:
    """Judge every cross-check of the form; those that need last year's report are undecided without it."""
    totals: dict[str, tuple[FormLaw, ...]] = {}
    rules: dict[str, list[FormLaw]] = {}
    for law in form.laws:
        rules.setdefault(law.rule, []).append(law)
        if law.is_total:
            key = law.right[0].keys[0]
            totals[key] = (*totals.get(key, ()), law)
    sources = _Sources(figures, last_year, totals)
    return tuple(check for laws in rules.values() for check in _check_rule(laws, sources, year))


def _check_rule(laws: list[FormLaw], sources: _Sources, year: int) -> Iterator[Check]:
    """One rule at all its places: a check per failure, or one that says it holds, or one that says what is missing."""
    first = laws[0]
    name = words.RULES.get(first.rule, first.rule)

    def said(holds: bool | None, message: str) -> Check:
        return Check(first.rule, first.severity, first.table, holds, message)

    if first.needs_last_year and sources.last is None:
        yield said(None, words.NEEDS_LAST_YEAR.format(rule=name, year=year - 1))
        return
    present = [law for law in laws if sources.has(t for t in law.left + law.right if not t.last_year)]
    if not present:
        yield said(None, words.NOTHING_READ.format(rule=name))
        return
    known = [law for law in present if not law.needs_last_year or sources.has(t for t in law.right if t.last_year)]
    if not known:
        absent = next(term.name for term in first.right if term.last_year)
        yield said(None, words.NOT_IN_LAST_YEAR.format(rule=name, name=absent))
        return
    blank = {law.line for law in known if law.is_total and sources.is_blank(law.right[0])}
    failed = [*_blank_totals([law for law in known if law.line in blank], sources)]
    failed += [check for law in known if law.line not in blank for check in _check_law(law, sources)]
    yield from failed
    if not failed:
        yield said(True, words.HOLDS_EVERYWHERE.format(rule=name, count=len(known)))


def _check_law(law: FormLaw, sources: _Sources) -> Iterator[Check]:
    """One equation at one place: nothing when it holds."""
    left, right = _sum(law, law.left, sources), _sum(law, law.right, sources)
    keys = tuple(key for term in law.left + law.right if not term.last_year for key in term.keys)
    place = _place(law)
    if law.suspect:
        # Zeros agree with each other in any table; only two real numbers that repeat are worth a look.
        if left != right or not all(sources.plain(term) for term in law.left + law.right):
            return
        message = words.SUSPECT.format(
            place=place, left=_say_side(law.left, sources), right=_say_side(law.right, sources)
        )
    elif left != right:
        equation = words.SIDES.format(left=_say_side(law.left, sources), right=_say_side(law.right, sources))
        filled = [
            words.FILLED_IN.format(name=_name(term), number=say_figure(sources.filled(term, law)))
            for term in law.left + law.right
            if sources.is_blank(term) and sources.filled(term, law)
        ]
        said = (
            words.STILL_UNEQUAL.format(equation=equation, filled=words.LIST.join(filled))
            if filled
            else words.UNEQUAL.format(equation=equation)
        )
        message = words.FAILED.format(place=place, said=said)
    else:
        return
    if law.advice:
        message = words.ADVISED.format(said=message, advice=law.advice)
    yield Check(law.rule, law.severity, place, False, message, keys)


def _blank_totals(laws: list[FormLaw], sources: _Sources) -> Iterator[Check]:
    """Totals left blank though their parts are not all 0: one check for the row (or column) the totals stand in."""
    groups: dict[str, list[FormLaw]] = {}
    for law in laws:
        _, row, column = split_key(law.right[0].keys[0])
        groups.setdefault(row if law.axis is Axis.COLUMN else column, []).append(law)
    for line, group in groups.items():
        if not any(sources.plain(term) for law in group for term in law.left):
            continue
        law = group[0]
        pattern = words.PLACE_ROW if law.axis is Axis.COLUMN else words.PLACE_COLUMN
        place = pattern.format(table=law.table, line=line)
        wanted = words.LIST.join(
            words.WANTED.format(line=law.line, number=say_figure(sum((sources.plain(t) for t in law.left), 0)))
            for law in group
        )
        message = words.TOTAL_BLANK.format(place=place, count=len(group), wanted=wanted)
        yield Check(law.rule, law.severity, place, False, message, tuple(law.right[0].keys[0] for law in group))


def _sum(law: FormLaw, terms: Iterable[FormTerm], sources: _Sources) -> Figure:
    return sum((term.sign * sources.filled(term, law) for term in terms), 0)


def _place(law: FormLaw) -> str:
    pattern = words.PLACE_COLUMN if law.axis is Axis.COLUMN else words.PLACE_ROW
    return pattern.format(table=law.table, line=law.line)


def _say_side(terms: tuple[FormTerm, ...], sources: _Sources) -> str:
    """One side in the form's own words, as printed: 一1＋二1＝2."""
    said = ""
    for term in terms:
        sign = words.MINUS if term.sign < 0 else words.PLUS if said else ""
        said += sign + _name(term) + (words.EMPTY if sources.is_blank(term) else say_figure(sources.plain(term)))
    if len(terms) == 1:
        return said
    return said + words.EQUALS + say_figure(sum((term.sign * sources.plain(term) for term in terms), 0))


def _name(term: FormTerm) -> str:
    return words.LAST_YEAR_TERM.format(name=term.name) if term.last_year else term.name


def say_figure(figure: Figure) -> str:
    """Write a figure as text: no exponent, no thousands separator."""
    return f"{figure:f}" if not isinstance(figure, int) else str(figure)
