"""Sheet names and column headers (表名、列名), and where the office finds them."""

# file and folder names
MASTER_FILE = "总台账.xlsx"
MASTER_WAITING = "总台账-待替换.xlsx"
MASTER_DAMAGED = "总台账-损坏.xlsx"
SECTION_FOLDER = "科室填报"
REMINDER_FOLDER = "催办单"
NEXT_ISSUE = "{section}-第{issue}期.xlsx"
WEEKLY_FILE = "周报"
NOTICE_FILE = "通知"
SIGNING_FILE = "发文稿纸"
ANNUAL_FILE = "年度报告-{year}"

# sheets of the master
TASKS = "任务分工表"
DUTIES = "科室进展"
PERIODS = "分期进展"
EVENTS = "触发事件"
OVERDUE = "逾期清单"
MISSING = "催报清单"
BOARD = "汇总看板"
CONFLICTS = "冲突"
QUESTIONS = "待定事项"
FINDINGS = "问题清单"
CHANGES = "变更记录"
RUNS = "运行记录"
INDICATORS = "指标汇总"
READINGS = "指标填报"
REPORT_TEXT = "年报文字"
LAST_REPORT = "上年年报"
ANNUAL_TABLES = ("年报表二", "年报表三", "年报表四")
COVERINGS = "上级任务对照"
DELIVERIES = "报送要求"
HOLIDAYS = "放假安排"
DRAFTS = "发文稿"
REGISTER = "发文登记"
PAGES = "科室表"
SECTIONS = "科室名录"
SETTINGS = "参数"

# sheets of a section's workbook
COVER = "填报说明"
FORM_DUTIES = "任务进展"
FORM_PERIODS = "分期填报"
FORM_EVENTS = "触发事件"
FORM_READINGS = "指标填报"
IDENTITY = "系统信息"

# columns
NUMBER = "编号"
ORDER = "序号"
AREA = "一级工作任务"
TOPIC = "二级工作任务"
REQUIREMENT = "具体要求"
UNITS = "责任原文"
LEADS = "牵头科室"
SUPPORTS = "配合科室"
DEADLINE = "完成时限"
DUE = "截止日期"
PRESENT_DUE = "现截止日期"
TARGET = "目标"
STATUS = "状态"
LIGHT = "亮灯"
DAYS_LATE = "逾期天数"
PROGRESS = "进展情况"
QUANTITY = "完成数"
FINISHED_ON = "完成日期"
EVIDENCE = "佐证材料"
PROBLEM = "存在问题"
NEXT_STEP = "下一步措施"
UPDATED_ON = "最近更新"
SECTION = "科室"
ROLE = "职责"
TASK = "工作任务"
EXTENSION_TO = "申请延期至"
EXTENSION_REASON = "延期理由"
GRANTED_TO = "批准延期至"
GRANTED_ON = "批准日期"
REVIEW = "核查意见"
REVIEWED_ON = "核查日期"
SUPPORT_PROGRESS = "配合进展"
PERIOD = "报告期"
PERIOD_DUE = "应报日期"
EVENT_KEY = "事件号"
EVENT = "事件"
HAPPENED_ON = "发生时间"
TIME_LIMIT = "要求时限"
OWED_BY = "应完成时间"
ACTUALLY_ON = "实际完成时间"
PLAN_UNITS = "牵头落实科室"
OWED = "应报内容"
REPORT_STATE = "报送状态"
REPORT_PERIOD = "报送期"
LAST_HANDIN = "上次报送"
DUTY_COUNT = "承担任务"
DONE_COUNT = "已完成"
UNDER_WAY_COUNT = "推进中"
NOT_STARTED_COUNT = "未启动"
OVERDUE_COUNT = "逾期"
SOON_COUNT = "临期"
STALE_COUNT = "久未更新"
RATE = "完成率"
CONFLICT_KEY = "冲突号"
SHEET = "工作表"
FIELD = "字段"
BASE_VALUE = "下发值"
MASTER_VALUE = "主表值"
SECTION_VALUE = "科室值"
SOURCE = "出处"
SOURCE_ISSUE = "期次"
FOUND_ON = "发现日期"
CHOICE = "采用"
HAND_VALUE = "手填值"
QUESTION_KEY = "事项号"
QUESTION_KIND = "类别"
QUESTION_TEXT = "原文"
QUESTION = "问题"
ANSWER = "决定"
SEVERITY = "级别"
PLACE = "位置"
VALUE = "值"
SAID = "说明"
RUN = "批次"
BEFORE = "原值"
AFTER = "新值"
RULE = "依据"
CHANGED_ON = "日期"
COMMAND = "命令"
AS_OF = "统计日期"
WALL_TIME = "运行时间"
FILES_READ = "读入文件"
CHANGE_COUNT = "变更数"
CONFLICT_COUNT = "冲突数"
FINDING_COUNT = "问题数"
INDICATOR_NAME = "指标名称"
INDICATOR_VALUE = "数值"
INDICATOR_NOTE = "备注"
INDICATOR_NUMBER = "指标编号"
LAST_TABLE = "表"
LAST_LINE = "项目"
LAST_COLUMN = "栏目"
INDICATOR_UNIT = "单位"
INDICATOR_SECTIONS = "填报科室"
INDICATOR_CYCLE = "统计周期"
INDICATOR_RULE = "汇总办法"
INDICATOR_TOTAL = "汇总值"
READING_PERIOD = "统计期"
READING_VALUE = "填报值"
READING_NOTE = "说明"
PART = "部分"
PARAGRAPH_ORDER = "段次"
PARAGRAPH = "文字"
NAME = "名称"
ALIASES = "别名"
CATEGORY = "类别"
SINCE = "自"
UNTIL = "至"
MERGED_INTO = "并入"
COUNTS = "计入各科室"
CONTACT = "联系方式"
SETTING_VALUE = "值"
SETTING_NOTE = "说明"
HOLIDAY_FIRST = "日期"
HOLIDAY_LAST = "至"
HOLIDAY_KIND = "安排"
HOLIDAY_NOTE = "说明"
DAY_OFF = "放假"
DAY_ON = "上班"
DELIVERY_ITEM = "事项"
DELIVERY_TO = "报送对象"
DELIVERY_DUE = "截止"
DELIVERY_FORM = "形式"
DELIVERY_SOURCE = "来文字号"
PAPER_ON = "纸质收到"
ELECTRONIC_ON = "电子收到"
UPSTREAM_KEY = "上级序号"
UPSTREAM_AREA = "上级工作任务"
UPSTREAM_TASK = "上级具体要求"
UPSTREAM_DEADLINE = "上级完成时限"
COVER_SUGGESTED = "建议对应"
COVER_REASON = "建议理由"
COVER_CHOSEN = "对应序号"
COVER_NOTE = "说明"
DOCUMENT_KIND = "文种"
TITLE = "标题"
TITLE_LINES = "标题分行"
RECIPIENTS = "主送"
COPIES = "抄送"
BODY = "正文要点"
OPENNESS = "公开属性"
REASON = "理由"
NOTE = "附注"
CONTACT_OFFICE = "联系人"
DRAFTED_BY = "拟稿"
CHECKED_BY = "核稿"
COSIGNED = "会签"
SIGNER = "签发人"
SIGNED_ON = "签发日期"
DOCUMENT_NUMBER = "文号"
PRINTED_ON = "印发日期"
ATTACHMENTS = "附件"
PARTNERS = "联合机关"
SEAL = "用印"
POSTS = "签名章职务"
ATTENDANCE = "出席列席"
COPY_COUNT = "份数"
REMARK = "备注"
SEALED, UNSEALED, STAMPED = SEAL_VALUES = ("加盖印章", "不加盖印章", "加盖签名章")  # the sign-offs of GB/T 9704, 7.3.5
OPENLY = "主动公开"
OPENNESS_VALUES = (OPENLY, "脱密后公开", "依申请公开", "删减后公开", "不予公开")

PAGE_NAME = "表名"
PAGE_ISSUE = "下发期次"
PAGE_ON = "下发日期"

# 采用
TAKE_MASTER = "主表"
TAKE_SECTION = "科室"
TAKE_HAND = "手填"
CHOICES = (TAKE_MASTER, TAKE_SECTION, TAKE_HAND)

# 填报说明
COVER_TITLE = "{section}{year}年任务进展填报表"
COVER_HINTS = (
    "一、只填“任务进展”“分期填报”“触发事件”“指标填报”“主动公开登记”各表中的白色单元格，灰色单元格由办公室填写。",
    "二、可以筛选、排序、隐藏行，不要删除行；新任务请写在表尾，由办公室编号。",
    "三、填“已完成”时请同时填写完成日期和佐证材料；本期没有变化的，在下面“本期无变化”填“是”。",
)
COVER_PERIOD = "报送期"
COVER_FILLED_BY = "填报岗位"
COVER_CHECKED_BY = "审核岗位"
COVER_HANDED_ON = "报送日期"
COVER_NO_CHANGE = "本期无变化"
COVER_NEEDED = "本期需要办理的任务"
COVER_NOTHING = "本期没有到期或临期的任务，如有新进展请照常填写。"

# 系统信息
ID_OFFICE = "发文机关"
ID_YEAR = "年度"
ID_SECTION = "科室"
ID_ISSUE = "下发期次"
ID_BASE = "下发值"

# 同一工作簿
PAGE_NEXT = "-第{issue}期"
PAGE_AGAIN = "（{count}）"
PAGE_LIMIT = 31  # characters of a sheet's name, as Excel counts them
PAGE_RESERVED = ("history",)  # a name Excel keeps for itself
PAGE_SIGNS = str.maketrans(":\\/?*[]'", "：＼／？＊［］’")
PAGE_ROWS = "序号{orders}"

# 指标
OWN_INDICATOR = "ZB{year}-{count:02d}"
BY_MONTH, BY_QUARTER, BY_HALF, BY_YEAR = "每月", "每季度", "每半年", "全年"
INDICATOR_CYCLES = (BY_MONTH, BY_QUARTER, BY_HALF, BY_YEAR)
WHOLE_YEAR = "{year}"
SUMMED, LATEST, TOLD = "求和", "最新", "文字"
INDICATOR_RULES = (SUMMED, LATEST, TOLD)
INDICATOR_CELL = "填入年报"

# 参数
SET_OFFICE = "发文机关"
SET_SHORT = "机关简称"
SET_CODE = "机关代字"
SET_YEAR = "年度"
SET_ISSUED = "印发日期"
SET_KIND = "机关性质"
SET_CYCLE = "报送周期"
SET_REPORT_DAY = "报送日"
SET_SOON = "临期天数"
SET_STALE = "久未更新天数"
SET_REPLY = "催办回复天数"
SET_MODE = "填报方式"
SET_BLANK = "空白写法"
SET_FIRST_LEADS = "首位牵头"
SET_SIGNED = "年报成文日期"
SET_REPORT_DUE = "年报内部期限"
SET_OVERVIEW = "总体情况字数"
SET_WHOLE = "发文登记完整"
SET_ITEMS = "主动公开登记科室"
CYCLES = ("每月", "每季度")
MODE_FILES = "分文件"
MODE_PAGES = "同一工作簿"
MODES = (MODE_FILES, MODE_PAGES)
KIND_DEPARTMENT = "部门"
KIND_GOVERNMENT = "政府"
SETTING_NOTES = {
    SET_OFFICE: "全称，用于发文机关标志和落款",
    SET_SHORT: "规范化简称，用于标题",
    SET_CODE: "发文字号用，如 楚卫通；有几个的用顿号分开，通知用第一个",
    SET_YEAR: "方案年度，四位数字",
    SET_ISSUED: "方案印发日期，此前结束的报告期不计",
    SET_KIND: "部门（次年1月31日前公布年报）或 政府（3月31日前）",
    SET_CYCLE: "每月 或 每季度",
    SET_REPORT_DAY: "每个报送期最后一个月的几号报送，1至31",
    SET_SOON: "到期前几天起亮黄灯",
    SET_STALE: "全年工作多少天没有新进展亮黄灯",
    SET_REPLY: "催办单要求几天内回复",
    SET_MODE: "分文件：每个科室一个工作簿；同一工作簿：每个科室在总台账里有一张表",
    SET_BLANK: "年报数字单元格空白时印成什么，默认 0",
    SET_FIRST_LEADS: "责任单位没有写明牵头时，列第一位的是否为牵头：是 或 否",
    SET_SIGNED: "年度报告的成文日期",
    SET_REPORT_DUE: "本单位要求年报完成的日期，早于法定公布日；可以不填",
    SET_OVERVIEW: "年报第一部分最多多少字，有的地方限1000字；0为不限",
    SET_ITEMS: "在填报表里登记主动公开的科室，用顿号分开，都登记填 各科室；空白则只由办公室在登记簿登记",
    SET_WHOLE: "“发文登记”是否登记了本机关的全部发文：是（检查断号）或 否",
}
SETTING_DEFAULTS = {
    SET_OFFICE: "",
    SET_SHORT: "",
    SET_CODE: "",
    SET_YEAR: "",
    SET_ISSUED: "",
    SET_KIND: KIND_DEPARTMENT,
    SET_CYCLE: CYCLES[0],
    SET_REPORT_DAY: "25",
    SET_SOON: "15",
    SET_STALE: "60",
    SET_REPLY: "5",
    SET_MODE: MODES[0],
    SET_BLANK: "0",
    SET_FIRST_LEADS: "否",
    SET_SIGNED: "",
    SET_REPORT_DUE: "",
    SET_OVERVIEW: "0",
    SET_WHOLE: "否",
    SET_ITEMS: "",
}

# 问题清单、变更记录里的依据
RULE_REVISED = "修订方案"
RULE_SECTION = "科室填报"
RULE_OFFICE = "办公室修改"
RULE_SIGNED = "签发登记"
RULE_UNDO = "撤销"
RULE_CHOICE = "冲突裁定：{choice}"
AS_OF_RUN = "按指定日期"
REPORT_DUE = "待报"
REPORT_LATE = "未报"
TOTAL = "合计"

# 待定事项
QUESTION_OPEN_GROUP = "责任单位"
QUESTION_DEADLINE = "完成时限"
QUESTION_DEMAND = "正文要求"
QUESTION_ROW = "科室新增"
DEMAND_KEY = "正文-{count:02d}"
ROW_KEY = "新增-{section}-{count:02d}"
FROM_BODY = "正文要求"
TASK_NUMBER = "RW{year}-{order:04d}"
OWN_NUMBER = r"RW\d{4}-\d{4}"
PLAIN_NUMBER = r"\d{1,4}"
AS_TASK = "任务"
AS_DELIVERY = "报送要求"
NOT_TAKEN = "不采纳"
DEMAND_CHOICES = (AS_TASK, AS_DELIVERY, NOT_TAKEN)
ROW_CHOICES = (AS_TASK, NOT_TAKEN)
LED_BY = "{section}牵头落实"
ASK_ROW = "{section}在表中新增了这一行（{said}）。请在“决定”填写 任务 或 不采纳。"
ASK_DEMAND = "正文里的这项要求不在任务表中，建议列为“{kind}”；请在“决定”填写 任务、报送要求 或 不采纳。"
ASK_OPEN_GROUP = "“{group}”指哪些科室？请在“决定”填写科室名称，用顿号分开；都不涉及填“无”。"
ASK_UNKNOWN_UNIT = "“{unit}”不在科室名录中，请在“决定”填写它对应的科室名称，用顿号分开；不需要填“无”。"
ASK_EVENT = "“{event}”何时发生尚不知道，发生后请在“触发事件”填写发生时间；原文没有写明期限的，请在“决定”填写截止日期。"
ASK_DEADLINE = "看不懂这个完成时限，请在“决定”填写截止日期，如 2018-12-31。"
NONE_ANSWER = "无"

LIST_SEPARATOR = "、"
AND_MORE = "{shown}等"
LIST_SPLIT = r"[、，,;；\s/]+"
JOIN_PROGRESS = "{section}：{progress}"
JOIN_SEPARATOR = "；"
COPY_SAYS = "{file}为“{value}”"
TARGET_SEPARATOR = "；"
BLANK_KEPT = "空"
SEED_ITEM = "信息内容"
SEED_COLUMN = "列名"
SEED_VALUE = "数值"
HANDIN_DAY = "日期"
HANDIN_FILE = "文件"
HANDIN_SHEET = "工作表"
HANDIN_ORDER = "序号"
HANDIN_ROW = "行"
HANDIN_COLUMN = "列"
HANDIN_VALUE = "值"
HANDIN_AS = "写法"
AS_DATE = "日期"
AS_NUMBER = "数字"
MASTER_NAME = "总台账"
NOTICE_KIND = "通知"
DOWNWARD_KINDS = ("通报", "意见", "批复", "决定", "公告", "通告", "公报")  # with the head of a notice, and no plan
UPWARD_KINDS = ("报告", "请示")  # to an organ above
LETTER_KINDS = ("函", "复函")
MINUTES_KINDS = ("纪要", "会议纪要")
TO_NOBODY_KINDS = (*MINUTES_KINDS, "公告", "通告", "公报", "决定")  # to whoever reads them: 主送 may stay blank
