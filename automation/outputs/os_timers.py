"""Writes the entries of the operating system's own schedulers (系统定时任务): Windows, systemd, cron."""

from __future__ import annotations

import shlex
import subprocess
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lxml import etree

from automation.terms import install as words

NAMESPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"
EVERY = 30  # minutes


@dataclass(frozen=True, slots=True)
class Called:
    """What is to be called: the interpreter, its arguments (run.py first), and the folder to call it in."""

    python: Path
    arguments: tuple[str, ...]
    folder: Path


def write_task(called: Called, begin: date) -> bytes:
    """The task for Windows (任务计划): UTF-16, as its import wants it.

    It starts by the calendar and makes up what was missed (StartWhenAvailable). There is no logon trigger, which only
    an administrator may set, and no stored password: it runs as whoever imports it, while that person is logged on.
    """
    root = etree.Element(f"{{{NAMESPACE}}}Task", {"version": "1.2"}, nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    _add(root, "RegistrationInfo", ("Description", words.DESCRIPTION))
    trigger = _add(_add(root, "Triggers"), "CalendarTrigger")
    _add(trigger, "Repetition", ("Interval", f"PT{EVERY}M"), ("Duration", "P1D"), ("StopAtDurationEnd", "false"))
    _add(trigger, "StartBoundary").text = f"{begin.isoformat()}T00:05:00"
    _add(trigger, "Enabled").text = "true"
    _add(trigger, "ScheduleByDay", ("DaysInterval", "1"))
    principal = _add(_add(root, "Principals"), "Principal", ("LogonType", "InteractiveToken"))
    principal.set("id", "Author")
    _add(principal, "RunLevel").text = "LeastPrivilege"
    _add(
        root,
        "Settings",
        ("MultipleInstancesPolicy", "IgnoreNew"),
        ("DisallowStartIfOnBatteries", "false"),
        ("StopIfGoingOnBatteries", "false"),
        ("StartWhenAvailable", "true"),
        ("RunOnlyIfNetworkAvailable", "false"),
        ("Enabled", "true"),
        ("ExecutionTimeLimit", "PT4H"),
    )
    actions = _add(root, "Actions")
    actions.set("Context", "Author")
    _add(
        actions,
        "Exec",
        ("Command", str(called.python)),
        ("Arguments", subprocess.list2cmdline(called.arguments)),
        ("WorkingDirectory", str(called.folder)),
    )
    text = etree.tostring(root, encoding="unicode", pretty_print=True).replace("\n", "\r\n")
    return ('<?xml version="1.0" encoding="UTF-16"?>\r\n' + text).encode("utf-16")


def write_timer() -> bytes:
    """The systemd timer; Persistent makes up what was missed while the machine was off."""
    return (
        f"[Unit]\nDescription={words.DESCRIPTION}\n\n"
        f"[Timer]\nOnCalendar=*-*-* *:05/{EVERY}:00\nPersistent=true\n\n"
        "[Install]\nWantedBy=timers.target\n"
    ).encode()


def write_service(called: Called) -> bytes:
    """The systemd service; exit code 1 means done, with findings."""
    line = " ".join(_quoted_unit(part) for part in (str(called.python), *called.arguments))
    return (
        f"[Unit]\nDescription={words.DESCRIPTION}\n\n"
        f"[Service]\nType=oneshot\nWorkingDirectory={_escaped_unit(str(called.folder))}\n"
        f"ExecStart={line}\nSuccessExitStatus=1\n"
    ).encode()


def write_cron(called: Called) -> bytes:
    """The line for crontab, in which a per cent sign would end the command."""
    line = f"5,35 * * * * {write_command(called)} >/dev/null 2>&1\n"
    return (words.CRON_HEAD.format(description=words.DESCRIPTION) + line.replace("%", "\\%")).encode()


def write_command(called: Called) -> str:
    """The same call as a person types it in a POSIX shell."""
    return f"cd {shlex.quote(str(called.folder))} && {shlex.join((str(called.python), *called.arguments))}"


def write_note(called: Called, *, windows: bool) -> bytes:
    """What a clerk does with the files (说明)."""
    typed = subprocess.list2cmdline((str(called.python), *called.arguments)) if windows else write_command(called)
    text = words.NOTE.format(
        task=words.TASK_FILE,
        name=words.TASK_NAME,
        timer=words.TIMER_FILE,
        service=words.SERVICE_FILE,
        cron=words.CRON_FILE,
        command=typed,
    )
    return ("\ufeff" + text.replace("\n", "\r\n")).encode()


def _escaped_unit(text: str) -> str:
    return text.replace("%", "%%")


def _quoted_unit(text: str) -> str:
    """A word of ExecStart: systemd expands % and $, and reads backslashes and quotes as C does."""
    escaped = _escaped_unit(text).replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$")
    return f'"{escaped}"'


def _add(parent: etree._Element, name: str, *children: tuple[str, str]) -> etree._Element:
    made = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    for child, text in children:
        etree.SubElement(made, f"{{{NAMESPACE}}}{child}").text = text
    return made
