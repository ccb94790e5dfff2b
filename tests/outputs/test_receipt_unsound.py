"""Receipts of workbooks that can be read but are built oddly: marked, or answered with the reason; never a crash."""

from __future__ import annotations

import random
import re

import pytest
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule

from automation.errors import AutomationError, RefusedFile
from automation.outputs.receipt import write_receipt
from automation.sources.workbook import parse_workbook
from tests.outputs.test_receipt import FAULT, book, load, package, parts, receipt

ATTRIBUTE = re.compile(rb' ([\w:]+)="([^"]*)"')
ELEMENT = re.compile(rb"<([\w:]+)(?: [^<>]*)?/>|<([\w:]+)(?: [^<>]*)?>[^<>]*</\2>")
SAID = (b"", b"abc", b"-1", b"0", b"1e999", b"nan", b"9" * 5000, b"A1:ZZZZZZZ9", b"A1:", b"\xc2\xb2", b"true")


def handed_in() -> bytes:
    """A workbook with all a receipt has to do with: comments, a filter, merges, widths, names."""

    def change(page):
        page["D2"].comment = Comment("等医院回话", "某岗位")
        page["B3"].comment = Comment("我的记号", "某岗位")
        page.merge_cells("A6:B7")
        page.column_dimensions["C"].width = 30
        page.row_dimensions[3].height = 40
        page.protection.sheet = True
        page.conditional_formatting.add("C2:C9", CellIsRule("equal", ['"已完成"']))
        page.parent.create_sheet("别的表")["A1"] = "会议安排"

    return book(change=change)


def furnished() -> bytes:
    """The same with an older receipt in it."""
    return write_receipt(handed_in(), receipt(FAULT))


def spoilt(chance: random.Random, content: dict[str, bytes]) -> dict[str, bytes]:
    """The parts with one attribute, element or part of them changed or gone."""
    content = dict(content)
    name = chance.choice([one for one in content if not one.startswith("docProps")])
    how = chance.random()
    if how < 0.05:
        del content[name]
    elif how < 0.1:
        content[name] = content[name][: chance.randrange(len(content[name]))]
    elif how < 0.75:
        found = chance.choice(list(ATTRIBUTE.finditer(content[name])))
        written = b"" if chance.random() < 0.25 else b' %s="%s"' % (found[1], chance.choice(SAID))
        content[name] = content[name][: found.start()] + written + content[name][found.end() :]
    else:
        places = list(ELEMENT.finditer(content[name]))
        if places:
            found = chance.choice(places)
            written = chance.choice((b"", found[0] * 2, b"<!-- x -->" + found[0], b"<?x y?>" + found[0]))
            content[name] = content[name][: found.start()] + written + content[name][found.end() :]
    return content


def test_a_workbook_that_can_be_read_is_marked_or_its_reason_is_told():
    check_spoilt(range(400))


def check_spoilt(seeds: range) -> None:
    wholes = [parts(handed_in()), parts(furnished())]
    marked = told = 0
    for seed in seeds:
        chance = random.Random(seed)  # noqa: S311 - to be repeatable
        data = package(spoilt(chance, chance.choice(wholes)))
        try:
            parse_workbook(data, "")
        except RefusedFile:
            continue
        try:
            write_receipt(data, receipt(FAULT))
        except AutomationError:
            told += 1
        else:
            marked += 1
    assert marked > len(seeds) / 3
    assert told > len(seeds) / 50


def changed(part: str, old: str, new: str) -> bytes:
    content = parts(furnished())
    assert old.encode() in content[part], content[part][:600]
    content[part] = content[part].replace(old.encode(), new.encode(), 1)
    return package(content)


def without(part: str) -> bytes:
    return package({name: content for name, content in parts(furnished()).items() if name != part})


SHEET, VML = "xl/worksheets/sheet1.xml", "xl/drawings/commentsDrawing1.vml"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (lambda: without("xl/workbook.xml"), "缺少 xl/workbook.xml"),
        (lambda: without("xl/_rels/workbook.xml.rels"), "缺少 xl/_rels/workbook.xml.rels"),
        (lambda: changed(SHEET, '<row r="3"', '<row r="三"'), "row 的 r 写成了“三”"),
        (lambda: changed(SHEET, 'width="30"', 'width="inf"'), "col 的 width 写成了“inf”"),
        (lambda: changed(SHEET, '<c r="B2"', '<c r="2B"'), "c 的 r 写成了“2B”"),
        (lambda: package({**parts(furnished()), VML: b"<xml><br>"}), "vmlDrawing 不是完好的 XML"),
    ],
)
def test_each_reason_is_named(data, reason):
    with pytest.raises(AutomationError, match=re.escape(reason)):
        write_receipt(data(), receipt(FAULT))


def test_remarks_of_programs_in_the_parts_disturb_nobody():
    data = changed("xl/workbook.xml", "<sheets>", "<!-- 说明 --><?x y?><sheets><!-- 说明 -->")
    assert load(write_receipt(data, receipt(FAULT))).sheetnames == ["任务进展", "别的表", "汇总结果"]


def test_merged_cells_without_an_end_are_not_laid_out_one_by_one():
    data = changed(SHEET, 'ref="A6:B7"', 'ref="A6:ZZZZZZ7"')
    assert write_receipt(data, receipt(FAULT))
