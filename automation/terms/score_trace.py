"""Words of the workbook that traces each point (考核评分-年度.xlsx), and of the two papers (考核评分表、自评表)."""

FILE = "考核评分-{year}.xlsx"
PAPER = "考核评分表"
SELF_PAPER = "自评表"
TEMPLATE = "考核评分表.docx"
SELF_TEMPLATE = "自评表.docx"

# sheets and columns of the workbook
TOTALS = "总分"
POINTS = "逐项得分"
CAUSES = "得分依据"
ORDER = "序号"
GROUP = "类别"
PARTY = "考核对象"
BASE = "百分比的基数"
TOTAL = "总分"
BAND = "等次"
REMARK = "备注"
STANDARD = "计分标准"
SAID = "计数"
AMOUNT = "得分"
COUNT = "依据数"
ORIGIN = "所在行"
TASK = "编号"
SECTION = "科室"
PERIOD = "报告期"
STATE = "情况"
GOOD = "得分或失分"
EARNED = "得分"
LOST = "失分"

# how a rule is said in short
STANDARDS = {
    "full": "满分{value}",
    "bonus": "每{piece}加{value}{unit}",
    "deduction": "每{piece}扣{value}{unit}",
}
CAPPED = "，最多{cap}{unit}"
UNIT_POINTS = "分"
UNIT_PERCENT = "%（按总分）"
ONE_TIME = "次"
ONE_PIECE = "项"

# fields of the two templates
STATE_OF_DAY = "统计口径"
SUMMARY = "综述"
METHODS = "计分办法"
TABLES = "各表"
TABLE_TITLE = "标题"
TABLE_SCORES = "评分表"
TABLE_CAUSES = "依据表"
CAUSES_TITLE = "依据标题"
ROWS = "各项"
ROW_ORDER = "序号"
ROW_ITEM = "项目"
ROW_STANDARD = "标准"
ROW_AMOUNT = "得分"
ROW_SAID = "依据"
FIELD_NOTE = "附言"
FIELD_TOTAL = "总分"
FIELD_BAND = "等次"

# the two papers
AS_OF = "截至{day}"
WHOLE_YEAR = "{year}年度"
SCORE_TITLE = "{year}年政务公开工作考核评分表"
SELF_TITLE = "{year}年政务公开工作自评表"
TITLE_OF = "{year}年政务公开工作{group}考核评分表"
CAUSES_OF = "{group}考核得分依据"
HEAD_ORDER = "序号"
HEAD_PARTY = "考核对象"
HEAD_TOTAL = "总分"
HEAD_BAND = "等次"
CAUSE_HEADS = ("考核对象", "项目", "计分标准", "得分", "依据")
PARTY_REMARK = "{party}（{remark}）"
NOT_APPLICABLE = "—"
COUNTED = "{state}，参加考核的{group}{count}个，平均{mean}分，最高{high}分（{best}）{bands}{ended}。"
ENDED_SAID = "；另有年中撤并的{count}个，不评等次"
BANDS_SAID = "；{bands}"
BAND_SAID = "{band}{count}个"
INTERIM = "年度未终了，分数按统计日期的台账计，不是年度结果。"
SELF_SUMMARY = "{state}，按考核规则自评，总分{total}分{band}。"
SELF_BAND = "，等次为{band}"
SELF_NOTE = "各项得分的依据逐行列在“{file}”里，佐证材料见总台账“考核评分”和“科室进展”。"
JOINED = "、"
PARTED = "；"
MOST_BEST = 3
AND_MORE = "{shown}等{count}个"
METHODS_SAID = (
    "各项得分按总台账“考核规则”逐条计算。批准延期的按新期限；不涉及、暂缓、取消和只配合的不计；印发前的报告期不计。",
    "每项得分四舍五入到两位小数，总分为所列各项得分之和。按总分的百分比加减的，以其余各项之和为基数，互不累乘。",
    "没有应计事项的率按满分计。年中撤并的科室，撤并前到期或办结的计入该科室，其后的计入并入的科室，撤并的不评等次。",
    "每项得分的依据逐行列在“{file}”里，可以链接到总台账的那一行。",
)
LOST_ROWS = "失分：{rows}"
ROW_OF_PERIOD = "{order}（{period}）"
ORDERS = "序号{rows}"
MARK_SAID = "{on}{reason}"
MOST_ROWS = 10
MORE_ROWS = "{shown}等{count}项"

# what the terminal tells
SCORED = "考核：{groups}"
SCORED_GROUP = "{group}{count}个"
GROUPS_JOINED = "，"
UNDATED = "年度未终了，分数按统计日期计"
UNHIDE = "（看不到这张表的：在任一工作表标签上点右键，选“取消隐藏”）"
HOW_TO = "评分和加减分在总台账“考核评分”填写，规则在“考核规则”改" + UNHIDE
COLUMNS = ("考核对象", "总分", "等次", "备注")
NO_RULES = "总台账“考核规则”里没有能用的规则，算不出分；请填写规则" + UNHIDE
NOBODY = "没有可以考核的对象：科室名录里没有科室承担任务，算不出分"
