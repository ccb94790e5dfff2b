"""Words of the papers (公文): template files, the fields and styles a clerk finds in them, table heads, refusals.

The standing words of a paper stand in its template, where a clerk can change them; here is only what code must know.
"""

# templates/*.docx
NOTICE_TEMPLATE = "通知.docx"
UPWARD_TEMPLATE = "上行文.docx"
LETTER_TEMPLATE = "信函.docx"
MINUTES_TEMPLATE = "纪要.docx"
WEEKLY_TEMPLATE = "周报.docx"
REMINDER_TEMPLATE = "催办单.docx"
ANNUAL_TEMPLATE = "年度报告.docx"
SIGNING_TEMPLATE = "发文稿纸.docx"

# fields of every paper
ORGAN = "发文机关"
TITLE = "标题"
BODY = "正文"
LEVEL = "级"
TEXT = "文字"
SIGNED_ON = "成文日期"
AS_OF = "统计日期"
YEAR = "年度"

# fields of the notice
LETTERHEAD = "发文机关标志"
NUMBER = "发文字号"
RECIPIENTS = "主送机关"
NOTE = "附注"
COPIES = "抄送"
ATTACHMENTS = "附件"
PRINTED_BY = "印发机关"
PRINTED_ON = "印发日期"
HAS_PLAN = "有方案"
ATTENDANCE = "与会"
ATTENDED_AS = "名目"
ATTENDED_BY = "名单"
PLAN_TITLE = "方案标题"
PLAN_TABLE = "任务分工表"

# further fields of the sheet a leader signs
KIND = "文种"
RECIPIENTS_SHORT = "主送"
OPENNESS = "公开属性"
REASON = "理由"
BRIEF = "正文要点"
CONTACT_OFFICE = "联系人"
DRAFTED_BY = "拟稿"
CHECKED_BY = "核稿"
COSIGNED = "会签"
SIGNER = "签发人"
SIGNED_DAY = "签发日期"
COPY_COUNT = "份数"

# fields of one late row
ROW_NUMBER = "编号"
ROW_ORDER = "序号"
ROW_SECTION = "科室"
ROW_ITEM = "事项"
ROW_PERIOD = "期别"
ROW_DUE = "截止日期"
ROW_PRESENT_DUE = "现截止日期"
ROW_MOVED_FROM = "原定"
ROW_WORD = "情况"
ROW_PROGRESS = "进展"
ROW_REPLY_BY = "答复期限"
LATE_PARTS = (
    *(ROW_NUMBER, ROW_ORDER, ROW_SECTION, ROW_ITEM, ROW_PERIOD, ROW_DUE, ROW_PRESENT_DUE, ROW_MOVED_FROM, ROW_WORD),
    *(ROW_PROGRESS, ROW_REPLY_BY),
)

# fields of the weekly report
SUMMARY = "综述"
COUNTS = "指标"
COUNT_NAME = "名称"
COUNT_VALUE = "数值"
OVERDUE = "逾期"
SOON = "临期"
MISSING = "未报"
OWED = "应报"
DECISIONS = "待定"
CHANGES = "变更"
CHANGE = "内容"

# fields of the reminder
SECTION = "科室"
REMINDER_NUMBER = "催办编号"
REPLY_BY = "答复期限"
CONTACT = "联系处室"
ITEMS = "事项"

# fields of the year-end report
PREFACE = "前言"
PARTS = "各部分"
TABLES = "表格"
CHART = "图"
CHART_FIELD = "段.图"  # as the template names it

# paragraph styles of the templates
STYLES_OF_MARKS = ("发文机关标志", "信函标志")
STYLE_BODY = "公文正文"
STYLE_MARK_SPACE = "发文机关标志上空"
STYLE_NUMBER = "发文字号"
MARK_ENDS = "文件"  # of a mark, right of the names of a joint issue
STYLE_RECIPIENTS = "主送机关"
STYLES_OF_HEADINGS = ("公文一级标题", "公文二级标题")
STYLES_OF_ATTACHMENTS = ("附件说明", "附件说明首条", "附件说明次条")
STYLE_TITLE = "公文标题"
STYLE_ATTACHMENT_MARK = "附件字样"
STYLE_NEXT_ATTACHMENT = "附件说明次条"
HEADING_ENDS = "。"  # of one that runs on into its text
STYLE_ORGAN = "发文机关署名"
STYLE_DATE = "成文日期"
STYLE_TABLE_HEAD = "表头"
STYLE_TABLE_TEXT = "表格文字"
STYLE_TABLE_CENTRED = "表格居中"
STYLE_CHART = "图"
STYLE_FORM_HEAD = "年报表头"
STYLE_FORM_LABEL = "年报栏目"
STYLE_FORM_VALUE = "年报数字"

# the issued plan (分工方案): its five heads, the second over the area and topic columns
HEAD_ORDER = "序号"
HEAD_WORK = "工作任务"
HEAD_REQUIREMENT = "具体要求"
HEAD_UNITS = "牵头落实科室"
HEAD_DEADLINE = "完成时限"
PLAN_COLUMNS = (HEAD_ORDER, "一级工作任务", "二级工作任务", HEAD_REQUIREMENT, HEAD_UNITS, HEAD_DEADLINE)
NOTHING = "（空白）"
NONE = "无"
NO_TRIAL_CONVERTER = "没有找到 LibreOffice 或 Word"
NO_TRIAL_WANTED = "本次不生成 PDF"
TRIAL_UNREAD = "试排的 PDF 里读不出表格的各行"

# values a paper prints in its own way
DATE = "{0.year}年{0.month}月{0.day}日"
SIGNER_OPEN = "　　　"  # room to write a name in
DATE_OPEN = "　　　　年　　月　　日"

# document properties
CREATOR = "政务公开工作台账"
WEEKLY_TITLE = "{year}年政务公开工作周报"
SIGNING_TITLE = "发文稿纸：{title}"
REMINDER_TITLE = "政务公开工作催办单：{section}"

# fonts the standard wants (GB/T 9704-2012, 5.2.2, 7.2, 7.3, 7.5), each with what may stand in for it, best first.
# The stand-ins have the same advances: Han and full-width marks 1 em, digits 0.5 em.
FONT_STAND_INS = {
    "仿宋_GB2312": ("仿宋", "FangSong", "FandolFang"),
    "楷体_GB2312": ("楷体", "KaiTi", "AR PL KaitiM GB", "FandolKai"),
    "黑体": ("SimHei", "FandolHei"),
    "方正小标宋简体": ("FZXiaoBiaoSong-B05S", "FandolSong"),
    "宋体": ("SimSun", "FandolSong"),
}

# refusals
NOT_A_PACKAGE = "这不是 Word 或 Excel 文件，不能整理成可重复的版本"
TEMPLATE_MISSING = "没有找到模板“{template}”，请把它放回 templates 文件夹"
TEMPLATE_UNREADABLE = "模板“{template}”不能读取，请用 Word 打开后另存为 .docx 再放回 templates 文件夹"
TEMPLATE_OLD = (
    "模板“{template}”加了打开密码，或是旧的 .doc 格式，不能读取；"
    "请用 Word 打开，去掉密码，另存为 .docx 再放回 templates 文件夹"
)
TEMPLATE_FAULTY = "模板“{template}”{faults}"
TEMPLATE_UNKNOWN_DETAIL = "模板“{template}”里的“{field}”没有内容可填，请对照原模板改正这个名称"
TEMPLATE_FAILED = "模板“{template}”里的字段不能填写（{reason}），请对照原模板改正"
TEMPLATE_NO_STYLE = "模板“{template}”缺少样式“{style}”，请在 Word 中恢复这个样式"
LIST_SEPARATOR = "、"
CONVERTER_UNKNOWN = "环境变量 {variable} 写的“{value}”不能用，请写 {choice} 之一，或去掉它"
CONVERTERS = {"libreoffice": "LibreOffice", "word": "Word"}
CONVERTER_MISSING = (
    "没有找到 LibreOffice 或 Word，不能生成 PDF；请安装 LibreOffice，或用环境变量 {variable} 指明 soffice 的位置"
)
CONVERTER_SLOW = "{program} 在 {seconds} 秒内没有完成转换，已停止；没有生成 PDF：{files}"
CONVERTER_FAILED = "{program} 没有生成 PDF：{files}（{reason}）"
CONVERTER_SAME_NAME = "有两份文件同名，不能放进同一个 PDF 文件夹：{files}"
