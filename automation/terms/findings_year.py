"""The problems (问题) of the year's rhythm: who answers, and what waits for the office's word."""

YEAR_KINDS = {
    "section_ended": (
        "warning",
        "“{section}”{value}已撤销，还有{count}项没有办完，“科室名录”没有写并入哪个科室；请补填“并入”，或改任务分工表的牵头科室",
    ),
    "exempt_unconfirmed": (
        "warning",
        "“{section}”填了“不涉及”，要办公室确认：同意的在“核查意见”或“核查日期”填写，不同意的状态改为“退回”",
    ),
}
