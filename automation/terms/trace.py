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
RULE_BLANK = "“{sheet}”空白，按“空白写法”印作{figure}"
RULE_QUOTED = "取自{place}"
RULE_YEAR = "参数“年度”"
PLACE_TEXT = "{part}第{order}段"
LINK = "{file} › {sheet} › 第{row}行"
LINK_CELL = "{file} › {sheet} › 第{row}行 › {column}"
LINK_SHEET = "{file} › {sheet}"
PART_MARK = 1
"""Characters of a heading that name its part: 一."""
AROUND = 12
"""Characters shown on either side of a number."""
SHOWN = "…{before}【{value}】{after}…"

# how a field names a cell of a table: 表三/一、本年新收…/总计
CELL_PARTED = r"\s*[/／·|｜]\s*"
CELL_JOINED = "/"

# what a text says in figures without counting anything
_NO_COUNTS = (
    r"《[^》]*》",  # titles
    r"“(?!\d+”)[^“”]{1,10}”",  # names of campaigns: “1+3”, “3·15”, “一件事”
    r"〔\d{4}〕\s*\d+\s*号|\d+\s*号",  # document numbers: 第711号令, 30号
    r"(?:19|20)\d{2}\s*[—－~至-]?\s*(?:(?:19|20)\d{2})?\s*年(?:度|底|末|初)?",
    r"\d{1,2}\s*月(?:份|底|末|初)?(?:\s*\d{1,2}\s*[日号])?|\d{1,2}\s*日(?!内)",
    r"第\s*[\d一二三四五六七八九十百]+(?:\s*[、至和]\s*[\d一二三四五六七八九十百]+(?=\s*[条款项]))*",
    r"^\s*(?:\d{1,2}[.．、]|[（(]\d{1,2}[）)])",  # outline marks
    r"\d+\s*[×xX＊*]\s*\d+(?:\s*小时)?",  # 7×24小时
    r"\d+(?:\s*[+＋]\s*[\dA-Za-zＮＸ]+)+",  # 1+3, 1+N
    r"\d{1,2}\s*[:：]\s*\d{2}(?!\d)|\d{1,2}\s*时(?:\s*\d{1,2}\s*分)?",  # times of day
    r"(?<!\d)0\d{2,3}\s*[-—－]?\s*\d{7,8}(?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)|邮(?:政)?编(?:码)?\s*[:：]?\s*\d{6}",
    r"12345|\d{3,5}(?=(?:政务服务|政务|便民|服务|卫生|公共卫生|急救|心理援助|政府服务)*(?:热线|电话|平台))",
    r"\d{1,3}(?:\s*[—－~至-]\s*\d{1,3})?\s*周?岁",  # ages
    r"(?:电话|传真|号码|QQ)\s*[:：]?\s*[\d—－-]{5,}|[\w.]*\d[\w.]*@|“\d{5}”",
    r"届[^，,。；;]{0,4}?[\d一二三四五六七八九十]+\s*次|\d+\s*周年",  # 十二届人大五次会议
    r"1\s*件事|100\s*%\s*(?=的?责任|努力|投入)",
    r"[A-Za-z][\w.]*\d[\w.]*|\d+(?:\.\d+)?(?:[A-Za-z]+(?![a-zA-Z%])|版|级)",  # H7N9, 5A, 2.0版
)
NO_COUNT = "|".join(_NO_COUNTS)
LIMIT = (
    r"\d+(?:\.\d+)?\s*(?:[—－~至-]\s*\d+\s*)?"
    r"(?:个?(?:工作日|自然日)|小时|分钟|日(?=[内前后])|天(?=[内前后])|个月(?=[内前后])|年(?=[内前后]))"
)
"""How long something may take (20个工作日, 24小时), which rules say, unless the words before say it was measured."""
MEASURED = r"(?:平均|用时|耗时|历时|时长|缩短|压缩|压减|提速|提前|减少|节约|累计|共计|总计)[^，,。；;\n]{0,12}$"
NUMBER = r"\d+(?:[,，]\d{3}(?!\d))*(?:\.\d+)?\s*(?:%|％|‰)?"
HAN_NUMBER = (
    r"(?:[二三四五六七八九十百千两][〇零一二三四五六七八九十百千万亿]*)"
    r"(?=(?:余|多)?(?:件|次|条|场|期|人(?!民|员)|家|份|篇|起|批|部(?!门|委|曲|署)|例|户|万元|元|个(?!"
    r"方面|体系|意识|自信|工作日|维护|坚持|确立|统一|最严|一批|不|结合|到位|清单|转变|强化|层面|环节)))|"
    r"百分之(?!百)[〇零一二三四五六七八九十百点]+"
)
TOLD_JOINED = "\n"
"""Between what two sections wrote: each is a paragraph of its own."""
