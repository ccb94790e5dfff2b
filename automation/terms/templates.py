"""Words about Word templates (模板): where something stands in one, and what is wrong with it.

A clerk edits templates in Word or WPS with a Chinese keyboard: what such a keyboard types for a field's marks is known.
"""

# what a Chinese keyboard types inside a field, and what it stands for there
TYPED = {
    "｛": "{",
    "｝": "}",
    "％": "%",
    "＃": "#",
    "｜": "|",
    "．": ".",
    "。": ".",
    "，": ",",
    "（": "(",
    "）": ")",
    "［": "[",
    "］": "]",
    "：": ":",
    "＝": "=",
    "！": "!",
    "＜": "<",
    "＞": ">",
    "＋": "+",
    "－": "-",
    "＿": "_",
    "～": "~",
    "\u3000": " ",
    "\xa0": " ",
    "\u2002": " ",
    "\u2003": " ",
    "\u200b": "",
    "\ufeff": "",
}
QUOTES = ("“”„＂", "‘’＇")  # double and single
OPENS, CLOSES = "{｛", "}｝"
PERCENT, HASH = "%％", "#＃"

# where something stands
BODY = "正文第{paragraph}段"
CELL = "第{table}张表第{row}行第{cell}格"
IN_PART = {"header": "页眉", "footer": "页脚", "footnotes": "脚注"}
TEXT_BOX = "文本框"
BETWEEN = "的"
PLACE = "{where}“{text}”"
ELLIPSIS = "…"

# what is wrong: each follows the name of the template
UNKNOWN_FIELD = "里的字段“{field}”（{place}）没有内容可填；这份公文可用的字段有：{known}"
UNKNOWN_DETAIL = "里“{row}”的“{field}”（{place}）没有内容可填；“{row}”里可用的有：{known}"
BROKEN = "的字段写法有误（{reason}），在这段文字附近：{place}"
MORE = "；另有{count}处要改"
PARTED = "；又，"
HALF = "只有一半括号，请把 {{ 和 }}、{% 和 %} 都写全，写在同一段里"
SINGLE = "“{field}”只有一层括号，请写成 {{{{ {field} }}}}"
UNREADABLE = "“{tag}”不是字段，也不是 if、for 一类的写法"
NO_END = "“{tag}”没有配对的 {end}"
NO_START = "“{tag}”前面没有配对的 {start}"
CROSSED = "“{tag}”与{place}的“{start}”不配对：两处的写法要一样（同有或同无 p、tr），并在同一格、同一张表或都在正文"
NOT_ALONE_P = "“{tag}”要独占一段，同一段里的“{rest}”不会印出来"
NOT_ALONE_TR = "“{tag}”要独占一行表格，同一行里的“{rest}”不会印出来"
NO_TABLE = "“{tag}”只能写在表格里；正文里请用 {{%p"
ON_BREAK = "“{tag}”这一段带着分节符，分节符会丢失；请在它后面另起一段放分节符"
ENDLESS = "模板“{template}”填写超过{seconds}秒还没有完，已停止；请检查其中的 for 循环，对照原模板改正"
HEAVY = "模板“{template}”填写时用尽了内存，已停止；请检查其中的 for 循环和算式，对照原模板改正"
