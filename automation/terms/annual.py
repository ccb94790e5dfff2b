"""Words of the year-end report (年报用语): marks in cells, names of checks, sentences, the statutory title."""

# -- places in the form's own words
PLACE_ROW = "{table} · {line}行"
PLACE_COLUMN = "{table} · {line}列"
PLACE_CELL = "{table} · {row}行 · {column}列"
PLACE_TITLE = "标题"
PLACE_DATE = "成文日期"
PLACE_FORM = "全文"

# -- cells that hold no number
BLANK_MARKS = frozenset({"无", "零", "/", "\\", "-", "--", "—", "——", "–", "―", "─", "──"})
NUMBER_PATTERN = r"(?P<number>[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)"
COUNTING_WORDS = r"(?:件|个|项|宗|份)?"
MINUS_SIGNS = "−－"

# -- how people write a row's label: with its number or without, with or without the explanation in brackets
ORDINAL = r"^(?:[一二三四五六七八九十]、|\([一二三四五六七八九十]\)|\d{1,2}[.、])"
EXPLANATION = r"(?<=.)\([^()]*\)$"
ALIASES = {"合计": "总计", "规范性文件": "行政规范性文件"}
"""What offices write for a label; it counts only where the form has no such label itself."""

# -- what each rule checks, as a reader of the list of checks sees it
RULES = {
    "form_year": "表样与年度相符",
    "cells": "表格完整",
    "number": "数字填写规范",
    "blank": "空格写法一致",
    "balance": "表三各列平衡",
    "results_total": "办理结果总计",
    "applicants_total": "申请人总计",
    "cases_total": "复议诉讼总计",
    "carry_over": "与上年结转衔接",
    "stock": "现行有效件数衔接",
    "running_total": "处理决定数量不是累计数",
    "repeated_change": "本年增/减不重复处理决定数量",
    "parts": "各部分不空",
    "legal_day": "法定公布期限",
    "title": "法定标题",
    "period": "统计期限与年度相符",
    "text": "正文数字与表格一致",
    "text_carried": "正文提到上年结转",
    "text_total": "正文总数与分项",
    "repeats": "与上年文字重复",
}

# -- equations
PLUS = "＋"
MINUS = "－"
EQUALS = "＝"
EMPTY = "空"
LAST_YEAR_TERM = "上年{name}"
SIDES = "{left}，{right}"
FILLED_IN = "{name}按各分项之和{number}代入"
STILL_UNEQUAL = "{equation}；{filled}，两边不相等"
UNEQUAL = "{equation}，两边不相等"
FAILED = "{place}：{said}，请核对"
SUSPECT = "{place}：{left}，与{right}相同"
ADVISED = "{said}；{advice}"
NOTHING_READ = "{rule}：没有读到有关数字，无法核对"
TOTAL_BLANK = "{place}：总计有{count}格空白，而各分项之和不为0，应填：{wanted}"
WANTED = "{line}{number}"
HOLDS_EVERYWHERE = "{rule}：已核{count}处，均成立"
NEEDS_LAST_YEAR = "{rule}：需要{year}年度的报告才能核对，请提供上年报告"
NOT_IN_LAST_YEAR = "{rule}：上年报告没有“{name}”，无法核对"
LIST = "、"

# -- cells
BLANK_CELLS = "{place}：{count}格没有填数字（{kinds}），涉及{lines}；计算时按0计，请{advice}"
BLANK_KIND = "“{mark}”{count}格"
BLANK_EMPTY_KIND = "空白{count}格"
BLANK_LINES = "{lines}等{count}行"
BLANK_ADVICE = "统一写作“{style}”"
BLANK_ADVICE_EMPTY = "统一留空"
BLANK_LINES_SHOWN = 3
BLANK_OFFICE_EMPTY = ("空", "空白", "留空")
NOT_A_NUMBER = "{place}：“{value}”不是数字，请只填数字，说明写在正文"
NOT_WHOLE = "{place}：{value}不是整数，请核对"
NEGATIVE = "{place}：{value}是负数，此格不能为负，请核对"
CELLS_MISSING = "{place}：缺{count}格，涉及{lines}；请按{form}年表样补齐"
TABLE_MISSING = "{place}：没有读到这张表的任何数字，请补齐"
CELLS_UNKNOWN = "{place}：有{count}格不在{form}年表样内（{names}），请核对是否用错表样"
NUMBER_HOLDS = "{rule}：已核{count}格，均符合"
BLANK_HOLDS = "{rule}：已核{count}格，没有需要改写的空格"
CELLS_HOLD = "{rule}：{form}年表样{count}格齐全"

# -- the form, the title, the day, the parts
FORM_WRONG = "{place}：用的是{form}年表样（{authority}，适用{years}年度报告），与{year}年度不符，请换用当年表样"
FORM_RIGHT = "{rule}：{form}年表样（{authority}）适用于{year}年度"
YEARS_BETWEEN = "{first}—{last}"
YEARS_FROM = "{first}年度起各"
PART_EMPTY = "{place}：这一部分没有内容，请补写；确无内容也应写明"
PARTS_HOLD = "{rule}：{parts}均有内容"
PARTS_UNKNOWN = "{rule}：没有读到报告正文，无法核对"
DATE_LATE = "{place}：{dated}晚于法定期限{legal}（《政府信息公开条例》第四十九条，{organ}）"
DATE_EARLY = "{place}：{dated}早于统计期截止日{end}，请核对年份"
DATE_HOLDS = "{rule}：{dated}在法定期限{legal}之内（{organ}）"
DATE_UNKNOWN = "{rule}：还没有成文日期，法定期限为{legal}（{organ}）"
DAY = "{year}年{month}月{day}日"
ORGANS = {"department": "部门", "government": "政府"}
TITLE_WRONG = "{place}：“{title}”不是法定名称，应含“政府信息公开工作年度报告”（《政府信息公开条例》第四十九条）"
TITLE_YEAR = "{place}：“{title}”写的是{found}年，报告年度为{year}年"
TITLE_HOLDS = "{rule}：标题含“政府信息公开工作年度报告”"
TITLE_UNKNOWN = "{rule}：没有标题，无法核对"
# Matched on NFKC text without blanks. Published titles put the year before the name, after it in brackets, or
# inside it; all three are the statutory name.
TITLE_PATTERN = r"政府信息公开工作(?:\(?\d{4}年?\)?)?年度报告"
TITLE_YEAR_PATTERN = r"(?<!\d)(20\d\d)(?=年|\)|$|年度)"
CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
CHINESE_YEAR = r"二[〇○零0][〇○零0一二三四五六七八九]{2}(?=年)"

# -- reading a table
TABLE_SHIFTED = "{table}的“{label}”不在原来的位置（现为“{found}”），这张表没有读取；请撤销增删的行列"
CELL_TWICE = "{place}填了两次（{first}和{second}），按前一个计；请删去多余的一行"

# -- form files
UNKNOWN_FORM = "没有“{name}”年表样，现有：{known}"
NO_FORM_FOR_YEAR = "{year}年度没有可用的年报表样：统一表样自{first}年度起施行，请改用{first}年度及以后的年份"
TWO_FORMS_FOR_YEAR = "{year}年度有两份表样（{names}），请在表样文件里改正适用年度"
FORM_BROKEN = "表样文件{file}有误：{reason}"
FORM_NOT_JSON = "不是有效的JSON"
FORM_FIELD = "缺少或写错了“{field}”"
FORM_OVERLAP = "{table}第{row}行“{text}”与别的单元格重叠或超出表格"
FORM_GAP = "{table}第{row}行有空缺的单元格"
FORM_KEY_TWICE = "{key}出现两次"
FORM_TERM = "{table}的勾稽关系里没有“{name}”这一行或列"
