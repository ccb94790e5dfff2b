"""undo 撤销 and receipts: what was told of a run that was taken back does not go on lying in output/."""

from __future__ import annotations

import os
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from automation import cli
from automation.jobs import undo as undoing
from automation.jobs.withdraw import Withdrawn
from tests.jobs.little_office import TASK, built_little, little
from tests.jobs.office_desk import digest, form, kinds, run, type_into

__all__ = ["built_little", "little"]
DAY = "2018-08-06"


def say(root, section, order, said):
    type_into(form(root, section), TASK, {(order, "进展情况"): said})


def receipts(root, day=DAY):
    folder = root / "output" / day / "回执"
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def told_in_terminal(root, *words, day=DAY):
    out = StringIO()
    with redirect_stdout(out):
        cli.main([*words, "--workspace", str(root), "--as-of", day])
    return out.getvalue()


@pytest.fixture
def merged(little):
    """甲科 was merged in the morning, 乙科 in the afternoon, so that both have a receipt of the day."""
    say(little, "甲科", 1, "已公开")
    run(little, "merge")
    say(little, "乙科", 2, "已更新")
    run(little, "merge")
    assert receipts(little) == ["乙科.xlsx", "甲科.xlsx"]
    return little


def test_the_receipts_of_what_is_taken_back_go_and_the_others_stay(merged):
    said = told_in_terminal(merged, "undo")
    assert receipts(merged) == ["甲科.xlsx"]
    assert "收回回执 1 份（output/2018-08-06/回执：乙科）" in said
    assert "请告知作废" in said
    told_in_terminal(merged, "undo")
    assert receipts(merged) == []


def test_the_next_merge_gives_them_again(merged):
    before = digest(merged / "output")
    run(merged, "undo")
    run(merged, "merge")
    assert digest(merged / "output") == before


def test_an_undo_on_another_day_finds_the_folder_of_the_day_of_the_run(merged):
    run(merged, "merge", as_of="2018-08-07")  # changed nothing
    run(merged, "undo", as_of="2018-08-08")
    assert receipts(merged) == ["甲科.xlsx"]


def test_receipts_given_before_the_run_that_is_taken_back_stay(merged):
    say(merged, "甲科", 4, "已办")
    run(merged, "distribute")  # takes it in and gives no receipts
    told = run(merged, "undo")[1]
    assert told["undone"]["command"] == "下发"
    assert receipts(merged) == ["乙科.xlsx", "甲科.xlsx"]


def test_an_older_issue_and_one_put_beside_are_receipts_of_the_section_too(merged):
    folder = merged / "output" / DAY / "回执"
    for name in ("乙科-第1期.xlsx", "乙科-新.xlsx", "乙科-第1期(2).xlsx", "乙科二组.xlsx"):
        (folder / name).write_bytes((folder / "乙科.xlsx").read_bytes())
    run(merged, "undo")
    assert receipts(merged) == ["乙科二组.xlsx", "甲科.xlsx"]


def test_looking_first_says_which_would_go_and_takes_none(merged):
    before = digest(merged)
    said = told_in_terminal(merged, "undo", "--dry-run")
    assert "撤销时会收回回执 1 份（output/2018-08-06/回执：乙科）" in said
    assert digest(merged) == before


@pytest.mark.parametrize("then", ["undo", "merge"])
def test_an_undo_that_died_before_it_came_to_the_receipts_is_completed_by_what_runs_next(merged, monkeypatch, then):
    with monkeypatch.context() as dying:
        dying.setattr(undoing, "withdraw_receipts", lambda *_: Withdrawn())
        run(merged, "undo")
    assert receipts(merged) == ["乙科.xlsx", "甲科.xlsx"]
    run(merged, then, as_of="2018-08-09")
    assert receipts(merged) == ([] if then == "undo" else ["甲科.xlsx"])


def test_even_when_nothing_is_left_to_take_back(little, monkeypatch):
    say(little, "甲科", 1, "已公开")
    run(little, "merge")
    with monkeypatch.context() as dying:
        dying.setattr(undoing, "withdraw_receipts", lambda *_: Withdrawn())
        run(little, "undo")
    assert receipts(little) == ["甲科.xlsx"]
    assert run(little, "undo")[0] == 2
    assert receipts(little) == []


def test_a_merge_after_the_undo_gives_receipts_no_later_undo_takes_for_the_old_ones(merged):
    run(merged, "undo")
    run(merged, "merge")
    run(merged, "distribute", as_of="2018-08-07")
    run(merged, "merge", as_of="2018-08-08")
    assert receipts(merged) == ["乙科.xlsx", "甲科.xlsx"]


def test_a_receipt_somebody_has_open_is_told_and_the_undo_stands(merged, monkeypatch):
    real = Path.unlink

    def unlink(path, **options):
        if path.parent.name == "回执":
            raise PermissionError(13, os.strerror(13), str(path))
        real(path, **options)

    monkeypatch.setattr(Path, "unlink", unlink)
    code, told, err = run(merged, "undo")
    assert (code, err, kinds(told)) == (0, "", ["receipt_outlived"])
    assert told["findings"][0]["file"] == "output/2018-08-06/回执/乙科.xlsx"
