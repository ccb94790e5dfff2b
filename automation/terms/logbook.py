"""Words of the registers (登记簿): its sheets, columns, notes for who keeps them, and what is counted from them."""

LIST = "、"
FILE = "登记簿.xlsx"
NOTES = "填写说明"

# sheets
REQUESTS = "依申请公开登记"
PUBLICATIONS = "主动公开登记"
CASES = "复议诉讼登记"

# columns
NUMBER = "登记号"
UNNUMBERED = "未编"
SHEET_AT = "第{place}张工作表"
RECEIVED_ON = "收到日期"
RECEIVED_BY = "收到方式"
APPLICANT = "申请人类别"
CONTENT = "内容摘要"
ASKED_ON = "补正告知"
CORRECTED_ON = "补正收到"
DEDUCTED = "扣除天数"
DUE_ON = "应答日期"
EXTENDED_TO = "延期至"
ANSWERED_ON = "答复日期"
RESULT = "结果"
PAPER = "文号"
PUBLISHED_ON = "公开日期"
CATEGORY = "类别"
TITLE = "标题"
SECTION = "科室"
ISSUED_ON = "制发日期"
WHERE = "公开位置"
COUNT = "件数"
AMOUNT = "金额（万元）"
REPEALED_ON = "废止日期"
CASE_KIND = "类型"
REQUEST_NUMBER = "对应申请登记号"
CLOSED_ON = "审结日期"
REMARK = "备注"

WAYS = ("当面", "邮寄", "传真", "网络平台", "电子邮件", "其他")

# rows numbered in advance, so that one is written where its number stands; a clerk may go on below them
NUMBERED = {
    REQUESTS: ("YSQ{year}-{count:03d}", 200),
    PUBLICATIONS: ("ZDGK{year}-{count:04d}", 500),
    CASES: ("FS{year}-{count:02d}", 30),
}

ITEM_NUMBER = "ZDGK{year}-{section}-{count:03d}"
NOBODY = "没有这个科室"

# the form's names: tables, rows by their marks, columns
TABLE_PUBLISHED = "表二"
TABLE_REQUESTS = "表三"
TABLE_CASES = "表四"
ROW_NEW = "一、"
ROW_CARRIED = "二、"
ROW_RESULTS = "三（"
ROW_TOTAL = "三（七）"
ROW_OPEN = "四、"
COLUMN_TOTAL = "总计"
COLUMN_PENDING = "尚未审结"
MARK = r"^[一二三四](?:（[一二三四五六七]）)?\d*"
"""The mark a row of 表三 begins with: 三（六）1."""
CASE_ALIASES = {"复议": "行政复议", "直接起诉": "未经复议直接起诉", "经复议后起诉": "复议后起诉"}
RULES = "规章"
KIND_ALIASES = {"规范性文件": "行政规范性文件", "行政规范性文件": "规范性文件"}
"""What one form calls the category of the other."""

# columns of 表二 that rows of 主动公开登记 answer, and how; all others are typed
ISSUED, PUBLISHED, REPEALED, IN_FORCE, DECIDED, PAID = "issued", "published", "repealed", "in_force", "decided", "paid"
MEASURES = {
    "本年制发件数": ISSUED,
    "本年新制作数量": ISSUED,
    "本年新公开数量": PUBLISHED,
    "本年废止件数": REPEALED,
    "现行有效件数": IN_FORCE,
    "本年处理决定数量": DECIDED,
    "处理决定数量": DECIDED,
    "采购项目数量": DECIDED,
    "本年收费金额（单位：万元）": PAID,
    "采购总金额": PAID,
}
OTHER_KINDS = (
    "机构职能",
    "其他文件",
    "政策解读",
    "规划计划",
    "财政信息",
    "人事信息",
    "公告公示",
    "工作动态",
    "其他信息",
)
"""Categories beside those of 表二, which count in the total and under their own names only."""

# names under which counts can be quoted in the report's text
COUNT_RECEIVED = "依申请公开收到件数"
COUNT_CARRIED = "依申请公开上年结转件数"
COUNT_CLOSED = "依申请公开办结件数"
COUNT_OPEN = "依申请公开结转下年件数"
COUNT_LATE = "依申请公开逾期答复件数"
COUNT_RECEIVED_FROM = "依申请公开收到件数（{kind}）"
COUNT_RESULT = "依申请公开办结件数（{group}）"
COUNT_PUBLISHED = "主动公开条数"
COUNT_PUBLISHED_AS = "主动公开条数（{kind}）"
COUNT_CASES = {"行政复议": "行政复议件数", "未经复议直接起诉": "未经复议直接起诉件数", "复议后起诉": "复议后起诉件数"}
COUNT_SUITS = "行政诉讼件数"
SUIT = "起诉"
RESULT_GROUP = r"^三（([一二三四五六])）"
RESULT_GROUPS = {
    "一": "予以公开",
    "二": "部分公开",
    "三": "不予公开",
    "四": "无法提供",
    "五": "不予处理",
    "六": "其他处理",
}

# 填写说明
NOTES_TITLE = "{year}年登记簿填写说明"
NOTES_LINES = (
    (
        "一、这本登记簿由办公室填写，程序只读不改。登记里有申请人的情况，请在本机保存，不要发给别人；"
        "周报、问题清单和年报只用件数和登记号，不用登记的内容。"
    ),
    "二、一件一行，写在预先编号的行里，写满了接着往下编。登记号不要重复；可以改成本单位自己的编号。",
    "三、申请人类别、结果、类型请从下拉列表选择，列表就是年报表样的类别。申请人姓名、电话、住址不要写进登记簿。",
)
NOTES_COLUMNS = (
    (
        REQUESTS,
        RECEIVED_ON,
        "收到申请的日期。当面提交的为提交之日，邮寄的为签收之日，网络提交的为双方确认之日（条例第三十一条）",
    ),
    (REQUESTS, ASKED_ON, "告知申请人补正的日期，应在收到之日起7个工作日内；告知后停止计时"),
    (
        REQUESTS,
        CORRECTED_ON,
        "收到补正的日期，答复期限从这一天重新起算；逾期不补正的，结果选（六）其他处理（2021年度起选其中第1项）并填答复日期；申请人撤回的选（六）其他处理（2021年度起选其中第3项）",
    ),
    (REQUESTS, DEDUCTED, "征求第三方和其他机关意见所用的工作日数，不计入期限"),
    (
        REQUESTS,
        DUE_ON,
        "可以不填，由程序计算：收到次日起20个工作日（2019年5月15日前收到的15个工作日）加扣除天数；填了的程序核对",
    ),
    (
        REQUESTS,
        EXTENDED_TO,
        "经批准延期并告知申请人的，填延长后的截止日期，最多再延长20个工作日（2019年5月15日前收到的15个）",
    ),
    (REQUESTS, ANSWERED_ON, "作出答复的日期；没有答复的留空，年底自动结转下年度"),
    (REQUESTS, RESULT, "一件只选一项；有公开也有不公开的，选（二）部分公开"),
    (PUBLICATIONS, CATEGORY, "表二所列的类别计入表二，其他类别只计入条数"),
    (PUBLICATIONS, ISSUED_ON, "规章、规范性文件的制发日期，与公开日期同一天的可以不填"),
    (PUBLICATIONS, COUNT, "许可、处罚等决定成批公开的填件数，不填算1件"),
    (PUBLICATIONS, AMOUNT, "只有收费和采购填写，单位万元"),
    (PUBLICATIONS, REPEALED_ON, "规章、规范性文件废止、失效的日期；往年制发仍有效的也请登记，才能算出现行有效件数"),
    (CASES, RECEIVED_ON, "收到复议答复通知、应诉通知的日期"),
    (CASES, RESULT, "没有审结的留空，计入尚未审结"),
)
NOTES_PLACE = "{sheet} · {column}"

# 周报
WEEKLY = (
    "依申请公开在办{open}件（其中待补正{waiting}件），逾期{late}件{late_numbers}，"
    "{days}个工作日内到期{soon}件{soon_numbers}。"
)
NUMBERS = "（{numbers}）"
NUMBERS_SHOWN = 20
MORE_NUMBERS = "{numbers}等"
TOLD = "登记簿：{requests}件申请、{publications}条主动公开、{cases}件复议诉讼；申请逾期{late}件，临期{soon}件"
MADE = "没有找到登记簿，已新建 {file}（原来有的请放回来，盖过新建的）"

# 年报
CELL_DIFFERS = (
    "{place}：填的是{typed}，登记簿数出来是{counted}（{where}），按登记簿；请核对登记，或清空这一格由登记簿计算"
)
INDICATOR_DIFFERS = (
    "{place}：填的是{typed}，指标汇总出来是{counted}（{where}），按指标；请核对指标，或清空这一格由指标填入"
)
FED_DIFFERS = (
    "{place}：由指标填入的是{typed}，登记簿数出来是{counted}（{where}），按登记簿；"
    "请核对登记，或清空这个指标的“填入年报”"
)
NAMED_DIFFERS = "指标“{name}”填的是{typed}，登记簿数出来是{counted}，按登记簿；请核对登记，或清空这个指标的数值"
SHEET_ROWS = "{sheet}第{rows}行"
NO_ROWS = "没有相应的行"
ROWS_SHOWN = 10
