"""Words of the ready paragraphs of the year-end report (年报范文)."""

FILE = "年报文字-{form}.txt"
REMARK = "#"
NUMBER_ENDS = "、"
OPEN = r"〔待写[^〕]*〕?"
NO_PART = "{file} › 第{row}行：前面没有写是哪一部分；请先写一行部分的标题，如“{part}”"
PLACED = "“年报文字”里放了{count}段范文，〔待写：……〕的地方请在年底前写好"
