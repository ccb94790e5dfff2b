"""The ledger of runs (排程流水): leases end, an outcome is written once, an older journal gets its tables."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import date, datetime, timedelta

import pytest

from automation.errors import AutomationError
from automation.model.timetable import Occurrence
from automation.store.job_ledger import JobLedger
from automation.store.journal import Entry, Journal
from automation.store.schema import FIRST, FORMS, OVERWRITTEN, VERSION, version_of
from tests.store.test_journal import FIRST_JOURNAL

NOW = datetime.fromisoformat("2018-08-06 09:00")
HOUR = timedelta(hours=1)
WEEK = Occurrence(NOW, "周汇总·每周·周一", "2018-W32", "2018年第32周")


@pytest.fixture
def ledger(tmp_path):
    with closing(JobLedger(tmp_path / "journal.sqlite")) as opened:
        yield opened


def test_a_leased_period_is_nobody_elses_until_the_lease_has_run_out(ledger):
    assert ledger.take(WEEK, NOW, NOW + HOUR, 3).tries == 1
    assert ledger.take(WEEK, NOW + HOUR / 2, NOW + 2 * HOUR, 3) is None
    assert ledger.take(WEEK, NOW + HOUR, NOW + 2 * HOUR, 3).tries == 2
    assert ledger.take(WEEK, NOW + 2 * HOUR, NOW + 3 * HOUR, 3).tries == 3
    assert ledger.take(WEEK, NOW + 4 * HOUR, NOW + 5 * HOUR, 3) is None  # three tries


def test_an_outcome_is_written_once_and_only_by_whoever_holds_the_lease(ledger):
    first = ledger.take(WEEK, NOW, NOW + HOUR, 3)
    second = ledger.take(WEEK, NOW + HOUR, NOW + 2 * HOUR, 3)
    assert not ledger.settle(first, "完成", "", NOW + HOUR)  # taken for dead, it writes nothing any more
    assert not ledger.fail(first, "慢", NOW + HOUR, NOW + 2 * HOUR)
    assert ledger.settle(second, "完成", "好", NOW + HOUR)
    assert not ledger.settle(second, "放弃", "", NOW + HOUR)
    assert ledger.take(WEEK, NOW + 9 * HOUR, NOW + 10 * HOUR, 3) is None
    ledger.pass_over([WEEK], "略过", "", NOW)
    kept = ledger.find(WEEK.job, WEEK.period)
    assert (kept.outcome, kept.told, kept.leased) == ("完成", "好", False)


def test_a_failure_waits_and_a_lease_given_back_was_never_taken(ledger):
    lease = ledger.take(WEEK, NOW, NOW + HOUR, 3)
    assert ledger.fail(lease, "打不开", NOW, NOW + HOUR / 4)
    assert ledger.take(WEEK, NOW + HOUR / 5, NOW + HOUR, 3) is None
    again = ledger.take(WEEK, NOW + HOUR / 4, NOW + HOUR, 3)
    assert again.tries == 2
    assert ledger.let_go(again)
    assert ledger.take(WEEK, NOW + HOUR / 4, NOW + HOUR, 3).tries == 2


def test_two_processes_that_ask_at_once_get_one_lease(ledger, tmp_path):
    with closing(JobLedger(tmp_path / "journal.sqlite")) as other:
        leases = [one.take(WEEK, NOW, NOW + HOUR, 3) for one in (ledger, other)]
    assert [lease is not None for lease in leases] == [True, False]


def test_a_job_is_seen_from_its_first_day_on_and_a_new_owner_ends_the_leases_of_the_old(ledger):
    ledger.see(["a"], date(2018, 8, 6))
    ledger.see(["a", "b"], date(2018, 8, 7))
    assert ledger.seen() == {"a": date(2018, 8, 6), "b": date(2018, 8, 7)}
    ledger.see_not_later(date(2018, 8, 6))
    assert set(ledger.seen().values()) == {date(2018, 8, 6)}
    ledger.own("one")
    ledger.take(WEEK, NOW, NOW + HOUR, 3)
    ledger.own("two")
    assert ledger.owner() == "two"
    assert ledger.take(WEEK, NOW, NOW + HOUR, 3).tries == 2


@pytest.mark.parametrize("before", [1, 2])
def test_an_older_journal_gets_the_tables_and_keeps_what_it_holds(tmp_path, before):
    path = tmp_path / "journal.sqlite"
    with closing(sqlite3.connect(path)) as base:
        if before == 1:
            base.executescript(FIRST_JOURNAL.read_text(encoding="utf-8"))
        else:
            base.executescript(FIRST + OVERWRITTEN + FORMS)
            base.execute("INSERT INTO runs VALUES (1, '{\"run\": 1}')")
        base.execute(f"PRAGMA user_version = {before}")
        base.commit()
        runs = base.execute("SELECT * FROM runs").fetchall()
    with closing(JobLedger(path, look=True)) as looked:
        assert looked.runs() == {}
    with closing(sqlite3.connect(path)) as base:
        assert version_of(base) == before  # a look writes nothing
    with closing(JobLedger(path)) as opened:
        assert opened.take(WEEK, NOW, NOW + HOUR, 3) is not None
    with closing(sqlite3.connect(path)) as base:
        assert (version_of(base), base.execute("SELECT * FROM runs").fetchall()) == (VERSION, runs)
    assert runs


def test_the_journal_and_the_ledger_of_runs_share_a_file_and_nothing_else(tmp_path, ledger):
    ledger.take(WEEK, NOW, NOW + HOUR, 3)
    with closing(Journal(tmp_path / "journal.sqlite")) as journal:
        journal.finish(Entry({"run": 1}))
        assert journal.next_run() == 2
    assert ledger.find(WEEK.job, WEEK.period).tries == 1


def test_what_is_no_journal_is_one_clear_line(tmp_path):
    path = tmp_path / "journal.sqlite"
    path.write_bytes(b"SQLite format 3\x00" + bytes(2000))
    for look in (True, False):
        with pytest.raises(AutomationError, match="运行库"):
            JobLedger(path, look=look).runs()


def test_a_copy_of_the_folder_is_still_the_first_machines(tmp_path, ledger):
    ledger.own("one")
    copy = shutil.copy(tmp_path / "journal.sqlite", tmp_path / "copy.sqlite")
    with closing(JobLedger(tmp_path / copy)) as other:
        assert other.owner() == "one"
