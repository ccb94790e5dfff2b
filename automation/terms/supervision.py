"""Words of the year's rhythm (督办用语): periods, targets."""

MONTH_LABEL = "{year}-{month:02d}"
QUARTER_LABEL = "{year}年第{quarter}季度"
HALF_LABELS = ("{year}年上半年", "{year}年下半年")
WEEK_LABEL = "{year}年第{week}周"
EVENT_KEY = "{number}-{section}-{count:02d}"
QUESTION_KEY = "{number}-{what}"
TARGET = r"(?:不少于|至少[^，。；]{0,6}?|不低于|达到?)\s*\d+(?:\.\d+)?\s*(?:[%％]|[次条篇件场个项])"
EVERYONE_DONE = "各科室完成{done}/{total}"
"""How far a task shared by all sections is (n of N)."""
