"""The problems (问题) of year-end reports, our own and finished ones; ``terms.findings`` lists them with all others."""

ANNUAL_KINDS = {
    "text_unwritten": ("error", "{said}：{value}还没有写；请在“年报文字”里写好"),
    "text_too_long": ("warning", "“{value}”有{count}字，超过参数“总体情况字数”定的{wanted}字；请删减"),
    "unknown_indicator": (
        "error",
        "年报文字引用的指标“{value}”没有数值；请在“指标汇总”补填，登记簿没有登记的件数也填在那里（没有的填0）",
    ),
    "quote_blank": (
        "error",
        "年报文字引用的“{value}”在表里是空白，没有数可填；请在年报表里填上（没有的填0），或改写这一句",
    ),
    "quote_unknown": (
        "error",
        "年报文字引用的“{value}”不是这一年表里的一格；请写明表、行、列，如“{choice}”",
    ),
    "field_open": ("error", "{said}：大括号不成对，没有填数；请用一对大括号写指标名称"),
    "paragraph_part_bad": (
        "error",
        "“部分”填的是“{value}”，年报没有这一部分，这一段（{said}）没有印出；请填：{choice}",
    ),
    "number_unbound": (
        "warning",
        "{said}：{value} 是手工写的数，没有来源；请列入“指标汇总”，文字里改用大括号写它的指标名称",
    ),
    "cell_unknown": ("error", "指标“{value}”的“填入年报”写的是“{before}”，这一年的表里没有这一格；写法如“{choice}”"),
    "chart_wrong": ("error", "图“{value}”没有画：{said}；请改“年报图表”"),
    "annual_overridden": ("warning", "有 {count} 处错误没有改正，按填写的理由出具：{value}"),
    "annual_source_open": (
        "warning",
        "“{value}”似乎有人正在打开，年报只用了最后一次保存的内容；请保存关闭后重新生成",
    ),
    "report_due_late": ("warning", "年报内部期限（{value}）晚于法定公布期限（{before}）；请改早"),
    "annual_check": ("error", "{value}"),
    "annual_check_warning": ("warning", "{value}"),
    "annual_cell": ("error", "“{value}”不是数字；请填数字"),
    # finished reports
    "report_part": ("warning", "没有读到{value}，与它有关的核对没有做；请核对原件"),
    "report_no_tables": (
        "error",
        "没有读到{choice}年表样的表，没有做勾稽；图片里的表读不出来，请用带表格的原件",
    ),
    "report_label": ("error", "“{value}”不是{choice}年表样的行或列，它的数字没有核对；请对照表样改正"),
    "report_stray": ("warning", "“{value}”没有对应的行或列（{choice}年表样），没有核对；请对照表样核对"),
    "report_row": ("error", "这一行的数字（{value}）与各列对不上，没有核对；请补齐空格后再核对"),
    "report_extra": ("info", "这一行有{value}个相同的数，比表样的列多，是转成文字时多出来的，已按表样取前面各列"),
    "report_other_table": ("info", "这个表格没有年度报告的行列名称，没有核对"),
    "report_no_file": ("warning", "文件夹里没有 .docx 或 .txt 的年度报告，没有检查"),
    "report_last_year": (
        "error",
        "这是{value}年度的报告，不是{year}年度的上年，没有采用；请换成{before}年度的报告",
    ),
    "report_last_other": (
        "warning",
        "这是“{value}”的报告，名称与本单位不同，已按它核对；拿错了的请换成本单位{before}年度的报告",
    ),
    "report_skipped": ("info", "不是年度报告的文件（{value}），没有检查"),
    "report_packed": ("error", "压缩包没有打开，里面的报告没有检查；请先解压，再把报告放进文件夹"),
    "report_no_last_year": ("warning", "没有找到这个单位上年的报告，结转、存量和文字重复没有核对"),
    "report_missing": ("warning", "还没有交年度报告；请催报"),
    "report_off_roster": ("warning", "“{value}”不在报送名单里；请核对单位名称和名单"),
    "report_twice": ("warning", "交了{count}份：{value}；请只留一份"),
    "report_unmarked": ("warning", "没有做成标注稿（{value}）；问题见汇总表"),
    "annual_label": ("error", "“{value}”不是这张表的行或列；请恢复表格"),
}
