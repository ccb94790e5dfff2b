"""Keeps every received file by its hash, and dated backups of the master (存档、备份)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from automation.errors import AutomationError, BusyError
from automation.store.disks import refuse_network
from automation.store.replace import replace_file
from automation.terms import commands as say
from automation.terms import timetable

LOCK_WAIT = 5.0  # seconds a second run waits for the first
KEPT_BACKUPS = 60


def digest_of(data: bytes) -> str:
    """The sha256 of a file's bytes, by which it is known."""
    return hashlib.sha256(data).hexdigest()


def keep_file(store: Path, data: bytes, suffix: str) -> str:
    """Put a received file into the archive (存档) under its hash; the same file is kept once. Gives the hash."""
    digest = digest_of(data)
    path = _kept(store, digest, suffix)
    if not path.is_file():
        replace_file(path, data)
    return digest


def read_kept(store: Path, digest: str, suffix: str) -> bytes:
    """A received file out of the archive, as it was read. Raises AutomationError when it cannot be read."""
    try:
        return _kept(store, digest, suffix).read_bytes()
    except OSError as error:
        raise AutomationError(say.NOT_KEPT.format(reason=error.strerror or error)) from error


def _kept(store: Path, digest: str, suffix: str) -> Path:
    return store / "archive" / digest[:2] / f"{digest}{suffix}"


def keep_backup(store: Path, name: str, data: bytes, as_of: date, run: int) -> Path:
    """Keep the master as it was before a run (备份), named by date and run number; the oldest beyond 60 go.

    They are for people: an undo lives on the journal alone, so it reaches further back than they do.
    """
    folder = store / "backups"
    stem, _, suffix = name.rpartition(".")
    path = folder / f"{stem}-{as_of.isoformat()}-{run:05d}.{suffix}"
    replace_file(path, data)
    with suppress(OSError):  # one that cannot go now goes next time
        for old in sorted(folder.glob(f"*.{suffix}"), key=lambda kept: kept.stem.rsplit("-", 1)[-1])[:-KEPT_BACKUPS]:
            old.unlink()
    return path


@contextmanager
def hold_workspace(store: Path) -> Iterator[None]:
    """Hold the workspace for one run; a lock left by a dead process does not block.

    Raises BusyError when another run holds it, AutomationError when the folder cannot be written or is no local one.
    """
    with _hold(store, "lock", say.BUSY):
        yield


@contextmanager
def hold_timetable(store: Path) -> Iterator[None]:
    """Hold the timetable (排程) for one round of jobs, each of which holds the workspace itself; raises as above."""
    with _hold(store, "timetable.lock", timetable.BUSY):
        yield


@contextmanager
def _hold(store: Path, name: str, busy: str) -> Iterator[None]:
    from filelock import FileLock, Timeout  # noqa: PLC0415 - whoever only looks holds nothing

    refuse_network(store)
    try:
        store.mkdir(parents=True, exist_ok=True)
        lock = FileLock(store / name)
        lock.acquire(timeout=LOCK_WAIT)
    except Timeout as error:
        raise BusyError(busy) from error
    except OSError as error:
        raise AutomationError(say.STORE_UNWRITABLE.format(folder=store.name, reason=error.strerror or error)) from error
    try:
        yield
    finally:
        lock.release()
