"""Puts a new master in place of the old one (写回总台账), in the order in which nothing can be lost.

lock (held by the caller) → journal → archive inputs → temporary file in the same folder, flushed → read back with the
other reader and compare → dated backup → look whether the master still is the one that was read → replace → flush the
folder → finish the journal. Whatever dies in between, the next start finds the old master or the new one, and the
journal's entry tells which.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

from automation.errors import AutomationError, HeldError, MasterError, MasterMovedError
from automation.jobs.open_ledger import Opened
from automation.jobs.workspace import Workspace
from automation.outputs.patch import CellEdit
from automation.store.holders import find_holder
from automation.store.journal import Entry, Journal
from automation.store.keep import digest_of, keep_backup, keep_file
from automation.store.replace import replace_file
from automation.terms import commands as say
from automation.terms import sheets as names

TRIES = 3  # how often a run starts over because the office has saved the master meanwhile


@dataclass(frozen=True, slots=True)
class NewMaster:
    """A master to be put in place: its bytes, and the cells set and sheets shown in the one that was read."""

    data: bytes
    edits: Mapping[str, Sequence[CellEdit]]
    shown: Sequence[str]


P = ParamSpec("P")
T = TypeVar("T")


def again_when_moved(job: Callable[P, T]) -> Callable[P, T]:
    """Let a job start over from the new master when somebody has saved it since it was read."""

    @wraps(job)
    def tried(*arguments: P.args, **options: P.kwargs) -> T:
        for _ in range(TRIES - 1):
            with suppress(MasterMovedError):
                return job(*arguments, **options)
        return job(*arguments, **options)

    return tried


def put_master(opened: Opened, new: NewMaster, entry: Entry, as_of: date, compare: Callable[[bytes], None]) -> None:
    """Journal and master together. ``compare`` raises MasterError when what it is given does not say what was meant.

    Raises MasterMovedError when the master is no longer the one that was read, MasterError when somebody has it open
    and it cannot be replaced; the new one then lies beside it. The old master stands in every such case.
    """
    workspace, run = opened.workspace, int(str(entry.run["run"]))
    check_unmoved(opened)
    opened.journal.prepare(entry, digest_of(new.data))
    for received, suffix in opened.received:
        keep_file(workspace.store, opened.spool.fetch(received), suffix)

    def last_look() -> None:
        keep_backup(workspace.store, workspace.master.name, opened.master.data, as_of, run)
        check_unmoved(opened)

    try:
        opened.shelf.replace(workspace.master, new.data, new.edits, new.shown, compare, last_look)
    except HeldError as error:
        raise _held(workspace, new.data) from error
    finish_journal(opened.journal, entry)


def finish_journal(journal: Journal, entry: Entry) -> None:
    """Carry out the entry of a master that is in place. Raises AutomationError that says so when the disk is full."""
    try:
        journal.finish(entry)
    except AutomationError as error:
        raise AutomationError(say.JOURNAL_LATE.format(reason=error.__cause__ or error)) from error


def check_unmoved(opened: Opened) -> None:
    """Raise MasterMovedError when the master on disk is not the one that was read."""
    try:
        if opened.shelf.read(opened.workspace.master) == opened.master.data:
            return
    except FileNotFoundError:  # a program is saving it by taking the old one away first
        pass
    except OSError as error:
        told = {"file": opened.master.file, "reason": error.strerror or error}
        raise MasterError(say.MASTER_UNREADABLE.format(**told)) from error
    raise MasterMovedError(say.MASTER_MOVING.format(file=opened.master.file))


def beside_master(workspace: Workspace) -> Path:
    """Where the new master waits while somebody has the old one open."""
    return workspace.master.with_name(names.MASTER_WAITING)


def clear_waiting(workspace: Workspace, digest: str) -> None:
    """Take away a waiting master whose run was given up, unless somebody has worked in it."""
    waiting = beside_master(workspace)
    with suppress(OSError):
        if digest and digest_of(waiting.read_bytes()) == digest:
            waiting.unlink()


def _held(workspace: Workspace, data: bytes) -> MasterError:
    """Put the new master beside the open one. The journal believes in it only if a person puts it in place."""
    waiting = beside_master(workspace)
    replace_file(waiting, data)
    holder = find_holder(workspace.master)
    who = say.HELD_BY.format(holder=holder) if holder else say.HELD
    return MasterError(say.MASTER_HELD.format(file=workspace.shown(workspace.master), who=who, beside=waiting.name))
