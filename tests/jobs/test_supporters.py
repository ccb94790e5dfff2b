"""A section that only supports a task (配合): where it says what it did, and what it is told otherwise."""

from __future__ import annotations

import openpyxl
import pytest

from tests.jobs.little_office import TASK, built_little, little
from tests.jobs.office_desk import MASTER, form, kinds, run, sheet, type_into

__all__ = ["built_little", "little"]


@pytest.mark.parametrize("section", ["乙科", "甲科"])
def test_what_is_typed_into_the_column_of_supporters_is_sent_to_the_column_it_belongs_to(little, section):
    """Task 1 is led by 甲科 and supported by 乙科."""
    type_into(form(little, section), TASK, {(1, "配合进展"): "已提供材料"})
    code, told, _ = run(little, "merge")
    assert (code, kinds(told), told["changes"]) == (0, ["support_typed"], [])
    (said,) = [finding["message"] for finding in told["findings"] if finding["kind"] == "support_typed"]
    assert f"workbooks/科室填报/{section}.xlsx › {TASK}" in said
    assert "“已提供材料”" in said
    assert "本科室的情况请填在“进展情况”一列" in said
    assert "办公室在总台账改写" not in said, "there is no such column in the master"
    assert "配合进展" not in [cell.value for cell in openpyxl.load_workbook(little / MASTER)["科室进展"][1]]


def test_following_the_advice_brings_it_to_the_lead(little):
    path = form(little, "乙科")
    type_into(path, TASK, {(1, "配合进展"): "已提供材料"})
    run(little, "merge")
    type_into(path, TASK, {(1, "配合进展"): "", (1, "进展情况"): "已提供材料"})
    code, told, _ = run(little, "distribute")
    assert (code, kinds(told)) == (0, [])
    lead = sheet(little, TASK, form(little, "甲科").relative_to(little))
    assert lead[0]["配合进展"] == "乙科：已提供材料"
