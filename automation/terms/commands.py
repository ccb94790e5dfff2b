"""Commands, their help, and what the terminal says (命令和提示)."""

PROGRAM = "run.py"
DESCRIPTION = "任务分工、填报、汇总、督办、出文：一本总台账管一年。"
COMMANDS = {
    "demo": "演示",
    "test": "测试",
    "init": "建台账",
    "plan": "读方案",
    "explain": "解释",
    "distribute": "下发",
    "merge": "汇总",
    "weekly": "周汇总",
    "remind": "催办",
    "notice": "印发通知",
    "monthly": "月提醒",
    "bulletin": "通报",
    "report": "落实情况",
    "score": "考核",
    "annual": "年报",
    "crosscheck": "勾稽",
    "coverage": "对照",
    "undo": "撤销",
    "rebuild": "重建台账",
    "inspect": "体检",
    "layout": "版式",
    "status": "状态",
    "timetable": "排程",
}
HELP = {
    "demo": "在 output/demo/ 建一个样例单位，跑一年，看看都能做什么",
    "test": "运行测试（后面的参数交给 pytest）",
    "init": "用方案（.docx、.xlsx、.txt 或种子文件夹）建总台账：init 方案 --year 年度",
    "plan": "只看从方案里读懂了什么，不写任何文件：plan 方案 --year 年度",
    "explain": "看一个时限或责任单位是怎样理解的：explain --year 年度 --deadline 原文（或 --units 原文）",
    "distribute": "给每个科室下发填报表，先汇总，不覆盖还没汇总的内容",
    "merge": "把科室填报汇总进总台账（--dry-run 只看不写）",
    "weekly": "周汇总：汇总、亮灯、周报、领导一页纸、催办单和消息（--pdf 同时生成 PDF）",
    "remind": "催办：先汇总，再按催办登记逐级催办：消息、催办单，到期仍未办结的待通报点名",
    "notice": "生成印发通知和任务分工表",
    "monthly": "月提醒：本月各科室应办、应报、逾期的事项，全单位一份",
    "bulletin": "季度通报：总体情况、做得好的、点名的问题、要求，附各科室情况表：bulletin --quarter 季度",
    "report": "向上级报告落实情况（上行文），另给每个科室起草一份，并说明谁还没有报送",
    "coverage": "上级方案的每项任务由哪项承接：coverage 上级方案（--write 写入“上级任务对照”）",
    "score": "按“考核规则”给科室、下级单位和本单位计分，每一分都能找到来由：考核评分表、自评表",
    "annual": "生成政府信息公开工作年度报告：annual --year 年度",
    "crosscheck": "核对任何单位写成的年度报告（.docx、.txt 或文件夹）的勾稽关系：crosscheck 报告…",
    "undo": "撤销最近一次有改动的运行，科室的内容下次汇总会再来（--dry-run 只看不写）",
    "rebuild": "总台账丢失或打不开时，用流水重建一本（图表和自己加的表不会回来）",
    "inspect": "看任何工作簿里有什么、有什么看不见的，读不了的说明原因：inspect 文件或文件夹…",
    "layout": "按公文格式国家标准量一份 Word 公文，哪里不合、怎么改：layout 公文.docx…",
    "status": "看一眼：亮灯、谁没报、有多少冲突",
    "timetable": "按“排程”表到时自己办：周汇总、年报等（--once 办完到期的就结束，--list 只看）",
}
COMMAND_HELP = "{chinese}：{help}"
HELP_WORKSPACE = "工作文件夹，默认是 run.py 所在文件夹"
HELP_STORE = "运行库文件夹，默认是 workbooks/.store"
HELP_AS_OF = "统计日期，如 2018-11-26，默认今天"
HELP_JSON = "只输出一个 JSON"
PLAN = "方案"
UPSTREAM = "上级方案"
WORKBOOK_FILES = "文件"
HELP_LAYOUT = "Word 公文（.docx）或文件夹，可以写多个"
PAPER_FILES = "公文"
REPORT_FILES = "报告"
HELP_CROSSCHECK = "年度报告（.docx、.txt）或文件夹，可以写多个"
HELP_LAST_YEAR = "上年的报告（或放上年各报告的文件夹），核对结转、存量和文字重复"
HELP_ROSTER = "应报送的单位名单（.xlsx、.csv 或 .txt）"
HELP_INSPECT = "工作簿或文件夹，可以写多个"
HELP_PLAN = "方案：.docx、.xlsx、.txt 文件或种子文件夹"
HELP_REVISE = "年中修订：把修订后的方案并入已有的总台账，编号和进展不变"
LAST_MASTER = "上年总台账"
LAST_STORE = "上年运行库"
HELP_FROM_STORE = "上年的运行库不在 workbooks/.store 的（上年用了 --store），写它的文件夹"
STORE_OF_NONE = "--from-store 是上年运行库的位置，要和 --from 一起用"
HELP_EXPLAIN_YEAR = "方案年度，不写是今年（看责任单位不用写）"
HELP_FROM = "上年工作文件夹里的 workbooks/总台账.xlsx：带入科室名录、参数、指标、年报文字、结转和存量、未办结的登记"
HELP_UPSTREAM = "上级的方案：.docx、.xlsx 或 .txt 文件"
HELP_WRITE = "写入总台账的“上级任务对照”，由办公室核定"
HELP_DEADLINE = "完成时限的原文"
HELP_UNITS = "责任单位的原文"
HELP_YEAR = "年度，四位数字"
HELP_FORM = "年报格式：auto、2019 或 2021，默认按年度"
HELP_FIRST_LEADS = "责任单位没有写明牵头时，列第一位的为牵头（方案里写明的会自动识别）"
HELP_OFFICE = "发文机关全称（用方案文件建台账时）"
HELP_LIVE = (
    "总台账和科室文件正在 Microsoft Excel 里打开时用：读 Excel 里的内容（没保存的也算），结果写进打开着的总台账并保存"
)
HELP_PDF = "同时生成 PDF"
HELP_SEND = "把消息发到“消息地址.txt”里写的地址（要先装 apprise）"
HELP_QUARTER = "第几季度，1 至 4"
HELP_NO_PDF = "不生成 PDF"
HELP_DRY_RUN = "只看会改什么，不写任何文件"
HELP_UNDO_DRY_RUN = "只看会撤销哪次运行、改回什么，不写任何文件"
USAGE = "用法："
POSITIONALS = "参数"
OPTIONS = "选项"
BAD_ARGUMENTS = "命令写得不对：{reason}。用 python run.py --help 查看用法"
ARGUMENT_FAULTS = (
    (r"the following arguments are required: command", "还缺命令（如 weekly 或 周汇总）"),
    (r"the following arguments are required: (.+)", "还缺 {0}"),
    (r"unrecognized arguments: (.+)", "不认识 {0}"),
    (
        r"argument command: invalid choice: '?([^']+?)'? \(choose from (.+)\)",
        (
            "没有“{0}”这个命令；中文可写：建台账、读方案、解释、下发、汇总、周汇总、催办、印发通知、月提醒、通报、落实情况、考核、年报、"
            "勾稽、对照、撤销、重建台账、体检、状态、排程"
        ),
    ),
    (r"argument (\S+): invalid choice: '?([^']+?)'? \(choose from (.+)\)", "{0} 不能是“{1}”，可用：{2}"),
    (r"argument (\S+): invalid int value: '?([^']*?)'?$", "{0} 应是数字，不能是“{1}”"),
    (r"argument (\S+): not allowed with argument (\S+)", "{0} 和 {1} 只能写一个"),
    (r"argument (\S+): expected one argument", "{0} 后面要写内容"),
)
YEAR_FORM = r"(?:19|20)\d\d"
BAD_YEAR = "“{value}”不是年度，请写成四位数字，如 2026"
BAD_DATE = "“{value}”不是日期，请写成 2018-11-26 这样"
UNEXPECTED = "程序出错（{kind}：{reason}），没有改动总台账；请把运行库里的“出错记录.txt”交给维护人员"
DISK_FAILED = "读写磁盘出错（{reason} {file}）；请检查磁盘空间和权限后再运行一次，总台账是完整的，不会丢失内容"
ERROR_LOG = "出错记录.txt"
INTERRUPTED = "已中断，没有改动总台账"

NO_MASTER = (
    "没有找到总台账 {file}：先用 python run.py demo 看样例，或用 python run.py init 方案 --year 年度 建台账；"
    "原来建过、文件丢了的，用 python run.py rebuild 重建，不要再 init"
)
MASTER_BROKEN = "总台账 {file} 打不开（{kind}），没有改动任何文件；请用备份恢复（workbooks/.store/backups）"
MASTER_UNREADABLE = "总台账 {file} 读不出来（{reason}），没有改动任何文件"
MASTER_NO_SHEET = "总台账 {file} 缺少工作表“{sheet}”，没有改动任何文件；请恢复这张表或用备份恢复"
MASTER_NO_COLUMN = "总台账 {file} › {sheet} 缺少“{column}”一列，没有改动任何文件；请恢复这一列的表头"
MASTER_MOVING = "总台账 {file} 一直在被改动，没有写入；请保存并关闭后再运行"
MASTER_HELD = "总台账 {file} {who}，没有改动；汇总结果放在旁边的 {beside}，请关闭总台账后再运行一次（不会丢失内容）"
HELD_BY = "正被“{holder}”打开着"
HELD = "正被别的程序打开着"
MASTER_EXISTS = "{file} 已经有了，不会覆盖；要重新建，请先把它移走"
MASTER_MISMATCH = "写出的总台账读回来不一致（{place}），没有替换原文件"
NO_EXCEL = "没有找到打开着的 Microsoft Excel，--live 用不了；请先用 Excel 打开总台账，或去掉 --live 直接运行"
SAVE_FIRST = "{file} 在 Excel 里打开着，增减过工作表或有还没保存的错误值，没有改动任何文件；请先保存再运行"
LIVE_MISMATCH = "{reason}；Excel 里的总台账没有保存，请关闭并选择不保存，再重新打开"
SEED_UNREADABLE = "{file} 读不出来：{reason}"
NO_PLAN = "没有找到方案 {plan}"
PLAN_KIND = "读不了 {plan} 这种格式；请另存为 .docx、.xlsx 或 .txt"
PLAN_BROKEN = "方案 {plan} 打不开（{kind}）；请用 Word 或 Excel 打开后另存一份再试"
PLAN_NOT_TEXT = "{file} 不是文字文件，或者编码认不出来；请另存为 UTF-8 文字"
NO_PLAN_TABLE = (
    "{file} 里没有找到任务：任务分工表要有“具体要求”和另一列表头（如 序号、责任单位、完成时限），"
    "文字方案要在段末用括号写明责任单位（如 办公室牵头，各科室配合）"
)
NO_TASKS = "{plan} 里没有一条可用的任务，没有建台账"
BUSY = "另一次运行正在进行，请等它结束再试"
STORE_UNWRITABLE = (
    "运行库 {folder} 写不进去（{reason}），没有改动总台账；请检查磁盘空间和权限，或用 --store 指定本机文件夹"
)
SPOOL_FAILED = "临时文件夹写不进去（{reason}），没有改动总台账；请清理磁盘空间后再运行"
NO_READER = "读取程序启动不了（{reason}），没有改动总台账；请重新运行，或重新建立运行环境"
NOT_KEPT = "存档里的原文件读不出来（{reason}）"
WRITE_FAILED = "{file} 写不进去（{reason}）；请检查磁盘空间和权限，或关闭正打开它的程序"
STORE_ON_NETWORK = (
    "运行库 {folder} 在网络盘上（{kind}），多台电脑同时使用会损坏流水，没有改动任何文件；请用 --store 指定本机文件夹"
)
JOURNAL_BLOCKED = (
    "运行库 {file} 写不进去（{reason}），没有改动总台账；请检查磁盘空间和权限，或用 --store 指定本机文件夹"
)
JOURNAL_NEWER = "运行库 {file} 是新版程序写的，没有改动任何文件；请更新程序后再运行"
JOURNAL_LATE = "总台账已经写好，流水还差最后一步：{reason}；处理后再运行一次就会补上，不会丢失内容"
JOURNAL_BROKEN = "运行库 {file} 已损坏（{reason}），没有改动总台账；请用备份恢复 workbooks/.store"
DEMO_FOREIGN = "{folder} 不是演示文件夹（没有演示标记），不会动它；请换一个空文件夹"
DEMO_MARKER = "演示标记.txt"
DEMO_MARKER_TEXT = "这个文件夹由 python run.py demo 生成，每次演示都会整个重建，请不要在里面保存自己的东西。\n"
NO_DRAFT = (
    "总台账“发文稿”里没有“{kind}”一行，生成不了；请先填写发文稿"
    "（看不到这张表的：在任一工作表标签上点右键，选“取消隐藏”）"
)
NO_TEMPLATE = "没有找到模板 {file}；请从程序的 templates 文件夹恢复"
NO_TASKS_IN_MASTER = "总台账里没有任务，生成不了通知"
NO_ANNUAL_SHEETS = "总台账里没有年报表，{year}年度的年报要用 {year} 年度的总台账"
ANNUAL_OTHER_YEAR = "总台账是{own}年度的，生成不了{year}年度的年报"
REFUSALS = {
    "not_a_workbook": "不是 Excel 工作簿或 Word 文档",
    "damaged_workbook": "文件已损坏",
    "encrypted_workbook": "加了密码",
    "oversized_workbook": "内容异常庞大",
    "empty_workbook": "文件是空的",
    "reading_timed_out": "读取时间太长",
    "reading_crashed": "读取程序中断",
    "strict_document": "存成了“Strict Open XML 文档”，另存时“保存类型”要选“Word 文档”",
}

# what the terminal tells
DONE = "{command}完成（统计日期 {as_of}）"
FILES = "生成文件："
FINDINGS_HERE = "问题 {errors} 个错误、{warnings} 个提醒、{infos} 个提示{mark}"
FINDINGS_FOLLOW = "："
FINDINGS_LISTED = "，见总台账“问题清单”"
MORE = "……另有 {count} 条，见总台账“问题清单”"
MORE_HERE = "……另有 {count} 条（加 --json 可看全部）"
MERGED = (
    "汇总 {files} 个文件：变更 {changes} 处，冲突 {conflicts} 处，逾期 {overdue} 项，{period} {state} {missing} 个科室"
)
ISSUED = "下发第 {issue} 期：{files} 个科室"
ISSUED_PAGES = "下发第 {issue} 期：总台账里新加 {count} 张科室表"
NO_NEW_PAGES = "没有要新加的科室表：各科室的表都在，任务没有增加；已有的表不改写"
PAGE_ADDED = "{section}：工作表“{page}”"
KEPT_BESIDE = "{file} 里还有没汇总的内容，新表放在旁边：{beside}"
TRIAL = "{command}试看"
DRY = "（只看不写，没有改动任何文件）"
DEMO_STEP = "{day} {what}"
BUILT = (
    "总台账已建好：{tasks} 项任务，{sections} 个科室，分解为 {duties} 项职责；下一步用 python run.py distribute 下发"
)
JOURNAL_ASIDE = (
    "这里原来有过一本台账，它的流水另存为 {kept}；如果是总台账丢了想找回，请移走刚建的这本，"
    "删去 {journal}，把 {kept} 改名为 {journal}，再运行 python run.py rebuild"
)
ANNUAL_CHECKED = "勾稽检查 {count} 项，不符 {failed} 项"
ANNUAL_REFUSED = "有错误未改正，生成的是校核未通过稿"
ANNUAL_LEGAL = "法定公布期限：{legal}"
ANNUAL_INTERNAL = "法定公布期限：{legal}；本单位内部期限：{own}"
ANNUAL_TRACED = "年报里的数 {count} 个，出处见 {file}"
HELP_DESPITE = "有错误仍要出具的理由，记入变更记录"
REASON = "理由"
OVERRIDE_FIELD = "校核未通过仍出具"
DEMO_NO_CELL = "演示数据要填的单元格不存在：{place}"

# what undo and rebuild tell
UNDONE_RUN = "撤销第{run}次（{command}）"
UNDONE = "撤销第{run}次运行：{command}（统计日期 {day}）"
TO_UNDO = "会撤销第{run}次运行：{command}（统计日期 {day}）"
UNDO_LINE = "  {where} {field}：{before} → {after}"
UNDO_ROW_GONE = "  {where}：去掉这一行（{said}）"
UNDO_ROW_BACK = "  {where}：恢复这一行（{said}）"
UNDO_BARE = "  这次运行新加、没有人填过的行去掉：{counts}"
UNDO_BARE_COUNT = "{sheet} {count} 行"
UNDO_VALUE = "“{value}”"
UNDO_BLANK = "空白"
UNDO_SAID = 24  # characters of a value that a line repeats
UNDO_MORE = "  ……余 {count} 处"
UNDONE_MORE = "  ……余 {count} 处，都记在总台账“变更记录”里"
UNDONE_NEXT = (
    "科室文件里的内容没有动，下次汇总会再来；不想再要的，请先改好科室文件或总台账里的决定。"
    "周报、催办单等已生成的文件不收回"
)
UNDO_SAMPLE = 20
NOTHING_TO_UNDO = "没有可以撤销的运行，没有改动总台账"
UNDO_TOO_OLD = "第{run}次运行没有留下撤销要用的记录（旧版程序所做，或流水不全），没有改动总台账"
REBUILD_STANDS = "总台账 {file} 能正常打开，不用重建；要退回上一次运行之前，请用“撤销”"
NO_JOURNAL = "运行库里没有流水，重建不了；请用备份恢复（workbooks/.store/backups）"
REBUILT = "总台账已按流水重建：第{run}次运行时的内容，{tasks} 项任务，{changes} 条变更记录"
REBUILT_WITHOUT = "办公室自己加的图表、图片、批注、工作表和格式不在流水里，没有恢复；需要的请从备份里复制"
REBUILT_KEPT = "打不开的那一本另存为 {file}"
# what inspect tells
NO_FILE = "没有找到 {file}"
INSPECTED = "体检 {count} 个文件：读出 {good} 个，读不了 {refused} 个"
INSPECT_SKIPPED = "，跳过 {count} 个"
INSPECT_COLUMNS = ("文件", "结果", "工作表", "隐藏", "行", "列")
INSPECT_READ = "读出"
INSPECT_REFUSED = "读不了"
INSPECT_HIDDEN = "隐藏"

# what layout tells
LAYOUT_COLUMNS = ("公文", "结论", "符合", "不符合", "没有量到")

# what crosscheck tells
CROSS_COLUMNS = ("报告", "单位", "年度", "表样", "错误", "提醒")
CROSS_UNREAD = "读不了"
CROSS_CHECKED = "勾稽：读出 {papers} 份报告，核对 {count} 项，不符 {failed} 项"
ROSTER_BROKEN = "名单 {file} 读不出来（{reason}）；请另存为 .xlsx、.csv 或 .txt"
ROSTER_EMPTY = "名单 {file} 里没有单位名称；请每行写一个单位"

# what plan and explain tell
EXPLAIN_ONE = "请写一个要解释的原文：--deadline 原文 或 --units 原文"
PLAN_READ = "{plan}：读出 {count} 项任务"
PLAN_LINE = "{order}. {requirement}\n   责任：{units}\n   时限：{deadline}"
SAY_LEADS = "牵头 {names}"
SAY_SUPPORTS = "配合 {names}"
SAY_OPEN = "要由人确定 {names}"
SAY_EVERYBODY = "全体共同承担"
SAY_NOBODY = "没有写明责任单位"
SAY_DUE = "截止 {due}"
SAY_EVENT = "从“{event}”起算"
SAY_OFFSET = "期限 {offset}"
SAY_OCCURRENCES = "共 {count} 次：{days}"
SAY_MORE = "……"
SAY_SOFT = "（{soft}）"
SAY_QUESTION = "疑问：{question}"
SAY_REPORTS = "报告期与应报日期不同：{due} 报截至 {end} 的情况"
SAY_TARGETS = "目标 {targets}"
SAY_CLOCKS = "触发时限 {clocks}"
SAY_LIST = "、"
COVERED = "{plan}：上级 {total} 项任务，{taken} 项已有承接"
COVER_LINE = "上级第{key}项 → 第{ours}项：{reason}"
UNTAKEN = "没有任务承接的 {count} 项："
UNTAKEN_LINE = "  上级第{key}项 {text}"
COVER_WRITTEN = "已写入“上级任务对照”，请在“对应序号”核定"
COVER_NOT_WRITTEN = "只对照，没有写入；加 --write 写入“上级任务对照”"
REVISED = "修订：原有 {kept} 项保留，{reworded} 项改动，新增 {added} 项，取消 {cancelled} 项"
REVISED_DRY = "只列出，没有写入；去掉 --dry-run 正式修订"
REVISED_NEXT = "请运行“下发”，让科室拿到修订后的任务"
REVISION = "修订方案"
OFFICE_STANDS = "--office 只在第一次建台账时用；修订时请在总台账“参数”表改“发文机关”"
WITH_REVISE = "--from 只在建新一年的台账时用，不能和 --revise 一起用"
DRY_INIT = "--dry-run 和 --revise 一起用；建台账前只想看读懂了什么，请用 python run.py plan 方案 --year 年度"
REVISE_YEAR = "这本总台账是{year}年度的，修订方案的年度要一致"
REVISE_ADDED = "  新增 第{order}项 {number}：{text}"
REVISE_CANCELLED = "  取消 {number}：{text}"
REVISE_CHANGED = "  {number} {field}：“{before}” → “{after}”"
DEMANDS_HERE = "正文里另有 {count} 项要求（建台账后在“待定事项”里逐项决定）："
DEMAND_LINE = "〔{kind}〕{text}"
SAY_JOIN = "；"
DEADLINE_KINDS = {
    "fixed_date": "某一天",
    "month_end": "月底",
    "ten_day": "旬末",
    "quarter": "季末",
    "half_year": "半年末",
    "year_end": "年底",
    "whole_year": "全年工作",
    "recurring": "分期工作",
    "event": "触发事件",
    "range": "一段时间",
    "multi": "多个节点",
    "rolling": "持续工作",
    "immediate": "即时办理",
    "vague": "没有写明日期",
    "none": "没有时限",
}
