"""Words of chasing (催办): its register, its three steps, the messages, and where they are sent."""

SHEET = "催办登记"

# columns
ON = "催办日期"
LEVEL = "方式"
CODE = "催办编号"
ITEM = "事项"
REPLY_BY = "要求回复日期"
REPLY = "回复情况"
REPLIED_ON = "回复日期"
PAPER = "文书"

# 方式, from the lowest step to the highest
MESSAGE, URGED, NAMED = LEVELS = ("消息", "催办单", "通报点名")

# files
MESSAGE_FOLDER = "消息"
MESSAGE_FILE = "{section}.txt"
SENT_FILE = "发送记录.txt"
PAPER_OF_MESSAGE = "消息/{section}.txt"
PAPER_OF_REMINDER = "催办单/{section}.docx"

# a message, line by line
GREETING = "{section}："
OPENING = "截至{as_of}，你科室有{count}项工作超过了完成时限，麻烦抓紧办理："
LINE = "{place}.第{order}项“{item}”{period}，应于{due}前完成，{word}{moved}{code}。"
PERIOD = "（{period}）"
MOVED = "（原定{due}）"
SHEET_SENT = "，已发催办单{code}"
CLOSING = (
    "请在{reply_by}前把办理情况填入本科室填报表并回复；已经办结的，请填完成日期和佐证材料；"
    "需要延期的，请填延期申请和理由。谢谢支持！"
)
SIGNED = "{contact}"
SUBJECT = "政务公开工作提醒：{section}"

# sending
ADDRESS_VARIABLE = "LEDGER_NOTIFY"
ADDRESS_FILE = "消息地址.txt"
ADDRESS_NAMED = r"\s*([^=＝:\s]+)\s*[=＝]\s*(\S+://\S+)\s*"
ADDRESS_BARE = r"\s*(\S+://\S+)\s*"
ADDRESS_NOTE = "#"
PACKAGE = "apprise"

# what the terminal tells
CHASED = "催办：消息 {messages} 份，催办单 {reminders} 份，等待回复 {waiting} 项，待通报点名 {named} 项"
SENT = "已发送 {count} 份消息"
