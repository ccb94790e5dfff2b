"""Words of the trace table (数据溯源): its sheets, the rules numbers follow, and what is no number to be bound."""

FILE = "数据溯源-{year}.xlsx"
NUMBERS = "数据溯源"
SOURCES = "来源明细"

ORDER = "序号"
PLACE = "年报中的位置"
SAID = "上下文"
VALUE = "数值"
RULE = "怎么来的"
COUNT = "来源数"
FIRST = "来源"
ORIGIN = "所在单元格"
NAME = "登记号或期别"
SECTION = "科室"
ON = "日期"
HANDED = "科室上报的文件"

RULE_COUNTED = "登记簿计数"
RULE_SUMMED = "指标“{name}”：各科室各期相加"
RULE_LATEST = "指标“{name}”：各科室最新一期相加"
RULE_TOLD = "指标“{name}”：各科室上报的文字"
RULE_TYPED = "指标“{name}”：办公室填写"
RULE_CELL = "“{sheet}”填写"
RULE_QUOTED = "取自{place}"
RULE_BLANK = "{said}，空白按“空白写法”写0"
RULE_YEAR = "参数“年度”"
PLACE_TEXT = "{part}第{order}段"
LINK = "{file} › {sheet} › 第{row}行"
LINK_SHEET = "{file} › {sheet}"
AROUND = 12
"""Characters shown on either side of a number."""
SHOWN = "…{before}【{value}】{after}…"

# how a field names a cell of a table: 表三/一、本年新收…/总计
CELL_PARTED = r"\s*[/／·|｜]\s*"
CELL_JOINED = "/"

# what a text says in figures without counting anything: years, days, ordinals, document numbers, titles, outline marks
NO_COUNT = (
    r"《[^》]*》|〔\d{4}〕\s*\d+\s*号|(?:19|20)\d{2}\s*[—－~至-]?\s*(?:(?:19|20)\d{2})?\s*年(?:度|底|末|初)?|"
    r"\d{1,2}\s*月(?:份|底|末|初)?(?:\s*\d{1,2}\s*[日号])?|\d{1,2}\s*日|第\s*[\d一二三四五六七八九十百]+|"
    r"^\s*(?:\d{1,2}[.．、]|[（(]\d{1,2}[）)])|12345|[A-Za-z][\w.]*\d[\w.]*"
)
NUMBER = r"\d[\d,，]*(?:\.\d+)?\s*(?:%|％|‰)?"
HAN_NUMBER = (
    r"(?:[二三四五六七八九十百千两][〇零一二三四五六七八九十百千万亿]*)"
    r"(?=(?:余|多)?(?:件|次|条|场|期|人|家|份|篇|起|批|部|例|户|万元|元|个(?!方面|体系|意识|自信|工作日|维护|坚持)))"
)
TOLD_JOINED = "\n"
"""Between what two sections wrote: each is a paragraph of its own."""
