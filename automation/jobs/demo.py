"""demo 演示: a sample office in a folder of its own, its hand-ins typed in week by week, its papers made."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path

from automation.errors import AutomationError
from automation.jobs.annual import Options, annual
from automation.jobs.distribute import distribute
from automation.jobs.init import init
from automation.jobs.merge import merge
from automation.jobs.notice import notice
from automation.jobs.outcome import Outcome, Run
from automation.jobs.papers import add_pdfs
from automation.jobs.typing_in import Typed, read_typed, type_cells
from automation.jobs.weekly import weekly
from automation.jobs.workspace import PROGRAM, open_workspace
from automation.model.finding import sort_findings
from automation.sources.seeds import read_office
from automation.terms import commands as say

PLAN_YEAR = 2018
REPORT_YEAR = 2020


def demo(root: Path, run: Run | None, time: str = "", *, pdf: bool = True) -> Outcome:
    """Build the sample office and run its year up to the run's day (by default the day its seed names).

    Refuses a folder that does not carry the demo's own marker. Without ``pdf`` no converter is started at all, so the
    plan's pages are not laid either.
    """
    _clear(root)
    seeds = PROGRAM / "seeds" / str(PLAN_YEAR)
    office = read_office(seeds)["office"]
    issued: date = office["issued"]
    as_of = run.as_of if run else office["demo_as_of"]
    workspace = open_workspace(root)
    init(workspace, Run("init", issued, time), seeds, PLAN_YEAR)
    outcomes = [notice(workspace, Run("notice", issued, time), pdf=False, trial=pdf)]
    issue = distribute(workspace, Run("distribute", issued, time))
    lines = [_step(issued, issue.lines[0])]
    for day, typed in _weeks(read_typed(seeds / "handins.csv"), as_of):
        type_cells(workspace, typed, PLAN_YEAR)
        if day < as_of:
            lines.append(_step(day, merge(workspace, Run("merge", day, time)).lines[0]))
    last = weekly(workspace, Run("weekly", as_of, time))
    lines.append(_step(as_of, last.lines[0]))
    outcomes += [last, _report(root, time)]
    files = [file for outcome in outcomes for file in outcome.files]
    files += [workspace.shown(path) for path in sorted(workspace.forms.glob("*.xlsx"))]
    findings = [finding for outcome in outcomes for finding in outcome.findings]
    if pdf:
        made, found = add_pdfs([root / file for file in files if file.endswith(".docx")])
        files += [workspace.shown(path) for path in made]
        findings += found
    shown = tuple(sorted(dict.fromkeys(files)))
    return Outcome("demo", as_of, shown, sort_findings(findings), last.extra, tuple(lines))


def _report(root: Path, time: str) -> Outcome:
    """The second office, of the report year, with its year-end report; file names are those seen from the demo."""
    seeds = PROGRAM / "seeds" / str(REPORT_YEAR)
    day: date = read_office(seeds)["office"]["demo_as_of"]
    workspace = open_workspace(root / str(REPORT_YEAR))
    built = init(workspace, Run("init", day, time), seeds, REPORT_YEAR)
    made = annual(workspace, Run("annual", day, time), REPORT_YEAR, Options(pdf=False))
    files = tuple(f"{REPORT_YEAR}/{file}" for file in (*built.files, *made.files))
    return Outcome("annual", day, files, (*built.findings, *made.findings), made.extra)


def _step(day: date, what: str) -> str:
    return say.DEMO_STEP.format(day=day.isoformat(), what=what)


def _weeks(typed: list[Typed], as_of: date) -> Iterator[tuple[date, list[Typed]]]:
    """What was typed, week by week, with the Monday on which the office merges it (or the last day)."""
    known = [one for one in typed if one.day <= as_of]
    for monday, group in groupby(known, key=lambda one: one.day + timedelta(days=-one.day.weekday() % 7)):
        yield min(monday, as_of), list(group)


def _clear(root: Path) -> None:
    """Empty the demo's folder, which must be new, empty or the demo's own, and mark it as such."""
    marker = root / say.DEMO_MARKER
    try:
        if root.exists() and any(root.iterdir()):
            if not marker.is_file():
                raise AutomationError(say.DEMO_FOREIGN.format(folder=root))
            for old in root.iterdir():
                if old == marker:
                    continue
                if old.is_dir() and not old.is_symlink():
                    shutil.rmtree(old)
                else:
                    old.unlink()
        root.mkdir(parents=True, exist_ok=True)
        marker.write_text(say.DEMO_MARKER_TEXT, encoding="utf-8")
    except OSError as error:
        raise AutomationError(say.WRITE_FAILED.format(file=root.name, reason=error.strerror or error)) from error
