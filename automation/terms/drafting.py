"""Words papers are drafted with (拟稿用语)."""

LETTERHEAD = "{office}文件"
MINUTES_MARK = "{office}会议纪要"
NAMES_PARTED = r"[、，,；;\n]"
PRESENT = "出席"
POSTS_PARTED = r"[；;\n]"
ATTENDANCE_LABEL = r"(出\s*席|请\s*假|列\s*席|缺\s*席|主\s*持|记\s*录)\s*(?:人|人员|单位)?\s*[:：]"
ATTENDANCE_PARTED = rf"\n|[；;。]\s*(?={ATTENDANCE_LABEL.replace('(', '(?:', 1)})"
LISTED = "、"
ENDS_IN_MARK = r"[、，,；;。：:]$"
LIST_ENDS = "：:。.；;，,、"
NUMBER_OPEN = "{code}〔{year}〕　号"
BOXES = ("□", "■")  # not chosen, chosen: both in every font of official papers
CHOICE = "{box}{value}"
PRINTING_OFFICE = "{office}办公室"
PLAN_TITLE = "{office}{year}年工作任务分工方案"
PLAN_IN_TITLE = r"关于印发(.+?)的通知"
LINE_MARKS = "|｜\r\n"
PLAN_NAMED = r"关于印发.*(?:分工|任务|方案|要点).*的通知"
ABOUT = "关于"
NOT_IN_A_FILE_NAME = r"[\\/:*?\"<>|｜：？“”《》\s\x00-\x1f]"
COLONS = "：:"
COMMA = "，"
BRACKETS = "（）()"
BRACKETED = r"[（(]([^（()）]*(?:[（(][^（()）]*[）)][^（()）]*)*)[）)]"
STOPS = "。."
ATTACHMENTS_PARTED = r"\n|[；;](?![^（(《]*[）)》])"  # not inside brackets
ATTACHMENT_LABEL = r"^(?:附件\d{0,2}[:：.．、]\s*)?(?:\d{1,2}(?:[.．](?!\d)|、)\s*)?"
ATTACHMENT_ENDS = "。，、；.,; "
LEVELS = (r"[一二三四五六七八九十]+、", r"[（(][一二三四五六七八九十]+[）)]", r"\d+[.．](?!\d)", r"[（(]\d+[）)]")
CLAUSE_MARKS = r"[，。；;,：]"
ELLIPSIS = "…"
DAY = "{day.year}年{day.month}月{day.day}日"
COUNTS = (
    ("duties", "科室职责"),
    ("done", "已完成"),
    ("under_way", "推进中"),
    ("not_started", "未启动"),
    ("overdue", "逾期职责"),
    ("soon", "临期职责"),
    ("stale", "久未更新"),
    ("rate", "完成率"),
)
SUMMARY = (
    "截至{as_of}，{tasks}项任务分解为{duties}项科室职责，已完成{done}项，完成率{rate}。"
    "逾期{overdue}项（分期任务按期计），临期{soon}项；本期尚未报送的科室{missing}个；本期变更{changes}处。"
)
OWES = "{period}进展，应于{due}前报送"
DECIDE_CONFLICT = (
    "第{order}项（{section}）“{field}”两处不一致：总台账为“{master}”，科室为“{theirs}”，请在“冲突”表选定。"
)
DECIDE_QUESTION = "第{order}项：{question}"
CHANGED = "{field}：{before} → {after}"
BLANK = "空"
REMINDER_NUMBER = "〔{year}〕{month:02d}{day:02d}-{count}号"
CONTACT = "{office}办公室"
ORDER_NAMED = "第{order}项"
ANNUAL_TITLE = "{year}年政府信息公开工作年度报告"
ANNUAL_PREFACE = (
    "本报告依照《中华人民共和国政府信息公开条例》和{authority}规定的格式编制，"
    "所列数据的统计期限为{year}年1月1日至{year}年12月31日。"
)
FIELD = r"[{｛]{1,2}([^{}｛｝]+)[}｝]{1,2}"
BRACES = r"[{｛}｝]"
"""An indicator's place in the report's text."""
ANNUAL_REFUSED = "（校核未通过稿）"
ANNUAL_REFUSED_HEAD = "以下问题改正后请重新生成："
FIELD_MISSING = "〔缺：{name}〕"
FIELD_YEAR = "年度"

# where the title of a paper may be broken into lines
TITLE_WHOLE = (
    r"\d+年(?:度|上半年|下半年|第[一二三四]季度)?|\d+(?:号|月|日)?|[A-Za-z]+|"
    r"的(?:通知|通报|报告|意见|函|请示|批复|决定|公告|通告)$"
)
TITLE_NEVER_FIRST = "的地得了》）〉”、，：。·"
TITLE_NEVER_LAST = "《（〈“、"
TITLE_BREATHS = (
    r"(?=关于)|(?<=关于印发)|(?<=关于转发)|(?<=关于批转)|(?=《)|(?<=》)|\d+年度?|(?=以及)|(?=[和与及](?!平|睦|解|谐))"
)
TITLE_WORDS = (
    r"办公室|委员会|人民政府|卫生|健康|计生|计划生育|政务|公开|信息|工作|任务|分工|要点|方案|实施|情况|进一步|加强|做好|开展|推进|"
    r"落实|规范|完善|建立|全面|重点|领域|基层|标准化|建设|管理|制度|办法|规定|计划|总结|考核|评估|检查|督查|整改|通报|报告|"
    r"意见|细则|指南|目录|清单|医疗|服务|疾病|预防|控制|应急|安全|生产|年度|季度|全州|全市|全县|专项|行动|活动|会议|培训|"
    r"有关|事项|问题|责任|分解|调整|成立|领导小组|印发|转发|召开|举办"
)
