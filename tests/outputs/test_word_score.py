"""The two papers of the scores (考核评分表、自评表) as Word files: none runs off the page, none loses a word unsaid."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import docx
import pytest
from docx.shared import Mm

from automation.model.score_paper import SelfPaper
from automation.outputs.word_score import fill_scores, fill_self_score
from automation.rules.draft_score import MOST_COLUMNS, draft_scores, draft_self_score
from tests.outputs.sample_papers import TEMPLATES
from tests.rules.scored_office import marks, scored, scoring_office

DAY = date(2018, 12, 3)
SCORES, SELF = TEMPLATES / "考核评分表.docx", TEMPLATES / "自评表.docx"
BOOK = "考核评分-2018.xlsx"


def paper_of(count: int):
    """考核评分表 of an office with so many rules."""
    ledger = scoring_office("\n".join(f"K{n} | 科室 | 第{n}项工作 | 基础分 | {n} | | 固定 | 分" for n in range(count)))
    return draft_scores(ledger, list(scored(ledger, DAY).values()), DAY, BOOK)


def self_paper(mark: str = "自评") -> SelfPaper:
    ledger = scoring_office("Z | 本单位自评 | 质量 | 质量 | 20 | | 办公室评分 | 分")
    ledger = replace(ledger, marks=marks(f"11月1日 | 本单位 | Z | 15 | {mark}"))
    (ours,) = scored(ledger, DAY).values()
    return draft_self_score(ledger, ours, DAY, BOOK)


@pytest.mark.parametrize("count", [1, 8, MOST_COLUMNS])
def test_the_table_is_as_wide_as_the_text_block_whatever_the_number_of_rules(count):
    filled = fill_scores(paper_of(count), SCORES)
    table = filled.document.tables[0]
    assert len(table.columns) == count + 4
    assert abs(sum(column.width for column in table.columns) - Mm(225)) < Mm(0.1)
    assert min(column.width for column in table.columns) > Mm(11.9), "100.00 stands in one line"
    assert filled.left_out == ()


def test_more_rules_than_there_is_room_for_are_shown_by_their_kinds_with_the_same_total():
    paper = paper_of(MOST_COLUMNS + 1)
    assert paper.tables[0].heads == ("序号", "考核对象", "基础分", "总分", "等次")
    row = paper.tables[0].rows[0]
    assert row[2] == row[3] == f"{sum(range(MOST_COLUMNS + 1))}.00"


def test_the_head_of_the_table_stands_on_every_page():
    filled = fill_scores(paper_of(3), SCORES)
    (head,) = filled.document.tables[0]._tbl.xpath("./w:tr[w:trPr/w:tblHeader]")
    assert "考核对象" in "".join(head.itertext())


def test_the_offices_own_score_says_what_it_is_made_of_and_waits_for_its_day():
    filled = fill_self_score(self_paper(), SELF)
    rows = [[cell.text for cell in row.cells] for row in filled.document.tables[0].rows]
    assert rows[1] == ["1", "质量", "满分20", "15.00", "评分15；2018-11-01自评"]
    assert rows[-1][-2:] == ["15.00", "等次：—"]
    assert filled.document.paragraphs[-1].text == "　　　　年　　月　　日"
    assert filled.left_out == ()


def test_a_template_whose_table_stands_right_above_the_sign_off_is_filled_all_the_same(tmp_path):
    document = docx.Document(SELF)
    note = next(one for one in document.paragraphs if "附言" in one.text)
    note._p.getparent().remove(note._p)
    document.save(tmp_path / SELF.name)
    filled = fill_self_score(self_paper(), tmp_path / SELF.name)
    assert filled.unused == ("附言",)


def test_characters_no_document_can_hold_are_counted():
    assert fill_self_score(self_paper("自\x02评"), SELF).lost_characters == 1
