"""Words papers are drafted with (拟稿用语)."""

LETTERHEAD = "{office}文件"
NUMBER_OPEN = "{code}〔{year}〕　号"
PRINTING_OFFICE = "{office}办公室"
PLAN_TITLE = "{office}{year}年工作任务分工方案"
PLAN_IN_TITLE = r"关于印发(.+?)的通知"
LINE_MARK = "|"
COLONS = "：:"
BRACKETS = "（）()"
STOPS = "。."
LEVELS = (r"[一二三四五六七八九十]+、", r"（[一二三四五六七八九十]+）", r"\d+[.．]", r"（\d+）")
CLAUSE_MARKS = r"[，。；;,：]"
ELLIPSIS = "…"
DAY = "{day.year}年{day.month}月{day.day}日"
COUNTS = (
    ("duties", "承担任务"),
    ("done", "已完成"),
    ("under_way", "推进中"),
    ("not_started", "未启动"),
    ("overdue", "逾期"),
    ("soon", "临期"),
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
ANNUAL_TITLE = "{year}年政府信息公开工作年度报告"
ANNUAL_PREFACE = (
    "本报告依照《中华人民共和国政府信息公开条例》和{authority}规定的格式编制，"
    "所列数据的统计期限为{year}年1月1日至{year}年12月31日。"
)
FIELD = r"\{([^{}]+)\}"
"""An indicator's place in the report's text."""
ANNUAL_REFUSED = "（校核未通过稿）"
ANNUAL_REFUSED_HEAD = "以下问题改正后请重新生成："
FIELD_MISSING = "〔缺：{name}〕"
FIELD_YEAR = "年度"
