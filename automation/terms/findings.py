"""The catalogue of problems (问题): kind → severity and sentence.

A sentence says what is wrong, with the value, and what to do; where it is stands before it.
"""

from automation.terms.findings_annual import ANNUAL_KINDS
from automation.terms.findings_carry import CARRY_KINDS
from automation.terms.findings_chase import CHASE_KINDS
from automation.terms.findings_logbook import LOGBOOK_KINDS
from automation.terms.findings_score import SCORE_KINDS
from automation.terms.findings_timetable import TIMETABLE_KINDS
from automation.terms.findings_year import YEAR_KINDS

SEVERITIES = {"error": "错误", "warning": "提醒", "info": "提示"}
MESSAGE = "〔{severity}〕{where}：{said}"
MESSAGE_OF_ALL = "〔{severity}〕{said}"
PLACE = " › "
LEVEL_ENDS = "〕"  # of the two messages above
ROW = "第{row}行"
COPIES = "（“{copies}”同样如此）"

KINDS = LOGBOOK_KINDS | {
    **CARRY_KINDS,
    **CHASE_KINDS,
    **SCORE_KINDS,
    **TIMETABLE_KINDS,
    # whole files
    "section_file_missing": (
        "error",
        "没有找到{section}的填报文件，本次未汇总该科室；请从“下发”重新取得，或把科室交来的文件放回科室填报文件夹",
    ),
    "not_a_workbook": ("error", "这不是 Excel 工作簿，没有读入；请让科室用 Excel 或 WPS 另存为 .xlsx 后再交"),
    "damaged_workbook": ("error", "文件已损坏（{value}），没有读入；请让科室重新保存后再交"),
    "unsaved_workbook": (
        "error",
        "文件正在 Excel 里打开，增减过工作表或有还没保存的错误值，没有读入；请让科室保存后再运行",
    ),
    "encrypted_workbook": ("error", "文件加了打开密码，没有读入；请让科室取消密码后再交"),
    "oversized_workbook": ("error", "文件内容异常庞大（{value}），没有读入；请让科室检查后另存一份再交"),
    "empty_workbook": ("error", "文件是空的，没有任何内容，没有读入；请让科室在下发的表格上填写后再交"),
    "reading_timed_out": ("error", "读这个文件超过了{value}秒，已放弃，没有读入；请让科室检查后另存一份再交"),
    "reading_crashed": (
        "error",
        "读这个文件时读取程序中断（内容过大或已损坏），没有读入；请让科室用 Excel 或 WPS 打开后另存一份再交",
    ),
    "macro_workbook": ("warning", "文件带有宏，只读取了表里的值，宏没有运行；请让科室另存为不带宏的 .xlsx"),
    "wrong_office": ("error", "这是“{value}”的填报文件，不是本单位的，本次未汇总；请换成本单位下发的文件"),
    "wrong_year": ("error", "这是{value}年度的填报文件，本次未汇总；请换成{year}年度下发的文件"),
    "unknown_section": ("error", "文件里的科室“{value}”不在科室名录中，本次未汇总；请核对科室名录"),
    "unknown_file": ("error", "认不出是哪个科室的填报文件（缺少系统信息），本次未汇总；请在下发的表格上填写"),
    "unissued_file": ("error", "第{value}期的文件不是这本总台账下发的，本次未汇总；请换成最近下发的文件"),
    "stale_file": (
        "warning",
        "这是第{value}期下发的旧文件（现为第{issue}期），已按当期下发值比对后汇总；请改用新文件，旧文件可移走",
    ),
    "lookalike": (
        "warning",
        "与“{value}”是同一科室同一期的文件，填报内容不同，已逐项合并：各份一致的采用，不一致的另行列出；请只留一份",
    ),
    "lookalike_same": ("info", "与“{value}”是同一科室的文件，填报内容相同，已只汇总一份；请删去多余的一份"),
    "copies_differ": ("error", "同一科室的几份文件说法不一（{value}），都未采用；请核实后只留一份"),
    "file_open": ("info", "“{value}”似乎有人正在打开，还没有保存的内容本次汇总不到；请保存关闭后再汇总"),
    "missing_sheet": ("error", "缺少工作表“{value}”，这部分没有汇总；请在下发的表格上填写，不要删除或改名工作表"),
    "sheet_unasked": (
        "warning",
        "“{value}”不是下发给本科室的表，上面{count}行没有汇总；要汇总的请与办公室联系，由办公室列入后重新下发",
    ),
    "missing_header": ("error", "工作表里找不到表头（应有“{value}”一列），这部分没有汇总；请恢复表头或换用下发的文件"),
    "missing_column": ("warning", "缺少“{value}”一列，该列没有汇总；请恢复这一列"),
    "period_not_named": (
        "warning",
        "报送期写的是“{value}”，现在是{period}，没有算作本期报送；本期确已报送的，请改报送期或填写报送日期",
    ),
    # what a section has made of its form
    "column_unread": ("warning", "“{value}”一列不是下发的，填了{count}格，没有汇总；要汇总的请填进下发的各列"),
    "header_twice": (
        "error",
        "“{value}”有两列以上，第{rows}行各列填的不一样，不知以哪列为准，没有汇总；请只留一列",
    ),
    "merged_rows": (
        "warning",
        "合并单元格里的“{value}”只算这一行填的，第{rows}行算没有填；请取消合并，逐行填写",
    ),
    "sheet_copy": ("warning", "这张表像是“{value}”的副本，内容不同，没有汇总；要汇总的请填进“{value}”，再删去副本"),
    # what stands in a workbook beside its values
    "far_cell": ("error", "“{value}”远在表格之外，没有读入；请移到表内，或删除后再保存"),
    "hidden_rows": ("info", "有{count}行被隐藏或筛选掉了（第{value}行），已照常读入；如不应读入请删除"),
    "hidden_columns": ("info", "有{count}列被隐藏（{value}列），已照常读入"),
    "hidden_sheet": ("info", "这张工作表是隐藏的，已照常读入"),
    "bare_formulas": ("warning", "有{count}个单元格的公式没有算出的值（{value}），读出来是空白；请用 Excel 打开后保存"),
    "error_cells": ("warning", "有{count}个单元格是错误值（{value}），读出来是空白；请改正公式"),
    "quoted_files": ("info", "公式引用了其他文件（{value}），读到的是上次保存时的值"),
    "values_only": ("info", "这种格式（{value}）只读取了值；隐藏的行列和没有算出的公式看不出来"),
    "skipped_other": ("info", "不是工作簿（{value}），已跳过；其中有填报内容的请让科室填到下发的表里"),
    "skipped_passing": ("info", "是别的程序打开文件时留下的临时文件或隐藏文件，已跳过"),
    "skipped_folder": ("info", "是隐藏文件夹或链接，里面的文件没有看"),
    # sheets of sections inside the master
    "page_missing": (
        "error",
        "总台账里找不到{section}的工作表“{value}”，本次未汇总；表名改过的请改回，已经删去的请用“下发”重新生成",
    ),
    "unknown_page": ("error", "这张表像是科室填报表，但不是下发的，未汇总；表名改过的请改回，手工复制的请删去"),
    "file_in_sheet_mode": (
        "error",
        "填报方式是“同一工作簿”，这个文件没有汇总；文件里有新内容的请先把参数改回“分文件”汇总一次，再移走文件",
    ),
    "sheet_in_file_mode": (
        "error",
        "填报方式是“分文件”，这张科室表没有汇总；表里有新内容的请先把参数改回“同一工作簿”汇总一次，再删去这张表",
    ),
    "page_outdated": (
        "info",
        "这张表下发后办公室有改动（{value}），科室的表程序不改写；请告知科室，或汇总后删去这张表再“下发”",
    ),
    "page_added": ("info", "{section}有新任务，另加了工作表“{value}”，原来的表不动；请科室在新表里填写新任务"),
    # rows
    "missing_row": ("error", "下发时有的一行不见了（{row}），总台账保留原有内容；请恢复该行，不要删除"),
    "row_without_number": ("warning", "这一行没有编号，未汇总：“{value}”；已列入“待定事项”，请办公室决定是否立为任务"),
    "row_adopted": (
        "warning",
        "这一行已由办公室立为任务{number}（{value}），不从没有编号的行汇总；请在下发的新表中该任务的行填写，删去这一行",
    ),
    "row_written_on": (
        "warning",
        "这一行已由办公室立为任务{number}（{value}），现在又填有“{said}”，没有汇总；请填到新表中该任务的行，删去这一行",
    ),
    "row_dismissed": ("info", "办公室已答复不采纳，这一行没有汇总：“{value}”；请删去这一行"),
    "row_without_key": (
        "warning",
        "这一行没有编号，未汇总：“{value}”；请填在预先编号的空白行里，不够时请办公室重新下发",
    ),
    "duplicate_number": ("error", "编号{number}{value}出现了{count}次（第{rows}行），这几行都没有汇总；请只保留一行"),
    "unknown_number": (
        "error",
        "编号“{value}”不是下发给{section}的任务，这一行未汇总：“{said}”；请核对，不要改动编号列",
    ),
    "number_displaced": (
        "error",
        "编号是{number}，写的却是{value}的任务，没有汇总：“{said}”；可能是排序时漏了隐藏的编号列，请撤销排序或在新下发的表上填",
    ),
    "locked_changed": (
        "warning",
        "这一列由办公室填写，科室改为“{value}”（原为“{before}”），未采用；同意的请办公室在总台账改写，不同意的请科室恢复",
    ),
    "support_typed": (
        "warning",
        "“配合进展”由程序汇集配合科室的“进展情况”，改成的“{value}”（原为“{before}”）未采用；本科室的情况请填在“进展情况”一列，恢复这一格",
    ),
    "blank_over_value": ("warning", "原来填有“{before}”，现在是空白，总台账保留原值；如确要删除，请在总台账中修改"),
    # values
    "not_a_date": ("error", "“{value}”不是日期，未采用；请填如 {year}-06-30"),
    "not_a_moment": ("error", "“{value}”不是日期或时间，未采用；请填如 {year}-06-30 或 {year}-06-30 14:30"),
    "not_a_number": ("error", "“{value}”不是数字，未采用；请只填数字，如 30"),
    "below_zero": ("error", "“{value}”小于零，未采用；数量不能是负数，请核对后重填"),
    "unread_cell": (
        "error",
        "这个单元格里是图片、错误值或没有算出的公式，没有可用的内容，未采用；请改填文字或数字再保存",
    ),
    "folder_unread": ("warning", "子文件夹里的文件不汇总；科室交来的文件请直接放在科室填报文件夹里，别的请移走"),
    "unread_format": ("error", "这一版读不了这种格式的文件，没有读入；请让科室另存为 .xlsx 后再交，压缩包请先解压"),
    "file_unread": ("warning", "这个文件不是工作簿，没有读入；科室交来的请让科室另存为 .xlsx 后再交，别的请移走"),
    "unknown_state": ("error", "“{value}”不是规定的状态，未采用；请填：未启动、推进中、持续推进、已完成、不涉及"),
    "not_yes_no": ("error", "“{value}”看不出是或否，未采用；请填“是”或“否”"),
    "office_only_state": ("error", "“{value}”只能由办公室填写，未采用；完成的任务请填“已完成”"),
    "office_settled": ("error", "办公室已定了这一项的状态，科室改填的“{value}”未采用；确有变化的请办公室在总台账中改"),
    "target_missed": ("warning", "填了“已完成”，但完成数（{value}）没有达到目标“{before}”；请核对完成数或退回科室"),
    "time_needed": (
        "info",
        "要求以小时计算，发生时间只填到了日，按当天最晚时刻计算；请填到几点几分，如 {year}-09-03 14:30",
    ),
    "event_open": (
        "warning",
        "任务已报“{before}”，“触发事件”里第{count}件（{value}）还没有填实际完成时间，照旧亮灯计时；请科室补填，没有办结的请退回任务",
    ),
    "calendar_unknown": (
        "warning",
        "{value}年的放假安排还没有收录，工作日暂按周一至周五计算；请在“放假安排”中填写这一年的放假和调休上班",
    ),
    "done_without_date": ("error", "填了“已完成”却没有完成日期，暂按原状态处理；请补填完成日期"),
    "done_without_evidence": ("error", "填了“已完成”却没有佐证材料，暂按原状态处理；请补填佐证材料"),
    "future_finish": ("error", "完成日期“{value}”在统计日期之后，未采用；请核对"),
    "not_applicable_without_reason": ("error", "填了“不涉及”却没有在进展情况说明理由，暂按原状态处理；请补写理由"),
    "extension_too_late": ("warning", "延期申请是在截止日期（{value}）之后提出的；请办公室决定是否批准"),
    "unreadable_by_excel": ("warning", "“{value}”含有表格不能保存的字符，已去掉这些字符"),
    "text_cut": (
        "warning",
        "“{value}……”超过一个单元格能放的32767个字，表中已截短并注明；各科室所填原文在“科室进展”和存档的填报文件中",
    ),
    # conflicts and decisions
    "conflict": (
        "warning",
        "总台账与科室都改了：下发时“{before}”，总台账“{master}”，科室“{value}”；请在“冲突”表的“采用”中选定",
    ),
    "bad_choice": ("error", "“{value}”不是可选的办法，冲突未处理；请在“采用”中选 主表、科室 或 手填"),
    "hand_value_missing": ("error", "选了“手填”却没有填手填值，冲突未处理；请填写手填值"),
    "conflict_moved": ("warning", "选定之后{section}又改了这一项，原决定没有执行；请看新的科室值后重新选定"),
    "question_open": ("info", "{question}"),
    "demand_open": ("info", "正文要求“{value}”不在任务表中；请在“决定”填 任务、报送要求 或 不采纳"),
    "unknown_demand": (
        "error",
        "“{answer}”不是可选的办法，正文要求“{value}”还没有处理；请在“决定”填 任务、报送要求 或 不采纳",
    ),
    "unknown_row_answer": (
        "error",
        "“{answer}”不是可选的办法，科室新增的“{value}”还没有处理；请在“决定”填 任务 或 不采纳",
    ),
    "unknown_answer": (
        "error",
        "“待定事项”的决定里，“{value}”不是科室名录中的名称或别名，这个名称没有采用；请改成名录中的名称，都不涉及填“无”",
    ),
    "unknown_day": ("error", "“待定事项”的决定“{value}”不是日期，决定没有执行；请填如 2018-12-31，不定日期填“无”"),
    # indicators
    "indicator_bad": (
        "error",
        "指标“{value}”的“{column}”填的“{before}”不能用，这项指标没有下发填报；请填：{choice}",
    ),
    "indicator_differs": (
        "warning",
        "指标“{value}”办公室填的是{before}，科室填报汇总是{master}，按科室填报；请核对，或清空“数值”一格",
    ),
    # master
    "master_restored": ("warning", "“{column}”一列由程序填写，改成的“{value}”已恢复；要改请改带 ✎ 的列"),
    "master_value_bad": ("error", "“{value}”填法不对，未采用，仍按“{before}”；请改正"),
    "master_row_gone": (
        "warning",
        "总台账缺少{row}这一行，已在表尾补上；请不要删除行，取消的任务请把状态填为“取消”",
    ),
    "master_row_unknown": ("error", "总台账里编号“{value}”不是本台账的任务，未采用；新增任务请用“建台账”修订方案"),
    "master_row_twice": ("error", "“{value}”在这张表里有两行，只采用了上面一行；请改正，或删去多余的一行"),
    "master_row_unnamed": (
        "error",
        "这一行没有“{column}”，没有采用：“{value}”；新增任务请用“建台账”修订方案，触发事件请填在预先编号的空白行里",
    ),
    "master_column_gone": ("error", "总台账缺少“{value}”一列，该列没有更新；请恢复这一列的表头"),
    "master_header_twice": (
        "warning",
        "“{value}”有两列以上，只读最左边的一列；第{rows}行其他列填的不一样，没有读入；请把要用的填在最左列，删去其余",
    ),
    "master_sheet_gone": ("error", "总台账缺少工作表“{value}”，内容仍按上次汇总保留，但没有地方显示；请恢复这张表"),
    "master_list_gone": (
        "error",
        "总台账缺少工作表“{value}”，这次的内容没有地方显示；改过名的请改回，删去的请用备份恢复",
    ),
    "master_older": (
        "warning",
        "这是第{value}次运行时的总台账（开着没关又保存了，或用备份恢复的），到第{last}次的内容已补上；请在运行前关闭总台账",
    ),
    "master_older_both": (
        "warning",
        "总台账开着的时候这一项已汇总为“{before}”，保存的是“{value}”，按保存的处理；请核对",
    ),
    "undo_kept": ("warning", "办公室后来改为“{value}”，撤销没有动它（撤销前的运行之前是“{before}”）；请核对"),
    "undo_row_gone": ("warning", "这一行随撤销去掉了，办公室后来填的“{value}”记在“变更记录”里；需要的请重新填写"),
    "undo_forms_stand": ("info", "已下发的填报表仍然有效，期号不会再用；科室照常填报即可"),
    "formula_kept": ("warning", "这个单元格里是公式或图片，程序没有改写它（应为“{value}”）；请删去公式或图片"),
    "bad_setting": ("error", "参数“{column}”填的“{value}”不能用，已按“{before}”处理；请改正"),
    "setting_needed": ("error", "参数“{value}”没有填写；请在“参数”表填写"),
    # plans
    "plan_value_missing": ("error", "“{column}”一列是空白，这一行的任务照建，请补填"),
    "plan_order_bad": ("error", "序号“{value}”不是整数，这一行没有建成任务；请改正后重新建台账"),
    "plan_order_twice": ("error", "序号{value}出现两次，后一行没有建成任务；请改正后重新建台账"),
    "plan_renumbered": (
        "warning",
        "方案的序号不是从头连续编的，台账按全文顺序编号：方案的“{before}”在台账是{value}，共{count}项不同；请核对",
    ),
    "plan_column_unread": ("warning", "方案的“{value}”一列没有对应的栏目，没有读入；需要的请在总台账中补填"),
    "plan_reworded": (
        "warning",
        "修订后的“{value}”与原来的“{before}”文字差别较大，已按同一项任务保留进展；如不是同一项，请在总台账改正",
    ),
    "plan_row_skipped": ("warning", "这一行没有序号，没有建成任务：“{value}”"),
    "plan_label_blank": ("warning", "“{column}”是空白且没有合并单元格，这一行的该项留空；请在总台账中补填"),
    "holiday_bad": (
        "error",
        "{value} 至“{last}”安排“{choice}”，没有采用；请在“安排”填 放假 或 上班，“至”不早于“日期”，一次不超过31天",
    ),
    # the plan above
    "cover_unknown": ("error", "“{value}”不是本台账任务的序号，未采用；请填序号（用顿号分开），不承接的填“无”"),
    "cover_none": (
        "warning",
        "上级有{count}项没有任务承接：第{value}项；请在“对应序号”填写承接的任务，确不承接的填“无”",
    ),
    "cover_later": ("warning", "截止日期{value}晚于上级第{issue}项的{before}；请核对"),
    # receipts and papers
    "receipt_beside": ("warning", "回执写不进去（可能正被打开），新的放在旁边：“{value}”；请关闭后用新的"),
    "receipt_unwritten": ("warning", "{section}的回执没有写成：{value}"),
    "receipt_outlived": (
        "warning",
        "这份回执写的内容已经撤销，不再算数，但删不掉（{value}）；请关闭正打开它的程序后删去，已发给科室的请告知作废",
    ),
    "receipt_without_copy": ("info", "原文件不能加批注（{value}），{section}的回执只列出汇总结果"),
    "lost_characters": ("warning", "{count}个字符不能写进文档，已去掉"),
    "unused_field": (
        "warning",
        "模板没有用到“{value}”，这项内容没有印出来：“{said}”；需要的请在模板该印的地方写上 {{{{ {value} }}}}",
    ),
    "unprinted_field": (
        "warning",
        "模板里“{value}”（{column}）的内容没有全印出来，缺“{said}”；请对照原模板核对那里的 if、for",
    ),
    "no_converter": ("warning", "没有找到 LibreOffice 或 Word，只生成了 Word 文档，没有生成 PDF"),
    "pdf_failed": ("warning", "只生成了 Word 文档，没有生成 PDF：{value}"),
    "unread_document": ("error", "这份文件没有检查：{value}；请用 Word 或 WPS 打开后另存为 .docx 再试"),
    "no_document": ("warning", "文件夹里没有 .docx 公文，没有检查"),
    "layout_fault": ("error", "应为{wanted}，量得{value}（GB/T 9704-2012 第{clause}条）；{advice}"),
    "layout_front": ("info", "第{value}面在版头之前（封面、目录），标准没有规定，没有量；从版头所在的一面量起"),
    "layout_revisions": (
        "warning",
        "文档里还有{value}处没有接受或拒绝的修订，版面按连修订一起印出的样子量；请先接受或拒绝全部修订，再检查一次",
    ),
    "layout_unmeasured": ("warning", "有的项目没有量到：{value}"),
    "rare_character": (
        "warning",
        "“{value}”不在 GB 2312 字符集，仿宋_GB2312、楷体_GB2312 里没有，见{said}；请核对打印出来的字",
    ),
    "labels_once": (
        "info",
        "分工方案没有试排（{value}）：工作任务名称每组只印一次，不在各页页首重印；版记页没有编页码，前面没有空白页的请补上",
    ),
    "trial_failed": (
        "warning",
        "分工方案试排没有成功（{value}）：工作任务名称每组只印一次；请在 Word 中核对各页页首和版记页的页码",
    ),
    "labels_unsettled": (
        "warning",
        "分工方案试排了{count}次还没有排稳，页首没有工作任务名称的页：{value}；请在 Word 中核对各页页首和版记页的页码",
    ),
    "plan_unread": ("error", "定稿的 PDF 里没有读到分工方案的表格，没有回查；请逐行人工核对"),
    "plan_row_missing": (
        "error",
        "序号{order}这一行在定稿的 PDF 里有{count}处，应当只有一处；请对照总台账核对，改正模板后重新生成",
    ),
    "plan_row_broken": (
        "error",
        "序号{order}这一行比一页还高，从定稿 PDF 的第{page}页断到了下一页；请精简文字，或在模板里把表格的字号改小",
    ),
    "plan_text_differs": (
        "error",
        "定稿 PDF 第{page}页序号{order}的“{column}”印成“{value}”，总台账是“{master}”；请核对，改正后重新生成",
    ),
    "draft_kind_unknown": ("warning", "“发文稿”里的文种“{value}”没有模板，没有生成；能生成的有：{choice}"),
    "seal_unknown": ("warning", "“{value}”不是用印方式，按加盖印章排；可选：{choice}"),
    "draft_unsigned": ("info", "还没有文号或签发日期，文档按草稿生成；签发后请在“发文稿”填写"),
    "draft_incomplete": ("warning", "“发文稿”里“{value}”还没有填写"),
    "title_marked": ("warning", "标题里有分行的竖线或换行：“{value}”，已按“标题分行”印；请把“标题”写成一行，不加竖线"),
    "draft_unused": (
        "warning",
        "“{said}”不印“{column}”一栏，填的“{value}”没有用上；要印的请写进“正文要点”，不要印的请清空",
    ),
    "posts_unused": ("warning", "“用印”不是加盖签名章，“签名章职务”填的“{value}”没有用上；请改“用印”，或清空这一格"),
    "title_lines_differ": ("warning", "“标题分行”写的“{value}”与标题不同，没有采用，已按词意回行；请改成一致的"),
    "paper_note_differs": ("error", "“{said}”的附注写“{value}”，公开属性是“{before}”，两处矛盾；请改成一致的再印"),
    "plan_open": (
        "warning",
        "还有{count}件待定事项没有决定（序号{value}），分工方案照原文印出；请在“决定”一列填写后再印发",
    ),
    "plan_wording_old": (
        "warning",
        "序号{order}的完成时限已决定按“{value}”办，分工方案印的仍是“{before}”；要印新的请在这一列改写",
    ),
    "plan_unissued": (
        "warning",
        "有几份通知，标题都不是“关于印发…的通知”，分工方案没有附在哪一份后面；要印发的请改标题",
    ),
    "plan_attached": (
        "warning",
        "“{value}”后面附了分工方案（只有一份通知时都附），标题却不是“关于印发…的通知”；不该附的请把印发方案的通知也写进“发文稿”",
    ),
    "paper_left": ("warning", "不是这次生成的，仍留在文件夹里：{value}；不再需要的请删去，以免拿错"),
    "pdf_stale": ("warning", "这次只更新了 Word 文档，旁边的 PDF 还是以前的：{value}；请重新生成或删去，不要拿来印"),
    "register_emptied": (
        "warning",
        "这张表没有了、空了或缺了表头，登记过的{value}件仍记着；请保留这张表，第一行写：{choice}；作废的在备注注明，不要删行",
    ),
    "paper_number_form": (
        "error",
        "文号“{value}”不合规定：年份用六角括号〔〕括全四位，不加“第”，不编虚位，数字用半角；请写成“{wanted}”",
    ),
    "paper_number_other": ("warning", "文号“{value}”的{column}与参数（{before}）不同；请核对文号和“参数”"),
    "paper_number_twice": (
        "error",
        "文号“{value}”用了两次：“{before}”“{said}”；同一份公文改了标题的请两处一致，下一份公文请先清空文号和签发日期",
    ),
    "paper_number_gap": ("warning", "“发文登记”应是完整的，{value}缺{said}号；请补登，作废的文号也请登记并在备注说明"),
    "paper_twice": ("warning", "同一天签发的“{said}”登记了两个文号：“{before}”和“{value}”；登记错的请删去一行"),
    "paper_differs": (
        "warning",
        "“{said}”的“{column}”在“发文稿”是“{value}”，在“发文登记”是“{before}”；登记不自动改写，请核对后改成一致",
    ),
    "paper_unsigned": ("warning", "“{value}”已编文号或已签发，“{column}”还没有填写；请补填"),
    "paper_openness": ("error", "“{said}”的公开属性填的是“{value}”；请填：{choice}"),
    "paper_reason": ("error", "“{said}”的公开属性是“{value}”，没有写明理由；请在“理由”填写依据"),
    "paper_printed_early": ("error", "“{said}”的印发日期{value}早于签发日期{before}；先签发后印发，请核对"),
    **ANNUAL_KINDS,
    **YEAR_KINDS,
}
