"""A conflict stands until it is answered, whatever becomes of the file it was found in."""

from __future__ import annotations

import json
import shutil
import sqlite3

import openpyxl
import pytest

from tests.jobs.little_office import TASK, built_little, little
from tests.jobs.office_desk import MASTER, digest, form, kinds, row, run, sheet, type_into

__all__ = ["built_little", "little"]
CHOICES = pytest.mark.parametrize(
    ("choice", "stands"), [("主表", "办公室写的"), ("科室", "科室写的"), ("手填", "商量好的")]
)


def say(path, said, header="进展情况"):
    type_into(path, TASK, {(1, header): said})


def office_says(root, said):
    type_into(root / MASTER, "科室进展", {("甲科", "进展情况"): said}, "科室")


def choose(root, choice):
    type_into(root / MASTER, "冲突", {("甲科", "采用"): choice, ("甲科", "手填值"): "商量好的"}, "科室")


def progress(root):
    return row(root, "科室进展", 编号="RW2018-0001", 科室="甲科")["进展情况"]


def sides(told):
    return [(one["issue"], one["base"], one["master"], one["section_value"]) for one in told["conflicts"]]


def merge(root, day="2018-08-13"):
    return run(root, "merge", as_of=day)[1]


ASKED = (1, "", "办公室写的", "科室写的")


@pytest.fixture
def path(little):
    """The first file of 甲科; it and the office have both written to one cell, and a second file has been issued."""
    say(form(little, "甲科"), "科室写的")
    office_says(little, "办公室写的")
    assert sides(run(little, "distribute")[1]) == [ASKED]
    assert form(little, "甲科-第2期").exists()
    return form(little, "甲科")


@CHOICES
def test_a_renamed_file_is_the_same_source(little, path, choice, stands):
    path.rename(path.with_name("发给办公室的.xlsx"))
    assert sides(merge(little)) == [ASKED]
    choose(little, choice)
    path.with_name("发给办公室的.xlsx").rename(path.with_name("最终稿.xlsx"))
    told = merge(little)
    assert (told["conflicts"], kinds(told), progress(little)) == ([], ["stale_file"], stands)
    assert merge(little)["changes"] == []


def test_a_later_file_that_takes_the_name_is_another_source(little, path, tmp_path):
    away = shutil.move(path, tmp_path / "away.xlsx")
    form(little, "甲科-第2期").rename(path)
    assert sides(merge(little)) == [ASKED]
    choose(little, "科室")
    assert (merge(little)["conflicts"], progress(little)) == ([], "科室写的")
    shutil.move(away, path.with_name("回来了.xlsx"))
    told = merge(little)
    assert (told["changes"], told["conflicts"], kinds(told)) == ([], [], ["stale_file"])


@CHOICES
def test_what_was_decided_while_a_file_was_away_is_not_asked_again(little, path, tmp_path, choice, stands):
    away = shutil.move(path, tmp_path / "away.xlsx")
    assert sides(merge(little)) == [ASKED]
    choose(little, choice)
    told = merge(little)
    assert (told["conflicts"], kinds(told), progress(little)) == ([], [], stands)
    office_says(little, "办公室后来写的")
    shutil.move(away, path)
    told = merge(little)
    assert (told["conflicts"], kinds(told), progress(little)) == ([], ["stale_file"], "办公室后来写的")
    say(path, "科室后来也写了")
    assert sides(merge(little)) == [(1, "科室写的", "办公室后来写的", "科室后来也写了")]


def test_an_away_conflict_shows_what_the_master_says_now(little, path):
    path.unlink()
    office_says(little, "办公室改口")
    assert sides(merge(little)) == [(1, "", "办公室改口", "科室写的")]
    assert row(little, "冲突", 科室="甲科")["主表值"] == "办公室改口"


def test_a_conflict_ends_when_the_office_types_what_the_section_says(little, path, tmp_path):
    away = shutil.move(path, tmp_path / "away.xlsx")
    office_says(little, "科室写的")
    assert merge(little)["conflicts"] == []
    office_says(little, "办公室后来写的")
    shutil.move(away, path)
    told = merge(little)
    assert (told["conflicts"], kinds(told), progress(little)) == ([], ["stale_file"], "办公室后来写的")


def test_a_word_that_is_refused_takes_no_conflicts_place(little, path):
    path.unlink()
    say(form(little, "甲科-第2期"), " ")
    told = merge(little)
    assert (sides(told), kinds(told)) == ([ASKED], ["blank_over_value"])
    choose(little, "科室")
    told = merge(little)
    assert (told["conflicts"], progress(little)) == ([], "科室写的"), "the office is obeyed all the same"


def test_a_choice_overtaken_by_the_sections_next_file_is_told(little, path):
    path.unlink()
    choose(little, "主表")
    say(form(little, "甲科-第2期"), "科室改口")
    told = merge(little)
    assert (told["conflicts"], kinds(told), progress(little)) == ([], ["conflict_moved"], "科室改口")


def test_the_same_words_in_the_next_file_do_not_overrule_the_office(little, path):
    path.unlink()
    choose(little, "主表")
    say(form(little, "甲科-第2期"), "科室写的")
    told = merge(little)
    assert (told["conflicts"], kinds(told), progress(little)) == ([], [], "办公室写的")


@CHOICES
def test_the_conflict_of_an_edited_copy_outlives_it(little, choice, stands):
    path = form(little, "甲科")
    edited = shutil.copy(path, path.with_name("甲科 - 副本.xlsx"))
    say(edited, "科室写的")
    office_says(little, "办公室写的")
    assert sides(merge(little)) == [ASKED]
    edited.unlink()
    assert sides(merge(little)) == [ASKED]
    choose(little, choice)
    for _ in range(2):
        told = merge(little)
        assert (told["conflicts"], kinds(told), progress(little)) == ([], [], stands), "an untouched copy says nothing"


def test_a_row_that_is_gone_from_its_file_takes_nothing_back(little):
    path = form(little, "甲科")
    say(path, "科室写的")
    office_says(little, "办公室写的")
    merge(little)
    book = openpyxl.load_workbook(path)
    book[TASK].delete_rows(2)
    book.save(path)
    told = merge(little)
    assert (sides(told), kinds(told)) == ([ASKED], ["missing_row"])


def test_a_dry_run_tells_an_away_conflict_and_writes_nothing(little, path):
    path.unlink()
    assert sides(run(little, "merge", "--dry-run")[1]) == [ASKED]
    choose(little, "科室")
    before = digest(little)
    told = run(little, "merge", "--dry-run")[1]
    assert (told["conflicts"], [one["after"] for one in told["changes"]][-1]) == ([], "科室写的")
    assert digest(little) == before


@CHOICES
def test_an_away_decision_can_be_taken_back(little, path, tmp_path, choice, stands):
    away = shutil.move(path, tmp_path / "away.xlsx")
    choose(little, choice)
    assert (merge(little)["conflicts"], progress(little)) == ([], stands)
    run(little, "undo")
    assert (row(little, "冲突", 科室="甲科")["期次"], progress(little)) == (1, "办公室写的")
    type_into(little / MASTER, "冲突", {("甲科", "采用"): " "}, "科室")
    assert sides(merge(little)) == [ASKED]
    shutil.move(away, path)
    assert sides(merge(little)) == [ASKED]


def test_the_journal_knows_the_issue_of_a_conflict(little, path):
    path.unlink()
    merge(little)
    before = sheet(little, "冲突")
    (little / MASTER).unlink()
    run(little, "rebuild")
    assert (sheet(little, "冲突"), before[0]["期次"]) == (before, 1)
    assert sides(merge(little)) == [ASKED]


def forget_issue(root, *, journal):
    """The workspace as the program left it before conflicts knew their issue."""
    book = openpyxl.load_workbook(root / MASTER)
    heads = [cell.value for cell in book["冲突"][1]]
    book["冲突"].delete_cols(heads.index("期次") + 1)
    book.save(root / MASTER)
    if not journal:
        return
    base = sqlite3.connect(root / "workbooks/.store/journal.sqlite")
    for place, text in base.execute("SELECT rowid, fields FROM snapshot WHERE sheet = '冲突'").fetchall():
        fields = json.loads(text)
        del fields["issue"]
        base.execute("UPDATE snapshot SET fields = ? WHERE rowid = ?", (json.dumps(fields), place))
    base.commit()
    base.close()


@CHOICES
@pytest.mark.parametrize("journal", [True, False])
def test_a_master_without_the_column_is_served_as_before(little, path, tmp_path, choice, stands, journal):
    forget_issue(little, journal=journal)
    away = shutil.move(path, tmp_path / "away.xlsx")
    told = merge(little)
    assert (sides(told), kinds(told)) == ([(None if journal else 1, *ASKED[1:])], [])
    choose(little, choice)
    told = merge(little)
    assert (told["conflicts"], kinds(told), progress(little)) == ([], [], stands)
    shutil.move(away, path)
    told = merge(little)
    assert (told["conflicts"], told["changes"], kinds(told)) == ([], [], ["stale_file"])


def test_a_conflict_of_an_older_master_learns_its_issue_from_its_file(little, path):
    forget_issue(little, journal=True)
    assert sides(merge(little)) == [ASKED]
    path.unlink()
    assert sides(merge(little)) == [ASKED], "the journal remembers what the master has no column for"


def test_a_choice_is_recorded_with_its_task_and_section(little, path):
    choose(little, "手填")
    merge(little)
    told = [
        one for one in sheet(little, "变更记录") if one["批次"] == max(o["批次"] for o in sheet(little, "变更记录"))
    ]
    assert {one["字段"] for one in told} == {"采用", "手填值", "进展情况"}
    assert {(one["编号"], one["科室"]) for one in told} == {("RW2018-0001", "甲科")}


def test_of_two_files_at_odds_with_the_office_the_later_is_asked_about_first(little, path):
    later = form(little, "甲科-第2期")
    office_says(little, "办公室又写的")
    say(later, "第2期写的")
    asked = (2, "办公室写的", "办公室又写的", "第2期写的")
    assert (sides(merge(little)), kinds(merge(little)).count("conflict")) == ([asked], 2)
    later.unlink()
    told = merge(little)
    assert (sides(told), sorted(kinds(told))) == ([asked], ["conflict", "stale_file"])
    choose(little, "科室")
    assert sides(merge(little)) == [(1, "", "第2期写的", "科室写的")]
