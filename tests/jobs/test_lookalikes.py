"""Copies of one section's file (副本) at the desk, and the traces of files somebody has open."""

from __future__ import annotations

import shutil

import pytest

from tests.jobs.office_desk import FORMS, form, kinds, row, run, type_into

TASK = "任务进展"
NAMES = ("政法科.xlsx", "政法科 - 副本.xlsx", "政法科(1).xlsx", "张科-最终版.xlsx", "政法科（冲突）.xlsx")


def copies(root, *names):
    """Copies of the form of 政法科 under these names; the original goes unless it is among them."""
    path = form(root, "政法科")
    data = path.read_bytes()
    path.unlink()
    for name in names:
        path.with_name(name).write_bytes(data)
    return [path.with_name(name) for name in names]


def test_a_copy_nobody_typed_into_is_only_an_inkling(fresh_office):
    copies(fresh_office, *NAMES[:3])
    _, told, _ = run(fresh_office, "merge", as_of="2018-07-27")
    assert (kinds(told), told["changes"]) == ([], [])
    assert [f["kind"] for f in told["findings"] if f["kind"].startswith("lookalike")] == ["lookalike_same"] * 2


@pytest.mark.parametrize("names", [NAMES[:2], NAMES[1:3], NAMES[3:]])
@pytest.mark.parametrize("turned", [False, True])
def test_what_only_one_copy_says_is_taken_whatever_the_files_are_called(fresh_office, names, turned):
    one, other = copies(fresh_office, *(names[::-1] if turned else names))
    type_into(one, TASK, {(26, "进展情况"): "只在一份里", (24, "状态"): "正在推进"})
    type_into(other, TASK, {(27, "进展情况"): "只在另一份里", (24, "状态"): "推进中"})
    code, told, _ = run(fresh_office, "merge", as_of="2018-07-27")
    assert (code, kinds(told)) == (0, ["lookalike"])
    values = {row(fresh_office, "科室进展", 编号=f"RW2018-00{order}", 科室="政法科")["进展情况"] for order in (26, 27)}
    assert values == {"只在一份里", "只在另一份里"}
    assert row(fresh_office, "科室进展", 编号="RW2018-0024", 科室="政法科")["状态"] == "推进中"


def test_where_copies_differ_nothing_is_taken_and_both_values_are_named(fresh_office):
    one, other = copies(fresh_office, *NAMES[:2])
    type_into(one, TASK, {(26, "进展情况"): "甲说", (24, "进展情况"): "都这样说"})
    type_into(other, TASK, {(26, "进展情况"): "乙说", (24, "进展情况"): "都这样说"})
    code, told, _ = run(fresh_office, "merge", as_of="2018-07-27")
    assert (code, kinds(told)) == (1, ["copies_differ", "lookalike"])
    assert [change["after"] for change in told["changes"]] == ["都这样说"]
    (differ,) = [finding for finding in told["findings"] if finding["kind"] == "copies_differ"]
    assert differ["value"] == "政法科 - 副本.xlsx为“乙说”；政法科.xlsx为“甲说”"
    assert (differ["number"], differ["column"]) == ("RW2018-0026", "进展情况")
    assert row(fresh_office, "科室进展", 编号="RW2018-0026")["进展情况"] is None
    other.unlink()
    code, told, _ = run(fresh_office, "merge", as_of="2018-07-30")
    assert (code, [change["after"] for change in told["changes"]]) == (0, ["甲说"])


def test_a_copy_made_before_a_merge_takes_nothing_back(fresh_office, tmp_path):
    path = form(fresh_office, "政法科")
    old = shutil.copy(path, tmp_path / "old.xlsx")
    type_into(path, TASK, {(26, "状态"): "正在推进", (26, "进展情况"): "已办一半"})
    run(fresh_office, "merge", as_of="2018-07-27")
    shutil.copy(old, path.with_name("政法科 - 副本.xlsx"))
    _, told, _ = run(fresh_office, "merge", as_of="2018-07-30")
    assert (kinds(told), told["changes"]) == (["lookalike"], [])


def test_a_conflict_with_a_copy_is_decided_like_any_other(fresh_office):
    from tests.jobs.office_desk import MASTER

    _, other = copies(fresh_office, *NAMES[:2])
    type_into(other, TASK, {(26, "进展情况"): "科"})
    type_into(fresh_office / MASTER, "科室进展", {("RW2018-0026", "进展情况"): "主"}, "编号")
    _, told, _ = run(fresh_office, "merge")
    assert [one["section_value"] for one in told["conflicts"]] == ["科"]
    type_into(fresh_office / MASTER, "冲突", {("RW2018-0026", "采用"): "科室"}, "编号")
    _, told, _ = run(fresh_office, "merge", as_of="2018-08-13")
    assert (told["conflicts"], kinds(told)) == ([], ["lookalike"])
    assert row(fresh_office, "科室进展", 编号="RW2018-0026")["进展情况"] == "科"
    assert run(fresh_office, "merge", as_of="2018-08-20")[1]["changes"] == []


@pytest.mark.parametrize("hint", ["~$政法科.xlsx", ".~政法科.xlsx", ".~lock.政法科.xlsx#"])
def test_a_file_somebody_has_open_is_named(fresh_office, hint):
    (fresh_office / FORMS / hint).write_bytes(b"x")
    code, told, _ = run(fresh_office, "merge", as_of="2018-07-27")
    assert (code, kinds(told)) == (0, [])
    opened = [finding for finding in told["findings"] if finding["kind"] == "file_open"]
    assert [(finding["value"], finding["severity"]) for finding in opened] == [("政法科.xlsx", "info")]
