"""The problems (问题) of rules and marks (考核), which ``terms.findings`` lists with all others."""

SCORE_KINDS = {
    "score_rule_unknown": ("error", "规则{number}的“{column}”写的“{value}”看不懂，这条规则没有计分；请填：{choice}"),
    "score_rule_value": ("error", "规则{number}的“{column}”是“{value}”，这条规则没有计分；请填不小于0的数"),
    "score_rule_unnamed": ("error", "“{value}”没有规则编号，这条规则没有计分；请编一个号，如 KS-9"),
    "score_rule_twice": ("error", "规则编号“{number}”用了两次（{before}、{value}），后一条没有计分；请换一个编号"),
    "score_percent_alone": (
        "error",
        "规则{number}按总分的百分比计，但{value}没有得分的规则（基础分、完成率、及时率、质量、按分计的加分），没有总分可算；请补上，或改单位",
    ),
    "score_band_gap": ("warning", "{section}的等次在{before}到{value}之间没有定，落在这里的没有等次；请改分值或上限"),
    "score_band_overlap": ("warning", "{section}的等次“{before}”和“{value}”有重叠，按起分高的定；请改分值或上限"),
    "score_party_unknown": (
        "error",
        "考核对象“{value}”不是规则{number}考核的（{choice}），没有计入；请写“科室名录”里的名称，本单位写“本单位”",
    ),
    "score_mark_rule": (
        "error",
        "规则编号“{value}”不是由办公室评分或登记的规则，没有计入；请写“考核规则”里依据为“办公室评分”“办公室登记”的编号",
    ),
    "score_mark_over": ("error", "{section}的得分{value}超出规则{number}的分值（0至{before}），没有计入；请核对"),
    "score_mark_blank": ("error", "{section}的“得分或次数”是{value}，没有计入；请填不小于0的数"),
    "score_mark_day": (
        "error",
        "{section}的日期是{value}，不在{year}年度，没有计入；请填事情发生的日期，年终评分可填{year}-12-31",
    ),
    "score_mark_later": ("info", "{section}的日期{value}在统计日期以后，这次没有计入"),
    "score_unmarked": ("info", "规则{number}（{value}）还没有评分的：{section}，计0分；请在“考核评分”填写"),
    "score_rules_default": (
        "info",
        "总台账里没有“考核规则”这张表（早先建的），按默认规则计分；新建的总台账里有，可以改",
    ),
}
