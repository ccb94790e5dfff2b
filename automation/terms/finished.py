"""Words by which a finished report is read and listed (年报成稿用语): title, organ, date, headings, places, marks."""

# -- the head of the report, on text folded to NFKC without blanks
TITLE_WORDS = r"(?:报告|总结|年报)$"
TITLE_TAIL = r"[(（]?(?:20\d\d年?度?|公开稿|定稿|上报稿)?[)）]?$"
TITLE_SUBJECT = r"公开"
TITLE_LONGEST = 60
TITLE_LINES = 3
HEAD_LINES = 15
SENTENCE_END = "。"
ORGAN_IN_TITLE = r"^(?P<organ>.+?)(?:关于)?(?:\(?20\d\d|二[〇○零0]|政府信息|政务公开|信息公开)"
NO_ORGAN = r"(?:20\d\d|附件|索引号|公开|发布|来源|字号|目录|时间|日期|[:。,;])"
YEAR_IN_TITLE = r"(?<!\d)(20\d\d)(?=年|\)|$|年度)"
YEAR_IN_TEXT = r"(?:自|从)(20\d\d)年1月1日"
PERIOD_WORDS = r"统计|数据|期限|时限"
PERIOD = r"(20\d\d)年0?1月0?1日(?:起|开始)?(?:至|到|[-—~])(?:(20\d\d)年)?12月31日"
DAY = r"\(?(?:日期:?)?(20\d\d)[年./-](\d{1,2})[月./-](\d{1,2})日?\)?"
DAY_LINES = 12
CHINESE_DAY = (
    r"二[〇○零0OoΟ][〇○零0OoΟ一二三四五六七八九]{2}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
)
ROUND_SIGNS = str.maketrans("○0OoΟ", "〇〇〇〇〇")
"""What is typed for 〇, which few keyboards have."""
PUBLISHED = r"(?:发布|公开|公布|成文|发文|生成)(?:日期|时间)[:：]?(20\d\d)[-./年](\d{1,2})[-./月](\d{1,2})日?"
SIGNED_LONGEST = 40
NUMERALS = "一二三四五六七八九十"
PAGE_NUMBER = r"^(?:[-–—－―─]{1,2}\s*\d{1,3}\s*[-–—－―─]{1,2}|第\s*\d{1,3}\s*页.*)$"
HEADING_LONGEST = 40
HEADING_ORDINAL = r"^(?:第[一二三四五六]部分[:、]?|[1-6][.、])"
GOVERNMENT = r"(?:人民政府|[省州市县区旗乡镇])$"
"""By its full name, or as titles shorten it (某县2023年…): only a government is named by its place alone."""

# -- places, as findings and the list of problems say them
TABLE = "第{number}个表格"
LINE = "第{line}行"
TITLE = "标题"
YEAR = "报告年度"
DATE = "成文日期"
STATISTICS = "统计期限"
PERIOD_WRONG = "{place}：“{quote}”与报告年度{year}年不符，请核对"
PERIOD_HOLDS = "{rule}：统计期限写的是{year}年"
ORGAN = "单位名称"
HEADING = "“{part}”的标题"
TABLE_IN_TEXT = "{table}在正文里的位置"

# -- files
TEXT_FILE = ".txt"
NOT_READ_KIND = "只能读 .docx 和 .txt"
NOT_OPENED = "打不开，可能正被别的程序占用，或者没有权限"
FOLDER = "勾稽"
BOOK = "勾稽汇总.xlsx"
MARKED = "{name}-标注.docx"
LIST = "{name}-问题清单.txt"
LIST_HEAD = "{file}：错误{errors}处，提醒{warnings}处"
LIST_LINE = "{number}. 〔{severity}〕{message}"
LIST_AT = "（第{line}行）"
COMMENT = "〔{severity}〕{message}"
COMMENT_AUTHOR = "勾稽检查"
COMMENT_INITIALS = "勾稽"
SEVERITIES = {"error": "错误", "warning": "提醒", "info": "提示"}
LIST_JOIN = "、"
NUMBER_TWO = "{name}-{count}"

# -- the summary workbook
REPORTS, PROBLEMS, ROSTER = "报告汇总", "问题一览", "报送情况"
REPORT_HEADS = ("单位", "文件", "年度", "表样", "错误", "提醒", "成文日期")
FIGURE_HEADS = (
    "本年新收",
    "上年结转",
    "办理总计",
    "结转下年",
    "行政许可",
    "行政处罚",
    "行政强制",
    "复议总计",
    "诉讼总计",
)
PROBLEM_HEADS = ("单位", "文件", "级别", "核对事项", "位置", "文件中的位置", "问题")
ROSTER_HEADS = ("单位", "报送", "文件")
HANDED_UNREAD = "已交，没有读出"
HANDED, NOT_HANDED, OFF_ROSTER, HANDED_TWICE = "已交", "未交", "不在名单", "交了{count}份"
READING = "读取"
UNREAD = "未读出"

FIGURE_KEYS = (
    (("表三/一、本年新收政府信息公开申请数量/总计",),),
    (("表三/二、上年结转政府信息公开申请数量/总计",),),
    (("表三/三（七）总计/总计",),),
    (("表三/四、结转下年度继续办理/总计",),),
    (("表二/行政许可/处理决定数量",), ("表二/行政许可/本年处理决定数量",)),
    (("表二/行政处罚/处理决定数量",), ("表二/行政处罚/本年处理决定数量",)),
    (("表二/行政强制/处理决定数量",), ("表二/行政强制/本年处理决定数量",)),
    (("表四/行政复议/总计",),),
    (("表四/未经复议直接起诉/总计", "表四/复议后起诉/总计"),),
)
"""For each of FIGURE_HEADS, form by form, the cells it adds up."""

# -- the roster
ROSTER_TITLES = ("单位", "单位名称", "机关", "部门", "名称", "报送单位", "行政机关", "机关名称", "部门名称")
ROSTER_ORDER = r"^(?:\d+|序号|编号|no\.?)$"
ROSTER_NUMBER = r"^\s*(?:\d{1,4}\s*[.、．)）\t]|[（(]\d{1,4}[)）])\s*"
