"""A run killed at any step (断电): the master is whole, nothing is lost, nothing is taken twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest
from filelock import FileLock

from automation.jobs import put_master, settle_ledger, shelf
from automation.store import keep, replace
from automation.store.journal import Entry, Journal
from tests.jobs.little_office import built_little, little
from tests.jobs.office_desk import MASTER, form, row, run, sheet, type_into

__all__ = ["built_little", "little"]
ROOT = Path(__file__).parents[2]
TASK = "任务进展"


class PowerCutError(BaseException):
    """The machine dies here: nothing in the program may catch it."""


def type_a_week(root):
    type_into(form(root, "政法科"), TASK, {(26, "进展情况"): "第一条", (24, "进展情况"): "第二条"})
    type_into(form(root, "疾控科"), TASK, {(18, "进展情况"): "第三条"})


def after_a_whole_run(root):
    """What must hold once a run has gone through, however many died before it."""
    code, _told, err = run(root, "merge")
    assert (code, err) == (0, "")
    for order, said in ((26, "第一条"), (24, "第二条"), (18, "第三条")):
        assert row(root, "任务分工表", 序号=order)["进展情况"] == said
    taken = [(one["编号"], one["新值"]) for one in sheet(root, "变更记录")]
    assert len(taken) == len(set(taken)) == 3
    assert run(root, "merge")[1]["changes"] == []


STEPS = {
    "archiving": (put_master, "keep_file"),
    "writing beside": (shelf, "write_beside"),
    "backing up": (put_master, "keep_backup"),
    "replacing": (shelf, "put_in_place"),
    "flushing": (replace.os, "fsync"),
    "preparing the journal": (Journal, "prepare"),
    "finishing the journal": (Journal, "finish"),
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_run_that_dies_at_a_step_is_made_good_by_the_next(fresh_office, monkeypatch, step, when):
    type_a_week(fresh_office)
    owner, name = STEPS[step]
    real = getattr(owner, name)

    def die(*arguments, **options):
        if when == "after":
            real(*arguments, **options)
        raise PowerCutError

    with monkeypatch.context() as patched:
        patched.setattr(owner, name, die)
        with pytest.raises(PowerCutError):
            run(fresh_office, "merge")
    openpyxl.load_workbook(fresh_office / MASTER)  # whole, old or new
    after_a_whole_run(fresh_office)


@pytest.mark.parametrize("delay", [0.15, 0.3, 0.45, 0.6, 0.8])
def test_a_run_killed_from_outside_is_made_good_by_the_next(fresh_office, delay):
    type_a_week(fresh_office)
    start = "import sys; from automation.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", start, "merge", "--workspace", str(fresh_office), "--as-of", "2018-08-06"]
    process = subprocess.Popen(
        command,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(delay)
    process.kill() if os.name == "nt" else process.send_signal(signal.SIGKILL)
    process.wait()
    after_a_whole_run(fresh_office)


def test_a_lock_left_by_a_dead_run_does_not_block(fresh_office):
    (fresh_office / "workbooks" / ".store" / "lock").write_bytes(b"12345")
    assert run(fresh_office, "merge")[0] == 0


def test_a_second_run_beside_the_first_is_told_to_wait(fresh_office, monkeypatch):
    monkeypatch.setattr(keep, "LOCK_WAIT", 0.1)
    with FileLock(fresh_office / "workbooks" / ".store" / "lock"):
        code, told, err = run(fresh_office, "merge")
    assert (code, told, err.count("\n")) == (2, {}, 1)
    assert run(fresh_office, "merge")[0] == 0


def test_a_full_disk_costs_nothing_that_was_there(fresh_office, monkeypatch):
    type_a_week(fresh_office)
    before = (fresh_office / MASTER).read_bytes()

    def no_space(_handle):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(replace.os, "fsync", no_space)
        code, _, err = run(fresh_office, "merge")
    assert (code, err.count("\n")) == (2, 1)
    assert (fresh_office / MASTER).read_bytes() == before
    assert not list(fresh_office.rglob(".*.new"))
    after_a_whole_run(fresh_office)


@pytest.mark.parametrize("saves", [1, 99])
def test_a_master_saved_during_the_run_is_merged_anew_and_never_overwritten(fresh_office, monkeypatch, saves):
    """The run starts over from the new master; one that never comes to rest is left alone."""
    type_a_week(fresh_office)
    real = settle_ledger.judge
    saved = []

    def save_meanwhile(*arguments):
        if len(saved) < saves:
            saved.append(f"办公室第{len(saved) + 1}次保存的")
            book = openpyxl.load_workbook(fresh_office / MASTER)
            book["科室进展"]["I5"] = saved[-1]
            book.save(fresh_office / MASTER)
        return real(*arguments)

    with monkeypatch.context() as patched:
        patched.setattr(settle_ledger, "judge", save_meanwhile)
        code, told, err = run(fresh_office, "merge")
    assert openpyxl.load_workbook(fresh_office / MASTER)["科室进展"]["I5"].value == saved[-1]
    if saves > 1:
        assert (code, err.count("\n"), len(saved)) == (2, 1, put_master.TRIES)
        code, told, _ = run(fresh_office, "merge")
    assert (code, len(told["changes"])) == (0, 4), "the office's edit and the week's three"


def test_a_master_that_does_not_say_what_was_meant_is_not_put_in_place(fresh_office, monkeypatch):
    type_a_week(fresh_office)
    before = (fresh_office / MASTER).read_bytes()
    real = settle_ledger.patch_package

    def lose_an_edit(data, edits, *others, **options):
        return real(data, {sheet: wanted[1:] for sheet, wanted in edits.items()}, *others, **options)

    with monkeypatch.context() as patched:
        patched.setattr(settle_ledger, "patch_package", lose_an_edit)
        code, _, err = run(fresh_office, "merge")
    assert (code, err.count("\n")) == (2, 1)
    assert "读回来不一致" in err
    assert (fresh_office / MASTER).read_bytes() == before
    after_a_whole_run(fresh_office)


def test_a_column_whose_date_format_the_office_took_away_does_not_stop_the_run(fresh_office):
    book = openpyxl.load_workbook(fresh_office / MASTER)
    page = book["科室进展"]
    for line in page.iter_rows(min_row=2):
        for cell in line:
            cell.style = "Normal"
    for dimension in page.column_dimensions.values():
        dimension.number_format = "General"
    book.save(fresh_office / MASTER)
    type_into(form(fresh_office, "政法科"), TASK, {(26, "完成日期"): "2018-07-30"})
    assert run(fresh_office, "merge")[0] == 0
    assert run(fresh_office, "merge")[1]["changes"] == []


def test_a_prepared_entry_counts_only_when_the_master_says_so(tmp_path):
    path = tmp_path / "journal.sqlite"
    entry = Entry({"run": 1, "as_of": "2018-08-06"}, [("", {"row": 1, "on": "2018-08-06"})])
    for written, runs in (("other", 0), ("new", 1)):
        path.unlink(missing_ok=True)
        journal = Journal(path)
        journal.prepare(entry, "new")
        journal.close()
        journal = Journal(path)
        journal.recover(written)
        journal.recover(written)
        assert (len(journal.runs()), len(journal.changes())) == (runs, runs)
        journal.close()


def test_received_files_are_kept_once_by_what_is_in_them(tmp_path):
    first = keep.keep_file(tmp_path, b"one", ".xlsx")
    assert keep.keep_file(tmp_path, b"one", ".xlsx") == first
    keep.keep_file(tmp_path, b"two", ".xlsx")
    assert len([path for path in tmp_path.rglob("*.xlsx") if path.is_file()]) == 2


def test_the_sixty_latest_backups_are_kept(tmp_path):
    from datetime import date

    for number in range(1, 64):
        keep.keep_backup(tmp_path, "总台账.xlsx", b"x", date(2018, 8, 6), number)
    kept = sorted(path.name for path in (tmp_path / "backups").iterdir())
    assert len(kept) == keep.KEPT_BACKUPS
    assert kept[-1] == "总台账-2018-08-06-00063.xlsx"
    assert kept[0] == "总台账-2018-08-06-00004.xlsx"


def test_the_backup_of_a_run_is_the_master_as_it_was_before_it(little):
    before = (little / MASTER).read_bytes()
    type_into(form(little, "甲科"), TASK, {(1, "进展情况"): "已公开"})
    run(little, "merge")
    (kept,) = (little / "workbooks" / ".store" / "backups").glob("总台账-2018-08-06-*.xlsx")
    assert kept.read_bytes() == before


def test_whatever_takes_the_place_of_a_file_was_made_ready_in_its_very_folder(little, monkeypatch):
    """Between two disks nothing can be replaced in one step."""
    real, moved = os.replace, []

    def watch(source, target, **options):
        moved.append((Path(source).parent, Path(target)))
        return real(source, target, **options)

    monkeypatch.setattr(os, "replace", watch)
    run(little, "merge")
    assert little / MASTER in [target for _, target in moved]
    assert [target for folder, target in moved if folder != target.parent] == []
