"""init --from-store: last year's store was kept elsewhere (--store), and still hands on its year."""

from __future__ import annotations

import shutil

from tests.jobs.office_desk import MASTER, run, sheet
from tests.jobs.two_years import PLAN, build_year_one


def test_a_store_kept_elsewhere_is_named_and_then_taken_over(tmp_path):
    last = build_year_one(tmp_path / "years")
    plan = tmp_path / "要点.txt"
    plan.write_text(PLAN, encoding="utf-8")
    elsewhere = shutil.move(last / "workbooks/.store", tmp_path / "别处")
    begin = ("init", plan, "--year", 2022, "--from", last / MASTER)
    code, _, err = run(tmp_path / "2022", *begin, as_of="2022-01-08")
    assert code == 2
    assert "或用 --from-store 写明它在哪里" in err
    code, told, err = run(tmp_path / "2022", *begin, "--from-store", elsewhere, as_of="2022-01-08")
    assert (code, err) == (0, "")
    assert told["carried"]["sections"] == 2
    assert len(sheet(tmp_path / "2022", "科室名录")) >= 2


def test_a_store_without_the_year_it_belongs_to_is_said(tmp_path):
    code, _, err = run(tmp_path, "init", tmp_path / "x.txt", "--year", 2022, "--from-store", tmp_path)
    assert (code, "要和 --from 一起用" in err) == (2, True)
