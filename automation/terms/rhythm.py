"""Words the papers of the year's rhythm are drafted with: 月提醒, 通报, 领导一页纸, 落实情况报告."""

# files and templates
MONTHLY_FILE = "月提醒"
MONTHLY_TEMPLATE = "月提醒.docx"
BULLETIN_FILE = "通报-第{quarter}季度"
BULLETIN_TEMPLATE = "通报.docx"
ONE_PAGE_FILE = "领导一页纸"
ONE_PAGE_TEMPLATE = "领导一页纸.docx"
REPORT_FILE = "落实情况报告"
SECTION_REPORT_FOLDER = "科室落实情况报告"
SECTION_REPORT_TEMPLATE = "科室落实情况报告.docx"

# fields of the templates
MONTH = "月份"
LINES = "科室情况"
DUE_COUNT = "到期"
PERIOD_COUNT = "分期"
CLOSING_COUNT = "全年工作"
LATE_COUNT = "逾期数"
STATE = "报送"
DUE_ITEMS = "应办"
DUE_KIND = "类别"
DUTY_COUNT = "承担任务"
DONE_COUNT = "已完成"
RATE = "完成率"
LIGHTS = "亮灯"
RED, YELLOW, GREEN = "红灯", "黄灯", "绿灯"
RIGHT = "右"  # before the names of the lights in the right half of a row
CHANGED = "变化"
MORE = "其余"

# document properties
MONTHLY_TITLE = "{year}年{month}月政务公开工作提醒"
ONE_PAGE_TITLE = "{year}年政务公开工作一页纸"
SECTION_REPORT_TITLE = "{section}{year}年政务公开工作落实情况报告"

# kinds of what is due
TASK, PERIOD, EVENT = "任务", "分期", "事件"
NONE = ""

JOIN = "、"
PARTED = "；"
STOP = "。"
STOPS = "。；;，,、.．！!？? "
ITEM = "第{order}项“{item}”{period}"
PERIOD_OF = "（{period}）"
AND_MORE = "等{count}项"

# 月提醒
MONTHLY_SUMMARY = (
    "截至{as_of}，{month}月各科室应办的有：到期任务{due}项，分期应报{periods}项，全年工作收尾{closing}项；"
    "另有逾期{overdue}项（分期任务按期计），要抓紧补办。{missing}"
)
MONTHLY_MISSING = "{period}进展应于{due}前报送，尚未报送的科室{count}个。"
MONTHLY_ALL_IN = "{period}进展各科室均已报送。"
MONTHLY_OWES = "{period}进展，应于{due}前报送"

# 领导一页纸
PAGE_SUMMARY = (
    "{tasks}项任务分解为{duties}项科室职责：红灯{red}项，黄灯{yellow}项，绿灯{green}项{unlit}；已完成{done}项，完成率{rate}；"
    "逾期{overdue}项（分期任务按期计），其中近7天新增{new}项、待通报点名{named}项；未报科室{missing}个；本期变更{changes}处，待决定{decisions}件。"
)
PAGE_CHANGE = "第{order}项（{section}）{what}"
PAGE_CHANGE_OTHER = "{number} {section}{what}"
PAGE_NAMED = "{section}第{order}项{period}{word}，催办单到期仍未办结，将在季度通报中点名，请审定。"
PAGE_EXTENSION = "{section}第{order}项申请延期至{day}{reason}，请审批。"
PAGE_EXEMPT = "{section}第{order}项报不涉及，请核定。"
PAGE_REASON = "（{reason}）"
PAGE_MORE = {
    "lights": "科室另有{count}个没有列出",
    "late": "逾期另有{count}项",
    "changes": "变化另有{count}处",
    "decisions": "待决定另有{count}件",
}
PAGE_LISTS = {"lights": "科室", "late": "逾期事项", "changes": "变化", "decisions": "待决定事项"}
PAGE_MORE_END = "，见周报。"

MONTH_LABEL = r"(\d{4})-(\d{2})"
MONTH_SAID = "{year}年{month}月"

# 通报
KIND_BULLETIN = "通报"
QUARTERS = ("第一季度", "第二季度", "第三季度", "第四季度")
BULLETIN_TITLE = "{office}关于{year}年{quarter}政务公开工作任务完成情况的通报"
BULLETIN_TO = "机关各科室"
BULLETIN_OPENING = "现将{year}年{quarter}（{first}至{last}）政务公开工作任务完成情况通报如下，有关数据截至{as_of}。"
BULLETIN_OVERALL = "一、总体情况"
BULLETIN_COUNTS = (
    "全年{tasks}项任务分解为{duties}项科室职责，已完成{done}项，完成率{rate}。本季度有完成时限的事项{due}项"
    "（分期任务按期计，全年工作不计），其中已办结{due_done}项，未办结{due_open}项。"
    "截至{as_of}，逾期{overdue}项，涉及科室{late_sections}个；{reported}"
)
BULLETIN_REPORTED = "{period}进展应于{due}前报送，尚未报送的科室{count}个。"
BULLETIN_ALL_REPORTED = "{period}进展各科室均已报送。"
BULLETIN_GOOD = "二、做得好的科室"
BULLETIN_GOOD_ONES = "{sections}没有逾期事项，按期报送进展，并有任务办结。其中{best}完成率最高，为{rate}。予以肯定。"
BULLETIN_GOOD_NONE = "没有同时做到无逾期、按期报送并有任务办结的科室。"
BULLETIN_BAD = "三、存在的问题"
BULLETIN_NAMED = "（一）催办后仍未办结"
BULLETIN_NAMED_ONES = "以下{sections}个科室的{count}项工作，经催办到期仍未办结，点名通报："
BULLETIN_NAMED_LINE = "{place}.{section}{count}项：{items}。"
BULLETIN_NAMED_ITEM = "{item}，应于{due}前完成{moved}，{word}"
BULLETIN_MOVED = "（原定{due}）"
BULLETIN_NAMED_NONE = "没有需要点名通报的事项。"
BULLETIN_LATE = "（二）逾期正在催办"
BULLETIN_LATE_ONES = "另有{count}项逾期，正在催办，其中{sections}。"
BULLETIN_SECTION_COUNT = "{section}{count}项"
BULLETIN_LATE_NONE = "没有其他逾期事项。"
BULLETIN_MISSING = "（三）没有按期报送"
BULLETIN_MISSING_ONES = "{period}进展（应于{due}前报送），{sections}没有报送。"
BULLETIN_MISSING_NONE = "本季度已到报送日的各期进展，各科室都已报送。"
BULLETIN_MISSING_EARLY = "本季度各期进展的报送日还没有到。"
BULLETIN_DEMANDS = "四、下一步要求"
BULLETIN_DEMAND_NAMED = "1.点名通报的科室，要在{reply}前书面说明原因，提出办结时间，并把进展填入填报表。"
BULLETIN_DEMAND_ALL = "1.各科室要对照分工逐项自查，有困难的在到期前提出延期申请。"
BULLETIN_DEMAND_LATE = "2.其他逾期事项，要在{reply}前办结，或提出延期申请。"
BULLETIN_DEMAND_NONE = "2.没有逾期事项的科室，要保持进度，按期报送。"
BULLETIN_DEMAND_NEXT = "3.到{last}还有{count}项有时限的事项到期，最早的是{section}第{order}项（{due}），要提前安排。"
BULLETIN_DEMAND_NO_NEXT = "3.到{last}没有新的到期事项，全年工作要按月填报进展。"
BULLETIN_DEMAND_REPORT = "4.下一个报送期是{period}，各科室要在{due}前报送进展；本期没有变化的，也要在填报说明里注明。"
BULLETIN_ATTACHMENT = "各科室任务完成情况表"
BULLETIN_TOO_EARLY = "{year}年{quarter}还没有开始（{first}起），不能通报"
BULLETIN_OTHER_YEAR = "总台账是{year}年度的，统计日期{as_of}在这一年开始之前，不能通报"

# 落实情况报告
KIND_REPORT = "报告"
ABOUT_RESULTS = "落实情况"
REPORT_TITLE = "{office}关于{year}年政务公开工作落实情况的报告"
REPORT_OPENING = "按照{basis}要求，现将我单位{year}年政务公开工作落实情况报告如下，有关数据截至{as_of}。"
REPORT_BASIS_ABOVE = "上级{year}年政务公开工作任务安排和本单位分工方案"
REPORT_BASIS = "本单位{year}年政务公开工作分工方案"
REPORT_OVERALL = "一、总体情况"
REPORT_COUNTS = (
    "我单位把全年工作分为{tasks}项任务、{duties}项科室职责，落实到{sections}个科室，已完成{done}项职责，完成率{rate}，"
    "推进中{under_way}项，未启动{not_started}项；逾期{overdue}项（分期任务按期计）。"
)
REPORT_COVERED = "上级方案的{total}项任务，由本单位任务承接{taken}项。"
REPORT_TASKS = "二、任务落实情况"
REPORT_AREA = "（{place}）{area}"
REPORT_NO_AREA = "其他工作"
REPORT_OWN_AREA = "本单位自行安排的工作"
REPORT_TASK = "{place}.{item}。{said}"
REPORT_SAID = "{progress}（{word}）。"
REPORT_OTHERS = "其余"
REPORT_SILENT = "{others}{count}项还没有可报告的进展：{items}。"
REPORT_ABOVE = "{place}.上级第{key}项“{item}”。{said}"
REPORT_ABOVE_SILENT = "还没有可报告的进展。"
REPORT_UNTAKEN = "没有列入本单位分工。"
REPORT_PROBLEMS = "三、存在问题"
REPORT_PROBLEM_LATE = "截至{as_of}，还有{count}项工作超过时限没有办结：{items}。"
REPORT_PROBLEM_NO_LATE = "没有超过时限未办结的工作。"
REPORT_PROBLEM = "{place}.{item}：{problem}。"
REPORT_NEXT = "四、下一步打算"
REPORT_NEXT_STEP = "{place}.{item}：{step}。"
REPORT_NEXT_NONE = "对照分工方案逐项推进未完成的工作，年底前全部办结；全年工作持续抓好，按月核对进展。"
REPORT_END = "特此报告。"
NUMERALS = "〇一二三四五六七八九十"

# 科室落实情况报告
SECTION_RECIPIENT = "{office}办公室"
SECTION_OPENING = "现将我科室{year}年政务公开工作落实情况报告如下，有关数据截至{as_of}。"
SECTION_COUNTS = "我科室承担{duties}项任务，已完成{done}项，完成率{rate}；逾期{overdue}项（分期任务按期计）。"
SECTION_TASKS = "二、任务落实情况"
SECTION_TASK = "{place}.第{order}项“{item}”（{status}{word}）。{said}"
SECTION_WORD = "，{word}"
SECTION_PERIOD = "{period}：{progress}"
SECTION_DONE = "{on}完成"
SECTION_EVIDENCE = "佐证材料：{evidence}"
SECTION_SILENT = "还没有填写进展的有{count}项，请补写：{items}。"
SECTION_ITEM = "第{order}项“{item}”"
SECTION_SUPPORT = "{place}.第{order}项“{item}”（配合）。{said}"
SECTION_NO_PROBLEM = "没有填写存在问题。"
SECTION_NO_NEXT = "没有填写下一步措施。"

# 报送要求
PAPER_FORM, ELECTRONIC_FORM = r"纸", r"电子|邮|网|光盘"
PAPER_SAID, ELECTRONIC_SAID = "纸质件", "电子件"
OFFICE_NAMED = "办公室"

# what the terminal tells
MONTHLY_DONE = "{month}月提醒：到期 {due} 项，分期 {periods} 项，逾期 {overdue} 项，未报 {missing} 个科室"
BULLETIN_DONE = "{quarter}通报：点名 {named} 项，其他逾期 {others} 项，未报 {missing} 个科室"
REPORT_DONE = "落实情况报告：任务 {tasks} 项，没有填写进展 {silent} 项；科室稿 {drafts} 份；报送要求 {deliveries} 件"
