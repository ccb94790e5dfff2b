"""Tells this machine from another (本机): a neutral mark, from which nobody can read a name."""

from __future__ import annotations

import hashlib
import platform
import sys
import uuid
from pathlib import Path

if sys.platform == "win32":
    import winreg

MACHINE_FILES = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))


def read_machine() -> str:
    """The mark of this machine, the same at each start and for each of its users; nothing is written for it."""
    return hashlib.sha256(f"gov-task-ledger\0{_installation()}".encode()).hexdigest()[:16]


def _installation() -> str:
    """What the operating system was given when it was installed.

    Office machines copied from one disk image share that on Windows, so their name goes in as well.
    """
    if sys.platform == "win32":
        try:
            place = r"SOFTWARE\Microsoft\Cryptography"
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, place, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY) as key:
                return f"{winreg.QueryValueEx(key, 'MachineGuid')[0]}\0{platform.node()}"
        except OSError:
            return f"{uuid.getnode()}\0{platform.node()}"
    for file in MACHINE_FILES:
        try:
            text = file.read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError):
            continue
        if text:
            return text
    return str(uuid.getnode())
