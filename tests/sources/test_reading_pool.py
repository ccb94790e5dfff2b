"""The reading processes: what hangs, dies or asks for too much costs only itself; none is started for nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

import pytest

from automation.errors import RefusedFile
from automation.sources import reading_pool
from automation.sources.reading_pool import FEW, ReadingPool
from automation.sources.workbook import parse_workbook
from tests.faulty.make_files import book, zipped

GOOD = zipped(book())
pytestmark = pytest.mark.usefixtures("cold_readers")
PANIC = (Path(__file__).parents[1] / "faulty" / "ends-its-reader.xlsb").read_bytes()


def outcome(pool: ReadingPool, function, *arguments) -> object:
    try:
        return pool.ask(function, *arguments)
    except RefusedFile as refusal:
        return refusal.kind


@pytest.mark.parametrize(
    ("function", "arguments", "kind"),
    [
        (time.sleep, (60,), "reading_timed_out"),
        (os.abort, (), "reading_crashed"),
        (os._exit, (0,), "reading_crashed"),
        (len, (1,), "reading_crashed"),  # an exception nobody foresaw
        pytest.param(
            bytes,
            (2**31,),
            "reading_crashed",
            marks=pytest.mark.skipif(sys.platform != "linux", reason="no limit there"),
        ),
        (parse_workbook, (PANIC, ""), "reading_crashed"),
        (parse_workbook, (b"x", ""), "not_a_workbook"),
    ],
    ids=["hangs", "aborts", "goes away", "raises", "wants two gigabytes", "panics", "refuses"],
)
def test_a_file_that_ends_its_reader_is_refused_and_the_next_one_is_read(function, arguments, kind):
    with ReadingPool(1.0 if function is time.sleep else 20.0) as pool:
        assert outcome(pool, function, *arguments) == kind
        assert list(pool.ask(parse_workbook, GOOD, "").grids) == ["表"]


def test_answers_come_in_the_order_of_the_files_and_a_bad_one_costs_only_itself():
    files = [GOOD if number != 7 else b"" for number in range(40)]
    with ReadingPool() as pool:
        told = list(pool.each(lambda data: outcome(pool, parse_workbook, data, ""), files))
    assert [number for number, one in enumerate(told) if one == "empty_workbook"] == [7]


def started(monkeypatch) -> list[object]:
    """The processes started from here on."""
    made = []
    popen = subprocess.Popen

    def noting(*arguments, **options):
        made.append(popen(*arguments, **options))
        return made[-1]

    monkeypatch.setattr(reading_pool.subprocess, "Popen", noting)
    return made


@pytest.mark.parametrize(("count", "most"), [(0, 0), (1, 1), (FEW, 1), (30, 2)])
def test_no_more_processes_are_started_than_the_files_are_worth(monkeypatch, count, most):
    made = started(monkeypatch)
    with ReadingPool() as pool:
        read = list(pool.each(lambda data: outcome(pool, parse_workbook, data, ""), [GOOD] * count))
    assert len(read) == count
    assert min(count, 1) <= len(made) <= most
    assert all(process.poll() is not None for process in made), "none is left running"


def break_off(answers) -> None:
    next(answers)
    raise KeyboardInterrupt


def test_a_run_broken_off_leaves_no_process_behind(monkeypatch):
    made = started(monkeypatch)
    with pytest.raises(KeyboardInterrupt), ReadingPool() as pool:
        break_off(pool.each(lambda data: outcome(pool, parse_workbook, data, ""), [GOOD] * 30))
    assert made
    assert all(process.poll() is not None for process in made)


def test_threads_of_the_program_make_no_difference():
    told = []
    with ReadingPool() as pool:
        threads = [Thread(target=lambda: told.append(outcome(pool, parse_workbook, GOOD, ""))) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert [list(one.grids) for one in told] == [["表"]] * 4
