"""How clerks write days and numbers (日期和数字的写法), on text folded to NFKC without blanks."""

DATE_PATTERNS = (
    r"(?P<y>\d{4})[-./年](?P<m>\d{1,2})[-./月](?P<d>\d{1,2})[日号]?",
    r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(\.0+)?",
    r"(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号]?",
    r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})[T ]?00:00(:00)?",
)
MOMENT_PATTERN = (
    r"(?P<day>.*?[\d日号])\s*[T ]?\s*(?<!\d)(?P<hour>\d{1,2})\s*"
    r"(?:[:时点]\s*(?:(?P<minute>\d{1,2})(?:分|:\d{1,2}(?:\.\d+)?)?|(?P<half>半))?)"
)
"""A day and a time, on text in NFKC form with its blanks."""
HALF_HOUR = 30
FIRST_SERIAL = 36526  # 2000-01-01
LAST_SERIAL = 73050  # 2099-12-31

NUMBER_PATTERN = (
    r"(?P<n>-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?P<unit>万|亿|%|)(?:个|件|次|条|份|人|场|项|元|篇|人次)?"
)
MULTIPLIERS = {"": 1.0, "万": 1e4, "亿": 1e8, "%": 0.01}
