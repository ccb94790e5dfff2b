"""timetable --install-hint 定时运行: the files with which the operating system's own scheduler calls the timetable."""

from __future__ import annotations

from pathlib import Path

from automation.jobs.outcome import Outcome, Run
from automation.jobs.workspace import PROGRAM, Workspace, open_workspace
from automation.outputs.os_timers import Called, write_cron, write_note, write_service, write_task, write_timer
from automation.store.replace import replace_file
from automation.terms import install as words


def install_hint(workspace: Workspace, run: Run, python: Path, *, windows: bool) -> Outcome:
    """Write them for this machine; ``python`` is the interpreter a person would call run.py with."""
    called = Called(python, (str(PROGRAM / "run.py"), "timetable", "--once", *_options(workspace)), PROGRAM)
    folder = workspace.output(run.as_of) / words.FOLDER
    written = {
        words.TASK_FILE: write_task(called, run.as_of),
        words.TIMER_FILE: write_timer(),
        words.SERVICE_FILE: write_service(called),
        words.CRON_FILE: write_cron(called),
        words.NOTE_FILE: write_note(called, windows=windows),
    }
    for name, data in written.items():
        replace_file(folder / name, data)
    files = tuple(workspace.shown(folder / name) for name in written)
    return Outcome(run.command, run.as_of, files, lines=(words.WRITTEN.format(file=files[-1]),))


def _options(workspace: Workspace) -> tuple[str, ...]:
    """What must be said of places that are not the usual ones."""
    named: list[str] = []
    if workspace.root != PROGRAM:
        named += ["--workspace", str(workspace.root)]
    if workspace.store != open_workspace(workspace.root).store:
        named += ["--store", str(workspace.store)]
    return tuple(named)
