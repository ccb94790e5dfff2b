"""The office's task ledger (任务台账): from the plan to the year-end report, in workbooks and papers."""
