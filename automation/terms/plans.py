"""Headers of plan tables as offices word them (方案表头的各种写法)."""

HEADERS = {
    "order": ("序号", "项目序号"),
    "number": ("编号", "任务编号"),
    "area": ("工作任务", "工作事项", "重点任务", "一级工作任务", "主要任务", "工作领域", "任务类别", "重点工作"),
    "topic": ("二级工作任务", "工作内容分类", "任务分类", "子任务", "重点事项"),
    "requirement": ("具体要求", "具体任务", "工作内容", "工作要求", "任务内容", "主要内容", "目标任务"),
    "units": (
        "责任原文",
        "牵头落实科室",
        "牵头落实单位",
        "责任单位",
        "牵头及责任单位",
        "责任科室",
        "牵头单位",
        "牵头科室",
        "落实单位",
        "负责单位",
        "责任处室",
    ),
    "supports": ("配合单位", "配合科室", "协办单位", "配合处室", "参与单位", "协同配合单位"),
    "deadline": ("完成时限", "时限要求", "时间节点", "完成时间", "完成期限", "办结时限", "时限"),
}
HEADING = r"^[一二三四五六七八九十]+、"
SUBHEADING = r"^[（(][一二三四五六七八九十]+[）)]"
NUMBERED = r"^(\d{1,3})[.．、]\s*(.+)$"
NOTE = r"^(?:注|备注|说明|附注)[:：]"
TAGS = r"</?[a-z]+[^<>]*>"
WHOLE_UNITS = "责任原文"
OFFICE_MARK = "✎"
JOIN_UNITS = "{leads}牵头，{supports}配合"
"""How two columns of units read as one text."""

# text taken from pages
STOP = "。"
PAGE_NUMBER = r"^[-—–·]+\s*\d{1,3}\s*[-—–·]+$|^第\s*\d{1,3}\s*页"
NEXT_NUMBER = r"^{number}(?:\s+(?![月日年个次场件项条％%])|$)"
AFTER_TABLE = r"^(?:[（(]此件|抄送|[—–-]{4,}$)|印发$"
BLANK_AT_DIGIT = r"(?<=[\u3000-\u9fff\uff00-\uffef]) (?=\d)|(?<=\d) (?=[\u3000-\u9fff\uff00-\uffef])"
CELLS_BESIDE = 16
"""Up to how many characters a line with blanks is cells printed side by side (政法科牵头落实 全年工作)."""
TWO_LABELS = 12
"""From how many characters a block of lines may hold two labels."""
UNITS_END = r"(?:牵头|负责|配合|落实|承担|承办|协助|协办|参与|实施|办理)$"
UNITS_GO_ON = r"^(?:[、，,；;。和及与]|牵头|负责|配合|落实|承担|承办|协助|协办|参与|实施|办理|$)"
DEADLINE_BEGINS = (
    r"^(?:\d{4}年|\d{1,2}月|[一二三四五六七八九十]{1,2}月|全年|年[底内末度初中]|今年|本年|每[年月季周日半]|按[月季年周]"
    r"|第?[一二三四1-4]季度|[上下]半年|长期|持续|常年|常态|适时|及时|立即|即时|限时|尽快|\d+个?(?:工作日|日|天|小时|月)内)"
)

# prose
TITLE_WIDEST = 40
"""Up to how many characters the sentence behind 一、 is a heading."""
OPENING = "（([【"
CLOSING = "）)]】"
AFTER_BRACKET = "。；;，, 　"
SENTENCE_ENDS = ("。", "；", ";", "！", "”")
AROUND_CELLS = "，,；;。:：| 　"
UNITS_LINE = (
    r"^(?:主要|共同|具体)?(?:牵头|责任|配合|负责|主办|落实)(?:单位|部门|科室|处室|股室|落实科室|落实单位)\s*[:：]"
)
DEADLINE_LABEL = (
    r"(?:完成时限|时限要求|时间节点|完成时间|完成期限|办结时限|时限|进度安排)\s*[:：]\s*(?P<deadline>[^；;，,。|]+)"
)
DEADLINE_CLAUSE = (
    rf"(?:^|[，,；;])\s*(?P<deadline>{DEADLINE_BEGINS[1:]}[^，,；;、（(]*)(?<![科室处股局委厅所站部组])(?=$|[，,；;])"
)
"""A part of a bracket that only says when: 6月底前完成, and not 年度考核科."""

# the letter's own text
PARAGRAPH_BEGINS = r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d{1,2}[.．、])"
OVERPRINT = r"([^\d\s.·…—-]+?)\1{3}"
"""What bold type leaves in a PDF's text: every sign, or every run, four times over."""

# automatic numbers of Word
CHINESE_NUMBERING = (
    "chineseCounting",
    "chineseCountingThousand",
    "ideographDigital",
    "japaneseCounting",
    "taiwaneseCounting",
)
NUMERALS = "〇一二三四五六七八九"
TEN = "十"
