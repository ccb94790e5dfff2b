"""Reading and merging many section workbooks, against what a clerk's script would use and against a floor.

Ours is the guarded reading (every check, processes of their own) and the three-way merge into the ledger, with the
archive's copy in the spool; the master is not written. The peers read the one table of each file and merge nothing:
openpyxl, pandas on openpyxl, pandas on calamine. The floor inflates the sheets' parts and walks them with lxml in one
process. Each runs in a process of its own; its imports are not counted, our reading processes' are. By hand:

    python tests/bench/reading_forms.py [--files 200] [--many 2000]

needs the developer's extras (requirements-dev.lock, with XlsxWriter) in the interpreter that runs it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from automation import sheets  # noqa: E402
from automation.cells import show  # noqa: E402
from automation.jobs.open_ledger import Opened  # noqa: E402
from automation.jobs.outcome import Run  # noqa: E402
from automation.jobs.take_in_forms import take_in_forms  # noqa: E402
from automation.jobs.workspace import Workspace, open_workspace  # noqa: E402
from automation.model.ledger import Duty, Ledger  # noqa: E402
from automation.model.plan import Section, Task  # noqa: E402
from automation.model.rows import History  # noqa: E402
from automation.rules.ledger import read_settings  # noqa: E402
from automation.sources import reading_pool  # noqa: E402
from automation.sources.master import MasterRead  # noqa: E402
from automation.sources.workbook import Workbook  # noqa: E402
from automation.store.journal import Entry, Journal  # noqa: E402
from automation.terms import sheets as names  # noqa: E402
from automation.terms import states  # noqa: E402

ROWS, EDITS, DISTINCT = 100, 10, 200
DAY = date(2018, 8, 6)
TABLE = names.FORM_DUTIES
FIELDS = (
    *("number", "order", "requirement", "status", "progress", "quantity", "finished_on"),
    *("evidence", "problem", "next_step", "extension_to", "extension_reason"),
)
HEADERS = [sheets.FORM_DUTIES.column(field).header for field in FIELDS]
PLACE_HOLDER = "业务0000科"


def section_name(number: int) -> str:
    return f"业务{number:04d}科"


def issued_rows() -> list[list[object]]:
    """What a section was issued: texts of the length offices write, days, numbers and blanks."""
    shared = "信息公开，按要求更新目录并在门户网站集中展示，接受社会监督"
    return [
        [
            *(f"RW2018-{n:04d}", n, f"推进第{n}项重点领域{shared}", "推进中"),
            *(f"第{n}项已完成方案拟订，正在征求意见", n % 7, None if n % 3 else date(2018, 7, n % 28 + 1)),
            *(f"{PLACE_HOLDER}〔2018〕{n}号", "有关单位回复较慢" if n % 4 == 0 else "", "报分管领导审定后印发"),
            *((date(2018, 12, 20), "需与上级方案衔接") if n % 10 == 0 else (None, "")),
        ]
        for n in range(1, ROWS + 1)
    ]


def edited_rows() -> list[list[object]]:
    rows = issued_rows()
    for row in rows[:EDITS]:
        row[4] = "已经办结，结果在门户网站公开"
    return rows


def identity_lines(rows: list[list[object]]) -> Iterator[list[str]]:
    pairs = ((names.ID_OFFICE, "测速单位"), (names.ID_YEAR, "2018"), (names.ID_SECTION, PLACE_HOLDER))
    yield from ([label, value] for label, value in (*pairs, (names.ID_ISSUE, "1")))
    for row in rows:
        fields = {field: show(value) for field, value in zip(FIELDS, row, strict=True)}
        yield [names.ID_BASE, TABLE, json.dumps([row[0]]), json.dumps(fields, ensure_ascii=False)]


def by_openpyxl() -> bytes:
    """The form as openpyxl writes it."""
    import openpyxl
    from openpyxl.styles import Alignment, Border, Font, Side
    from openpyxl.worksheet.datavalidation import DataValidation

    book = openpyxl.Workbook()
    page = book.active
    page.title = TABLE
    for row in (HEADERS, *edited_rows()):
        page.append(row)
    line = Side(style="thin")
    for cells in page.iter_rows():
        for cell in cells:
            cell.border, cell.font = Border(line, line, line, line), Font(name="宋体", size=10)
            cell.alignment = Alignment(wrap_text=True)
    rule = DataValidation("list", formula1='"未启动,推进中,已完成"')
    rule.add("D2:D5000")
    page.add_data_validation(rule)
    identity = book.create_sheet(names.IDENTITY)
    identity.sheet_state = "veryHidden"
    for row in identity_lines(issued_rows()):
        identity.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def by_xlsxwriter() -> bytes:
    """The form as XlsxWriter writes it."""
    import xlsxwriter

    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet(TABLE)
    plain = book.add_format({"border": 1, "text_wrap": True, "font_name": "宋体", "font_size": 10})
    day = book.add_format({"border": 1, "num_format": "yyyy-mm-dd"})
    for number, row in enumerate((HEADERS, *edited_rows())):
        for place, value in enumerate(row):
            if isinstance(value, date):
                page.write_datetime(number, place, value, day)
            else:
                page.write(number, place, value, plain)
    page.data_validation("D2:D5000", {"validate": "list", "source": ["未启动", "推进中", "已完成"]})
    identity = book.add_worksheet(names.IDENTITY)
    identity.very_hidden()
    for number, row in enumerate(identity_lines(issued_rows())):
        identity.write_row(number, 0, row)
    book.close()
    return out.getvalue()


WRITERS = {"openpyxl": by_openpyxl, "XlsxWriter": by_xlsxwriter}


def build_forms(folder: Path, writer: str, count: int) -> None:
    """The same form for each section, with its name put in and packed again."""
    folder.mkdir(parents=True)
    with zipfile.ZipFile(BytesIO(WRITERS[writer]())) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for number in range(1, count + 1):
        name = section_name(number)
        with zipfile.ZipFile(folder / f"{name}.xlsx", "w", zipfile.ZIP_DEFLATED) as package:
            for part, content in parts.items():
                named = content.replace(PLACE_HOLDER.encode(), name.encode())
                package.writestr(part, named.replace(as_references(PLACE_HOLDER), as_references(name)))


def as_references(text: str) -> bytes:
    """Text as openpyxl writes it without lxml."""
    return text.encode("ascii", "xmlcharrefreplace")


def build_ledger(count: int) -> Ledger:
    """A ledger of ``count`` sections with a row for each of the tasks, as issued; who answers is not measured here."""
    settings = read_settings(
        {names.SET_OFFICE: "测速单位", names.SET_YEAR: "2018", names.SET_ISSUED: "2018-07-25"}, ""
    )[0]
    sections = tuple(Section(section_name(n)) for n in range(1, count + 1))
    rows = issued_rows()
    tasks = tuple(
        Task(str(row[0]), number, "重点工作", "专项工作", str(row[2]), "各科室分别负责", "11月底前")
        for number, row in enumerate(rows, 1)
    )
    duties = tuple(
        Duty(
            *(str(row[0]), section.name, states.RELEASED, *row[3:7]),
            *(str(row[7]).replace(PLACE_HOLDER, section.name), *row[8:]),
        )
        for section in sections
        for row in rows
    )
    return Ledger(settings, sections, tasks, duties)


def issue_all(journal: Journal, count: int) -> None:
    """The bases of the forms as ``distribute`` leaves them in the journal."""
    entry = Entry({"run": 1})
    for section in (section_name(n) for n in range(1, count + 1)):
        for row in issued_rows():
            texts = {
                field: show(value).replace(PLACE_HOLDER, section) for field, value in zip(FIELDS, row, strict=True)
            }
            entry.bases.append((section, 1, TABLE, [str(row[0])], texts))
    journal.finish(entry)


def peak(pid: str = "self") -> int:
    """The most memory a process has had at once, in KiB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1])


def forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def run_ours(folder: Path, count: int) -> dict[str, float]:
    """Merge twice from a ledger already open; the second time nothing has changed."""
    children: list[int] = []
    close = reading_pool._Reader.close

    def noting(reader: reading_pool._Reader) -> None:
        children.append(peak(str(reader._process.pid)))
        close(reader)

    reading_pool._Reader.close = noting  # type: ignore[method-assign]
    workspace = open_workspace(folder.parents[1])
    ledger = build_ledger(count)
    told = {}
    with tempfile.TemporaryDirectory() as store, closing(Journal(Path(store) / "journal.sqlite")) as journal:
        issue_all(journal, count)
        for name in ("first", "again"):
            forget_peak()
            before = peak()
            opened = open_for(workspace, journal, ledger)
            started = time.perf_counter()
            take_in_forms(opened, Run("merge", DAY))
            told[name] = time.perf_counter() - started
            told[f"{name}_memory"] = peak() - before + sum(children)
            told[f"{name}_changes"] = len(opened.changes)
            told[f"{name}_findings"] = len(opened.findings)
            opened.spool.close()
            opened.entry.run = {"run": 2 if name == "first" else 3}
            journal.finish(opened.entry)
            ledger = opened.ledger
            del opened
            children.clear()
    return told


def open_for(workspace: Workspace, journal: Journal, ledger: Ledger) -> Opened:
    return Opened(workspace, journal, MasterRead(names.MASTER_FILE, b"", Workbook(""), {}), ledger, History())


def run_openpyxl(paths: list[Path]) -> int:
    import openpyxl

    seen = 0
    for path in paths:
        book = openpyxl.load_workbook(path, data_only=True)
        seen += sum(1 for row in book[TABLE].iter_rows(values_only=True) if row)
    return seen


def run_pandas(paths: list[Path], engine: str) -> int:
    import pandas as pd

    return sum(len(pd.read_excel(path, sheet_name=TABLE, engine=engine)) + 1 for path in paths)


def run_floor(paths: list[Path]) -> int:
    from lxml import etree

    seen = 0
    for path in paths:
        with zipfile.ZipFile(path) as package:
            for name in package.namelist():
                if name.startswith("xl/worksheets/sheet") or name == "xl/sharedStrings.xml":
                    for _, element in etree.iterparse(BytesIO(package.read(name))):
                        seen += element.tag.endswith("}row")
                        element.clear()
    return seen


PEERS: dict[str, Callable[[list[Path]], int]] = {
    "openpyxl": run_openpyxl,
    "pandas+openpyxl": lambda paths: run_pandas(paths, "openpyxl"),
    "pandas+calamine": lambda paths: run_pandas(paths, "calamine"),
    "floor": run_floor,
}


def run_one(contender: str, folder: Path, count: int) -> dict[str, float]:
    """One contender, in this process."""
    if contender == "ours":
        return run_ours(folder, count)
    paths = sorted(folder.iterdir())
    PEERS[contender](paths[:1])  # its libraries are loaded before the clock starts
    started = time.perf_counter()
    seen = PEERS[contender](paths)
    took = time.perf_counter() - started
    assert seen >= count * (ROWS + 1)
    return {"first": took}


def measure(contender: str, folder: Path, count: int, times: int = 1) -> dict[str, float]:
    """The best of some runs, each a process of its own."""
    command = [sys.executable, __file__, "--one", contender, str(folder), "--files", str(count)]
    runs = [json.loads(subprocess.run(command, check=True, capture_output=True).stdout) for _ in range(times)]
    return min(runs, key=lambda one: one["first"])


def report(folder: Path, writer: str, files: int, many: int) -> None:
    """Print one writer's figures."""
    print(f"\n{files} files written by {writer}, {ROWS} rows x {len(FIELDS)} columns, {EDITS} cells changed in each")
    forms = folder / writer / "few" / "workbooks" / names.SECTION_FOLDER
    build_forms(forms, writer, files)
    seconds = {contender: measure(contender, forms, files, 4) for contender in ("ours", *PEERS)}
    ours = seconds["ours"]
    for contender, told in seconds.items():
        print(f"  {contender:16} {told['first']:7.2f} s   ours is {told['first'] / ours['first']:5.2f} times as fast")
    print(f"  ours / floor: {ours['first'] / seconds['floor']['first']:.2f} (at most 1, aim 0.6)")
    print(f"  nothing changed: {ours['again']:.3f} s, {ours['again'] / ours['first']:.3f} of the first (at most 0.1)")
    print(
        f"  changes {ours['first_changes']}, then {ours['again_changes']}; memory {ours['first_memory'] / 1024:.0f} MiB"
    )
    if many:
        forms = folder / writer / "many" / "workbooks" / names.SECTION_FOLDER
        build_forms(forms, writer, many)
        large = measure("ours", forms, many)
        print(
            f"  {many} files: {large['first']:.2f} s, {large['first'] / ours['first']:.2f} times as long (at most 11)"
        )
        print(f"    nothing changed: {large['again']:.3f} s, {large['again'] / large['first']:.3f} of the first")
        print(f"    memory above the open ledger, reading processes included: {large['first_memory'] / 1024:.0f} MiB")


def main() -> None:
    """Build and measure, or run one contender for a measuring process."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--many", type=int, default=2000)
    parser.add_argument("--one", nargs=2)
    called = parser.parse_args()
    if called.one:
        print(json.dumps(run_one(called.one[0], Path(called.one[1]), called.files)))
        return
    with tempfile.TemporaryDirectory() as folder:
        for writer in WRITERS:
            report(Path(folder), writer, called.files, called.many)


if __name__ == "__main__":
    main()
