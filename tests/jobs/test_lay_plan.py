"""The issued plan on its pages: labels on each, pages full, imprint on an even one, checked against the master."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pytest

from automation.jobs import lay_plan as job
from automation.jobs.lay_plan import Laid, check_pdf, lay_plan
from automation.jobs.notice import notice as run_notice
from automation.jobs.outcome import Run
from automation.jobs.workspace import open_workspace
from automation.model.paper import PlanRow
from automation.model.printed import PrintedTable
from automation.outputs.pdf import CONVERTER_VARIABLE, find_converter
from automation.outputs.word_fill import make_paper
from automation.outputs.word_papers import fill_notice
from automation.rules.draft_plan import draft_tasks
from automation.rules.plan_pages import MOST_RENDERS
from automation.sources.plan_text import read_plan_text
from automation.sources.printed_table import read_printed_table
from tests.outputs.sample_papers import TEMPLATES, WHEN, notice, plan

SHARED = Path(__file__).parents[2].parent / "shared" / "seeds"
TEMPLATE = TEMPLATES / "通知.docx"
BOTTOM, ROOM = 521.6, 421.7  # points: the foot of the text block, and a page below the table's head
MM = 72 / 25.4
needs_soffice = pytest.mark.skipif(find_converter() is None, reason="soffice (LibreOffice) is not installed")
needs_shell = pytest.mark.skipif(sys.platform == "win32", reason="sh is not there: the stand-in converter is a script")


def here(fill, paper, template, when, **options):
    """Fill in this process: the laying is tested here, the process in tests/jobs/test_make_papers.py."""
    return make_paper(fill, paper, template, when, options)


def plan_of(number: str) -> tuple[PlanRow, ...]:
    found = sorted(SHARED.glob(f"{number}_*.txt"))
    if not found:
        pytest.skip(f"document {number} is not beside this checkout")
    tasks, _ = draft_tasks(read_plan_text(found[0]).rows, 2018)
    return tuple(PlanRow(str(t.order), t.area, t.topic, t.requirement, t.units, t.deadline) for t in tasks)


def numbers(rows) -> list[str]:
    return [f"RW2018-{int(row.order):04}" for row in rows]


@pytest.fixture(scope="module", params=["000", "001", "seeds"])
def issued(request, tmp_path_factory):
    """A real plan as it is issued: its rows, what the job made of it, the table read back, and the PDF."""
    if find_converter() is None:
        pytest.skip("soffice (LibreOffice) is not installed")
    rows = plan() if request.param == "seeds" else plan_of(request.param)
    laid = lay_plan(notice(plan=rows), TEMPLATE, WHEN, numbers(rows), here)
    pdf = tmp_path_factory.mktemp("issued") / "通知.pdf"
    pdf.write_bytes(laid.pdf)
    with pdfplumber.open(pdf) as opened:
        yield rows, laid, read_printed_table(pdf), opened.pages


def pages_of(printed: PrintedTable) -> dict[int, list]:
    pages: dict[int, list] = {}
    for row in printed.rows:
        pages.setdefault(row.page, []).append(row)
    return pages


def test_the_pages_of_a_real_plan_settle_within_three_renders_and_nothing_is_amiss(issued):
    _, laid, _, _ = issued
    assert laid.renders <= 3
    assert laid.findings == ()


def test_every_page_opens_with_head_area_topic_units_and_deadline(issued):
    rows, _, printed, pages = issued
    planned = {row.order: row for row in rows}
    assert [row.order for row in printed.rows] == [row.order for row in rows]
    for number, on_page in pages_of(printed).items():
        first = on_page[0]
        assert tuple(cell.text for cell in first.cells) == tuple(
            "".join(text.split()) for text in planned[first.order].texts
        )
        assert {round(cell.top) for cell in first.cells} == {round(first.top)}
        text = "".join(each["text"] for each in pages[number - 1].chars if not each["text"].isspace())
        assert "序号工作任务具体要求牵头落实科室完成时限" in text


def test_pages_are_full_and_the_last_is_no_leaf(issued):
    _, _, printed, _ = issued
    *free, last = [BOTTOM - rows[-1].top - rows[-1].height for rows in pages_of(printed).values()]
    assert all(0 <= each <= 0.1 * ROOM for each in free)
    assert 0 <= last <= 0.4 * ROOM


def test_the_imprint_lies_on_an_even_page_and_is_numbered_only_without_a_blank_page_before(issued):
    _, _, printed, pages = issued
    plan_ends = printed.rows[-1].page
    blank = plan_ends % 2 == 0
    assert len(pages) == plan_ends + (2 if blank else 1)
    assert len(pages) % 2 == 0
    assert not pages[plan_ends].chars if blank else pages[plan_ends].chars
    imprint = pages[-1]
    assert imprint.height > imprint.width
    foot = [each["text"] for each in imprint.chars if each["matrix"][5] / MM < 297 - 263 and not each["text"].isspace()]
    assert "".join(foot) == ("" if blank else f"—{len(pages)}—")
    rules = [rule["bottom"] / MM for rule in imprint.lines + imprint.rects]
    assert max(rules) == pytest.approx(262, abs=0.4)


def test_a_row_that_the_master_does_not_say_is_found_in_the_pdf(issued, tmp_path):
    rows, laid, _, _ = issued
    (tmp_path / "通知.pdf").write_bytes(laid.pdf)
    changed = (*rows[:4], replace(rows[4], requirement=rows[4].requirement.replace("。", "；")), *rows[5:])
    found = check_pdf(notice(plan=changed), numbers(rows), tmp_path / "通知.pdf")
    assert [(finding.kind, finding.number) for finding in found] == [("plan_text_differs", "RW2018-0005")]


@needs_soffice
def test_a_row_higher_than_a_page_is_told_and_the_paper_still_ends(monkeypatch):
    monkeypatch.setattr("automation.rules.plan_pages.MOST_RENDERS", 2)
    rows = (*plan()[:2], replace(plan()[2], requirement="公开" * 900), *plan()[3:5])
    laid = lay_plan(notice(plan=rows), TEMPLATE, WHEN, numbers(rows), here)
    told = [(finding.kind, finding.number) for finding in laid.findings]
    assert [number for kind, number in told if kind == "plan_row_broken"] == ["RW2018-0003"]
    assert laid.renders == 2
    assert laid.pdf


def test_without_a_converter_each_label_stands_once_and_that_is_said(monkeypatch, tmp_path):
    monkeypatch.setenv(CONVERTER_VARIABLE, str(tmp_path / "soffice"))
    laid = lay_plan(notice(), TEMPLATE, WHEN, numbers(plan()), here)
    (finding,) = laid.findings
    assert (finding.kind, finding.severity) == ("labels_once", "info")
    assert "没有找到 LibreOffice" in finding.message
    assert (laid.pdf, laid.renders) == (b"", 0)
    assert laid.made.docx == fill_notice(notice(), TEMPLATE).freeze(WHEN)


@needs_shell
@pytest.mark.parametrize(
    ("script", "reason"),
    [("exit 1", "没有生成 PDF"), ('printf made > "$out/0000.pdf"', "读不出表格的各行")],
    ids=["no PDF", "a broken PDF"],
)
def test_a_converter_that_fails_leaves_a_paper_with_each_label_once(monkeypatch, tmp_path, script, reason):
    stand_in = tmp_path / "soffice"
    stand_in.write_text(f'#!/bin/sh\nfor word; do [ "$last" = --outdir ] && out=$word; last=$word; done\n{script}\n')
    stand_in.chmod(0o755)
    monkeypatch.setenv(CONVERTER_VARIABLE, str(stand_in))
    laid = lay_plan(notice(), TEMPLATE, WHEN, numbers(plan()), here)
    (finding,) = laid.findings
    assert finding.kind == "trial_failed"
    assert reason in finding.message
    assert laid.made.docx == fill_notice(notice(), TEMPLATE).freeze(WHEN)


def test_pages_that_never_settle_end_after_a_few_renders_and_are_named(monkeypatch):
    """The converter breaks the page one row higher each time, whatever is asked of it."""
    from tests.rules.test_plan_pages import printed as show

    rows = plan()[:12]
    renders = []

    def restless(_desk, _filled):
        renders.append(1)
        whole = 13 - len(renders) if len(renders) > 1 else 12
        return show(rows, [(1, 1)] * 12, [3] * whole + [4] * (12 - whole))

    monkeypatch.setenv(CONVERTER_VARIABLE, sys.executable)
    monkeypatch.setattr(job._Desk, "print", restless)
    laid = lay_plan(notice(plan=rows), TEMPLATE, WHEN, numbers(rows), here)
    assert len(renders) == MOST_RENDERS
    (finding,) = [each for each in laid.findings if each.kind == "labels_unsettled"]
    assert finding.severity == "warning"
    assert "页首没有工作任务名称的页：4；" in finding.message
    assert "工作任务" in laid.made.text


def test_the_final_pdf_is_the_trials_last_and_no_pdf_means_only_that_none_is_kept(fresh_office, monkeypatch):
    calls = []

    def laid(paper, template, as_of, _numbers, make, *, trial):
        calls.append(trial)
        return Laid(make(fill_notice, paper, template, as_of), b"%PDF-settled", (), 2)

    monkeypatch.setattr("automation.jobs.notice.lay_plan", laid)

    def rendered(papers, folder):
        assert [paper.stem for paper in papers] == ["发文稿纸"], "the notice is not rendered once more"
        folder.mkdir()
        (folder / "发文稿纸.pdf").write_bytes(b"%PDF-sheet")
        return (folder / "发文稿纸.pdf",)

    monkeypatch.setattr("automation.jobs.papers.render_pdf", rendered)
    workspace = open_workspace(fresh_office)
    without = run_notice(workspace, Run("notice", WHEN), pdf=False)
    assert [Path(file).name for file in without.files] == ["通知.docx", "发文稿纸.docx"]
    made = run_notice(workspace, Run("notice", WHEN))
    assert [Path(file).name for file in made.files] == ["通知.docx", "发文稿纸.docx", "通知.pdf", "发文稿纸.pdf"]
    assert [(fresh_office / file).read_bytes() for file in made.files[2:]] == [b"%PDF-settled", b"%PDF-sheet"]
    assert calls == [True, True], "the trial is made for the Word file"


def test_the_clerk_reads_on_the_screen_that_no_trial_was_made(fresh_office, monkeypatch):
    monkeypatch.setenv(CONVERTER_VARIABLE, str(fresh_office / "soffice"))
    made = run_notice(open_workspace(fresh_office), Run("notice", WHEN))
    assert [finding.kind for finding in made.findings] == ["no_converter", "plan_open", "labels_once"]
    assert made.lines == (made.findings[2].message,)


def test_a_run_that_prints_nothing_does_not_load_the_pdf_reader():
    code = "import sys, automation.jobs.notice; assert not [m for m in sys.modules if m.startswith('pdf')]"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])
