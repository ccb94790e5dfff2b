"""Words of the carry-over from last year's workspace into a new one (结转): refusals, and what was carried."""

# refusals
NO_FILE = (
    "没有找到上年总台账 {file}；--from 要写上年工作文件夹里的 workbooks/总台账.xlsx（登记簿和运行库在它旁边，一起读）"
)
OTHER_PLACE = (
    "{file} 不在上年的工作文件夹里；--from 要写那里的 workbooks/总台账.xlsx，登记簿和运行库要和它在一起，没有建台账"
)
BROKEN = "上年总台账 {file} 打不开（{kind}），没有建台账；请用上年的备份恢复（workbooks/.store/backups）"
UNREADABLE = "上年的 {file} 读不出来（{reason}），没有建台账"
NO_LEDGER = "{file} 不是总台账（没有工作表{sheets}），没有建台账；请写上年的 workbooks/总台账.xlsx"
OPEN = "上年的 {file} 正被“{holder}”打开着，没保存的内容带不过来，没有建台账；请保存关闭后再运行"
NO_JOURNAL = "上年总台账旁边没有运行库（{file}），没有建台账；请把上年的运行库放回原处，或用 --from-store 写明它在哪里"
OTHER_YEAR = "上年总台账是{own}年度的，建{year}年度的台账要用{before}年度的，没有建台账"
LOGBOOK_UNREAD = "上年登记簿没有读全，未办结的申请会丢，没有建台账；请先改好：{said}"
LOGBOOK_STANDS = "{file} 已经有了，上年未办结的登记放不进去，没有建台账；请先把它移走"

LAST_FILE = "上年 {file}"  # as findings name a file of last year's workspace

# what was carried
TOLD = (
    "由{year}年度带入：科室{sections}个，参数{settings}项，放假安排{holidays}项，指标{indicators}个（不带数值），"
    "年报文字{paragraphs}段，上年年报数{figures}个；登记簿：未办结申请{requests}件，现行有效文件{publications}条，"
    "未审结复议诉讼{cases}件"
)
NEXT = "年报文字是上年的，请在“年报文字”表逐段修改；“上年年报”表留有上年的结转和存量，供核对"
FIELDS = r"[{｛]{1,2}[^{}｛｝]*[}｝]{1,2}"  # of a paragraph: what is filled in anew each year
DIGITS = r"\d"
PARAGRAPH = "{part}第{order}段"
ROW = "{table}“{line}”行"
COLUMN = "{table}“{column}”列"
LIST = "、"
