"""Commands, exit codes, the only clock, and the only place that catches (命令行).

Exit codes: 0 clean · 1 done, with findings of severity error · 2 could not run (one line on stderr).
Each command's job is imported when it is called, so that ``status`` starts fast.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from datetime import datetime
from datetime import time as clock_time
from io import StringIO
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING, TypeVar

from automation.cli.arguments import parse
from automation.errors import AutomationError
from automation.jobs.outcome import Outcome, Run
from automation.jobs.workspace import PROGRAM, Workspace, open_workspace
from automation.terms import commands as say
from automation.terms import sheets as names
from automation.terms import timetable as timing

if TYPE_CHECKING:
    from automation.jobs.due_jobs import Hands

T = TypeVar("T")

SHOWN_FINDINGS = 20
SHOWN_ON_SCREEN = 2  # a command of one screen
WHOLE_SUITE = ("-n", "auto", "--maxprocesses", "8", "--dist", "worksteal")


def main(arguments: Sequence[str]) -> int:
    """Run one command; the exit code is returned, never raised."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        called = _caught(lambda: parse(arguments))
        done = called if isinstance(called, str) else _caught(lambda: _call(called), called)
        return _fail(done) if isinstance(done, str) else done
    except KeyboardInterrupt:
        return _fail(say.INTERRUPTED)
    except SystemExit as done:  # argparse has shown its help
        return int(done.code or 0)
    except BrokenPipeError:
        return 2


def _call(called: argparse.Namespace) -> int:
    if called.command == "test":
        return _test(called.rest)
    outcome = _COMMANDS[called.command](called)
    _show(outcome, as_json=called.json)
    return outcome.code


def _caught(act: Callable[[], T], called: argparse.Namespace | None = None) -> T | str:
    """What is done, or the one line that says why it could not be."""
    try:
        return act()
    except AutomationError as error:
        return str(error)
    except BrokenPipeError:
        raise
    except OSError as error:  # such as a full disk where a library keeps its own temporary files
        _keep_trace(called)
        return say.DISK_FAILED.format(reason=error.strerror or error, file=Path(str(error.filename or "")).name)
    except Exception as error:
        _keep_trace(called)
        return say.UNEXPECTED.format(kind=type(error).__name__, reason=error)


def press_button(root: Path) -> None:
    """What Run main of the xlwings add-in does: the week's work on the open workbooks, its outcome in a message box."""
    from automation.outputs.live_excel import show_message

    told = StringIO()
    with redirect_stdout(told), redirect_stderr(told):
        main(["weekly", "--live", "--workspace", str(root)])
    show_message(told.getvalue())


def _fail(line: str) -> int:
    print(" ".join(line.split()), file=sys.stderr)
    return 2


def _keep_trace(called: argparse.Namespace | None) -> None:
    """Leave the trace where the person who maintains the program finds it; a full disk must not hide the line."""
    folder = _workspace(called).store if called is not None else PROGRAM
    try:
        if folder.is_dir():
            (folder / say.ERROR_LOG).write_text(traceback.format_exc(), encoding="utf-8")
    except OSError:
        return


def _workspace(called: argparse.Namespace) -> Workspace:
    return open_workspace(called.workspace or PROGRAM, called.store)


def _run(called: argparse.Namespace) -> Run:
    """What a run counts from: today and the wall time, or only the day of --as-of, so that it can be repeated."""
    if called.as_of is not None:
        return Run(called.command, called.as_of)
    now = datetime.now()  # noqa: DTZ005 - an office's wall clock is local
    return Run(called.command, now.date(), now.isoformat(" ", "seconds"))


def _demo(called: argparse.Namespace) -> Outcome:
    from automation.jobs.demo import demo

    root = called.workspace or PROGRAM / "output" / "demo"
    run = _run(called) if called.as_of is not None else None
    return demo(root.resolve(), run, pdf=not called.no_pdf)


def _init(called: argparse.Namespace) -> Outcome:
    if called.revise:
        from automation.jobs.revise import revise

        if called.office:
            raise AutomationError(say.OFFICE_STANDS)
        if called.carried_from:
            raise AutomationError(say.WITH_REVISE)
        options = {"dry_run": called.dry_run, "first_leads": called.first_leads}
        return revise(_workspace(called), _run(called), called.plan, called.year, **options)
    if called.dry_run:
        raise AutomationError(say.DRY_INIT)
    from automation.jobs.init import init

    if called.from_store and not called.carried_from:
        raise AutomationError(say.STORE_OF_NONE)
    carried = {"carried_from": called.carried_from, "carried_store": called.from_store}
    options = {"first_leads": called.first_leads, **carried}
    return init(_workspace(called), _run(called), called.plan, called.year, called.office, **options)


def _plan(called: argparse.Namespace) -> Outcome:
    from automation.jobs.understand import plan

    return plan(_run(called), called.plan, called.year, first_leads=called.first_leads)


def _explain(called: argparse.Namespace) -> Outcome:
    from automation.jobs.understand import explain

    return explain(_run(called), called.year, called.deadline, called.units)


def _distribute(called: argparse.Namespace) -> Outcome:
    from automation.jobs.distribute import distribute

    return distribute(_workspace(called), _run(called))


def _merge(called: argparse.Namespace) -> Outcome:
    from automation.jobs.merge import merge

    return merge(_workspace(called), _run(called), dry_run=called.dry_run, live=called.live)


def _weekly(called: argparse.Namespace) -> Outcome:
    from automation.jobs.weekly import weekly

    return weekly(_workspace(called), _run(called), pdf=called.pdf, live=called.live, send=called.send)


def _remind(called: argparse.Namespace) -> Outcome:
    from automation.jobs.remind import remind

    return remind(_workspace(called), _run(called), pdf=called.pdf, send=called.send)


def _monthly(called: argparse.Namespace) -> Outcome:
    from automation.jobs.monthly import monthly

    return monthly(_workspace(called), _run(called), pdf=called.pdf)


def _bulletin(called: argparse.Namespace) -> Outcome:
    from automation.jobs.bulletin import bulletin

    return bulletin(_workspace(called), _run(called), called.quarter, pdf=called.pdf)


def _report(called: argparse.Namespace) -> Outcome:
    from automation.jobs.report import report

    return report(_workspace(called), _run(called), pdf=called.pdf)


def _notice(called: argparse.Namespace) -> Outcome:
    from automation.jobs.notice import notice

    return notice(_workspace(called), _run(called), pdf=not called.no_pdf)


def _score(called: argparse.Namespace) -> Outcome:
    from automation.jobs.score import score

    return score(_workspace(called), _run(called), pdf=not called.no_pdf)


def _coverage(called: argparse.Namespace) -> Outcome:
    from automation.jobs.coverage import coverage

    return coverage(_workspace(called), _run(called), called.upstream, write=called.write)


def _annual(called: argparse.Namespace) -> Outcome:
    from automation.jobs.annual import Options, annual

    options = Options(called.form, called.last_year, called.despite.strip(), not called.no_pdf)
    return annual(_workspace(called), _run(called), called.year, options)


def _crosscheck(called: argparse.Namespace) -> Outcome:
    from automation.jobs.crosscheck import crosscheck

    return crosscheck(_workspace(called), _run(called), called.paths, called.last_year, called.roster)


def _undo(called: argparse.Namespace) -> Outcome:
    from automation.jobs.undo import undo

    return undo(_workspace(called), _run(called), dry_run=called.dry_run)


def _rebuild(called: argparse.Namespace) -> Outcome:
    from automation.jobs.rebuild import rebuild

    return rebuild(_workspace(called), _run(called))


def _inspect(called: argparse.Namespace) -> Outcome:
    from automation.jobs.inspect import inspect

    return inspect(_run(called), called.paths)


def _layout(called: argparse.Namespace) -> Outcome:
    from automation.jobs.layout import layout

    return layout(_workspace(called), _run(called), called.paths)


def _status(called: argparse.Namespace) -> Outcome:
    from automation.jobs.status import status

    return status(_workspace(called), _run(called))


def _timetable(called: argparse.Namespace) -> Outcome:
    from automation.jobs import timetable
    from automation.store.machine import read_machine

    workspace, hands = _workspace(called), _hands(called, read_machine())
    if called.list:
        return timetable.list_jobs(workspace, hands)
    if called.install_hint:
        from automation.jobs.install_hint import install_hint

        python = Path(getattr(sys, "_base_executable", "") or sys.executable)  # .venv may be made anew
        return install_hint(workspace, hands.run("timetable"), python, windows=sys.platform == "win32")
    if called.once:
        return timetable.once(workspace, hands, take_over=called.take_over)
    if called.take_over:
        return timetable.take_over(workspace, hands)
    if called.as_of is not None:
        raise AutomationError(timing.AS_OF_ONCE)
    from automation.jobs.watch_clock import watch

    return watch(workspace, hands)


def _hands(called: argparse.Namespace, machine: str) -> Hands:
    """What the timetable may not have of its own; with --as-of its clock stands at the end of that day."""
    from automation.jobs.due_jobs import Hands, Tried

    def attempt(job: Callable[[], Outcome]) -> Tried:
        done = _caught(job, called)
        return Tried(None, done) if isinstance(done, str) else Tried(done)

    def tell(line: str) -> None:
        if not called.json:
            print(line, flush=True)

    def clock() -> datetime:
        if called.as_of is not None:
            return datetime.combine(called.as_of, clock_time(*timing.DAY_END))
        return datetime.now().replace(microsecond=0)  # noqa: DTZ005 - an office's wall clock is local

    return Hands(clock, sleep, attempt, tell, machine, timed=called.as_of is None)


def _test(rest: Sequence[str]) -> int:
    """Run pytest in this environment; its failures are findings (1), everything else could not run (2).

    The whole suite goes onto every core (beyond eight, all would wait for the longest test); a developer's few tests
    would be over before the workers have started.
    """
    command = [sys.executable, "-m", "pytest", *(rest or WHOLE_SUITE)]
    done = subprocess.run(command, cwd=PROGRAM, check=False)  # noqa: S603 - this very Python
    return done.returncode if done.returncode in (0, 1) else 2


_COMMANDS: dict[str, Callable[[argparse.Namespace], Outcome]] = {
    "demo": _demo,
    "init": _init,
    "plan": _plan,
    "explain": _explain,
    "distribute": _distribute,
    "merge": _merge,
    "weekly": _weekly,
    "remind": _remind,
    "notice": _notice,
    "monthly": _monthly,
    "bulletin": _bulletin,
    "report": _report,
    "score": _score,
    "annual": _annual,
    "crosscheck": _crosscheck,
    "coverage": _coverage,
    "undo": _undo,
    "rebuild": _rebuild,
    "inspect": _inspect,
    "layout": _layout,
    "status": _status,
    "timetable": _timetable,
}


def _show(outcome: Outcome, *, as_json: bool) -> None:
    """Print one JSON object, or what a clerk wants to read."""
    if as_json:
        print(json.dumps(outcome.as_dict(), ensure_ascii=False, default=str))
        return
    if not outcome.bare:
        print(say.DONE.format(command=outcome.title or say.COMMANDS[outcome.command], as_of=outcome.as_of.isoformat()))
    for line in outcome.lines:
        print(line)
    if outcome.table:
        _show_table(outcome.table)
    if outcome.screen:
        from automation.cli.screen import show_screen

        show_screen(outcome.screen)
    if outcome.files:
        print(say.FILES)
        for file in outcome.files:
            print(f"  {file}")
    listed = any(Path(file).name == names.MASTER_FILE for file in outcome.files)  # in the 问题清单 just written
    told = [finding for finding in outcome.findings if finding.severity != "info"]
    counts = [sum(1 for f in outcome.findings if f.severity == level) for level in ("error", "warning", "info")]
    if any(counts):
        mark = say.FINDINGS_FOLLOW if told else say.FINDINGS_LISTED if listed else ""
        print(say.FINDINGS_HERE.format(errors=counts[0], warnings=counts[1], infos=counts[2], mark=mark))
    limit = SHOWN_ON_SCREEN if outcome.screen else SHOWN_FINDINGS
    for finding in told[:limit]:
        print(f"  {finding.message}")
    if len(told) > limit:
        print((say.MORE if listed else say.MORE_HERE).format(count=len(told) - limit))


def _show_table(rows: tuple[tuple[str, ...], ...]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(*rows[0])
    for row in rows[1:]:
        table.add_row(*row)
    Console(width=max(80, Console().width)).print(table)
