"""States, roles and lights (状态、职责、亮灯)."""

NOT_STARTED = "未启动"
UNDER_WAY = "推进中"
ONGOING = "持续推进"
DONE = "已完成"
CLOSED = "已销号"
NOT_APPLICABLE = "不涉及"
RETURNED = "退回"
SUSPENDED = "暂缓"
CANCELLED = "取消"

STATES = (NOT_STARTED, UNDER_WAY, ONGOING, DONE, CLOSED, NOT_APPLICABLE, RETURNED, SUSPENDED, CANCELLED)
SECTION_STATES = (NOT_STARTED, UNDER_WAY, ONGOING, DONE, NOT_APPLICABLE)
OFFICE_STATES = (CLOSED, RETURNED, SUSPENDED, CANCELLED)
SETTLED_STATES = (CLOSED, SUSPENDED, CANCELLED)
"""What the office said last: a section answers 退回, but does not take these back."""

SYNONYMS = {
    "未开始": NOT_STARTED,
    "尚未启动": NOT_STARTED,
    "未开展": NOT_STARTED,
    "尚未开展": NOT_STARTED,
    "尚未开始": NOT_STARTED,
    "未实施": NOT_STARTED,
    "未推进": NOT_STARTED,
    "没有启动": NOT_STARTED,
    "待启动": NOT_STARTED,
    "暂未启动": NOT_STARTED,
    "暂未开展": NOT_STARTED,
    "正在推进": UNDER_WAY,
    "进行中": UNDER_WAY,
    "正在进行": UNDER_WAY,
    "办理中": UNDER_WAY,
    "正在办理": UNDER_WAY,
    "正在办": UNDER_WAY,
    "在办": UNDER_WAY,
    "已启动": UNDER_WAY,
    "落实中": UNDER_WAY,
    "正在落实": UNDER_WAY,
    "推进": UNDER_WAY,
    "实施中": UNDER_WAY,
    "正在实施": UNDER_WAY,
    "开展中": UNDER_WAY,
    "正在开展": UNDER_WAY,
    "有序推进": UNDER_WAY,
    "稳步推进": UNDER_WAY,
    "积极推进": UNDER_WAY,
    "正在推进中": UNDER_WAY,
    "部分完成": UNDER_WAY,
    "已部分完成": UNDER_WAY,
    "长期推进": ONGOING,
    "长期坚持": ONGOING,
    "持续开展": ONGOING,
    "持续进行": ONGOING,
    "持续落实": ONGOING,
    "持续推进中": ONGOING,
    "常态化推进": ONGOING,
    "常态化开展": ONGOING,
    "长期开展": ONGOING,
    "已办结": DONE,
    "办结": DONE,
    "完成": DONE,
    "已落实": DONE,
    "全部完成": DONE,
    "已全部完成": DONE,
    "已经完成": DONE,
    "完成了": DONE,
    "已完结": DONE,
    "完结": DONE,
    "办理完毕": DONE,
    "已办理完毕": DONE,
    "办毕": DONE,
    "已办完": DONE,
    "落实到位": DONE,
    "已落实到位": DONE,
    "销号": CLOSED,
    "无此项": NOT_APPLICABLE,
    "不适用": NOT_APPLICABLE,
    "无此项工作": NOT_APPLICABLE,
    "不涉及本科室": NOT_APPLICABLE,
    "不涉及我科": NOT_APPLICABLE,
    "已退回": RETURNED,
    "退回修改": RETURNED,
    "暂停": SUSPENDED,
    "缓办": SUSPENDED,
    "暂缓办理": SUSPENDED,
    "已取消": CANCELLED,
    "取消了": CANCELLED,
    "不再实施": CANCELLED,
}
STATE_TAIL = "。.!！;；,，"

LEAD = "牵头"
EACH = "分别负责"
SUPPORT = "配合"
RELEASED = "已移出"

GREEN = "绿灯"
YELLOW = "黄灯"
RED = "红灯"
LIGHT = "{colour}·{word}"

OVERDUE = "逾期{days}天"
EXEMPT_UNCONFIRMED = "不涉及待确认"
DONE_TOO_LATE = "超时完成"
DONE_LATE = "逾期{days}天完成"
DONE_WORD = "已完成"
DUE_SOON = "临期{days}天"
DUE_TODAY = "今日到期"
STALE = "久未更新{days}天"
UNREPORTED = "本期未报"
WAITING = "待触发"
NORMAL = "正常"
BEFORE_ISSUE = "印发前不计"
NOT_DUE = "未到期"
SUPPORTING = "配合"
UNLIT = "，暂缓或取消{count}项"  # after the three colours, so that they add up
NO_DATE = "未定期限"

YES = "是"
NO = "否"
YES_WORDS = ("是", "有", "√", "✓", "对", "1", "无变化")
NO_WORDS = ("否", "无", "×", "0", "有变化")
