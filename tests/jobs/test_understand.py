"""plan 读方案 and explain 解释: shown as understood, nothing written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.jobs.office_desk import run

SEEDS = Path(__file__).parents[2] / "seeds" / "2018"
DEADLINE = {"text", "kind", "due", "occurrences", "event", "offset", "question", "soft", "reports"}
UNITS = {"text", "leads", "supports", "all_hands", "open_groups"}


def test_a_plan_is_shown_task_by_task_and_nothing_is_written(tmp_path):
    code, told, err = run(tmp_path, "plan", SEEDS, "--year", "2018")
    assert (code, err, len(told["tasks"])) == (0, "", 64)
    task = told["tasks"][44]
    assert (task["number"], task["order"]) == ("RW2018-0045", 45)
    assert set(task["units"]) == UNITS
    assert set(task["deadline"]) == DEADLINE
    assert task["units"]["open_groups"] == ["相关科室"]
    assert (task["deadline"]["kind"], task["deadline"]["due"]) == ("month_end", "2018-10-30")
    assert "10月底前" in task["deadline"]["question"] and "10月30日前" in task["deadline"]["question"]
    assert list(tmp_path.iterdir()) == []


def test_a_deadline_is_explained(tmp_path):
    code, told, _ = run(tmp_path, "explain", "--year", "2018", "--deadline", "政策文件印发公开后3个工作日内")
    assert code == 0
    assert told["deadline"] == {
        "text": "政策文件印发公开后3个工作日内",
        "kind": "event",
        "due": None,
        "occurrences": [],
        "event": "政策文件印发公开",
        "offset": "3个工作日",
        "question": None,
        "soft": None,
        "reports": [],
    }


def test_a_unit_text_is_explained(tmp_path):
    told = run(tmp_path, "explain", "--year", "2018", "--units", "办公室牵头、各科室配合落实")[1]
    wanted = {"text": "办公室牵头、各科室配合落实", "leads": ["办公室"], "supports": ["各科室"]}
    assert told["units"] == {**wanted, "all_hands": True, "open_groups": []}


def test_an_explanation_reads_well_in_the_terminal(tmp_path, capsys):
    from automation import cli

    cli.main(["explain", "--year", "2018", "--deadline", "原则上每季度末月20日前"])
    said = capsys.readouterr().out
    assert "分期工作；截止 2018-12-20" in said
    assert "共 4 次：2018-03-20、2018-06-20、2018-09-20、2018-12-20" in said
    cli.main(["explain", "--year", "2018", "--deadline", "9月前"])
    assert "疑问：“9月前”可以理解为2018-08-31或2018-09-30" in capsys.readouterr().out
    cli.main(["explain", "--year", "2018", "--units", "政法科牵头、相关科室配合"])
    assert "牵头 政法科；配合 相关科室；要由人确定 相关科室" in capsys.readouterr().out


@pytest.mark.parametrize("words", [[], ["--deadline", "6月底", "--units", "办公室"]])
def test_explain_wants_exactly_one_text(tmp_path, words):
    code, _, err = run(tmp_path, "explain", "--year", "2018", *words)
    assert (code, err.count("\n")) == (2, 1)


def test_nonsense_is_shown_as_a_question_not_as_a_day(tmp_path):
    told = run(tmp_path, "explain", "--year", "2018", "--deadline", "about time")[1]
    assert (told["deadline"]["kind"], told["deadline"]["due"]) == ("vague", None)
    assert told["deadline"]["question"]
