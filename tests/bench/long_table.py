"""Builds the notice's plan with 500 to 5,000 rows, by our code and by docxtpl's row loop, and prints how time grows.

By hand, from the checkout: ``python tests/bench/long_table.py`` in the environment run.py made; about two minutes.
Building only, no rendering. docxtpl's template has the same six columns, head and letter, its rows from
``{%tr for %}``; it merges nothing, for a merge over two levels cannot be written there. A growth of 1.0 means that
twice the rows take twice the time; 2.0 would be quadratic growth. Each figure is the best of three.
"""

from __future__ import annotations

import io
import math
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

import docx  # noqa: E402 - the checkout is put on the path first
from docx.oxml.ns import qn  # noqa: E402
from docxtpl import DocxTemplate  # noqa: E402

from automation.model.paper import PlanPages, PlanRow  # noqa: E402
from automation.outputs.word_papers import fill_notice  # noqa: E402
from automation.outputs.word_table import task_table  # noqa: E402
from tests.outputs.sample_papers import TEMPLATES, WHEN, notice, plan  # noqa: E402

SIZES = (500, 1000, 2500, 5000)
ROUNDS = 3
FIELDS = ("order", "area", "topic", "requirement", "units", "deadline")


def long_plan(count: int) -> tuple[PlanRow, ...]:
    """The sample plan again and again, each row with words of its own."""
    rows = plan()
    return tuple(
        replace(rows[at % len(rows)], order=str(at + 1), requirement=f"{rows[at % len(rows)].requirement}（{at + 1}）")
        for at in range(count)
    )


def ours(rows: tuple[PlanRow, ...]) -> bytes:
    """The whole notice as the job builds it: a page every eight rows, labels begun anew on each."""
    pages = PlanPages(tuple(range(0, len(rows), 8)), (40.0,) * len(rows))
    return fill_notice(notice(plan=rows), TEMPLATES / "通知.docx", pages=pages).freeze(WHEN)


def loop_template(folder: Path) -> Path:
    """Our template with docxtpl's row loop where the table stands: the same columns, head and styles."""
    document = docx.Document(str(TEMPLATES / "通知.docx"))
    place = next(each for each in document.paragraphs if "{{p 任务分工表 }}" in each.text)
    begin, end = (PlanRow(f"{{%tr {tag} %}}", *[""] * 5) for tag in ("for row in rows", "endfor"))
    table = task_table((begin, PlanRow(*(f"{{{{ row.{name} }}}}" for name in FIELDS)), end)).element
    for style in table.iter(qn("w:pStyle")):
        style.set(qn("w:val"), document.styles[style.get(qn("w:val"))].style_id)
    place._p.addprevious(table)
    place._p.getparent().remove(place._p)
    made = folder / "loop.docx"
    document.save(str(made))
    return made


def theirs(template: Path, rows: tuple[PlanRow, ...]) -> bytes:
    """The same notice from docxtpl alone."""
    word = DocxTemplate(str(template))
    paper = notice()
    letter = {
        "发文机关标志": paper.letterhead,
        "发文字号": paper.number,
        "标题": paper.title_lines,
        "主送机关": paper.recipients,
        "正文": [{"级": line.level, "文字": line.text} for line in paper.body],
        "发文机关": paper.organ,
        "成文日期": "2018年7月25日",
        "附注": paper.note,
        "有方案": True,
        "方案标题": paper.plan_title,
        "抄送": paper.copies,
        "印发机关": paper.printed_by,
        "印发日期": "2018年7月26日",
    }
    word.render({**letter, "rows": [{name: getattr(row, name) for name in FIELDS} for row in rows]}, autoescape=True)
    saved = io.BytesIO()
    word.save(saved)
    return saved.getvalue()


def best(build: Callable[[tuple[PlanRow, ...]], bytes], rows: tuple[PlanRow, ...]) -> float:
    """Seconds of the quickest of a few rounds; what was built must hold the last row."""
    took = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        built = build(rows)
        took.append(time.perf_counter() - begun)
    last = docx.Document(io.BytesIO(built)).tables[0].rows[-1]
    assert last.cells[0].text == rows[-1].order
    return min(took)


def main() -> None:
    """Print seconds and growth of both."""
    with TemporaryDirectory() as folder:
        template = loop_template(Path(folder))
        builders = {"ours": ours, "docxtpl {%tr for %}": lambda rows: theirs(template, rows)}
        print(f"{'':22}" + "".join(f"{count:>8} rows" for count in SIZES) + "   growth 500→5000")
        for name, build in builders.items():
            took = [best(build, long_plan(count)) for count in SIZES]
            growth = math.log(took[-1] / took[0]) / math.log(SIZES[-1] / SIZES[0])
            print(f"{name:22}" + "".join(f"{each:>11.2f} s" for each in took) + f"   {growth:.2f}")


if __name__ == "__main__":
    main()
