"""The words of the receipt a section gets back (回执): its column, its sheet, its sentences."""

FOLDER = "回执"
AUTHOR = "自动校验"
COLUMN = "校验结果"
SHEET = "汇总结果"
OTHER_SHEET = "汇总结果({count})"
SHORT = "…"

TITLE_MARK = "汇总回执"
TITLE = "{section}" + TITLE_MARK
ABOUT = "统计日期 {as_of}　填报文件 {file}"
COUNTED = "已采用 {taken} 处，没有采用或需要核对 {told} 处，等办公室裁定 {waiting} 处，逾期 {overdue} 项。"
HINT = "这份回执就是下一期的填报表：请在本文件里改正后交回，“校验结果”一列和带“自动校验”的批注会自动更新。"
HINT_OLDER = "这份是以前下发的旧表：请按下面的办法，在最近下发的新表里填写后交回，不要再交这一份。"
HINT_REFUSED = "这份文件没有汇总，请按下面的办法处理后再交。"
HINT_SHEET_ONLY = "原文件不能加批注，这里只列出汇总结果，请对照原文件修改。"

LINE = "【自动校验】"
FIELD_SAID = "{field}：{said}"
JOIN = "；"
TASK = "第{order}项"
TAKEN = "已采用 {count} 处"

TOLD_TITLE = "一、没有采用或需要核对（请处理）"
WAITING_TITLE = "二、总台账与科室都改了，等办公室裁定（暂按总台账）"
OVERDUE_TITLE = "三、已经逾期"
TAKEN_TITLE = "四、已采用"
NONE = "无"
TOLD_HEADS = ("级别", "工作表", "行", "栏目", "填的内容", "问题和办法")
WAITING_HEADS = ("序号", "工作表", "行", "栏目", "下发时", "总台账", "科室填的")
OVERDUE_HEADS = ("序号", "截止日期", "逾期天数", "报告期", "进展情况", "具体要求")
TAKEN_HEADS = ("序号", "工作表", "行", "栏目", "原值", "新值")

FOR_SECTION = {
    "conflict": "总台账与科室都改了：下发时“{before}”，总台账“{master}”，科室“{value}”；由办公室裁定，暂按总台账",
    "locked_changed": (
        "这一列由办公室填写，填的“{value}”（原为“{before}”）未采用；请恢复原来的内容，确实要改的请告知办公室"
    ),
    "blank_over_value": "原来填有“{before}”，现在是空白，总台账保留原值；如确要删除请告知办公室",
}
"""Sentences whose advice is meant for the office, as the section reads them."""
ADVICE = (("请让科室", "请"),)
"""How advice to the office about a section's file becomes advice to that section."""

OLDER_ISSUE = "{section}-第{issue}期"
NOT_TAKEN = "{name}-未汇总"
BESIDE = "{name}-新"
COUNT = "{name}({count})"
GIVEN = r"(?:-第\d+期)?(?:\(\d+\))?(?:-新)?"
"""What may follow a section's name in the name of its receipts."""
ONLY_VALUES = "{suffix} 格式"
WRITTEN = "回执 {count} 份"
WITHDRAWN = "收回回执 {count} 份（{folder}：{names}）：写的不再算数，已发给科室的请告知作废；下次汇总重新发"
TO_WITHDRAW = "撤销时会收回回执 {count} 份（{folder}：{names}）"
AND_MORE = " 等"
