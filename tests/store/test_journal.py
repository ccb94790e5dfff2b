"""The journal (流水): an older one is brought up to date, a newer or broken one refused, each run can be read back."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from automation.errors import AutomationError
from automation.store.journal import Entry, Journal
from automation.store.schema import VERSION, version_of
from tests.jobs.little_office import TASK, built_little, little
from tests.jobs.office_desk import MASTER, digest, form, row, run, type_into

__all__ = ["built_little", "little"]
JOURNAL = Path("workbooks") / ".store" / "journal.sqlite"
FIRST_JOURNAL = Path(__file__).with_name("journal_v1.sql")  # written by the program before version 2


def put_first_journal(root):
    (root / JOURNAL).unlink()
    with sqlite3.connect(root / JOURNAL) as base:
        base.executescript(FIRST_JOURNAL.read_text(encoding="utf-8"))
    base.close()


def version(path):
    base = sqlite3.connect(path)
    found = version_of(base)
    base.close()
    return found


def test_a_journal_of_the_first_version_goes_on(little):
    put_first_journal(little)
    (little / MASTER).unlink()
    assert run(little, "rebuild")[2] == ""
    assert version(little / JOURNAL) == VERSION == 3
    assert row(little, "科室进展", 编号="RW2018-0001", 科室="甲科")["进展情况"] == "旧版时写的"
    type_into(form(little, "甲科"), TASK, {(1, "进展情况"): "新版时写的"})
    assert [one["before"] for one in run(little, "merge")[1]["changes"]] == ["旧版时写的"]
    assert run(little, "undo")[1]["undone"]["run"] == 5
    assert row(little, "科室进展", 编号="RW2018-0001", 科室="甲科")["进展情况"] == "旧版时写的"
    code, told, err = run(little, "undo")
    assert (code, told, err.count("\n")) == (2, {}, 1)
    assert "第3次运行没有留下撤销要用的记录" in err


def test_looking_at_an_older_journal_leaves_it_as_it_is(little):
    put_first_journal(little)
    before = digest(little)
    assert run(little, "status")[0] in (0, 1)
    assert digest(little) == before
    assert version(little / JOURNAL) == 1


def test_looking_while_an_entry_is_unfinished_sees_the_run_as_done_and_writes_nothing(little, monkeypatch):
    type_into(form(little, "甲科"), TASK, {(1, "进展情况"): "已公开"})
    monkeypatch.setattr(Journal, "finish", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    assert run(little, "merge")[0] == 2
    monkeypatch.undo()
    before = digest(little)
    code, told, _ = run(little, "status")
    assert (code, [one["kind"] for one in told["findings"] if one["severity"] != "info"]) == (0, [])
    assert "甲科" not in told["missing"]
    assert digest(little) == before


def test_a_journal_of_a_newer_program_is_left_alone(little):
    base = sqlite3.connect(little / JOURNAL)
    base.execute(f"PRAGMA user_version = {VERSION + 1}")
    base.close()
    before = digest(little)
    code, told, err = run(little, "merge")
    assert (code, told, err.count("\n")) == (2, {}, 1)
    assert "新版程序" in err
    assert {k: v for k, v in digest(little).items() if "lock" not in k} == {
        k: v for k, v in before.items() if "lock" not in k
    }


def test_a_torn_journal_is_one_clear_line(little):
    (little / JOURNAL).write_bytes(b"SQLite format 3\x00" + bytes(2000))
    code, told, err = run(little, "merge")
    assert (code, told, err.count("\n")) == (2, {}, 1)


def snap(**texts):
    return [("科室进展", [key], {"progress": text}) for key, text in texts.items()]


@pytest.fixture
def journal():
    kept = Journal(None)
    for number, rows in enumerate((snap(a="1", b="1"), snap(a="2", b="1"), snap(b="3", c="3"), snap(b="3")), 1):
        kept.finish(Entry({"run": number}, snapshot=rows))
    yield kept
    kept.close()


@pytest.mark.parametrize(
    ("run_number", "held"),
    [(1, {"a": "1", "b": "1"}), (2, {"a": "2", "b": "1"}), (3, {"b": "3", "c": "3"}), (4, {"b": "3"})],
)
def test_the_master_as_any_run_left_it_can_be_read_back(journal, run_number, held):
    rows = journal.snapshot(run_number)["科室进展"]
    assert {key[0]: texts["progress"] for key, texts in rows.items()} == held


def test_what_a_run_wrote_over_is_kept_with_it(journal):
    base = ("甲科", 1, TASK, ["RW2018-0001"])
    journal.finish(Entry({"run": 5}, bases=[(*base, {"progress": ""})], snapshot=snap(b="3")))
    journal.finish(Entry({"run": 6}, bases=[(*base, {"progress": "新"})], handins=[("甲科", "8月", "2018-08-06")]))
    over = next(journal.overwritten())
    assert (over.run, over.handins) == (6, (("甲科", "8月"),))
    assert over.bases == (("甲科", 1, TASK, ("RW2018-0001",), {"progress": ""}),)


def test_two_rows_under_one_name_do_not_lock_the_journal_for_good(journal):
    journal.finish(Entry({"run": 5}, snapshot=[*snap(b="3"), *snap(b="4")]))
    journal.finish(Entry({"run": 6}, snapshot=snap(b="5")))
    assert journal.snapshot(5)["科室进展"] == {("b",): {"progress": "4"}}
    assert [one["run"] for one in journal.runs()] == [1, 2, 3, 4, 5, 6]


def test_a_journal_that_does_not_reach_back_says_nothing_rather_than_something_wrong(journal):
    journal._base.execute("DELETE FROM overwritten WHERE run = 3")
    assert journal.snapshot(1) == {}


def test_a_path_where_no_journal_can_be_is_one_clear_line(tmp_path):
    with pytest.raises(AutomationError, match="写不进去"):
        Journal(tmp_path / "nowhere" / "journal.sqlite")
