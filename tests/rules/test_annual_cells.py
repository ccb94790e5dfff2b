"""Single cells of the year-end report: whole tables, figures of their kind, blanks written one way."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from automation.model.annual import AnnualForm, Figure, Figures, Severity
from automation.rules.annual_cells import check_blanks, check_cells, check_numbers
from automation.sources.annual_forms import read_form

OLD, NEW = read_form("2019"), read_form("2021")


def filled(form: AnnualForm, typed: Mapping[str, Figure | str | None] | None = None) -> Figures:
    """A report of zeros in which some cells hold what the test typed: a figure, a text or nothing."""
    typed = typed or {}
    values = {key: None if isinstance(value, str) else value for key, value in typed.items()}
    texts = {key: value for key, value in typed.items() if isinstance(value, str)}
    return Figures({**{cell.key: 0 for cell in form.values}, **values}, texts)


@pytest.mark.parametrize("mark", ["/", "-", "—", "／"])
def test_a_mark_instead_of_a_number_is_a_warning(mark: str) -> None:
    typed = {"表四/行政复议/结果维持": mark, "表四/行政复议/总计": mark}
    (check,) = check_blanks(OLD, filled(OLD, typed))
    assert (check.holds, check.severity, check.place) == (False, Severity.WARNING, "表四 · 行政复议行")
    assert "2格" in check.message
    assert "统一写作“0”" in check.message
    assert check.keys == tuple(typed)
    assert [number.holds for number in check_numbers(OLD, filled(OLD, typed))] == [True]


def test_a_report_without_blanks_holds() -> None:
    (check,) = check_blanks(OLD, filled(OLD))
    assert check.holds is True
    assert "198格" in check.message


@pytest.mark.parametrize(("setting", "faults"), [("0", 3), ("", 3), ("空", 2), ("/", 2), ("-", 2)])
def test_how_blanks_are_written_is_the_offices_setting(setting: str, faults: int) -> None:
    typed = {"表四/行政复议/结果维持": "/", "表四/行政复议/结果纠正": "-", "表四/行政复议/其他结果": None}
    (check,) = check_blanks(OLD, filled(OLD, typed), setting)
    assert len(check.keys) == faults


def test_blanks_are_counted_by_table_and_by_how_they_are_written() -> None:
    typed = {f"表三/{row}/自然人": mark for row, mark in (("三（一）予以公开", "/"), ("三（二）部分公开", None))}
    (check,) = check_blanks(OLD, filled(OLD, {**typed, "表三/三（七）总计/其他": "/"}))
    assert check.place == "表三"
    assert "3格没有填数字（“/”2格、空白1格），涉及三（一）予以公开、三（二）部分公开、三（七）总计；" in check.message


@pytest.mark.parametrize(
    ("figure", "key", "message"),
    [
        (-1, "表三/三（一）予以公开/其他", "表三 · 三（一）予以公开行 · 其他列：-1是负数，此格不能为负，请核对"),
        (Decimal("1.5"), "表四/行政复议/总计", "表四 · 行政复议行 · 总计列：1.5不是整数，请核对"),
        (Decimal("0.5"), "表二/行政许可/本年增/减", "表二 · 行政许可行 · 本年增/减列：0.5不是整数，请核对"),
        (
            Decimal("-0.5"),
            "表二/政府集中采购/采购总金额",
            "表二 · 政府集中采购行 · 采购总金额列：-0.5是负数，此格不能为负，请核对",
        ),
        (-3, "表二/行政许可/本年增/减", None),
        (Decimal("12.34"), "表二/政府集中采购/采购总金额", None),
    ],
)
def test_only_changes_may_be_negative_and_only_money_may_have_decimals(
    figure: Figure, key: str, message: str | None
) -> None:
    checks = check_numbers(OLD, filled(OLD, {key: figure}))
    assert [(check.holds, check.severity) for check in checks] == [(message is None, Severity.ERROR)]
    assert message is None or checks[0].message == message


def test_a_text_in_a_number_cell_is_an_error_with_its_words() -> None:
    figures = filled(OLD, {"表二/行政许可/处理决定数量": "约60"})
    (check,) = check_numbers(OLD, figures)
    assert (check.holds, check.severity) == (False, Severity.ERROR)
    assert check.message == "表二 · 行政许可行 · 处理决定数量列：“约60”不是数字，请只填数字，说明写在正文"
    assert [blank.holds for blank in check_blanks(OLD, figures)] == [True]


def test_a_missing_row_and_a_missing_table_are_errors_and_no_blanks() -> None:
    rest = Figures({key: 0 for key in filled(OLD) if "三（二）" not in key and not key.startswith("表四")})
    assert [(check.severity, check.message) for check in check_cells(OLD, rest)] == [
        (Severity.ERROR, "表三：缺7格，涉及三（二）部分公开；请按2019年表样补齐"),
        (Severity.ERROR, "表四：没有读到这张表的任何数字，请补齐"),
    ]
    assert [check.holds for check in check_blanks(OLD, rest)] == [True]
    assert [check.holds for check in check_cells(OLD, filled(OLD))] == [True]


def test_a_row_of_the_other_form_is_an_error() -> None:
    (check,) = check_cells(NEW, filled(NEW, {"表二/政府集中采购/采购项目数量": 1}))
    assert check.holds is False
    assert "表二 · 政府集中采购行 · 采购项目数量列" in check.message
