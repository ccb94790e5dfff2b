"""Takes back the receipts of runs that were taken back (收回回执): what lies in output/ must hold.

What is to go is found from the journal alone. So a run that died between its undo and this is completed by the next
undo or merge, whatever day that counts from.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from automation.jobs.open_ledger import Opened
from automation.model.finding import Finding
from automation.model.origin import Origin
from automation.terms import commands as say
from automation.terms import receipts as words
from automation.terms import sheets as names

GIVING = (say.COMMANDS["merge"], say.COMMANDS["weekly"])  # the commands that give receipts
NAMED = 6  # sections named in the line about receipts taken back

Changes = Iterable[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What the terminal says of the receipts that went, and a finding for each that somebody has open."""

    lines: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def find_withdrawn(opened: Opened) -> list[Path]:
    """The receipts that tell of what an undo takes back; while the ledger is open for it."""
    number = max((int(record["run"]) for record in opened.past.runs), default=0) + 1
    now = [{"run": number, "section": change.section, "rule": change.rule} for change in opened.changes]
    return _find_stale(opened, number, opened.entry.undoes, [*opened.past.changes, *now])


def find_left_standing(opened: Opened) -> list[Path]:
    """The receipts earlier undos should have taken away, as long as nothing has been merged since."""
    left: list[Path] = []
    for record in reversed(opened.past.runs):
        undone = opened.journal.undone_by(int(record["run"]))
        if not undone:
            break
        left += _find_stale(opened, int(record["run"]), undone, opened.past.changes)
    return list(dict.fromkeys(left))


def _find_stale(opened: Opened, undo: int, undone: Collection[int], changes: Changes) -> list[Path]:
    """The receipts of the sections an undo concerns, in the folders of the days whose runs it took back.

    A day's folder is what the last run that gave receipts left there, and tells of all runs of the day before it.
    """
    given = {record["as_of"]: int(record["run"]) for record in opened.past.runs if record["command"] in GIVING}
    days = {
        record["as_of"]
        for record in opened.past.runs
        if int(record["run"]) in undone and int(record["run"]) <= given.get(record["as_of"], 0)
    }
    sections = {
        change["section"]
        for change in changes
        if change["section"]
        and (
            (change["run"] in undone and change["rule"] != names.RULE_OFFICE)
            or (change["run"] == undo and change["rule"] == names.RULE_UNDO)
        )
    }
    named = re.compile(f"(?:{'|'.join(map(re.escape, sorted(sections)))}){words.GIVEN}")
    folders = [opened.workspace.output(day) / words.FOLDER for day in sorted(days)]
    return [
        path
        for folder in folders
        for path in (sorted(folder.glob("*.xls[xm]")) if folder.is_dir() else ())
        if named.fullmatch(path.stem)
    ]


def say_withdrawn(opened: Opened, paths: Collection[Path], sentence: str) -> tuple[str, ...]:
    """One line that names the receipts, or none where there are none."""
    if not paths:
        return ()
    listed = names.LIST_SEPARATOR.join(path.stem for path in list(paths)[:NAMED])
    folders = names.LIST_SEPARATOR.join(dict.fromkeys(opened.workspace.shown(path.parent) for path in paths))
    more = words.AND_MORE if len(paths) > NAMED else ""
    return (sentence.format(count=len(paths), names=listed + more, folder=folders),)


def withdraw_receipts(opened: Opened, paths: Iterable[Path]) -> Withdrawn:
    """Remove receipts that hold no more; none of them can fail the run, for the master has been replaced."""
    gone: list[Path] = []
    findings: list[Finding] = []
    for path in paths:
        try:
            path.unlink(missing_ok=True)
            gone.append(path)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            findings.append(
                Finding("receipt_outlived", value=reason, origin=Origin(opened.workspace.shown(path))),
            )
    return Withdrawn(say_withdrawn(opened, gone, words.WITHDRAWN), tuple(findings))
