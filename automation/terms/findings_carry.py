"""The problems (问题) of the carry-over from last year (结转), which ``terms.findings`` lists with all others."""

CARRY_KINDS = {
    "carry_told": ("info", "{said}"),
    "carry_early": (
        "warning",
        "统计日期{value}还在{year}年度内，上年的登记和年报数字还会变；上年年报定稿后请核对“上年年报”表和登记簿里带入的行",
    ),
    "carry_unknown": (
        "warning",
        "上年的表里没有{value}的数，没有带入，与上年的衔接核对不了；请在“上年年报”表填写数值",
    ),
    "carry_label_gone": (
        "warning",
        "上年填了数的{value}，{choice}年表样没有，没有带入；今年还要用的数请重新核定",
    ),
    "carry_text_numbers": (
        "warning",
        "带入的年报文字里有直接写的数字（{value}），是上年的；请改成今年的，或由指标填入",
    ),
    "carry_section_ended": (
        "info",
        "{value}到新年度前已经撤并（至{before}），没有带入；方案里还写它的请在“待定事项”定",
    ),
    "carry_section_new": (
        "warning",
        "方案里的“{value}”不在上年科室名录，已加入；如是已有科室的别名，请写进那个科室的“别名”，删去这一行",
    ),
    "carry_column_left": (
        "warning",
        "{value}列是单位自己加的，填有{count}格，没有带入新的一年；还要用的请自己复制过去",
    ),
    "carry_plan_wins": ("info", "“{value}”上年是“{before}”，已按方案写的“{said}”"),
}
