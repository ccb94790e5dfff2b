"""Words of the timetable (排程): its sheet, how a clerk writes when a job is due, and what a run tells."""

from automation.terms.commands import COMMANDS
from automation.terms.supervision import QUARTER_LABEL, REST_EARLIER, REST_LATER, REST_STAYS, WEEK_LABEL

SHEET = "排程"

JOB = "作业"
CADENCE = "频率"
WHEN = "时间"
ON_REST = "落在休息日"
CATCH_UP = "补做"
ENABLED = "启用"
LAST_RUN = "上次运行"
RESULT = "结果"

DAILY, WEEKLY, MONTHLY, QUARTERLY, YEARLY, ONCE = CADENCES = ("每天", "每周", "每月", "每季", "每年", "一次")
EARLIER, LATER, SAME = REST_VALUES = (REST_EARLIER, REST_LATER, REST_STAYS)
LATEST, ALL = CATCH_UPS = ("最近一次", "全部")

# the commands a timetable may call, as soon as they exist
TIMED = ("merge", "weekly", "remind", "monthly", "bulletin", "report", "score", "annual")
ANNUAL = "annual"
JOBS = {COMMANDS[name]: name for name in TIMED if name in COMMANDS}
"""作业 as the office writes it → command."""
DEFAULTS = tuple(
    (COMMANDS[command], cadence, when, on_rest, catch_up)
    for command, cadence, when, on_rest, catch_up in (
        ("weekly", WEEKLY, "周一 09:00", LATER, LATEST),
        ("monthly", MONTHLY, "1日 09:30", LATER, LATEST),
        ("bulletin", QUARTERLY, "下季首月10日 09:30", LATER, ALL),
        ("report", YEARLY, "11月15日 09:30", EARLIER, ALL),
        ("score", YEARLY, "次年1月5日 09:30", LATER, ALL),
        ("annual", YEARLY, "次年1月10日 09:30", LATER, ALL),
    )
    if command in COMMANDS
)
"""The rows a new master begins with: 作业, 频率, 时间, 落在休息日, 补做."""

# 时间: the day by its 频率, then the hour; without an hour at nine
DAY_AND_HOUR = (
    r"(?P<day>.*?)\s*(?P<half>上午|下午|晚上)?\s*(?P<hour>\d{1,2})\s*"
    r"(?::(?P<minute>\d{1,2})(?::\d{1,2}(?:\.\d+)?)?|[时点](?:(?P<spoken>\d{1,2})分?|(?P<thirty>半))?)"
)
AFTERNOON = ("下午", "晚上")
OPENING = (9, 0)
FRACTION = r"0?\.\d+"  # an hour as a spreadsheet counts it
EVERY_DAY = r"(?:每天|每日)?"
WEEKDAY = r"(?:每?(?:周|星期|礼拜))(?P<weekday>[一二三四五六日天1-7])"
WEEKDAYS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "日": 7, "天": 7}
MONTH_DAY = r"(?P<d>\d{1,2})[日号]?|(?P<last>最后[一1]?[天日]|月底|月末|底|末)|(?P<work>最后[一1]?个?工作日)"
OF_MONTH = rf"(?:每月)?(?:{MONTH_DAY})"
OF_QUARTER = rf"(?:每季度?)?(?P<month>下季度?(?:首|第[一1]个?)|首|中|末|第[一二三123]个?)月(?:的)?(?:{MONTH_DAY})"
QUARTER_MONTHS = {"首": 1, "中": 2, "末": 3, "一": 1, "二": 2, "三": 3, "1": 1, "2": 2, "3": 3}
NEXT_QUARTER = "下季"
OF_YEAR = rf"(?P<next>次年|第二年)?(?P<month>\d{{1,2}})[月\-./](?:{MONTH_DAY})"
WRITTEN_OUT = r"\d{4}(?:-|年)(?P<month>\d{1,2})[月-](?P<d>\d{1,2})日?"  # what a spreadsheet makes of 11月20日
DAY_WRITTEN = r"\d{4}-\d{2}-\d{2}|(?:\d{4}年)?\d{1,2}月\d{1,2}日?"
EXAMPLES = {
    DAILY: "09:00",
    WEEKLY: "周一 09:00",
    MONTHLY: "25日 09:00 或 最后一天 16:00",
    QUARTERLY: "末月25日 09:00 或 下季首月10日 09:00",
    YEARLY: "11月15日 09:00 或 次年1月10日 09:00",
    ONCE: "2018-11-20 09:00",
}

# what a slot is called in the ledger of runs; renamed, every job would be a new one
KEY = "·"  # between 作业, 频率 and the day
SLOT_WEEKDAY = "周{weekday}"
SLOT_DAY = "{day}日"
SLOT_LAST = "最后一天"
SLOT_LAST_WORK = "最后一个工作日"
SLOT_QUARTER = ("首月", "中月", "末月", "下季首月")
SLOT_MONTH = "{month}月"
SLOT_NEXT = "次年"
WEEKDAY_NAMES = "一二三四五六日"

# periods as a clerk reads them
SAY_DAY = "{day}"
SAY_WEEK = WEEK_LABEL
SAY_MONTH = "{year}年{month}月"
SAY_QUARTER = QUARTER_LABEL
SAY_YEAR = "{year}年"

# outcomes
DONE = "完成"
DONE_WITH = "完成，有 {count} 个错误"
PASSED_OVER = "略过"
GIVEN_UP = "放弃"
RUNNING = "正在办，或上次中断"
RETRY = "第{count}次没有办成，还会再试：{said}"
GIVEN_UP_SAID = "试了{count}次没有办成，不再试：{said}"
BROKEN_OFF = "运行中断"
PASSED_OVER_SAID = "错过了，由后一期代替"
RESULT_LINE = "{period}：{said}"

# what the terminal and the log say
LOG_FILE = "排程日志.txt"
LOG_LINE = "{moment}  {said}"
LOG_JOIN = "："
LOG_KEPT = 2000  # lines
PERIOD_OF = "{job}（{period}）"
ROUND_DONE = "{job}（{period}）{said}"
NOTHING_DUE = "没有到期的作业"
NEXT = "下一项：{due} {job}（{period}）"
NEXT_NONE = "本年度各期都办完了"
NONE_LEFT = "本年度没有了"
STARTED = "排程开始，每分钟看一次；按 Ctrl-C 停止"
STOPPED = "排程已停止，下次启动会补上这段时间到期的作业"
OTHER_MACHINE = (
    "这个运行库由另一台电脑排程，没有办任何作业；"
    "确实换了电脑的，先在原来那台停掉排程，再在这台运行 python run.py timetable --take-over"
)
TAKEN_OVER = "今后由这台电脑排程；原来那台请停掉定时任务"
TAKEN_ALREADY = "本来就由这台电脑排程"
LIST_COLUMNS = ("作业", "时间", "下次", "上次")
AS_OF_ONCE = "排程要一直看着时钟，不能指定统计日期；只办一次请加 --once"
BUSY = "另一个排程正在办作业，等它办完再说"
DAY_END = (23, 59)
MOMENT = "%Y-%m-%d %H:%M"

HELP_ONCE = "办完现在到期的作业就结束，给系统自带的定时任务用"
HELP_LIST = "只看下次办什么、上次办得怎样"
HELP_INSTALL = "生成系统定时任务的文件（Windows、Linux）和说明，放在 output/<日期>/定时运行"
HELP_TAKE_OVER = "换了电脑，由这台电脑接着排程"
