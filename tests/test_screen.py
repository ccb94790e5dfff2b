"""The one screen of status: it fits, says each light by its word, and reads the same in a pipe."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from rich.cells import cell_len

from automation.cli import screen
from automation.model.ledger import Handin
from automation.model.rows import History
from automation.model.screen import Block
from automation.rules.assign import assign_duties
from automation.rules.look import draw_screen
from automation.rules.records import draw_board
from automation.rules.supervision import judge
from automation.terms.commands import COMMANDS
from tests.rules.small_office import PLAN, office

DAY = date(2018, 8, 27)
NOTHING = History()
LONG = "很长" * 8


def shown(capsys, monkeypatch, ledger, day=DAY, columns=80, past=NOTHING):
    monkeypatch.setenv("COLUMNS", str(columns))
    judged = judge(ledger, day)
    screen.show_screen(draw_screen(ledger, judged, draw_board(ledger, judged, day), past, day))
    return capsys.readouterr().out


def crowded():
    """Forty sections with two hundred dated tasks, all of them late or due."""
    sections = tuple(f"第{n:02d}科室" for n in range(1, 41))
    plan = "\n".join(
        f"{n} | 工作 | 小类 | 完成一件名称{LONG}的工作{n} | 第{n % 40 + 1:02d}科室牵头 | 8月{n % 28 + 1}日前"
        for n in range(1, 201)
    )
    return office(plan, sections)


@pytest.mark.parametrize("columns", [80, 100, 120])
@pytest.mark.parametrize("day", [date(2018, 8, 26), date(2018, 8, 27), date(2018, 12, 31)])
def test_the_most_crowded_office_fits_one_screen(capsys, monkeypatch, columns, day):
    lines = shown(capsys, monkeypatch, crowded(), day, columns).splitlines()
    assert len(lines) <= 38
    assert max(cell_len(line) for line in lines) <= columns
    said = "\n".join(lines)
    assert "另有28个科室" in said, "of forty the twelve worst are listed"
    assert "另有" in said.partition("已逾期")[2]
    assert "见“逾期清单”" in said


def test_colours_are_words_too_and_a_pipe_gets_no_codes(capsys, monkeypatch):
    said = shown(capsys, monkeypatch, office())
    assert "\x1b" not in said
    assert "红灯 1　黄灯 7　绿灯 1" in said
    late = shown(capsys, monkeypatch, office(), date(2018, 9, 5))
    assert "逾期5天" in late
    assert "已逾期" in late


def test_in_a_terminal_the_words_are_coloured(capsys, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)
    said = shown(capsys, monkeypatch, office(), date(2018, 9, 5))
    assert "\x1b[" in said


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2018, 8, 20), "2018-08待报（4个科室，2018-08-25报送，还有5天"),
        (date(2018, 8, 25), "2018-08待报（4个科室，2018-08-25报送，今天截止"),
        (date(2018, 8, 27), "2018-08未报（4个科室，2018-08-25报送，已过2天"),
    ],
)
def test_who_has_not_handed_in_stands_with_the_day_and_whether_it_has_passed(capsys, monkeypatch, day, words):
    said = shown(capsys, monkeypatch, office(), day)
    assert words in said
    handed = replace(
        office(), handins=tuple(Handin(name, "2018-08", day) for name in ("办公室", "政法科", "疾控科", "宣传科"))
    )
    assert "2018-08各科室都已报送" in shown(capsys, monkeypatch, handed, day)


def test_what_is_due_in_a_week_stands_with_its_day_and_nothing_due_is_said_too(capsys, monkeypatch):
    said = shown(capsys, monkeypatch, office())
    assert "七天内到期（2项）" in said
    assert "政法科 还有4天 2018-08-31 规范进驻事项" in " ".join(said.split())
    assert "七天内没有到期的事项" in shown(capsys, monkeypatch, office(), date(2018, 8, 2))


def test_the_last_merge_and_the_last_weekly_are_named_a_weekly_being_a_merge_too(capsys, monkeypatch):
    assert "最近汇总 还没有　最近周汇总 还没有" in shown(capsys, monkeypatch, office())
    runs = (
        {"run": 2, "command": COMMANDS["weekly"], "as_of": date(2018, 8, 6)},
        {"run": 3, "command": COMMANDS["merge"], "as_of": date(2018, 8, 13)},
        {"run": 4, "command": COMMANDS["distribute"], "as_of": date(2018, 8, 14)},
    )
    said = shown(capsys, monkeypatch, office(), past=History(runs))
    assert "最近汇总 2018-08-13（第3批）　最近周汇总 2018-08-06（第2批）" in said


def test_text_that_looks_like_markup_is_shown_as_it_is(capsys, monkeypatch):
    plan = PLAN.replace("规范进驻事项", "规范[red]进驻[/red]:smile:事项")
    assert "规范[red]进驻[/red]:smile:事项" in shown(capsys, monkeypatch, office(plan))


def test_an_office_without_duties_has_a_screen_too(capsys, monkeypatch):
    empty = assign_duties(replace(office(), tasks=(), duties=(), periods=(), questions=()))[0]
    said = shown(capsys, monkeypatch, empty)
    assert "职责 0 项" in said
    assert "没有逾期的事项" in said


def test_names_that_do_not_fit_one_line_go_on_in_the_next(capsys, monkeypatch):
    said = shown(capsys, monkeypatch, crowded())
    assert "".join(said.split()).count("第10科室等，另有30个科室，见“催报清单”") == 1


def test_a_line_too_long_is_cut_where_it_ends(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    screen.show_screen([Block("标题", (("1", "办公室", "长" * 100),))])
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].startswith("  1 办公室 长长长")
    assert lines[1].rstrip().endswith("…")
    assert 78 <= cell_len(lines[1].rstrip()) <= 80
