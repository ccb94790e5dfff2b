"""Disks that cannot be trusted or written (网络盘、满盘、只读): one clear line, nothing changed."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from automation.store import disks
from automation.store.disks import find_network
from tests.jobs.little_office import built_little, little
from tests.jobs.office_desk import digest, run

__all__ = ["built_little", "little"]
MOUNTS = """\
/dev/vda / ext4 rw 0 0
proc /proc proc rw 0 0
//server/共享 /mnt/share cifs rw 0 0
server:/export /mnt/nfs nfs4 rw 0 0
/dev/sdb1 /mnt/nfs/local ext4 rw 0 0
clerk@pc:/ /home/clerk/my\\040office fuse.sshfs rw 0 0
C:\\134 /mnt/c 9p rw 0 0
//server/b /mnt/科室共享 smb3 rw 0 0
broken line
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/clerk/office/workbooks/.store", ""),
        ("/mnt/share/office/.store", "cifs"),
        ("/mnt/shared/office/.store", ""),
        ("/mnt/nfs/.store", "nfs4"),
        ("/mnt/nfs/local/.store", ""),
        ("/home/clerk/my office/.store", "fuse.sshfs"),
        ("/mnt/c/office/.store", "9p"),
        ("/mnt/科室共享/.store", "smb3"),
        ("/", ""),
    ],
)
def test_a_network_drive_is_known_by_the_mount_the_folder_lies_on(folder, kind):
    assert find_network(MOUNTS, PurePosixPath(folder)) == kind


def test_a_machine_that_lives_on_a_network_has_no_other_disk():
    assert find_network("rootfs / 9p rw 0 0\nserver:/a /a nfs rw 0 0\n", PurePosixPath("/home/.store")) == ""


def test_a_later_mount_on_the_same_place_counts():
    assert find_network("/dev/a /m ext4 rw 0 0\nserver:/m /m nfs rw 0 0\n", PurePosixPath("/m/x")) == "nfs"


def test_a_store_on_a_network_drive_is_refused_and_a_local_one_named_with_store_is_taken(little, tmp_path, monkeypatch):
    table = tmp_path / "mounts"
    table.write_text(f"/dev/vda / ext4 rw 0 0\n//server/x {little.as_posix()} cifs rw 0 0\n", encoding="utf-8")
    monkeypatch.setattr(disks, "MOUNTS", table)
    monkeypatch.setattr(disks.sys, "platform", "linux")
    before = digest(little)
    code, told, err = run(little, "merge")
    assert (code, told, err.count("\n")) == (2, {}, 1)
    assert "cifs" in err
    assert "--store" in err
    assert digest(little) == before
    code, _, err = run(little, "merge", "--store", tmp_path / "local")
    assert (code, err) == (0, "")


def test_without_a_mount_table_the_disk_is_believed(little, tmp_path, monkeypatch):
    monkeypatch.setattr(disks, "MOUNTS", tmp_path / "absent")
    assert run(little, "merge")[0] == 0
