"""Freezing: a file saved now and the same file saved later are one file."""

import io
import zipfile
from datetime import UTC, date, datetime

import docx
import openpyxl
import pytest

from automation.errors import AutomationError
from automation.outputs.package import freeze_package, rewrite_package
from automation.terms import papers as words

WHEN = date(2018, 11, 26)


def saved_document(moment: datetime) -> bytes:
    document = docx.Document()
    document.add_paragraph("政务公开工作要点")
    document.core_properties.created = moment
    document.core_properties.modified = moment
    document.core_properties.last_modified_by = f"{moment:%H}点值班"
    return stamped(document.save, moment)


def saved_workbook(moment: datetime) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "编号"
    workbook.properties.created = moment
    return stamped(workbook.save, moment)


def stamped(save, moment: datetime) -> bytes:
    """The saved package with the clock of ``moment`` in every zip entry."""
    raw, out = io.BytesIO(), io.BytesIO()
    save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.infolist():
            target.writestr(zipfile.ZipInfo(entry.filename, moment.timetuple()[:6]), source.read(entry))
    return out.getvalue()


@pytest.mark.parametrize("save", [saved_document, saved_workbook])
def test_two_saves_at_different_hours_give_equal_bytes(save):
    morning = save(datetime(2018, 11, 26, 8, 30, tzinfo=UTC))
    evening = save(datetime(2018, 11, 26, 21, 5, 12, tzinfo=UTC))
    assert morning != evening
    assert freeze_package(morning, WHEN) == freeze_package(evening, WHEN)


def test_a_frozen_file_frozen_again_stays_as_it_is():
    once = freeze_package(saved_document(datetime(2018, 11, 26, 8, tzinfo=UTC)), WHEN)
    assert freeze_package(once, WHEN) == once


def test_the_properties_carry_the_day_of_the_run_and_nobodys_name():
    frozen = freeze_package(saved_document(datetime(2018, 11, 26, 8, tzinfo=UTC)), WHEN)
    properties = docx.Document(io.BytesIO(frozen)).core_properties
    assert properties.created.date() == properties.modified.date() == WHEN
    assert properties.author == properties.last_modified_by == words.CREATOR


def test_a_workbook_without_an_author_gets_the_neutral_one():
    frozen = freeze_package(saved_workbook(datetime(2018, 11, 26, 8, tzinfo=UTC)), WHEN)
    properties = openpyxl.load_workbook(io.BytesIO(frozen)).properties
    assert (properties.creator, properties.lastModifiedBy) == (words.CREATOR, words.CREATOR)
    assert properties.created.date() == WHEN


def test_entries_keep_their_order_and_content_and_are_compressed():
    original = saved_document(datetime(2018, 11, 26, 8, tzinfo=UTC))
    with (
        zipfile.ZipFile(io.BytesIO(original)) as before,
        zipfile.ZipFile(io.BytesIO(freeze_package(original, WHEN))) as after,
    ):
        assert after.namelist() == before.namelist()
        assert {entry.date_time for entry in after.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.compress_type for entry in after.infolist()} == {zipfile.ZIP_DEFLATED}
        for name in before.namelist():
            if name != "docProps/core.xml":
                assert after.read(name) == before.read(name)


def test_a_file_that_is_no_package_is_refused_in_one_sentence():
    with pytest.raises(AutomationError, match="不是 Word 或 Excel"):
        freeze_package("这只是一段文字".encode(), WHEN)


def test_a_package_with_broken_properties_is_refused():
    broken = io.BytesIO()
    with zipfile.ZipFile(broken, "w") as target:
        target.writestr("docProps/core.xml", "<没有闭合")
    with pytest.raises(AutomationError, match="不是 Word 或 Excel"):
        freeze_package(broken.getvalue(), WHEN)


def test_a_rewritten_package_keeps_order_and_bytes_of_all_that_was_not_named():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for name in ("one.xml", "two.xml", "three.xml"):
            target.writestr(name, name)
    with zipfile.ZipFile(io.BytesIO(made.getvalue())) as source:
        data = rewrite_package(source, {"two.xml": b"new", "four.xml": b"added"}, {"three.xml"})
        again = rewrite_package(source, {"two.xml": b"new", "four.xml": b"added"}, {"three.xml"})
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        told = {name: package.read(name) for name in package.namelist()}
    assert list(told.items()) == [("one.xml", b"one.xml"), ("two.xml", b"new"), ("four.xml", b"added")]
    assert data == again
