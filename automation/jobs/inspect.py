"""inspect 体检: what is in any workbook, or one clear refusal per file; nothing is ever written."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from automation.errors import AutomationError, RefusedFile
from automation.jobs.outcome import Outcome, Run
from automation.jobs.read_forms import FOREIGN, HINTS, SUFFIXES
from automation.model.finding import Finding, sort_findings
from automation.model.origin import Origin
from automation.sources.examine import SheetSeen, examine_workbook
from automation.sources.reading_pool import ReadingPool
from automation.terms import commands as say

_Seen = tuple[list[SheetSeen], list[Finding]]


def inspect(run: Run, paths: Sequence[Path]) -> Outcome:
    """Examine every file named, and every workbook in the folders named. Raises AutomationError where one is absent."""
    files = [file for path in paths for file in _files(path)]
    findings: list[Finding] = []
    told: list[dict[str, Any]] = []
    table: list[tuple[str, ...]] = [say.INSPECT_COLUMNS]
    with ReadingPool() as pool:
        for path, seen in zip(files, pool.each(partial(_examine, pool), files), strict=True):
            shown = path.as_posix()
            if isinstance(seen, Finding):
                findings.append(seen)
                refusal = {"kind": seen.kind, "message": seen.message}
                told.append({"file": shown, "ok": False, "refusal": refusal, "sheets": []})
                table.append((path.name, say.INSPECT_REFUSED, "", "", "", ""))
                continue
            sheets, found = seen
            findings += found
            told.append({"file": shown, "ok": True, "refusal": None, "sheets": [_as_dict(one) for one in sheets]})
            table += [
                (
                    path.name if one is sheets[0] else "",
                    say.INSPECT_READ if one is sheets[0] else "",
                    one.name,
                    say.INSPECT_HIDDEN if one.hidden else "",
                    str(one.rows),
                    str(one.columns),
                )
                for one in sheets
            ]
    good = sum(1 for one in told if one["ok"])
    line = say.INSPECTED.format(count=len(told), good=good, refused=len(told) - good)
    sorted_ = sort_findings(findings)
    notes = [finding.message for finding in sorted_ if finding.severity == "info"]
    return Outcome(
        run.command, run.as_of, (), sorted_, {"workbooks": told}, (line, *notes), tuple(table) if told else ()
    )


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        listed = (one for one in sorted(path.rglob("*")) if not one.name.startswith(HINTS))
        return [one for one in listed if one.suffix.lower() in SUFFIXES and one.is_file()]
    if not path.exists():
        raise AutomationError(say.NO_FILE.format(file=path))
    return [path]


def _examine(pool: ReadingPool, path: Path) -> _Seen | Finding:
    """What a file holds, or the finding that refuses it; runs in a thread."""
    file = path.as_posix()
    if path.suffix.lower() in FOREIGN:
        return Finding("unread_format", origin=Origin(file))
    try:
        return pool.ask(examine_workbook, path.read_bytes(), file)
    except RefusedFile as error:
        return Finding(error.kind, value=error.value, origin=Origin(file))
    except OSError as error:
        return Finding("damaged_workbook", value=error.strerror or type(error).__name__, origin=Origin(file))


def _as_dict(sheet: SheetSeen) -> dict[str, Any]:
    return {"name": sheet.name, "hidden": sheet.hidden, "rows": sheet.rows, "columns": sheet.columns}
