"""Deadlines (完成时限): laws that hold for any day, any period and any text."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from automation.rules.deadlines import resolve_deadline

STYLES = [
    "{y}年{m}月{d}日",
    "{y}年{m}月{d}日前",
    "于{y}年{m:02d}月{d:02d}日之前报送",
    "{y} 年 {m} 月 {d} 日前",
    "{y}年{m}月{d}号前完成",
    "{y}-{m:02d}-{d:02d}",
    "{y}-{m}-{d}前",
    "{y}/{m}/{d}",
    "{y}.{m}.{d}前",
    "{y}．{m:02d}．{d:02d}",
    "{y}{m:02d}{d:02d}",
    "截至{y}年{m}月{d}日（星期一）24时前",
    "{cy}年{cm}月{cd}日前",
    "{m}月{d}日前",
    "每年{m}月{d}日前",
    "{cm}月{cd}日前报送",
    "{m}.{d}前",
    "当年{m}月{d}日以前",
    "{y}年{m}月中旬（{m}月{d}日前）",
]
DIGITS = "〇一二三四五六七八九"
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def in_chinese(number):
    """1 to 31 as offices write it."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else DIGITS[tens]) + ("十" if tens else "") + (DIGITS[ones] if ones else "")


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(STYLES), st.booleans())
def test_any_day_written_out_is_read_back_as_itself(day, style, wide):
    said = style.format(
        y=day.year,
        m=day.month,
        d=day.day,
        cy="".join(DIGITS[int(digit)] for digit in str(day.year)),
        cm=in_chinese(day.month),
        cd=in_chinese(day.day),
    )
    deadline = resolve_deadline(said.translate(WIDE) if wide else said, day.year)
    assert (deadline.kind if "每年" not in said else "fixed_date", deadline.due) == ("fixed_date", day)


PERIODS = [  # words, kind, months of the period, its last day where that is not the month's
    ("{m}月底前", "month_end", 1, 0),
    ("{m}月末", "month_end", 1, 0),
    ("{y}年{m}月底前完成", "month_end", 1, 0),
    ("{m}月上旬", "ten_day", 1, 10),
    ("{cm}月中旬前", "ten_day", 1, 20),
    ("{m}月下旬", "ten_day", 1, 0),
    ("第{cq}季度", "quarter", 3, 0),
    ("{q}季度末前", "quarter", 3, 0),
    ("{y}年{half}半年", "half_year", 6, 0),
    ("{y}年底前", "year_end", 12, 0),
]


def last_of(year, month):
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


@given(st.integers(2000, 2098), st.integers(1, 12), st.sampled_from(PERIODS), st.booleans())
def test_any_period_written_out_is_due_on_its_last_day(year, month, period, wide):
    style, kind, months, day = period
    quarter = (month + 2) // 3
    words = {"cm": in_chinese(month), "q": quarter, "cq": in_chinese(quarter), "half": "上" if month <= 6 else "下"}
    said = style.format(y=year, m=month, **words)
    deadline = resolve_deadline(said.translate(WIDE) if wide else said, year)
    last = last_of(year, -(-month // months) * months)
    assert (deadline.kind, deadline.due) == (kind, last.replace(day=day) if day else last)


@given(
    st.text(alphabet="年月日季前底内后起至每个第一二三十0123456789 、，。①②（）末上下旬半周全工作完成持续", max_size=24)
)
def test_no_text_breaks_the_grammar(text):
    deadline = resolve_deadline(text, 2018)
    assert deadline.due is None or isinstance(deadline.due, date)
    assert all(isinstance(day, date) for day in deadline.occurrences)
