"""What each setting (参数) is for, as its row explains it, and what counts while nothing is typed."""

from automation.terms import sheets as names
from automation.terms import supervision

NOTES = {
    names.SET_OFFICE: "全称，用于发文机关标志和落款",
    names.SET_SHORT: "规范化简称，用于标题",
    names.SET_CODE: "发文字号用，如 楚卫通；有几个的用顿号分开，通知用第一个",
    names.SET_YEAR: "方案年度，四位数字",
    names.SET_ISSUED: "方案印发日期，此前结束的报告期不计",
    names.SET_KIND: "部门（次年1月31日前公布年报）或 政府（3月31日前）",
    names.SET_CYCLE: "每月 或 每季度",
    names.SET_REPORT_DAY: "每个报送期最后一个月的几号报送，1至31",
    names.SET_SOON: "到期前几天起亮黄灯",
    names.SET_STALE: "全年工作多少天没有新进展亮黄灯",
    names.SET_REPLY: "催办单要求几天内回复",
    names.SET_MODE: "分文件：每个科室一个工作簿；同一工作簿：每个科室在总台账里有一张表",
    names.SET_BLANK: "年报数字单元格空白时印成什么，默认 0",
    names.SET_FIRST_LEADS: "责任单位没有写明牵头时，列第一位的是否为牵头：是 或 否",
    names.SET_SIGNED: "年度报告的成文日期",
    names.SET_REPORT_DUE: "本单位要求年报完成的日期，早于法定公布日；可以不填",
    names.SET_REST: supervision.REST_NOTE,
    names.SET_OVERVIEW: "年报第一部分最多多少字，有的地方限1000字；0为不限",
    names.SET_ITEMS: "在填报表里登记主动公开的科室，用顿号分开，都登记填 各科室；空白则只由办公室在登记簿登记",
    names.SET_WHOLE: "“发文登记”是否登记了本机关的全部发文：是（检查断号）或 否",
}
DEFAULTS = {
    names.SET_OFFICE: "",
    names.SET_SHORT: "",
    names.SET_CODE: "",
    names.SET_YEAR: "",
    names.SET_ISSUED: "",
    names.SET_KIND: names.KIND_DEPARTMENT,
    names.SET_CYCLE: names.CYCLES[0],
    names.SET_REPORT_DAY: "25",
    names.SET_SOON: "15",
    names.SET_STALE: "60",
    names.SET_REPLY: "5",
    names.SET_MODE: names.MODE_FILES,
    names.SET_BLANK: "0",
    names.SET_FIRST_LEADS: "否",
    names.SET_SIGNED: "",
    names.SET_REPORT_DUE: "",
    names.SET_OVERVIEW: "0",
    names.SET_REST: supervision.REST_STAYS,
    names.SET_WHOLE: "否",
    names.SET_ITEMS: "",
}
