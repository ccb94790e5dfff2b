"""How clerks write days and numbers (日期和数字的写法), on text folded to NFKC without blanks."""

_DAY_END = r"[日号]?"
DATE_PATTERNS = (
    r"(?P<y>\d{4})[-./、,。·–—年](?P<m>\d{1,2})[-./、,。·–—月](?P<d>\d{1,2})" + _DAY_END,
    r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(\.0+)?",
    r"(?P<m>\d{1,2})月(?P<d>\d{1,2})" + _DAY_END,
    r"(?P<m>\d{1,2})[-./](?P<d>\d{1,2})" + _DAY_END,
    r"(?P<short>\d{2})[-./年](?P<m>\d{1,2})[-./月](?P<d>\d{1,2})" + _DAY_END,
    r"(?P<one>\d{1,2})/(?P<two>\d{1,2})/(?P<y>\d{4})",
)
"""``short`` is a year of two digits, which counts where it is the plan year's; ``one`` and ``two`` are a month and a
day in either order, which count where only one order makes a day."""
SPACED_DAY = r"(\d{4})\s+(\d{1,2})\s+(\d{1,2})"
PARTED = r"\d\s+\d"
"""Digits with a blank or a line break between them, which are not one number."""
DAY_TAIL = r"(?:上午|下午|中午|早上|晚上|凌晨)?[。.;；,]?"
WEEKDAY = r"[(（]?(?:星期|周|礼拜)([一二三四五六日天])[)）]?"
WEEKDAYS = "一二三四五六日"
SUNDAY = ("天", "日")
MOMENT_PATTERN = (
    r"(?P<day>.*?[\d日号])\s*[T ]?\s*(?<!\d)(?P<hour>\d{1,2})\s*"
    r"(?:[:时点]\s*(?:(?P<minute>\d{1,2})(?:分|:\d{1,2}(?:\.\d+)?)?|(?P<half>半))?)"
)
"""A day and a time, on text in NFKC form with its blanks."""
HALF_HOUR = 30
FIRST_SERIAL = 36526  # 2000-01-01
LAST_SERIAL = 73050  # 2099-12-31
SERIAL_YEARS = 2
"""A bare serial counts within so many years of the plan year: in a book that counts from 1904 it is four years off."""
EARLIEST_YEAR, LATEST_YEAR = 1950, 2099
"""Years a cell that holds a day may have: a 2018 typed into it becomes a day of 1905, a 201811 one of 2452."""
NOTHING = r"[-/\\—–_]+"
"""Strokes that say a cell is left empty on purpose."""

NUMBER_PATTERN = (
    r"(?P<n>[+-]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+))(?P<unit>百万|千万|百|千|万|亿|%|)"
    r"(?:个|件|次|条|份|人|场|项|元|篇|期|户|家|名|类|批|起|例|页|部|站|天|本|册|宗|件次|人次|个次)?"
)
GROUPED = r"[+-]?\d{1,3}(?: \d{3})+(?:\.\d+)?\D*"
"""Thousands set apart by blanks, which are one number."""
LOOSE_NUMERAL = r"[一二三四五六七八九]{2}|百[一二三四五六七八九](?!十)"
MULTIPLIERS = {"": 1.0, "百": 1e2, "千": 1e3, "万": 1e4, "百万": 1e6, "千万": 1e7, "亿": 1e8, "%": 0.01}
PER_CENT = (r"百分之(.+)", r"\1%")
NUMERAL = r"(?<!\d)[〇零一二两三四五六七八九十百]+(?!\d)"
NUMERAL_DIGITS = {digit: place for place, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
NUMERAL_TENS = (
    r"(?:([一二两三四五六七八九])百(?:零|〇(?=.))?)?"
    r"(?:([一二三四五六七八九])?(十))?([一二两三四五六七八九])?"
)
"""A numeral below a thousand: hundreds, tens, the mark of ten, ones."""
NUMERAL_READ_OUT = r"[〇零一二三四五六七八九]+"
"""A numeral read out digit by digit, as years are."""
