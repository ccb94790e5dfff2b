"""Headers of plan tables as offices word them (方案表头的各种写法)."""

UNIT = (
    r"(?:单位|部门|科室|处室|股室|机构|主体|科|处)"
    r"(?:[及和、/](?:责任|配合|协办|参与|落实)?(?:单位|部门|科室|处室|股室))?"
)
ROLE = r"(?:牵头|主办|主责|主管|责任|负责|承办|承担|落实|实施)"
HEADERS = {
    "order": r"(?:项目|任务|顺)?序号?|项次|顺序",
    "number": r"(?:任务)?编号",
    "deadline": (
        r"(?:计划|预计|要求|拟|应)?(?:完成|办结|落实|实施|推进|工作|任务|整改|达成)?的?"
        r"(?:时限|时间节点|时间|期限|日期|节点|进度)(?:要求|安排|计划|节点|进度|表)?"
    ),
    "supports": rf"(?:协同|主要)?(?:配合|协办|参与|参加|协助|协作)(?:配合|责任|落实)?{UNIT}",
    "units": (
        rf"责任原文|(?:责任|职责|任务)?分工|(?:主要|第一)?{ROLE}+"
        rf"(?:[(（]?[及和与、/]?(?:{ROLE}|配合|协办|参与)+[)）]?)*{UNIT}"
    ),
    "topic": r"二级(?:工作)?(?:任务|事项|指标)|(?:工作)?(?:内容|任务|事项)?分类|(?:子|分项|细化)任务|重点事项|任务类型",
    "requirement": (
        r"(?:具体|细化)(?:工作)?(?:任务|事项|要求|内容|举措|措施|工作|安排|做法|目标)(?:[及和](?:要求|措施|标准|目标))?"
        r"|(?:主要|工作|重点|任务|落实|推进|年度|公开|目标|整改|改革)*(?:要求|举措|措施|内容|做法|目标任务|任务目标)"
        r"(?:[及和](?:要求|措施|标准|目标|内容))?"
    ),
    "area": (
        r"(?:一级|重点|主要|工作|年度|总体|公开|改革)*(?:任务|事项|领域|类别|板块|项目|方面)(?:类别|名称|分类|领域)?"
        r"|重点工作|主要工作|工作要点"
    ),
}
"""The words of a header cell by field, the first that fits counts: 具体要求, 工作内容 … are the requirement."""
HEADER_MARKS = "✎*★☆※#:：、"
HEADER_HINT = r"[(（\[【][^()（）]*[)）\]】]"
"""What a header says in brackets beside its own word: 完成时限（年/月/日）."""
LEADING = r"牵头|主办|主责"
NUMERAL = r"[一二三四五六七八九十]+、?"
AFTER_NUMERAL = "、"
NUMBERED_HEADING = "{number}、{title}"
ORDER = r"[(（]?第?(?P<number>\d{1,4})[)）]?[.．、]?[号项条]?"
"""A number in the column of numbers: 1, （1）, 1., 第1项."""
HEADING = r"^(?:[一二三四五六七八九十]+、|第[一二三四五六七八九十]+(?:章|部分|篇|编))"
SUBHEADING = r"^(?:[（(][一二三四五六七八九十]+[）)]|第[一二三四五六七八九十]+节)"
JOIN_LABELS = " "
ROW_BEGINS = r"[(（]?[\d①-⑳一二三四五六七八九十]"
"""How the first cell of a table that goes on with the one before it begins: a number, or a heading's."""
UNNAMED_SHEET = r"(?:[Ss]heet|工作表|表)\s*\d*"
NUMBERED = r"^(\d{1,3})[.．、]\s*(.+)$"
NUMBERED_BELOW = r"^(?:[（(]\d{1,3}[）)][.．、]?|\d{1,3}[）)]|[①-⑳])\s*(.+)$"
NOTE = r"^(?:注|备注|说明|附注)[:：]"
TAGS = r"</?[a-z]+[^<>]*>"
WHOLE_UNITS = "责任原文"
JOIN_UNITS = "{leads}牵头，{supports}配合"
"""How two columns of units read as one text."""

# text taken from pages
STOP = "。"
SENTENCE = r"。(?=.)"
PAGE_NUMBER = r"^[-—–·]+\s*\d{1,3}\s*[-—–·]+$|^第\s*\d{1,3}\s*页"
NEXT_NUMBER = r"^(?P<number>[1-9]\d{0,4})(?:\s+(?![月日年个次场件项条％%])|$)"
AFTER_TABLE = r"^(?:[（(]此件|抄送|[—–-]{4,}$)|印发$"
WIDE_BLANK = r"[ \u3000]{2,}"
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
OPENING = "（([【〔"
CLOSING = "）)]】〕"
AFTER_BRACKET = "。；;，, 　"
SENTENCE_ENDS = ("。", "；", ";", "！", "”")
AROUND_CELLS = "，,；;。:：| 　"
UNITS_LINE = (
    r"^(?:主要|共同|具体)?(?:牵头|责任|配合|负责|主办|落实)(?:单位|部门|科室|处室|股室|落实科室|落实单位)\s*[:：]"
)
UNITS_TAIL = rf"(?<=[。；;])\s*{UNITS_LINE[1:]}.+$"
"""Who answers, behind the last sentence of a paragraph: …公开。责任单位：办公室；完成时限：6月底前。"""
UNITS_BEFORE = r"^[（(【〔\[](?P<units>[^）)】〕\]]+)[）)】〕\]]\s*(?P<text>.{4,})$"
JOIN_LINES = "；"
GOES_ON = ("：", ":", "；", ";")
DEADLINE_LABEL = (
    r"(?:完成时限|时限要求|时间节点|完成时间|完成期限|办结时限|时限|进度安排)\s*[:：]\s*(?P<deadline>[^；;，,。|]+)"
)
DEADLINE_LINE = rf"{DEADLINE_LABEL}[。；;]?"
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
