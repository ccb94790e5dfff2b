"""The problems (问题) of chasing, bulletins and reports, which ``terms.findings`` lists with all others."""

CHASE_KINDS = {
    "chase_level": (
        "error",
        "{row}这一行的方式“{value}”不是催办的方式，这一行没有算作催办；请填：{choice}（打电话催的填消息）",
    ),
    "chase_due_named": (
        "info",
        "{section}有{count}项催办单到期没有回复或仍未办结，下一次季度通报将点名：{value}；已有回复的请在“催办登记”填写回复情况和回复日期",
    ),
    "send_no_package": (
        "warning",
        "没有安装发送消息用的 {value}，消息只生成文本，没有发送；请运行 pip install {value}，或手工粘贴发送",
    ),
    "send_no_address": (
        "warning",
        "没有发送地址，{value}的消息没有发送；请在环境变量 {before} 或文件“{said}”里每行写“科室=地址”，或手工粘贴",
    ),
    "send_bad_address": (
        "warning",
        "“{said}”第{rows}行看不懂，没有采用；请写成“科室=地址”，或只写一个地址供各科室共用",
    ),
    "send_failed": ("warning", "发给{section}的消息没有发出去；文本已经生成，请手工粘贴发送，并检查地址和网络"),
    "one_page_cut": ("info", "领导一页纸只印得下一部分，{said}另有{count}项没有列出；全部见周报"),
    "one_page_long": ("warning", "领导一页纸的模板改过以后排了{value}页；请把模板的字号、行距改小，或删去几行固定文字"),
    "bulletin_early": ("info", "第{value}季度到{before}才结束，通报按{said}的情况写；季末后请再生成一次"),
    "bulletin_before_issue": (
        "warning",
        "第{value}季度在方案印发（{before}）以前就结束了，没有要通报的事项，这份通报不必印发",
    ),
    "bulletin_late": (
        "info",
        "第{value}季度已于{before}结束，通报写的是{said}的情况，不是季末当天的；正文已注明统计日期",
    ),
    "report_silent": (
        "warning",
        "有{count}项任务没有填写进展，落实情况报告里只写“还没有可报告的进展”：第{value}项；请催有关科室补填",
    ),
    "report_section_silent": ("warning", "{section}承担的任务都没有填写进展，它的落实情况报告是空的；请催报"),
    "delivery_missing": (
        "warning",
        "应于{before}前报送的“{value}”，{column}还没有收到；请催报，收到后在“报送要求”填写日期",
    ),
    "delivery_waiting": ("info", "“{value}”{before}截止，{column}还没有收到"),
    "delivery_undated": ("info", "“{value}”没有写截止日期，{column}还没有收到；请在“报送要求”补填截止日期"),
    "delivery_late": ("info", "“{value}”{column}于{last}收到，晚于截止的{before}"),
    "delivery_in": ("info", "“{value}”已收到（{column}）"),
}
