"""The problems (问题) of the registers (登记簿), which ``terms.findings`` lists with all others.

Of applications and cases a sentence quotes 登记号 and days, never what else stands in a cell.
"""

LOGBOOK_KINDS = {
    "logbook_unread": (
        "error",
        "登记簿没有读入（{value}），依申请公开期限和登记数没有核对；请用 Excel 打开另存后再运行，或用备份恢复",
    ),
    "logbook_sheet_gone": ("error", "登记簿缺少工作表“{value}”，这张表没有读入；请恢复这张表，改过名的请改回"),
    "logbook_column_gone": ("error", "登记簿缺少“{value}”一列，这张表没有读入；请恢复这一列的表头"),
    "logbook_column_lost": (
        "error",
        "登记簿缺少“{value}”一列，登记的行按这一列没有填计，期限或件数会不对；请恢复这一列的表头，改过名的请改回",
    ),
    "logbook_sheet_more": (
        "error",
        "登记簿里还有一张表（{value}）样子像“{before}”，其中{count}行没有计入；请把要计的行移到“{before}”，再删去这张表",
    ),
    "logbook_gone": (
        "error",
        "没有找到登记簿，登记的件数没有计入，答复期限没有核对；请放回原处，从来没有登记过的运行一次“汇总”会新建一本空的",
    ),
    "logbook_made": ("warning", "没有找到登记簿，已新建一本空的；原来有的请放回来，盖过新建的"),
    "entry_unnumbered": ("warning", "这一行没有登记号，已照常计数；请编上登记号"),
    "entry_twice": ("error", "登记号{number}有{count}行（第{rows}行），只计了上面一行；请改正登记号，或删去重复的行"),
    "entry_unreceived": ("error", "登记号{number}的“{column}”是空白，这一行没有计入；请补填"),
    "entry_day_bad": ("error", "登记号{number}的“{column}”不是日期，未采用；请填如 {year}-06-30"),
    "entry_future": ("error", "登记号{number}的“{column}”（{value}）在统计日期之后，未采用；请核对"),
    "entry_day_early": ("error", "登记号{number}的“{column}”（{value}）早于“{said}”（{before}），未采用；请核对"),
    "entry_number_bad": ("error", "登记号{number}的“{column}”不是可用的数字，未采用；请只填数字，不能是负数"),
    "entry_kind_bad": ("error", "登记号{number}的“{column}”空白或不在类别之列，这一行没有计入；请选：{choice}"),
    "entry_category_new": ("warning", "登记号{number}的类别“{value}”不在类别之列，只计入条数；请选：{choice}"),
    "entry_result_bad": (
        "error",
        "登记号{number}的“{column}”不是{year}年度年报表样表三的办理结果，按没有办结计；请从下拉列表选择",
    ),
    "entry_case_bad": (
        "error",
        "登记号{number}的“{column}”不是表四的结果，按没有审结计；请选：{choice}，没有审结的留空",
    ),
    "entry_undated": ("error", "登记号{number}填了结果，“{column}”是空白，按没有办结计；请补填日期"),
    "entry_undecided": ("error", "登记号{number}填了日期，“{column}”是空白，按没有办结计；请补填结果"),
    "entry_unasked": ("error", "登记号{number}填了“{column}”（{value}），没有填“补正告知”，没有重新起算期限；请补填"),
    "correction_late": (
        "warning",
        "登记号{number}的补正告知（{value}）晚于收到之日起7个工作日（{before}）（条例第三十条）；请核对日期",
    ),
    "due_differs": (
        "warning",
        "登记号{number}的应答日期填的是{value}，按条例第三十三条算是{wanted}，按算出的计；请核对收到日期和扣除天数，或清空这一格",
    ),
    "extension_long": (
        "error",
        "登记号{number}延期至{value}，超过了条例第三十三条允许的最长期限{wanted}，期限按{wanted}计；请核对",
    ),
    "extension_early": ("warning", "登记号{number}的“延期至”（{value}）不晚于应答日期{wanted}，不算延期；请核对"),
    "request_late": (
        "warning",
        "登记号{number}逾期{count}个工作日（应于{value}前答复）；请尽快答复，已答复的请补填答复日期和结果",
    ),
    "request_soon": ("info", "登记号{number}应于{value}前答复；请抓紧办理"),
    "request_answered_late": ("info", "登记号{number}的答复（{value}）晚于期限{before}，晚{count}个工作日"),
}
