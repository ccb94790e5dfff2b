"""A log a clerk can read (日志): lines of text in one file that does not grow for ever."""

from __future__ import annotations

from pathlib import Path

from automation.errors import AutomationError
from automation.store.replace import replace_file
from automation.terms import commands as say

MARK = "\ufeff"  # without it older Windows programs take the text for another encoding


def keep_log(path: Path, lines: list[str], most: int) -> None:
    """Add lines to a log and keep its last ``most``. Raises AutomationError when it cannot be written."""
    try:
        old = path.read_text(encoding="utf-8-sig", errors="replace").splitlines() if path.exists() else []
    except OSError as error:
        raise AutomationError(say.WRITE_FAILED.format(file=path.name, reason=error.strerror or error)) from error
    kept = [*old, *(" ".join(line.split("\n")) for line in lines)][-most:]
    replace_file(path, (MARK + "\n".join(kept) + "\n").encode())
