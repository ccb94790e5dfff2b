"""Finds the numbers of a report's text that name something a table also holds (正文数字): a grammar of its clauses.

A total of applications may mean those received or those received and carried over; such a number has two sums.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from automation import cells
from automation.cells import fold
from automation.model.annual import AnnualForm, Figure, FigureKind, Figures, make_key, split_key
from automation.rules.annual_tables import parse_figure
from automation.terms import annual
from automation.terms import annual_text as words

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """What a number of the text may be the sum of; ``less`` are cells taken off again."""

    keys: Keys
    less: Keys = ()

    def of(self, figures: Figures) -> Figure:
        """The sum in some figures; blanks count as 0."""
        return sum((figures.number(k) for k in self.keys), 0) - sum((figures.number(k) for k in self.less), 0)


@dataclass(frozen=True, slots=True)
class Mention:
    """One number of the text: the clause, the number, and the sums it may be.

    A number that may count only ``part`` of them is right when it is less.
    """

    part: str
    quote: str
    number: Figure
    sums: tuple[Sum, ...]
    received: bool = False
    some: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with what it stands in: the report's part, its line, the rest of its sentence, the report year."""

    part: str
    text: str
    line: str
    before: str
    after: str
    year: int


def split_clauses(parts: Mapping[str, str], year: int) -> Iterator[Clause]:
    """The clauses that speak of the report year as it is, without comparisons with other years.

    A time once named counts for the clauses behind it in its sentence, until another one is.
    """
    for part, text in parts.items():
        for raw in text.split("\n"):
            line = re.sub(words.THOUSANDS, "", fold(raw))
            for sentence in re.split(words.SENTENCE_ENDS, line):
                elsewhen = False
                for found in re.finditer(rf"(?:(?!{words.CLAUSE_ENDS}).)+", sentence):
                    clause = found[0]
                    if re.search(words.COMPARED, clause):
                        continue
                    elsewhen = _is_elsewhen(clause, year, elsewhen)
                    if not elsewhen:
                        before, after = sentence[: found.start()], sentence[found.end() :]
                        yield Clause(part, clause, line, before, after, year)


def _is_elsewhen(clause: str, year: int, before: bool) -> bool:
    """Whether a clause speaks of other years or of a part of the year, after one that did or did not."""
    years = {int(found) for found in re.findall(words.YEAR, clause)}
    carried = re.search(words.CARRIED_WORD, clause)
    if (years - {year, year + 1} or re.search(words.OTHER_TIME, clause)) and not carried:
        return True
    return before and not (years or carried or re.search(words.THIS_YEAR, clause))


# -- what a clause says


def find_mentions(form: AnnualForm, clause: Clause) -> Iterator[Mention]:
    """Every number of a clause that names something a table of the form holds."""
    about = re.search(words.ABOUT_APPLICATIONS, clause.line) or form.table(words.TABLE_THREE).part == clause.part
    if about or re.search(words.RECEIVED_NONE, clause.text):
        yield from _applications(form, clause)
    yield from _cases(form, clause)
    yield from _items(form, clause)


def _applications(form: AnnualForm, clause: Clause) -> Iterator[Mention]:
    text = clause.text
    others = f"{words.OTHER_MATTERS}|{words.REVIEW}|{words.SUIT}|{words.FOR_OTHERS}"
    if re.search(others, text):
        return
    new, carried, left = (_row(row) for row in (words.ROW_NEW, words.ROW_CARRIED, words.ROW_LEFT))
    closed = _row(words.RESULT_TOTAL)
    if re.search(words.RECEIVED_NONE, text):
        yield Mention(clause.part, text, 0, (Sum(new),))
        return
    said = text.replace(words.IN_YEAR.format(year=clause.year - 1), words.LAST_YEAR)
    said = said.replace(words.IN_YEAR.format(year=clause.year + 1), words.NEXT_YEAR)
    found = [*numbers_said(words.CARRIED, said)]
    yield from (Mention(clause.part, text, number, (Sum(carried),)) for number, _ in found)
    if re.search(words.CARRIED_NONE, text):
        yield Mention(clause.part, text, 0, (Sum(carried),))
    leaving = [*numbers_said(words.LEFT, said)]
    yield from (Mention(clause.part, text, number, (Sum(left),)) for number, _ in leaving)
    if re.search(words.LEFT_NONE, said):
        yield Mention(clause.part, text, 0, (Sum(left),))
    if found or leaving:
        return
    named = [*_results(form, clause), *_applicants(clause)]
    yield from named
    if named:
        return
    answered = [*numbers_said(words.CLOSED, text)]
    fewer = tuple(k for mark in words.NOT_CLOSED for k in _rows_of(form, mark))
    some = bool(re.search(words.SOME_ANSWERS, text))
    yield from (Mention(clause.part, text, n, (Sum(closed), Sum(closed, fewer)), some=some) for n, _ in answered)
    if answered or re.search(words.MODES, text) or not re.search(words.RECEIVING, text):
        return
    for number, _ in [*numbers_said(words.RECEIVED, text)][:1]:
        both = () if re.search(words.RECEIVED_NEW, text) else (Sum((*new, *carried)),)
        some = bool(re.search(words.SOME_RECEIVED, text) and not re.search(words.ALL_RECEIVED, text))
        yield Mention(clause.part, text, number, (Sum(new), *both), received=not some, some=some)


def _results(form: AnnualForm, clause: Clause) -> Iterator[Mention]:
    """Results by the names the form gives them, groups and single rows."""
    named = {name: _rows_of(form, mark) for name, mark in words.RESULT_GROUPS.items()}
    for row in _row_names(form, words.TABLE_THREE):
        bare = fold(re.sub(annual.ORDINAL, "", row.rpartition(words.RESULT_MARK_ENDS)[2]))
        if row.startswith(words.RESULT_MARK) and len(bare) > words.SHORTEST_RESULT:
            named.setdefault(bare, _row(row))
    if re.search(words.DOCUMENTS, clause.text):
        return
    open_all = (*named[words.OPENED], *named[words.OPENED_PARTLY])
    together = [*numbers_said((words.OPENED_BOTH,), clause.text)]
    yield from (Mention(clause.part, clause.text, n, (Sum(open_all),)) for n, _ in together)
    every = "|".join(map(re.escape, named))
    for name, keys in named.items():
        if together and keys and set(keys) <= set(open_all):
            continue
        ways = [way.replace("NAME", re.escape(name)).replace("EVERY", every) for way in words.RESULTS]
        yield from (Mention(clause.part, clause.text, n, (Sum(keys),)) for n, _ in numbers_said(ways, clause.text))


def _applicants(clause: Clause) -> Iterator[Mention]:
    if re.search(words.MODES, clause.text):
        return
    for name, columns in words.APPLICANTS.items():
        pattern = words.APPLICANT.replace("NAME", name)
        new, carried = (
            tuple(make_key(words.TABLE_THREE, row, c) for c in columns) for row in (words.ROW_NEW, words.ROW_CARRIED)
        )
        for number, _ in numbers_said((pattern,), clause.text):
            yield Mention(clause.part, clause.text, number, (Sum(new), Sum((*new, *carried))))


def _cases(form: AnnualForm, clause: Clause) -> Iterator[Mention]:
    """Reviews and suits over openness; an office also reports those over its other work."""
    text = clause.text
    own = form.table(words.TABLE_FOUR).part == clause.part or re.search(words.ABOUT_OPENNESS, clause.line)
    narrowed = re.search(words.OF_THEM_OPENNESS, clause.after) and not re.search(words.ABOUT_OPENNESS, text)
    if not own or narrowed:  # an office also reports cases over its other work, and how many of them are over this
        return
    yield from _case_results(clause)
    if re.search(words.CASES_SPECIAL, text):
        return
    for name, pattern in words.SUIT_ROWS.items():
        keys = (make_key(words.TABLE_FOUR, name, words.TOTAL),)
        said = [*numbers_said((pattern + words.CASES_BEHIND,), text)]
        yield from (Mention(clause.part, text, number, (Sum(keys),)) for number, _ in said)
        text = re.sub(pattern + words.CASES_BEHIND, "", text)
    review, suit = (
        tuple(make_key(words.TABLE_FOUR, row, words.TOTAL) for row in rows)
        for rows in (words.ROWS_REVIEW, words.ROWS_SUIT)
    )
    if re.search(words.CASES_NONE, text):
        named = (*(review if _names_review(text) else ()), *(suit if re.search(words.SUIT, text) else ()))
        yield Mention(clause.part, text, 0, (Sum(named),))
        return
    start = 0
    for number, end in numbers_said(words.CASES, text):
        before = text[start:end]
        start = end
        both = _names_review(before) and re.search(words.SUIT, before)
        sums = (Sum((*review, *suit)),) if both else (Sum(review),) if _names_review(before) else (Sum(suit),)
        yield Mention(clause.part, text, number, (*sums, Sum(review), Sum(suit)) if both and number else sums)


def _case_results(clause: Clause) -> Iterator[Mention]:
    """Results of the cases named last: 行政复议9件，其中维持6件、纠正2件."""
    start = 0
    rows: Keys = ()
    for found in re.finditer(words.CASE_RESULT, clause.before + "," + clause.text):
        for named in re.finditer(words.CASE_ROW, (clause.before + "," + clause.text)[start : found.start()]):
            rows = next(rows for pattern, rows in words.CASE_ROWS.items() if re.fullmatch(pattern, named[0]))
        start = found.end()
        number = _number(found)
        if rows and number is not None and found.start() >= len(clause.before):
            column = next(column for word, column in words.CASE_COLUMNS.items() if re.search(word, found["name"]))
            keys = tuple(make_key(words.TABLE_FOUR, row, column) for row in rows)
            yield Mention(clause.part, clause.text, number, (Sum(keys),))


def _names_review(text: str) -> bool:
    """Whether reviews are named, and not only as what came before a suit."""
    return bool(re.search(words.REVIEW, re.sub("|".join(words.ROWS_SUIT), "", text)))


def _items(form: AnnualForm, clause: Clause) -> Iterator[Mention]:
    """What table 2 counts: the rows named since the last number of the clause, together."""
    if re.search(words.PUBLISHED_ELSEWHERE, clause.text) or re.search(words.PUBLISHED_TWICE, clause.before):
        return
    yield from _documents(form, clause)
    start = 0
    for found in re.finditer(words.NUMBER + words.UNIT, clause.text):
        before, start = clause.text[start : found.start()], found.end()
        rows: list[str] = []
        rest = before
        last = 0
        for name, candidates in words.ITEMS.items():
            match = re.search(name, before)
            if match:
                rows += [row for row in candidates if row in _row_names(form, words.TABLE_TWO)]
                rest = re.sub(name, "", rest)
                last = max(last, match.end())
        other = re.search(words.VAGUE, before) or re.search(words.NOT_DECIDED, rest)
        if not rows or other or len(before) - last > words.ITEM_AFTER:
            continue
        number = _number(found)
        sums = tuple(_item_sums(form, rows, rest, found["unit"]))
        if number is not None and sums:
            scaled = Decimal(number) / words.MONEY_UNITS.get(found["unit"], 1)
            yield Mention(clause.part, clause.text, scaled, sums)


def _item_sums(form: AnnualForm, rows: Iterable[str], rest: str, unit: str) -> Iterator[Sum]:
    """Which cells of some rows a clause may mean: those its words name, else the decisions, else any."""
    columns = [
        [c for c in _columns(form, row) if (c in words.MONEY_COLUMNS) == (unit in words.MONEY_UNITS)] for row in rows
    ]
    listed = bool(re.search(words.LISTED, rest))
    decided = [[c for c in own if c in words.DECISIONS] for own in columns]
    if all(decided):
        yield from _sums(rows, decided) if not listed or any(len(own) > 1 for own in columns) else ()
        if listed and all(len(own) > 1 for own in columns):
            others = [[c for c in own if c not in words.DECISIONS] for own in columns]
            yield from _sums(rows, others)
            keys = [make_key(words.TABLE_TWO, row, c) for row, own in zip(rows, others, strict=True) for c in own]
            yield Sum(tuple(keys))
        return
    for word, named in words.COLUMNS_BY_WORD:
        if re.search(word, rest):
            yield from _sums(rows, [[c for c in own if c in named] for own in columns])
            return
    if all(len(own) == 1 for own in columns):
        yield from _sums(rows, columns)


def _documents(form: AnnualForm, clause: Clause) -> Iterator[Mention]:
    """What a sentence goes on to say of the documents it has named: 制发规范性文件5件，废止3件，现行有效38件."""
    before = clause.before
    for piece in clause.text.split(words.ITEM_JOIN):
        match = re.match(words.DOCUMENTS_GO_ON, piece)
        if match and not re.search(words.NOT_DECIDED, before):
            named = [(place.end(), rows) for name, rows in words.ITEMS.items() for place in re.finditer(name, before)]
            known = _row_names(form, words.TABLE_TWO)
            rows = [row for row in (max(named)[1] if named else ()) if row in known and len(_columns(form, row)) > 1]
            number = _number(match)
            if rows and number is not None:
                yield Mention(
                    clause.part, clause.text, number, tuple(_item_sums(form, rows, match["word"], match["unit"]))
                )
        before += piece


def _sums(rows: Iterable[str], columns: Iterable[list[str]]) -> Iterator[Sum]:
    """A sum over some rows for each of their columns, column by column."""
    for named in zip(*columns, strict=False):
        yield Sum(tuple(make_key(words.TABLE_TWO, row, c) for row, c in zip(rows, named, strict=True)))


def numbers_said(patterns: Iterable[str], text: str) -> Iterator[tuple[Figure, int]]:
    """The numbers a clause says in one of some ways, and where each ends."""
    seen = set()
    for pattern in patterns:
        for found in re.finditer(pattern, text):
            number = _number(found)
            if (
                number is not None
                and found.start("n") not in seen
                and not re.search(words.VAGUE, text[: found.start("n")])
            ):
                seen.add(found.start("n"))
                yield number, found.end()


def _number(found: re.Match[str]) -> Figure | None:
    figure = parse_figure(found["n"], FigureKind.MONEY)
    if figure is not None:
        return figure
    value = cells.parse_number(found["n"], 0).value  # 十二, 3万
    return int(value) if isinstance(value, (int, float)) and float(value).is_integer() else None


# -- cells of the form


def _row(row: str) -> Keys:
    return (make_key(words.TABLE_THREE, row, words.TOTAL),)


def _rows_of(form: AnnualForm, mark: str) -> Keys:
    names = _row_names(form, words.TABLE_THREE)
    return tuple(key for name in names if name.startswith(mark) for key in _row(name))


def _row_names(form: AnnualForm, table: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(split_key(cell.key)[1] for cell in form.table(table).values))


def _columns(form: AnnualForm, row: str) -> tuple[str, ...]:
    places = (split_key(cell.key) for cell in form.table(words.TABLE_TWO).values)
    return tuple(column for _, name, column in places if name == row)
