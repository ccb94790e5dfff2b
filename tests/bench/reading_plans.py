"""Reading and understanding large plans against the libraries a script would read the same file with, in the same run.

Ours reads the file, carries merged labels down, and reads every deadline, unit, target and clock. The peers only fetch
the cells: pandas.read_excel for .xlsx, python-docx for .docx. By hand:

    python tests/bench/reading_plans.py [--tasks 1250 2500 5000]

needs the developer's extras (requirements-dev.lock) in the interpreter that runs it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pandas as pd
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from automation.jobs.outcome import Run  # noqa: E402
from automation.jobs.understand import plan  # noqa: E402

HEADS = ("序号", "工作任务", "具体要求", "牵头落实科室", "完成时限")
DEADLINES = ("全年工作", "按季度完成", "12月底前", "6月30日前", "制度出台后3个工作日内", "9月前", "每年1月、7月10日前")
AREA = 40  # tasks under one merged label


def draft(tasks: int) -> list[tuple[str, ...]]:
    """Rows of a plan whose texts, units and deadlines all differ."""
    return [
        (
            str(order),
            f"重点任务{order // AREA}",
            f"完成第{order}项公开工作，全年不少于{order % 9 + 1}次。",
            f"第{order % 80}科牵头，第{order % 71}科配合",
            f"{DEADLINES[order % len(DEADLINES)]}",
        )
        for order in range(1, tasks + 1)
    ]


def write_xlsx(path: Path, rows: list[tuple[str, ...]]) -> None:
    book = openpyxl.Workbook()
    for line in (HEADS, *rows):
        book.active.append(line)
    for first in range(AREA + 1, len(rows) + 1, AREA):
        book.active.merge_cells(
            start_row=first, end_row=min(first + AREA - 1, len(rows) + 1), start_column=2, end_column=2
        )
    book.save(path)


def write_docx(path: Path, rows: list[tuple[str, ...]]) -> None:
    document = docx.Document()
    lines = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in line) + "</w:tr>"
        for line in (HEADS, *rows)
    )
    grid = "<w:tblPr/><w:tblGrid>" + "<w:gridCol/>" * len(HEADS) + "</w:tblGrid>"
    document.element.body.insert(0, parse_xml(f"<w:tbl {nsdecls('w')}>{grid}{lines}</w:tbl>"))
    document.save(str(path))


def read_excel(path: Path) -> pd.DataFrame:
    return pd.read_excel(path, engine="openpyxl")


def fetch_docx(path: Path) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for table in docx.Document(str(path)).tables for row in table.rows]


KINDS: dict[str, tuple[Callable[[Path, list[tuple[str, ...]]], None], Callable[[Path], object], str]] = {
    ".xlsx": (write_xlsx, read_excel, "pandas.read_excel"),
    ".docx": (write_docx, fetch_docx, "python-docx"),
}


def measure(call: Callable[[Path], object], path: Path) -> float:
    """Seconds of one call."""
    started = time.perf_counter()
    call(path)
    return time.perf_counter() - started


def main() -> None:
    """Each kind at each size: ours, the peer, their ratio, and the microseconds ours takes for a task."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--tasks", type=int, nargs="+", default=[1250, 2500, 5000])
    sizes = parser.parse_args().tasks
    with tempfile.TemporaryDirectory() as folder:
        for kind, (write, peer, name) in KINDS.items():
            for tasks in sizes:
                path = Path(folder) / f"方案{tasks}{kind}"
                write(path, draft(tasks))
                ours = measure(lambda file: plan(Run("plan", date(2018, 3, 1)), file, 2018), path)
                theirs = measure(peer, path)
                each = ours / tasks * 1e6
                print(f"{kind:5} {tasks:5} tasks: ours {ours:5.2f} s ({each:4.0f} µs a task), ", end="")
                print(f"{name} {theirs:5.2f} s, ratio ours / peer {ours / theirs:.2f}")


if __name__ == "__main__":
    main()
