"""inspect 体检: what is in any workbook, or one clear refusal per file; nothing is ever written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from automation.errors import AutomationError, RefusedFile
from automation.jobs.form_folder import HINTS, SUFFIXES
from automation.jobs.outcome import Outcome, Run
from automation.model.finding import Finding, sort_findings
from automation.model.origin import Origin
from automation.sources.examine import SheetSeen, examine_workbook
from automation.sources.reading_pool import ReadingPool
from automation.terms import commands as say

HIDDEN = "."
CSV = ".csv"
_Seen = tuple[list[SheetSeen], list[Finding]]


def inspect(run: Run, paths: Sequence[Path]) -> Outcome:
    """Examine every file named, and every workbook in the folders named. Raises AutomationError where one is absent.

    What else lies in a folder is said to be skipped, file by file.
    """
    files, skipped = _files(paths)
    findings = list(skipped)
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
    line += say.INSPECT_SKIPPED.format(count=len(skipped)) if skipped else ""
    sorted_ = sort_findings(findings)
    notes = [finding.message for finding in sorted_ if finding.severity == "info"]
    return Outcome(
        run.command, run.as_of, (), sorted_, {"workbooks": told}, (line, *notes), tuple(table) if told else ()
    )


def _files(paths: Sequence[Path]) -> tuple[list[Path], list[Finding]]:
    """The files to examine, and a finding for each that lies in a folder beside them."""
    files: list[Path] = []
    skipped: list[Finding] = []
    for path in paths:
        if not path.exists():
            raise AutomationError(say.NO_FILE.format(file=path))
        for one in _below(path) if path.is_dir() else [path]:
            kind = _why_skipped(one) if path.is_dir() else ""
            if kind:
                skipped.append(Finding(kind, value=one.suffix or one.name, origin=Origin(one.as_posix())))
            else:
                files.append(one)
    return files, skipped


def _below(folder: Path) -> Iterator[Path]:
    """Every file below a folder, and hidden folders and links, which may lead round in a ring, in place of theirs."""
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not path.name.startswith(HIDDEN) and not path.is_symlink():
            yield from _below(path)
        else:
            yield path


def _why_skipped(path: Path) -> str:
    """The finding that tells why a file in a folder is not examined; empty for one that is.

    A .csv is examined like any other: it is refused in the words of the merge.
    """
    if path.is_dir():
        return "skipped_folder"
    if path.name.startswith(HINTS):
        return "skipped_passing"
    return "" if path.suffix.lower() in (*SUFFIXES, CSV) else "skipped_other"


def _examine(pool: ReadingPool, path: Path) -> _Seen | Finding:
    """What a file holds, or the finding that refuses it; runs in a thread."""
    file = path.as_posix()
    if path.suffix.lower() == CSV:
        return Finding("unread_format", origin=Origin(file))
    try:
        return pool.ask(examine_workbook, path.read_bytes(), file)
    except RefusedFile as error:
        return Finding(error.kind, value=error.value, origin=Origin(file))
    except OSError as error:
        return Finding("damaged_workbook", value=error.strerror or type(error).__name__, origin=Origin(file))


def _as_dict(sheet: SheetSeen) -> dict[str, Any]:
    return {"name": sheet.name, "hidden": sheet.hidden, "rows": sheet.rows, "columns": sheet.columns}
