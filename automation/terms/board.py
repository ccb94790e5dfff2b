"""Words of the dashboard (看板用语): the sheet behind its charts, their titles, what ``status`` says."""

FIGURES = "看板数据"

# headers of 汇总看板 and 看板数据
COMING_COUNT = "七天内到期"
CONFLICTS_OPEN = "未决冲突"
QUESTIONS_OPEN = "待定事项"
CHART = "图"
ITEM = "项目"

# the charts
SECTIONS_TITLE = "各科室任务完成情况"
AREAS_TITLE = "各类任务亮灯情况"
TREND_TITLE = "每周完成与逾期变化（横轴为全年第几周）"
OTHER_SECTIONS = "其余{count}个科室"
OTHER_AREAS = "其余{count}类"
WEEK = "{week}"
AREA_LENGTH, AREA_CUT = 18, "…"

# what is due soon
DUE_TODAY = "今日到期"
DUE_IN = "还有{days}天"

# one screen
TITLE = "{office}　{year}年度任务进展　{day}"
LIGHTS = "职责 {duties} 项：{red} {reds}　{yellow} {yellows}　{green} {greens}{unlit}　|　已完成 {done} 项（{rate}）"
COLUMNS = (
    ("section", "科室"),
    ("duties", "承担"),
    ("done", "完成"),
    ("red", "红灯"),
    ("yellow", "黄灯"),
    ("green", "绿灯"),
    ("overdue", "逾期"),
    ("coming", "7天内"),
    ("stale", "久未更新"),
    ("state", "本期"),
)
SECTIONS_MORE = "另有{count}个科室，见“汇总看板”"
COMING = "七天内到期（{count}项）"
NONE_COMING = "七天内没有到期的事项"
OVERDUE = "已逾期（{count}项，分期任务按期计）"
NONE_OVERDUE = "没有逾期的事项"
MORE = "另有{count}项，见“{sheet}”"
MISSING = "{period}{state}（{count}个科室，{due}报送，{passed}）："
MISSING_MORE = "等，另有{count}个科室，见“催报清单”"
DAY_AHEAD = "还有{days}天"
DAY_TODAY = "今天截止"
DAY_PASSED = "已过{days}天"
ALL_IN = "{period}各科室都已报送"
OPEN = "待办：未决冲突 {conflicts} 处，待定事项 {questions} 项"
LAST = "最近汇总 {merged}　最近周汇总 {weekly}"
LAST_RUN = "{day}（第{run}批）"
NEVER = "还没有"
