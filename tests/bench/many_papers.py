"""Twenty-two papers to PDF in one call of the converter, against one document of as many pages in the same run.

Twenty reminders, the notice with its plan of 64 tasks and the year-end report, as a busy day has them; the peer is one
notice whose plan is made longer until it has as many pages. By hand:

    python tests/bench/many_papers.py
"""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

import pypdfium2  # noqa: E402

from automation.outputs.pdf import render_pdf  # noqa: E402
from automation.outputs.word_papers import fill_annual, fill_notice, fill_reminder  # noqa: E402
from tests.outputs.sample_papers import TEMPLATES, WHEN, annual, late, notice, plan, reminder  # noqa: E402

REMINDERS, ROUNDS = 20, 3
MOST = 1.5


def build_papers(folder: Path) -> list[Path]:
    """The papers of the day as Word files."""
    rows = tuple(late(order, "逾期26天") for order in range(1, 7))
    made = {f"催办单{n}": fill_reminder(reminder(*rows), TEMPLATES / "催办单.docx") for n in range(REMINDERS)}
    made["通知"] = fill_notice(notice(), TEMPLATES / "通知.docx")
    made["年报"] = fill_annual(annual(2020), TEMPLATES / "年度报告.docx")
    files = []
    for name, filled in made.items():
        files.append(folder / f"{name}.docx")
        files[-1].write_bytes(filled.freeze(WHEN))
    return files


def build_one(folder: Path, pages: int) -> Path:
    """One notice of at least so many pages."""
    rows = plan()
    file = folder / "一份.docx"
    while True:
        file.write_bytes(fill_notice(replace(notice(), plan=rows), TEMPLATES / "通知.docx").freeze(WHEN))
        (made,) = render_pdf([file], folder / "pdf")
        if count_pages([made]) >= pages:
            return file
        rows += plan()[:16]


def count_pages(files: list[Path]) -> int:
    total = 0
    for file in files:
        with pypdfium2.PdfDocument(file) as pdf:
            total += len(pdf)
    return total


def seconds(files: list[Path], into: Path) -> float:
    started = time.perf_counter()
    render_pdf(files, into)
    return time.perf_counter() - started


def main() -> None:
    """Build both and take the best of some rounds."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        files = build_papers(folder)
        pages = count_pages(list(render_pdf(files, folder / "pdf")))
        one = build_one(folder, pages)
        as_many = count_pages(list(render_pdf([one], folder / "pdf")))
        many = min(seconds(files, folder / "pdf") for _ in range(ROUNDS)) / pages
        alone = min(seconds([one], folder / "pdf") for _ in range(ROUNDS)) / as_many
    print(f"{len(files)} papers, {pages} pages: {many * 1000:.0f} ms a page, {many * pages:.1f} s")
    print(f"one document of {as_many} pages: {alone * 1000:.0f} ms a page, {alone * as_many:.1f} s")
    print(f"ratio a page: {many / alone:.2f} (at most {MOST})")


if __name__ == "__main__":
    main()
