"""The same plan whatever program saved it (同一方案的各种文件): Word, Excel and LibreOffice, with real merges."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from automation.model.rows import RawRow
from automation.outputs.pdf import find_converter
from automation.rules.draft_plan import draft_tasks
from automation.sources.plan_docx import read_plan_docx
from automation.sources.plan_text import read_plan_text
from automation.sources.plan_xlsx import read_plan_xlsx
from automation.sources.seeds import read_plan_csv
from tests.jobs.office_desk import run, save_in_libreoffice

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "seeds"
READERS = {".docx": read_plan_docx, ".xlsx": read_plan_xlsx}
HEADS = {
    "order": "序号",
    "area": "工作任务",
    "topic": "工作任务",
    "requirement": "具体要求",
    "units": "牵头落实科室",
    "deadline": "完成时限",
}
MERGED = ("area", "topic", "units", "deadline")
needs_documents = pytest.mark.skipif(not SHARED.exists(), reason="the shared documents are absent")
needs_soffice = pytest.mark.skipif(find_converter() is None, reason="soffice (LibreOffice) is not installed")


def told(rows):
    """The tasks of rows, by everything a plan prints."""
    tasks, _ = draft_tasks(rows, 2018)
    return [[t.order, t.area, t.topic, t.requirement, t.units, t.deadline, t.leads, t.supports] for t in tasks]


def plan_rows(number):
    """The rows of a real document, numbered as they stand where it prints no numbers."""
    (path,) = SHARED.glob(f"{number}*.txt")
    rows = read_plan_text(path).rows
    return [RawRow({"order": str(count), **row.cells}) for count, row in enumerate(rows, 1)]


def fields_of(rows):
    return [field for field in HEADS if field in rows[0].cells]


def merged_runs(rows, field):
    """(first, last) of every run of two or more equal values of a field that is merged in print."""
    values = [row.cells[field] for row in rows]
    start = 0
    for place in range(1, len(values) + 1):
        if place == len(values) or values[place] != values[start]:
            if place - start > 1 and values[start]:
                yield start, place - 1
            start = place


def write_xlsx(path, rows):
    book = openpyxl.Workbook()
    page = book.active
    fields = fields_of(rows)
    page.append(["某委2018年分工方案"])
    page.append([HEADS[field] for field in fields])
    for row in rows:
        page.append([row.cells[field] for field in fields])
    page.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(fields))
    if "topic" in fields:
        place = fields.index("area") + 1
        page.merge_cells(start_row=2, end_row=2, start_column=place, end_column=place + 1)
    for field in MERGED:
        for first, last in merged_runs(rows, field) if field in fields else ():
            column = fields.index(field) + 1
            page.merge_cells(start_row=first + 3, end_row=last + 3, start_column=column, end_column=column)
    book.save(path)
    return path


def write_docx(path, rows):
    document = docx.Document()
    document.add_paragraph("某委关于印发分工方案的通知")
    fields = fields_of(rows)
    table = document.add_table(len(rows) + 1, len(fields))
    for place, field in enumerate(fields):
        cells = table.columns[place].cells
        cells[0].text = HEADS[field]
        starts = dict(merged_runs(rows, field)) if field in MERGED else {}
        under = {line for first, last in starts.items() for line in range(first + 1, last + 1)}
        for line, row in enumerate(rows):
            if line not in under:
                cells[line + 1].text = str(row.cells[field])
        for first, last in starts.items():
            cells[first + 1].merge(cells[last + 1])
    if "topic" in fields:
        place = fields.index("area")
        table.cell(0, place).merge(table.cell(0, place + 1)).text = HEADS["area"]
    document.save(str(path))
    return path


def write_both(folder, rows):
    return [write_docx(folder / "方案.docx", rows), write_xlsx(folder / "方案.xlsx", rows)]


@needs_documents
@pytest.mark.parametrize(("number", "count"), [("000", 64), ("001", 95), ("002", 41), ("003", 41)])
def test_a_real_plan_built_in_word_and_excel_gives_the_same_tasks(tmp_path, number, count):
    rows = plan_rows(number)
    wanted = told(rows)
    assert len(wanted) == count
    for path in write_both(tmp_path, rows):
        assert told(READERS[path.suffix](path).rows) == wanted, path.name


@needs_documents
@needs_soffice
def test_the_real_plans_saved_by_libreoffice_give_the_same_tasks(tmp_path):
    made = {}
    for number in ("000", "001", "002", "003"):
        folder = tmp_path / number
        folder.mkdir()
        rows = plan_rows(number)
        made |= dict.fromkeys(write_both(folder, rows), told(rows))
    save_in_libreoffice(tmp_path, *made)
    for path, wanted in made.items():
        assert told(READERS[path.suffix](path).rows) == wanted, path


@needs_soffice
def test_prose_saved_by_libreoffice_gives_the_same_tasks(tmp_path):
    text = "一、公开\n（一）解读\n1.做好解读。（办公室牵头）\n2.做好回应。（宣传科）\n二、平台\n管好网站。（信息科）"
    document = docx.Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(str(tmp_path / "方案.docx"))
    wanted = told(read_plan_docx(tmp_path / "方案.docx").rows)
    save_in_libreoffice(tmp_path, tmp_path / "方案.docx")
    assert told(read_plan_docx(tmp_path / "方案.docx").rows) == wanted
    assert len(wanted) == 3


# ---- a plan written by us ----


def test_the_notice_we_print_is_read_back_as_the_plan_it_was_made_from(demo_office):
    (path,) = (demo_office / "output").rglob("通知.docx")
    assert told(read_plan_docx(path).rows) == told(read_plan_csv(ROOT / "seeds" / "2018" / "tasks.csv").rows)


def test_the_ledger_we_write_is_read_back_as_the_plan_it_was_made_from(issued_office):
    rows = read_plan_xlsx(issued_office / "workbooks" / "总台账.xlsx").rows
    assert told(rows) == told(read_plan_csv(ROOT / "seeds" / "2018" / "tasks.csv").rows)
    tasks, _ = draft_tasks(rows, 2018)
    assert [task.given for task in tasks] == [task.number for task in tasks]


LABEL = st.text("公开解读平台建设制度审查舆情回应热线", min_size=2, max_size=10)
SENTENCE = st.text("做好政务公开工作及时发布信息完善机制，、", min_size=4, max_size=60).map(
    lambda text: re.sub("^[，、]+|[，、]+$", "", text) + "落实。"
)
UNITS = st.sampled_from(
    ["办公室牵头落实", "办公室牵头、各科室配合落实", "委机关各科室分别负责落实", "政法科牵头、相关科室配合落实"]
)
DEADLINE = st.sampled_from(["全年工作", "12月底前", "按月完成", "2018年10月30日前", "州级制度出台后", ""])
PLANS = st.lists(st.tuples(LABEL, LABEL, SENTENCE, UNITS, DEADLINE), min_size=1, max_size=12)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(PLANS)
def test_any_plan_we_write_is_read_back_as_the_same_tasks(tmp_path, plan):
    """Through the whole office: a plan in Word becomes a ledger, the ledger is a plan again."""
    rows = [RawRow(dict(zip(HEADS, (str(count), *values), strict=True))) for count, values in enumerate(plan, 1)]
    wanted = told(rows)
    for path in write_both(tmp_path, rows):
        assert told(READERS[path.suffix](path).rows) == wanted


def test_a_plan_in_any_file_becomes_a_ledger_that_is_the_same_plan_again(tmp_path):
    rows = [
        RawRow(dict(zip(HEADS, (str(count), *values), strict=True)))
        for count, values in enumerate(
            [
                ("公开", "解读", "做好解读，不少于3次。", "办公室牵头落实", "全年工作"),
                ("公开", "回应", "公开后3个工作日内回应。", "宣传科牵头、各科室配合落实", "12月底前"),
                ("平台", "网站", "10月30日前报送。", "办公室牵头落实", "10月底前"),
            ],
            1,
        )
    ]
    for path in write_both(tmp_path, rows):
        office = tmp_path / path.suffix[1:]
        code, _, err = run(office, "init", path, "--year", "2018", "--office", "某委", as_of="2018-07-25")
        assert (code, err) == (0, "")
        assert told(read_plan_xlsx(office / "workbooks" / "总台账.xlsx").rows) == told(rows)
