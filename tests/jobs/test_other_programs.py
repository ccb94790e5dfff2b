"""Workbooks that another program has saved (LibreOffice): they still merge, nothing is reported as changed."""

from __future__ import annotations

import pytest

from automation.outputs.pdf import find_converter
from tests.jobs.office_desk import FORMS, MASTER, form, kinds, row, run, save_in_libreoffice, type_into

TASK = "任务进展"
pytestmark = pytest.mark.skipif(find_converter() is None, reason="LibreOffice (soffice) is not installed")


def test_forms_and_master_saved_by_libreoffice_merge_as_if_nothing_had_happened(fresh_office, tmp_path):
    type_into(form(fresh_office, "政法科"), TASK, {(26, "进展情况"): "已核对", (26, "完成日期"): "7月26日"})
    save_in_libreoffice(
        tmp_path, form(fresh_office, "政法科"), fresh_office / FORMS / "办公室.xlsx", fresh_office / MASTER
    )
    code, told, err = run(fresh_office, "weekly", as_of="2018-07-27")
    assert (code, err, kinds(told)) == (0, "", [])
    assert [(one["field"], one["after"]) for one in told["changes"]] == [
        ("进展情况", "已核对"),
        ("完成日期", "2018-07-26"),
    ]
    assert row(fresh_office, "任务分工表", 序号=26)["进展情况"] == "已核对"
    save_in_libreoffice(tmp_path, fresh_office / MASTER)
    code, told, _ = run(fresh_office, "merge", as_of="2018-07-27")
    assert (code, kinds(told), told["changes"]) == (0, [], [])
