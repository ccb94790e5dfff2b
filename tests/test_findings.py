"""The catalogue of problems (问题): each kind is raised somewhere and says where, what and what to do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from automation.model.finding import Finding, details, sort_findings
from automation.model.origin import Origin
from automation.terms import findings as wording
from automation.terms.receipts import FOR_SECTION

PACKAGE = Path(__file__).parents[1] / "automation"
SOURCE = "".join(
    path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py") if not path.name.startswith("findings")
)


@pytest.mark.parametrize("kind", wording.KINDS)
def test_every_kind_is_raised_somewhere(kind):
    assert f'"{kind}"' in SOURCE


def test_what_a_section_reads_instead_is_of_kinds_there_are():
    assert set(FOR_SECTION) <= set(wording.KINDS)


@pytest.mark.parametrize("kind", wording.KINDS)
def test_every_kind_has_a_level_and_a_sentence_whose_values_are_known(kind):
    severity, sentence = wording.KINDS[kind]
    assert severity in wording.SEVERITIES
    known = {"value", "number", "section", "count", "year", "before", "master", "column", "issue", "question"}
    known |= {"answer", "last", "choice", "rows", "said", "row", "period", "wanted", "clause", "advice"}
    known |= {"page", "order"}
    assert set(re.findall(r"{(\w+)}", sentence)) <= known
    assert sentence == sentence.strip("。 ")


def test_a_finding_says_level_file_sheet_row_column_value_and_what_to_do():
    place = Origin("疾控科.xlsx", "任务进展", 14, "完成日期")
    finding = Finding("not_a_date", "RW2018-0018", "疾控科", "6月底", details(year=2018), place)
    said = "〔错误〕疾控科.xlsx › 任务进展 › 第14行 › 完成日期：“6月底”不是日期，未采用；请填如 2018-06-30"
    assert finding.message == said
    told = finding.as_dict()
    assert (told["severity"], told["row"], told["column"], told["value"]) == ("error", 14, "完成日期", "6月底")


def test_without_a_place_a_finding_names_the_task_or_section():
    finding = Finding("question_open", "RW2018-0044", details=details(question="指哪些科室？"))
    assert finding.message == "〔提示〕RW2018-0044：指哪些科室？"
    assert finding.as_dict()["file"] is None


def test_the_list_has_errors_first_and_no_line_twice():
    here, there = Origin("a.xlsx", "表", 3, "列"), Origin("a.xlsx", "表", 2, "列")
    error = Finding("not_a_date", value="x", details=details(year=2018), origin=here)
    warning = Finding("stale_file", value="1", details=details(issue=2), origin=there)
    same_elsewhere = Finding("not_a_date", value="x", details=details(year=2018), origin=there)
    assert sort_findings([warning, error, error, same_elsewhere]) == (same_elsewhere, error, warning)
    assert [f.origin.row for f in sort_findings([error, same_elsewhere])] == [2, 3]


def test_a_finding_about_nothing_in_particular_does_not_begin_with_a_colon():
    assert Finding("no_converter").message.startswith("〔")
    assert "〕：" not in Finding("no_converter").message
