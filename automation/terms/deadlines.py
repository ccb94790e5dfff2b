"""How deadlines are worded (完成时限的写法), on text folded to NFKC, without blanks, Chinese numerals as digits.

``{Y}`` stands for an optional year, ``{N}`` for a small number; the rules expand both before use.
"""

CLOSING = "。;,"
CUT = "\x1f"  # stands for ①②③ once the text is folded
TEN = "十"
DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
CHINESE_NUMBER = (
    r"[零〇一二两三四五六七八九十]{1,3}(?=个?(?:工作日|自然日|日|号|天|月|季|年|周|次|小时|条|篇|场|件|项)|旬)"
)
HALVES = ((r"(?<![上下每])半年内", "6个月内"), (r"半个?月", "15天"))
YEAR_NUMERALS = r"[零〇一二三四五六七八九]{4}(?=年)"
DASHES = r"[—–~～―－]+"
CIRCLED = r"[①②③④⑤⑥⑦⑧⑨⑩]"
PLACEHOLDERS = {"{Y}": r"(?:(?P<y>\d{4})年度?的?|今年|本年度?|当年)?", "{N}": r"\d{1,3}"}

SOFT = r"原则上|力争|争取|一般(?=情况下|应|需|要|在|于|不|每|按|\d)|尽量|尽可能"

# days written with marks instead of 年月日, and years named from this one
MARKED_DAYS = (
    (r"(?<!\d)(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?!\d)[日号]?", r"\1年\2月\3日"),
    (r"(?<!\d)(20\d{2})(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)", r"\1年\2月\3日"),
    (r"(?<!\d)(\d{4})[-./](1[0-2]|0?[1-9])(?![\d月])", r"\1年\2月"),
    (r"(?<![\d.])(1[0-2]|0?[1-9])[./]([12]\d|3[01]|0?[1-9])(?=(?:之|以)?前|止|完成|$)", r"\1月\2日"),
)
NEXT_YEAR = r"明年度?|次年|下1?年度?(?=\d|[一二三四上下]|[底末]|第)|来年"
YEAR_NUMBER = "{year}年"

# whole texts
WHOLE_YEAR = r"^(?:\d{4}年|[今本]年)?(?:全年|全年工作|年度工作|年度任务|全年任务|贯穿全年|全年(?:推进|持续).*)$"
ROLLING = r"持续(?:推进|实施|开展|落实|更新|进行|抓好|巩固)|长期|常态化|常年|随时更新|动态更新|经常性|^持续$"
IMMEDIATE = r"立即|立行立改|即时|第一时间|1时间|事不隔夜|当[天日](?:答复|办结|完成|回复)|马上|即知即改|即办"
NEAR = (
    r"^(?:本(?:月|周|季度?)|月)(?:[底末内中]|上旬|中旬|下旬)?(?:之|以)?前?(?:完成)?$"
    r"|^近日|^日内|^[本下]?周[一二三四五六日天1-6](?:之|以)?前"
)
VAGUE = r"及时|适时|限时|限期|尽快|定期|尽早|近期|按时|按要求|按规定|按期"

# days and spans
NO_EVENT = ("次日", "次", "")
DAY = r"{Y}(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号](?:\([^)]*\))?"
TEN_DAY = r"{Y}(?P<m>\d{1,2})月份?(?:[上中](?=[中下]旬))?(?:(?P<part>[上中下])旬|(?P<early>初)|(?P<middle>中)(?!旬))"
MONTH = r"{Y}(?P<m>\d{1,2})月份?(?!\d{1,2}[日号])"
MONTH_END_MARKED = r"{Y}(?P<m>\d{1,2})月份?(?:底|末)"
MONTH_BEFORE = r"{Y}(?P<m>\d{1,2})月份?(?:之|以)?前"
QUARTER = r"{Y}第?(?P<q>[1-4])个?季度"
HALF_YEAR = r"{Y}(?P<h>上|下)半年"
YEAR_END = r"(?P<y>\d{4})年?(?:年?底|年?末|年?内|年?终)|(?:今|本|当)年?年?(?:底|末|内|终)|年(?:底|末|内|终)|^底前"
BARE_YEAR = r"^(?:到|至)?(?P<y>\d{4})年度?(?:完成|实现)?$"
YEAR_BEFORE = r"^(?P<y>\d{4})年(?:之|以)?前"
MID_YEAR = r"{Y}年中"
EARLY, MIDDLE = "上", "中"  # 月初, 月中
TEN_DAY_ENDS = {"上": 10, "中": 20, "下": 31}
QUARTER_LIST = r"(?P<list>(?:第?[1-4一二三四](?:季度)?[、和及])+第?[1-4])个?季度"
QUARTER_NUMBERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
PARTS = r"[,;。、]"
HALF_ENDS = {"上": 6, "下": 12}

TO = r"(?:至|到|-)"
RANGE_DAYS = r"(?:{Y}\d{1,2}月)?\d{1,2}[日号]?" + TO + r"(?P<end>(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}[日号])"
RANGE_MONTHS = r"{Y}(?P<from>\d{1,2})月?" + TO + r"(?:(?P<last>\d{4})年)?(?P<m>\d{1,2})月份?"
RANGE_YEARS = r"\d{4}年?" + TO + r"(?P<y>\d{4})年"
RANGE_TO_YEAR_END = r"\d{1,2}月(?:份)?(?:\d{1,2}[日号])?起?" + TO + r"(?:今年)?(?:年底|年末)"
RANGE_UNTIL = r"^(?:至|到)(?P<end>{Y}\d{1,2}月\d{1,2}[日号])止"

FIRST_MONTH = r"(\d{1,2})月"
NAMED_YEAR = r"(\d{4})年"
RANGE_END = r"(?:(?P<y>\d{4})年)?(?:(?P<m>\d{1,2})月)?(?P<d>\d{1,2})[日号]"

LIST_OF_DAYS = r"\d{1,2}月\d{1,2}[日号]\(?[^)]*\)?前?[、,;及和](?:\d{4}年)?\d{1,2}月"
LIST_OF_MONTHS = r"(?P<months>\d{1,2}月份?[底末]?(?:[、,和及]\d{1,2}月份?[底末]?)+)(?:的(?P<d>\d{1,2})[日号])?"
LIST_OF_ENDS = r"年中[、,]年末|年中和年末"
RHYTHMS = r"^(?:[日周月季年][\u4e00-\u9fff]{1,3}[、,]){2,}[日周月季年][\u4e00-\u9fff]{1,3}$"
CADENCE_WORD = r"每(?:个?月|季度?|半年|周|年|日|天)"

# recurring work
COUNT_A_YEAR = r"(?:年内|全年|每年|每个?月|每季度?).*?(?:至少|不少于|不低于)"
AFTER_EACH = r"每满?{N}?个?月后{N}[日天]内"
PERIOD_ENDED = (
    r"(?:每个?)?(?P<span>半年|月度?|季度?|年度?)(?:结束|终了|期满|度?末)?(?:之?后|以后)的?(?P<n>\d{1,2})个?(?P<unit>工作日|自然日|日|天|个?月)"
    r"(?:之|以)?内"
)
PERIOD_BEFORE = r"上1?个?(?:月|季度?)"
QUARTER_NEXT_MONTH = r"季度?(?:结束|终了|末)?(?:之?后)?的?(?:次月|下1?个?月|翌月|首月)的?(?P<d>\d{1,2})[日号]"
NTH_WORK_DAY = r"每个?(?P<span>月|季度?)(?:度?(?:首|第1个?)月)?的?(?:头|前|第|首)(?P<n>\d{1,2})个工作日"
LAST_WORK_DAY = r"每个?(?P<span>月|季度?)度?末?月?的?(?:最后|末)(?:1个?)?工作日"
SPAN_MONTHS = {"月": 1, "月度": 1, "季": 3, "季度": 3, "半年": 6, "年": 12, "年度": 12}
NEXT_MONTH = r"(?:次月|下月|翌月)(?:的)?(?P<d>\d{1,2})[日号]"
FROM_MONTH = r"从?{Y}(?P<m>\d{1,2})月(?:份)?(?:起|开始)"
MONTH_DAY = r"每个?月的?(?P<d>\d{1,2})[日号]"
QUARTER_LAST_DAY = r"每个?季度?末月的?(?P<d>\d{1,2})[日号]"
QUARTER_FIRST_DAY = r"每个?季度?第1个月的?(?P<d>\d{1,2})[日号]"
QUARTER_NAMED = r"每个?季度?末\((?:分别)?(?:在|为)?(?P<months>[\d月、,和及]+)(?:底|末)?\)"
HALF_MONTH = r"每15天"
HALF_YEARLY = r"每半年|半年1次"
EVERY_MONTHS = r"每隔?(?P<n>[2-6])个月|(?P<two>双月)"
ANY_DAY = r"(?P<d>\d{1,2})[日号]"
EVERY_TWO_WEEKS = r"每隔?2周|每?双周|隔周"
MONTH_DAYS = r"每个?月的?(?P<days>\d{1,2}[日号]?(?:[、,和及]\d{1,2}[日号]?)+)"
WEEKDAY = r"(?:每周|每个?星期)(?P<w>[1-6一二三四五六日天])"
WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6} | {
    str(day + 1): day for day in range(6)
}
WEEKLY = r"每周|按周|每个?星期|逐周|1周1次"
DAILY = r"每[日天]|逐日"
MONTHLY = r"每个?月|按月|逐月|月月|1个?月1次"
QUARTERLY = r"每个?季度?|按季度?|逐季|1个?季度1次"
YEARLY = r"每年|按年|逐年|1年1次"
YEARLY_MARK = r"每年的?"
CADENCE_WITHIN = r"每(?:个?月|季度?|周|半年)"

# events
UNIT = r"(?P<unit>个?工作日|个?自然日|个?小时|分钟|日|天|周|个月|年)"
OFFSETS = (
    r"(?<![\d月])(?P<n>\d{1,3})(?:-(?P<late>\d{1,3}))?" + UNIT + r"(?:之|以)?内",
    r"(?:不超过|最迟|不得超过)+(?P<n>\d{1,3})" + UNIT,
    r"(?<![\d月分])(?P<n>\d{1,3})" + UNIT + r"(?:清完|办结|完成|到位)",
    r"^(?P<n>\d{1,3})" + UNIT + r"$",
    r"^(?P<n>\d{1,3})-(?P<late>\d{1,3})" + UNIT + r"$",
)
UNIT_DAYS = {"分钟": 0.001, "小时": 0.04, "日": 1, "天": 1, "自然日": 1, "工作日": 1.4, "周": 7, "个月": 30, "年": 365}
UNIT_DAYS |= {f"个{unit}": UNIT_DAYS[unit] for unit in ("小时", "自然日", "工作日")}
LIMIT = r"(?P<n>\d{1,3})个?(?P<unit>工作日|自然日|小时|分钟|日|天|周|月|年)"
CLOCK_UNITS = {"分钟": 1, "小时": 60}
MONTH_UNITS = {"月": 1, "年": 12}
DAY_UNITS = {"日": 1, "天": 1, "自然日": 1, "周": 7}
WORK_DAY = "工作日"
EVENT_BEFORE_OFFSET = r"^(?:应?自|从|于)?(?P<event>.*?)(?:之日起|日起|之?后|起|以后)(?:的|于|应|,)*$"
EVENT_AFTER = (
    r"^(?:待|在|自|于)?(?P<event>.+?)(?:之?后|以后|之日起)(?:[,,].*|(?:及时|立即|尽快|适时|按要求|按程序)[^\d]{0,12})?$"
)
EVENT_BEFORE = r"^(?:在|于)?(?P<event>(?:\d{4}年)?[^0-9]*[^0-9月年日])(?:之|以)?前(?:完成.*)?$"
EVENT_DURING = r"^(?P<event>.+?期间)"
EVENT_SAME_TIME = r"同步(?:起草|审批|发布|推进|实施|公开|解读)|^(?:与|同|随|和).{1,24}同步$"

FROM_DAY = r"\d{1,2}月\d{1,2}[日号](?=起|开始)"
ASK_BESIDE = "“{text}”既要按期报送，又写了{days}，后一个日子没有列入；请核对，需要的另列任务或在“决定”填写截止日期"
ASK_BEFORE = "“{text}”可以理解为{early}或{late}，暂按较早的一天计算，请在“决定”填写截止日期"

# dates, limits and targets inside a task's own sentence
SENTENCES = r"[。；;!？\n]+"
CLAUSES = r"[，,。；;:：]+"
NUMERAL = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
THIS_YEAR = r"(?:(?:\d{4}年度?|今年|本年度?|当年)的?)?"
END = r"(?:[底末]|内(?!容|部|设))"
DATED = (
    THIS_YEAR + NUMERAL + r"月" + NUMERAL + r"[日号](?:之|以)?(?:前|止)",
    THIS_YEAR + NUMERAL + r"月份?(?:[上中下]旬|[底末])(?:之|以)?前?",
    THIS_YEAR + rf"第?[1-4一二三四]季度(?:{END}(?:之|以)?前?|(?:之|以)?前)",
    THIS_YEAR + rf"[上下]半年(?:{END}(?:之|以)?前?|(?:之|以)?前)",
    r"(?:\d{4}年|[今本当]年)?年?(?<=年)" + END + r"(?:之|以)?前?",
)
"""Phrases that date a piece of work, on text without blanks."""
NOT_DUE_AFTER = r"(?:每|每年|每个?|自|从|至|到|截至|\d)$"
NOT_DUE_BEFORE = (
    r"^(?:仍未|尚未|未|以来|起|至今|开始|印发|发布的|颁布|实施的"
    r"|(?:计划)?(?:至少|不少于|不低于))"
)
EVENT_CLAUSES = (
    r"^(?:对于|对|针对|凡是?|遇有?|涉及)(?P<event>.+)$",
    r"^(?:在|自)?(?P<event>.+?)(?:之?后|以后|之日起)$",
)
EVENT_LEAD = r"^.*?(?:应当?|须|要)?(?:[于在自从])(?=[^于在自从]+$)"
LONG_SPAN = "年"
JOIN_DATES = "、"
ASK_DISAGREE = (
    "“完成时限”是“{cell}”，任务要求里写“{phrase}”（{days}），两处不一致，暂按较早的一天计算，请在“决定”填写截止日期"
)

# countable targets
COUNTED = r"(?P<n>\d+(?:\.\d+)?)(?P<unit>[%‰]|人次|[次条篇场件期份个项家位人起例名户套处届轮批])"
AT_MOST = r"不超过|不得超过|不高于|控制在"
TARGETS = (
    r"(?P<most>" + AT_MOST + r")(?P<what>[^,。;:、\d]{0,24}?)" + COUNTED,
    r"(?P<least>不少于|不得少于|不低于|不得低于|至少|达到?|超过|突破)(?P<what>[^,。;:\d]{0,24}?)" + COUNTED,
    r"(?P<what>)" + COUNTED + r"(?P<above>及?以上)",
    r"(?P<each>每个?(?:年|半年|季度?|月|周))(?:度)?(?P<what>[^,。;:\d]{0,24}?)" + COUNTED,
)
PER_BEFORE = r"(?:每个?(?P<per>半年|年|季度?|月|周)|(?P<whole>全年|年内|年度内|本年度?|今年))[^,。;]*$"
PER_NAMES = {"年": "年", "半年": "半年", "季度": "季度", "季": "季度", "月": "月", "周": "周"}
TIMES_A_YEAR = {"": 1, "年": 1, "半年": 2, "季度": 4, "月": 12, "周": 52}
NOT_COUNTED = r"^(?:一|1)?次(?:办|生成|性|跑)"
PERCENT = "%"
SAY_LEAST = "不少于"
SAY_LEAST_SHARE = "不低于"
SAY_MOST = "不超过"
SAY_EACH = "每"
