"""The timetable at the desk (排程): what a clerk sees of it, and what becomes of it where something is wrong."""

from __future__ import annotations

import shutil
from contextlib import redirect_stderr, redirect_stdout
from datetime import datetime
from io import StringIO

import openpyxl

from automation import cli
from automation.errors import AutomationError
from automation.jobs import timed_jobs, timetable
from automation.jobs.outcome import Outcome
from automation.model.finding import Finding
from automation.store import machine
from automation.store.job_ledger import JobLedger
from automation.terms import timetable as words
from tests.jobs.little_office import built_little, little
from tests.jobs.office_desk import MASTER, digest, kinds, row, run, sheet, type_into

__all__ = ["built_little", "little"]
JOURNAL = "workbooks/.store/journal.sqlite"
LOG = "output/排程日志.txt"


def add_row(root, *values):
    """A row of 排程 as a clerk adds it."""
    book = openpyxl.load_workbook(root / MASTER)
    page = book["排程"]
    place = max(cell.row for cell in page["A"] if cell.value) + 1
    for column, value in enumerate(values, 1):
        page.cell(place, column, value)
    book.save(root / MASTER)


def done(told):
    return [(one["job"], one["period"], one["state"]) for one in told["done"]]


def call(monkeypatch, job, act):
    """Let a job be another one."""
    monkeypatch.setattr(timed_jobs, "CALLS", {**timed_jobs.CALLS, job: act})
    monkeypatch.setattr("automation.jobs.due_jobs.CALLS", timed_jobs.CALLS)


def fail(said):
    def act(*_):
        raise AutomationError(said)

    return act


def test_every_command_that_may_be_timed_and_exists_can_be_called():
    assert set(timed_jobs.CALLS) == set(words.JOBS.values())


def test_a_new_master_begins_with_rows_a_clerk_can_change(little):
    first = sheet(little, "排程")[0]
    assert [first[name] for name in ("作业", "频率", "时间", "落在休息日", "补做", "启用")] == [
        "周汇总",
        "每周",
        "周一 09:00",
        "顺延",
        "最近一次",
        "是",
    ]
    assert openpyxl.load_workbook(little / MASTER)["排程"].sheet_state == "visible"


def test_once_does_what_is_due_and_the_second_time_nothing(little):
    code, told, err = run(little, "timetable", "--once")
    assert (code, err, done(told)) == (0, "", [("weekly", "2018-W32", "完成")])
    assert "output/2018-08-06/周报.docx" in told["files"]
    assert told["next"] == {"job": "weekly", "period": "2018-W33", "due": "2018-08-13 09:00"}
    noted = row(little, "排程", 作业="周汇总")
    assert (noted["上次运行"], noted["结果"]) == (datetime(2018, 8, 6), "2018年第32周：完成")  # noqa: DTZ001
    assert [one["命令"] for one in sheet(little, "运行记录")][-2:] == ["周汇总", "排程"]
    assert (little / LOG).read_text("utf-8-sig").startswith("2018-08-06  周汇总（2018年第32周）完成：汇总 3 个文件")
    before = digest(little)
    code, told, _ = run(little, "timetable", "--once")
    assert (code, told["done"]) == (0, [])
    assert digest(little) == before


def test_the_same_day_from_the_same_start_gives_the_same_bytes(little, tmp_path):
    other = shutil.copytree(little, tmp_path / "other")
    run(little, "timetable", "--once", as_of="2018-08-13")
    run(other, "timetable", "--once", as_of="2018-08-13")
    ours, theirs = ({k: v for k, v in digest(root).items() if "journal" not in k} for root in (little, other))
    assert ours == theirs
    assert "2018-08-13" in (little / LOG).read_text("utf-8-sig")
    assert ":" not in (little / LOG).read_text("utf-8-sig")  # no wall time


def test_an_undo_takes_back_the_job_and_not_what_is_told_of_it(little):
    type_into(little / "workbooks/科室填报/甲科.xlsx", "任务进展", {(1, "进展情况"): "已公开"})
    assert run(little, "timetable", "--once")[0] == 0
    assert run(little, "undo")[1]["undone"]["command"] == "周汇总"
    assert row(little, "排程", 作业="周汇总")["结果"] == "2018年第32周：完成"


def test_a_clerks_row_is_done_and_a_bad_one_told(little):
    add_row(little, "汇总", "一次", "2018-08-06 15:00", "照常", "全部", "是")
    add_row(little, "汇总", "每月", "周一", "", "", "")
    code, told, _ = run(little, "timetable", "--once")
    assert (code, kinds(told)) == (1, ["timetable_value"])
    assert done(told) == [("weekly", "2018-W32", "完成"), ("merge", "2018-08-06", "完成")]
    listed = run(little, "timetable", "--list")[1]
    assert [(one["name"], one["next"]) for one in listed["jobs"]][-1] == ("汇总", None)


def test_the_same_job_and_day_twice_is_told(little):
    add_row(little, "周汇总", "每周", "星期一 10:00", "", "", "")
    code, told, _ = run(little, "timetable", "--once")
    assert (code, kinds(told), len(told["done"])) == (1, ["timetable_twice"], 1)


def test_one_job_that_cannot_be_done_does_not_stop_the_others_and_is_tried_three_times(little, monkeypatch):
    add_row(little, "汇总", "每周", "周一 08:00", "顺延", "最近一次", "是")
    call(monkeypatch, "merge", fail("总台账正被别的程序打开着"))
    code, told, _ = run(little, "timetable", "--once")
    assert (code, done(told)) == (1, [("merge", "2018-W32", None), ("weekly", "2018-W32", "完成")])
    assert kinds(told) == ["timetable_failed"]
    assert row(little, "排程", 作业="汇总")["结果"] == "2018年第32周：第1次没有办成，还会再试：总台账正被别的程序打开着"
    assert run(little, "timetable", "--once")[1]["done"] == []  # it waits
    assert done(run(little, "timetable", "--once", as_of="2018-08-07")[1]) == [("merge", "2018-W32", None)]
    code, told, _ = run(little, "timetable", "--once", as_of="2018-08-08")
    assert (code, done(told), kinds(told)) == (1, [("merge", "2018-W32", "放弃")], ["timetable_given_up"])
    assert "手工运行 python run.py merge" in told["findings"][0]["message"]
    assert run(little, "timetable", "--once", as_of="2018-08-09")[1]["done"] == []


def test_a_job_that_breaks_is_one_line_and_leaves_its_trace_in_the_store(little, monkeypatch):
    call(monkeypatch, "weekly", lambda *_: 1 // 0)
    code, told, err = run(little, "timetable", "--once")
    assert (code, err) == (1, "")
    assert "ZeroDivisionError" in told["done"][0]["message"]
    assert "ZeroDivisionError" in (little / "workbooks/.store/出错记录.txt").read_text("utf-8")


def test_the_errors_a_job_finds_are_counted_and_told(little, monkeypatch):
    bad = Finding("not_a_workbook")
    call(monkeypatch, "weekly", lambda _, told, __: Outcome(told.command, told.as_of, findings=(bad,)))
    code, told, _ = run(little, "timetable", "--once")
    assert (code, kinds(told), told["done"][0]["message"]) == (1, ["not_a_workbook"], "完成，有 1 个错误")


def test_a_second_machine_is_refused_until_it_takes_over(little, monkeypatch):
    run(little, "timetable", "--once")
    monkeypatch.setattr(machine, "read_machine", lambda: "0123456789abcdef")
    before = digest(little)
    code, told, err = run(little, "timetable", "--once", as_of="2018-08-13")
    assert (code, told, err.count("\n")) == (2, {}, 1)
    assert "--take-over" in err
    assert "由另一台电脑排程" in (little / LOG).read_text("utf-8-sig").splitlines()[-1]  # nobody sees the screen
    assert {**digest(little), LOG: ""} == {**before, LOG: ""}
    assert run(little, "timetable", "--list")[0] == 0  # to look is free
    assert run(little, "timetable", "--take-over", as_of="2018-08-13")[0] == 0
    assert done(run(little, "timetable", "--once", as_of="2018-08-13")[1]) == [("weekly", "2018-W33", "完成")]
    monkeypatch.undo()
    assert run(little, "timetable", "--once", as_of="2018-08-20")[0] == 2


def test_taking_over_and_doing_what_is_due_may_be_one_call(little, monkeypatch):
    run(little, "timetable", "--once")
    monkeypatch.setattr(machine, "read_machine", lambda: "0123456789abcdef")
    code, told, _ = run(little, "timetable", "--once", "--take-over", as_of="2018-08-13")
    assert (code, len(told["done"])) == (0, 1)


def test_the_mark_of_a_machine_says_nothing_of_it(little):
    mark = machine.read_machine()
    assert (len(mark), mark) == (16, machine.read_machine())
    run(little, "timetable", "--once")
    ledger = JobLedger(little / JOURNAL)
    assert ledger.owner() == mark
    ledger.close()


def test_the_store_may_be_elsewhere(little, tmp_path):
    store = tmp_path / "本机"
    shutil.copytree(little / "workbooks/.store", store)
    shutil.rmtree(little / "workbooks/.store")
    assert done(run(little, "timetable", "--once", "--store", store)[1]) == [("weekly", "2018-W32", "完成")]
    assert not (little / "workbooks/.store").exists()


def test_a_store_nobody_can_write_is_one_line(little):
    shutil.rmtree(little / "workbooks/.store")
    (little / "workbooks/.store").write_text("a file is in the way")
    code, told, err = run(little, "timetable", "--once")
    assert (code, told, err.count("\n")) == (2, {}, 1)
    assert "运行库" in err


def test_without_a_master_nothing_is_made(tmp_path):
    code, told, err = run(tmp_path, "timetable", "--once")
    assert (code, told, err.count("\n")) == (2, {}, 1)
    assert "没有找到总台账" in err
    assert list(tmp_path.iterdir()) == []


def test_a_log_that_cannot_be_written_stops_nothing(little):
    (little / LOG).mkdir(parents=True)
    code, told, _ = run(little, "timetable", "--once")
    assert (code, kinds(told), len(told["done"])) == (0, ["timetable_unlogged"], 1)


def test_a_result_that_could_not_go_into_the_master_goes_there_with_the_next_round(little, monkeypatch):
    monkeypatch.setattr(timetable, "_settle_results", fail("总台账正被打开着"))
    code, told, _ = run(little, "timetable", "--once")
    assert (code, kinds(told)) == (0, ["timetable_unlogged"])
    assert row(little, "排程", 作业="周汇总")["结果"] is None
    monkeypatch.undo()
    assert run(little, "timetable", "--once")[1]["done"] == []
    assert row(little, "排程", 作业="周汇总")["结果"] == "2018年第32周：完成"


def test_a_master_without_the_sheet_goes_by_the_default_rows(little):
    book = openpyxl.load_workbook(little / MASTER)
    del book["排程"]
    book.save(little / MASTER)
    (little / JOURNAL).unlink()
    code, told, _ = run(little, "timetable", "--once")
    assert (code, done(told)) == (0, [("weekly", "2018-W32", "完成")])
    assert "timetable_sheet_gone" in {one["kind"] for one in told["findings"]}


def test_what_is_written_down_for_a_day_to_come_is_told(little):
    run(little, "timetable", "--once", as_of="2018-12-10")  # the clock was fast
    code, told, _ = run(little, "timetable", "--once", as_of="2018-08-06")
    assert (code, kinds(told), told["done"]) == (0, ["timetable_ahead"], [])
    assert "请校准时钟" in told["findings"][0]["message"]


def test_the_list_writes_nothing_and_says_what_comes_and_what_went(little):
    before = digest(little)
    code, told, _ = run(little, "timetable", "--list")
    assert (code, told["jobs"][0]["next"], told["jobs"][0]["last"]) == (
        0,
        {"period": "2018-W32", "due": "2018-08-06 09:00"},
        None,
    )
    assert digest(little) == before
    run(little, "timetable", "--once")
    first = run(little, "timetable", "--list")[1]["jobs"][0]
    assert first["last"] == {"on": "2018-08-06", "result": "2018年第32周：完成"}
    assert first["next"]["period"] == "2018-W33"


def test_rows_go_on_into_the_next_year_without_what_became_of_them(little, tmp_path):
    from tests.jobs.little_office import write_seeds

    add_row(little, "汇总", "每天", "17:30", "顺延", "最近一次", "是")
    add_row(little, "汇总", "一次", "2018-08-06", "", "", "")
    run(little, "timetable", "--once")
    seeds = write_seeds(tmp_path / "next")
    new = tmp_path / "2019"
    assert run(new, "init", seeds, "--year", 2019, "--from", little / MASTER, as_of="2019-01-04")[0] == 0
    rows = sheet(new, "排程")
    assert [one["频率"] for one in rows if one["作业"] == "汇总"] == ["每天"]
    assert {one["结果"] for one in rows} == {None}


def test_foreground_and_a_day_do_not_go_together_nor_two_ways_at_once(little):
    assert run(little, "timetable")[0] == 2
    assert "--once" in run(little, "timetable")[2]
    code, _, err = run(little, "timetable", "--once", "--list")
    assert (code, err.count("\n")) == (2, 1)


def test_stopped_in_the_middle_of_a_job_it_is_not_a_try(little, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    call(monkeypatch, "weekly", interrupted)
    assert run(little, "timetable", "--once")[0] == 2
    monkeypatch.undo()
    ledger = JobLedger(little / JOURNAL)
    stopped = ledger.find("周汇总·每周·周一", "2018-W32")
    ledger.close()
    assert stopped is not None
    assert (stopped.tries, stopped.leased, stopped.outcome) == (0, False, "")
    assert done(run(little, "timetable", "--once")[1]) == [("weekly", "2018-W32", "完成")]


def test_the_terminal_shows_a_table_and_lines(little):
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        assert cli.main(["排程", "--list", "--workspace", str(little), "--as-of", "2018-08-06"]) == 0
    assert "周汇总" in out.getvalue()
    assert "2018年第32周" in out.getvalue()
