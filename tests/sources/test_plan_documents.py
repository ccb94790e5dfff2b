"""Plans as Word tables and as text (方案文档、方案文本): the same tasks come out whatever the file."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import openpyxl
import pytest

from automation.rules.draft_plan import draft_tasks
from automation.sources.plan_docx import read_plan_docx
from automation.sources.plan_text import read_plan_text
from automation.sources.plan_xlsx import read_plan_xlsx
from tests.jobs.office_desk import run

SHARED = Path(__file__).parents[2].parent / "shared" / "seeds"
HEAD = ["序号", "工作任务", "工作任务", "具体要求", "牵头落实科室", "完成时限"]
ROWS = [
    ["1", "公开解读", "法治政府", "公开权责清单", "办公室牵头，各科室配合", "全年工作"],
    ["2", "公开解读", "法治政府", "公开决算", "规财科牵头落实", "12月底前"],
    ["3", "公开解读", "舆情回应", "监测舆情", "宣传科牵头落实", "12月底前"],
    ["4", "政务服务", "网上办事", "规范事项", "宣传科牵头落实", "8月底前"],
]


def told(plan):
    tasks, findings = draft_tasks(plan.rows, 2018)
    assert findings == []
    return [[str(t.order), t.area, t.topic, t.requirement, t.units, t.deadline] for t in tasks]


def merged_runs(rows):
    """(column, first row, last row) of every run of equal labels, units or deadlines."""
    for column in (1, 2, 4, 5):
        start = 0
        for place in range(1, len(rows) + 1):
            if place == len(rows) or rows[place][column] != rows[start][column]:
                yield column, start, place - 1
                start = place


def write_docx(path, rows, pages=1):
    """A Word plan with real merges, its header again on each of ``pages`` tables."""
    document = docx.Document()
    document.add_paragraph("某委2018年分工方案")
    size = -(-len(rows) // pages)
    for first in range(0, len(rows), size):
        part = rows[first : first + size]
        table = document.add_table(len(part) + 1, 6)
        for line, values in enumerate([HEAD, *part]):
            for column, value in enumerate(values):
                table.cell(line, column).text = value
        table.cell(0, 1).merge(table.cell(0, 2)).text = "工作任务"
        for column, top, bottom in merged_runs(part):
            if bottom > top:
                table.cell(top + 1, column).merge(table.cell(bottom + 1, column)).text = part[top][column]
    document.save(str(path))
    return path


def write_xlsx(path, rows):
    book = openpyxl.Workbook()
    for line in (["某委2018年分工方案"], HEAD, *rows):
        book.active.append(line)
    book.active.merge_cells("B2:C2")
    for column, top, bottom in merged_runs(rows):
        if bottom > top:
            area = {"start_column": column + 1, "end_column": column + 1}
            book.active.merge_cells(start_row=top + 3, end_row=bottom + 3, **area)
    book.save(path)
    return path


def test_the_same_plan_as_word_and_as_workbook_gives_the_same_tasks(tmp_path):
    assert told(read_plan_docx(write_docx(tmp_path / "方案.docx", ROWS))) == ROWS
    assert told(read_plan_xlsx(write_xlsx(tmp_path / "方案.xlsx", ROWS))) == ROWS


def test_header_and_labels_repeated_on_every_page_are_no_tasks(tmp_path):
    assert told(read_plan_docx(write_docx(tmp_path / "方案.docx", ROWS, pages=2))) == ROWS


def test_a_table_without_a_header_goes_on_with_the_one_before(tmp_path):
    document = docx.Document()
    for lines in ([HEAD, *ROWS[:2]], ROWS[2:]):
        table = document.add_table(len(lines), 6)
        for line, values in enumerate(lines):
            for column, value in enumerate(values):
                table.cell(line, column).text = value
    document.save(str(tmp_path / "方案.docx"))
    assert told(read_plan_docx(tmp_path / "方案.docx")) == ROWS


def test_a_row_over_the_whole_width_heads_the_rows_below_it(tmp_path):
    document = docx.Document()
    table = document.add_table(4, 3)
    lines = [
        ["工作事项", "具体任务", "牵头及责任单位"],
        ["一、公开解读"] * 3,
        ["（一）法治政府", "1. 公开清单", "办公室牵头 相关处室配合"],
        ["（一）法治政府", "2. 公开预算", "财务处负责"],
    ]
    for line, values in enumerate(lines):
        for column, value in enumerate(values):
            table.cell(line, column).text = value
    table.cell(1, 0).merge(table.cell(1, 2)).text = "一、公开解读"
    document.save(str(tmp_path / "方案.docx"))
    assert told(read_plan_docx(tmp_path / "方案.docx")) == [
        ["1", "一、公开解读", "（一）法治政府", "公开清单", "办公室牵头 相关处室配合", ""],
        ["2", "一、公开解读", "（一）法治政府", "公开预算", "财务处负责", ""],
    ]


def text_plan(encoding="utf-8"):
    lines = ["关于印发方案的通知", "", "\t".join(HEAD)]
    last = [""] * 6
    for row in ROWS:
        lines.append(
            "\t".join(cell if column in (0, 3) or cell != last[column] else "" for column, cell in enumerate(row))
        )
        last = row
    return "\r\n".join(lines).encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_tab_separated_text_in_any_usual_encoding_gives_the_same_tasks(tmp_path, encoding):
    (tmp_path / "方案.txt").write_bytes(text_plan(encoding))
    assert told(read_plan_text(tmp_path / "方案.txt")) == ROWS


def test_one_cell_a_line_gives_the_same_tasks_even_with_a_blank_line_inside_a_row(tmp_path):
    head = "\n".join(f"\t{cell}" for cell in ("序号", "工作任务", "具体要求", "牵头落实科室", "完成时限"))
    rows = ["\n".join(f"\t{cell}" for cell in row) for row in ROWS]
    rows[1] = "\n".join(f"\t{cell}" for cell in ROWS[1][:5]) + f"\n\n\t{ROWS[1][5]}"
    (tmp_path / "方案.txt").write_text("通知正文\n" + "\n\n".join([head, *rows]) + "\n", encoding="utf-8")
    assert told(read_plan_text(tmp_path / "方案.txt")) == ROWS


def printed_cells(text: str) -> list[list[str]]:
    """The cells of document 001 as its text has them, a list a row, from the header on."""
    cells = [line.strip() for line in text[text.index("\t完成时限") :].splitlines()[1:] if line.startswith("\t")]
    starts = [place for place, cell in enumerate(cells) if re.fullmatch(r"\d{1,2}", cell)]
    return [cells[start:end] for start, end in zip(starts, [*starts[1:], len(cells)], strict=True)]


@pytest.mark.skipif(not SHARED.exists(), reason="the shared documents are absent")
def test_the_prefectures_plan_has_95_tasks_each_with_the_cells_printed_in_or_above_its_row():
    (path,) = SHARED.glob("001*.txt")
    tasks, findings = draft_tasks(read_plan_text(path).rows, 2018)
    assert findings == []
    assert [task.order for task in tasks] == list(range(1, 96))
    last = [""] * 6
    for task, cells in zip(tasks, printed_cells(path.read_text(encoding="utf-8")), strict=True):
        area = cells[1] or last[1]
        topic = cells[2] or (last[2] if area == last[1] else "")
        last = [cells[0], area, topic, cells[3], cells[4] or last[4], cells[5] or last[5]]
        assert [str(task.order), task.area, task.topic, task.requirement, task.units, task.deadline] == last


@pytest.mark.skipif(not SHARED.exists(), reason="the shared documents are absent")
def test_the_other_citys_plan_has_41_tasks_under_its_own_headings():
    (path,) = SHARED.glob("002*.txt")
    tasks, findings = draft_tasks(read_plan_text(path).rows, 2018)
    assert findings == []
    assert [task.order for task in tasks] == list(range(1, 42))
    text = path.read_text(encoding="utf-8")
    assert {task.area[:2] for task in tasks} == {"一、", "二、", "三、", "四、"}
    assert all(task.topic and task.topic in text and task.units in text for task in tasks)
    assert {task.deadline for task in tasks} == {""}


NONSENSE = {
    "empty.txt": b"",
    "english.txt": b"To whom it may concern:\nplease find attached",
    "binary.txt": bytes(range(256)) * 4,
    "not.docx": b"PK\x03\x04 nothing",
    "text.docx": "文字".encode(),
    "table.txt": "姓名\t电话\n甲\t乙".encode(),
}


@pytest.mark.parametrize("name", NONSENSE)
def test_what_holds_no_plan_is_one_clear_line(tmp_path, name):
    (tmp_path / name).write_bytes(NONSENSE[name])
    code, _, err = run(tmp_path / "单位", "plan", tmp_path / name, "--year", "2018")
    assert (code, err.count("\n")) == (2, 1)
    assert name in err


def test_a_word_plan_becomes_a_master(tmp_path):
    path = write_docx(tmp_path / "方案.docx", ROWS)
    code, _, err = run(tmp_path / "单位", "init", path, "--year", "2018", "--office", "某委")
    assert (code, err) == (0, "")
    _, shown, _ = run(tmp_path / "单位", "plan", path, "--year", "2018")
    assert [task["number"] for task in shown["tasks"]] == [f"RW2018-{order:04d}" for order in range(1, 5)]
