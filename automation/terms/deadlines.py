"""How deadlines are worded (完成时限的写法): patterns on text folded to NFKC without blanks.

``Y`` stands for an optional year, ``N`` for a number in digits; the rules expand both.
"""

TEN = "十"
DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
CLOSING = "。;,"
CHINESE_NUMBER = r"[零〇一二两三四五六七八九十]{1,3}"
COUNTED = r"(?=[年月日号季天个周次小条项]|上半|下半)"

YEAR = r"(?:(?P<y>\d{4})年?的?|今年|本年度?|当年)?"
BEFORE = r"(?:之?前|以前|止|内|完成|结束)*"

WHOLE_YEAR = r"^(?:全年|全年工作|年度工作|全年任务|贯穿全年|全年推进|全年持续.*)$"
ROLLING = r"(?:持续(?:推进|实施|开展|落实|更新|进行)|长期(?:推进|坚持|实施|工作)|常态化|常年|随时更新|动态更新|经常性)"
IMMEDIATE = r"(?:立即|立行立改|即时|第一时间|事不隔夜|当天|当日|马上|即知即改)"
VAGUE = r"(?:及时|适时|限时|限期|尽快|定期|尽早|近期|按时|按要求|按规定)"
AND_ON = r"(?:并|后)?(?:持续|长期|常态)"

FIXED_DATE = YEAR + r"(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号](?:\(.*?\))?"
TEN_DAY = YEAR + r"(?P<m>\d{1,2})月(?:份)?(?P<part>上|中|下)旬"
MONTH_END = YEAR + r"(?P<m>\d{1,2})月(?:份)?(?:底|末|内|完成|$|投入|开工|竣工)"
MONTH_BEFORE = YEAR + r"(?P<m>\d{1,2})月(?:份)?(?:之|以)?前"
QUARTER = YEAR + r"第?(?P<q>[1-4])(?:个)?季度"
HALF = YEAR + r"(?P<h>上|下)半年"
YEAR_END = r"(?:(?P<y>\d{4})年?|今年|本年|当年)?(?:年底|年末|年内|底前|底$|年终)"
YEAR_BARE = r"^(?P<y>\d{4})年(?:度)?(?:完成)?$"

EVERY = r"(?:每个?|按|逐)"
CADENCES = (
    ("month", r"(?:按月|逐月|每个?月|月月)"),
    ("quarter", r"(?:按季|逐季|每个?季度?)"),
    ("half", r"每半年"),
    ("week", r"(?:每周|按周|每个?星期)"),
    ("year", r"(?:每年|按年)"),
)
EVERY_MONTH_DAY = r"每个?月(?P<d>\d{1,2})[日号]"

EVENT_AFTER = (
    r"^待?(?P<event>.+?)(?:之?后|之日起|起)(?:的|于|应)?"
    r"(?P<offset>\d{1,3}个?(?:工作日|自然日|日|天|月|小时|年)(?:之|以)?内)?(?:完成|落实|办理)*$"
)
EVENT_WORDS = r"(?:出台|印发|发布|公布|施行|实施|批准|审批|下发|制定|受理|收到|启动|结束|发生)"
OFFSET_ONLY = r"^(?P<offset>\d{1,3}个?(?:工作日|自然日|日|天|月|小时|年)(?:之|以)?内)"
TEN_DAY_ENDS = {"上": 10, "中": 20, "下": 31}
HALF_ENDS = {"上": 6, "下": 12}
ASK_BEFORE_MONTH = "“{text}”可以理解为{early}或{late}，暂按较早的一天计算"
PERIOD_YEAR = "{year}年"
