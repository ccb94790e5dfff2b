"""The sample office (演示): any day of its year, the same bytes twice, every paper it promises."""

from __future__ import annotations

import shutil

import pytest

from automation.outputs.pdf import find_converter
from tests.jobs.office_desk import digest, kinds, run, sheet


@pytest.mark.parametrize(
    ("day", "late"),
    [("2018-07-25", 0), ("2018-08-10", 0), ("2018-09-03", 0), ("2018-12-31", None), ("2019-01-10", None)],
)
def test_the_sample_year_can_be_stopped_on_any_day(tmp_path, day, late):
    code, told, err = run(tmp_path / "demo", "demo", "--no-pdf", as_of=day)
    assert code in (0, 1)
    assert err == ""
    assert told["as_of"] == day
    assert late is None or len(told["overdue"]) == late
    missing = [file for file in told["files"] if not (tmp_path / "demo" / file).is_file()]
    assert missing == []


def test_the_same_demo_twice_gives_the_same_bytes(demo_office, cold_printer, tmp_path):
    again = tmp_path / "demo"
    run(again, "demo", "--no-pdf", as_of="2018-11-26")
    assert digest(again) == digest(demo_office)


def test_a_rebuilt_demo_is_a_fresh_one(demo_office, tmp_path):
    copy = tmp_path / "demo"
    shutil.copytree(demo_office, copy)
    (copy / "workbooks" / "总台账.xlsx").write_bytes(b"spoilt")
    run(copy, "demo", "--no-pdf", as_of="2018-11-26")
    assert digest(copy) == digest(demo_office)


def test_the_demo_shows_life(demo_office):
    _, told, _ = run(demo_office, "status", as_of="2018-11-26")
    assert {one["number"] for one in told["overdue"]} == {"RW2018-0020", "RW2018-0045"}
    assert told["missing"] == ["科技教育科", "中医科", "家庭发展科"]
    assert told["open"]["conflicts"] == 1
    found = {row["级别"] for row in sheet(demo_office, "问题清单")}
    assert found == {"错误", "提醒", "提示"}


def test_a_week_after_the_demo_the_conflict_is_still_open_and_nothing_new_is_taken(office):
    code, told, _ = run(office, "weekly", as_of="2018-12-03")
    assert (code, told["changes"], len(told["conflicts"])) == (1, [], 1)
    assert "conflict" in kinds(told)


@pytest.mark.skipif(find_converter() is None, reason="soffice (LibreOffice) is not installed")
def test_every_paper_of_the_demo_holds_to_the_official_layout(office, demo_office):
    run(office, "notice", "--no-pdf", as_of="2018-07-25")
    papers = sorted(path for root in (office, demo_office / "2020") for path in root.glob("output/*/**/*.docx"))
    _, told, err = run(office, "layout", *papers)
    wrong = [(one["file"], one["rule"], one["measured"]) for one in told["measures"] if one["holds"] == "no"]
    assert (err, wrong) == ("", [])
    assert {"通知", "发文稿纸", "周报", "年度报告-2020"} <= {path.stem for path in papers}
    assert told["verdict"] == "holds"
