"""Words of the charts a report shows (年报图表): their sheet, their kinds, and how its 数据 is written."""

SHEET = "年报图表"

AFTER = "在第几段后"
TITLE = "图题"
KIND = "图型"
DATA = "数据"
LEGEND = "图例"

COLUMNS = "柱形图"
BARS = "条形图"
LINES = "折线图"
PIE = "饼图"
KINDS = (COLUMNS, BARS, LINES, PIE)

# 数据: a line, or what stands before a ；, is one mark of the axis: 显示的字＝数，数
ROWS_PARTED = r"[\n；;]"
NAMED = r"[=＝]"
FIGURES_PARTED = r"[，,]"
FIELD = r"\{(.*)\}"  # a number may stand in braces, as in a text
LEGEND_PARTED = r"[\n；;，,、]"
EXAMPLE = "政策解读＝{政策解读数}"

CAPTION = "图{order}　{title}"
CAPTIONS = r"图\d+　"
PLACE = "{part}图{order}（{title}）"
OF_SERIES = "{label}·{series}"
ALTERNATIVE = "{title}。{rows}。"  # what a reader who cannot see it is told
ALTERNATIVE_ROW = "{label}：{figures}"
ALTERNATIVE_PARTED = "；"
FIGURES_JOINED = "、"

DATA_SHEET = "数据"  # of the workbook inside the chart, which opens with 编辑数据

# what is wrong with a chart, as its finding says it
NO_PART = "“部分”没有写是哪一部分"
UNKNOWN_PART = "“部分”写的“{value}”不是年度报告的部分"
UNKNOWN_KIND = "“图型”写的“{value}”不是图型；请选{choices}"
NO_DATA = "“数据”是空的"
NO_FIGURE = "“数据”里的“{value}”后面没有数"
TYPED = "“数据”里的 {value} 是手工写的数，没有来源"
UNKNOWN = "“数据”里的“{value}”没有数值"
TOLD = "“数据”里的“{value}”是文字，不是数"
UNEVEN = "“数据”各行的数不一样多（{value}）"
LEGENDS = "“图例”写了{legends}个，数据是{series}列"
NO_LEGEND = "“数据”一行有几个数，“图例”没有说各是什么"
PIE_SERIES = "饼图一行只能有一个数"
PIE_NEGATIVE = "饼图不能有小于0的数（{value}）"
PIE_EMPTY = "饼图的数都是0"
