"""Words and figures of the layout check (版式检查): each rule with its clause of GB/T 9704-2012.

A rule: clause, what is looked at, what is wanted (a number with a tolerance, or words), unit, tolerance, what to do.
"""

MM, CHARACTERS, LINES, POINTS, NONE = "mm", "字", "行", "磅", ""

Rule = tuple[str, str, float | str, str, float, str]

RULES: dict[str, Rule] = {
    # 5.1, 5.2: the page
    "page_size": ("5.1", "纸张", "A4（210×297）", NONE, 0.5, "页面设置改为A4"),
    "top_margin": ("5.2.1", "天头（上白边）", 37, MM, 1, "上边距改为37毫米"),
    "left_margin": ("5.2.1", "订口（左白边）", 28, MM, 1, "左边距改为28毫米"),
    "text_width": ("5.2.1", "版心宽", 156, MM, 1, "右边距改为26毫米"),
    "text_height": ("5.2.1", "版心高", 225, MM, 1, "下边距改为35毫米"),
    "inside_text_block": ("5.2.1", "内容在版心以内", "不出版心", NONE, 0.5, "把伸出版心的文字或线移回版心"),
    "lines_per_page": ("5.2.3", "每面行数", 22, LINES, 0, "行距设为固定值28.95磅，不对齐网格"),
    "characters_per_line": ("5.2.3", "每行字数", 28, CHARACTERS, 0, "3号字，字距紧缩0.25磅"),
    "body_size": ("5.2.2", "正文字号", 16, POINTS, 0.2, "正文改为3号"),
    "body_font": ("5.2.2", "正文字体", "仿宋", NONE, 0, "正文改为仿宋"),
    # 7.2: the head
    "copy_number": ("7.2.1", "份号", "6位数字", NONE, 0, "份号写成6位阿拉伯数字"),
    "top_marks_font": ("7.2.2", "密级、紧急程度字体", "黑体", NONE, 0, "改为3号黑体"),
    "top_marks_left": ("7.2.1", "份号、密级、紧急程度左边", 0, MM, 0.6, "顶格编排在版心左上角"),
    "top_marks_order": ("7.2.3", "份号、密级、紧急程度次序", "份号、密级、紧急程度", NONE, 0, "自上而下分行排列"),
    "mark_colour": ("7.2.4", "发文机关标志颜色", "红色", NONE, 0, "改为红色"),
    "mark_font": ("7.2.4", "发文机关标志字体", "小标宋", NONE, 0, "改为小标宋体"),
    "mark_top": ("7.2.4", "发文机关标志上边缘至版心上边缘", 35, MM, 0.5, "调整标志上方的空行"),
    "mark_centred": ("7.2.4", "发文机关标志偏离版心中线", 0, MM, 1, "居中，取消缩进"),
    "mark_joint": ("7.2.4", "“文件”二字偏离联合机关名称上下居中", 0, MM, 1, "“文件”二字置于机关名称右侧，上下居中"),
    "number_form": ("7.2.5", "发文字号写法", "字〔年〕号", NONE, 0, "用六角括号括全年份，序号不编虚位、不加“第”字"),
    "number_size": ("7.2.5", "发文字号字号", 16, POINTS, 0.2, "改为3号"),
    "number_place": ("7.2.5", "发文字号与发文机关标志之间", 2, LINES, 0.5, "标志下空二行"),
    "number_centred": ("7.2.5", "发文字号偏离版心中线", 0, MM, 1, "居中，取消缩进"),
    "number_left": ("7.2.5", "上行文的发文字号左空", 1, CHARACTERS, 0.15, "居左空一字，与签发人同行"),
    "signer_right": ("7.2.6", "签发人右空", 1, CHARACTERS, 0.15, "居右空一字"),
    "signer_font": ("7.2.6", "签发人姓名字体", "楷体", NONE, 0, "姓名改为3号楷体"),
    "signer_aligned": ("7.2.6", "签发人回行偏离第一个姓名", 0, MM, 1, "回行与上一行第一个签发人姓名对齐"),
    "red_rule_gap": ("7.2.7", "红线至发文字号", 4, MM, 0.5, "红线放在发文字号下4毫米"),
    "red_rule_width": ("7.2.7", "红线长", 156, MM, 0.5, "红线与版心等宽"),
    "red_rule_colour": ("7.2.7", "分隔线颜色", "红色", NONE, 0, "改为红色"),
    # 7.3: the text
    "title_font": ("7.3.1", "标题字体", "小标宋", NONE, 0, "改为小标宋体"),
    "title_size": ("7.3.1", "标题字号", 22, POINTS, 0.2, "改为2号"),
    "title_place": ("7.3.1", "标题与红线之间", 2, LINES, 0.5, "红线下空二行"),
    "title_centred": ("7.3.1", "标题偏离版心中线", 0, MM, 1, "居中，取消缩进"),
    "title_shape": ("7.3.1", "标题回行", "梯形或菱形", NONE, 0.5, "按词意重新回行，各行长短有序"),
    "recipients_place": ("7.3.2", "主送机关与标题之间", 1, LINES, 0.5, "标题下空一行"),
    "recipients_left": ("7.3.2", "主送机关左边", 0, MM, 0.6, "居左顶格"),
    "recipients_colon": ("7.3.2", "主送机关结尾", "全角冒号", NONE, 0, "最后一个机关名称后加全角冒号"),
    "first_page_body": ("7.3.3", "首页显示正文", "有正文", NONE, 0, "缩短标题或主送机关，使首页有正文"),
    "indent": ("7.3.3", "段首缩进", 2, CHARACTERS, 0.15, "首行缩进二字"),
    "heading_1_font": ("7.3.3", "一级标题字体", "黑体", NONE, 0, "“一、”改为黑体"),
    "heading_2_font": ("7.3.3", "二级标题字体", "楷体", NONE, 0, "“（一）”改为楷体"),
    "heading_3_font": ("7.3.3", "三、四级标题字体", "仿宋", NONE, 0, "“1.”“（1）”用仿宋"),
    "bold": ("7.3.3", "加粗", "不加粗", NONE, 0, "取消加粗"),
    "attachments_place": ("7.3.4", "附件说明与正文之间", 1, LINES, 0.5, "正文下空一行"),
    "attachments_indent": ("7.3.4", "附件说明左空", 2, CHARACTERS, 0.15, "左空二字"),
    "attachments_wrap": ("7.3.4", "附件名称回行偏离名称首字", 0, MM, 1, "回行与上一行附件名称的首字对齐"),
    "attachments_end": ("7.3.4", "附件名称结尾", "不加标点", NONE, 0, "去掉附件名称后的标点"),
    "date_form": ("7.3.5.4", "成文日期写法", "阿拉伯数字", NONE, 0, "写成2018年7月5日这样，月、日不编虚位"),
    "date_right": ("7.3.5.1", "成文日期右空", 4, CHARACTERS, 0.15, "右空四字"),
    "bare_place": ("7.3.5.2", "不加盖印章的署名与正文之间", 1, LINES, 0.5, "正文（或附件说明）下空一行"),
    "bare_right": (
        "7.3.5.2",
        "不加盖印章的署名右空",
        2,
        CHARACTERS,
        0.15,
        "署名右空二字；日期更长的，日期右空二字",
    ),
    "bare_date": ("7.3.5.2", "成文日期首字比署名首字右移", 2, CHARACTERS, 0.15, "日期首字比署名首字右移二字"),
    "stamp_place": ("7.3.5.3", "签名章一行与正文之间", 2, LINES, 0.5, "正文（或附件说明）下空二行"),
    "stamp_date": ("7.3.5.3", "成文日期与签名章之间", 1, LINES, 0.5, "签名章下空一行编排成文日期"),
    "organ_centred": ("7.3.5.1", "发文机关署名偏离成文日期中线", 0, MM, 0.8, "署名在成文日期之上，以成文日期为准居中"),
    "sign_off_page": ("7.3.5.5", "署名页有正文", "有正文", NONE, 0, "调整行距、字距，使印章与正文同处一面"),
    "note_form": ("7.3.6", "附注", "圆括号", NONE, 0, "附注加圆括号"),
    "note_indent": ("7.3.6", "附注左空", 2, CHARACTERS, 0.15, "居左空二字"),
    "attachment_mark": ("7.3.7", "“附件”二字", "黑体", NONE, 0, "另面编排，“附件”用3号黑体顶格写在版心左上角第一行"),
    "attachment_title": ("7.3.7", "附件标题与附件说明", "一致", NONE, 0, "附件标题改成与附件说明一致"),
    "attachment_title_font": ("7.3.7", "附件标题字体", "小标宋", NONE, 0, "改为小标宋体，与正文标题一致"),
    "attachment_title_size": ("7.3.7", "附件标题字号", 22, POINTS, 0.2, "改为2号，与正文标题一致"),
    "attachment_title_place": ("7.3.7", "附件标题在版心第几行", 3, LINES, 0.5, "“附件”下空一行，标题排在版心第三行"),
    "attachment_title_centred": ("7.3.7", "附件标题偏离版心中线", 0, MM, 1, "居中，取消缩进"),
    "attachment_title_shape": ("7.3.7", "附件标题回行", "梯形或菱形", NONE, 0.5, "按词意重新回行，各行长短有序"),
    # 7.4: the imprint
    "imprint_page": (
        "7.4",
        "版记所在页",
        "最后一面，单独成面的为双数页",
        NONE,
        0,
        "版记移到最后一面；单独成面的移到双数页",
    ),
    "imprint_bottom": ("7.4.1", "版记末条线至版心下边缘", 0, MM, 0.5, "末条分隔线与版心下边缘重合"),
    "imprint_width": ("7.4.1", "版记分隔线长", 156, MM, 0.5, "分隔线与版心等宽"),
    "imprint_thick": ("7.4.1", "版记首条、末条分隔线粗", 0.35, MM, 0.05, "首末两条线改为0.35毫米"),
    "imprint_thin": ("7.4.1", "版记中间分隔线粗", 0.25, MM, 0.05, "中间的线改为0.25毫米"),
    "imprint_size": ("7.4.2", "版记字号", 14, POINTS, 0.2, "改为4号"),
    "copies_label": ("7.4.2", "版记里“抄送”的写法", "抄送或主送", NONE, 0, "写成“抄送”；移到版记的主送机关写“主送”"),
    "copies_left": ("7.4.2", "抄送左空", 1, CHARACTERS, 0.2, "左右各空一字"),
    "copies_end": ("7.4.2", "抄送机关结尾", "句号", NONE, 0, "最后一个抄送机关后标句号"),
    "printer_left": ("7.4.3", "印发机关左空", 1, CHARACTERS, 0.2, "左空一字"),
    "printed_right": ("7.4.3", "印发日期右空", 1, CHARACTERS, 0.2, "右空一字"),
    "printed_form": (
        *("7.4.3", "印发日期写法", "阿拉伯数字加“印发”", NONE, 0),
        "写成2018年7月5日印发这样，年份写全，月、日不编虚位",
    ),
    # 7.5, 8: the numbers of the pages
    "page_number_form": ("7.5", "页码写法", "—页码—", NONE, 0, "数字左右各放一条一字线"),
    "page_number_run": ("7.5", "页码连续", "连续", NONE, 0, "页码从首页起连续编排"),
    "page_number_size": ("7.5", "页码字号", 14, POINTS, 0.2, "改为4号"),
    "page_number_font": ("7.5", "页码字体", "宋体", NONE, 0, "改为半角宋体"),
    "page_number_height": ("7.5", "页码一字线至版心下边缘", 7, MM, 0.5, "调整页脚，一字线在版心下7毫米"),
    "page_number_side": ("7.5", "页码靠外侧空", 1, CHARACTERS, 0.2, "单页码居右空一字，双页码居左空一字"),
    "landscape_number": ("8", "横排页的页码", "与竖排页位置一致", NONE, 0.8, "横排页的页码转到竖排时的位置"),
    # 10.1: letters
    "letter_mark_top": ("10.1", "信函的发文机关标志上边缘至上页边", 30, MM, 0.5, "标志上移或下移，距上页边30毫米"),
    "letter_rule_gap": ("10.1", "信函首条双线至发文机关标志", 4, MM, 0.5, "双线放在标志下4毫米"),
    "letter_rule_width": ("10.1", "信函双线长", 170, MM, 0.5, "两条双线都长170毫米，居中"),
    "letter_rule_foot": ("10.1", "信函末条双线至下页边", 20, MM, 0.6, "末条双线距下页边20毫米"),
    "letter_number_right": ("10.1", "信函的发文字号右边", 0, MM, 0.6, "顶格编排在版心右边缘"),
    "letter_number_gap": ("10.1", "信函的发文字号至首条双线", 4.94, MM, 0.6, "与双线的距离为3号字高度的7/8"),
    "letter_first_page": ("10.1", "信函首页的页码", "不显示", NONE, 0, "首页不显示页码"),
    "letter_imprint": ("10.1", "信函的版记", "不加线", NONE, 0, "版记去掉分隔线、印发机关和印发日期"),
    # 10.2: orders
    "order_mark_top": ("10.2", "命令（令）标志上边缘至版心上边缘", 20, MM, 0.5, "调整标志上方的空行"),
    "order_body": ("10.2", "命令（令）正文与令号之间", 2, LINES, 0.5, "令号下空二行编排正文"),
    # 10.3: minutes
    "minutes_place": ("10.3", "出席人员与正文之间", 1, LINES, 0.5, "正文（或附件说明）下空一行"),
    "minutes_indent": ("10.3", "出席、请假、列席左空", 2, CHARACTERS, 0.15, "左空二字"),
    "minutes_font": ("10.3", "“出席”“请假”“列席”字体", "黑体", NONE, 0, "改为3号黑体，冒号后的名单用仿宋"),
    "minutes_wrap": ("10.3", "名单回行偏离冒号后首字", 0, MM, 1, "回行与冒号后的首字对齐"),
}

FANGSONG, HEI, KAI, XIAOBIAOSONG, SONG = "仿宋", "黑体", "楷体", "小标宋", "宋体"

# fonts by kind, as documents ask for them and as they are embedded in a PDF
FONTS = {
    FANGSONG: (
        *("仿宋", "方正公文仿宋", "CESI仿宋", "FangSong", "FandolFang", "STFangsong", "华文仿宋", "方正仿宋", "FZFS"),
    ),
    HEI: ("黑体", "方正公文黑体", "CESI黑体", "SimHei", "FandolHei", "方正黑体", "FZHT", "华文黑体", "STHeiti"),
    KAI: (
        "楷体",
        "KaiTi",
        "GBZenKai",
        "AR PL KaitiM",
        "ARPLKaitiM",
        "FandolKai",
        "STKaiti",
        "华文楷体",
        "方正楷体",
        "FZKT",
    ),
    XIAOBIAOSONG: ("方正小标宋", "方正公文小标宋", "CESI小标宋", "小标宋", "FZXiaoBiaoSong", "FZXBS", "华文中宋"),
    SONG: ("宋体", "SimSun", "NSimSun", "新宋体", "FandolSong", "STSong", "华文宋体"),
}
# what a PDF may hold where the widths are those of the standard's fonts
SAME_WIDTHS = (
    *("FandolFang", "FandolHei", "FandolSong", "FandolKai", "GBZenKai", "AR PL KaitiM", "ARPLKaitiM", "FangSong"),
    *("TimesNewRoman", "Times New Roman", "LiberationSerif", "Liberation Serif"),  # digits of half an em
    *("SimHei", "SimSun", "NSimSun", "KaiTi", "FZXiaoBiaoSong", "STFangsong", "STKaiti", "STSong"),
)

LETTER, ORDER, MINUTES = "信函", "命令", "纪要"
FORMS = {ORDER: r"(?:命令|令)$", MINUTES: r"纪要$"}  # the special forms of clause 10 by how their marks end
MARK_ENDS = "文件"

# how elements of a paper are written
NUMBER_LINE = r"[（(]?(?:\d{4}年)?第\d{0,4}[号期][）)]?|"
NUMBER_LINE += r"[^〔﹝\[［【（(]{1,20}?(?:[〔﹝\[［【（(](?:\d{2,4}|)[〕﹞﹝\]］】）)]|\d{4}年?).{0,6}号$"
NUMBER_FORM = r"[^〔〕\[\]（）()\d第]{1,20}〔(?:(?:19|20)\d\d)?〕(?:[1-9]\d*|)号"
NUMBER_AND_NAME = r"(.+?[〔﹝\[［【（(]\d{4}[〕﹞\]］】）)]\d*号)[^\d号]{2,}$"
SIGNER = r"签发人[:：]"
SECRECY = r"(绝密|机密|秘密).*"
URGENCY = r"(特急|加急|特提|平急)"
COPY_NUMBER = r"\d{1,8}"
DATE_LINE = (
    r"[\d〇○零一二三四五六七八九]{2,4}年[\d〇○一二三四五六七八九十]{1,3}月[\d〇○一二三四五六七八九十]{1,3}日?|"
    r"\d{4}[.．/-]\d{1,2}[.．/-]\d{1,2}日?"
)
DATE_OPEN = "年月日"  # of a paper not signed yet, its blanks left out
DATE_FORM = r"\d{4}年(?:[1-9]|1[0-2])月(?:[1-9]|[12]\d|3[01])日"
HEADING_1 = r"[一二三四五六七八九十]+、"
HEADING_2 = r"[（(][一二三四五六七八九十]+[）)]"
HEADING_3 = r"(?:\d{1,2}[.．](?!\d)|[（(]\d{1,2}[）)])"
ATTACHMENTS = r"附件[:：]"
ATTACHMENT_ITEM = r"(?:附件[:：])?(?:\d{1,2}[.．、])?"
ATTACHMENT_MARK = r"附件\d{0,2}"
ATTENDED = r"(?:出席|请假|列席|缺席|主持|记录)(?:人员|单位)?[:：]"
POST = r".*(?:主任|长|主席|书记|总理)"
LISTED = r"附件[:：]|\d{1,2}[.．、]"
ENDS_SENTENCE = "。！？；"
ENDS_NAME = "。，、；：,;."
MARKS = r"[。，、；：！？,;.]"
COLONS = "：:"
COLON = "："
FULL_STOP = "。"
BRACKETS = ("（", "）")
SIGNED_LINE = rf"([^\d〇○]{{2,30}}?)({DATE_LINE}|{DATE_OPEN})"
COPIES = r"(?:抄送|抄报|主送)[:：]"
COPIES_LABELS = ("抄送", "主送")
COPIES_LABEL = 2  # characters
ANY_DATE = rf"(?:{DATE_LINE}|\d{{1,2}}月\d{{1,2}}日|{DATE_OPEN})"
PRINTED = rf".*?({ANY_DATE}(?:印发|印制|印)|印发(?:日期|时间)[:：]{ANY_DATE})$"
PRINTED_FORM = rf"(?:{DATE_FORM}|{DATE_OPEN})印发"
SEAL = r"[（(](?:公章|印章|盖章|签章)[）)]"
TITLE_FORM = (
    r"(?![一二三四五六七八九十]+、|[（(])[^。！？；：:，]{2,80}"
    r"(?:通知|通报|报告|函|请示|批复|决定|决议|意见|公告|通告|公报|命令|令|纪要|议案|方案|规定|办法|计划|总结|要点)"
    r"(?:[（(][^（()）]{2,8}[）)])?"
)
ENDS_TEXT = "。！？；：:，、,;"
ENDS_IN = "末尾“{end}”"
AND_SO_ON = "……"
PAGE_NUMBER = r"[—–―\-－]*\d+[—–―\-－]*"
PAGE_NUMBER_FORM = "—{number}—"
PAGE_NUMBER_WORD = "页码"
RUNS_ON, RUN_OFF, MORE, LESS = "连续", "比面数{more}{off}", "大", "小"
ABSENT = "无"
LIST_LABEL = r"[（(]?[\d一二三四五六七八九十]{1,3}[）)、.．]{1,2}"  # as Word counts paragraphs by itself
NO_BODY = "此页无正文"
NOT_FOUND = "有一段没有在版面上找到，没有量：“{begins}…”"
FONT_UNKNOWN = "文档没有写明中文字体"
RED, NOT_RED = "红色", "不是红色"
NO_TITLE = "没有找到标题"
NO_ATTACHMENT_TITLE = "没有找到附件标题"
NO_FULL_LINE = "没有写满的行"
LATE_HEAD = "首页没有发文机关标志和发文字号，后面的页上有像发文字号的一行；请核对首页"
HEADER_TEXT = "页眉“{text}”在版心以外（公文不用页眉，请在页眉里删去）"
HEADER_RULE = "页眉的横线在版心以外（公文不用页眉，请在页眉里删去）"
NO_INK = "没有量到字迹"
STRANGE_FONTS = "本机缺少公文字体，以{fonts}代替，字宽不同"
ONE_LINE, TRAPEZIUM, RHOMBUS, OBLONG, SANDGLASS = "一行", "梯形", "菱形", "长方形", "沙漏形"
GOOD_SHAPES = (ONE_LINE, TRAPEZIUM, RHOMBUS)
BODY = "有正文"
BOLD, NOT_BOLD = "加粗", "不加粗"
NOT_FIRST = "不在页首顶格"
NOT_ANNOUNCED = "正文后没有附件说明"
BEYOND, INSIDE = "伸出版心{length}毫米", "不出版心"
NUMBERED, BLANK_BEFORE = "编了页码", "空白页和其后的版记页不编页码"
NOT_TURNED = "没有转过来的页码"
SAME_PLACE, OFF_PLACE = "位置一致", "{text}，离开应有位置{across}、{along}毫米"
ON_PAGE = "第{page}面，共{pages}面"
PAGE = "第{page}面"
PAGES = "{first}—{last}"
COMMA = "、"

# the report
REPORT_FILE = "版式-{name}.html"
REPORT_TITLE = "版式检查：{file}"
PAGES_OF = "第{pages}面"
REPORT_COLUMNS = ("序号", "面", "条款", "检查内容", "应为", "量得", "怎么改")
HEAD_FAILED = "不合规定的 {count} 处"
HEAD_UNMEASURED = "没有量到的 {count} 项"
HEAD_HOLDS = "符合规定的 {count} 项"
HEAD_ABSENT = "这份公文没有的要素，没有检查：{names}。"
MARKED = "红框为不合规定之处，数字是上表的序号"
REPORT_NOTE = (
    "以上按 LibreOffice 排出的版面逐字量得，长度以毫米计，条款指 GB/T 9704-2012。"
    "Word、WPS 排出的版面可能略有不同；印章、纸张、装订和内容是否得当须由人核对。"
)
VERDICTS = {"holds": "符合", "fails": "不符合", "unmeasured": "没有量全"}
SENTENCES = {
    "holds": "量到的各项都符合规定。",
    "fails": "有不符合规定的地方，请按下表修改。",
    "unmeasured": "没有发现不符合规定的地方，但有的项目没有量到，不能下结论。",
}
NOT_DOCX = "不是 .docx 文件"
NO_CONVERTER = "没有找到 LibreOffice 或 Word，排不出版面"
RARE_PLACE = "“{before}{character}{after}”"
NOT_SHOWN = "不显示"
NO_RULES, WITH_RULES = "不加线", "有分隔线或印发机关"

# what a picture or a table is called beside it
FIGURE_TITLE = r"图(?:\d+|[一二三四五六七八九十]+)(?![月日年、.．])"
TABLE_TITLE = r"(?:附)?表(?:\d+|[一二三四五六七八九十]+)(?![月日年、.．])"
