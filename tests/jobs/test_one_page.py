"""The leader's page (领导一页纸) is one page, whatever stands in it; what does not fit is counted on it and told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.shared import Pt

from automation.model.rhythm import OnePage
from automation.outputs.pdf import find_converter, render_pdf
from automation.outputs.word_rhythm import fill_one_page
from automation.rules.draft_one_page import CHANGE_SAID, DECISION_SAID, LISTS, fit_page
from automation.sources.pdf_page import count_pages
from tests.jobs.office_desk import kinds, run
from tests.jobs.rhythm_office import built_rhythm, office, tables_of
from tests.outputs.sample_papers import HAN, TEMPLATES, WHEN, late

__all__ = ["built_rhythm", "office"]
TEMPLATE = TEMPLATES / "领导一页纸.docx"
converter = pytest.mark.skipif(find_converter() is None, reason="soffice (LibreOffice) is not installed")


def page(lights: int, rows: int, changes: int, decisions: int) -> OnePage:
    """A page of so many rows, each as long as the rules let it be, Han and digits mixed as badly as can be."""
    mixed = "".join(f"{sign}{place % 10}" for place, sign in enumerate(HAN))
    return OnePage(
        organ="某某自治州卫生和计划生育委员会办公室综合科",
        year=2018,
        as_of=WHEN,
        summary=(HAN * 5)[:140] + "2018年11月26日" * 3,
        lights=tuple((f"第{n}科（{HAN[:5]}）", "1", "12", "100") for n in range(lights)),
        late=tuple(replace(late(n, f"逾期{n + 100}天"), item=mixed[:30], period="2018-10") for n in range(rows)),
        changes=tuple((mixed + HAN)[:CHANGE_SAID] for _ in range(changes)),
        decisions=tuple((mixed + HAN * 3)[:DECISION_SAID] for _ in range(decisions)),
        more=(),
    )


def test_each_list_gets_its_rows_in_turn_and_what_is_left_is_counted():
    whole = page(40, 30, 30, 30)
    fitted = fit_page(whole)
    shown = {name: len(getattr(fitted, name)) for name in LISTS}
    assert shown["lights"] >= 8 and all(shown.values())
    left = {name: len(getattr(whole, name)) - count for name, count in shown.items()}
    assert [said for said in fitted.more if str(left["late"]) in said and said.startswith("逾期")]
    assert len(fitted.more) == sum(count > 0 for count in left.values())
    assert fit_page(page(3, 2, 1, 0)) == page(3, 2, 1, 0)


@converter
def test_the_fullest_page_is_still_one(tmp_path):
    wanted = {
        "满": page(40, 60, 60, 60),
        "逾期多": page(12, 60, 0, 0),
        "决定多": page(12, 0, 2, 60),
        "变化多": page(2, 1, 60, 0),
        "空": page(0, 0, 0, 0),
    }
    files = []
    for name, whole in wanted.items():
        files.append(tmp_path / f"{name}.docx")
        files[-1].write_bytes(fill_one_page(fit_page(whole), TEMPLATE).freeze(WHEN))
    pages = [count_pages(pdf) for pdf in render_pdf(files, tmp_path / "pdf")]
    assert dict(zip(wanted, pages, strict=True)) == dict.fromkeys(wanted, 1)


def test_what_the_page_leaves_out_is_told_and_stands_on_it(office, monkeypatch):
    monkeypatch.setattr("automation.rules.draft_one_page.PAGE", 0)
    monkeypatch.setattr("automation.jobs.one_page.fit_page", lambda whole: fit_page(whole, 300))
    code, told, _ = run(office, "weekly", as_of="2018-10-08")
    cut = [one["message"] for one in told["findings"] if one["kind"] == "one_page_cut"]
    assert code == 0 and any("逾期事项另有" in said for said in cut)
    shown = str(tables_of(office / "output/2018-10-08/领导一页纸.docx"))
    assert "逾期另有" in shown and "见周报" in shown


@converter
def test_a_template_the_office_has_changed_is_measured_and_rows_go_until_it_is_one_page(office):
    changed = docx.Document(str(TEMPLATE))
    for name in ("清单文字", "清单居中", "清单表头"):
        changed.styles[name].font.size, changed.styles[name].paragraph_format.line_spacing = Pt(14), Pt(21)
    own = office / "templates" / TEMPLATE.name
    own.parent.mkdir(exist_ok=True)
    changed.save(str(own))
    _, told, _ = run(office, "weekly", as_of="2018-10-08")
    assert "one_page_cut" in {one["kind"] for one in told["findings"]}
    assert _pages(office) == 1
    for name in ("公文标题", "公文副题", "表格文字"):
        changed.styles[name].paragraph_format.line_spacing = Pt(300)
    changed.save(str(own))
    _, told, _ = run(office, "weekly", as_of="2018-10-08")
    assert "one_page_long" in kinds(told) and _pages(office) > 1


def _pages(office: Path) -> int:
    (pdf,) = render_pdf([office / "output/2018-10-08/领导一页纸.docx"], office / "pdf")
    return count_pages(pdf)


@converter
def test_every_paper_of_the_rhythm_is_laid_as_the_standard_wants(office):
    day = "2018-10-08"
    for command in ("weekly", "monthly", "bulletin --quarter 3", "report"):
        assert run(office, *command.split(), as_of=day)[0] == 0
    run(office, "remind", as_of="2018-09-17")
    folder = office / "output" / day
    sheets = office / "output/2018-09-17/催办单"
    papers = [*sorted(folder.glob("*.docx")), folder / "科室落实情况报告/疾控科.docx", sheets / "政法科.docx"]
    assert len(papers) == 9
    code, told, _ = run(office, "layout", *papers, as_of=day)
    assert (code, told["verdict"], kinds(told)) == (0, "holds", [])
