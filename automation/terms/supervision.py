"""Words of the year's rhythm (督办用语): periods, targets."""

MONTH_LABEL = "{year}-{month:02d}"
QUARTER_LABEL = "{year}年第{quarter}季度"
HALF_LABELS = ("{year}年上半年", "{year}年下半年")
WEEK_LABEL = "{year}年第{week}周"
MONTH_DAYS, QUARTER_DAYS, HALF_DAYS, WEEK_DAYS = (28, 31), (89, 92), (181, 184), 7
"""How many days lie between the ends of two periods of a rhythm."""
EVENT_KEY = "{number}-{section}-{count:02d}"
EVENT_LABEL = "触发事件{count}"
QUESTION_KEY = "{number}-{what}"
TARGET_COUNTED = "{target}（已报{count}）"
TARGET_REACHED = "{target}（{done}/{total}个科室达到）"
EVERYONE_DONE = "各科室完成{done}/{total}"
"""How far a task shared by all sections is (n of N)."""
REST_STAYS, REST_LATER, REST_EARLIER = "照常", "顺延", "提前"
REST_WAYS = (REST_STAYS, REST_LATER, REST_EARLIER)
"""What becomes of a day that is due on a rest day."""
REST_NOTE = "截止日期、报送日落在休息日的：照常（就是那天）、顺延（到后一个工作日）、提前（到前一个工作日）"
