"""Replaces a file so that a crash at any step leaves the old one or the new one whole (安全替换)."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from automation.errors import AutomationError, HeldError
from automation.terms import commands as say


def replace_file(path: Path, data: bytes) -> None:
    """Write a temporary file in the same folder, flush it to disk, put it in place, flush the folder.

    Raises AutomationError naming the file when the disk or another program does not let it; the old file stands then.
    """
    put_in_place(write_beside(path, data), path)


def write_beside(path: Path, data: bytes) -> Path:
    """Write the file that shall replace ``path`` into the same folder, flushed to disk; gives its path."""
    temporary = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
    except OSError as error:
        drop(temporary)
        raise _failed(path, error) from error
    return temporary


def put_in_place(temporary: Path, path: Path) -> None:
    """Let a file written beside take the place of another, and make that durable.

    Raises HeldError when another program has it open (Windows), AutomationError for anything else.
    """
    try:
        temporary.replace(path)
        _flush_folder(path.parent)
    except PermissionError as error:
        drop(temporary)
        raise HeldError(say.WRITE_FAILED.format(file=path.name, reason=error.strerror or error)) from error
    except OSError as error:
        drop(temporary)
        raise _failed(path, error) from error


def drop(temporary: Path) -> None:
    """Remove what was written beside; where even that fails, the next run writes over it."""
    with suppress(OSError):
        temporary.unlink(missing_ok=True)


def _failed(path: Path, error: OSError) -> AutomationError:
    return AutomationError(say.WRITE_FAILED.format(file=path.name, reason=error.strerror or error))


def _flush_folder(folder: Path) -> None:
    """Make the new name durable; Windows has no such call and needs none."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
