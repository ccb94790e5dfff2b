"""A master somebody has open, saves meanwhile, or saves from an old copy: nothing of either side is lost."""

from __future__ import annotations

import os
import shutil

import openpyxl
import pytest

from automation.jobs import put_master, shelf
from automation.store.holders import find_holder, read_lock, read_owner
from automation.store.journal import Journal
from automation.terms import sheets as names
from tests.jobs.little_office import TASK, built_little, little
from tests.jobs.office_desk import MASTER, form, kinds, row, run, sheet, type_into

__all__ = ["built_little", "little"]
WAITING = MASTER.with_name(names.MASTER_WAITING)


def owner_file(name: str) -> bytes:
    """An owner file as Excel writes it: the name in one-byte letters, then in UTF-16, padded with blanks."""
    narrow, wide = name.encode("gbk"), name.encode("utf-16-le")
    first = bytes([len(narrow)]) + narrow.ljust(54, b" ")
    return first + len(name).to_bytes(2, "little") + wide + b"\x20\x00" * (54 - len(name))


def test_the_name_of_the_one_who_has_it_open_is_read(tmp_path):
    book = tmp_path / "总台账.xlsx"
    assert find_holder(book) == ""
    (tmp_path / ".~lock.总台账.xlsx#").write_text("办公室\\, 一号机,clerk,pc1,26.11.2018 09:00,file:///x;", "utf-8")
    assert find_holder(book) == "办公室, 一号机"
    (tmp_path / "~$总台账.xlsx").write_bytes(owner_file("政务公开办"))
    assert find_holder(book) == "政务公开办"


@pytest.mark.parametrize("data", [b"", b"\x00", b"\xff" * 200, b"\x05Alice", owner_file("")])
def test_an_owner_file_that_says_nothing_readable_never_stops_a_run(data):
    assert isinstance(read_owner(data), str)
    assert isinstance(read_lock(data), str)


def test_an_older_owner_file_has_the_one_byte_name_only():
    assert read_owner(b"\x05Alice".ljust(54, b" ")) == "Alice"
    assert read_lock(b",clerk,pc1,26.11.2018 09:00,file:///x;") == "clerk"


@pytest.fixture
def held(little, monkeypatch):
    """The week is typed; another program has the master open, so that the system does not let it be replaced."""
    type_into(form(little, "甲科"), TASK, {(1, "进展情况"): "已公开"})
    (little / MASTER).with_name("~$总台账.xlsx").write_bytes(owner_file("政务公开办"))
    before = (little / MASTER).read_bytes()
    real = os.replace

    def refuse(source, target, **options):
        if os.fspath(target).endswith(names.MASTER_FILE):
            raise PermissionError(13, "Permission denied")
        return real(source, target, **options)

    monkeypatch.setattr(os, "replace", refuse)
    code, told, err = run(little, "merge")
    monkeypatch.undo()
    assert (code, told, err.count("\n")) == (2, {}, 1)
    assert "政务公开办" in err
    assert names.MASTER_WAITING in err
    assert (little / MASTER).read_bytes() == before
    return little


def test_a_master_open_elsewhere_gets_its_successor_beside_it_and_the_next_run_loses_nothing(held):
    page = openpyxl.load_workbook(held / WAITING)["科室进展"]
    assert "已公开" in [cell.value for line in page.iter_rows() for cell in line]
    assert not list(held.rglob(".*.new"))
    code, told, _ = run(held, "merge")
    assert (code, [one["after"] for one in told["changes"]]) == (0, ["已公开"])
    assert not (held / WAITING).exists(), "it would only mislead now"


def test_what_the_office_saves_in_the_open_master_is_kept_too(held):
    type_into(held / MASTER, "科室进展", {("甲科", "核查意见"): "请补材料"}, "科室")
    told = run(held, "merge")[1]
    assert {(one["field"], one["after"]) for one in told["changes"]} == {
        ("进展情况", "已公开"),
        ("核查意见", "请补材料"),
    }


def test_a_successor_the_clerk_puts_in_place_counts_as_the_run_it_came_from(held):
    (held / WAITING).replace(held / MASTER)
    code, told, _ = run(held, "merge")
    assert (code, told["changes"], kinds(told)) == (0, [], [])
    assert [(one["批次"], one["依据"]) for one in sheet(held, "变更记录")] == [(3, "科室填报")]


def test_a_successor_somebody_has_worked_in_is_not_thrown_away(held):
    type_into(held / WAITING, "科室进展", {("甲科", "核查意见"): "写在旁边那本里"}, "科室")
    run(held, "merge")
    assert (held / WAITING).exists()


def test_a_run_that_died_after_replacing_is_known_although_the_office_saved_since(little, monkeypatch):
    type_into(form(little, "甲科"), TASK, {(1, "进展情况"): "已公开"})
    monkeypatch.setattr(Journal, "finish", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    assert run(little, "merge")[0] == 2
    monkeypatch.undo()
    type_into(little / MASTER, "科室进展", {("甲科", "核查意见"): "请补材料"}, "科室")
    code, told, _ = run(little, "merge")
    assert (code, kinds(told)) == (0, [])
    assert [one["after"] for one in told["changes"]] == ["请补材料"], "the section's edit is not taken for the office's"
    assert [one["依据"] for one in sheet(little, "变更记录")] == ["科室填报", "办公室修改"]


def test_a_master_saved_while_its_successor_is_written_is_merged_anew(little, monkeypatch):
    type_into(form(little, "甲科"), TASK, {(1, "进展情况"): "已公开"})
    real, saved = put_master.keep_backup, []

    def save_meanwhile(*arguments):
        if not saved:
            saved.append(type_into(little / MASTER, "科室进展", {("甲科", "核查意见"): "刚刚保存的"}, "科室"))
        return real(*arguments)

    monkeypatch.setattr(put_master, "keep_backup", save_meanwhile)
    code, told, err = run(little, "merge")
    assert (code, err, {one["after"] for one in told["changes"]}) == (0, "", {"已公开", "刚刚保存的"})
    assert len(sheet(little, "运行记录")) == 3


def test_what_the_disk_gives_back_is_compared_before_the_old_master_goes(little, monkeypatch):
    type_into(form(little, "甲科"), TASK, {(1, "进展情况"): "已公开"})
    before, real = (little / MASTER).read_bytes(), shelf.write_beside

    def torn(path, data):
        return real(path, data[: len(data) // 2])

    monkeypatch.setattr(shelf, "write_beside", torn)
    code, told, err = run(little, "merge")
    assert (code, told, err.count("\n")) == (2, {}, 1)
    assert (little / MASTER).read_bytes() == before
    assert not list(little.rglob(".*.new"))


@pytest.fixture
def old_copy(little):
    """The office has the master open; a run takes in a section's words; the office saves its old copy over it."""
    shutil.copy(little / MASTER, little / "开着的.xlsx")
    type_into(form(little, "甲科"), TASK, {(1, "进展情况"): "科室写的", (1, "延期理由"): "等批复"})
    run(little, "merge")
    return little


def save_over(root):
    (root / "开着的.xlsx").replace(root / MASTER)


def test_an_old_copy_saved_over_the_master_takes_nothing_back(old_copy):
    type_into(old_copy / "开着的.xlsx", "科室进展", {("甲科", "核查意见"): "请补材料"}, "科室")
    save_over(old_copy)
    code, told, _ = run(old_copy, "merge")
    assert (code, kinds(told)) == (0, ["master_older"])
    assert [one["after"] for one in told["changes"]] == ["请补材料"]
    mine = row(old_copy, "科室进展", 编号="RW2018-0001", 科室="甲科")
    assert (mine["进展情况"], mine["延期理由"], mine["核查意见"]) == ("科室写的", "等批复", "请补材料")
    told = run(old_copy, "merge")[1]
    assert (told["changes"], kinds(told)) == ([], [])


def test_an_old_copy_in_which_the_same_cell_was_written_is_told(old_copy):
    type_into(old_copy / "开着的.xlsx", "科室进展", {("甲科", "进展情况"): "办公室写的"}, "科室")
    save_over(old_copy)
    told = run(old_copy, "merge")[1]
    assert kinds(told) == ["master_older", "master_older_both"]
    assert row(old_copy, "科室进展", 编号="RW2018-0001", 科室="甲科")["进展情况"] == "办公室写的"
    last = sheet(old_copy, "变更记录")[-1]
    assert (last["原值"], last["新值"], last["依据"]) == ("科室写的", "办公室写的", "办公室修改")


def test_a_backup_put_back_is_brought_up_to_date_again(old_copy):
    for _ in range(2):
        run(old_copy, "merge")
    before = sheet(old_copy, "科室进展")
    save_over(old_copy)
    code, told, _ = run(old_copy, "merge")
    assert (code, kinds(told), told["changes"]) == (0, ["master_older"], [])
    assert sheet(old_copy, "科室进展") == before
