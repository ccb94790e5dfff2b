"""The problems (问题) of the timetable (排程), which ``terms.findings`` lists with all others."""

TIMETABLE_KINDS = {
    "timetable_value": ("error", "“{row}”这一行的“{column}”写的“{value}”看不懂，这一行没有采用；请填：{choice}"),
    "timetable_twice": ("error", "“{value}”有两行，后一行没有采用；同一作业同一天的请只留一行"),
    "timetable_sheet_gone": ("info", "总台账里没有“排程”表，按默认的办：{value}"),
    "timetable_failed": ("error", "{value}没有办成，{wanted} 以后再试：{said}"),
    "timetable_given_up": (
        "error",
        "{value}试了{count}次都没有办成，不再试：{said}；处理后请手工运行 python run.py {choice}",
    ),
    "timetable_broken_off": ("warning", "{value}上次没有办完就中断了，已重新办"),
    "timetable_ahead": (
        "warning",
        "{value}记在{last}办的，比现在还晚，电脑时钟曾经拨快；请校准时钟，那几期如办早了请手工重办",
    ),
    "timetable_unlogged": ("warning", "作业办了，结果没有写进{value}：{said}；下次运行会补上"),
}
