"""The sample year from the day of issue to 31 December: the numbers of all its papers agree, and with the journal."""

from __future__ import annotations

from collections import Counter

from tests.jobs.office_desk import sheet
from tests.jobs.sample_year import run_year

EVERY = 4  # weeks; tests/bench/sample_year.py goes week by week


def test_every_number_of_a_years_papers_is_counted_again_from_the_documents(tmp_path):
    made = list(run_year(tmp_path, EVERY))
    assert Counter(job for _, job in made) == {"weekly": 9, "monthly": 5, "bulletin": 2, "report": 1, "score": 1}
    runs = sheet(tmp_path, "运行记录")
    assert [str(one["统计日期"])[:10] for one in runs if one["命令"] == "周汇总"] == [
        day.isoformat() for day, job in made if job == "weekly"
    ]
    asked = [one for one in sheet(tmp_path, "催办登记") if one["编号"]]
    keys = [(one["编号"], one["科室"], one["报告期"], one["方式"]) for one in asked if one["方式"] != "消息"]
    assert keys
    assert len(set(keys)) == len(keys), "nothing is urged or named twice"
