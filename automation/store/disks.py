"""Tells a disk of this machine from a network drive (网络盘), where SQLite's locks cannot be trusted."""

from __future__ import annotations

import ctypes
import os
import re
import sys
from pathlib import Path, PurePosixPath

from automation.errors import AutomationError
from automation.terms import commands as say

NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "9p", "davfs", "ceph", "glusterfs", "lustre"}
NETWORK |= {"fuse.sshfs", "fuse.smbnetfs", "fuse.gvfsd-fuse", "fuse.rclone", "fuse.davfs2", "fuse.glusterfs"}
NETWORK |= {"fuse.ceph", "fuse.cephfs", "fuse.s3fs", "fuse.curlftpfs", "fuse.nfs", "webdav", "vboxsf", "prl_fs"}
MOUNTS = Path("/proc/mounts")
DRIVE_REMOTE = 4  # GetDriveTypeW


def refuse_network(store: Path) -> None:
    """Raise AutomationError when the store would lie on a network drive; ``--store`` names a local folder then."""
    kind = _windows_kind(store) if sys.platform == "win32" else _posix_kind(store)
    if kind:
        raise AutomationError(say.STORE_ON_NETWORK.format(folder=store.name, kind=kind))


def find_network(mounts: str, folder: PurePosixPath) -> str:
    """The kind of the network file system a folder lies on, by the text of /proc/mounts; empty for a local one.

    The root itself counts as local whatever it is: a machine that lives on a network has no other disk.
    """
    found, depth = "", 0
    for line in mounts.splitlines():
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        place = PurePosixPath(re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), parts[1]))
        if folder.is_relative_to(place) and len(place.parts) >= depth:
            found, depth = parts[2], len(place.parts)
    return found if found in NETWORK and depth > 1 else ""


def _posix_kind(store: Path) -> str:
    try:
        mounts = MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:  # macOS and others have no such table
        return ""
    return find_network(mounts, PurePosixPath(store.resolve()))


def _windows_kind(store: Path) -> str:
    drive = os.path.splitdrive(store.resolve())[0]
    if drive.startswith("\\\\"):
        return "UNC"
    remote = ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == DRIVE_REMOTE  # type: ignore[attr-defined, unused-ignore]
    return "SMB" if remote else ""
