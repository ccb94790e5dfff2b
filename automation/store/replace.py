"""Replaces a file so that a crash at any step leaves the old one or the new one whole (安全替换)."""

from __future__ import annotations

import os
from pathlib import Path

from automation.errors import AutomationError
from automation.terms import commands as say


def replace_file(path: Path, data: bytes) -> None:
    """Write a temporary file in the same folder, flush it to disk, put it in place, flush the folder.

    Raises AutomationError naming the file when the disk or another program does not let it; the old file stands then.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.new")
    try:
        with temporary.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        temporary.replace(path)
        _flush_folder(path.parent)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise AutomationError(say.WRITE_FAILED.format(file=path.name, reason=error.strerror or error)) from error


def _flush_folder(folder: Path) -> None:
    """Make the new name durable; Windows has no such call and needs none."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
