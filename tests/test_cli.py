"""The command line as a clerk meets it: one line on a fault, Chinese names, exit codes, one JSON object."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from automation import cli
from automation.cli.arguments import parse
from automation.errors import AutomationError
from automation.jobs.outcome import Outcome, Run
from automation.model.finding import Finding
from automation.terms import commands as say


def run(capsys, *arguments: object) -> tuple[int, str, str]:
    code = cli.main([str(argument) for argument in arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ((), "还缺命令"),
        (("foo",), "foo"),
        (("annual",), "--year"),
        (("annual", "--year", "去年"), "去年"),
        (("init", "方案.docx", "--year", "26"), "四位数字"),
        (("annual", "--year", "2020", "--form", "2020"), "2020"),
        (("status", "--as-of", "11月26日"), "11月26日"),
        (("status", "--as-of"), "--as-of"),
        (("weekly", "--pfd"), "--pfd"),
        (("init", "--year", "2018"), "方案"),
    ],
)
def test_a_wrong_command_gets_one_line_that_names_the_fault(capsys, arguments, named):
    code, out, err = run(capsys, *arguments)
    assert code == 2
    assert out == ""
    assert err.count("\n") == 1
    assert named in err
    assert "the following" not in err
    assert "invalid" not in err


def test_weekly_without_workbooks_says_to_try_the_demo_or_build_a_ledger(capsys, tmp_path):
    code, out, err = run(capsys, "weekly", "--workspace", tmp_path)
    assert code == 2
    assert out == ""
    assert "run.py demo" in err
    assert "run.py init" in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("english", "chinese"), list(say.COMMANDS.items()))
def test_each_command_answers_to_its_chinese_name(english, chinese):
    year = ["--year", "2018"]
    plan = ["方案.xlsx"]
    needed = {
        "init": plan + year,
        "plan": plan + year,
        "coverage": plan,
        "annual": year,
        "bulletin": ["--quarter", "3"],
        "explain": year,
        "inspect": plan,
        "layout": plan,
        "crosscheck": plan,
    }
    rest = needed.get(english, [])
    assert parse([chinese, *rest]).command == english
    assert parse(["--json", chinese, *rest]).json is True


def test_a_folder_named_like_a_command_is_not_taken_for_one():
    called = parse(["--workspace", "状态", "merge"])
    assert called.command == "merge"
    assert called.workspace == Path("状态")


def test_options_may_stand_before_or_after_the_command():
    for arguments in (["--as-of", "2018-11-26", "weekly"], ["weekly", "--as-of", "2018-11-26"]):
        assert parse(arguments).as_of.isoformat() == "2018-11-26"


def test_arguments_after_test_go_to_pytest():
    assert parse(["test", "-k", "merge", "--maxfail=1"]).rest == ["-k", "merge", "--maxfail=1"]


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        (["test"], ["-n", "auto", "--maxprocesses", "8", "--dist", "worksteal"]),
        (["测试"], ["-n", "auto", "--maxprocesses", "8", "--dist", "worksteal"]),
        (["test", "tests/test_cli.py", "-k", "merge"], ["tests/test_cli.py", "-k", "merge"]),
    ],
)
@pytest.mark.parametrize(("ended", "code"), [(0, 0), (1, 1), (2, 2), (5, 2)])
def test_the_whole_suite_uses_every_core_and_a_few_tests_start_at_once(monkeypatch, asked, given, ended, code):
    commands = []

    def note(command, **_):
        commands.append(command)
        return subprocess.CompletedProcess(command, ended)

    monkeypatch.setattr(cli.subprocess, "run", note)
    assert cli.main(asked) == code
    assert commands == [[sys.executable, "-m", "pytest", *given]]


def test_an_error_nobody_foresaw_is_one_line_and_a_trace_in_the_store(capsys, tmp_path, monkeypatch):
    def break_down(_called):
        raise ZeroDivisionError

    monkeypatch.setitem(cli._COMMANDS, "status", break_down)
    store = tmp_path / "workbooks" / ".store"
    store.mkdir(parents=True)
    code, out, err = run(capsys, "status", "--workspace", tmp_path)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "ZeroDivisionError" in (store / say.ERROR_LOG).read_text(encoding="utf-8")


def test_a_message_of_several_lines_still_ends_as_one(capsys, tmp_path, monkeypatch):
    def refuse(_called):
        raise AutomationError("第一行\n第二行")

    monkeypatch.setitem(cli._COMMANDS, "status", refuse)
    assert run(capsys, "status", "--workspace", tmp_path) == (2, "", "第一行 第二行\n")


@pytest.mark.parametrize(
    ("kinds", "code"),
    [((), 0), (("question_open",), 0), (("stale_file",), 0), (("not_a_date",), 1), (("stale_file", "not_a_date"), 1)],
)
def test_only_errors_make_the_exit_code_1(capsys, monkeypatch, kinds, code):
    details = (("question", "问"), ("issue", "2"), ("year", "2018"))
    findings = tuple(Finding(kind, value="值", details=details) for kind in kinds)

    def outcome(called):
        day = Run("status", date(2018, 11, 26)).as_of
        return Outcome(called.command, day, findings=findings)

    monkeypatch.setitem(cli._COMMANDS, "status", outcome)
    assert run(capsys, "status", "--json")[0] == code


def test_json_is_one_object_with_the_findings_of_the_interface(capsys, monkeypatch):
    finding = Finding("not_a_date", "RW2018-0001", "疾控科", "6月底", (("year", "2018"),))

    def outcome(called):
        return Outcome(called.command, date(2018, 11, 26), ("a.docx",), (finding,), {"missing": ["疾控科"]})

    monkeypatch.setitem(cli._COMMANDS, "status", outcome)
    told = json.loads(run(capsys, "status", "--json")[1])
    assert told["command"] == "status"
    assert told["as_of"] == "2018-11-26"
    assert told["files"] == ["a.docx"]
    assert told["missing"] == ["疾控科"]
    assert set(told["findings"][0]) == {
        *("kind", "severity", "number", "section", "file"),
        *("sheet", "row", "column", "value", "message"),
    }
    assert told["findings"][0]["file"] is None


def test_help_is_chinese_and_lists_every_command(capsys):
    code, said, _ = run(capsys, "--help")
    assert code == 0
    for name, chinese in say.COMMANDS.items():
        assert name in said
        assert chinese in said
    assert "usage" not in said


def test_units_are_explained_without_a_year_and_a_day_in_the_runs_own(capsys):
    code, out, err = run(capsys, "explain", "--units", "办公室牵头，疾控科配合", "--json")
    assert (code, err, json.loads(out)["units"]["leads"]) == (0, "", ["办公室"])
    code, out, _ = run(capsys, "explain", "--deadline", "6月底前", "--json", "--as-of", "2025-03-01")
    assert (code, json.loads(out)["deadline"]["due"]) == (0, "2025-06-30")
