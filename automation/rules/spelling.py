"""Writes a deadline text plainly before anything reads it: digits, days with 年月日, every item of a list in full.

An office writes one day in many ways (6.30, 6月30, 六月三十日, 3、6、9月底). Spelt out once here, the grammar behind it
needs a production for each *meaning* only. Nothing is decided here: what could mean two things is left alone.
"""

from __future__ import annotations

import re

from automation.cells import fold
from automation.terms import deadlines as words

Match = re.Match[str]


def spell(text: str, year: int) -> str:
    """A deadline text folded and spelt out; ``words.CUT`` stands where a numbered item begins."""
    text = _numbered(re.sub(words.CIRCLED, words.CUT, re.sub(words.TIME_AFTER_DAY, words.DAY_UNIT, text)))
    text = digits(fold(text)).rstrip(words.CLOSING)
    for pattern, years in words.RELATIVE_YEARS:
        text = re.sub(pattern, words.YEAR_NUMBER.format(year=year + years), text)
    for pattern, plain in words.PLAIN:
        text = re.sub(pattern, plain, text)
    text = re.sub(words.FIVE_YEARS_END, lambda match: words.YEAR_END_OF.format(year=_plan_ends(match)), text)
    text = re.sub(words.FIVE_YEARS, lambda match: words.YEARS_TO.format(year=_plan_ends(match)), text)
    return _lists(text)


def digits(text: str) -> str:
    """Chinese numerals before a unit as digits: 三季度 → 3季度, 二十五日 → 25日, 半年内 → 6个月内."""
    text = re.sub(words.DASHES, "-", text)
    for marked, written in words.MARKED_DAYS:
        text = re.sub(marked, written, text)
    text = re.sub(words.YEAR_NUMERALS, lambda match: "".join(str(words.DIGITS[digit]) for digit in match[0]), text)
    for half, whole in words.HALVES:
        text = re.sub(half, whole, text)
    return re.sub(words.CHINESE_NUMBER, lambda match: str(number(match[0])), text)


def number(numeral: str) -> int:
    """A Chinese numeral below a hundred."""
    tens, mark, ones = numeral.rpartition(words.TEN)
    if not mark:
        return int("".join(str(words.DIGITS[digit]) for digit in numeral))
    return words.DIGITS.get(tens, 1) * 10 + words.DIGITS.get(ones, 0)


def _numbered(text: str) -> str:
    """1.… 2.… as ①…②…; only where both a first and a second item stand, since 3.15 is a day and 3、6月 a list."""
    marks = [match[1] or match[2] for match in re.finditer(words.NUMBERED, text)]
    second = any(mark in words.SECOND for mark in marks)
    return re.sub(words.NUMBERED, words.CUT, text) if marks and marks[0] in words.FIRST and second else text


def _plan_ends(match: Match) -> int:
    """The last year of a five-year plan: the fourteenth (十四五) ended with 2025."""
    return words.FIVE_YEARS_BASE + 5 * number(match["plan"])


def _lists(text: str) -> str:
    """Every item of a list with the words it shares with the others: 3、6月底 → 3月底、6月底."""
    text = re.sub(words.MONTH_NUMBERS, lambda match: _each(match[0], words.MONTH_UNIT + match["tail"]), text)
    text = re.sub(words.QUARTER_NUMBERS, lambda match: _each(match[0], words.QUARTER_UNIT), text)
    for pattern, plain in words.SPANS:
        text = re.sub(pattern, plain, text)
    text = re.sub(words.MONTHS_WITH_A_DAY, _months_with_a_day, text)
    return re.sub(words.DAYS_OF_A_MONTH, _days_of_a_month, text)


def _each(listed: str, unit: str) -> str:
    """The numbers of a list, each followed by the unit, between the marks that stood between them."""
    return re.sub(words.LISTED_NUMBER, lambda match: match[1] + unit, listed)


def _months_with_a_day(match: Match) -> str:
    return re.sub(words.LISTED_MONTH, lambda month: f"{month[1]}{match['day']}", match["months"])


def _days_of_a_month(match: Match) -> str:
    return re.sub(words.LISTED_DAY, lambda day: f"{match['month']}{day[1]}{words.DAY_UNIT}", match["days"])
