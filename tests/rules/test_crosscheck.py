"""The cross-checks of the year-end report: each one fires on a small faulty table and holds on the mended one."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automation.model.annual import AnnualForm, Check, Figure, Figures, FormLaw, OrganKind, Severity
from automation.model.origin import Origin
from automation.rules.annual_tables import figures_from_rows
from automation.rules.crosscheck import check_figures, find_failures
from automation.sources.annual_forms import read_form, read_form_file

SEEDS = Path(__file__).parents[2] / "seeds/2020"
OLD, NEW = read_form("2019"), read_form("2021")

# Document 004 as printed, cell for cell; rows that are blank from end to end are not written here.
PRINTED_TWO = """
规章          本年新制作数量=0 本年新公开数量=0 对外公开总数量=0
规范性文件    本年新制作数量=0 本年新公开数量=0 对外公开总数量=0
行政许可      上一年项目数量=19 本年增/减=41 处理决定数量=60
其他对外管理服务事项 上一年项目数量=0 本年增/减=0 处理决定数量=0
行政处罚      上一年项目数量=235 本年增/减=73 处理决定数量=73
行政强制      上一年项目数量=0 本年增/减=0 处理决定数量=0
行政事业性收费 上一年项目数量=0 本年增/减=0
政府集中采购  采购项目数量=0 采购总金额=0
"""
PRINTED_THREE = """
一、本年新收政府信息公开申请数量  自然人=0 商业企业=1 科研机构=0 社会公益组织=0 法律服务机构=0 其他=0 总计=1
二、上年结转政府信息公开申请数量  自然人=0 商业企业=1 科研机构=0 社会公益组织=0 法律服务机构=0 其他=0 总计=1
(一)予以公开                      自然人=0 商业企业=1 科研机构=0 社会公益组织=0 法律服务机构=0 其他=0 总计=1
四、结转下年度继续办理            自然人=0 商业企业=0 科研机构=0 社会公益组织=0 法律服务机构=0 其他=0 总计=0
"""
PRINTED_FOUR = """
未经复议直接起诉  结果维持=0 结果纠正=0 其他结果=0 尚未审结=0 总计=0
复议后起诉        结果维持=0 结果纠正=0 其他结果=0 尚未审结=0 总计=0
"""
KINDS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")


def table(form: AnnualForm, *texts: str, fill: Figure | None = None) -> Figures:
    """Figures from the small tables of a test; every cell they do not name holds ``fill``."""
    rows = [
        (line.split()[0], column, raw, Origin())
        for text in texts
        for line in text.strip().splitlines()
        for column, raw in (part.rsplit("=", 1) for part in line.split()[1:])
    ]
    named, problems = figures_from_rows(form, rows)
    assert not [problem for problem in problems if problem.kind != "annual_cell"]
    return Figures({**{cell.key: fill for cell in form.values}, **named}, named.texts, named.origins)


def zeros(form: AnnualForm, *texts: str) -> Figures:
    return table(form, *texts, fill=0)


def of_rule(checks: Iterable[Check], rule: str) -> list[Check]:
    return [check for check in checks if check.rule == rule]


def messages(form: AnnualForm, figures: Figures, rule: str, year: int = 2020, **facts: object) -> list[str]:
    return [c.message for c in find_failures(of_rule(check_figures(form, figures, year, **facts), rule))]  # type: ignore[arg-type]


def verdicts(form: AnnualForm, figures: Figures, rule: str, year: int = 2020, **facts: object) -> list[bool | None]:
    return [check.holds for check in of_rule(check_figures(form, figures, year, **facts), rule)]  # type: ignore[arg-type]


# -- the acceptance case


@pytest.fixture
def printed() -> tuple[Check, ...]:
    return check_figures(
        OLD,
        table(OLD, PRINTED_TWO, PRINTED_THREE, PRINTED_FOUR),
        2020,
        title="楚雄州卫生健康委 2020 年度政府信息\n与政务公开工作报告",
        dated=date(2021, 1, 20),
        organ=OrganKind.DEPARTMENT,
        parts=dict.fromkeys(OLD.parts, "有内容"),
    )


def test_the_report_of_2020_as_printed_has_two_unbalanced_columns_and_a_blank_total_row(
    printed: tuple[Check, ...],
) -> None:
    errors = find_failures(printed, Severity.ERROR)
    assert [(check.rule, check.place) for check in errors] == [
        ("balance", "表三 · 商业企业列"),
        ("balance", "表三 · 总计列"),
        ("results_total", "表三 · 三（七）总计行"),
    ]
    assert "一1＋二1＝2，三（七）空＋四0＝0；三（七）按各分项之和1代入，两边不相等" in errors[0].message
    assert "总计有7格空白" in errors[2].message
    assert "商业企业1" in errors[2].message


def test_the_report_of_2020_as_printed_has_the_warnings_that_figures_alone_decide(printed: tuple[Check, ...]) -> None:
    warnings = find_failures(printed, Severity.WARNING)
    assert [(check.rule, check.place) for check in warnings] == [
        ("blank", "表三"),
        ("blank", "表四 · 行政复议行"),
        ("running_total", "表二 · 行政许可行"),
        ("repeated_change", "表二 · 行政处罚行"),
        ("title", "标题"),
    ]
    assert len(warnings[0].keys) == 133
    assert "133格没有填数字（空白133格）" in warnings[0].message
    assert "5格没有填数字" in warnings[1].message
    assert "上一年项目数量19＋本年增/减41＝60，与处理决定数量60相同" in warnings[2].message
    assert "本年增/减73，与处理决定数量73相同" in warnings[3].message


def test_only_the_carry_over_of_the_report_of_2020_waits_for_last_year(printed: tuple[Check, ...]) -> None:
    undecided = [check for check in printed if check.holds is None]
    assert [check.rule for check in undecided] == ["carry_over"]
    assert "2019年度的报告" in undecided[0].message


def test_the_corrected_report_of_2020_has_no_fault() -> None:
    rows = []
    for name in ("表二", "表三", "表四"):
        with (SEEDS / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            for line in csv.DictReader(file):
                if name == "表二":
                    rows.append((line["信息内容"], line["列名"], line["数值"], Origin()))
                else:
                    label, *columns = line
                    rows += [(line[label], column, line[column], Origin()) for column in columns]
    figures, problems = figures_from_rows(OLD, rows)
    assert problems == ()
    title = "某州卫生健康委员会2020年政府信息公开工作年度报告"
    parts = dict.fromkeys(OLD.parts, "有内容")
    checks = check_figures(OLD, figures, 2020, title=title, dated=date(2021, 1, 20), parts=parts)
    assert find_failures(checks) == ()
    assert len({check.rule for check in checks}) == len(checks) == 14


# -- equations


def test_a_column_whose_applications_and_results_differ_is_named_in_the_forms_words() -> None:
    figures = zeros(OLD, "一、本年新收政府信息公开申请数量 自然人=3 总计=3", "（一）予以公开 自然人=2 总计=2")
    figures = with_cells(figures, {"表三/三（七）总计/自然人": 2, "表三/三（七）总计/总计": 2})
    found = messages(OLD, figures, "balance")
    assert found[0] == "表三 · 自然人列：一3＋二0＝3，三（七）2＋四0＝2，两边不相等，请核对"
    assert len(found) == 2
    mended = with_cells(figures, {"表三/四、结转下年度继续办理/自然人": 1, "表三/四、结转下年度继续办理/总计": 1})
    assert find_failures(check_figures(OLD, mended, 2020)) == ()


def with_cells(figures: Figures, changes: Mapping[str, Figure | None]) -> Figures:
    return replace(figures, values_by_key={**figures, **changes})


def test_results_that_do_not_add_up_to_their_total_are_named_by_group() -> None:
    figures = zeros(
        NEW,
        "一、本年新收政府信息公开申请数量 其他=4 总计=4",
        "1.属于国家秘密 其他=1 总计=1",
        "2.重复申请 其他=2 总计=2",
        "（七）总计 其他=4 总计=4",
    )
    found = messages(NEW, figures, "results_total", 2021)
    assert found[0] == (
        "表三 · 其他列：三（一）0＋三（二）0＋三（三）1＋三（四）0＋三（五）2＋三（六）0＝3，"
        "三（七）4，两边不相等，请核对"
    )
    assert verdicts(NEW, figures, "balance", 2021) == [True]
    mended = with_cells(figures, {"表三/三（六）3.其他/其他": 1, "表三/三（六）3.其他/总计": 1})
    assert verdicts(NEW, mended, "results_total", 2021) == [True]


def test_a_row_whose_applicants_do_not_add_up_is_named() -> None:
    figures = zeros(OLD, "四、结转下年度继续办理 自然人=2 科研机构=1 总计=2")
    (found,) = messages(OLD, figures, "applicants_total")
    assert found.startswith("表三 · 四、结转下年度继续办理行：自然人2＋商业企业0＋科研机构1＋")
    assert found.endswith("＝3，总计2，两边不相等，请核对")
    assert verdicts(OLD, with_cells(figures, {"表三/四、结转下年度继续办理/总计": 3}), "applicants_total") == [True]


@pytest.mark.parametrize("group", ["行政复议", "未经复议直接起诉", "复议后起诉"])
def test_cases_that_do_not_add_up_are_named_by_group(group: str) -> None:
    figures = zeros(OLD, f"{group} 结果维持=1 尚未审结=1 总计=1")
    assert messages(OLD, figures, "cases_total") == [
        f"表四 · {group}行：结果维持1＋结果纠正0＋其他结果0＋尚未审结1＝2，总计1，两边不相等，请核对"
    ]
    assert verdicts(OLD, zeros(OLD, f"{group} 结果维持=1 尚未审结=1 总计=2"), "cases_total") == [True]


def test_a_blank_total_is_said_once_and_does_not_unbalance_its_column() -> None:
    figures = zeros(
        OLD,
        "一、本年新收政府信息公开申请数量 自然人=2 总计=2",
        "（一）予以公开 自然人=2 总计=2",
        "（七）总计 自然人=2 总计=2",
    )
    figures = with_cells(figures, {"表三/三（七）总计/自然人": None})
    failed = find_failures(check_figures(OLD, figures, 2020), Severity.ERROR)
    assert [(check.rule, check.place) for check in failed] == [("results_total", "表三 · 三（七）总计行")]
    assert failed[0].message == "表三 · 三（七）总计行：总计有1格空白，而各分项之和不为0，应填：自然人2"


def test_a_blank_total_column_is_said_once_and_does_not_unbalance_the_rows() -> None:
    lines = ("一、本年新收政府信息公开申请数量", "（一）予以公开", "（七）总计")
    figures = zeros(OLD, *(f"{line} 自然人=2 总计=2" for line in lines))
    blank = {cell.key: None for cell in OLD.table("表三").values if cell.key.endswith("/总计")}
    failed = find_failures(check_figures(OLD, with_cells(figures, blank), 2020), Severity.ERROR)
    assert [(check.rule, check.place, len(check.keys)) for check in failed] == [
        ("applicants_total", "表三 · 总计列", 23)
    ]


def test_a_blank_total_counts_in_its_column_as_the_sum_of_that_column() -> None:
    figures = zeros(
        OLD,
        "一、本年新收政府信息公开申请数量 自然人=2 总计=3",
        "（一）予以公开 自然人=2 总计=3",
        "（七）总计 自然人=2",
    )
    figures = with_cells(figures, {"表三/三（七）总计/总计": None})
    assert verdicts(OLD, figures, "balance") == [True]


def test_blank_totals_of_nothing_are_only_blanks() -> None:
    figures = with_cells(zeros(OLD), {key: None for key in zeros(OLD) if "总计" in key})
    assert {check.rule for check in find_failures(check_figures(OLD, figures, 2020))} == {"blank"}


# -- last year


def test_the_carry_over_is_compared_cell_by_cell_with_last_year() -> None:
    now = zeros(NEW, "二、上年结转政府信息公开申请数量 商业企业=1 总计=1")
    last = zeros(OLD, "四、结转下年度继续办理 自然人=1 总计=1")
    assert messages(NEW, now, "carry_over", 2021, last_year=last) == [
        "表三 · 自然人列：二0，上年四1，两边不相等，请核对",
        "表三 · 商业企业列：二1，上年四0，两边不相等，请核对",
    ]
    agreeing = zeros(OLD, "四、结转下年度继续办理 商业企业=1 总计=1")
    assert verdicts(NEW, now, "carry_over", 2021, last_year=agreeing) == [True]
    assert verdicts(NEW, now, "carry_over", 2021) == [None]


def test_documents_in_force_are_last_years_plus_made_minus_repealed() -> None:
    now = zeros(NEW, "行政规范性文件 本年制发件数=2 本年废止件数=1 现行有效件数=9")
    last = zeros(NEW, "行政规范性文件 现行有效件数=7")
    (check,) = find_failures(of_rule(check_figures(NEW, now, 2022, last_year=last), "stock"))
    assert check.severity is Severity.WARNING
    assert check.message == (
        "表二 · 行政规范性文件行：现行有效件数9，上年现行有效件数7＋本年制发件数2－本年废止件数1＝8，两边不相等，请核对"
        "；机构改革会带来文件划转，如属这种情况请在报告中说明"
    )
    mended = zeros(NEW, "行政规范性文件 现行有效件数=8")
    assert verdicts(NEW, now, "stock", 2022, last_year=mended) == [True]
    assert verdicts(NEW, now, "stock", 2022) == [None]


def test_the_first_report_of_the_2021_form_cannot_compare_documents_in_force() -> None:
    (check,) = of_rule(check_figures(NEW, zeros(NEW), 2021, last_year=zeros(OLD)), "stock")
    assert check.holds is None
    assert check.message == "现行有效件数衔接：上年报告没有“现行有效件数”，无法核对"
    assert not of_rule(check_figures(OLD, zeros(OLD), 2020, last_year=zeros(OLD)), "stock")


# -- columns used in two meanings


@pytest.mark.parametrize(
    ("line", "failed"),
    [
        ("上一年项目数量=19 本年增/减=41 处理决定数量=60", "running_total"),
        ("上一年项目数量=10 本年增/减=-2 处理决定数量=8", "running_total"),
        ("上一年项目数量=235 本年增/减=73 处理决定数量=73", "repeated_change"),
        ("上一年项目数量=0 本年增/减=5 处理决定数量=5", "repeated_change"),
        ("上一年项目数量=0 本年增/减=0 处理决定数量=0", None),
        ("上一年项目数量=12 本年增/减=0 处理决定数量=12", None),
        ("上一年项目数量=12 本年增/减=3 处理决定数量=480", None),
    ],
)
def test_columns_used_in_two_meanings_are_a_warning(line: str, failed: str | None) -> None:
    failures = find_failures(check_figures(OLD, zeros(OLD, f"行政强制 {line}"), 2020))
    assert [(check.rule, check.severity) for check in failures] == ([(failed, Severity.WARNING)] if failed else [])


# -- the list of checks as a whole


def test_a_table_that_was_not_read_leaves_its_checks_undecided() -> None:
    rest = {key: 0 for key in zeros(OLD) if not key.startswith("表四")}
    assert verdicts(OLD, Figures(rest), "cells") == [False]
    assert verdicts(OLD, Figures(rest), "cases_total") == [None]


def test_a_row_that_could_not_be_read_unbalances_no_column() -> None:
    figures = zeros(OLD, "一、本年新收政府信息公开申请数量 自然人=2 总计=2", "（一）予以公开 自然人=2 总计=2")
    rest = {
        key: figure for key, figure in figures.items() if "三（一）予以公开" not in key and "三（七）总计" not in key
    }
    assert [check.rule for check in find_failures(check_figures(OLD, Figures(rest), 2020))] == ["cells"]


def test_a_mark_instead_of_a_number_counts_as_nothing_in_a_sum() -> None:
    figures = zeros(OLD, "行政复议 结果维持=/ 其他结果=1 总计=1")
    assert [check.rule for check in find_failures(check_figures(OLD, figures, 2020))] == ["blank"]
    assert verdicts(OLD, figures, "blank", blank="/") == [True]


def test_a_new_form_brings_its_own_checks_without_code(tmp_path: Path) -> None:
    path = tmp_path / "2030.json"
    path.write_text(
        '{"name": "2030", "authority": "某号", "first_year": 2030, "last_year": null, "parts": [], "text_parts": [],'
        '"tables": [{"name": "表五", "part": "", "unit": "件", "columns": 3, "rows": ['
        '{"labels": ["来信"], "row": "来信", "columns": ["受理", "办结"]}],'
        '"laws": [{"rule": "closed", "each": "row", "left": ["受理"], "right": ["办结"]}]}]}',
        encoding="utf-8",
    )
    form = read_form_file(path)
    figures = Figures({"表五/来信/受理": 3, "表五/来信/办结": 2})
    assert [check.message for check in find_failures(check_figures(form, figures, 2030))] == [
        "表五 · 来信行：受理3，办结2，两边不相等，请核对"
    ]


# -- laws


@st.composite
def registers(draw: st.DrawFn) -> tuple[AnnualForm, Figures, Figures]:
    """A year's tables counted from made-up applications and cases, and what last year's report carried over."""
    form = draw(st.sampled_from((OLD, NEW)))
    results = [row for row in rows_of(form, "表三") if row.startswith("三（") and row != "三（七）总计"]
    values: dict[str, Figure | None] = {cell.key: 0 for cell in form.values}
    carried: dict[str, Figure | None] = {}

    def count(row: str, column: str, total: str = "总计", name: str = "表三") -> None:
        for key in (f"{name}/{row}/{column}", f"{name}/{row}/{total}"):
            values[key] = (values[key] or 0) + 1

    applications = st.tuples(st.sampled_from(KINDS), st.booleans(), st.none() | st.sampled_from(results))
    for kind, old, result in draw(st.lists(applications, max_size=40)):
        count("二、上年结转政府信息公开申请数量" if old else "一、本年新收政府信息公开申请数量", kind)
        if result is None:
            count("四、结转下年度继续办理", kind)
        else:
            count(result, kind)
            count("三（七）总计", kind)
    ends = st.tuples(
        st.sampled_from(rows_of(form, "表四")), st.sampled_from(("结果维持", "结果纠正", "其他结果", "尚未审结"))
    )
    for group, end in draw(st.lists(ends, max_size=20)):
        count(group, end, name="表四")
    for column in (*KINDS, "总计"):
        carried[f"表三/四、结转下年度继续办理/{column}"] = values[f"表三/二、上年结转政府信息公开申请数量/{column}"]
    return form, Figures(values), Figures(carried)


def rows_of(form: AnnualForm, name: str) -> list[str]:
    return list(dict.fromkeys(cell.key.split("/")[1] for cell in form.table(name).values))


@given(registers())
def test_tables_counted_from_a_register_balance_and_carry_over(case: tuple[AnnualForm, Figures, Figures]) -> None:
    form, figures, carried = case
    checks = check_figures(form, figures, form.first_year, last_year=carried)
    assert find_failures(checks) == ()


@given(registers(), st.data())
def test_one_changed_cell_breaks_exactly_the_checks_it_takes_part_in(
    case: tuple[AnnualForm, Figures, Figures], data: st.DataObject
) -> None:
    form, figures, carried = case
    key = data.draw(st.sampled_from([c.key for name in ("表三", "表四") for c in form.table(name).values]))
    step = data.draw(st.sampled_from((1, -1) if figures[key] else (1,)))
    changed = with_cells(figures, {key: figures.number(key) + step})
    failures = find_failures(check_figures(form, changed, form.first_year, last_year=carried))

    def takes_part(law: FormLaw) -> bool:
        return any(key in term.keys and not term.last_year for term in law.left + law.right)

    touched = {(law.rule, law.line) for law in form.laws if takes_part(law)}
    assert {(check.rule, check.place) for check in failures} == {
        (rule, f"{key[:2]} · {line}{'列' if rule in ('balance', 'results_total', 'carry_over') else '行'}")
        for rule, line in touched
    }
    assert touched
    assert all(key in check.keys for check in failures)
