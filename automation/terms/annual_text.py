"""How reports say their numbers in sentences (年报正文的数字), on text folded to NFKC without blanks.

A pattern's ``n`` is the number. Only what names something a table also holds is looked for; all else in the text,
such as visits of a web site, is the office's own.
"""

NUMBER = r"(?P<n>\d+(?:\.\d+)?(?:万(?=[件份宗项条次起例个元]))?|[零一二两三四五六七八九十百]+(?=[件份宗项起例]))"
UNIT = r"(?P<unit>件|份|宗|项|条|次|起|例|个|万元|元)(?!专项)"
VAGUE = r"(?:约|近|超过|逾|不足|不到)$"
THOUSANDS = r"(?<=\d),(?=\d{3}(?!\d))"
CLAUSE_ENDS = r"[,;:。!?()\n]"
SENTENCE_ENDS = r"[。;!?\n]"
MODES = (
    r"邮政|来函|函件|渠道|网页|微信|网站|网络|网上|在线|线上|线下|信函|邮寄|信件|邮件|邮箱|当面|现场|窗口|传真"
    r"|电子|平台|互联网|书面|口头|来信|来访|电话"
)
OTHER_MATTERS = r"建议|提案|议案|信访|热线|咨询|留言|投诉|举报|许可|处罚|备案|登记|立项|项目|资金|救助|公证|仲裁|工单"
COMPARED = r"(?:比|较)(?:上|去|20)|同比|环比|增长|下降|增加|减少|增幅|去年同期|上年同期|百分"
YEAR = r"(20\d\d)年"
OTHER_TIME = (
    r"去年|上年|上一年|往年|前年|历年|近[两几二三四五六七八九十\d]+年|(?<!今年)(?<!本年)(?<!年度)(?<!年)以来|十[一二三四五]五"
    r"|第?[一二三四1-4]季度|[上下]半年|\d{1,2}月份?(?!\d*日)"
)
THIS_YEAR = r"本年|今年|全年|年内|当年|年度内"
IN_YEAR, LAST_YEAR, NEXT_YEAR = "{year}年", "上年", "下年"
ABOUT_APPLICATIONS = r"依申请|信息公开申请|申请公开|公开申请|申请人"
ABOUT_OPENNESS = r"信息公开|政务公开|依申请|申请公开"

APPLICATION = r"(?:申请|依申请公开|请求)"
RECEIVED = (
    rf"(?P<new>新收|新增)?(?:收到|接收|受理|接到|收悉|收)?[^\d]{{0,24}}?{APPLICATION}[^\d]{{0,10}}?{NUMBER}{UNIT}",
    rf"(?P<new>新收)?(?:收到|接收|受理|接到|收悉|办理)?[^\d]{{0,8}}?{NUMBER}{UNIT}[^\d]{{0,16}}?{APPLICATION}",
)
RECEIVING = r"新收|新增|收到|接收|受理|接到|收悉|办理"
RECEIVED_NEW = r"新收|新增"
RECEIVED_NONE = (
    rf"(?:未|没有|无|尚未)(?:曾|有)?(?:收到|接到|受理)[^\d]{{0,24}}?{APPLICATION}"
    r"|^(?:我.)?(?:无|没有)(?:依申请公开|政府信息公开|信息公开)申请"
    r"|(?:无|没有|未发生|未有)(?:任何)?依申请公开(?:政府信息|申请|事项|件)*$"
    r"|^[^不予部分无法]*(?:信息公开申请|依申请公开|公开申请)(?:申请|事项|件|业务)*(?:数量|件数|数)?(?:均?为|共)?"
    r"(?:[0零](?:件|份|条|起|宗|次)|[0零]$)"
)
FOR_OTHERS = r"委托|协助|配合|参与|代(?=[省市州县区镇乡]|人民政府|政府)|转办|交办|移交|转送|协办"
SOME_RECEIVED = r"其中|乡镇|镇街|街道|[省市州县区]直|部门|本级|涉及|领域|类(?:政府)?信息公开申请|有关|方面"
ALL_RECEIVED = r"共|全年|累计|总计|合计|本年|今年|年度|20\d\d年"
SOME_ANSWERS = r"按时|按期|延期|当场|补正|口头|书面|其中"
CARRIED = (
    rf"(?:上年|上一年|去年|往年)度?(?:遗留|结转)(?!至|到|入|下)[^\d]{{0,20}}?{NUMBER}{UNIT}",
    rf"结转(?:自)?(?:上年|上一年|去年)度?[^\d]{{0,16}}?{NUMBER}{UNIT}",
)
CARRIED_NONE = r"(?:无|没有|未有)(?:上年|上一年|去年)度?(?:遗留|结转)"
CARRIED_WORD = r"结转|遗留|上年未办结|跨年"
LEFT = (
    rf"结转(?:至|到|入)?(?:下年|下一年|次年|明年)度?[^\d]{{0,14}}?{NUMBER}{UNIT}",
    rf"{NUMBER}{UNIT}[^\d]{{0,8}}?结转(?:至|到|入)?(?:下年|下一年|次年|明年)",
)
LEFT_NONE = (
    r"(?:无|没有|未有)(?:件|申请)?(?:需)?结转(?:至|到|入)?(?:下年|下一年|次年|明年)"
    r"|(?:无|没有)(?:下年|下一年|次年|明年)度?结转|^无结转(?:件|申请|事项)?$"
)
CLOSED = (rf"(?:办结|办理完毕|办理完结|答复)(?:完毕)?[^\d]{{0,12}}?{NUMBER}{UNIT}",)
REVIEW = r"行政复议|复议"
SUIT = r"行政诉讼|诉讼|应诉"
CASES = (rf"(?:{REVIEW}|{SUIT})[^\d]{{0,16}}?{NUMBER}{UNIT}", rf"{NUMBER}{UNIT}[^\d]{{0,4}}?(?:{REVIEW}|{SUIT})")
CASES_NONE = rf"(?:未|没有|无|不存在|零)[^\d]{{0,34}}?(?:{REVIEW}|{SUIT})"
CASES_BEHIND = rf"[^\d]{{0,10}}?{NUMBER}{UNIT}"
SUIT_ROWS = {
    "未经复议直接起诉": r"未经(?:行政)?复议(?:而)?(?:直接)?(?:起诉|(?:提起)?(?:行政)?诉讼)",
    "复议后起诉": r"(?:经)?(?:行政)?复议后(?:再)?(?:起诉|(?:提起)?(?:行政)?诉讼)",
}
CASE_ROWS = {
    SUIT_ROWS["未经复议直接起诉"]: ("未经复议直接起诉",),
    SUIT_ROWS["复议后起诉"]: ("复议后起诉",),
    SUIT: ("未经复议直接起诉", "复议后起诉"),
    REVIEW: ("行政复议",),
}
CASE_ROW = "|".join(CASE_ROWS)
CASE_COLUMNS = {"尚未|未审结|审理": "尚未审结", "维持": "结果维持", "纠": "结果纠正", "其他": "其他结果"}
CASE_RESULT = (
    r"(?P<name>(?:尚未审结|未审结|正在审理(?:中)?)|(?:结果)?(?:维持|纠正|纠错)|其他结果)"
    rf"(?:的|有|为|案件|原行政行为|原具体行政行为|结果)?{NUMBER}{UNIT}"
)
OF_THEM = r"^[,:(]?其中"
OF_THEM_OPENNESS = r"^[,(]?其中[^\d]{0,12}(?:信息公开|政务公开)"
CASES_SPECIAL = r"纠错|被纠|培训|旁听|纠正|败诉|撤销|维持|胜诉|出庭|履行|规范化|案卷|答复"

RESULT_GROUPS = {
    "予以公开": "三（一）",
    "部分公开": "三（二）",
    "不予公开": "三（三）",
    "无法提供": "三（四）",
    "不予处理": "三（五）",
    "其他处理": "三（六）",
}
RESULTS = (
    rf"(?<!不)(?<!主动)(?<!应当)NAME(?:(?!EVERY)[^\d]){{0,8}}?{NUMBER}{UNIT}",
    rf"{NUMBER}{UNIT}(?:为|属于|属|是|的)?NAME$",
)
"""NAME stands for a result, EVERY for all of them: between a result and its number there is no other."""
APPLICANT = rf"(?:NAME)[^\d、]{{0,8}}?{NUMBER}{UNIT}"
RESULT_MARK, RESULT_MARK_ENDS = "三", "）"
SHORTEST_RESULT = 4
OPENED, OPENED_PARTLY = "予以公开", "部分公开"
OPENED_BOTH = rf"(?:予以公开|同意公开|公开)(?:或者?|和|及|与|、)(?:予以|同意)?部分公开[^\d]{{0,8}}?{NUMBER}{UNIT}"
DOCUMENTS = r"信息数|属性|公文|文件"
RESULT_TOTAL = "三（七）总计"
APPLICANTS = {
    "自然人": ("自然人",),
    "商业企业": ("商业企业",),
    "科研机构": ("科研机构",),
    "社会公益组织": ("社会公益组织",),
    "法律服务机构": ("法律服务机构",),
    "法人(?:或|及|和|、)?其他组织|法人": ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"),
}
TABLE_THREE, TABLE_TWO, TABLE_FOUR = "表三", "表二", "表四"
ROW_NEW, ROW_CARRIED, ROW_LEFT = (
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "四、结转下年度继续办理",
)
TOTAL = "总计"
ROWS_REVIEW, ROWS_SUIT = ("行政复议",), ("未经复议直接起诉", "复议后起诉")
NOT_CLOSED = ("三（五）", "三（六）")
"""Results that some offices do not count among their answers."""

# -- table 2: what the text calls a row, and which of its columns a clause speaks of
ITEMS = {
    "行政许可": ("行政许可",),
    "其他对外管理服务事项|其他管理服务事项": ("其他对外管理服务事项",),
    "行政处罚|处罚决定": ("行政处罚",),
    "行政强制": ("行政强制",),
    "行政事业性收费": ("行政事业性收费",),
    "政府集中采购": ("政府集中采购",),
    "(?:行政)?规范性文件": ("规范性文件", "行政规范性文件"),
    "(?:政府|部门)?规章(?!制度)": ("规章",),
}
ITEM_AFTER = 18  # signs between a row's name and its number
NOT_DECIDED = (
    r"减免|免征|停征|退还|清理|审查|审核|审议|评估|评查|征集|征求|累计|转载|抽查|报备|受理|立案|罚没|移送|检查|听证"
)
PUBLISHED_ELSEWHERE = r"公示|网站|平台|归集|系统"
PUBLISHED_TWICE = r"双公示"
DOCUMENTS_GO_ON = (
    r"(?P<word>(?:其中)?(?:本年度?|当年|新|宣布)*(?:制发|制定|印发|废止|失效|现行有效|有效)(?:的)?)"
    rf"[^\d]{{0,6}}?{NUMBER}{UNIT}"
)
ITEM_JOIN = "、"
LISTED = r"权限|下放|案例|案卷|文书|意见|解读|典型|事项|项目|目录|清单|依据|标准|窗口|平台|办理时限|听证|裁量"
MONEY_UNITS = {"万元": 1, "元": 10_000}
MONEY_COLUMNS = ("本年收费金额（单位：万元）", "采购总金额")
DECISIONS = ("处理决定数量", "本年处理决定数量")
COLUMNS_BY_WORD = (
    (r"废止|失效|宣布", ("本年废止件数",)),
    (r"现行有效|有效", ("现行有效件数", "对外公开总数量")),
    (r"制定|制发|印发|出台|新制作|制作", ("本年制发件数", "本年新制作数量", "本年新公开数量")),
)

# -- a total and the parts it names
GRAND_TOTAL = (
    rf"(?:共|累计|总计|合计|全年)[^\d]{{0,10}}?(?:公开|公布|发布)[^\d]{{0,16}}?信息[^\d]{{0,4}}?{NUMBER}(?P<unit>条|件)",
)
PART = (
    r"(?P<name>[^\d、,;。]{0,30}?(?:信息|文件|制度|公文|动态|通知|公告|政策))[^\d]{0,2}?"
    rf"{NUMBER}(?P<unit>条|件|个|篇|份)"
)
PENALTIES = r"执法|处罚"
NO_PART = r"网站|微信|微博|公众号|新媒体|平台|公报|客户端|专栏|栏目|点击|浏览|访问|阅读|解读|建议|提案|转载|其中"
PART_VERBS = r"^.*?(?:主动公开|公开公布|公开|公布|发布|更新|推进|及时)(?:了|各类)?"

# -- repeated text
GRAM = 8
MASK = "0"
MUCH = 0.5
SHORTEST = 40

# -- sentences
PLACE_TEXT = "正文 · {part}"
DIFFERS = "{place}：“{quote}”，而{tables}；请核对正文与表格"
OR = "，"
TABLE_SUM = "{name}为{number}"
SUM_NAME = "{table}“{row}”{column}"
JOINED = "＋"
PARTS_SUM = "各项合计"
LESS = "－"
ONLY_NEW = "{place}：只说“{quote}”，没有提到上年结转，而{tables}；请核对上年结转是否填错，或在正文补写"
NAMED = "{place}：总数“{quote}”少于正文列出的各类之和{total}（{parts}）；各类之间可能有重复，请核对总数或在正文说明"
TEXT_HOLDS = "{rule}：已核正文{count}个数，均与表格一致"
TEXT_NONE = "{rule}：正文没有与表格同名的数字，无法核对"
CARRIED_HOLDS = "{rule}：正文与表三没有出入"
TOTAL_HOLDS = "{rule}：总数不少于正文列出的各类之和"
TOTAL_NONE = "{rule}：正文没有写公开信息的总数和分类数，无法核对"
REPEATS = "{place}：与上年报告相同的文字占{share}%（{parts}），上级会对照；请改写重复的内容"
REPEATS_HOLD = "{rule}：与上年报告相同的文字占{share}%（{parts}）"
REPEATS_PART = "{part}{share}%"
REPEATS_NEED = "{rule}：需要{year}年度的报告才能核对，请提供上年报告"
REPEATS_SHORT = "{rule}：正文太短，没有比较"
