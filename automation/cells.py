"""Kinds of cells (单元格): each kind parses what a clerk typed AND formats what we write.

``parse`` gives a value or, when the text has no single reading, a problem kind of ``terms.findings``; nothing is ever
guessed. Text is compared trimmed and in NFKC form but stored as typed.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from math import isfinite

from automation.terms import cells as words
from automation.terms import sheets as names
from automation.terms import states

Value = str | int | float | date | None
Raw = object


@dataclass(frozen=True, slots=True)
class Parsed:
    """A value, or why there is none: ``problem`` is a finding kind, empty when the value counts."""

    value: Value
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of cell: its blank, its parser (raw cell, plan year) and how it is shown as text."""

    name: str
    blank: Value
    parse: Callable[[Raw, int], Parsed]


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Text as it is compared (NFKC, no white space, no marks of no width): full-width digits equal half-width ones."""
    return re.sub(r"[\s\u200b-\u200f\u2060\ufeff]+", "", unicodedata.normalize("NFKC", text))


def same(one: Value, other: Value) -> bool:
    """Whether two values say the same thing: text by its folded form, blanks alike."""
    if type(one) is type(other) and one == other:
        return True
    if is_blank(one) or is_blank(other):
        return is_blank(one) and is_blank(other)
    if isinstance(one, str) and isinstance(other, str):
        return fold(one) == fold(other)
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return abs(one - other) < 1e-9
    return one == other


def is_blank(value: Raw) -> bool:
    """Whether a cell holds nothing a person would see."""
    return value is None or (isinstance(value, str) and not value.strip())


def show(value: Raw) -> str:
    """A value as text for messages, journals and papers: ISO dates, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return states.YES if value else states.NO
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def parse_text(raw: Raw, year: int) -> Parsed:
    """Any text as typed, trimmed at both ends; a number keeps no trailing .0 (文本)."""
    del year
    return Parsed(show(raw))


def parse_state(raw: Raw, year: int) -> Parsed:
    """A state by its name or a synonym (状态); an unknown word is a problem, not a guess."""
    del year
    text = fold(show(raw)).rstrip(states.STATE_TAIL)
    if not text:
        return Parsed("")
    known = text if text in states.STATES else states.SYNONYMS.get(text)
    return Parsed(known) if known else Parsed(None, "unknown_state")


def parse_yes_no(raw: Raw, year: int) -> Parsed:
    """是 or 否 in the ways people tick a box."""
    del year
    text = fold(show(raw))
    if not text:
        return Parsed("")
    if text in states.YES_WORDS:
        return Parsed(states.YES)
    if text in states.NO_WORDS:
        return Parsed(states.NO)
    return Parsed(None, "not_yes_no")


def parse_date(raw: Raw, year: int) -> Parsed:
    """A day in the ways clerks write one (日期): real dates, serials, 2018.11.3, 11月3日, 20181103, full-width digits.

    A day without a year lies in the plan year; so does one whose year has two digits. A stroke (/ —) is a blank.
    Serials are those of the 1900 system. A cell with the format of a day turns a typed 11.3 into one of 1900: such a
    day nobody meant.
    """
    if isinstance(raw, date):
        return Parsed(day_of(raw)) if _is_meant(raw) else Parsed(None, "not_a_date")
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        found = _serial_day(float(raw), year)
        if found or len(show(raw)) != len("20180630"):
            return Parsed(found, "" if found else "not_a_date")
    return _day_written(show(raw), year)


@lru_cache(maxsize=65536)
def _day_written(text: str, year: int) -> Parsed:
    """A day out of text that stands in a cell."""
    spaced = re.fullmatch(words.SPACED_DAY, unicodedata.normalize("NFKC", text))
    written = fold("-".join(spaced.groups()) if spaced else text)
    parted = not spaced and re.search(words.PARTED, unicodedata.normalize("NFKC", text))  # two days, or a time
    if not written or re.fullmatch(words.NOTHING, written):
        return Parsed(None)
    weekday = re.search(words.WEEKDAY, written)
    bare = re.sub(words.WEEKDAY, "", written, count=1)
    found = None if parted else _day_pattern(_arabic(re.sub(words.DAY_TAIL + "$", "", bare)), year)
    if found is None and not weekday:
        found = _serial_day(float(written), year) if re.fullmatch(r"\d{5}(\.\d+)?", written) else _timed_day(text, year)
    if found is None or not _is_meant(found) or (weekday and words.WEEKDAYS[found.weekday()] != _sunday(weekday[1])):
        return Parsed(None, "not_a_date")
    return Parsed(found)


def _day_pattern(text: str, year: int) -> date | None:
    """The one day a text without blanks means."""
    for pattern in words.DATE_PATTERNS:
        match = re.fullmatch(pattern, text)
        if match is None:
            continue
        parts = {name: int(value) for name, value in match.groupdict().items() if value}
        if "one" in parts:
            orders = {_day(parts["y"], parts["one"], parts["two"]), _day(parts["y"], parts["two"], parts["one"])} - {
                None
            }
            return orders.pop() if len(orders) == 1 else None
        if parts.get("short", year % 100) == year % 100:
            return _day(parts.get("y", year), parts["m"], parts["d"])
    return None


def _timed_day(text: str, year: int) -> date | None:
    """The day of a text that gives a time as well."""
    match = re.fullmatch(words.MOMENT_PATTERN, unicodedata.normalize("NFKC", text).strip())
    found = parse_moment(text, year).value if match else None
    return day_of(found) if isinstance(found, date) else None


def _serial_day(serial: float, year: int) -> date | None:
    """A day written as a spreadsheet counts it, when it lies near the plan year."""
    if not words.FIRST_SERIAL <= serial <= words.LAST_SERIAL:
        return None
    day = date(1899, 12, 30) + timedelta(days=int(serial))
    return day if not year or abs(day.year - year) <= words.SERIAL_YEARS else None


def _is_meant(day: date) -> bool:
    return words.EARLIEST_YEAR <= day.year <= words.LATEST_YEAR


def _sunday(named: str) -> str:
    return named.replace(*words.SUNDAY)


def _arabic(text: str) -> str:
    """The text with Chinese numerals as digits: 二〇一八年十一月三日 → 2018年11月3日; unclear ones stay."""
    return re.sub(words.NUMERAL, lambda match: _numeral(match[0]), text)


def _numeral(text: str) -> str:
    if re.fullmatch(words.NUMERAL_READ_OUT, text):
        return "".join(str(words.NUMERAL_DIGITS[digit]) for digit in text)
    match = re.fullmatch(words.NUMERAL_TENS, text)
    if match is None:
        return text
    hundreds, tens, ten, ones = (words.NUMERAL_DIGITS.get(part or "", part) for part in match.groups())
    return str(100 * int(hundreds or 0) + 10 * int(tens or bool(ten)) + int(ones or 0))


def parse_moment(raw: Raw, year: int) -> Parsed:
    """A day, or a day with its time (时刻): 2018-9-3 14:30, 9月3日14时30分, 9月3日9点半; seconds are dropped."""
    if isinstance(raw, datetime):
        if not _is_meant(raw):
            return Parsed(None, "not_a_moment")
        whole = raw.replace(second=0, microsecond=0)
        return Parsed(whole if whole.time() != time(0) else whole.date())
    text = unicodedata.normalize("NFKC", show(raw))
    match = re.fullmatch(words.MOMENT_PATTERN, text.strip())
    if match is None:
        serial = re.fullmatch(r"\d{5}\.\d+", fold(text))
        if serial and words.FIRST_SERIAL <= float(text) <= words.LAST_SERIAL:
            minutes = round(float(text) * 24 * 60)
            return parse_moment(datetime(1899, 12, 30) + timedelta(minutes=minutes), year)  # noqa: DTZ001 - wall clock
        return parse_date(raw, year)
    day = parse_date(match["day"], year)
    hour, minute = int(match["hour"]), words.HALF_HOUR if match["half"] else int(match["minute"] or 0)
    if not isinstance(day.value, date) or hour > 23 or minute > 59:
        return Parsed(None, "not_a_moment")
    return parse_moment(datetime.combine(day.value, time(hour, minute)), year)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def parse_number(raw: Raw, year: int) -> Parsed:
    """A number in the ways clerks write one (数字): 2,000 · 2000万 · 85% · 三十 · ３０; a stroke is a blank."""
    del year
    if isinstance(raw, bool):
        return Parsed(None, "not_a_number")
    if isinstance(raw, (int, float)):
        return Parsed(_whole(float(raw))) if isfinite(raw) else Parsed(None, "not_a_number")
    text = fold(show(raw))
    if not text or re.fullmatch(words.NOTHING, text):
        return Parsed(None)
    match = re.fullmatch(words.NUMBER_PATTERN, _arabic(re.sub(*words.PER_CENT, text)))
    if not match or _has_two_readings(unicodedata.normalize("NFKC", show(raw)), text):
        return Parsed(None, "not_a_number")
    number = float(match["n"].replace(",", "")) * words.MULTIPLIERS[match["unit"] or ""]
    return Parsed(_whole(number)) if math.isfinite(number) else Parsed(None, "not_a_number")


def _has_two_readings(typed: str, folded: str) -> bool:
    """Whether a text holds two numbers, or a numeral that is only about a number (三五个) or cut short (一百二)."""
    parted = re.search(words.PARTED, typed) and not re.fullmatch(words.GROUPED, typed.strip())
    return bool(parted or re.search(words.LOOSE_NUMERAL, folded))


def _whole(number: float) -> int | float:
    number = round(number, 9)
    return int(number) if number.is_integer() else number


def parse_names(raw: Raw, year: int) -> Parsed:
    """A list of section names, shown with 、 between them (科室名单)."""
    del year
    parts = [part for part in re.split(names.LIST_SPLIT, show(raw)) if part]
    return Parsed(names.LIST_SEPARATOR.join(dict.fromkeys(parts)))


TEXT = Kind("text", "", parse_text)
STATE = Kind("state", "", parse_state)
YES_NO = Kind("yes_no", "", parse_yes_no)
DATE = Kind("date", None, parse_date)
MOMENT = Kind("moment", None, parse_moment)
NUMBER = Kind("number", None, parse_number)
NAMES = Kind("names", "", parse_names)


DAYS = (DATE, MOMENT)  # kinds whose cells are formatted as days


def day_of(moment: date) -> date:
    """The day of a moment; a day is its own."""
    return moment.date() if isinstance(moment, datetime) else moment


def split_names(text: str) -> tuple[str, ...]:
    """The names in a list cell, in order."""
    return tuple(part for part in re.split(names.LIST_SPLIT, text) if part)
