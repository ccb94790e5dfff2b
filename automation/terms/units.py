"""How responsible units are worded (责任单位的写法).

Repeats are bounded throughout: a cell may hold twenty thousand characters, and no pattern may take minutes over it.
"""

# marks around and between names
BRACKETS = (("（", "）"), ("(", ")"), ("【", "】"), ("[", "]"))
STRIP = " 　,，、;；。.:：\n\r\t•●○◆■□▪|｜"
BLANKS = r"[ \u3000\xa0\t]+"
LINES = r"\s*[\r\n\v\f]\s*"
SEPARATORS = r"[、，,；;。/\n\t ]+"
RUN_SEPARATORS = r"[，,；;。/|｜+＋·•●○◆■□▪→\n\t]+|-{2,}|(?<![A-Za-z.&])[ 　]+"
"""A blank parts names, but not English words: Finance Dept."""
LISTED = "、"
CLAUSE_ENDS = r"[，,；;。\n]"
NUMBERS = (
    r"(?:^|(?<=[\s；;，,。]))\s?(?:\d{1,2}[.．、)）](?!\d)|[一二三四五六七八九十]{1,3}、|[（(][\d一二三四五六七八九十]{1,2}[）)])"
    r"\s?|[\u2460-\u2473]"
)
NUMBERED = r"^(?:1[.．、)）]|[（(][1一][）)])"
NUMBERS_BETWEEN = r"(?<=[\u4e00-\u9fff）)])(?:\d{1,2}[.．、)）]|[（(][\d一二三四五六七八九十]{1,2}[）)])"
"""Numbers inside the text are looked for only where it begins with one: 内科（一） is a name."""
SPACED_OUT = r"(?<![^\s，,、；;])[\u4e00-\u9fff](?: [\u4e00-\u9fff])+(?![^\s，,、；;])"
"""A name spread over its cell: 财 务 科."""
NOBODY = r"(?:[\s\-—–－/\\×*_.…]{0,40}|暂?无)"

# what the end of a word tells
IN_BRACKETS = r"[（(〔\[](?:[^（()）〔〕\[\]]{1,12})[）)〕\]]"
IN_BRACKETS_SEPARATORS = "、，,；;/"
SUFFIX = r"(?:科|室|处|股|办|局|委|厅|署|院|所|站|队|部|组|府|社|中心|部门|单位|公司|委员会|管委会|专班)"
ONLY_NAMES = rf"^(?:[\u4e00-\u9fffA-Za-z]{{1,18}}{SUFFIX}等?(?:[、，,；;]|$))+$"
"""Nothing but names of units, their own brackets taken out: 办公室、政法科."""
_HIDDEN = r"\ue000-\uf8ff"
UNIT_END = (
    rf"(?:{SUFFIX}|[工委员协学商社]会|联|团|校|馆|台|机构|领导|[市县区州镇乡村]|街道|[）)〕\]]|[{_HIDDEN}])"
    r"等?$|^等|[A-Za-z.]$"
)
_AFTER_UNIT = rf"(?<=[科室处股办局委厅署院所站队部组府社心门位司会构班县市区州镇乡联团）){_HIDDEN}])"
_AFTER_SECTION = rf"(?<=[科室处股办局委厅院所站心组会）){_HIDDEN}])"
NO_NAME_BEFORE = r"(?<![\u4e00-\u9fff])"
NO_NAME_BEHIND = rf"(?=$|[、，,；;。\s/|（()）]|牵头|负责|配合|主办|协办|参与|落实|承担|会同|等|和|及|与|[{_HIDDEN}])"

# lists
JOINED = (
    rf"(?:(?<=[科室处股办局委厅署院所站队部组府社心门位司）){_HIDDEN}])|(?<=[工协委员]会))(?:和|以及|及|与)"
    rf"(?!(?:单位|部门|个人|有关单位|其他)$)(?=[\u4e00-\u9fff{_HIDDEN}]{{2}}|[{_HIDDEN}])"
    r"|(?<=[市县区州镇乡])(?:和|及|与)(?!社区|小区)(?=[\u4e00-\u9fff]{1,5}[市县区镇乡](?:人民)?(?:政府|卫|教|公安|财政))"
)
JOINED_BEFORE = r"^(?:以及|及其|并由|与|及(?!时)|[和并](?=各|有关|相关|其[他它余]|所属|由))"
AND_OTHERS = r"等(?:和|以及|及)"
OTHERS_MARK = "等、"
OTHERS = (
    rf"(?<=[\u4e00-\u9fff）){_HIDDEN}])"
    r"(等(?!教育|职业|级|待)(?:[\u4e00-\u9fff\d]{0,8}(?:部门|单位|科室|处室|股室|机构|方面))?|…+)$"
)
TOGETHER = (
    r"(?:(?<=[科室处局部])会(?![同计议])|(?<=[科室处局部委办厅])(?:会商|商(?!务)|联合(?!会)))"
    rf"(?=[\u4e00-\u9fff{_HIDDEN}]{{0,17}}(?:[科室处局部办委厅]|[{_HIDDEN}])"
    r"(?:$|[、，,；;\s]|共同|联合|开展|落实|负责|办理|组织|制定|实施))"
)
PLACES = (
    r"各(?:[省市州县区旗乡镇](?:[（(][省市州县区旗]{1,3}[）)])?[、和及]){2,4}[省市州县区旗乡镇](?=[\u4e00-\u9fff])[^、，,；;。\s]{1,12}"
    r"|各[省市州县区旗乡镇][（(][省市州县区旗]{1,3}[）)][、和及][省市州县区旗乡镇](?=[\u4e00-\u9fff])[^、，,；;。\s]{1,12}"
)
"""Kinds of places listed in one name: 各县、市、区卫健局."""

# footnotes
FIRST_LEADS = (
    r"(?:(?:列|排|排名|位列|名列)(?:在)?)?(?:第一|首)(?:位|名|个)?(?:者|的)?(?:责任)?(?:部门|单位|科室|处室|股室)?"
    r"(?:为|是|系)(?:工作)?(?:牵头)(?:部门|单位|科室|处室|股室)?(?:或汇总单位)?"
)
FOOTNOTE = (
    r"[（(，,。；;]?\s?(?:" + FIRST_LEADS + r"|下同|(?:排名|排序)?不分先后|不再列出|以下均需[^，。]{0,60})\s?[）)]?"
)
STARRED = (
    r"[（(，,。；;]?\s?(?:注[:：])?(?:带|标|加|打)有?[“\"]?(?P<sign>[*＊★▲☆△※#])[”\"]?号?(?:的|者)?"
    r"(?:部门|单位|科室|处室)?(?:为|是)(?:牵头|主办)(?:部门|单位|科室|处室)?\s?[）)]?"
)

# verbs
_NOUN = r"(?:单位|部门|科室|处室|股室|机构)"
BY_DUTY = (
    r"(?:(?:按照?|根据|结合|依据?)(?:各自|工作|部门|岗位|任务|的){0,3}(?:职责|职能|职权|权限|分工|要求)(?:分工|范围|内){0,2}"
    r"|(?:各自|工作){0,2}(?:职责|职能)(?:分工)?)"
)
DIVIDED = r"(?:职责|职能)分工"
_HOW = (
    r"(?:各自|共同|分别|分工|分头|具体|组织|积极|密切|认真|切实|全力|主动|统一|协同|联合|相互|全面|抓紧|主要|总体|同步|一并"
    r"|协调|予以|给予|进行|做好|均|狠?抓好?){0,3}"
)
_BOUNDARY = r"(?=$|[、，,；;。\s/|）)])"
_VERB_AHEAD = r"(?=$|[、，,；;。\s/|（()）]|牵头|负责|配合|主办|协办|参与|落实|承担|会同|等|和|及|与)"
_NAME_TAIL = rf"(?:工作)?(?:科|处|股|办|站|所|组|队|部|室|中心|小组|专班|办公室|委员会){_VERB_AHEAD}"
_IN_NAMES = r"(?:参与|参加|协作|协助|落实|承办|指导)"
_STRONG = (
    r"(?:负总责|总负责|总牵头|牵头|主办|负责|承担|配合|协办|会同"
    rf"|{_AFTER_SECTION}{_IN_NAMES}|{_IN_NAMES}(?!{_NAME_TAIL}))"
)
_LIGHT = (
    r"(?:统筹|组织|协调|主抓|总抓|抓总|实施|执行|报送|上报|汇总|办理|完成|推进"
    r"|协同|支持|辅助|保障|监督|督促|督办|督导|审核|为主|为辅)"
)
"""Verbs that stand in names too (统筹科, 监督所): they count behind a unit and before a boundary only."""
_WITH_OBJECT = r"(?:(?:做好|提供)[^、，,；;。\s]{0,8}(?:保障|支持|配合)(?:工作)?|做好|抓好|搞好|提供|开展)"
_TAIL = (
    r"(?:分别|牵头|抓总|总抓|负责|配合|落实|组织|承担|实施|完成|办理|统筹|协调|推进|执行|汇总|上报|报送|调度|开展){0,4}"
    r"(?:(?<=[实施进展成合责])工作)?"
)
VERB = (
    rf"{_HOW}(?:{BY_DUTY})?{_HOW}{_STRONG}(?!{_NOUN}|同志|人(?:员|$|[、，,。；;\s])){_TAIL}"
    rf"|{_AFTER_UNIT}{_HOW}(?:{BY_DUTY})?{_HOW}"
    rf"(?:{_LIGHT}{_TAIL}(?:{_BOUNDARY}|(?=各|全体|所有|有关|相关|其他))|{_WITH_OBJECT})"
    rf"|(?:分别)?{BY_DUTY}(?=$|[，,；;。])"
)
LEAD_VERBS = r"负总责|总负责|牵头|主办|会同"
LIGHT_LEADS = r"(?:统筹|组织)(?:协调|推进|调度|落实){0,2}$|主抓|总抓|抓总|为主"
WITH_VERB = r"会同"
WITH_WORD = "会同"
LEAD_WORD = "牵头"
SUPPORT_WORD = "配合"
SUPPORT_VERBS = r"配合|协办|参与|参加|协作|协助|指导|协同$|支持|辅助|保障|监督|督促|督办|督导|提供|为辅"
EACH_VERBS = r"分别|分工|分头|职责|职能|各自"
IS_ROLE = rf"(?:作?为|是)(牵头|主办|配合|协办){_NOUN}(?!为|是)"
IS_DUTY = rf"(?:作?为|是)责任{_NOUN}(?!为|是)"
DUTY_WORD = "负责"
BY = rf"(?:^|(?<=[，,；;。\s]))[由请](?![示销假愿])(?=[\u4e00-\u9fff{_HIDDEN}])"
LISTED_OBJECT = r"^[^、，,；;。/|\s]{1,60}"
NO_NAMES = (
    r"^(?:[于在至到从自按每逐并且]|确保|做好|抓好|认真|及时|适时|定期|限期|立即|全年|长期|持续|常年|常态|年[内底]|同时|其中"
    r"|\d{1,4}[年月日./\-])"
)
"""How a run begins that says when or how, and names nobody: 每季度汇总, 长期坚持."""

# brackets behind a name
_LEADING = r"(?:牵头|主办|主责)"
_SUPPORTING = r"(?:配合|协办|参与|参加|协助|协作|指导)"
_NO_LABEL = rf"(?!\s?(?:{_NOUN}|[:：=]))"
LEAD_MARK = rf"[（(]{_LEADING}{_NOUN}?[）)]{_NO_LABEL}"
SUPPORT_MARK = rf"[（(]{_SUPPORTING}{_NOUN}?[）)]{_NO_LABEL}"
DUTY_MARK = rf"[（(](?:负责|责任|落实)(?:{_NOUN})?[）)]{_NO_LABEL}"
LEAD_SIGN, SUPPORT_SIGN = "\uf8fe", "\uf8ff"
AS_CLAUSES = ((LEAD_SIGN, "牵头，"), (SUPPORT_SIGN, "配合，"))
HOW_IN_BRACKETS = rf"[（(](?P<said>(?:共同|分别|联合|各自|{BY_DUTY})[\u4e00-\u9fff]{{0,10}})[）)]"
IN_BRACKETS_CLAUSE = r"[（(](?P<said>[^（()）]{2,200}(?:牵头|负责|配合|协办|参与|参加|协助|落实|承办))[）)]"
CLAUSE_APART = r"，\g<said>，"
SAID_APART = r"\g<said>，"

# labelled texts: 牵头单位:… 配合单位:…
_ROLE = r"(?:牵头|主管|主责|主抓|承办|责任|配合|负责|主办|协办|参与|参加|协助|协作|协同|落实|实施|指导|支持)"
_LABEL_HEAD = (
    rf"(?:第[一二三四]|主要|首要|次要|协同|具体|共同)?{_ROLE}(?:[（(]{_ROLE}[）)])?{_NOUN}?"
    rf"(?:[（(]{_ROLE}{_NOUN}?[）)])?"
)
NO_UNITS = (
    r"(?:责任|负责|联系|经办|承办)人|(?:责任|分管|牵头|主管|包保|挂钩|联系|主要|县级|市级|州级|局|委)?领导"
    r"|适用范围|完成(?:时限|时间)|时间节点|备注|联系电话"
)
_APART = r"(?<![^\s，,；;。、（(【\[])"
LABEL = (
    rf"[【\[]?(?P<label>{_LABEL_HEAD}|{NO_UNITS})\s?(?:[】\]]\s?[:：]?|[:：=])"
    rf"|{_APART}(?P<dashed>{_LABEL_HEAD})\s?[—–\-]{{1,2}}(?=[\u4e00-\u9fff{_HIDDEN}])"
    rf"|{_APART}(?P<apart>(?:第[一二三四]|主要)?{_ROLE}{_NOUN})(?:为|是|\s)(?=[\u4e00-\u9fff{_HIDDEN}（(])"
)
LABEL_IN_BRACKETS = rf"[（(](?P<said>(?:{_LABEL_HEAD})\s?[:：][^（()）]{{1,200}})[）)]"
SUPPORT_LABELS = r"配合|协同|协办|参与|参加|协助|协作|指导|支持|第[二三四]|次要"
LEAD_LABELS = r"牵头|主要责任|首要|主管|主责|主抓|主办|第一"
"""What neither supports nor leads is 责任单位, and leads where nobody else does."""

# what names have in common
PREFIX = (
    r"^([省市州县区])(?!场监|场局|民(?:服务|中心|热线)|政(?:管理|工程|园林|设施)|容|域|块|内|外)"
    r"(?=[\u4e00-\u9fff]{2})"
)
NO_PREFIX = (
    r"^(?:市(?!场监)|[省州县区各全有相等本委局驻所其]|国家|国务|中央|机关"
    r"|(?![\u4e00-\u9fff]{0,3}(?:城市|社区|园区|地区))[\u4e00-\u9fff]{1,4}[省市州县区](?!场))"
)
BUREAU = r"(?:局|(?<!党)委|办|厅|医院|保健院|中医院|检察院|疾控中心|疾病预防控制中心|监督所|血站)$"
BUREAU_ELSEWHERE = r"(?:局|(?<!党)委|厅)$"
"""Offices of one level: only they pass their 州 or 县 on to the next clause (区卫健局牵头，财政局配合)."""
PARTY = r"^([省市州县区]委)[\u4e00-\u9fff]{2,8}部$"
PARTY_OFFICE = r"^(?:组织|宣传|统战|社会工作|网信)部?$|^政法委$"
PLACE = r"^(?![各全])[\u4e00-\u9fff]{1,6}(?:市|县|区|州|镇|乡)$"
PLACE_TAIL = (
    r"^(?![各全])[\u4e00-\u9fff]{1,6}?(?:市|县|区|州|镇|乡)"
    r"((?:人民)?政府.{0,20}|.{0,20}(?:(?<!管理)委员会|局|(?<!管)委|(?:疾控|疾病预防控制)中心))$"
)

# what names mean
_EACH = r"(?:各|所有|全部|全体|每个|每一个)"
_SECTIONS = r"(?:[科处股]{1,2}室|部门|单位)"
_TO_BE_NAMED = r"(?:有关|相关|业务|主办|职能|涉及|所涉|责任|牵头|配合|承办|协办|主管|对口|归口|成员)"
SECTION_GROUP = (
    r"^(?:[\u4e00-\u9fff]{0,6}机关|[\u4e00-\u9fff]{0,3}属|[全本]?[委局厅院])?"
    rf"{_EACH}(?:内设)?(?:{_SECTIONS}|内设机构)$"
)
EVERY_GROUP = (
    rf"{_EACH}[\u4e00-\u9fff〔〕]{{0,16}}(?:{_SECTIONS}|机构)$"
    r"|全体(?:[\u4e00-\u9fff]{0,4}(?:干部|职工|人员))$"
)
EVERY_GOVERNMENT = (
    r"^各(?!有关|相关)[\u4e00-\u9fff〔〕（）()、]{0,24}政府$"
    r"|^各[省市州县区旗乡镇街地盟][\u4e00-\u9fff〔〕（）()、]{0,24}$"
)
NOT_EVERY = rf"{_TO_BE_NAMED}|除外|以外|^除"
OTHER_GROUP = rf"^(?:其他|其它|其余)(?:各|所有)?{_SECTIONS}$"
ONE_IN_BRACKETS = r"[（(]([科处股室])(?:[、,，/](?:室|中心|站|所|队|组)){0,4}[）)]"
"""各科（室） and 各处（科）室 are groups like 各科室."""
OPEN_GROUP = (
    rf"{_TO_BE_NAMED}[\u4e00-\u9fff]{{0,4}}(?:{_SECTIONS}|政府|机构)|^等"
    r"|(?:领导|领导班子|班子成员|负责同志|负责人|党组)$|^(?:[\u4e00-\u9fff]{0,4}(?:主任|局长|科长|处长|院长|书记))$"
    r"|除外|以外|^除[^，]{1,20}外|^(?:同上|同前|同左|[待未]定|[待未](?:明确|确定)|另行[\u4e00-\u9fff]{1,4}|详?见附件\d{0,2})$"
)
OPEN_EACH = r"各(?:有关|相关)"

# asked when a text leaves nobody in the lead
NOBODY_LEADS = "牵头科室"
ASK_NOBODY_LEADS = "看不出这项任务由谁牵头，请在“决定”填写牵头的科室名称，用顿号分开；不需要填“无”。"
