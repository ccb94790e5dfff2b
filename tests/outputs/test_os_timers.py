"""The entries of the operating systems' own schedulers (定时运行): well-formed, and safe with any path."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from automation.outputs.os_timers import (
    NAMESPACE,
    Called,
    write_command,
    write_cron,
    write_note,
    write_service,
    write_task,
    write_timer,
)
from tests.jobs.little_office import built_little, little
from tests.jobs.office_desk import run

__all__ = ["built_little", "little"]
ODD = Path('/srv/单位 "甲"/100%/a&b$c')
CALLED = Called(Path("/opt/python 3/bin/python3"), (str(ODD / "run.py"), "timetable", "--once"), ODD)


def test_the_windows_task_is_utf_16_and_makes_up_what_was_missed_without_logon_or_admin():
    data = write_task(CALLED, date(2018, 8, 6))
    assert data[:2] in (b"\xff\xfe", b"\xfe\xff")
    root = etree.fromstring(data)
    found = {element.tag.removeprefix(f"{{{NAMESPACE}}}"): element.text for element in root.iter()}
    assert found["StartWhenAvailable"] == "true"
    assert "LogonTrigger" not in found
    assert "UserId" not in found
    assert (found["LogonType"], found["RunLevel"]) == ("InteractiveToken", "LeastPrivilege")
    assert found["StartBoundary"] == "2018-08-06T00:05:00"
    assert (found["Command"], found["WorkingDirectory"]) == (str(CALLED.python), str(ODD))
    assert found["Arguments"] == subprocess.list2cmdline(CALLED.arguments)
    assert found["MultipleInstancesPolicy"] == "IgnoreNew"


def test_the_typed_command_and_the_crontab_line_run_as_written(tmp_path):
    folder = tmp_path / '单位 "甲" 100% $HOME'
    folder.mkdir()
    (folder / "run.py").write_text("import os, sys; print(os.getcwd(), sys.argv[1:])")
    called = Called(Path(shutil.which("python3") or ""), (str(folder / "run.py"), "timetable", "--once"), folder)
    said = subprocess.run(["sh", "-c", write_command(called)], capture_output=True, text=True, check=True).stdout
    assert said.strip() == f"{folder} ['timetable', '--once']"
    line = write_cron(called).decode().splitlines()[-1]
    assert line.split(" ", 5)[5].replace("\\%", "%") == f"{write_command(called)} >/dev/null 2>&1"
    assert "%" not in line.replace("\\%", "")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
def test_systemd_takes_the_timer_and_the_service_as_they_are(tmp_path):
    folder = tmp_path / "单位 甲 100%"
    folder.mkdir()
    called = Called(Path(shutil.which("python3") or ""), (str(folder / "run.py"), "timetable", "--once"), folder)
    (tmp_path / "task-ledger.timer").write_bytes(write_timer())
    (tmp_path / "task-ledger.service").write_bytes(write_service(called))
    command = ["systemd-analyze", "verify", "--user", str(tmp_path / "task-ledger.timer")]
    told = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)}
    )
    assert (told.returncode, told.stderr) == (0, "")
    assert "Persistent=true" in write_timer().decode()


def test_a_unit_reads_back_the_very_words():
    line = next(line for line in write_service(CALLED).decode().splitlines() if line.startswith("ExecStart="))
    words = line.removeprefix("ExecStart=")[1:-1].split('" "')
    back = [word.replace("%%", "%").replace("$$", "$").replace('\\"', '"').replace("\\\\", "\\") for word in words]
    assert back == [str(CALLED.python), *CALLED.arguments]


def test_the_note_says_what_to_type_on_this_system():
    assert "cd '/srv/" in write_note(CALLED, windows=False).decode()
    assert subprocess.list2cmdline(CALLED.arguments) in write_note(CALLED, windows=True).decode()


def test_install_hint_writes_the_files_for_this_place(little, tmp_path):
    code, told, _ = run(little, "timetable", "--install-hint", "--store", tmp_path / "本机")
    folder = little / "output/2018-08-06/定时运行"
    assert (code, sorted(little / file for file in told["files"])) == (0, sorted(folder.iterdir()))
    assert len(told["files"]) == 5
    command = (folder / "crontab.txt").read_text("utf-8")
    assert f"--workspace {little}" in command
    assert f"--store {tmp_path / '本机'}" in command.replace("'", "")
    assert Path(etree.parse(folder / "Windows任务计划.xml").findtext(f".//{{{NAMESPACE}}}Command")).exists()


def test_install_hint_in_a_folder_nobody_can_write_is_one_line(little):
    (little / "output").write_text("a file is in the way")
    code, told, err = run(little, "timetable", "--install-hint")
    assert (code, told, err.count("\n")) == (2, {}, 1)
