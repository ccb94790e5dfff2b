"""Who has a workbook open (谁在用): read from the small files office programs put beside it."""

from __future__ import annotations

import re
from pathlib import Path

EXCEL_NAME = 54  # bytes of the name in one-byte letters, its length before it; the same in UTF-16 follows


def find_holder(path: Path) -> str:
    """The name of whoever has a workbook open; empty when nobody has, or the program left no name."""
    name = path.name
    for beside, read in (
        (f"~${name}", read_owner),
        (f"~${name[2:]}", read_owner),  # Word's way, which WPS follows for long names
        (f".~{name}", read_owner),  # WPS on Linux
        (f".~lock.{name}#", read_lock),
    ):
        try:
            found = read(path.with_name(beside).read_bytes())
        except OSError:
            continue
        if found:
            return found
    return ""


def read_owner(data: bytes) -> str:
    """The name in an owner file of Excel or WPS (~$总台账.xlsx): its length, then UTF-16 after the one-byte name."""
    wide = data[EXCEL_NAME + 1 :]
    if len(wide) > 2:
        length = int.from_bytes(wide[:2], "little")
        found = wide[2 : 2 + 2 * length].decode("utf-16-le", "ignore")
    else:
        found = data[1 : 1 + data[0]].decode("ascii", "ignore") if data else ""
    return "".join(char for char in found if char.isprintable()).strip()


def read_lock(data: bytes) -> str:
    """The name in a lock file of LibreOffice (.~lock.总台账.xlsx#): name, account, machine, time, folder."""
    parts = re.split(r"(?<!\\),", data.decode("utf-8", "ignore"))
    named = [re.sub(r"\\(.)", r"\1", part).strip() for part in parts[:3]]
    return next((part for part in named if part), "")
