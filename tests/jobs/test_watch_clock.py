"""The timetable in the foreground (看着时钟): it waits for the hour, notices sleeps and set clocks, ends at a word."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from automation.errors import AutomationError
from automation.jobs import watch_clock
from automation.jobs.due_jobs import Hands, Tried
from automation.jobs.workspace import open_workspace
from automation.terms import timetable as words
from tests.jobs.little_office import built_little, little
from tests.jobs.office_desk import MASTER

__all__ = ["built_little", "little"]
LOG = "output/排程日志.txt"
pytest.importorskip("schedule")


class Desk:
    """A desk with a clock of its own, somebody who leaves after so many naps, and all that was told."""

    def __init__(self, begin, naps):
        self.now, self.naps, self.told = begin, naps, []
        self.slept = timedelta(minutes=1)

    def sleep(self, seconds):
        assert seconds <= 60
        self.naps -= 1
        if self.naps < 0:
            raise KeyboardInterrupt
        self.now += self.slept

    def hands(self):
        def attempt(job):
            try:
                return Tried(job())
            except AutomationError as error:
                return Tried(None, str(error))

        return Hands(lambda: self.now, self.sleep, attempt, self.told.append, "机")


def test_in_the_foreground_it_waits_for_the_hour_and_ends_with_one_line(little):
    desk = Desk(datetime.fromisoformat("2018-08-06 08:57"), 5)
    outcome = watch_clock.watch(open_workspace(little), desk.hands())
    assert outcome.lines == (words.STOPPED,)
    assert desk.told[0] == words.STARTED
    assert [line for line in desk.told if "周汇总（2018年第32周）完成" in line]
    assert (little / LOG).read_text("utf-8-sig").startswith("2018-08-06 09:00:00  周汇总（2018年第32周）完成")


def test_in_the_foreground_a_fault_is_told_once_and_the_timetable_goes_on(little):
    desk = Desk(datetime.fromisoformat("2018-08-06 08:50"), 30)
    master, aside = little / MASTER, little / "aside.xlsx"
    nap = desk.sleep

    def sleep(seconds):
        nap(seconds)
        if desk.naps == 25:
            master.rename(aside)
        if desk.naps == 10:
            aside.rename(master)

    desk.sleep = sleep
    watch_clock.watch(open_workspace(little), desk.hands())
    assert sum("没有找到总台账" in line for line in desk.told) == 1
    assert [line for line in desk.told if "周汇总（2018年第32周）完成" in line]


def test_in_the_foreground_a_sleep_of_weeks_and_a_clock_set_back_are_noticed(little, monkeypatch):
    desk = Desk(datetime.fromisoformat("2018-08-06 09:00"), 6)

    class Clock(datetime):
        """The library's clock is the desk's."""

        @classmethod
        def now(cls, tz=None):
            del tz
            return desk.now

    monkeypatch.setattr("schedule.datetime", SimpleNamespace(datetime=Clock, timedelta=timedelta))
    nap = desk.sleep

    def sleep(seconds):
        nap(seconds)
        if desk.naps == 4:
            desk.now += timedelta(weeks=3)
        if desk.naps == 3:
            desk.now = datetime.fromisoformat("2018-08-05 09:00")  # set back
        if desk.naps == 1:
            desk.now = datetime.fromisoformat("2018-09-03 09:01")

    desk.sleep = sleep
    watch_clock.watch(open_workspace(little), desk.hands())
    told = [line for line in desk.told if "周汇总" in line and "下一项" not in line]
    assert told == [
        "周汇总（2018年第32周）完成",
        "周汇总（2018年第33周）错过了，由后一期代替",
        "周汇总（2018年第34周）错过了，由后一期代替",
        "周汇总（2018年第35周）完成",
        "周汇总（2018年第36周）完成",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="a signal there ends the process at once")
def test_ctrl_c_in_a_real_window_ends_with_one_line_and_a_clean_code(little):
    code = "import sys; from automation.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "timetable", "--workspace", str(little)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as window:
        assert window.stdout is not None
        assert window.stderr is not None
        while words.STARTED not in (line := window.stdout.readline()):
            assert line  # it ended before it began
        window.send_signal(signal.SIGINT)
        assert window.stdout.read() == f"{words.STOPPED}\n"
        assert (window.stderr.read(), window.wait()) == ("", 0)
