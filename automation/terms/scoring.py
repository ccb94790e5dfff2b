"""Words of the scores (考核): the sheet of rules, the sheet of the office's marks, and the closed list of facts."""

RULES = "考核规则"
MARKS = "考核评分"

# columns of 考核规则
NUMBER = "规则编号"
GROUP = "考核对象"
ITEM = "项目"
KIND = "类型"
VALUE = "分值"
CAP = "上限"
FACT = "依据"
UNIT = "单位"
NOTE = "说明"

# columns of 考核评分
ON = "日期"
PARTY = "考核对象"
AMOUNT = "得分或次数"
REASON = "事由"
EVIDENCE = "佐证材料"

# 考核对象
SECTIONS = "科室"
SUBORDINATES = "下级单位"
OURSELVES = "本单位自评"
EVERYBODY = "全部"
GROUPS = (SECTIONS, SUBORDINATES, OURSELVES)
GROUP_CHOICES = (*GROUPS, EVERYBODY)
SUBORDINATE_CATEGORIES = ("下级单位", "下级", "县市", "县市区", "县区", "市县", "区县", "乡镇", "乡镇街道", "街道")
"""The 类别 in 科室名录 that make a row a unit below (下级单位) and no section."""
SELF = ("本单位", "本机关", "自评", OURSELVES)
"""What 考核评分 may call the office itself, beside its names."""

# 类型
BASE = "基础分"
DONE_RATE = "完成率"
TIME_RATE = "及时率"
QUALITY = "质量"
BONUS = "加分"
DEDUCTION = "扣分"
BAND = "等次"
KINDS = (BASE, DONE_RATE, TIME_RATE, QUALITY, BONUS, DEDUCTION, BAND)
FULL_MARKS = (BASE, DONE_RATE, TIME_RATE, QUALITY)  # 分值 is the most there is to be had
PER_PIECE = (BONUS, DEDUCTION)  # 分值 is what one piece brings or costs

# 依据: the facts the program knows
FIXED = "固定"
TASKS_DONE = "任务完成率"
DUE_DONE = "到期完成率"
ON_TIME = "按时办结率"
HANDED_ON_TIME = "报送及时率"
GRADED = "办公室评分"
REGISTERED = "办公室登记"
OVERDUE = "逾期未办结"
DONE_LATE = "逾期办结"
NOT_HANDED = "未报送"
HANDED_LATE = "迟报送"
RETURNED = "退回"
TOTAL = "总分"
FACTS_OF = {
    BASE: (FIXED,),
    DONE_RATE: (TASKS_DONE, DUE_DONE),
    TIME_RATE: (ON_TIME, HANDED_ON_TIME),
    QUALITY: (GRADED,),
    BONUS: (REGISTERED,),
    DEDUCTION: (REGISTERED, OVERDUE, DONE_LATE, NOT_HANDED, HANDED_LATE, RETURNED),
    BAND: (TOTAL,),
}
FACTS = tuple(dict.fromkeys(fact for facts in FACTS_OF.values() for fact in facts))
TYPED_FACTS = (FIXED, GRADED, REGISTERED, TOTAL)  # those that need nothing of the ledger
OF_MARKS = (GRADED, REGISTERED)  # those a row of 考核评分 may name

# 单位
POINTS = "分"
PERCENT = "总分的%"
UNITS = (POINTS, PERCENT)

# The rules a new master begins with, in the order of RuleTyped. The two bonuses and the heavy deduction are, in
# meaning, those of documents 000 and 001; the rest is for the office to change.
_DONE = "到统计日期应完成的里已完成、已销号的比例，年终时全部都应完成；不涉及、暂缓、取消的和配合的不计"
_TIMELY = "到期的任务、报告期和触发事件里按期限（批准延期的按新期限）办结的比例；印发前的报告期不计"
_HANDED = "各报送期在报送日以前（含当天）报来的比例"
_GRADE = "在“考核评分”填得分，最多为“分值”；一年评几次的取平均"
_HEAD = "参加上级政府新闻发布会，由主要负责同志出席并作主发布的，每场按年度总得分的这个比例加"
_DEPUTY = "参加上级政府新闻发布会，由分管领导发布的，每场按年度总得分的这个比例加"
_HEAVY_SECTION = "重大政务舆情处置、回应、报告出了问题的"
_HEAVY_BELOW = "到年底还没有建立专门工作机构的"
_HEAVY_OURS = "到年底还没有明确工作承担机构的"
_RESULT = "各县市、下属单位的考评结果，由办公室填入“考核评分”"
_HEAVY = "；每次扣多少由办公室在“分值”定，发生了在“考核评分”登记"
DEFAULT_RULES: tuple[tuple[str, str, str, str, float, float | None, str, str, str], ...] = (
    ("KS-1", SECTIONS, "日常工作", BASE, 20, None, FIXED, POINTS, "参加考核的都得"),
    ("KS-2", SECTIONS, "任务完成", DONE_RATE, 30, None, DUE_DONE, POINTS, _DONE),
    ("KS-3", SECTIONS, "按时办结", TIME_RATE, 20, None, ON_TIME, POINTS, _TIMELY),
    ("KS-4", SECTIONS, "进展报送", TIME_RATE, 10, None, HANDED_ON_TIME, POINTS, _HANDED),
    ("KS-5", SECTIONS, "工作质量", QUALITY, 20, None, GRADED, POINTS, _GRADE),
    ("KS-6", SECTIONS, "逾期未办", DEDUCTION, 2, 10, OVERDUE, POINTS, "逾期清单里每项扣，扣到“上限”为止"),
    ("KS-7", SECTIONS, "逾期办结", DEDUCTION, 0.5, 5, DONE_LATE, POINTS, "办结了但超过期限的每项扣，轻于没有办结"),
    ("KS-8", SECTIONS, "重扣分", DEDUCTION, 10, None, REGISTERED, POINTS, _HEAVY_SECTION + _HEAVY),
    ("XJ-1", SUBORDINATES, "综合考评", QUALITY, 100, None, GRADED, POINTS, _RESULT),
    ("XJ-2", SUBORDINATES, "主要负责人发布", BONUS, 2, None, REGISTERED, PERCENT, _HEAD),
    ("XJ-3", SUBORDINATES, "分管领导发布", BONUS, 1, None, REGISTERED, PERCENT, _DEPUTY),
    ("XJ-4", SUBORDINATES, "重扣分", DEDUCTION, 10, None, REGISTERED, POINTS, _HEAVY_BELOW + _HEAVY),
    ("ZP-1", OURSELVES, "日常工作", BASE, 20, None, FIXED, POINTS, ""),
    ("ZP-2", OURSELVES, "任务完成", DONE_RATE, 40, None, DUE_DONE, POINTS, _DONE),
    ("ZP-3", OURSELVES, "按时办结", TIME_RATE, 20, None, ON_TIME, POINTS, _TIMELY),
    ("ZP-4", OURSELVES, "工作质量", QUALITY, 20, None, GRADED, POINTS, _GRADE),
    ("ZP-5", OURSELVES, "主要负责人发布", BONUS, 2, None, REGISTERED, PERCENT, _HEAD),
    ("ZP-6", OURSELVES, "分管领导发布", BONUS, 1, None, REGISTERED, PERCENT, _DEPUTY),
    ("ZP-7", OURSELVES, "逾期未办", DEDUCTION, 0.5, 10, OVERDUE, POINTS, "逾期清单里每项扣，扣到“上限”为止"),
    ("ZP-8", OURSELVES, "重扣分", DEDUCTION, 10, None, REGISTERED, POINTS, _HEAVY_OURS + _HEAVY),
    ("DC-1", EVERYBODY, "优秀", BAND, 90, None, TOTAL, POINTS, "总分从“分值”起（含）；“上限”空白就到上一个等次为止"),
    ("DC-2", EVERYBODY, "良好", BAND, 80, None, TOTAL, POINTS, ""),
    ("DC-3", EVERYBODY, "合格", BAND, 60, None, TOTAL, POINTS, ""),
    ("DC-4", EVERYBODY, "不合格", BAND, 0, None, TOTAL, POINTS, "最低一等从0起，0以下的也在内"),
)

# what a cause says
SAID_FIXED = "固定给分"
SAID_NOTHING = "没有应计的事项，按满分计"
SAID_UNMARKED = "还没有评分，计0分"
SAID_RATE = "{done}/{total}"
SAID_PIECES = "{count}项"
SAID_MARKS = "评分{marks}"
SAID_TIMES = "{count}次"
SAID_DONE = "已办结，没有期限"
SAID_HANDED = "应于{due}前报，{on}报"
SAID_NOT_HANDED = "应于{due}前报，没有报"
SAID_STATUS = "{status}"
SAID_HANDED_OVER = "{said}（已移交{section}）"
SAID_OVERDUE = "逾期{days}天"
NO_STATUS = "未启动"
MARKS_JOINED = "、"

# remarks of a party
UNTIL = "{day}撤并"
UNTIL_INTO = "{day}并入{section}"

BLANK = "空白"
NO_END = "最高分"
